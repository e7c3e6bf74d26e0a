"""Document trees in a few words, and hypothesis strategies for random ones.

`doc(h1("Title"), p("Text"), bullets("one", "two"))` is a whole document. Each block gets a line of its own in
`content/tree.yaml` (10, 20, 30 … in reading order), so that a test can tell which block a finding is about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from io import BytesIO
from typing import Any

from hypothesis import strategies as st
from PIL import Image as Picture

from communique.compose.model import (
    Bibliography,
    BibliographyEntry,
    Block,
    Callout,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    Image,
    List,
    ListItem,
    ListKind,
    Marking,
    Metadata,
    Note,
    PageBreak,
    PageSetup,
    Paragraph,
    Region,
    Row,
    Scope,
    Source,
    Table,
    walk,
)
from communique.compose.roles import CALLOUT_KINDS
from communique.content.spans import (
    Code,
    Emphasis,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Span,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
    plain,
)
from communique.findings import Origin

PATH = "content/tree.yaml"
SOURCE = Source("tree", Origin(PATH))
GREEN = Marking("TLP:GREEN", "#33FF00", "#000000")
A4 = PageSetup("A4", (24, 22, 24, 22))
METADATA = Metadata(
    title="A title",
    short_title="Short title",
    subject="What it is about",
    author="The desk",
    date="2026-11-22",
    shown_date="22 November 2026",
    language="en-GB",
    audience="Ministers",
    identifier="tree-ministers-summary",
)

# -- builders ------------------------------------------------------------------------------------------------------


def doc(*blocks: Block, notes: tuple[str, ...] = (), marking: Marking = GREEN, **metadata: str) -> Document:
    """A document of these blocks; `notes` are the texts of footnotes 1, 2, … that `call(n)` calls."""
    made = tuple(Note(number, (Words(text),), SOURCE) for number, text in enumerate(notes, start=1))
    lines = (Source("tree", Origin(PATH, line, 1)) for line in range(10, 1_000_000, 10))
    placed = tuple(_placed(block, lines) for block in blocks)
    return Document(
        replace(METADATA, **metadata), A4, marking, placed, tuple(_placed(note, lines) for note in made)
    )


def _placed(value: Any, lines: Iterator[Source]) -> Any:
    """The value with a new line for each part of it that has a source, outer parts before inner ones."""
    if isinstance(value, tuple):
        return tuple(_placed(each, lines) for each in value)
    if not is_dataclass(value):
        return value
    if hasattr(value, "source"):
        value = replace(value, source=next(lines))
    changed = {
        field.name: _placed(inner, lines)
        for field in fields(value)
        if isinstance(inner := getattr(value, field.name), tuple) and field.name != "source"
    }
    return replace(value, **changed)


def spans(*parts: str | Span) -> Spans:
    """Spans; a plain string stands for its words."""
    return tuple(Words(part) if isinstance(part, str) else part for part in parts)


def call(number: int) -> NoteCall:
    """The call of a footnote."""
    return NoteCall(number)


def heading(level: int, text: str, number: str = "", anchor: str = "") -> Heading:
    """A heading of any level."""
    return Heading(level, spans(text), SOURCE, anchor, number)


def h1(text: str = "A title") -> Heading:
    """The document's title."""
    return heading(1, text)


def h2(text: str, number: str = "", anchor: str = "") -> Heading:
    """A heading of the second level."""
    return heading(2, text, number, anchor)


def p(*parts: str | Span, role: str = "") -> Paragraph:
    """A paragraph."""
    return Paragraph(spans(*parts), SOURCE, role)


def items(*entries: str | tuple[Block, ...], kind: ListKind = ListKind.BULLET) -> List:
    """A list; an entry is a text or some blocks."""
    made = ((p(entry),) if isinstance(entry, str) else entry for entry in entries)
    return List(kind, tuple(ListItem(blocks, SOURCE) for blocks in made), SOURCE)


def terms(*entries: tuple[str, str], role: str = "") -> Definitions:
    """A definition list of terms and texts."""
    made = (Definition(spans(term), (p(text),), SOURCE) for term, text in entries)
    return Definitions(tuple(made), SOURCE, role)


def cell(text: str, scope: Scope = Scope.NONE, span: int = 1) -> Cell:
    """A cell of one paragraph; without blocks when there is no text."""
    role = "cell" if scope is Scope.NONE else "head"
    return Cell((p(text, role=role),) if text else (), scope, span)


def row(*cells: str | Cell, scope: Scope = Scope.NONE, role: str = "") -> Row:
    """A row of texts or cells."""
    return Row(tuple(cell(each, scope) if isinstance(each, str) else each for each in cells), SOURCE, role)


def table(
    head: tuple[str, ...], *body: tuple[str, ...], caption: str = "", number: str = "", note: str = ""
) -> Table:
    """A table with one row of column headings and equally wide columns."""
    columns = tuple(Column(1 / len(head)) for _ in head)
    rows = tuple(row(*texts) for texts in body)
    top = (row(*head, scope=Scope.COLUMN),)
    return Table(_some(caption), columns, top, rows, SOURCE, _some(note), number=number)


def png(colour: str = "teal", size: tuple[int, int] = (64, 32)) -> Image:
    """A picture of one colour."""
    buffer = BytesIO()
    Picture.new("RGB", size, colour).save(buffer, "PNG")
    return Image(buffer.getvalue(), "image/png", *size)


PNG = png()


def figure(alt: str, caption: str = "", number: str = "", note: str = "") -> Figure:
    """A figure with a small picture."""
    return Figure(PNG, alt, _some(caption), SOURCE, _some(note), number=number)


def callout(label: str, *blocks: Block, kind: str = "note") -> Callout:
    """A callout."""
    return Callout(kind, label, blocks, SOURCE)


def region(role: str, *blocks: Block) -> Region:
    """A region."""
    return Region(role, blocks, SOURCE)


def contents_of(*headings: Heading) -> Contents:
    """The contents of these headings."""
    entries = (ContentsEntry(each.level, each.number, plain(each.spans), each.anchor) for each in headings)
    return Contents(tuple(entries), SOURCE)


def cited(*entries: tuple[str, str]) -> Bibliography:
    """A bibliography of labels and texts."""
    made = (
        BibliographyEntry(f"key-{at}", label, spans(text), f"source-{at}")
        for at, (label, text) in enumerate(entries)
    )
    return Bibliography(tuple(made), SOURCE)


def page_break() -> PageBreak:
    """A page break."""
    return PageBreak(SOURCE)


def _some(text: str) -> Spans:
    return spans(text) if text else ()


def origin_of(document: Document, words: str) -> Origin:
    """Where the block with exactly these words stands."""
    for block in walk(document.blocks):
        if isinstance(block, Heading | Paragraph) and plain(block.spans) == words:
            return block.source.origin
    raise LookupError(words)


# -- random trees --------------------------------------------------------------------------------------------------

LETTERS = (
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
    "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿĀāăąćčďđēęěğģīįıķłńņňőœŕřśšşţťūůűųźżžŁŠŽ"
    "αβγδεζηθικλμνξοπρσςτυφχψωΑΒΓΔΘΛΞΠΣΦΨΩάέήίόύώ"
    "абвгдежзийклмнопрстуфхцчшщъыьэюяАБВГДЖЗИЛФЦЧШЩЭЮЯёєії"
)
SIGNS = "–—‘’“”«».,;:!?()[]&%€£§·…'\"/-+=<>*_#@°½\u00ad\u00a0"
# Whole words are drawn, since drawing them letter by letter takes longer than writing and checking the document.
_COMMON = ("the", "of", "talks", "officers", "1994", "17", "3.1", "a", "co-operation", "US–ROK", "Table", "1")
_WORDS = (
    *_COMMON,
    *(LETTERS[at : at + 7] for at in range(0, len(LETTERS), 7)),
    *(f"{sign}word" for sign in SIGNS),
    *(f"word{sign}" for sign in SIGNS),
)


@cache
def words() -> st.SearchStrategy[str]:
    """A text of a few words with single blanks between them: Latin, Greek and Cyrillic letters, digits and signs."""
    drawn = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=8).map(" ".join)
    free = st.text(st.sampled_from(LETTERS), min_size=1, max_size=6)
    return st.one_of(drawn, drawn, drawn, free)


@cache
def inline() -> st.SearchStrategy[Spans]:
    """Running text with every kind of resolved span. Notes and targets are set by `documents`."""
    leaf = st.builds(Words, words())
    inner = st.lists(leaf, min_size=1, max_size=2).map(tuple)
    span = st.one_of(
        leaf,
        st.builds(Emphasis, inner),
        st.builds(Strong, inner),
        st.builds(Code, words()),
        st.builds(Link, inner, st.just("https://example.org/a?b=1&c=2")),
        st.builds(Styled, st.sampled_from(("evidence", "muted", "label")), inner),
        st.builds(Jump, st.just("start"), inner),
        st.builds(Tick, st.just("tick"), words(), st.booleans()),
        st.sampled_from((LineBreak(), PageOf("start"), NoteCall(0))),
    )
    return st.tuples(leaf, st.lists(span, max_size=4)).map(lambda drawn: _apart((drawn[0], *drawn[1])))


def _apart(parts: Spans) -> Spans:
    """Blanks between the spans, so that a number beside a number stays two."""
    return tuple(each for part in parts for each in (part, Words(" ")))[:-1]


@cache
def paragraphs(role: str = "") -> st.SearchStrategy[Paragraph]:
    """Paragraphs of random text."""
    return inline().map(lambda drawn: Paragraph(drawn, SOURCE, role))


@cache
def lists(depth: int = 2) -> st.SearchStrategy[List]:
    """Lists of all kinds, some of them in each other."""
    inner = st.lists(paragraphs(), min_size=1, max_size=2)
    if depth:
        inner = st.tuples(inner, st.lists(lists(depth - 1), max_size=1)).map(
            lambda drawn: [*drawn[0], *drawn[1]]
        )
    entries = st.lists(inner.map(lambda blocks: ListItem(tuple(blocks), SOURCE)), min_size=1, max_size=3)
    return st.builds(lambda kind, made: List(kind, tuple(made), SOURCE), st.sampled_from(ListKind), entries)


@cache
@st.composite
def tables(draw: st.DrawFn) -> Table:
    """Tables with a head, group rows, cells that span columns, caption and note."""
    width = draw(st.integers(1, 4))
    columns = tuple(Column(1 / width) for _ in range(width))
    top = row(*(draw(words()) for _ in range(width)), scope=Scope.COLUMN)
    body = tuple(draw(_rows(width)) for _ in range(draw(st.integers(1, 4))))
    number = draw(st.sampled_from(("", "1")))
    caption = draw(inline()) if number else ()
    return Table(
        caption, columns, (top,), body, SOURCE, draw(st.one_of(st.just(()), inline())), number=number
    )


@cache
@st.composite
def _rows(draw: st.DrawFn, width: int) -> Row:
    if draw(st.booleans()) and width > 1:
        return Row((cell(draw(words()), Scope.GROUP, width),), SOURCE, "group")
    block = st.one_of(paragraphs("cell"), lists(0))
    cells = (Cell(tuple(draw(st.lists(block, max_size=2)))) for _ in range(width))
    return Row(tuple(cells), SOURCE)


@cache
def blocks(depth: int = 1) -> st.SearchStrategy[Block]:
    """Blocks of every kind but headings and contents."""
    simple = st.one_of(
        paragraphs(),
        lists(),
        st.builds(lambda term, text: terms((term, text)), words(), words()),
        st.builds(figure, words(), words(), st.just("1"), words()),
        tables(),
    )
    if not depth:
        return simple
    inner = st.lists(blocks(depth - 1), min_size=1, max_size=3).map(tuple)
    # no "panel": a float that is longer than its page is read after what stands beside it
    roles = st.sampled_from(("bottom-line", "together", "side", "landscape"))
    return st.one_of(
        simple,
        st.builds(lambda kind, label, text: Callout(kind, label, (text,), SOURCE),
                  st.sampled_from(sorted(CALLOUT_KINDS)), words(), paragraphs()),
        st.builds(lambda role, inside: Region(role, inside, SOURCE), roles, inner),
        st.just(page_break()),
    )  # fmt: skip


@cache
@st.composite
def documents(draw: st.DrawFn) -> Document:
    """Whole documents: a title, headings that skip no level, contents, blocks of every kind, footnotes."""
    made: list[Block] = []
    headings: list[Heading] = []
    level = 1
    for at in range(draw(st.integers(1, 4))):
        level = draw(st.integers(2, min(level + 1, 4)))
        headings.append(heading(level, draw(words()), draw(st.sampled_from(("", f"{at + 1}"))), f"part-{at}"))
        made += [headings[-1], *draw(st.lists(blocks(), max_size=3))]
    top = Heading(1, spans(draw(words())), SOURCE, "start")
    front = [contents_of(*headings)] if draw(st.booleans()) else []
    back = [cited(("[1]", draw(words())), ("", draw(words())))] if draw(st.booleans()) else []
    calls = iter(range(1, 1_000))
    numbered = tuple(_numbered(block, calls) for block in (top, *front, *made, *back))
    count = next(calls) - 1
    notes = draw(st.lists(words(), min_size=count, max_size=count).map(tuple))
    made_of = doc(*numbered, notes=notes, title=plain(top.spans))
    return replace(made_of, watermark=draw(st.sampled_from(("", "", "Draft for comment"))))


def _numbered(value: Any, calls: Iterator[int]) -> Any:
    """The value with its note calls numbered in reading order."""
    if isinstance(value, tuple):
        return tuple(_numbered(each, calls) for each in value)
    if isinstance(value, NoteCall):
        return NoteCall(next(calls))
    if not is_dataclass(value) or isinstance(value, Source):
        return value
    changed = {
        field.name: _numbered(inner, calls)
        for field in fields(value)
        if isinstance(inner := getattr(value, field.name), tuple)
    }
    return replace(value, **changed)
