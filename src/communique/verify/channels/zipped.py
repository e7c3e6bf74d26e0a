"""Zip archives inside other files: the names of their entries, their comments, and what the entries say."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO

from communique.verify.channels.model import Said
from communique.verify.channels.pdf_table import ATTACHMENTS
from communique.verify.extract.model import UnreadableError

LIMIT = 128 << 20  # bytes that the entries of an archive may unpack to


def said_in_zip(data: bytes, where: str, inside: Callable[[bytes, str], Iterator[Said]]) -> Iterator[Said]:
    """What an archive says; `inside` tells what the bytes of an entry say.

    Raises UnreadableError for one that cannot be opened: what is in it could be anything.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > LIMIT:
                raise UnreadableError(f"an archive in it unpacks to more than {LIMIT >> 20} MB")
            yield Said(archive.comment.decode("utf-8", "replace"), ATTACHMENTS, "the comment of an archive")
            for number, entry in enumerate(archive.infolist(), start=1):
                yield Said(entry.filename, ATTACHMENTS, "the name of an entry")
                yield Said(
                    (entry.comment + b"\n" + entry.extra).decode("latin-1"),
                    ATTACHMENTS,
                    "the notes of an entry",
                )
                with archive.open(entry) as packed:
                    content = packed.read(entry.file_size + 1)
                yield from inside(content, f"{where}: entry {number}")
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError) as fault:
        raise UnreadableError("an archive in it cannot be opened") from fault
