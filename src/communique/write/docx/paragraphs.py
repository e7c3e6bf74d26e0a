"""Opening and closing paragraphs: the one place where page breaks, sections and bookmarks that were due are written."""

from __future__ import annotations

from communique.compose import model
from communique.compose.model import Blocks
from communique.content.spans import Spans, Words, plain
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.names import paragraph_style
from communique.write.docx.paper import Paper, Place, paragraph_start
from communique.write.docx.runs import LOUD, QUIET, Voice
from communique.write.docx.scripts import begins_right
from communique.write.docx.sections import settle

SEPARATOR = "Section End"
# A panel's label has the panel's ground; where there is no panel, the label stands on white.
_OUTSIDE_PANELS = {"label": "Side Label"}


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


def open_paragraph(
    draft: Draft,
    frame: Frame,
    style: str,
    path: str = "",
    *,
    number: tuple[int, int] | None = None,
    turned: bool | None = None,
    outline: int = 0,
) -> None:
    """Begins a paragraph in a named style, with the page break and the bookmarks that were due.

    `path` is the field of the content that its words come from; `number`, `turned` and `outline` as in `paragraph_start`.
    """
    place = frame.place
    if place.is_body:
        settle(draft, place)
    place.last = "w:p"
    draft.paper.begin(paragraph_start(style, number, draft.page_due, turned, outline))
    draft.page_due = False
    draft.paragraph_end = "</w:p>"
    if path:
        draft.pending.append(draft.trail.take(path, in_body=place.is_body))
    if draft.pending:
        _open_marks(draft)


def _open_marks(draft: Draft) -> None:
    """Begins the bookmarks that are due; they end with the paragraph."""
    first = draft.counters.bookmark + 1
    draft.counters.bookmark += len(draft.pending)
    end = ""
    for number, name in enumerate(draft.pending, first):
        draft.paper.put(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
        end += f'<w:bookmarkEnd w:id="{number}"/>'
    draft.paragraph_end = f"{end}</w:p>"
    draft.pending.clear()


def close_paragraph(draft: Draft) -> None:
    """Ends a paragraph, and what ends with it, when its last run is written."""
    draft.paper.put(draft.paragraph_end)
    draft.trail.leave(draft.paper)


def turned(spans: Spans, *, right: bool) -> bool | None:
    """The direction of a paragraph whose words begin in the other one than the document's (17.3.1.6), else None."""
    match spans:
        case (Words(words),) if not right and words.isascii():
            return None  # nearly always
        case _:
            words = plain(spans)
    if not right and words.isascii():
        return None
    begins = begins_right(words)
    return None if begins == right else begins


def separator(paper: Paper, place: Place) -> None:
    """A paragraph of no height. Word needs one after a table that ends a cell, a section or the body, and between two.

    ECMA-376 17.4.65 asks for it in cells; elsewhere Word would add one of full height, or join the two tables.
    """
    place.last = "w:p"
    paper.begin(paragraph_start(SEPARATOR))
    paper.put("</w:p>")


def keep_together(paper: Paper, place: Place, first: int) -> None:
    """Holds the paragraphs of a place, from the one with that number on, on one page: each with its next, but for the last.

    What follows a table that ends the place need not be held with its last row.
    """
    last = len(paper.starts) - 1
    if place.last == "w:tbl":
        last = min(last, paper.last_row)
    for paragraph in range(first, last):
        paper.keep_with_next(paragraph)


def keep_last(paper: Paper, place: Place) -> None:
    """Holds the last block of a place, or the last row of a table, on the page of what comes next."""
    first = {"w:p": len(paper.starts) - 1, "w:tbl": paper.last_row}.get(place.last, len(paper.starts))
    for paragraph in range(first, len(paper.starts)):
        paper.keep_with_next(paragraph)
