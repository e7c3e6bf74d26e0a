"""Pictures of the view as images of the tree: drawings get a raster copy for readers that can't show SVG."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from communique.codes import Code
from communique.compose.model import Image
from communique.content.model import Brief, Picture
from communique.content.pictures import PictureData
from communique.content.walk import items
from communique.findings import Finding, Outcome
from communique.theme import Theme
from communique.world import temporary_folder

_ZOOM = (
    2.0  # raster copies have twice the pixels that CSS counts: sharp enough for print at the widths of a page
)
_MAX_PIXELS = (
    8_000_000  # of a raster copy: memory and time do not grow with the size that a drawing says it has
)


def images(brief: Brief, pictures: Mapping[str, PictureData], theme: Theme) -> Outcome[dict[str, Image]]:
    """The images by file name; a drawing that can't be drawn is a finding where the brief names it."""
    made: dict[str, Image] = {}
    findings: list[Finding] = []
    for item, _ in items(brief):
        if isinstance(item, Picture) and item.file in pictures:
            try:
                made[item.file] = _image(pictures[item.file], theme)
            except ValueError as fault:
                message = f"the drawing '{item.file}' cannot be drawn: {fault}"
                hint = "simplify it, and export it again as plain SVG"
                findings.append(Finding(Code.IMAGE_UNREADABLE, item.place("file"), message, hint))
    return Outcome(made, tuple(findings))


def _image(picture: PictureData, theme: Theme) -> Image:
    fallback = b""
    if picture.media_type == "image/svg+xml":
        fallback = raster_copy(picture.data, (picture.width, picture.height), theme)
    return Image(picture.data, picture.media_type, picture.width, picture.height, fallback)


def raster_copy(drawing: bytes, size: tuple[int, int], theme: Theme) -> bytes:
    """A drawing of that size as PNG, for readers that can't show SVG. Raises ValueError for one that cannot be drawn."""
    families = theme.tokens.fonts
    zoom = min(_ZOOM, sqrt(_MAX_PIXELS / (size[0] * size[1])))
    return _raster_copy(drawing, zoom, theme.fonts, (families.sans.family, families.serif.family))


@lru_cache(maxsize=64)
def _raster_copy(
    drawing: bytes, zoom: float, fonts: tuple[tuple[str, bytes], ...], families: tuple[str, str]
) -> bytes:
    """The drawing as PNG, with the theme's fonts and no others, so that it is the same on every machine."""
    import resvg_py

    with temporary_folder() as folder:
        files: list[str] = []
        for number, (_, data) in enumerate(fonts):
            path = folder / f"{number}.ttf"
            path.write_bytes(data)
            files.append(str(path))
        made = resvg_py.svg_to_bytes(
            svg_string=drawing.decode("utf-8", "replace"),
            zoom=zoom,
            skip_system_fonts=True,
            font_files=files,
            sans_serif_family=families[0],
            serif_family=families[1],
        )
    return bytes(made)
