"""Scales of time: where a day stands between two ends, and ticks at whole years, months or days with their labels."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from communique.compose.drawing.sheet import Look

_YEARS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)
_MONTHS = (1, 3, 6)
_DAYS = (1, 2, 7, 14)
_MAX_TICKS = 60  # tried at most of one step, before measuring whether they have room
_ROOM = 14.0  # between the labels of two ticks


@dataclass(frozen=True, slots=True)
class Scale:
    """Days (as ordinals) to pixels. `ticks` are (x, label)."""

    first: int
    last: int
    start: float
    end: float
    ticks: tuple[tuple[float, str], ...] = ()

    def at(self, day: float) -> float:
        """Where a day stands; the only day of a scale without extent in its middle."""
        if self.first == self.last:
            return (self.start + self.end) / 2
        return self.start + (self.end - self.start) * (day - self.first) / (self.last - self.first)


def calendar(days: Sequence[int], ends: tuple[float, float], look: Look, language: str) -> Scale:
    """The scale of some days, with the finest ticks whose labels have room, and none finer than the days are given."""
    first, last = min(days), max(days)
    bare = Scale(first, last, *ends)
    for step in _steps(first, last, _unit(days), language):
        ticks = tuple((bare.at(day), label) for day, label in step)
        if len(ticks) >= 2 and _fits(ticks, look):
            return Scale(first, last, *ends, ticks)
    form = {"year": "y", "month": "yMMM"}.get(_unit(days), "yMMMd")
    return Scale(first, last, *ends, ((bare.at(first), shown_day(first, form, language)),))


def _unit(days: Sequence[int]) -> str:
    """What the days are given in: years when all begin one, months likewise."""
    dates = [date.fromordinal(day) for day in days]
    if all(day.day == 1 for day in dates):
        return "year" if all(day.month == 1 for day in dates) else "month"
    return "day"


def _fits(ticks: tuple[tuple[float, str], ...], look: Look) -> bool:
    widths = [look.ruler.width(label, look.small) for _, label in ticks]
    gaps = zip(ticks, ticks[1:], widths, widths[1:], strict=False)
    return all(after[0] - before[0] >= (one + other) / 2 + _ROOM for before, after, one, other in gaps)


def _steps(first: int, last: int, unit: str, language: str) -> Iterator[list[tuple[int, str]]]:
    """Candidates for ticks, the finest first."""
    for days in _DAYS if unit == "day" else ():
        if (last - first) / days <= _MAX_TICKS:
            yield [(day, shown_day(day, "MMMd", language)) for day in range(first, last + 1, days)]
    for months in _MONTHS if unit != "year" else ():
        if (last - first) / (30 * months) <= _MAX_TICKS:
            yield [(day, shown_day(day, "yMMM", language)) for day in _month_starts(first, last, months)]
    for years in _YEARS:
        if (last - first) / (365 * years) <= _MAX_TICKS:
            yield [(day, str(date.fromordinal(day).year)) for day in _year_starts(first, last, years)]


def _month_starts(first: int, last: int, step: int) -> Iterator[int]:
    start, end = date.fromordinal(first), date.fromordinal(last)
    for count in range(start.year * 12 + start.month - 1, end.year * 12 + end.month):
        year, month = divmod(count, 12)
        day = date(year, month + 1, 1).toordinal()
        if month % step == 0 and first <= day <= last:
            yield day


def _year_starts(first: int, last: int, step: int) -> Iterator[int]:
    for year in range(date.fromordinal(first).year, date.fromordinal(last).year + 1):
        day = date(year, 1, 1).toordinal()
        if year % step == 0 and first <= day <= last:
            yield day


def shown_day(day: int, form: str, language: str) -> str:
    """A day in the form that a language has for a CLDR skeleton; in ISO 8601 where the language is not known."""
    from babel import UnknownLocaleError
    from babel.dates import format_skeleton

    try:
        return format_skeleton(form, date.fromordinal(day), locale=language.replace("-", "_"))
    except (UnknownLocaleError, ValueError, KeyError):
        return date.fromordinal(day).isoformat()
