"""The office's template is opened: bounded, without macros, and with none of the parts that documents must not get.

A template comes from a colleague's disk, not from us: sizes are bounded before anything is unpacked, the parser takes no
entities and no network, and nothing is ever written to disk.
"""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from urllib.parse import unquote

from lxml import etree

from communique.write.docx.reference.nodes import Element

PARTS = 1_000
PART_SIZE = 20_000_000
TOTAL_SIZE = 60_000_000
_OLE = (
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # [MS-CFB] 2.2: old .doc files, and what passwords make of new ones
)
_TYPES = "[Content_Types].xml"
_TYPE = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = (
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
)


class UnopenableError(Exception):
    """A template that cannot be used at all; `remedy` says what to do in Word."""

    def __init__(self, message: str, remedy: str) -> None:
        super().__init__(message)
        self.remedy = remedy


_SAVE_AGAIN = "open it in Word and save it again as a .docx or .dotx"


@dataclass(frozen=True, slots=True)
class Target:
    """Where a relationship leads: its kind (the last word of its type), a part's name or an address outside."""

    kind: str
    name: str
    external: bool


@dataclass(slots=True)
class Template:
    """The parts of a template by name, `main` the one with the text."""

    parts: dict[str, bytes]
    types: dict[str, str]
    main: str = ""
    _trees: dict[str, Element] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        """The root of a part. Raises UnopenableError when it is missing or not well formed."""
        if name not in self._trees:
            self._trees[name] = self._parsed(name)
        return self._trees[name]

    def targets(self, name: str = "") -> dict[str, Target]:
        """The relationships of a part, or of the package, by their ids."""
        folder, file = posixpath.split(name)
        path = posixpath.join(folder, "_rels", f"{file}.rels")
        if path not in self.parts:
            return {}
        return {each.get("Id", ""): _target(each, folder) for each in self.tree(path).iter(_RELATIONSHIP)}

    def related(self, kind: str) -> str:
        """The name of the one part that the text points to in one way; "" without one."""
        rows = self.targets(self.main).values()
        return next(
            (row.name for row in rows if row.kind == kind and not row.external and row.name in self.parts), ""
        )

    def _parsed(self, name: str) -> Element:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
        if name not in self.parts:
            raise UnopenableError(f"its part {name} is missing", _SAVE_AGAIN)
        try:
            root = etree.fromstring(self.parts[name], parser)
        except etree.XMLSyntaxError as fault:
            raise UnopenableError(f"its part {name} is damaged", _SAVE_AGAIN) from fault
        if root.getroottree().docinfo.internalDTD is not None:
            raise UnopenableError(f"its part {name} has a document type, which no Word file has", _SAVE_AGAIN)
        return root


def open_template(data: bytes) -> Template:
    """The template. Raises UnopenableError with what is wrong and what to do."""
    if data.startswith(_OLE):
        message = "it is protected by a password, or is a .doc of Word 2003 and before"
        raise UnopenableError(
            message, "take the password off in Word (File > Info), and save it as a .docx or .dotx"
        )
    template = Template(dict(_parts(data)), {})
    if _TYPES not in template.parts:
        raise UnopenableError("it is no Word file", _SAVE_AGAIN)
    template.types = dict(_content_types(template))
    template.main = next(
        (row.name for row in template.targets().values() if row.kind == "officeDocument"), ""
    )
    kind = template.types.get(template.main, "")
    if "macroEnabled" in kind or any("vbaProject" in name for name in template.parts):
        raise UnopenableError("it holds macros", "save it in Word as a .docx or .dotx, which leaves them out")
    if kind not in _MAIN:
        raise UnopenableError("it is no Word file", _SAVE_AGAIN)
    if template.tree(template.main).find("{*}body") is None:
        raise UnopenableError("it has no text part", _SAVE_AGAIN)
    return template


def _parts(data: bytes) -> Iterator[tuple[str, bytes]]:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = [each for each in archive.infolist() if not each.is_dir()]
            _check(members)
            for member in members:
                with archive.open(member) as file:
                    content = file.read(member.file_size + 1)  # the size that the file declares may be a lie
                if len(content) > member.file_size:
                    raise UnopenableError("it unpacks to more than it says", _SAVE_AGAIN)
                yield member.filename, content
    # RuntimeError: encrypted members, and unknown ways of compression.
    except (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError) as fault:
        raise UnopenableError("it is damaged: no sound zip file", _SAVE_AGAIN) from fault


def _check(members: list[zipfile.ZipInfo]) -> None:
    names = [each.filename for each in members]
    if any(each.flag_bits & 1 for each in members):
        raise UnopenableError("it is protected by a password", "take the password off in Word (File > Info)")
    if len(names) > PARTS or len(set(names)) < len(names):
        raise UnopenableError("it has too many parts, or two of one name", _SAVE_AGAIN)
    if any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names):
        raise UnopenableError("one of its parts has a name that leads outside", _SAVE_AGAIN)
    sizes = [each.file_size for each in members]
    if max(sizes, default=0) > PART_SIZE or sum(sizes) > TOTAL_SIZE:
        raise UnopenableError(
            f"it is too large: more than {PART_SIZE // 1_000_000} MB in one part or {TOTAL_SIZE // 1_000_000} MB in all",
            "make its pictures smaller (Picture Format > Compress Pictures), and keep sample text out of it",
        )


def _content_types(template: Template) -> Iterator[tuple[str, str]]:
    root = template.tree(_TYPES)
    defaults = {
        e.get("Extension", "").lower(): e.get("ContentType", "") for e in root.iter(f"{_TYPE}Default")
    }
    overrides = {e.get("PartName", ""): e.get("ContentType", "") for e in root.iter(f"{_TYPE}Override")}
    for name in template.parts:
        yield name, overrides.get(f"/{name}", defaults.get(name.rpartition(".")[2].lower(), ""))


def _target(node: Element, folder: str) -> Target:
    external = node.get("TargetMode") == "External"
    name = node.get("Target", "")
    if not external:
        base = "" if name.startswith("/") else folder
        name = posixpath.normpath(posixpath.join(base, unquote(name).lstrip("/")))
    return Target(node.get("Type", "").rsplit("/", 1)[-1], name, external)
