"""Words in bytes of no known form: what a person with a hex viewer would read."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

LIMIT = 20_000_000  # bytes unpacked or searched of one stretch; beyond it a file is no brief's
_PRINTED = re.compile(r"[^\x00-\x1f\x7f-\x9f\ufffd]{3,}")
# UTF-16 of the alphabets of Europe and the Near East, either order; other scripts drown in chance hits.
_WIDE_LITTLE = re.compile(rb"(?:[\x20-\xff]\x00|.[\x01-\x06]){3,}", re.DOTALL)
_WIDE_BIG = re.compile(rb"(?:\x00[\x20-\xff]|[\x01-\x06].){3,}", re.DOTALL)


def printable(data: bytes) -> str:
    """Every run of three or more characters, read as UTF-8, as Latin-1 and as UTF-16, one a line.

    Does not see UTF-16 outside U+0020 to U+06FF, other encodings, nor what is compressed or enciphered.
    """
    data = data[:LIMIT]
    text = data.decode("utf-8", "replace")
    found = _PRINTED.findall(text)
    if "\ufffd" in text:
        found += _PRINTED.findall(data.decode("latin-1"))
    if b"\x00" in data or any(low in data for low in (b"\x01", b"\x02", b"\x03", b"\x04", b"\x05", b"\x06")):
        found += (each.decode("utf-16-le", "replace") for each in _WIDE_LITTLE.findall(data))
        found += (each.decode("utf-16-be", "replace") for each in _WIDE_BIG.findall(data))
    return "\n".join(dict.fromkeys(found))


def words_of(data: bytes) -> Iterator[str]:
    """What bytes say that may be text: all of it when they are, else their printable runs."""
    whole = _as_text(data)
    words = printable(data) if whole is None else whole
    if words.strip():
        yield words


def _as_text(data: bytes) -> str | None:
    """Bytes as text when that is what they are."""
    try:
        if data[:2] in {b"\xfe\xff", b"\xff\xfe"}:
            return data.decode("utf-16")
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def inflated(data: bytes, bits: int = zlib.MAX_WBITS) -> bytes:
    """What a deflated stretch unpacks to, up to the limit; what comes before damage is kept."""
    unpacker = zlib.decompressobj(bits)
    unpacked = bytearray()
    try:
        while data and not unpacker.eof and len(unpacked) < LIMIT:
            unpacked += unpacker.decompress(data, 1 << 20)
            data = unpacker.unconsumed_tail
    except zlib.error:
        return bytes(unpacked)
    return bytes(unpacked)
