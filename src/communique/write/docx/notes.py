"""Footnotes: a part of their own, which begins with the two separators that Word draws above them (17.11)."""

from __future__ import annotations

from dataclasses import replace

from communique.write.docx.draft import Draft
from communique.write.docx.names import style_id
from communique.write.docx.ooxml import Element, add, root, serialised
from communique.write.docx.package import Part, Relations, part
from communique.write.docx.runs import Voice, open_run, write_spans, write_words
from communique.write.docx.unwritable import told_with

_SEPARATORS = ((-1, "separator"), (0, "continuationSeparator"))


def write_notes(draft: Draft) -> Part:
    """The footnotes of the document, each under its number."""
    links = Relations()
    node = root("w:footnotes")
    for number, kind in _SEPARATORS:
        separator = add(node, "w:footnote", type=kind, id=number)
        add(add(_paragraph(separator, "Normal"), "w:r"), f"w:{kind}")
    writing = replace(draft, links=links)
    for note in draft.document.notes:
        line = _paragraph(add(node, "w:footnote", id=note.number), "Footnote Text")
        add(open_run(line, Voice(style_id("Footnote Reference"))), "w:footnoteRef")
        draft.trail.due = note.source.path
        _put_home(draft, line, draft.trail.take(line))
        with told_with(note.source.origin):
            write_spans(writing, line, note.spans)
    return part("word/footnotes.xml", "footnotes", serialised(node), links)


def _put_home(draft: Draft, line: Element, name: str) -> None:
    """The blank behind the number, with the anchor round it. LibreOffice 7.4 keeps that of the first note only."""
    if name:
        draft.counters.bookmark += 1
        add(line, "w:bookmarkStart", id=draft.counters.bookmark, name=name)
    write_words(line, " ")
    if name:
        add(line, "w:bookmarkEnd", id=draft.counters.bookmark)


def _paragraph(parent: Element, style: str) -> Element:
    line = add(parent, "w:p")
    add(add(line, "w:pPr"), "w:pStyle", val=style_id(style))
    return line
