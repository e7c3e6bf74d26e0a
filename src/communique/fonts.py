"""Font files: whether one is whole, told from its own table directory (OpenType 1.9, font file; TrueType checksums).

A damaged font would bring down the libraries that read it later, far from the line that names it.
"""

from __future__ import annotations

import struct
import sys
from array import array
from functools import lru_cache

_VERSIONS = frozenset({b"\0\1\0\0", b"OTTO", b"true"})
_NEEDED = (b"cmap", b"head", b"hhea", b"hmtx", b"maxp")
_HEADER, _RECORD = struct.Struct(">4sHHHH"), struct.Struct(">4sLLL")


@lru_cache(maxsize=32)
def fault_of_font(data: bytes) -> str:
    """What is wrong with a font file, in a few words; "" for one that is whole. Collections and web fonts are refused.

    Remembered, since themes that build on each other share their fonts.
    """
    if data[:4] not in _VERSIONS or len(data) < _HEADER.size:
        return "is not a font"
    count = _HEADER.unpack_from(data)[1]
    if len(data) < _HEADER.size + count * _RECORD.size:
        return "ends in the middle"
    tables = {}
    for at in range(count):
        tag, checksum, offset, length = _RECORD.unpack_from(data, _HEADER.size + at * _RECORD.size)
        if offset + length > len(data):
            return "ends in the middle"
        tables[tag] = (checksum, data[offset : offset + length])
    for tag in _NEEDED:
        if tag not in tables:
            return f"lacks the table '{tag.decode()}'"
    for tag, (checksum, table) in tables.items():
        if _checksum(_without_adjustment(table) if tag == b"head" else table) != checksum:
            return f"is damaged in the table '{tag.decode('ascii', 'replace')}'"
    return ""


def _without_adjustment(head: bytes) -> bytes:
    """The table `head` with the checksum of the whole file counted as zero."""
    return head[:8] + b"\0\0\0\0" + head[12:]


def _checksum(table: bytes) -> int:
    words = array("I", table + b"\0" * (-len(table) % 4))
    if sys.byteorder == "little":
        words.byteswap()
    return sum(words) & 0xFFFFFFFF
