"""Blocks to the body of the document: one function for each kind of block, one row for each kind of region."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from communique.compose import model
from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Callout,
    Contents,
    Heading,
    PageBreak,
    Region,
)
from communique.write.docx.contents import write_contents
from communique.write.docx.draft import Draft, Frame, Setting
from communique.write.docx.drawings import write_figure
from communique.write.docx.lists import write_definitions, write_list
from communique.write.docx.names import callout_style
from communique.write.docx.numbering import UNNUMBERED, is_counted, number_of
from communique.write.docx.paper import NO_LEVEL, TAB
from communique.write.docx.paragraphs import (
    close_paragraph,
    keep_last,
    keep_together,
    open_paragraph,
    style_for,
    turned,
    voice_of,
)
from communique.write.docx.runs import write_spans, write_words
from communique.write.docx.sections import text_width
from communique.write.docx.tables import write_table
from communique.write.docx.unwritable import UnwritableTextError
from communique.write.paging import SECTIONS

_PLAIN = " Plain"
_EM_SPACE = "\N{EM SPACE}"
# Regions whose paragraphs have styles of their own.
_SETTINGS = {
    "bottom-line": Setting({"": "Bottom Line", "statement": "Bottom Line", "label": "Panel Label"}),
    "title-block": Setting(title="Title"),
    "cover": Setting({"overline": "Cover Overline"}, title="Cover Title"),
}
_OWN_PAGE = SECTIONS | {"cover"}
_LAST_SOURCES = 6  # stay together, as the style sheet has it
_KEPT = frozenset({"together", "sign-off"})


def write_blocks(draft: Draft, frame: Frame, blocks: Blocks) -> None:
    """Blocks, one after the other. Raises UnwritableTextError with the place of words that no file can hold."""
    for block in blocks:
        try:
            _WRITERS[type(block)](draft, frame, block)
        except UnwritableTextError:
            raise
        except ValueError as fault:
            message = f"{block.source.origin}: {fault}"
            raise UnwritableTextError(message) from fault


def _heading(draft: Draft, frame: Frame, block: Heading) -> None:
    draft.mark(block.anchor)
    if id(block) in draft.said:
        return
    level = 0 if block.level == 1 and frame.setting.title else block.level - draft.lift
    style = _heading_style(frame, block, level)
    counted = is_counted(block, level, draft.first_numbered)
    open_paragraph(
        draft,
        frame,
        style,
        block.source.path,
        number=(number_of(UNNUMBERED), NO_LEVEL) if counted and not block.number else None,
        turned=turned(block.spans, right=draft.right),
        outline=level if style.endswith(_PLAIN) else 0,
    )
    voice = voice_of(draft, style)
    if block.number and not counted:
        write_words(draft.paper, f"{block.number}{_EM_SPACE}", voice)
    write_spans(draft, block.spans, voice)
    close_paragraph(draft)


def _heading_style(frame: Frame, block: Heading, level: int) -> str:
    """The title is no heading, as Word has it; headings that the contents leave out have a style that they do not gather."""
    if not level:
        return frame.setting.title or "Title"
    return f"Heading {level}{_PLAIN if block.role == 'plain' else ''}"


def _paragraph(draft: Draft, frame: Frame, block: model.Paragraph) -> None:
    if block.anchor:
        draft.mark(block.anchor)
    if id(block) in draft.said:
        return
    style = style_for(frame, block.role)
    if block.role == "source" and not draft.page_due:
        keep_last(draft.paper, frame.place)
    way = turned(block.spans, right=draft.right)
    open_paragraph(draft, frame, style, block.source.path, turned=way)
    write_spans(draft, block.spans, voice_of(draft, style))
    close_paragraph(draft)


def _callout(draft: Draft, frame: Frame, block: Callout) -> None:
    """The label on a line of its own, and the blocks behind the same rule; further in where a remark is around it."""
    style = callout_style(block.kind, inner=frame.setting.in_callout)
    styles = {"": style, "source": f"{style} Source"}
    inner = frame.within(replace(frame.setting, styles=styles, in_callout=True))
    if block.label:
        open_paragraph(draft, inner, f"{style} Label")
        write_words(draft.paper, block.label)
        close_paragraph(draft)
    write_blocks(draft, inner, block.blocks)


def _region(draft: Draft, frame: Frame, block: Region) -> None:
    at_top = frame.place.is_body
    # What an office's cover leaves of ours is no page of its own.
    role = "title-block" if block.role == "cover" and draft.said else block.role
    if role in _OWN_PAGE and at_top:
        draft.naming_due = draft.naming_due or block is draft.named_from
        if id(block) not in draft.run_on:
            draft.begin_page()
            draft.sections.naming = draft.sections.naming or draft.naming_due
    draft.mark(block.anchor)
    inner = frame.within(_SETTINGS[role]) if role in _SETTINGS else frame
    if role == "landscape":
        _turned(draft, inner, block.blocks)
        return
    first = len(draft.paper.starts)
    write_blocks(draft, inner, block.blocks)
    if role in _KEPT:
        keep_together(draft.paper, frame.place, first)
    if role == "cover" and at_top:
        draft.begin_page()


def _turned(draft: Draft, frame: Frame, blocks: Blocks) -> None:
    """Blocks on pages turned sideways. Only pages can be turned: inside a cell, it is an error."""
    if not frame.place.is_body:
        message = "a landscape region cannot stand inside a table"
        raise ValueError(message)
    outer = draft.sections.wanted
    draft.begin_page()
    draft.sections.wanted = True
    write_blocks(draft, frame._replace(width=text_width(draft.document.page, turned=True)), blocks)
    draft.sections.wanted = outer


def _bibliography(draft: Draft, frame: Frame, block: Bibliography) -> None:
    """The sources; their numbers are typed where Word does not count them.

    What is left over for a last page, of them and the line below them, is never a line or two.
    """
    first = len(draft.paper.starts)
    for entry in block.entries:
        draft.mark(entry.anchor)
        open_paragraph(draft, frame, "Bibliography")
        if entry.label and not draft.sources_count:
            write_words(draft.paper, entry.label)
            draft.paper.blank(TAB)
        write_spans(draft, entry.spans)
        close_paragraph(draft)
    end = len(draft.paper.starts)
    for paragraph in range(max(first, end - _LAST_SOURCES), end):
        draft.paper.keep_with_next(paragraph)


def _page_break(draft: Draft, _: Frame, __: PageBreak) -> None:
    draft.begin_page()


_WRITERS: Mapping[type[Block], Callable[[Draft, Frame, Any], None]] = {
    Heading: _heading,
    model.Paragraph: _paragraph,
    model.List: lambda draft, frame, block: write_list(draft, frame, block, write_blocks),
    model.Definitions: lambda draft, frame, block: write_definitions(draft, frame, block, write_blocks),
    model.Table: lambda draft, frame, block: write_table(draft, frame, block, write_blocks),
    model.Figure: write_figure,
    Callout: _callout,
    Region: _region,
    Contents: write_contents,
    Bibliography: _bibliography,
    PageBreak: _page_break,
}
