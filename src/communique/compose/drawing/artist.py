"""Draws what a template asks for: the timeline of a case or a chart of the view, with the words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from communique.codes import Code
from communique.compose.drawing.bars import Plotted, draw_bars, labels_of
from communique.compose.drawing.lines import draw_lines
from communique.compose.drawing.matrix import UNRATED, Grid, Head, Key, Mark, draw_matrix, panels
from communique.compose.drawing.numbers import shown_number
from communique.compose.drawing.sheet import Look
from communique.compose.drawing.timeline import Step, draw_timeline
from communique.compose.model import Image, PageSetup, Wording
from communique.compose.pictures import raster_copy
from communique.compose.wording import RIGHT_TO_LEFT
from communique.content.model import Brief, Case, Chart, Event, Principle
from communique.content.moments import begins
from communique.content.text import Text
from communique.findings import Finding, Origin
from communique.theme import Theme

_SVG = "image/svg+xml"
_PX = 96 / 25.4
_CAPTION = 60  # millimetres of a page that caption, source line and heading may need
SPOKEN = 24  # numbers that are told one by one; of more only the ends and the extremes


@dataclass(frozen=True)
class Drawn:
    """A picture with its text alternative, and the content paths of all that is in it."""

    image: Image
    alt: str
    paths: tuple[str, ...]


@dataclass
class Artist:
    """Draws for one document: the theme's look, the paper, the language, and how texts become plain words."""

    theme: Theme
    page: PageSetup
    language: str
    words: Wording
    plain: Callable[[Text], str]
    findings: list[Finding] = field(default_factory=list)

    @cached_property
    def look(self) -> Look:
        """The theme's look, made when the first picture is drawn."""
        return Look.of(self.theme)

    @property
    def width(self) -> float:
        """The width of the text in CSS pixels."""
        return int((self.page.millimetres[0] - self.page.margins[1] - self.page.margins[3]) * _PX)

    def timeline(self, case: Case) -> Drawn | None:
        """The dated events of a case; None for fewer than two, which are no timeline."""
        dated = [(event, days) for event in case.timeline if (days := _days(event)) is not None]
        if len(dated) < 2:
            return None
        steps = tuple(Step(self.plain(event.when), self._short(event), *days) for event, days in dated)
        image = self._image(draw_timeline(steps, self.look, self.width, self.language), case.origin)
        ordered = sorted(steps, key=lambda step: (step.first, step.last))
        alt = self.words.timeline.format(count=len(steps), first=ordered[0].when, last=ordered[-1].when)
        return Drawn(image, alt, tuple(event.path for event, _ in dated))

    def chart(self, chart: Chart) -> Drawn | None:
        """A chart; None where the reader may see none of its series."""
        if not chart.series:
            return None
        series = tuple(
            Plotted(self.plain(each.name) if each.name else "", dict(each.values)) for each in chart.series
        )
        made = _CHARTS[chart.kind](series, chart.unit or "", self.look, self.width, self.language)
        image = self._image(made, chart.origin)
        alt = chart.alt or self._told(chart.kind, series, chart.unit or "")
        return Drawn(image, alt, (chart.path, *(each.path for each in chart.series)))

    def matrix(self, brief: Brief, key: Key) -> Iterator[Drawn]:
        """How far each case shows the principles, in as many pictures as it takes; none for fewer than two cases.

        What stands in the place of withheld items is not counted. Where some of a case's ratings are withheld, what is
        not rated in it has no mark: nobody may say that it was not assessed.
        """
        rows = tuple(one for one in brief.principles if not one.redacted)
        cases = tuple(one for one in brief.cases if not one.redacted)
        if not rows or len(cases) < 2:
            return
        grid = Grid(
            tuple(Head(self.plain(row.name), row.path) for row in rows),
            tuple(Head(self.plain(case.title), case.path) for case in cases),
            tuple(tuple(_marks(case, rows)) for case in cases),
        )
        leftward = self.language.split("-", maxsplit=1)[0].lower() in RIGHT_TO_LEFT
        for part in panels(grid, key, self.look, self.width, self._room):
            made = draw_matrix(part, key, self.look, self.width, leftward=leftward)
            yield Drawn(self._image(made, brief.origin), self._rated(part, key), part.paths())

    def _rated(self, grid: Grid, key: Key) -> str:
        """The marks in words, case by case: each of a few, of many how often each is given."""
        few = len(grid.rows) * len(grid.columns) <= SPOKEN
        told = [self.words.matrix.format(rows=len(grid.rows), columns=len(grid.columns))]
        for head, column in zip(grid.columns, grid.marks, strict=True):
            kinds = [mark.kind for mark in column]
            each = (
                (
                    f"{row.words} – {key.words[kind][1]}"
                    for row, kind in zip(grid.rows, kinds, strict=True)
                    if kind
                )
                if few
                else (f"{key.words[kind][1]} {kinds.count(kind)}" for kind in key.words if kind in kinds)
            )
            told.append(f"{head.words}: {'; '.join(each)}")
        return " ".join(f"{part.rstrip('.')}." for part in told)

    @property
    def _room(self) -> float:
        """The height that a picture may have."""
        top, _, bottom, _ = self.page.margins
        return (self.page.millimetres[1] - top - bottom - _CAPTION) * _PX

    def _short(self, event: Event) -> str:
        short = event.variants.one_line if event.variants else None
        return self.plain(short or event.text)

    def _image(self, made: tuple[bytes, int, int], origin: Origin) -> Image:
        data, width, height = made
        room = self._room
        if height > room:
            message = (
                f"this takes {height / _PX:.0f} mm when it is drawn, and a page has room for {room / _PX:.0f}"
            )
            hint = "draw less of it, or write shorter labels ('variants: {one_line: …}' for an event)"
            self.findings.append(Finding(Code.DRAWING_TOO_TALL, origin, message, hint))
        return Image(data, _SVG, width, height, raster_copy(data, (width, height), self.theme))

    def _told(self, kind: str, series: tuple[Plotted, ...], unit: str) -> str:
        """The numbers in words: each of a few, of many the first and last, the lowest and the highest."""
        name = self.words.bar_chart if kind == "bar" else self.words.line_chart
        head = f"{name}, {unit}." if unit else f"{name}."
        few = len(labels_of(series)) * len(series) <= SPOKEN
        told = (self._each(one) if few else self._extremes(one) for one in series)
        parts = (
            f"{one.name}: {words}" if one.name else words for one, words in zip(series, told, strict=True)
        )
        return " ".join((head, *(f"{part}." for part in parts)))

    def _each(self, series: Plotted) -> str:
        return "; ".join(
            f"{label} {shown_number(value, self.language)}" for label, value in series.values.items()
        )

    def _extremes(self, series: Plotted) -> str:
        labels = list(series.values)
        low = min(labels, key=lambda label: series.values[label])
        high = max(labels, key=lambda label: series.values[label])
        return self.words.extremes.format(
            count=len(labels),
            first=labels[0],
            last=labels[-1],
            low=shown_number(series.values[low], self.language),
            low_at=low,
            high=shown_number(series.values[high], self.language),
            high_at=high,
        )


_CHARTS: Mapping[str, Callable[..., tuple[bytes, int, int]]] = {"bar": draw_bars, "line": draw_lines}


def _marks(case: Case, rows: tuple[Principle, ...]) -> Iterator[Mark]:
    """The marks of a case, row by row."""
    given = {each.principle: Mark(each.rating, each.path) for each in case.crosswalk if not each.redacted}
    other = Mark() if any(each.redacted for each in case.crosswalk) else Mark(UNRATED)
    yield from (given.get(row.id, other) for row in rows)


def _days(event: Event) -> tuple[int, int] | None:
    """The first and last day of an event as ordinals; None for one without machine-readable dates."""
    first, last = (begins(moment or "") for moment in (event.date or event.from_, event.date or event.to))
    return (first.toordinal(), last.toordinal()) if first and last else None
