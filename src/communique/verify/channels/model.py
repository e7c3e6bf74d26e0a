"""What a file says and by which way it says it: the values that the guard against leaks looks at."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """What sort of words a channel carries, which decides what counts as a leak in it."""

    READ = "read"  # words for the reader's eye or ear: pages, alternative texts, notes
    KEPT = (
        "kept"  # words that the file keeps beside: properties, comments, hidden and deleted text, attachments
    )
    NAME = "name"  # names for programs: anchors, bookmarks, tags, parts, fonts, classes


@dataclass(frozen=True, slots=True)
class Channel:
    """A way in which a file of a format can say something; `title` is its line in the documentation.

    `format` is pdf, docx, html or image (a picture inside any of them).
    """

    format: str
    name: str
    kind: Kind
    title: str

    @property
    def id(self) -> str:
        """`pdf.bookmarks`."""
        return f"{self.format}.{self.name}"


class Said(NamedTuple):
    """A stretch of what a file says, as the file holds it, decoded to characters; `where` is a place in words.

    Runs that a reader sees joined are joined without anything between them; blocks are parted by line feeds.
    `where` never holds any of the file's own words.
    """

    text: str
    channel: Channel
    where: str


@dataclass(frozen=True, slots=True)
class Blind:
    """What the guard cannot hear in a format, and why; a line of the documentation."""

    format: str
    title: str
    reason: str
