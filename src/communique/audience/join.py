"""What the documents of two audiences tell together that neither should tell: the join check.

It works on views, before anything is rendered, so it also tells of items that no template happens to show.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from itertools import permutations

from communique.audience.facts import Counted, check_variants, counted, withheld_of
from communique.audience.model import Decision, Selection, Verdict
from communique.codes import Code
from communique.content.load import Content
from communique.content.model import Brief
from communique.content.prose import parse_prose
from communique.content.registers import Audience, Person
from communique.content.spans import PersonUse
from communique.content.walk import items, own_texts
from communique.findings import Finding, Origin, Severity, in_order


@dataclass(frozen=True, slots=True)
class Part:
    """One document of one audience, as it was selected."""

    audience: Audience
    document: str
    selection: Selection


def check_join(content: Content, brief: Brief, parts: tuple[Part, ...]) -> tuple[Finding, ...]:
    """Every warning about what the documents of one brief would tell together, with the lines of both."""
    readers = _readers(content, parts)
    language = brief.language or content.settings.language
    return in_order(
        (
            *check_variants(brief, language),
            *_persons(content, brief, readers),
            *(finding for pair in _pairs(readers) for finding in _places(*pair)),
            *(finding for one in counted(brief, language) for finding in _counts(one, readers)),
        )
    )


class _Form(IntEnum):
    """How much a form of attribution tells."""

    COLLECTIVE = 0
    PSEUDONYM = 1
    ROLE = 2
    NAMED = 3


@dataclass(frozen=True, slots=True)
class _Reader:
    """All that an audience is told in its documents of a brief: the forms of persons, the items that one of them keeps.

    `decisions` are those of its first document: what is withheld is the same in all of them.
    """

    audience: Audience
    ceiling: int
    people: Mapping[str, str]
    kept: frozenset[str]
    redacted: frozenset[str]
    decisions: Mapping[str, Decision]


def _readers(content: Content, parts: tuple[Part, ...]) -> tuple[_Reader, ...]:
    found: dict[str, list[Part]] = {}
    for part in parts:
        found.setdefault(part.audience.id, []).append(part)
    return tuple(_reader(content, tuple(mine)) for mine in found.values())


def _reader(content: Content, parts: tuple[Part, ...]) -> _Reader:
    audience, first = parts[0].audience, parts[0].selection
    decisions = tuple(decision for part in parts for decision in part.selection.decisions)
    return _Reader(
        audience,
        content.ladder.height(audience.ceiling),
        first.view.people,
        frozenset(decision.path for decision in decisions if decision.verdict is Verdict.KEPT),
        frozenset(decision.path for decision in decisions if decision.redacted),
        {decision.path: decision for decision in first.decisions},
    )


def _pairs(readers: tuple[_Reader, ...]) -> Iterator[tuple[_Reader, _Reader]]:
    """Pairs of which the second one's documents may, by their marking, be passed on to the readers of the first."""
    for one, other in permutations(readers, 2):
        if other.ceiling <= one.ceiling and not other.audience.restriction:
            yield one, other


# -- persons


def _persons(content: Content, brief: Brief, readers: tuple[_Reader, ...]) -> Iterator[Finding]:
    """A person whom two audiences meet in the same item, and of whom the one that is trusted no further is told more.

    An audience with a higher ceiling may know more. Where the ceiling is the same or lower, every document of that
    audience may by its marking be passed on to the other's readers, and tells them whom their own document veils. A
    further `restriction` forbids that. Somebody who has agreed to be named is not veiled from anyone.
    """
    uses = person_uses(brief)
    for person in content.people.people:
        for veiled, told in _pairs(readers):
            shared = tuple(
                where for path, where in uses.get(person.id, ()) if path in veiled.kept & told.kept
            )
            if shared and _is_veiled(person, veiled) and _form(person, told) > _form(person, veiled):
                yield _joined(person, veiled, told, shared)


def person_uses(brief: Brief) -> Mapping[str, tuple[tuple[str, Origin], ...]]:
    """For each person, the items that speak of them, and where."""
    found: dict[str, list[tuple[str, Origin]]] = {}
    for item, _ in items(brief):
        for text in own_texts(item):
            for span in parse_prose(text).all_spans():
                if isinstance(span, PersonUse):
                    found.setdefault(span.person, []).append((item.path, span.origin))
    return {person: tuple(sorted(places, key=lambda one: one[1])) for person, places in found.items()}


def _form(person: Person, reader: _Reader) -> _Form:
    shown = reader.people[person.id]
    if _withholds(person, reader) or shown == person.collective:
        return _Form.COLLECTIVE
    return {person.role: _Form.ROLE, person.name: _Form.NAMED}.get(shown, _Form.PSEUDONYM)


def _withholds(person: Person, reader: _Reader) -> bool:
    return reader.decisions[person.path].verdict is Verdict.WITHHELD


def _is_veiled(person: Person, reader: _Reader) -> bool:
    return _withholds(person, reader) or not person.attributable


def _joined(person: Person, veiled: _Reader, told: _Reader, shared: tuple[Origin, ...]) -> Finding:
    forms = _form(person, veiled).name.lower(), _form(person, told).name.lower()
    message = (
        f"'{person.id}' is {forms[0]} here for '{veiled.audience.id}' and {forms[1]} for '{told.audience.id}', whose ceiling"
        f" {told.audience.ceiling} is no higher: both documents together tell who is meant"
    )
    hint = "give both audiences the same 'attribution', or keep the item from one of them"
    decided = (
        veiled.decisions[person.path].decided_at
        if _withholds(person, veiled)
        else veiled.audience.place("attribution")
    )
    related = (decided, told.audience.place("attribution"), *shared[1:])
    return Finding(Code.PERSON_JOINED, shared[0], message, hint, related, Severity.WARNING)


# -- places of what was removed


def _places(shown: _Reader, told: _Reader) -> Iterator[Finding]:
    """A place that is shown to one audience as withheld and filled for another one that is trusted no further.

    Without such a place the first audience does not know that there is something to look for.
    """
    filled = sorted(shown.redacted & told.kept, key=lambda path: shown.decisions[path].decided_at)
    if filled:
        first = filled[0]
        more = f" and {len(filled) - 1} more" if len(filled) > 1 else ""
        message = (
            f"'{shown.audience.id}' is shown that '{first}'{more} was withheld, and '{told.audience.id}', whose ceiling"
            f" {told.audience.ceiling} is no higher, reads it: side by side the documents tell what was removed"
        )
        hint = "keep it from both, let both read it, or leave no trace of it with 'redaction: none'"
        decided, *others = dict.fromkeys(shown.decisions[path].decided_at for path in filled)
        related = (shown.audience.place("redaction"), told.audience.place("ceiling"), *others)
        yield Finding(Code.PLACE_FILLED, decided, message, hint, related, Severity.WARNING)


# -- numbers


def _counts(one: Counted, readers: tuple[_Reader, ...]) -> Iterator[Finding]:
    """A number that is right for the whole brief and tells those who see fewer items that something is withheld."""
    betrayed = {
        reader.audience.id: withheld_of(one, reader.decisions)
        for reader in readers
        if one.item in reader.kept and withheld_of(one, reader.decisions)
    }
    if betrayed:
        names = ", ".join(f"'{name}'" for name in betrayed)
        message = (
            f"'{one.number.written} … {one.noun}' counts all of them, and some are withheld from {names}, who would learn"
            " how many are missing"
        )
        hint = "leave the number out, or keep this text from those who do not see all that it counts"
        related = tuple(dict.fromkeys(origin for lines in betrayed.values() for origin in lines))
        yield Finding(Code.COUNT_TELLS, one.number.place(one.text), message, hint, related, Severity.WARNING)
