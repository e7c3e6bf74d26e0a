"""Footnotes: a part of their own, which begins with the two separators that Word draws above them (17.11)."""

from __future__ import annotations

from dataclasses import replace

from communique.write.docx.draft import Draft
from communique.write.docx.names import style_id
from communique.write.docx.package import Part, Relations, part
from communique.write.docx.paper import Paper, paragraph_start
from communique.write.docx.runs import Voice, opening, write_spans, write_words
from communique.write.docx.unwritable import told_with

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def write_notes(draft: Draft) -> Part:
    """The footnotes of the document, each under its number."""
    writing = replace(draft, links=Relations(), paper=Paper())
    paper = writing.paper
    for number, kind in _SEPARATORS:
        paper.put(f'<w:footnote w:type="{kind}" w:id="{number}">')
        paper.begin(paragraph_start("Normal"))
        paper.put(f"<w:r><w:{kind}/></w:r></w:p></w:footnote>")
    for note in draft.document.notes:
        paper.put(f'<w:footnote w:id="{note.number}">')
        paper.begin(paragraph_start("Footnote Text"))
        paper.put(f"{opening(Voice(style_id('Footnote Reference')))}<w:footnoteRef/></w:r>")
        _put_home(writing, note.source.path)
        with told_with(note.source.origin):
            write_spans(writing, note.spans)
        paper.put("</w:p>")
        writing.trail.leave(paper)
        paper.put("</w:footnote>")
    return part("word/footnotes.xml", "footnotes", paper.part("w:footnotes"), writing.links)


def _put_home(draft: Draft, path: str) -> None:
    """The blank behind the number, with the anchor round it. LibreOffice 7.4 keeps that of the first note only."""
    if not path:
        write_words(draft.paper, " ")
        return
    draft.counters.bookmark += 1
    number = draft.counters.bookmark
    name = draft.trail.take(path, in_body=False)
    draft.paper.put(f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>')
    write_words(draft.paper, " ")
    draft.paper.put(f'<w:bookmarkEnd w:id="{number}"/>')
