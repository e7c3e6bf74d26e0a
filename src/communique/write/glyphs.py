"""Characters that the theme's fonts do not have, found while a PDF is written, with the place of the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any
from unicodedata import name

from communique.codes import Code
from communique.compose.model import Block, Callout, Document, Figure, Source, own_texts, walk
from communique.content.characters import UNDRAWN, escaped
from communique.content.spans import Spans, Words, plain
from communique.findings import Finding, Origin


def check_glyphs(document: Document, fonts: Iterable[Any], families: frozenset[str]) -> Iterator[Finding]:
    """A finding for each character that was drawn as an empty box, or with a font that the theme does not ship.

    `fonts` are WeasyPrint's (`Document.fonts`). Characters inside pictures from files are not seen where their letters are outlines.
    """
    lacking: set[str] = set()
    for font in fonts:
        lacking.update(chr(codepoint) for codepoint in font.missing)
        if font.family not in families:
            lacking.update("".join(font.to_unicode.values()))
    for character in sorted(lacking - UNDRAWN - {" "}):
        called = name(character, "a character without a name")
        message = (
            f"no font of the theme has '{escaped(character)}' (U+{ord(character):04X}, {called.lower()})"
        )
        hint = "write it otherwise, or add a font that has it to the theme's 'fallback'"
        yield Finding(Code.MISSING_GLYPH, _place(document, character), message, hint)


def _place(document: Document, character: str) -> Origin:
    """Where the first text with this character was written; the document's beginning for running heads."""
    for spans, source in _texts(document):
        if character in plain(spans):
            return source.origin
    return document.blocks[0].source.origin if document.blocks else Origin(document.metadata.identifier)


def _texts(document: Document) -> Iterator[tuple[Spans, Source]]:
    for block in walk(document.blocks):
        yield from ((spans, block.source) for spans in _spans(block))
    yield from ((note.spans, note.source) for note in document.notes)


def _spans(block: Block) -> Iterator[Spans]:
    yield from own_texts(block)
    if isinstance(block, Figure):
        yield (Words(block.alt),)  # the labels of a drawing that is made from data are in it
    elif isinstance(block, Callout):
        yield (Words(block.label),)
