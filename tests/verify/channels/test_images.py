"""What a picture says beside its pixels is heard, each by its own channel; and a picture is known again."""

from __future__ import annotations

import zlib
from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from communique.verify.channels.images import (
    IMAGE_CHANNELS,
    image_format,
    picture_fingerprint,
    said_in_image,
)
from communique.verify.extract.model import UnreadableError
from kit.canaries_images import (
    FORMAT_OF,
    IMAGE_PLANTS,
    MADE,
    MORE_IMAGE_PLANTS,
    behind_ihdr,
    behind_soi,
    chunk,
    exif_block,
    gif,
    jpeg,
    png,
    segment,
    svg,
)

CANARY = "Ossian Vantongeren-Clarke"


def heard(data: bytes, words: str = CANARY) -> set[str]:
    return {said.channel.id for said in said_in_image(data, "the picture") if words in said.text}


def test_every_channel_of_pictures_has_a_plant() -> None:
    assert set(IMAGE_PLANTS) == {each.id for each in IMAGE_CHANNELS}


@pytest.mark.leaks
@pytest.mark.parametrize("channel", IMAGE_PLANTS)
def test_words_planted_in_a_picture_are_heard_by_their_channel(channel: str) -> None:
    clean = MADE[FORMAT_OF.get(channel, "jpeg")]()
    assert heard(clean) == set()
    assert heard(IMAGE_PLANTS[channel](clean, CANARY)) == {channel}


@pytest.mark.leaks
@pytest.mark.parametrize("way", MORE_IMAGE_PLANTS, ids=lambda way: way[1])
def test_further_ways_into_a_channel_are_heard(way: tuple[str, str, str]) -> None:
    clean = {**MADE, "gif": gif}[way[2]]()
    assert way[0] in heard(MORE_IMAGE_PLANTS[way](clean, CANARY))


def test_places_are_told_without_the_words_of_the_picture() -> None:
    for plant in IMAGE_PLANTS:
        data = IMAGE_PLANTS[plant](MADE[FORMAT_OF.get(plant, "jpeg")](), CANARY)
        assert all("Ossian" not in said.where for said in said_in_image(data, "the picture"))


def test_a_clean_picture_says_nothing() -> None:
    assert [said for said in said_in_image(png(), "the picture") if said.text.strip()] == []
    assert [said for said in said_in_image(jpeg(), "the picture") if said.text.strip()] == []


def test_a_picture_is_known_again_by_its_pixels_whatever_carries_them() -> None:
    told = behind_ihdr(png(), chunk(b"tEXt", b"Title\x00x"))
    assert picture_fingerprint(told) == picture_fingerprint(png()) is not None
    assert picture_fingerprint(gif()) == picture_fingerprint(
        png()
    )  # one colour, so the palette loses nothing
    assert picture_fingerprint(png("teal")) != picture_fingerprint(png("navy"))


def test_a_drawing_is_known_again_by_its_shapes() -> None:
    told = svg().replace(b"><rect", b"><!-- by hand --><title>A square</title>\n  <rect")
    assert picture_fingerprint(told) == picture_fingerprint(svg()) is not None
    assert picture_fingerprint(svg().replace(b"teal", b"navy")) != picture_fingerprint(svg())


def test_what_is_no_picture_has_no_fingerprint() -> None:
    assert picture_fingerprint(b"plain words") is None
    assert picture_fingerprint(png()[:40]) is None


def test_a_bomb_in_compressed_text_unpacks_no_further_than_the_limit() -> None:
    bomb = behind_ihdr(png(), chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(b"a" * 60_000_000)))
    assert max(len(said.text) for said in said_in_image(bomb, "the picture")) < 25_000_000


def test_thumbnails_in_thumbnails_end() -> None:
    data = jpeg()
    for _ in range(12):
        data = behind_soi(jpeg(), segment(0xE1, b"Exif\x00\x00" + exif_block("") + data))
    assert heard(data) == set()


@given(st.sampled_from([jpeg(), png(), gif(), svg()]), st.integers(0, 200), st.binary(max_size=40))
@example(gif(), 49, b"%PDF-")
@example(gif(), 26, b"\x00\x10\x00V")  # a frame of 90 million pixels
def test_damaged_pictures_are_read_or_refused(data: bytes, at: int, damage: bytes) -> None:
    """Refused are those with a damaged file of another kind inside, which could say anything."""
    broken = data[:at] + damage + data[at + len(damage) // 2 :]
    with suppress(UnreadableError):
        for said in said_in_image(broken, "the picture"):
            assert isinstance(said.text, str)
    picture_fingerprint(broken)
    image_format(broken)
