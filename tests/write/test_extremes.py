"""What does not fit: words wider than the page, tables wider and longer than pages. Nothing is lost or leaves the page."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from communique.compose.model import Document, ListKind
from communique.write.pdf import write_pdf
from kit.finished import faults
from kit.pdfs import THEMES
from kit.samples import theme_called
from kit.trees import call, callout, cited, doc, figure, h1, h2, items, p, region, table, terms

LONG = "Donaudampfschifffahrtsgesellschaft" * 12
WIDE = doc(
    h1(LONG), region("title-block", terms(("To", LONG), ("From", LONG), role="facts")),
    region("bottom-line", p(LONG, role="statement")), h2(LONG), p(LONG, call(1)),
    items(LONG, "short"), items(LONG, kind=ListKind.NUMBER), callout("Note", p(LONG)),
    table(("Name", LONG), (LONG, "1"), caption=LONG, number="1", note=LONG), figure("Alt", LONG, "1", LONG),
    terms((LONG, LONG)), region("split", region("side", p(LONG)), region("side", p("short"))), cited(("[1]", LONG)),
    notes=(LONG,), title=LONG,
)  # fmt: skip
COLUMNS = doc(
    h1(), table(tuple(f"Heading {at}" for at in range(24)), tuple("internationalisation" for _ in range(24)))
)
ROWS = doc(h1(), table(("Name", "Text"), *((f"Row {at}", "Some words") for at in range(400)), caption="Long"))
TALL = doc(h1(), table(("Name", "Text"), ("One row", "words " * 3000), caption="Tall"))
CASES = {"wide": WIDE, "columns": COLUMNS, "rows": ROWS, "tall": TALL}


@cache
def made(name: str, theme: str = "default") -> bytes:
    outcome = write_pdf(CASES[name], theme_called(theme))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value.data


def beyond(data: bytes) -> list[str]:
    """Text objects that reach over an edge of their page."""
    found = []
    for number, page in enumerate(pypdfium2.PdfDocument(data), start=1):
        width, height = page.get_size()
        for item in page.get_objects(filter=[1]):
            left, bottom, right, top = item.get_bounds()
            if left < -1 or bottom < -1 or right > width + 1 or top > height + 1:
                found.append(f"page {number}: {left:.0f} {bottom:.0f} {right:.0f} {top:.0f}")
    return found


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", CASES)
def test_nothing_leaves_the_page(name, theme):
    assert beyond(made(name, theme)) == []


@pytest.mark.parametrize("name", sorted(CASES.keys() - {"tall"}))
def test_nothing_is_lost_and_all_is_as_accessible_as_ever(name):
    assert faults(CASES[name], "pdf", made(name)) == ()


def test_a_row_that_is_taller_than_a_page_is_told_at_its_line():
    """WeasyPrint 70 then sets the table without its header, and the gate lets no such file through."""
    found = faults(TALL, "pdf", made("tall"))
    assert [(each.code.value, each.origin.line) for each in found] == [("text-disagrees", 40)]


def test_a_long_table_has_its_header_on_every_page():
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made("rows"))]
    assert len(pages) > 8
    assert all("Name" in text and "Text" in text for text in pages)


def test_text_over_the_edge_is_seen():
    css = f"{theme_called('default').css}\nh1 {{ white-space: nowrap }}\n"
    document: Document = doc(h1("One " * 60))
    outcome = write_pdf(document, replace(theme_called("default"), css=css))
    assert outcome.value is not None
    assert beyond(outcome.value.data)
