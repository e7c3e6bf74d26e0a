"""Words planted into finished pictures, one way at a time: `IMAGE_PLANTS[channel id](bytes, words)`.

Each plant takes a picture of the format that `FORMAT_OF` gives for its channel.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Mapping
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr

from PIL import Image

SVG_NS = "http://www.w3.org/2000/svg"


def jpeg(colour: str = "teal") -> bytes:
    """A small JPEG."""
    return _saved("JPEG", colour)


def png(colour: str = "teal") -> bytes:
    """A small PNG."""
    return _saved("PNG", colour)


def gif(colour: str = "teal") -> bytes:
    """A small GIF."""
    return _saved("GIF", colour)


def svg() -> bytes:
    """A small drawing."""
    return f'<svg xmlns="{SVG_NS}" viewBox="0 0 9 9"><rect width="9" height="9" fill="teal"/></svg>'.encode()


def tiff() -> bytes:
    """A small TIFF."""
    return _saved("TIFF", "teal")


def _saved(format: str, colour: str) -> bytes:
    written = BytesIO()
    Image.new("RGB", (6, 4), colour).save(written, format)
    return written.getvalue()


def segment(marker: int, body: bytes) -> bytes:
    """A JPEG segment."""
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


def behind_soi(data: bytes, *segments: bytes) -> bytes:
    """A JPEG with segments behind its start."""
    return data[:2] + b"".join(segments) + data[2:]


def exif_block(words: str) -> bytes:
    """A TIFF structure whose first directory describes the picture (tag 270)."""
    text = words.encode() + b"\x00" * 5
    return struct.pack("<2sHIHHHIII", b"II", 42, 8, 1, 270, 2, len(text), 26, 0) + text


def chunk(name: bytes, body: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def behind_ihdr(data: bytes, *chunks: bytes) -> bytes:
    """A PNG with chunks behind its header."""
    return data[:33] + b"".join(chunks) + data[33:]


def xmp(words: str) -> bytes:
    """An XMP packet with a creator."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    return (
        f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="{rdf}"><rdf:Description><dc:creator '
        f'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Seq><rdf:li>{escape(words)}</rdf:li></rdf:Seq>'
        "</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"
    ).encode()


def iptc(words: str) -> bytes:
    """A Photoshop resource with an IPTC by-line (IIM 4.2, 2:80)."""
    text = words.encode()
    records = b"\x1c\x02\x50" + struct.pack(">H", len(text)) + text
    return b"Photoshop 3.0\x008BIM\x04\x04\x00\x00" + struct.pack(">I", len(records)) + records


def _gif_comment(data: bytes, words: str) -> bytes:
    text = words.encode()[:255]
    at = 13 + (3 << ((data[10] & 7) + 1) if data[10] & 0x80 else 0)
    return data[:at] + b"\x21\xfe" + bytes([len(text)]) + text + b"\x00" + data[at:]


def _in_svg(inside: str) -> Callable[[bytes, str], bytes]:
    """Something in a drawing; `{text}` and `{value}` stand for the words as text and as a quoted value."""

    def plant(data: bytes, words: str) -> bytes:
        made = inside.replace("{text}", escape(words)).replace("{value}", quoteattr(words))
        return data.replace(b"</svg>", made.encode() + b"</svg>")

    return plant


def _mluc(words: str) -> bytes:
    return b"\x00" * 36 + b"acsp" + b"\x00" * 88 + b"mluc" + words.encode("utf-16-be")


IMAGE_PLANTS: Mapping[str, Callable[[bytes, str], bytes]] = {
    "image.exif": lambda data, words: behind_soi(data, segment(0xE1, b"Exif\x00\x00" + exif_block(words))),
    "image.xmp": lambda data, words: behind_soi(
        data, segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + xmp(words))
    ),
    "image.photoshop": lambda data, words: behind_soi(data, segment(0xED, iptc(words))),
    "image.comment": lambda data, words: behind_soi(data, segment(0xFE, words.encode())),
    "image.segments": lambda data, words: behind_soi(data, segment(0xEB, b"Maker\x00" + words.encode())),
    "image.trailing": lambda data, words: data + b"\x00\x00" + words.encode(),
    "image.png-text": lambda data, words: behind_ihdr(data, chunk(b"tEXt", b"Author\x00" + words.encode())),
    "image.png-chunks": lambda data, words: behind_ihdr(data, chunk(b"prVt", words.encode())),
    "image.icc": lambda data, words: behind_soi(
        data, segment(0xE2, b"ICC_PROFILE\x00\x01\x01" + _mluc(words))
    ),
    "image.svg-text": _in_svg("<text>{text}</text>"),
    "image.svg-titles": _in_svg("<title>{text}</title>"),
    "image.svg-metadata": _in_svg("<metadata><creator>{text}</creator></metadata>"),
    "image.svg-comments": _in_svg("<!-- {text} -->"),
    "image.svg-labels": _in_svg("<g aria-label={value}/>"),
    "image.svg-names": _in_svg('<g xmlns:i="http://www.inkscape.org/namespaces/inkscape" i:label={value}/>'),
    "image.svg-attributes": _in_svg("<g data-source={value}/>"),
    "image.svg-style": _in_svg("<style>/* {text} */</style>"),
    "image.binary": lambda data, words: data + words.encode(),
}
# The format that each plant goes into; the rest are for JPEG.
FORMAT_OF: Mapping[str, str] = {
    **{name: "svg" for name in IMAGE_PLANTS if name.startswith("image.svg")},
    "image.png-text": "png", "image.png-chunks": "png", "image.binary": "tiff",
}  # fmt: skip
MADE: Mapping[str, Callable[[], bytes]] = {"jpeg": jpeg, "png": png, "svg": svg, "tiff": tiff}
# More ways into the same channels, by a name of their own and the format.
MORE_IMAGE_PLANTS: Mapping[tuple[str, str, str], Callable[[bytes, str], bytes]] = {
    ("image.exif", "a PNG's own Exif chunk", "png"): lambda data, words: behind_ihdr(
        data, chunk(b"eXIf", exif_block(words))
    ),
    ("image.exif", "a user comment in UTF-16", "jpeg"): lambda data, words: behind_soi(
        data, segment(0xE1, b"Exif\x00\x00II*\x00\x08\x00\x00\x00UNICODE\x00" + words.encode("utf-16-le"))
    ),
    ("image.png-text", "compressed text", "png"): lambda data, words: behind_ihdr(
        data, chunk(b"zTXt", b"Comment\x00\x00" + zlib.compress(words.encode()))
    ),
    ("image.png-text", "international text", "png"): lambda data, words: behind_ihdr(
        data, chunk(b"iTXt", b"Title\x00\x01\x00en\x00Titel\x00" + zlib.compress(words.encode()))
    ),
    ("image.xmp", "XMP in a PNG", "png"): lambda data, words: behind_ihdr(
        data, chunk(b"iTXt", b"XML:com.adobe.xmp\x00\x00\x00\x00\x00" + xmp(words))
    ),
    ("image.comment", "a comment in a thumbnail", "jpeg"): lambda data, words: behind_soi(
        data,
        segment(0xE1, b"Exif\x00\x00" + exif_block("") + behind_soi(jpeg(), segment(0xFE, words.encode()))),
    ),
    ("image.comment", "a comment in a second picture", "jpeg"): lambda data, words: (
        data + behind_soi(jpeg(), segment(0xFE, words.encode()))
    ),
    ("image.trailing", "bytes behind a PNG", "png"): lambda data, words: data + words.encode(),
    ("image.comment", "a GIF comment", "gif"): _gif_comment,
    ("image.svg-comments", "an entity", "svg"): lambda data, words: (
        f'<!DOCTYPE svg [<!ENTITY who "{escape(words)}">]>'.encode() + data
    ),
    ("image.svg-text", "text in spans", "svg"): lambda data, words: _in_svg(
        f"<text>{escape(words[:4])}<tspan>{escape(words[4:])}</tspan></text>"
    )(data, words),
    ("image.comment", "a JPEG in a drawing", "svg"): lambda data, words: _in_svg(
        f'<image href="{_uri(behind_soi(jpeg(), segment(0xFE, words.encode())))}"/>'
    )(data, words),
}


def _uri(data: bytes) -> str:
    from base64 import b64encode

    return "data:image/jpeg;base64," + b64encode(data).decode()
