"""DOCX extraction: what a reader of the Word file sees, in order, and the faults of its package."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.verify.extract import extract_docx
from communique.verify.extract.model import DocxText, Place, UnreadableError
from kit.finished import edited_docx, outcome_of, paragraph, run, swap, word_file, written
from kit.trees import call, contents_of, doc, figure, h1, h2, items, p, table

PART = h2("Part one", "1", "part")
DOCUMENT = doc(
    h1(), contents_of(PART), PART, p("Text with a note", call(1), "."), items("First", "Second"),
    table(("Year", "Men"), ("1994", "17"), caption="Exercises", number="1"),
    figure("Two lines", "Contacts"), notes=("The note.",),
)  # fmt: skip


def text() -> DocxText:
    return extract_docx(written(DOCUMENT, "docx"))


def said(body: str, place: Place = Place.BODY, **parts: str) -> list[str]:
    return [piece.text for piece in extract_docx(word_file(body, **parts)).pieces if piece.place is place]


def test_a_file_of_ours_is_read_in_order():
    found = [piece.text for piece in text().pieces if piece.place is Place.BODY]
    assert found == [
        "A title", "Part one", "Text with a note1.", "First", "Second", "Table\u00a01. Exercises", "Year", "Men", "1994", "17",
        "Contacts",
    ]  # fmt: skip


def test_contents_alternative_texts_and_notes_stand_apart():
    assert [piece.text for piece in text().pieces if piece.place is Place.CONTENTS] == ["1\tPart one\t1"]
    assert [piece.text for piece in text().pieces if piece.place is Place.ALT] == ["Two lines"]
    assert [(note.number, note.text.strip()) for note in text().notes] == [(1, "The note.")]


def test_the_file_tells_who_it_is():
    assert (text().title, text().languages) == ("A title", ("en-GB",))
    assert text().headings == ((1, "Part one"),)  # the title is no heading in Word
    assert text().tables[0].headers == ("Year", "Men")
    assert (text().no_alt, text().package, text().unknown, text().active) == ((), (), (), ())


def test_each_header_and_footer_that_applies_is_read():
    assert {"TLP:GREEN" in each.text for each in text().running} == {True}
    assert [each.where for each in text().running if "first" in each.where]


def test_words_split_over_runs_are_one_text():
    assert said(paragraph(run("wo"), run("rd"), run(" two"))) == ["word two"]


def test_what_a_tracked_change_took_away_is_not_said_and_what_it_put_in_is():
    deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom>"
    assert said(
        paragraph(deleted, f"<w:ins>{run('new')}</w:ins>", f"<w:moveTo>{run(' moved')}</w:moveTo>")
    ) == ["new moved"]


def test_hidden_text_is_told_as_hidden():
    body = paragraph(run("seen"), run("not seen", "<w:vanish/>"), run("seen too", '<w:vanish w:val="0"/>'))
    assert said(body) == ["seen", "seen too"]
    assert said(body, Place.HIDDEN) == ["not seen"]


def field(kind: str) -> str:
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def test_of_a_field_the_result_is_said_and_not_the_instruction():
    inner = (
        field("begin")
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + field("separate")
        + run("3")
        + field("end")
    )
    assert said(paragraph(run("Page "), inner, run(" of"))) == ["Page 3 of"]
    nested = (
        field("begin")
        + "<w:r><w:instrText>IF </w:instrText></w:r>"
        + inner
        + field("separate")
        + run("x")
        + field("end")
    )
    assert said(paragraph(nested)) == ["x"]
    assert said(paragraph(f'<w:fldSimple w:instr="SEQ Table">{run("1")}</w:fldSimple>')) == ["1"]


def test_characters_that_are_elements_are_said():
    body = paragraph(
        "<w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r>"
    )
    assert said(body) == ["a\tb\nc-d"]
    assert said(paragraph('<w:r><w:sym w:font="Symbol" w:char="2612"/></w:r>')) == ["☒"]


def test_text_inside_controls_links_and_tables_is_said():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{paragraph(run('control'))}</w:sdtContent></w:sdt>"
    link = paragraph(f"<w:hyperlink>{run('link')}</w:hyperlink>")
    cell = f"<w:tbl><w:tr><w:tc>{paragraph(run('cell'))}</w:tc></w:tr></w:tbl>"
    assert said(control + link + cell) == ["control", "link", "cell"]


def test_of_alternatives_the_first_is_said():
    body = f"<mc:AlternateContent><mc:Choice>{run('new')}</mc:Choice><mc:Fallback>{run('old')}</mc:Fallback></mc:AlternateContent>"
    assert said(paragraph(body)) == ["new"]


NOTES = (
    '<w:footnotes><w:footnote w:id="-1" w:type="separator"/><w:footnote w:id="7"><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t> later in the file</w:t></w:r></w:p></w:footnote><w:footnote w:id="2"><w:p><w:r><w:t>earlier</w:t></w:r>'
    '</w:p></w:footnote><w:footnote w:id="9"><w:p><w:r><w:t>never called</w:t></w:r></w:p></w:footnote></w:footnotes>'
)


def test_notes_are_numbered_by_their_calls_and_those_without_a_call_are_told():
    calls = "".join(f'<w:r><w:footnoteReference w:id="{number}"/></w:r>' for number in (7, 2))
    found = extract_docx(word_file(paragraph(run("x"), calls), footnotes=NOTES))
    assert found.pieces[0].text == "x12"
    assert [(note.number, note.text.strip()) for note in found.notes] == [
        (1, "later in the file"), (2, "earlier"), (0, "never called"),
    ]  # fmt: skip


STYLES = (
    '<w:styles><w:style w:styleId="H"><w:name w:val="heading 2"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="H"/></w:style>'
    '<w:style w:styleId="Loop"><w:name w:val="Loop"/><w:basedOn w:val="Loop"/></w:style></w:styles>'
)


def test_headings_are_known_by_the_level_of_their_style_or_of_what_it_is_based_on():
    body = "".join(paragraph(run(style), style=style) for style in ("H", "Own", "Loop", "None"))
    direct = '<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>' + run("direct") + "</w:p>"
    text_level = '<w:p><w:pPr><w:pStyle w:val="H"/><w:outlineLvl w:val="9"/></w:pPr>' + run("text") + "</w:p>"
    found = extract_docx(word_file(body + direct + text_level, styles=STYLES))
    assert found.headings == ((2, "H"), (2, "Own"), (3, "direct"))


def drawing(inside: str) -> str:
    return f"<w:r><w:drawing><wp:inline>{inside}</wp:inline></w:drawing></w:r>"


def test_pictures_say_their_description_or_are_told():
    body = paragraph(
        drawing('<wp:docPr id="1" name="One" descr="Two lines"/>'),
        drawing('<wp:docPr id="2" name="Two" descr=" "/>'),
        drawing('<wp:docPr id="3" name="Three"><adec:decorative val="1"/></wp:docPr>'),
    )
    found = extract_docx(word_file(body))
    assert [piece.text for piece in found.pieces] == ["Two lines"]
    assert found.no_alt == ("Two",)


def test_an_element_that_nobody_knows_is_told():
    assert extract_docx(word_file(paragraph("<w:ruby/>"))).unknown == ("ruby",)


def header(text: str) -> str:
    return f"<w:hdr>{paragraph(run(text))}</w:hdr>"


def test_a_section_without_a_header_has_that_of_the_section_before():
    first = (
        '<w:p><w:pPr><w:sectPr><w:headerReference w:type="default" r:id="header1"/></w:sectPr></w:pPr></w:p>'
    )
    second = "<w:sectPr><w:titlePg/></w:sectPr>"
    found = extract_docx(word_file(first + second, header1=header("SECRET"))).running
    assert [(each.where, each.text) for each in found if "header" in each.where] == [
        ("the header of section 1 (default pages)", "SECRET"),
        ("the header of section 2 (default pages)", "SECRET"),
        ("the header of section 2 (first pages)", ""),
    ]


def test_headers_of_even_pages_count_where_the_settings_switch_them_on():
    section = '<w:sectPr><w:headerReference w:type="even" r:id="header1"/></w:sectPr>'
    off = extract_docx(word_file(section, header1=header("X"))).running
    on = extract_docx(
        word_file(section, header1=header("X"), settings="<w:settings><w:evenAndOddHeaders/></w:settings>")
    ).running
    assert [each.text for each in off] == ["", ""]
    assert [each.text for each in on] == ["", "X", "", ""]


# -- the package ---------------------------------------------------------------------------------------------------

RELATIONSHIP = '<Relationship Id="x" Type="http://x/{kind}" Target="{target}"{mode}/>'
EXTERNAL = ' TargetMode="External"'
LINKS = {
    ("image", "http://x/a.png", EXTERNAL): "something fetched from outside (image)",
    ("attachedTemplate", "file:///x.dotm", EXTERNAL): "something fetched from outside (attachedTemplate)",
    ("hyperlink", "file:///etc/passwd", EXTERNAL): "a link that is neither http, https nor mailto",
    ("oleObject", "styles.xml", ""): "an embedded object",
    ("vbaProject", "styles.xml", ""): "macros",
    ("aFChunk", "styles.xml", ""): "a file to be merged in",
}


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link[0])
def test_what_a_package_fetches_runs_or_carries_is_told(link):
    kind, target, mode = link
    links = RELATIONSHIP.format(kind=kind, target=target, mode=mode)
    assert extract_docx(word_file("", links, styles=STYLES)).active == (LINKS[link],)


def test_a_link_that_a_reader_clicks_is_nothing_to_tell():
    links = RELATIONSHIP.format(kind="hyperlink", target="https://example.org", mode=EXTERNAL)
    assert extract_docx(word_file("", links)).active == ()


FAULTS = {
    "word/styles.xml is not well formed": ({"word/styles.xml": lambda data: data[:-20]}, {}),
    "points to word/styles.xml, which is not there": ({"word/styles.xml": lambda _: None}, {}),
    "stray.bin has no content type": ({}, {"stray.bin": b"x"}),
    "names /word/styles.xml, which is not there": ({"word/styles.xml": lambda _: None}, {}),
    "has a document type": (
        {"word/settings.xml": lambda data: data.replace(b"?>", b"?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1)}, {},
    ),
    "belongs to no part": ({}, {"word___rels__none.xml.rels": b"<Relationships/>"}),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_of_the_package_is_told(fault):
    edits, added = FAULTS[fault]
    found = extract_docx(edited_docx(written(DOCUMENT, "docx"), edits, **added)).package
    assert any(fault in each for each in found), found


def test_macros_are_told_by_their_content_type():
    plain = "wordprocessingml.document.main+xml"
    data = edited_docx(
        written(DOCUMENT, "docx"), {"[Content_Types].xml": swap(plain, "macroEnabled.main+xml")}
    )
    assert extract_docx(data).active == ("macros",)


def zipped(*names: str, data: bytes = b"x") -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, data)
    return buffer.getvalue()


UNREADABLE = {
    "no sound zip file": b"not a zip",
    "has no [Content_Types].xml": zipped("word/document.xml"),
    "leads outside": zipped("../x.xml"),
    "is not well formed": zipped("[Content_Types].xml"),
    "more than 2000 parts": zipped(*(str(number) for number in range(2001))),
    "an unreasonable size": zipped("bomb.xml", data=bytes(101_000_000)),
    "no document part": zipped("[Content_Types].xml", data=b"<Types/>"),
}


@pytest.mark.parametrize("reason", UNREADABLE)
def test_what_cannot_be_read_is_refused_with_the_reason(reason):
    with pytest.raises(UnreadableError) as refused:
        extract_docx(UNREADABLE[reason])
    assert reason in str(refused.value)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name_are_refused():
    with pytest.raises(UnreadableError, match="the same name"):
        extract_docx(zipped("a.xml", "a.xml"))


def test_an_entity_is_not_expanded(tmp_path):
    (tmp_path / "secret").write_text("TOPSECRET", encoding="utf-8")
    data = word_file(paragraph(run("&x;")))
    doctype = f'<!DOCTYPE d [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><w:document'
    found = extract_docx(edited_docx(data, {"word/document.xml": swap("<w:document", doctype)}))
    assert "TOPSECRET" not in "".join(piece.text for piece in found.pieces)
    assert any("document type" in each for each in found.package)


@given(st.data())
@settings(max_examples=60)
def test_a_corrupt_file_is_read_or_unreadable_and_never_a_trace(data):
    corrupt = bytearray(written(DOCUMENT, "docx"))
    for _ in range(data.draw(st.integers(1, 20))):
        corrupt[data.draw(st.integers(0, len(corrupt) - 1))] = data.draw(st.integers(0, 255))
    assert isinstance(outcome_of(extract_docx, bytes(corrupt)), DocxText | UnreadableError)


@given(st.data())
@settings(max_examples=60)
def test_corrupt_markup_is_read_or_unreadable_and_never_a_trace(data):
    def corrupt(part: bytes) -> bytes:
        changed = bytearray(part)
        for _ in range(data.draw(st.integers(1, 5))):
            changed[data.draw(st.integers(0, len(changed) - 1))] = data.draw(st.integers(32, 126))
        return bytes(changed)

    name = data.draw(st.sampled_from(zipfile.ZipFile(BytesIO(written(DOCUMENT, "docx"))).namelist()))
    outcome = outcome_of(extract_docx, edited_docx(written(DOCUMENT, "docx"), {name: corrupt}))
    assert isinstance(outcome, DocxText | UnreadableError)
