"""What an author can write in a brief, as validated and frozen values.

Each class is one mapping of a YAML file; `schema.py` makes them from trees and the JSON Schemas from them.
Every item knows its content path and the place of each of its keys.
"""

from __future__ import annotations

from html import escape
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from communique.content.fields import Day, Depth, Evidence, Id, Label, Located, Names, Number, YesNo
from communique.content.moments import Moment
from communique.content.text import FIGURE_ELEMENT, Line, Prose

MAX_VALUES = 10_000  # of a series
MAX_SERIES = 4  # of a chart; more cannot be told apart in black and white


class Variants(Located):
    """Shorter wordings of an item's main text, for readers with less time."""

    short: Prose | None = Field(default=None, description="A few sentences that stand for the whole text.")
    one_line: Line | None = Field(default=None, description="One sentence that stands for it.")


# How the id of what stands in the place of withheld items begins; no author's id has a dot.
STAND_IN = "redacted."


class Item(Located):
    """Anything that can be selected, referred to and edited: it has a stable id, and says who may read it."""

    id: Id = Field(description="Stable name, unique among its siblings; other lines refer to it.")
    handling: str | None = Field(
        default=None, description="A rung of the handling ladder, such as TLP:GREEN."
    )
    audience: tuple[Id, ...] = Field(default=(), description="Only these audiences may read it.")
    except_: tuple[Id, ...] = Field(default=(), alias="except", description="These audiences may not; wins.")
    depth: Depth = Field(default=Depth.ESSENTIAL, description="Shown to readers of this depth and deeper.")
    priority: int = Field(
        default=5,
        ge=1,
        le=9,
        description="What a message names first (9) or last (1) when a limit is passed.",
    )
    evidence: Evidence | None = Field(default=None, description="How well its claim is supported.")
    sources: tuple[Label, ...] = Field(default=(), description="Keys of sources.yaml, 'key' or 'key, p. 4'.")
    variants: Variants | None = Field(default=None, description="Shorter wordings of its main text.")

    @property
    def redacted(self) -> bool:
        """True for what stands in the place of withheld items and says nothing of them."""
        return self.id.startswith(STAND_IN)


class Statement(Item):
    """A text that stands alone, such as the bottom line."""

    id: Id = Field(default="bottom-line", description="Its name in references and paths.")
    text: Prose = Field(description="What the reader must know when they read nothing else.")


class Message(Item):
    """A key message: a sentence that states the finding, and what supports it."""

    title: Line = Field(description="The finding as one sentence.")
    text: Prose | None = Field(default=None, description="What supports it.")


class Remark(Item):
    """A remark beside the text: `note`, `caution`, or `claim` for what the source says and we do not."""

    kind: Literal["note", "caution", "claim"] = Field(
        default="note", description="What sort of remark it is."
    )
    text: Prose = Field(description="The remark.")


class Point(Item):
    """One of several parallel points of a section."""

    title: Line = Field(description="The point as one sentence.")
    text: Prose | None = Field(default=None, description="What there is to say about it.")


def _drawn(item: Item, words: Line | None) -> str:
    """A figure's element; of what stands in the place of a figure the words."""
    if item.redacted and words is not None:
        return f"<p>{words.__html__()}</p>"
    return f'<{FIGURE_ELEMENT} path="{escape(item.path)}"></{FIGURE_ELEMENT}>'


class Picture(Item):
    """A picture from the brief's `figures/` folder, with the text that stands for it when it can't be seen."""

    file: Label = Field(description="File name in the brief's figures/ folder: PNG, JPEG or SVG.")
    alt: Label | None = Field(
        default=None,
        description="What the picture shows, for those who cannot see it; needed unless decorative.",
    )
    decorative: YesNo = Field(default=False, description="True when the picture carries no meaning.")
    caption: Line | None = Field(
        default=None, description="Its takeaway, shown with the number of the figure."
    )
    credit: Line | None = Field(default=None, description="Where it is from, shown below the caption.")

    def __html__(self) -> str:
        """The element that `compose/markup` replaces by the whole figure."""
        return _drawn(self, self.caption)


def _some_values(values: dict[str, float]) -> dict[str, float]:
    if not values:
        raise PydanticCustomError("no_values", "There is no value to draw", {})
    if len(values) > MAX_VALUES:
        raise PydanticCustomError(
            "too_many_values", "A series has at most {most} values", {"most": MAX_VALUES}
        )
    return values


def _few_series(series: tuple[Series, ...]) -> tuple[Series, ...]:
    if not 1 <= len(series) <= MAX_SERIES:
        raise PydanticCustomError("series_count", "A chart has one to {most} series", {"most": MAX_SERIES})
    return series


class Series(Item):
    """A series of a chart: numbers by their labels, in the order in which they are drawn."""

    name: Line | None = Field(default=None, description="What it is called; needed beside another series.")
    values: Annotated[dict[Label, Number], Names, AfterValidator(_some_values)] = Field(
        description="A label, a colon and a number a line. Labels that are years, months or days are drawn to scale."
    )


class Chart(Item):
    """A chart that is drawn from numbers, in the colours of the theme."""

    kind: Literal["bar", "line"] = Field(description="Bars to compare, or lines over time.")
    title: Line = Field(description="Its takeaway, shown with the number of the figure.")
    unit: Label | None = Field(
        default=None, description="What the numbers count, such as 'exercises a year'."
    )
    series: Annotated[tuple[Series, ...], AfterValidator(_few_series)] = Field(
        description="What is drawn; each series can be kept from some readers."
    )
    alt: Label | None = Field(
        default=None,
        description="What the chart shows, in place of the words that are made from its numbers.",
    )
    table: YesNo = Field(default=False, description="True to set the numbers in a table below the chart too.")
    credit: Line | None = Field(
        default=None, description="Where the numbers are from, shown below the caption."
    )

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of all its series, in the order in which they are first used."""
        return tuple(dict.fromkeys(label for each in self.series for label in each.values))

    def __html__(self) -> str:
        """The element that `compose/markup` replaces by the whole figure."""
        return _drawn(self, self.title)


class Section(Item):
    """A section of a brief: heading, text, parallel points, remarks, pictures, charts, sections below it."""

    title: Line = Field(description="The heading; best a sentence that states the finding.")
    text: Prose | None = Field(default=None, description="The text under the heading.")
    points: tuple[Point, ...] = Field(default=(), description="Parallel points of the section.")
    remarks: tuple[Remark, ...] = Field(default=(), description="Remarks set apart from the text.")
    figures: tuple[Picture, ...] = Field(default=(), description="Pictures.")
    charts: tuple[Chart, ...] = Field(default=(), description="Charts that are drawn from numbers.")
    sections: tuple[Section, ...] = Field(default=(), description="Sections below this one.")


class Recommendation(Item):
    """An action with who takes it, by when, and the first step."""

    action: Line = Field(description="What is to be done, as an imperative.")
    who: Line = Field(description="Who does it.")
    when: Line = Field(description="By when, as it is to be shown.")
    first_step: Line | None = Field(default=None, description="What can be done tomorrow.")
    reason: Prose | None = Field(default=None, description="Why; for readers of more than the essential.")


class Check(Item):
    """A line of the checklist that a convenor can tick; `shown_by` is the evidence that it is met."""

    text: Line = Field(description="What must be true for the line to be ticked.")
    shown_by: Line | None = Field(default=None, description="What shows that it is, such as a seating plan.")
    owner: Line | None = Field(default=None, description="Who sees to it.")


class Principle(Item):
    """A principle with its reason and its checks."""

    name: Line = Field(description="Its name, such as Transparency.")
    one_line: Line = Field(description="What it asks, in one sentence.")
    why: Prose = Field(description="Why it matters.")
    checks: tuple[Check, ...] = Field(default=(), description="The lines of the checklist.")


class Actor(Item):
    """Who took part in a case, and in what part; `track` tells official (I) from unofficial (II)."""

    name: Line = Field(description="Person, office or body.")
    role: Line = Field(description="What they did in the case.")
    track: Literal["I", "1.5", "II"] | None = Field(
        default=None, description="Official (I), mixed (1.5) or unofficial (II)."
    )


class Event(Item):
    """A dated step of a case; `when` is shown as written. With `date`, or `from` and `to`, it is in the timeline's picture.

    The picture shows the `one_line` variant where there is one.
    """

    when: Line = Field(description="A date or period, shown as written.")
    date: Moment | None = Field(
        default=None, description="The same for the picture of the timeline: 2018, 2018-06 or 2018-06-12."
    )
    from_: Moment | None = Field(
        default=None, alias="from", description="When a period begins, for the picture; goes with 'to'."
    )
    to: Moment | None = Field(default=None, description="When the period ends, for the picture.")
    text: Line = Field(description="What happened.")


class Lesson(Item):
    """What a case teaches; `transfers` tells whether it holds elsewhere."""

    text: Line = Field(description="The lesson.")
    transfers: YesNo = Field(description="True when it holds elsewhere too.")


class Crosswalk(Item):
    """How far a case shows a principle; its id is the principle's."""

    id: SkipJsonSchema[Id] = ""

    principle: Id = Field(description="Id of a principle of the brief.")
    rating: Literal["applied", "partly", "absent"] = Field(description="How far the case shows it.")
    note: Line | None = Field(default=None, description="Why it is rated so.")

    @model_validator(mode="before")
    @classmethod
    def _named_by_its_principle(cls, value: Any) -> Any:
        return (
            {**value, "id": value["principle"]} if isinstance(value, dict) and "principle" in value else value
        )


class Case(Item):
    """A case study."""

    title: Line = Field(description="What the case is called.")
    opening: Line = Field(description="The case in one sentence.")
    where: Line = Field(description="Place or region.")
    when: Line = Field(description="Date or period, shown as written.")
    context: Prose = Field(description="What came before.")
    caution: Prose | None = Field(default=None, description="What the reader must not take from the case.")
    actors: tuple[Actor, ...] = Field(default=(), description="Who took part.")
    timeline: tuple[Event, ...] = Field(default=(), description="What happened, step by step.")
    timeline_title: Line | None = Field(
        default=None, description="The takeaway of the timeline, shown with its picture."
    )
    mechanism: Prose = Field(description="How it worked.")
    outcome: Prose = Field(description="What came of it.")
    lessons: tuple[Lesson, ...] = Field(default=(), description="What it teaches.")
    crosswalk: tuple[Crosswalk, ...] = Field(
        default=(), description="How far it shows each of the brief's principles."
    )
    figures: tuple[Picture, ...] = Field(default=(), description="Pictures.")
    charts: tuple[Chart, ...] = Field(default=(), description="Charts that are drawn from numbers.")


class PrinciplesFile(Located):
    """`principles.yaml` of a brief."""

    principles: tuple[Principle, ...] = Field(
        default=(), description="The principles, in the order in which they are shown."
    )


class Brief(Item):
    """`brief.yaml`, with the principles and cases of the files beside it."""

    title: Line = Field(description="The title on the first page.")
    subtitle: Line | None = Field(
        default=None, description="Below the title, where the document asks for a decision."
    )
    short_title: Label = Field(description="For running heads and the properties of the files.")
    series: Label | None = Field(default=None, description="The series it belongs to, above the title.")
    number: Label | None = Field(default=None, description="Its number in the series.")
    date: Day = Field(description="The date that readers see, as 2026-11-22.")
    version: Label = Field(default="1.0", description="For the cover and the properties of the files.")
    language: Label | None = Field(
        default=None, description="Its language, such as en-GB, where it differs from the project."
    )
    author: Label = Field(alias="from", description="Who it comes from, as shown on the first page.")
    decision: Line | None = Field(default=None, description="The decision asked of the reader.")
    decide_by: Label | None = Field(default=None, description="By when, as it is to be shown.")
    keywords: tuple[Label, ...] = Field(default=(), description="For the properties of the files.")
    audiences: tuple[Id, ...] = Field(default=(), description="The audiences it is for; none named: all.")
    bottom_line: Statement = Field(description="The one statement that every reader gets.")
    key_messages: tuple[Message, ...] = Field(default=(), description="The findings, most important first.")
    sections: tuple[Section, ...] = Field(default=(), description="The brief in full.")
    recommendations: tuple[Recommendation, ...] = Field(default=(), description="What is to be done.")
    principles: SkipJsonSchema[tuple[Principle, ...]] = ()
    cases: SkipJsonSchema[tuple[Case, ...]] = ()
