"""Running heads name the section that a page is in: in a PDF by its layout, in Word by a field that says nothing until then."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from communique.compose.model import Heading, Marking
from communique.verify.extract import extract_docx, extract_pdf
from communique.write.docx import write_docx
from communique.write.naming import named_from
from communique.write.pdf import write_pdf
from kit.docx_files import WordFile, faults
from kit.docx_gallery import gallery, with_fallbacks
from kit.docx_houses import both_houses
from kit.finished import faults as found
from kit.samples import annex, default_theme, doc, heading, para, region, summary

LONG = "A sentence of some length stands here and says what it has to say. " * 60


def part(number: str, name: str, *more):
    return region("part", heading(2, name, number=number), para(LONG), *more)


@cache
def parts(*more):
    """A cover, contents, and three parts, of which the second begins in the middle of a page."""
    front = (
        region("cover", heading(1, "A title")),
        heading(2, "Contents", role="plain"),
        *(para("What is in it") for _ in range(25)),
    )
    second = region("part", heading(2, "Middle", number="2"), para("Short."), heading(2, "Aside"), para(LONG))
    return doc(*front, part("1", "Beginning"), second, part("3", "End", heading(3, "Below")), *more)


@cache
def pdf(document) -> bytes:
    made = write_pdf(document, default_theme())
    assert made.findings == ()
    assert made.value is not None
    return made.value.data


def heads(document) -> list[str]:
    """What stands at the left of each page's header, the short title left out."""
    text = extract_pdf(pdf(document))
    marks = {document.marking.label, document.marking.restriction, document.metadata.short_title}
    said = [[] for _ in range(text.page_count)]
    for each in text.loose:
        if each.height > 0.8 and each.text.strip() not in marks:
            said[each.page - 1].append(each.text.strip())
    return [" ".join(page) for page in said]


def first_headings(document) -> list[str]:
    """The first heading of level 2 on each page but the first, else the one before it; contents are no section."""
    text = extract_pdf(pdf(document))
    found = [(piece.page, piece.text.strip()) for piece in text.pieces if "H2" in piece.path]
    named = [(page, words) for page, words in found if not words.isdecimal() and words != "Contents"]
    return ["", *(_first(page, named) for page in range(2, text.page_count + 1))]


def _first(page: int, named: list[tuple[int, str]]) -> str:
    here = [words for at, words in named if at == page]
    before = [words for at, words in named if at < page]
    return (here[:1] or before[-1:] or [""])[0]


# -- PDF ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("make", [parts, annex])
def test_a_page_names_the_first_section_on_it_else_the_one_before(make):
    document = make()
    assert heads(document) == first_headings(document)
    assert len(set(heads(document))) >= 3


def test_pages_before_the_first_part_name_none():
    assert heads(parts())[:2] == ["", ""]


@pytest.mark.parametrize("lines", range(40, 58, 3))
def test_a_heading_that_moved_to_the_next_page_is_not_named_on_the_one_it_left(lines):
    filler = tuple(para("A line.") for _ in range(lines))
    document = doc(
        heading(1, "A title"), region("case", heading(2, "One", number="1"), *filler), part("2", "Two")
    )
    assert heads(document) == first_headings(document)


def test_documents_without_numbered_sections_name_none():
    assert set(heads(summary())) == {""}
    assert named_from(summary()) is None


def test_where_each_page_has_its_own_marking_none_is_named_on_a_page_that_is_marked_lower():
    document = replace(annex(), page_marks=(Marking("TLP:CLEAR"), annex().marking))
    assert named_from(document) is None


def test_the_names_are_no_text_of_the_document():
    for format, data in (("pdf", pdf(parts())), ("docx", write_docx(parts(), default_theme()))):
        assert [each.message for each in found(parts(), format, data)] == []


# -- Word --------------------------------------------------------------------------------------------------------------


def sections(file: WordFile) -> list[list[str]]:
    """The field instructions in the default header of each section."""
    rows = {row.get("Id"): row.get("Target") for row in file.part("word/_rels/document.xml.rels")}
    return [
        [
            code.strip()
            for reference in section.xpath(
                "*[local-name()='headerReference'][@*[local-name()='type']='default']"
            )
            for key, value in reference.items()
            if key.endswith("}id")
            for code in file.find("//w:instrText/text()", f"word/{rows[value]}")
        ]
        for section in file.find("//w:sectPr")
    ]


def test_a_section_of_word_begins_where_naming_begins_and_asks_for_chapters():
    assert sections(WordFile(write_docx(parts(), default_theme()))) == [[], ["STYLEREF 1"]]
    assert sections(WordFile(write_docx(with_fallbacks(annex()), default_theme()))) == [[], ["STYLEREF 1"]]


def test_the_field_is_empty_until_word_counts():
    running = extract_docx(write_docx(parts(), default_theme())).running
    (said,) = {each.text for each in running if "header of section 2" in each.where}
    assert said.split("\t")[0] == parts().metadata.short_title
    assert not any(block.spans[0].text in said for block in parts().blocks if isinstance(block, Heading))


def test_pages_turned_sideways_go_on_naming():
    document = doc(*parts().blocks, region("landscape", para("Wide")), para("Upright again"))
    assert sections(WordFile(write_docx(document, default_theme()))) == [
        [],
        ["STYLEREF 1"],
        ["STYLEREF 1"],
        ["STYLEREF 1"],
    ]


def test_chapters_are_asked_for_at_the_level_that_they_have():
    document = doc(
        region("title-block", heading(1, "A title")),
        heading(1, "A chapter of level 1"),
        region("part", heading(2, "One", number="1"), para("x")),
    )
    assert sections(WordFile(write_docx(document, default_theme())))[-1] == ["STYLEREF 2"]


def test_a_document_that_begins_with_its_first_part_has_one_section():
    document = doc(region("part", heading(2, "One", number="1"), para("x")))
    assert sections(WordFile(write_docx(document, default_theme()))) == [["STYLEREF 1"]]


@pytest.mark.parametrize("theme", both_houses().values(), ids=["one", "other"])
def test_headers_of_an_offices_template_stay_as_they_are(theme):
    codes = {code for codes in sections(WordFile(write_docx(parts(), theme))) for code in codes}
    assert not any(code.startswith("STYLEREF 1") for code in codes)
    assert len(sections(WordFile(write_docx(parts(), theme)))) == len(
        sections(WordFile(write_docx(summary(), theme)))
    )


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
def test_word_files_that_name_sections_are_valid():
    wide = replace(gallery(), blocks=(*parts().blocks, region("landscape", para("Wide")), *gallery().blocks))
    for document in (parts(), annex(), wide):
        assert faults(write_docx(with_fallbacks(document), default_theme())) == []


def test_a_section_that_follows_on_a_page_is_named_from_a_pages_beginning_on():
    """Another header would need another page, which the layout does not begin there."""
    first, second = (
        region("case", heading(2, name, number=name, anchor=name), para("x")) for name in ("1", "2")
    )

    def named(pages: dict[str, int], *opening: int) -> list[bool]:
        document = doc(para("Before."), first, second)
        file = WordFile(write_docx(document, default_theme(), pages, opening))
        return [bool(fields) for fields in sections(file)]

    assert named({"1": 1, "2": 2}, 1) == [True]  # the first page has a header of its own
    assert named({"1": 2, "2": 3}, 1) == [False, True]
    assert named({"1": 2, "2": 3}, 0, 1) == [False, True]
