"""Which channel each attribute of an Office file belongs to; what stands in no row is told as any other attribute."""

from __future__ import annotations

from collections.abc import Mapping

from communique.verify.channels.docx_channels import (
    ALT,
    ATTRIBUTES,
    BOOKMARKS,
    COMMENT_AUTHORS,
    CONTROLS,
    DRAWINGS,
    FIELDS,
    FONTS,
    IDENTIFIERS,
    LINKS,
    MAIL_MERGE,
    NUMBERING,
    PEOPLE,
    REVISIONS,
    STYLES,
    TAGS,
    THEME,
    VARIABLES,
    WATERMARKS,
)
from communique.verify.channels.model import Channel


def _rows(channel: Channel, pairs: str) -> dict[tuple[str, str], Channel]:
    """`bookmarkStart@name` and the like, parted by blanks."""
    return {(element, name): channel for element, _, name in (each.partition("@") for each in pairs.split())}


# By element and attribute, without prefixes.
OF_ELEMENT: Mapping[tuple[str, str], Channel] = {
    **_rows(BOOKMARKS, "bookmarkStart@name moveFromRangeStart@name moveToRangeStart@name permStart@ed"),
    **_rows(ALT, "docPr@descr docPr@title cNvPr@descr cNvPr@title tblCaption@val tblDescription@val"),
    **_rows(ALT, "shape@alt image@alt rect@alt group@alt imagedata@title shape@title"),
    **_rows(DRAWINGS, "docPr@name cNvPr@name shape@id shapetype@id rect@id group@id shape@spid"),
    **_rows(WATERMARKS, "textpath@string"),
    **_rows(LINKS, "hyperlink@anchor hyperlink@tooltip hyperlink@docLocation hyperlink@tgtFrame"),
    **_rows(LINKS, "hlinkClick@tooltip hlinkHover@tooltip hlinkClick@tgtFrame shape@href shape@target"),
    **_rows(CONTROLS, "tag@val alias@val docPart@val listItem@displayText listItem@value comboBox@lastValue"),
    **_rows(CONTROLS, "dataBinding@xpath dataBinding@prefixMappings dataBinding@storeItemID date@fullDate"),
    **_rows(CONTROLS, "dropDownList@lastValue dateFormat@val docPartGallery@val docPartCategory@val"),
    **_rows(FIELDS, "fldSimple@instr helpText@val statusText@val entryMacro@val exitMacro@val default@val"),
    **_rows(FIELDS, "textInput@default listEntry@val ffData@name format@val"),
    **_rows(COMMENT_AUTHORS, "comment@author comment@initials"),
    **_rows(PEOPLE, "person@author presenceInfo@userId presenceInfo@providerId person@contact"),
    **_rows(STYLES, "style@styleId aliases@val basedOn@val next@val link@val lsdException@name"),
    **_rows(STYLES, "pStyle@val rStyle@val tblStyle@val tableStyle@val clickAndTypeStyle@val"),
    **_rows(NUMBERING, "lvlText@val styleLink@val numStyleLink@val nsid@val tmpl@val"),
    **_rows(FONTS, "font@name altName@val latin@typeface ea@typeface cs@typeface font@typeface sym@font"),
    **_rows(FONTS, "rFonts@ascii rFonts@hAnsi rFonts@cs rFonts@eastAsia buFont@typeface"),
    **_rows(THEME, "theme@name clrScheme@name fontScheme@name fmtScheme@name objectDefaults@name"),
    **_rows(
        TAGS, "smartTag@element smartTag@uri customXml@element customXml@uri attr@name attr@val attr@uri"
    ),
    **_rows(VARIABLES, "docVar@name docVar@val"),
    **_rows(IDENTIFIERS, "rsid@val rsidRoot@val docId@val persistentDocumentId@val durableId@val"),
    **_rows(
        MAIL_MERGE,
        "query@val connectString@val udl@val table@val mappedName@val addressFieldName@val mailSubject@val "
        "colDelim@val uniqueTag@val dataType@val mainDocumentType@val destination@val",
    ),
}
# By the attribute alone.
OF_NAME: Mapping[str, Channel] = {
    "author": REVISIONS, "date": REVISIONS, "dateUtc": REVISIONS, "initials": REVISIONS,
    "oldAuthor": REVISIONS,
    "paraId": IDENTIFIERS, "textId": IDENTIFIERS, "paraIdParent": IDENTIFIERS, "durableId": IDENTIFIERS,
    "rsidR": IDENTIFIERS, "rsidRPr": IDENTIFIERS, "rsidP": IDENTIFIERS, "rsidRDefault": IDENTIFIERS,
    "rsidDel": IDENTIFIERS, "rsidSect": IDENTIFIERS, "rsidTr": IDENTIFIERS, "editId": IDENTIFIERS,
    "anchorId": IDENTIFIERS,
}  # fmt: skip
# `name` elements mean what their part means.
NAME_OF_PART: Mapping[str, Channel] = {"styles": STYLES, "numbering": NUMBERING, "document": FIELDS}


def channel_of(element: str, attribute: str, part: str, default: Channel) -> Channel:
    """The channel of an attribute; `part` is the root element, `default` what the part's other attributes are."""
    if default is not ATTRIBUTES:
        return OF_ELEMENT.get((element, attribute), default) if part == "settings" else default
    found = OF_ELEMENT.get((element, attribute)) or OF_NAME.get(attribute)
    if found is None and element == "name" and attribute == "val":
        found = NAME_OF_PART.get(part)
    return found or default
