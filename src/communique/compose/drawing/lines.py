"""Line charts: labels that are years, months or days are drawn to scale, others evenly apart."""

from __future__ import annotations

from dataclasses import dataclass

from communique.compose.drawing.bars import Plotted, labels_of
from communique.compose.drawing.calendar import calendar
from communique.compose.drawing.numbers import axis, shown_number
from communique.compose.drawing.sheet import Look, Sheet
from communique.content.moments import begins

_PLOT = 190.0  # height, unless the names beside it need more
_DOTS = 24  # a series with at most so many points gets a dot for each
_DASHES = ("", "6 3", "2 2.5", "9 3 2 3")
_LABEL_ROOM = 90.0  # width of a label below the plot
_NAME_ROOM = 110.0  # width of a name beside the end of its line
_COLUMNS = 2.0  # points of a series in one pixel of width; further ones would only thicken the line

Points = list[tuple[float, float]]


def draw_lines(
    series: tuple[Plotted, ...], unit: str, look: Look, width: float, language: str
) -> tuple[bytes, int, int]:
    """The chart; bytes, width and height."""
    sheet = Sheet(look, width)
    named = series if len(series) > 1 else ()
    names = [look.ruler.wrapped(each.name, look.text, _NAME_ROOM) for each in named]
    numbers = [value for each in series for value in each.values.values()]
    plot = _Plot(
        axis(*_range(numbers)),
        _draw_unit(sheet, unit),
        max(_PLOT, sum(look.leading * len(each) + 2 for each in names)),
    )
    right = width - (_NAME_ROOM + 12 if names else 12)
    left = _draw_grid(sheet, plot, right, language)
    places, marks = _places(labels_of(series), (left + 8, right - 8), look, language)
    ends: list[float] = []
    for at, each in enumerate(series):
        points = sorted((places[label], plot.at(value)) for label, value in each.values.items())
        _draw_series(sheet, points, at)
        ends.append(points[-1][1])
    _draw_names(sheet, names, ends, right + 10, plot.foot)
    return sheet.finished(_draw_marks(sheet, marks, plot.foot + 6))


@dataclass(frozen=True, slots=True)
class _Plot:
    """Where numbers stand: the ticks of the axis, and where the plot begins and how high it is."""

    ticks: tuple[float, ...]
    top: float
    height: float

    @property
    def foot(self) -> float:
        return self.top + self.height

    def at(self, value: float) -> float:
        low, high = self.ticks[0], self.ticks[-1]
        return self.top + self.height * (high - value) / (high - low)


def _draw_unit(sheet: Sheet, unit: str) -> float:
    """What the numbers count; gives where the plot begins."""
    look, y = sheet.look, 0.0
    for words in look.ruler.wrapped(unit, look.text, sheet.width):
        sheet.text((0, y + look.text), words, look.muted)
        y += look.leading
    return y + look.text


def _draw_grid(sheet: Sheet, plot: _Plot, right: float, language: str) -> float:
    """The axis with its numbers; gives where it stands."""
    look = sheet.look
    shown = [shown_number(tick, language) for tick in plot.ticks]
    left = max(look.ruler.width(each, look.small) for each in shown) + 8
    for tick, words in zip(plot.ticks, shown, strict=True):
        y = plot.at(tick)
        sheet.line((left, y), (right, y), look.hairline if tick else look.ink, 0.75 if tick else 1)
        sheet.text((left - 6, y + look.small * 0.35), words, look.muted, size=look.small, end="end")
    return left


def _range(numbers: list[float]) -> tuple[float, float]:
    """The ends of the axis: with zero, unless all numbers are far from it and close to each other."""
    low, high = min(numbers), max(numbers)
    if low > 0 and low > (high - low) * 2:
        return low, high
    if high < 0 and -high > (high - low) * 2:
        return low, high
    return min(low, 0.0), max(high, 0.0)


def _places(
    labels: tuple[str, ...], ends: tuple[float, float], look: Look, language: str
) -> tuple[dict[str, float], list[tuple[float, str]]]:
    """Where each label stands, and the labels that are written below the plot."""
    days = [begins(label) for label in labels]
    known = [day.toordinal() for day in days if day is not None]
    if len(known) == len(labels) and len(set(known)) > 1:
        scale = calendar(known, ends, look, language)
        return {label: scale.at(day) for label, day in zip(labels, known, strict=True)}, list(scale.ticks)
    start, end = ends
    step = (end - start) / max(len(labels) - 1, 1)
    places = {label: start + at * step for at, label in enumerate(labels)}
    if len(labels) == 1:
        places = {labels[0]: (start + end) / 2}
    return places, _spaced(places, look)


def _spaced(places: dict[str, float], look: Look) -> list[tuple[float, str]]:
    """As many labels as have room, evenly chosen, the first always among them."""
    widest = max(min(look.ruler.width(label, look.small), _LABEL_ROOM) for label in places) + 10
    spots = list(places.items())
    step = abs(spots[1][1] - spots[0][1]) if len(spots) > 1 else widest
    every = max(1, -int(-widest // step)) if step else len(spots)
    return [(x, label) for label, x in spots[::every]]


def _draw_marks(sheet: Sheet, marks: list[tuple[float, str]], y: float) -> float:
    look, deepest = sheet.look, y
    for x, label in marks:
        lines = look.ruler.wrapped(label, look.small, _LABEL_ROOM)
        half = max(look.ruler.width(words, look.small) for words in lines) / 2
        middle = min(max(x, half), sheet.width - half)
        for at, words in enumerate(lines):
            baseline = y + look.small + at * look.leading
            sheet.text((middle, baseline), words, look.muted, size=look.small, end="middle")
            deepest = max(deepest, baseline + 4)
    return deepest


def _draw_series(sheet: Sheet, points: Points, at: int) -> None:
    look = sheet.look
    colour = (look.accent, look.ink, look.muted, look.accent)[at]
    if len(points) > 1:
        sheet.path(thinned(points), colour, 1.75, _DASHES[at])
    if len(points) <= _DOTS:
        for point in points:
            sheet.dot(point, 3, colour)


def thinned(points: Points) -> Points:
    """The points, or of the many in one small step of width the first, the lowest, the highest and the last."""
    if len(points) < 500:
        return points
    kept: Points = []
    column: Points = []
    for point in points:
        if column and int(point[0] * _COLUMNS) != int(column[0][0] * _COLUMNS):
            kept += _outline(column)
            column = []
        column.append(point)
    return kept + _outline(column)


def _outline(column: Points) -> Points:
    ends = {0, len(column) - 1}
    ends |= {
        min(range(len(column)), key=lambda at: column[at][1]),
        max(range(len(column)), key=lambda at: column[at][1]),
    }
    return [column[at] for at in sorted(ends)]


def _draw_names(sheet: Sheet, names: list[tuple[str, ...]], ends: list[float], x: float, foot: float) -> None:
    """The names beside the ends of their lines, pushed apart where lines end close together, and none below the plot."""
    look = sheet.look
    order = sorted(range(len(names)), key=lambda at: (ends[at], at))
    heights = [look.leading * len(names[at]) + 2 for at in order]
    tops: list[float] = []
    for at, height in zip(order, heights, strict=True):
        tops.append(max(ends[at] - height / 2, tops[-1] + heights[len(tops) - 1] if tops else 0.0))
    for place in reversed(range(len(tops))):
        tops[place] = min(tops[place], foot - heights[place])
        foot = tops[place]
    for at, top in zip(order, tops, strict=True):
        colour = (look.accent, look.ink, look.muted, look.accent)[at]
        sheet.path([(x - 4, ends[at]), (x + 6, top + look.leading / 2)], colour, 1, "1 2")
        for row, words in enumerate(names[at]):
            sheet.text((x + 9, top + row * look.leading + look.text - 1), words, colour)
