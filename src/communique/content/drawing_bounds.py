"""Bounds of a drawing (SVG): what would take a renderer minutes or all memory, though it is small on the disk.

Not looked at: filters and patterns, whose cost the size of the raster copy bounds (`compose/pictures.py`).
"""

from __future__ import annotations

import binascii
import warnings
from base64 import b64decode
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

if TYPE_CHECKING:
    from lxml import etree

MAX_ELEMENTS = 50_000  # as written, and as drawn when every <use> is filled in
MAX_EMBEDDED = 40_000_000  # pixels of a picture inside the drawing
_HREF = ("href", "{http://www.w3.org/1999/xlink}href")


def fault_of_bounds(root: etree._Element) -> str:
    """What about a drawing is out of bounds, in words that follow its name; "" when nothing is."""
    if sum(1 for _ in _elements(root.iter())) > MAX_ELEMENTS:
        return f"has more than {MAX_ELEMENTS:,} elements"
    named = {str(element.get("id")): element for element in _elements(root.iter()) if element.get("id")}
    try:
        if _Counter(named).drawn(root) > MAX_ELEMENTS:
            return f"repeats its parts until there are more than {MAX_ELEMENTS:,}"
    except RecursionError:
        return "has a part that repeats itself"
    for element in _elements(root.iter()):
        for address in _addresses(element):
            if address.startswith("data:") and _pixels(address) > MAX_EMBEDDED:
                return f"holds a picture of more than {MAX_EMBEDDED // 1_000_000} million pixels, or a damaged one"
    return ""


def _elements(nodes: Iterable[etree._Element]) -> Iterator[etree._Element]:
    """Without comments and instructions, whose tags are no names."""
    return (node for node in nodes if isinstance(node.tag, str))  # type: ignore[redundant-expr]  # not of comments


def _addresses(element: etree._Element) -> Iterator[str]:
    yield from (str(element.get(name)).strip() for name in _HREF if element.get(name))


class _Counter:
    """Counts the elements that are drawn for an element, with those that it refers to. Raises RecursionError in a circle."""

    def __init__(self, named: Mapping[str, etree._Element]) -> None:
        self.named = named
        self.counted: dict[etree._Element, int] = {}
        self.open: set[etree._Element] = set()

    def drawn(self, element: etree._Element) -> int:
        if element in self.open:
            raise RecursionError
        if element not in self.counted:
            self.open.add(element)
            inner = sum(self.drawn(child) for child in _elements(element))
            referred = sum(self.drawn(target) for target in self._targets(element))
            self.open.discard(element)
            self.counted[element] = 1 + inner + referred
        return self.counted[element]

    def _targets(self, element: etree._Element) -> Iterator[etree._Element]:
        if str(element.tag).rpartition("}")[2] == "use":
            names = (address[1:] for address in _addresses(element) if address.startswith("#"))
            yield from (self.named[name] for name in names if name in self.named)


def _pixels(address: str) -> float:
    """The pixels of a picture in a data: URI (RFC 2397); endless for one that cannot be opened."""
    from PIL import Image

    head, _, body = address.partition(",")
    try:
        data = b64decode(body, validate=False) if head.endswith(";base64") else unquote_to_bytes(body)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=("PNG", "JPEG")) as image:
                return image.width * image.height
    except (binascii.Error, ValueError, OSError, SyntaxError, Image.DecompressionBombError):
        return float("inf")
