"""What an audience gets to see, as values: the View that templates are given, and the record of every decision."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from communique.content.fields import Depth
from communique.content.model import Brief
from communique.content.pictures import PictureData
from communique.content.registers import Acknowledged, Person, Rung, SourceEntry, Term
from communique.content.text import Text
from communique.findings import Origin


class Verdict(StrEnum):
    """Whether an item is in. `withheld` must not be known to the reader; `omitted` is an editorial matter."""

    KEPT = "kept"
    OMITTED = "omitted"
    WITHHELD = "withheld"


class Reason(StrEnum):
    """Why an item is not in; the first four withhold, the last two omit."""

    NONE = ""
    EXCEPT = "except"
    AUDIENCE = "audience"
    HANDLING = "handling"
    ATTRIBUTION = "attribution"
    PARENT = "part of an item that is not in"
    DEPTH = "depth"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided for one item, and the line that says so; `redacted`: its place is shown as withheld."""

    path: str
    verdict: Verdict
    reason: Reason
    decided_at: Origin
    item_at: Origin
    redacted: bool = False


@dataclass(frozen=True, slots=True)
class Reader:
    """What templates may know of the audience: how to speak to it, not what it may see."""

    id: str
    title: str
    language: str
    depth: Depth
    glossary: str
    page: str
    margins: tuple[float, float, float, float] | None
    evidence: str
    restriction: str
    variables: Mapping[str, str]
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Handling:
    """How high on the ladder everything stands that a document may say.

    `heights` has the content paths of the view's items, of the terms, sources and persons in it, and of the items whose
    titles a reference can show. No template reaches it. `pages` and `portions` tell whether this reader is shown the
    marking of each page and of each item, `across` whether the document's stands behind the text of each page.
    """

    rungs: tuple[Rung, ...]
    heights: Mapping[str, int]
    pages: bool = False
    portions: bool = False
    across: bool = False

    def owner(self, path: str) -> str:
        """The path of the item that a text field is part of, or of the item itself; the brief's ("") for others."""
        while path and path not in self.heights:
            path = path.rpartition("/")[0]
        return path

    def height(self, path: str) -> int:
        """Of an item, or of the item that a text field is part of; the brief's own where a path names neither."""
        return self.heights.get(self.owner(path), 0)


@dataclass(frozen=True, slots=True)
class Said:
    """How a reader is told of one person: alone, as a possessive, in the plural, and at the start of a sentence."""

    alone: str
    possessive: str
    plural: str
    start: str


@dataclass(frozen=True, slots=True)
class View:
    """Everything that one document of one audience is made from; a pure value without any trace of the rest.

    `people` maps ids to the form this audience is shown; `pictures` file names to checked pictures; `titles` what a
    reference points to (`case/us-rok`) to its title, also for items that this document leaves out. `said` has the forms
    of those words; `pseudonyms` for each person who gets a letter what the letters are sorted by. Templates reach neither.
    """

    brief: Brief
    reader: Reader
    handling: Handling
    people: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, Said] = field(default_factory=dict)
    pseudonyms: Mapping[str, str] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    sources: Mapping[str, SourceEntry] = field(default_factory=dict)
    pictures: Mapping[str, PictureData] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class WithheldItem:
    """An item that the reader must not learn of: its path, the stretches of its own words, and where it is written.

    `picture` are the bytes of a withheld picture.
    """

    path: str
    reason: Reason
    origin: Origin
    words: tuple[str, ...] = field(repr=False)
    picture: bytes = field(default=b"", repr=False)


@dataclass(frozen=True, slots=True)
class HiddenPerson:
    """A person of whom the reader is told no more than `shown`; `words` are what else must not be read about them.

    The ways in which the name may be spelled are not among the words: `audience/names` finds those.
    """

    person: Person = field(repr=False)
    shown: str
    words: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Withheld:
    """All that is withheld from an audience, and what of it the author acknowledges that it may read nevertheless.

    Goes to `verify/` only; its repr tells no words.
    """

    items: tuple[WithheldItem, ...] = field(default=(), repr=False)
    people: tuple[HiddenPerson, ...] = field(default=(), repr=False)
    acknowledged: tuple[Acknowledged, ...] = field(default=(), repr=False)

    @property
    def paths(self) -> tuple[str, ...]:
        """The content paths of all that is withheld, and of the persons of whom the reader is told less than their name."""
        hidden = (each.person.path for each in self.people if each.shown != each.person.name)
        return tuple(dict.fromkeys((*(item.path for item in self.items), *hidden)))


@dataclass(frozen=True, slots=True)
class Pick:
    """A choice of items by id (`cases: [us-rok]`), and the line that makes it."""

    ids: tuple[str, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Choice:
    """One document of one audience: its template, its depth, and which items it is to hold.

    `picks` maps a collection of the brief (`cases`, `sections`, `principles`) to the chosen ids; `watermark` is what
    stands behind the text, as the audience's file says it.
    """

    document: str
    depth: Depth
    picks: Mapping[str, Pick] = field(default_factory=dict)
    watermark: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """A view, the decisions that led to it, and what is withheld."""

    view: View
    decisions: tuple[Decision, ...]
    withheld: Withheld
