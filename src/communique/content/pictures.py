"""Pictures of a brief: read, bounded and checked before anything is laid out.

Raster files are opened with Pillow far enough to know that they decode and how large they are; SVG is parsed without
entities and refused when it holds scripts or reaches outside itself.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass
from io import BytesIO

from lxml import etree

from communique.codes import Code
from communique.content.model import Picture
from communique.findings import Finding, Outcome

MAX_FILE = 20_000_000
MAX_PIXELS = 40_000_000
_RASTER = {"PNG": "image/png", "JPEG": "image/jpeg"}
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"})
_LENGTH = re.compile(r"^\s*([0-9.]+)\s*(px|pt|mm|cm|in)?\s*$")
_PX = {"px": 1.0, None: 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True, slots=True)
class PictureData:
    """A checked picture: bytes as in the file, media type, size in CSS pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def check_picture(picture: Picture, data: bytes) -> Outcome[PictureData]:
    """The picture when it is one that every format can show; what it is shows in its bytes, not in its name."""
    if len(data) > MAX_FILE:
        message = f"the picture '{picture.file}' has more than {MAX_FILE // 1_000_000} MB"
        return _refused(picture, Code.IMAGE_TOO_LARGE, message, "save a smaller version of it")
    if data.lstrip()[:1] == b"<":
        return _svg(picture, data)
    return _raster(picture, data)


def _raster(picture: Picture, data: bytes) -> Outcome[PictureData]:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            # Pillow warns of large pictures; we refuse them ourselves before they are decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=tuple(_RASTER)) as image:
                if image.width * image.height > MAX_PIXELS:
                    return _too_many_pixels(picture)
                image.load()
                return Outcome(PictureData(data, _RASTER[str(image.format)], image.width, image.height))
    except Image.DecompressionBombError:
        return _too_many_pixels(picture)
    except UnidentifiedImageError:
        message = f"'{picture.file}' is not a picture in PNG, JPEG or SVG"
    except (OSError, SyntaxError, ValueError) as fault:
        message = f"the picture '{picture.file}' is damaged: {fault}"
    return _refused(picture, Code.IMAGE_UNREADABLE, message, "export it again as PNG, JPEG or SVG")


def _too_many_pixels(picture: Picture) -> Outcome[PictureData]:
    message = f"the picture '{picture.file}' has more than {MAX_PIXELS // 1_000_000} million pixels"
    return _refused(
        picture, Code.IMAGE_TOO_LARGE, message, "scale it down; 4,000 pixels across serve any page"
    )


def _svg(picture: Picture, data: bytes) -> Outcome[PictureData]:
    if b"<!ENTITY" in data:
        message = f"the drawing '{picture.file}' declares entities"
        return _refused(picture, Code.IMAGE_UNSAFE, message, "export it as plain SVG")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        message = f"the drawing '{picture.file}' is not well formed: {fault.msg}"
        return _refused(picture, Code.IMAGE_UNREADABLE, message, "export it again as plain SVG")
    fault_found = _reaches_outside(root)
    if fault_found:
        message = f"the drawing '{picture.file}' {fault_found}"
        return _refused(
            picture, Code.IMAGE_UNSAFE, message, "export it as plain SVG with everything inside it"
        )
    size = _svg_size(root)
    if root.tag != f"{_SVG}svg" or size is None:
        message = f"the drawing '{picture.file}' does not say how large it is"
        return _refused(picture, Code.IMAGE_UNREADABLE, message, "give its <svg> a viewBox")
    return Outcome(PictureData(data, "image/svg+xml", *size))


def _reaches_outside(root: etree._Element) -> str:
    for element in root.iter(etree.Element):
        name = etree.QName(element).localname
        if name in _ACTIVE:
            return f"holds <{name}>"
        for attribute, value in element.attrib.items():
            local = etree.QName(str(attribute)).localname
            if local.lower().startswith("on"):
                return f"holds a script in '{local}'"
            target = str(value).strip()
            if local == "href" and not target.startswith(("#", "data:image/png", "data:image/jpeg")):
                return "refers to something outside itself"
            if re.search(r"url\(\s*['\"]?(?!#)", target):
                return "refers to something outside itself"
        if name == "style" and re.search(r"@import|url\(\s*['\"]?(?!#)", element.text or ""):
            return "refers to something outside itself"
    return ""


def _svg_size(root: etree._Element) -> tuple[int, int] | None:
    width, height = (_LENGTH.match(root.get(side, "")) for side in ("width", "height"))
    if width and height:
        pixels = tuple(round(float(found[1]) * _PX[found[2]]) for found in (width, height))
    else:
        numbers = re.findall(r"-?[0-9.]+", root.get("viewBox", ""))
        pixels = tuple(round(float(number)) for number in numbers[2:4])
    within = len(pixels) == 2 and all(0 < side <= 20_000 for side in pixels)
    return (pixels[0], pixels[1]) if within else None


def _refused(picture: Picture, code: Code, message: str, hint: str) -> Outcome[PictureData]:
    return Outcome(None, (Finding(code, picture.place("file"), message, hint),))
