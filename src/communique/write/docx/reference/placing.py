"""The body of a document between the template's cover and boilerplate, and the sections of both."""

from __future__ import annotations

from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from communique.write.docx.draft import Draft
from communique.write.docx.ooxml import NAME, NAMESPACES, add, attribute, root, serialised
from communique.write.docx.reference import lists
from communique.write.docx.reference.dressing import TYPES, House, carry
from communique.write.docx.reference.filling import fill
from communique.write.docx.reference.fitting import Widths, fit, is_turned, widths_of
from communique.write.docx.reference.merging import insert
from communique.write.docx.reference.nodes import Element
from communique.write.docx.sections import own_running, put_paper, settle, text_width, twips

_W = f"{{{NAMESPACES['w']}}}"
BOOKMARK = "_document"  # around what the document itself says; verification takes the rest for the template's
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
_KEPT = ("pgBorders", "lnNumType", "vAlign")


def enclose(draft: Draft, house: House) -> bytes:
    """The document's part: the body worn, the template's blocks around it, all sections with their headers and footers."""
    reference = house.reference
    if reference.after:
        draft.sections.wanted = False
        settle(draft, draft.body)
    whole = root("w:document", reference.body)
    body = add(whole, "w:body")
    body.extend(etree.fromstring(draft.paper.part("w:body"), _PARSER))
    house.wear(whole)
    _enclose_in_bookmark(draft, body)
    page = draft.document.page
    ours = Widths(widths_of(reference.section, page).old, text_width(page, turned=False))
    before, after = (tuple(_placed(draft, house, each)) for each in (reference.before, reference.after))
    _fit(before, ours, draft, house)
    _fit(after, ours if _section_in(after) is None else widths_of(reference.last, page), draft, house)
    for place, block in enumerate(before):
        body.insert(place, block)
    body.extend(after)
    if _section_in(after) is not None:
        body.extend(_placed(draft, house, (reference.last,)))
    else:
        draft.put_section(add(body, "w:sectPr"), draft)
    heads = _Heads(draft, house)
    for section in tuple(body.iter(NAME["w:sectPr"])):
        _set_paper(draft, section)
        heads.complete(section)
    house.settle(whole, (*before, *after))
    return serialised(whole)


def _enclose_in_bookmark(draft: Draft, body: Element) -> None:
    draft.counters.bookmark += 1
    start = body.makeelement(NAME["w:bookmarkStart"])
    start.set(NAME["w:id"], str(draft.counters.bookmark))
    start.set(NAME["w:name"], BOOKMARK)
    end = body.makeelement(NAME["w:bookmarkEnd"], {NAME["w:id"]: str(draft.counters.bookmark)})
    body.insert(0, start)
    body.append(end)


def _placed(draft: Draft, house: House, blocks: Iterable[Element]) -> Iterable[Element]:
    """Copies of blocks of the template, filled, with controls and drawings that have numbers of their own."""
    for block in blocks:
        made = deepcopy(block)
        fill(made, house.filling)
        lists.renumber(made, {})
        for name in ("header", "footer"):
            for reference in tuple(made.iter(NAME[f"w:{name}Reference"])):
                _own_head(draft, house, reference)
        carry_rest(draft, house, made)
        yield made


def _fit(blocks: tuple[Element, ...], last: Widths, draft: Draft, house: House) -> None:
    """Blocks of the template on the audience's paper, each as wide as its section; `last` are the widths of what follows them."""
    widths = last
    for block in reversed(blocks):
        section = _section_in((block,))
        widths = widths if section is None else widths_of(section, draft.document.page)
        fit((block,), widths, house.wardrobe.stops)


def _section_in(blocks: Iterable[Element]) -> Element | None:
    """The first section that ends in some blocks."""
    return next((section for block in blocks for section in block.iter(NAME["w:sectPr"])), None)


def _own_head(draft: Draft, house: House, reference: Element) -> None:
    """The reference of a section of the template, to the part as it is in the document."""
    target = house.reference.targets.get(reference.get(NAME["r:id"], ""))
    if target is None or target.name not in house.reference.running:
        reference.getparent().remove(reference)
        return
    widths = widths_of(reference.getparent(), draft.document.page)
    reference.set(_HELD, draft.links.to(target.kind, house.head(target.name, widths, draft.media)))
    del reference.attrib[NAME["r:id"]]


_HELD = "held"  # until the relationships of everything else have been rewritten


def carry_rest(draft: Draft, house: House, block: Element) -> None:
    """Pictures, links and numbers of a block of the template."""
    carry(block, house.reference.targets, house.reference, draft.links, draft.media)
    for reference in block.iter(NAME["w:headerReference"], NAME["w:footerReference"]):
        attribute(reference, "r:id", reference.attrib.pop(_HELD))
    for drawing in block.iter(NAME["wp:docPr"]):
        draft.counters.drawing += 1
        drawing.set("id", str(draft.counters.drawing))
    for number in block.iter(NAME["w:id"]):
        draft.counters.control += 1
        number.set(f"{_W}val", str(draft.counters.control))


def put_section(node: Element, draft: Draft, house: House) -> None:
    """The properties of a section of the document: the template's headers, margins and borders, our paper."""
    source, page = house.reference.section, draft.document.page
    width = text_width(page, turned=draft.sections.turned)
    widths = Widths(widths_of(source, page).old, width)
    for kind in ("header", "footer"):
        for reference in _references(house.reference.body, source, kind):
            target = house.reference.targets.get(reference.get(NAME["r:id"], ""))
            if target is not None and target.name in house.reference.running:
                made = add(node, f"w:{kind}Reference", type=reference.get(NAME["w:type"], "default"))
                part = house.head(target.name, widths, draft.media)
                attribute(made, "r:id", draft.links.to(kind, part))
    put_paper(node, draft)
    margins, given = node.find(NAME["w:pgMar"]), source.find(NAME["w:pgMar"])
    if margins is not None and given is not None:
        for side in ("header", "footer"):
            if given.get(f"{_W}{side}"):
                margins.set(f"{_W}{side}", given.get(f"{_W}{side}"))
    for name in _KEPT:
        kept = source.find(NAME[f"w:{name}"])
        if kept is not None:
            insert(node, deepcopy(kept))
    if _is_on(source, "titlePg") and draft.sections.closed == 0:
        insert(node, node.makeelement(NAME["w:titlePg"]))


def _references(body: Element, section: Element, kind: str) -> list[Element]:
    """The references that apply to a section: its own, else those of the sections before it (17.10.2)."""
    found: dict[str, Element] = {}
    for each in body.iter(NAME["w:sectPr"]):
        for reference in each.findall(NAME[f"w:{kind}Reference"]):
            found[reference.get(NAME["w:type"], "default")] = reference
        if each is section:
            break
    return [found[name] for name in TYPES if name in found]


@dataclass(slots=True)
class _Heads:
    """The headers and footers that apply, section by section: relationships by kind and type of pages (17.10.2)."""

    draft: Draft
    house: House
    rows: dict[tuple[str, str], str] = field(default_factory=dict)

    def complete(self, section: Element) -> None:
        """A header and a footer for each type of pages that a section has: the marking is on every page.

        Where the template has none, first pages get the marking alone, even pages what the others have, and all of them ours
        where there is nothing else.
        """
        even = _is_on(self.house.reference.settings, "evenAndOddHeaders")
        wanted = {"default": True, "first": _is_on(section, "titlePg"), "even": even}
        for kind in ("header", "footer"):
            for each in section.findall(NAME[f"w:{kind}Reference"]):
                self.rows[kind, each.get(f"{_W}type", "default")] = each.get(NAME["r:id"], "")
            for name in TYPES:
                if wanted[name] and (kind, name) not in self.rows:
                    self._add(section, kind, name)

    def _add(self, section: Element, kind: str, name: str) -> None:
        reference = section.makeelement(NAME[f"w:{kind}Reference"], {f"{_W}type": name})
        attribute(reference, "r:id", self._found(section, kind, name))
        insert(section, reference)

    def _found(self, section: Element, kind: str, name: str) -> str:
        default = self.rows.get((kind, "default"), "")
        if not default:
            return own_running(self.draft, kind, turned=is_turned(section), first=name == "first")
        if name == "even":
            return default
        return self.draft.links.to(kind, self.house.bare_head(kind))


def _set_paper(draft: Draft, section: Element) -> None:
    """The audience's paper, the way round that the section has it."""
    size = section.find(NAME["w:pgSz"])
    if size is not None:
        width, height = (str(twips(side)) for side in draft.document.page.millimetres)
        turned = is_turned(section)
        size.set(f"{_W}w", height if turned else width)
        size.set(f"{_W}h", width if turned else height)
        size.attrib.pop(f"{_W}code", "")  # the number of a paper in the office's printer


def _is_on(parent: Element | None, name: str) -> bool:
    found = None if parent is None else parent.find(NAME[f"w:{name}"])
    return found is not None and found.get(f"{_W}val", "true") not in {"0", "false", "off"}
