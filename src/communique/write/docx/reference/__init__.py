"""The office's own Word template: read and checked once, then worn by each document."""

from communique.write.docx.reference.reading import Reference, read_reference

__all__ = ["Reference", "read_reference"]
