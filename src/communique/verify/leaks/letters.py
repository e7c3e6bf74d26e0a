"""Texts as nothing but their letters and digits, so that no way of setting, breaking or encoding hides them.

`letters` is the fold of `audience/names`: without case, marks, blanks, punctuation, hyphens and characters that are not
drawn, in Latin letters. It is the same for every Unicode form, for ligatures, soft hyphens and zero widths, for words
that a line's end breaks and for letters that are spaced out.
"""

from __future__ import annotations

import base64
import binascii
import re
import unicodedata
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote

from communique.audience.names.fold import ascii_of
from communique.audience.names.fold import squeezed as letters


def word_pattern(wanted: str) -> re.Pattern[str]:
    """Finds some letters in a folded text (`folded`) as whole words, whatever stands between them."""
    between = r"[\W_]*".join(map(re.escape, wanted))
    return re.compile(rf"(?<![^\W_]){between}(?![^\W_])")


def folded(text: str) -> str:
    """A text in small plain letters with what stands between them: what `word_pattern` looks into."""
    return (text if text.isascii() else ascii_of(text)).lower()


_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_HEX = re.compile(r"(?:[0-9A-Fa-f]{2}[\s:]?){6,}")
_CODE = 12  # letters of base64 code that are worth decoding: nine bytes
_BASE64 = re.compile(rf"(?:[A-Za-z0-9+/]{{48,}} )*[A-Za-z0-9+/_-]{{{_CODE},}}={{0,2}}")
LONGEST = 4_000_000  # characters of one encoded stretch that are decoded
_SHARE = 0.9  # of what was decoded must be characters that texts are made of


def decoded(text: str, depth: int = 2) -> Iterator[str]:
    """What a text says when stretches of it are taken for percent-encoding, entities, hexadecimal or base64 code.

    Twice over, as an attribute in an address can be. Stretches that give no readable characters are passed by.
    """
    if depth == 0:
        return
    for found in _decodings(text):
        yield found
        yield from decoded(found, depth - 1)


def _decodings(text: str) -> Iterator[str]:
    if "%" in text and _PERCENT.search(text):
        yield unquote(text)
    if "&" in text and _ENTITY.search(text):
        yield unescape(text)
    for found in _HEX.finditer(text):
        digits = re.sub(r"[\s:]", "", found[0])[:LONGEST]
        yield from _readable(bytes.fromhex(digits[: len(digits) & ~1]))
    # Splitting is many times faster than looking for long words with a pattern.
    for found in _BASE64.finditer(" ".join(word for word in text.split() if len(word) >= _CODE)):
        if not found[0][1:].islower():  # a long word
            yield from _readable(_from_base64(found[0][:LONGEST]))


def _from_base64(code: str) -> bytes:
    """The bytes of base64 code in either alphabet (RFC 4648, 4 and 5); no bytes for what is none."""
    bare = re.sub(r"\s", "", code).rstrip("=").replace("-", "+").replace("_", "/")
    bare = bare[: len(bare) - 1] if len(bare) % 4 == 1 else bare
    try:
        return base64.b64decode(bare + "=" * (-len(bare) % 4), validate=True)
    except binascii.Error:
        return b""


def _readable(data: bytes) -> Iterator[str]:
    text = _characters(data)
    if text:
        yield text


def _characters(data: bytes) -> str:
    """The characters of some bytes in UTF-8 or UTF-16, or "" when that gives no text."""
    for encoding in _encodings(data):
        text = data.decode(encoding, "replace")
        told = sum(char.isalnum() or char.isspace() or char in ".,;:-'’()/" for char in text)
        if text and told >= _SHARE * len(text) and (encoding == "utf-8" or _is_of_one_script(text)):
            return text
    return ""


def _encodings(data: bytes) -> tuple[str, ...]:
    """What some bytes may be encoded in: where every other one is zero, it is Latin text in UTF-16."""
    for encoding, zeros in (("utf-16-be", data[::2]), ("utf-16-le", data[1::2])):
        if zeros.count(0) > len(zeros) // 2:
            return (encoding,)
    return ("utf-8", "utf-16-be", "utf-16-le")


def _is_of_one_script(text: str) -> bool:
    """False for bytes taken for UTF-16 by mistake, which give letters of many scripts."""
    return len({unicodedata.name(char, "?").split()[0] for char in text if char.isalpha()}) <= 2


__all__ = ["decoded", "folded", "letters", "word_pattern"]
