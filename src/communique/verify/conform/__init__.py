"""Conformance: what a format itself asks of a file, and what every reader may expect of one of ours."""

from communique.verify.conform.common import Finished
from communique.verify.conform.docx import check_docx
from communique.verify.conform.html import check_html
from communique.verify.conform.pdf import check_pdf

__all__ = ["Finished", "check_docx", "check_html", "check_pdf"]
