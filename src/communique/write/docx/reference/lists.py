"""Lists of a template: its bullets and numerals for our lists, and the lists that its other styles are tied to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.cleaning import cleaned
from communique.write.docx.reference.nodes import Element

_W = f"{{{NAMESPACES['w']}}}"
_LOOK = ("w:numFmt", "w:suff", "w:lvlText", "w:lvlPicBulletId", "w:lvlJc", "w:pPr", "w:rPr")
_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True)
class Lists:
    """`abstracts` and `numbers` by the template's ids, in its order; `looks` are levels by the style that shows them."""

    abstracts: Mapping[str, Element] = field(default_factory=dict, repr=False)
    numbers: Mapping[str, Element] = field(default_factory=dict, repr=False)
    looks: Mapping[str, Element] = field(default_factory=dict, repr=False)


def read_lists(numbering: Element | None, styles: Element) -> Lists:
    """The lists of a template; `looks` by the id of the style that is tied to them."""
    if numbering is None:
        return Lists()
    root = cleaned(deepcopy(numbering))
    bullets = {each.get(f"{_W}numPicBulletId") for each in root.iter(NAME["w:numPicBullet"])}
    for picture in tuple(root.iter(NAME["w:lvlPicBulletId"])):
        if picture.get(f"{_W}val") not in bullets:
            picture.getparent().remove(picture)
    abstracts = {node.get(f"{_W}abstractNumId", ""): node for node in root.findall(NAME["w:abstractNum"])}
    numbers = {node.get(f"{_W}numId", ""): node for node in root.findall(NAME["w:num"])}
    return Lists(abstracts, numbers, dict(_looks(abstracts, numbers, styles)))


def _looks(
    abstracts: Mapping[str, Element], numbers: Mapping[str, Element], styles: Element
) -> Iterator[tuple[str, Element]]:
    for style in styles.iter(NAME["w:style"]):
        number = style.find(f"{NAME['w:pPr']}/{NAME['w:numPr']}/{NAME['w:numId']}")
        node = None if number is None else numbers.get(number.get(f"{_W}val", ""))
        chosen = None if node is None else node.find(NAME["w:abstractNumId"])
        abstract = None if chosen is None else abstracts.get(chosen.get(f"{_W}val", ""))
        if abstract is None:
            continue
        depth = style.find(f"{NAME['w:pPr']}/{NAME['w:numPr']}/{NAME['w:ilvl']}")
        wanted = "0" if depth is None else depth.get(f"{_W}val", "0")
        for level in abstract.findall(NAME["w:lvl"]):
            if level.get(f"{_W}ilvl") == wanted:
                yield style.get(f"{_W}styleId", ""), level


def wear(level: Element, look: Element) -> None:
    """A level of ours with the look of one of the template's: its mark, indents and letters; never its way of tying.

    A mark that counts several levels ("1.2.") is left: ours says which levels count.
    """
    shown = look.find(NAME["w:lvlText"])
    words = "" if shown is None else shown.get(f"{_W}val", "")
    places = _PLACE.findall(words)
    if len(places) > 1 or not (words or look.find(NAME["w:lvlPicBulletId"]) is not None):
        return
    for tag in _LOOK:
        for old in level.findall(NAME[tag]):
            level.remove(old)
    style = level.find(NAME["w:pStyle"])
    at = 2 if style is None else 3  # start, numFmt, pStyle
    for tag in _LOOK:
        found = look.find(NAME[tag])
        if found is None:
            continue
        made = deepcopy(found)
        if tag == "w:lvlText":
            own = int(level.get(f"{_W}ilvl", "0")) + 1
            made.set(f"{_W}val", _PLACE.sub(f"%{own}", words))
        if tag == "w:numFmt":
            level.insert(1, made)
        else:
            level.insert(at, made)
            at += 1


def renumbered(lists: Lists, styles: Element, first: int, renumbered_styles: frozenset[str]) -> list[Element]:
    """The template's lists under new ids from `first`, and its styles made to follow; those of ours name no list of it."""
    if not lists.numbers:
        return []
    ids = {old: str(first + place) for place, old in enumerate(lists.numbers)}
    abstract_ids = {old: str(first + place) for place, old in enumerate(lists.abstracts)}
    made: list[Element] = []
    for old, node in lists.abstracts.items():
        copy = deepcopy(node)
        copy.set(f"{_W}abstractNumId", abstract_ids[old])
        for tied in tuple(copy.iter(NAME["w:pStyle"])):
            if tied.get(f"{_W}val") in renumbered_styles:
                tied.getparent().remove(tied)
        made.append(copy)
    for old, node in lists.numbers.items():
        copy = deepcopy(node)
        copy.set(f"{_W}numId", ids[old])
        chosen = copy.find(NAME["w:abstractNumId"])
        if chosen is not None and chosen.get(f"{_W}val") in abstract_ids:
            chosen.set(f"{_W}val", abstract_ids[chosen.get(f"{_W}val", "")])
            made.append(copy)
    _follow(styles, ids, renumbered_styles)
    return made


def pictured(root: Element) -> frozenset[str]:
    """The pictures that the levels of some lists have as their bullets, by their ids."""
    return frozenset(each.get(f"{_W}val", "") for each in root.iter(NAME["w:lvlPicBulletId"]))


def _follow(styles: Element, ids: Mapping[str, str], ours: frozenset[str]) -> None:
    for style in styles.iter(NAME["w:style"]):
        if style.get(f"{_W}styleId") not in ours:
            renumber(style, ids)


def renumber(node: Element, ids: Mapping[str, str]) -> None:
    """List references below a node under new ids; a list that is not there is taken away."""
    for number in tuple(node.iter(NAME["w:numId"])):
        old = number.get(f"{_W}val", "")
        if old in ids:
            number.set(f"{_W}val", ids[old])
        elif old != "0":
            reference = number.getparent()
            if reference is not None and reference.getparent() is not None:
                reference.getparent().remove(reference)
