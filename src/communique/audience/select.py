"""Selection: from all content to what one audience may see in one document. It comes before any rendering.

`except` beats `audience`, both beat handling; then, editorially, document choice and depth. What is decided for an
item holds for all inside it, and what is withheld inside an omitted item stays withheld.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from communique.audience.attribution import hidden_words, pseudonym_key, said, shown_person
from communique.audience.forms import check_forms
from communique.audience.model import (
    Choice,
    Decision,
    Handling,
    HiddenPerson,
    Reader,
    Reason,
    Selection,
    Verdict,
    View,
    Withheld,
    WithheldItem,
)
from communique.audience.redaction import stand_in
from communique.audience.references import check_references
from communique.content.check import targets, title_of
from communique.content.fields import Attribution, Located
from communique.content.load import Content
from communique.content.model import Brief, Crosswalk, Item, Picture, Series
from communique.content.pictures import PictureData
from communique.content.registers import MARKING, Audience, Person, SourceEntry, Term
from communique.content.text import Text
from communique.content.walk import items, mapping_names
from communique.content.words import own_words
from communique.findings import Origin, Outcome

L = TypeVar("L", bound=Located)
# What a view's items no longer say: who else may read them, and where their keys stand.
_BOOKKEEPING: dict[str, Any] = {"handling": None, "audience": (), "except_": (), "keys": {}, "written": {}}


def select(content: Content, brief: Brief, audience: Audience, choice: Choice) -> Outcome[Selection]:
    """The selection for one document of one audience; no value when the brief as a whole is withheld from it.

    Findings tell of kept items that refer to withheld ones, with both places.
    """
    judge = _Judge(content, audience, choice)
    reduced = judge.reduce(brief, judge.outermost)
    if reduced is None:
        return Outcome(None)
    terms = {term.id: term for term in judge.reduce_all(content.glossary.terms)}
    sources = {source.id: source for source in judge.reduce_all(content.sources.entries)}
    kept_people = {person.id for person in judge.reduce_all(content.people.people)}
    people = {
        person.id: shown_person(person, audience.attribution, withheld=person.id not in kept_people)
        for person in content.people.people
    }
    reader = _reader(content, brief, audience, choice)
    view = View(
        brief=reduced.model_copy(update={"audiences": ()}),
        reader=reader,
        handling=judge.handling(brief),
        people=people,
        said={one.id: said(one, people[one.id], reader.language) for one in content.people.people},
        pseudonyms=_pseudonyms(content, brief, audience, choice, kept_people),
        terms=terms,
        sources=sources,
        pictures=_pictures(content, brief, reduced),
        titles=judge.titles(brief) | _stand_in_titles(reduced),
    )
    withheld = Withheld(
        judge.all_withheld(brief),
        _hidden_people(content.people.people, people),
        content.settings.acknowledged,
    )
    findings = (*check_references(view, brief, judge.decisions), *check_forms(view, content.people.people))
    return Outcome(Selection(view, tuple(judge.decisions.values()), withheld), findings)


def _pseudonyms(
    content: Content, brief: Brief, audience: Audience, choice: Choice, kept: set[str]
) -> Mapping[str, str]:
    """For each person whom this audience may know of, what the letters of this document are sorted by."""
    if audience.attribution is not Attribution.PSEUDONYM:
        return {}
    salt = content.settings.salt or ""
    return {name: pseudonym_key(salt, brief.id, audience.id, choice.document, name) for name in sorted(kept)}


def decide(content: Content, brief: Brief, audience: Audience, choice: Choice) -> tuple[Decision, ...]:
    """Every decision of a selection. Comes out also where the brief as a whole is withheld and there is no view."""
    judge = _Judge(content, audience, choice)
    judge.reduce(brief, judge.outermost)
    for register in (content.people.people, content.glossary.terms, content.sources.entries):
        judge.reduce_all(register)
    return tuple(judge.decisions.values())


_NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class _Above:
    """What has been decided for the items around an item."""

    verdict: Verdict = Verdict.KEPT
    decided_at: Origin = _NOWHERE
    height: int = 0  # what is inside is at least as high
    default: int = 0  # and this high when it says nothing itself


@dataclass(slots=True)
class _Judge:
    """Decides item by item and keeps the record: decisions and rungs by content path, words that are withheld."""

    content: Content
    audience: Audience
    choice: Choice
    decisions: dict[str, Decision] = field(default_factory=dict)
    heights: dict[str, int] = field(default_factory=dict)
    withheld: list[WithheldItem] = field(default_factory=list)
    stand_ins: int = 0

    @property
    def outermost(self) -> _Above:
        """What holds around a whole brief or register: the project's default handling."""
        settings = self.content.settings
        return _Above(
            decided_at=settings.place("handling"), default=self.content.ladder.height(settings.handling)
        )

    @property
    def ceiling(self) -> int:
        """The height of the audience's ceiling; an unknown label lets nothing through."""
        labels = self.content.ladder.labels
        return labels.index(self.audience.ceiling) if self.audience.ceiling in labels else -1

    def reduce_all(self, entries: tuple[L, ...]) -> tuple[L, ...]:
        """The kept ones of a register's entries."""
        reduced = (self.reduce(entry, self.outermost) for entry in entries)
        return tuple(entry for entry in reduced if entry is not None)

    def reduce(self, located: L, above: _Above) -> L | None:
        """The item with only the kept items inside it, or None when it is not kept itself."""
        here = above
        if isinstance(located, Item):
            here = self._decide(located, above)
        update: dict[str, Any] = {}
        for name in mapping_names(located):
            value = getattr(located, name)
            if isinstance(value, Located):
                update[name] = next(self._with_stand_ins((value,), here), None)
            elif isinstance(value, tuple) and value and isinstance(value[0], Located):
                update[name] = tuple(self._with_stand_ins(value, here))
        if here.verdict is not Verdict.KEPT:
            return None
        stripped = _BOOKKEEPING if isinstance(located, Item) else {"keys": {}, "written": {}}
        return located.model_copy(update=update | stripped)

    def _with_stand_ins(self, siblings: tuple[Located, ...], above: _Above) -> Iterator[Located]:
        """The kept ones of some siblings, with one stand-in for each run of others of which some are to be marked."""
        in_run = False
        for sibling in siblings:
            kept = self.reduce(sibling, above)
            if kept is not None:
                yield kept
            elif not in_run and isinstance(sibling, Item) and self.decisions[sibling.path].redacted:
                self.stand_ins += 1
                yield stand_in(sibling, self.stand_ins, self.audience)
                in_run = True
            in_run = in_run and kept is None

    def _is_marked(self, item: Item, verdict: Verdict, above: _Above) -> bool:
        """True when the place of an item is shown: it is withheld, and the document would else have it."""
        if verdict is not Verdict.WITHHELD or self.audience.redaction.show == "none":
            return False
        # Registers are read by name only, and a drawing has no place for words.
        inside = bool(item.path) and not isinstance(item, Person | Term | SourceEntry | Series)
        return inside and above.verdict is Verdict.KEPT and self._editorial(item)[0] is Verdict.KEPT

    def _decide(self, item: Item, above: _Above) -> _Above:
        own = self.content.ladder.height(item.handling) if item.handling else above.default
        height = max(own, above.height)
        verdict, reason, origin = self._judgement(item, height, above)
        redacted = self._is_marked(item, verdict, above)
        self.decisions[item.path] = Decision(item.path, verdict, reason, origin, item.origin, redacted)
        if verdict is not Verdict.WITHHELD:
            self.heights[item.path] = height
        else:
            # What is said of persons is hidden from everybody in some part; `HiddenPerson` tells which.
            words = () if isinstance(item, Person) else own_words(item)
            self.withheld.append(WithheldItem(item.path, reason, item.origin, words))
        return _Above(verdict, origin, height, height)

    def _judgement(  # noqa: PLR0911 -- one rule a line, in the order in which they win
        self, item: Item, height: int, above: _Above
    ) -> tuple[Verdict, Reason, Origin]:
        if above.verdict is Verdict.WITHHELD:
            return Verdict.WITHHELD, Reason.PARENT, above.decided_at
        if self.audience.id in item.except_:
            return Verdict.WITHHELD, Reason.EXCEPT, item.place("except")
        if item.audience and self.audience.id not in item.audience:
            return Verdict.WITHHELD, Reason.AUDIENCE, item.place("audience")
        if height > self.ceiling:
            at = item.place("handling") if item.handling else above.decided_at
            return Verdict.WITHHELD, Reason.HANDLING, at
        if isinstance(item, Crosswalk):
            principle = self.decisions.get(f"principles/{item.principle}")
            if principle is not None and principle.verdict is Verdict.WITHHELD:
                return Verdict.WITHHELD, Reason.PARENT, principle.decided_at
        if above.verdict is Verdict.OMITTED:
            return Verdict.OMITTED, Reason.PARENT, above.decided_at
        return self._editorial(item)

    def _editorial(self, item: Item) -> tuple[Verdict, Reason, Origin]:
        collection, _, name = item.path.partition("/")
        pick = self.choice.picks.get(collection)
        if pick is not None and name == item.id and item.id not in pick.ids:
            return Verdict.OMITTED, Reason.DOCUMENT, pick.origin
        if item.depth.rank > self.choice.depth.rank:
            return Verdict.OMITTED, Reason.DEPTH, item.place("depth")
        return Verdict.KEPT, Reason.NONE, item.origin

    def handling(self, brief: Brief) -> Handling:
        """The heights of what a document may say: what is kept, and titles that a reference can show."""
        titled = {item.path for item in targets(brief).values()}
        heights = {
            path: height
            for path, height in self.heights.items()
            if path in titled or self.decisions[path].verdict is Verdict.KEPT
        }
        by_page = self.audience.marking == "page"
        across = self.choice.watermark == MARKING
        return Handling(self.content.ladder.rungs, heights, by_page, self.audience.portion_marks, across)

    def all_withheld(self, brief: Brief) -> tuple[WithheldItem, ...]:
        """What was withheld, with the bytes of withheld pictures."""
        files = {item.path: item.file for item, _ in items(brief) if isinstance(item, Picture)}
        kept = {file for path, file in files.items() if self.decisions[path].verdict is Verdict.KEPT}
        pictures = {file: data.data for (owner, file), data in self.content.pictures if owner == brief.id}
        return tuple(
            replace(item, picture=pictures.get(files[item.path], b""))
            if item.path in files and files[item.path] not in kept
            else item
            for item in self.withheld
        )

    def titles(self, brief: Brief) -> dict[str, Text]:
        """The titles of all items that may be referred to: those left out for editorial reasons as well."""
        return {
            name: title
            for name, item in targets(brief).items()
            if (title := title_of(item)) is not None
            and self.decisions[item.path].verdict is not Verdict.WITHHELD
        }


def _stand_in_titles(reduced: Brief) -> dict[str, Text]:
    """What a template's reference to a stand-in says: a matrix heads its rows with references."""
    named = ((name, title_of(item)) for name, item in targets(reduced).items() if item.redacted)
    return {name: title for name, title in named if title is not None}


def _reader(content: Content, brief: Brief, audience: Audience, choice: Choice) -> Reader:
    margins = audience.margins
    return Reader(
        id=audience.id,
        title=audience.title,
        language=audience.language or brief.language or content.settings.language,
        depth=choice.depth,
        glossary=audience.glossary,
        page=audience.page,
        margins=(margins.top, margins.right, margins.bottom, margins.left) if margins else None,
        evidence=audience.evidence,
        restriction=audience.restriction or "",
        variables=dict(audience.variables),
        watermark="" if choice.watermark == MARKING else choice.watermark,
    )


def _pictures(content: Content, brief: Brief, reduced: Brief) -> Mapping[str, PictureData]:
    kept = {item.file for item, _ in items(reduced) if isinstance(item, Picture)}
    return {file: data for (owner, file), data in content.pictures if owner == brief.id and file in kept}


def _hidden_people(people: tuple[Person, ...], shown: Mapping[str, str]) -> tuple[HiddenPerson, ...]:
    return tuple(
        HiddenPerson(person, shown[person.id], hidden_words(person, shown[person.id])) for person in people
    )
