"""Pictures of a brief: read, bounded and checked before anything is laid out.

Raster files are opened with Pillow far enough to know that they decode and how large they are; SVG is parsed without
entities and refused when it holds scripts or reaches outside itself.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any

from communique.codes import Code
from communique.content.drawing_bounds import fault_of_bounds
from communique.content.metadata import without_metadata
from communique.content.model import Picture
from communique.findings import Finding, Outcome

if TYPE_CHECKING:
    from lxml import etree

MAX_FILE = 20_000_000
MAX_PIXELS = 40_000_000
# MPO is what many phones call a JPEG with further pictures behind it; those are cut off with the metadata.
_RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}
_MODES = frozenset({"1", "L", "LA", "P", "RGB", "RGBA"})  # what PDF/A, Word and browsers all show
_SVG = "{http://www.w3.org/2000/svg}"
_ACTIVE = frozenset({"script", "foreignObject", "iframe", "audio", "video", "animate", "set", "handler"})
_UNDRAWN = frozenset({"metadata", "title", "desc"})  # the text alternative is the author's 'alt'
_MAX_SIDE = 20_000
_LOOK = 8_000  # a root element stands within these first bytes
_LENGTH = re.compile(r"^\s*([0-9]{1,9}(?:\.[0-9]{1,9})?)\s*(px|pt|mm|cm|in)?\s*$")
_PX = {"px": 1.0, None: 1.0, "pt": 96 / 72, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0}


@dataclass(frozen=True, slots=True)
class PictureData:
    """A checked picture: bytes as in the file, media type, size in CSS pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a picture: `says` goes on from its name, which `subject` stands before ("the picture")."""

    code: Code
    subject: str
    says: str
    hint: str


def check_picture(picture: Picture, data: bytes) -> Outcome[PictureData]:
    """The picture when it is one that every format can show; what it is shows in its bytes, not in its name."""
    found = read_picture(data)
    if isinstance(found, PictureData):
        return Outcome(found)
    message = f"{found.subject} '{picture.file}' {found.says}".lstrip()
    return Outcome(None, (Finding(found.code, picture.place("file"), message, found.hint),))


def read_picture(
    data: bytes, raster: Mapping[str, str] = _RASTER, modes: frozenset[str] | None = _MODES
) -> PictureData | Fault:
    """The picture, or what is wrong with it. `raster` are the formats that may be, by Pillow's names, with their media
    types; `modes` the ways in which pixels may be kept, None for all.
    """
    if len(data) > MAX_FILE:
        says = f"has more than {MAX_FILE // 1_000_000} MB"
        return Fault(Code.IMAGE_TOO_LARGE, "the picture", says, "save a smaller version of it")
    if data.lstrip()[:1] == b"<":
        return _svg(data) if b"svg" in data[:_LOOK].replace(b"\0", b"") else _NO_PICTURE
    return _raster(data, raster, modes)


def _raster(data: bytes, raster: Mapping[str, str], modes: frozenset[str] | None) -> PictureData | Fault:
    from PIL import Image, UnidentifiedImageError

    formats = tuple(name for name in raster if name != "MPO")  # which the reader of JPEG finds
    try:
        with warnings.catch_warnings(), _cut_short_is_damaged():
            # Pillow warns of large pictures; we refuse them ourselves before they are decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=formats) as image:
                if image.width * image.height > MAX_PIXELS:
                    return _TOO_MANY_PIXELS
                image.load()
                kind, mode, size = raster[str(image.format)], image.mode, image.size
    except Image.DecompressionBombError:
        return _TOO_MANY_PIXELS
    except UnidentifiedImageError:
        return _NO_PICTURE
    except (OSError, SyntaxError, ValueError) as fault:
        return Fault(Code.IMAGE_UNREADABLE, "the picture", f"is damaged: {fault}", _AGAIN)
    if modes is not None and mode not in modes:
        says = f"has a colour mode ({mode}) that not every reader can show"
        hint = "save it with 8-bit RGB colours; in most programs that is the choice for the web"
        return Fault(Code.IMAGE_UNREADABLE, "the picture", says, hint)
    return PictureData(without_metadata(data, kind), kind, *size)


_AGAIN = "export it again as PNG, JPEG or SVG"
_NO_PICTURE = Fault(Code.IMAGE_UNREADABLE, "", "is not a picture in PNG, JPEG or SVG", _AGAIN)
_TOO_MANY_PIXELS = Fault(
    Code.IMAGE_TOO_LARGE,
    "the picture",
    f"has more than {MAX_PIXELS // 1_000_000} million pixels",
    "scale it down; 4,000 pixels across serve any page",
)


@contextmanager
def _cut_short_is_damaged() -> Iterator[None]:
    """Pillow refuses a picture that ends in the middle, whatever WeasyPrint 70 has told it when it was imported."""
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _svg(data: bytes) -> PictureData | Fault:
    from lxml import etree  # native, and wanted only where there is a drawing

    if b"<!ENTITY" in data:
        return _drawing(Code.IMAGE_UNSAFE, "declares entities", "export it as plain SVG")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as fault:
        says = f"is not well formed: {fault.msg}"
        return _drawing(Code.IMAGE_UNREADABLE, says, "export it again as plain SVG")
    out_of_bounds = fault_of_bounds(root)
    if out_of_bounds:
        return _drawing(Code.IMAGE_TOO_LARGE, out_of_bounds, "simplify it, and export it again as plain SVG")
    _strip(root)
    unsafe = _declares(root) or _reaches_outside(root)
    if unsafe:
        return _drawing(Code.IMAGE_UNSAFE, unsafe, "export it as plain SVG with everything inside it")
    size = _svg_size(root)
    if root.tag != f"{_SVG}svg" or size is None:
        return _drawing(Code.IMAGE_UNREADABLE, "does not say how large it is", "give its <svg> a viewBox")
    return PictureData(etree.tostring(root), "image/svg+xml", *size)


def _drawing(code: Code, says: str, hint: str) -> Fault:
    return Fault(code, "the drawing", says, hint)


def _declares(root: etree._Element) -> str:
    """Entities that an encoding hid: in UTF-16 the bytes of their declaration are others."""
    subset: Any = root.getroottree().docinfo.internalDTD
    return "declares entities" if subset is not None and subset.entities() else ""


def _strip(root: etree._Element) -> None:
    """Takes out what is not drawn and can tell more than the drawing: comments, instructions, metadata of editors."""
    from lxml import etree

    for node in list(root.iter()):
        is_remark = callable(node.tag)  # lxml's way to tell comments and instructions from elements
        parent = node.getparent()
        if parent is not None and (is_remark or etree.QName(node).localname in _UNDRAWN):
            etree.strip_elements(parent, node.tag, with_tail=False)
    etree.cleanup_namespaces(root)


def _reaches_outside(root: etree._Element) -> str:
    from lxml import etree

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
            if _leads_outside(target):
                return "refers to something outside itself"
        if name == "style" and _leads_outside("".join(str(text) for text in element.itertext())):
            return "refers to something outside itself"
    return ""


def _leads_outside(css: str) -> bool:
    """True for style that fetches, or that is written with escapes, behind which it could."""
    return "\\" in css or bool(re.search(r"@import|url\(\s*['\"]?(?!\s*#)", css, re.IGNORECASE))


def _svg_size(root: etree._Element) -> tuple[int, int] | None:
    sides = [_pixels(root.get(side, "")) for side in ("width", "height")]
    if None in sides:
        numbers = re.split(r"[\s,]+", root.get("viewBox", "").strip())
        sides = [_pixels(number) for number in numbers[2:4]] if len(numbers) == 4 else []
    whole = [round(side) for side in sides if side is not None and 0 < side <= _MAX_SIDE]
    return (whole[0], whole[1]) if len(whole) == 2 and all(whole) else None


def _pixels(length: str) -> float | None:
    """A length of SVG in CSS pixels; None for what is no length, such as a share of the page."""
    found = _LENGTH.match(length)
    return float(found[1]) * _PX[found[2]] if found else None
