"""Every string of a PDF's objects, each by the channel of the object that holds it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from communique.verify.channels.model import Channel, Said
from communique.verify.channels.pdf_file import Item, PdfFile
from communique.verify.channels.pdf_syntax import Entries, Ref, Words, text_of
from communique.verify.channels.pdf_table import (
    ACTUAL_TEXT,
    ALT,
    ANNOTATIONS,
    APPEARANCES,
    ATTACHMENT_NAMES,
    ATTACHMENTS,
    BOOKMARKS,
    DESTINATIONS,
    EXPANSIONS,
    FIELDS,
    FONT_CHARACTERS,
    FONTS,
    GLYPHS,
    INFO,
    INTENTS,
    LANGUAGES,
    LAYERS,
    LINKS,
    METADATA,
    PAGE_LABELS,
    PRIVATE,
    PROFILES,
    SCRIPTS,
    STRINGS,
    TAG_ATTRIBUTES,
    TAG_CLASSES,
    TAG_IDS,
    TAG_NAMES,
    TAG_TITLES,
    THREADS,
    VIEWER,
    XFA,
)  # fmt: skip

PAGES = 100_000


class _Way(NamedTuple):
    """Where the walk stands: the channel around it, its place in words, and the key above."""

    channel: Channel
    where: str
    key: str = ""


# What hangs on the catalogue (ISO 32000-1, table 28), and what hangs on its names (table 31).
CATALOGUE: Mapping[str, tuple[Channel, str]] = {
    "AA": (SCRIPTS, "the actions of the document"),
    "AF": (ATTACHMENT_NAMES, "the list of attached files"),
    "AcroForm": (FIELDS, "the form"),
    "Collection": (VIEWER, "the collection"),
    "Dests": (DESTINATIONS, "the names of places"),
    "Extensions": (VIEWER, "the extensions"),
    "Lang": (LANGUAGES, "the document's language"),
    "Legal": (VIEWER, "the legal attestation"),
    "Metadata": (METADATA, "the document's metadata"),
    "OCProperties": (LAYERS, "the layers"),
    "OpenAction": (DESTINATIONS, "the place at which it opens"),
    "Outlines": (BOOKMARKS, "the bookmarks"),
    "OutputIntents": (INTENTS, "the output intents"),
    "PageLabels": (PAGE_LABELS, "the page labels"),
    "Perms": (VIEWER, "the permissions"),
    "PieceInfo": (PRIVATE, "a program's private data"),
    "Requirements": (VIEWER, "the requirements"),
    "Threads": (THREADS, "the article threads"),
    "URI": (LINKS, "the base of all links"),
    "ViewerPreferences": (VIEWER, "the settings for viewers"),
}
NAMED: Mapping[str, tuple[Channel, str]] = {
    "Dests": (DESTINATIONS, "the names of places"),
    "EmbeddedFiles": (ATTACHMENT_NAMES, "the list of attached files"),
    "JavaScript": (SCRIPTS, "the scripts of the document"),
}
TREE: Mapping[str, tuple[Channel, str]] = {
    "ClassMap": (TAG_CLASSES, "the classes of tags"),
    "IDTree": (TAG_IDS, "the index of tags"),
    "Namespaces": (TAG_NAMES, "the namespaces of tags"),
    "RoleMap": (TAG_NAMES, "the roles of tags"),
    "PronunciationLexicon": (ATTACHMENT_NAMES, "the list of attached files"),
}
# Keys that lead up or across, not further down; what they lead to is reached by its own way.
ELSEWHERE = frozenset(
    {"Parent", "P", "Pg", "Dest", "SE", "DR", "Resources", "Popup", "IRT", "StructTreeRoot", "Pages"}
)

PAGE_KEYS = frozenset({"Annots", "PieceInfo", "AA", "B"})  # of a page, and told with its number

TAG_KEYS: Mapping[str, Channel] = {
    "Alt": ALT, "ActualText": ACTUAL_TEXT, "E": EXPANSIONS, "T": TAG_TITLES, "Lang": LANGUAGES, "ID": TAG_IDS,
    "Phoneme": ALT, "C": TAG_CLASSES, "NS": TAG_NAMES,
}  # fmt: skip
# Keys that say what a string or stream is wherever they stand.
ANYWHERE: Mapping[str, Channel] = {
    "URI": LINKS, "Dest": DESTINATIONS, "JS": SCRIPTS, "XFA": XFA, "AP": APPEARANCES, "EF": ATTACHMENTS, "RF": ATTACHMENTS,
    "PieceInfo": PRIVATE, "LastModified": PRIVATE, "CharProcs": GLYPHS, "FontFile": FONTS, "FontFile2": FONTS,
    "FontFile3": FONTS, "ToUnicode": FONT_CHARACTERS, "CharSet": FONT_CHARACTERS, "CIDSet": FONT_CHARACTERS,
    "Metadata": METADATA, "DestOutputProfile": PROFILES, "ICCBased": PROFILES,
}  # fmt: skip
_STREAM_KEYS = re.compile(
    rb"/(FontFile[23]?|ToUnicode|CIDSet|Metadata|DestOutputProfile|ICCBased|JS|XFA|PTEX[^\s/]*)[\s\[]*+(\d+)\s++\d+\s++R"
)


@dataclass(slots=True)
class Objects:
    """Walks the objects of a PDF: first by what hangs on its catalogue and pages, then all that is left.

    Tells each string once; `roles` are what streams are, by the numbers of their objects.
    """

    file: PdfFile
    pages: list[tuple[int, Entries]] = field(default_factory=list)
    numbers: dict[int, int] = field(default_factory=dict)
    roles: dict[int, _Way] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)  # ids of items
    tags: set[int] = field(default_factory=set)  # numbers of objects with roles and classes of tags

    @property
    def tag_items(self) -> frozenset[int]:
        """The numbers of the objects that hold roles and classes of tags."""
        return frozenset(self.tags)

    def __post_init__(self) -> None:
        self.pages = list(_pages(self.file))
        self.numbers = {number: page for page, (number, _) in enumerate(self.pages, start=1)}
        for item in self.file.items:
            if b"/StructElem" in item.written:
                continue  # most objects of a file are tags, and tags have no streams
            for key, number in _STREAM_KEYS.findall(item.written):
                way = _Way(ANYWHERE.get(key.decode("latin-1"), PRIVATE), _WHERE.get(key, "a stream"))
                self.roles.setdefault(int(number), way)
            if b"/CharProcs" in item.written:
                for procedure in self.file.entries(item.entries.get("CharProcs")).values():
                    if isinstance(procedure, Ref):
                        self.roles[procedure.number] = _Way(GLYPHS, "a font's drawings")

    def told(self) -> Iterator[Said]:
        """All strings of all objects."""
        for trailer in self.file.trailers:
            yield from self._walk(trailer.get("Info"), _Way(INFO, "the document properties"))
        yield from self._catalogue(self.file.root())
        for page, (_, entries) in enumerate(self.pages, start=1):
            yield from self._page(entries, page)
        for trailer in self.file.trailers:
            rest = {
                key: value for key, value in trailer.items() if key not in {"ID", "Encrypt", "Root", "Info"}
            }
            for key, value in rest.items():
                if not isinstance(value, Ref):
                    yield from self._walk(value, _Way(STRINGS, "the end of the file", key))
        for item in self.file.items:
            if id(item) not in self.seen and item.current and item.may_speak:
                yield from self._rest(item)

    def superseded(self) -> Iterator[tuple[Item, list[Said]]]:
        """The objects that later ones took the place of, with their strings."""
        for item in self.file.items:
            if not item.current:
                yield item, list(self._rest(item))

    def _rest(self, item: Item) -> Iterator[Said]:
        self.seen.add(id(item))
        way = self.roles.get(item.number, _Way(STRINGS, "an object of no known kind"))
        value = item.value
        if item.packed is not None and item.entries.name("Type") == "XRef":
            return  # it is a trailer, and told as one
        if item.current and item.number in self.numbers:
            value = _without(item.entries, PAGE_KEYS)
        yield from self._walk(value, way._replace(key=""), follow=False)

    def _catalogue(self, root: Entries) -> Iterator[Said]:
        self.seen |= {
            id(item) for item in self.file.items if b"/Catalog" in item.written and item.value is root
        }
        for key, value in root.items():
            if key in CATALOGUE:
                yield from self._walk(value, _Way(*CATALOGUE[key], key))
            elif key == "Names":
                for name, tree in self._opened(value).items():
                    yield from self._walk(
                        tree, _Way(*NAMED.get(name, (DESTINATIONS, "an index of names")), name)
                    )
            elif key == "StructTreeRoot":
                for name, part in self._opened(value).items():
                    known = TREE.get(name)
                    way = _Way(*(known or (TAG_ATTRIBUTES, "the tags")), name)
                    yield from self._walk(part, way, follow=known is not None)
            elif key != "Pages":
                yield from self._walk(value, _Way(STRINGS, "the document's root", key))
        yield from self._walk(root.doubled, _Way(STRINGS, "the document's root"))

    def _opened(self, value: Any) -> Entries:
        """A dictionary whose entries are told by other ways, one by one."""
        if isinstance(value, Ref) and value.number in self.file.latest:
            self.seen.add(id(self.file.latest[value.number]))
        entries = self.file.entries(value)
        return Entries([]) if not entries else _with_doubled(entries)

    def _page(self, page: Entries, number: int) -> Iterator[Said]:
        for annotation in self.file.array(page.get("Annots")):
            yield from self._walk(annotation, _Way(ANNOTATIONS, f"an annotation of page {number}", "Annots"))
        yield from self._walk(
            page.get("PieceInfo"), _Way(PRIVATE, f"a program's private data on page {number}", "PieceInfo")
        )
        yield from self._walk(page.get("AA"), _Way(SCRIPTS, f"the actions of page {number}", "AA"))
        yield from self._walk(page.get("B"), _Way(THREADS, "the article threads", "B"))

    def _walk(self, value: Any, way: _Way, *, follow: bool = True) -> Iterator[Said]:
        """The strings in a value, and with `follow` in all that it leads to."""
        waiting: list[tuple[Any, _Way]] = [(value, way)]
        while waiting:
            value, way = waiting.pop()
            if isinstance(value, Words):
                yield Said(_readable(value, way.key), way.channel, way.where)
            elif isinstance(value, Ref):
                if follow and way.key not in ELSEWHERE:
                    self._follow(value, way, waiting)
            elif isinstance(value, list):
                waiting += [(each, way) for each in reversed(value)]
            elif isinstance(value, Entries):
                inside = self._inside(value, way)
                waiting += [(each, inside) for each in reversed(value.doubled)]
                waiting += [(each, _below(inside, value, key)) for key, each in reversed(value.items())]

    def _follow(self, ref: Ref, way: _Way, waiting: list[tuple[Any, _Way]]) -> None:
        item = self.file.latest.get(ref.number)
        if item is None or id(item) in self.seen or ref.number in self.numbers:
            return
        if item.packed is not None:
            self.roles.setdefault(item.number, way)
        if way.channel in {TAG_NAMES, TAG_CLASSES}:
            self.tags.add(item.number)
        self.seen.add(id(item))
        waiting.append((item.value, way))

    def _inside(self, entries: Entries, way: _Way) -> _Way:
        """The way inside a dictionary: by what the dictionary says it is, else as around it."""
        for told, channel, where in KINDS:
            if told(entries):
                page = self.numbers.get(entries["Pg"].number) if isinstance(entries.get("Pg"), Ref) else None
                page = page or (
                    self.numbers.get(entries["P"].number) if isinstance(entries.get("P"), Ref) else None
                )
                if " page " in way.where:
                    return _Way(channel, f"{where}, {way.where[way.where.index('page ') :]}", way.key)
                return _Way(channel, f"{where}, page {page}" if page else where, way.key)
        return way


def _with_doubled(entries: Entries) -> Entries:
    """A dictionary with the values that it gives twice under a key of their own."""
    whole = _without(entries, frozenset())
    whole.update({"": entries.doubled} if entries.doubled else {})
    return whole


def _without(entries: Entries, keys: frozenset[str]) -> Entries:
    """A dictionary without some of its keys."""
    rest = Entries([])
    rest.update({key: value for key, value in entries.items() if key not in keys})
    rest.doubled = entries.doubled
    return rest


def _below(way: _Way, entries: Entries, key: str) -> _Way:
    """The way to a value of a dictionary."""
    if way.channel is TAG_ATTRIBUTES and _is_tag(entries):
        return _Way(TAG_KEYS.get(key, TAG_ATTRIBUTES), way.where, key)
    if key in {"Lang", "Language"} and way.channel is not METADATA:
        return _Way(LANGUAGES, way.where, key)
    channel = PRIVATE if key.startswith("PTEX") else ANYWHERE.get(key)  # pdfTeX's notes on included files
    if channel is None or way.channel is PRIVATE:
        return _Way(way.channel, way.where, key)
    return _Way(channel, _WHERE.get(key.encode("ascii", "replace"), way.where), key)


_WHERE: Mapping[bytes, str] = {
    b"XFA": "the XFA form",
    b"CharProcs": "a font's drawings",
    b"FontFile": "an embedded font",
    b"FontFile2": "an embedded font",
    b"FontFile3": "an embedded font",
    b"ToUnicode": "a font's characters",
    b"CharSet": "a font's characters",
    b"CIDSet": "a font's characters",
    b"DestOutputProfile": "a colour profile",
    b"ICCBased": "a colour profile",
}


def _readable(words: Words, key: str) -> str:
    text = text_of(words)
    return marked_up(text) if key in {"RC", "RV", "XFA"} else text


_MARKUP = re.compile(r"<[^<>]*+>")


def marked_up(text: str) -> str:
    """A text with markup, and after it the same without, so that words which tags split are whole."""
    plain = _MARKUP.sub("", text)
    return text if plain == text else f"{text}\n{plain}"


def _is_tag(entries: Entries) -> bool:
    return entries.name("Type") == "StructElem" or (
        "S" in entries and "P" in entries and ("K" in entries or "Pg" in entries)
    )


def _is_bookmark(entries: Entries) -> bool:
    return (
        "Title" in entries
        and "Parent" in entries
        and not entries.keys().isdisjoint({"Next", "Prev", "Dest", "A", "Count"})
    )


def _typed(*names: str) -> Any:
    types = frozenset(names)
    return lambda entries: entries.name("Type") in types


# What dictionaries say about themselves; the first that fits.
KINDS: tuple[tuple[Any, Channel, str], ...] = (
    (_is_tag, TAG_ATTRIBUTES, "the tags"),
    (
        lambda entries: "EF" in entries or entries.name("Type") in {"Filespec", "EmbeddedFile"},
        ATTACHMENT_NAMES,
        "the list of attached files",
    ),
    (lambda entries: entries.name("S") == "URI" and "URI" in entries, LINKS, "a link"),
    (lambda entries: "JS" in entries, SCRIPTS, "a script"),
    (
        lambda entries: (
            entries.name("S") in {"Launch", "GoToR", "GoToE", "ImportData", "SubmitForm", "Thread"}
        ),
        ATTACHMENT_NAMES,
        "an action",
    ),
    (lambda entries: entries.name("S") == "GoTo", DESTINATIONS, "a link"),
    (lambda entries: "FT" in entries or ("T" in entries and "Kids" in entries), FIELDS, "a form field"),
    (_typed("Annot"), ANNOTATIONS, "an annotation"),
    (
        lambda entries: "BaseFont" in entries or "FontName" in entries or "CIDSystemInfo" in entries,
        FONTS,
        "a font",
    ),
    (_typed("Font", "FontDescriptor", "Encoding"), FONTS, "a font"),
    (_typed("OCG", "OCMD"), LAYERS, "the layers"),
    (_typed("OutputIntent"), INTENTS, "the output intents"),
    (_typed("Thread", "Bead"), THREADS, "the article threads"),
    (_typed("Sig"), VIEWER, "a signature"),
    (_is_bookmark, BOOKMARKS, "the bookmarks"),
    (lambda entries: "Limits" in entries, DESTINATIONS, "an index of names"),
)


def _pages(file: PdfFile) -> Iterator[tuple[int, Entries]]:
    """The pages in their order, each with the resources that it inherits (7.7.3)."""
    waiting: list[tuple[Any, Any]] = [(file.root().get("Pages"), None)]
    seen: set[int] = set()
    while waiting and len(seen) < PAGES:
        ref, inherited = waiting.pop()
        number = ref.number if isinstance(ref, Ref) else id(ref)
        if number in seen:
            continue
        seen.add(number)
        node = file.entries(ref)
        resources = node.get("Resources", inherited)
        kids = file.array(node.get("Kids"))
        if kids:
            waiting += [(kid, resources) for kid in reversed(kids)]
        elif node:
            if "Resources" not in node and resources is not None:
                node["Resources"] = resources
            yield number, node
