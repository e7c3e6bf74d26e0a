"""A document in the office's look: styles, lists, fonts, colours, headers and footers of the template, filled."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from copy import deepcopy
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import sha256

from lxml import etree

from communique.compose.model import Document, PageSetup
from communique.theme import Tokens
from communique.write.docx import numbering
from communique.write.docx.fonts import with_office_fonts, with_office_theme
from communique.write.docx.names import style_id
from communique.write.docx.ooxml import NAME, NAMESPACES, add, element, serialised
from communique.write.docx.package import Part, Relations, part
from communique.write.docx.properties import write_custom
from communique.write.docx.reference import lists
from communique.write.docx.reference.covers import said_on_cover
from communique.write.docx.reference.filling import Filling, fill, values_of, write_marking
from communique.write.docx.reference.fitting import Stops, Widths, fit, stops_of
from communique.write.docx.reference.label_place import lead_right, take_too_long
from communique.write.docx.reference.matching import KINDS
from communique.write.docx.reference.merging import (
    Merged,
    bold_styles,
    merge_styles,
    own_colours,
    renamed,
)
from communique.write.docx.reference.nodes import Element
from communique.write.docx.reference.opening import Target
from communique.write.docx.reference.pictures import EXTENSIONS
from communique.write.docx.reference.reading import Reference
from communique.write.docx.reference.stylerefs import settle_stylerefs
from communique.write.docx.reference.watermarks import put_mark

_W = f"{{{NAMESPACES['w']}}}"
_R = f"{{{NAMESPACES['r']}}}"
TYPES = ("default", "first", "even")
CUSTOM = "docProps/custom.xml"
# Styles whose numbers look as the document says: what cites them is printed alike.
_OURS = ("Heading", "Bibliography")
_OFFICE_SHAPES = 100  # beyond the numbers of our own headers


@dataclass(frozen=True, slots=True)
class Wardrobe:
    """What a template and a theme make together, the same for many documents."""

    reference: Reference
    merged: Merged
    lists: tuple[Element, ...] = field(repr=False)
    bold: frozenset[str]
    stops: Stops
    parts: tuple[Part, ...]


@lru_cache(maxsize=16)
def open_wardrobe(reference: Reference, styles: bytes, fonts: bytes, theme: bytes) -> Wardrobe:
    """From our own parts as they would be without a template."""
    ours = etree.fromstring(styles)
    merged = merge_styles(reference.styles, ours, reference.match, reference.colours())
    tied = {
        merged.ids[node.get(f"{_W}styleId", "")]
        for node in ours.iter(NAME["w:style"])
        if node.find(f"{NAME['w:pPr']}/{NAME['w:numPr']}") is not None
    }
    created = set(merged.ids.values()) - set(reference.match.ids.values())
    carried = lists.renumbered(reference.lists, merged.root, numbering.FIRST_FREE, frozenset(tied | created))
    return Wardrobe(
        reference=reference,
        merged=merged,
        lists=tuple(carried),
        bold=frozenset(bold_styles(merged)),
        stops=stops_of(merged.root),
        parts=(
            part("word/styles.xml", "styles", serialised(merged.root)),
            part("word/fontTable.xml", "fonts", with_office_fonts(reference.fonts, fonts)),
            part("word/theme/theme1.xml", "theme", with_office_theme(reference.theme, theme)),
        ),
    )


@dataclass(frozen=True, slots=True)
class _Head:
    """A header or footer of the template as it is in a document."""

    name: str
    kind: str
    root: Element
    links: Relations


@dataclass(slots=True)
class House:
    """One document being dressed: its wardrobe, its values, and the headers and footers that it has so far.

    `mark` gives the run that a header draws behind the text of its pages, by the header's number, or "".
    """

    wardrobe: Wardrobe
    filling: Filling
    mark: Callable[[int], str]
    heads: dict[tuple[str, Widths | None], _Head] = field(default_factory=dict)
    drawings: int = 100_000  # beyond those of the text, which are counted from 1

    @property
    def reference(self) -> Reference:
        """The template."""
        return self.wardrobe.reference

    @property
    def ids(self) -> Mapping[str, str]:
        """For each style id of ours the id in the file."""
        return self.wardrobe.merged.ids

    def head(self, name: str, widths: Widths, media: dict[bytes, Part]) -> str:
        """The name of the part with a header or footer of the template, filled, on text of some width; with the marking, also
        where the template has no place for it.
        """
        running = self.reference.running[name]
        root = deepcopy(running.root)
        stops = self.wardrobe.stops
        moved = fit([root], widths, stops)
        marked = fill(root, self.filling)
        led = lead_right(root, self.filling, widths.new, stops)
        taken = take_too_long(root, self.filling, widths.new, stops)
        key = name, widths if moved or led or taken else None
        if key not in self.heads:
            if taken or not marked:
                _add_marking(root, running.kind, self.filling, self.ids)
            links = Relations()
            for drawing in root.iter(NAME["wp:docPr"]):
                self.drawings += 1
                drawing.set("id", str(self.drawings))
            carry(root, running.targets, self.reference, links, media)
            number = sum(1 for each in self.heads.values() if each.kind == running.kind) + 1
            if running.kind == "header":
                put_mark(root, self.mark(_OFFICE_SHAPES + number))
            self.heads[key] = _Head(f"word/office_{running.kind}{number}.xml", running.kind, root, links)
        return self.heads[key].name

    def settle(self, whole: Element, placed: Iterable[Element]) -> None:
        """The fields of the template that show words of the text, now that it is all there; `placed` is the template's in it."""
        roots = (*placed, *(head.root for head in self.heads.values()))
        settle_stylerefs(roots, whole, self.wardrobe.merged, self.filling.values["short title"])

    def parts(self) -> tuple[Part, ...]:
        """The template's headers and footers, and the properties that its fields name."""
        names = self.reference.properties
        values = {name: self.filling.values[key] for name, key in names.items()}
        custom = (part(CUSTOM, "custom", write_custom(values)),) if values else ()
        heads = (
            part(each.name, each.kind, serialised(each.root), each.links) for each in self.heads.values()
        )
        return (*heads, *custom)

    def bare_head(self, kind: str) -> str:
        """The name of the part of a header or footer with the marking alone: for first pages that the template keeps free."""
        key = kind, None
        if key not in self.heads:
            root = element("w:hdr" if kind == "header" else "w:ftr")
            _add_marking(root, kind, self.filling, self.ids)
            if kind == "header":
                put_mark(root, self.mark(_OFFICE_SHAPES))
            self.heads[key] = _Head(f"word/office_first_{kind}.xml", kind, root, Relations())
        return self.heads[key].name

    def said_on_cover(self, document: Document) -> frozenset[int]:
        """The blocks of a document that the template's cover says, by their identity."""
        return said_on_cover(document, self.reference.shown, self.filling.values)

    def bold_styles(self) -> frozenset[str]:
        """Of our style names those that are bold in the file."""
        return frozenset(name for name in KINDS if style_id(name) in self.wardrobe.bold)

    def carried_lists(self) -> int:
        """How many numbers the template's own lists take."""
        return sum(1 for node in self.wardrobe.lists if node.tag == NAME["w:num"])

    def worn(self, each: Part) -> Part:
        """A part of ours with the template's style ids and our own colours."""
        root = etree.fromstring(each.data)
        self.wear(root)
        return replace(each, data=serialised(root))

    def wear(self, root: Element) -> None:
        """The same for a tree, in place."""
        renamed(root, self.ids)
        own_colours(root, self.reference.colours())

    def numbering(self, ours: Part, media: dict[bytes, Part]) -> Part:
        """Our lists with the template's marks where its list styles have some, and the lists of its other styles."""
        root = etree.fromstring(ours.data)
        for level in root.iter(NAME["w:lvl"]):
            tied = level.find(NAME["w:pStyle"])
            style = "" if tied is None else self.ids.get(tied.get(f"{_W}val", ""), "")
            look = self.reference.lists.looks.get(style)
            if look is not None and tied is not None and not tied.get(f"{_W}val", "").startswith(_OURS):
                lists.wear(level, look)
        self.wear(root)
        place = len(root.findall(NAME["w:abstractNum"]))
        for node in self.wardrobe.lists:
            if node.tag == NAME["w:abstractNum"]:
                root.insert(place, deepcopy(node))
                place += 1
            else:
                root.append(deepcopy(node))
        return replace(ours, relations=self._bullets(root, media), data=serialised(root))

    def _bullets(self, root: Element, media: dict[bytes, Part]) -> Relations:
        """Puts the pictures that are bullets of lists before them, and gives what leads to the pictures."""
        links, piece = Relations(), self.reference.bullets
        named = lists.pictured(root)
        if piece is not None:
            wanted = [node for node in piece.root if node.get(f"{_W}numPicBulletId") in named]
            for place, node in enumerate(wanted):
                made = deepcopy(node)
                carry(made, piece.targets, self.reference, links, media)
                root.insert(place, made)
        return links


def dress(document: Document, wardrobe: Wardrobe, mark: Callable[[int], str]) -> House:
    """A document's house, before anything of it is written."""
    marking = document.marking
    style = wardrobe.merged.ids["Marking"]
    return House(wardrobe, Filling(values_of(document), marking.restriction, marking.label, style), mark)


def page_of(document: Document, reference: Reference | None, tokens: Tokens) -> PageSetup:
    """The audience's paper with the template's margins, unless the audience has set margins of its own."""
    page = document.page
    margins = None if reference is None else reference.margins()
    if margins is None or page.margins != tokens.margins_for(page.size):
        return page
    return replace(page, margins=margins)


def carry(
    node: Element,
    targets: Mapping[str, Target],
    reference: Reference,
    links: Relations,
    media: dict[bytes, Part],
) -> None:
    """What an element points to, from the template into the document: pictures and links of the web, nothing else."""
    for each in node.iter(etree.Element):
        for name, value in tuple(each.attrib.items()):
            if name.startswith(_R):
                found = _carried(targets.get(value), reference, links, media)
                if found:
                    each.set(name, found)
                else:
                    del each.attrib[name]


def _carried(target: Target | None, reference: Reference, links: Relations, media: dict[bytes, Part]) -> str:
    if target is None:
        return ""
    if target.kind == "hyperlink" and target.external:
        return links.to("hyperlink", target.name, external=True)
    if target.name not in reference.pictures:
        return ""
    picture = reference.pictures[target.name]
    key = sha256(picture.data).digest()
    if key not in media:
        name = f"word/media/image{len(media) + 1}.{EXTENSIONS[picture.kind]}"
        media[key] = Part(name, picture.kind, picture.data)
    return links.to("image", media[key].name)


def _add_marking(root: Element, kind: str, filling: Filling, ids: Mapping[str, str]) -> None:
    """A line of its own for the marking, at the right edge: at the top of a header, at the end of a footer."""
    line = root.makeelement(NAME["w:p"])
    add(add(line, "w:pPr"), "w:pStyle", val=ids["MarkingLine"])
    write_marking(line, filling)
    root.insert(0 if kind == "header" else len(root), line)
