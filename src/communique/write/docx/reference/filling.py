"""Places of a template that documents fill: content controls by their tag or title, and fields of document properties.

A control is found by its tag, else its title, else the core property that it is bound to (Word's own cover pages name
theirs in the language of the office, but bind them all the same). A field is TITLE, SUBJECT, AUTHOR, KEYWORDS or
DOCPROPERTY with one of the names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from functools import partial

from communique.compose.model import Document, Paragraph, walk
from communique.content.spans import plain
from communique.write.docx.ooxml import NAME, add, text
from communique.write.docx.reference.cleaning import field_codes
from communique.write.docx.reference.fields import fields_of, letters_of, unwrap
from communique.write.docx.reference.nodes import Element

MARKING = "marking"
CONTENT = "content"
# What a place may be called, without blanks, hyphens and capitals -> the value.
KEYS = {
    "title": "title",
    "subtitle": "subtitle",
    "shorttitle": "short title",
    "subject": "subject",
    "author": "author",
    "creator": "author",
    "keywords": "keywords",
    "date": "date",
    "publishdate": "date",
    "audience": "audience",
    "marking": MARKING,
    "handling": MARKING,
    "classification": MARKING,
    "reference": "reference number",
    "referencenumber": "reference number",
    "identifier": "reference number",
}
# Properties that Word keeps in the core part; the others are custom ones.
CORE = frozenset({"title", "subject", "author", "creator", "keywords"})
_FIELDS = {
    "TITLE": "title",
    "SUBJECT": "subject",
    "AUTHOR": "author",
    "KEYWORDS": "keywords",
}
_PROPERTY = re.compile(r'DOCPROPERTY\s+(?:"(?P<quoted>[^"]*)"|(?P<bare>\S+))', re.IGNORECASE)
_BOUND = re.compile(r"coreProperties\[1\]/\w+:(\w+)\[1\]")
_GAP = "   "


def key_of(name: str) -> str:
    """The value that a name stands for; "" for a name that stands for none."""
    return KEYS.get(re.sub(r"[\s_-]+", "", name).casefold(), "")


def property_name(code: str) -> str:
    r"""The property that an instruction names: `DOCPROPERTY "Reference number" \\* MERGEFORMAT`; "" for others."""
    found = _PROPERTY.search(code)
    return (found["quoted"] or found["bare"] or "") if found else ""


def property_names(node: Element) -> Iterator[str]:
    """The names of the document properties that the fields of a part show."""
    yield from dict.fromkeys(filter(None, map(property_name, field_codes(node))))


def values_of(document: Document) -> Mapping[str, str]:
    """What goes into the places, by the names of `KEYS`."""
    metadata, marking = document.metadata, document.marking
    subtitles = (
        each for each in walk(document.blocks) if isinstance(each, Paragraph) and each.role == "subtitle"
    )
    return {
        "title": metadata.title,
        "subtitle": next((plain(each.spans) for each in subtitles), ""),
        "short title": metadata.short_title,
        "subject": metadata.subject,
        "author": metadata.author,
        "keywords": ", ".join(metadata.keywords),
        "date": metadata.shown_date,
        "audience": metadata.audience,
        MARKING: _GAP.join(filter(None, (marking.restriction, marking.label))),
        "reference number": metadata.identifier,
    }


@dataclass(frozen=True, slots=True)
class Filling:
    """The values of one document, and the id of the character style that its marking is set in."""

    values: Mapping[str, str]
    restriction: str
    label: str
    marking_style: str


def fill(node: Element, filling: Filling) -> bool:
    """Fills every place below an element; true when the marking is shown in one of them, in the open text."""
    marked = False
    for control in tuple(node.iter(NAME["w:sdt"])):
        key = control_key(control)
        if key:
            marked = marked or (key == MARKING and _is_open(control))
            _fill_control(control, key, filling)
    for each in fields_of(node):
        key = _field_key(each.code)
        if key:
            marked = marked or (key == MARKING and _is_open(each.node))
            each.show(partial(_value_runs, key=key, filling=filling))
        if key == MARKING:
            each.unwrap()  # no update may change it
    return marked


def keys_below(node: Element) -> Iterator[tuple[str, bool]]:
    """The values of the places below an element, each with True when it stands in the open text."""
    places = [(control_key(control), control) for control in node.iter(NAME["w:sdt"])]
    places += [(_field_key(each.code), each.node) for each in fields_of(node)]
    yield from ((key, _is_open(place)) for key, place in places if key)


def _field_key(code: str) -> str:
    first = code.split(maxsplit=1)[0].upper() if code.split() else ""
    return _FIELDS.get(first, "") or key_of(property_name(code))


def _is_open(node: Element) -> bool:
    """Text boxes are drawings: some programs do not show them, and screen readers come to them last."""
    return next(node.iterancestors(NAME["w:drawing"], NAME["w:pict"]), None) is None


def control_key(control: Element) -> str:
    """The value that a control is for."""
    properties = control.find(NAME["w:sdtPr"])
    if properties is None:
        return ""
    for name in ("w:tag", "w:alias"):
        found = properties.find(NAME[name])
        key = "" if found is None else key_of(found.get(NAME["w:val"], ""))
        if key:
            return key
    bound = properties.find(NAME["w:dataBinding"])
    path = "" if bound is None else bound.get(NAME["w:xpath"], "")
    found_path = _BOUND.search(path)
    return key_of(found_path[1]) if found_path else ""


_OF_OTHER_KINDS = (
    "checkbox",
    "dropDownList",
    "comboBox",
    "picture",
    "docPartObj",
    "docPartList",
    "group",
    "equation",
)


def unfilled(node: Element) -> Iterator[str]:
    """The names of controls of text below an element that documents do not fill; "" for one without a name."""
    for control in node.iter(NAME["w:sdt"]):
        properties = control.find(NAME["w:sdtPr"])
        kinds = (
            () if properties is None else tuple(each.tag for each in properties if isinstance(each.tag, str))
        )
        is_other = any(kind.endswith("}" + other) for kind in kinds for other in _OF_OTHER_KINDS)
        is_around = control.find(f".//{NAME['w:sdt']}") is not None
        if not (is_other or is_around or control_key(control) or is_content_place(control)):
            names = (
                () if properties is None else (properties.find(NAME[name]) for name in ("w:tag", "w:alias"))
            )
            yield next((each.get(NAME["w:val"], "") for each in names if each is not None), "")


def is_content_place(control: Element) -> bool:
    """The control whose place the document takes."""
    properties = control.find(NAME["w:sdtPr"])
    names = () if properties is None else (properties.find(NAME[name]) for name in ("w:tag", "w:alias"))
    return any(
        each is not None and each.get(NAME["w:val"], "").strip().casefold() == CONTENT for each in names
    )


def _fill_control(control: Element, key: str, filling: Filling) -> None:
    """The first run of the control, with new words; what else stood in it was a sample."""
    content = control.find(NAME["w:sdtContent"])
    if content is None:
        return
    if key != MARKING and control.find(f".//{NAME['w:sdt']}") is not None:
        return  # a control round other controls, which are filled themselves
    paragraph = next(content.iter(NAME["w:p"]), None)
    if paragraph is not None:
        for other in tuple(content.iter(NAME["w:p"])):
            if other is not paragraph and other.getparent() is paragraph.getparent():
                other.getparent().remove(other)
    for chosen in control.iter(NAME["w:date"]):
        chosen.attrib.pop(NAME["w:fullDate"], None)
    holder = content if paragraph is None else paragraph
    letters = letters_of(next(holder.iter(NAME["w:r"]), None))
    for child in tuple(holder):
        if child.tag != NAME["w:pPr"]:
            holder.remove(child)
    _value_runs(holder, letters, key, filling)
    if key == MARKING:
        # A marking is nobody's to retype, and a control of plain text would give all of it the letters of its first run.
        unwrap(control, content)


def _value_runs(holder: Element, letters: Element | None, key: str, filling: Filling) -> list[Element]:
    """New runs at the end of a holder."""
    if key == MARKING:
        return write_marking(holder, filling, letters)
    return [write_run(holder, filling.values[key], letters)]


def write_marking(holder: Element, filling: Filling, letters: Element | None = None) -> list[Element]:
    """The marking at the end of a line, in the colours of its standard, whatever the template has there."""
    made = [write_run(holder, f"{filling.restriction}{_GAP}", letters)] if filling.restriction else []
    run = add(holder, "w:r")
    add(add(run, "w:rPr"), "w:rStyle", val=filling.marking_style)
    text(run, filling.label)
    return [*made, run]


def write_run(holder: Element, words: str, letters: Element | None) -> Element:
    """A run at the end of an element."""
    run = add(holder, "w:r")
    if letters is not None:
        run.append(deepcopy(letters))
    text(run, words)
    return run
