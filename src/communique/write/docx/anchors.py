"""Anchors to bookmarks. Only the anchors that something in the document points to are written."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import blake2s

from communique.compose.model import (
    Bibliography,
    Block,
    Contents,
    Definitions,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Region,
    Table,
    own_texts,
)
from communique.content.spans import Jump, NoteCall, PageOf, Spans, Words, plain

_LONGEST = 40  # characters of a bookmark's name in Word
_PLAIN = re.compile(r"[a-z][a-z0-9-]*$", re.ASCII)


class DanglingReferenceError(ValueError):
    """Something points to an anchor that no block has, or to a footnote that is not there: a fault of compose."""


@dataclass(frozen=True, slots=True)
class References:
    """What a document points to: bookmark names by anchor, and the footnotes that are called more than once.

    `titles` are the words of the paragraphs that anchors stand for, where these say nothing else; `sources` the anchors of
    the bibliography, each with the number that Word counts there, as it is printed, or "".
    """

    bookmarks: dict[str, str]
    shared_notes: frozenset[int]
    titles: dict[str, str]
    sources: dict[str, str]


def references(
    document: Document, blocks: tuple[Block, ...], typed: Callable[[Heading], bool], *, counted: bool
) -> References:
    """From a document and all its blocks, as `walk` gives them; `typed` tells of a heading whether its number is typed before it,
    `counted` whether Word counts the sources.

    Raises DanglingReferenceError when a target is not in the document, or a footnote is not called.
    """
    uses = _Uses()
    for note in document.notes:
        uses.read(note.spans)
    for block in blocks:
        for spans in own_texts(block):
            uses.read(spans)
        if isinstance(block, Contents):
            uses.targets |= dict.fromkeys(entry.target for entry in block.entries)
    if uses.targets:
        _refuse(sorted(set(uses.targets) - set(anchors(blocks))), "anchor")
    _refuse(sorted(str(n) for n in {note.number for note in document.notes} ^ set(uses.calls)), "footnote")
    shared = frozenset(number for number, times in uses.calls.items() if times > 1)
    titles = {anchor: line for anchor, line in _titles(blocks, uses.targets, typed) if line}
    listed = (entry for block in blocks if isinstance(block, Bibliography) for entry in block.entries)
    sources = {entry.anchor: entry.label if counted else "" for entry in listed}
    return References(_named(uses.targets), shared, titles, sources)


def _titles(
    blocks: Iterable[Block], wanted: Container[str], typed: Callable[[Heading], bool]
) -> Iterator[tuple[str, str]]:
    """The anchors wanted of headings and of what begins with one, of paragraphs, items and terms, each with its line's words."""
    for block in blocks:
        match block:
            case Heading(anchor=anchor) | Paragraph(anchor=anchor) if anchor in wanted:
                yield anchor, _line(block, typed)
            case Region(anchor=anchor, blocks=(first, *_)) if anchor in wanted:
                yield anchor, _line(first, typed)
            case List(items=items):
                begun = (item for item in items if item.anchor in wanted and item.blocks)
                yield from ((item.anchor, _line(item.blocks[0], typed)) for item in begun)
            case Definitions(role=role, entries=entries) if role != "facts":
                yield from ((entry.anchor, plain(entry.term)) for entry in entries if entry.anchor in wanted)
            case _:
                pass


def _line(block: Block, typed: Callable[[Heading], bool]) -> str:
    """The words of a block's line; "" where its number is typed before them."""
    match block:
        case Heading() if typed(block):
            return ""
        case Heading(spans=spans) | Paragraph(spans=spans):
            return plain(spans)
        case _:
            return ""


@dataclass(slots=True)
class _Uses:
    """The anchors that spans point to, and how often they call each footnote."""

    targets: dict[str, None] = field(default_factory=dict)
    calls: Counter[int] = field(default_factory=Counter)

    def read(self, spans: Spans) -> None:
        for span in spans:
            if type(span) is Words:
                continue
            match span:
                case Jump(target, children):
                    self.targets[target] = None
                    self.read(children)
                case PageOf(target):
                    self.targets[target] = None
                case NoteCall(number):
                    self.calls[number] += 1
                case _:
                    self.read(getattr(span, "children", ()))


def _refuse(missing: list[str], what: str) -> None:
    if missing:
        message = f"{what} without a counterpart in the document: {', '.join(missing)}"
        raise DanglingReferenceError(message)


def bookmark_name(anchor: str) -> str:
    """A name that Word accepts: letters, digits and underscores, at most 40; the same for the same anchor always.

    Word does not tell capitals apart. The anchors of compose are small letters, digits and hyphens; what is not, or
    is longer, ends in a hash, so that two anchors never become one.
    """
    if _PLAIN.match(anchor) and len(anchor) <= _LONGEST:
        return anchor.replace("-", "_")
    tail = blake2s(anchor.encode("utf-8", "surrogatepass"), digest_size=5).hexdigest()
    stem = re.sub(r"[^a-z0-9_]+", "_", anchor.lower(), flags=re.ASCII)[: _LONGEST - len(tail) - 3]
    return f"a_{stem}_{tail}"


def _named(anchors_wanted: Iterable[str]) -> dict[str, str]:
    names = {anchor: bookmark_name(anchor) for anchor in anchors_wanted}
    if len(set(names.values())) != len(names):  # two hashes of 40 bits that agree
        message = "two anchors have the same bookmark name"
        raise DanglingReferenceError(message)
    return names


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """Every anchor of blocks as `walk` gives them, of their items and rows."""
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Figure() | Region():
                yield block.anchor
            case List(items=items):
                yield from (item.anchor for item in items)
            case Definitions(entries=entries):
                yield from (entry.anchor for entry in entries)
            case Table():
                yield block.anchor
                yield from (row.anchor for row in (*block.head, *block.body))
            case Bibliography(entries=sources):
                yield from (source.anchor for source in sources)
            case _:
                pass
