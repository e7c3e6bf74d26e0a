"""Conformance: files of ours have no fault, and each planted fault is told."""

from __future__ import annotations

from dataclasses import replace

import pikepdf
import pytest

from communique.compose.model import Cell, Document, Marking, Row, Scope, Table
from communique.findings import Origin
from communique.verify.conform.marks import check_marking
from communique.verify.extract.model import Running
from kit.finished import FORMATS, codes, edited_docx, edited_pdf, faults, swap, told, written
from kit.trees import call, contents_of, doc, figure, h1, h2, heading, items, p, row, spans, table

PART = h2("Part one", "1", "part")
DOCUMENT = doc(
    h1(), contents_of(PART), PART, p("Text with a note", call(1), "."), items("First", "Second"),
    table(("Year", "Men"), ("1994", "17"), caption="Exercises", number="1"),
    figure("Two lines", "Contacts"), notes=("The note.",),
)  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_of_ours_has_no_fault(format):
    assert faults(DOCUMENT, format) == ()


# -- what every format is asked ------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", FORMATS)
def test_another_title_or_language_is_told(format):
    data = written(DOCUMENT, format)
    other = replace(DOCUMENT, metadata=replace(DOCUMENT.metadata, title="Another title", language="fr-FR"))
    assert codes(faults(other, format, data)) == {"output-metadata"}
    assert len(faults(other, format, data)) >= 2


@pytest.mark.parametrize("format", FORMATS)
def test_another_marking_is_told_for_each_header_and_footer(format):
    data = written(DOCUMENT, format)
    other = replace(DOCUMENT, marking=Marking("TLP:AMBER"))
    found = faults(other, format, data)
    assert codes(found) == {"marking-missing"}
    places = " ".join(finding.message for finding in found)
    assert "the header" in places
    assert "the footer" in places


@pytest.mark.parametrize("format", FORMATS)
def test_a_restriction_is_part_of_the_marking(format):
    marking = Marking("TLP:AMBER+STRICT", restriction="Participants only")
    strict = replace(DOCUMENT, marking=marking)
    assert faults(strict, format) == ()
    other = replace(DOCUMENT, marking=replace(marking, restriction="Ministers only"))
    assert codes(faults(other, format, written(strict, format))) == {"marking-missing"}


@pytest.mark.parametrize("format", FORMATS)
def test_a_marking_that_only_begins_like_the_right_one_is_none(format):
    strict = replace(DOCUMENT, marking=Marking("TLP:AMBER+STRICT"))
    amber = replace(DOCUMENT, marking=Marking("TLP:AMBER"))
    assert codes(faults(amber, format, written(strict, format))) == {"marking-missing"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("TLP:AMBER", True),
        ("Page 1 TLP:AMBER 2", True),
        ("TLP: AMBER", True),
        ("TLP:AMBER+STRICT", False),
        ("TLP:AMBER +STRICT", False),
        ("XTLP:AMBER", False),
        ("TLP:AMBERS", False),
        ("", False),
    ],
)
def test_a_label_is_found_as_a_whole(text, found):
    running = (Running("the header", text),)
    assert (tuple(check_marking(Marking("TLP:AMBER"), running, Origin("x"))) == ()) is found


def levels(*numbers: int) -> Document:
    return doc(h1(), *(heading(number, f"Heading {at}") for at, number in enumerate(numbers)), p("Text"))


@pytest.mark.parametrize("format", FORMATS)
def test_a_heading_that_skips_a_level_is_told(format):
    assert faults(levels(2, 3, 4, 2), format) == ()
    found = faults(levels(3), format)
    assert codes(found) == {"not-accessible"}
    wanted = (
        "of level 2 and follows no heading" if format == "docx" else "of level 3 and follows one of level 1"
    )
    assert any(wanted in finding.message for finding in found)


@pytest.mark.parametrize("format", FORMATS)
def test_a_document_without_a_title_heading_is_told_where_titles_are_headings(format):
    assert ("not-accessible" in codes(faults(doc(h2("Part")), format))) is (format != "docx")


@pytest.mark.parametrize("format", FORMATS)
def test_a_heading_of_another_level_or_none_is_told_at_its_line(format):
    found = told(faults(levels(2, 3), format, written(levels(2, 2), format)))
    assert [(code, line) for code, line, _ in found] == [("not-accessible", 30)]
    wanted = "level 1, not 2" if format == "docx" else "level 2, not 3"
    assert f"“Heading 1” is a heading of {wanted}" in found[0][2]
    lost = doc(h1(), p("Heading 0"), p("Text"))
    assert [(code, line) for code, line, _ in told(faults(levels(2), format, written(lost, format)))] == [
        ("not-accessible", 20)
    ]


def with_head(made: Table, scope: Scope) -> Document:
    cells = tuple(replace(cell, scope=scope) for cell in made.head[0].cells)
    return doc(h1(), replace(made, head=(replace(made.head[0], cells=cells),)))


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_a_header_cell_that_became_a_plain_one_is_told_at_the_table(format):
    made = table(("Year", "Men"), ("1994", "17"))
    right, wrong = with_head(made, Scope.COLUMN), with_head(made, Scope.NONE)
    found = [
        each for each in told(faults(right, format, written(wrong, format))) if each[0] == "not-accessible"
    ]
    assert found[0][1] == 20
    assert "“Year” is no header cell" in found[0][2]


@pytest.mark.parametrize("format", FORMATS)
def test_a_table_without_any_header_cell_is_told(format):
    made = table(("Year", "Men"), ("1994", "17"), caption="Exercises")
    found = told(faults(with_head(made, Scope.NONE), format))
    assert any("the table “Exercises” has no header cell" in message for _, _, message in found)


@pytest.mark.parametrize("format", ["html", "pdf"])
def test_a_cell_that_heads_a_row_is_asked_for_too(format):
    def made(scope: Scope) -> Document:
        body = Row((Cell((p("1994"),), scope), Cell((p("17"),))), row("x").source)
        return doc(h1(), replace(table(("Year", "Men")), body=(body,)))

    assert faults(made(Scope.ROW), format) == ()
    found = told(faults(made(Scope.ROW), format, written(made(Scope.NONE), format)))
    assert any("“1994” is no header cell" in message for _, _, message in found)


def test_a_decorative_picture_needs_no_alternative():
    for format in FORMATS:
        assert faults(doc(h1(), figure("", "Ornament")), format) == ()


# -- PDF -----------------------------------------------------------------------------------------------------------


def after(edit) -> list[tuple[str, int, str]]:
    return told(faults(DOCUMENT, "pdf", edited_pdf(written(DOCUMENT, "pdf"), edit)))


def elements(pdf: pikepdf.Pdf, tag: str) -> list:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/StructElem"
        and item.get("/S") == tag
    ]


def untag(pdf):
    del pdf.Root.StructTreeRoot


def forget_language(pdf):
    del pdf.Root.Lang


def hide_title(pdf):
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def forget_alternative(pdf):
    del elements(pdf, "/Figure")[0].Alt


def make_cells_plain(pdf):
    for cell in elements(pdf, "/TH"):
        cell.S = pikepdf.Name.TD


def make_heading_plain(pdf):
    elements(pdf, "/H2")[0].S = pikepdf.Name.P


def add_script(pdf):
    pdf.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")


def attach(pdf):
    pdf.attachments["brief.yaml"] = b"title: x"


def erase_running_heads(pdf):
    page = pdf.pages[0]
    kept, skipping = [], 0
    for operands, operator in pikepdf.parse_content_stream(page):
        name = str(operator)
        if skipping or (name == "BDC" and str(operands[0]) == "/Artifact"):
            skipping += (name in {"BDC", "BMC"}) - (name == "EMC")
            continue
        kept.append((operands, operator))
    page.Contents = pdf.make_stream(pikepdf.unparse_content_stream(kept))


PDF_FAULTS = [
    (untag, "not-accessible", "is not tagged"),
    (untag, "text-disagrees", "lacks “A title"),
    (forget_language, "output-metadata", "its language is ''"),
    (forget_language, "not-accessible", "PDFUA1"),
    (hide_title, "output-metadata", "does not ask viewers to show its title"),
    (forget_alternative, "not-accessible", "a picture has no text alternative"),
    (forget_alternative, "text-disagrees", "lacks “Two lines”"),
    (make_cells_plain, "not-accessible", "“Year” is no header cell"),
    (make_heading_plain, "not-accessible", "“1 Part one” is no heading"),
    (add_script, "unasked-content", "JavaScript"),
    (attach, "unasked-content", "an attached file"),
    (erase_running_heads, "marking-missing", "the header of page 1 does not bear the marking 'TLP:GREEN'"),
    (erase_running_heads, "marking-missing", "the footer of page 1 does not bear the marking 'TLP:GREEN'"),
]


@pytest.mark.parametrize(
    ("edit", "code", "words"), PDF_FAULTS, ids=lambda value: getattr(value, "__name__", None)
)
def test_a_fault_of_a_pdf_is_told(edit, code, words):
    assert any(found == code and words in message for found, _, message in after(edit)), after(edit)


def test_each_rule_of_the_validator_is_told_once():
    def edit(pdf):
        for number in range(3):
            pdf.pages[0].obj.Annots.append(
                pdf.make_indirect(
                    pikepdf.Dictionary(
                        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, number, 9],
                        A=pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org"),
                    )
                )
            )  # fmt: skip

    rules = [message.rsplit("(", 1)[1] for code, _, message in after(edit) if "PDF/UA-1" in message]
    assert rules
    assert len(set(rules)) == len(rules)


# -- Word ----------------------------------------------------------------------------------------------------------

MAIN = "word/document.xml"
DOCX_FAULTS = [
    ({MAIN: swap("<w:tblHeader/>", "")}, {}, "not-accessible", "“Year” is no header cell"),
    ({MAIN: swap('descr="Two lines"', 'descr=""')}, {}, "not-accessible", "has no text alternative"),
    (
        {MAIN: swap('w:pStyle w:val="Heading1"', 'w:pStyle w:val="BodyText"')},
        {},
        "not-accessible",
        "is no heading",
    ),
    (
        {MAIN: swap('w:pStyle w:val="Title"', 'w:pStyle w:val="Heading1"')},
        {},
        "not-accessible",
        "the title “A title” is a heading, which contents would list",
    ),
    ({MAIN: swap("<w:body>", "<w:body><w:ruby/>")}, {}, "unasked-content", "the element <ruby>"),
    ({MAIN: swap("<w:t>Second</w:t>", "<w:t>Third</w:t>")}, {}, "text-disagrees", "says “Third”"),
    ({"word/styles.xml": lambda data: data[:-9]}, {}, "output-damaged", "is not well formed"),
    ({"docProps/core.xml": swap("A title", "Untitled")}, {}, "output-metadata", "title is “Untitled”"),
    (
        {"word/styles.xml": swap('w:val="en-GB"', 'w:val="en-US"')},
        {},
        "output-metadata",
        "its language is 'en-US'",
    ),
    ({}, {"word__stray.xml2": b"<x/>"}, "output-damaged", "has no content type"),
]


@pytest.mark.parametrize(("edits", "added", "code", "words"), DOCX_FAULTS)
def test_a_fault_of_a_word_file_is_told(edits, added, code, words):
    found = told(faults(DOCUMENT, "docx", edited_docx(written(DOCUMENT, "docx"), edits, **added)))
    assert any(each == code and words in message for each, _, message in found), found


def parts_of(kind: str) -> list[str]:
    import zipfile
    from io import BytesIO

    names = zipfile.ZipFile(BytesIO(written(DOCUMENT, "docx"))).namelist()
    return [name for name in names if name.startswith(f"word/{kind}")]


@pytest.mark.parametrize("kind", ["header", "footer"])
def test_each_header_and_footer_of_a_word_file_must_bear_the_marking(kind):
    assert parts_of(kind)
    for name in parts_of(kind):
        data = edited_docx(written(DOCUMENT, "docx"), {name: swap("TLP:GREEN", "TLP:WHITE")})
        found = told(faults(DOCUMENT, "docx", data))
        assert {code for code, _, _ in found} == {"marking-missing"}, name
        assert all(kind in message for _, _, message in found)


def test_a_word_file_without_sections_has_no_marking():
    import re

    bare = {MAIN: lambda data: re.sub(rb"<w:sectPr.*?</w:sectPr>", b"", data)}
    found = told(faults(DOCUMENT, "docx", edited_docx(written(DOCUMENT, "docx"), bare)))
    assert any(code == "marking-missing" and "no section" in message for code, _, message in found)


# -- HTML ----------------------------------------------------------------------------------------------------------

HTML_FAULTS = [
    (swap('lang="en-GB"', ""), "output-metadata", "its language is ''"),
    (swap("<title>A title", "<title>"), "output-metadata", "title is “”"),
    (swap(' alt="Two lines"', ""), "not-accessible", "has no alt attribute"),
    (swap("</main>", "<script>x()</script></main>"), "unasked-content", "<script>"),
    (
        swap("</main>", '<img alt="" src="https://x.org/a.png"></main>'),
        "unasked-content",
        "https://x.org/a.png",
    ),
    (swap("<p>Text", '<p onclick="x()">Text'), "unasked-content", "onclick"),
    (swap("</article>", "<div></article>"), "output-damaged", "<div> is never opened or closed"),
    (swap("<header", "<div"), "marking-missing", "the header"),
]


@pytest.mark.parametrize(("edit", "code", "words"), HTML_FAULTS)
def test_a_fault_of_a_page_is_told(edit, code, words):
    found = told(faults(DOCUMENT, "html", edit(written(DOCUMENT, "html"))))
    assert any(each == code and words in message for each, _, message in found), found


def test_words_of_a_box_in_a_header_cell_are_not_compared():
    from communique.content.spans import Tick

    head = row(Cell((p(*spans(Tick("a", "all"), " All")),), Scope.COLUMN))
    document = doc(h1(), replace(table(("x",), ("y",)), head=(head,)))
    for format in FORMATS:
        assert faults(document, format) == ()
