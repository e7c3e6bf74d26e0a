"""Whether something is too long to stand beside something else, judged from its words before anything is laid out.

Labels with their values, two sides, a panel beside the text: WeasyPrint 70 takes long to break them over pages, and sets
the pieces in another order than they were written. What is long stands by itself, over the whole width: `.long` in
print.css.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.compose.model import (
    Block,
    Blocks,
    Callout,
    Contents,
    Definitions,
    Figure,
    List,
    Paragraph,
    Region,
    own_texts,
    walk,
)
from communique.content.spans import plain

LONG = "long"
# Characters in a line, at the least, where a list, a definition list or a region of that role is set beside something.
_LETTERS = {"facts": 15, "glossary": 28, "principles": 40, "split": 45, "panel": 22}
_MOST_LINES = 25  # half of a page turned sideways
_PICTURE = 12  # lines that a picture is counted for


def length_class(block: List | Definitions | Region) -> str:
    """`long` for a block of which one part is higher than half a page when it stands beside another; else nothing."""
    letters = _LETTERS.get(block.role)
    if letters is None:
        return ""
    return LONG if max((_lines(part, letters) for part in _parts(block)), default=0) > _MOST_LINES else ""


def _parts(block: List | Definitions | Region) -> tuple[Blocks, ...]:
    """What would stand beside each other."""
    match block:
        case List(items=items):
            return tuple(item.blocks for item in items)
        case Definitions(entries=entries):
            terms = (Paragraph(entry.term, entry.source) for entry in entries)
            return (*((term,) for term in terms), *(entry.blocks for entry in entries))
        case Region(role="panel"):
            return (block.blocks,)
        case _:
            return tuple((side,) for side in block.blocks)


def _lines(blocks: Blocks, letters: int) -> int:
    return sum(_own_lines(block, letters) for block in walk(blocks))


def _own_lines(block: Block, letters: int) -> int:
    """The lines of a block's own words; those of blocks in it are counted with them."""
    lines = (line for text in _texts(block) for line in text.split("\n"))
    return sum(-(-len(line) // letters) for line in lines) + (_PICTURE if isinstance(block, Figure) else 0)


def _texts(block: Block) -> Iterator[str]:
    yield from map(plain, own_texts(block))
    match block:
        case Contents(entries=lines):
            yield from (line.text for line in lines)
        case Callout(label=label):
            yield label
        case _:
            return
