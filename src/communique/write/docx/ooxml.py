"""The XML of Office files: namespaces, element makers and serialising. Everything else builds on `add` and `element`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

Element: TypeAlias = etree._Element  # noqa: SLF001 -- lxml has no other name for its type
Value: TypeAlias = str | int

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "asvg": "http://schemas.microsoft.com/office/drawing/2016/SVG/main",
    "adec": "http://schemas.microsoft.com/office/drawing/2017/decorative",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
ROOT_PREFIXES = ("w", "r", "wp", "a", "pic", "mc", "w14")


class _Names(dict[str, str]):
    """Clark names by their prefixed form, each worked out once: `w:p` -> `{http://…/main}p`."""

    def __missing__(self, name: str) -> str:
        prefix, local = name.split(":")
        clark = self[name] = f"{{{NAMESPACES[prefix]}}}{local}"
        return clark


class _Attributes(dict[str, str]):
    """Clark names of attributes: a bare name is WordprocessingML's, a `Word:name` keeps its prefix."""

    def __missing__(self, name: str) -> str:
        clark = self[name] = NAME[name] if ":" in name else f"{{{NAMESPACES['w']}}}{name}"
        return clark


NAME = _Names()
_ATTRIBUTE = _Attributes()
_TEXT = NAME["w:t"]
_SPACE = NAME["xml:space"]
_DEEPEST = 20  # styles that one is based on
_SubElement = etree.SubElement


def add(parent: Element, name: str, /, **attributes: Value) -> Element:
    """A new last child; attributes are in the `w:` namespace."""
    if not attributes:
        return _SubElement(parent, NAME[name])
    said = {_ATTRIBUTE[key]: value if type(value) is str else str(value) for key, value in attributes.items()}
    return _SubElement(parent, NAME[name], said)


def plain(parent: Element, name: str, /, **attributes: Value) -> Element:
    """A new last child whose attributes are in no namespace, as DrawingML has them."""
    prefix = name.split(":", maxsplit=1)[0]
    said = {key: str(value) for key, value in attributes.items()}
    return _SubElement(parent, NAME[name], said, {prefix: NAMESPACES[prefix]})


def element(name: str, /, **attributes: Value) -> Element:
    """A new element without a parent; attributes are in the `w:` namespace."""
    made = etree.Element(
        NAME[name], nsmap={prefix: NAMESPACES[prefix] for prefix in (name.split(":", maxsplit=1)[0],)}
    )
    for key, value in attributes.items():
        made.set(_ATTRIBUTE[key], str(value))
    return made


def root(name: str, like: Element | None = None) -> Element:
    """The root of a part that may hold text, drawings and Word 2010 controls.

    `mc:Ignorable` lets readers that do not know Word 2010's namespace pass over it (ECMA-376 Part 3, 10.1). The
    prefixes of another root (`like`) come along for what is taken over from it.
    """
    prefixes = {prefix: NAMESPACES[prefix] for prefix in ROOT_PREFIXES}
    ignorable = "w14"
    if like is not None:
        prefixes |= {prefix: name for prefix, name in like.nsmap.items() if prefix and prefix not in prefixes}
        ignorable = " ".join(dict.fromkeys(("w14", *like.get(NAME["mc:Ignorable"], "").split())))
    made = etree.Element(NAME[name], nsmap=prefixes)
    made.set(NAME["mc:Ignorable"], ignorable)
    return made


def attribute(node: Element, name: str, value: Value) -> None:
    """Sets one attribute, by its prefixed name."""
    node.set(NAME[name], str(value))


def text(run: Element, words: str) -> None:
    """The `w:t` of a run; blanks at its ends are kept (ECMA-376 17.3.3.31)."""
    child = _SubElement(run, _TEXT)
    child.text = words
    if words[:1].isspace() or words[-1:].isspace() or "  " in words:
        child.set(_SPACE, "preserve")


def serialised(node: Element) -> bytes:
    """The bytes of a part."""
    return etree.tostring(node, xml_declaration=True, encoding="UTF-8", standalone=True)


def based_on(style: Element, styles: Mapping[str, Element]) -> list[Element]:
    """A style and those that it is based on, nearest first (17.7.4.3); `styles` by id.

    Not followed further than twenty, so that neither a circle nor a hostile chain costs more.
    """
    found = [style]
    while len(found) < _DEEPEST:
        base = found[-1].find(NAME["w:basedOn"])
        below = None if base is None else styles.get(str(base.get(NAME["w:val"], "")))
        if below is None:
            break
        found.append(below)
    return found
