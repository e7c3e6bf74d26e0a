"""The gate: all checks of a format, findings in order, and no file that makes it stumble."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace

import pytest

from communique.findings import Origin
from communique.verify.budget import Limits
from communique.verify.conform import Finished
from communique.verify.gate import FORMATS, verify
from kit.finished import codes, faults, written
from kit.samples import default_theme
from kit.trees import doc, h1, p

DOCUMENT = doc(h1(), p("Text"))


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("data", [b"", b"\xff\x00garbage", b"%PDF-1.7\n%%EOF", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_cannot_be_opened_is_a_finding(format, data):
    found = faults(DOCUMENT, format, data)
    assert found
    assert found[0].origin.path == f"out/b/a/d.{format}" or format == "html"


def test_one_format_is_not_another():
    for format, other in (("pdf", "docx"), ("docx", "pdf"), ("html", "pdf")):
        assert "output-damaged" in codes(faults(DOCUMENT, format, written(DOCUMENT, other)))


def test_a_format_that_nobody_writes_is_a_bug():
    with pytest.raises(KeyError):
        verify(Finished("out/x.odt", "odt", b""), DOCUMENT, default_theme())


def test_all_faults_are_told_at_once_in_the_order_of_their_places():
    other = replace(doc(h1("Another"), p("Words \u0f40")), metadata=DOCUMENT.metadata)
    limits = Limits(max_pages=0, pages_at=Origin("content/audiences/a.yaml", 3))
    found = verify(Finished("out/x.pdf", "pdf", written(DOCUMENT, "pdf")), other, default_theme(), limits)
    assert codes(found) == {"missing-glyph", "text-disagrees", "too-many-pages", "not-accessible"}
    assert [finding.origin for finding in found] == sorted(finding.origin for finding in found)


def test_the_gate_is_loaded_without_the_libraries_that_open_files():
    """The command line imports it for every command; PDFium, lxml and the rest come when a file is opened."""
    heavy = {"pikepdf", "pypdfium2", "lxml", "fontTools", "page", "weasyprint", "docx"}
    code = "import sys, communique.verify.gate; print(*sys.modules)"
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert heavy & set(ended.stdout.split()) == set()
