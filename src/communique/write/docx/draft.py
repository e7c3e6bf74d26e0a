"""The state of a document while it is written: what is open, what is due, what has been numbered."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from communique.compose.model import Document, Region
from communique.theme import Theme
from communique.write.docx.anchors import References
from communique.write.docx.numbering import Instances
from communique.write.docx.ooxml import Element
from communique.write.docx.package import Part, Relations
from communique.write.docx.paper import Paper, Place
from communique.write.docx.trail import Trail


@dataclass(frozen=True, slots=True)
class Setting:
    """Which styles paragraphs get in some place: by role where the place has its own, and `title` where that is the place
    of the document's title.
    """

    styles: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    in_table: bool = False
    in_callout: bool = False


_ORDINARY = Setting()


class Frame(NamedTuple):
    """Where blocks go: the place that holds them, its width in twips, its setting, how deep in lists.

    A named tuple, since every cell of a table has one.
    """

    place: Place
    width: int
    setting: Setting = _ORDINARY
    depth: int = 0

    def within(self, setting: Setting) -> Frame:
        """The same place with another setting."""
        return self._replace(setting=setting)


@dataclass(slots=True)
class Counters:
    """Numbers that must not repeat in a package."""

    bookmark: int = 0
    drawing: int = 0
    control: int = 0


class RunningKey(NamedTuple):
    """What running heads differ by: `kind` is header or footer."""

    kind: str
    turned: bool
    first: bool
    named: bool


@dataclass(slots=True)
class Sections:
    """Upright and turned pages: what the pages being filled are, and what the next block asks for.

    `named` are pages whose headers name the section that they are in, `naming` what the next block asks for.
    """

    turned: bool = False
    wanted: bool = False
    filled: bool = False
    naming: bool = False
    named: bool = False
    closed: int = 0
    running: dict[RunningKey, str] = field(default_factory=dict)


@dataclass(slots=True)
class Draft:
    """One document being written. `paper` and `links` are what the part holds that text goes to at the moment, and its
    relationships; `body` is the document's own place, and `paragraph_end` what ends with the open paragraph.

    Other pages have other headers, so that sections are named from a page's beginning on; `naming_due` tells that they are to
    be. `right` tells whether the document's language runs from right to left, `lift` how many levels higher than in the tree
    headings stand (`compose/title.py`), `said` which blocks an office's cover says already, `run_on` which cases and
    parts go on where the one before ends. `spoken` are the languages of other scripts in the text, by the slot of `w:lang`,
    `placeholders` what its controls show while they are empty. `put_section` writes the properties of a section, in our own look
    or the office's.
    """

    document: Document
    theme: Theme
    references: References
    pages: Mapping[str, int]
    bold_styles: frozenset[str]
    put_section: Callable[[Element, Draft], None]
    body: Place = field(default_factory=lambda: Place(is_body=True))
    paper: Paper = field(default_factory=Paper)
    right: bool = False
    lift: int = 1
    named_from: Region | None = None
    said: frozenset[int] = frozenset()
    run_on: frozenset[int] = frozenset()
    first_numbered: int = 0
    sources_count: bool = False
    tables_count: bool = True
    figures_count: bool = True
    links: Relations = field(default_factory=Relations)
    media: dict[bytes, Part] = field(default_factory=dict)
    lists: Instances = field(default_factory=Instances)
    counters: Counters = field(default_factory=Counters)
    sections: Sections = field(default_factory=Sections)
    trail: Trail = field(default_factory=Trail)
    spoken: dict[str, str] = field(default_factory=dict)
    placeholders: dict[str, None] = field(default_factory=dict)
    pending: list[str] = field(default_factory=list)
    noted: set[int] = field(default_factory=set)
    paragraph_end: str = ""
    page_due: bool = False
    naming_due: bool = False

    def mark(self, anchor: str) -> None:
        """The next paragraph that is opened bears this anchor, if anything points to it."""
        if anchor in self.references.bookmarks:
            self.pending.append(self.references.bookmarks[anchor])

    def begin_page(self) -> None:
        """What follows begins a new page, unless nothing stands on this one."""
        self.page_due = self.page_due or self.sections.filled
