"""What a Word file takes over from the PDF's layout: which cases and parts begin a page, and how much space there is.

The style sheet decides, and Word files follow it. Cases and parts are told by their place among all of the document's, so
that nothing of a layout need be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.compose.model import Contents, Document, Region, walk
from communique.theme import Theme
from communique.write.pdf import Pdf

SECTIONS = frozenset({"case", "part"})  # roles of regions that begin a page where the layout wants it
_ROUNDING = 0.5  # pixels
_FULL = 0.9  # of the height of the last page


def sections(document: Document) -> Iterator[Region]:
    """The cases and parts of a document in reading order; a part comes before the cases in it."""
    for block in walk(document.blocks):
        if isinstance(block, Region) and block.role in SECTIONS:
            yield block


def page_starts(pages: Sequence[Any], root: Any) -> frozenset[int]:
    """The places, from 0, of the cases and parts that stand at the top of a page; `root` is the markup that was laid out."""
    elements = (element for element in root.iter() if SECTIONS & {*element.get("class", "").split()})
    places = {element: place for place, element in enumerate(elements)}
    heights: dict[int, float] = {}
    for page in pages:
        text = page._page_box.children[0]  # noqa: SLF001 -- nothing public tells what is on a page
        for box in text.descendants():
            if box.element in places:
                # The first box is the section's own; those of its beginning and its later pages follow.
                heights.setdefault(places[box.element], box.position_y - text.position_y)
    return frozenset(place for place, height in heights.items() if height < _ROUNDING)


def follows_layout(document: Document, max_pages: int | None) -> bool:
    """True for a document whose pages matter: it tells them, its parts or cases begin them, or it may have so many only."""
    return _has_contents(document) or max_pages is not None or any(True for _ in sections(document))


def baseline_for(document: Document, theme: Theme, pdf: Pdf) -> float:
    """The baseline that a Word file has spaces of: the PDF's; the theme's tight one where the last page of the PDF is full.

    What stands side by side in the PDF stands one below the other in Word, and would need a page more. A document with
    contents keeps the spaces, since with others its page numbers would be wrong.
    """
    if theme.tokens.tight is None or pdf.last < _FULL or _has_contents(document):
        return pdf.baseline
    return theme.tokens.tight


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in walk(document.blocks))
