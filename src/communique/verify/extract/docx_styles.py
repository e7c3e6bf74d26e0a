"""The outline levels of a Word file's styles: which paragraphs are headings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from communique.verify.extract.ooxml import W
from communique.verify.extract.package import Element, Package

BODY_LEVEL = 9  # 17.3.1.20: "no level"
DEPTH = 20


@dataclass(frozen=True, slots=True)
class StyleText:
    """A paragraph style: its name, and its outline level from 1 (0: no heading)."""

    name: str
    level: int


def read_styles(package: Package, main: str) -> Mapping[str, StyleText]:
    """The paragraph styles of a document by their ids; a level comes from the style that it is based on (17.7.4.3)."""
    for part in package.related("styles", main):
        root = package.tree(part)
        if root is not None:
            nodes = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
            return {id_: StyleText(_name(node), _level(node, nodes)) for id_, node in nodes.items()}
    return {}


def outline_level(properties: Element | None) -> int | None:
    """The level that paragraph properties give, from 1; 0 when they say that it is body text, None when silent."""
    found = None if properties is None else properties.find(f"{W}outlineLvl")
    value = "" if found is None else found.get(f"{W}val", "")
    if not value.isdecimal():
        return None
    return 0 if int(value) >= BODY_LEVEL else int(value) + 1


def _name(node: Element) -> str:
    found = node.find(f"{W}name")
    return "" if found is None else str(found.get(f"{W}val", ""))


def _level(node: Element | None, nodes: Mapping[str, Element]) -> int:
    for _ in range(DEPTH):
        if node is None:
            break
        level = outline_level(node.find(f"{W}pPr"))
        if level is not None:
            return level
        base = node.find(f"{W}basedOn")
        node = None if base is None else nodes.get(base.get(f"{W}val", ""))
    return 0
