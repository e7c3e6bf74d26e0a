"""A drawing's words: text, titles, labels, names, style sheets, comments, and what it embeds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from communique.verify.channels.images_channels import (
    SVG_ATTRIBUTES,
    SVG_COMMENTS,
    SVG_LABELS,
    SVG_METADATA,
    SVG_NAMES,
    SVG_STYLE,
    SVG_TEXT,
    SVG_TITLES,
)
from communique.verify.channels.markup import (
    Markup,
    decoded,
    distinct_tags,
    local,
    one_line,
    taken_apart,
    unescaped,
)
from communique.verify.channels.model import Channel, Said
from communique.verify.channels.uris import said_in_uris, without_uris

# A stretch of these elements is read as one, over the elements inside it.
_WHOLE = re.compile(
    r"<(?:[^\s<>/:]+:)?(text|title|desc|style|script)(?=[\s/>])[^>]*+(?<!/)>(.*?)(?:</(?:[^\s<>/:]+:)?\1\s*>|\Z)",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*+>")
_OF_WHOLE = {
    "text": SVG_TEXT, "title": SVG_TITLES, "desc": SVG_TITLES, "style": SVG_STYLE, "script": SVG_STYLE,
}  # fmt: skip
_ATTRIBUTES = {
    "aria-label": SVG_LABELS, "aria-description": SVG_LABELS, "alt": SVG_LABELS,
    "id": SVG_NAMES, "class": SVG_NAMES, "name": SVG_NAMES, "label": SVG_NAMES, "font-family": SVG_NAMES,
    "style": SVG_STYLE,
}  # fmt: skip
# Attributes of shapes, whose values can be long and hold numbers only.
_SHAPES = frozenset({"d", "points", "transform", "viewBox", "x", "y", "cx", "cy", "r", "width", "height"})
_NUMBERS = re.compile(r"[\s\d.,+eE()-]*[MmLlHhVvCcSsQqTtAaZz\s\d.,+eE-]*")


def said_in_svg(data: bytes, where: str, depth: int) -> Iterator[Said]:
    """What a drawing says. Runs of one text are joined; text as outlines has no characters and is not seen."""
    yield from _said(data, where, depth)


@lru_cache(maxsize=64)
def _said(data: bytes, where: str, depth: int) -> tuple[Said, ...]:
    """Remembered: the same drawing is in the files of every format and audience."""
    markup = taken_apart(decoded(data))
    told = (Said(words, channel, where) for channel, words in _told(markup))
    return (*told, *said_in_uris(markup.text, where, depth, SVG_METADATA))


def _told(markup: Markup) -> Iterator[tuple[Channel, str]]:
    aside = (*markup.comments, *markup.instructions, *(each for each in markup.declarations if _speaks(each)))
    if aside:
        yield SVG_COMMENTS, "\n".join(aside)
    found: dict[Channel, dict[str, None]] = {}

    def whole(match: re.Match[str]) -> str:
        words = unescaped(_TAG.sub("", match[2]))
        found.setdefault(_OF_WHOLE[match[1]], {})[one_line(words)] = None
        return _WORDS.sub(">", match[0])

    for tag in distinct_tags(_WHOLE.sub(whole, without_uris(markup.text))):
        found.setdefault(SVG_NAMES, {})[tag.name] = None
        words = tag.text if not tag.rest else f"{tag.text}\n{tag.rest}"
        if words.strip():
            found.setdefault(SVG_METADATA, {})[one_line(words)] = None
        for key, value in tag.attributes:
            name = local(key)
            if name not in _SHAPES or not _NUMBERS.fullmatch(value):
                channel = SVG_LABELS if key == "xlink:title" else _ATTRIBUTES.get(name, SVG_ATTRIBUTES)
                found.setdefault(channel, {})[value] = None
            found[SVG_NAMES][key] = None
    for channel, values in found.items():
        yield channel, "\n".join(values)


_WORDS = re.compile(r">[^<]*")


def _speaks(declaration: str) -> bool:
    """Is a document type more than the usual one of SVG 1.1?"""
    return "[" in declaration or "W3C//DTD SVG" not in declaration
