"""A job: one document of one audience in all its formats, as a pure function from values to bytes and findings.

Composing and writing get the view and never what is withheld; that is given to the guard alone. A job can run in any
process, on any machine, in any order; a cache or a cluster is only another way of calling `run_job`.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.audience.model import View, Withheld
from communique.codes import Code
from communique.compose.document import Order, compose
from communique.compose.model import Document
from communique.compose.shown import shown_paths
from communique.compose.templates import TemplateSet
from communique.content.walk import texts
from communique.findings import Finding, Origin, Outcome, has_errors, in_order
from communique.theme import Theme
from communique.verify.budget import Limits
from communique.verify.conform import Finished
from communique.verify.conform.marks import Allowed
from communique.verify.gate import listen, verify
from communique.verify.leaks import check_reasons, guard_for, licence_for
from communique.write.paging import baseline_for, follows_layout
from communique.write.pdf import Pdf

NOTHING_WITHHELD = Withheld()


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
    allowed: Allowed | None = None

    @property
    def name(self) -> str:
        """How the job is called in progress bars and messages: `track-two/ministers/summary`."""
        return f"{self.brief}/{self.audience}/{self.order.document}"

    @property
    def words(self) -> int:
        """About how long the job takes, in words that its templates could show."""
        return sum(len(text.markdown.split()) for text in texts(self.view.brief))


@dataclass(frozen=True, slots=True)
class Written:
    """A finished file of a job; `pages` is None for formats without pages.

    `acknowledged` are the reasons for which the guard let something pass.
    """

    format: str
    data: bytes
    pages: int | None = None
    acknowledged: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """What a job gives: the document, its files, and what was found on the way."""

    job: str
    document: Document | None
    files: tuple[Written, ...]
    findings: tuple[Finding, ...]


def run_job(job: Job, withheld: Withheld = NOTHING_WITHHELD) -> Made:
    """Composes, writes and verifies a job. Files come out only when there was no error on the way to them.

    `withheld` is what the audience must not learn of: finished files are searched for it, and it goes nowhere else.
    """
    composed = compose(job.view, job.order, job.templates, job.theme)
    document = composed.value
    if document is None or has_errors(composed.findings):
        return Made(job.name, None, (), composed.findings)
    written = _write(document, job)
    shown = shown_paths(document.blocks)  # advice to cut what is not there would be no help
    limits = replace(job.limits, cuts=tuple(cut for cut in job.limits.cuts if cut.path in shown))
    findings = [*composed.findings, *written.findings]
    files: list[Written] = []
    guard = guard_for(withheld, licence_for(job.view, job.templates, document))
    for file in written.value or ():
        finished = Finished(f"out/{job.name}.{file.format}", file.format, file.data)
        findings += verify(finished, document, job.theme, limits, job.allowed)
        heard = listen(finished, document, guard)
        findings += (*heard.findings, *check_reasons(heard, guard, job.audience))
        reasons = tuple(sorted({each.reason for each in heard.acknowledged}))
        files.append(replace(file, acknowledged=reasons))
    return Made(job.name, document, tuple(files), in_order(findings))


def _write(document: Document, job: Job) -> Outcome[tuple[Written, ...]]:
    """The document in all formats. Where its pages matter, a Word file has those of the PDF's layout, whether that is asked
    for or not: what a file says must not depend on which other files are made beside it.
    """
    files: list[Written] = []
    findings: list[Finding] = []
    follows = "docx" in job.formats and follows_layout(document, job.limits.max_pages)
    pdf: Pdf | None = None
    if "pdf" in job.formats or follows:
        laid_out = _pdf(document, job.theme)
        findings += laid_out.findings
        pdf = laid_out.value
    if pdf is not None and "pdf" in job.formats:
        files.append(Written("pdf", pdf.data, pdf.page_count))
    if "docx" in job.formats:
        files.append(Written("docx", _docx(document, job.theme, pdf if follows else None)))
    if "html" in job.formats:
        from communique.write.html import write_html

        files.append(Written("html", write_html(document, job.theme)))
    return Outcome(tuple(files), tuple(findings))


def _docx(document: Document, theme: Theme, pdf: Pdf | None) -> bytes:
    """The Word file: with the page numbers of a PDF's layout, its spaces, and its decisions where a page begins."""
    from communique.write.docx import write_docx

    if pdf is None:
        return write_docx(document, theme)
    return write_docx(
        document, theme.spaced(baseline_for(document, theme, pdf)), dict(pdf.pages), pdf.page_starts
    )


def _pdf(document: Document, theme: Theme) -> Outcome[Pdf]:
    from communique.write.pdf import NativeLibraryMissingError, write_pdf

    try:
        return write_pdf(document, theme)
    except NativeLibraryMissingError as fault:
        hint = "install them, or ask for HTML only with -f html"
        return Outcome(None, (Finding(Code.NATIVE_LIBRARY, Origin("this machine"), str(fault), hint),))
