"""Everything that a finished PDF can say (ISO 32000-1).

The bytes are read three ways. PDFium tells the text of the pages, as a reader would copy it. Every object that the
bytes hold is read whatever the file's tables say, each string by the channel that it belongs to, and by the channel
of all other strings when it belongs to none. What stands between objects, and what later changes left behind, is told
as well. So nothing is skipped for want of a name: `pdf_table.py` lists the channels, and what cannot be heard.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import TypeAlias

from communique.verify.channels.model import Said
from communique.verify.channels.pdf_file import PdfFile, read_file
from communique.verify.channels.pdf_fonts import printable
from communique.verify.channels.pdf_names import between_told, comments_told, names_told
from communique.verify.channels.pdf_objects import Objects, marked_up
from communique.verify.channels.pdf_pages import PageText, page_texts
from communique.verify.channels.pdf_streams import Streams
from communique.verify.channels.pdf_table import ATTACHMENTS, PAGE, PDF_BLIND, PDF_CHANNELS, REVISIONS
from communique.verify.channels.zipped import said_in_zip
from communique.verify.extract.model import UnreadableError

DEPTH = 5  # files attached to attached files
STATES = 20  # earlier states of a file whose pages are read again
_END = re.compile(rb"%%EOF[\r\n]{0,2}")

Opener: TypeAlias = Callable[[bytes, str], Iterator[Said] | None]


def said_in_pdf(data: bytes, open_other: Opener | None = None, depth: int = 0) -> Iterator[Said]:
    """All that a PDF says. Raises UnreadableError for what cannot be opened, or unpacks to far too much.

    `open_other` is asked first for what attached files say that are no PDFs (None: it does not know them).
    """
    file = read_file(data)
    pages = tuple(page_texts(data))
    for page in pages:
        yield Said(page.text, PAGE, f"page {page.number}")
        for channel, words in page.unseen:
            yield Said(words, channel, f"page {page.number}")
    objects = Objects(file)
    yield from objects.told()

    def attached(inside: bytes, where: str) -> Iterator[Said]:
        return said_in_attached(inside, where, open_other, depth)

    distrust = len(pages) != len(objects.pages) or any(not item.current for item in file.items)
    streams = Streams(file, objects, attached, pages, distrust=distrust)
    yield from streams.told()
    yield from comments_told(item for item in file.items if item.current)
    yield from names_told(file, streams.names, objects.tag_items)
    yield from between_told(file)
    yield from _earlier(data, pages, objects, streams)


def _earlier(data: bytes, pages: tuple[PageText, ...], objects: Objects, streams: Streams) -> Iterator[Said]:
    """What earlier states of the file say (7.5.6): objects that others replaced, and pages as they were."""
    for item, said in objects.superseded():
        texts = [each.text for each in said]
        if item.packed is not None:
            texts += [each.text for each in streams.stream(item)]
        yield from (Said(text, REVISIONS, "an earlier state of the file") for text in texts)
    told = {page.text for page in pages}
    for end in [found.end() for found in _END.finditer(data)][:-1][-STATES:]:
        try:
            for page in page_texts(data[:end]):
                if page.text not in told:
                    told.add(page.text)
                    yield Said(page.text, REVISIONS, f"an earlier state of the file, page {page.number}")
        except UnreadableError:
            continue  # the first part of a file for the web is no state of its own; its objects are told above


def said_in_attached(
    data: bytes, where: str, open_other: Opener | None = None, depth: int = 0
) -> Iterator[Said]:
    """What an attached file says: PDFs, archives and pictures as such, all else as text."""
    if depth >= DEPTH:
        raise UnreadableError(f"it has files attached to attached files more than {DEPTH} deep")
    other = open_other(data, where) if open_other is not None else None
    if other is not None:
        inside = other
    elif b"%PDF-" in data[:1024]:
        inside = said_in_pdf(data, open_other, depth + 1)
    elif data[:4] == b"PK\3\4":
        inside = said_in_zip(
            data, where, lambda each, place: said_in_attached(each, place, open_other, depth + 1)
        )
    else:
        inside = (Said(marked_up(words), ATTACHMENTS, "its text") for words in printable(data))
    yield from (said._replace(channel=ATTACHMENTS, where=_within(where, said.where)) for said in inside)


def _within(outer: str, inner: str) -> str:
    return inner if inner.startswith(outer) else f"{outer}: {inner}"


__all__ = ["PDF_BLIND", "PDF_CHANNELS", "PdfFile", "said_in_attached", "said_in_pdf"]
