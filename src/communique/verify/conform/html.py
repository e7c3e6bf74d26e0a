"""Conformance of a finished HTML page: it names its language and title, needs nothing from outside, runs nothing."""

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
from communique.verify.conform.marks import check_marking
from communique.verify.extract.model import HtmlText, Running
from communique.verify.words import cut


def check_html(file: Finished, document: Document, text: HtmlText) -> tuple[Finding, ...]:
    """Metadata, headings, header cells, alternative texts, markings, and what a browser would fetch or run."""
    origin = file.origin
    fetched = (f"something that a browser fetches (“{cut(each, 40)}”)" for each in text.fetched)
    unclosed = (f"<{name}> is never opened or closed" for name in text.unclosed)
    return (
        *tell_damage(unclosed, origin),
        *check_metadata(document, text.title, (text.language,), origin),
        *check_headings(document, text.headings, "html", origin),
        *check_tables(document, text.tables, "html", rows=True),
        *_check_alternatives(file, text),
        *check_marking(document.marking, bands(text), origin),
        *tell_unasked((*text.active, *fetched), origin),
    )


def _check_alternatives(file: Finished, text: HtmlText) -> Iterator[Finding]:
    for source in text.no_alt:
        message = f"the picture “{cut(source, 40)}” has no alt attribute"
        yield Finding(Code.NOT_ACCESSIBLE, file.origin, message, BUG)


def bands(text: HtmlText) -> tuple[Running, ...]:
    """The header and the footer of the page, empty where it has none."""
    said = {each.where: each for each in text.running}
    return tuple(said.get(where, Running(where, "")) for where in ("the header", "the footer"))
