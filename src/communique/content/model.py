"""What an author can write: projects, audiences, registers and briefs, as validated and frozen values.

Each class is one mapping of a YAML file; `schema.py` makes them from trees and the JSON Schemas from them.
Every item knows its content path and the place of each of its keys.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from html import escape
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from communique.content.text import FIGURE_ELEMENT, Line, Prose
from communique.findings import Origin

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
MAX_ID = 64
# Names that Windows reserves for devices; an id becomes a file name, and files travel (Win32 naming conventions).
RESERVED_IDS = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)


def _checked_id(value: str) -> str:
    if len(value) > MAX_ID:
        raise PydanticCustomError("id_too_long", "An id has at most {most} characters", {"most": MAX_ID})
    if not re.fullmatch(ID_PATTERN, value):
        raise PydanticCustomError("id_form", "An id is made of a-z, 0-9 and single hyphens", {})
    if value in RESERVED_IDS:
        raise PydanticCustomError("id_reserved", "'{id}' is a reserved file name on Windows", {"id": value})
    return value


def _checked_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_form", "Input should be a date such as 2026-11-22", {})
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise PydanticCustomError("date_form", "Input is not a date of the calendar", {}) from fault


def _checked_bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("bool_form", "Input should be true or false", {})
    return value == "true"


def _entries_only(value: object) -> object:
    """A mapping whose keys are names and not fields: without the places that `schema.py` adds."""
    return (
        {k: v for k, v in value.items() if not str(k).startswith("@")} if isinstance(value, dict) else value
    )


# For mappings whose keys are the author's names.
Names = BeforeValidator(_entries_only)
Id: TypeAlias = Annotated[
    str, AfterValidator(_checked_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})
]
Label: TypeAlias = Annotated[str, Field(min_length=1, max_length=300)]
Day: TypeAlias = Annotated[
    date, BeforeValidator(_checked_date), WithJsonSchema({"type": "string", "format": "date"})
]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_checked_bool), WithJsonSchema({"type": "boolean"})]
Count: TypeAlias = Annotated[int, Field(ge=1, le=10_000)]


class Depth(StrEnum):
    """How much a reader wants: an item is kept when its own depth is not deeper than the reader's."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    FULL = "full"

    @property
    def rank(self) -> int:
        """0 for essential, 2 for full."""
        return list(Depth).index(self)


class Evidence(StrEnum):
    """How well a claim is supported by its sources."""

    DOCUMENTED = "documented"
    ASSERTED = "asserted"
    CONTESTED = "contested"


class Attribution(StrEnum):
    """How persons are spoken of (Chatham House Rule: role or collective)."""

    NAMED = "named"
    ROLE = "role"
    COLLECTIVE = "collective"


class Located(BaseModel):
    """A mapping of a YAML file: its content path, and the place of it and of each of its keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True
    )

    path: SkipJsonSchema[str] = Field(default="", alias="@path", repr=False)
    origin: SkipJsonSchema[Any] = Field(default=Origin(""), alias="@origin", repr=False)
    keys: SkipJsonSchema[Any] = Field(default_factory=dict, alias="@keys", repr=False)

    def place(self, key: str) -> Origin:
        """Where a key of this mapping stands; the mapping's own place when the key was not written."""
        keys: Mapping[str, Origin] = self.keys
        found = keys.get(key, self.origin)
        return found if isinstance(found, Origin) else Origin("")


class Item(Located):
    """Anything that can be selected, referred to and edited: it has a stable id, and says who may read it."""

    id: Id = Field(description="Stable name, unique among its siblings; other files refer to it.")
    handling: str | None = Field(
        default=None, description="A rung of the handling ladder, such as TLP:GREEN."
    )
    audience: tuple[Id, ...] = Field(default=(), description="Only these audiences may read it.")
    except_: tuple[Id, ...] = Field(default=(), alias="except", description="These audiences may not; wins.")
    depth: Depth = Field(default=Depth.ESSENTIAL, description="Shown to readers of this depth and deeper.")
    priority: int = Field(
        default=5, ge=1, le=9, description="1 is cut last, 9 first, when a page limit is hit."
    )
    evidence: Evidence | None = Field(default=None, description="How well its claim is supported.")
    sources: tuple[Label, ...] = Field(default=(), description="Keys of sources.yaml, 'key' or 'key, p. 4'.")
    variants: Variants | None = Field(default=None, description="Shorter wordings of its main text.")


class Variants(Located):
    """Shorter wordings of an item's main text, for readers with less time."""

    short: Prose | None = None
    one_line: Line | None = None


class Statement(Item):
    """A text that stands alone, such as the bottom line."""

    id: Id = "bottom-line"
    text: Prose


class Message(Item):
    """A key message: a sentence that states the finding, and what supports it."""

    title: Line
    text: Prose | None = None


class Remark(Item):
    """A remark beside the text: `note`, `caution`, or `claim` for what the source says and we do not."""

    kind: Literal["note", "caution", "claim"] = "note"
    text: Prose


class Point(Item):
    """One of several parallel points of a section."""

    title: Line
    text: Prose | None = None


class Picture(Item):
    """A picture from the brief's `figures/` folder, with the text that stands for it when it can't be seen."""

    file: Label
    alt: Label | None = None
    decorative: YesNo = False
    caption: Line | None = None
    credit: Line | None = None

    def __html__(self) -> str:
        """The element that `compose/markup` replaces by the whole figure."""
        return f'<{FIGURE_ELEMENT} path="{escape(self.path)}"></{FIGURE_ELEMENT}>'


class Section(Item):
    """A section of a brief: heading, text, parallel points, remarks, pictures, sections below it."""

    title: Line
    text: Prose | None = None
    points: tuple[Point, ...] = ()
    remarks: tuple[Remark, ...] = ()
    figures: tuple[Picture, ...] = ()
    sections: tuple[Section, ...] = ()


class Recommendation(Item):
    """An action with who takes it, by when, and the first step."""

    action: Line
    who: Line
    when: Line
    first_step: Line | None = None
    reason: Prose | None = None


class Check(Item):
    """A line of the checklist that a convenor can tick; `shown_by` is the evidence that it is met."""

    text: Line
    shown_by: Line | None = None
    owner: Line | None = None


class Principle(Item):
    """A principle with its reason and its checks."""

    name: Line
    one_line: Line
    why: Prose
    checks: tuple[Check, ...] = ()


class Actor(Item):
    """Who took part in a case, and in what part; `track` tells official (I) from unofficial (II)."""

    name: Line
    role: Line
    track: Literal["I", "1.5", "II"] | None = None


class Event(Item):
    """A dated step of a case; `when` is shown as written."""

    when: Line
    text: Line


class Lesson(Item):
    """What a case teaches; `transfers` tells whether it holds elsewhere."""

    text: Line
    transfers: YesNo


class Crosswalk(Item):
    """How far a case shows a principle; its id is the principle's."""

    id: SkipJsonSchema[Id] = ""

    principle: Id
    rating: Literal["applied", "partly", "absent"]
    note: Line | None = None

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_principle(cls, value: Any) -> Any:
        return (
            {**value, "id": value["principle"]} if isinstance(value, dict) and "principle" in value else value
        )


class Case(Item):
    """A case study."""

    title: Line
    opening: Line
    where: Line
    when: Line
    context: Prose
    caution: Prose | None = None
    actors: tuple[Actor, ...] = ()
    timeline: tuple[Event, ...] = ()
    mechanism: Prose
    outcome: Prose
    lessons: tuple[Lesson, ...] = ()
    crosswalk: tuple[Crosswalk, ...] = ()
    figures: tuple[Picture, ...] = ()


class PrinciplesFile(Located):
    """`principles.yaml` of a brief."""

    principles: tuple[Principle, ...] = ()


class Brief(Item):
    """`brief.yaml`, with the principles and cases of the files beside it."""

    title: Line
    subtitle: Line | None = None
    short_title: Label
    series: Label | None = None
    number: Label | None = None
    date: Day
    version: Label = "1.0"
    language: Label | None = None
    author: Label = Field(alias="from", description="Who it comes from, as shown on the first page.")
    decision: Line | None = Field(default=None, description="The decision asked of the reader.")
    decide_by: Label | None = None
    keywords: tuple[Label, ...] = ()
    audiences: tuple[Id, ...] = Field(default=(), description="The audiences it is for; none named: all.")
    bottom_line: Statement
    key_messages: tuple[Message, ...] = ()
    sections: tuple[Section, ...] = ()
    recommendations: tuple[Recommendation, ...] = ()
    principles: SkipJsonSchema[tuple[Principle, ...]] = ()
    cases: SkipJsonSchema[tuple[Case, ...]] = ()


class Person(Item):
    """A person of the register; what readers see of them is the audience's attribution rule."""

    name: Label
    aliases: tuple[Label, ...] = ()
    affiliation: Label | None = None
    role: Label = Field(description="Descriptor that names nobody: 'a former chief of staff'.")
    collective: Label = "a participant"
    attributable: YesNo = Field(default=False, description="False: never by name, whoever reads.")
    note: Label | None = None


class People(Located):
    """`people.yaml`."""

    people: tuple[Person, ...] = ()


class Term(Item):
    """A glossary term: the short form used in running text, what it stands for, and what it means."""

    term: Label
    short: Label | None = None
    definition: Line


class Glossary(Located):
    """`glossary.yaml`."""

    terms: tuple[Term, ...] = ()


class Author(Located):
    """An author of a source: a person's two names, or a body's one (`literal`)."""

    family: Label | None = None
    given: Label | None = None
    literal: Label | None = None


SourceType: TypeAlias = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "legislation",
    "post-weblog", "report", "speech", "treaty", "webpage",
]  # fmt: skip


class SourceEntry(Item):
    """A source that can be cited, in the terms of CSL 1.0.2 (Citation Style Language)."""

    type: SourceType
    title: Label
    authors: tuple[Author, ...] = ()
    issued: Label | None = Field(default=None, description="A year, or a date such as 2026-11-22.")
    container: Label | None = None
    publisher: Label | None = None
    place_of_publication: Label | None = None
    pages: Label | None = None
    url: Label | None = None
    accessed: Day | None = None
    note: Label | None = None


class Sources(Located):
    """`sources.yaml`."""

    entries: tuple[SourceEntry, ...] = Field(default=(), alias="sources")


class Rung(Located):
    """A rung of the handling ladder; colours are `#RRGGBB`."""

    label: Label
    foreground: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")]
    background: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = "#000000"
    meaning: Label = ""


class Settings(Located):
    """`project.yaml`: what holds for all briefs of a project."""

    title: Label
    publisher: Label | None = None
    language: Label = "en-GB"
    theme: Id = "default"
    handling: Label | None = Field(
        default=None, description="The rung of items that name none; default: lowest."
    )
    ladder: tuple[Rung, ...] = Field(
        default=(), description="Rungs from lowest to highest; default: TLP 2.0."
    )


class Margins(Located):
    """Page margins in millimetres."""

    top: Annotated[float, Field(ge=5, le=80)]
    right: Annotated[float, Field(ge=5, le=80)]
    bottom: Annotated[float, Field(ge=5, le=80)]
    left: Annotated[float, Field(ge=5, le=80)]


class DocumentChoice(Located):
    """A document that an audience gets. Keys other than these are options of the document's template."""

    model_config = ConfigDict(extra="allow")

    formats: tuple[Literal["pdf", "docx", "html"], ...] = Field(min_length=1)
    max_pages: Count | None = None
    max_words: Annotated[int, Field(ge=1, le=1_000_000)] | None = None
    depth: Depth | None = Field(default=None, description="Overrides the audience's depth for this document.")


class Audience(Located):
    """A reader group: what it may see, how it is spoken to, and which documents it gets."""

    id: SkipJsonSchema[Id]
    title: Label
    language: Label | None = None
    ceiling: Label = Field(description="The highest rung it may receive.")
    attribution: Attribution = Attribution.COLLECTIVE
    depth: Depth = Depth.STANDARD
    glossary: Literal["expand", "table", "none"] = "expand"
    page: Literal["A4", "Letter"] = "A4"
    margins: Margins | None = None
    theme: Id | None = None
    evidence: Literal["show", "hide"] = "show"
    restriction: Label | None = Field(default=None, description="A further restriction, beside the marking.")
    documents: Annotated[dict[Id, DocumentChoice], Names]
    variables: Annotated[dict[str, Label], Names] = Field(
        default_factory=dict, description="Words for templates, such as addressee."
    )
