"""How the text of Word's headers and footers looks: its size, its colour and whether it stands at the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from communique.verify.extract.docx_styles import DEPTH
from communique.verify.extract.model import Stretch
from communique.verify.extract.ooxml import W
from communique.verify.extract.package import Element, Package

RIGHT = frozenset({"right", "end"})  # 17.3.1.13 and 17.18.84: as transitional and as strict files write it


def _stops(places: tuple[Element, ...]) -> tuple[str, ...]:
    """The kinds of the stops that hold in a paragraph, from left to right (17.3.1.37); `places` begin with its own.

    Each tab is taken to lead to the next one: that words may reach beyond a stop is not known here.
    """
    found: dict[int, str] = {}
    for node in reversed(places):
        for tab in node.findall(f"{W}tabs/{W}tab"):
            place, kind = tab.get(f"{W}pos", ""), tab.get(f"{W}val", "")
            if place.lstrip("-").isdecimal() and kind != "bar":
                found[int(place)] = kind
    return tuple(kind for _, kind in sorted(found.items()) if kind != "clear")


class Looks:
    """The looks that a document's styles give (17.7.2): the run itself, its style, the paragraph's style, the defaults.

    Knows nothing of tables, themes and toggled properties.
    """

    def __init__(self, package: Package, main: str) -> None:
        self.styles: Mapping[str, Element] = {}
        self.defaults: Element | None = None
        for name in package.related("styles", main):
            root = package.tree(name)
            if root is not None:
                self.styles = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
                self.defaults = root.find(f"{W}docDefaults/{W}rPrDefault")

    def stretches(self, part: Element | None) -> Iterator[Stretch]:
        """The runs of a header or footer."""
        for paragraph in () if part is None else part.iter(f"{W}p"):
            around = self._chain(paragraph.find(f"{W}pPr/{W}pStyle"))
            own = paragraph.find(f"{W}pPr")
            places = tuple(
                node for node in (own, *(style.find(f"{W}pPr") for style in around)) if node is not None
            )
            aligned = next((jc.get(f"{W}val", "") for node in places for jc in node.findall(f"{W}jc")), "")
            stops = _stops(places)
            tabs = 0
            for run in paragraph.iter(f"{W}r"):
                tabs += len(run.findall(f"{W}tab"))
                text = "".join(node.text or "" for node in run.iter(f"{W}t"))
                if text:
                    at_right = bool(tabs and stops) and stops[min(tabs, len(stops)) - 1] in RIGHT
                    yield self._stretch(text, run, around, right=aligned in RIGHT or at_right)

    def _stretch(self, text: str, run: Element, around: tuple[Element, ...], *, right: bool) -> Stretch:
        holders = (run, *self._chain(run.find(f"{W}rPr/{W}rStyle")), *around, self.defaults)
        looks = tuple(each.find(f"{W}rPr") for each in holders if each is not None)
        size, colour = (
            next(
                (
                    node.get(f"{W}val", "")
                    for each in looks
                    if each is not None
                    for node in each.findall(f"{W}{name}")
                ),
                "",
            )
            for name in ("sz", "color")
        )
        points = int(size) / 2 if size.isdecimal() else 0.0
        return Stretch(text, points, f"#{colour.upper()}" if len(colour) == len("RRGGBB") else "", right)

    def _chain(self, named: Element | None) -> tuple[Element, ...]:
        """A style and those that it is based on (17.7.4.3)."""
        found: list[Element] = []
        while named is not None and len(found) < DEPTH:
            style = self.styles.get(named.get(f"{W}val", ""))
            if style is None:
                break
            found.append(style)
            named = style.find(f"{W}basedOn")
        return tuple(found)
