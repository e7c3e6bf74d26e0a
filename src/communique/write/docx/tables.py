"""Tables: fixed widths, header rows that repeat, rows that stay whole, a caption above and a source line below."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from typing import TypeAlias

from communique.compose.model import Align, Blocks, Cell, Column, Row, Scope, Table
from communique.content.spans import plain
from communique.write.docx.captions import write_caption, write_source_line
from communique.write.docx.draft import Draft, Frame, Setting
from communique.write.docx.names import table_style
from communique.write.docx.ooxml import add
from communique.write.docx.order import put
from communique.write.docx.paint import hexadecimal, put_shade
from communique.write.docx.paper import Place, opened, quoted, scratch
from communique.write.docx.paragraphs import close_paragraph, keep_together, open_paragraph, separator
from communique.write.docx.sections import settle

WriteBlocks: TypeAlias = Callable[[Draft, Frame, Blocks], None]
# Rows to be written in by hand are 9 mm high (in twips).
_ROOM_TO_WRITE = {"checklist": 510, "sign-off": 624}
_CELL_SIDES = 160  # twips of a cell's width that are not for its text
_GROUP = "accent_tint"  # the ground of rows that head a group
_SHORT = 8  # rows: a table of no more stays on one page
_GROUPED = 16  # rows, with the one that heads them: a group of no more does
_BOLD_ROW_HEADS = frozenset({"", "matrix"})
_SIDES = {Align.START: "", Align.CENTRE: " Centred", Align.END: " Right"}


def write_table(draft: Draft, frame: Frame, block: Table, write_blocks: WriteBlocks) -> None:
    """The caption, the table and its source line."""
    draft.mark(block.anchor)
    if block.caption or block.number:
        write_caption(draft, frame, block, above=True)
    place, paper = frame.place, draft.paper
    settle(draft, place)
    if place.last == "w:tbl":
        separator(paper, place)
    edges = _edges(block.columns, frame.width)
    first = last_row = len(paper.starts)
    groups: list[list[int]] = []
    paper.put(f"<w:tbl>{_properties(block, edges[-1], right=draft.right)}{_grid(edges)}")
    for head, rows in ((True, block.head), (False, block.body)):
        for row in rows:
            last_row = len(paper.starts)
            if row.role == "group":
                groups.append([])
            if groups:
                groups[-1].append(last_row)
            _write_row(draft, row, block, edges, write_blocks, head=head)
    paper.put("</w:tbl>")
    for group in groups:
        _keep_group(draft, group)
    place.last, paper.last_row = "w:tbl", last_row
    if len(block.body) <= _SHORT:
        keep_together(paper, place, first)
    if block.note:
        write_source_line(draft, frame, block.note)


def _keep_group(draft: Draft, rows: list[int]) -> None:
    """Holds the rows of a group on one page, as the style sheet does, unless they are many; rows by their first paragraphs."""
    if len(rows) <= _GROUPED:
        for paragraph in range(rows[0], rows[-1]):
            draft.paper.keep_with_next(paragraph)


def _edges(columns: tuple[Column, ...], width: int) -> tuple[int, ...]:
    """Where columns begin and end: rounded at the edges, so that the widths add up to the whole."""
    return (0, *(round(share * width) for share in accumulate(column.share for column in columns)))


def _grid(edges: tuple[int, ...]) -> str:
    columns = "".join(f'<w:gridCol w:w="{end - start}"/>' for start, end in pairwise(edges))
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _properties(block: Table, width: int, *, right: bool) -> str:
    """The properties; what the table is called and holds comes last in them (17.4.60)."""
    first_column = any(cell.scope is Scope.ROW for row in block.body for cell in row.cells[:1])
    said = _look(table_style(block.role), width, right, bool(block.head), first_column)
    if block.caption:
        said += f'<w:tblCaption w:val="{quoted(plain(block.caption))}"/>'
    description = "; ".join(filter(None, (_words(cell) for row in block.head for cell in row.cells)))
    if description:
        said += f'<w:tblDescription w:val="{quoted(description)}"/>'
    return f"{said}</w:tblPr>"


@lru_cache(maxsize=1024)
def _look(style: str, width: int, right: bool, head: bool, first_column: bool) -> str:  # noqa: FBT001 -- a key
    shape = scratch("w:tblPr")
    put(shape, "w:tblStyle", val=style)
    if right:
        put(shape, "w:bidiVisual")
    put(shape, "w:tblW", w=width, type="dxa")
    put(shape, "w:tblLayout", type="fixed")
    put(
        shape,
        "w:tblLook",
        val=f"{0x0600 | (0x20 if head else 0) | (0x80 if first_column else 0):04X}",
        firstRow=int(head),
        lastRow=0,
        firstColumn=int(first_column),
        lastColumn=0,
        noHBand=1,
        noVBand=1,
    )
    return opened(shape)


def _words(cell: Cell) -> str:
    return " ".join(plain(getattr(block, "spans", ())) for block in cell.blocks)


def _write_row(
    draft: Draft,
    row: Row,
    table: Table,
    edges: tuple[int, ...],
    write_blocks: WriteBlocks,
    *,
    head: bool,
) -> None:
    lined = not head and row.role != "group"
    draft.paper.put(_row_start(_ROOM_TO_WRITE.get(table.role, 0) if lined else 0, head=head))
    draft.mark(row.anchor)
    at = 0
    for cell in row.cells:
        end = at + cell.span
        if row.role == "group":
            style = "Table Group"
        else:
            style = _style(
                cell.scope, table.columns[at].align if cell.span == 1 else Align.START, table.role, head
            )
        _write_cell(draft, edges[end] - edges[at], cell, style, write_blocks)
        at = end
    draft.paper.put("</w:tr>")


@cache
def _row_start(height: int, *, head: bool) -> str:
    row = scratch("w:tr")
    shape = add(row, "w:trPr")
    put(shape, "w:cantSplit")
    if height:
        put(shape, "w:trHeight", val=height, hRule="atLeast")
    if head:
        put(shape, "w:tblHeader")
    return opened(row)


@cache
def _style(scope: Scope, align: Align, role: str, head: bool) -> str:  # noqa: FBT001 -- a key: positions are quicker
    if head or scope is Scope.COLUMN:
        return f"Table Heading{_SIDES[align]}"
    if scope in (Scope.ROW, Scope.GROUP) and role in _BOLD_ROW_HEADS:
        return "Table Lead"
    return f"Table Text{_SIDES[align]}"


def _write_cell(draft: Draft, width: int, cell: Cell, style: str, write_blocks: WriteBlocks) -> None:
    shade = hexadecimal(draft.theme.tokens, _GROUP) if style == "Table Group" else ""
    place = Place()
    frame = Frame(place, width - _CELL_SIDES, _setting(style))
    draft.paper.put(_cell_start(width, cell.span, shade))
    write_blocks(draft, frame, cell.blocks)
    if not place.last:
        open_paragraph(draft, frame, style)
        close_paragraph(draft)
    elif place.last != "w:p":
        separator(draft.paper, place)
    draft.paper.put("</w:tc>")


@lru_cache(maxsize=1024)
def _cell_start(width: int, span: int, shade: str) -> str:
    cell = scratch("w:tc")
    shape = add(cell, "w:tcPr")
    put(shape, "w:tcW", w=width, type="dxa")
    if span > 1:
        put(shape, "w:gridSpan", val=span)
    if shade:
        # The only formatting outside a style: no style of Word's can say "rows of this kind".
        put_shade(shape, shade, _GROUP)
    return opened(cell)


@cache
def _setting(style: str) -> Setting:
    return Setting(
        {"": style, "cell": style, "head": style, "lead": "Table Lead", "details": "Table Text"},
        in_table=True,
    )
