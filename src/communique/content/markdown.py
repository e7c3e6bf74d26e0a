"""Markdown to tokens: CommonMark (raw HTML off), MyST roles, Pandoc citations, footnotes, and how deep they may nest.

Lists, quotations and emphasis that stand in each other deeper than a document can show are taken out of the tokens, and
their words stay: what is refused is told, and nothing vanishes. Since tokens are a flat list, depth is bounded before
anything recurses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

# Lists and quotations in each other: Word's lists have nine levels (ECMA-376, 17.9.6), and each takes some 6 mm.
DEEPEST = 9
# The parser's own bounds, in opened elements (a list and its item are two). It stops reading there without a word, so that
# of blocks lies where `DEEPEST` has long been passed. Brackets in brackets beyond theirs stay in the text as they are; the
# time that they take grows with it.
_BLOCKS_READ = 100
_BRACKETS_READ = 20
_CITATION = re.compile(r"\[((?:[^\[\]@]*\s)?-?@[\w][^\[\]]*)\](?![(\[])")
_BLOCKS = frozenset({"bullet_list", "ordered_list", "blockquote"})
_SPANS = frozenset({"em", "strong", "link"})


@dataclass(slots=True)
class NoteText:
    """The text of a footnote: its label as it is written, `[^label]: …`, and the line that it begins on."""

    label: str
    line: int
    tokens: list[Token] = field(default_factory=list)


@dataclass(slots=True)
class Tokens:
    """The tokens of a text, those of its footnotes apart, and the lines (from 0) of what is not as its author will expect.

    `short_notes` are notes that are written where they are called, `^[…]`, by the number in their call. `deep_blocks` and
    `deep_spans` begin there, nested too deep; `unused` are addresses of links, `[label]: https://…`, that no link leads to.
    """

    body: list[Token]
    notes: list[NoteText]
    short_notes: dict[int, list[Token]]
    deep_blocks: list[int] = field(default_factory=list)
    deep_spans: list[int] = field(default_factory=list)
    unused: list[int] = field(default_factory=list)


def tokens(markdown: str, *, lists: bool = True) -> Tokens:
    """The tokens of a text, with nothing in them that is nested deeper than `DEEPEST`."""
    env: dict[str, Any] = {}
    written = _markdown(lists=lists).parse(markdown, env)
    body, notes = _apart(written)
    numbered = env.get("footnotes", {}).get("list", {})
    read = Tokens(
        body, notes, {number: note["tokens"] for number, note in numbered.items() if "tokens" in note}
    )
    read.unused = sorted(_unused(written, env))
    read.body = _bounded_blocks(read.body, read)
    for note in read.notes:
        note.tokens = _bounded_blocks(note.tokens, read)
    return read


def _apart(written: Iterable[Token]) -> tuple[list[Token], list[NoteText]]:
    """The tokens without the texts of footnotes, and these in the order of the text; also one inside another's text."""
    body: list[Token] = []
    notes: list[NoteText] = []
    opened: list[NoteText] = []
    for token in written:
        if token.type == "footnote_reference_open":
            opened.append(NoteText(token.meta["label"], token.map[0] if token.map else 0))
            notes.append(opened[-1])
        elif token.type == "footnote_reference_close":
            opened.pop()
        else:
            (opened[-1].tokens if opened else body).append(token)
    return body, notes


def _bounded_blocks(written: Iterable[Token], read: Tokens) -> list[Token]:
    bounded = list(_bounded(written, _BLOCKS, read.deep_blocks))
    for token in bounded:
        if token.children:
            token.children = _bounded_spans(token.children, read, token.map[0] if token.map else 0)
    return bounded


def _bounded_spans(written: Iterable[Token], read: Tokens, line: int) -> list[Token]:
    bounded = list(_bounded(written, _SPANS, read.deep_spans, line))
    for token in bounded:
        number = token.meta.get("id") if token.type == "footnote_ref" else None
        if number in read.short_notes:
            read.short_notes[number] = _bounded_spans(read.short_notes[number], read, line)
    return bounded


def _unused(written: Iterable[Token], env: Mapping[str, Any]) -> Iterator[int]:
    """The lines of addresses that no link leads to; CommonMark takes such lines out of the text."""
    used = {child.meta.get("label") for token in written for child in token.children or ()}
    for label, address in env.get("references", {}).items():
        if label not in used:
            yield address["map"][0]
    yield from (address["map"][0] for address in env.get("duplicate_refs", ()))


def _bounded(
    written: Iterable[Token], counted: frozenset[str], deep: list[int], line: int = 0
) -> Iterator[Token]:
    """The tokens without what opens and closes deeper than `DEEPEST`; `deep` gets the line of each outermost of these."""
    depth = 0
    for token in written:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        line = token.map[0] if token.map else line
        if token.nesting == 1 and kind in counted:
            depth += 1
            if depth == DEEPEST + 1:
                deep.append(line)
        is_kept = depth <= DEEPEST or (kind not in counted and kind != "list_item")
        if token.nesting == -1 and kind in counted:
            depth -= 1
        if is_kept:
            yield token


@lru_cache(maxsize=2)
def _markdown(*, lists: bool) -> MarkdownIt:
    blocks, spans = _parser(_BLOCKS_READ), _parser(_BRACKETS_READ)

    def read_spans(state: StateCore) -> None:
        for token in state.tokens:
            if token.type == "inline":
                token.children = spans.inline.parse(token.content, spans, state.env, [])

    blocks.core.ruler.at("inline", read_spans)
    return blocks if lists else blocks.disable("list")


def _parser(depth: int) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": depth, "store_labels": True})
    # CommonMark has no tables; those that are written all the same are told, and not set as rows of bars.
    markdown.enable("table")
    # Notes stay where they are: the plugin's own way to the end drops those that nobody calls, and the first of two with
    # one label, and makes no tree of a note in a list in a note.
    markdown.use(footnote_plugin, move_to_end=False).use(myst_role_plugin)
    # Links to files and scripts are told as findings by whoever reads the tokens; markdown-it would print them as text.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.inline.ruler.before("link", "citation", _citation_rule)
    return markdown


def _citation_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 -- markdown-it calls it so
    if state.src[state.pos] != "[":
        return False
    found = _CITATION.match(state.src, state.pos)
    if not found:
        return False
    if not silent:
        token = state.push("citation", "", 0)
        token.content = found[1]
        token.markup = found[0]
    state.pos = found.end()
    return True
