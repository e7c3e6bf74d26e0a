"""Captions with their numbers, and the source lines below tables and figures."""

from __future__ import annotations

from communique.compose.model import Figure, Table
from communique.content.spans import Spans
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.fields import write_field
from communique.write.docx.paragraphs import close_paragraph, open_paragraph, voice_of
from communique.write.docx.runs import Voice, speak, write_spans, write_words

_LABEL = "CaptionLabel"


def write_caption(draft: Draft, frame: Frame, block: Table | Figure, *, above: bool) -> None:
    """The caption in Word's own style; above a table it stays on the table's page.

    Right below another table it is in a style that keeps a distance, which an office's captions may not.
    """
    style = "Caption Below Table" if frame.place.last == "w:tbl" else "Caption"
    open_paragraph(draft, frame, style, block.source.path)
    if above or block.note:
        draft.paper.keep_with_next(-1)
    if block.number:
        _put_number(draft, block)
    write_spans(draft, block.caption, voice_of(draft, style))
    close_paragraph(draft)


def _put_number(draft: Draft, block: Table | Figure) -> None:
    """`Table 1.`, counted by Word (17.16.5.57) where the numbers are those that it would count."""
    is_table = isinstance(block, Table)
    words = draft.document.words
    name, counts = ("Table", draft.tables_count) if is_table else ("Figure", draft.figures_count)
    voice = Voice(_LABEL)
    speak(draft, f"{words.table if is_table else words.figure}\N{NO-BREAK SPACE}", voice)
    if counts:
        write_field(draft.paper, f"SEQ {name} \\* ARABIC", block.number, _LABEL)
    else:
        write_words(draft.paper, block.number, voice)
    write_words(draft.paper, ". ", voice)


def write_source_line(draft: Draft, frame: Frame, spans: Spans) -> None:
    """The line below a table or figure that says where it comes from."""
    open_paragraph(draft, frame, "Source Line")
    write_spans(draft, spans)
    close_paragraph(draft)
