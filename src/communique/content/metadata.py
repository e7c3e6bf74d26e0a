"""Raster pictures without what their makers noted in them: names, places, times, thumbnails, further pictures.

Nothing is decoded: parts of the file are copied or left out, so that the picture itself keeps every bit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
# PNG (third edition) 11: what decides how the picture looks. Text, time, EXIF and private chunks are not in it.
_PNG_KEPT = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"pHYs", b"sBIT"}
)
# JPEG (ITU-T T.81 B.1.1.3): application segments and comments go, but for JFIF (0), colour profile (2), Adobe (14).
_JPEG_DROPPED = frozenset({0xFE, *range(0xE0, 0xF0)} - {0xE0, 0xE2, 0xEE})


def without_metadata(data: bytes, media_type: str) -> bytes:
    """The same picture without metadata; `media_type` is image/png, image/jpeg or image/gif, and the data have been
    decoded once.

    Does not see what is drawn in the picture itself.
    """
    return b"".join(_PARTS[media_type](data))


def _png(data: bytes) -> Iterator[bytes]:
    yield _PNG_HEAD
    at = len(_PNG_HEAD)
    while at + 12 <= len(data):
        end = at + 12 + int.from_bytes(data[at : at + 4], "big")
        kind = data[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            yield data[at:end]
        if kind == b"IEND":
            return
        at = end


def _jpeg(data: bytes) -> Iterator[bytes]:
    """The segments up to the end of the first picture; what a camera put behind it is not part of it."""
    yield data[:2]
    at = 2
    while at + 4 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        end = at + 2 + int.from_bytes(data[at + 2 : at + 4], "big")
        is_profile = marker != 0xE2 or data[at + 4 : at + 16] == b"ICC_PROFILE\0"
        if marker not in _JPEG_DROPPED and is_profile:
            yield data[at:end]
        at = end
        if marker == 0xDA:  # the scan follows, up to the next marker that is not part of it
            scan_end = _end_of_scan(data, at)
            yield data[at:scan_end]
            at = scan_end
            if data[at : at + 2] == b"\xff\xd9":
                break
    yield b"\xff\xd9"


def _end_of_scan(data: bytes, start: int) -> int:
    """Where coded data end: at a marker that is neither a stuffed zero nor a restart (B.1.1.5)."""
    at = data.find(b"\xff", start)
    while at >= 0 and at + 1 < len(data):
        if data[at + 1] != 0x00 and not 0xD0 <= data[at + 1] <= 0xD7:
            return at
        at = data.find(b"\xff", at + 2)
    return len(data)


def _gif(data: bytes) -> Iterator[bytes]:
    """The header, and of the blocks pictures, what says how they follow each other, and the end (GIF89a, 17 to 27)."""
    at = 13 + _colours(data[10])
    yield data[:at]
    while at + 1 < len(data) and data[at] in {0x21, 0x2C}:
        is_picture = data[at] == 0x2C
        start = at + (11 + _colours(data[at + 9]) if is_picture else 2)
        end = _end_of_blocks(data, start)
        loops = data[at + 1] == 0xFF and data[at + 3 : at + 14] in _GIF_LOOPS
        if is_picture or data[at + 1] == 0xF9 or loops:
            yield data[at:end]
        at = end
    yield b";"


_GIF_LOOPS = frozenset({b"NETSCAPE2.0", b"ANIMEXTS1.0"})


def _colours(flags: int) -> int:
    """The bytes of a table of colours, by the flags before it."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, start: int) -> int:
    """Where a row of blocks ends, each of which says its length first."""
    at = start
    while at < len(data) and data[at]:
        at += 1 + data[at]
    return at + 1


_PARTS: Mapping[str, Callable[[bytes], Iterator[bytes]]] = {
    "image/png": _png,
    "image/jpeg": _jpeg,
    "image/gif": _gif,
}
