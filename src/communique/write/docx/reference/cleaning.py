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
)
_DROPPED = (
    _any(
        "proofErr bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd permEnd lastRenderedPageBreak rsid "
        "smartTagPr customXmlPr placeholder showingPlcHdr"
    )
    + " | .//w:r[w:commentReference] | .//w:annotationRef"
)
# Attributes by which Word follows what was edited when; our own parts have none of them.
_TRACES = re.compile(r"\}(rsid\w*|paraId|textId|anchorId|editId)$")
_PATH_LIKE = re.compile(r"[A-Za-z]:\\|\\\\|file:|/(Users|home|tmp|var)/", re.IGNORECASE)
_OURS = frozenset(NAMESPACES[prefix] for prefix in ("w", "r", "wp", "a", "pic", "mc", "w14"))


def refusals(node: Element, where: str) -> Iterator[Refusal]:
    """What of a part must be mended in the template, each kind once a part."""
    for row in _ROWS:
        found = _find(node, row.path)
        if found:
            yield Refusal(f"{where} holds {row.what}{_near(found[0])}", row.remedy)
    for name in dict.fromkeys(_field_names(node)):
        if name not in FIELDS:
            remedy = (
                "replace it by text, or by a content control or a document property that documents fill; "
                f"fields that can stay: {', '.join(sorted(FIELDS))}"
            )
            yield Refusal(f"{where} holds the field {name or 'without a name'}", remedy)


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
            namespace = etree.QName(name).namespace
            if _TRACES.search(name) or (namespace and namespace not in {*_OURS, NAMESPACES["xml"]}):
                del each.attrib[name]
    for control in _find(node, ".//w:sdtPr"):
        for child in tuple(control):
            if etree.QName(child).namespace not in _OURS:
                control.remove(child)
    for drawing in node.iter(NAME["wp:docPr"], NAME["pic:cNvPr"]):
        _clean_naming(drawing)
    return node


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


def _near(node: Element) -> str:
    """The words of the paragraph around it, by which a person finds the place."""
    paragraph = next(node.iterancestors(NAME["w:p"]), node)
    words = " ".join("".join(str(text) for text in _texts(paragraph)).split())
    return f", near “{words[:40]}”" if words else ""


def _texts(node: Element) -> list[str]:
    return list(node.xpath(".//w:t/text() | .//w:delText/text()", namespaces=NAMESPACES))


def _field_names(node: Element) -> Iterator[str]:
    """The first words of all instructions, simple and complex (17.16.18, 17.16.19)."""
    for simple in node.iter(NAME["w:fldSimple"]):
        yield _first_word(simple.get(NAME["w:instr"], ""))
    for paragraph in node.iter(NAME["w:p"]):
        for code in instructions(paragraph):
            yield _first_word(code)


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
