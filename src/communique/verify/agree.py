"""Agreement: the tree and a finished file say the same, in the same order.

Compared are characters without white space (see `words.py`), so that how a format breaks lines is no difference. Not
covered: blanks between words, emphasis, markers of lists, page numbers (any number passes), text in pictures; and in a
PDF hyphens, case, and the order inside a text that runs from right to left. Invisible text
counts as said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, takewhile

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding, Origin
from communique.verify.expected import HABITS, Habit, NoteUnit, Unit, expected_notes, expected_units
from communique.verify.extract.model import FileText, Piece, Place
from communique.verify.words import cut, fold, jumbled, runs_both_ways

READ = frozenset({Place.BODY, Place.CONTENTS, Place.ALT})
LOOK_AHEAD = 60  # texts that may be missing before we look no further for the place where the two agree again
OCCURRENCES = 30  # places of one text that are tried as that place
SURE = 12  # characters that must agree before we take it for the place
TOLD = 20  # findings for one file; a file with more is wrong altogether
HINT = "look for a style that hides, moves or repeats text; if there is none, this is a bug in communique"


def check_agreement(document: Document, format: str, text: FileText) -> tuple[Finding, ...]:
    """A finding for each place where a file and its tree differ, at the line where the words were written."""
    habit = HABITS[format]
    units = expected_units(document, habit)
    said = Said(tuple(piece for piece in text.pieces if piece.place in READ), habit)
    findings: list[Finding] = []
    for wanted in _without_cover(units, text, habit):
        told = list(_tell(tuple(find_differences(wanted, said)), wanted, said))
        findings = told if wanted is units or len(told) <= len(findings) else findings
        if not findings:
            break
    findings += _check_notes(expected_notes(document, habit), text, habit)
    return tuple(findings[:TOLD])


def _without_cover(units: tuple[Unit, ...], text: FileText, habit: Habit) -> Iterator[tuple[Unit, ...]]:
    """All units; and where an office's cover stands before the document, the units without titles that the cover says."""
    yield units
    before = takewhile(lambda piece: piece.place not in READ, text.pieces)
    cover = "".join(fold(piece.text, habit.folding) for piece in before if piece.place is Place.HOUSE)
    said = [at for at, unit in enumerate(units) if unit.titling and unit.literal and unit.literal in cover]
    for count in range(1, min(len(said), _TITLES) + 1):
        for left_out in combinations(said[:_TITLES], count):
            yield tuple(unit for at, unit in enumerate(units) if at not in left_out)


_TITLES = 4  # what a cover says of a document: more than that is no cover


def says_exactly(unit: Unit, text: str, habit: Habit) -> bool:
    """True when a text says a unit and nothing else."""
    said = Said((Piece(text),), habit)
    return len(said.characters) in _ends(unit, said, 0)


class Said:
    """The text of a file as one string of folded characters, and the way back from it to pieces and pages."""

    def __init__(self, pieces: tuple[Piece, ...], habit: Habit) -> None:
        self.pieces = pieces
        self.habit = habit
        folded = [fold(piece.text, habit.folding) for piece in pieces]
        self.starts: list[int] = []
        self.page_tops: set[int] = set()
        at, page = 0, 0
        for piece, characters in zip(pieces, folded, strict=True):
            self.starts.append(at)
            if piece.page != page:
                self.page_tops.add(at)
                page = piece.page
            at += len(characters)
        self.characters = "".join(folded)
        self.bounds = frozenset((*self.starts, at))

    def words(self, start: int, end: int) -> str:
        """The text between two places, as the file has it."""
        found: list[str] = []
        for index in range(max(bisect_left(self.starts, start + 1) - 1, 0), len(self.pieces)):
            if self.starts[index] >= end:
                break
            text = self.pieces[index].text
            found.append(
                text[
                    self._within(text, start - self.starts[index]) : self._within(
                        text, end - self.starts[index]
                    )
                ]
            )
        return " ".join(" ".join(found).split())

    def page(self, at: int) -> int:
        """The page that a place is on; 0 in formats without pages."""
        index = bisect_left(self.starts, at + 1) - 1
        return self.pieces[index].page if 0 <= index < len(self.pieces) else 0

    def pages(self, start: int, end: int) -> range:
        """The pages from the one with the first of some characters to the one with the last."""
        return range(self.page(start), self.page(max(start, end - 1)) + 1)

    def _within(self, text: str, folded: int) -> int:
        """The place in a piece's text that has so many folded characters before it."""
        count = 0
        for place, char in enumerate(text):
            if count >= folded:
                return place
            count += len(fold(char, self.habit.folding))
        return len(text)


@dataclass(frozen=True, slots=True)
class Difference:
    """Units `first` to `last` (not included) of the tree stand against the characters `start` to `end` of the file."""

    first: int
    last: int
    start: int
    end: int


def find_differences(units: tuple[Unit, ...], said: Said) -> Iterator[Difference]:
    """Where the two part, up to the nearest place at which they go together again."""
    return (each for agreed, each in _compare(units, said) if not agreed)


def find_places(units: tuple[Unit, ...], said: Said) -> Iterator[tuple[Unit, int, int]]:
    """Where the file says each unit, as far as the two agree: the places of its first character and behind its last."""
    return ((units[each.first], each.start, each.end) for agreed, each in _compare(units, said) if agreed)


def _compare(units: tuple[Unit, ...], said: Said) -> Iterator[tuple[bool, Difference]]:
    """Walks along both, with True for a unit that the file says where it should."""
    at = index = 0
    while index < len(units):
        end = _end(units, index, said, at)
        if end is not None:
            yield True, Difference(index, index + 1, at, end)
            index, at = index + 1, end
            continue
        next_index, next_at = _together_again(units, index, said, at)
        yield False, Difference(index, next_index, at, next_at)
        index, at = next_index, next_at
    if at < len(said.characters):
        yield False, Difference(len(units), len(units), at, len(said.characters))


def _end(units: tuple[Unit, ...], index: int, said: Said, at: int) -> int | None:
    """Where a unit that begins at a place ends, or None. Of several ends the one from which the next unit goes on."""
    unit = units[index]
    if unit.again and at in said.page_tops and said.characters.startswith(unit.again, at):
        repeated = _first_end(unit, said, at + len(unit.again))
        if repeated is not None:
            return repeated
    ends = tuple(dict.fromkeys(_ends(unit, said, at)))
    if len(ends) < 2 or index + 1 == len(units):
        return ends[0] if ends else None
    following = units[index + 1]
    return next((end for end in ends if _first_end(following, said, end) is not None), ends[0])


def _first_end(unit: Unit, said: Said, at: int) -> int | None:
    return next(_ends(unit, said, at), None)


def _ends(unit: Unit, said: Said, at: int, part: int = 0) -> Iterator[int]:
    if part == len(unit.parts):
        yield at
        return
    match unit.parts[part]:
        case str(text):
            if _says(said, text, at):
                yield from _ends(unit, said, at + len(text), part + 1)
        case wild:
            for end in wild.ends(said.characters, at, said.bounds):
                yield from _ends(unit, said, end, part + 1)


def _says(said: Said, text: str, at: int) -> bool:
    if said.characters.startswith(text, at):
        return True
    if not (said.habit.jumbles and runs_both_ways(text)):
        return False
    return jumbled(said.characters[at : at + len(text)]) == jumbled(text)


def _together_again(units: tuple[Unit, ...], index: int, said: Said, at: int) -> tuple[int, int]:
    """The unit and the place from which tree and file agree again, at the least cost of skipped characters."""
    best = (len(units), len(said.characters))
    cost = sum(len(unit.literal) for unit in units[index:]) + len(said.characters) - at
    skipped = 0
    for candidate in range(index, min(index + LOOK_AHEAD, len(units))):
        if skipped >= cost:
            break
        for place in _places(units[candidate], said, at):
            if skipped + place - at >= cost:
                break
            if (candidate, place) != (index, at) and _is_sure(units, candidate, said, place):
                best, cost = (candidate, place), skipped + place - at
                break
        skipped += len(units[candidate].literal)
    return best


def _places(unit: Unit, said: Said, at: int) -> Iterator[int]:
    """Where a unit could begin, nearest first: where its literal text occurs, and a little before."""
    literal = unit.literal
    lead = unit.parts.index(literal) if literal else 0
    place = at
    for _ in range(OCCURRENCES if literal else 0):
        place = said.characters.find(literal, place)
        if place < 0:
            return
        # what may stand before it, a number or a box, belongs to it
        yield from (
            start
            for start in range(max(at, place - 8 if lead else place), place)
            if _first_end(unit, said, start) is not None
        )
        yield place
        place += 1


def _is_sure(units: tuple[Unit, ...], index: int, said: Said, at: int) -> bool:
    """True when enough goes together from here on that it is no coincidence."""
    agreed = 0
    while agreed < SURE and index < len(units):
        end = _end(units, index, said, at)
        if end is None:
            return False
        agreed += end - at
        index, at = index + 1, end
    return True


def _tell(differences: tuple[Difference, ...], units: tuple[Unit, ...], said: Said) -> Iterator[Finding]:
    """Each difference as a finding; text that is missing in one place and too much in another is told once."""
    missing = {_wanted(each, units): each for each in differences if each.start == each.end}
    moved = {
        said.characters[each.start : each.end]
        for each in differences
        if each.first == each.last and said.characters[each.start : each.end] in missing
    }
    for each in differences:
        if each.first == each.last and said.characters[each.start : each.end] in moved:
            continue
        yield _told(each, units, said, moved=each.start == each.end and _wanted(each, units) in moved)


def _wanted(difference: Difference, units: tuple[Unit, ...]) -> str:
    """The characters that a file must have for the units of a difference."""
    skipped = units[difference.first : difference.last]
    return "".join(part for unit in skipped for part in unit.parts if isinstance(part, str))


def _told(difference: Difference, units: tuple[Unit, ...], said: Said, *, moved: bool) -> Finding:
    origin = units[min(difference.first, len(units) - 1)].origin if units else Origin("")
    wanted = " ".join(unit.words for unit in units[difference.first : difference.last])
    name, page = said.habit.name, said.page(difference.start)
    where = f" (page {page})" if page else ""
    if moved:
        message = f"{name} says “{cut(wanted)}” in another place than the document does{where}"
    else:
        message = _sentence(name, where, wanted, said.words(difference.start, difference.end))
    return Finding(Code.TEXT_DISAGREES, origin, message, HINT)


def _sentence(name: str, where: str, wanted: str, has: str) -> str:
    if not has:
        return f"{name} lacks “{cut(wanted)}”{where}"
    if not wanted:
        return f"{name} says “{cut(has)}”, which the document does not say there{where}"
    one, other = _from_difference(wanted, has)
    return f"{name} says “{other}” where the document says “{one}”{where}"


def _from_difference(wanted: str, has: str) -> tuple[str, str]:
    """Both texts around their first difference."""
    at = next((at for at, (one, other) in enumerate(zip(wanted, has, strict=False)) if one != other), 0)
    start = max(0, at - 20)
    lead = "…" if start else ""
    return lead + cut(wanted[start:], 50), lead + cut(has[start:], 50)


def _check_notes(notes: tuple[NoteUnit, ...], text: FileText, habit: Habit) -> Iterator[Finding]:
    """Footnotes by their numbers; each once, and no more of them than the document has."""
    said: dict[int, list[str]] = {}
    for note in text.notes:
        said.setdefault(note.number, []).append(note.text)
    for expected in notes:
        yield from _check_note(expected, said.pop(expected.number, []), habit)
    origin = notes[-1].unit.origin if notes else Origin("")
    for number, texts in said.items():
        message = f"{habit.name} has a footnote {number} “{cut(texts[0])}”, which the document does not have"
        yield Finding(Code.TEXT_DISAGREES, origin, message, HINT)


def _check_note(expected: NoteUnit, texts: list[str], habit: Habit) -> Iterator[Finding]:
    unit, number = expected.unit, expected.number
    if not texts:
        message = f"{habit.name} lacks footnote {number}, “{cut(unit.words)}”"
        yield Finding(Code.TEXT_DISAGREES, unit.origin, message, HINT)
    for text in texts[1:]:
        message = f"{habit.name} has footnote {number} twice, the second as “{cut(text)}”"
        yield Finding(Code.TEXT_DISAGREES, unit.origin, message, HINT)
    for text in texts[:1]:
        if not says_exactly(unit, text, habit):
            one, other = _from_difference(unit.words, " ".join(text.split()))
            message = f"in footnote {number} {habit.name} says “{other}” where the document says “{one}”"
            yield Finding(Code.TEXT_DISAGREES, unit.origin, message, HINT)
