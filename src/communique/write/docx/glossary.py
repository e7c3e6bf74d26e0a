"""The glossary document (17.12): what empty controls show. Word puts it back when somebody clears a control.

Without it Word shows a sentence of its own, in the language of the reader's Word. One building block for each wording,
named by a hash of it: the same wording has the same name in all files, and nothing else shows in it.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from lxml import etree

from communique.write.docx.controls import block_guid, block_name
from communique.write.docx.ooxml import NAME, Element, based_on, serialised
from communique.write.docx.package import Part, Relations, part
from communique.write.docx.paper import Paper
from communique.write.docx.properties import write_glossary_settings
from communique.write.docx.runs import Voice, say

GLOSSARY = "word/glossary/document.xml"
_STYLES, _FONTS, _SETTINGS = (f"word/glossary/{name}.xml" for name in ("styles", "fontTable", "settings"))
# 17.12.15: of this kind are the blocks that controls look for (17.5.2.9); Word's own are in this category.
_KIND = (
    '<w:category><w:name w:val="General"/><w:gallery w:val="placeholder"/></w:category>'
    '<w:types><w:type w:val="bbPlcHdr"/></w:types><w:behaviors><w:behavior w:val="content"/></w:behaviors>'
)


def write_glossary(
    wordings: Iterable[str], language: str, style: str, styles: bytes, fonts: bytes
) -> tuple[Part, ...]:
    """The part with those that it needs; none without wordings.

    `style` is the id of the style for placeholders in `styles`; these and `fonts` are parts of the document, before fonts are
    put inside. Of the styles the glossary has only what its own words need.
    """
    paper = Paper()
    for wording in wordings:
        _put_block(paper, wording, language, style)
    if not paper.pieces:
        return ()
    links = Relations()
    for kind, name in (("styles", _STYLES), ("settings", _SETTINGS), ("fonts", _FONTS)):
        links.to(kind, name)
    return (
        part(GLOSSARY, "glossary", paper.part("w:glossaryDocument", inside="w:docParts"), links),
        part(_STYLES, "styles", _needed(styles, style)),
        part(_SETTINGS, "settings", write_glossary_settings(language)),
        part(_FONTS, "fonts", fonts),
    )


def _put_block(paper: Paper, wording: str, language: str, style: str) -> None:
    name = f'<w:name w:val="{block_name(wording)}"/>'
    paper.put(
        f'<w:docPart><w:docPartPr>{name}{_KIND}<w:guid w:val="{block_guid(wording)}"/></w:docPartPr>'
        "<w:docPartBody><w:p>"
    )
    say(paper, wording, language, Voice(style))
    paper.put("</w:p></w:docPartBody></w:docPart>")


@lru_cache(maxsize=16)
def _needed(styles: bytes, style: str) -> bytes:
    """The defaults, and the style with those that it is based on; nothing that leads to lists or other styles."""
    root = etree.fromstring(styles)
    nodes = {str(node.get(NAME["w:styleId"], "")): node for node in root.iter(NAME["w:style"])}
    defaults = (node for node in nodes.values() if node.get(NAME["w:default"]) in {"1", "true"})
    kept = {each for node in (*defaults, nodes[style]) for each in based_on(node, nodes)}
    ids = {node.get(NAME["w:styleId"]) for node in kept}
    for node in tuple(root.iter(NAME["w:latentStyles"], NAME["w:style"])):
        if node not in kept:
            root.remove(node)
    for node in tuple(root.iter(NAME["w:numPr"], NAME["w:next"], NAME["w:link"])):
        if node.tag == NAME["w:numPr"] or node.get(NAME["w:val"]) not in ids:
            _drop(node)
    return serialised(root)


def _drop(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
