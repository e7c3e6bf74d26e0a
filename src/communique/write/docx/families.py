"""Families of house styles: those that come in levels, sides or kinds, each made by one rule.

Headings, lists, contents, cells, running heads and remarks; the styles that stand alone are rows of `house.py`.
"""

from __future__ import annotations

from communique.write.docx.look import BODY_LEVEL, Letters, Rule, Shape, Stop, Style, Tab

HEADING_LEVELS = range(1, 7)
LIST_LEVELS = range(1, 6)  # Word has styles for five
CONTENTS_LEVELS = range(1, 7)
# The steps of the scale for headings, largest first. Chapters are set in the second, or where they are large in the first
# (`Setup.large`).
HEADING_STEPS = ("title", "h2", "h3", "h4")
# Word adds the space below a paragraph to that above the next; a browser takes the larger. So each has half of a line.
HALF = 3.75
_SPACE_ABOVE_HEADING = (0.0, 22.5 - HALF, 15.0 - HALF, 12.0 - HALF)
_NO_RULE = (Rule("bottom", 0, "hairline"),)


def callout(name: str, colour: str) -> tuple[Style, ...]:
    """The paragraphs of a remark, its label and its source: the same rule and indent, so that Word draws one line.

    Those of a remark inside another stand further in, with a rule of their own: a paragraph can have but one.
    """
    shape = Shape(left=13, before=0, after=6, keep_lines=True, rules=(Rule("left", 2, colour, 10),))
    label = Letters(family="sans", bold=True, colour=colour)
    return (
        Style(name, "Body Text", shape=shape, next="Body Text", priority=24, quick=True),
        Style(
            f"{name} Label", name, label, Shape(before=7.5, after=0, keep_next=True), next=name, priority=24
        ),
        Style(f"{name} Source", name, Letters(step="caption"), next="Body Text", priority=24),
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


def space_above(level: int, *, large: bool) -> float:
    """The points above a heading; none above a large one, which begins a page."""
    return _SPACE_ABOVE_HEADING[min(level - 1 if large else level, len(_SPACE_ABOVE_HEADING) - 1)]


def headings() -> tuple[Style, ...]:
    """Headings, and their variants that contents leave out."""
    rows: list[Style] = []
    for level in HEADING_LEVELS:
        above = space_above(level, large=False)
        shape = Shape(before=above, after=4, keep_next=True, keep_lines=True, outline=level)
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
    """Items with marks and without, and what goes on below an item."""
    rows: list[Style] = []
    for level in LIST_LEVELS:
        suffix = f" {level}" if level > 1 else ""
        close = Shape(before=0, after=3.75, list_name="bullet", level=level)
        numbered = Shape(before=0, after=3.75, list_name="number", level=level)
        quick = level == 1
        rows.append(Style(f"List Bullet{suffix}", "Body Text", shape=close, priority=14, quick=quick))
        rows.append(Style(f"List Number{suffix}", "Body Text", shape=numbered, priority=14, quick=quick))
        if quick:  # a deeper level belongs to one style only (17.9.23)
            rows += _list_leads()
        indent = 18.0 * level
        rows.append(Style(f"List{suffix}", "Body Text", shape=Shape(before=0, after=3.75, left=indent - 18)))
        rows.append(
            Style(f"List Continue{suffix}", "Body Text", shape=Shape(before=0, after=3.75, left=indent))
        )
    return tuple(rows)


def _list_leads() -> tuple[Style, ...]:
    """Items that begin with a sentence of their own, which what follows explains."""
    return tuple(
        Style(
            f"List {kind} Lead",
            f"List {kind}",
            Letters(step="h4"),
            Shape(before=4, after=0, right=0, keep_next=True, list_name=kind.lower(), level=1),
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
        shape = Shape(before=2, after=1, left=left + hanging, hanging=hanging, tabs=tabs, rules=rules)
        left += hanging
        letters = Letters(step="h4") if level == 1 else Letters(step="body", family="sans")
        rows.append(Style(f"TOC {level}", "Normal", letters, shape, next="Normal", priority=39))
    return tuple(rows)


def cells() -> tuple[Style, ...]:
    """What stands in tables."""
    rows: list[Style] = []
    for name, base, letters in (
        ("Table Text", "Normal", Letters(step="table")),
        ("Table Heading", "Table Text", Letters(bold=True)),
    ):
        rows.append(Style(name, base, letters, Shape(before=2, after=2), priority=30, quick=True))
        rows.append(Style(f"{name} Centred", name, shape=Shape(align="center"), priority=31))
        rows.append(Style(f"{name} Right", name, shape=Shape(align="right"), priority=31))
    for kind in ("Bullet", "Number"):
        shape = Shape(before=2, after=2, list_name=f"table {kind.lower()}", level=1)
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
            Shape(after=2, leading=11),
            priority=51,
        ),
    )
