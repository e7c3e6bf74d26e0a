"""Timelines: one line with year ticks, dots for days and bars for periods, labels above and below without collisions.

Each label is a flag at the right of a pole that stands on its event. A pole passes beside every flag that is lower and
further right, so that poles never cross words: flags are placed from right to left, each above those it would overlap.
A flag hangs to the left where no other event is so near that its pole would have to pass.
"""

from __future__ import annotations

from dataclasses import dataclass

from communique.compose.drawing.calendar import Scale, calendar
from communique.compose.drawing.sheet import Look, Sheet, tint

_FLAG = 132.0  # width of a label
_INDENT = 5.0  # from the pole to the words
_GAP = 7.0  # between labels
_POLE = 12.0  # the shortest
_LANE = 9.0  # height of a lane of periods
_EDGE = 32.0  # left of the first event, for half of a label of the scale
_BAND = 20.0  # height of the scale's labels


@dataclass(frozen=True, slots=True)
class Step:
    """An event as it is drawn: what is shown of its date, its words, and its first and last day as ordinals."""

    when: str
    text: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Flag:
    step: Step
    x: float
    lines: tuple[str, ...]
    height: float
    above: bool
    leftward: bool
    offset: float  # from the line's band to the near side of the label

    @property
    def left(self) -> float:
        """Where its words can begin."""
        return self.x - _FLAG if self.leftward else self.x


def draw_timeline(steps: tuple[Step, ...], look: Look, width: float, language: str) -> tuple[bytes, int, int]:
    """The picture of some steps, in whatever order they are given; bytes, width and height."""
    ordered = sorted(steps, key=lambda step: (step.first, step.last, step.when, step.text))
    days = [day for step in ordered for day in (step.first, step.last)]
    scale = calendar(days, (_EDGE, width - _FLAG), look, language)
    flags = _flags(ordered, scale, look)
    lanes = _lanes(ordered, scale)
    above = max((flag.offset + flag.height for flag in flags if flag.above), default=_POLE)
    below = max((flag.offset + flag.height for flag in flags if not flag.above), default=0.0)
    line = above + 8
    foot = line + 8 + _LANE * max((lane for _, lane in lanes), default=0) + _BAND
    sheet = Sheet(look, width)
    for flag in flags:
        _draw_pole(sheet, flag, line, line - 8 if flag.above else foot)
    _draw_line(sheet, scale, line, foot)
    for step, lane in lanes:
        _draw_period(sheet, (scale.at(step.first), scale.at(step.last)), line + lane * _LANE)
    for step in ordered:
        if step.first == step.last:
            sheet.dot((scale.at(step.first), line), 4.5, look.accent)
    for flag in flags:
        _draw_flag(sheet, flag, line - 8 if flag.above else foot)
    return sheet.finished(foot + below + 2)


def _flags(steps: list[Step], scale: Scale, look: Look) -> list[_Flag]:
    """The labels, placed from right to left on the side where each stands nearer to the line."""
    placed: list[_Flag] = []
    for at in range(len(steps) - 1, -1, -1):
        step, x = steps[at], scale.at(steps[at].first)
        head = look.ruler.wrapped(step.when, look.small, _FLAG - _INDENT, bold=True)
        lines = look.ruler.wrapped(step.text, look.small, _FLAG - _INDENT)
        before = scale.at(steps[at - 1].first) if at else -_GAP
        ways = (False, True) if x - before >= _FLAG + 2 * _GAP else (False,)
        last = placed[-1].above if placed else False
        choices = [
            (_offset(x - _FLAG if leftward else x, placed, above=above), leftward, above is last, above)
            for leftward in ways
            for above in (True, False)
        ]
        offset, leftward, _, above = min(choices)
        height = _leading(look) * (len(head) + len(lines))
        placed.append(_Flag(step, x, (*head, *lines), height, above, leftward, offset))
    return placed


def _offset(left: float, others: list[_Flag], *, above: bool) -> float:
    """Beyond every flag of that side that begins before one from `left` on would end."""
    beside = (flag for flag in others if flag.above is above and flag.left < left + _FLAG + _GAP)
    return max((flag.offset + flag.height + _GAP for flag in beside), default=_POLE)


def _lanes(steps: list[Step], scale: Scale) -> list[tuple[Step, int]]:
    """The periods, each in the first lane that is free at its beginning."""
    ends: list[float] = []
    found: list[tuple[Step, int]] = []
    for step in steps:
        if step.first == step.last:
            continue
        start = scale.at(step.first)
        lane = next((at for at, end in enumerate(ends) if end <= start), len(ends))
        ends[lane : lane + 1] = [scale.at(step.last)]
        found.append((step, lane))
    return found


def _leading(look: Look) -> float:
    """From one line of a label to the next."""
    return round(look.small * 1.2, 2)


def _draw_pole(sheet: Sheet, flag: _Flag, line: float, edge: float) -> None:
    far = flag.offset + flag.height
    colour = sheet.look.muted
    if flag.above:
        sheet.line((flag.x, line), (flag.x, edge - far), colour, 0.75)
        return
    # Below, the scale's labels stand in the way.
    sheet.line((flag.x, line), (flag.x, edge - _BAND + 1), colour, 0.75)
    sheet.line((flag.x, edge - 2), (flag.x, edge + far), colour, 0.75)


def _draw_line(sheet: Sheet, scale: Scale, line: float, foot: float) -> None:
    look = sheet.look
    sheet.line((0, line), (sheet.width, line), look.ink, 1.25)
    for x, label in scale.ticks:
        sheet.line((x, line - 4), (x, line + 4), look.ink)
        sheet.text((x, foot - _BAND + 2 + look.small), label, look.muted, size=look.small, end="middle")


def _draw_period(sheet: Sheet, ends: tuple[float, float], y: float) -> None:
    start, end = ends
    sheet.box((start, y - 3), (max(end - start - 1, 3), 6), tint(sheet.look.accent, 0.45), sheet.look.accent)


def _draw_flag(sheet: Sheet, flag: _Flag, edge: float) -> None:
    look = sheet.look
    top = edge - flag.offset - flag.height if flag.above else edge + flag.offset
    heads = len(look.ruler.wrapped(flag.step.when, look.small, _FLAG - _INDENT, bold=True))
    for at, words in enumerate(flag.lines):
        y = top + at * _leading(look) + look.small
        is_head = at < heads
        x, end = (flag.x - _INDENT, "end") if flag.leftward else (flag.x + _INDENT, "")
        colour = look.accent if is_head else look.ink
        sheet.text((x, y), words, colour, size=look.small, bold=is_head, end=end)
