"""What holds for all briefs of a project: settings, audiences, people, terms and sources."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from communique.content.fields import Attribution, Count, Day, Depth, Id, Label, Located, Names, YesNo
from communique.content.model import Item
from communique.content.text import Line


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
