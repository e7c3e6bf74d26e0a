"""From where on running heads name the section that a page is in, the same in PDF and Word.

In both it is the first heading of level 2 on a page, else the one before it, as in a dictionary: what layout finds in a
PDF, and what Word finds for itself (`STYLEREF`, ECMA-376 17.16.5.59).
"""

from __future__ import annotations

from communique.compose.model import Document, Heading, Region, walk
from communique.write.paging import SECTIONS

LEVEL = 2  # of the headings that are named; level 1 is the title


def named_from(document: Document) -> Region | None:
    """The first part or case, where it is the first section with a number. None for documents without such sections.

    None too where each page bears a marking of its own: a name would stand on pages that are marked lower than it.
    """
    if document.page_marks:
        return None
    for block in document.blocks:
        numbered = any(
            isinstance(each, Heading) and each.level == LEVEL and each.number for each in walk((block,))
        )
        if numbered:
            return block if isinstance(block, Region) and block.role in SECTIONS and _opens(block) else None
    return None


def is_named(heading: Heading) -> bool:
    """True for a heading that running heads name, when it stands behind where that begins."""
    return heading.level == LEVEL and heading.role != "plain"


def _opens(region: Region) -> bool:
    first = region.blocks[0] if region.blocks else None
    return isinstance(first, Heading) and first.level == LEVEL and bool(first.number)
