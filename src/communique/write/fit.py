"""What does not fit a page, read off from a finished layout: rows of tables and footnotes that are higher than one.

WeasyPrint 70 sets such a row without the header of its table, in pieces that are read in another order than they were
written, and lets such a footnote run over the upper edge. Everything else that is long is broken over pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure import boxes

from communique.codes import Code
from communique.compose.model import Blocks, Document, Row, Table, children
from communique.findings import Finding

_ROW = "a row of a table is higher than a page, together with the header above it"
_ROW_HINT = "part the row in two, or tell its text above or below the table"
_NOTE = "footnote {} is higher than a page"
_NOTE_HINT = "shorten the note, or tell its text in the section"


def check_fit(pages: Sequence[Any], root: Any, document: Document) -> Iterator[Finding]:
    """A finding for each row and each footnote that a page cannot hold; `root` is the markup that was laid out."""
    rows = dict(zip(root.iter("tr"), rows_in_order(document.blocks), strict=True))
    for element in dict.fromkeys(_misfits(pages)):
        yield Finding(Code.NO_ROOM, rows[element].source.origin, _ROW, _ROW_HINT)
    notes = {note.number: note for note in document.notes}
    for page in pages:
        for element in _high_notes(page._page_box):  # noqa: SLF001 -- nothing public tells what is on a page
            note = notes[int(element.get("data-number"))]
            yield Finding(Code.NO_ROOM, note.source.origin, _NOTE.format(note.number), _NOTE_HINT)


def rows_in_order(blocks: Blocks) -> Iterator[Row]:
    """The rows of all tables in the order of their markup: a row before the rows of tables in its cells."""
    for block in blocks:
        if isinstance(block, Table):
            for row in (*block.head, *block.body):
                yield row
                for cell in row.cells:
                    yield from rows_in_order(cell.blocks)
        else:
            yield from rows_in_order(tuple(children(block)))


def _misfits(pages: Sequence[Any]) -> Iterator[Any]:
    """The `tr` elements that stand on several pages; in tables without any, the highest on each page that lacks the header.

    A row that is broken takes the header from its neighbours too, which fit.
    """
    seen: dict[Any, int] = {}
    broken: dict[Any, list[Any]] = {}
    headless: dict[Any, list[Any]] = {}
    for number, page in enumerate(pages):
        for table in _boxes(page._page_box, boxes.TableBox):  # noqa: SLF001
            groups = [group for group in table.children if isinstance(group, boxes.TableRowGroupBox)]
            rows = [row for group in groups if not group.is_header for row in group.children]
            again = [row.element for row in rows if seen.setdefault(row.element, number) != number]
            broken.setdefault(table.element, []).extend(again)
            if (
                rows
                and table.element.find("thead") is not None
                and not any(group.is_header for group in groups)
            ):
                headless.setdefault(table.element, []).append(max(rows, key=_height).element)
    for table, elements in broken.items():
        yield from elements or headless.get(table, [])


def _height(box: Any) -> float:
    height: float = box.height
    return height


def _high_notes(page_box: Any) -> Iterator[Any]:
    for area in page_box.children:
        if isinstance(area, boxes.FootnoteAreaBox):
            yield from (note.element for note in area.children if note.margin_height() > page_box.height)


def _boxes(box: Any, kind: type[Any]) -> Iterator[Any]:
    if isinstance(box, kind):
        yield box
    # Lines hold no tables.
    if isinstance(box, boxes.ParentBox) and not isinstance(box, boxes.LineBox):
        for child in box.children:
            yield from _boxes(child, kind)
