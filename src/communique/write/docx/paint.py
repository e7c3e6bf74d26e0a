"""The theme's colours and fonts as Word names them, so that changing the theme in Word restyles the document."""

from __future__ import annotations

from communique.theme import Tokens
from communique.write.docx.ooxml import Element
from communique.write.docx.order import put

# The theme's colour -> the slot of `a:clrScheme` that holds it, and what `w:themeColor` calls that slot (17.18.97).
SLOTS = {
    "ink": ("dk1", "text1"),
    "muted": ("dk2", "text2"),
    "paper_tint": ("lt2", "background2"),
    "accent": ("accent1", "accent1"),
    "signal": ("accent2", "accent2"),
    "good": ("accent3", "accent3"),
    "hairline": ("accent4", "accent4"),
    "accent_tint": ("accent5", "accent5"),
}
# Prose is Word's body font, everything that is scanned its heading font (17.18.96).
FONT_SLOTS = {"serif": "minor", "sans": "major"}


def hexadecimal(tokens: Tokens, colour: str) -> str:
    """The six digits of a colour of the theme."""
    value: str = getattr(tokens.colours, colour)
    return value.removeprefix("#").upper()


def put_fonts(letters: Element, family: str) -> None:
    """`w:rFonts` that names a font of the theme for every script (17.3.2.26)."""
    slot = FONT_SLOTS[family]
    put(
        letters,
        "w:rFonts",
        asciiTheme=f"{slot}HAnsi",
        eastAsiaTheme=f"{slot}EastAsia",
        hAnsiTheme=f"{slot}HAnsi",
        cstheme=f"{slot}Bidi",
    )


def put_colour(letters: Element, tokens: Tokens, colour: str) -> None:
    """`w:color` by theme slot, with the value for readers that know no themes."""
    put(letters, "w:color", val=hexadecimal(tokens, colour), themeColor=SLOTS[colour][1])


def put_fill(parent: Element, tokens: Tokens, colour: str) -> None:
    """`w:shd` by theme slot (17.3.5)."""
    put_shade(parent, hexadecimal(tokens, colour), colour)


def put_shade(parent: Element, digits: str, colour: str) -> None:
    """The same with the six digits of the colour."""
    put(parent, "w:shd", val="clear", color="auto", fill=digits, themeFill=SLOTS[colour][1])


def put_line(parent: Element, name: str, tokens: Tokens, colour: str, width: float, distance: float) -> None:
    """A border: eighths of a point wide, points away (17.3.4); no width takes an inherited one away."""
    if not width:
        put(parent, name, val="nil")
        return
    put(
        parent,
        name,
        val="single",
        sz=round(width * 8),
        space=round(distance),
        color=hexadecimal(tokens, colour),
        themeColor=SLOTS[colour][1],
    )
