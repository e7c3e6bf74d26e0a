"""The values that inline markup is parsed into: one vocabulary for content, templates and all writers.

A span is a piece of running text. The first group is what an author can write in a text field; the names that
still have to be looked up (`PersonUse`, `Reference`, `TermUse`, `Citation`, `NoteMark`) are replaced in `compose/`
before any writer sees them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from communique.content.characters import is_visible
from communique.findings import Origin


@dataclass(frozen=True, slots=True)
class Words:
    """Plain characters."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed text, italic in all house styles."""

    children: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """Important text, semibold in all house styles."""

    children: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """A literal name or value."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link that leaves the document; `href` is http, https or mailto."""

    children: tuple[Span, ...]
    href: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class PersonUse:
    """``{person}`kim` ``: how the person is called depends on the audience's attribution rule.

    `form` is `possessive` (``{person}`kim's` ``), `plural` (``{person}`kim|plural` ``) or nothing.
    """

    person: str
    origin: Origin
    form: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """``{ref}`case/us-rok` ``: a pointer to an item of the same brief; `label` replaces its title when given."""

    target: str
    origin: Origin
    label: str = ""


@dataclass(frozen=True, slots=True)
class TermUse:
    """``{term}`cbm` ``: a glossary term; `label` stands in its place when given (a plural, a capital)."""

    term: str
    origin: Origin
    label: str = ""


@dataclass(frozen=True, slots=True)
class CitedSource:
    """One source inside a citation: its key, and the place in it (`p. 4`) as written."""

    key: str
    locator: str = ""
    prefix: str = ""


@dataclass(frozen=True, slots=True)
class Citation:
    """``[@key, p. 4; @other]``: sources cited together."""

    sources: tuple[CitedSource, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class NoteMark:
    """``[^1]``: the call of a footnote; its text is carried along, so that moving the call moves the note."""

    children: tuple[Span, ...]
    origin: Origin


# What compose/ puts in the place of the names above, and what templates add:


@dataclass(frozen=True, slots=True)
class Styled:
    """Spans with a role of the closed vocabulary (`compose/roles.py`), such as an evidence tag."""

    role: str
    children: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Jump:
    """A resolved link inside the document; `target` is the anchor of a block."""

    target: str
    children: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class PageOf:
    """The number of the page that the block with this anchor begins on; only the layout knows it."""

    target: str


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The call of footnote number `number` (from 1, in reading order) of the document."""

    number: int


@dataclass(frozen=True, slots=True)
class Tick:
    """A box to tick; `name` is stable and tells what is ticked."""

    name: str
    label: str
    checked: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A place to fill in: `kind` is choice, date, words or notes (words on several lines); `name` is stable, `label` says
    what goes there.

    `children` are what stands there already. `options` of a choice are (value, words shown).
    """

    kind: str
    name: str
    label: str
    children: tuple[Span, ...] = ()
    options: tuple[tuple[str, str], ...] = ()


Span: TypeAlias = (
    Words
    | Emphasis
    | Strong
    | Code
    | Link
    | LineBreak
    | PersonUse
    | Reference
    | TermUse
    | Citation
    | NoteMark
    | Styled
    | Jump
    | PageOf
    | NoteCall
    | Tick
    | Fill
)
Spans: TypeAlias = tuple[Span, ...]


# What a text field of several paragraphs is parsed into.


@dataclass(frozen=True, slots=True)
class ProseParagraph:
    """A paragraph of a text field."""

    spans: Spans


@dataclass(frozen=True, slots=True)
class ProseList:
    """A list in a text field; each item is a tuple of blocks."""

    ordered: bool
    items: tuple[tuple[ProseBlock, ...], ...]
    start: int = 1


@dataclass(frozen=True, slots=True)
class ProseQuote:
    """A block quotation."""

    blocks: tuple[ProseBlock, ...]


ProseBlock: TypeAlias = ProseParagraph | ProseList | ProseQuote


def walk(spans: Iterable[Span]) -> Iterator[Span]:
    """Every span, outer before inner, in reading order (the text of footnotes at their call)."""
    for span in spans:
        yield span
        yield from walk(getattr(span, "children", ()))


def has_words(spans: Iterable[Span]) -> bool:
    """True when a reader sees words of spans, in a document of any kind: a box, a picture or the call of a note is none."""
    return any(
        isinstance(span, PersonUse | Reference | TermUse)
        or (isinstance(span, Words | Code) and is_visible(span.text))
        or (not isinstance(span, NoteMark) and has_words(getattr(span, "children", ())))
        for span in spans
    )


def plain(spans: Iterable[Span]) -> str:
    """The characters of resolved spans, without footnotes; boxes and page numbers, which are drawn, give nothing."""
    return "".join(_plain(span) for span in spans)


def _plain(span: Span) -> str:
    match span:
        case Words(text) | Code(text):
            return text
        case LineBreak():
            return "\n"
        case NoteMark():
            return ""
        case (
            Emphasis(children)
            | Strong(children)
            | Styled(_, children)
            | Jump(_, children)
            | Link(children, _)
            | Fill(children=children)
        ):
            return plain(children)
        case _:
            return ""
