"""What tests ask of a drawing: its words and where they stand, its poles and bars, what collides."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

from lxml import etree

from communique.compose.drawing.sheet import Look
from kit.samples import default_theme

_SVG = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Box:
    """The room that a line of words takes."""

    words: str
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: Box) -> bool:
        """True when two lines of words overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def look() -> Look:
    return Look.of(default_theme())


def parsed(data: bytes) -> etree._Element:
    return etree.fromstring(data)


def words(data: bytes) -> list[str]:
    """Every line of words, in the order in which they are drawn."""
    return [text.text or "" for text in parsed(data).iter(f"{_SVG}text")]


def boxes(data: bytes) -> list[Box]:
    """The room of every line of words: from the top of its capitals to its baseline."""
    found = []
    for text in parsed(data).iter(f"{_SVG}text"):
        size, x, y = (float(text.get(name, "0")) for name in ("font-size", "x", "y"))
        width = look().ruler.width(text.text or "", size, bold="font-weight" in text.attrib)
        left = x - {"end": width, "middle": width / 2}.get(text.get("text-anchor", ""), 0.0)
        found.append(Box(text.text or "", left, y - size * 0.7, left + width, y))
    return found


def lines(data: bytes) -> list[tuple[float, float, float, float]]:
    """The ends of every straight line: x and y, x and y."""
    return [
        (float(line.get("x1", "0")), float(line.get("y1", "0")), float(line.get("x2", "0")), float(line.get("y2", "0")))
        for line in parsed(data).iter(f"{_SVG}line")
    ]  # fmt: skip


def bars(data: bytes) -> list[float]:
    """The widths of the rectangles, in the order in which they are drawn."""
    return [float(rect.get("width", "0")) for rect in parsed(data).iter(f"{_SVG}rect")]


def collisions(data: bytes) -> list[tuple[str, str]]:
    """Pairs of lines of words that overlap."""
    return [(one.words, other.words) for one, other in combinations(boxes(data), 2) if one.meets(other)]


def crossed(data: bytes) -> list[str]:
    """Words that an upright line runs through."""
    return [
        box.words
        for box in boxes(data)
        for x1, y1, x2, y2 in lines(data)
        if x1 == x2 and box.left < x1 < box.right and min(y1, y2) < box.bottom and box.top < max(y1, y2)
    ]


def outside(data: bytes) -> list[str]:
    """Words that stand over the edge of the sheet."""
    root = parsed(data)
    width, height = float(root.get("width", "0")), float(root.get("height", "0"))
    return [
        box.words
        for box in boxes(data)
        if box.left < -1 or box.top < -1 or box.right > width + 1 or box.bottom > height + 1
    ]
