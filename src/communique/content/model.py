"""What an author can write in a brief, as validated and frozen values.

Each class is one mapping of a YAML file; `schema.py` makes them from trees and the JSON Schemas from them.
Every item knows its content path and the place of each of its keys.
"""

from __future__ import annotations

from html import escape
from typing import Any, Literal

from pydantic import Field, model_validator
from pydantic.json_schema import SkipJsonSchema

from communique.content.fields import Day, Depth, Evidence, Id, Label, Located, YesNo
from communique.content.text import FIGURE_ELEMENT, Line, Prose


class Variants(Located):
    """Shorter wordings of an item's main text, for readers with less time."""

    short: Prose | None = None
    one_line: Line | None = None


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
