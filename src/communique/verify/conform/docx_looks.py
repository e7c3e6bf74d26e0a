"""What the styles of a Word file make of its letters: colour, ground, size, and what a paragraph is for (17.7.2)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from communique.verify.extract.docx_styles import StyleText, read_styles
from communique.verify.extract.model import UnreadableError
from communique.verify.extract.ooxml import W
from communique.verify.extract.package import Element, Package, open_package

_INK, _PAPER = "000000", "FFFFFF"
_TINY = 20  # twips: a line that takes no room
_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Letters:
    """How letters look: colours as six digits, size in points. `giver` is the style that their colour comes from, by its name:
    one that theirs is based on, or "" where it is nobody's.
    """

    colour: str
    ground: str
    size: float
    bold: bool
    underlined: bool
    giver: str = ""


@dataclass(frozen=True, slots=True)
class Looks:
    """The styles of a file by id, with their outline levels, its defaults, and the languages that it names."""

    nodes: Mapping[str, Element]
    levels: Mapping[str, StyleText]
    defaults: Element | None
    languages: tuple[str, ...]

    def level(self, paragraph: Element) -> int:
        """The heading level that a paragraph's style gives; 0 for none."""
        found = self.levels.get(style_of(paragraph, "p"))
        return 0 if found is None else found.level

    def has_purpose(self, paragraph: Element) -> bool:
        """True for an empty paragraph that is no space: with a line to write on, a list's mark, a section's end, no height."""
        if paragraph.find(f"{W}pPr/{W}sectPr") is not None or self.is_listed(paragraph):
            return True
        chain = self.chain(style_of(paragraph, "p"))
        if any(node.find(f"{W}pPr/{W}pBdr") is not None for node in chain):
            return True
        lines = (node.find(f"{W}pPr/{W}spacing") for node in chain)
        spacing = next((each for each in lines if each is not None and each.get(f"{W}line")), None)
        return (
            spacing is not None
            and spacing.get(f"{W}lineRule") == "exact"
            and int(spacing.get(f"{W}line", "240")) <= _TINY
        )

    def is_listed(self, paragraph: Element) -> bool:
        """True when the paragraph or its style belongs to a list."""
        nodes = (paragraph, *self.chain(style_of(paragraph, "p")))
        return any(node.find(f"{W}pPr/{W}numPr") is not None for node in nodes)

    def is_on(self, run: Element, name: str) -> bool:
        """An on-off property of a run, by itself or by its character style."""
        for node in (run, *self.chain(style_of(run, "r"))):
            found = node.find(f"{W}rPr/{W}{name}")
            if found is not None:
                return found.get(f"{W}val", "1") not in {"0", "false", "off"}
        return False

    def chain(self, style: str) -> tuple[Element, ...]:
        """A style and those that it is based on, nearest first."""
        found: list[Element] = []
        while style in self.nodes and len(found) < _DEPTH:
            found.append(self.nodes[style])
            base = found[-1].find(f"{W}basedOn")
            style = "" if base is None else base.get(f"{W}val", "")
        return tuple(found)

    def used(self, blocks: tuple[Element, ...]) -> Iterator[tuple[str, Letters]]:
        """The styles that show words, each with its letters, in the order of their first use."""
        seen: set[tuple[str, str]] = set()
        for paragraph in (each for block in blocks for each in block.iter(f"{W}p")):
            outer = style_of(paragraph, "p")
            for run in paragraph.iter(f"{W}r"):
                inner = style_of(run, "r")
                if (outer, inner) in seen or not any(
                    (piece.text or "").strip() for piece in run.iter(f"{W}t")
                ):
                    continue
                seen.add((outer, inner))
                yield self._name(inner or outer), self._letters(outer, inner)

    def _name(self, style: str) -> str:
        node = self.nodes.get(style)
        return style if node is None else _name_of(node)

    def _letters(self, outer: str, inner: str) -> Letters:
        styles = (*self.chain(inner), *self.chain(outer))
        chain = (*styles, *(() if self.defaults is None else (self.defaults,)))
        giver = next((each for each in styles if _first((each,), f"{W}rPr/{W}color", "val")), None)
        colour = _first(chain, f"{W}rPr/{W}color", "val") or _INK
        run_ground = _first(self.chain(inner), f"{W}rPr/{W}shd", "fill")
        ground = run_ground or _first(self.chain(outer), f"{W}pPr/{W}shd", "fill") or _PAPER
        size = _first(chain, f"{W}rPr/{W}sz", "val") or "20"
        bold = _first(chain, f"{W}rPr/{W}b", "val", "1") or "0"
        line = _first(chain, f"{W}rPr/{W}u", "val", "single") or "none"
        return Letters(
            colour,
            ground,
            float(size) / 2,
            bold not in {"0", "false", "off"},
            line != "none",
            "" if giver is None else _name_of(giver),
        )


def _name_of(style: Element) -> str:
    found = style.find(f"{W}name")
    return str(style.get(f"{W}styleId", "") if found is None else found.get(f"{W}val", ""))


@lru_cache(maxsize=8)
def style_names(data: bytes) -> frozenset[str]:
    """The names of the styles of a Word file, such as an office's template; none of one that cannot be read."""
    try:
        package = open_package(data)
    except UnreadableError:
        return frozenset()
    parts = (part for main in package.related("officeDocument") for part in package.related("styles", main))
    roots = (root for root in map(package.tree, parts) if root is not None)
    return frozenset(_name_of(node) for root in roots for node in root.iter(f"{W}style"))


def read_looks(package: Package, main: str) -> Looks:
    """The looks of a package's main part."""
    for name in package.related("styles", main):
        root = package.tree(name)
        if root is not None:
            nodes = {node.get(f"{W}styleId", ""): node for node in root.iter(f"{W}style")}
            languages = tuple(dict.fromkeys(_languages(root)))
            defaults = root.find(f"{W}docDefaults/{W}rPrDefault")
            return Looks(nodes, read_styles(package, main), defaults, languages)
    return Looks({}, {}, None, ())


def _languages(root: Element) -> Iterator[str]:
    for language in root.iter(f"{W}lang"):
        yield from (value for name in ("val", "eastAsia", "bidi") if (value := language.get(f"{W}{name}")))


def _first(chain: tuple[Element, ...], path: str, name: str, bare: str = "") -> str:
    """The value of the nearest style that has one; "auto" is none. `bare` stands for an element without a value."""
    for node in chain:
        found = node.find(path)
        if found is not None:
            value = str(found.get(f"{W}{name}", bare))
            return "" if value == "auto" else value
    return ""


def style_of(node: Element, kind: str) -> str:
    """The id of the style that a paragraph (`p`) or run (`r`) names."""
    found = node.find(f"{W}{kind}Pr/{W}{kind}Style")
    return "" if found is None else str(found.get(f"{W}val", ""))


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21 (WCAG 2.2, definition of contrast ratio)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (
        each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
