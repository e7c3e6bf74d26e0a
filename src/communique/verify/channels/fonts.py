"""What a font says: the strings of its name table (OpenType 1.9.1, name) and the names that CFF holds."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from io import BytesIO

from communique.verify.channels.binary import inflated, printable
from communique.verify.channels.model import Channel, Said

MAGIC = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"wOFF", b"wOF2", b"ttcf")
_TOLD = frozenset({b"name", b"meta", b"FFTM", b"DSIG"})
_CFF_HEAD = 4_000  # the Name, Top DICT and String indexes stand at the front (Adobe TN 5176)


def is_font(data: bytes) -> bool:
    """Does it begin as a font file does?"""
    return data[:4] in MAGIC


def said_in_font(data: bytes, channel: Channel, where: str) -> Iterator[Said]:
    """The words of a font's tables for people; its glyphs and their names say nothing of the text set in it."""
    told = [printable(body) for name, body in _tables(data) if name in _TOLD]
    told += [printable(body[:_CFF_HEAD]) for name, body in _tables(data) if name == b"CFF "]
    words = "\n".join(each for each in told if each)
    if words:
        yield Said(words, channel, f"{where}, the names inside the font")


def _tables(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    try:
        if data[:4] == b"wOF2":
            data = _opened(data)
        if data[:4] == b"wOFF":
            for at in range(struct.unpack_from(">H", data, 12)[0]):
                tag, start, packed, size = struct.unpack_from(">4sIII", data, 44 + 20 * at)
                body = data[start : start + packed]
                yield tag, inflated(body) if packed < size else body
            return
        start = struct.unpack_from(">I", data, 12)[0] if data[:4] == b"ttcf" else 0
        for at in range(struct.unpack_from(">H", data, start + 4)[0]):
            tag, _, offset, size = struct.unpack_from(">4sIII", data, start + 12 + 16 * at)
            yield tag, data[offset : offset + size]
    except struct.error:
        yield b"name", data  # cut short: every printable stretch of it


def _opened(data: bytes) -> bytes:
    """A WOFF2 font as plain tables."""
    from fontTools.ttLib import TTFont, TTLibError

    written = BytesIO()
    try:
        font = TTFont(BytesIO(data), lazy=True)
        font.flavor = None
        font.save(written, reorderTables=None)
    except (TTLibError, ValueError, KeyError, AssertionError, struct.error, zlib.error):
        return b"\x00\x01\x00\x00"  # too damaged for any reader of fonts
    return written.getvalue()
