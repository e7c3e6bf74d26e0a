"""Everything a picture says beside its pixels, and how a picture is known again wherever it turns up.

Text drawn into the pixels themselves is not read. The formats: JPEG (ITU-T T.81, Exif 3.0, XMP part 3, CIPA DC-007),
PNG (third edition), GIF89a, WebP, SVG 2; of any other picture every printable stretch is told.
"""

from __future__ import annotations

import gzip
import hashlib
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO

from communique.verify.channels.binary import LIMIT, printable
from communique.verify.channels.images_channels import BINARY, IMAGE_BLIND, IMAGE_CHANNELS
from communique.verify.channels.images_raster import (
    DEPTH,
    said_in_gif,
    said_in_jpeg,
    said_in_png,
    said_in_webp,
)
from communique.verify.channels.images_svg import said_in_svg
from communique.verify.channels.markup import decoded
from communique.verify.channels.model import Said

__all__ = ["IMAGE_BLIND", "IMAGE_CHANNELS", "image_format", "picture_fingerprint", "said_in_image"]

PIXELS = 40_000_000  # what a fingerprint may unpack to
_SVG_LOOK = 4_000  # a root element stands within these first characters
_MAGIC = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF8", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"BM", "bmp"),
    (b"\xd7\xcd\xc6\x9a", "wmf"),
    (b"\x01\x00\x00\x00", "emf"),
)
_READERS: Mapping[str, Callable[[bytes, str, int], Iterator[Said]]] = {
    "jpeg": said_in_jpeg,
    "png": said_in_png,
    "gif": said_in_gif,
    "webp": said_in_webp,
    "svg": said_in_svg,
}


def image_format(data: bytes) -> str:
    """The format of a picture by its first bytes; "" when it is none that is known."""
    for magic, name in _MAGIC:
        if data.startswith(magic):
            return name
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    if data.startswith(b"\x1f\x8b"):
        return "svg" if b"<svg" in _unzipped(data)[:_SVG_LOOK] else ""
    start = data[: _SVG_LOOK * 2].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:_SVG_LOOK]
    return "svg" if start.startswith(b"<") and (b"<svg" in start or b":svg" in start) else ""


def said_in_image(data: bytes, where: str, depth: int = 0) -> Iterator[Said]:
    """What a picture says beside its pixels: metadata, comments, text of drawings, other pictures and files in it."""
    if depth > DEPTH:
        yield Said(printable(data), BINARY, f"{where}, too deep to be taken apart")
        return
    if data.startswith(b"\x1f\x8b"):
        data = _unzipped(data)
    reader = _READERS.get(image_format(data))
    if reader is not None:
        yield from reader(data, where, depth)
    elif words := printable(data):
        yield Said(words, BINARY, where)


def picture_fingerprint(data: bytes) -> str | None:
    """A mark of what a picture shows: of its pixels, or of its text for SVG, whatever its name, format or metadata.

    Two pictures that differ in one pixel have different marks: scaled or recompressed copies are not recognised.
    None for what is no picture that can be decoded, or one above 40 million pixels.
    """
    if data.startswith(b"\x1f\x8b"):
        data = _unzipped(data)
    if image_format(data) == "svg":
        return "svg:" + hashlib.sha256(_canonical(data)).hexdigest()
    from PIL import Image, UnidentifiedImageError  # native, and only wanted where there are pictures

    try:
        with warnings.catch_warnings():
            # A damaged picture is no news for the person who builds a brief; but a frame may be larger than its picture.
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data)) as picture:
                if picture.width * picture.height > PIXELS:
                    return None
                pixels = picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        return None
    size = f"{pixels.width}x{pixels.height}:".encode()
    return "pixels:" + hashlib.sha256(size + pixels.tobytes()).hexdigest()


def _canonical(data: bytes) -> bytes:
    """Drawings as one canonical text (C14N 1.0) without comments, metadata and the white space between elements."""
    from lxml import etree

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
        remove_blank_text=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
        for name in ("title", "desc", "metadata"):
            etree.strip_elements(root, "{http://www.w3.org/2000/svg}" + name, with_tail=False)
        return bytes(etree.tostring(root, method="c14n"))
    except (etree.XMLSyntaxError, etree.C14NError, ValueError):
        return " ".join(decoded(data).split()).encode()


def _unzipped(data: bytes) -> bytes:
    """The drawing of a compressed SVG, up to the limit."""
    try:
        with gzip.GzipFile(fileobj=BytesIO(data)) as opened:
            return opened.read(LIMIT)
    except (OSError, EOFError, zlib.error):
        return data[2:]
