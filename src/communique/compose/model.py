"""The Document tree: the one numbered, resolved value that PDF, DOCX and HTML are all written from.

Blocks know where their words come from (`Source`), so that a finding about a finished page can name the line of the
content file. The tree holds nothing else of the project: no withheld item, no path of the disk, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from communique.content.spans import Spans
from communique.findings import Origin


@dataclass(frozen=True, slots=True)
class Source:
    """Where a block's words were written: the item's content path ("" for the template's own words) and the place.

    `rung` is the height on the ladder of the highest content whose words the block itself shows.
    """

    path: str
    origin: Origin
    rung: int = 0


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; `level` from 1 (the document's title) to 6, `number` as shown ("2.1") or "" when not numbered."""

    level: int
    spans: Spans
    source: Source
    anchor: str = ""
    number: str = ""
    role: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `role` is one of `roles.PARAGRAPH_ROLES` ("" for running text)."""

    spans: Spans
    source: Source
    role: str = ""
    anchor: str = ""


class ListKind(StrEnum):
    """How the items of a list are marked."""

    BULLET = "bullet"
    NUMBER = "number"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    blocks: tuple[Block, ...]
    source: Source
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class List:
    """A list. Markers are not part of the text: writers make them (PDF `Lbl`, Word numbering)."""

    kind: ListKind
    items: tuple[ListItem, ...]
    source: Source
    role: str = ""
    start: int = 1


@dataclass(frozen=True, slots=True)
class Definition:
    """One entry of a definition list."""

    term: Spans
    blocks: tuple[Block, ...]
    source: Source
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Definitions:
    """A definition list; role `facts` is the panel of label and value."""

    entries: tuple[Definition, ...]
    source: Source
    role: str = ""


class Align(StrEnum):
    """How the cells of a column stand."""

    START = "start"
    CENTRE = "centre"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the table's width (shares of a table add up to 1)."""

    share: float
    align: Align = Align.START


class Scope(StrEnum):
    """What a header cell heads."""

    NONE = ""
    COLUMN = "col"
    ROW = "row"
    GROUP = "rowgroup"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; a header cell has a scope. `span` columns wide."""

    blocks: tuple[Block, ...]
    scope: Scope = Scope.NONE
    span: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row; `role` "group" heads the rows below it (a principle above its checks)."""

    cells: tuple[Cell, ...]
    source: Source
    role: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A data table: caption (its takeaway), header rows that repeat on each page, body rows, a note below.

    The spans of the cells of each row add up to `len(columns)`. `number` is the table's number as shown, or "".
    """

    caption: Spans
    columns: tuple[Column, ...]
    head: tuple[Row, ...]
    body: tuple[Row, ...]
    source: Source
    note: Spans = ()
    role: str = ""
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture's bytes, exactly as they will be embedded, with its size in CSS pixels (1/96 inch).

    A drawing (`image/svg+xml`) has a PNG `fallback` for readers that can't show SVG.
    """

    data: bytes
    media_type: str
    width: int
    height: int
    fallback: bytes = b""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its text alternative, caption and source line. `alt` is "" for a decorative picture only."""

    image: Image
    alt: str
    caption: Spans
    source: Source
    note: Spans = ()
    anchor: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Callout:
    """A remark beside the text: `kind` is note, caution or claim; `label` is the word shown before it."""

    kind: str
    label: str
    blocks: tuple[Block, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class Region:
    """Blocks that are laid out together; `role` is one of `roles.REGION_ROLES` (cover, bottom-line, landscape, …)."""

    role: str
    blocks: tuple[Block, ...]
    source: Source
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """A line of the contents: the heading's level, number, words and rung, and its anchor."""

    level: int
    number: str
    text: str
    target: str
    rung: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """The table of contents, with its own heading outside it."""

    entries: tuple[ContentsEntry, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class BibliographyEntry:
    """A cited source as the citation style writes it; `label` is "[1]" in numeric styles, "" in others."""

    key: str
    label: str
    spans: Spans
    anchor: str
    rung: int = 0


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The sources that the document cites, in the order of the citation style."""

    entries: tuple[BibliographyEntry, ...]
    source: Source


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a new page."""

    source: Source


Block: TypeAlias = (
    Heading
    | Paragraph
    | List
    | Definitions
    | Table
    | Figure
    | Callout
    | Region
    | Contents
    | Bibliography
    | PageBreak
)
Blocks: TypeAlias = tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote; `number` from 1 in reading order."""

    number: int
    spans: Spans
    source: Source


@dataclass(frozen=True, slots=True)
class Marking:
    """The label in the header and footer of every page, with the colours its standard demands (`#RRGGBB`)."""

    label: str
    foreground: str = "#000000"
    background: str = "#FFFFFF"
    restriction: str = ""


@dataclass(frozen=True, slots=True)
class PageSetup:
    """The paper: `size` is A4 or Letter; margins (top, right, bottom, left) in millimetres."""

    size: str
    margins: tuple[float, float, float, float]

    @property
    def millimetres(self) -> tuple[float, float]:
        """Width and height of the upright page."""
        return PAPER[self.size]


PAPER = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the file says about itself and in its running heads. `date` is ISO 8601; `shown_date` as readers see it."""

    title: str
    short_title: str
    subject: str
    author: str
    date: str
    shown_date: str
    language: str
    audience: str
    identifier: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The few words that are set by no template, in the language of the document; braces are filled with data."""

    page: str = "Page"
    of: str = "of"
    contents: str = "Contents"
    table: str = "Table"
    figure: str = "Figure"
    participant: str = "Participant"
    timeline: str = "Timeline of {count} events, from {first} to {last}"
    matrix: str = "Matrix of {rows} principles and {columns} cases"
    bar_chart: str = "Bar chart"
    line_chart: str = "Line chart"
    extremes: str = "{count} values from {first} to {last}; the lowest is {low} ({low_at}), the highest {high} ({high_at})"


@dataclass(frozen=True, slots=True)
class Document:
    """One document for one audience, ready to be written in any format.

    `page_marks` has, where each page of a PDF bears the marking of what stands on it, the markings of pages by the rung of
    the highest block on them; the last is the document's. Otherwise it is empty. A `fillable` one has form fields in its PDF.
    `watermark` are words that stand behind the text of every page, or "".
    """

    metadata: Metadata
    page: PageSetup
    marking: Marking
    blocks: Blocks
    notes: tuple[Note, ...] = field(default=())
    words: Wording = field(default_factory=Wording)
    page_marks: tuple[Marking, ...] = ()
    fillable: bool = False
    watermark: str = ""


def children(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case List():
            for item in block.items:
                yield from item.blocks
        case Definitions():
            for entry in block.entries:
                yield from entry.blocks
        case Table():
            for row in (*block.head, *block.body):
                for cell in row.cells:
                    yield from cell.blocks
        case Callout() | Region():
            yield from block.blocks
        case _:
            return


def walk(blocks: Blocks) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        if type(block) not in LEAVES:
            yield from walk(tuple(children(block)))


# Nearly all blocks hold no others; whoever walks a large tree need not ask each of these for what is in it.
LEAVES = frozenset({Heading, Paragraph, Figure, Contents, Bibliography, PageBreak})


def own_texts(block: Block) -> Iterable[Spans]:
    """The runs of text that a block says itself, in reading order; those of blocks inside it are theirs."""
    match block:
        case Paragraph(spans=spans) | Heading(spans=spans):
            return (spans,)
        case Definitions(entries=entries):
            return (entry.term for entry in entries)
        case Table(caption=caption, note=note) | Figure(caption=caption, note=note):
            return (caption, note)
        case Bibliography(entries=sources):
            return (source.spans for source in sources)
        case _:
            return ()
