"""The marking in a header or footer of a template stands at the right, where TLP 2.0 wants it, and on one line.

A tab leads to the next stop, which in Word's own headers is the middle; and a right tab holds no words that are longer than
what is left of the line: they go on at the left of the next one. Widths are estimates, since no font is looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.filling import Filling
from communique.write.docx.reference.fitting import Stops, say_stops, stops_at
from communique.write.docx.reference.nodes import Element

_W = f"{{{NAMESPACES['w']}}}"
_RIGHT = frozenset({"right", "end"})
_EMU = 635  # to a twip
_LETTER = 0.53  # of the size: the width of a letter of text, on the average
_CAPITAL = 0.68  # of capitals and digits in bold, as labels have
_SIZE = 11.0  # points, where a run names none
_LABEL_SIZE = 12.0
_FULL = 0.97  # of a line
_DIGITS = 10  # a longer measure is none


def lead_right(root: Element, filling: Filling, width: int, stops: Stops) -> bool:
    """Leads the tab before each TLP label to the last stop, where that is a right one, and no further than the line is wide.

    True when one led elsewhere: to the middle, or into the margin, where some programs show nothing.
    """
    changed = False
    for run, paragraph in _labels(root, filling) if filling.label.startswith("TLP:") else ():
        tabs = sum(1 for each in _before(run, paragraph) for _ in each.iter(NAME["w:tab"]))
        given, meant = stops_at(paragraph, stops)
        places = sorted(meant)
        if not tabs or tabs > len(places) or meant[places[-1]][0] not in _RIGHT:
            continue
        last = min(places[-1], width)
        led = {place: meant[place] for place in places[: tabs - 1] if place < last}
        led[last] = meant[places[-1]]
        if led != meant:
            say_stops(paragraph, given, led)
            changed = True
    return changed


def take_too_long(root: Element, filling: Filling, width: int, stops: Stops) -> bool:
    """Takes out markings for which a line of some width (in twips) has no room; true when there was one."""
    taken = False
    for run, paragraph in _labels(root, filling):
        if _is_tabbed(run, paragraph) and _end(paragraph, filling, stops) > width * _FULL:
            before = run.getprevious()
            if filling.restriction and before is not None and _words(before).strip() == filling.restriction:
                before.getparent().remove(before)
            run.getparent().remove(run)
            taken = True
    return taken


def _labels(root: Element, filling: Filling) -> Iterator[tuple[Element, Element]]:
    """The runs with the label in the open text, each with its paragraph; those in tables and text boxes stay as they are."""
    for run in tuple(root.iter(NAME["w:r"])):
        style = run.find(f"{NAME['w:rPr']}/{NAME['w:rStyle']}")
        paragraph = next(run.iterancestors(NAME["w:p"]), None)
        is_held = next(run.iterancestors(NAME["w:tbl"], NAME["w:txbxContent"]), None) is not None
        if style is None or paragraph is None or is_held:
            continue
        if style.get(f"{_W}val") == filling.marking_style and _words(run) == filling.label:
            yield run, paragraph


def _before(run: Element, paragraph: Element) -> Iterator[Element]:
    for each in paragraph.iter(NAME["w:r"]):
        if each is run:
            return
        yield each


def _is_tabbed(run: Element, paragraph: Element) -> bool:
    return any(each.find(NAME["w:tab"]) is not None for each in _before(run, paragraph))


def _words(run: Element) -> str:
    return "".join(node.text or "" for node in run.iter(NAME["w:t"]))


def _end(paragraph: Element, filling: Filling, stops: Stops) -> float:
    """About where a line would end that begins at the left, in twips: each tab but the last leads to its stop at least."""
    places = sorted(stops_at(paragraph, stops)[1])
    runs = tuple(paragraph.iter(NAME["w:r"]))
    tabs = sum(len(run.findall(NAME["w:tab"])) for run in runs)
    at, passed = 0.0, 0
    for run in runs:
        for _ in run.findall(NAME["w:tab"]):
            passed += 1
            at = max(at, places[passed - 1]) if passed < min(tabs, len(places)) else at
        at += _width(run, filling)
    return at


def _width(run: Element, filling: Filling) -> float:
    """About how wide the words and pictures of a run are, in twips."""
    words = _words(run)
    if words == filling.label:
        return len(words) * _CAPITAL * _LABEL_SIZE * 20
    named = run.find(f"{NAME['w:rPr']}/{NAME['w:sz']}")
    size = _number(named, f"{_W}val") / 2 or _SIZE
    pictures = (_number(inline.find(NAME["wp:extent"]), "cx") for inline in run.iter(NAME["wp:inline"]))
    return len(words) * _LETTER * size * 20 + sum(pictures) / _EMU


def _number(node: Element | None, name: str) -> int:
    """A measure that somebody's program wrote; 0 for none, and for what is no number."""
    value = "" if node is None else str(node.get(name, ""))
    return int(value) if value.isascii() and value.isdecimal() and len(value) < _DIGITS else 0
