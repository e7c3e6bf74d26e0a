"""How wide words are in the theme's own fonts, so that labels can be laid out without collisions."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO

from communique.theme import FontFamily, Theme

# Readers whose machine lacks the theme's fonts see a substitute, which can be a little wider.
_SLACK = 1.03
_UNKNOWN = 0.6  # em; a character that no font has is a finding elsewhere


@dataclass(frozen=True)
class Ruler:
    """Measures words of the theme's sans family, in its regular and its semibold cut.

    Kerning and ligatures are not counted; they make words narrower, not wider.
    """

    regular: tuple[bytes, ...] = field(repr=False)
    bold: tuple[bytes, ...] = field(repr=False)

    @classmethod
    def of(cls, theme: Theme) -> Ruler:
        """The ruler of a theme."""
        fonts = theme.tokens.fonts
        others = tuple(theme.font(f"fonts/{family.files[0].file}") for family in fonts.fallback)
        return cls(
            (theme.font(f"fonts/{_cut(fonts.sans, '400')}"), *others),
            (theme.font(f"fonts/{_cut(fonts.sans, '600')}"), *others),
        )

    def width(self, text: str, size: float, *, bold: bool = False) -> float:
        """The width of a line of text."""
        fonts = [_advances(data) for data in (self.bold if bold else self.regular)]
        ems = sum(next((font[char] for font in fonts if char in font), _UNKNOWN) for char in text)
        return ems * size * _SLACK

    def wrapped(self, text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
        """The text in lines that fit; a word that is wider than the room is broken where it must be."""
        lines: list[str] = []
        line = ""
        for word in text.split():
            longer = f"{line} {word}" if line else word
            if self.width(longer, size, bold=bold) <= room:
                line = longer
                continue
            if line:
                lines.append(line)
            *full, line = self._broken(word, size, room, bold=bold)
            lines += full
        return (*lines, line) if line else tuple(lines)

    def _broken(self, word: str, size: float, room: float, *, bold: bool) -> list[str]:
        pieces = [""]
        for char in word:
            if pieces[-1] and self.width(pieces[-1] + char, size, bold=bold) > room:
                pieces.append("")
            pieces[-1] += char
        return pieces


def _cut(family: FontFamily, weight: str) -> str:
    """The file of an upright cut; the family's first file where it has none of that weight."""
    upright = {file.weight: file.file for file in reversed(family.files) if file.style == "normal"}
    return upright.get(weight, family.files[0].file)


@lru_cache(maxsize=16)
def _advances(font: bytes) -> dict[str, float]:
    """The advance of each character, in ems."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(font), lazy=True) as opened:
        em = opened["head"].unitsPerEm
        metrics = opened["hmtx"].metrics
        return {chr(code): metrics[glyph][0] / em for code, glyph in (opened.getBestCmap() or {}).items()}
