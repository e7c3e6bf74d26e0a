"""Faults of what is drawn from data: moments of a timeline that make no period, series that cannot be told apart."""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.content.model import Brief, Chart, Event
from communique.content.moments import begins
from communique.content.walk import items
from communique.findings import Finding


def check_drawn(brief: Brief) -> Iterator[Finding]:
    """Every fault of the events and charts of a brief that shows only when several of their keys are read together."""
    for item, _ in items(brief):
        if isinstance(item, Event):
            yield from _check_event(item)
        elif isinstance(item, Chart):
            yield from _check_chart(item)


def _check_event(event: Event) -> Iterator[Finding]:
    def fault(key: str, message: str, hint: str) -> Finding:
        return Finding(Code.TIMELINE, event.place(key), message, hint)

    if event.date and (event.from_ or event.to):
        hint = "a day has 'date', a period has 'from' and 'to'"
        yield fault("date", f"'{event.id}' has both a date and a period", hint)
    elif bool(event.from_) != bool(event.to):
        there, missing = ("from", "to") if event.from_ else ("to", "from")
        yield fault(there, f"'{event.id}' has '{there}' and no '{missing}'", f"add '{missing}:' beside it")
    elif event.from_ and event.to:
        first, last = begins(event.from_), begins(event.to)
        if first and last and last < first:
            yield fault(
                "to", f"'{event.id}' ends before it begins", "exchange 'from' and 'to', or correct one"
            )


def _check_chart(chart: Chart) -> Iterator[Finding]:
    for series in chart.series if len(chart.series) > 1 else ():
        if series.name is None:
            message = f"series '{series.id}' has no name, and readers could not tell it from the others"
            yield Finding(Code.MISSING_KEY, series.origin, message, "add 'name:' with what it is called")
