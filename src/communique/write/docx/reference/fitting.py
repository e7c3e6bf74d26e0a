"""Headers, footers and covers of a template on text of another width than they were made for: the audience's paper decides.

What a tab leads to the right edge or to the middle stays there, and tables that fill the width go on filling it. Text boxes,
pictures and indents stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from communique.compose.model import PageSetup
from communique.write.docx.ooxml import NAME, NAMESPACES, add, based_on
from communique.write.docx.reference.merging import insert
from communique.write.docx.reference.nodes import Element
from communique.write.docx.sections import twips

_W = f"{{{NAMESPACES['w']}}}"
_MOVED = frozenset({"center", "right", "end", "decimal"})  # 17.18.84
_LETTER, _INCH = 12240, 1440  # 17.6.13, 17.6.11: what sections are that do not say
_FILLS = 0.9  # of the width: a table that wide was to fill it
_TWIPS = re.compile(r"-?\d+$", re.ASCII)

Stops = Mapping[str, Mapping[int, tuple[str, str]]]  # by style: position -> (kind, leader)


@dataclass(frozen=True, slots=True)
class Widths:
    """The width of the text that something was made for, and the one that it stands on, in twips."""

    old: int
    new: int

    def moved(self, position: int) -> int:
        """A place of the old width on the new one."""
        return round(position * self.new / self.old)


def widths_of(section: Element, page: PageSetup) -> Widths:
    """Of a section of the template that keeps its margins on the audience's paper."""
    size, margins = section.find(NAME["w:pgSz"]), section.find(NAME["w:pgMar"])
    sides = sum(_length(margins, side, _INCH) for side in ("left", "right"))
    width, height = page.millimetres
    old = _length(size, "w", _LETTER) - sides
    return Widths(max(old, 1), max(twips(height if is_turned(section) else width) - sides, 1))


def is_turned(section: Element) -> bool:
    """True for a section of pages that are wider than high."""
    size = section.find(NAME["w:pgSz"])
    return size is not None and size.get(f"{_W}orient") == "landscape"


def _length(node: Element | None, name: str, otherwise: int) -> int:
    value = "" if node is None else str(node.get(f"{_W}{name}", ""))
    return abs(int(value)) if _TWIPS.match(value) else otherwise


def stops_of(styles: Element) -> Stops:
    """The tab stops that each paragraph style gives, by itself and by what it is based on; "" is the default style."""
    nodes = {node.get(f"{_W}styleId", ""): node for node in styles.iter(NAME["w:style"])}
    found = {id_: _stops(node, nodes) for id_, node in nodes.items()}
    plain = (id_ for id_, node in nodes.items() if node.get(f"{_W}default") in {"1", "true"})
    paragraphs = (id_ for id_ in plain if nodes[id_].get(f"{_W}type", "paragraph") == "paragraph")
    return {**found, "": found.get(next(paragraphs, ""), {})}


def _stops(node: Element, nodes: Mapping[str, Element]) -> dict[int, tuple[str, str]]:
    found: dict[int, tuple[str, str]] = {}
    for each in reversed(based_on(node, nodes)):
        found = _with_own(found, each.find(f"{NAME['w:pPr']}/{NAME['w:tabs']}"))
    return found


def _with_own(found: dict[int, tuple[str, str]], tabs: Element | None) -> dict[int, tuple[str, str]]:
    for tab in () if tabs is None else tabs.findall(NAME["w:tab"]):
        position, kind = tab.get(f"{_W}pos", ""), tab.get(f"{_W}val", "")
        if not _TWIPS.match(position):
            continue
        if kind == "clear":
            found.pop(int(position), None)
        else:
            found[int(position)] = (kind, tab.get(f"{_W}leader", ""))
    return found


def fit(blocks: Iterable[Element], widths: Widths, stops: Stops) -> bool:
    """Elements of the template, in place; true when something in them was moved."""
    if widths.old == widths.new:
        return False
    changed = False
    for block in blocks:
        left = {table for table in block.iter(NAME["w:tbl"]) if not _fit_table(table, widths)}
        changed = changed or len(left) < sum(1 for _ in block.iter(NAME["w:tbl"]))
        for paragraph in block.iter(NAME["w:p"]):
            around = tuple(paragraph.iterancestors(NAME["w:tbl"], NAME["w:txbxContent"]))
            if not any(each in left or each.tag != NAME["w:tbl"] for each in around):
                changed = _fit_paragraph(paragraph, widths, stops) or changed
    return changed


def _fit_table(table: Element, widths: Widths) -> bool:
    """True for a table that was to fill the width, and does again."""
    columns = table.findall(f"{NAME['w:tblGrid']}/{NAME['w:gridCol']}")
    if sum(_length(column, "w", 0) for column in columns) < widths.old * _FILLS:
        return False
    sized = [*columns, *table.iter(NAME["w:tblW"], NAME["w:tcW"])]
    for each in sized:
        value = each.get(f"{_W}w", "")
        if each.get(f"{_W}type", "dxa") == "dxa" and _TWIPS.match(value):
            each.set(f"{_W}w", str(widths.moved(int(value))))
    return True


def _fit_paragraph(paragraph: Element, widths: Widths, stops: Stops) -> bool:
    """The stops that lead to the middle or the right, said anew by the paragraph itself, where it has tabs."""
    if paragraph.find(f".//{NAME['w:r']}/{NAME['w:tab']}") is None:
        return False
    given, meant = stops_at(paragraph, stops)
    moved = {
        widths.moved(place) if stop[0] in _MOVED else place: stop for place, stop in sorted(meant.items())
    }
    if moved == meant:
        return False
    say_stops(paragraph, given, moved)
    return True


def stops_at(
    paragraph: Element, stops: Stops
) -> tuple[Mapping[int, tuple[str, str]], dict[int, tuple[str, str]]]:
    """The stops that the style of a paragraph gives, and those that hold in it."""
    shape = paragraph.find(NAME["w:pPr"])
    named = None if shape is None else shape.find(NAME["w:pStyle"])
    given = stops.get("" if named is None else named.get(f"{_W}val", ""), {})
    return given, _with_own(dict(given), None if shape is None else shape.find(NAME["w:tabs"]))


def say_stops(
    paragraph: Element, given: Mapping[int, tuple[str, str]], meant: Mapping[int, tuple[str, str]]
) -> None:
    """Lets a paragraph have the stops that are meant, whatever its style gives."""
    shape = paragraph.find(NAME["w:pPr"])
    own = None if shape is None else shape.find(NAME["w:tabs"])
    if own is not None:
        shape.remove(own)
    if shape is None:
        shape = paragraph.makeelement(NAME["w:pPr"])
        paragraph.insert(0, shape)
    rows = {place: ("clear", "") for place in given if place not in meant} | dict(meant)
    tabs = shape.makeelement(NAME["w:tabs"])
    for place, (kind, leader) in sorted(rows.items()):
        add(tabs, "w:tab", val=kind, **({"leader": leader} if leader else {}), pos=place)
    insert(shape, tabs)
