"""The Document tree as lines that a test can compare: one block a line, inner blocks indented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Callout,
    Contents,
    Definitions,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Region,
    Table,
)
from communique.content.spans import Span, Spans, Words


def dump(document: Document) -> list[str]:
    """All blocks, then the notes."""
    lines = list(_blocks(document.blocks, 0))
    return lines + [f"note {note.number} {show(note.spans)}" for note in document.notes]


def show(spans: Spans) -> str:
    """Spans in a short form: words as they are, others as `Name(words)`."""
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    if isinstance(span, Words):
        return span.text
    assert is_dataclass(span)
    shown = []
    for field in fields(span):
        value = getattr(span, field.name)
        shown.append(show(value) if field.name == "children" else str(value))
    return f"{type(span).__name__}({'|'.join(part for part in shown if part not in ('', 'False'))})"


def _blocks(blocks: Blocks, depth: int) -> Iterator[str]:
    for block in blocks:
        lines = list(_block(block))
        yield from ("  " * depth + line for line in lines)


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 -- one case a kind of block
    match block:
        case Heading():
            yield f"h{block.level}{_at(block)} {block.number + ' ' if block.number else ''}{show(block.spans)}"
        case Paragraph():
            yield f"p{'.' + block.role if block.role else ''}{_at(block)} {show(block.spans)}".rstrip()
        case List():
            yield f"{block.kind.value}{'.' + block.role if block.role else ''}"
            for item in block.items:
                yield f"  li{_at(item)}"
                yield from _blocks(item.blocks, 2)
        case Definitions():
            yield f"dl{'.' + block.role if block.role else ''}"
            for entry in block.entries:
                yield f"  dt{_at(entry)} {show(entry.term)}"
                yield from _blocks(entry.blocks, 2)
        case Table():
            yield f"table{_at(block)} {block.number} {show(block.caption)}".rstrip()
            for row in (*block.head, *block.body):
                cells = (" / ".join(line for line in _blocks(cell.blocks, 0)) for cell in row.cells)
                yield f"  tr{_at(row)} " + " | ".join(cells)
        case Figure():
            yield f"figure{_at(block)} {block.number} {show(block.caption)}".rstrip()
        case Callout():
            yield f"aside.{block.kind} {block.label}".rstrip()
            yield from _blocks(block.blocks, 1)
        case Region():
            yield f"div.{block.role}{_at(block)}"
            yield from _blocks(block.blocks, 1)
        case Contents():
            yield "contents"
            yield from (f"  {e.level} {e.number} {e.text} -> {e.target}" for e in block.entries)
        case Bibliography():
            yield "sources"
            yield from (f"  {entry.label} {show(entry.spans)} @{entry.anchor}" for entry in block.entries)
        case PageBreak():
            yield "page-break"


def _at(value: object) -> str:
    anchor = getattr(value, "anchor", "")
    return f"@{anchor}" if anchor else ""
