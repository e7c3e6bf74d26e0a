"""Whether there is room for the words: columns and lists so narrow that words would stand letter below letter, and
headings of a page's length.

Judged from the tree, before anything is laid out, so that it is told for every format and without waiting. Words that are
wider than a column that has room are broken by the layout.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.compose.model import Block, Blocks, Callout, Heading, List, PageSetup, Region, Table, children
from communique.content.markdown import DEEPEST
from communique.content.prose import too_deep
from communique.content.spans import plain
from communique.findings import Finding

NARROWEST = 5.0  # millimetres: two or three letters
LONGEST_HEADING = 500  # characters: on a cover that is a page
TURNED = "landscape"


def check_room(blocks: Blocks, page: PageSetup) -> Iterator[Finding]:
    """A finding for each column that is too narrow, lists and boxes in each other too deep, and headings too long."""
    _, right, _, left = page.margins
    width, height = page.millimetres
    for block in blocks:
        yield from _check(block, (width - left - right, height - left - right), 0)


def _check(block: Block, widths: tuple[float, float], depth: int) -> Iterator[Finding]:
    """`widths` are those of the text where the block stands, and on a turned page; `depth` counts the lists and boxes around it."""
    match block:
        case Heading(spans=spans, source=source) if len(plain(spans)) > LONGEST_HEADING:
            message = f"the heading has {len(plain(spans)):,} characters, and would take most of a page"
            hint = "say in a sentence what follows, and tell the rest below the heading"
            yield Finding(Code.NO_ROOM, source.origin, message, hint)
        case Table(columns=columns, source=source) if columns:
            narrowest = min(column.share for column in columns) * widths[0]
            if narrowest < NARROWEST:
                message = f"the table has {len(columns)} columns, and one is only {narrowest:.1f} mm wide"
                hint = "show fewer columns, or give the table a page turned sideways or its narrow columns more room"
                yield Finding(Code.NO_ROOM, source.origin, message, hint)
        case List(source=source) | Callout(source=source):
            depth += 1
            if depth > DEEPEST:
                yield too_deep(source.origin)
                return
        case Region(role=role) if role == TURNED:
            widths = (widths[1], widths[1])
        case _:
            pass  # takes no width from what is in it that would matter
    for inner in children(block):
        yield from _check(inner, widths, depth)
