"""What a finished HTML page says is heard, whichever way it says it, and by the channel that says so."""

from __future__ import annotations

import re
from base64 import b64encode
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.verify.channels.files import BLIND, CHANNELS
from communique.verify.channels.html import HTML_CHANNELS, pictures_in_html, said_in_html
from communique.verify.channels.images import picture_fingerprint
from communique.verify.extract.model import UnreadableError
from kit.canaries_html import HTML_PLANTS, MORE_HTML_PLANTS, end
from kit.canaries_images import FORMAT_OF, IMAGE_PLANTS, MADE, jpeg
from kit.finished import written
from kit.samples import summary

CANARY = "Ossian Vantongeren-Clarke"
SENTENCE = "The withheld reserve is “two” & a half <battalions>."
PAGE = b"<!doctype html><html><head></head><body><p>Words.</p></body></html>"


def clean() -> bytes:
    return written(summary(), "html")


def heard(data: bytes, words: str = CANARY) -> set[str]:
    return {said.channel.id for said in said_in_html(data) if words in said.text}


def text_of(inside: str) -> dict[str, str]:
    """By channel, what a page with this body says."""
    page = f"<!doctype html><html><body>{inside}</body></html>"
    return {said.channel.name: said.text for said in said_in_html(page.encode())}


def test_every_channel_of_pages_has_a_plant() -> None:
    assert set(HTML_PLANTS) == {each.id for each in HTML_CHANNELS}


@pytest.mark.leaks
@pytest.mark.parametrize("channel", HTML_PLANTS)
def test_words_planted_in_a_page_are_heard_by_their_channel(channel: str) -> None:
    assert heard(clean()) == set()
    found = heard(HTML_PLANTS[channel](clean(), CANARY))
    # a page inside the page is told as its source and as what it says
    assert found - ({"html.text"} if channel == "html.sources" else set()) == {channel}


@pytest.mark.leaks
@pytest.mark.parametrize("way", MORE_HTML_PLANTS, ids=lambda way: way[1])
def test_further_ways_into_a_channel_are_heard(way: tuple[str, str]) -> None:
    assert way[0] in heard(MORE_HTML_PLANTS[way](clean(), CANARY))


@pytest.mark.leaks
@pytest.mark.parametrize("channel", IMAGE_PLANTS)
def test_words_planted_in_a_picture_of_a_page_are_heard(channel: str) -> None:
    picture = IMAGE_PLANTS[channel](MADE[FORMAT_OF.get(channel, "jpeg")](), CANARY)
    tag = f'<img src="data:image/x;base64,{b64encode(picture).decode()}">'
    assert heard(end(tag)(clean(), "")) == {channel}


@pytest.mark.parametrize("channel", ["html.text", "html.labels", "html.title", "html.hidden"])
def test_signs_that_markup_escapes_are_told_as_characters(channel: str) -> None:
    assert channel in heard(HTML_PLANTS[channel](clean(), SENTENCE), SENTENCE)


def test_places_never_hold_the_words_of_the_page() -> None:
    for plant in (*HTML_PLANTS.values(), *MORE_HTML_PLANTS.values()):
        assert all("Ossian" not in said.where for said in said_in_html(plant(clean(), CANARY)))


def test_a_place_names_the_lines() -> None:
    page = b"<html>\n<body>\n<p>one</p>\n<p>two\nlines</p>\n</body>"
    (said,) = (each for each in said_in_html(page) if each.channel.name == "text")
    assert (said.text, said.where) == ("one\ntwo lines", "lines 3 to 4")


def test_inline_runs_are_joined_and_blocks_are_parted() -> None:
    said = text_of("<p>Van<b>ton</b>ge<wbr>ren <i>met</i>.</p><ul><li>one<li>two</ul><p>a<br>b</p>")
    assert said["text"] == "Vantongeren met.\none\ntwo\na\nb"


def test_what_follows_a_hidden_block_is_shown() -> None:
    said = text_of("<div hidden><p>gone</p><br></div><p>seen</p>")
    assert (said["hidden"], said["text"]) == ("gone", "seen")


def test_signs_that_open_no_tag_are_text() -> None:
    assert text_of("<p>1 < 2 and 3 <= 4 & so on</p>")["text"] == "1 < 2 and 3 <= 4 & so on"


def test_pictures_of_a_page_are_found() -> None:
    tag = f'<img src="data:image/jpeg;base64,{b64encode(jpeg("navy")).decode()}"><svg><rect/></svg>'
    found = [picture for picture, _ in pictures_in_html(end(tag)(PAGE, ""))]
    assert picture_fingerprint(found[0]) == picture_fingerprint(jpeg("navy"))
    assert found[1] == b"<svg><rect/></svg>"


def test_a_page_in_another_encoding_is_heard() -> None:
    assert heard(end("<p>@</p>")(PAGE, CANARY).decode().encode("utf-16")) >= {"html.text"}


def test_pages_inside_pages_end() -> None:
    page = "<p>x</p>"
    for _ in range(9):
        page = '<iframe srcdoc="' + page.replace("&", "&amp;").replace('"', "&quot;") + '"></iframe>'
    with pytest.raises(UnreadableError):
        list(said_in_html(page.encode()))


def test_unclosed_markup_costs_no_more_than_its_length() -> None:
    for piece in (
        "<a '",
        '<a "',
        "<!--",
        "<script>",
        "<svg",
        "<",
        "<!",
        "data:a/b,",
        "data:;",
        "<p hidden><b>",
    ):
        assert list(said_in_html(piece.encode() * 20_000))


def test_every_channel_and_blind_spot_is_listed_once() -> None:
    assert len({each.id for each in CHANNELS}) == len(CHANNELS)
    assert {each.format for each in BLIND} <= {each.format for each in CHANNELS}
    assert all(re.fullmatch(r"[a-z]+\.[a-z-]+", each.id) for each in CHANNELS)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Zs")), min_size=1, max_size=40))
def test_any_word_comes_through_marks_whole(words: str) -> None:
    page = PAGE.replace(b"Words", escape(f"|{words}|").encode())
    told = "\n".join(said.text for said in said_in_html(page))
    assert f"|{words}|" in told


@given(st.integers(0, 70), st.binary(max_size=30))
def test_damaged_pages_are_heard(at: int, damage: bytes) -> None:
    for said in said_in_html(PAGE[:at] + damage + PAGE[at:]):
        assert said.text is not None
