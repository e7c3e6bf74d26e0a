"""How high everything stands that a document shows: the rung of each block, and from them the document's marking.

A block is as high as the highest content whose words it shows: the items that its texts belong to (`reading.py`), and
the persons, terms, sources and titles that stand where the text names them (here). What a template reads from an item
that is no text (a rating, a track) counts for the document as a whole, since nobody knows where the template put it;
it counts for its block too where an element says whose it is (`of=`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from communique.audience.model import View
from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Definitions,
    Figure,
    Heading,
    List,
    Marking,
    Paragraph,
    Source,
    Table,
    walk,
)
from communique.compose.rewrite import map_blocks
from communique.content.prose import parse_prose
from communique.content.spans import Citation, PersonUse, Reference, Span, Spans, TermUse
from communique.content.spans import walk as walk_spans


def with_named(blocks: Blocks, view: View) -> Blocks:
    """The blocks with what their words bring along counted in; to be called while names still stand in the text."""
    named = _Named(view)

    def change(block: Block) -> Block:
        match block:
            case Heading() | Paragraph():
                return replace(block, source=named.raised(block.source, block.spans))
            case Table() | Figure():
                return replace(block, source=named.raised(block.source, (*block.caption, *block.note)))
            case Definitions():
                entries = (
                    replace(entry, source=named.raised(entry.source, entry.term)) for entry in block.entries
                )
                return replace(block, entries=tuple(entries))
            case _:
                return block

    return map_blocks(blocks, change)


class _Named:
    """The heights of what spans bring along."""

    def __init__(self, view: View) -> None:
        self.view = view

    def raised(self, source: Source, spans: Spans) -> Source:
        rung = max((source.rung, *self._heights(spans, frozenset())))
        return source if rung == source.rung else replace(source, rung=rung)

    def _heights(self, spans: Spans, above: frozenset[str]) -> Iterator[int]:
        for span in walk_spans(spans):
            yield from self._height(span, above)

    def _height(self, span: Span, above: frozenset[str]) -> Iterator[int]:
        height = self.view.handling.height
        match span:
            case PersonUse(name):
                yield height(f"people/{name}")
            case TermUse(name, _):
                yield height(f"terms/{name}")
            case Citation(sources, _) if self.view.reader.evidence == "show":
                yield from (height(f"sources/{source.key}") for source in sources)
            case Reference(target, _, label) if not label and target not in above:
                title = self.view.titles.get(target)
                if title is not None:  # a title can hold names itself
                    yield height(title.path)
                    yield from self._heights(parse_prose(title).spans, above | {target})
            case _:
                return


def highest(blocks: Blocks, others: Iterable[int]) -> int:
    """The highest rung of all that a document shows; `others` are the rungs of what stands in no block."""
    return max((*others, *(source.rung for source in sources(blocks)), *_cited(blocks)), default=0)


def sources(blocks: Blocks) -> Iterator[Source]:
    """The sources of all blocks, and of the items, rows and entries in them."""
    for block in walk(blocks):
        yield block.source
        match block:
            case List():
                yield from (item.source for item in block.items)
            case Table():
                yield from (row.source for row in (*block.head, *block.body))
            case Definitions():
                yield from (entry.source for entry in block.entries)
            case _:
                pass


def _cited(blocks: Blocks) -> Iterator[int]:
    for block in walk(blocks):
        if isinstance(block, Bibliography):
            yield from (entry.rung for entry in block.entries)


@dataclass(frozen=True, slots=True)
class Marks:
    """The marking of a document, and those of its pages by the rung of what stands on them (none: all bear the first)."""

    document: Marking
    pages: tuple[Marking, ...] = ()


def marks(view: View, blocks: Blocks, read: frozenset[str], placed: frozenset[str]) -> Marks:
    """The marks of a finished document.

    `read` are content paths that the template made into characters or asked for what is no text; `placed` are those
    that an element names. What is read and placed nowhere can be on any page, so that no page is marked lower.
    """
    handling = view.handling
    rungs = tuple(
        Marking(rung.label, rung.foreground, rung.background, view.reader.restriction)
        for rung in handling.rungs
    )
    top = highest(blocks, (handling.height(path) for path in ("", *read)))
    owners = frozenset(handling.owner(path) for path in placed)
    lost = (handling.height(path) for path in ("", *read) if handling.owner(path) not in owners)
    floor = max(lost, default=0)
    pages = tuple(rungs[max(rung, floor)] for rung in range(top + 1)) if handling.pages else ()
    return Marks(rungs[top], pages)
