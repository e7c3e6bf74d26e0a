"""The house styles: one row for each style that a document of ours can use, in the words of the theme.

Names are Word's own where Word has one for the purpose, so that its galleries, contents and navigation work; the
others are those of `compose/roles.py`. No paragraph or run carries formatting of its own: to change the look of a
finished file is to change a style in Word, and the theme's colours and fonts are what the styles name.
"""

from __future__ import annotations

from communique.write.docx.look import BODY_LEVEL, Kind, Letters, Rule, Shape, Stop, Style, Tab

HEADING_LEVELS = range(1, 7)
LIST_LEVELS = range(1, 6)  # Word has styles for five
CONTENTS_LEVELS = range(1, 7)

_PANEL_RULES = (
    Rule("top", 0.5, "paper_tint", 6),
    Rule("left", 3, "accent", 10),
    Rule("bottom", 0.5, "paper_tint", 6),
    Rule("right", 0.5, "paper_tint", 8),
)
_FACT_RULES = (Rule("top", 0.5, "hairline", 5), Rule("bottom", 0.5, "hairline", 5))
_FACT_LABEL = 96.0
_HANGING = 40.0  # room for the large numerals of key messages
_NUMBER = 20.0  # room for those of recommendations and principles
_NO_RULE = (Rule("bottom", 0, "hairline"),)
_RECOMMENDATION_RULE = (Rule("top", 0.5, "hairline", 5),)
_WRITING_RULES = (Rule("bottom", 0.5, "muted", 1), Rule("between", 0.5, "muted", 1))
# The steps of the scale for headings, largest first. Chapters are set in the second, or where they are large in the first
# (`Setup.large`).
HEADING_STEPS = ("title", "h2", "h3", "h4")
# Word adds the space below a paragraph to that above the next; a browser takes the larger. So each has half of a line.
_HALF = 3.75
_SPACE_ABOVE_HEADING = (0.0, 22.5 - _HALF, 15.0 - _HALF, 12.0 - _HALF)


def _character(name: str, letters: Letters, *, priority: int = 40, quick: bool = False) -> Style:
    base = "Default Paragraph Font"
    return Style(name, base, letters, kind=Kind.CHARACTER, priority=priority, quick=quick)


def _callout(name: str, colour: str) -> tuple[Style, ...]:
    """The paragraphs of a remark, its label and its source: the same rule and indent, so that Word draws one line."""
    shape = Shape(left=13, before=0, after=6, keep_lines=True, rules=(Rule("left", 2, colour, 10),))
    label = Letters(family="sans", bold=True, colour=colour)
    return (
        Style(name, "Body Text", shape=shape, next="Body Text", priority=24, quick=True),
        Style(
            f"{name} Label", name, label, Shape(before=7.5, after=0, keep_next=True), next=name, priority=24
        ),
        Style(f"{name} Source", name, Letters(step="caption"), next="Body Text", priority=24),
    )


def heading_step(level: int, *, large: bool) -> str:
    """The step of the scale that a heading is set in."""
    return HEADING_STEPS[min(level - 1 if large else level, len(HEADING_STEPS) - 1)]


def space_above(level: int, *, large: bool) -> float:
    """The points above a heading; none above a large one, which begins a page."""
    return _SPACE_ABOVE_HEADING[min(level - 1 if large else level, len(_SPACE_ABOVE_HEADING) - 1)]


def _headings() -> tuple[Style, ...]:
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


def _lists() -> tuple[Style, ...]:
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


def _contents() -> tuple[Style, ...]:
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


def _cells() -> tuple[Style, ...]:
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


def _running() -> tuple[Style, ...]:
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


_PARAGRAPHS = (
    Style("Normal", "", shape=Shape(), priority=1),
    Style("Body Text", "Normal", shape=Shape(before=_HALF, after=_HALF, measure=0), priority=2, quick=True),
    Style(
        "Title",
        "Normal",
        Letters(step="title"),
        Shape(after=6, keep_next=True),
        next="Subtitle",
        priority=3,
        quick=True,
    ),
    Style(
        "Subtitle",
        "Normal",
        Letters(step="subtitle"),
        Shape(after=12, keep_next=True),
        next="Body Text",
        priority=4,
        quick=True,
    ),
    Style(
        "Overline",
        "Normal",
        Letters(step="caption", bold=True, spaced=0.6),
        Shape(after=5, keep_next=True),
        next="Title",
        priority=5,
    ),
    Style("Cover Overline", "Overline", shape=Shape(before=150), next="Cover Title", priority=6),
    Style(
        "Cover Title",
        "Normal",
        Letters(step="cover"),
        Shape(after=9, keep_next=True),
        next="Subtitle",
        priority=6,
    ),
    Style("Lede", "Body Text", Letters(step="statement"), next="Body Text", priority=7, quick=True),
    Style(
        "Panel Label",
        "Normal",
        Letters(step="caption", colour="accent", bold=True, spaced=0.4),
        Shape(before=12, after=2, left=13, right=9, keep_next=True, fill="paper_tint", rules=_PANEL_RULES),
        next="Bottom Line",
        priority=20,
    ),
    Style(
        "Bottom Line",
        "Normal",
        Letters(step="statement"),
        Shape(after=6, left=13, right=9, keep_lines=True, fill="paper_tint", rules=_PANEL_RULES),
        priority=20,
        quick=True,
    ),
    Style(
        "Side Label",
        "Normal",
        Letters(step="caption", colour="accent", bold=True, spaced=0.4),
        Shape(before=12, after=3, keep_next=True),
        next="Body Text",
        priority=21,
    ),
    Style(
        "Lead Sentence",
        "Body Text",
        Letters(step="h4"),
        Shape(after=0, right=0, keep_next=True),
        next="Details",
        priority=22,
    ),
    Style("Details", "Normal", Letters(step="table", colour="muted"), Shape(after=5, measure=0), priority=22),
    Style("Small Text", "Normal", Letters(step="caption"), Shape(before=3, after=7.5), priority=23),
    Style(
        "Source Line",
        "Normal",
        Letters(step="caption"),
        Shape(before=3, after=9),
        next="Body Text",
        priority=23,
    ),
    Style(
        "Writing Line",
        "Normal",
        Letters(step="table"),
        Shape(leading=25.5, rules=_WRITING_RULES),
        priority=33,
    ),
    Style(
        "Fact",
        "Normal",
        Letters(step="table", size=9.5),
        Shape(
            before=9,
            after=12,
            leading=15,
            left=_FACT_LABEL,
            hanging=_FACT_LABEL,
            joined=True,
            rules=_FACT_RULES,
            tabs=(Tab(_FACT_LABEL),),
        ),
        priority=25,
    ),
    Style(
        "Fact Continued",
        "Normal",
        Letters(step="table", size=9.5),
        Shape(after=6, left=_FACT_LABEL),
        priority=25,
    ),
    Style(
        "Definition Term",
        "Normal",
        Letters(step="h4"),
        Shape(before=7.5, keep_next=True),
        next="Definition",
        priority=26,
    ),
    Style(
        "Definition",
        "Body Text",
        shape=Shape(before=0, after=7.5, left=18),
        next="Definition Term",
        priority=26,
    ),
    Style(
        "Caption",
        "Normal",
        Letters(step="h4"),
        Shape(before=12, after=5, keep_lines=True),
        next="Body Text",
        priority=35,
    ),
    Style("Caption Below Table", "Caption", shape=Shape(before=12), next="Body Text", priority=35),
    Style("Figure", "Normal", shape=Shape(before=12, after=2, keep_next=True), next="Caption", priority=35),
    Style(
        "Bibliography",
        "Normal",
        Letters(step="caption", size=9.5, colour="ink"),
        Shape(after=4, left=24, hanging=24, tabs=(Tab(24),)),
        priority=37,
    ),
    Style(
        "Key Message",
        "Lead Sentence",
        shape=Shape(before=0, after=0, list_name="key messages", level=1),
        next="Key Message Text",
        priority=15,
    ),
    Style(
        "Key Message Text",
        "Body Text",
        shape=Shape(before=0, after=5, left=_HANGING, measure=_HANGING),
        priority=15,
    ),
    Style(
        "Recommendation",
        "Lead Sentence",
        shape=Shape(before=4, after=0, list_name="recommendations", level=1, rules=_RECOMMENDATION_RULE),
        next="Recommendation Text",
        priority=16,
    ),
    Style(
        "Recommendation Reason",
        "Body Text",
        shape=Shape(before=0, after=0, left=_NUMBER, measure=_NUMBER, keep_next=True, keep_lines=True),
        priority=16,
    ),
    Style("Recommendation Text", "Details", shape=Shape(after=2, left=_NUMBER, right=0), priority=16),
    Style(
        "Principle",
        "Lead Sentence",
        Letters(colour="accent"),
        Shape(before=2, after=0, list_name="principles", level=1),
        next="Principle Text",
        priority=17,
    ),
    Style(
        "Principle Text", "Details", Letters(colour="ink"), Shape(after=1, left=_NUMBER, right=0), priority=17
    ),
    Style("Table Group", "Table Text", shape=Shape(before=4, after=4, keep_next=True), priority=31),
    Style("Table Lead", "Table Heading", Letters(), priority=31),
    Style("Section End", "Normal", Letters(size=4), Shape(leading=1), priority=98),
)

_CHARACTERS = (
    _character("Strong", Letters(bold=True), priority=11, quick=True),
    _character("Emphasis", Letters(italic=True), priority=11, quick=True),
    _character("Strong Emphasis", Letters(bold=True, italic=True), priority=12),
    _character("Hyperlink", Letters(colour="accent", underlined=True), priority=44),
    _character("Cross Reference", Letters(), priority=44),
    _character("Code", Letters(family="sans", unproofed=True), priority=45),
    _character("Footnote Reference", Letters(raised=True), priority=51),
    _character("Evidence Tag", Letters(family="sans", size=8, colour="muted", border="muted"), priority=42),
    _character("Muted", Letters(colour="muted"), priority=42),
    _character("Rating Mark", Letters(family="sans", size=11, bold=True), priority=42),
    _character("Portion Mark", Letters(family="sans", bold=True), priority=42),
    _character("Number", Letters(family="sans", colour="accent", bold=True), priority=42),
    _character("Inline Label", Letters(family="sans", bold=True), priority=42),
    _character("Fact Label", Letters(family="sans", size=8.5, colour="muted", bold=True), priority=43),
    _character("Caption Label", Letters(colour="muted"), priority=43),
    _character("Placeholder Text", Letters(family="sans", size=8.5, colour="muted"), priority=46),
    _character("Tick", Letters(font="MS Gothic", size=12, unproofed=True), priority=43),
)

STYLES: tuple[Style, ...] = (
    *_PARAGRAPHS,
    *_headings(),
    *_lists(),
    *_contents(),
    *_cells(),
    *_running(),
    *_callout("Note", "accent"),
    *_callout("Caution", "signal"),
    *_callout("Claim", "muted"),
    *_CHARACTERS,
)
