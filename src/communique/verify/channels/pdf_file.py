"""All objects that the bytes of a PDF hold, whatever its cross-reference tables say, and the bytes between them."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from communique.verify.channels.pdf_syntax import Entries, Parsed, Ref, parse
from communique.verify.extract.model import UnreadableError

LIMIT = 256 << 20  # bytes that all streams of a file may unpack to; a pack of 25 pages has two million
OBJECTS = 2_000_000
_HOLDS_WORDS = re.compile(rb"[(%]|(?<!<)<(?!<)")
_OBJECT = re.compile(rb"(?<!\d)(\d{1,10})[\x00\t\n\f\r ]{1,9}(\d{1,5})[\x00\t\n\f\r ]{1,9}obj(?![a-zA-Z])")
_STREAM = re.compile(rb"[\x00\t\n\f\r ]*+stream(?:\r\n|\n|\r)?")
_ENDSTREAM = re.compile(rb"(?:\r\n|\n|\r)?endstream")
_ENDOBJ = re.compile(rb"[\x00\t\n\f\r ]*+endobj")
_LENGTHS = re.compile(rb"(?<!\d)(\d{1,10}) +\d{1,5} +obj\s{0,9}(\d{1,12})\s{0,9}endobj")
_XREF = re.compile(rb"xref\s++(?:\d+ \d+\s*+(?:\d{10} \d{5} [nf]\s*+)*+)+")
_TRAILER = re.compile(rb"trailer\s*+(?=<<)")
_STARTXREF = re.compile(rb"startxref\s++\d+")


@dataclass
class Item:
    """An object as it stands in the file; `packed` are its stream's bytes before any filter is undone."""

    number: int
    written: bytes
    packed: bytes | None = None
    current: bool = True  # False: a later object took its number
    ready: Parsed | None = field(default=None, repr=False)

    @cached_property
    def parsed(self) -> Parsed:
        """Its value and the comments in it."""
        return self.ready or parse(self.written)

    @cached_property
    def may_speak(self) -> bool:
        """Whether it may hold a string or a comment; most objects hold names and numbers only, and are not parsed."""
        return _HOLDS_WORDS.search(self.written) is not None

    @property
    def value(self) -> Any:
        """Its value; a stream's is its dictionary."""
        return self.parsed.value

    @property
    def entries(self) -> Entries:
        """Its dictionary; an empty one for what has none."""
        return self.value if isinstance(self.value, Entries) else Entries([])


@dataclass
class PdfFile:
    """A PDF's objects in the order of the file, its trailers, and what stands between objects."""

    items: list[Item] = field(default_factory=list)
    trailers: list[Entries] = field(default_factory=list)
    between: list[bytes] = field(default_factory=list)
    after: list[bytes] = field(default_factory=list)  # bytes behind the end of packed data
    room: int = field(default_factory=lambda: LIMIT)
    _unpacked: dict[int, bytes] = field(default_factory=dict)

    @cached_property
    def latest(self) -> dict[int, Item]:
        """The object that each number stands for: the last of the file (7.5.6)."""
        return {item.number: item for item in self.items}

    def get(self, value: Any) -> Any:
        """A value, or the one that a reference leads to; None where it leads nowhere."""
        for _ in range(10):
            if not isinstance(value, Ref):
                return value
            item = self.latest.get(value.number)
            value = None if item is None else item.value
        return None

    def entries(self, value: Any) -> Entries:
        """The dictionary that a value is or leads to; an empty one otherwise."""
        found = self.get(value)
        return found if isinstance(found, Entries) else Entries([])

    def array(self, value: Any) -> list[Any]:
        """The array that a value is or leads to; an empty one otherwise."""
        found = self.get(value)
        return found if isinstance(found, list) else []

    def root(self) -> Entries:
        """The catalogue."""
        for trailer in reversed(self.trailers):
            if "Root" in trailer:
                return self.entries(trailer["Root"])
        return Entries([])

    def unpacked(self, item: Item) -> bytes:
        """A stream's bytes with its filters undone; as far as they can be, where they are damaged."""
        key = id(item)
        if key not in self._unpacked:
            data = self._unpack(item)
            self.room -= len(data)
            self._unpacked[key] = data
        return self._unpacked[key]

    def unwrapped(self, item: Item) -> bytes:
        """The bytes of a picture that is a file of its own, with the filters around it undone."""
        data = item.packed or b""
        for each in self.filters(item)[:-1]:
            if each not in {"FlateDecode", "Fl"}:
                return b""  # nobody wraps pictures otherwise; pictures as pixels are not heard either
            data = self._inflate(data)
        return data

    def filters(self, item: Item) -> list[str]:
        """The names of a stream's filters, the one to undo first first."""
        named = self.get(item.entries.get("Filter", item.entries.get("F")))
        return [
            str(self.get(each))
            for each in (named if isinstance(named, list) else [named])
            if each is not None
        ]

    def _unpack(self, item: Item) -> bytes:
        data, filters = item.packed or b"", self.filters(item)
        parameters = self.get(item.entries.get("DecodeParms", item.entries.get("DP")))
        plain = all(self.entries(each).get("Predictor", 1) == 1 for each in _listed(parameters))
        if plain and set(filters) <= {"FlateDecode", "Fl"}:
            for _ in filters:
                data = self._inflate(data)
            return data
        if "FlateDecode" in filters[:1]:
            self._inflate(data)  # refuses what is too much before a library unpacks it whole
        return self._by_library(item, filters, parameters)

    def _inflate(self, data: bytes) -> bytes:
        engine = zlib.decompressobj()
        try:
            unpacked = engine.decompress(data, self.room + 1)
        except zlib.error:
            unpacked = _piecewise(data, self.room + 1)
        if len(unpacked) > self.room:
            raise UnreadableError(f"it unpacks to more than {LIMIT >> 20} MB")
        if engine.unused_data.strip():
            self.after.append(engine.unused_data)
        return unpacked

    def _by_library(self, item: Item, filters: list[str], parameters: Any) -> bytes:
        import pikepdf

        with pikepdf.new() as pdf:
            stream = pikepdf.Stream(pdf, item.packed or b"")
            stream.Filter = pikepdf.Array([pikepdf.Name("/" + _LONG.get(each, each)) for each in filters])
            listed = [self.entries(each) for each in _listed(parameters)]
            if listed:
                stream.DecodeParms = pikepdf.Array([pikepdf.Dictionary(_numbers(each)) for each in listed])
            try:
                data = bytes(stream.read_bytes())
            except (pikepdf.PdfError, ValueError):
                return item.packed or b""  # a filter that nobody knows: its bytes are looked at as they are
        if len(data) > self.room:
            raise UnreadableError(f"it unpacks to more than {LIMIT >> 20} MB")
        return data


_LONG = {
    "Fl": "FlateDecode", "AHx": "ASCIIHexDecode", "A85": "ASCII85Decode", "LZW": "LZWDecode", "RL": "RunLengthDecode",
    "DCT": "DCTDecode", "CCF": "CCITTFaxDecode",
}  # fmt: skip


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _numbers(entries: Entries) -> dict[str, Any]:
    return {f"/{key}": value for key, value in entries.items() if isinstance(value, int)}


def _piecewise(data: bytes, limit: int) -> bytes:
    """As much of damaged data as can be unpacked."""
    engine = zlib.decompressobj()
    unpacked = bytearray()
    for start in range(0, len(data), 256):
        try:
            unpacked += engine.decompress(data[start : start + 256], limit - len(unpacked))
        except zlib.error:
            break
        if len(unpacked) >= limit:
            break
    return bytes(unpacked)


def read_file(data: bytes) -> PdfFile:
    """The objects of a PDF, also those to which nothing points. Raises UnreadableError.

    A file that opens without a password is decrypted by rewriting it, which leaves out objects that nothing points to.
    """
    file = _scan(data)
    if any("Encrypt" in trailer for trailer in file.trailers):
        file = _scan(_decrypted(data))
    found = file.items
    file.items = []
    for item in found:
        file.items.append(item)
        if item.packed is not None and item.entries.get("Type") == "ObjStm":
            file.items += _inside(file, item)
    if len(file.items) > OBJECTS:
        raise UnreadableError(f"it has more than {OBJECTS} objects")
    for item in file.items:
        item.current = file.latest[item.number] is item
    return file


def _decrypted(data: bytes) -> bytes:
    import pikepdf

    buffer = BytesIO()
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            pdf.save(buffer, encryption=False)
    except (pikepdf.PdfError, pikepdf.PasswordError) as fault:
        raise UnreadableError("it is encrypted, or damaged") from fault
    return buffer.getvalue()


def _scan(data: bytes) -> PdfFile:
    file = PdfFile()
    lengths: dict[int, int] | None = None
    start = 0
    while found := _OBJECT.search(data, start):
        _between(file, data[start : found.start()])
        parsed = parse(data, found.end())
        item = Item(int(found.group(1)), data[found.end() : parsed.end], ready=parsed)
        end = max(parsed.end, found.end())
        stream = _STREAM.match(data, end) if isinstance(parsed.value, Entries) else None
        if stream:
            length = parsed.value.get("Length")
            if isinstance(length, Ref):
                if lengths is None:
                    lengths = {int(number): int(size) for number, size in _LENGTHS.findall(data)}
                length = lengths.get(length.number)
            item.packed, end = _packed(data, stream.end(), length)
        file.items.append(item)
        if item.packed is not None and item.entries.get("Type") == "XRef":
            file.trailers.append(item.entries)
        closed = _ENDOBJ.match(data, end)
        start = closed.end() if closed else end
        if item.packed is None:
            # A string that is not closed would hide all objects behind it: they are looked for inside it as well.
            swallowed = data.find(b"endobj", found.end(), parsed.end)
            start = swallowed + len(b"endobj") if swallowed >= 0 else start
    _between(file, data[start:])
    return file


def _packed(data: bytes, start: int, length: Any) -> tuple[bytes, int]:
    """A stream's bytes and where they end: by its length when that is right, else by the word `endstream`."""
    if isinstance(length, int) and length >= 0:
        end = _ENDSTREAM.match(data, start + length)
        if end:
            return data[start : start + length], end.end()
    end = _ENDSTREAM.search(data, start)
    return (data[start : end.start()], end.end()) if end else (data[start:], len(data))


def _between(file: PdfFile, gap: bytes) -> None:
    """Takes trailers and cross-reference tables out of the bytes between two objects, and keeps the rest."""
    if not gap or gap.isspace():
        return
    start, kept = 0, []
    while found := _TRAILER.search(gap, start):
        parsed = parse(gap, found.end())
        if isinstance(parsed.value, Entries):
            file.trailers.append(parsed.value)
            file.between += parsed.comments
        kept.append(gap[start : found.start()])
        start = max(parsed.end, found.end())
    gap = b"\n".join([*kept, gap[start:]])
    gap = _STARTXREF.sub(b"", _XREF.sub(b"", gap))
    if gap.strip():
        file.between.append(gap)


def _inside(file: PdfFile, holder: Item) -> Iterator[Item]:
    """The objects of an object stream (7.5.7)."""
    data = file.unpacked(holder)
    first = holder.entries.get("First")
    if not isinstance(first, int):
        return
    numbers = [int(each) for each in re.findall(rb"\d{1,10}", data[:first])]
    pairs = sorted(zip(numbers[1::2], numbers[::2], strict=False))
    ends = [first + offset for offset, _ in pairs[1:]] + [len(data)]
    for (offset, number), end in zip(pairs, ends, strict=True):
        yield Item(number, data[first + offset : end])
