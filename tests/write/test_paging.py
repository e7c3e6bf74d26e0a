"""Which parts and cases begin a page: the PDF's layout says, and Word files do as it does."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compose.model import Contents, ContentsEntry, Document
from communique.write.docx import write_docx
from communique.write.paging import baseline_for, follows_layout, sections
from communique.write.pdf import Pdf, write_pdf
from kit.docx_files import WordFile
from kit.samples import SOURCE, default_theme
from kit.trees import doc, h1, h2, heading, p, region

THEME = default_theme()
LINE = "A line of text."


def lines(count: int):
    return tuple(p(LINE) for _ in range(count))


def laid_out(document: Document) -> Pdf:
    made = write_pdf(document, THEME)
    assert made.findings == ()
    assert made.value is not None
    return made.value


def broken(document: Document) -> list[str]:
    """The words of the paragraphs before which the Word file begins a page."""
    pdf = laid_out(document)
    file = WordFile(write_docx(document, THEME, dict(pdf.pages), pdf.page_starts))
    return ["".join(node.itertext()) for node in file.find("//w:p[w:pPr/w:pageBreakBefore]")]


@pytest.mark.parametrize("role", ["part", "case"])
@pytest.mark.parametrize(("before", "opens"), [(12, False), (24, True)])
def test_a_word_file_begins_a_page_where_the_pdf_does(role, before, opens):
    document = doc(h1(), *lines(before), region(role, h2("Heading"), p("Below it.")))
    assert laid_out(document).page_starts == (frozenset({0}) if opens else frozenset())
    assert broken(document) == (["Heading"] if opens else [])


def test_a_case_in_a_part_is_told_from_the_part():
    case = region("case", heading(3, "The case"), *lines(30))
    document = doc(
        h1(), *lines(24), region("part", h2("The part"), *lines(4), case), region("part", h2("More"), p("x"))
    )
    assert [block.role for block in sections(document)] == ["part", "case", "part"]
    assert broken(document) == ["The part"]


def test_what_begins_on_the_first_page_begins_none():
    assert broken(doc(region("part", h2("The part"), p("x")))) == []


def test_without_a_layout_all_begin_a_page():
    document = doc(h1(), p("x"), region("part", h2("The part"), p("x")))
    assert len(WordFile(write_docx(document, THEME)).find("//w:pageBreakBefore")) == 1


def full(more: int = 0):
    return doc(h1(), *lines(28 + more))


def test_a_word_file_has_the_spaces_of_the_pdf():
    assert baseline_for(full(-10), THEME, laid_out(full(-10))) == THEME.tokens.baseline
    saved = laid_out(full(4))
    assert (saved.page_count, saved.baseline) == (1, THEME.tokens.tight)
    assert baseline_for(full(4), THEME, saved) == THEME.tokens.tight


def test_a_word_file_whose_pdf_ends_with_a_full_page_gets_tight_spaces():
    pdf = laid_out(full())
    assert (pdf.page_count, pdf.baseline) == (1, THEME.tokens.baseline)
    assert 0.9 < pdf.last <= 1
    assert baseline_for(full(), THEME, pdf) == THEME.tokens.tight


def test_spaces_stay_where_contents_tell_pages_and_where_a_theme_has_no_tight_ones():
    entry = ContentsEntry(2, "", "Heading", "there")
    document = replace(full(), blocks=(*full().blocks, Contents((entry,), SOURCE)))
    assert baseline_for(document, THEME, laid_out(full())) == THEME.tokens.baseline
    bare = replace(THEME, tokens=THEME.tokens.model_copy(update={"tight": None}))
    assert baseline_for(full(), bare, laid_out(full())) == THEME.tokens.baseline


def test_a_layout_is_followed_where_something_tells_begins_or_limits_pages():
    contents = Contents((ContentsEntry(2, "", "Heading", "there"),), SOURCE)
    bare, case = doc(h1(), p("x")), doc(h1(), region("case", h2("Case"), p("x")))
    assert not follows_layout(bare, None)
    assert follows_layout(bare, 2)
    assert follows_layout(case, None)
    assert follows_layout(replace(bare, blocks=(*bare.blocks, contents)), None)
