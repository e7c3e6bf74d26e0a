"""The package of an Office file: its parts, their relationships and content types (ECMA-376 Part 2).

The parser takes no entities and no network; sizes are bounded before anything is unpacked.
"""

from __future__ import annotations

import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, TypeAlias
from urllib.parse import unquote

from communique.verify.extract.model import UnreadableError

Element: TypeAlias = Any  # lxml's elements; lxml is loaded only when a file is opened
PARTS = 2_000
PART_SIZE = 100_000_000
TOTAL_SIZE = 300_000_000
CONTENT_TYPES = "[Content_Types].xml"
RELATIONSHIPS = "{http://schemas.openxmlformats.org/package/2006/relationships}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
# Relationships to parts that run code or carry another file (ECMA-376 Part 1, 11.3 and 15.2; [MS-OFFMACRO2]).
CARRIERS = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "control": "an ActiveX control",
    "oleObject": "an embedded object",
    "package": "an embedded file",
    "aFChunk": "a file to be merged in",
    "subDocument": "a file to be merged in",
}
# Relationships whose target a reader may follow by itself; the rest of the external ones fetch or run something.
LINKS = frozenset({"hyperlink"})
SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Relationship:
    """A pointer from a part: its id and kind (the last word of its type), and the part's name or the outer address."""

    id: str
    kind: str
    target: str
    external: bool


@dataclass(slots=True)
class Package:
    """The parts by name without a leading slash, and what is wrong with them."""

    parts: dict[str, bytes]
    faults: list[str] = field(default_factory=list)
    active: list[str] = field(default_factory=list)
    _trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element | None:
        """The root element of a part, or None when it is not there or not well formed (then a fault)."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def relationships(self, name: str = "") -> tuple[Relationship, ...]:
        """The relationships of a part, or of the package itself."""
        folder, file = posixpath.split(name)
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        if root is None:
            return ()
        return tuple(_relationship(each, folder) for each in root.iter(f"{RELATIONSHIPS}Relationship"))

    def related(self, kind: str, name: str = "") -> tuple[str, ...]:
        """The names of the parts that a part points to in one way."""
        return tuple(
            each.target for each in self.relationships(name) if each.kind == kind and not each.external
        )

    def _parsed(self, name: str) -> Element | None:
        from lxml import etree  # native, and wanted by no command that only reads content

        if name not in self.parts:
            return None
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        try:
            root = etree.fromstring(self.parts[name], parser)
        except etree.XMLSyntaxError as fault:
            self.faults.append(f"{name} is not well formed: {fault.msg}")
            return None
        if root.getroottree().docinfo.internalDTD is not None:
            self.faults.append(f"{name} has a document type, which the format forbids")
        return root


def open_package(data: bytes) -> Package:
    """All parts, checked: names, sizes, well-formed XML, targets and content types. Raises UnreadableError."""
    package = Package(dict(_parts(data)))
    if CONTENT_TYPES not in package.parts:
        raise UnreadableError(f"it has no {CONTENT_TYPES}")
    for name in package.parts:
        if name.endswith((".xml", ".rels")):
            package.tree(name)
    _check_types(package)
    _check_targets(package)
    return package


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check_size(members)
            for member in members:
                yield member.filename, archive.read(member)
    # RuntimeError is what zipfile raises for encrypted members and, by a class below it, for unknown compression.
    except (zipfile.BadZipFile, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise UnreadableError(f"it is no sound zip file: {fault}") from fault
    except zipfile.zlib.error as fault:  # type: ignore[attr-defined]  # zipfile lets its errors through
        raise UnreadableError(f"it is no sound zip file: {fault}") from fault


def _check_size(members: list[zipfile.ZipInfo]) -> None:
    names = [each.filename for each in members]
    if len(names) > PARTS:
        raise UnreadableError(f"it has more than {PARTS} parts")
    if len(set(names)) < len(names):
        raise UnreadableError("two of its parts have the same name")
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise UnreadableError("one of its parts has a name that leads outside")
    if max((each.file_size for each in members), default=0) > PART_SIZE or (
        sum(each.file_size for each in members) > TOTAL_SIZE
    ):
        raise UnreadableError("it unpacks to an unreasonable size")


def _relationship(node: Element, folder: str) -> Relationship:
    external = node.get("TargetMode") == "External"
    target = node.get("Target", "")
    if not external:
        base = "" if target.startswith("/") else folder
        target = posixpath.normpath(posixpath.join(base, unquote(target).lstrip("/")))
    return Relationship(node.get("Id", ""), node.get("Type", "").rsplit("/", 1)[-1], target, external)


def _check_targets(package: Package) -> None:
    """Every internal target exists; an external one is a link that a reader clicks (ECMA-376 Part 2, 9.3)."""
    for name in tuple(package.parts):
        folder, file = posixpath.split(name)
        if posixpath.basename(folder) != "_rels":
            continue
        source = posixpath.join(posixpath.dirname(folder), file.removesuffix(".rels"))
        if file != ".rels" and source not in package.parts:
            package.faults.append(f"{name} belongs to no part")
        for each in package.relationships("" if file == ".rels" else source):
            if each.kind in CARRIERS:
                package.active.append(CARRIERS[each.kind])
            elif each.external:
                package.active.extend(_external(each))
            elif each.target not in package.parts:
                package.faults.append(f"{name} points to {each.target}, which is not there")


def _external(each: Relationship) -> Iterator[str]:
    if each.kind not in LINKS:
        yield f"something fetched from outside ({each.kind})"
    elif not each.target.lower().startswith(SCHEMES):
        yield "a link that is neither http, https nor mailto"


def _check_types(package: Package) -> None:
    """Every part has a content type, none says that it runs macros, and every name that is typed is a part."""
    root = package.tree(CONTENT_TYPES)
    if root is None:
        raise UnreadableError(f"its {CONTENT_TYPES} is not well formed")
    defaults = {
        each.get("Extension", "").lower(): each.get("ContentType", "")
        for each in root.iter(f"{TYPES}Default")
    }
    overrides = {
        each.get("PartName", ""): each.get("ContentType", "") for each in root.iter(f"{TYPES}Override")
    }
    for name in package.parts:
        kind = overrides.get(f"/{name}", defaults.get(name.rpartition(".")[2].lower(), ""))
        if not kind and name != CONTENT_TYPES:
            package.faults.append(f"{name} has no content type")
        if "macroEnabled" in kind:
            package.active.append("macros")
    package.faults.extend(
        f"{CONTENT_TYPES} names {name}, which is not there"
        for name in overrides
        if name.removeprefix("/") not in package.parts
    )
