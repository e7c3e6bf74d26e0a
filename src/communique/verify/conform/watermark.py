"""The watermark read back from a finished file: on every page, and no darker than the text above it can bear.

In an HTML page its words stand in the header. Not covered: words of a PDF beside the text that are no watermark, and the
office's own watermark in a Word template, which stays where the document has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding, Origin
from communique.theme import Theme, check_ground
from communique.verify.conform.common import BUG
from communique.verify.conform.pdf import FOOTER_BELOW, HEADER_ABOVE
from communique.verify.extract.model import DocxText, FileText, HtmlText, Loose, PdfText
from communique.verify.words import LAID_OUT, cut, fold, jumbled


def check_watermark(document: Document, theme: Theme, text: FileText, origin: Origin) -> Iterator[Finding]:
    """A finding for each page, or header, whose watermark is not the document's."""
    match text:
        case DocxText():
            yield from _in_headers(document, theme, text, origin)
        case HtmlText() if document.watermark:
            said = " ".join(each.text for each in text.running)
            if document.watermark not in " ".join(said.split()):
                yield _lacking("the header", document, origin)
        case PdfText() if document.watermark:
            yield from _on_pages(document, theme, text, origin)
        case _:
            return


def _in_headers(document: Document, theme: Theme, text: DocxText, origin: Origin) -> Iterator[Finding]:
    wanted = document.watermark
    for each in text.running:
        if not each.where.startswith("the header") or each.behind == wanted:
            continue
        if each.behind and (wanted or not theme.reference):
            message = f"{each.where} draws “{cut(each.behind)}” behind the text, which the document does not have there"
            yield Finding(Code.TEXT_DISAGREES, origin, message, BUG)
        elif wanted:
            yield _lacking(each.where, document, origin)


def _on_pages(document: Document, theme: Theme, text: PdfText, origin: Origin) -> Iterator[Finding]:
    wanted = fold(document.watermark, LAID_OUT)
    for page in range(1, text.page_count + 1):
        loose = [
            each for each in text.loose if each.page == page and FOOTER_BELOW <= each.height <= HEADER_ABOVE
        ]
        said = fold("".join(each.text for each in loose), LAID_OUT)
        if wanted not in said and jumbled(wanted) != jumbled(said):
            yield _lacking(f"page {page}", document, origin)
    yield from _too_dark(text.loose, theme, wanted, origin)


def _too_dark(loose: tuple[Loose, ...], theme: Theme, wanted: str, origin: Origin) -> Iterator[Finding]:
    """The theme's style sheet can give the words another colour than they are made with."""
    colours = dict.fromkeys(
        each.colour
        for each in loose
        if each.colour and fold(each.text, LAID_OUT) in wanted and each.size > _LARGE
    )
    for colour in colours:
        if any(check_ground(theme.tokens.colours, colour)):
            message = (
                f"the watermark is drawn in {colour}, on which words of the theme's colours cannot be read"
            )
            yield Finding(Code.CONTRAST, origin, message, "leave its colour to the program, in print.css")


_LARGE = 18.0  # points; running heads with the same words are smaller


def _lacking(where: str, document: Document, origin: Origin) -> Finding:
    message = f"{where} lacks the watermark “{cut(document.watermark)}”"
    return Finding(Code.TEXT_DISAGREES, origin, message, BUG)
