"""Names typed as plain text: told before anything is rendered, since no rule of attribution reaches them.

Every value of a content file that a reader can see is searched, with what markup looks up (`{person}`, citation keys)
blanked out. A name is an error where a reader of its item may not know it, else a warning. Not searched: pictures
themselves, fonts, and what `names` does not find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from communique.audience.names import Kind, NameFinder, NameHit
from communique.audience.names.fold import squeezed
from communique.audience.readers import Reader, readers_of
from communique.codes import Code
from communique.content.fields import Located
from communique.content.load import Content
from communique.content.model import Brief, Item
from communique.content.registers import Author, Person
from communique.content.text import Text
from communique.content.tree import Scalar
from communique.content.walk import children, fields
from communique.content.words import STRUCTURAL
from communique.findings import Finding, Origin, Severity

# What markup looks up is no text; labels before a target stay.
_LOOKED_UP = re.compile(
    r"\{person\}`[^`]*`|\{(?:ref|term)\}`(?:[^`<]*(?=`)|)|<[^<>`\s]*>(?=`)|(?<=[\[\s;-]@)[\w][\w:.-]*"
)
# Keys that hold no words: what is left of ids is a name of files and anchors, which readers do see.
_STRUCTURAL = (STRUCTURAL | {"except"}) - {"id"}
_UNSEEN = {
    "Person": frozenset({"name", "family", "aliases", "affiliation", "note", "country", "service", "fits"})
}
_MOST = 4  # audiences that a message names


def check_typed_names(content: Content, templates: Mapping[str, str]) -> tuple[Finding, ...]:
    """Every name of the register that stands in content, or in the own words of a template (by path)."""
    finder = NameFinder(content.people.people)
    checker = _Checker(content, finder, {person.id: person for person in content.people.people})
    return (*checker.all(), *checker.templates(templates))


@dataclass(frozen=True, slots=True)
class _Place:
    """Where words stand: the mapping and key, and the item that decides who reads them."""

    located: Located
    key: str
    scalar: Scalar
    item: str
    brief: Brief | None


@dataclass(slots=True)
class _Checker:
    content: Content
    finder: NameFinder
    people: Mapping[str, Person]
    known: dict[str, tuple[Reader, ...]] = field(default_factory=dict)

    def all(self) -> Iterator[Finding]:
        for brief in self.content.briefs:
            yield from self._check(brief, brief, brief.path)
        registers = (self.content.people.people, self.content.glossary.terms, self.content.sources.entries)
        for entry in (entry for register in registers for entry in register):
            yield from self._check(entry, None, entry.path)
        for audience in self.content.audiences:
            yield from self._check(audience, None, f"audiences/{audience.id}")

    def templates(self, sources: Mapping[str, str]) -> Iterator[Finding]:
        """A template's words are read by every audience that gets its document; all are taken to be."""
        for path, source in sources.items():
            for hit in self.finder.find(source):
                before = source[: hit.start]
                origin = Origin(path, before.count("\n") + 1, hit.start - before.rfind("\n"))
                hint = "take it out; what is to be shown belongs in content/, where rules apply to it"
                readers = self._every_reader()
                yield self._finding(hit, origin, readers, hint, beside_role=False)

    def _check(self, located: Located, brief: Brief | None, item: str) -> Iterator[Finding]:
        if isinstance(located, Item):
            item = located.path
        unseen = _UNSEEN.get(type(located).__name__, frozenset()) | _STRUCTURAL
        for key, scalars in _written(located).items():
            if key not in unseen:
                for scalar in scalars:
                    yield from self._search(_Place(located, key, scalar, item, brief))
        for child in children(located):
            yield from self._check(child, brief, item)

    def _search(self, place: _Place) -> Iterator[Finding]:
        text = _LOOKED_UP.sub(lambda found: "." * len(found[0]), place.scalar.text)
        for hit in self.finder.find(text):
            if self._is_acknowledged(hit, text, place) or _is_own(hit, place):
                continue
            origin = _place_of(place.scalar, hit.start, hit.end)
            beside = self._has_role(hit.person, place)
            yield self._finding(
                hit, origin, self._readers(place), self._remedy(hit, place), beside_role=beside
            )

    def _finding(
        self, hit: NameHit, origin: Origin, readers: tuple[Reader, ...], hint: str, *, beside_role: bool
    ) -> Finding:
        person = self.people[hit.person]
        hidden = [one.audience.id for one in readers if one.people[person.id] != person.name]
        who = f"; {_listed(hidden)} may not know" if hidden else ""
        if hit.kind is Kind.AFFILIATION:
            what = "and the person's role stands beside it" if beside_role else "which can tell who that is"
            message = f"this is the affiliation of '{person.id}', {what}{who}"
            severity = Severity.ERROR if hidden and beside_role else Severity.WARNING
            return Finding(Code.AFFILIATION_IN_TEXT, origin, message, hint, (person.origin,), severity)
        message = f"this names '{person.id}' of people.yaml in plain text ({hit.kind}){who}"
        severity = Severity.ERROR if hidden else Severity.WARNING
        return Finding(Code.NAME_IN_TEXT, origin, message, hint, (person.origin,), severity)

    def _remedy(self, hit: NameHit, place: _Place) -> str:
        person = self.people[hit.person]
        if hit.kind is Kind.AFFILIATION:
            return (
                "leave it out, or acknowledge it under 'acknowledged:' in project.yaml where it stands for "
                "something else"
            )
        if place.key in {"id", "file"}:
            return "give it a name that names nobody"
        if place.item.startswith("sources/"):
            return (
                "acknowledge it under 'acknowledged:' in project.yaml if the work is public, or mark the source with "
                "'handling' or 'except'"
            )
        if not any(
            isinstance(value, Text) and value.scalar is place.scalar for value in _texts(place.located)
        ):
            return f"write '{person.role}' instead; this field is shown as it is written"
        forms = {one.people[person.id] for one in self._readers(place)} - {person.name}
        seen = "; readers then see " + " or ".join(f"'{form}'" for form in sorted(forms)) if forms else ""
        return f"write {{person}}`{person.id}` instead{seen}"

    def _has_role(self, person: str, place: _Place) -> bool:
        """True when the same mapping speaks of the person, by `{person}` or by the words of the role."""
        written = " ".join(one.text for scalars in place.located.written.values() for one in scalars)
        return f"{{person}}`{person}" in written or squeezed(self.people[person].role) in squeezed(written)

    def _is_acknowledged(self, hit: NameHit, text: str, place: _Place) -> bool:
        words = squeezed(text[hit.start : hit.end])
        path = f"{place.located.path or place.item}/{place.key}/"
        return any(
            words in squeezed(one.words)
            and (
                one.where is None
                or f"{place.item}/".startswith(f"{one.where}/")
                or path.startswith(one.where)
            )
            for one in self.content.settings.acknowledged
        )

    def _readers(self, place: _Place) -> tuple[Reader, ...]:
        """The audiences that what stands there reaches."""
        if place.item.startswith("audiences/"):
            name = place.item.removeprefix("audiences/")
            return tuple(one for one in self._every_reader() if one.audience.id == name)
        briefs = (place.brief,) if place.brief else self.content.briefs
        reached = (one for brief in briefs for one in self._of(brief) if place.item in one.paths)
        return tuple({one.audience.id: one for one in reached}.values())

    def _every_reader(self) -> tuple[Reader, ...]:
        every = (one for brief in self.content.briefs for one in self._of(brief))
        return tuple({one.audience.id: one for one in every}.values())

    def _of(self, brief: Brief) -> tuple[Reader, ...]:
        """The readers of a brief; worked out only when a name was met."""
        if brief.id not in self.known:
            self.known[brief.id] = readers_of(self.content, brief)
        return self.known[brief.id]


def _written(located: Located) -> Mapping[str, tuple[Scalar, ...]]:
    """The words of each key of a mapping, with what only together is a name or has no key of its own."""
    below = {id(one) for child in children(located) for values in child.written.values() for one in values}
    written = {
        key: tuple(one for one in values if id(one) not in below) for key, values in located.written.items()
    }
    if isinstance(located, Item) and "id" not in written:  # a brief or a case: its folder's or file's name
        written["id"] = (Scalar(located.id, located.origin, ""),)
    if isinstance(located, Author) and located.family and located.given:
        family = written["family"][0]
        written = {"family": (replace(family, text=f"{located.given} {located.family}"),)}
    return written


def _texts(located: Located) -> Iterator[object]:
    for value in fields(located):
        yield from value if isinstance(value, tuple) else (value,)


def _is_own(hit: NameHit, place: _Place) -> bool:
    """True for what the register says of the person itself: an entry's id may be the person's name."""
    return place.key == "id" and isinstance(place.located, Person) and hit.person == place.located.id


def _place_of(scalar: Scalar, start: int, end: int) -> Origin:
    """The place of the first word of a hit in the file; a name may go on in the next line."""
    words = scalar.text[start:end]
    first = words.split()[0] if words.split() else words
    return scalar.place(first, scalar.text[:start].count(first))


def _listed(names: list[str]) -> str:
    shown = ", ".join(names[:_MOST])
    return f"{shown} and {len(names) - _MOST} more" if len(names) > _MOST else shown
