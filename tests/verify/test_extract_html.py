"""HTML extraction: article, notes, running heads; what a browser would fetch or run."""

from __future__ import annotations

import pytest

from communique.verify.extract import extract_html
from communique.verify.extract.model import HtmlText, Place, UnreadableError
from kit.finished import written
from kit.trees import call, contents_of, doc, figure, h1, h2, p, table

PART = h2("Part one", "1", "part")
DOCUMENT = doc(
    h1(), contents_of(PART), PART, p("Text ", call(1)), table(("Year", "Men"), ("1994", "17")),
    figure("Two lines", "Contacts"), notes=("The note.",),
)  # fmt: skip


def text() -> HtmlText:
    return extract_html(written(DOCUMENT, "html"))


def page(body: str, head: str = "") -> HtmlText:
    return extract_html(
        f"<html lang=en><head><title>T</title>{head}</head><body>{body}</body></html>".encode()
    )


def said(body: str) -> list[str]:
    return [piece.text for piece in page(body).pieces if piece.place is Place.BODY]


def test_a_page_of_ours_is_read_in_order():
    found = [piece.text.strip() for piece in text().pieces if piece.place is Place.BODY]
    assert found == ["A title", "1", "Part one", "Text", "1", "Year", "Men", "1994", "17", "Contacts"]


def test_contents_alternative_texts_and_notes_stand_apart():
    assert [piece.text.strip() for piece in text().pieces if piece.place is Place.CONTENTS] == [
        "1",
        "Part one",
    ]
    assert [piece.text for piece in text().pieces if piece.place is Place.ALT] == ["Two lines"]
    assert [(note.number, note.text.strip()) for note in text().notes] == [(1, "The note.")]


def test_header_and_footer_stand_apart():
    header, footer = text().running
    assert (header.where, footer.where) == ("the header", "the footer")
    assert "TLP:GREEN" in header.text
    assert "TLP:GREEN" in footer.text


def test_the_page_tells_who_it_is():
    assert (text().title, text().language) == ("A title", "en-GB")
    assert text().headings == ((1, "A title"), (2, "1 Part one"))
    assert text().tables[0].headers == ("Year", "Men")
    assert (text().no_alt, text().fetched, text().active, text().unclosed) == ((), (), (), ())


def test_what_is_not_shown_is_not_said():
    assert said(
        "<p hidden>no</p><p aria-hidden=true>no</p><!-- no --><script>no</script><style>no</style><p>yes"
    ) == ["yes"]


def test_entities_are_the_characters_that_they_stand_for():
    assert said("<p>R&amp;D &#8211; &eacute;") == ["R&D – é"]


FETCHED = {
    "<img src=http://x/a.png alt=a>": "http://x/a.png",
    "<link rel=stylesheet href=a.css>": "a.css",
    "<p style='background: url(b.png)'>x</p>": "b.png",
    "<video poster=c.png></video>": "c.png",
    "<img srcset='d.png 2x' alt=d>": "d.png 2x",
    "<style>@import 'e.css';</style>": "e.css",
    "<style>p { background: url( 'f.png' ) }</style>": "f.png",
}


@pytest.mark.parametrize(("markup", "address"), FETCHED.items())
def test_what_a_browser_fetches_is_told(markup, address):
    assert page(markup).fetched == (address,)


def test_what_a_page_carries_itself_is_not_fetched():
    assert page("<img src='data:image/png;base64,AA==' alt=a><a href='#x'>x</a>").fetched == ()


ACTIVE = {
    "<script src='data:x'></script>": "<script>",
    "<p onclick=x()>x</p>": "onclick",
    "<a href='javascript:x()'>x</a>": "a link to javascript:x()",
    "<a href='file:///etc/passwd'>x</a>": "a link to file:///etc/passwd",
    "<iframe></iframe>": "<iframe>",
    "<meta http-equiv=Refresh content=0>": "<meta http-equiv=refresh>",
}


@pytest.mark.parametrize(("markup", "what"), ACTIVE.items())
def test_what_a_page_runs_is_told(markup, what):
    assert page(markup).active == (what,)


def test_a_picture_without_alt_is_told_and_an_empty_alt_is_none():
    assert page("<img src='data:a'>").no_alt == ("data:a",)
    assert page("<img src='data:a' alt=''>").no_alt == ()


def test_elements_that_are_not_closed_are_told():
    assert page("<div><p>x</div>").unclosed == ("p",)
    assert page("</div>").unclosed == ("/div",)
    assert extract_html(b"<p>x").unclosed == ("p",)


def test_what_is_not_utf8_is_unreadable():
    with pytest.raises(UnreadableError, match="UTF-8"):
        extract_html(b"\xff\xfe<")
