"""Which cases and parts begin a page, read off from a finished layout: the style sheet decides, and Word files follow it.

They are told by their place among all cases and parts of the document, so that nothing of a layout need be kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from communique.compose.model import Document, Region, walk

SECTIONS = frozenset({"case", "part"})
_ROUNDING = 0.5  # pixels


def sections(document: Document) -> Iterator[Region]:
    """The cases and parts of a document in reading order; a part comes before the cases in it."""
    for block in walk(document.blocks):
        if isinstance(block, Region) and block.role in SECTIONS:
            yield block


def openings(pages: Sequence[Any], root: Any) -> frozenset[int]:
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
