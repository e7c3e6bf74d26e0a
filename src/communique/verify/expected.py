"""What a file must say: the Document tree as a sequence of texts in reading order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Callout,
    Contents,
    Definitions,
    Document,
    Figure,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Region,
    Row,
    Source,
    Table,
    Wording,
    walk,
)
from communique.compose.title import levels_below_title
from communique.content.spans import Code, LineBreak, NoteCall, PageOf, Spans, Tick, Words
from communique.findings import Origin
from communique.verify.words import FLOWING, LAID_OUT, fold, runs_both_ways


@dataclass(frozen=True, slots=True)
class Habit:
    """How a format shows what layout makes: page numbers (the least count of digits), and numbers of headings.

    `title_apart`: the title is no heading, and the levels of headings are counted below it.
    `auto_numbers`: the reader's program may set the numbers of headings, so that the file need not hold them.
    `repeats_heads`: the header rows of a table come again on each page. `jumbles`: lines that run both ways are read back
    in another order than they were written.
    """

    name: str
    folding: Mapping[int, str]
    digits: int | None
    auto_numbers: bool = False
    title_apart: bool = False
    repeats_heads: bool = False
    jumbles: bool = False


HABITS = {
    "pdf": Habit("the PDF", LAID_OUT, digits=1, repeats_heads=True, jumbles=True),
    "docx": Habit("the Word file", FLOWING, digits=0, auto_numbers=True, title_apart=True),
    "html": Habit("the HTML page", FLOWING, digits=None),
}


@dataclass(frozen=True, slots=True)
class Maybe:
    """Any one of some texts, or none."""

    texts: tuple[str, ...]

    def ends(self, said: str, at: int, _: frozenset[int]) -> Iterator[int]:
        """Where a match that begins at `at` can end, likeliest first."""
        yield from (at + len(text) for text in self.texts if said.startswith(text, at))
        yield at


@dataclass(frozen=True, slots=True)
class Digits:
    """A number that only the layout knows, behind the dots of a leader if there are any."""

    least: int

    def ends(self, said: str, at: int, bounds: frozenset[int]) -> Iterator[int]:
        """Where a match that begins at `at` can end, likeliest first: where a piece of text ends, else the longest."""
        start = at
        while said.startswith((".", "·"), start):
            start += 1
        end = start
        while said[end : end + 1].isdecimal():
            end += 1
        found = range(start + self.least, end + 1)
        yield from (place for place in found if place in bounds)
        yield from reversed(found)
        if not self.least:
            yield at


Part: TypeAlias = str | Maybe | Digits


@dataclass(frozen=True, slots=True)
class Unit:
    """A text that stands by itself: its parts, folded; its words as a person reads them; where they were written.

    `again` is what may be repeated before it at the top of a page (the header rows of its table); `rung` how high what it
    says stands; `titling` is true for what an office's own cover may say instead: titles and subtitles.
    """

    parts: tuple[Part, ...]
    words: str
    origin: Origin
    again: str = ""
    rung: int = 0
    titling: bool = False

    @property
    def literal(self) -> str:
        """The longest text that a file must hold literally."""
        return max((part for part in self.parts if isinstance(part, str)), key=len, default="")


@dataclass(frozen=True, slots=True)
class NoteUnit:
    """A footnote by its number."""

    number: int
    unit: Unit


def expected_units(document: Document, habit: Habit) -> tuple[Unit, ...]:
    """The running text of a document, in reading order; notes and running heads apart."""
    teller = _Teller(habit, document.words)
    return tuple(unit for unit in teller.blocks(document.blocks) if unit.parts)


def expected_notes(document: Document, habit: Habit) -> tuple[NoteUnit, ...]:
    """The footnotes of a document."""
    teller = _Teller(habit, document.words)
    return tuple(
        NoteUnit(note.number, teller.unit(teller.parts(note.spans), note.source)) for note in document.notes
    )


def heading_units(document: Document, habit: Habit) -> tuple[tuple[int, Unit], ...]:
    """The headings of a document with their levels; a title that is none in the format has level 0."""
    teller = _Teller(habit, document.words)
    headings = levels_below_title(document.blocks) if habit.title_apart else _levels(document.blocks)
    return tuple((level, unit) for block, level in headings for unit in teller.blocks((block,)))


def _levels(blocks: Blocks) -> Iterator[tuple[Heading, int]]:
    return ((block, block.level) for block in walk(blocks) if isinstance(block, Heading))


def literal_words(blocks: Blocks, document: Document, habit: Habit) -> tuple[str, str]:
    """The words of some blocks, folded and as a person reads them; "" when the layout makes a part of them."""
    units = tuple(_Teller(habit, document.words).blocks(blocks))
    parts = [part for unit in units for part in unit.parts]
    if not all(map(_is_literal, parts)):
        return "", ""
    return "".join(part for part in parts if isinstance(part, str)), " ".join(unit.words for unit in units)


def _is_literal(part: Part) -> bool:
    return isinstance(part, str)


# Before folding: a literal, a wild card, or a literal that may be missing.
_Raw: TypeAlias = list[str | Maybe | Digits]


_TITLING = frozenset({"subtitle", "cover-title"})


class _Teller:
    def __init__(self, habit: Habit, words: Wording) -> None:
        self.habit = habit
        self.words = words
        self._again = ""
        self._around = 0  # how high the list items, rows and remarks stand that a text is in
        self._tellers: Mapping[type[Block], Callable[[Any], Iterator[Unit]]] = {
            Heading: self._heading,
            Paragraph: self._paragraph,
            List: self._list,
            Definitions: self._definitions,
            Table: self._table,
            Figure: self._figure,
            Callout: self._callout,
            Region: self._region,
            Contents: self._contents,
            Bibliography: self._bibliography,
            PageBreak: self._page_break,
        }

    def blocks(self, blocks: Blocks) -> Iterator[Unit]:
        for block in blocks:
            yield from self._tellers[type(block)](block)

    def unit(self, raw: _Raw, source: Source, rung: int = 0) -> Unit:
        """Neighbouring literals joined and folded; those that leave nothing to compare are dropped."""
        parts: list[Part] = []
        shown: list[str] = []
        for part in raw:
            if not isinstance(part, str):
                parts.append(part)
                continue
            shown.append(part)
            folded = fold(part, self.habit.folding)
            if parts and isinstance(parts[-1], str):
                parts[-1] += folded
            elif folded:
                parts.append(folded)
        words = " ".join("".join(shown).split())
        return Unit(tuple(parts), words, source.origin, self._again, max(rung, source.rung, self._around))

    def parts(self, spans: Spans) -> _Raw:
        raw: _Raw = []
        for span in spans:
            match span:
                case Words(text) | Code(text):
                    raw.append(text)
                case LineBreak():
                    raw.append(" ")
                case NoteCall(number):
                    raw.append(str(number))
                case PageOf():
                    raw += self._page()
                case Tick(checked=checked):
                    raw.append(Maybe(("☑", "☒", "✓") if checked else ("☐",)))
                case _:
                    raw += self.parts(getattr(span, "children", ()))
        return raw

    def _page(self) -> _Raw:
        return [] if self.habit.digits is None else [Digits(self.habit.digits)]

    def _number(self, number: str) -> _Raw:
        """The number before a heading or source."""
        if not self.habit.auto_numbers:
            return [number, " "]
        folded = fold(number, self.habit.folding)
        return [Maybe((folded,))] if folded else []

    def _label(self, word: str, number: str) -> _Raw:
        """The label before a caption: "Table 2", and whatever parts it from the caption."""
        if not number:
            return []
        sign = Maybe((".", ":"))
        # In a line that runs from right to left the sign is drawn before the rest.
        return [*((sign,) if runs_both_ways(word) else ()), f"{word} {number}", sign, " "]

    def _heading(self, block: Heading) -> Iterator[Unit]:
        unit = self.unit([*self._number(block.number), *self.parts(block.spans)], block.source)
        yield replace(unit, titling=block.level == 1 and not block.number)

    def _paragraph(self, block: Paragraph) -> Iterator[Unit]:
        unit = self.unit(self.parts(block.spans), block.source)
        yield replace(unit, titling=True) if block.role in _TITLING else unit

    def _list(self, block: List) -> Iterator[Unit]:
        for item in block.items:
            yield from self._inside(item.source, item.blocks)

    def _definitions(self, block: Definitions) -> Iterator[Unit]:
        for entry in block.entries:
            yield self.unit(self.parts(entry.term), entry.source)
            yield from self._inside(entry.source, entry.blocks)

    def _table(self, block: Table) -> Iterator[Unit]:
        caption = [*self._label(self.words.table, block.number), *self.parts(block.caption)]
        yield self.unit(caption, block.source)
        head = [unit for row in block.head for unit in self._row(row)]
        yield from head
        outer = self._again
        for number, row in enumerate(block.body):
            if number and self.habit.repeats_heads:
                self._again = "".join(part for unit in head for part in unit.parts if isinstance(part, str))
            yield from self._row(row)
        self._again = outer
        yield self.unit(self.parts(block.note), block.source)

    def _row(self, row: Row) -> Iterator[Unit]:
        for cell in row.cells:
            yield from self._inside(row.source, cell.blocks)

    def _figure(self, block: Figure) -> Iterator[Unit]:
        yield self.unit([block.alt], block.source)
        yield self.unit(
            [*self._label(self.words.figure, block.number), *self.parts(block.caption)], block.source
        )
        yield self.unit(self.parts(block.note), block.source)

    def _callout(self, block: Callout) -> Iterator[Unit]:
        yield self.unit([block.label], block.source)
        yield from self._inside(block.source, block.blocks)

    def _region(self, block: Region) -> Iterator[Unit]:
        yield from self._inside(block.source, block.blocks)

    def _inside(self, source: Source, blocks: Blocks) -> Iterator[Unit]:
        outer, self._around = self._around, max(self._around, source.rung)
        yield from self.blocks(blocks)
        self._around = outer

    def _contents(self, block: Contents) -> Iterator[Unit]:
        for entry in block.entries:
            yield self.unit([entry.number, " ", entry.text, *self._page()], block.source, entry.rung)

    def _bibliography(self, block: Bibliography) -> Iterator[Unit]:
        for entry in block.entries:
            yield self.unit([*self._number(entry.label), *self.parts(entry.spans)], block.source, entry.rung)

    def _page_break(self, _: PageBreak) -> Iterator[Unit]:
        yield from ()
