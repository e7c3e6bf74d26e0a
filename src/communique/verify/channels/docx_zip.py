"""The archive around a Word file: entries, what the directory hides, and every byte outside (APPNOTE 6.3.10)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from zlib import MAX_WBITS
from zlib import error as deflate_error

from communique.verify.channels.binary import inflated, printable
from communique.verify.channels.docx_channels import PART_NAMES, ZIP_COMMENTS, ZIP_EXTRA, ZIP_GAPS
from communique.verify.channels.model import Said
from communique.verify.extract.model import UnreadableError
from communique.verify.extract.package import PART_SIZE, PARTS, TOTAL_SIZE

_LOCAL = struct.Struct("<4s5H3L2H")  # 4.3.7
_MAGIC = b"PK\x03\x04"
_END = b"PK\x05\x06"
_DESCRIPTOR = 0x08  # the sizes follow the data (4.3.9)
_UTF8 = 0x800


@dataclass(slots=True)
class Archive:
    """The parts as readers take them, the entries that readers pass over, and what the archive says beside."""

    parts: dict[str, bytes] = field(default_factory=dict)
    hidden: list[tuple[str, bytes]] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def open_archive(data: bytes, depth: int = 0) -> Archive:
    """Everything in a zip file. Raises UnreadableError for one that is damaged, encrypted or unreasonably large.

    An archive inside others may be a tenth as large at each step, with a quarter of the entries, so that bombs in
    bombs end.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as opened:
            return _read(opened, data, depth)
    # What zipfile raises for damage, encryption and unknown compression; see extract/package.py.
    except (
        zipfile.BadZipFile,
        RuntimeError,
        EOFError,
        OSError,
        ValueError,
        struct.error,
        deflate_error,
    ) as fault:
        raise UnreadableError(f"it is no sound zip file: {fault}") from fault


def _read(opened: zipfile.ZipFile, data: bytes, depth: int) -> Archive:
    entries = opened.infolist()
    size = sum(each.file_size for each in entries)
    if len(entries) > PARTS // 4**depth or size > TOTAL_SIZE // 10**depth:
        raise UnreadableError("it unpacks to an unreasonable size")
    if any(each.file_size > PART_SIZE for each in entries):
        raise UnreadableError("it unpacks to an unreasonable size")
    archive = Archive()
    covered: list[tuple[int, int]] = []
    names: list[str] = []
    for number, entry in enumerate(entries, start=1):
        where = f"entry number {number} of the archive"
        names.append(entry.orig_filename)
        if entry.comment:
            archive.said.append(Said(printable_text(entry.comment), ZIP_COMMENTS, where))
        local, extra, span = _span(entry, data)
        covered.append(span)
        if local != entry.orig_filename:
            names.append(local)
        if extra or entry.extra:
            archive.said.append(Said(printable(entry.extra + b"\x00" + extra), ZIP_EXTRA, where))
        body = opened.read(entry)
        if entry.filename in archive.parts:
            archive.hidden.append((f"{where}, which another one replaces", archive.parts[entry.filename]))
        archive.parts[entry.filename] = body
    archive.said.append(Said("\n".join(names), PART_NAMES, "the directory of the archive"))
    if opened.comment:
        archive.said.append(Said(printable_text(opened.comment), ZIP_COMMENTS, "the end of the archive"))
    _gaps(archive, data, covered, opened.start_dir)
    return archive


def _span(entry: zipfile.ZipInfo, data: bytes) -> tuple[str, bytes, tuple[int, int]]:
    """The name and extra field of an entry's own header, and the bytes that the entry takes."""
    at = entry.header_offset
    found = _LOCAL.unpack_from(data, at)
    flags, names, extras = found[2], found[9], found[10]
    start = at + _LOCAL.size
    name = data[start : start + names].decode("utf-8" if flags & _UTF8 else "cp437", "replace")
    end = start + names + extras + entry.compress_size
    if flags & _DESCRIPTOR:
        end += 16 if data[end : end + 4] == b"PK\x07\x08" else 12
    return name, data[start + names : start + names + extras], (at, end)


def _gaps(archive: Archive, data: bytes, covered: list[tuple[int, int]], directory: int) -> None:
    """Bytes that belong to no listed entry: whole entries among them, and the rest as printable stretches."""
    at = 0
    gaps: list[bytes] = []
    for start, end in sorted(covered):
        gaps.append(data[at:start])
        at = max(at, end)
    gaps.append(data[at:directory])
    end = data.rfind(_END)
    behind = end + 22 + int.from_bytes(data[end + 20 : end + 22], "little")
    gaps.append(data[behind:])
    for gap in gaps:
        if gap:
            archive.said.append(Said(printable(gap), ZIP_GAPS, "between the entries of the archive"))
            archive.hidden += _unlisted(gap)


def _unlisted(gap: bytes) -> Iterator[tuple[str, bytes]]:
    at = gap.find(_MAGIC)
    while at >= 0:
        if at + _LOCAL.size <= len(gap):
            found = _LOCAL.unpack_from(gap, at)
            start = at + _LOCAL.size + found[9] + found[10]
            method, packed = found[3], found[7]
            body = gap[start : start + packed] if packed else gap[start:]
            yield (
                "an entry that the directory does not list",
                inflated(body, -MAX_WBITS) if method == 8 else body,
            )
        at = gap.find(_MAGIC, at + 4)


def printable_text(data: bytes) -> str:
    """A short text in UTF-8, or in the code page of old archives."""
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp437")


def archive_names(data: bytes) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of the entries, hidden ones last under no name."""
    archive = open_archive(data)
    yield from archive.parts.items()
    for _, body in archive.hidden:
        yield "", body
