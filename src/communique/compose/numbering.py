"""Anchors and numbers: made once, from what is in the document, for all writers.

Anchors come from content paths or from the words of a heading, never from positions in the source; numbers count
what this reader sees.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace

from communique.audience.redaction import bare_path
from communique.compose.model import (
    Block,
    Blocks,
    Callout,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Figure,
    Heading,
    List,
    ListItem,
    Paragraph,
    Region,
    Row,
    Table,
    walk,
)
from communique.compose.rewrite import map_blocks
from communique.content.spans import plain

_RESERVED = re.compile(r"note(-call)?-\d+")  # anchors that writers give to footnotes and their calls
CONTENTS_DEPTH = 3  # levels of headings in the contents: the document's title is level 1


def anchored(blocks: Blocks) -> tuple[Blocks, dict[str, str]]:
    """The blocks with their anchors, and the anchor of each content path; the first block of an item is its target.

    What `markup.py` left in `anchor` is a content path; headings without one get an anchor from their words.
    """
    anchors = _Anchors()
    return anchors.place(blocks), anchors.by_path


@dataclass(slots=True)
class _Anchors:
    by_path: dict[str, str] = field(default_factory=dict)
    taken: set[str] = field(default_factory=set)

    def place(self, blocks: Blocks) -> Blocks:
        """Outer blocks before inner ones, so that the anchor of an item is where it begins."""
        return tuple(self._block(block) for block in blocks)

    def _block(self, block: Block) -> Block:  # noqa: PLR0911 -- one case a kind of block
        match block:
            case Heading():
                anchor = self._of(block.anchor) or self._fresh(slug(plain(block.spans)) or "heading")
                return replace(block, anchor=anchor)
            case Paragraph() | Figure():
                return replace(block, anchor=self._of(block.anchor))
            case List():
                return replace(block, items=tuple(self._item(item) for item in block.items))
            case Definitions():
                return replace(block, entries=tuple(self._definition(entry) for entry in block.entries))
            case Table():
                block = replace(block, anchor=self._of(block.anchor))
                return replace(block, head=self._rows(block.head), body=self._rows(block.body))
            case Region():
                block = replace(block, anchor=self._of(block.anchor))
                return replace(block, blocks=self.place(block.blocks))
            case Callout():
                return replace(block, blocks=self.place(block.blocks))
            case _:
                return block

    def _item(self, item: ListItem) -> ListItem:
        item = replace(item, anchor=self._of(item.anchor))
        return replace(item, blocks=self.place(item.blocks))

    def _definition(self, entry: Definition) -> Definition:
        entry = replace(entry, anchor=self._of(entry.anchor))
        return replace(entry, blocks=self.place(entry.blocks))

    def _rows(self, rows: tuple[Row, ...]) -> tuple[Row, ...]:
        placed = (replace(row, anchor=self._of(row.anchor)) for row in rows)
        return tuple(
            replace(row, cells=tuple(replace(cell, blocks=self.place(cell.blocks)) for cell in row.cells))
            for row in placed
        )

    def _of(self, path: str) -> str:
        if not path or path in self.by_path:
            return ""
        self.by_path[path] = self._fresh(slug(bare_path(path)))
        return self.by_path[path]

    def _fresh(self, name: str) -> str:
        name = f"h-{name}" if _RESERVED.fullmatch(name) else name
        anchor, number = name, 1
        while anchor in self.taken:
            number += 1
            anchor = f"{name}-{number}"
        self.taken.add(anchor)
        return anchor


def slug(text: str) -> str:
    """Letters and digits of a text, joined by hyphens: an anchor that HTML, PDF and Word all take."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", bare).strip("-")[:80]


def numbered(blocks: Blocks) -> Blocks:
    """Numbers of headings that ask for one ("2.1"), of tables with captions and of figures, in reading order."""
    counter = _Counter()
    return map_blocks(blocks, counter.number)


@dataclass(slots=True)
class _Counter:
    headings: list[int] = field(default_factory=list)
    tables: int = 0
    figures: int = 0

    def number(self, block: Block) -> Block:
        match block:
            case Heading(number="numbered"):
                return replace(block, number=self._heading(block.level))
            case Table(number="numbered"):
                self.tables += 1
                return replace(block, number=str(self.tables))
            case Figure() if block.caption:
                self.figures += 1
                return replace(block, number=str(self.figures))
            case _:
                return block

    def _heading(self, level: int) -> str:
        depth = max(level - 1, 1)
        del self.headings[depth:]
        while len(self.headings) < depth:
            self.headings.append(0)
        self.headings[-1] += 1
        return ".".join(str(number) for number in self.headings)


def with_contents(blocks: Blocks) -> Blocks:
    """The contents filled from the headings of the finished blocks; headings of role `plain` are left out."""
    entries = tuple(
        ContentsEntry(block.level, block.number, plain(block.spans), block.anchor, block.source.rung)
        for block in walk(blocks)
        if isinstance(block, Heading) and 1 < block.level <= CONTENTS_DEPTH and block.role != "plain"
    )
    return map_blocks(
        blocks, lambda block: replace(block, entries=entries) if isinstance(block, Contents) else block
    )
