"""What every format is asked: is the marking where readers look for it, do headings go down step by step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.codes import Code
from communique.compose.model import Document, Table, walk
from communique.content.spans import plain
from communique.findings import Finding, Origin
from communique.verify.agree import says_exactly
from communique.verify.expected import HABITS, heading_units, literal_words
from communique.verify.extract.model import TableText
from communique.verify.words import cut, fold

LONG_HEADING = 300
SHORTER = "write a shorter one: what goes on over a page is read out as several headings, or as none"
BUG = "this is a bug in communique or in the theme; please report it"


@dataclass(frozen=True, slots=True)
class Finished:
    """A finished file: its path as its readers will know it (`out/…`), its format, and its bytes."""

    path: str
    format: str
    data: bytes

    @property
    def origin(self) -> Origin:
        """The file as a whole."""
        return Origin(self.path)


def check_headings(
    document: Document, headings: tuple[tuple[int, str], ...], format: str, origin: Origin
) -> Iterator[Finding]:
    """The headings of the tree are headings in the file, of the same levels; none skips a level (WCAG 2.2, 1.3.1).

    A title that stands apart in the format must be no heading there.
    """
    habit = HABITS[format]
    left = list(headings)
    strange: list[str] = []
    units = heading_units(document, habit)
    for level, unit in (each for each in units if each[0]):
        found = next((at for at, (_, text) in enumerate(left) if says_exactly(unit, text, habit)), None)
        if found is None:
            message = f"in {habit.name} “{cut(unit.words)}” is no heading"
            hint = SHORTER if len(unit.words) > LONG_HEADING else BUG
            yield Finding(Code.NOT_ACCESSIBLE, unit.origin, message, hint)
            continue
        if left[found][0] != level:
            message = (
                f"in {habit.name} “{cut(unit.words)}” is a heading of level {left[found][0]}, not {level}"
            )
            yield Finding(Code.NOT_ACCESSIBLE, unit.origin, message, BUG)
        strange += (text for _, text in left[:found])
        del left[: found + 1]
    strange += (text for _, text in left)
    for unit in (unit for level, unit in units if not level):
        if any(says_exactly(unit, text, habit) for text in strange):
            message = f"in {habit.name} the title “{cut(unit.words)}” is a heading, which contents would list"
            yield Finding(Code.NOT_ACCESSIBLE, unit.origin, message, BUG)
    yield from _check_steps(headings, origin)


def _check_steps(headings: tuple[tuple[int, str], ...], origin: Origin) -> Iterator[Finding]:
    before = 0
    for level, text in headings:
        if level > before + 1:
            wanted = "no heading" if not before else f"one of level {before}"
            message = f"the heading “{cut(text)}” is of level {level} and follows {wanted}"
            yield Finding(Code.NOT_ACCESSIBLE, origin, message, "a template must go down one level at a time")
        before = level


def check_tables(
    document: Document, tables: tuple[TableText, ...], format: str, *, rows: bool
) -> Iterator[Finding]:
    """Each table has header cells, and those of the tree are header cells in the file.

    `rows`: the format also knows cells that head a row. Cells with a box or page number in them are not compared.
    """
    habit = HABITS[format]
    said = {fold(header, habit.folding) for table in tables for header in table.headers}
    for block in walk(document.blocks):
        if not isinstance(block, Table):
            continue
        heads = [
            cell for row in (*block.head, *(block.body if rows else ())) for cell in row.cells if cell.scope
        ]
        if not any(cell.scope for row in (*block.head, *block.body) for cell in row.cells):
            message = f"the table “{cut(plain(block.caption))}” has no header cell"
            hint = "a template gives the cells of its first row or column as <th>"
            yield Finding(Code.NOT_ACCESSIBLE, block.source.origin, message, hint)
        words = (literal_words(cell.blocks, document, habit) for cell in heads)
        lacking = [shown for folded, shown in words if folded and folded not in said]
        if lacking:
            message = f"in {habit.name} “{cut(lacking[0])}” is no header cell: screen readers will not say it"
            yield Finding(Code.NOT_ACCESSIBLE, block.source.origin, message, BUG)


def check_metadata(
    document: Document, title: str, languages: tuple[str, ...], origin: Origin
) -> Iterator[Finding]:
    """The file says the document's title and language about itself."""
    metadata = document.metadata
    if title != metadata.title:
        message = f"the file's title is “{cut(title)}” and not “{cut(metadata.title)}”"
        yield Finding(Code.OUTPUT_METADATA, origin, message, BUG)
    for language in languages or ("",):
        if language.lower() != metadata.language.lower():
            message = f"the file says that its language is '{language}' and not '{metadata.language}'"
            yield Finding(Code.OUTPUT_METADATA, origin, message, BUG)


def tell_unasked(things: Iterable[str], origin: Origin) -> Iterator[Finding]:
    """A finding for each thing that the file carries, fetches or runs, and that nobody asked for."""
    for thing in things:
        message = f"the file holds {thing}, which no document of ours has"
        yield Finding(Code.UNASKED_CONTENT, origin, message, "look for it in the templates and the theme")


def tell_damage(faults: Iterable[str], origin: Origin) -> Iterator[Finding]:
    """A finding for each fault of the file's own format."""
    for fault in faults:
        yield Finding(Code.OUTPUT_DAMAGED, origin, f"the file is damaged: {fault}", BUG)
