"""Finished files for tests: written from trees by the real writers, and altered afterwards."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO

import pikepdf

from communique.compose.model import Document
from communique.findings import Finding
from communique.verify.conform import Finished
from communique.verify.extract.model import FileText, UnreadableError
from communique.verify.gate import verify
from kit.samples import default_theme

FORMATS = ("html", "docx", "pdf")


@lru_cache(maxsize=64)
def written(document: Document, format: str) -> bytes:
    """The bytes of a document; the same document is written once in a test run."""
    theme = default_theme()
    if format == "html":
        from communique.write.html import write_html

        return write_html(document, theme)
    from communique.write.pdf import write_pdf

    laid_out = write_pdf(document, theme).value
    assert laid_out is not None
    if format == "pdf":
        return laid_out.data
    from communique.write.docx import write_docx

    return write_docx(document, theme, dict(laid_out.pages))


def faults(document: Document, format: str, data: bytes | None = None) -> tuple[Finding, ...]:
    """What the gate finds in bytes that should be this document (default: those that the writer makes)."""
    finished = Finished(f"out/b/a/d.{format}", format, written(document, format) if data is None else data)
    return verify(finished, document, default_theme())


def told(findings: tuple[Finding, ...]) -> list[tuple[str, int, str]]:
    """Findings as code, line and message."""
    return [(finding.code.value, finding.origin.line, finding.message) for finding in findings]


def codes(findings: tuple[Finding, ...]) -> set[str]:
    """The codes of findings."""
    return {finding.code.value for finding in findings}


def outcome_of(extract: Callable[[bytes], FileText], data: bytes) -> FileText | UnreadableError:
    """What a file says, or that it cannot be read; anything else that is raised is a fault of ours and passes on."""
    try:
        return extract(data)
    except UnreadableError as refusal:
        return refusal


def edited_pdf(data: bytes, edit: Callable[[pikepdf.Pdf], object]) -> bytes:
    """A PDF with something changed in its objects."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(buffer)
    return buffer.getvalue()


def edited_docx(data: bytes, edits: Mapping[str, Callable[[bytes], bytes | None]], **added: bytes) -> bytes:
    """A Word file with some parts changed (None: left out), and further parts; `__` in their names stands for `/`."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            part = edits.get(name, bytes)(old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in added.items():
            new.writestr(name.replace("__", "/"), part)
    return buffer.getvalue()


def swap(old: str, new: str) -> Callable[[bytes], bytes]:
    """An edit that puts one text in the place of another, which must be there."""

    def edit(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return edit


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SPACES = (
    f'xmlns:w="{WORD}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative"'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def word_file(body: str, links: str = "", **parts: str) -> bytes:
    """A small Word file by hand: the inside of `w:body`, and parts by name (`styles="<w:styles>…"`).

    `links` are further relationships of the document, as XML.
    """
    linked = "".join(
        f'<Relationship Id="{name}" Type="{_OFFICE}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in parts
    )
    written = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">{linked}{links}</Relationships>',
        "word/document.xml": f"<w:document {_SPACES}><w:body>{body}</w:body></w:document>",
    }
    for name, content in parts.items():
        written[f"word/{name}.xml"] = content.replace(">", f" {_SPACES}>", 1)
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in written.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def run(text: str, properties: str = "") -> str:
    """A run of text, as XML."""
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}<w:t>{text}</w:t></w:r>"


def paragraph(*inside: str, style: str = "") -> str:
    """A paragraph, as XML."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{properties}{''.join(inside)}</w:p>"
