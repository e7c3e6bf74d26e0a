"""Families of house styles: those that come in levels, sides or kinds, each made by one rule.

Headings, lists, contents, cells, running heads and remarks; the styles that stand alone are rows of `house.py`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from communique.write.docx.look import BODY_LEVEL, Letters, Lines, Rule, Shape, Space, Stop, Style, Tab

HEADING_LEVELS = range(1, 7)
LIST_LEVELS = range(1, 6)  # Word has styles for five
CONTENTS_LEVELS = range(1, 7)
# The steps of the scale for headings, largest first. Chapters are set in the second, or where they are large in the first
# (`Setup.large`).
HEADING_STEPS = ("title", "h2", "h3", "h4")
# The parts of a line that vertical spaces are, by the names of the style sheet.
LINE, HALF, QUARTER = Lines(1), Lines(1 / 2), Lines(1 / 4)
# Above and below the text of a cell: lines of the step of tables are as high as their font, which is more than its
# leading, so that a little less than the quarter of the style sheet makes rows of its height.
CELL = Lines(1 / 5)
# The spaces above and below a heading, by its step. Word keeps the space above a heading that begins a page, where the
# style sheet leaves it out: so large chapters, which mostly begin one, have less of it.
_AROUND: Mapping[str, tuple[Space, Space]] = {
    "title": (Lines(3 / 4), LINE),
    "h2": (Lines(1.1), HALF),
    # A paragraph has half of a line above it, which the style sheet gives it below other paragraphs only.
    "h3": (Lines(3 / 4), QUARTER),
    "h4": (HALF, Lines(0)),
}
_ABOVE_SECTION = Lines(1.5)  # below a large chapter
_NO_RULE = (Rule("bottom", 0, "hairline"),)


def callout(name: str, colour: str) -> tuple[Style, ...]:
    """The paragraphs of a remark, its label and its source: the same rule and indent, so that Word draws one line.

    Those of a remark inside another stand further in, with a rule of their own: a paragraph can have but one.
    """
    shape = Shape(left=13, before=0, after=QUARTER, keep_lines=True, rules=(Rule("left", 2, colour, 10),))
    label = Letters(step="caption", bold=True, colour=colour)
    return (
        Style(name, "Body Text", shape=shape, next="Body Text", priority=24, quick=True),
        Style(
            f"{name} Label", name, label, Shape(before=LINE, after=0, keep_next=True), next=name, priority=24
        ),
        Style(
            f"{name} Source", name, Letters(step="caption"), Shape(fixed=True), next="Body Text", priority=24
        ),
        *(
            Style(
                f"{name} Inner{part}",
                f"{name}{part}",
                shape=Shape(left=31),
                next=f"{name} Inner",
                priority=24,
            )
            for part in ("", " Label", " Source")
        ),
    )


def heading_step(level: int, *, large: bool) -> str:
    """The step of the scale that a heading is set in."""
    return HEADING_STEPS[min(level - 1 if large else level, len(HEADING_STEPS) - 1)]


def space_around(level: int, *, large: bool) -> tuple[Space, Space]:
    """The spaces above and below a heading."""
    step = heading_step(level, large=large)
    above, below = _AROUND[step]
    return (_ABOVE_SECTION if large and step == "h2" else above), below


def headings() -> tuple[Style, ...]:
    """Headings, and their variants that contents leave out."""
    rows: list[Style] = []
    for level in HEADING_LEVELS:
        above, below = space_around(level, large=False)
        shape = Shape(before=above, after=below, fixed=True, keep_next=True, keep_lines=True, outline=level)
        letters = Letters(step=heading_step(level, large=False))
        rows.append(
            Style(f"Heading {level}", "Normal", letters, shape, next="Body Text", priority=9, quick=level < 5)
        )
        plain = Shape(outline=BODY_LEVEL)
        rows.append(
            Style(f"Heading {level} Plain", f"Heading {level}", shape=plain, next="Body Text", priority=10)
        )
    return tuple(rows)


def lists() -> tuple[Style, ...]:
    """Items with marks and without, and what goes on below an item. Their text is as wide as that of paragraphs."""
    rows: list[Style] = []
    for level in LIST_LEVELS:
        suffix = f" {level}" if level > 1 else ""
        indent = 18.0 * level
        item = Shape(before=0, after=QUARTER, measure=indent, level=level)
        quick = level == 1
        for kind in ("Bullet", "Number"):
            shape = replace(item, list_name=kind.lower())
            rows.append(Style(f"List {kind}{suffix}", "Body Text", shape=shape, priority=14, quick=quick))
        if quick:  # a deeper level belongs to one style only (17.9.23)
            rows += _list_leads()
        outer = replace(item, left=indent - 18, measure=indent - 18, level=0)
        rows.append(Style(f"List{suffix}", "Body Text", shape=outer))
        inner = replace(item, left=indent, level=0)
        rows.append(Style(f"List Continue{suffix}", "Body Text", shape=inner))
    return tuple(rows)


def _list_leads() -> tuple[Style, ...]:
    """Items that begin with a sentence of their own, which what follows explains."""
    return tuple(
        Style(
            f"List {kind} Lead",
            f"List {kind}",
            Letters(step="h4"),
            Shape(before=HALF, after=0, right=0, keep_next=True, list_name=kind.lower(), level=1),
            next="List Continue",
            priority=14,
        )
        for kind in ("Bullet", "Number")
    )


def contents() -> tuple[Style, ...]:
    """Sections of the document stand at the margin, bold; what is in them is set in. Hairlines lead to the page."""
    rows: list[Style] = []
    rules = (Rule("bottom", 0.5, "hairline", 2), Rule("between", 0.5, "hairline", 2))
    left = 0.0
    for level in CONTENTS_LEVELS:
        hanging = 24.0 + 7 * (level - 1)  # for "1", "1.10", "1.10.10"
        tabs = (Tab(left + hanging), Tab(Stop.RIGHT_EDGE))
        above = QUARTER if level == 1 else 2
        shape = Shape(before=above, after=1, left=left + hanging, hanging=hanging, tabs=tabs, rules=rules)
        left += hanging
        letters = Letters(step="h4") if level == 1 else Letters(step="body", family="sans")
        rows.append(Style(f"TOC {level}", "Normal", letters, shape, next="Normal", priority=39))
    return tuple(rows)


def cells() -> tuple[Style, ...]:
    """What stands in tables."""
    rows: list[Style] = []
    for name, base, letters, above in (
        ("Table Text", "Normal", Letters(step="table"), CELL),
        ("Table Heading", "Table Text", Letters(bold=True), Lines(0)),
    ):
        rows.append(Style(name, base, letters, Shape(before=above, after=CELL), priority=30, quick=True))
        rows.append(Style(f"{name} Centred", name, shape=Shape(align="center"), priority=31))
        rows.append(Style(f"{name} Right", name, shape=Shape(align="right"), priority=31))
    for kind in ("Bullet", "Number"):
        shape = Shape(before=CELL, after=CELL, list_name=f"table {kind.lower()}", level=1)
        rows.append(Style(f"Table List {kind}", "Table Text", shape=shape, priority=32))
    return tuple(rows)


def running() -> tuple[Style, ...]:
    """Headers and footers, upright and turned, and footnotes."""
    foot = Letters(step="foot")
    below, above = (Rule("bottom", 0.5, "hairline", 5),), (Rule("top", 0.5, "hairline", 5),)
    upright, turned = (Tab(Stop.RIGHT_EDGE),), (Tab(Stop.RIGHT_EDGE_TURNED),)
    return (
        Style("Header", "Normal", foot, Shape(rules=below, tabs=upright), priority=50),
        Style("Header Section", "Header", Letters(bold=True), priority=50),
        Style("Header Landscape", "Header", shape=Shape(tabs=turned), priority=50),
        Style("Footer", "Normal", foot, Shape(rules=above, tabs=upright), priority=50),
        Style("Footer Landscape", "Footer", shape=Shape(tabs=turned), priority=50),
        Style("Header First", "Header", shape=Shape(rules=_NO_RULE), priority=50),
        Style("Header First Landscape", "Header Landscape", shape=Shape(rules=_NO_RULE), priority=50),
        Style(
            "Marking Line",
            "Normal",
            foot,
            Shape(before=0, after=0, left=0, right=0, align="right"),
            priority=50,
        ),
        Style(
            "Footnote Text",
            "Normal",
            Letters(family="sans", size=8.5),
            Shape(after=2, leading=11, fixed=True),
            priority=51,
        ),
    )
