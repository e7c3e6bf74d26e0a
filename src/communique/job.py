"""A job: one document of one audience in all its formats, as a pure function from values to bytes and findings.

It gets the view and never what is withheld; it can run in any process, on any machine, in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from communique.audience.model import View
from communique.codes import Code
from communique.compose.document import Order, compose
from communique.compose.model import Document
from communique.compose.templates import TemplateSet
from communique.findings import Finding, Origin, Outcome, has_errors
from communique.theme import Theme


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a document and the lines that set them; None is no limit."""

    max_pages: int | None
    max_pages_at: Origin
    max_words: int | None
    max_words_at: Origin


@dataclass(frozen=True, slots=True)
class Job:
    """Everything that one document is made from."""

    brief: str
    audience: str
    view: View
    order: Order
    templates: TemplateSet
    theme: Theme
    formats: tuple[str, ...]
    limits: Limits

    @property
    def name(self) -> str:
        """How the job is called in progress bars and messages: `track-two/ministers/summary`."""
        return f"{self.brief}/{self.audience}/{self.order.document}"


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file of a job; `pages` is None for formats without pages."""

    format: str
    data: bytes
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gives: the document, its files, and what was found on the way."""

    job: str
    document: Document | None
    files: tuple[Written, ...]
    findings: tuple[Finding, ...]


def run_job(job: Job) -> Made:
    """Composes and writes a job. Files come out only when there was no error on the way to them."""
    composed = compose(job.view, job.order, job.templates, job.theme)
    if composed.value is None or has_errors(composed.findings):
        return Made(job.name, None, (), composed.findings)
    findings = list(composed.findings)
    files: list[Written] = []
    for wanted in job.formats:
        written = _WRITERS[wanted](composed.value, job.theme)
        findings += written.findings
        if written.value is not None:
            files.append(written.value)
    return Made(job.name, composed.value, tuple(files), tuple(findings))


def _pdf(document: Document, theme: Theme) -> Outcome[Written]:
    from communique.write.pdf import NativeLibraryMissingError, write_pdf

    try:
        made = write_pdf(document, theme)
    except NativeLibraryMissingError as fault:
        hint = "install them, or ask for DOCX and HTML only with -f"
        return Outcome(None, (Finding(Code.NATIVE_LIBRARY, Origin("this machine"), str(fault), hint),))
    value = made.value
    return Outcome(Written("pdf", value.data, value.page_count) if value else None, made.findings)


def _docx(document: Document, theme: Theme) -> Outcome[Written]:
    from communique.write.docx import write_docx

    return Outcome(Written("docx", write_docx(document, theme)))


def _html(document: Document, theme: Theme) -> Outcome[Written]:
    from communique.write.html import write_html

    return Outcome(Written("html", write_html(document, theme)))


_WRITERS: Mapping[str, Callable[[Document, Theme], Outcome[Written]]] = {
    "pdf": _pdf,
    "docx": _docx,
    "html": _html,
}
