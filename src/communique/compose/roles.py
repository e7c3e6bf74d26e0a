"""The closed vocabulary of roles: what a piece of a document is for, and the name each writer gives it.

Templates may use these names as classes and no others; `print.css` styles `.role`, Word files get the style of the
same row. A new look is new values in a theme; a new role is a new row here and a style in both.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Role:
    """A role with its Word style's name and what it is for."""

    word_style: str
    meaning: str


PARAGRAPH_ROLES = {
    "": Role("Body Text", "running text"),
    "overline": Role("Overline", "series, number and date above the title"),
    "subtitle": Role("Subtitle", "below the title"),
    "lede": Role("Lede", "the opening sentence of a case or section"),
    "label": Role("Panel Label", "the name of a panel, such as 'Bottom line'"),
    "statement": Role("Bottom Line", "text of the bottom line"),
    "lead": Role("Lead Sentence", "the sentence that states a message or an action"),
    "details": Role("Details", "who, by when and the like, below a lead"),
    "small": Role("Small Text", "notes to the reader, legends"),
    "source": Role("Source Line", "the source of a table, figure or case"),
    "cell": Role("Table Text", "text of a table cell"),
    "head": Role("Table Heading", "text of a table's header cell"),
    "cover-title": Role("Cover Title", "title on the cover"),
    "write": Role("Writing Line", "an empty line to write on"),
}

REGION_ROLES = {
    "title-block": Role("", "overline, title, subtitle and facts on the first page"),
    "cover": Role("", "the cover page"),
    "bottom-line": Role("", "the panel with the bottom line"),
    "messages": Role("", "key messages"),
    "split": Role("", "two sides that stand next to each other where there is room"),
    "side": Role("", "one side of a split"),
    "case": Role("", "a case study; begins a page, unless two fifths of one are left"),
    "part": Role("", "a part of a pack; begins a page, unless two fifths of one are left"),
    "panel": Role("", "a fact panel"),
    "landscape": Role("", "pages turned sideways"),
    "together": Role("", "kept on one page"),
    "sign-off": Role("", "who signs, and when"),
}

LIST_ROLES = {
    "": Role("", "a plain list"),
    "key-messages": Role("", "the key messages, with large light numerals"),
    "recommendations": Role("", "recommendations"),
    "principles": Role("", "the principles at a glance, two columns"),
}

TABLE_ROLES = {
    "": Role("Data Table", "data"),
    "checklist": Role("Checklist Table", "lines to tick, with room to write"),
    "matrix": Role("Matrix Table", "marks where rows and columns meet"),
    "sign-off": Role("Checklist Table", "names, signatures and dates"),
}

# Tables that text refers to by number; the others are forms.
NUMBERED_TABLES = frozenset({"", "matrix"})

DEFINITIONS_ROLES = {
    "": Role("Definition Term", "a definition list"),
    "facts": Role("Fact Label", "label and value, in a row or panel"),
    "glossary": Role("Glossary Term", "terms and what they mean"),
}

SPAN_ROLES = {
    "evidence": Role("Evidence Tag", "how well a claim is supported"),
    "muted": Role("Muted", "less important words"),
    "mark": Role("Rating Mark", "the sign and letter of a rating"),
    "portion": Role("Portion Mark", "the marking of what follows"),
    "number": Role("Number", "a numeral that stands for itself"),
    "label": Role("Inline Label", "the name of a value in running text: 'Who:'"),
}

CALLOUT_KINDS = {
    "note": Role("Note", "a remark"),
    "caution": Role("Caution", "what must not be missed"),
    "claim": Role("Claim", "what a source says and we do not"),
}

HEADING_ROLES = {
    "": Role("", "a heading"),
    "plain": Role("", "a heading that the contents leave out"),
}

ROW_ROLES = {
    "": Role("", "a row"),
    "group": Role("Table Group", "a row that heads those below it"),
}
