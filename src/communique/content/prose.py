"""The one parser of inline markup: CommonMark (raw HTML off), MyST roles, Pandoc citations, footnotes.

Everything a text field may hold is in the two tables below; anything else CommonMark knows (headings, images, code
blocks, rules) has its own field in the model, and using it in text is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from communique.codes import Code as FindingCode
from communique.content.schema import did_you_mean
from communique.content.spans import (
    Citation,
    CitedSource,
    Code,
    Emphasis,
    LineBreak,
    Link,
    NoteMark,
    PersonUse,
    ProseBlock,
    ProseList,
    ProseParagraph,
    ProseQuote,
    Reference,
    Span,
    Spans,
    Strong,
    TermUse,
    Words,
    walk,
)
from communique.content.text import Line, Text
from communique.findings import Finding, Origin

MAX_TEXT = 200_000
_CITATION = re.compile(r"\[((?:[^\[\]@]*\s)?-?@[\w][^\[\]]*)\](?![(\[])")
_CITED = re.compile(
    r"^(?P<prefix>.*?)-?@(?P<key>[\w][\w:.#$%&+?<>~/-]*?)(?:,\s*(?P<locator>.+))?$", re.DOTALL
)
_NOTE_TEXT = re.compile(r"^ {0,3}\[\^(?P<label>[^\]\s]+)\]:", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^(?P<label>[^\]\s]+)\](?!:)")
_LABELLED = re.compile(r"^(?P<label>.*\S)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_FORMED = re.compile(r"^(?P<person>[a-z0-9-]+)(?:['\u2019]s?|\|(?P<form>possessive|plural))$")
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text field as blocks, with what was found in it. A `Line` has exactly one paragraph when it has no finding."""

    blocks: tuple[ProseBlock, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def spans(self) -> Spans:
        """The spans of the first paragraph: the whole text of a `Line`."""
        first = self.blocks[0] if self.blocks else None
        return first.spans if isinstance(first, ProseParagraph) else ()

    def runs(self) -> Iterator[Spans]:
        """The spans of every paragraph, also of those in lists and quotations, in reading order."""
        for block in self.blocks:
            yield from _block_runs(block)

    def all_spans(self) -> Iterator[Span]:
        """Every span of every block, in reading order, the text of footnotes included."""
        for run in self.runs():
            yield from walk(run)


@lru_cache(maxsize=20_000)
def parse_prose(text: Text) -> Parsed:
    """The blocks of a text field; never fails, since every Markdown text means something.

    Remembered within the process: a field is read by the checks and by every document that holds it.
    """
    if len(text.markdown) > MAX_TEXT:
        message = f"the text has {len(text.markdown):,} characters; a field may have {MAX_TEXT:,}"
        finding = Finding(FindingCode.TEXT_TOO_LONG, text.origin, message, "split it into several items")
        return Parsed((), (finding,))
    reader = _Reader(text)
    try:
        blocks = reader.read()
    except RecursionError:
        message = "emphasis or lists are nested too deeply here"
        finding = Finding(FindingCode.MARKUP, text.origin, message, "remove stray * and _ characters")
        return Parsed((), (finding,))
    if isinstance(text, Line) and (len(blocks) != 1 or not isinstance(blocks[0], ProseParagraph)):
        message = "this field holds one paragraph, without lists"
        hint = "put the rest into a field of several paragraphs, such as 'text'"
        reader.findings.append(Finding(FindingCode.MARKUP, text.origin, message, hint))
    return Parsed(blocks, tuple(reader.findings))


def _block_runs(block: ProseBlock) -> Iterator[Spans]:
    match block:
        case ProseParagraph(spans):
            yield spans
        case ProseList(_, items, _):
            for item in items:
                for inner in item:
                    yield from _block_runs(inner)
        case ProseQuote(blocks):
            for inner in blocks:
                yield from _block_runs(inner)


# A single line such as `5. Juli` is a date where the field holds one paragraph, and no list.
_NUMBERED = re.compile(r"[0-9]{1,9}[.)][ \u00a0]+[^\n]*\Z")


@lru_cache(maxsize=2)
def _markdown(*, lists: bool = True) -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).use(footnote_plugin).use(myst_role_plugin)
    # Links to files and scripts are told as findings by `_Reader.link`; markdown-it would print them as text.
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    markdown.inline.ruler.before("link", "citation", _citation_rule)
    return markdown if lists else markdown.disable("list")


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


@dataclass(slots=True)
class _Reader:
    """Turns markdown-it's syntax tree into our values, keeping count of repeated marks to place each of them."""

    text: Text
    findings: list[Finding] = field(default_factory=list)
    notes: dict[int, Spans] = field(default_factory=dict)
    seen: dict[str, int] = field(default_factory=dict)

    def read(self) -> tuple[ProseBlock, ...]:
        is_date = isinstance(self.text, Line) and _NUMBERED.match(self.text.markdown) is not None
        root = SyntaxTreeNode(_markdown(lists=not is_date).parse(self.text.markdown))
        self._check_notes()
        for node in root.children:
            if node.type == "footnote_block":
                self._read_notes(node)
        return self._blocks(node for node in root.children if node.type != "footnote_block")

    def _check_notes(self) -> None:
        """Marks and texts of footnotes that do not belong together, which CommonMark passes over in silence."""
        told = [found["label"] for found in _NOTE_TEXT.finditer(self.text.markdown)]
        called = {found["label"] for found in _NOTE_MARK.finditer(self.text.markdown)}
        for label in sorted(called - set(told)):
            self._refuse(
                f"[^{label}]", f"the footnote [^{label}] has no text", f"add a paragraph '[^{label}]: …'"
            )
        for label in sorted({label for label in told if label not in called or told.count(label) > 1}):
            what = "is nowhere called" if label not in called else "has two texts"
            self._refuse(
                f"[^{label}]:", f"the footnote [^{label}] {what}", "remove it, or give it another number"
            )

    def _read_notes(self, block: SyntaxTreeNode) -> None:
        for note in block.children:
            paragraphs = [child for child in note.children if child.type == "paragraph"]
            number = note.meta["id"]
            if len(paragraphs) != 1 or len(note.children) != 1:
                self._refuse(
                    f"[^{note.meta.get('label', '')}]:", "a footnote holds one paragraph", "shorten it"
                )
            self.notes[number] = self._paragraph_spans(paragraphs[0]) if paragraphs else ()
            if any(isinstance(span, NoteMark) for span in walk(self.notes[number])):
                self._refuse(
                    f"[^{note.meta.get('label', '')}]:", "a footnote calls a footnote", "merge the two"
                )

    def _blocks(self, nodes: Iterator[SyntaxTreeNode] | Sequence[SyntaxTreeNode]) -> tuple[ProseBlock, ...]:
        made = (self._block(node) for node in nodes)
        return tuple(block for block in made if block is not None)

    def _block(self, node: SyntaxTreeNode) -> ProseBlock | None:
        match node.type:
            case "paragraph":
                return ProseParagraph(self._paragraph_spans(node))
            case "bullet_list" | "ordered_list":
                items = tuple(self._blocks(item.children) for item in node.children)
                ordered = node.type == "ordered_list"
                return ProseList(ordered, items, int(node.attrGet("start") or 1) if ordered else 1)
            case "blockquote":
                return ProseQuote(self._blocks(node.children))
            case _:
                self._not_in_text(node)
                return None

    def _not_in_text(self, node: SyntaxTreeNode) -> None:
        what, remedy = _NOT_IN_TEXT.get(node.type, (node.type, "remove it"))
        first = self.text.markdown.splitlines()[node.map[0]] if node.map else ""
        self._refuse(first.strip(), f"{what} can't stand in a text field", remedy)

    def _paragraph_spans(self, node: SyntaxTreeNode) -> Spans:
        return self._spans(child for inline in node.children for child in inline.children)

    def _spans(self, nodes: Iterator[SyntaxTreeNode] | Sequence[SyntaxTreeNode]) -> Spans:
        spans: list[Span] = []
        for node in nodes:
            reader = _SPANS.get(node.type)
            if reader is None:
                what, remedy = _NOT_IN_TEXT.get(node.type, (node.type, "remove it"))
                self._refuse(
                    "![" if node.type == "image" else "", f"{what} can't stand in a text field", remedy
                )
                continue
            spans.extend(reader(self, node))
        return _joined(spans)

    def words(self, node: SyntaxTreeNode) -> Spans:
        return (Words(node.content),) if node.content else ()

    def soft_break(self, _node: SyntaxTreeNode) -> Spans:
        return (Words(" "),)

    def hard_break(self, _node: SyntaxTreeNode) -> Spans:
        return (LineBreak(),)

    def emphasis(self, node: SyntaxTreeNode) -> Spans:
        return (Emphasis(self._spans(node.children)),)

    def strong(self, node: SyntaxTreeNode) -> Spans:
        return (Strong(self._spans(node.children)),)

    def code(self, node: SyntaxTreeNode) -> Spans:
        return (Code(node.content),)

    def link(self, node: SyntaxTreeNode) -> Spans:
        href = str(node.attrGet("href") or "")
        children = self._spans(node.children)
        if not href.lower().startswith(_SCHEMES):
            hint = (
                "write https://…, http://… or mailto:…; for a place in the brief use {ref}`section/history`"
            )
            self._refuse(href, f"the link '{href}' leads nowhere that a reader can follow", hint)
            return children
        return (Link(children, href),)

    def citation(self, node: SyntaxTreeNode) -> Spans:
        origin = self._place(node.markup)
        cited: list[CitedSource] = []
        for part in node.content.split(";"):
            found = _CITED.match(part.strip())
            if not found:
                self._refuse(node.markup, f"'{part.strip()}' is no citation", "write [@key, p. 4; @other]")
                continue
            cited.append(CitedSource(found["key"], found["locator"] or "", found["prefix"].strip()))
        return (Citation(tuple(cited), origin),)

    def note(self, node: SyntaxTreeNode) -> Spans:
        label = node.meta.get("label")
        origin = self._place(f"[^{label}]") if label else self.text.origin
        return (NoteMark(self.notes.get(node.meta["id"], ()), origin),)

    def role(self, node: SyntaxTreeNode) -> Spans:
        name = str(node.meta["name"])
        written = f"{{{name}}}`{node.content}`"
        make = _ROLES.get(name)
        origin = self._place(written)
        if make is None:
            message = f"'{{{name}}}' is not a role"
            hint = did_you_mean(name, tuple(_ROLES))
            self.findings.append(Finding(FindingCode.UNKNOWN_ROLE, origin, message, hint))
            return (Words(node.content),)
        return (make(node.content.strip(), origin),)

    def _place(self, written: str) -> Origin:
        """The place of the next occurrence of some markup; repeated marks are met in the order of the text."""
        nth = self.seen.get(written, 0)
        self.seen[written] = nth + 1
        return self.text.place(written, nth)

    def _refuse(self, needle: str, message: str, hint: str) -> None:
        origin = self.text.place(needle) if needle else self.text.origin
        self.findings.append(Finding(FindingCode.MARKUP, origin, message, hint))


def _joined(spans: list[Span]) -> Spans:
    """Neighbouring words as one span, so that equal texts are equal values."""
    joined: list[Span] = []
    for span in spans:
        last = joined[-1] if joined else None
        if isinstance(span, Words) and isinstance(last, Words):
            joined[-1] = Words(last.text + span.text)
        else:
            joined.append(span)
    return tuple(joined)


def _labelled(make: Callable[[str, Origin, str], Span]) -> Callable[[str, Origin], Span]:
    """A role that may carry its own words before the target: ``{ref}`the case <case/us-rok>` ``."""

    def made(content: str, origin: Origin) -> Span:
        found = _LABELLED.match(content)
        return make(found["target"].strip(), origin, found["label"]) if found else make(content, origin, "")

    return made


def _person(content: str, origin: Origin) -> Span:
    """A person with a form of the words: ``{person}`kim's` ``, ``{person}`kim|plural` ``."""
    found = _FORMED.match(content)
    if not found:
        return PersonUse(content, origin)
    return PersonUse(found["person"], origin, found["form"] or "possessive")


_ROLES: dict[str, Callable[[str, Origin], Span]] = {
    "person": _person,
    "term": _labelled(TermUse),
    "ref": _labelled(Reference),
}

_SPANS: dict[str, Callable[[_Reader, SyntaxTreeNode], Spans]] = {
    "text": _Reader.words,
    "softbreak": _Reader.soft_break,
    "hardbreak": _Reader.hard_break,
    "em": _Reader.emphasis,
    "strong": _Reader.strong,
    "code_inline": _Reader.code,
    "link": _Reader.link,
    "citation": _Reader.citation,
    "footnote_ref": _Reader.note,
    "myst_role": _Reader.role,
    "footnote_anchor": lambda _reader, _node: (),  # the way back to the call; writers make their own
}

_NOT_IN_TEXT = {
    "heading": ("a heading", "make it the title of a section or point"),
    "fence": ("a block of code", "write it as a sentence"),
    "code_block": ("an indented block", "remove the spaces before the line"),
    "hr": ("a rule", "remove the line"),
    "image": ("a picture", "list it under 'figures', with its text alternative"),
}
