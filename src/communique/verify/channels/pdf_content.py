"""What a content stream says: the text that it shows, property lists, comments, and strings that nothing draws."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from communique.verify.channels.binary import words_of
from communique.verify.channels.pdf_file import PdfFile
from communique.verify.channels.pdf_fonts import Codes, codes_of
from communique.verify.channels.pdf_syntax import Entries, Name, Words, closed, text_of, tokens

GAP = -180  # thousandths of the font's size from which a shift inside a line is a space to the eye
OPEN = 200  # brackets inside brackets
_SHOWN = re.compile(
    rb"\[(?:[\x00\t\n\f\r ]|<[0-9A-Fa-f]*+>|[-+.\d]++)*+\][\x00\t\n\f\r ]*+TJ|<[0-9A-Fa-f]*+>[\x00\t\n\f\r ]*+Tj"
    rb"|<<[^<>()%]*+>>"  # property lists without strings
)
_SPEAKS = re.compile(rb"[(%<]|\bBI\b")
_PIXELS = re.compile(rb"(?<=\sID)\s")
_END_PIXELS = re.compile(rb"\sEI(?=\s|$)")
_DRAWS = re.compile(rb"(?<![^\s\]>)])(?:Tj|TJ|'|\")(?![^\s\[<(/])")


class Heard(NamedTuple):
    """A stretch of a content stream's words: shown, property, comment or idle (a string that no operator takes)."""

    kind: str
    text: str
    key: str = ""
    layer: bool = False  # shown inside optional content


def shows(content: bytes) -> int:
    """How many pieces of text a content stream shows."""
    return len(_DRAWS.findall(content))


def speaks(content: bytes) -> bool:
    """Whether a page's content may hold words beside those that it shows."""
    return _SPEAKS.search(_SHOWN.sub(b"", content)) is not None


def draws_text(content: bytes) -> bool:
    """Whether bytes look like a content stream that shows text."""
    return b"BT" in content and _DRAWS.search(content) is not None


@dataclass(slots=True)
class _State:
    font: Codes
    render: int = 0
    size: float = 1.0


@dataclass(slots=True)
class Listener:
    """Goes through a content stream. `fonts` gives a font's dictionary for its name in the stream's resources."""

    file: PdfFile
    fonts: Callable[[str], Entries]
    state: _State = field(default_factory=lambda: _State(Codes()))
    saved: list[_State] = field(default_factory=list)
    marks: list[bool] = field(default_factory=list)  # for each open mark, whether it is optional content
    line: list[str] = field(default_factory=list)
    known: dict[str, Codes] = field(default_factory=dict)

    def listen(self, content: bytes) -> Iterator[Heard]:
        """All that a content stream says, in its order; shown text by lines."""
        content, pixels = _without_pixels(content)
        for each in pixels:
            yield from (Heard("idle", run) for run in words_of(each))
        operands: list[Any] = []
        open_: list[list[Any]] = []
        for kind, value, _ in tokens(content):
            if kind == "comment":
                yield Heard("comment", value[1:].decode("utf-8", "replace"))
            elif kind == "mark":
                _bracket(value, operands, open_)
            elif kind in {"word", "stray"} and isinstance(value, bytes):
                while open_:  # what is never closed ends here
                    _close(operands, open_)
                yield from self._operator(bytes(value), operands)
                operands = []
            else:
                (open_[-1] if open_ else operands).append(value)
        while open_:
            _close(operands, open_)
        yield from self._idle(operands)
        yield from self._flush()

    def _operator(self, operator: bytes, operands: list[Any]) -> Iterator[Heard]:
        match operator:
            case b"Tj" | b"TJ" | b"'" | b'"':
                if operator in {b"'", b'"'}:
                    yield from self._flush()
                self._show(operands[-1] if operands else None)
                yield from self._idle(operands[:-1])
                return
            case b"Td" | b"TD":
                level = len(operands) > 1 and operands[1] == 0
                if level and self.line:
                    self.line.append(" ")
                else:
                    yield from self._flush()
            case b"T*" | b"Tm" | b"BT" | b"ET":
                yield from self._flush()
            case b"Tf" | b"Tr" | b"q" | b"Q" | b"Tz":
                yield from self._set(operator, operands)
            case b"BDC" | b"BMC" | b"EMC":
                yield from self._mark(operator, operands)
                return
            case b"DP" | b"ID":
                yield from self._properties(operands)
                return
            case _:
                pass  # drawing and colours: their operands are numbers and names
        yield from self._idle(operands)

    def _set(self, operator: bytes, operands: list[Any]) -> Iterator[Heard]:
        state = self.state
        number = operands[-1] if operands and isinstance(operands[-1], int | float) else None
        if operator == b"q":
            if len(self.saved) < OPEN:
                self.saved.append(_State(state.font, state.render, state.size))
            return
        changed = _State(state.font, state.render, state.size)
        if operator == b"Q":
            changed = self.saved.pop() if self.saved else changed
        elif operator == b"Tr":
            changed.render = int(number or 0)
        elif operator == b"Tf":
            changed.size = float(number or 0)
            changed.font = (
                self._font(operands[0]) if operands and isinstance(operands[0], Name) else state.font
            )
        if (changed.render, changed.size) != (state.render, state.size):
            yield from self._flush()
        self.state = changed

    def _font(self, name: str) -> Codes:
        if name not in self.known:
            self.known[name] = codes_of(self.file, self.fonts(name))
        return self.known[name]

    def _show(self, shown: Any) -> None:
        for part in shown if isinstance(shown, list) else [shown]:
            if isinstance(part, Words):
                self.line.append(self.state.font.text(part))
            elif isinstance(part, int | float) and part < GAP:
                self.line.append(" ")

    def _flush(self) -> Iterator[Heard]:
        if self.line:
            yield Heard("shown", "".join(self.line), layer=any(self.marks))
            self.line.clear()

    def _mark(self, operator: bytes, operands: list[Any]) -> Iterator[Heard]:
        optional = bool(operands) and operands[0] == "OC"
        if optional or (operator == b"EMC" and self.marks and self.marks[-1]):
            yield from self._flush()
        if operator == b"EMC":
            if self.marks:
                self.marks.pop()
        elif len(self.marks) < OPEN:
            self.marks.append(optional)
        yield from self._properties(operands)

    def _properties(self, operands: list[Any]) -> Iterator[Heard]:
        for operand in operands:
            for key, words in strings_in(operand):
                yield Heard("property", text_of(words), key)

    def _idle(self, operands: list[Any]) -> Iterator[Heard]:
        for operand in operands:
            for key, words in strings_in(operand):
                yield Heard("idle", text_of(words), key)


def _without_pixels(content: bytes) -> tuple[bytes, list[bytes]]:
    """A content stream without the bytes of its inline pictures (8.9.7), and those bytes."""
    kept: list[bytes] = []
    pixels: list[bytes] = []
    start = 0
    while begin := _PIXELS.search(content, start):
        end = _END_PIXELS.search(content, begin.start())
        if end is None:
            break
        kept.append(content[start : begin.start()])
        pixels.append(content[begin.end() : end.start()])
        start = end.start()
    return b"".join([*kept, content[start:]]), pixels


def _bracket(mark: bytes, operands: list[Any], open_: list[list[Any]]) -> None:
    if mark in {b"<<", b"[", b"{"}:
        if len(open_) < OPEN:
            open_.append([mark])
    elif open_:
        _close(operands, open_)


def _close(operands: list[Any], open_: list[list[Any]]) -> None:
    value = closed(open_.pop())
    (open_[-1] if open_ else operands).append(value)


def strings_in(value: Any, key: str = "") -> Iterator[tuple[str, Words]]:
    """The strings inside a value, each with the nearest key above it."""
    waiting = [(key, value)]
    while waiting:
        key, value = waiting.pop()
        if isinstance(value, Words):
            yield key, value
        elif isinstance(value, Entries):
            waiting += [(key, each) for each in reversed(value.doubled)]
            waiting += [(inner, each) for inner, each in reversed(value.items())]
        elif isinstance(value, list):
            waiting += [(key, each) for each in reversed(value)]


def fonts_of(file: PdfFile, *resources: Entries) -> Callable[[str], Entries]:
    """Fonts by name: those of the nearest resources that have one, and of any resources of the file otherwise."""

    def find(name: str) -> Entries:
        for each in resources:
            font = file.entries(file.entries(each.get("Font")).get(name))
            if font:
                return font
        return Entries([])

    return find
