"""Bar charts: horizontal bars, so that labels of any length can be read, each with its number at its end."""

from __future__ import annotations

from dataclasses import dataclass

from communique.compose.drawing.numbers import shown_number
from communique.compose.drawing.sheet import Look, Sheet, tint

_BAR = 11.0
_BETWEEN = 2.0  # bars of one label
_GROUPS = 9.0  # labels
_LABELS = 0.38  # of the width, at most
_SPACE = 6.0  # between words and bars


@dataclass(frozen=True, slots=True)
class Plotted:
    """A series as it is drawn: its name ("" where it has none), and its numbers by label."""

    name: str
    values: dict[str, float]


def labels_of(series: tuple[Plotted, ...]) -> tuple[str, ...]:
    """The labels of all series, in the order in which they are first used."""
    return tuple(dict.fromkeys(label for each in series for label in each.values))


def fills(look: Look) -> tuple[tuple[str, str], ...]:
    """Fill and outline of each series: shades that differ in black and white too."""
    return (
        (look.accent, look.accent), (tint(look.accent, 0.4), look.accent),
        ("#FFFFFF", look.accent), (tint(look.ink, 0.7), look.ink),
    )  # fmt: skip


def draw_bars(
    series: tuple[Plotted, ...], unit: str, look: Look, width: float, language: str
) -> tuple[bytes, int, int]:
    """The chart; bytes, width and height."""
    labels = labels_of(series)
    ruler = look.ruler
    room = min(max(ruler.width(label, look.text) for label in labels) + 1, width * _LABELS)
    shown = {label: ruler.wrapped(label, look.text, room) for label in labels}
    sheet = Sheet(look, width)
    top = draw_head(sheet, series, unit)
    numbers = [value for each in series for value in each.values.values()]
    field = _Field.of(numbers, room + _SPACE, width, look, language)
    y = top
    for label in labels:
        drawn = [(at, each.values[label]) for at, each in enumerate(series) if label in each.values]
        height = max(len(shown[label]) * look.leading, len(drawn) * (_BAR + _BETWEEN))
        _draw_label(sheet, shown[label], room, y + (height - len(shown[label]) * look.leading) / 2)
        bar = y + (height - len(drawn) * (_BAR + _BETWEEN) + _BETWEEN) / 2
        for at, value in drawn:
            field.draw(sheet, at, value, bar)
            bar += _BAR + _BETWEEN
        y += height + _GROUPS
    sheet.line((field.zero, top - 3), (field.zero, y - _GROUPS + 3), look.ink)
    return sheet.finished(y)


def draw_head(sheet: Sheet, series: tuple[Plotted, ...], unit: str) -> float:
    """What the numbers count, and the keys of several series; gives where the chart itself begins."""
    look, y = sheet.look, 0.0
    for words in look.ruler.wrapped(unit, look.text, sheet.width):
        sheet.text((0, y + look.text), words, look.muted)
        y += look.leading
    y += 4 if y else 0
    for at, each in enumerate(series if len(series) > 1 else ()):
        fill, stroke = fills(look)[at]
        sheet.box((0, y + 3), (14, _BAR - 2), fill, stroke)
        for words in look.ruler.wrapped(each.name, look.text, sheet.width - 20):
            sheet.text((20, y + look.text), words, look.ink)
            y += look.leading
    return y + 6


def _draw_label(sheet: Sheet, lines: tuple[str, ...], room: float, y: float) -> None:
    for at, words in enumerate(lines):
        baseline = y + at * sheet.look.leading + sheet.look.text - 1
        sheet.text((room, baseline), words, sheet.look.ink, end="end")


@dataclass(frozen=True, slots=True)
class _Field:
    """Where bars stand: the zero line and pixels per unit, with room for the numbers at both sides."""

    zero: float
    scale: float
    language: str

    @classmethod
    def of(cls, numbers: list[float], left: float, right: float, look: Look, language: str) -> _Field:
        low, high = min(0.0, *numbers), max(0.0, *numbers)

        def room(value: float) -> float:
            return look.ruler.width(shown_number(value, language), look.text) + _SPACE

        before = max((room(value) for value in numbers if value < 0), default=0.0)
        after = max((room(value) for value in numbers if value >= 0), default=0.0)
        scale = max(right - left - before - after, 10.0) / ((high - low) or 1.0)
        return cls(left + before - low * scale, scale, language)

    def draw(self, sheet: Sheet, at: int, value: float, y: float) -> None:
        """One bar and its number."""
        look = sheet.look
        end = self.zero + value * self.scale
        fill, stroke = fills(look)[at]
        sheet.box((min(self.zero, end), y), (max(abs(end - self.zero), 0.5), _BAR), fill, stroke)
        number, baseline = shown_number(value, self.language), y + _BAR - 1
        if value < 0:
            sheet.text((end - 4, baseline), number, look.ink, end="end")
        else:
            sheet.text((end + 4, baseline), number, look.ink)
