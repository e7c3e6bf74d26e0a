"""Portion marks: the marking of each item before its first words, for readers who must know part by part.

An item's mark is the highest rung of all that the document shows as its own, without the items inside it. An item that
comes again elsewhere in the document is marked again. The template's own words bear no mark, nor does what
stands in the place of withheld items.
"""

from __future__ import annotations

from dataclasses import replace

from communique.audience.model import Handling
from communique.audience.redaction import is_stand_in
from communique.compose.handling import sources
from communique.compose.model import Bibliography, Block, Blocks, Figure, Source
from communique.compose.rewrite import map_blocks, rewrite_spans
from communique.content.registers import Rung
from communique.content.spans import Spans, Styled, Words

PORTION = "portion"  # the role of a mark
_GAP = Words("\N{NO-BREAK SPACE}")


def with_portion_marks(blocks: Blocks, handling: Handling) -> Blocks:
    """The blocks with a mark before the first words of each item; names must be resolved by then."""
    marker = _Marker(blocks, handling)

    def change(block: Block) -> Block:
        match block:
            case Bibliography():
                entries = (
                    replace(entry, spans=marker.marked(entry.spans, entry.rung)) for entry in block.entries
                )
                return replace(block, entries=tuple(entries))
            case Figure() if not block.caption and not block.note:
                return replace(block, note=marker.rewrite((), block.source, block))
            case _:
                return block

    return map_blocks(rewrite_spans(blocks, marker.rewrite), change)


def portion_mark(rung: Rung) -> str:
    """What stands before a portion: the rung's short form, else its label in brackets."""
    return rung.short or f"({rung.label})"


class _Marker:
    def __init__(self, blocks: Blocks, handling: Handling) -> None:
        self.handling = handling
        self.rungs: dict[str, int] = {}
        for source in sources(blocks):
            if source.path:
                owner = handling.owner(source.path)
                self.rungs[owner] = max(source.rung, self.rungs.get(owner, 0))
        self.last: str | None = None

    def rewrite(self, spans: Spans, source: Source, _: Block) -> Spans:
        """The words of a block, marked where an item begins: not where its own words go on after those of inner items."""
        if not source.path or is_stand_in(source.path):
            return spans
        owner, last = self.handling.owner(source.path), self.last
        self.last = owner
        goes_on = last is not None and (last == owner or not owner or last.startswith(f"{owner}/"))
        return spans if goes_on else self.marked(spans, self.rungs[owner])

    def marked(self, spans: Spans, rung: int) -> Spans:
        mark = Styled(PORTION, (Words(portion_mark(self.handling.rungs[rung])),))
        return (mark, _GAP, *spans)
