"""The gate before publication: every check of a finished file, by a table keyed by format."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding, in_order
from communique.theme import Theme
from communique.verify.agree import check_agreement
from communique.verify.budget import Limits, check_budget
from communique.verify.conform import Finished, check_docx, check_html, check_pdf
from communique.verify.conform.docx_access import check_access
from communique.verify.conform.docx_house import check_house
from communique.verify.conform.html import bands as html_bands
from communique.verify.conform.marks import Allowed, check_ceiling
from communique.verify.conform.pdf import bands as pdf_bands
from communique.verify.conform.watermark import check_watermark
from communique.verify.extract import extract_docx, extract_html, extract_pdf
from communique.verify.extract.model import DocxText, FileText, PdfText, Running, UnreadableError
from communique.verify.glyphs import check_glyphs
from communique.verify.leaks import Guard, Heard, check_leaks

NO_LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class _Format:
    """How a format is opened, and what is asked of it alone."""

    extract: Callable[[bytes], FileText]
    conform: Callable[[Finished, Document, Any], tuple[Finding, ...]]
    bands: Callable[[Any], tuple[Running, ...]]


FORMATS: Mapping[str, _Format] = {
    "pdf": _Format(extract_pdf, check_pdf, pdf_bands),
    "docx": _Format(extract_docx, check_docx, lambda text: text.running),
    "html": _Format(extract_html, check_html, html_bands),
}


def verify(
    file: Finished,
    document: Document,
    theme: Theme,
    limits: Limits = NO_LIMITS,
    allowed: Allowed | None = None,
) -> tuple[Finding, ...]:
    """All findings about a finished file, by place; none means that it may be published.

    `allowed` tells the ladder and how high the reader may read; without it markings are only compared with the document.

    A file that cannot be opened is a finding like any other. Raises KeyError for a format that nobody writes.
    """
    return in_order(_findings(file, document, theme, limits, allowed))


def listen(file: Finished, document: Document, guard: Guard) -> Heard:
    """What the guard hears in a finished file; one that it cannot open is a finding, and not taken for silent."""
    try:
        return check_leaks(file, guard, document)
    except UnreadableError as fault:
        return Heard((_damaged(file, fault),))


def _damaged(file: Finished, fault: UnreadableError) -> Finding:
    message = f"the finished file cannot be opened: {fault}"
    return Finding(Code.OUTPUT_DAMAGED, file.origin, message, "this is a bug in communique; please report it")


def _findings(
    file: Finished, document: Document, theme: Theme, limits: Limits, allowed: Allowed | None
) -> Iterator[Finding]:
    yield from check_glyphs(document, theme)
    format = FORMATS[file.format]
    try:
        text = format.extract(file.data)
    except UnreadableError as fault:
        yield _damaged(file, fault)
        return
    yield from format.conform(file, document, text)
    if allowed is not None:
        yield from check_ceiling(allowed, format.bands(text), file.origin)
    if isinstance(text, DocxText):
        yield from check_house(file, document, theme, text)
        yield from check_access(file, document, theme)
    yield from check_watermark(document, theme, text, file.origin)
    yield from check_agreement(document, file.format, text)
    yield from check_budget(document, limits, text.page_count if isinstance(text, PdfText) else None)
