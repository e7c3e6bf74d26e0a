"""Pictures of the view as images of the tree: drawings get a raster copy for readers that can't show SVG."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from communique.compose.model import Image
from communique.content.pictures import PictureData
from communique.theme import Theme
from communique.world import temporary_folder

_ZOOM = (
    2  # raster copies have twice the pixels that CSS counts: sharp enough for print at the widths of a page
)


def images(pictures: Mapping[str, PictureData], theme: Theme) -> dict[str, Image]:
    """The images by file name."""
    return {name: _image(picture, theme) for name, picture in pictures.items()}


@lru_cache(maxsize=64)
def _image(picture: PictureData, theme: Theme) -> Image:
    fallback = b""
    if picture.media_type == "image/svg+xml":
        fallback = _raster_copy(picture, theme)
    return Image(picture.data, picture.media_type, picture.width, picture.height, fallback)


def _raster_copy(picture: PictureData, theme: Theme) -> bytes:
    """The drawing as PNG, with the theme's fonts and no others, so that it is the same on every machine."""
    import resvg_py

    with temporary_folder() as folder:
        files: list[str] = []
        for number, (_, data) in enumerate(theme.fonts):
            path = folder / f"{number}.ttf"
            path.write_bytes(data)
            files.append(str(path))
        made = resvg_py.svg_to_bytes(
            svg_string=picture.data.decode("utf-8", "replace"),
            zoom=_ZOOM,
            skip_system_fonts=True,
            font_files=files,
            sans_serif_family=theme.tokens.fonts.sans.family,
            serif_family=theme.tokens.fonts.serif.family,
        )
    return bytes(made)
