"""Lists and definitions. Marks are Word's numbering, never characters of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from communique.compose.model import Blocks, Definition, Definitions, List, ListItem, ListKind
from communique.content.spans import plain
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.house import LIST_LEVELS
from communique.write.docx.numbering import DEEPEST, number_of
from communique.write.docx.ooxml import add
from communique.write.docx.order import put
from communique.write.docx.paragraphs import Paragraph, open_paragraph, split_first, style_for, voice_of
from communique.write.docx.runs import Voice, write_spans

WriteBlocks: TypeAlias = Callable[[Draft, Frame, Blocks], None]
_INDENT = 360  # twips that each level of a list sets its text in


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a list is written: numbering list, style of a plain first paragraph, of a leading one, of what follows, and
    of details (as what follows, unless they look different).
    """

    name: str
    first: str
    lead: str
    rest: str
    details: str = ""


# Numbered lists with a look of their own, by role.
_BY_ROLE = {
    "key-messages": _Manner("key messages", "Key Message Text", "Key Message", "Key Message Text"),
    "recommendations": _Manner(
        "recommendations",
        "Recommendation Text",
        "Recommendation",
        "Recommendation Reason",
        "Recommendation Text",
    ),
    "principles": _Manner("principles", "Principle Text", "Principle", "Principle Text"),
}
_KINDS = {ListKind.BULLET: "Bullet", ListKind.NUMBER: "Number"}


def write_list(draft: Draft, frame: Frame, block: List, write_blocks: WriteBlocks) -> None:
    """A list; a numbered one counts for itself from its start."""
    manner = _manner(block, frame)
    level = min(frame.depth, DEEPEST - 1) if manner.name in ("bullet", "number") else 0
    number = 0
    if block.kind is ListKind.NUMBER:
        number = draft.lists.begin(manner.name, level, block.start)
    inner = replace(
        frame,
        width=frame.width - _INDENT,
        depth=frame.depth + 1,
        setting=replace(
            frame.setting,
            styles={**frame.setting.styles, "": manner.rest, "details": manner.details or manner.rest},
        ),
    )
    for item in block.items:
        draft.mark(item.anchor)
        _write_item(draft, inner, item, manner, (number, level), write_blocks)


def _manner(block: List, frame: Frame) -> _Manner:
    if block.kind is ListKind.NUMBER and block.role in _BY_ROLE:
        return _BY_ROLE[block.role]
    if frame.setting.in_table:
        if block.kind is ListKind.PLAIN:
            return _Manner("", "Table Text", "", "Table Text")
        kind = _KINDS[block.kind]
        return _Manner(f"table {kind.lower()}", f"Table List {kind}", "", "Table Text")
    level = min(frame.depth + 1, LIST_LEVELS[-1])
    suffix = f" {level}" if level > 1 else ""
    if block.kind is ListKind.PLAIN:
        return _Manner("", f"List{suffix}", "", f"List{suffix}")
    kind = _KINDS[block.kind]
    return _Manner(kind.lower(), f"List {kind}{suffix}", "", f"List Continue{suffix}")


def _write_item(
    draft: Draft,
    frame: Frame,
    item: ListItem,
    manner: _Manner,
    mark: tuple[int, int],
    write_blocks: WriteBlocks,
) -> None:
    """The first paragraph bears the mark; an item that begins otherwise gets an empty one to bear it."""
    first, others = split_first(item.blocks)
    draft.mark(first.anchor if first else "")
    style = _first_style(frame, first.role, manner) if first else manner.first
    draft.trail.due = first.source.path if first else ""
    paragraph = open_paragraph(draft, frame, style)
    _put_mark(paragraph, style, manner, mark)
    if first:
        paragraph.set_direction(plain(first.spans), right=draft.right)
        write_spans(draft, paragraph.node, first.spans, voice_of(draft, style))
    paragraph.close()
    write_blocks(draft, frame, others)


def _first_style(frame: Frame, role: str, manner: _Manner) -> str:
    if role == "lead" and manner.lead:
        return manner.lead
    return manner.first if role == "" else style_for(frame, role)


def _put_mark(paragraph: Paragraph, style: str, manner: _Manner, mark: tuple[int, int]) -> None:
    """Names the list and level, unless the style alone does."""
    number, level = mark
    own = style == manner.first and level < len(LIST_LEVELS)
    if not manner.name or (own and not number):
        return
    reference = put(paragraph.shape, "w:numPr")
    add(reference, "w:ilvl", val=level)
    add(reference, "w:numId", val=number or number_of(manner.name))


def write_definitions(draft: Draft, frame: Frame, block: Definitions, write_blocks: WriteBlocks) -> None:
    """Terms and what they mean, or facts: a label, a tab, a value."""
    write = _write_fact if block.role == "facts" else _write_entry
    for entry in block.entries:
        draft.mark(entry.anchor)
        write(draft, frame, entry, write_blocks)


def _write_entry(draft: Draft, frame: Frame, entry: Definition, write_blocks: WriteBlocks) -> None:
    draft.trail.due = entry.source.path
    term = open_paragraph(draft, frame, "Definition Term")
    write_spans(draft, term.node, entry.term, voice_of(draft, "Definition Term"))
    term.close()
    write_blocks(draft, _with(frame, "Definition", deeper=1), entry.blocks)


def _write_fact(draft: Draft, frame: Frame, entry: Definition, write_blocks: WriteBlocks) -> None:
    first, others = split_first(entry.blocks)
    draft.mark(first.anchor if first else "")
    draft.trail.due = first.source.path if first else ""
    fact = open_paragraph(draft, frame, "Fact")
    write_spans(draft, fact.node, entry.term, Voice("FactLabel"))
    add(add(fact.node, "w:r"), "w:tab")
    if first:
        write_spans(draft, fact.node, first.spans)
    fact.close()
    write_blocks(draft, _with(frame, "Fact Continued"), others)


def _with(frame: Frame, style: str, *, deeper: int = 0) -> Frame:
    return replace(frame, setting=replace(frame.setting, styles={"": style}), depth=frame.depth + deeper)
