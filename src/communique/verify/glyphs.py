"""Glyph coverage: every character of a document can be drawn with the theme's own fonts."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from communique.codes import Code
from communique.compose.model import Document, walk
from communique.content.characters import UNDRAWN, escaped
from communique.content.spans import plain
from communique.findings import Finding, Origin
from communique.theme import Theme
from communique.verify.texts import block_texts

HINT = "write it otherwise, or add a font that has it to the theme's 'fallback'"


def check_glyphs(document: Document, theme: Theme) -> tuple[Finding, ...]:
    """A finding for each character that no font of the theme has, once for each place it was written in.

    Does not see text in pictures, nor tell which of the fonts a text is set in: the PDF writer reports that.
    """
    drawn = _drawn(theme.fonts)
    found: dict[Finding, None] = {}
    for text, origin in _texts(document):
        for char in sorted(set(text)):
            if ord(char) not in drawn and not _is_undrawn(char):
                found[_lacking(char, origin)] = None
    return tuple(found)


@lru_cache(maxsize=4)
def _drawn(fonts: tuple[tuple[str, bytes], ...]) -> frozenset[int]:
    """The code points that the fonts have glyphs for. Kept: the fonts of a theme are the same for all documents."""
    from fontTools.ttLib import TTFont  # a quarter of a second, and wanted only when something was rendered

    found: set[int] = set()
    for _, data in fonts:
        with TTFont(BytesIO(data), fontNumber=0, lazy=True) as font:
            found.update(font.getBestCmap() or ())
    return frozenset(found)


def _is_undrawn(char: str) -> bool:
    return char in UNDRAWN or unicodedata.category(char) == "Zs"


def _lacking(char: str, origin: Origin) -> Finding:
    called = unicodedata.name(char, "a character without a name").lower()
    message = f"no font of the theme has '{escaped(char)}' (U+{ord(char):04X}, {called})"
    return Finding(Code.MISSING_GLYPH, origin, message, HINT)


def _texts(document: Document) -> Iterator[tuple[str, Origin]]:
    for block in walk(document.blocks):
        yield from block_texts(block)
    for note in document.notes:
        yield plain(note.spans), note.source.origin
    metadata, marking = document.metadata, document.marking
    running = (
        metadata.short_title,
        metadata.audience,
        metadata.shown_date,
        marking.label,
        marking.restriction,
        document.watermark,
    )
    words = document.words
    first = document.blocks[0].source.origin if document.blocks else Origin("")
    yield "".join((*running, words.page, words.of, words.table, words.figure)), first
