"""Headers and footers: short title and marking above; audience, date, marking and page below.

The first page has no short title, which it shows in large letters itself, but both markings: TLP 2.0 asks for the
label in header and footer of every page.

Where sections are named (`write/naming.py`), a line below says which one a page is in. Word finds that out whenever it lays
out a page. The line is empty until then: a result would stand on all pages alike where a program does not count, and be
wrong on most.
"""

from __future__ import annotations

from communique.compose.model import Document
from communique.write.docx.draft import RunningKey
from communique.write.docx.fields import write_field
from communique.write.docx.package import Part, part
from communique.write.docx.paper import TAB, Paper, paragraph_start
from communique.write.docx.runs import Voice, say, write_words

_MARKING = Voice(style="Marking")
_SEPARATOR = " · "
_ROOM = "\N{NO-BREAK SPACE}"


def write_running(document: Document, name: str, key: RunningKey, *, mark: str = "", level: int = 1) -> Part:
    """One header or footer part; `mark` is the run that a header draws behind the text of its pages, `level` that of the
    headings which name sections.
    """
    paper = Paper()
    is_header = key.kind == "header"
    opening = " First" if key.first and is_header else ""
    style = f"{key.kind.capitalize()}{opening}{' Landscape' if key.turned else ''}"
    (_header if is_header else _footer)(paper, document, style, first=key.first)
    paper.put(f"{mark}</w:p>")
    if key.named:
        paper.begin(paragraph_start("Header Section"))
        # Headings by their level: their styles are called otherwise in each language of Word.
        write_field(paper, f"STYLEREF {level}", "")
        paper.put("</w:p>")
    return part(name, key.kind, paper.part("w:hdr" if is_header else "w:ftr"))


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
