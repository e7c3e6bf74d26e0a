"""The office's own words around a document: those of the theme's Word template, and none from anywhere else."""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.compose.model import Document, Paragraph, walk
from communique.content.spans import plain
from communique.findings import Finding
from communique.theme import Theme
from communique.verify.conform.common import BUG, Finished
from communique.verify.extract.docx_body import text_below
from communique.verify.extract.model import DocxText, Place, UnreadableError
from communique.verify.extract.ooxml import W
from communique.verify.extract.package import Package, open_package
from communique.verify.words import cut


def check_house(file: Finished, document: Document, theme: Theme, text: DocxText) -> Iterator[Finding]:
    """A finding for each word that neither the template nor the document's own properties have. Compares words, not order."""
    said = [piece.text for piece in text.pieces if piece.place is Place.HOUSE]
    if not said:
        return
    known = {*_template_words(theme), *_own_words(document)}
    for each in said:
        strange = [word for word in each.split() if word.strip(_SIGNS) and word.strip(_SIGNS) not in known]
        if strange:
            message = (
                f"around the document the Word file says “{cut(each)}”, which is not in the theme's template"
            )
            yield Finding(Code.TEXT_DISAGREES, file.origin, message, BUG)


_SIGNS = ".,;:!?()[]“”‘’\"'"


def _template_words(theme: Theme) -> Iterator[str]:
    if theme.reference is None:
        return
    try:
        package = open_package(theme.reference)
    except UnreadableError:
        return
    yield from _words(package)


def _words(package: Package) -> Iterator[str]:
    for main in package.related("officeDocument"):
        root = package.tree(main)
        body = None if root is None else root.find(f"{W}body")
        yield from (word.strip(_SIGNS) for word in text_below(body).split())


def _own_words(document: Document) -> Iterator[str]:
    metadata, marking = document.metadata, document.marking
    subtitles = (b for b in walk(document.blocks) if isinstance(b, Paragraph) and b.role == "subtitle")
    own = (
        metadata.title,
        metadata.short_title,
        metadata.subject,
        metadata.author,
        metadata.shown_date,
        metadata.audience,
        metadata.identifier,
        *metadata.keywords,
        marking.label,
        marking.restriction,
        *(plain(each.spans) for each in subtitles),
    )
    yield from (word.strip(_SIGNS) for each in own for word in each.split())
