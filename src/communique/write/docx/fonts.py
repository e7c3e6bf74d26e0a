"""`word/fontTable.xml` and `word/theme/theme1.xml`: which fonts and colours the styles' names stand for."""

from __future__ import annotations

from copy import deepcopy

from lxml import etree

from communique.theme import FontFamily, Tokens
from communique.write.docx.ooxml import NAME, NAMESPACES, Element, add, plain, serialised
from communique.write.docx.order import put
from communique.write.docx.paint import SLOTS, hexadecimal
from communique.write.docx.template import office_theme

# 17.18.30
_FAMILIES = {"serif": "roman", "sans-serif": "swiss"}
_A = {"a": NAMESPACES["a"]}


def write_font_table(tokens: Tokens) -> bytes:
    """The fonts of the theme, with what a machine without them should take instead (17.8.3.1, 17.8.3.13)."""
    part = _table()
    for family in tokens.fonts.families():
        _put_font(part, family)
    tick = add(part, "w:font", name="MS Gothic")
    put(tick, "w:panose1", val="020B0609070205080204")
    put(tick, "w:charset", val="80")
    put(tick, "w:family", val="modern")
    put(tick, "w:pitch", val="fixed")
    return serialised(part)


def _put_font(part: Element, family: FontFamily) -> None:
    node = add(part, "w:font", name=family.family)
    if family.substitutes:
        put(node, "w:altName", val=",".join(family.substitutes))
    put(node, "w:panose1", val=family.panose)
    put(node, "w:charset", val="00")
    put(node, "w:family", val=_FAMILIES[family.generic])
    put(node, "w:pitch", val="variable")


def write_theme(tokens: Tokens) -> bytes:
    """Office's theme with our colours, and our fonts as its two: the sans for headings, the serif for the body."""
    part = office_theme()
    part.set("name", tokens.title)
    colours = _only(part, "a:themeElements/a:clrScheme")
    colours.set("name", tokens.title)
    taken = {slot: hexadecimal(tokens, colour) for colour, (slot, _) in SLOTS.items()}
    taken |= {"lt1": "FFFFFF", "accent6": taken["dk2"], "hlink": taken["accent1"], "folHlink": taken["dk2"]}
    for slot in colours:
        value = taken[slot.tag.rsplit("}", 1)[1]]
        for old in tuple(slot):
            slot.remove(old)
        plain(slot, "a:srgbClr", val=value)
    fonts = _only(part, "a:themeElements/a:fontScheme")
    fonts.set("name", tokens.title)
    for path, family in (("a:majorFont", tokens.fonts.sans), ("a:minorFont", tokens.fonts.serif)):
        latin = _only(fonts, f"{path}/a:latin")
        latin.set("typeface", family.family)
        latin.set("panose", family.panose)
    return serialised(part)


def with_office_theme(office: Element | None, ours: bytes) -> bytes:
    """Our theme with an office's colours and fonts. Its effects stay behind: they may reach for pictures."""
    if office is None:
        return ours
    part = etree.fromstring(ours)
    for path in ("a:themeElements/a:clrScheme", "a:themeElements/a:fontScheme"):
        given = office.find(path, _A)
        if given is not None:
            old, made = _only(part, path), deepcopy(given)
            for extension in made.findall("a:extLst", _A):
                made.remove(extension)
            above = old.getparent()
            if above is not None:
                above.replace(old, made)
    return serialised(part)


def with_office_fonts(office: Element | None, ours: bytes) -> bytes:
    """An office's font table and ours behind it, each font once; files inside it come along elsewhere (`embedding.embed`)."""
    part = _table()
    seen: set[str] = set()
    rows = [] if office is None else list(office.iter(NAME["w:font"]))
    for row in (*rows, *etree.fromstring(ours).iter(NAME["w:font"])):
        name = row.get(NAME["w:name"], "")
        if name and name.casefold() not in seen:
            seen.add(name.casefold())
            made = deepcopy(row)
            for child in tuple(made):
                if child.tag not in _FONT_CHILDREN:
                    made.remove(child)
            part.append(made)
    return serialised(part)


def _table() -> Element:
    """A table without rows; `r` is there for the fonts that go into the file."""
    return etree.Element(NAME["w:fonts"], nsmap={prefix: NAMESPACES[prefix] for prefix in ("w", "r")})


_FONT_CHILDREN = frozenset(
    NAME[f"w:{name}"] for name in ("altName", "panose1", "charset", "family", "notTrueType", "pitch", "sig")
)


def _only(node: Element, path: str) -> Element:
    found = node.find(path, _A)
    if found is None:
        message = f"the template's theme has no {path}"
        raise LookupError(message)
    return found
