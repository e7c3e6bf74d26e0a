"""The words of each block of the tree, with the place where they were written."""

from __future__ import annotations

from collections.abc import Iterator

from communique.compose.model import (
    Bibliography,
    Block,
    Callout,
    Contents,
    Definitions,
    Figure,
    Heading,
    Paragraph,
    Table,
)
from communique.content.spans import plain
from communique.findings import Origin


def block_texts(block: Block) -> Iterator[tuple[str, Origin]]:
    """The words that a block itself shows; those of the blocks inside it come with these (`compose.model.walk`)."""
    match block:
        case Heading():
            yield " ".join((block.number, plain(block.spans))), block.source.origin
        case Paragraph():
            yield plain(block.spans), block.source.origin
        case Definitions():
            yield from ((plain(entry.term), entry.source.origin) for entry in block.entries)
        case Table() | Figure():
            yield " ".join((block.number, plain(block.caption))), block.source.origin
            yield plain(block.note), block.source.origin
        case Callout():
            yield block.label, block.source.origin
        case Contents():
            yield " ".join(f"{entry.number} {entry.text}" for entry in block.entries), block.source.origin
        case Bibliography():
            yield from (
                (f"{entry.label} {plain(entry.spans)}", block.source.origin) for entry in block.entries
            )
        case _:
            return
