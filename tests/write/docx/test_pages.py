"""Sections, running heads and page breaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compose.model import PageBreak, Wording
from communique.write.docx import write_docx
from communique.write.docx.unwritable import UnwritableTextError
from kit.docx_files import WordFile, written
from kit.docx_gallery import gallery
from kit.samples import LETTER, SOURCE, bottom_line, default_theme, doc, heading, para, region, table

TABLE = table("", ("A", "B"), (("c", "d"),), (0.5, 0.5))


def sizes(file: WordFile) -> list[tuple[str, str, str]]:
    return [
        tuple(node.get(f"{{{node.nsmap['w']}}}{name}", "") for name in ("w", "h", "orient"))
        for node in file.find("//w:sectPr/w:pgSz")
    ]


def heads(file: WordFile, section: int) -> dict[tuple[str, str], str]:
    """(kind, type) -> text of the running heads of a section, from 0."""
    targets = {row.get("Id"): row.get("Target") for row in file.part("word/_rels/document.xml.rels")}
    node = file.find("//w:sectPr")[section]
    found = {}
    for reference in node.xpath("w:headerReference | w:footerReference", namespaces=node.nsmap):
        (rid,) = reference.xpath("@r:id", namespaces=node.nsmap)
        (kind,) = reference.xpath("@w:type", namespaces=node.nsmap)
        name = "header" if "header" in reference.tag else "footer"
        found[name, kind] = " ".join(text for _, text in file.paragraphs(f"word/{targets[rid]}"))
    return found


@pytest.mark.parametrize(
    ("page", "size"), [(None, ("11906", "16838", "")), (LETTER, ("12240", "15840", ""))], ids=["A4", "Letter"]
)
def test_the_paper_is_the_documents(page, size):
    file = written(para("Text"), **({"page": page} if page else {}))
    assert sizes(file) == [size]


def test_margins_are_the_documents():
    (margins,) = written(para("Text")).find("//w:pgMar")
    told = {name.rsplit("}", 1)[1]: int(value) for name, value in margins.attrib.items()}
    assert [told[side] for side in ("top", "right", "bottom", "left")] == [1361, 1247, 1361, 1247]
    assert 0 < told["header"] < told["top"]


def test_every_section_bears_the_marking_above_and_below():
    file = WordFile(write_docx(gallery(), default_theme()))
    assert len(sizes(file)) == 3
    for section in range(3):
        for text in heads(file, section).values():
            assert "TLP:AMBER+STRICT" in text
            assert "Participants only" in text


def test_the_first_page_has_no_running_title_but_both_markings():
    file = written(para("Text"))
    told = heads(file, 0)
    assert "Military diplomacy in Track II" in told["header", "default"]
    assert "Military diplomacy" not in told["header", "first"]
    assert "TLP:GREEN" in told["header", "first"]
    assert told["footer", "first"] == told["footer", "default"]
    assert len(file.find("//w:titlePg")) == 1


def test_the_foot_names_audience_date_and_page():
    told = heads(written(para("Text")), 0)["footer", "default"]
    assert told.startswith("Ministers and senior officials · 22 November 2026 ")
    assert "Page 1 of 1" in told
    assert told.endswith("\u00a0TLP:GREEN\u00a0")


def test_the_words_of_the_foot_are_the_documents():
    document = replace(doc(para("Text")), words=Wording(page="Seite", of="von"))
    file = WordFile(write_docx(document, default_theme()))
    assert "Seite 1 von 1" in heads(file, 0)["footer", "default"]
    assert file.find("//w:instrText/text()", "word/footer1.xml") == [" PAGE ", " NUMPAGES "]


def test_landscape_pages_are_a_section_between_two_upright_ones():
    file = written(para("a"), region("landscape", para("b")), para("c"))
    assert sizes(file) == [("11906", "16838", ""), ("16838", "11906", "landscape"), ("11906", "16838", "")]
    assert [style for style, _ in file.paragraphs()] == ["BodyText"] * 3
    assert heads(file, 1)["header", "default"].endswith("\u00a0TLP:GREEN\u00a0")
    assert file.find("//w:pageBreakBefore") == []


def test_a_document_that_ends_turned_has_no_empty_page_after_it():
    assert [size[2] for size in sizes(written(para("a"), region("landscape", para("b"))))] == [
        "",
        "landscape",
    ]


def test_a_document_that_begins_turned_has_no_empty_page_before_it():
    file = written(region("landscape", para("a")), para("b"))
    assert [size[2] for size in sizes(file)] == ["landscape", ""]
    assert "TLP:GREEN" in heads(file, 0)["header", "first"]


def test_landscape_regions_that_follow_each_other_are_pages_of_one_section():
    file = written(region("landscape", para("a")), region("landscape", para("b")))
    assert len(sizes(file)) == 1
    assert len(file.find("//w:p[2]/w:pPr/w:pageBreakBefore")) == 1


def test_landscape_inside_a_part_turns_the_pages_too():
    file = written(para("x"), region("part", para("a"), region("landscape", para("b")), para("c")))
    assert [size[2] for size in sizes(file)] == ["", "landscape", ""]


def test_a_section_that_ends_with_a_table_ends_in_a_line_of_no_height():
    file = written(TABLE, region("landscape", para("b")))
    assert [style for style, _ in file.paragraphs()][4:] == ["SectionEnd", "BodyText"]


def test_tables_are_as_wide_as_the_page_they_are_on():
    file = written(TABLE, region("landscape", TABLE))
    widths = [int(width) for width in file.find("//w:tblW/@w:w")]
    assert widths == [11906 - 2 * 1247, 16838 - 2 * 1247]


def test_a_landscape_region_in_a_cell_is_refused():
    from communique.compose.model import Cell, Column, Row, Table

    inner = Table((), (Column(1.0),), (), (Row((Cell((region("landscape", para("a")),)),), SOURCE),), SOURCE)
    with pytest.raises(UnwritableTextError, match="landscape region cannot stand inside a table"):
        written(inner)


def test_a_page_break_is_before_the_next_paragraph_whatever_that_is():
    file = written(para("a"), PageBreak(SOURCE), PageBreak(SOURCE), bottom_line())
    assert [
        bool(node.xpath(".//w:pageBreakBefore", namespaces=node.nsmap)) for node in file.find("//w:p")
    ] == [
        False,
        True,
        False,
    ]


def test_a_page_break_before_anything_is_none():
    assert written(PageBreak(SOURCE), para("a")).find("//w:pageBreakBefore") == []


def test_parts_and_cases_begin_their_page():
    file = written(region("part", para("a")), region("part", para("b"), region("case", para("c"))))
    assert len(file.find("//w:pageBreakBefore")) == 2


def test_parts_and_cases_follow_where_a_layout_says_so():
    blocks = (para("x"), region("part", para("a")), region("part", para("b"), region("case", para("c"))))
    file = WordFile(write_docx(doc(*blocks), default_theme(), {}, frozenset({1})))
    assert file.find("//w:p[w:pPr/w:pageBreakBefore]//w:t/text()") == ["b"]


def test_a_page_break_before_a_table_stands_in_its_first_cell():
    file = written(para("a"), PageBreak(SOURCE), TABLE)
    assert len(file.find("//w:tc//w:pageBreakBefore")) == 1


def test_what_belongs_together_is_kept_with_its_next():
    file = written(region("together", para("a"), para("b"), para("c")), para("d"))
    kept = [bool(node.xpath("w:pPr/w:keepNext", namespaces=node.nsmap)) for node in file.find("//w:p")]
    assert kept == [True, True, False, False]


def test_the_sign_off_is_kept_on_one_page():
    file = written(region("sign-off", heading(2, "Sign-off"), TABLE), para("d"))
    kept = [bool(node.xpath("w:pPr/w:keepNext", namespaces=node.nsmap)) for node in file.find("//w:p")]
    assert kept == [True, True, True, False, False, False]
