"""The names (`/Foo`) that the objects of a PDF hold, each once, and what stands between the objects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from communique.verify.channels.binary import words_of
from communique.verify.channels.model import Channel, Said
from communique.verify.channels.pdf_file import Item, PdfFile
from communique.verify.channels.pdf_syntax import Entries, Name, name
from communique.verify.channels.pdf_table import COMMENTS, FONTS, LOOSE, NAMES, RESOURCES, TAG_NAMES

_NAME = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]++")
_TAG = re.compile(rb"/(?:RoleMap|ClassMap|Namespace)(?![A-Za-z])")
_FONT = re.compile(rb"/(?:BaseFont|FontName|FontFamily|Encoding|Differences|CIDSystemInfo)(?![A-Za-z])")
_RESOURCE = re.compile(
    rb"/(?:Resources|XObject|ExtGState|ColorSpace|ProcSet|Shading|Properties|Font)(?![A-Za-z])"
)
WHERE = {
    TAG_NAMES: "the names of tags",
    FONTS: "the names of fonts",
    RESOURCES: "the names of resources",
    NAMES: "the names in objects",
}
_COMMENT = re.compile(rb"(?:\A|(?<=[\r\n]))[\t ]*+%[^\r\n]*+")  # a sign inside a line is the line's
_USUAL = re.compile(rb"%(?:PDF-\d\.\d|%EOF|[\x80-\xff]{4,})[\t ]*")


def names_told(file: PdfFile, drawing: Iterable[bytes], tags: frozenset[int]) -> Iterator[Said]:
    """All names, a line each, by what holds them; `drawing` are those of drawing instructions.

    `tags` are the numbers of objects that belong to the roles and classes of tags.
    """
    found: dict[Channel, dict[str, None]] = {TAG_NAMES: {}, FONTS: {}, RESOURCES: {}, NAMES: {}}
    written: dict[Channel, list[bytes]] = {channel: [] for channel in found}
    for item in file.items:
        channel = TAG_NAMES if item.number in tags else _channel(item.written)
        if item.may_speak:
            found[channel].update(dict.fromkeys(_names_in(item.value)))
        else:
            written[channel].append(item.written)
    written[RESOURCES] += drawing
    for trailer in file.trailers:
        found[NAMES].update(dict.fromkeys(_names_in(trailer)))
    told: set[str] = set()
    for channel, names in found.items():
        fresh = sorted(
            (names.keys() | {name(each) for each in set(_NAME.findall(b"\n".join(written[channel])))}) - told
        )
        told.update(fresh)
        if fresh:
            yield Said("\n".join(fresh), channel, WHERE[channel])


def _channel(written: bytes) -> Channel:
    if b"/StructElem" in written or _TAG.search(written):
        return TAG_NAMES
    if _FONT.search(written):
        return FONTS
    return RESOURCES if _RESOURCE.search(written) else NAMES


def _names_in(value: object) -> Iterator[str]:
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, Name):
            yield str(value)
        elif isinstance(value, Entries):
            yield from map(str, value)
            waiting += [*value.values(), *value.doubled]
        elif isinstance(value, list):
            waiting += value


def between_told(file: PdfFile) -> Iterator[Said]:
    """Comments, and all other bytes that belong to no object."""
    for gap in file.between:
        for comment in map(bytes.lstrip, _COMMENT.findall(gap)):
            if not _USUAL.fullmatch(comment):
                yield from (Said(words, COMMENTS, "between its objects") for words in words_of(comment[1:]))
        yield from (Said(words, LOOSE, "between its objects") for words in words_of(_COMMENT.sub(b"", gap)))
    for rest in file.after:
        yield from (Said(words, LOOSE, "behind the end of a stream") for words in words_of(rest))


def comments_told(items: Iterable[Item]) -> Iterator[Said]:
    """Comments inside objects."""
    for item in items:
        if item.may_speak:
            for comment in item.parsed.comments:
                yield from (Said(words, COMMENTS, "inside an object") for words in words_of(comment[1:]))
