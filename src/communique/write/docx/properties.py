"""`docProps/core.xml` and `word/settings.xml`: what the file says of itself, and how Word is to treat it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from lxml import etree

from communique.compose.model import Metadata
from communique.write.docx.language import languages, separators
from communique.write.docx.ooxml import NAME, NAMESPACES, Element, add, element, serialised
from communique.write.docx.order import put

_CORE = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
_WORD_SETTINGS = "http://schemas.microsoft.com/office/word"
# [MS-DOCX] 2.16.12: Word 2013's layout, and the habits that Word itself switches on for a new file.
_COMPATIBILITY = (
    ("compatibilityMode", "15"),
    ("overrideTableStyleFontSizeAndJustification", "1"),
    ("enableOpenTypeFeatures", "1"),
    ("doNotFlipMirrorIndents", "1"),
    ("differentiateMultirowTableHeaders", "1"),
)
_TAB_STOP = 360
_COLOUR_MAP = (
    "bg1=light1 t1=dark1 bg2=light2 t2=dark2 accent1=accent1 accent2=accent2 accent3=accent3 accent4=accent4 "
    "accent5=accent5 accent6=accent6 hyperlink=hyperlink followedHyperlink=followedHyperlink"
)


def moment_of(metadata: Metadata) -> datetime:
    """The document's date as a moment in UTC; midnight when it names a day only."""
    moment = datetime.fromisoformat(metadata.date)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def write_core(metadata: Metadata, status: str = "") -> bytes:
    """The properties that Word shows under File > Info (ECMA-376 Part 2, 11.1). Nothing comes from the machine."""
    part = etree.Element(f"{{{_CORE['cp']}}}coreProperties", nsmap=_CORE)
    written = moment_of(metadata).strftime("%Y-%m-%dT%H:%M:%SZ")
    rows = (
        ("dc:title", metadata.title),
        ("dc:subject", metadata.subject),
        ("dc:creator", metadata.author),
        ("cp:keywords", ", ".join(metadata.keywords)),
        ("cp:contentStatus", status),
        ("dc:identifier", metadata.identifier),
        ("dc:language", metadata.language),
        ("dcterms:created", written),
        ("dcterms:modified", written),
    )
    for name, value in rows:
        if value:
            prefix, local = name.split(":")
            node = etree.SubElement(part, f"{{{_CORE[prefix]}}}{local}")
            node.text = value
            if prefix == "dcterms":
                node.set(f"{{{_CORE['xsi']}}}type", "dcterms:W3CDTF")
    return serialised(part)


_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUE_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT_ID = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # [MS-OLEPS] 2.14: the property set of users
_FIRST_PROPERTY = 2  # 22.3.2.2: 0 and 1 are taken


def write_custom(values: Mapping[str, str]) -> bytes:
    """`docProps/custom.xml`: properties beyond the core ones, which fields of the text show (22.3.2.1)."""
    part = etree.Element(f"{{{_CUSTOM}}}Properties", nsmap={"op": _CUSTOM, "vt": _VALUE_TYPES})
    for place, (name, value) in enumerate(values.items(), start=_FIRST_PROPERTY):
        row = etree.SubElement(part, f"{{{_CUSTOM}}}property", fmtid=_FORMAT_ID, pid=str(place), name=name)
        etree.SubElement(row, f"{{{_VALUE_TYPES}}}lpwstr").text = value
    return serialised(part)


# What an office's template may say of the layout; all else in its settings tells of a machine or of its editing.
_OFFICE = ("autoHyphenation", "hyphenationZone", "evenAndOddHeaders", "mirrorMargins")
_MEASURE = re.compile(r"\d+(\.\d+)?(mm|cm|in|pt|pc|pi)?$", re.ASCII)  # 22.9.2.14
_SILENT_TAB_STOP = 720  # 17.15.1.25: how far apart stops are in a file that does not say


@dataclass(frozen=True, slots=True)
class Uses:
    """What of a document its settings depend on: footnotes, fonts inside, and what an office's template says.

    `spoken` are the languages of other scripts in the text, for which the theme has fonts of their own.
    """

    notes: bool = False
    fonts: bool = False
    spoken: Mapping[str, str] = field(default_factory=dict)
    office: Element | None = None


def write_settings(metadata: Metadata, uses: Uses) -> bytes:
    """The part. Without `w:updateFields`: Word would ask each reader whether to trust the file's fields."""
    office = uses.office
    part = element("w:settings")
    put(part, "w:zoom", percent=100)
    if uses.fonts:
        put(part, "w:embedTrueTypeFonts")
    put(part, "w:defaultTabStop", val=_TAB_STOP if office is None else _tab_stop(office))
    put(part, "w:characterSpacingControl", val="doNotCompress")
    for name in _OFFICE:
        said = None if office is None else office.find(NAME[f"w:{name}"])
        if said is not None:
            made = put(part, f"w:{name}")
            for key in said.attrib:
                made.set(key, str(said.get(key)))
    if uses.notes:
        notes = put(part, "w:footnotePr")
        for separator in (-1, 0):
            add(notes, "w:footnote", id=separator)
    _put_habits(part, metadata.language)
    put(part, "w:themeFontLang", **{**uses.spoken, **languages(metadata.language)})
    _put_colours(part, office)
    return serialised(part)


def write_glossary_settings(language: str) -> bytes:
    """Those of the glossary document, which is laid out as the document is and never by itself."""
    part = element("w:settings")
    put(part, "w:characterSpacingControl", val="doNotCompress")
    _put_habits(part, language)
    put(part, "w:themeFontLang", **languages(language))
    return serialised(part)


def _put_habits(part: Element, language: str) -> None:
    compatibility = put(part, "w:compat")
    for name, value in _COMPATIBILITY:
        add(compatibility, "w:compatSetting", name=name, uri=_WORD_SETTINGS, val=value)
    decimal, between = separators(language)
    put(part, "w:decimalSymbol", val=decimal)
    put(part, "w:listSeparator", val=between)


def _tab_stop(office: Element) -> str | int:
    """The office's own distance, which its cover and headers are laid out by."""
    said = office.find(NAME["w:defaultTabStop"])
    value = "" if said is None else str(said.get(NAME["w:val"], ""))
    return value if _MEASURE.match(value) else _SILENT_TAB_STOP


def _put_colours(part: Element, office: Element | None) -> None:
    """Which colours of the theme stand for which names: the office's own mapping, where it has one."""
    colours = put(part, "w:clrSchemeMapping")
    for pair in _COLOUR_MAP.split():
        slot, _, colour = pair.partition("=")
        colours.set(f"{{{NAMESPACES['w']}}}{slot}", colour)
    mapped = None if office is None else office.find(NAME["w:clrSchemeMapping"])
    if mapped is not None:
        for key in mapped.attrib:
            colours.set(key, str(mapped.get(key)))
