"""One XML part of an Office file, in every channel that it has: paragraphs, attributes, names, and the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from communique.verify.channels.docx_attributes import channel_of
from communique.verify.channels.docx_channels import (
    APP,
    ATTRIBUTES,
    COMMENTS,
    CONTENT_TYPES,
    CORE,
    CUSTOM,
    CUSTOM_XML,
    DIAGRAMS,
    DOCX_CHANNELS,
    ENDNOTES,
    FONTS,
    FOOTNOTES,
    GLOSSARY,
    HEADERS,
    IDENTIFIERS,
    MARKUP,
    NAMES,
    PEOPLE,
    RELATIONSHIPS,
    SETTINGS,
    STRAY,
    TEMPLATE,
    TEXT,
    THEME,
)
from communique.verify.channels.docx_flow import WORDS, said_in_flow
from communique.verify.channels.markup import Markup, Tag, distinct_tags, local
from communique.verify.channels.model import Channel, Said

SHORTEST = 3


class _Root(NamedTuple):
    """What a part is, by its root element: the channel of its paragraphs, of other text, of other attributes."""

    flow: Channel
    text: Channel
    attributes: Channel


def _all(channel: Channel) -> _Root:
    return _Root(channel, channel, channel)


_ROOTS: Mapping[str, _Root] = {
    "document": _Root(TEXT, STRAY, ATTRIBUTES),
    "hdr": _Root(HEADERS, STRAY, ATTRIBUTES),
    "ftr": _Root(HEADERS, STRAY, ATTRIBUTES),
    "footnotes": _Root(FOOTNOTES, STRAY, ATTRIBUTES),
    "endnotes": _Root(ENDNOTES, STRAY, ATTRIBUTES),
    "comments": _Root(COMMENTS, STRAY, ATTRIBUTES),
    "glossaryDocument": _all(GLOSSARY),
    "commentsEx": _all(IDENTIFIERS),
    "commentsIds": _all(IDENTIFIERS),
    "commentsExtensible": _all(IDENTIFIERS),
    "people": _all(PEOPLE),
    "settings": _all(SETTINGS),
    "webSettings": _all(SETTINGS),
    "fonts": _all(FONTS),
    "theme": _Root(THEME, THEME, ATTRIBUTES),
    "datastoreItem": _all(CUSTOM_XML),
    "coreProperties": _all(CORE),
    "Properties": _all(APP),
    "Types": _all(CONTENT_TYPES),
    "Relationships": _all(RELATIONSHIPS),
    "chartSpace": _Root(DIAGRAMS, DIAGRAMS, ATTRIBUTES),
    "dataModel": _Root(DIAGRAMS, DIAGRAMS, ATTRIBUTES),
    "drawing": _Root(DIAGRAMS, DIAGRAMS, ATTRIBUTES),
}
_OFFICE = _Root(TEXT, STRAY, ATTRIBUTES)  # styles, numbering and every other part of WordprocessingML
_FOREIGN = _all(CUSTOM_XML)
_FIRST = re.compile(r"<((?:[^\s<>/:]+:)?([^\s<>/]+))([^>]*)>?")
_Told: TypeAlias = dict[
    str, dict[str, None]
]  # distinct values by the name of their channel, which hashes fast
_BY_NAME = {each.name: each for each in DOCX_CHANNELS}
_CUSTOM_PROPERTIES = "custom-properties"
_NAMESPACES = ("schemas.openxmlformats.org", "schemas.microsoft.com", "purl.oclc.org/ooxml")


def said_in_part(markup: Markup, where: str, hiding: frozenset[str], known: set[str]) -> Iterator[Said]:
    """Everything that an XML part says; a part that is no Office markup counts as custom XML.

    `known` are names of elements and attributes already told of this file, and grows. Other attributes and names of
    one or two characters are left out: they are counts and switches, and nobody is known by them.
    """
    found = _FIRST.search(markup.text)
    name, root = (found[2], _root(found[2], found[3])) if found else ("", _FOREIGN)
    aside = (*markup.comments, *markup.instructions, *markup.declarations)
    if aside:
        yield Said("\n".join(aside), MARKUP, where)
    if root is not _FOREIGN:
        yield from said_in_flow(markup.text, root.flow, where, hiding)
    told: _Told = {}
    for tag in distinct_tags(markup.text, WORDS if root is not _FOREIGN else frozenset()):
        _hear(tag, name, root, told)
    for channel, values in told.items():
        words = list(values)
        if channel == NAMES.name:
            words = [each for each in words if each not in known and len(each) >= SHORTEST]
            known.update(words)
        elif channel == ATTRIBUTES.name:
            words = [each for each in words if len(each) >= SHORTEST]
        if any(words):
            yield Said("\n".join(words), _BY_NAME[channel], where)


def _root(name: str, attributes: str) -> _Root:
    if not any(each in attributes for each in _NAMESPACES):
        return _FOREIGN
    if name == "Properties" and _CUSTOM_PROPERTIES in attributes:
        return _all(CUSTOM)
    return _ROOTS.get(name, _OFFICE)


def _hear(tag: Tag, part: str, root: _Root, told: _Told) -> None:
    """The attributes, names and loose text of one tag."""
    element = local(tag.name)
    names = told.setdefault((CUSTOM_XML if root is _FOREIGN else NAMES).name, {})
    names[tag.name.removeprefix("/")] = None
    template = part == "Relationships" and any(
        value.endswith("/attachedTemplate") for _, value in tag.attributes
    )
    for key, value in tag.attributes:
        name = local(key)
        names[name] = None
        if key.startswith("xmlns"):
            names[value] = None
        else:
            channel = (
                TEMPLATE
                if template and name == "Target"
                else channel_of(element, name, part, root.attributes)
            )
            told.setdefault(channel.name, {})[value] = None
    loose = tag.text.strip()
    if loose or tag.rest:
        told.setdefault(root.text.name, {})[f"{loose}\n{tag.rest}" if tag.rest else loose] = None
