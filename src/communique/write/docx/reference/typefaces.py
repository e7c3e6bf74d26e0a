"""Fonts inside a template: those that documents can carry, and why others are left out (17.8.1).

Word puts fonts into documents that are made from such a template; so do we, with keys that tell of the font alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from communique.fonts import fault_of_font
from communique.write.docx.embedding import SLOTS, Cut, may_be_embedded, scrambled
from communique.write.docx.ooxml import NAME
from communique.write.docx.reference.nodes import Element
from communique.write.docx.reference.opening import Target, Template

_EMBED = "embed its fonts anew in Word (File > Options > Save > Embed fonts in the file)"
_LEAVE = (
    "leave it out of the template, or use a font that allows it; readers without the font see a substitute"
)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A font of a template that documents cannot carry: its name, why, and what to do."""

    name: str
    why: str
    remedy: str


def read_typefaces(template: Template) -> tuple[Cut | LeftOut, ...]:
    """The fonts inside a template, in the order of its font table."""
    table = template.related("fontTable")
    if not table:
        return ()
    targets = template.targets(table)
    tags = {NAME[slot]: slot for slot in SLOTS.values()}
    return tuple(
        _read(
            row.get(NAME["w:name"], ""),
            tags[node.tag],
            node,
            template,
            targets.get(node.get(NAME["r:id"], "")),
        )
        for row in template.tree(table).iter(NAME["w:font"])
        for node in row.iter(*tags)
    )


def _read(name: str, slot: str, node: Element, template: Template, target: Target | None) -> Cut | LeftOut:
    if target is None or target.external or target.name not in template.parts:
        return LeftOut(name, "it is not in the file", _EMBED)
    if node.get(NAME["w:subsetted"], "false") not in {"0", "false", "off"}:
        remedy = f"{_EMBED}, without 'Embed only the characters used'"
        return LeftOut(name, "it holds only the letters that the template itself uses", remedy)
    data = _plain(template.parts[target.name], node.get(NAME["w:fontKey"], ""))
    fault = fault_of_font(data)
    if fault:
        return LeftOut(name, f"it {fault}", _EMBED)
    if not may_be_embedded(data):
        return LeftOut(name, "its licence bits do not allow it in files that are edited", _LEAVE)
    return Cut(name, slot, data)


def _plain(data: bytes, key: str) -> bytes:
    """The font behind its key; as it is, without a key that is one."""
    try:
        return scrambled(data, UUID(key))
    except ValueError:
        return data
