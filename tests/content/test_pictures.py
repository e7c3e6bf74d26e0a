"""Pictures are bounded and checked by their bytes."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image

from communique.content import pictures
from communique.content.model import Picture
from communique.content.pictures import check_picture

PICTURE = Picture(id="a", file="a.png", alt="A")
SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" %s>%s</svg>'


def raster(kind: str, size=(3, 2)) -> bytes:
    data = BytesIO()
    Image.new("RGB", size, "red").save(data, kind)
    return data.getvalue()


def code(data: bytes) -> str:
    (finding,) = check_picture(PICTURE, data).findings
    return finding.code.value


@pytest.mark.parametrize(("kind", "media"), [("PNG", "image/png"), ("JPEG", "image/jpeg")])
def test_a_raster_picture_is_known_by_its_bytes(kind, media):
    found = check_picture(PICTURE, raster(kind)).value
    assert found is not None
    assert (found.media_type, found.width, found.height) == (media, 3, 2)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="30" height="20px"', (30, 20)),
        ('viewBox="0 0 640 260"', (640, 260)),
        ('width="1in" height="72pt"', (96, 96)),
        ('width="100%" viewBox="0 0 8 4"', (8, 4)),
    ],
)
def test_a_drawing_has_the_size_it_says(attributes, size):
    found = check_picture(PICTURE, (SVG % (attributes, "")).encode()).value
    assert found is not None
    assert (found.width, found.height) == size


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<script>x</script>", "image-unsafe"),
        ("<rect onclick='x()'/>", "image-unsafe"),
        ("<image xlink:href='https://example.org/a.png'/>", "image-unsafe"),
        ("<image href='file:///etc/passwd'/>", "image-unsafe"),
        ("<use href='other.svg#a'/>", "image-unsafe"),
        ("<rect fill='url(https://example.org/#a)'/>", "image-unsafe"),
        ("<style>@import 'x.css';</style>", "image-unsafe"),
        ("<foreignObject/>", "image-unsafe"),
        ("<rect", "image-unreadable"),
    ],
)
def test_a_drawing_that_acts_or_reaches_outside_is_refused(inner, expected):
    assert code((SVG % ('viewBox="0 0 9 9"', inner)).encode()) == expected


@pytest.mark.parametrize("inner", ["<rect fill='url(#a)'/>", "<use href='#a'/>", "<text>a &amp; b</text>"])
def test_a_drawing_may_refer_to_itself(inner):
    assert check_picture(PICTURE, (SVG % ('viewBox="0 0 9 9"', inner)).encode()).findings == ()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"", "image-unreadable"),
        (b"not a picture", "image-unreadable"),
        (raster("PNG")[:40], "image-unreadable"),
        (raster("GIF"), "image-unreadable"),
        (b"<html></html>", "image-unreadable"),
        ((SVG % ("", "")).encode(), "image-unreadable"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "image-unsafe"),
    ],
)
def test_what_is_no_picture_is_refused(data, expected):
    assert code(data) == expected


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 5)
    assert code(raster("PNG")) == "image-too-large"


def test_a_picture_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_FILE", 5)
    assert code(raster("PNG")) == "image-too-large"
