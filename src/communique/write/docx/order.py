"""Children in the order that the schema asks for: Word calls a file with another order damaged.

One table and one function (`put`) for every element whose children are a sequence. The rows are the sequences of
ECMA-376 Part 1 (transitional), without the elements that record revisions.
"""

from __future__ import annotations

from communique.write.docx.ooxml import NAME, Element, Value, add


def _w(names: str) -> tuple[str, ...]:
    return tuple(f"w:{name}" for name in names.split())


ORDER: dict[str, tuple[str, ...]] = {
    # 17.3.1.26
    "w:pPr": _w(
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
        "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi "
        "adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection "
        "textAlignment textboxTightWrap outlineLvl divId cnfStyle rPr sectPr"
    ),
    # 17.3.2.28
    "w:rPr": _w(
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
        "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl "
        "cs em lang eastAsianLayout specVanish oMath"
    ),
    # 17.4.60
    "w:tblPr": _w(
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
        "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    # 17.4.70
    "w:tcPr": _w(
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark"
    ),
    # 17.4.82 is a choice; this is the order in which Word writes it
    "w:trPr": _w("cnfStyle gridBefore gridAfter cantSplit trHeight tblHeader jc"),
    # 17.4.39, 17.3.1.24
    "w:tblBorders": _w("top left bottom right insideH insideV"),
    "w:tcBorders": _w("top left bottom right insideH insideV"),
    "w:pBdr": _w("top left bottom right between bar"),
    # 17.5.2.38; the kind of control comes last, and [MS-DOCX] 2.6.1.17 adds the checkbox
    "w:sdtPr": (
        *_w("rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding"),
        *_w("comboBox date docPartObj docPartList dropDownList picture richText text"),
        "w14:checkbox",
    ),
    # 17.6.17
    "w:sectPr": _w(
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
        "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid"
    ),
    # 17.7.4.17
    "w:style": _w(
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
        "pPr rPr tblPr trPr tcPr tblStylePr"
    ),
    # 17.9.6, 17.9.1
    "w:lvl": _w("start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr"),
    "w:abstractNum": _w("nsid multiLevelType tmpl name styleLink numStyleLink lvl"),
    # 17.8.3.10
    "w:font": _w(
        "altName panose1 charset family notTrueType pitch sig embedRegular embedBold embedItalic embedBoldItalic"
    ),
    # 17.15.1.78
    "w:settings": _w(
        "writeProtection view zoom removePersonalInformation embedTrueTypeFonts saveSubsetFonts mirrorMargins "
        "bordersDoNotSurroundHeader bordersDoNotSurroundFooter attachedTemplate stylePaneFormatFilter "
        "stylePaneSortMethod trackRevisions documentProtection defaultTabStop autoHyphenation "
        "consecutiveHyphenLimit hyphenationZone doNotHyphenateCaps evenAndOddHeaders characterSpacingControl "
        "footnotePr endnotePr compat docVars themeFontLang clrSchemeMapping decimalSymbol listSeparator"
    ),
}

_RANKS: dict[str, dict[str, int]] = {
    NAME[parent]: {NAME[child]: rank for rank, child in enumerate(children)}
    for parent, children in ORDER.items()
}


def put(parent: Element, name: str, /, **attributes: Value) -> Element:
    """A new child in its place among those already there; after its equals, where the schema lets it repeat.

    Raises KeyError for a parent or child that the table does not know: a guess would be a damaged file.
    """
    ranks = _RANKS[parent.tag]
    rank = ranks[NAME[name]]
    child = add(parent, name, **attributes)
    place = len(parent) - 1
    while place and ranks[parent[place - 1].tag] > rank:
        place -= 1
    if place != len(parent) - 1:
        parent.insert(place, child)
    return child


def misplaced(node: Element) -> tuple[str, ...]:
    """The names of the elements, in a node and below it, whose children stand in another order than the table's."""
    wrong: list[str] = []
    for parent in node.iter(*_RANKS):
        ranks = _RANKS[parent.tag]
        found = [ranks.get(child.tag, -1) for child in parent]
        if -1 in found or found != sorted(found):
            wrong.append(parent.tag.rsplit("}", 1)[1])
    return tuple(wrong)
