"""Lists, heading numbers and captions: Word counts where its count is the tree's, and text says the rest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compose.model import Bibliography, BibliographyEntry, ListItem, ListKind
from communique.write.docx.numbering import LISTS, counted_form, counts_plainly, first_numbered, number_of
from kit.docx_files import WordFile, written
from kit.docx_gallery import deep_list, figure
from kit.samples import SOURCE, bullets, heading, para, region, spans, table

NUMBER = ListKind.NUMBER


def marks(file: WordFile) -> list[tuple[str, str, str]]:
    """(style, level, list) of each paragraph that names its list itself."""
    found = []
    for node in file.find("//w:p[w:pPr/w:numPr]"):
        style, level, number = (
            node.xpath(f"string(.//w:{name}/@w:val)", namespaces=node.nsmap)
            for name in ("pStyle", "ilvl", "numId")
        )
        found.append((style, level, number))
    return found


def list_of(file: WordFile, number: str) -> str:
    """The name of the list that a number counts in."""
    path = f"string(//w:num[@w:numId='{number}']/w:abstractNumId/@w:val)"
    abstract = file.find(path, "word/numbering.xml")
    return next(name for name in (*LISTS, "headings") if str(number_of(name)) == abstract)


def test_numbers_that_count_plainly_are_a_list_tied_to_the_heading_styles():
    file = written(heading(2, "One", "1"), heading(3, "One one", "1.1"), heading(2, "Two", "2"))
    assert [text for _, text in file.paragraphs()] == ["One", "One one", "Two"]
    assert marks(file) == []
    tied = file.find("//w:style[@w:styleId='Heading2']/w:pPr/w:numPr", "word/styles.xml")
    assert [node.xpath("string(w:ilvl/@w:val)", namespaces=node.nsmap) for node in tied] == ["1"]
    level = "//w:abstractNum[@w:abstractNumId='{}']/w:lvl[@w:ilvl='1']".format(number_of("headings"))
    assert file.find(f"string({level}/w:lvlText/@w:val)", "word/numbering.xml") == "%1.%2"
    assert file.find(f"string({level}/w:pStyle/@w:val)", "word/numbering.xml") == "Heading2"


def test_each_section_counts_its_own_parts():
    numbers = ((1, "1"), (2, "1.1"), (1, "2"), (2, "2.1"))
    assert first_numbered(numbers) == 1
    assert first_numbered((*numbers, (2, "2.3"))) == 0


def test_a_plain_heading_with_a_number_stands_outside_the_count():
    file = written(heading(2, "One", "1"), heading(2, "Aside", "i", role="plain"), heading(2, "Two", "2"))
    assert [text for _, text in file.paragraphs()] == ["One", "i\u2003Aside", "Two"]


def test_headings_without_numbers_leave_the_count_alone():
    file = written(
        heading(2, "One", "1"), heading(3, "Bare"), heading(2, "Two", "2"), heading(3, "P", role="plain")
    )
    ((style, _, number),) = marks(file)
    assert style == "Heading2"
    assert list_of(file, number) == "unnumbered"
    plain = "string(//w:style[@w:styleId='Heading2Plain']/w:pPr/w:numPr/w:numId/@w:val)"
    assert file.find(plain, "word/styles.xml") == str(number_of("unnumbered"))


@pytest.mark.parametrize("second", ["3", "A", "Annex A", "1"])
def test_other_numbers_are_written_as_they_are(second):
    file = written(heading(2, "One", "1"), heading(2, "Two", second))
    assert [text for _, text in file.paragraphs()] == ["1\u2003One", f"{second}\u2003Two"]
    assert file.find("//w:style[@w:styleId='Heading1']/w:pPr/w:numPr", "word/styles.xml") == []


def test_a_section_below_no_section_is_not_counted_by_word():
    # Word would begin the missing level at 1 and show "1.1".
    assert first_numbered(((2, "0.1"), (1, "1"))) == 0


def test_a_title_with_a_number_stands_outside_the_count():
    file = written(region("title-block", heading(1, "Title", "7")), heading(2, "One", "1"))
    assert [text for _, text in file.paragraphs()] == ["7\u2003Title", "One"]


def test_without_numbers_headings_are_in_no_list():
    file = written(heading(2, "One"))
    assert file.find("//w:style[starts-with(@w:styleId, 'Heading')]//w:numPr", "word/styles.xml") == []


def test_bullets_need_nothing_but_their_style():
    file = written(bullets("a", (para("b"), bullets("c"), para("d"))))
    assert [style for style, _ in file.paragraphs()] == [
        "ListBullet",
        "ListBullet",
        "ListBullet2",
        "ListContinue",
    ]
    assert marks(file) == []


def test_each_numbered_list_counts_anew_from_its_start():
    file = written(bullets("a", "b", kind=NUMBER), replace(bullets("c", kind=NUMBER), start=7))
    first, second = marks(file)[0][2], marks(file)[2][2]
    assert [number for _, _, number in marks(file)] == [first, first, second]
    starts = [
        file.find(f"string(//w:num[@w:numId='{number}']//w:startOverride/@w:val)", "word/numbering.xml")
        for number in (first, second)
    ]
    assert starts == ["1", "7"]
    assert {list_of(file, number) for number in (first, second)} == {"number"}


def test_a_list_inside_an_item_is_a_level_deeper():
    file = written(bullets((para("a"), bullets("b", kind=NUMBER)), kind=NUMBER))
    (style, level, _), (inner_style, inner_level, _) = marks(file)
    assert (style, level) == ("ListNumber", "0")
    assert (inner_style, inner_level) == ("ListNumber2", "1")


def test_lists_deeper_than_words_styles_keep_their_level():
    file = written(deep_list(8))
    assert [style for style, _ in file.paragraphs()][-3:] == ["ListBullet5", "ListNumber5", "ListNumber5"]
    assert [level for _, level, _ in marks(file)][-3:] == ["5", "6", "7"]


def test_an_unmarked_list_has_no_marks():
    file = written(bullets("a", kind=ListKind.PLAIN))
    assert file.paragraphs() == [("List", "a")]
    assert marks(file) == []


@pytest.mark.parametrize(
    ("role", "lead", "rest", "details"),
    [
        ("key-messages", "KeyMessage", "KeyMessageText", "KeyMessageText"),
        ("recommendations", "Recommendation", "RecommendationReason", "RecommendationText"),
        ("principles", "Principle", "PrincipleText", "PrincipleText"),
    ],
)
def test_lists_with_a_look_of_their_own_count_and_have_their_styles(role, lead, rest, details):
    items = (para("Lead", "lead"), para("Text"), para("Details", "details"))
    file = written(bullets(items, items, role=role, kind=NUMBER))
    assert [style for style, _ in file.paragraphs()] == [lead, rest, details] * 2
    assert {list_of(file, number) for _, _, number in marks(file)} == {role.replace("-", " ")}
    assert len(marks(file)) == 2


def test_a_reason_stays_with_the_details_below_it():
    file = written(bullets((para("Lead", "lead"), para("Why")), role="recommendations", kind=NUMBER))
    assert file.find("//w:style[@w:styleId='RecommendationReason']/w:pPr/w:keepNext", "word/styles.xml")


def test_an_item_that_begins_with_no_paragraph_still_bears_its_mark():
    made = bullets("x", kind=NUMBER)
    file = written(replace(made, items=(ListItem((), SOURCE), ListItem((bullets("inner"),), SOURCE))))
    assert file.paragraphs() == [("ListNumber", ""), ("ListNumber", ""), ("ListBullet2", "inner")]
    assert len(marks(file)) == 2


def test_a_list_in_a_cell_has_the_cells_letters():
    from communique.compose.model import Cell, Column, Row, Table

    cells = Row((Cell((bullets("a"),)), Cell((bullets("b", kind=NUMBER),))), SOURCE)
    file = written(Table((), (Column(0.5), Column(0.5)), (), (cells,), SOURCE))
    assert [style for style, _ in file.paragraphs()[:2]] == ["TableListBullet", "TableListNumber"]


def test_captions_count_where_their_numbers_do():
    counted = written(table("A", ("h",), (("c",),), (1.0,), number="1"), figure("png", "1", "B"))
    assert counted.find("//w:instrText/text()") == [" SEQ Table \\* ARABIC ", " SEQ Figure \\* ARABIC "]
    assert [text for style, text in counted.paragraphs() if style == "Caption"] == [
        "Table\u00a01. A",
        "Figure\u00a01. B",
    ]


def test_captions_with_other_numbers_are_text():
    written_out = written(table("A", ("h",), (("c",),), (1.0,), number="3"))
    assert written_out.find("//w:instrText") == []
    assert written_out.paragraphs()[0] == ("Caption", "Table\u00a03. A")


def test_plain_counting_passes_over_what_has_no_number():
    assert counts_plainly(("1", "", "2"))
    assert not counts_plainly(("1", "3"))


def test_every_number_that_is_used_is_defined():
    from communique.write.docx import write_docx
    from kit.docx_gallery import gallery
    from kit.samples import default_theme

    file = WordFile(write_docx(gallery(), default_theme()))
    defined = set(file.find("//w:num/@w:numId", "word/numbering.xml"))
    used = set(file.find("//w:numId/@w:val")) | set(file.find("//w:numId/@w:val", "word/styles.xml"))
    assert used <= defined
    assert len(defined) > len(LISTS)


def test_the_room_for_a_number_grows_with_its_level_and_the_size_of_its_heading():
    def room(file: WordFile, level: int) -> int:
        path = (
            f"string(//w:abstractNum[@w:abstractNumId='{number_of('headings')}']/w:lvl[@w:ilvl='{level - 1}']"
        )
        return int(file.find(f"{path}/w:pPr/w:ind/@w:hanging)", "word/numbering.xml"))

    numbers = (heading(2, "a", "1"), heading(3, "b", "1.1"))
    flat, parted = written(*numbers), written(region("part", *numbers))
    assert room(flat, 1) < room(flat, 2) < room(parted, 2)


def sources(*labels: str) -> Bibliography:
    rows = enumerate(labels)
    return Bibliography(
        tuple(BibliographyEntry(f"k{at}", label, spans("Book."), f"s{at}") for at, label in rows), SOURCE
    )


@pytest.mark.parametrize(
    ("labels", "form"),
    [
        (("[1]", "[2]", "[3]"), "[%1]"),
        (("1.", "2."), "%1."),
        (("(1)",), "(%1)"),
        (("[1]", "[3]"), ""),
        (("[2]",), ""),
        (("[1]", "2."), ""),
        (("[1]", ""), ""),
        (("[a]",), ""),
        (("[01]",), ""),
        ((), ""),
    ],
)
def test_labels_that_count_plainly_have_one_form(labels, form):
    assert counted_form(labels) == form


def test_sources_are_a_list_of_their_own_tied_to_their_style():
    file = written(sources("[1]", "[2]"))
    assert file.paragraphs() == [("Bibliography", "Book.")] * 2
    number = file.find("string(//w:style[@w:styleId='Bibliography']//w:numId/@w:val)", "word/styles.xml")
    assert number == str(number_of("sources"))
    level = f"//w:abstractNum[@w:abstractNumId='{number}']/w:lvl"
    assert file.find(f"{level}/w:lvlText/@w:val", "word/numbering.xml") == ["[%1]"]
    assert file.find(f"{level}/w:pStyle/@w:val", "word/numbering.xml") == ["Bibliography"]


def test_sources_of_two_lists_count_on():
    assert written(sources("[1]"), sources("[2]")).paragraphs() == [("Bibliography", "Book.")] * 2
    again = written(sources("[1]"), sources("[1]")).paragraphs()
    assert again == [("Bibliography", "[1] Book.")] * 2


@pytest.mark.parametrize("labels", [("[1]", "[3]"), ("", "")])
def test_sources_with_other_numbers_or_none_are_no_list(labels):
    file = written(sources(*labels))
    assert [text for _, text in file.paragraphs()] == [f"{label} Book.".strip() for label in labels]
    assert file.find("//w:style[@w:styleId='Bibliography']//w:numPr", "word/styles.xml") == []
    assert file.find("//w:pStyle[@w:val='Bibliography']", "word/numbering.xml") == []
