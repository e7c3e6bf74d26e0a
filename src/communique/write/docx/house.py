"""The house styles: one row for each style that a document of ours can use, in the words of the theme.

Names are Word's own where Word has one for the purpose, so that its galleries, contents and navigation work; the
others are those of `compose/roles.py`. No paragraph or run carries formatting of its own: to change the look of a
finished file is to change a style in Word, and the theme's colours and fonts are what the styles name.
"""

from __future__ import annotations

from communique.write.docx import families
from communique.write.docx.families import CELL, HALF, LINE, QUARTER
from communique.write.docx.look import Kind, Letters, Lines, Rule, Shape, Style, Tab
from communique.write.docx.numbering import SOURCE_HANGING

_PANEL_RULES = (
    Rule("top", 0.5, "paper_tint", 6),
    Rule("left", 3, "accent", 10),
    Rule("bottom", 0.5, "paper_tint", 6),
    Rule("right", 0.5, "paper_tint", 8),
)
_FACT_RULES = (Rule("top", 0.5, "hairline", 5), Rule("bottom", 0.5, "hairline", 5))
_WIDER = 79.0  # what an opening sentence may be longer than a line of prose
_FACT_LABEL = 96.0
_HANGING = 40.0  # room for the large numerals of key messages
_NUMBER = 20.0  # room for those of recommendations and principles
_RECOMMENDATION_RULE = (Rule("top", 0.5, "hairline", 5),)
_WRITING_RULES = (Rule("bottom", 0.5, "muted", 1), Rule("between", 0.5, "muted", 1))


def _character(name: str, letters: Letters, *, priority: int = 40, quick: bool = False) -> Style:
    base = "Default Paragraph Font"
    return Style(name, base, letters, kind=Kind.CHARACTER, priority=priority, quick=quick)


_PARAGRAPHS = (
    Style("Normal", "", shape=Shape(), priority=1),
    Style("Body Text", "Normal", shape=Shape(before=HALF, after=QUARTER, measure=0), priority=2, quick=True),
    Style(
        "Title",
        "Normal",
        Letters(step="title"),
        Shape(after=HALF, fixed=True, keep_next=True),
        next="Subtitle",
        priority=3,
        quick=True,
    ),
    Style(
        "Subtitle",
        "Normal",
        Letters(step="subtitle"),
        Shape(after=Lines(3 / 4), fixed=True, keep_next=True),
        next="Body Text",
        priority=4,
        quick=True,
    ),
    Style(
        "Overline",
        "Normal",
        Letters(step="caption", bold=True, spaced=0.6),
        Shape(after=HALF, keep_next=True),
        next="Title",
        priority=5,
    ),
    Style("Cover Overline", "Overline", shape=Shape(before=150), next="Cover Title", priority=6),
    Style(
        "Cover Title",
        "Normal",
        Letters(step="cover"),
        Shape(after=LINE, fixed=True, keep_next=True),
        next="Subtitle",
        priority=6,
    ),
    Style(
        "Lede",
        "Body Text",
        Letters(step="statement"),
        Shape(measure=_WIDER),
        next="Body Text",
        priority=7,
        quick=True,
    ),
    Style(
        "Panel Label",
        "Normal",
        Letters(step="caption", colour="accent", bold=True, spaced=0.4),
        Shape(
            before=Lines(3 / 4),
            after=2,
            left=13,
            right=9,
            keep_next=True,
            fill="paper_tint",
            rules=_PANEL_RULES,
        ),
        next="Bottom Line",
        priority=20,
    ),
    Style(
        "Bottom Line",
        "Normal",
        Letters(step="statement"),
        Shape(after=HALF, left=13, right=9, keep_lines=True, fill="paper_tint", rules=_PANEL_RULES),
        priority=20,
        quick=True,
    ),
    Style(
        "Side Label",
        "Normal",
        Letters(step="caption", colour="accent", bold=True, spaced=0.4),
        Shape(before=LINE, after=3, keep_next=True),
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
    Style(
        "Details",
        "Normal",
        Letters(step="table", colour="muted"),
        Shape(after=QUARTER, fixed=True, measure=0),
        priority=22,
    ),
    Style(
        "Small Text", "Normal", Letters(step="caption"), Shape(before=3, after=HALF, fixed=True), priority=23
    ),
    Style(
        "Source Line",
        "Normal",
        Letters(step="caption"),
        Shape(before=3, after=HALF, fixed=True),
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
            before=HALF,
            after=Lines(3 / 4),
            leading=13,
            fixed=True,
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
        Shape(before=HALF, keep_next=True),
        next="Definition",
        priority=26,
    ),
    Style(
        "Definition",
        "Body Text",
        shape=Shape(before=0, after=HALF, left=18),
        next="Definition Term",
        priority=26,
    ),
    Style(
        "Glossary Term",
        "Definition Term",
        Letters(step="table", size=9.5, bold=True),
        Shape(before=CELL, leading=13, fixed=True, rules=_RECOMMENDATION_RULE),
        next="Glossary Text",
        priority=26,
    ),
    Style(
        "Glossary Text",
        "Definition",
        Letters(step="table", size=9.5),
        Shape(before=0, after=CELL, leading=13, fixed=True, left=0, right=0),
        next="Glossary Term",
        priority=26,
    ),
    Style(
        "Caption",
        "Normal",
        Letters(step="h4"),
        Shape(before=LINE, after=5, keep_lines=True),
        next="Body Text",
        priority=35,
    ),
    Style("Caption Below Table", "Caption", shape=Shape(before=LINE), next="Body Text", priority=35),
    Style("Figure", "Normal", shape=Shape(before=LINE, after=0, keep_next=True), next="Caption", priority=35),
    Style(
        "Bibliography",
        "Normal",
        Letters(step="caption", colour="ink"),
        Shape(after=3, fixed=True, left=SOURCE_HANGING, hanging=SOURCE_HANGING, tabs=(Tab(SOURCE_HANGING),)),
        priority=37,
    ),
    Style(
        "Key Message",
        "Lead Sentence",
        Letters(step="h4"),  # fixed, so that the numeral makes no line higher
        Shape(before=0, after=0, fixed=True, list_name="key messages", level=1),
        next="Key Message Text",
        priority=15,
    ),
    Style(
        "Key Message Text",
        "Body Text",
        shape=Shape(before=0, after=Lines(0.4), keep_lines=True, left=_HANGING, measure=_HANGING),
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
        Letters(step="h4", colour="accent"),
        Shape(before=2, after=0, leading=13, fixed=True, list_name="principles", level=1),
        next="Principle Text",
        priority=17,
    ),
    Style(
        "Principle Text", "Details", Letters(colour="ink"), Shape(after=1, left=_NUMBER, right=0), priority=17
    ),
    Style("Table Group", "Table Text", shape=Shape(before=4, after=4, keep_next=True), priority=31),
    Style("Table Lead", "Table Heading", shape=Shape(before=CELL), priority=31),
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
    *families.headings(),
    *families.lists(),
    *families.contents(),
    *families.cells(),
    *families.running(),
    *families.callout("Note", "accent"),
    *families.callout("Caution", "signal"),
    *families.callout("Claim", "muted"),
    *_CHARACTERS,
)
