"""One set of styles from two: the template's, and of ours those that it lacks, tied to each other by their ids.

The template's styles keep their ids, names and look. What a document's structure needs of them is set all the same: the
outline level that makes a heading, and the list that numbers it, so that Word counts as the document does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from communique.write.docx.ooxml import NAME, NAMESPACES, based_on
from communique.write.docx.order import ORDER
from communique.write.docx.reference.cleaning import cleaned
from communique.write.docx.reference.matching import Match
from communique.write.docx.reference.nodes import Element

_W = f"{{{NAMESPACES['w']}}}"
_LINKS = ("w:basedOn", "w:next", "w:link")
# Where text names a style; one table for all parts.
_NAMED = ("w:pStyle", "w:rStyle", "w:tblStyle")
_THEMED = (("w:color", "w:val", "w:themeColor"), ("w:shd", "w:fill", "w:themeFill"))
_SLOT = {"text1": "dk1", "text2": "dk2", "background1": "lt1", "background2": "lt2"}
_RENAMED = {"header": "Document Header", "footer": "Document Footer"}  # beside the template's own
_CELLS = frozenset(
    f"Table{part}{side}" for part in ("Text", "Heading") for side in ("", "Centred", "Right")
) | {"TableLead", "TableGroup"}


_DISTANT = "CaptionBelowTable"  # says nothing but the space above it


@dataclass(frozen=True, slots=True)
class Merged:
    """The styles, and for each id of ours the id that text is to use."""

    root: Element = field(repr=False)
    ids: Mapping[str, str]


def merge_styles(template: Element, ours: Element, match: Match, colours: Mapping[str, str]) -> Merged:
    """`colours` are the template's theme colours by slot: where they differ from the brand's, ours name no slot."""
    root = cleaned(deepcopy(template))
    for language in tuple(root.iter(NAME["w:lang"])):
        language.getparent().remove(language)
    _set_language(root, ours)
    nodes = {node.get(f"{_W}styleId"): node for node in root.iter(NAME["w:style"])}
    taken = _Taken(
        {name.casefold() for name in nodes if name}, {_name(node).casefold() for node in nodes.values()}
    )
    ids = dict(match.ids)
    created: list[Element] = []
    settled: set[str] = set()
    for node in ours.iter(NAME["w:style"]):
        own = node.get(f"{_W}styleId", "")
        if own not in ids:
            created.append(_created(node, taken, colours, ids))
        elif ids[own] not in settled:
            settled.add(ids[own])
            _settle(nodes[ids[own]], node)
    bare_cells = any(ids.get(name) in nodes for name in ("DataTable", "ChecklistTable", "MatrixTable"))
    for node in created:
        _relink(node, ids)
        if bare_cells and node.get(f"{_W}styleId") in _CELLS:
            _uncolour(node)
        root.append(node)
    _mend(root)
    if _DISTANT not in match.ids:
        _keep_distance(root, ids[_DISTANT])
    return Merged(root, ids)


def _keep_distance(root: Element, id_: str) -> None:
    """A style that is there for a least distance above it says none where the one that it is based on keeps more."""
    nodes = {node.get(f"{_W}styleId"): node for node in root.iter(NAME["w:style"])}
    chain: list[Element] = based_on(nodes[id_], nodes)
    node, bases = chain[0], chain[1:]
    own = node.find(f"{NAME['w:pPr']}/{NAME['w:spacing']}")
    given = (each.find(f"{NAME['w:pPr']}/{NAME['w:spacing']}") for each in bases)
    above = next(
        (int(each.get(f"{_W}before")) for each in given if each is not None and _says_above(each)), 0
    )
    if own is not None and _says_above(own) and int(own.get(f"{_W}before")) < above:
        own.getparent().remove(own)


def _says_above(spacing: Element) -> bool:
    return str(spacing.get(f"{_W}before", "")).isdecimal()


def renamed(node: Element, ids: Mapping[str, str]) -> None:
    """Style ids in text and lists, in place."""
    for named in node.iter(*(NAME[name] for name in _NAMED)):
        value = named.get(f"{_W}val", "")
        named.set(f"{_W}val", ids.get(value, value))


def own_colours(node: Element, colours: Mapping[str, str]) -> None:
    """Takes the names of theme slots away where the template's theme has another colour in them."""
    for tag, value, slot in _THEMED:
        for each in node.iter(NAME[tag]):
            _check_slot(each, value, slot, colours)
    for each in node.iter():
        if each.get(f"{_W}themeColor") and each.get(f"{_W}color"):
            _check_slot(each, "w:color", "w:themeColor", colours)


def _check_slot(node: Element, value: str, slot: str, colours: Mapping[str, str]) -> None:
    name = node.get(NAME[slot])
    if name and colours.get(_SLOT.get(name, name), "").upper() != node.get(NAME[value], "").upper():
        del node.attrib[NAME[slot]]


@dataclass(slots=True)
class _Taken:
    """Ids and names that styles have already, in small letters."""

    ids: set[str]
    names: set[str]

    def free(self, wanted: str, among: set[str], gap: str) -> str:
        found, number = wanted, 2
        while found.casefold() in among:
            found, number = f"{wanted}{gap}{number}", number + 1
        among.add(found.casefold())
        return found


def _created(node: Element, taken: _Taken, colours: Mapping[str, str], ids: dict[str, str]) -> Element:
    """A style of ours for a template that lacks it; its name gets a number where another kind of style has it."""
    made = deepcopy(node)
    made.attrib.pop(f"{_W}default", None)
    own = node.get(f"{_W}styleId", "")
    ids[own] = taken.free(own, taken.ids, "")
    made.set(f"{_W}styleId", ids[own])
    name = made.find(NAME["w:name"])
    if name is not None:
        said = name.get(f"{_W}val", "")
        name.set(f"{_W}val", taken.free(_RENAMED.get(said, said), taken.names, " "))
    own_colours(made, colours)
    return made


def _relink(node: Element, ids: Mapping[str, str]) -> None:
    for tag in _LINKS:
        link = node.find(NAME[tag])
        if link is not None:
            value = link.get(f"{_W}val", "")
            link.set(f"{_W}val", ids.get(value, value))


def _mend(root: Element) -> None:
    """Links to styles that the template has lost say nothing, and make validators doubt the file."""
    there = {node.get(f"{_W}styleId") for node in root.iter(NAME["w:style"])}
    for node in root.iter(NAME["w:style"]):
        for tag in _LINKS:
            link = node.find(NAME[tag])
            if link is not None and link.get(f"{_W}val") not in there:
                node.remove(link)


def _uncolour(node: Element) -> None:
    """In a table style of the office the header row may be dark: its own letters are to show, not ours."""
    for letters in node.iter(NAME["w:rPr"]):
        for colour in letters.findall(NAME["w:color"]):
            letters.remove(colour)


def _settle(node: Element, ours: Element) -> None:
    """The outline level and the list of our style on the template's."""
    if node.get(f"{_W}type") not in {"paragraph", None}:
        return
    for tag in ("w:numPr", "w:outlineLvl"):
        wanted = ours.find(f"{NAME['w:pPr']}/{NAME[tag]}")
        shape = node.find(NAME["w:pPr"])
        old = None if shape is None else shape.find(NAME[tag])
        if (
            shape is not None
            and old is not None
            and (wanted is not None or tag == "w:outlineLvl" or _counts(ours))
        ):
            shape.remove(old)
        if wanted is not None:
            insert(_shape(node), deepcopy(wanted))


def _counts(ours: Element) -> bool:
    """True for styles whose numbers are the document's own affair: headings that it does not number, sources with typed numbers."""
    return _name(ours).startswith(("heading", "Bibliography"))


def _shape(node: Element) -> Element:
    shape = node.find(NAME["w:pPr"])
    if shape is None:
        shape = node.makeelement(NAME["w:pPr"])
        insert(node, shape)
    return shape


def insert(parent: Element, child: Element) -> None:
    """A child in the order of the schema among children that may be unknown to our own table."""
    order = [NAME[name] for name in ORDER[_prefixed(parent)]]
    rank = order.index(child.tag)
    for place, other in enumerate(parent):
        if other.tag in order and order.index(other.tag) > rank:
            parent.insert(place, child)
            return
    parent.append(child)


def _prefixed(node: Element) -> str:
    return f"w:{node.tag.rpartition('}')[2]}"


def _name(node: Element) -> str:
    found = node.find(NAME["w:name"])
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _set_language(root: Element, ours: Element) -> None:
    """The document's language, which the proofing follows; the template's own may be another."""
    wanted = ours.find(f"{NAME['w:docDefaults']}/{NAME['w:rPrDefault']}/{NAME['w:rPr']}/{NAME['w:lang']}")
    defaults = root.find(NAME["w:docDefaults"])
    if defaults is None:
        root.insert(0, deepcopy(ours.find(NAME["w:docDefaults"])))
        return
    holder = defaults.find(NAME["w:rPrDefault"])
    if holder is None:
        holder = defaults.makeelement(NAME["w:rPrDefault"])
        defaults.insert(0, holder)
    letters = holder.find(NAME["w:rPr"])
    if letters is None:
        letters = holder.makeelement(NAME["w:rPr"])
        holder.append(letters)
    insert(letters, deepcopy(wanted))


def bold_styles(merged: Merged) -> Iterator[str]:
    """Our ids of the paragraph styles whose letters are bold, by themselves or by what they are based on."""
    nodes = {node.get(f"{_W}styleId"): node for node in merged.root.iter(NAME["w:style"])}
    for own, id_ in merged.ids.items():
        chain = based_on(nodes[id_], nodes) if id_ in nodes else []
        said = (node.find(f"{NAME['w:rPr']}/{NAME['w:b']}") for node in chain)
        bold = next((each for each in said if each is not None), None)
        if bold is not None and bold.get(f"{_W}val", "1") not in {"0", "false", "off"}:
            yield own
