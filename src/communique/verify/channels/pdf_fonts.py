"""What fonts say: the characters that their codes stand for, and the words inside the embedded programs."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from communique.verify.channels.binary import words_of
from communique.verify.channels.pdf_file import PdfFile
from communique.verify.channels.pdf_syntax import Entries, Keyword, Name, Ref, Words, text_of, tokens

CODES = 70_000  # codes in a map; two bytes tell 65 536


@dataclass(slots=True)
class Codes:
    """A font's codes: how many bytes each has, and the characters they stand for."""

    size: int = 1
    characters: dict[int, str] = field(default_factory=dict)

    def text(self, shown: bytes) -> str:
        """The characters of a shown string; codes without any are read as what they most often are."""
        size, known = self.size, self.characters
        if size == 1:
            return "".join([known.get(code) or text_of(bytes([code])) for code in shown])
        codes = [int.from_bytes(shown[at : at + size], "big") for at in range(0, len(shown), size)]
        return "".join([known.get(code) or chr(code & 0xFFFF) for code in codes])


def codes_of(file: PdfFile, font: Entries) -> Codes:
    """The codes of a font, by its ToUnicode map, else by the glyph names of its encoding, else as Latin or Unicode."""
    wide = font.get("Subtype") == "Type0"
    codes = Codes(2 if wide else 1)
    reference = font.get("ToUnicode")
    item = file.latest.get(reference.number) if isinstance(reference, Ref) else None
    if not wide:
        codes.characters.update(_differences(file, font))
    if item is not None and item.packed is not None:
        codes.characters.update(mapped(file.unpacked(item)))
    return codes


def _differences(file: PdfFile, font: Entries) -> Iterator[tuple[int, str]]:
    encoding = file.entries(font.get("Encoding"))
    code = 0
    for entry in file.array(encoding.get("Differences")):
        if isinstance(entry, int):
            code = entry
        elif isinstance(entry, Name):
            yield code, _glyph_text(entry)
            code += 1


@cache
def _glyph_text(name: str) -> str:
    from fontTools.agl import toUnicode  # Adobe's list of glyph names; wanted by hidden text only

    return str(toUnicode(name))


def mapped(cmap: bytes) -> dict[int, str]:
    """The codes of a ToUnicode map and their characters (9.10.3)."""
    found: dict[int, str] = {}
    row: list[object] = []
    for kind, value, _ in tokens(cmap):
        if kind == "mark":
            row.append(bytes(value).decode("ascii"))
            continue
        if not isinstance(value, Keyword):
            row.append(value)
            continue
        match bytes(value):
            case b"endbfchar":
                words = [each for each in row if isinstance(each, Words)]
                found |= {
                    _code(code): _utf16(text) for code, text in zip(words[::2], words[1::2], strict=False)
                }
            case b"endbfrange":
                found |= dict(_ranges(row))
            case _:
                pass  # the other operators set the map up
        if len(found) > CODES:
            break
        row = []
    return found


def _ranges(row: list[object]) -> Iterator[tuple[int, str]]:
    words = iter(row)
    for low in words:
        high, target = next(words, None), next(words, None)
        if not (isinstance(low, Words) and isinstance(high, Words)):
            continue
        first, last = _code(low), min(_code(high), _code(low) + CODES)
        if target == "[":
            for code, each in enumerate(iter(lambda: next(words, "]"), "]"), first):
                if isinstance(each, Words):
                    yield code, _utf16(each)
        elif isinstance(target, Words) and target:
            start = _utf16(target)
            for step in range(last - first + 1):
                yield first + step, start[:-1] + chr(min(ord(start[-1]) + step, 0x10FFFF)) if start else ""


def _code(words: bytes) -> int:
    return int.from_bytes(words[:4], "big")


def _utf16(words: bytes) -> str:
    return words.decode("utf-16-be", "replace")


def program_names(program: bytes) -> Iterator[str]:
    """The words of an embedded font: the name table of TrueType and OpenType, the name and string index of CFF.

    Type 1 programs are text in their first part, and told as such. Does not read other tables.
    """
    if program[:4] in {b"\0\1\0\0", b"true", b"OTTO", b"ttcf"}:
        for tag, offset, size in _tables(program):
            if tag == b"name":
                yield from _name_table(program[offset : offset + size])
            elif tag == b"CFF ":
                yield from _compact(program[offset : offset + size])
            elif tag in {b"meta", b"post", b"SVG ", b"DSIG"}:
                yield from words_of(program[offset : offset + size])
    elif program[:1] == b"\1":
        yield from _compact(program)
    else:
        yield from words_of(program.partition(b"eexec")[0])


def _tables(program: bytes) -> Iterator[tuple[bytes, int, int]]:
    if len(program) < 12:
        return
    (count,) = struct.unpack(">H", program[4:6])
    for at in range(12, min(12 + count * 16, len(program) - 15), 16):
        tag, _, offset, size = struct.unpack(">4sIII", program[at : at + 16])
        yield tag, offset, size


def _name_table(table: bytes) -> Iterator[str]:
    if len(table) < 6:
        return
    _, count, storage = struct.unpack(">HHH", table[:6])
    for at in range(6, min(6 + count * 12, len(table) - 11), 12):
        platform, _, _, _, size, offset = struct.unpack(">6H", table[at : at + 12])
        words = table[storage + offset : storage + offset + size]
        yield words.decode("latin-1" if platform == 1 else "utf-16-be", "replace")


def _compact(program: bytes) -> Iterator[str]:
    """The name index and the string index of a CFF program (Adobe technical note 5176, 5 to 10)."""
    at = program[2] if len(program) > 3 else 0
    for index in range(3):
        entries, at = _index(program, at)
        if index != 1:  # the one between them holds numbers
            yield from (entry.decode("latin-1") for entry in entries)


def _index(program: bytes, at: int) -> tuple[list[bytes], int]:
    count = int.from_bytes(program[at : at + 2], "big")
    if not count or at + 3 > len(program):
        return [], at + 2
    size = program[at + 2]
    offsets = [int.from_bytes(program[at + 3 + n * size :][:size], "big") for n in range(count + 1)]
    base = at + 2 + (count + 1) * size
    return [program[base + a : base + b] for a, b in pairwise(offsets)], base + offsets[-1]
