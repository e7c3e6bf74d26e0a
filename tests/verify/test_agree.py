"""Agreement between tree and file: silent where they agree, red on every planted fault, at the right line."""

from __future__ import annotations

from dataclasses import fields, is_dataclass, replace

import pytest
from hypothesis import Phase, given, settings

from communique.compose.model import Document, Image, ListKind
from communique.content.spans import LineBreak, PageOf, Strong, Tick, Words
from communique.verify.agree import check_agreement
from communique.verify.extract.model import HtmlText, NoteText, PdfText, Piece, Place
from kit.finished import FORMATS, faults, written
from kit.samples import annex, checklist, pack, summary
from kit.trees import (
    PNG,
    call,
    callout,
    cited,
    contents_of,
    doc,
    documents,
    figure,
    h1,
    h2,
    items,
    origin_of,
    p,
    page_break,
    region,
    spans,
    table,
    terms,
)


def whole(**changed) -> Document:
    """A document with every kind of block; `changed` puts others in their places."""
    part = h2("First part", "1", "first")
    made = {
        "title": h1(),
        "contents": contents_of(part),
        "part": part,
        "subpart": h2("Second part"),
        "opening": p("The opening paragraph says what the brief is about, with a note", call(1), "."),
        "second": p("A second paragraph", LineBreak(), "goes on, to page ", PageOf("first"), "."),
        "list": items("First of three", "Second of three", "Third of three", kind=ListKind.NUMBER),
        "terms": terms(("To", "The Minister"), role="facts"),
        "table": table(
            ("Year", "Men"),
            ("1994", "17 000"),
            ("1995", "18 500"),
            caption="Exercises",
            number="1",
            note="Ours.",
        ),
        "figure": figure("Two lines that cross", "Contacts over time", "1", "The desk"),
        "callout": callout("Caution", p("The article asserts this.")),
        "boxes": p(Tick("a", "done"), " open ", Tick("b", "done", checked=True), " done"),
        "break": page_break(),
        "sources": cited(("[1]", "The desk. A title. 2024.")),
        "last": region("together", p("The last paragraph ", Strong((Words("ends"),)), " it", call(2), ".")),
    }
    notes = changed.pop("notes", ("The first note.", "The second note."))
    return doc(*(block for block in (made | changed).values() if block is not None), notes=notes)


@pytest.mark.parametrize("format", FORMATS)
def test_a_file_agrees_with_the_tree_that_it_was_written_from(format):
    assert faults(whole(), format) == ()


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("sample", [summary, checklist, annex, pack], ids=lambda sample: sample.__name__)
def test_documents_of_real_length_agree(sample, format):
    assert faults(with_png(sample()), format) == ()


def with_png(value):
    """A document whose drawings have a picture for Word beside them."""
    if isinstance(value, tuple):
        return tuple(with_png(each) for each in value)
    if isinstance(value, Image):
        return replace(value, fallback=PNG.data) if value.media_type == "image/svg+xml" else value
    if not is_dataclass(value):
        return value
    return replace(value, **{field.name: with_png(getattr(value, field.name)) for field in fields(value)})


def twice(document: Document, at: int) -> Document:
    blocks = document.blocks
    return replace(document, blocks=(*blocks[: at + 1], *blocks[at:]))


TRUE = whole()
PLANTED = {
    "a dropped paragraph": (
        whole(second=None),
        "lacks “A second paragraph goes on, to page .”",
        origin_of(TRUE, "A second paragraph\ngoes on, to page ."),
    ),
    "a lost heading": (whole(subpart=None), "lacks “Second part”", origin_of(TRUE, "Second part")),
    "two swapped list items": (
        whole(list=items("Second of three", "First of three", "Third of three", kind=ListKind.NUMBER)),
        "of three” in another place than the document does",
        origin_of(TRUE, "First of three"),
    ),
    "a changed digit in a cell": (
        whole(
            table=table(
                ("Year", "Men"),
                ("1994", "17 000"),
                ("1995", "18 600"),
                caption="Exercises",
                number="1",
                note="Ours.",
            )
        ),
        "says “18 600” where the document says “18 500”",
        origin_of(TRUE, "18 500"),
    ),
    "a missing footnote": (
        whole(last=region("together", p("The last paragraph ends it2.")), notes=("The first note.",)),
        "lacks footnote 2, “The second note.”",
        TRUE.notes[1].source.origin,
    ),
    "a changed footnote": (
        whole(notes=("The first note.", "The second mote.")),
        "says “The second mote.” where the document says “The second note.”",
        TRUE.notes[1].source.origin,
    ),
    "a duplicated block": (
        twice(TRUE, 6),
        "says “First of three Second of three Third of three”",
        None,
    ),
    "a lost number of a table": (
        whole(
            table=table(
                ("Year", "Men"), ("1994", "17 000"), ("1995", "18 500"), caption="Exercises", note="Ours."
            )
        ),
        "says “Exercises” where the document says “Table 1 Exercises”",
        None,
    ),
    "a box that is ticked": (
        whole(boxes=p(Tick("a", "done", checked=True), " open ", Tick("b", "done", checked=True), " done")),
        "”, which the document does not say there",
        None,
    ),
    "a changed alternative text": (
        whole(figure=figure("Two lines", "Contacts over time", "1", "The desk")),
        "where the document says “Two lines that cross”",
        None,
    ),
}


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("fault", PLANTED)
def test_a_planted_fault_is_told_with_its_line(fault, format):
    wrong, words, origin = PLANTED[fault]
    found = [
        each for each in faults(TRUE, format, written(wrong, format)) if each.code.value == "text-disagrees"
    ]
    assert any(words in each.message for each in found), [each.message for each in found]
    if origin is not None:
        assert origin in [each.origin for each in found]
    assert len(found) <= 2


def test_the_sentence_names_the_file_and_the_page():
    wrong = whole(last=region("together", p("The last paragraph stops it", call(2), ".")))
    (found,) = faults(TRUE, "pdf", written(wrong, "pdf"))
    assert found.message == (
        "the PDF says “The last paragraph stops it 2 .” where the document says “The last paragraph ends it2.” (page 2)"
    )


@given(documents())
def test_any_document_agrees_with_its_page(document):
    assert faults(document, "html") == ()


@given(documents())
@settings(max_examples=15, phases=(Phase.explicit, Phase.reuse, Phase.generate))  # shrinking takes minutes
@pytest.mark.slow
def test_any_document_agrees_with_its_pdf_and_its_word_file(document):
    assert faults(document, "pdf") == ()
    assert faults(document, "docx") == ()


@given(documents(), documents())
def test_two_documents_do_not_agree_with_each_others_pages(one, other):
    disagree = [
        each for each in faults(one, "html", written(other, "html")) if each.code.value == "text-disagrees"
    ]
    assert bool(disagree) == (said(one) != said(other))


def said(document: Document) -> tuple[list[str], list[str]]:
    """The folded words of a document's page and of its notes, which is all that agreement compares."""
    from communique.verify.expected import HABITS, expected_notes, expected_units

    habit = HABITS["html"]
    notes = [str(note.unit.parts) for note in expected_notes(document, habit)]
    return [str(part) for unit in expected_units(document, habit) for part in unit.parts], notes


# -- single cases, without writers ---------------------------------------------------------------------------------


def page(*texts: str | Piece, notes: tuple[NoteText, ...] = ()) -> HtmlText:
    return HtmlText(tuple(Piece(text) if isinstance(text, str) else text for text in texts), notes)


def laid_out(*texts: tuple[int, str]) -> PdfText:
    return PdfText(tuple(Piece(text, page=number) for number, text in texts), (), (), 9)


def messages(document: Document, format: str, text) -> list[str]:
    return [finding.message for finding in check_agreement(document, format, text)]


def test_a_line_broken_word_is_the_same_word():
    document = doc(h1(), p("The co-operation of the governments"))
    assert (
        messages(
            document,
            "pdf",
            laid_out(
                (1, "A title"), (1, "The co-op\u2010"), (1, "eration of the govern\u2010"), (2, "ments")
            ),
        )
        == []
    )
    assert messages(document, "html", page("A title", "The cooperation of the governments")) != []


def test_header_rows_may_come_again_only_at_the_top_of_a_page():
    document = doc(table(("Head", "Other"), ("a", "b"), ("c", "d")))
    cells = [(1, "Head"), (1, "Other"), (1, "a"), (1, "b")]
    again = [(2, "Head"), (2, "Other"), (2, "c"), (2, "d")]
    assert messages(document, "pdf", laid_out(*cells, *again)) == []
    assert messages(document, "pdf", laid_out(*cells, *((1, text) for _, text in again))) != []


def test_a_page_number_is_any_number_but_not_none_in_a_pdf():
    part = h2("2024 in review", anchor="x")
    document = doc(contents_of(part), part)
    assert messages(document, "pdf", laid_out((1, "2024 in review"), (1, "3"), (1, "2024 in review"))) == []
    assert (
        messages(document, "pdf", laid_out((1, "2024 in review"), (1, ". . . . 12"), (1, "2024 in review")))
        == []
    )
    assert messages(document, "pdf", laid_out((1, "2024 in review"), (1, "2024 in review"))) != []
    assert messages(document, "html", page("2024 in review", "2024 in review")) == []


def test_what_is_hidden_or_a_marker_is_not_read():
    document = doc(p("Shown"))
    assert messages(document, "html", page(Piece("1.", place=Place.MARKER), "Shown")) == []
    assert messages(document, "html", page(Piece("Shown", place=Place.HIDDEN))) == [
        "the HTML page lacks “Shown”"
    ]


def test_characters_that_one_glyph_draws_are_the_same():
    assert messages(doc(p("A ∆ and a K")), "pdf", laid_out((1, "A Δ and a K"))) == []


def test_text_that_runs_both_ways_may_come_in_pieces_in_a_pdf():
    document = doc(p("דיפלומטיה צבאית 1994 (Track II) סוף."), p("Next"))
    pieces = [(1, " )סוף."), (1, "II Track "), (1, "דיפלומטיה צבאית 1994 )"), (1, "Next")]
    assert messages(document, "pdf", laid_out(*pieces)) == []
    assert messages(document, "html", page(*(text for _, text in pieces))) != []
    wrong = [(1, text.replace("1994", "1995")) for _, text in pieces]
    assert messages(document, "pdf", laid_out(*wrong)) != []


def test_a_note_that_nobody_wrote_is_told():
    document = doc(p("Text"))
    text = page("Text", notes=(NoteText(1, "Hidden agenda"),))
    assert messages(document, "html", text) == [
        "the HTML page has a footnote 1 “Hidden agenda”, which the document does not have"
    ]


def test_a_note_that_comes_twice_is_told():
    document = doc(p("Text", call(1)), notes=("Once",))
    text = page("Text1", notes=(NoteText(1, "Once"), NoteText(1, "Once")))
    assert messages(document, "html", text) == ["the HTML page has footnote 1 twice, the second as “Once”"]


def test_a_file_that_says_nothing_and_one_that_says_more_are_told():
    assert messages(doc(p("Text")), "html", page()) == ["the HTML page lacks “Text”"]
    assert messages(doc(p("Text")), "html", page("Text", "More")) == [
        "the HTML page says “More”, which the document does not say there"
    ]
    assert messages(doc(), "html", page()) == []


def test_many_faults_are_told_up_to_a_number():
    document = doc(*(p(f"Paragraph {number} of the old text") for number in range(60)))
    text = page(*(f"Paragraph {number} of the {'new' if number % 2 else 'old'} text" for number in range(60)))
    assert len(messages(document, "html", text)) == 20


def test_faults_far_apart_are_told_one_by_one():
    texts = [f"Paragraph {number} has words of its own" for number in range(12)]
    document = doc(*map(p, texts))
    wrong = [
        text.replace("words", "swords") if number in (2, 8) else text for number, text in enumerate(texts)
    ]
    assert [finding.origin.line for finding in check_agreement(document, "html", page(*wrong))] == [30, 90]


def test_the_words_of_spans_are_compared_whatever_they_are_wrapped_in():
    document = doc(p(Strong(spans("Bold")), " and plain"))
    assert messages(document, "html", page("Bold", " and ", "plain")) == []
