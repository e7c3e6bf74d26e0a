"""Whom what stands in content can reach: for each audience of a brief, all that any of its documents could show."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.audience.attribution import shown_person
from communique.audience.model import Choice, Verdict, View
from communique.audience.select import decide, select
from communique.content.check import source_key
from communique.content.fields import Depth, Located
from communique.content.load import Content
from communique.content.model import Brief
from communique.content.prose import parse_prose
from communique.content.registers import Audience
from communique.content.spans import Citation, TermUse
from communique.content.walk import items, texts


@dataclass(frozen=True, slots=True)
class Reader:
    """An audience of a brief: the content paths of what can reach it, and how it is told of persons."""

    audience: Audience
    paths: frozenset[str]
    people: Mapping[str, str]


def readers_of(content: Content, brief: Brief) -> tuple[Reader, ...]:
    """The audiences that a brief is for, as readers."""
    audiences = (a for a in content.audiences if not brief.audiences or a.id in brief.audiences)
    return tuple(_reader(content, brief, audience) for audience in audiences)


def _reader(content: Content, brief: Brief, audience: Audience) -> Reader:
    """An audience with all that any of its documents could show: what is left out for its depth counts as shown."""
    choice = Choice("", Depth.FULL)
    decisions = decide(content, brief, audience, choice)
    kept = {decision.path for decision in decisions if decision.verdict is not Verdict.WITHHELD}
    selection = select(content, brief, audience, choice).value
    used = frozenset(_used(selection.view)) if selection else frozenset()
    registers = ("terms/", "sources/")
    people = {
        person.id: shown_person(person, audience.attribution, withheld=person.path not in kept)
        for person in content.people.people
    }
    paths = {path for path in kept if selection and not path.startswith(registers)} | (kept & used)
    return Reader(audience, frozenset(paths), people)


def _used(view: View) -> Iterator[str]:
    """The terms and sources that a view's words bring along; a term's own words may use further ones."""
    todo: list[Located] = [view.brief]
    seen: set[str] = set()
    while todo:
        for path in set(_names(todo.pop())) - seen:
            seen.add(path)
            term = view.terms.get(path.removeprefix("terms/")) if path.startswith("terms/") else None
            todo += [term] if term else []
    yield from seen


def _names(located: Located) -> Iterator[str]:
    for item, _ in items(located):
        yield from (f"sources/{source_key(source)}" for source in item.sources)
    for text in texts(located):
        for span in parse_prose(text).all_spans():
            if isinstance(span, TermUse):
                yield f"terms/{span.term}"
            elif isinstance(span, Citation):
                yield from (f"sources/{source.key}" for source in span.sources)
