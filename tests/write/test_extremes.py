"""What does not fit: words wider than the page, tables wider and longer than pages, anything of a page's length.

Nothing is lost or leaves the page; what a page cannot hold is a finding at the line where it was written.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from communique.compose.model import Document, List, ListKind, Scope
from communique.content.spans import Code
from communique.write.docx import write_docx
from communique.write.pdf import write_pdf
from kit.finished import faults
from kit.pdfs import THEMES
from kit.samples import theme_called
from kit.trees import (
    call,
    callout,
    cell,
    cited,
    doc,
    figure,
    h1,
    h2,
    items,
    p,
    png,
    region,
    row,
    table,
    terms,
)

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
HIGH = "words that go on " * 330  # more than a page in any column
LINES = tuple("words that go on " * 20 for _ in range(24))


def listed(role: str, *entries: str) -> List:
    return replace(items(*entries, kind=ListKind.NUMBER), role=role)


# Each of these is broken over pages.
LONG_ONES = {
    "item": items("one", HIGH, "three"), "message": listed("key-messages", HIGH, "two"),
    "principle": listed("principles", HIGH, "two", "three"), "recommendation": listed("recommendations", HIGH, "two"),
    "callout": callout("Note", p(HIGH)), "code": p(Code(HIGH)), "lede": p(HIGH, role="lede"),
    "bottom-line": region("bottom-line", p(HIGH, role="statement")), "together": region("together", p(HIGH)),
    "facts": region("title-block", terms(("To", HIGH), ("From", "Me"), role="facts")),
    "glossary": terms((HIGH, "What it means"), ("Term", HIGH), role="glossary"), "terms": terms(("Term", HIGH)),
    "split": region("split", region("side", p(HIGH)), region("side", p("short"))),
    "sides": region("split", region("side", items(*LINES)), region("side", items(*LINES))),
    "panel": region("case", region("panel", terms(("Where", HIGH), role="facts")), p(HIGH)),
    "caption": table(("Name", "Text"), ("a", "b"), caption=HIGH, number="1"),
    "note": table(("Name", "Text"), ("a", "b"), caption="Note", number="1", note=HIGH),
    "figure": replace(figure("Alt", "A tall one", "1"), image=png(size=(300, 3000))),
    "figure-caption": figure("Alt", HIGH, "1"), "source": cited(("[1]", HIGH), ("[2]", "Another")),
    "turned": region("landscape", replace(figure("Alt", "A tall one", "1"), image=png(size=(300, 3000))), p(HIGH)),
}  # fmt: skip
CASES = {"wide": WIDE, "columns": COLUMNS, "rows": ROWS} | {
    name: doc(h1(), p("Before"), block, p("After")) for name, block in LONG_ONES.items()
}
HALF = "words that go on " * 110  # more than half a page in half its width
GROUP = row(cell("Group", Scope.GROUP, 2), role="group")
CASES |= {
    "two halves": doc(
        h1(), table(("Name", "Text"), ("First", HALF), ("Second", HALF), caption="Halves"), p("After")
    ),
    "halves": doc(
        h1(), table(("Name", "Text"), *(("Row", HALF) for _ in range(4)), caption="Halves"), p("After")
    ),
    "group": doc(
        h1(), replace(table(("Name", "Text")), body=(GROUP, row("a", HALF), row("b", HALF)), role="checklist")
    ),
}
ROW = ("One row", HIGH)
TOO_HIGH = {
    "row": (doc(h1(), table(("Name", "Text"), ROW, ("Another", "short"), caption="Tall")), [60]),
    "rows": (doc(h1(), table(("Name", "Text"), ("First", "short"), ROW, ("x", "y"), ROW)), [90, 150]),
    "header": (doc(h1(), table(("Name", HIGH), ("a", "b"), ("c", "d"))), [60]),
    "no header": (
        doc(h1(), replace(table(("", "")), head=(), body=(row(cell("One", Scope.ROW), HIGH),))),
        [30],
    ),
    "note": (doc(h1(), p("Text", call(1)), p("After"), notes=("words that go on " * 1000,)), [40]),
}


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


@pytest.mark.parametrize("name", CASES)
def test_nothing_is_lost_and_all_is_as_accessible_as_ever(name):
    assert faults(CASES[name], "pdf", made(name)) == ()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", TOO_HIGH)
def test_what_is_higher_than_a_page_and_cannot_be_broken_is_told_at_its_line(name, theme):
    """WeasyPrint 70 sets tables without their header then, and footnotes over the edge; no such file is made."""
    document, lines = TOO_HIGH[name]
    outcome = write_pdf(document, theme_called(theme))
    assert outcome.value is None
    assert [(each.code.value, each.origin.line) for each in outcome.findings] == [
        ("no-room", line) for line in lines
    ]


@pytest.mark.parametrize("name", TOO_HIGH)
def test_word_breaks_what_a_pdf_cannot(name):
    document, _ = TOO_HIGH[name]
    assert faults(document, "docx", write_docx(document, theme_called("default"), {})) == ()


@pytest.mark.parametrize("name", LONG_ONES)
def test_nothing_long_is_lost_in_word(name):
    assert faults(CASES[name], "docx", write_docx(CASES[name], theme_called("default"), {})) == ()


def test_a_picture_that_is_taller_than_a_page_stands_on_one_with_its_caption():
    pages = [page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(made("figure"))]
    shown = [page for page in pypdfium2.PdfDocument(made("figure")) if list(page.get_objects(filter=[3]))]
    assert len(shown) == 1
    left, bottom, right, top = next(shown[0].get_objects(filter=[3])).get_bounds()
    assert (top - bottom) / (right - left) == pytest.approx(10, rel=0.01)
    assert bottom > 24 / 25.4 * 72
    assert any("A tall one" in page and "Before" in page for page in pages)


def test_a_long_group_of_checks_is_broken_between_its_rows():
    checks = replace(
        table(("Done", "Check"), *((f"{at}", "Some words") for at in range(90))), role="checklist"
    )
    document = doc(
        h1(), replace(checks, body=(row(cell("Group", Scope.GROUP, 2), role="group"), *checks.body))
    )
    made_of = write_pdf(document, theme_called("default"))
    assert made_of.findings == ()
    assert made_of.value is not None
    assert faults(document, "pdf", made_of.value.data) == ()


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
