"""What a finished file says, in the order in which its reader is told it: the values that all checks look at.

Extractors open bytes afresh and judge nothing. Text is kept as the file holds it; `verify/words.py` makes two texts
comparable.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class UnreadableError(Exception):
    """A file that its own format's readers cannot open; the message says in what way, in a few words."""


class Place(StrEnum):
    """What a piece of text is to the reader of the file."""

    BODY = "body"
    CONTENTS = "contents"  # an entry of the table of contents, as far as the format tells them apart
    ALT = "alt"  # what is read in the place of a picture
    MARKER = "marker"  # the bullet or number of a list item
    COVERED = "covered"  # text below an element that has an alternative: seen, and read as the alternative
    HOUSE = "house"  # the office's own cover and boilerplate around a document
    HIDDEN = "hidden"  # held by the file, and not shown


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `path` are the tags around it, outermost first, `page` counts from 1 (0: no pages)."""

    text: str
    path: tuple[str, ...] = ()
    page: int = 0
    place: Place = Place.BODY


@dataclass(frozen=True, slots=True)
class NoteText:
    """A footnote: the number that its reader sees, and its text without the number. 0 stands for a missing number."""

    number: int
    text: str
    page: int = 0


@dataclass(frozen=True, slots=True)
class Loose:
    """Text that no tag of a PDF reaches; `height` is where it stands, 0 at the foot of the page and 1 at its top.

    `size` is that of its letters, `to_right` the room between its end and the right edge of the page, both in points;
    `colour` is that of its letters as `#RRGGBB`, "" when it has another kind of colour.
    """

    text: str
    page: int
    height: float
    size: float = 0.0
    to_right: float = 0.0
    colour: str = ""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table: the text of each header cell, and the words that the table begins with."""

    headers: tuple[str, ...]
    first: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some text of a header or footer, and its looks: the size of its letters in points (0: not known), their colour as
    `#RRGGBB` ("": not known), and whether it stands at the right.
    """

    text: str
    size: float = 0.0
    colour: str = ""
    right: bool = False


@dataclass(frozen=True, slots=True)
class Running:
    """The text of a header or footer; `where` says which, in words ("the header of section 2, first page").

    `stretches` are the stretches of its text that look alike, `behind` words that it draws behind the text of its pages.
    """

    where: str
    text: str
    stretches: tuple[Stretch, ...] = ()
    behind: str = ""


@dataclass(frozen=True, slots=True)
class Field:
    """A form field: `kind` is tick, choice, words or notes (words on several lines), or the format's own word for another; `value` what it holds."""

    name: str
    label: str
    kind: str
    choices: tuple[str, ...] = ()
    value: str = ""


@dataclass(frozen=True, slots=True)
class PdfText:
    """What a PDF says. `outline` are the bookmarks' titles, `headings` the tagged ones by level.

    `active` is what the file could do or carries beside its pages, `damage` the faults that its syntax shows. `fields` are
    the form fields that the tags lead to, in reading order; `field_count` counts all there are.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[NoteText, ...]
    loose: tuple[Loose, ...]
    page_count: int
    title: str = ""
    language: str = ""
    shows_title: bool = False
    tagged: bool = False
    outline: tuple[str, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    tables: tuple[TableText, ...] = ()
    active: tuple[str, ...] = ()
    damage: tuple[str, ...] = ()
    fields: tuple[Field, ...] = ()
    field_count: int = 0


@dataclass(frozen=True, slots=True)
class DocxText:
    """What a Word file says. `headings` are (level, text), `no_alt` the names of pictures without alternative text.

    `package` are faults of the package (ECMA-376 Part 2), `unknown` elements that extraction does not know, `active`
    what the file could do or fetch.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[NoteText, ...]
    running: tuple[Running, ...] = ()
    title: str = ""
    languages: tuple[str, ...] = ()
    headings: tuple[tuple[int, str], ...] = ()
    tables: tuple[TableText, ...] = ()
    no_alt: tuple[str, ...] = ()
    package: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    active: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class HtmlText:
    """What an HTML page says. `fetched` are the addresses that a browser would load, `active` what it would run."""

    pieces: tuple[Piece, ...]
    notes: tuple[NoteText, ...]
    running: tuple[Running, ...] = ()
    title: str = ""
    language: str = ""
    headings: tuple[tuple[int, str], ...] = ()
    tables: tuple[TableText, ...] = ()
    no_alt: tuple[str, ...] = ()
    fetched: tuple[str, ...] = ()
    active: tuple[str, ...] = ()
    unclosed: tuple[str, ...] = field(default=())


FileText: TypeAlias = PdfText | DocxText | HtmlText
