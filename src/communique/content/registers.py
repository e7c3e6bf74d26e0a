"""What holds for all briefs of a project: settings, audiences, people, terms and sources."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator, ConfigDict, Field
from pydantic.json_schema import SkipJsonSchema

from communique.content.fields import Attribution, Count, Day, Depth, Id, Label, Located, Names, YesNo
from communique.content.model import Item
from communique.content.text import Line

Year: TypeAlias = Annotated[int, Field(ge=1800, le=2200)]


class Forms(Located):
    """Forms of a role or collective word, where the usual rule gives a wrong one."""

    possessive: Label | None = Field(default=None, description="As in: a retired officer's account.")
    plural: Label | None = Field(default=None, description="As in: retired officers agreed.")
    sentence_start: Label | None = Field(
        default=None, description="At the beginning of a sentence; default: the first letter as a capital."
    )


class PersonForms(Located):
    """The forms of a person's role and of the collective word."""

    role: Forms | None = Field(default=None, description="Forms of the role.")
    collective: Forms | None = Field(default=None, description="Forms of the collective word.")


class Person(Item):
    """A person of the register; what readers see of them is the audience's attribution rule."""

    name: Label = Field(description="The full name, as it is to be shown.")
    family: Label | None = Field(
        default=None,
        description="Which part of the name is the family name; default: the last word with its particles.",
    )
    aliases: tuple[Label, ...] = Field(
        default=(), description="Other spellings and forms of the name; hidden wherever the name is."
    )
    affiliation: Label | None = Field(default=None, description="Institute or office; no document shows it.")
    role: Label = Field(description="Descriptor that names nobody: 'a former chief of staff'.")
    fits: tuple[Label, ...] = Field(
        default=(),
        description="Other persons' roles that are true of this one too; for the count behind a role.",
    )
    country: Label | None = Field(
        default=None, description="For the count behind a role; no document shows it."
    )
    service: Label | None = Field(
        default=None, description="Branch or kind of office, such as navy; for the count behind a role."
    )
    from_: Year | None = Field(
        default=None, alias="from", description="The first year in office; for the count behind a role."
    )
    until: Year | None = Field(default=None, description="The last year in office; default: still in office.")
    collective: Label = Field(default="a participant", description="The word for one of several.")
    forms: PersonForms | None = Field(
        default=None, description="Possessive, plural and sentence start, where the rule does not do."
    )
    attributable: YesNo = Field(default=False, description="False: never by name, whoever reads.")
    note: Label | None = Field(
        default=None, description="For those who keep the register; shown to no reader."
    )


class People(Located):
    """`people.yaml`."""

    people: tuple[Person, ...] = Field(default=(), description="The persons, each once.")


class Term(Item):
    """A glossary term: the short form used in running text, what it stands for, and what it means."""

    term: Label = Field(description="The full form, as it stands in the middle of a sentence.")
    short: Label | None = Field(default=None, description="The abbreviation, such as CBM.")
    definition: Line = Field(description="What it means, in one or two sentences.")


class Glossary(Located):
    """`glossary.yaml`."""

    terms: tuple[Term, ...] = Field(default=(), description="The terms; their order does not matter.")


class Author(Located):
    """An author of a source: a person's two names, or a body's one (`literal`)."""

    family: Label | None = Field(default=None, description="Family name.")
    given: Label | None = Field(default=None, description="Given names.")
    literal: Label | None = Field(default=None, description="The name of a body, as it is to be shown.")


SourceType: TypeAlias = Literal[
    "article", "article-journal", "article-magazine", "article-newspaper", "book", "chapter", "legislation",
    "post-weblog", "report", "speech", "treaty", "webpage",
]  # fmt: skip


class SourceEntry(Item):
    """A source that can be cited, in the terms of CSL 1.0.2 (Citation Style Language)."""

    type: SourceType = Field(description="What kind of source it is.")
    title: Label = Field(description="Its title.")
    authors: tuple[Author, ...] = Field(default=(), description="Persons and bodies, in order.")
    issued: Label | None = Field(default=None, description="A year, or a date such as 2026-11-22.")
    container: Label | None = Field(default=None, description="The journal, book or site it is part of.")
    publisher: Label | None = Field(default=None, description="Who published it.")
    place_of_publication: Label | None = Field(default=None, description="Where it was published.")
    pages: Label | None = Field(default=None, description="Its pages, such as 145–157.")
    url: Label | None = Field(default=None, description="Its address.")
    accessed: Day | None = Field(default=None, description="When the address was last looked at.")
    note: Label | None = Field(default=None, description="Anything else that the list of sources is to say.")


class Sources(Located):
    """`sources.yaml`."""

    entries: tuple[SourceEntry, ...] = Field(
        default=(), alias="sources", description="The sources; their order does not matter."
    )


class Rung(Located):
    """A rung of the handling ladder; colours are `#RRGGBB`."""

    label: Label = Field(description="The marking as it is shown, such as TLP:AMBER.")
    foreground: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = Field(
        description="Colour of the words."
    )
    background: Annotated[str, Field(pattern=r"^#[0-9A-Fa-f]{6}$")] = Field(
        default="#000000", description="Colour of the ground behind them."
    )
    meaning: Label = Field(default="", description="Who may receive it; for those who write.")
    short: Label | None = Field(
        default=None, description="The mark before a portion, such as (O-S); default: the label in brackets."
    )


class Acknowledged(Located):
    """Words that the guards may meet: a name or text that readers may see although a rule would hide it."""

    words: Label = Field(description="The words as they are shown, such as the author of a published book.")
    reason: Label = Field(description="Why readers may see them; kept with the record of a release.")
    where: Label | None = Field(
        default=None,
        description="The content path that they stand in, such as sources/doe-2020; default: any.",
    )


class Anonymity(Located):
    """How many persons a role has to fit."""

    k: Annotated[int, Field(ge=1, le=100)] = Field(
        default=2,
        description="The least number of persons of the register that a role with what stands beside it must fit.",
    )


class Settings(Located):
    """`project.yaml`: what holds for all briefs of a project."""

    title: Label = Field(description="What the project is called; documents do not show it.")
    publisher: Label | None = Field(
        default=None, description="Who publishes; for your records, documents do not show it."
    )
    language: Label = Field(
        default="en-GB", description="The language of documents, unless a brief or audience names one."
    )
    theme: Id = Field(default="default", description="The look of documents, unless an audience names one.")
    handling: Label | None = Field(
        default=None, description="The rung of items that name none; default: lowest."
    )
    ladder: tuple[Rung, ...] = Field(
        default=(), description="Rungs from lowest to highest; default: TLP 2.0."
    )
    salt: Annotated[str, Field(min_length=16, max_length=300)] | None = Field(
        default=None,
        description="At least 16 characters typed at random; they keep pseudonyms from being worked out, and stay here.",
    )
    anonymity: Anonymity = Field(
        default_factory=Anonymity, description="How many persons a role has to fit; default: two."
    )
    acknowledged: tuple[Acknowledged, ...] = Field(
        default=(),
        description="Words that may be shown although a guard would refuse them, each with its reason.",
    )


class Margins(Located):
    """Page margins in millimetres."""

    top: Annotated[float, Field(ge=5, le=80)] = Field(description="Above the text.")
    right: Annotated[float, Field(ge=5, le=80)] = Field(description="To the right of the text.")
    bottom: Annotated[float, Field(ge=5, le=80)] = Field(description="Below the text.")
    left: Annotated[float, Field(ge=5, le=80)] = Field(description="To the left of the text.")


Watermark: TypeAlias = Annotated[str, Field(min_length=1, max_length=40)]
# What a watermark can be beside words: the document's marking, and none where the audience has one.
MARKING, NO_WATERMARK = "marking", "none"


class DocumentChoice(Located):
    """A document that an audience gets. Keys other than these are options of the document's template."""

    model_config = ConfigDict(extra="allow")

    formats: tuple[Literal["pdf", "docx", "html"], ...] = Field(
        min_length=1, description="The files to make of it."
    )
    max_pages: Count | None = Field(default=None, description="The most pages that its PDF may have.")
    max_words: Annotated[int, Field(ge=1, le=1_000_000)] | None = Field(
        default=None, description="The most words that it may have."
    )
    depth: Depth | None = Field(default=None, description="Overrides the audience's depth for this document.")
    fillable: YesNo = Field(
        default=False,
        description="True for a PDF that can be filled in on a screen: boxes to tick, choices, fields to write in.",
    )
    watermark: Watermark | None = Field(
        default=None,
        description="Overrides the audience's watermark for this document; none for no watermark.",
    )


def _shown(value: object) -> object:
    """`redaction: mark` in short for a mapping that says no more than that."""
    return {"show": value} if isinstance(value, str) else value


class Redaction(Located):
    """Whether readers are told that something was removed, and in which words; the same words everywhere."""

    show: Literal["none", "mark"] = Field(
        default="none", description="none leaves no trace; mark shows where something was removed."
    )
    text: Annotated[str, Field(min_length=1, max_length=40)] = Field(
        default="[withheld]", description="What stands there, once for each place."
    )
    basis: Annotated[str, Field(min_length=1, max_length=80)] | None = Field(
        default=None, description="The legal basis, shown in brackets behind it, such as s. 27 FOIA."
    )


class Audience(Located):
    """A reader group: what it may see, how it is spoken to, and which documents it gets."""

    id: SkipJsonSchema[Id]
    title: Label = Field(description="What the readers are called; the document names it.")
    language: Label | None = Field(
        default=None, description="The documents' language, where it differs from the brief's."
    )
    ceiling: Label = Field(description="The highest rung it may receive.")
    attribution: Attribution = Field(
        default=Attribution.COLLECTIVE,
        description="How persons are spoken of; named shows only persons who are attributable, pseudonym letters.",
    )
    depth: Depth = Field(
        default=Depth.STANDARD, description="How much it wants to read: items of this depth and above."
    )
    glossary: Literal["expand", "table", "none"] = Field(
        default="expand",
        description="Terms: expand explains at first use, table lists them too, none keeps the full form.",
    )
    page: Literal["A4", "Letter"] = Field(default="A4", description="The paper.")
    margins: Margins | None = Field(
        default=None, description="Page margins, where they differ from the theme's."
    )
    theme: Id | None = Field(default=None, description="The look, where it differs from the project's.")
    evidence: Literal["show", "hide"] = Field(
        default="show", description="Whether evidence tags, citations and the list of sources are shown."
    )
    marking: Literal["document", "page"] = Field(
        default="document",
        description="What a page of a PDF bears: the document's marking, or the highest of what stands on that page.",
    )
    portion_marks: YesNo = Field(
        default=False, description="Whether each item begins with its own marking in brackets."
    )
    redaction: Annotated[
        Redaction, BeforeValidator(_shown, json_schema_input_type=Literal["none", "mark"] | Redaction)
    ] = Field(
        default_factory=Redaction,
        description="Whether it is told that something was removed: none, mark, or a mapping with the words.",
    )
    restriction: Label | None = Field(default=None, description="A further restriction, beside the marking.")
    watermark: Watermark | None = Field(
        default=None,
        description="Words across every page, behind the text, such as Draft; marking for the document's marking.",
    )
    documents: Annotated[dict[Id, DocumentChoice], Names] = Field(
        description="The documents it gets, each by the name of its template."
    )
    variables: Annotated[dict[str, Label], Names] = Field(
        default_factory=dict, description="Words for templates, such as addressee."
    )


def watermark_of(audience: Audience, document: DocumentChoice) -> str:
    """What stands behind the text of a document: words, `MARKING`, or "" for nothing."""
    said = " ".join((document.watermark or audience.watermark or "").split())
    return "" if said == NO_WATERMARK else said
