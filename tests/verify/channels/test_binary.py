"""Words in bytes of no known form, as a person with a hex viewer would read them."""

from __future__ import annotations

import pytest

from communique.verify.channels.binary import words_of

NOISE = b"\x00\xff\xfe\x9c\x01"
EVEN = b"\x9c\x8f\x9c\x8f"  # nothing that could be half of a character in UTF-16


@pytest.mark.parametrize(
    "data",
    [
        NOISE + b"the hidden channel" + NOISE,
        NOISE + "김지우 씨의 말".encode() + NOISE,
        EVEN + "Кэлвин".encode("utf-16-be") + EVEN,
        EVEN + "Zeravic".encode("utf-16-le") + EVEN,
        "Müller, Büro".encode("latin-1") + NOISE,
        b"Kim" + NOISE,
    ],
)
def test_words_between_bytes_are_read_in_every_script(data):
    said = "\n".join(words_of(data))
    words = ("the hidden channel", "김지우 씨의 말", "Кэлвин", "Zeravic", "Müller, Büro", "Kim")
    assert sum(word in said for word in words) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_bytes_that_are_text_are_read_as_they_are(encoding):
    assert list(words_of("김지우 and\nothers".encode(encoding))) == ["김지우 and\nothers"]


@pytest.mark.parametrize("data", [b"", b"  \n", NOISE])
def test_bytes_without_words_say_nothing(data):
    assert list(words_of(data)) == []
