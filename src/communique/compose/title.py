"""Which headings are a document's title, and how deep the others stand below it.

In HTML and PDF the title is a heading of level 1, and chapters are of level 2. Word has a style for titles that is no
heading, and chapters are of level 1 there.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.compose.model import LEAVES, Blocks, Heading, Region, children

TITLE_REGIONS = frozenset({"cover", "title-block"})


def lift_of(blocks: Blocks) -> int:
    """How many levels higher headings stand where the title is none: 1 when level 1 is the title's alone, else 0.

    The title is what stands at level 1 in a cover or title block; in a document without either, its first heading, when no
    other is of that level.
    """
    placed = tuple(_placed(blocks, inside=False))
    chapters = [at for at, (heading, inside) in enumerate(placed) if heading.level == 1 and not inside]
    has_title = any(heading.level == 1 for heading, inside in placed if inside)
    return int(not chapters or (chapters == [0] and not has_title))


def levels_below_title(blocks: Blocks) -> Iterator[tuple[Heading, int]]:
    """Every heading, in reading order, with its level where the title is no heading; 0 for the title itself."""
    lift = lift_of(blocks)
    for heading, inside in _placed(blocks, inside=False):
        yield heading, 0 if inside and heading.level == 1 else heading.level - lift


def _placed(blocks: Blocks, *, inside: bool) -> Iterator[tuple[Heading, bool]]:
    """Every heading, and whether it stands in a cover or title block."""
    for block in blocks:
        if isinstance(block, Heading):
            yield block, inside
        elif type(block) not in LEAVES:
            within = inside or (isinstance(block, Region) and block.role in TITLE_REGIONS)
            yield from _placed(tuple(children(block)), inside=within)
