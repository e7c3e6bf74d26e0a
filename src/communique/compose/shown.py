"""What of the content a finished document tree shows."""

from __future__ import annotations

from communique.compose.model import Blocks, walk


def shown_paths(blocks: Blocks) -> frozenset[str]:
    """The content paths of all items and fields that the blocks show something of, with those around them.

    Gathered in one walk: asking for each item whether a block shows it takes time that grows with the square of a document.
    """
    paths = {block.source.path for block in walk(blocks)}
    steps = (path.split("/") for path in paths)
    return frozenset("/".join(some[:length]) for some in steps for length in range(1, len(some) + 1))
