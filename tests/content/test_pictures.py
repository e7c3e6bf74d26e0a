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


HIDDEN = "<?xml version='1.0' encoding='utf-16le'?><!DOCTYPE svg [<!ENTITY a 'b'>]>" + SVG % (
    "viewBox='0 0 9 9'",
    "",
)


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
        ("<style>rect{fill:URL(file:///etc/passwd)}</style>", "image-unsafe"),
        ("<style><!-- --> @IMPORT 'file:x';</style>", "image-unsafe"),
        ("<rect style='fill:u\\72l(file:///x)'/>", "image-unsafe"),
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
        ((SVG % ('viewBox="0 0 . ."', "")).encode(), "image-unreadable"),
        ((SVG % ('width="1.2.3" height="5"', "")).encode(), "image-unreadable"),
        ((SVG % (f'width="{"9" * 400}" height="5"', "")).encode(), "image-unreadable"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><svg/>", "image-unsafe"),
        (HIDDEN.encode("utf-16-le"), "image-unsafe"),
        (HIDDEN.encode("utf-16"), "image-unreadable"),
    ],
)
def test_what_is_no_picture_is_refused(data, expected):
    assert code(data) == expected


@pytest.mark.parametrize("mode", ["CMYK", "I;16"])
def test_colours_that_an_archive_or_a_reader_cannot_show_are_refused_with_the_way_out(mode):
    data = BytesIO()
    Image.new(mode, (9, 9)).save(data, "JPEG" if mode == "CMYK" else "PNG")
    (finding,) = check_picture(PICTURE, data.getvalue()).findings
    assert f"({mode})" in finding.message
    assert "8-bit RGB" in finding.hint


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_cut_short_is_refused_also_where_weasyprint_would_show_its_first_half(kind):
    from PIL import ImageFile

    from communique.write import layout

    assert layout.can_subset() in {True, False}
    assert ImageFile.LOAD_TRUNCATED_IMAGES, "WeasyPrint lets pictures be cut short no more"
    whole = photo(kind)
    assert check_picture(PICTURE, whole).findings == ()
    assert code(whole[: len(whole) // 2]) == "image-unreadable"
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def photo(kind: str, **options) -> bytes:
    exif = Image.Exif()
    exif[0x013B] = "SECRET artist"
    data = BytesIO()
    Image.effect_noise((40, 30), 90).convert("RGB").save(data, kind, exif=exif, **options)
    return data.getvalue()


@pytest.mark.parametrize(
    "data",
    [
        photo("JPEG", comment=b"SECRET comment"),
        photo("JPEG", progressive=True, quality=95),
        photo("PNG"),
        photo("MPO", save_all=True, append_images=[Image.new("RGB", (9, 9), "red")]),
    ],
    ids=["jpeg", "progressive", "png", "phone"],
)
def test_what_a_camera_noted_is_taken_out_and_the_picture_stays(data):
    assert b"SECRET" in data
    found = check_picture(PICTURE, data).value
    assert found is not None
    assert b"SECRET" not in found.data
    with Image.open(BytesIO(data)) as before, Image.open(BytesIO(found.data)) as after:
        assert before.convert("RGB").tobytes() == after.convert("RGB").tobytes()


def test_what_a_drawing_does_not_draw_is_taken_out():
    inner = "<!-- SECRET --><metadata>SECRET</metadata><title>SECRET</title><g><desc>SECRET</desc><text>shown</text></g>"
    found = check_picture(PICTURE, (SVG % ('viewBox="0 0 9 9"', inner)).encode()).value
    assert found is not None
    assert b"SECRET" not in found.data
    assert b"shown" in found.data


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_decoded(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 5)
    assert code(raster("PNG")) == "image-too-large"


def test_a_picture_file_that_is_too_large_is_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_FILE", 5)
    assert code(raster("PNG")) == "image-too-large"
