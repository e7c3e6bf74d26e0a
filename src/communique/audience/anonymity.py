"""Roles that tell who it is: role, country, service and date that together fit fewer than k persons of the register.

Compared are the words beside a `{person}` that is shown by role: in its sentence, and in the `where` and `when` of the
case or event around it. A country or service counts where the text has a word that begins like it (Serbia, Serbian), a
date where a year lies in the person's time in office. Persons count who have the same role, or list it under `fits`, and
are known to share each of these facts. Not compared: a role that stands alone (the register is not the world), other
sentences, other words for a country, and what readers know themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.audience.names.fold import ascii_of
from communique.audience.readers import Reader, readers_of
from communique.codes import Code
from communique.content.load import Content
from communique.content.model import Brief, Item
from communique.content.prose import parse_prose
from communique.content.registers import Person
from communique.content.spans import PersonUse
from communique.content.text import Text
from communique.content.walk import items, own_texts
from communique.findings import Finding, Severity

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
_END = re.compile(r"[.!?][\"'”’)]*\s|\n\s*\n")


def check_anonymity(content: Content) -> Iterator[Finding]:
    """A warning for each role that, with what stands beside it, fits fewer than `anonymity: k` persons."""
    persons = {person.id: person for person in content.people.people}
    if not any(person.country or person.service or person.from_ for person in persons.values()):
        return
    for brief in content.briefs:
        uses = tuple(_uses(brief, persons))
        readers = readers_of(content, brief) if uses else ()
        for use in uses:
            yield from _checked(use, content, readers)


@dataclass(frozen=True, slots=True)
class _Use:
    """A person spoken of, and the words beside."""

    span: PersonUse
    person: Person
    item: str
    words: str


@dataclass(frozen=True, slots=True)
class _Shown:
    """The facts of a person that the words beside a use tell."""

    country: bool
    service: bool
    years: frozenset[int]

    def names(self) -> str:
        told = (("country", self.country), ("service", self.service), ("date", bool(self.years)))
        return " and ".join(name for name, is_told in told if is_told)

    def fits(self, other: Person, person: Person) -> bool:
        """True when another person is known to share all of them."""
        return (
            (not self.country or _same(other.country, person.country))
            and (not self.service or _same(other.service, person.service))
            and (not self.years or bool(_in_office(other, self.years)))
        )


def _uses(brief: Brief, persons: dict[str, Person]) -> Iterator[_Use]:
    for item, above in items(brief):
        around = " ".join(_frame((*above, item)))
        for text in own_texts(item):
            met: dict[str, int] = {}
            for span in parse_prose(text).all_spans():
                person = persons.get(span.person) if isinstance(span, PersonUse) else None
                if isinstance(span, PersonUse) and person is not None and not person.attributable:
                    nth = met.get(person.id, 0)
                    met[person.id] = nth + 1
                    yield _Use(span, person, item.path, f"{_sentence(text, person.id, nth)} {around}")


def _frame(chain: tuple[Item, ...]) -> Iterator[str]:
    """Where and when: of the case, of the event."""
    for item in chain:
        for key in ("where", "when"):
            value = getattr(item, key, None)
            if isinstance(value, Text):
                yield value.markdown


def _sentence(text: Text, person: str, nth: int) -> str:
    """The sentence around the nth `{person}` of somebody in a text."""
    places = list(re.finditer(rf"\{{person\}}`{re.escape(person)}(?![a-z0-9-])[^`]*`", text.markdown))
    if nth >= len(places):
        return text.markdown
    at, behind = places[nth].span()
    ends = [found.end() for found in _END.finditer(text.markdown, 0, at)]
    stop = _END.search(text.markdown, behind)
    return text.markdown[ends[-1] if ends else 0 : stop.start() if stop else len(text.markdown)]


def _checked(use: _Use, content: Content, readers: tuple[Reader, ...]) -> Iterator[Finding]:
    person = use.person
    shown = _Shown(
        _tells(use.words, person.country),
        _tells(use.words, person.service),
        _in_office(person, frozenset(int(year) for year in _YEAR.findall(use.words))),
    )
    told = tuple(one for one in readers if use.item in one.paths and one.people[person.id] == person.role)
    if not shown.names() or not told:
        return
    alike = [
        other
        for other in content.people.people
        if (other.role == person.role or person.role in other.fits) and shown.fits(other, person)
    ]
    k = content.settings.anonymity.k
    if len(alike) < k:
        who = ", ".join(one.audience.id for one in told)
        message = (
            f"'{person.id}' is told of by role with the {shown.names()} beside it, which fit {len(alike)} of the register; "
            f"{who} could tell who it is (at least {k} should fit)"
        )
        hint = (
            f"make the role wider, or take the {shown.names()} out; where others fit too, say so in people.yaml with 'fits', "
            "'country', 'service' and 'from'"
        )
        yield Finding(Code.ROLE_TELLS_WHO, use.span.origin, message, hint, (person.origin,), Severity.WARNING)


def _tells(words: str, fact: str | None) -> bool:
    """True when a word of the text begins like the fact, whatever its case and accents."""
    return fact is not None and bool(re.search(rf"(?<!\w){re.escape(_plain(fact))}", _plain(words)))


def _same(one: str | None, other: str | None) -> bool:
    return one is not None and other is not None and _plain(one) == _plain(other)


def _plain(text: str) -> str:
    return ascii_of(text).lower()


def _in_office(person: Person, years: frozenset[int]) -> frozenset[int]:
    """The years that lie in a person's time in office."""
    if person.from_ is None:
        return frozenset()
    return frozenset(year for year in years if person.from_ <= year <= (person.until or year))
