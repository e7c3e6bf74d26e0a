"""Everything that a finished file says, read from its bytes alone.

Imports are light: the libraries that open PDF and DOCX are loaded by the functions that need them.
"""

from communique.verify.extract.docx import extract_docx
from communique.verify.extract.html import extract_html
from communique.verify.extract.pdf import extract_pdf

__all__ = ["extract_docx", "extract_html", "extract_pdf"]
