"""Fonts inside the file, for readers who do not have them: an option, since it makes files large (17.8.1).

Only as the fonts' own licence bits allow it (OpenType OS/2, fsType): a font that may not be embedded, or only for looking at
and printing, which would make Word open the file for reading only, stays outside and is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from hashlib import blake2s
from io import BytesIO
from uuid import UUID

from lxml import etree

from communique.codes import Code
from communique.findings import Finding, Severity
from communique.theme import FontFamily, Theme
from communique.write.docx.ooxml import NAME, attribute, serialised
from communique.write.docx.order import put
from communique.write.docx.package import Part, Relations, part

# fsType, bits 0 to 3 (OpenType 1.9): 0 installable, 8 editable; 2 restricted and 4 preview and print are not enough.
_ALLOWED = frozenset({0, 8})
_BITMAP_ONLY = 0x0200
_SCRAMBLED = 32  # bytes at the beginning of the font (17.8.1)
_BOLD, _ITALIC = 1, 2  # head.macStyle
SLOTS = {
    0: "w:embedRegular",
    _BOLD: "w:embedBold",
    _ITALIC: "w:embedItalic",
    _BOLD | _ITALIC: "w:embedBoldItalic",
}


def check_fonts(theme: Theme) -> tuple[Finding, ...]:
    """A warning for each font that is to be embedded and must not be."""
    return tuple(
        Finding(
            Code.FONT_NOT_EMBEDDED,
            family.place("family"),
            f"the font '{file}' may not be embedded in files that are edited: its licence bits say so",
            "take 'embed_fonts' out, or use a font that allows it; readers without the font see a substitute",
            severity=Severity.WARNING,
        )
        for family, file, data in _cuts(theme)
        if not may_be_embedded(data)
    )


@dataclass(frozen=True, slots=True)
class Cut:
    """A font file that goes into Word files: the family that it is a cut of, the place of that cut, and its bytes."""

    family: str
    slot: str
    data: bytes = field(repr=False)


def theme_cuts(theme: Theme) -> tuple[Cut, ...]:
    """The theme's fonts, where it asks for them and their licences allow it."""
    if theme.tokens.word is None or not theme.tokens.word.embed_fonts:
        return ()
    return tuple(
        Cut(family.family, SLOTS[_style(data)], data)
        for family, _, data in _cuts(theme)
        if may_be_embedded(data)
    )


def embed(table: Part, cuts: Iterable[Cut]) -> tuple[Part, ...]:
    """The font table with fonts, the first of each cut, and a part for each of them."""
    root = etree.fromstring(table.data)
    rows = {row.get(NAME["w:name"], ""): row for row in root.iter(NAME["w:font"])}
    links = Relations()
    parts: list[Part] = []
    for cut in cuts:
        row = rows.get(cut.family)
        if row is None or row.find(NAME[cut.slot]) is not None:
            continue
        guid = UUID(blake2s(cut.data, digest_size=16).hexdigest())
        name = f"word/fonts/font{len(parts) + 1}.odttf"
        node = put(row, cut.slot)
        attribute(node, "r:id", links.to("font", name))
        attribute(node, "w:fontKey", f"{{{str(guid).upper()}}}")
        parts.append(part(name, "font", scrambled(cut.data, guid)))
    return (replace(table, data=serialised(root), relations=links), *parts)


def scrambled(data: bytes, guid: UUID) -> bytes:
    """The font with its first 32 bytes turned by the key, backwards; twice gives the font again (17.8.1)."""
    key = guid.bytes[::-1]
    head = bytes(byte ^ key[place % len(key)] for place, byte in enumerate(data[:_SCRAMBLED]))
    return head + data[_SCRAMBLED:]


def _cuts(theme: Theme) -> Iterator[tuple[FontFamily, str, bytes]]:
    """Files that bear the family's name themselves: Word looks for an embedded cut by that name, and not by its weight."""
    for family in theme.tokens.fonts.families():
        for file in family.files:
            data = theme.font(f"fonts/{file.file}")
            if _family(data) == family.family:
                yield family, file.file, data


def may_be_embedded(data: bytes) -> bool:
    """What the licence bits of a font say of files that are edited."""
    _, bits, _ = _read(data)
    return bits & 0xF in _ALLOWED and not bits & _BITMAP_ONLY


def _family(data: bytes) -> str:
    return _read(data)[0]


def _style(data: bytes) -> int:
    return _read(data)[2] & (_BOLD | _ITALIC)


@lru_cache(maxsize=64)
def _read(data: bytes) -> tuple[str, int, int]:
    """Family name (name id 1), fsType and macStyle."""
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(data), lazy=True)
    return str(font["name"].getDebugName(1)), int(font["OS/2"].fsType), int(font["head"].macStyle)
