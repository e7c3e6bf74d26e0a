"""Headers and footers: short title and marking above; audience, date, marking and page below.

The first page has no short title, which it shows in large letters itself, but both markings: TLP 2.0 asks for the
label in header and footer of every page.
"""

from __future__ import annotations

from communique.compose.model import Document
from communique.write.docx.fields import write_field
from communique.write.docx.names import style_id
from communique.write.docx.ooxml import Element, add, root, serialised
from communique.write.docx.package import Part, part
from communique.write.docx.runs import Voice, say, write_words

_MARKING = Voice(style="Marking")
_SEPARATOR = " · "
_ROOM = "\N{NO-BREAK SPACE}"


def write_running(document: Document, name: str, kind: str, *, turned: bool, first: bool) -> Part:
    """One header or footer part."""
    node = root("w:hdr" if kind == "header" else "w:ftr")
    opening = " First" if first and kind == "header" else ""
    style = f"{kind.capitalize()}{opening}{' Landscape' if turned else ''}"
    (_header if kind == "header" else _footer)(node, document, style, first=first)
    return part(name, kind, serialised(node))


def _header(node: Element, document: Document, style: str, *, first: bool) -> None:
    line = _paragraph(node, style)
    if not first:
        say(line, document.metadata.short_title, document.metadata.language)
    _tab(line)
    _put_marking(line, document)


def _footer(node: Element, document: Document, style: str, *, first: bool) -> None:
    del first  # the footer is the same on all pages
    line = _paragraph(node, style)
    shown = (document.metadata.audience, document.metadata.shown_date)
    say(line, _SEPARATOR.join(part for part in shown if part), document.metadata.language)
    _tab(line)
    words = document.words
    say(line, f"{words.page} ", document.metadata.language)
    write_field(line, "PAGE", "1")
    say(line, f" {words.of} ", document.metadata.language)
    write_field(line, "NUMPAGES", "1")
    write_words(line, "   ")
    _put_marking(line, document)


def _put_marking(line: Element, document: Document) -> None:
    marking = document.marking
    if marking.restriction:
        say(line, f"{marking.restriction}   ", document.metadata.language)
    # Blanks in the label's own colours: room around it, which a border would not give in all programs.
    for words in (_ROOM, marking.label, _ROOM):
        write_words(line, words, _MARKING)


def _paragraph(node: Element, style: str) -> Element:
    line = add(node, "w:p")
    add(add(line, "w:pPr"), "w:pStyle", val=style_id(style))
    return line


def _tab(line: Element) -> None:
    add(add(line, "w:r"), "w:tab")
