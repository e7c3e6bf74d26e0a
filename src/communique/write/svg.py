"""Drawings in a PDF: their fonts become the theme's, whatever the drawing program wrote.

A name such as `Arial` or `sans-serif` would be looked up on the machine, and the same drawing would have other bytes
elsewhere. Browsers and Word get drawings as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from lxml import etree

_IN_STYLE = re.compile(r"(font-family\s*:\s*)([^;}]+)")
# Parts of family names that tell a serif face; "sans-serif" does not count.
_SERIF = re.compile(r"(?<!sans-)(?<!sans )serif|times|georgia|cambria|garamond|palatino|roman", re.IGNORECASE)


def with_theme_fonts(drawing: bytes, stacks: Mapping[str, str]) -> bytes:
    """The drawing with every font family replaced by the theme's `serif` or `sans` stack."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(drawing, parser)
    root.set("font-family", str(root.get("font-family", "sans-serif")))
    for element in root.iter(etree.Element):
        if "font-family" in element.attrib:
            element.set("font-family", _stack(str(element.get("font-family")), stacks))
        if "style" in element.attrib:
            element.set("style", _restyled(str(element.get("style")), stacks))
        if etree.QName(element).localname == "style" and element.text:
            element.text = _restyled(element.text, stacks)
    return etree.tostring(root)


def _restyled(style: str, stacks: Mapping[str, str]) -> str:
    return _IN_STYLE.sub(lambda found: found[1] + _stack(found[2], stacks), style)


def _stack(families: str, stacks: Mapping[str, str]) -> str:
    first = families.split(",", maxsplit=1)[0]
    # Attributes hold the stack as it stands; single quotes keep it whole inside either kind of quote.
    return stacks["serif" if _SERIF.search(first) else "sans"].replace('"', "'")
