"""Names of WordprocessingML, and the elements that reading passes by, each group with its reason."""

from __future__ import annotations

from communique.verify.extract.package import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


def _w(names: str) -> frozenset[str]:
    return frozenset(f"{W}{name}" for name in names.split())


# What holds no words of the document.
PASSED_BY = (
    # properties, read where they matter
    _w("pPr rPr tblPr tblGrid tblPrEx trPr tcPr sectPr sdtPr sdtEndPr")
    # marks of ranges
    | _w(
        "bookmarkStart bookmarkEnd commentRangeStart commentRangeEnd commentReference proofErr permStart permEnd"
    )
    | _w("moveFromRangeStart moveFromRangeEnd moveToRangeStart moveToRangeEnd lastRenderedPageBreak")
    # what a reader no longer has: text that a tracked change took away (17.13.5.14, 17.13.5.22)
    | _w("del moveFrom delText delInstrText")
    # what layout or fields make: soft hyphens, the marks of notes, the data of a field
    | _w("softHyphen footnoteRef endnoteRef annotationRef separator continuationSeparator fldData")
)
# What only groups, so that its children stand in its place.
GROUPS = _w("sdtContent hyperlink ins moveTo smartTag customXml fldSimple dir bdo")


def element_name(node: Element) -> str:
    """The name of an element without its namespace; "" for comments and processing instructions."""
    return node.tag.rpartition("}")[2] if isinstance(node.tag, str) else ""
