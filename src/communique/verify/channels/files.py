"""Whatever stands in a file is heard as what it is: by its format, or by its first bytes."""

from __future__ import annotations

from collections.abc import Iterator

from communique.verify.channels.binary import printable
from communique.verify.channels.docx_channels import DOCX_BLIND, DOCX_CHANNELS, EMBEDDED
from communique.verify.channels.fonts import is_font, said_in_font
from communique.verify.channels.html_channels import HTML_BLIND, HTML_CHANNELS
from communique.verify.channels.images import image_format, said_in_image
from communique.verify.channels.images_channels import IMAGE_BLIND, IMAGE_CHANNELS
from communique.verify.channels.images_raster import DEPTH
from communique.verify.channels.markup import decoded
from communique.verify.channels.model import Blind, Channel, Said
from communique.verify.channels.pdf_table import PDF_BLIND, PDF_CHANNELS
from communique.verify.extract.model import UnreadableError

CHANNELS: tuple[Channel, ...] = (*PDF_CHANNELS, *DOCX_CHANNELS, *HTML_CHANNELS, *IMAGE_CHANNELS)
BLIND: tuple[Blind, ...] = (*PDF_BLIND, *DOCX_BLIND, *HTML_BLIND, *IMAGE_BLIND)
_LOOK = 1_000
_HTML = (b"<!doctype html", b"<html", b"<head", b"<body")


def said_in(
    data: bytes, format: str, where: str = "", depth: int = 0, channel: Channel = EMBEDDED
) -> Iterator[Said]:
    """What a file of a format says; `where` is set before each place. Raises UnreadableError.

    Formats are pdf, docx, html, zip, font, and those that `image_format` names; `channel` is that of a font's names.
    """
    if depth > DEPTH:
        raise UnreadableError(f"it has files inside files more than {DEPTH} deep")
    for said in _said(data, format, where, depth, channel):
        yield (
            said
            if not where or said.where.startswith(where)
            else said._replace(where=f"{where}, {said.where}")
        )


def _said(data: bytes, format: str, where: str, depth: int, channel: Channel) -> Iterator[Said]:
    match format:
        case "docx" | "zip":
            from communique.verify.channels.docx import said_in_docx

            yield from said_in_docx(data, depth)
        case "html":
            from communique.verify.channels.html import said_in_html

            yield from said_in_html(data, depth)
        case "pdf":
            from communique.verify.channels.pdf import said_in_pdf

            yield from said_in_pdf(data, depth)
        case "font":
            yield from said_in_font(data, channel, where)
        case _:
            yield from said_in_image(data, where or "the picture", depth)


def known_format(data: bytes) -> str:
    """The format of unknown bytes, by their beginning; "" when they are none that is known."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if b"%PDF-" in data[:_LOOK]:
        return "pdf"
    if is_font(data):
        return "font"
    if found := image_format(data):
        return found
    start = data[:_LOOK].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return "html" if start.startswith(_HTML) else ""


def said_in_unknown(data: bytes, where: str, depth: int, channel: Channel = EMBEDDED) -> Iterator[Said]:
    """What an embedded file says; one of no known format is told in `channel`, as its printable stretches.

    Raises UnreadableError for one that is damaged or too deep inside others: what is in it could be anything.
    """
    if format_ := known_format(data):
        yield from said_in(data, format_, where, depth, channel)
    elif words := _words(data):
        yield Said(words, channel, where)


def _words(data: bytes) -> str:
    """Text as text, and the printable stretches of anything else."""
    if b"\x00" not in data[:_LOOK] and data[:_LOOK].isascii():
        return decoded(data)
    return printable(data)
