"""Lists and definitions. Marks are Word's numbering, never characters of the text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeAlias

from communique.compose.model import Blocks, Definition, Definitions, List, ListItem, ListKind
from communique.compose.roles import DEFINITIONS_ROLES
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.families import LIST_LEVELS
from communique.write.docx.numbering import DEEPEST, number_of
from communique.write.docx.paper import TAB
from communique.write.docx.paragraphs import (
    close_paragraph,
    open_paragraph,
    split_first,
    style_for,
    turned,
    voice_of,
)
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
    inner = frame._replace(
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
    lead = f"List {kind} Lead" if level == 1 else ""
    return _Manner(kind.lower(), f"List {kind}{suffix}", lead, f"List Continue{suffix}")


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
    number = _mark(style, manner, mark)
    if first is None:
        open_paragraph(draft, frame, style, number=number)
    else:
        way = turned(first.spans, right=draft.right)
        open_paragraph(draft, frame, style, first.source.path, number=number, turned=way)
        write_spans(draft, first.spans, voice_of(draft, style))
    close_paragraph(draft)
    write_blocks(draft, frame, others)


def _first_style(frame: Frame, role: str, manner: _Manner) -> str:
    if role == "lead" and manner.lead:
        return manner.lead
    return manner.first if role == "" else style_for(frame, role)


def _mark(style: str, manner: _Manner, mark: tuple[int, int]) -> tuple[int, int] | None:
    """The list and level of an item, unless the style alone names them."""
    number, level = mark
    own = style in (manner.first, manner.lead) and level < len(LIST_LEVELS)
    if not manner.name or (own and not number):
        return None
    return (number or number_of(manner.name), level)


def write_definitions(draft: Draft, frame: Frame, block: Definitions, write_blocks: WriteBlocks) -> None:
    """Terms and what they mean, or facts: a label, a tab, a value."""
    for entry in block.entries:
        draft.mark(entry.anchor)
        if block.role == "facts":
            _write_fact(draft, frame, entry, write_blocks)
        else:
            term = DEFINITIONS_ROLES[block.role].word_style
            open_paragraph(draft, frame, term, entry.source.path)
            write_spans(draft, entry.term, voice_of(draft, term))
            close_paragraph(draft)
            write_blocks(draft, _with(frame, _MEANINGS[term], deeper=1), entry.blocks)


_MEANINGS = {"Definition Term": "Definition", "Glossary Term": "Glossary Text"}


def _write_fact(draft: Draft, frame: Frame, entry: Definition, write_blocks: WriteBlocks) -> None:
    first, others = split_first(entry.blocks)
    draft.mark(first.anchor if first else "")
    open_paragraph(draft, frame, "Fact", first.source.path if first else "")
    write_spans(draft, entry.term, Voice("FactLabel"))
    draft.paper.blank(TAB)
    if first:
        write_spans(draft, first.spans)
    close_paragraph(draft)
    write_blocks(draft, _with(frame, "Fact Continued"), others)


def _with(frame: Frame, style: str, *, deeper: int = 0) -> Frame:
    return frame._replace(setting=replace(frame.setting, styles={"": style}), depth=frame.depth + deeper)
