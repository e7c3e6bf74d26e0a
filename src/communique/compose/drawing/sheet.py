"""A sheet to draw on: a few shapes and words, as SVG that WeasyPrint, resvg, Word and browsers draw alike.

Presentation attributes only: no style sheet, no ids, no links. Words go through lxml, which escapes them.
"""

from __future__ import annotations

from dataclasses import dataclass

from lxml import etree

from communique.compose.drawing.ruler import Ruler
from communique.theme import Theme

_SVG = "http://www.w3.org/2000/svg"
_PX = 96 / 72  # CSS pixels in a point


@dataclass(frozen=True)
class Look:
    """What a theme says about pictures: colours by name, the family, sizes in CSS pixels, and a ruler."""

    ruler: Ruler
    family: str
    ink: str
    muted: str
    hairline: str
    accent: str
    text: float
    small: float

    @classmethod
    def of(cls, theme: Theme) -> Look:
        """The look of a theme: labels in the size of captions, scales in the size of running feet."""
        tokens, sans = theme.tokens, theme.tokens.fonts.sans
        named = (sans.family, *sans.substitutes)
        return cls(
            ruler=Ruler.of(theme),
            family=", ".join((*(f"'{name}'" for name in named), sans.generic)),
            ink=tokens.colours.ink,
            muted=tokens.colours.muted,
            hairline=tokens.colours.hairline,
            accent=tokens.colours.accent,
            text=tokens.type.caption.size * _PX,
            small=tokens.type.foot.size * _PX,
        )

    @property
    def leading(self) -> float:
        """From one line of a label to the next."""
        return round(self.text * 1.25, 2)


def tint(colour: str, share: float) -> str:
    """A colour mixed with white: 1 is the colour itself, 0 white."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02X}" for part in parts)


class Sheet:
    """A drawing in the making, `width` CSS pixels wide; y grows downwards."""

    def __init__(self, look: Look, width: float) -> None:
        self.look = look
        self.width = width
        self._root = etree.fromstring(f'<svg xmlns="{_SVG}"/>')

    def line(
        self, start: tuple[float, float], end: tuple[float, float], colour: str, width: float = 1
    ) -> None:
        """A straight line."""
        (x1, y1), (x2, y2) = start, end
        self._put("line", x1=x1, y1=y1, x2=x2, y2=y2, stroke=colour, stroke_width=width)

    def path(self, points: list[tuple[float, float]], colour: str, width: float, dashes: str = "") -> None:
        """A line through points."""
        told = " ".join(f"{_number(x)},{_number(y)}" for x, y in points)
        extra: dict[str, str | float] = {"stroke_dasharray": dashes} if dashes else {}
        self._put("polyline", points=told, fill="none", stroke=colour, stroke_width=width, **extra)

    def box(
        self, corner: tuple[float, float], size: tuple[float, float], fill: str, stroke: str = ""
    ) -> None:
        """A rectangle from its upper left corner."""
        extra: dict[str, str | float] = {"stroke": stroke, "stroke_width": 0.75} if stroke else {}
        self._put("rect", x=corner[0], y=corner[1], width=size[0], height=size[1], fill=fill, **extra)

    def dot(self, centre: tuple[float, float], radius: float, fill: str, stroke: str = "#FFFFFF") -> None:
        """A round mark."""
        self._put("circle", cx=centre[0], cy=centre[1], r=radius, fill=fill, stroke=stroke, stroke_width=1.5)

    def half(self, centre: tuple[float, float], radius: float, fill: str) -> None:
        """The left half of a round mark."""
        x, top, foot = centre[0], centre[1] - radius, centre[1] + radius
        arc = f"A{_number(radius)},{_number(radius)} 0 0 0 {_number(x)},{_number(foot)}"
        self._put("path", d=f"M{_number(x)},{_number(top)} {arc} Z", fill=fill)

    def text(
        self,
        at: tuple[float, float],
        words: str,
        colour: str,
        *,
        size: float = 0,
        bold: bool = False,
        end: str = "",
    ) -> None:
        """A line of words; `at` is where its baseline begins, or ends (`end`: end), or is in the middle of (middle)."""
        extra: dict[str, str | float] = {"text_anchor": end} if end else {}
        if bold:
            extra["font_weight"] = 600
        made = self._put("text", x=at[0], y=at[1], fill=colour, font_size=size or self.look.text, **extra)
        made.text = words

    def finished(self, height: float) -> tuple[bytes, int, int]:
        """The drawing's bytes, with its width and height in whole CSS pixels."""
        width, tall = round(self.width), max(1, round(height))
        for name, value in (("width", width), ("height", tall), ("viewBox", f"0 0 {width} {tall}")):
            self._root.set(name, str(value))
        self._root.set("font-family", self.look.family)
        return etree.tostring(self._root), width, tall

    def _put(self, name: str, **attributes: str | float) -> etree._Element:
        made = etree.SubElement(self._root, f"{{{_SVG}}}{name}")
        for key, value in attributes.items():
            made.set(key.replace("_", "-"), value if isinstance(value, str) else _number(value))
        return made


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
