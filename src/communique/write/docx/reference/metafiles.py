"""Windows metafiles: whether one is whole, told from its own records ([MS-EMF], [MS-WMF]).

Nothing is drawn. A file whose records do not add up would show as a red cross in Word, or as nothing.
"""

from __future__ import annotations

from struct import Struct

_EMF_SIGNATURE, _EMF_AT = b" EMF", 40  # [MS-EMF] 2.2.9
_EMF_HEADER, _EMF_END = 1, 14  # EMR_HEADER and EMR_EOF (2.1.1)
_EMF_LEAST, _EMF_DESCRIPTION = 88, 60  # the least header; in it the place of the description
_WMF_KEY, _WMF_PLACEABLE = b"\xd7\xcd\xc6\x9a", 22  # [MS-WMF] 2.3.2.3
_WMF_HEADERS = (
    b"\x01\x00\x09\x00",
    b"\x02\x00\x09\x00",
)  # in memory or on a disk, and the header's nine words
_WMF_HEADER = 18
_PAIR, _LONG = Struct("<LL"), Struct("<L")


def metafile_type(data: bytes) -> str:
    """The media type of a whole metafile; "" for what is none, or one that is damaged."""
    if data[_EMF_AT : _EMF_AT + len(_EMF_SIGNATURE)] == _EMF_SIGNATURE and _is_whole_emf(data):
        return "image/x-emf"
    start = _WMF_PLACEABLE if data.startswith(_WMF_KEY) else 0
    if data[start : start + 4] in _WMF_HEADERS and _is_whole_wmf(data, start + _WMF_HEADER):
        return "image/x-wmf"
    return ""


def without_description(data: bytes) -> bytes:
    """An EMF without the names of its program and of itself. What programs note among its records stays."""
    count, offset = _pair(data, _EMF_DESCRIPTION)
    end, (_, header) = offset + 2 * count, _pair(data, 0)
    if not count or not _EMF_LEAST <= offset <= end <= header:
        return data
    bare = data[:_EMF_DESCRIPTION] + bytes(_PAIR.size) + data[_EMF_DESCRIPTION + _PAIR.size :]
    return bare[:offset] + bytes(end - offset) + bare[end:]


def _is_whole_emf(data: bytes) -> bool:
    """The records follow each other from the header to the one that ends them; what pads the file behind it is left."""
    if len(data) < _EMF_LEAST or _pair(data, 0)[0] != _EMF_HEADER:
        return False
    at = 0
    while at + _PAIR.size <= len(data):
        kind, size = _pair(data, at)
        if size < _PAIR.size or size % 4:
            return False
        at += size
        if kind == _EMF_END:
            return at <= len(data)
    return False


def _is_whole_wmf(data: bytes, start: int) -> bool:
    """The same, up to the record that has no function (2.3.1.1)."""
    at = start
    while at + 6 <= len(data):
        words: int = _LONG.unpack_from(data, at)[0]
        function = data[at + 4 : at + 6]
        if words < 3:
            return False
        at += 2 * words
        if function == b"\0\0":
            return at <= len(data)
    return False


def _pair(data: bytes, at: int) -> tuple[int, int]:
    one, other = _PAIR.unpack_from(data, at)
    return one, other
