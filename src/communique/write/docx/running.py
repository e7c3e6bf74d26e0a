"""Headers and footers: short title and marking above; audience, date, marking and page below.

The first page has no short title, which it shows in large letters itself, but both markings: TLP 2.0 asks for the
label in header and footer of every page.
"""

from __future__ import annotations

from communique.compose.model import Document
from communique.write.docx.fields import write_field
from communique.write.docx.package import Part, part
from communique.write.docx.paper import TAB, Paper, paragraph_start
from communique.write.docx.runs import Voice, say, write_words

_MARKING = Voice(style="Marking")
_SEPARATOR = " · "
_ROOM = "\N{NO-BREAK SPACE}"


def write_running(
    document: Document, name: str, kind: str, *, turned: bool, first: bool, mark: str = ""
) -> Part:
    """One header or footer part; `mark` is the run that a header draws behind the text of its pages."""
    paper = Paper()
    opening = " First" if first and kind == "header" else ""
    style = f"{kind.capitalize()}{opening}{' Landscape' if turned else ''}"
    (_header if kind == "header" else _footer)(paper, document, style, first=first)
    paper.put(f"{mark}</w:p>")
    return part(name, kind, paper.part("w:hdr" if kind == "header" else "w:ftr"))


def _header(paper: Paper, document: Document, style: str, *, first: bool) -> None:
    paper.begin(paragraph_start(style))
    if not first:
        say(paper, document.metadata.short_title, document.metadata.language)
    paper.blank(TAB)
    _put_marking(paper, document)


def _footer(paper: Paper, document: Document, style: str, *, first: bool) -> None:
    del first  # the footer is the same on all pages
    paper.begin(paragraph_start(style))
    shown = (document.metadata.audience, document.metadata.shown_date)
    say(paper, _SEPARATOR.join(part for part in shown if part), document.metadata.language)
    paper.blank(TAB)
    words = document.words
    say(paper, f"{words.page} ", document.metadata.language)
    write_field(paper, "PAGE", "1")
    say(paper, f" {words.of} ", document.metadata.language)
    write_field(paper, "NUMPAGES", "1")
    write_words(paper, "   ")
    _put_marking(paper, document)


def _put_marking(paper: Paper, document: Document) -> None:
    marking = document.marking
    if marking.restriction:
        say(paper, f"{marking.restriction}   ", document.metadata.language)
    # Blanks in the label's own colours: room around it, which a border would not give in all programs.
    for words in (_ROOM, marking.label, _ROOM):
        write_words(paper, words, _MARKING)
