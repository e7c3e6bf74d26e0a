"""Opening and closing paragraphs: the one place where page breaks, sections and bookmarks that were due are written."""

from __future__ import annotations

from dataclasses import dataclass

from communique.compose import model
from communique.compose.model import Blocks
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.names import paragraph_style, style_id
from communique.write.docx.ooxml import NAME, Element, add
from communique.write.docx.order import put
from communique.write.docx.runs import LOUD, QUIET, Voice
from communique.write.docx.scripts import begins_right
from communique.write.docx.sections import settle

SEPARATOR = "Section End"
# A panel's label has the panel's ground; where there is no panel, the label stands on white.
_OUTSIDE_PANELS = {"label": "Side Label"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """An open paragraph: its element, its properties, and the bookmarks that end with it."""

    node: Element
    shape: Element
    marks: tuple[int, ...] = ()

    def set_direction(self, words: str, *, right: bool) -> None:
        """Turns the paragraph when its words begin in the other direction than the document's (17.3.1.6)."""
        begins = begins_right(words)
        if begins is not None and begins != right:
            put(self.shape, "w:bidi", val=int(begins))

    def close(self) -> None:
        """Ends what ends with the paragraph. Call it when the last run is written."""
        for number in self.marks:
            add(self.node, "w:bookmarkEnd", id=number)


def style_for(frame: Frame, role: str) -> str:
    """The name of the style that a paragraph of a role has in a place."""
    return frame.setting.styles.get(role) or _OUTSIDE_PANELS.get(role) or paragraph_style(role)


def split_first(blocks: Blocks) -> tuple[model.Paragraph | None, Blocks]:
    """The paragraph that blocks begin with, if they do, and the rest."""
    match blocks:
        case (model.Paragraph() as first, *_):
            return first, blocks[1:]
        case _:
            return None, blocks


def voice_of(draft: Draft, style: str) -> Voice:
    """How runs begin to speak in a paragraph of a style."""
    return LOUD if style in draft.bold_styles else QUIET


def open_paragraph(draft: Draft, frame: Frame, style: str) -> Paragraph:
    """A new paragraph in a named style, with the page break and the bookmarks that were due."""
    settle(draft, frame.parent)
    node = add(frame.parent, "w:p")
    shape = add(node, "w:pPr")
    add(shape, "w:pStyle", val=style_id(style))
    if draft.page_due:
        put(shape, "w:pageBreakBefore")
        draft.page_due = False
    home = draft.trail.take(node)
    if not draft.pending and not home:
        return Paragraph(node, shape)
    marks = tuple(_open_mark(draft, node, name) for name in (*draft.pending, *((home,) if home else ())))
    draft.pending.clear()
    return Paragraph(node, shape, marks)


def _open_mark(draft: Draft, node: Element, name: str) -> int:
    draft.counters.bookmark += 1
    add(node, "w:bookmarkStart", id=draft.counters.bookmark, name=name)
    return draft.counters.bookmark


def separator(parent: Element) -> None:
    """A paragraph of no height. Word needs one after a table that ends a cell, a section or the body, and between two.

    ECMA-376 17.4.65 asks for it in cells; elsewhere Word would add one of full height, or join the two tables.
    """
    add(add(add(parent, "w:p"), "w:pPr"), "w:pStyle", val=style_id(SEPARATOR))


def keep_with_next(paragraph: Element) -> None:
    """Holds a paragraph on the page of the next one."""
    shape = paragraph[0]
    if shape.find(NAME["w:keepNext"]) is None:
        put(shape, "w:keepNext")


def keep_together(blocks: list[Element]) -> None:
    """Holds all paragraphs of blocks on one page: each with its next, but for the last."""
    held = [paragraph for block in blocks for paragraph in block.iter(NAME["w:p"])]
    last_row = list(blocks[-1].iter(NAME["w:tr"]))[-1:] if blocks else []
    ending = {id(paragraph) for row in last_row for paragraph in row.iter(NAME["w:p"])}
    for paragraph in held[:-1]:
        if id(paragraph) not in ending:
            keep_with_next(paragraph)
