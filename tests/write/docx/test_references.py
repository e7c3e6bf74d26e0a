"""Footnotes, contents, bookmarks and page numbers: everything that points somewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compose.model import (
    Bibliography,
    BibliographyEntry,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    ListItem,
    Note,
    Paragraph,
    Region,
)
from communique.content.spans import Jump, NoteCall, PageOf, Words
from communique.write.docx import write_docx
from communique.write.docx.anchors import DanglingReferenceError, bookmark_name
from communique.write.docx.controls import tag
from kit.docx_files import WordFile, text_of, written
from kit.docx_gallery import NOTES, every_span, gallery, gallery_pages
from kit.samples import SOURCE, bullets, default_theme, facts, heading, para, region, spans, table

ENTRIES = (
    ContentsEntry(2, "1", "First", "first"),
    ContentsEntry(3, "", "Inner", "inner"),
    ContentsEntry(2, "2", "Second", "second"),
)
SECTIONS = (
    heading(2, "First", "1", "first"),
    heading(3, "Inner", anchor="inner"),
    heading(2, "Second", "2", "second"),
)

# Bookmarks that something points to; the others are the way home (`test_trail.py`).
POINTED = "//w:bookmarkStart[not(starts-with(@w:name, '_pb_'))]/@w:name"


def jump(target: str) -> Paragraph:
    return Paragraph((Jump(target, (Words("there"),)),), SOURCE)


def test_a_footnote_is_one_of_words_own():
    file = written(para("Text", "", NoteCall(1)), notes=(Note(1, (Words("Below."),), SOURCE),))
    assert file.find("//w:footnoteReference/@w:id") == ["1"]
    assert file.paragraphs("word/footnotes.xml")[2:] == [("FootnoteText", " Below.")]
    assert file.find("//w:footnote/@w:type", "word/footnotes.xml") == ["separator", "continuationSeparator"]
    assert file.find("//w:footnotePr/w:footnote/@w:id", "word/settings.xml") == ["-1", "0"]


def test_a_document_without_notes_has_no_part_for_them():
    assert "word/footnotes.xml" not in written(para("Text")).names()


def test_a_note_that_is_called_again_is_pointed_to():
    file = WordFile(write_docx(gallery(), default_theme()))
    assert file.find("//w:footnoteReference/@w:id") == ["1", "2"]
    assert " NOTEREF _note_2 \\f \\h " in file.find("//w:instrText/text()")
    assert file.find("count(//w:bookmarkStart[@w:name='_note_2'])") == 1


@pytest.mark.parametrize("notes", [(), NOTES])
def test_calls_and_notes_that_do_not_match_are_refused(notes):
    with pytest.raises(DanglingReferenceError, match="footnote"):
        written(para("Text", "", NoteCall(1)), notes=notes)


def test_a_link_in_a_note_belongs_to_the_notes():
    file = WordFile(write_docx(gallery(), default_theme()))
    (rid,) = file.find("//w:hyperlink/@r:id", "word/footnotes.xml")
    rows = {row.get("Id"): row.get("Target") for row in file.part("word/_rels/footnotes.xml.rels")}
    assert rows == {rid: "https://example.org/register"}


def test_the_contents_are_a_field_with_its_entries_and_pages():
    file = written(Contents(ENTRIES, SOURCE), *SECTIONS, pages={"first": 2, "inner": 3, "second": 11})
    assert file.paragraphs()[:3] == [("TOC1", "1 First 2"), ("TOC2", "Inner 3"), ("TOC1", "2 Second 11")]
    instructions = file.find("//w:sdt//w:instrText/text()")
    assert instructions[0] == ' TOC \\o "1-2" \\h \\z '
    assert instructions[1:] == [f" PAGEREF {name} \\h " for name in ("first", "inner", "second")]
    kinds = file.find("//w:sdt//w:fldChar/@w:fldCharType")
    assert kinds.count("begin") == kinds.count("separate") == kinds.count("end") == 4
    assert file.find("//w:sdt//w:p[last()]/*[last()]/w:fldChar/@w:fldCharType") == ["end"]
    assert file.find("string(//w:sdt/w:sdtPr/w:docPartObj/w:docPartGallery/@w:val)") == "Table of Contents"


def saying(target: str, words: str) -> Paragraph:
    return Paragraph((Words("See "), Jump(target, (Words(words),)), Words(".")), SOURCE)


@pytest.mark.parametrize(
    "target",
    [
        heading(2, "Mutual respect", anchor="there"),
        heading(2, "Mutual respect", "1", "there"),  # Word counts it
        replace(para("Mutual respect"), anchor="there"),
        replace(region("case", heading(2, "Mutual respect")), anchor="there"),
        replace(bullets("a"), items=(ListItem((para("Mutual respect"),), SOURCE, "there"),)),
        Definitions((Definition(spans("Mutual respect"), (para("Both hear."),), SOURCE, "there"),), SOURCE),
    ],
    ids=lambda block: type(block).__name__,
)
def test_a_reference_in_its_targets_words_is_a_field_that_follows_them(target):
    file = written(saying("there", "Mutual respect"), target)
    assert " REF there \\h " in file.find("//w:instrText/text()")
    assert file.find("//w:hyperlink") == []
    assert file.paragraphs()[0][1] == "See Mutual respect."
    marked = file.find("//w:bookmarkStart[@w:name='there']/..")
    assert [text_of(node) for node in marked] == ["Mutual respect"]


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("respect", heading(2, "Mutual respect", anchor="there")),
        ("Mutual respect", heading(2, "Mutual respect", "A", "there")),  # its number is typed before it
        ("Figures", replace(table("Figures", ("a",), (("1",),), (1.0,)), anchor="there")),
        (
            "By",
            replace(facts(("By", "us")), entries=(Definition(spans("By"), (para("us"),), SOURCE, "there"),)),
        ),
    ],
)
def test_a_reference_in_words_of_its_own_is_a_link(words, target):
    file = written(saying("there", words), target)
    assert file.find("//w:hyperlink/@w:anchor") == ["there"]
    assert not [code for code in file.find("//w:instrText/text()") if " REF " in code]


def test_a_reference_to_a_heading_whose_number_is_typed_among_counted_ones_is_a_link():
    """A field would bring the number along."""
    left_out = heading(2, "Mutual respect", "7", "there", "plain")
    file = written(saying("there", "Mutual respect"), heading(2, "First", "1"), left_out)
    assert file.find("//w:hyperlink/@w:anchor") == ["there"]


def listed(*labels: str) -> Bibliography:
    rows = zip("abcdefghijkl", labels, strict=False)
    entries = (BibliographyEntry(key, label, spans(f"Book {key}."), f"source-{key}") for key, label in rows)
    return Bibliography(tuple(entries), SOURCE)


def codes_of(file: WordFile) -> list[str]:
    return [code.strip() for code in file.find("//w:instrText/text()")]


@pytest.mark.parametrize("label", ["[1]", ""])
def test_a_citation_stays_on_one_line_and_a_long_one_may_break(label):
    for words, blanks in (("[1, Annex 1]", 0), ("[Author and many others 2020, pp. 4 and 5; another]", 9)):
        said = written(saying("source-a", words), listed(label)).paragraphs()[0][1]
        assert said.removeprefix("See ").count(" ") == blanks
        assert said.replace("\N{NO-BREAK SPACE}", " ") == f"See {words}."


@pytest.mark.parametrize(
    ("labels", "words", "code"),
    [
        (("[1]", "[2]"), "[2]", "REF source_b \\n \\h"),
        (("[1]", "[2]"), "2", 'source_b \\n \\h \\# "0"'),
        (("[1]", "[2]"), "[see 2, p. 4]", 'source_b \\n \\h \\# "0"'),
        (("1.", "2."), "2", "REF source_b \\n \\h"),
        (("1.", "2."), "(2, p. 4)", "REF source_b \\n \\h"),
        (("(1)", "(2)"), "(2)", "REF source_b \\n \\h"),
    ],
)
def test_the_number_in_a_citation_is_a_field_that_follows_the_list(labels, words, code):
    file = written(saying("source-b", words), listed(*labels))
    assert codes_of(file) == [code]
    assert file.paragraphs()[0][1].replace("\N{NO-BREAK SPACE}", " ") == f"See {words}."
    assert file.find("//w:hyperlink") == []


@pytest.mark.parametrize(
    ("labels", "words"),
    [
        (("[1]", "[2]"), "[12]"),
        (("[1]", "[2]"), "Doe 2020"),
        (("(1)", "(2)"), "[2]"),  # Word would make -2 of it
        (("[1]", "[3]"), "[3]"),  # no plain counting
        (("[1]", "2."), "2"),  # two forms
        (("", ""), "Doe 2"),
    ],
)
def test_a_citation_that_says_another_number_than_word_counts_is_a_link(labels, words):
    file = written(saying("source-b", words), listed(*labels))
    assert codes_of(file) == []
    assert file.find("//w:hyperlink/@w:anchor") == ["source_b"]


def test_several_sources_are_a_link_each():
    line = (
        Words("["),
        Jump("source-b", (Words("2"),)),
        Words("; "),
        Jump("source-a", (Words("1, p. 4"),)),
        Words("]"),
    )
    file = written(Paragraph(line, SOURCE), listed("[1]", "[2]"))
    assert [code.split()[0] for code in codes_of(file)] == ["source_b", "source_a"]
    assert file.paragraphs()[0][1].replace("\N{NO-BREAK SPACE}", " ") == "[2; 1, p. 4]"
    named = written(Paragraph(line, SOURCE), listed("", ""))
    assert named.find("//w:hyperlink/@w:anchor") == ["source_b", "source_a"]


def test_citations_in_notes_are_fields_too():
    called = para("Text", "", NoteCall(1))
    note = Note(1, saying("source-a", "[1]").spans, SOURCE)
    file = written(called, listed("[1]"), notes=(note,))
    assert file.find("//w:instrText/text()", "word/footnotes.xml") == [" REF source_a \\n \\h "]


def test_without_a_layout_the_pages_are_empty_and_not_wrong():
    file = written(Contents(ENTRIES, SOURCE), *SECTIONS)
    assert file.paragraphs()[0] == ("TOC1", "1 First ")


def test_contents_without_entries_are_nothing():
    assert written(Contents((), SOURCE), para("a")).find("//w:sdt") == []


def test_a_page_reference_shows_the_page_of_the_layout():
    line = Paragraph((Words("See page "), PageOf("first"), Words(".")), SOURCE)
    assert written(line, *SECTIONS, pages={"first": 4}).paragraphs()[0][1] == "See page 4."


def test_only_anchors_that_something_points_to_become_bookmarks():
    file = written(heading(2, "a", anchor="kept"), heading(2, "b", anchor="idle"), jump("kept"))
    assert file.find(POINTED) == ["kept"]
    assert file.find("//w:hyperlink/@w:anchor") == ["kept"]


def test_every_place_that_can_have_an_anchor_keeps_it():
    items = bullets("x")
    item = items.items[0]
    from dataclasses import replace

    from communique.compose.model import Cell, Column, Definition, Definitions, Row, Table

    blocks = (
        replace(items, items=(replace(item, anchor="item"),)),
        Region("together", (para("x"),), SOURCE, "region"),
        Definitions((Definition((Words("t"),), (para("x"),), SOURCE, "entry"),), SOURCE),
        Definitions(
            (Definition((Words("t"),), (replace(para("x"), anchor="value"),), SOURCE),), SOURCE, "facts"
        ),
        Table((), (Column(1.0),), (), (Row((Cell(()),), SOURCE, "", "row"),), SOURCE, anchor="table"),
        Bibliography((BibliographyEntry("k", "", (Words("x"),), "source"),), SOURCE),
        replace(para("x"), anchor="paragraph"),
        Region("case", (), SOURCE, "last"),
    )
    names = ("item", "region", "entry", "value", "row", "table", "source", "paragraph", "last")
    file = written(*(jump(name) for name in names), *blocks)
    assert sorted(file.find(POINTED)) == sorted(names)
    assert sorted(file.find("//w:bookmarkStart/@w:id")) == sorted(file.find("//w:bookmarkEnd/@w:id"))


def test_a_bookmark_spans_the_words_of_its_paragraph():
    file = written(heading(2, "Words", anchor="here"), jump("here"))
    order = [node.tag.rsplit("}", 1)[1] for node in file.find("//w:p[1]/*")]
    assert order == ["pPr", "bookmarkStart", "bookmarkStart", "r", "bookmarkEnd", "bookmarkEnd"]


def test_anchors_of_compose_stay_readable():
    assert bookmark_name("case-us-rok") == "case_us_rok"


@given(st.lists(st.text(min_size=1, max_size=90), min_size=2, unique=True, max_size=30))
def test_bookmark_names_are_valid_and_never_two_the_same(anchors):
    names = [bookmark_name(anchor) for anchor in anchors]
    assert len({name.lower() for name in names}) == len(names)
    for name in names:
        assert len(name) <= 40
        assert name.isascii()
        assert name.replace("_", "a").isalnum()
        assert name[0].isalpha()


def test_a_box_is_ticked_by_a_click_and_knows_its_name():
    file = written(every_span(), heading(2, "x", anchor="the-past"), para("", "", NoteCall(1)), notes=NOTES)
    boxes = file.find("//w:sdt[w:sdtPr/w14:checkbox]")
    told = [
        (
            box.xpath("string(w:sdtPr/w:tag/@w:val)", namespaces=file.part("word/document.xml").nsmap),
            box.xpath("string(w:sdtPr/w:alias/@w:val)", namespaces=file.part("word/document.xml").nsmap),
            box.xpath("string(.//w14:checked/@w14:val)", namespaces=file.part("word/document.xml").nsmap),
            box.xpath("string(.//w:t)", namespaces=file.part("word/document.xml").nsmap),
        )
        for box in boxes
    ]
    assert told == [("box-one", "A box", "1", "☒"), ("box-two", "An empty box", "0", "☐")]


def test_control_ids_do_not_repeat():
    file = WordFile(write_docx(gallery(), default_theme(), gallery_pages()))
    ids = file.find("//w:sdtPr/w:id/@w:val")
    assert len(ids) == len(set(ids)) > 3


def test_long_names_and_labels_fit_into_a_control():
    from communique.content.spans import Tick

    long = "a" * 80
    file = written(Paragraph((Tick(long + "1", long), Tick(long + "2", long)), SOURCE))
    tags = file.find("//w:tag/@w:val")
    assert all(len(each) <= 64 for each in (*tags, *file.find("//w:alias/@w:val")))
    assert tags[0] != tags[1] == tag(long + "2")


def test_a_table_below_a_pointed_row_is_still_a_table():
    file = written(
        table("Caption", ("A",), (("b",),), (1.0,), number="1"), jump("table-1"), region("panel", para("x"))
    )
    assert file.find("//w:p[w:bookmarkStart[not(starts-with(@w:name, '_pb_'))]]/w:pPr/w:pStyle/@w:val") == [
        "Caption"
    ]
