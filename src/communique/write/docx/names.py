"""Names of styles: by which Word shows them, by which the file knows them, and which role gets which."""

from __future__ import annotations

import re
from functools import cache

from communique.compose import roles

# Word shows these with capitals and writes them without (ECMA-376 17.7.4.9: built-in names are told by spelling).
_LOWER_CASE = re.compile(
    r"(Heading \d|TOC \d|Caption|Header|Footer|Footnote Text|Footnote Reference)$", re.ASCII
)
_BUILT_IN = re.compile(
    r"(Normal|Placeholder Text|Body Text|Title|Subtitle|Strong|Emphasis|Hyperlink|Bibliography|Heading \d|TOC \d|Caption|Header|Footer|"
    r"Footnote Text|Footnote Reference|List( Bullet| Number| Continue)?( \d)?|Default Paragraph Font|Table Grid|"
    r"Normal Table|No List)$",
    re.ASCII,
)
_TABLE_NORMAL = "Normal Table"


@cache
def style_id(name: str) -> str:
    """The id of a style: its name in letters and digits. Word's ids of its own styles are made the same way."""
    return "TableNormal" if name == _TABLE_NORMAL else re.sub(r"[^A-Za-z0-9]", "", name)


def file_name(name: str) -> str:
    """The name as `w:name` holds it."""
    return name.lower() if _LOWER_CASE.match(name) else name


def is_built_in(name: str) -> bool:
    """True for the styles that Word itself has; all others are marked as custom."""
    return _BUILT_IN.match(name) is not None


def paragraph_style(role: str) -> str:
    """The name of the style of a paragraph's role. Raises KeyError for a role outside the vocabulary."""
    return roles.PARAGRAPH_ROLES[role].word_style


def span_style(role: str) -> str:
    """The id of the character style of a span's role. Raises KeyError for a role outside the vocabulary."""
    return style_id(roles.SPAN_ROLES[role].word_style)


def callout_style(kind: str, *, inner: bool) -> str:
    """The name of the style of a callout's paragraphs, `inner` inside another. Raises KeyError for a kind outside the vocabulary."""
    style = roles.CALLOUT_KINDS[kind].word_style
    return f"{style} Inner" if inner else style


def table_style(role: str) -> str:
    """The id of the style of a table. Raises KeyError for a role outside the vocabulary."""
    return style_id(roles.TABLE_ROLES[role].word_style)
