"""Going through a tree and putting other spans or blocks in place, in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from communique.compose.model import (
    Block,
    Blocks,
    Callout,
    Definition,
    Definitions,
    Figure,
    Heading,
    List,
    Paragraph,
    Region,
    Row,
    Source,
    Table,
)
from communique.content.spans import Spans

SpansRewriter = Callable[[Spans, Source, Block], Spans]


def rewrite_spans(blocks: Blocks, rewrite: SpansRewriter) -> Blocks:
    """The blocks with every run of spans replaced; `rewrite` is called in reading order."""
    return tuple(_rewritten(block, rewrite) for block in blocks)


def _rewritten(block: Block, rewrite: SpansRewriter) -> Block:  # noqa: PLR0911 -- one case a kind of block
    def spans(old: Spans, source: Source) -> Spans:
        return rewrite(old, source, block) if old else old

    match block:
        case Heading() | Paragraph():
            return replace(block, spans=spans(block.spans, block.source))
        case List():
            items = (replace(item, blocks=rewrite_spans(item.blocks, rewrite)) for item in block.items)
            return replace(block, items=tuple(items))
        case Definitions():
            return replace(
                block, entries=tuple(_definition(entry, block, rewrite) for entry in block.entries)
            )
        case Table():
            caption = spans(block.caption, block.source)
            head, body = (tuple(_row(row, rewrite) for row in rows) for rows in (block.head, block.body))
            return replace(block, caption=caption, head=head, body=body, note=spans(block.note, block.source))
        case Figure():
            caption = spans(block.caption, block.source)
            return replace(block, caption=caption, note=spans(block.note, block.source))
        case Callout() | Region():
            return replace(block, blocks=rewrite_spans(block.blocks, rewrite))
        case _:
            return block


def _definition(entry: Definition, block: Block, rewrite: SpansRewriter) -> Definition:
    term = rewrite(entry.term, entry.source, block) if entry.term else entry.term
    return replace(entry, term=term, blocks=rewrite_spans(entry.blocks, rewrite))


def _row(row: Row, rewrite: SpansRewriter) -> Row:
    return replace(row, cells=tuple(replace(c, blocks=rewrite_spans(c.blocks, rewrite)) for c in row.cells))


def map_blocks(blocks: Blocks, change: Callable[[Block], Block | None]) -> Blocks:
    """The blocks with each one changed, inner ones first; None drops a block."""
    changed = (change(_inner(block, change)) for block in blocks)
    return tuple(block for block in changed if block is not None)


def _inner(block: Block, change: Callable[[Block], Block | None]) -> Block:
    match block:
        case List():
            items = (replace(item, blocks=map_blocks(item.blocks, change)) for item in block.items)
            return replace(block, items=tuple(items))
        case Definitions():
            entries = (replace(entry, blocks=map_blocks(entry.blocks, change)) for entry in block.entries)
            return replace(block, entries=tuple(entries))
        case Table():
            return replace(block, head=_rows(block.head, change), body=_rows(block.body, change))
        case Callout() | Region():
            return replace(block, blocks=map_blocks(block.blocks, change))
        case _:
            return block


def _rows(rows: tuple[Row, ...], change: Callable[[Block], Block | None]) -> tuple[Row, ...]:
    return tuple(
        replace(row, cells=tuple(replace(cell, blocks=map_blocks(cell.blocks, change)) for cell in row.cells))
        for row in rows
    )


def all_spans(blocks: Blocks) -> Iterator[Spans]:
    """Every run of spans, in reading order."""
    found: list[Spans] = []

    def note(spans: Spans, _source: Source, _block: Block) -> Spans:
        found.append(spans)
        return spans

    rewrite_spans(blocks, note)
    return iter(found)
