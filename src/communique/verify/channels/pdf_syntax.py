"""PDF's notation read from bytes: objects, strings and names (ISO 32000-1, 7.2 and 7.3).

Own code, because a library that follows the cross-reference table sees only what the table names; what hides in a
file stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias


class Ref(NamedTuple):
    """A reference to an object."""

    number: int
    generation: int


class Name(str):
    """A name, without its slash and with `#xx` undone."""

    __slots__ = ()


class Words(bytes):
    """A string as the file holds it, escapes undone."""

    __slots__ = ()


class Keyword(bytes):
    """An operator, or any other word that is neither a number nor a value."""

    __slots__ = ()


@dataclass(slots=True)
class Parsed:
    """A value and where it ends; `comments` stood inside."""

    value: Any
    end: int
    comments: list[bytes] = field(default_factory=list)


TOKEN = re.compile(
    rb"""[\x00\t\n\f\r ]*+(?:
    (?P<comment>%[^\r\n]*+)
  | (?P<name>/[^\x00\t\n\f\r ()<>\[\]{}/%]*+)
  | (?P<ref>\d{1,10}[\x00\t\n\f\r ]{1,9}\d{1,5}[\x00\t\n\f\r ]{1,9}R(?![^\x00\t\n\f\r ()<>\[\]{}/%]))
  | (?P<number>[-+]?(?:\d++\.?\d*+|\.\d++)(?![^\x00\t\n\f\r ()<>\[\]{}/%]))
  | (?P<mark><<|>>|[\[\]{}])
  | (?P<hex><[^<>]*+>)
  | (?P<literal>\((?:[^()\\]|\\.)*+\))
  | (?P<nested>\()
  | (?P<word>[^\x00\t\n\f\r ()<>\[\]{}/%]++)
  | (?P<stray>.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_PAREN = re.compile(rb"\\.|[()]", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|\r\n|.)|\r\n?", re.DOTALL)
_ESCAPES = {
    b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b"",
}  # fmt: skip
_HEX_NAME = re.compile(rb"#([0-9A-Fa-f]{2})")
_NOT_HEX = re.compile(rb"[^0-9A-Fa-f]+")
_WORDS = {b"true": True, b"false": False, b"null": None}


Token: TypeAlias = tuple[str, Any, int]  # its kind (a group of TOKEN), its value, and where it ends


def tokens(data: bytes, start: int = 0) -> Iterator[Token]:
    """The tokens of a stretch of bytes, one after the other."""
    match = TOKEN.match
    while found := match(data, start):
        kind = found.lastgroup or "stray"
        start = found.end()
        if kind == "nested":
            value, start = _nested(data, found.start(kind))
            yield "literal", value, start
            continue
        yield kind, _VALUES[kind](found.group(kind)), start


def parse(data: bytes, start: int = 0) -> Parsed:
    """The value that begins here; what is never closed ends where the bytes do, or at the end of the object."""
    parsed = Parsed(None, start)
    open_: list[list[Any]] = []
    for kind, value, end in tokens(data, start):
        if kind == "comment":
            parsed.comments.append(value)
            continue
        if kind == "mark" and value in {b"<<", b"[", b"{"}:
            open_.append([value])
            continue
        if kind == "word" and value in {b"endobj", b"stream", b"endstream"}:
            break  # an object that is not closed
        parsed.end = end
        if kind == "mark":
            if not open_:
                return parsed
            value = closed(open_.pop())  # noqa: PLW2901 (the collection is the token from here on)
        if not open_:
            parsed.value = value
            return parsed
        open_[-1].append(value)
    while open_:
        value = closed(open_.pop())
        if open_:
            open_[-1].append(value)
        else:
            parsed.value = value
    return parsed


class Entries(dict[str, Any]):
    """A dictionary. Keys written twice keep all but their last value in `doubled`: readers take the last."""

    __slots__ = ("doubled",)

    def __init__(self, items: list[Any]) -> None:
        super().__init__()
        self.doubled: list[Any] = []
        first = next((at for at, item in enumerate(items) if isinstance(item, Name)), len(items))
        self.doubled += items[:first]
        items = items[first:]
        for key, value in zip(items[::2], [*items[1::2], None], strict=False):
            if isinstance(key, Name):
                if key in self:
                    self.doubled.append(self[key])
                self[key] = value
            else:
                self.doubled += (key, value)

    def name(self, key: str) -> str:
        """The name that stands under a key; "" for anything else."""
        found = self.get(key)
        return str(found) if isinstance(found, Name) else ""


def closed(items: list[Any]) -> Any:
    """An array or a dictionary from its opening bracket and what stands inside."""
    return Entries(items[1:]) if items[0] == b"<<" else items[1:]


def _nested(data: bytes, start: int) -> tuple[Words, int]:
    """A string with brackets inside (7.3.4.2); one that is never closed ends with the data."""
    depth = 0
    for found in _PAREN.finditer(data, start):
        match found.group():
            case b"(":
                depth += 1
            case b")":
                depth -= 1
                if not depth:
                    return _literal(data[start : found.end()]), found.end()
            case _:
                pass  # an escape
    return _literal(data[start:] + b")"), len(data)


def _literal(written: bytes) -> Words:
    inside = written[1:-1]
    if b"\\" not in inside and b"\r" not in inside:
        return Words(inside)
    return Words(_ESCAPE.sub(_unescaped, inside))


def _unescaped(found: re.Match[bytes]) -> bytes:
    escaped = found.group(1)
    if escaped is None:
        return b"\n"
    if escaped[:1].isdigit() and escaped[:1] < b"8":
        return bytes([int(escaped, 8) & 0xFF])
    return _ESCAPES.get(escaped, escaped)


def _hex(written: bytes) -> Words:
    digits = _NOT_HEX.sub(b"", written)
    return Words(bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii")))


def name(written: bytes) -> Name:
    """A name from its bytes, with the slash; UTF-8 as 7.3.5 recommends, and Latin-1 where that fails."""
    plain = written[1:]
    if b"#" in plain:
        plain = _HEX_NAME.sub(lambda found: bytes.fromhex(found.group(1).decode("ascii")), plain)
    try:
        return Name(plain.decode("utf-8"))
    except UnicodeDecodeError:
        return Name(plain.decode("latin-1"))


def _ref(written: bytes) -> Ref:
    number, generation, _ = written.replace(b"\0", b" ").split()
    return Ref(int(number), int(generation))


def _number(written: bytes) -> float:
    return int(written[:18]) if b"." not in written else float(written[:300])


_VALUES: Mapping[str, Callable[[bytes], Any]] = {
    "comment": bytes,
    "name": name,
    "ref": _ref,
    "number": _number,
    "mark": bytes,
    "hex": _hex,
    "literal": _literal,
    "word": lambda written: _WORDS.get(written, Keyword(written)),
    "stray": Keyword,
}

# PDFDocEncoding where it differs from Latin-1 (ISO 32000-1, table D.2).
_PDF_DOC = {
    **dict(zip(range(0x18, 0x20), "\u02d8\u02c7\u02c6\u02d9\u02dd\u02db\u02da\u02dc", strict=True)),
    **dict(
        zip(
            range(0x80, 0xA1),
            "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203a\u2212\u2030\u201e\u201c\u201d\u2018"
            "\u2019\u201a\u2122\ufb01\ufb02\u0141\u0152\u0160\u0178\u017d\u0131\u0142\u0153\u0161\u017e\ufffd\u20ac",
            strict=True,
        )
    ),
}


_MARKS = {b"\xfe\xff": "utf-16-be", b"\xff\xfe": "utf-16-le", b"\xef\xbb\xbf": "utf-8"}
_LANGUAGE = re.compile(r"\x1b[A-Za-z-]{2,12}\x1b")  # which language follows (7.9.2.2), between the characters


def text_of(words: bytes) -> str:
    """A text string's characters: UTF-16 and UTF-8 by their marks, PDFDocEncoding without one (7.9.2.2).

    Strings with no mark that are UTF-8 all the same, as careless writers leave them, are told in both readings.
    """
    for mark, encoding in _MARKS.items():
        if words.startswith(mark):
            return _LANGUAGE.sub("", words[len(mark) :].decode(encoding, "replace"))
    plain = words.decode("latin-1")
    if plain.isascii():
        return plain
    plain = plain.translate(_PDF_DOC)
    try:
        return f"{plain}\n{words.decode('utf-8')}"
    except UnicodeDecodeError:
        return plain
