"""The Word writer: the Document tree and a theme in, the bytes of a DOCX out."""

from communique.write.docx.writer import write_docx

__all__ = ["write_docx"]
