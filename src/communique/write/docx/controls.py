"""Content controls: the box that is ticked by a click ([MS-DOCX] 2.6.1.17), and places to choose, date and write in."""

from __future__ import annotations

from hashlib import blake2s
from uuid import UUID

from communique.content.spans import Fill, Tick, Words
from communique.write.docx.ooxml import add, attribute
from communique.write.docx.order import put
from communique.write.docx.paper import Paper, opened, scratch

TICKED, UNTICKED = "2612", "2610"  # ☒ ☐, in the font that Word itself uses for them
_FONT = "MS Gothic"
_TICK = '<w:r><w:rPr><w:rStyle w:val="Tick"/></w:rPr>'
_LONGEST = 64  # characters of a tag or title in Word


CONTROL_END = "</w:sdtContent></w:sdt>"


def write_tick(paper: Paper, tick: Tick, number: int) -> None:
    """A checkbox inside a line of text. Its tag is the tick's name, its title the label; long ones are cut."""
    control = scratch("w:sdt")
    properties = add(control, "w:sdtPr")
    if tick.label:
        put(properties, "w:alias", val=_cut(tick.label))
    put(properties, "w:tag", val=tag(tick.name))
    put(properties, "w:id", val=number)
    box = put(properties, "w14:checkbox")
    attribute(add(box, "w14:checked"), "w14:val", int(tick.checked))
    for name, sign in (("w14:checkedState", TICKED), ("w14:uncheckedState", UNTICKED)):
        state = add(box, name)
        attribute(state, "w14:val", sign)
        attribute(state, "w14:font", _FONT)
    paper.put(f"{opened(control)}<w:sdtContent>")
    paper.say(_TICK, chr(int(TICKED if tick.checked else UNTICKED, 16)))
    paper.put(CONTROL_END)


def fill_start(fill: Fill, number: int, language: str, block: str) -> str:
    """A control for a choice, a date, words or notes (17.5.2.15, 17.5.2.7, 17.5.2.44), up to what it shows.

    The tag is the place's name, by which what was filled in is found again; `block` names what Word shows there while it is
    empty (17.5.2.25).
    """
    control = scratch("w:sdt")
    properties = add(control, "w:sdtPr")
    put(properties, "w:alias", val=_cut(fill.label))
    put(properties, "w:tag", val=tag(fill.name))
    put(properties, "w:id", val=number)
    add(put(properties, "w:placeholder"), "w:docPart", val=block)
    if not fill.children:
        put(properties, "w:showingPlcHdr")
    match fill.kind:
        case "choice":
            choice = put(properties, "w:dropDownList")
            for value, shown in fill.options:
                add(choice, "w:listItem", displayText=shown, value=value)
        case "date":
            chosen = put(properties, "w:date")
            for name, value in (
                ("dateFormat", "d MMMM yyyy"),
                ("lid", language),
                ("storeMappedDataAs", "date"),
                ("calendar", "gregorian"),
            ):
                add(chosen, f"w:{name}", val=value)
        case _ if all(isinstance(span, Words) for span in fill.children):
            put(properties, "w:text", **({"multiLine": 1} if fill.kind == "notes" else {}))
        case _:
            put(properties, "w:richText")
    return f"{opened(control)}<w:sdtContent>"


def block_name(wording: str) -> str:
    """The name of the building block with a wording (`glossary`), made as Word makes such names: 32 digits."""
    return _hash(wording, b"name").hex.upper()


def block_guid(wording: str) -> str:
    """The number by which Word tells that building block from all others (17.12.8)."""
    return f"{{{str(_hash(wording, b'guid')).upper()}}}"


def _hash(wording: str, person: bytes) -> UUID:
    return UUID(
        bytes=blake2s(wording.encode("utf-8", "surrogatepass"), digest_size=16, person=person).digest()
    )


def tag(name: str) -> str:
    """The tag for a name: the name, or as much of it as fits before a hash that keeps it unique."""
    if len(name) <= _LONGEST:
        return name
    tail = blake2s(name.encode("utf-8", "surrogatepass"), digest_size=6).hexdigest()
    return f"{name[: _LONGEST - len(tail) - 1]}-{tail}"


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST else f"{label[: _LONGEST - 1].rstrip()}…"
