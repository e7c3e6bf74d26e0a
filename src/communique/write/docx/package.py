"""The package: parts, relationships, content types, and a zip whose bytes depend on these alone (ECMA-376 Part 2)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from io import BytesIO
from posixpath import relpath
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

from communique.write.docx.ooxml import serialised

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
RELATIONSHIPS = {
    "document": f"{_OFFICE}/officeDocument",
    "core": f"{_PACKAGE}/relationships/metadata/core-properties",
    "custom": f"{_OFFICE}/custom-properties",
    "map": f"{_OFFICE}/customXml",
    "map properties": f"{_OFFICE}/customXmlProps",
    "styles": f"{_OFFICE}/styles",
    "numbering": f"{_OFFICE}/numbering",
    "settings": f"{_OFFICE}/settings",
    "fonts": f"{_OFFICE}/fontTable",
    "theme": f"{_OFFICE}/theme",
    "font": f"{_OFFICE}/font",
    "footnotes": f"{_OFFICE}/footnotes",
    "glossary": f"{_OFFICE}/glossaryDocument",
    "header": f"{_OFFICE}/header",
    "footer": f"{_OFFICE}/footer",
    "image": f"{_OFFICE}/image",
    "hyperlink": f"{_OFFICE}/hyperlink",
}
CONTENT_TYPES = {
    "document": f"{_WORD}.document.main+xml",
    "core": "application/vnd.openxmlformats-package.core-properties+xml",
    "custom": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    "map": "application/xml",
    "map properties": "application/vnd.openxmlformats-officedocument.customXmlProperties+xml",
    "styles": f"{_WORD}.styles+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "settings": f"{_WORD}.settings+xml",
    "fonts": f"{_WORD}.fontTable+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
    "font": "application/vnd.openxmlformats-officedocument.obfuscatedFont",
    "footnotes": f"{_WORD}.footnotes+xml",
    "glossary": f"{_WORD}.document.glossary+xml",
    "header": f"{_WORD}.header+xml",
    "footer": f"{_WORD}.footer+xml",
}
_RELS = "application/vnd.openxmlformats-package.relationships+xml"
_EARLIEST = (1980, 1, 1, 0, 0, 0)  # a zip knows no earlier time (APPNOTE 4.4.6)
_UNIX, _FILE_MODE = 3, 0o644 << 16
_LEVEL = 3  # of deflate: half the time of the usual 6, for files that are a seventh larger


@dataclass(slots=True)
class Relations:
    """The relationships of one part, numbered in the order in which they were asked for; equal ones are one."""

    rows: dict[tuple[str, str, bool], str] = field(default_factory=dict)

    def to(self, kind: str, target: str, *, external: bool = False) -> str:
        """The id of the relationship to a part (by its name in the package) or to an address outside."""
        key = (kind, target, external)
        return self.rows.setdefault(key, f"rId{len(self.rows) + 1}")


@dataclass(frozen=True, slots=True)
class Part:
    """A part: its name in the package, content type, bytes and relationships."""

    name: str
    content_type: str
    data: bytes = field(repr=False)
    relations: Relations = field(default_factory=Relations)


def part(name: str, kind: str, data: bytes, relations: Relations | None = None) -> Part:
    """A part of one of the kinds of `CONTENT_TYPES`."""
    return Part(name, CONTENT_TYPES[kind], data, relations or Relations())


def zipped(parts: Iterable[Part], relations: Relations, moment: datetime) -> bytes:
    """The file. First the two members that readers look for, then the parts that many documents share, then its own; each
    in the order of their names.
    """
    ordered = sorted(parts, key=lambda each: (each.name not in _SHARED, each.name))
    shared, own = ([each for each in ordered if (each.name in _SHARED) is which] for which in (True, False))
    index = [
        ("[Content_Types].xml", _content_types(sorted(ordered, key=lambda each: each.name))),
        ("_rels/.rels", _relationships(relations, "")),
    ]
    stamp = max(_EARLIEST, moment.timetuple()[:6])
    out = BytesIO(_begun((*index, *_members(shared)), stamp))
    with ZipFile(out, "a", ZIP_DEFLATED) as archive:
        _write(archive, _members(own), stamp)
    return out.getvalue()


# Made of the theme and the paper: pressing them anew for each document would take longer than writing a page.
_SHARED = frozenset({"word/styles.xml", "word/fontTable.xml", "word/theme/theme1.xml"})


@lru_cache(maxsize=8)
def _begun(files: tuple[tuple[str, bytes], ...], stamp: tuple[int, ...]) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        _write(archive, files, stamp)
    return out.getvalue()


def _members(parts: Iterable[Part]) -> Iterator[tuple[str, bytes]]:
    """Each part, and behind it its relationships."""
    for each in parts:
        yield each.name, each.data
        if each.relations.rows:
            folder, _, name = each.name.rpartition("/")
            yield f"{folder}/_rels/{name}.rels", _relationships(each.relations, folder)


def _write(archive: ZipFile, files: Iterable[tuple[str, bytes]], stamp: tuple[int, ...]) -> None:
    for name, data in files:
        archive.writestr(_member(name, stamp), data, compresslevel=_LEVEL)


def _member(name: str, stamp: tuple[int, ...]) -> ZipInfo:
    year, month, day, hour, minute, second = stamp
    member = ZipInfo(name, (year, month, day, hour, minute, second))
    member.compress_type = ZIP_DEFLATED
    member.create_system = _UNIX
    member.external_attr = _FILE_MODE
    return member


def _content_types(parts: list[Part]) -> bytes:
    """Part 2, 10.1.2: pictures by their extension, every other part by its name."""
    types = etree.Element("Types", xmlns=f"{_PACKAGE}/content-types")
    defaults = {"rels": _RELS, "xml": "application/xml"}
    defaults |= {each.name.rpartition(".")[2]: each.content_type for each in parts if _is_media(each)}
    for extension, content_type in sorted(defaults.items()):
        etree.SubElement(types, "Default", Extension=extension, ContentType=content_type)
    for each in parts:
        if not _is_media(each):
            etree.SubElement(types, "Override", PartName=f"/{each.name}", ContentType=each.content_type)
    return serialised(types)


def _is_media(each: Part) -> bool:
    return each.content_type.startswith("image/")


def _relationships(relations: Relations, folder: str) -> bytes:
    node = etree.Element("Relationships", xmlns=f"{_PACKAGE}/relationships")
    for (kind, target, external), name in relations.rows.items():
        address = target if external else _from(folder, target)
        row = etree.SubElement(node, "Relationship", Id=name, Type=RELATIONSHIPS[kind], Target=address)
        if external:
            row.set("TargetMode", "External")
    return serialised(node)


@lru_cache(maxsize=256)
def _from(folder: str, target: str) -> str:
    return relpath(target, folder) if folder else target
