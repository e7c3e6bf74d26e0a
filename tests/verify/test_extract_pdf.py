"""PDF extraction: the order of the structure tree, notes and running heads apart, damage told."""

from __future__ import annotations

from functools import cache

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.verify.extract import extract_pdf
from communique.verify.extract.model import PdfText, Place, UnreadableError
from kit.finished import edited_pdf, outcome_of, written
from kit.trees import call, contents_of, doc, figure, h1, h2, items, p, table

PART = h2("Part one", "1", "part")
DOCUMENT = doc(
    h1(), contents_of(PART), PART, p("Text with a note", call(1), "."), items("First", "Second"),
    table(("Year", "Men"), *((f"{year}", f"{year} men") for year in range(1990, 2050)), caption="Exercises"),
    figure("Two lines", "Contacts"), notes=("The note.",),
)  # fmt: skip


@cache
def text():
    return extract_pdf(written(DOCUMENT, "pdf"))


def structure(pdf: pikepdf.Pdf, tag: str) -> list:
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/StructElem"
        and item.get("/S") == f"/{tag}"
    ]


def test_text_comes_in_reading_order_with_its_tags_and_pages():
    first, *_, last = text().pieces
    assert (first.text, first.path[-2:], first.page) == ("A title", ("H1", "Span"), 1)
    assert (last.text.strip(), last.page) == ("Contacts", text().page_count)
    assert text().page_count > 1


def test_markers_of_lists_are_told_apart():
    said = [(piece.text.strip(), piece.place) for piece in text().pieces]
    first = said.index(("First", Place.BODY))
    assert said[first - 1] == ("–", Place.MARKER)


def test_an_alternative_text_stands_in_the_place_of_its_picture():
    assert [piece.text for piece in text().pieces if piece.place is Place.ALT] == ["Two lines"]


def test_notes_come_by_their_numbers():
    (note,) = text().notes
    assert (note.number, note.text.strip(), note.page) == (1, "The note.", 1)


def test_running_heads_stand_apart_on_each_page_at_their_height():
    labels = [
        (each.page, each.height > 0.8, each.height < 0.2) for each in text().loose if each.text == "TLP:GREEN"
    ]
    pages = range(1, text().page_count + 1)
    assert labels == [(page, top, not top) for page in pages for top in (True, False)]


def test_the_file_tells_who_it_is():
    said = text()
    assert (said.title, said.language, said.tagged, said.shows_title) == ("A title", "en-GB", True, True)
    assert said.outline == ("A title", "1 Part one")
    assert said.headings == ((1, "A title"), (2, "1   Part one"))
    assert said.tables[0].headers == ("Year ", "Men")
    assert (said.active, said.damage) == ((), ())


@pytest.mark.parametrize("metadata", [b"", b"<not xml", b"<x/>"])
def test_metadata_that_cannot_be_read_give_no_title(metadata):
    def edit(pdf):
        pdf.Root.Metadata = pdf.make_stream(metadata)

    assert extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit)).title == ""


def test_text_under_an_actual_text_is_covered_by_it():
    def edit(pdf):
        structure(pdf, "H1")[0].ActualText = "Another title"

    said = extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit))
    assert [(piece.text, piece.place) for piece in said.pieces[:2]] == [
        ("Another title", Place.BODY), ("A title", Place.COVERED),
    ]  # fmt: skip


def test_a_custom_tag_is_told_by_its_role():
    def edit(pdf):
        structure(pdf, "H1")[0].S = pikepdf.Name("/Headline")
        pdf.Root.StructTreeRoot.RoleMap = pikepdf.Dictionary({"/Headline": pikepdf.Name.H1})

    assert extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit)).headings[0] == (1, "A title")


def test_text_that_no_tag_reaches_is_loose():
    def edit(pdf):
        del pdf.Root.StructTreeRoot

    said = extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit))
    assert not said.tagged
    assert said.pieces == ()
    assert "A title" in [each.text for each in said.loose]


def test_text_in_a_faint_group_is_read_where_it_stands():
    """Opacity makes a form of the text, with marked content in it."""
    import weasyprint

    html = "<html lang=en><title>x</title><p>One</p><p style='opacity: 0.5'>Two <b>three</b></p><p>Four</p>"
    said = extract_pdf(weasyprint.HTML(string=html).write_pdf(pdf_variant="pdf/ua-1"))
    assert [piece.text.strip() for piece in said.pieces] == ["One", "Two", "three", "Four"]
    assert said.loose == ()


ACTIVE = {
    "JavaScript": lambda pdf: pdf.Root.update(
        {"/OpenAction": pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")}
    ),
    "an attached file": lambda pdf: pdf.attachments.__setitem__("a.txt", b"secret"),
    "an action of the kind Launch": lambda pdf: pdf.pages[0].obj.update(
        {"/AA": pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="calc.exe"))}
    ),
    "a link that is neither http, https nor mailto": lambda pdf: pdf.pages[0].obj.Annots.append(
        pdf.make_indirect(
            pikepdf.Dictionary(Subtype=pikepdf.Name.Link, A={"/S": pikepdf.Name.URI, "/URI": "file:///x"})
        )
    ),
    "an XFA form": lambda pdf: pdf.Root.update({"/AcroForm": pikepdf.Dictionary(XFA="x")}),
    "a sound": lambda pdf: pdf.Root.update(
        {"/Unknown": pdf.make_indirect(pikepdf.Array([pikepdf.Dictionary(Type=pikepdf.Name.Sound)]))}
    ),
}


@pytest.mark.parametrize("what", ACTIVE)
def test_what_a_file_could_do_is_told_wherever_it_hangs(what):
    assert what in extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), ACTIVE[what])).active


def test_a_flipped_byte_in_a_stream_is_damage():
    data = bytearray(written(DOCUMENT, "pdf"))
    at = data.index(b"stream\n") + 60
    data[at] ^= 0xFF
    try:
        said = extract_pdf(bytes(data))
    except UnreadableError:
        return
    assert said.damage


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"not a pdf at all", b"PK\x03\x04"])
def test_what_is_no_pdf_is_unreadable(data):
    with pytest.raises(UnreadableError):
        extract_pdf(data)


def test_a_circle_in_the_structure_is_unreadable():
    def edit(pdf):
        part = structure(pdf, "H1")[0]
        part.K = pikepdf.Array([part])

    with pytest.raises(UnreadableError, match="not a tree"):
        extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit))


def test_a_structure_without_end_is_unreadable():
    def edit(pdf):
        inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P))
        for _ in range(300):
            inner = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Div, K=inner))
        pdf.Root.StructTreeRoot.K = inner

    with pytest.raises(UnreadableError, match="levels deep"):
        extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit))


def test_bookmarks_in_a_circle_are_unreadable():
    def edit(pdf):
        first = pdf.Root.Outlines.First
        first.Next = first

    with pytest.raises(UnreadableError, match="circle"):
        extract_pdf(edited_pdf(written(DOCUMENT, "pdf"), edit))


@given(st.data())
@settings(max_examples=60)
def test_a_corrupt_file_is_read_or_unreadable_and_never_a_trace(data):
    corrupt = bytearray(written(DOCUMENT, "pdf"))
    for _ in range(data.draw(st.integers(1, 20))):
        corrupt[data.draw(st.integers(0, len(corrupt) - 1))] = data.draw(st.integers(0, 255))
    length = data.draw(st.integers(0, len(corrupt)))
    outcome = outcome_of(extract_pdf, bytes(corrupt[: max(length, len(corrupt) // 2)]))
    assert isinstance(outcome, PdfText | UnreadableError)
