"""`word/numbering.xml`: the house lists, tied to their styles, and one instance for each list that counts anew.

Headings: when every number in the tree is what plain counting gives ("1", "1.1", "2"), the headings are a
multi-level list tied to Heading styles, and Word goes on counting as the text is edited. When only one of them
differs ("Annex A", or a gap), all numbers are written as text: what readers see is what the tree says, always. The
sources are such a list too, with the brackets or stop that the citation style puts around their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from communique.compose.model import Heading
from communique.theme import Tokens
from communique.write.docx.families import heading_step
from communique.write.docx.names import style_id
from communique.write.docx.ooxml import Element, add, element, serialised
from communique.write.docx.order import put
from communique.write.docx.paint import put_colour, put_fonts

HEADINGS, SOURCES = "headings", "sources"
# A list that shows nothing takes a heading out of the count. Word's own way, number 0 (17.9.18), is an error to some
# validators, which look for the list 0.
UNNUMBERED = "unnumbered"
SOURCE_HANGING = 24.0  # points that the number of a source takes, with the blank after it
DEEPEST = 9  # Word's lists have nine levels (17.9.6)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: how it counts, what it shows, where the text stands and how far the mark hangs (points)."""

    counts: str
    shows: str
    left: float
    hanging: float
    style: str = ""
    colour: str = ""
    size: float = 0
    bold: bool = False


def _deep(styles: str, counts: tuple[str, ...], shows: tuple[str, ...]) -> tuple[Level, ...]:
    """Nine levels of which the first five have a style; the ways of counting repeat."""
    rows: list[Level] = []
    for depth in range(DEEPEST):
        suffix = f" {depth + 1}" if depth else ""
        style = f"{styles}{suffix}" if depth < _STYLED_LEVELS else ""
        shown = shows[depth % len(shows)].format(depth + 1)
        rows.append(Level(counts[depth % len(counts)], shown, 18.0 * (depth + 1), 18, style, "accent"))
    return tuple(rows)


_STYLED_LEVELS = 5
_SILENT = Level("none", "", 0, 0)
_BULLETS, _DIGITS = ("–", "·"), ("%{}.", "(%{})", "%{}.")
_COUNTS = ("decimal", "lowerLetter", "lowerRoman")

LISTS: dict[str, tuple[Level, ...]] = {
    "bullet": _deep("List Bullet", ("bullet",), _BULLETS),
    "number": _deep("List Number", _COUNTS, _DIGITS),
    "key messages": (Level("decimal", "%1", 40, 40, "Key Message", "accent", 18),),
    "recommendations": (Level("decimal", "%1", 20, 20, "Recommendation", "accent", bold=True),),
    "principles": (Level("decimal", "%1", 20, 20, "Principle", "accent", bold=True),),
    "table bullet": (Level("bullet", "–", 10, 10, "Table List Bullet", "accent"),),
    "table number": (Level("decimal", "%1.", 14, 14, "Table List Number", "accent"),),
    UNNUMBERED: (_SILENT,) * DEEPEST,
}
_BY_NAME = {name: position + 1 for position, name in enumerate((*LISTS, HEADINGS, SOURCES))}
FIRST_FREE = len(_BY_NAME) + 1  # the first number that no list of ours has


def number_of(name: str) -> int:
    """The `w:numId` that the styles of a list are tied to."""
    return _BY_NAME[name]


@dataclass(slots=True)
class Instances:
    """The lists of one document that count for themselves: (number, list, level, first number).

    Their own numbers come after the `carried` ones of an office's template.
    """

    rows: list[tuple[int, str, int, int]] = field(default_factory=list)
    carried: int = 0

    def begin(self, name: str, level: int, start: int) -> int:
        """A new instance of a list, counting from `start` at that level (from 0); its `w:numId`."""
        number = FIRST_FREE + self.carried + len(self.rows)
        self.rows.append((number, name, level, start))
        return number


def first_numbered(headings: Iterable[tuple[int, str]]) -> int:
    """The level of the headings that count first, when all numbers are what plain counting gives; 0 otherwise.

    Headings are given by level and number.
    """
    numbered = [(level, number) for level, number in headings if number]
    first = min((level for level, _ in numbered), default=0)
    counts = [0] * (DEEPEST + 1)
    for level, number in numbered:
        counts[level] += 1
        counts[level + 1 :] = [0] * (DEEPEST - level)
        path = counts[first : level + 1]
        if 0 in path or number != ".".join(map(str, path)):
            return 0
    return first


def is_counted(heading: Heading, level: int, first: int) -> bool:
    """True for a heading of a level of Word's (from 1) that Word counts, where it counts from level `first` on: it has no typed number."""
    return 0 < first <= level and heading.role != "plain"


def counts_plainly(numbers: Iterable[str]) -> bool:
    """True when the numbers that are there are 1, 2, 3 …"""
    return all(number == str(position) for position, number in enumerate(filter(None, numbers), start=1))


_LABEL = re.compile(r"([\[(]?)(\d+)([\]).]?)", re.ASCII)


def counted_form(labels: Sequence[str]) -> str:
    """What a level shows (17.9.11) that gives these labels as its numbers, such as "[%1]"; "" where counting does not."""
    found = [_LABEL.fullmatch(label) for label in labels]
    forms = {f"{each[1]}%1{each[3]}" for each in found if each}
    plain = counts_plainly(each[2] if each else "?" for each in found)
    return forms.pop() if plain and len(forms) == 1 else ""


def write_numbering(tokens: Tokens, first: int, *, large: bool = False, sources: str = "") -> bytes:
    """The part before documents begin lists of their own; `first` is the level of headings that count first, 0 when they
    do not; `large` and `sources` as in `styles.Setup`.
    """
    part = element("w:numbering")
    lists = dict(LISTS)
    if first:
        lists[HEADINGS] = _heading_levels(tokens, first, large=large)
    if sources:
        lists[SOURCES] = (Level("decimal", sources, SOURCE_HANGING, SOURCE_HANGING, "Bibliography"),)
    for name, levels in lists.items():
        _put_list(part, _BY_NAME[name], levels, tokens)
    for name in lists:
        add(add(part, "w:num", numId=_BY_NAME[name]), "w:abstractNumId", val=_BY_NAME[name])
    return serialised(part)


_END = b"</w:numbering>"


def with_instances(part: bytes, instances: Instances) -> bytes:
    """The part with the lists that a document begins; whole numbers only, so that they can be written as they are."""
    made = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{_BY_NAME[name]}"/><w:lvlOverride w:ilvl="{level}">'
        f'<w:startOverride w:val="{start}"/></w:lvlOverride></w:num>'
        for number, name, level, start in instances.rows
    )
    return part.removesuffix(_END) + made.encode("ascii") + _END


def _heading_levels(tokens: Tokens, first: int, *, large: bool) -> tuple[Level, ...]:
    rows = [_SILENT] * (first - 1)
    for level in range(first, DEEPEST + 1):
        shows = ".".join(f"%{part}" for part in range(first, level + 1))
        size = getattr(tokens.type, heading_step(level, large=large)).size
        hanging = size * (level - first + _AFTER_NUMBER)
        style = f"Heading {level}" if level <= _HEADING_STYLES else ""
        rows.append(Level("decimal", shows, hanging, hanging, style))
    return tuple(rows)


_AFTER_NUMBER = (
    1.25  # ems that a number of one digit and the blank after it take; each further level takes one more
)
_HEADING_STYLES = 6


def _put_list(part: Element, number: int, levels: tuple[Level, ...], tokens: Tokens) -> None:
    node = add(part, "w:abstractNum", abstractNumId=number)
    # 17.9.15: lists with one nsid are one list when text is pasted from file to file.
    put(node, "w:nsid", val=f"{0x1C0A0000 + number:08X}")
    put(node, "w:multiLevelType", val="multilevel")
    for depth, level in enumerate(levels):
        _put_level(put(node, "w:lvl", ilvl=depth), level, tokens)


def _put_level(node: Element, level: Level, tokens: Tokens) -> None:
    put(node, "w:start", val=1)
    put(node, "w:numFmt", val=level.counts)
    if level.style:
        put(node, "w:pStyle", val=style_id(level.style))
    put(node, "w:lvlText", val=level.shows)
    put(node, "w:lvlJc", val="left")
    if not level.shows:
        put(node, "w:suff", val="nothing")
        return
    shape = put(node, "w:pPr")
    left, hanging = round(level.left * 20), round(level.hanging * 20)
    put(shape, "w:ind", left=left, hanging=hanging)
    if level.colour or level.size or level.bold:
        _put_mark(put(node, "w:rPr"), level, tokens)


def _put_mark(letters: Element, level: Level, tokens: Tokens) -> None:
    put_fonts(letters, "sans")
    put(letters, "w:b", val=int(level.bold))
    put(letters, "w:i", val=0)
    if level.colour:
        put_colour(letters, tokens, level.colour)
    if level.size:
        put(letters, "w:sz", val=round(level.size * 2))
