"""Everything that a finished PDF can say (ISO 32000-1).

The bytes are read three ways. PDFium tells the text of the pages, as a reader would copy it. Every object that the
bytes hold is read whatever the file's tables say, each string by the channel that it belongs to, and by the channel
of all other strings when it belongs to none. What stands between objects, and what later changes left behind, is told
as well. So nothing is skipped for want of a name: `pdf_table.py` lists the channels, and what cannot be heard.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.verify.channels.binary import words_of
from communique.verify.channels.model import Kind, Said
from communique.verify.channels.pdf_file import read_file
from communique.verify.channels.pdf_names import between_told, comments_told, names_told
from communique.verify.channels.pdf_objects import Objects, marked_up
from communique.verify.channels.pdf_pages import PageText, page_texts
from communique.verify.channels.pdf_streams import Streams
from communique.verify.channels.pdf_table import ATTACHMENTS, PAGE, PDF_BLIND, PDF_CHANNELS, REVISIONS
from communique.verify.extract.model import UnreadableError

STATES = 20  # earlier states of a file whose pages are read again
_END = re.compile(rb"%%EOF[\r\n]{0,2}")


def said_in_pdf(data: bytes, depth: int = 0) -> Iterator[Said]:
    """All that a PDF says. Raises UnreadableError for what cannot be opened, or unpacks to far too much.

    `depth` is how many files are around this one.
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
        return said_in_attached(inside, where, depth + 1)

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


def said_in_attached(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """What an attached file says: what it is by its first bytes, or text. Names in it stay names."""
    from communique.verify.channels.files import (
        known_format,
        said_in,
    )  # which knows all formats, and so this one

    format_ = known_format(data)
    if format_:
        inside = said_in(data, format_, where, depth)
    else:
        inside = (Said(marked_up(words), ATTACHMENTS, where) for words in words_of(data))
    for said in inside:
        yield said if said.channel.kind is Kind.NAME else said._replace(channel=ATTACHMENTS)


__all__ = ["PDF_BLIND", "PDF_CHANNELS", "said_in_pdf"]
