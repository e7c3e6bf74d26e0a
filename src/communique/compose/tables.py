"""Tables and definition lists of the closed vocabulary to blocks of the tree."""

from __future__ import annotations

import re
from collections.abc import Callable

from communique.compose.elements import Element
from communique.compose.model import Align, Blocks, Cell, Column, Definition, Row, Scope, Source, Table
from communique.compose.phrases import read_phrases
from communique.compose.reading import Reading
from communique.compose.roles import NUMBERED_TABLES, ROW_ROLES, TABLE_ROLES
from communique.content.spans import Spans

_MAX_SPAN = 50
Flow = Callable[[Element, Reading, str], Blocks]  # how `markup.py` reads what may be text or blocks


def read_table(element: Element, reading: Reading, flow: Flow) -> Table | None:
    """A table; None when it has no rows in its body, and with findings when its rows don't fit together."""
    caption: Spans = ()
    note: Spans = ()
    columns: list[Column] = []
    rows: dict[str, list[Row]] = {"thead": [], "tbody": []}
    for part in element.elements():
        match part.name:
            case "caption":
                caption = read_phrases(part, reading)
            case "colgroup":
                columns = [_column(col, reading) for col in part.elements()]
            case "thead" | "tbody":
                rows[part.name] += [
                    _row(row, reading, flow, part.name) for row in part.elements() if row.name == "tr"
                ]
            case "tfoot":
                note = tuple(span for cell in _cells(part) for span in read_phrases(cell, reading))
            case _:
                hint = "a table holds caption, colgroup, thead, tbody and tfoot"
                reading.refuse(part.origin, f"<{part.name}> stands directly in a table", hint)
    if not rows["tbody"]:
        return None
    shares = _shares(columns, (*rows["thead"], *rows["tbody"]), element, reading)
    if shares is None:
        return None
    role = reading.role(element, TABLE_ROLES)
    head, body = tuple(rows["thead"]), tuple(rows["tbody"])
    number = "numbered" if caption and role in NUMBERED_TABLES else ""
    anchor = reading.path_of(element)
    beside = (part for part in element.elements() if part.name in {"caption", "tfoot"})
    source = reading.source(element, *beside)
    return Table(caption, shares, head, body, source, note, role, anchor, number)


def _shares(
    columns: list[Column], rows: tuple[Row, ...], element: Element, reading: Reading
) -> tuple[Column, ...] | None:
    widths = {sum(cell.span for cell in row.cells) for row in rows}
    if len(widths) != 1:
        hint = "give each row as many cells as the first, counting colspan"
        reading.refuse(element.origin, "the rows of the table have different numbers of cells", hint)
        return None
    width = widths.pop()
    if not columns:
        return tuple(Column(1 / width) for _ in range(width))
    if len(columns) != width:
        message = f"the table has {len(columns)} <col> and {width} cells in a row"
        reading.refuse(element.origin, message, "write one <col> for each column")
        return None
    total = sum(column.share for column in columns)
    return tuple(Column(column.share / total, column.align) for column in columns)


def _column(element: Element, reading: Reading) -> Column:
    share, align = element.attributes.get("share", "1"), element.attributes.get("align", "start")
    if not re.fullmatch(r"\d{0,3}(\.\d{1,6})?", share) or not float(share or 0) or align not in set(Align):
        message = f"share='{share}' align='{align}' is not a column"
        reading.refuse(element.origin, message, 'write as in share="0.3" align="end"')
        return Column(1.0)
    return Column(float(share), Align(align))


def _row(element: Element, reading: Reading, flow: Flow, part: str) -> Row:
    cells = tuple(_cell(cell, reading, flow, part) for cell in element.elements())
    return Row(cells, reading.source(element), reading.role(element, ROW_ROLES), reading.path_of(element))


def _cell(element: Element, reading: Reading, flow: Flow, part: str) -> Cell:
    if element.name not in {"td", "th"}:
        reading.refuse(element.origin, f"<{element.name}> stands in a row", "a row holds <th> and <td>")
    heads = element.name == "th"
    written = element.attributes.get("scope", "")
    scope = Scope(written) if written in set(Scope) else Scope.NONE
    if heads and scope is Scope.NONE:
        scope = Scope.COLUMN if part == "thead" else Scope.ROW
    span = element.attributes.get("colspan", "1")
    if not span.isdigit() or not 1 <= int(span) <= _MAX_SPAN:
        reading.refuse(
            element.origin, f"colspan='{span}' is not a number of columns", "write a number such as 2"
        )
        span = "1"
    blocks = flow(element, reading, "head" if heads and part == "thead" else "cell")
    return Cell(blocks, scope, int(span))


def _cells(part: Element) -> list[Element]:
    return [cell for row in part.elements() for cell in row.elements()]


def read_definitions(element: Element, reading: Reading, flow: Flow) -> tuple[Definition, ...]:
    """The entries of a definition list: each `dt` with the `dd` that follow it."""
    entries: list[Definition] = []
    for inner in element.elements():
        if inner.name == "dt":
            source: Source = reading.source(inner, inner)
            entries.append(Definition(read_phrases(inner, reading), (), source, reading.path_of(inner)))
        elif inner.name == "dd" and entries:
            last = entries.pop()
            blocks = (*last.blocks, *flow(inner, reading, ""))
            entries.append(Definition(last.term, blocks, last.source, last.anchor))
        else:
            reading.refuse(
                inner.origin, f"<{inner.name}> stands in a definition list", "write <dt> and then <dd>"
            )
    return tuple(entry for entry in entries if entry.blocks)
