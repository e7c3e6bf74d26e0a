"""What a row of the style table can say, in the theme's words: steps of the scale, colours by name, points."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias


class Kind(StrEnum):
    """The kinds of Word style (ECMA-376 17.18.83)."""

    PARAGRAPH = "paragraph"
    CHARACTER = "character"
    TABLE = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Letters:
    """The letters of a style. `step` names a step of the theme's scale; the other fields go beyond or against it."""

    step: str = ""
    family: str = ""
    font: str = ""
    size: float = 0
    colour: str = ""
    bold: bool | None = None
    italic: bool = False
    spaced: float = 0
    fill: str = ""
    border: str = ""
    raised: bool = False
    underlined: bool = False
    unproofed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A line at a side of a paragraph or table: width and distance in points, a colour of the theme; 0 wide: none."""

    side: str
    width: float
    colour: str
    distance: float = 0


class Stop(StrEnum):
    """Where a tab leads, when that hangs on the page."""

    RIGHT_EDGE = "right edge of the upright page"
    RIGHT_EDGE_TURNED = "right edge of the page turned sideways"


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab stop: points from the left for text that begins there, or an edge for text that ends there."""

    at: float | Stop


@dataclass(frozen=True, slots=True)
class Lines:
    """A space in lines of the theme's prose: so many times its `baseline`, as the spaces of its style sheet are."""

    count: float


Space: TypeAlias = float | Lines  # points, or lines of the theme

BODY_LEVEL = 10  # 17.3.1.20, counted from 1: no level


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The shape of a paragraph; lengths in points. `leading` is the step's unless given: what lines have at least, or, with
    `fixed`, exactly. `measure` keeps prose to a line's length, with so many points more.

    Between two paragraphs Word leaves the larger of the space `after` the one and the space `before` the other, as a
    browser does, unless a file has `doNotUseHTMLParagraphAutoSpacing`. The standard says of that only what it does to automatic
    spaces; LibreOffice, which reads the flag so in Word's older files, lays out ours so too.

    `list_name` and `level` tie a style to a list of `numbering.LISTS`, or of headings; `outline` makes headings of a level,
    or with `BODY_LEVEL` takes that away from a style that is based on one.
    """

    before: Space | None = None
    after: Space | None = None
    leading: float = 0
    fixed: bool = False
    left: float | None = None
    right: float | None = None
    hanging: float = 0
    measure: float | None = None
    keep_next: bool | None = None
    keep_lines: bool = False
    joined: bool = False
    rules: tuple[Rule, ...] = ()
    fill: str = ""
    tabs: tuple[Tab, ...] = ()
    align: str = ""
    outline: int = 0
    list_name: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The shape of a table: its rules, those of the header row, and the twips left and right of a cell's text."""

    rules: tuple[Rule, ...] = ()
    head_rules: tuple[Rule, ...] = ()
    sides: tuple[int, int] = (80, 80)
    centred: bool = False


@dataclass(frozen=True, slots=True)
class Style:
    """A named style. `priority` orders Word's list of styles; `quick` ones are in its gallery."""

    name: str
    base: str = ""
    letters: Letters = field(default_factory=Letters)
    shape: Shape = field(default_factory=Shape)
    kind: Kind = Kind.PARAGRAPH
    next: str = ""
    priority: int = 99
    quick: bool = False
