"""Draws what a template asks for: the timeline of a case or a chart of the view, with the words for who cannot see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from communique.codes import Code
from communique.compose.drawing.bars import Plotted, draw_bars, labels_of
from communique.compose.drawing.lines import draw_lines
from communique.compose.drawing.numbers import shown_number
from communique.compose.drawing.sheet import Look
from communique.compose.drawing.timeline import Step, draw_timeline
from communique.compose.model import Image, PageSetup, Wording
from communique.compose.pictures import raster_copy
from communique.content.model import Case, Chart, Event
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

    def _short(self, event: Event) -> str:
        short = event.variants.one_line if event.variants else None
        return self.plain(short or event.text)

    def _image(self, made: tuple[bytes, int, int], origin: Origin) -> Image:
        data, width, height = made
        top, _, bottom, _ = self.page.margins
        room = (self.page.millimetres[1] - top - bottom - _CAPTION) * _PX
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


def _days(event: Event) -> tuple[int, int] | None:
    """The first and last day of an event as ordinals; None for one without machine-readable dates."""
    first, last = (begins(moment or "") for moment in (event.date or event.from_, event.date or event.to))
    return (first.toordinal(), last.toordinal()) if first and last else None
