"""Conformance of a finished Word file: a sound package that says who it is and that screen readers can follow.

Schema validity is the business of the Open XML validators that the tests run; here is what must hold of every build.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding
from communique.verify.conform.common import (
    BUG,
    Finished,
    check_headings,
    check_metadata,
    check_tables,
    tell_damage,
    tell_unasked,
)
from communique.verify.conform.marks import check_marking, check_placement
from communique.verify.extract.model import DocxText


def check_docx(file: Finished, document: Document, text: DocxText) -> tuple[Finding, ...]:
    """Package, metadata, header rows, alternative texts, heading levels, markings and unasked content, as findings."""
    origin = file.origin
    unknown = (f"the element <{name}>" for name in text.unknown)
    return (
        *tell_damage(text.package, origin),
        *check_metadata(document, text.title, text.languages, origin),
        *check_headings(document, text.headings, "docx", origin),
        *check_tables(document, text.tables, "docx", rows=False),
        *_check_alternatives(file, text),
        *check_marking(document.marking, text.running, origin),
        *check_placement(document.marking, text.running, origin),
        *_check_sections(file, text),
        *tell_unasked((*text.active, *unknown), origin),
    )


def _check_alternatives(file: Finished, text: DocxText) -> Iterator[Finding]:
    for name in text.no_alt:
        message = f"the picture '{name}' has no text alternative and is not marked as decorative"
        yield Finding(Code.NOT_ACCESSIBLE, file.origin, message, BUG)


def _check_sections(file: Finished, text: DocxText) -> Iterator[Finding]:
    if not text.running:
        message = "the Word file has no section, and so no header that could bear a marking"
        yield Finding(Code.MARKING_MISSING, file.origin, message, BUG)
