"""The matrix of principles and cases: a row for each principle, a column for each case, where they meet a mark and a letter.

Marks differ in shape and letter, so that nothing hangs on colour. In languages written from right to left the names
stand at the right and the columns follow to the left. What is too wide or too tall for one picture becomes several.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from communique.compose.drawing.sheet import Look, Sheet

UNRATED = "none"
MARKS = ("applied", "partly", "absent", UNRATED)
_NAMES = 0.42  # of the width, at most, for the names of principles
_COLUMN = 84.0  # the narrowest column; more columns than fit go into a further picture
_SPACE = 8.0  # around words
_RADIUS = 5.5
_PAIR = 11.0  # from the middle of a column to the left of its mark, with the letter
_LEGEND = 14.0  # between the entries of the legend
_EDGE = 1.0  # so that the outline of its first mark is whole


@dataclass(frozen=True, slots=True)
class Head:
    """The name of a row or a column, and the content path of its item."""

    words: str
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a row and a column meet: a kind of mark, or "" where nothing is to be told; and its item's path."""

    kind: str = ""
    path: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """What is drawn: rows, columns, and the marks of each column in the order of the rows."""

    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    marks: tuple[tuple[Mark, ...], ...]

    def paths(self) -> tuple[str, ...]:
        """The items that something of is shown."""
        marked = (mark.path for column in self.marks for mark in column if mark.path)
        return (*(head.path for head in (*self.rows, *self.columns)), *marked)


@dataclass(frozen=True)
class Key:
    """The legend: letter and words of each kind of mark, in the order in which they are told."""

    words: Mapping[str, tuple[str, str]]

    def shown(self, grid: Grid) -> tuple[str, ...]:
        """The kinds that the legend tells: all ratings, and that nothing was assessed only where it is so."""
        used = {mark.kind for column in grid.marks for mark in column}
        return tuple(kind for kind in self.words if kind != UNRATED or kind in used)


def panels(grid: Grid, key: Key, look: Look, width: float, room: float) -> Iterator[Grid]:
    """The grid in parts of which each is a picture that fits; a single row may still be taller than the room."""
    most = max(1, int((width - _Measure.of(grid, look, width).names) // _COLUMN))
    count = -(-len(grid.columns) // most)
    for part in range(count):
        start, end = (len(grid.columns) * at // count for at in (part, part + 1))
        columns = replace(grid, columns=grid.columns[start:end], marks=grid.marks[start:end])
        measure = _Measure.of(columns, look, width)
        free = room - measure.head - len(_legend(columns, key, look, width)) * _line(look) - 2 * _SPACE
        for first, last in _runs(measure.heights, free):
            yield replace(
                columns, rows=grid.rows[first:last], marks=tuple(each[first:last] for each in columns.marks)
            )


def _runs(heights: tuple[float, ...], room: float) -> Iterator[tuple[int, int]]:
    """Neighbours that fit together, at least one of them."""
    first, taken = 0, 0.0
    for at, height in enumerate(heights):
        if at > first and taken + height > room:
            yield first, at
            first, taken = at, 0.0
        taken += height
    yield first, len(heights)


@dataclass(frozen=True, slots=True)
class _Measure:
    """The room that names and heads take, and the height of each row."""

    names: float
    column: float
    head: float
    heights: tuple[float, ...]

    @classmethod
    def of(cls, grid: Grid, look: Look, width: float) -> _Measure:
        ruler = look.ruler
        widest = max(ruler.width(row.words, look.text) for row in grid.rows)
        names = min(widest + 1 + _SPACE, width * _NAMES)
        column = (width - names) / len(grid.columns)
        heads = max(len(_head(head, look, column)) for head in grid.columns)
        lines = (len(_name(row, look, names)) for row in grid.rows)
        least = 2 * _RADIUS + _SPACE
        heights = tuple(max(count * look.leading + _SPACE, least) for count in lines)
        return cls(names, column, heads * look.leading + _SPACE, heights)


def _name(row: Head, look: Look, names: float) -> tuple[str, ...]:
    return look.ruler.wrapped(row.words, look.text, names - _SPACE)


def _head(head: Head, look: Look, column: float) -> tuple[str, ...]:
    return look.ruler.wrapped(head.words, look.text, column - _SPACE, bold=True)


def draw_matrix(
    grid: Grid, key: Key, look: Look, width: float, *, leftward: bool = False
) -> tuple[bytes, int, int]:
    """The picture of a grid that `panels` gave; bytes, width and height."""
    page = _Page(Sheet(look, width), leftward=leftward)
    measure = _Measure.of(grid, look, width)
    middles = [measure.names + (at + 0.5) * measure.column for at in range(len(grid.columns))]
    for head, middle in zip(grid.columns, middles, strict=True):
        lines = _head(head, look, measure.column)
        top = measure.head - _SPACE / 2 - len(lines) * look.leading
        for at, words in enumerate(lines):
            page.words((middle, top + at * look.leading + look.text), words, bold=True, middle=True)
    page.sheet.line((0, measure.head), (width, measure.head), look.ink)
    y = measure.head
    for at, (row, height) in enumerate(zip(grid.rows, measure.heights, strict=True)):
        lines = _name(row, look, measure.names)
        top = y + (height - len(lines) * look.leading) / 2
        for nth, words in enumerate(lines):
            page.words((0, top + nth * look.leading + look.text), words)
        for column, middle in zip(grid.marks, middles, strict=True):
            letter = key.words[column[at].kind][0] if column[at].kind else ""
            page.mark(middle - _PAIR, y + height / 2, column[at].kind, letter)
        y += height
        page.sheet.line((0, y), (width, y), look.hairline if at + 1 < len(grid.rows) else look.ink)
    return page.sheet.finished(_draw_legend(page, grid, key, y + _SPACE))


def _legend(grid: Grid, key: Key, look: Look, width: float) -> list[list[tuple[str, str, str, float]]]:
    """The lines of the legend: kind, letter, words and width of each entry; long words go on in lines of their own."""
    rows: list[list[tuple[str, str, str, float]]] = [[]]
    taken, width = 0.0, width - _EDGE
    for kind in key.shown(grid):
        letter, words = key.words[kind]
        before = _words_at(letter, look)
        first, *others = look.ruler.wrapped(words, look.small, width - before) or ("",)
        room = before + look.ruler.width(first, look.small)
        if rows[-1] and (taken + _LEGEND + room > width or others):
            rows.append([])
            taken = 0.0
        rows[-1].append((kind, letter, first, room))
        taken += room + _LEGEND
        for other in others:
            rows.append([("", "", other, width)])
            taken = width
    return rows


def _words_at(letter: str, look: Look) -> float:
    """Where the words of a legend's entry begin, behind mark and letter."""
    return 2 * _RADIUS + 4 + look.ruler.width(letter, look.small, bold=True) + 5


def _line(look: Look) -> float:
    """From one line of the legend to the next."""
    return max(look.small * 1.4, 2 * _RADIUS + 4)


def _draw_legend(page: _Page, grid: Grid, key: Key, top: float) -> float:
    look, y = page.sheet.look, top
    for row in _legend(grid, key, look, page.sheet.width):
        x = _EDGE
        for kind, letter, words, room in row:
            page.mark(x, y + _line(look) / 2, kind, letter, size=look.small)
            at = x + _words_at(letter, look) if kind else x
            page.words((at, y + _line(look) / 2 + look.small * 0.35), words, small=True)
            x += room + _LEGEND
        y += _line(look)
    return y + 1


@dataclass(frozen=True)
class _Page:
    """Draws from the side where reading begins: `leftward` turns everything round."""

    sheet: Sheet
    leftward: bool

    def _x(self, x: float) -> float:
        return self.sheet.width - x if self.leftward else x

    def words(
        self,
        at: tuple[float, float],
        words: str,
        *,
        bold: bool = False,
        middle: bool = False,
        small: bool = False,
    ) -> None:
        look = self.sheet.look
        end = "middle" if middle else "end" if self.leftward else ""
        colour, size = (look.muted, look.small) if small else (look.ink, look.text)
        self.sheet.text((self._x(at[0]), at[1]), words, colour, size=size, bold=bold, end=end)

    def mark(self, x: float, y: float, kind: str, letter: str, *, size: float = 0) -> None:
        """A mark whose near side is at x, and its letter."""
        if not kind:
            return
        look = self.sheet.look
        centre = (self._x(x + _RADIUS), y)
        size = size or look.text
        if kind == UNRATED:
            self.sheet.text((centre[0], y + size * 0.35), letter, look.muted, size=size, end="middle")
            return
        self.sheet.dot(centre, _RADIUS, look.accent if kind == "applied" else "#FFFFFF", look.accent)
        if kind == "partly":
            self.sheet.half(centre, _RADIUS, look.accent)
        far = self._x(x + 2 * _RADIUS + 4)
        end = "end" if self.leftward else ""
        self.sheet.text((far, y + size * 0.35), letter, look.ink, size=size, bold=True, end=end)
