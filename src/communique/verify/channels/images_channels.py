"""The channels of a picture, inside whatever file it stands."""

from __future__ import annotations

from communique.verify.channels.model import Blind, Channel, Kind


def _channel(name: str, kind: Kind, title: str) -> Channel:
    return Channel("image", name, kind, title)


EXIF = _channel("exif", Kind.KEPT, "Exif data: every directory, maker notes, user comments, thumbnails")
XMP = _channel("xmp", Kind.KEPT, "XMP packets")
PHOTOSHOP = _channel("photoshop", Kind.KEPT, "Photoshop resources and IPTC captions, by-lines and keywords")
COMMENT = _channel("comment", Kind.KEPT, "comments of JPEG and GIF pictures")
SEGMENTS = _channel("segments", Kind.KEPT, "application data of any other program in JPEG and GIF pictures")
TRAILING = _channel(
    "trailing", Kind.KEPT, "bytes behind the end of a picture, further pictures and files there"
)
PNG_TEXT = _channel(
    "png-text", Kind.KEPT, "text of PNG pictures, plain, compressed or international, with keywords"
)
PNG_CHUNKS = _channel("png-chunks", Kind.KEPT, "private chunks of PNG and WebP pictures")
ICC = _channel("icc", Kind.NAME, "names and descriptions of colour profiles")
SVG_TEXT = _channel("svg-text", Kind.READ, "text of drawings")
SVG_TITLES = _channel("svg-titles", Kind.READ, "titles and descriptions in drawings")
SVG_METADATA = _channel(
    "svg-metadata", Kind.KEPT, "metadata of drawings, and elements of any drawing program"
)
SVG_COMMENTS = _channel("svg-comments", Kind.KEPT, "comments, instructions and entities of drawings")
SVG_LABELS = _channel("svg-labels", Kind.READ, "labels of drawings for people: aria-label, xlink:title")
SVG_NAMES = _channel("svg-names", Kind.NAME, "names in drawings: ids, classes, layers, elements, fonts")
SVG_ATTRIBUTES = _channel(
    "svg-attributes", Kind.KEPT, "any other attribute of a drawing, addresses among them"
)
SVG_STYLE = _channel("svg-style", Kind.KEPT, "style sheets and scripts of drawings")
BINARY = _channel("binary", Kind.KEPT, "printable stretches of pictures in any other format (TIFF, EMF, BMP)")

IMAGE_CHANNELS = (
    EXIF, XMP, PHOTOSHOP, COMMENT, SEGMENTS, TRAILING, PNG_TEXT, PNG_CHUNKS, ICC, SVG_TEXT, SVG_TITLES,
    SVG_METADATA, SVG_COMMENTS, SVG_LABELS, SVG_NAMES, SVG_ATTRIBUTES, SVG_STYLE, BINARY,
)  # fmt: skip
IMAGE_BLIND = (
    Blind("image", "words drawn into pixels", "reading them needs character recognition, which guesses"),
    Blind("image", "text of drawings turned into outlines", "an outline is a shape without characters"),
    Blind("image", "steganography", "what hides in the lowest bits of pixels looks like noise"),
    Blind(
        "image", "a scaled or recompressed copy of a withheld picture", "only equal pixels are known again"
    ),
    Blind(
        "image",
        "places and times as Exif numbers",
        "numbers are no words; a camera's coordinates are not compared",
    ),
)
