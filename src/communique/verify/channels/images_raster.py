"""JPEG, PNG, GIF and WebP taken apart into their segments; pixels are passed over, everything else is told."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from communique.verify.channels.binary import inflated, printable
from communique.verify.channels.images_channels import (
    COMMENT,
    EXIF,
    ICC,
    PHOTOSHOP,
    PNG_CHUNKS,
    PNG_TEXT,
    SEGMENTS,
    TRAILING,
    XMP,
)
from communique.verify.channels.markup import decoded, unescaped
from communique.verify.channels.model import Channel, Said

DEPTH = 4  # pictures in pictures, files in files
_JPEG = b"\xff\xd8\xff"
_SCAN_END = re.compile(
    rb"\xff[^\x00\xd0-\xd7\xff]"
)  # inside a scan 0xFF is stuffed or a restart (T.81, B.1.1.5)
_XMP = b"http://ns.adobe.com/xap/1.0/\x00"
_XMP_MORE = b"http://ns.adobe.com/xmp/extension/\x00"
_XMP_MORE_HEAD = (
    len(_XMP_MORE) + 40
)  # a GUID, the whole length and the offset of this piece (XMP part 3, 1.1.3.1)
# PNG chunks that hold pixels or numbers about them (third edition, 5.6 and 11).
_SILENT = frozenset(
    {
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"sBIT",
        b"bKGD",
        b"hIST",
        b"pHYs",
    }
    | {b"acTL", b"fcTL", b"fdAT", b"cICP", b"mDCV", b"cLLI"}
)


def said_in_jpeg(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Every application segment and comment, thumbnails inside them, and what follows the end of the picture."""
    profile, more = bytearray(), bytearray()
    end = len(data)
    for marker, payload, at in _segments(data):
        if marker == 0xD9:
            end = at
        elif marker == 0xE2 and payload.startswith(b"ICC_PROFILE\x00"):
            profile += payload[14:]
        elif payload.startswith(_XMP_MORE):
            more += payload[_XMP_MORE_HEAD:]
        else:
            yield from _segment(marker, payload, where, depth)
    if more:
        yield Said(_packet(bytes(more)), XMP, f"{where}, the extended XMP packet")
    if profile:
        yield Said(printable(bytes(profile)), ICC, f"{where}, the colour profile")
    yield from trailing(data[end:], f"{where}, behind the end of the picture", depth)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """(marker, payload, offset behind it) of every segment up to the end of the first picture."""
    at = 2
    while at + 4 <= len(data) or data[at : at + 2] == b"\xff\xd9":
        if data[at] != 0xFF:
            found = _SCAN_END.search(data, at)
            yield 0xEF, data[at : found.start() if found else len(data)], at  # bytes between segments
            if found is None:
                return
            at = found.start()
        marker = data[at + 1]
        if marker == 0xD9:
            yield marker, b"", at + 2
            return
        if marker in {0xFF, 0x01} or 0xD0 <= marker <= 0xD8:
            at += 1 if marker == 0xFF else 2
            continue
        length = max(2, struct.unpack_from(">H", data, at + 2)[0])
        yield marker, data[at + 4 : at + 2 + length], at + 2 + length
        at += 2 + length
        if marker == 0xDA:
            found = _SCAN_END.search(data, at)
            at = found.start() if found else len(data)


def _segment(marker: int, payload: bytes, where: str, depth: int) -> Iterator[Said]:
    if marker == 0xFE:
        yield Said(_plain(payload), COMMENT, f"{where}, a comment")
    elif payload.startswith(b"Exif\x00"):
        yield from exif(payload[6:], where, depth)
    elif payload.startswith(_XMP):
        yield Said(_packet(payload[len(_XMP) :]), XMP, f"{where}, the XMP packet")
    elif marker == 0xED:
        yield Said(printable(payload), PHOTOSHOP, f"{where}, the Photoshop resources")
        yield from _pictures_inside(payload, f"{where}, a picture in the Photoshop resources", depth)
    elif 0xE0 <= marker <= 0xEF and (words := printable(payload)) not in {"", "JFIF", "Adobe"}:
        yield Said(words, SEGMENTS, f"{where}, application segment {marker - 0xE0}")


def exif(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Everything printable in Exif data, whichever directory points there, and the pictures inside."""
    yield Said(printable(data), EXIF, f"{where}, the Exif data")
    yield from _pictures_inside(data, f"{where}, the thumbnail", depth)


def _pictures_inside(data: bytes, where: str, depth: int) -> Iterator[Said]:
    start = data.find(_JPEG)
    if start >= 0 and depth < DEPTH:
        yield from said_in_jpeg(data[start:], where, depth + 1)


def trailing(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Bytes behind the end: the words in them, and the file that they are, if they are one."""
    if not data.strip(b"\x00 \r\n"):
        return
    yield Said(printable(data), TRAILING, where)
    from communique.verify.channels.files import (
        known_format,
        said_in,
    )  # files knows all formats, this one too

    start = data.find(_JPEG)
    inside = data[start:] if start >= 0 else data
    if format_ := known_format(inside):
        yield from said_in(inside, format_, where, depth + 1)


def said_in_png(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Every chunk that is not pixels, and what follows the last one."""
    at = 8
    while at + 8 <= len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        yield from _chunk(name, data[at + 8 : at + 8 + length], where, depth)
        at += 12 + length
        if name == b"IEND":
            break
    yield from trailing(data[at:], f"{where}, behind the end of the picture", depth)


def _chunk(name: bytes, body: bytes, where: str, depth: int) -> Iterator[Said]:
    if name in _SILENT:
        return
    keyword, _, rest = body.partition(b"\x00")
    match name:
        case b"tEXt":
            yield _keyed(keyword, rest, where)
        case b"zTXt":
            yield _keyed(keyword, inflated(rest[1:]), where)
        case b"iTXt":
            yield from _international(keyword, rest, where)
        case b"eXIf":
            yield from exif(body, where, depth)
        case b"iCCP":
            words = f"{_plain(keyword)}\n{printable(inflated(rest[1:]))}"
            yield Said(words, ICC, f"{where}, the colour profile")
        case b"tIME" if len(body) == 7:
            year, month, day, *clock = struct.unpack(">HBBBBB", body)
            stamp = f"{year:04}-{month:02}-{day:02} {clock[0]:02}:{clock[1]:02}:{clock[2]:02}"
            yield Said(stamp, PNG_TEXT, f"{where}, the time of its last change")
        case _:
            words = printable(name) + "\n" + printable(body)
            yield Said(words, PNG_CHUNKS, f"{where}, a private chunk")


def _keyed(keyword: bytes, body: bytes, where: str) -> Said:
    channel: Channel = XMP if b"xmp" in keyword.lower() else PNG_TEXT
    return Said(f"{_plain(keyword)}\n{_plain(body)}", channel, f"{where}, a text chunk")


def _international(keyword: bytes, rest: bytes, where: str) -> Iterator[Said]:
    """Keyword, compression flag and method, language, translated keyword, text (PNG third edition, 11.3.3.4)."""
    language, _, behind = rest[2:].partition(b"\x00")
    translated, _, text = behind.partition(b"\x00")
    words = inflated(text) if rest[:1] == b"\x01" else text
    told = "\n".join(_plain(each) for each in (keyword, language, translated, words) if each)
    yield Said(unescaped(told), XMP if b"xmp" in keyword.lower() else PNG_TEXT, f"{where}, a text chunk")


def said_in_gif(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Comments, plain text and application data (GIF89a, 24 to 26), and what follows the trailer."""
    at = 13 + (3 << ((data[10] & 7) + 1) if len(data) > 10 and data[10] & 0x80 else 0)
    while at < len(data):
        block, label = data[at], data[at + 1] if at + 1 < len(data) else 0
        if block == 0x2C and at + 9 < len(data):
            at += 10 + (3 << ((data[at + 9] & 7) + 1) if data[at + 9] & 0x80 else 0) + 1
            _, at = _sub_blocks(data, at)
        elif block == 0x21:
            body, at = _sub_blocks(data, at + 2)
            if label != 0xF9:
                channel = COMMENT if label == 0xFE else SEGMENTS
                yield Said(
                    _plain(body) if label == 0xFE else printable(body), channel, f"{where}, an extension"
                )
        else:
            at += block == 0x3B
            break
    yield from trailing(data[at:], f"{where}, behind the end of the picture", depth)


def _sub_blocks(data: bytes, at: int) -> tuple[bytes, int]:
    body = bytearray()
    while at < len(data) and data[at]:
        body += data[at + 1 : at + 1 + data[at]]
        at += 1 + data[at]
    return bytes(body), at + 1


def said_in_webp(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """Every chunk of a RIFF file that is not pixels (RFC 9649, 2.7)."""
    at = 12
    while at + 8 <= len(data):
        name, length = struct.unpack_from("<4sI", data, at)
        body = data[at + 8 : at + 8 + length]
        match name:
            case b"EXIF":
                yield from exif(body, where, depth)
            case b"XMP ":
                yield Said(_packet(body), XMP, f"{where}, the XMP packet")
            case b"ICCP":
                yield Said(printable(body), ICC, f"{where}, the colour profile")
            case b"VP8 " | b"VP8L" | b"VP8X" | b"ALPH" | b"ANIM" | b"ANMF":
                pass  # pixels, and numbers about them
            case _:
                yield Said(printable(name + body), PNG_CHUNKS, f"{where}, a private chunk")
        at += 8 + length + length % 2
        if at >= 8 + struct.unpack_from("<I", data, 4)[0]:
            break
    yield from trailing(data[at:], f"{where}, behind the end of the picture", depth)


def _plain(data: bytes) -> str:
    return decoded(data).replace("\x00", "\n")


def _packet(data: bytes) -> str:
    return unescaped(decoded(data))
