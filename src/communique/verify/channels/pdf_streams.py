"""What the streams of a PDF say, each read as what it is: drawing, font, profile, metadata, attachment or unknown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from communique.verify.channels.binary import words_of
from communique.verify.channels.images import said_in_image
from communique.verify.channels.model import Channel, Said
from communique.verify.channels.pdf_content import Heard, Listener, draws_text, shows, speaks
from communique.verify.channels.pdf_file import Item, PdfFile
from communique.verify.channels.pdf_fonts import mapped, program_names
from communique.verify.channels.pdf_objects import Objects, marked_up
from communique.verify.channels.pdf_pages import PageText
from communique.verify.channels.pdf_syntax import Entries, Ref, name
from communique.verify.channels.pdf_table import (
    ANNOTATIONS,
    APPEARANCES,
    ATTACHMENTS,
    COMMENTS,
    FIELDS,
    FONT_CHARACTERS,
    FONTS,
    GLYPHS,
    IDLE,
    INVISIBLE,
    LAYER_TEXT,
    MARKED,
    METADATA,
    PAGE,
    PATTERNS,
    PROFILES,
    SCRIPTS,
    STREAMS,
    STRINGS,
    UNUSED,
    XFA,
)  # fmt: skip

_DO = re.compile(rb"(/[^\x00\t\n\f\r ()<>\[\]{}/%]++)[\x00\t\n\f\r ]++Do(?![A-Za-z])")
_NAMES = re.compile(rb"/[^\x00\t\n\f\r ()<>\[\]{}/%]++")
FORMS = 20_000  # drawings inside drawings that are followed
HEARD: Mapping[str, Channel] = {"property": MARKED, "comment": COMMENTS, "idle": IDLE}
WORDED = {
    METADATA: "metadata", XFA: "the XFA form", SCRIPTS: "a script", FIELDS: "a form field", ANNOTATIONS: "an annotation",
}  # fmt: skip


@dataclass
class Streams:
    """Tells the streams of a file. `open_attached` says what attached bytes say, with a place in words."""

    file: PdfFile
    objects: Objects
    open_attached: Callable[[bytes, str], Iterator[Said]]
    texts: tuple[PageText, ...] = ()
    names: set[bytes] = field(default_factory=set)  # in drawing instructions
    distrust: bool = (
        False  # the file has objects twice, or other pages than PDFium sees: read pages here as well
    )
    used: set[int] = field(default_factory=set)  # numbers of streams that belong to pages
    attached: int = 0
    pictures: int = 0

    def told(self) -> Iterator[Said]:
        """What all streams say that stand for their numbers."""
        for page, (_, entries) in enumerate(self.objects.pages, start=1):
            yield from self._page(page, entries)
        self._spread(APPEARANCES)
        for item in self.file.items:
            if item.packed is not None and item.current and item.number not in self.used:
                yield from self.stream(item)

    def _page(self, page: int, entries: Entries) -> Iterator[Said]:
        contents = entries.get("Contents")
        found = self.file.get(contents)
        refs = found if isinstance(found, list) else [contents]
        latest = self.file.latest
        items = [latest[ref.number] for ref in refs if isinstance(ref, Ref) and ref.number in latest]
        content = b"\n".join([self.file.unpacked(item) for item in items if item.packed is not None])
        resources = self.file.entries(entries.get("Resources"))
        forms = [(self.file.unpacked(form), inner, form) for form, inner in self._forms(content, resources)]
        self.used |= {item.number for item in items} | {form.number for _, _, form in forms}
        known = self.texts[page - 1] if page <= len(self.texts) else PageText(page, "", unsure=True)
        missing = (
            known.unsure
            or known.drawn < shows(content)
            or known.drawn_inside < sum(shows(inside) for inside, _, _ in forms)
        )
        yield from self._drawing(content, resources, known, missing=missing)
        for inside, inner, form in forms:
            yield from self._drawing(inside, inner, known, missing=missing, optional="OC" in form.entries)

    def _drawing(
        self, content: bytes, resources: Entries, page: PageText, *, missing: bool, optional: bool = False
    ) -> Iterator[Said]:
        """What a page's drawing says beside the text that PDFium tells; `missing`: PDFium told less than is shown."""
        self.names.update(_NAMES.findall(content))
        if not (self.layered or self.distrust or missing or speaks(content)):
            return
        where = f"page {page.number}"
        told = _squeezed(page.text) if missing else ""
        for heard in self._listen(content, resources):
            if heard.kind != "shown":
                yield Said(heard.text, HEARD[heard.kind], where)
            elif heard.layer or optional:
                yield Said(heard.text, LAYER_TEXT, where)
            elif missing and _squeezed(heard.text) not in told:
                yield Said(heard.text, INVISIBLE, where)
            elif self.distrust:
                yield Said(heard.text, PAGE, where)

    @property
    def layered(self) -> bool:
        """Whether the file has layers."""
        return "OCProperties" in self.file.root()

    @cached_property
    def characters(self) -> frozenset[str]:
        """The characters that pages draw."""
        return frozenset("".join([page.text for page in self.texts]))

    def _listen(self, content: bytes, *resources: Entries) -> Iterator[Heard]:
        return Listener(self.file, lambda wanted: self._font(wanted, resources)).listen(content)

    def _font(self, wanted: str, resources: tuple[Entries, ...]) -> Entries:
        """A font by its name in resources; where they have none, in those of the pages."""
        others = (self.file.entries(page.get("Resources")) for _, page in self.objects.pages)
        for each in (*resources, *others):
            font = self.file.entries(self.file.entries(each.get("Font")).get(wanted))
            if font:
                return font
        return Entries([])

    def _forms(self, content: bytes, resources: Entries) -> Iterator[tuple[Item, Entries]]:
        """The drawings that a drawing uses, at any depth, each once."""
        waiting = [(content, resources)]
        seen: set[int] = set()
        while waiting and len(seen) < FORMS:
            content, resources = waiting.pop()
            drawings = self.file.entries(resources.get("XObject"))
            for used in set(_DO.findall(content)):
                ref = drawings.get(name(used))
                item = self.file.latest.get(ref.number) if isinstance(ref, Ref) else None
                if (
                    item is None
                    or item.number in seen
                    or item.packed is None
                    or item.entries.get("Subtype") != "Form"
                ):
                    continue
                seen.add(item.number)
                inner = self.file.entries(item.entries.get("Resources")) or resources
                yield item, inner
                waiting.append((self.file.unpacked(item), inner))

    def _spread(self, channel: Channel) -> None:
        """Gives drawings that others of a channel use the same channel."""
        for number, way in list(self.objects.roles.items()):
            item = self.file.latest.get(number)
            if way.channel is channel and item is not None and item.packed is not None:
                for form, _ in self._forms(
                    self.file.unpacked(item), self.file.entries(item.entries.get("Resources"))
                ):
                    self.objects.roles.setdefault(form.number, way)

    def stream(self, item: Item) -> Iterator[Said]:
        """What one stream says."""
        entries = item.entries
        kind, subtype = entries.name("Type"), entries.name("Subtype")
        way = self.objects.roles.get(item.number)
        channel = way.channel if way else None
        where = way.where if way else "a stream that no part of the document names"
        if kind in {"ObjStm", "XRef"}:
            return
        if kind == "EmbeddedFile" or channel is ATTACHMENTS:
            self.attached += 1
            yield from self.open_attached(self.file.unpacked(item), f"attached file {self.attached}")
        elif subtype == "Image":
            yield from self._image(item)
        elif channel is APPEARANCES or channel is GLYPHS or "PatternType" in entries or subtype == "Form":
            pattern = PATTERNS if "PatternType" in entries else UNUSED
            yield from self._hidden_drawing(
                item, channel if channel in {APPEARANCES, GLYPHS} else pattern, where
            )
        else:
            data = self.file.unpacked(item)
            yield from self._sniffed(item, data, channel, where)

    def _sniffed(self, item: Item, data: bytes, channel: Channel | None, where: str) -> Iterator[Said]:
        """What a stream says that tells what it is by its role or by how it begins."""
        start = data[:64].lstrip()
        if item.entries.get("Type") == "Metadata" or start.startswith((b"<?xpacket", b"<x:xmpmeta")):
            channel, where = METADATA, where if channel is METADATA else "metadata of an object"
        if channel is FONTS or data[:4] in {b"\0\1\0\0", b"OTTO", b"true", b"ttcf"}:
            yield from (Said(words, FONTS, "an embedded font") for words in program_names(data))
        elif channel is PROFILES or data[36:40] == b"acsp":
            yield from (Said(words, PROFILES, "a colour profile") for words in words_of(data))
        elif channel is FONT_CHARACTERS or b"begincmap" in data:
            yield from self._characters(data)
        elif channel in WORDED:
            yield from (Said(marked_up(words), channel, where) for words in words_of(data))
        elif draws_text(data):
            yield from self._hidden_drawing(item, UNUSED, where)
        else:
            known = STREAMS if channel is None or channel is STRINGS else channel
            yield from (Said(words, known, where) for words in words_of(data))

    def _hidden_drawing(self, item: Item, channel: Channel, where: str) -> Iterator[Said]:
        content = self.file.unpacked(item)
        self.names.update(_NAMES.findall(content))
        for heard in self._listen(content, self.file.entries(item.entries.get("Resources"))):
            yield Said(heard.text, HEARD.get(heard.kind, channel), where)

    def _characters(self, cmap: bytes) -> Iterator[Said]:
        """What a character map says: characters that no page draws, those that one code stands for, comments, names."""
        where = "a font's characters"
        if b"begincmap" not in cmap:
            return  # a set of bits: which glyphs there are
        characters = mapped(cmap)
        undrawn = "".join(dict.fromkeys("".join(characters.values())))
        drawn = self.characters
        undrawn = "".join(each for each in undrawn if each not in drawn and not each.isspace())
        if undrawn:
            yield Said(undrawn, FONT_CHARACTERS, where)
        for several in characters.values():
            if len(several) > 1:
                yield Said(several, FONT_CHARACTERS, where)
        for heard in self._listen(cmap):
            if heard.kind == "comment":
                yield Said(heard.text, COMMENTS, where)
        for each in set(_NAMES.findall(cmap)) - _CMAP_NAMES:
            yield Said(name(each), FONT_CHARACTERS, where)
        for words in re.findall(rb"\(([^()]++)\)", cmap):
            yield Said(words.decode("latin-1"), FONT_CHARACTERS, where)

    def _image(self, item: Item) -> Iterator[Said]:
        """The metadata of a picture that the file holds as a file of its own (JPEG, JPEG 2000)."""
        filters = self.file.filters(item)
        if filters and filters[-1] in {"DCTDecode", "DCT", "JPXDecode"}:
            self.pictures += 1
            yield from said_in_image(self.file.unwrapped(item), f"picture {self.pictures}")


def _squeezed(text: str) -> str:
    return "".join(text.split())


_CMAP_NAMES = frozenset(
    b"/CIDInit /ProcSet /CIDSystemInfo /Registry /Ordering /Supplement /CMapName /CMapType /WMode /CMap".split()
)
