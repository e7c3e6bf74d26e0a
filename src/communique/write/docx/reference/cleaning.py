"""What of a template may get into documents: refusals with their place and remedy, and what is taken out without a word.

Refused is what somebody has to decide on in Word. Taken out is what Word notes by itself and no reader misses: revision
ids, comments, proofing marks, bookmarks, the placeholders of controls.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.nodes import Element

# Fields whose results come from the document or its layout. All others tell of a machine, a person or a day, or fetch.
FIELDS = frozenset(
    [
        "PAGE",
        "NUMPAGES",
        "SECTION",
        "SECTIONPAGES",
        "STYLEREF",
        "TITLE",
        "SUBJECT",
        "AUTHOR",
        "KEYWORDS",
        "DOCPROPERTY",
        "HYPERLINK",
        "SYMBOL",
    ]
)
LINK_SCHEMES = ("http://", "https://", "mailto:")
_CHANGES = (
    "ins del moveFrom moveTo rPrChange pPrChange sectPrChange tblPrChange tblPrExChange trPrChange tcPrChange cellIns "
    "cellDel numberingChange"
)
_ON = "[not(@w:val) or not(@w:val='0' or @w:val='false' or @w:val='off')]"


@dataclass(frozen=True, slots=True)
class Refusal:
    """Something in a template that must be mended there."""

    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class _Row:
    path: str
    what: str
    remedy: str


def _any(names: str) -> str:
    return " | ".join(f".//w:{name}" for name in names.split())


_ROWS = (
    _Row(
        _any(_CHANGES),
        "tracked changes",
        "accept or reject all of them (Review > Accept > Accept All Changes)",
    ),
    _Row(
        f".//w:permStart | .//w:sectPr/w:formProt{_ON}",
        "a protected section",
        "take the protection off (Review > Restrict Editing > Stop Protection)",
    ),
    _Row(f".//w:vanish{_ON}", "hidden text", "show it (Home > ¶) and delete it, or make it visible"),
    _Row(
        ".//w:altChunk | .//w:subDoc | .//w:object | .//w:control | .//w:movie",
        "an embedded object or file",
        "delete it, or put a picture of it there",
    ),
    _Row(
        ".//w:footnoteReference | .//w:endnoteReference",
        "a footnote",
        "write it out in the text: footnotes are numbered by the document",
    ),
    _Row(
        ".//w:hyperlink[@w:anchor and not(@r:id)]",
        "a link to a place in the template",
        "take the link off (right-click > Remove Hyperlink): documents have other places",
    ),
    _Row(
        ".//*[namespace-uri()='urn:schemas-microsoft-com:vml'][@src]",
        "a picture that is fetched from outside",
        "embed it: break its link (File > Info > Edit Links to Files)",
    ),
    _Row(
        ".//*[namespace-uri()='urn:schemas-microsoft-com:vml'][@href[not(starts-with(., 'http') or starts-with(., 'mailto:'))]]",
        "a link to a file or program",
        "take the link off (right-click > Remove Link), or link to a page of the web",
    ),
    _Row(
        ".//*[local-name()='webVideoPr']",
        "a film of the web",
        "delete it, or put a link to it there",
    ),
)
_DROPPED = (
    _any(
        "proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permEnd lastRenderedPageBreak rsid "
        "smartTagPr customXmlPr placeholder showingPlcHdr commentReference annotationRef printerSettings"
    )
    # a picture as it was before Word altered its colours or cut it free, which nobody sees ([MS-ODRAWXML] 2.3.1.14)
    + " | .//a:ext[.//*[local-name()='imgLayer']]"
)
# Attributes by which Word follows what was edited when; our own parts have none of them.
_TRACES = re.compile(r"\}(rsid\w*|paraId|textId|anchorId|editId)$")
_PATH_LIKE = re.compile(r"[A-Za-z]:\\|\\\\|file:|/(Users|home|tmp|var)/", re.IGNORECASE)
# Of the attributes that Office adds to shapes of VML, those that say how one looks and stands (ECMA-376 Part 4, 19.2).
_SHAPES = "urn:schemas-microsoft-com:office:office"
_SHAPED = frozenset(
    [
        "allowincell",
        "allowoverlap",
        "bullet",
        "connecttype",
        "hr",
        "hralign",
        "hrnoshade",
        "hrpct",
        "hrstd",
        "insetmode",
        "preferrelative",
        "spid",
        "spt",
    ]
)
_OURS = frozenset(NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic", "mc", "w14"))


def refusals(node: Element, where: str) -> Iterator[Refusal]:
    """What of a part must be mended in the template, each kind once a part."""
    for row in _ROWS:
        found = _find(node, row.path)
        if found:
            yield Refusal(f"{where} holds {row.what}{near(found[0])}", row.remedy)
    for name in dict.fromkeys(_field_names(node)):
        if name not in FIELDS:
            remedy = (
                "replace it by text, or by a content control or a document property that documents fill; "
                f"fields that can stay: {', '.join(sorted(FIELDS))}"
            )
            yield Refusal(f"{where} holds the field {name or 'without a name'}", remedy)
    if any(_leads_astray(code) for code in field_codes(node)):
        remedy = "take the link off (right-click > Remove Hyperlink), or link to a page of the web"
        yield Refusal(f"{where} holds a field with a link to a file or to a place in the template", remedy)


def refused_settings(node: Element) -> Iterator[Refusal]:
    """Protection that is in force (17.15.1.29)."""
    for found in _find(node, ".//w:documentProtection[@w:enforcement='1' or @w:enforcement='true']"):
        kind = found.get(NAME["w:edit"], "editing")
        yield Refusal(
            f"it is protected ({kind})",
            "take the protection off (Review > Restrict Editing > Stop Protection)",
        )


def cleaned(node: Element) -> Element:
    """The same element, in place, without what Word notes by itself, and without other makers' extensions."""
    for found in _find(node, _DROPPED):
        _remove(found)
    for each in node.iter(etree.Element):
        for name in tuple(each.attrib):
            if _TRACES.search(name) or _is_foreign(etree.QName(name)):
                del each.attrib[name]
    for control in _find(node, ".//w:sdtPr"):
        for child in tuple(control):
            if etree.QName(child).namespace not in _OURS:
                control.remove(child)
    for drawing in node.iter(NAME["wp:docPr"], NAME["pic:cNvPr"]):
        _clean_naming(drawing)
    return node


def _is_foreign(name: etree.QName) -> bool:
    """Of a namespace that documents of ours do not write."""
    if name.namespace == _SHAPES:
        return name.localname not in _SHAPED
    return bool(name.namespace) and name.namespace not in {*_OURS, NAMESPACES["xml"]}


def _clean_naming(drawing: Element) -> None:
    """Names and descriptions of pictures that are paths say where a colleague keeps them."""
    if drawing.get("name"):
        drawing.set("name", "Picture")
    for name in ("descr", "title"):
        if _PATH_LIKE.search(drawing.get(name, "")):
            del drawing.attrib[name]


def _remove(node: Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _find(node: Element, path: str) -> list[Element]:
    return list(node.xpath(path, namespaces=NAMESPACES))


def near(node: Element) -> str:
    """The words of the paragraph around an element, by which a person finds the place; "" where it has none."""
    paragraph = next(node.iterancestors(NAME["w:p"]), node)
    words = " ".join("".join(str(text) for text in _texts(paragraph)).split())
    return f", near “{words[:40]}”" if words else ""


def _texts(node: Element) -> list[str]:
    return list(node.xpath(".//w:t/text() | .//w:delText/text()", namespaces=NAMESPACES))


def _field_names(node: Element) -> Iterator[str]:
    """The first words of all instructions."""
    yield from map(_first_word, field_codes(node))


def field_codes(node: Element) -> Iterator[str]:
    """All instructions below an element, of simple and of complex fields (17.16.18, 17.16.19)."""
    for simple in node.iter(NAME["w:fldSimple"]):
        yield simple.get(NAME["w:instr"], "")
    for paragraph in node.iter(NAME["w:p"]):
        yield from instructions(paragraph)


def _leads_astray(code: str) -> bool:
    """True for a HYPERLINK that leads to no page of the web."""
    words = code.split(maxsplit=1)
    target = words[1].lstrip('" ') if len(words) > 1 else ""
    return _first_word(code) == "HYPERLINK" and not target.lower().startswith(LINK_SCHEMES)


def instructions(paragraph: Element) -> Iterator[str]:
    """The instructions of the complex fields of a paragraph; a field in a field gives the outer's up to there."""
    gathered = ""
    for piece in paragraph.iter(NAME["w:fldChar"], NAME["w:instrText"]):
        if piece.tag == NAME["w:instrText"]:
            gathered += piece.text or ""
        elif gathered:
            yield gathered
            gathered = ""
    if gathered:
        yield gathered


def _first_word(code: str) -> str:
    words = code.split()
    return words[0].upper() if words else ""
