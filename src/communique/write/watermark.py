"""Words behind the text of every page: how large they are and in which grey, the same in PDF and Word.

They go up from the left, turned about the middle of the paper, as large as the text's width and the middle of the page
allow: no letter of theirs comes near the header or the footer, which markings are looked for in.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

from communique.compose.drawing.ruler import Ruler
from communique.compose.model import Document
from communique.theme import Theme, watermark_colour

TURN = 45  # degrees
WEIGHT = 600
_LINE = 1.1  # the height of the line, in ems
_SHARE = 0.54  # of the paper's height; the rest is for headers, footers and what stands near them
_LARGEST = 44.0  # millimetres of an em: short words do not fill the page


@dataclass(frozen=True, slots=True)
class Across:
    """Words with their grey, the size of an em and of the whole, in millimetres."""

    words: str
    colour: str
    size: float
    width: float
    height: float


def across(document: Document, theme: Theme, *, turned: bool) -> Across:
    """The watermark of a document's upright or turned pages."""
    words = document.watermark
    long, tall = document.page.millimetres[::-1] if turned else document.page.millimetres
    _, right, _, left = document.page.margins
    side = min(long - left - right, tall * _SHARE)
    ems = max(Ruler.of(theme).width(words, 1, bold=True), 1.0)
    # Turned by 45 degrees, what is so wide and so high needs their sum over the root of two, both ways.
    size = min(side * sqrt(2) / (ems + _LINE), _LARGEST)
    return Across(words, watermark_colour(theme.tokens.colours), size, ems * size, _LINE * size)
