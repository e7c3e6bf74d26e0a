"""Where pages end: parts and cases follow where there is room, and no last page has a line or two on it."""

from __future__ import annotations

from dataclasses import replace

import pypdfium2
import pytest

from communique.compose.model import Block, Document
from communique.theme import Theme
from communique.write.pdf import write_pdf
from kit.pdfs import THEMES, page_texts
from kit.samples import theme_called
from kit.trees import cited, doc, h1, h2, heading, items, p, page_break, region

LINE = "A line of text."


def lines(count: int) -> tuple[Block, ...]:
    return tuple(p(LINE) for _ in range(count))


def pages(document: Document, theme: Theme | None = None) -> list[str]:
    made = write_pdf(document, theme or theme_called("default"))
    assert made.findings == ()
    assert made.value is not None
    return page_texts(made.value.data)


def with_tight(tight: float | None) -> Theme:
    theme = theme_called("default")
    return replace(theme, tokens=theme.tokens.model_copy(update={"tight": tight}))


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("role", ["part", "case"])
@pytest.mark.parametrize(("before", "count"), [(12, 1), (24, 2)])
def test_a_part_and_a_case_begin_a_page_unless_two_fifths_of_one_are_left(role, before, count, theme):
    document = doc(h1(), *lines(before), region(role, h2("Heading"), p("Below it.")))
    made = pages(document, theme_called(theme))
    assert len(made) == count
    assert "Heading" in made[-1]
    assert "Below it." in made[-1]


def tops(document: Document, words: str) -> list[float]:
    """How far from the upper margin the letters of some words begin, in points, on the pages that have them."""
    made = write_pdf(document, theme_called("default")).value
    assert made is not None
    found = []
    for page in pypdfium2.PdfDocument(made.data):
        text = page.get_textpage()
        place = text.search(words).get_next()
        if place is not None:
            found.append(page.get_height() - 24 / 25.4 * 72 - text.get_charbox(place[0])[3])
    return found


def test_a_part_that_follows_stands_off_and_one_that_begins_a_page_stands_at_its_top():
    part = region("part", h2("Heading"), p("Below it."))
    before = doc(h1(), *lines(3), p("The last line."))
    follows, begins = doc(*before.blocks, part), doc(h1(), *lines(24), part)
    assert tops(follows, "Heading")[0] - tops(follows, "The last line")[0] > 40
    assert tops(begins, "Heading")[0] < 15


def test_what_stands_below_a_list_of_one_item_may_go_over_to_the_next_page():
    ends = []
    for count in range(26, 34):
        made = pages(doc(h1(), *lines(count), items("The only item"), p("What follows.")), with_tight(None))
        ends.append(next(page for page in made if "The only item" in page) == made[-1])
    assert ends[0]
    assert ends[-1]
    assert not all(ends)


def test_the_last_page_has_more_of_the_sources_than_a_line_or_two():
    listed = cited(*((f"[{at}]", f"A source, number {at}.") for at in range(44)))
    last = pages(doc(h1(), h2("Sources"), listed, p("What the tags mean.", role="small")), with_tight(None))[
        -1
    ]
    assert last.count("A source") >= 6
    assert "What the tags mean." in last


def headings(count: int) -> Document:
    """Twelve take a page and a little of a second one."""
    return doc(h1(), *(block for at in range(count) for block in (heading(2, f"Heading {at}"), p(LINE))))


def test_tight_spaces_save_a_last_page_with_little_on_it():
    document = headings(12)
    assert len(pages(document, with_tight(None))) == 2
    assert len(pages(document, with_tight(9))) == 1


def test_the_usual_spaces_stay_where_tight_ones_would_save_nothing():
    document = doc(h1(), page_break(), p("The only line of the next page."))
    bare, tight = write_pdf(document, with_tight(None)).value, write_pdf(document, with_tight(9)).value
    assert bare is not None
    assert bare.page_count == 2
    assert bare == tight


def test_the_usual_spaces_stay_where_the_last_page_is_well_used():
    document = headings(15)
    bare, tight = write_pdf(document, with_tight(None)).value, write_pdf(document, with_tight(9)).value
    assert bare is not None
    assert bare.page_count == 2
    assert bare == tight
