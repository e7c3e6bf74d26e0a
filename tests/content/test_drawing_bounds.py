"""Drawings that are small on the disk and would take minutes or all memory: refused, or drawn within bounds."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import pytest
from PIL import Image

from communique.compose.pictures import raster_copy
from communique.content.model import Picture
from communique.content.pictures import check_picture
from kit.samples import default_theme

PICTURE = Picture.model_validate({"id": "x", "file": "x.svg", "alt": "x"})


def svg(inner: str, size: int = 10) -> bytes:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}">{inner}</svg>'.encode()


def found(inner: str) -> list[str]:
    return [f"{each.code.value}: {each.message}" for each in check_picture(PICTURE, svg(inner)).findings]


def png(width: int, height: int) -> str:
    buffer = BytesIO()
    Image.new("1", (width, height)).save(buffer, "PNG")
    return "data:image/png;base64," + b64encode(buffer.getvalue()).decode()


def laughs(levels: int) -> str:
    groups = "".join(
        f'<g id="a{at}">' + f'<use href="#a{at - 1}"/>' * 10 + "</g>" for at in range(1, levels + 1)
    )
    return f'<defs><rect id="a0" width="1" height="1"/>{groups}</defs><use href="#a{levels}"/>'


@pytest.mark.parametrize(
    ("inner", "message"),
    [
        (laughs(8), "repeats its parts until there are more than 50,000"),
        ('<g id="a"><use href="#a"/></g>', "has a part that repeats itself"),
        ('<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>', "has a part that repeats itself"),
        ("<rect/>" * 50_001, "has more than 50,000 elements"),
        (f'<image href="{png(8000, 6000)}"/>', "holds a picture of more than 40 million pixels"),
        ('<image href="data:image/png;base64,AAAA"/>', "or a damaged one"),
    ],
)
def test_a_drawing_out_of_bounds_is_refused(inner, message):
    (told,) = found(inner)
    assert told.startswith("image-too-large: the drawing 'x.svg' ")
    assert message in told


@pytest.mark.parametrize(
    "inner",
    [
        laughs(3),
        '<g id="a"><rect/></g><use href="#a"/><use href="#a"/><use href="#nobody"/>',
        f'<image href="{png(80, 60)}"/>',
    ],
)
def test_what_a_drawing_may_well_do_is_let_through(inner):
    assert found(inner) == []


def test_a_raster_copy_does_not_grow_with_the_size_that_a_drawing_says_it_has():
    """At twice 20,000 by 20,000 pixels it would take 6 GB."""
    made = raster_copy(svg('<rect width="5" height="5"/>', 20_000), (20_000, 20_000), default_theme())
    with Image.open(BytesIO(made)) as image:
        assert image.width * image.height <= 8_100_000
    sharp = raster_copy(svg("<rect/>", 100), (100, 100), default_theme())
    with Image.open(BytesIO(sharp)) as image:
        assert image.size == (200, 200)


def test_a_picture_of_240_million_pixels_is_refused_and_not_decoded():
    buffer = BytesIO()
    Image.new("1", (20_000, 12_000)).save(buffer, "PNG")
    (finding,) = check_picture(PICTURE, buffer.getvalue()).findings
    assert finding.code.value == "image-too-large"
