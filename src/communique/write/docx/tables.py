"""Tables: fixed widths, header rows that repeat, rows that stay whole, a caption above and a source line below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import accumulate, pairwise
from typing import TypeAlias

from communique.compose.model import Align, Blocks, Cell, Column, Row, Scope, Table
from communique.content.spans import plain
from communique.write.docx.captions import write_caption, write_source_line
from communique.write.docx.draft import Draft, Frame, Setting
from communique.write.docx.names import table_style
from communique.write.docx.ooxml import NAME, Element, add
from communique.write.docx.order import put
from communique.write.docx.paint import put_fill
from communique.write.docx.paragraphs import keep_together, open_paragraph, separator
from communique.write.docx.sections import settle

WriteBlocks: TypeAlias = Callable[[Draft, Frame, Blocks], None]
# Rows to be written in by hand are 9 mm high (in twips).
_ROOM_TO_WRITE = {"checklist": 510, "sign-off": 624}
_CELL_SIDES = 160  # twips of a cell's width that are not for its text
_SHORT = 8  # rows: a table of no more stays on one page
_BOLD_ROW_HEADS = frozenset({"", "matrix"})
_SIDES = {Align.START: "", Align.CENTRE: " Centred", Align.END: " Right"}


def write_table(draft: Draft, frame: Frame, block: Table, write_blocks: WriteBlocks) -> None:
    """The caption, the table and its source line."""
    draft.mark(block.anchor)
    if block.caption or block.number:
        write_caption(draft, frame, block, above=True)
    settle(draft, frame.parent)
    if len(frame.parent) and frame.parent[-1].tag == NAME["w:tbl"]:
        separator(frame.parent)
    edges = _edges(block.columns, frame.width)
    table = add(frame.parent, "w:tbl")
    _put_properties(table, block, edges[-1])
    if draft.right:
        put(table[0], "w:bidiVisual")
    grid = add(table, "w:tblGrid")
    for left, right in pairwise(edges):
        add(grid, "w:gridCol", w=right - left)
    row_frame = replace(frame, parent=table)
    for row in block.head:
        _write_row(draft, row_frame, row, block, edges, write_blocks, head=True)
    for row in block.body:
        _write_row(draft, row_frame, row, block, edges, write_blocks, head=False)
    if len(block.body) <= _SHORT:
        keep_together([table])
    if block.note:
        write_source_line(draft, frame, block.note)


def _edges(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Where columns begin and end: rounded at the edges, so that the widths add up to the whole."""
    return (0, *(round(share * width) for share in accumulate(column.share for column in columns)))


def _put_properties(table: Element, block: Table, width: int) -> None:
    shape = add(table, "w:tblPr")
    put(shape, "w:tblStyle", val=table_style(block.role))
    put(shape, "w:tblW", w=width, type="dxa")
    put(shape, "w:tblLayout", type="fixed")
    first_column = any(cell.scope is Scope.ROW for row in block.body for cell in row.cells[:1])
    put(
        shape,
        "w:tblLook",
        val=f"{0x0600 | (0x20 if block.head else 0) | (0x80 if first_column else 0):04X}",
        firstRow=int(bool(block.head)),
        lastRow=0,
        firstColumn=int(first_column),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    if block.caption:
        put(shape, "w:tblCaption", val=plain(block.caption))
    description = "; ".join(filter(None, (_words(cell) for row in block.head for cell in row.cells)))
    if description:
        put(shape, "w:tblDescription", val=description)


def _words(cell: Cell) -> str:
    return " ".join(plain(getattr(block, "spans", ())) for block in cell.blocks)


def _write_row(
    draft: Draft,
    frame: Frame,
    row: Row,
    table: Table,
    edges: tuple[int, ...],
    write_blocks: WriteBlocks,
    *,
    head: bool,
) -> None:
    node = add(frame.parent, "w:tr")
    shape = add(node, "w:trPr")
    put(shape, "w:cantSplit")
    height = _ROOM_TO_WRITE.get(table.role)
    if height and not head and row.role != "group":
        put(shape, "w:trHeight", val=height, hRule="atLeast")
    if head:
        put(shape, "w:tblHeader")
    draft.mark(row.anchor)
    at = 0
    for cell in row.cells:
        end = at + cell.span
        inner = replace(frame, parent=node, width=edges[end] - edges[at], depth=0)
        style = (
            "Table Group" if row.role == "group" else _style(cell, table.columns[at], table.role, head=head)
        )
        _write_cell(draft, inner, cell, style, write_blocks)
        at = end


def _style(cell: Cell, column: Column, role: str, *, head: bool) -> str:
    if head or cell.scope is Scope.COLUMN:
        base = "Table Heading"
    elif cell.scope in (Scope.ROW, Scope.GROUP) and role in _BOLD_ROW_HEADS:
        return "Table Lead"
    else:
        base = "Table Text"
    return base + (_SIDES[column.align] if cell.span == 1 else "")


def _write_cell(draft: Draft, frame: Frame, cell: Cell, style: str, write_blocks: WriteBlocks) -> None:
    node = add(frame.parent, "w:tc")
    shape = add(node, "w:tcPr")
    put(shape, "w:tcW", w=frame.width, type="dxa")
    if cell.span > 1:
        put(shape, "w:gridSpan", val=cell.span)
    if style == "Table Group":
        # The only formatting outside a style: no style of Word's can say "rows of this kind".
        put_fill(shape, draft.theme.tokens, "accent_tint")
    inner = replace(frame, parent=node, width=frame.width - _CELL_SIDES, setting=_setting(style))
    write_blocks(draft, inner, cell.blocks)
    if len(node) == 1:
        open_paragraph(draft, inner, style).close()
    elif node[-1].tag != NAME["w:p"]:
        separator(node)


def _setting(style: str) -> Setting:
    return Setting(
        {"": style, "cell": style, "head": style, "lead": "Table Lead", "details": "Table Text"},
        in_table=True,
    )
