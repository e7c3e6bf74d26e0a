"""What of the content a finished document tree shows."""

from __future__ import annotations

from communique.compose.model import Document, walk


def shown_paths(document: Document) -> frozenset[str]:
    """The content paths of all items and fields that the document shows something of, with those around them."""
    steps = (block.source.path.split("/") for block in walk(document.blocks))
    return frozenset("/".join(some[:length]) for some in steps for length in range(1, len(some) + 1))
