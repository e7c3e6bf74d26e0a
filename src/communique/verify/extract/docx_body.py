"""The text of WordprocessingML blocks: one table of readers, one of what is passed by, and the rest is told."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from communique.verify.extract.docx_styles import StyleText, outline_level
from communique.verify.extract.model import Piece, Place, TableText
from communique.verify.extract.ooxml import DECORATIVE, GROUPS, MC, PASSED_BY, WP, W, element_name
from communique.verify.extract.package import Element

CONTENTS_GALLERY = "Table of Contents"  # 17.5.2.11
DOCUMENT_BOOKMARK = (
    "_document"  # around what a document itself says, where an office's template stands around it
)
CHARACTERS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-", f"{W}ptab": "\t"}


class BodyReader:
    """Reads blocks in order; results gather in its fields.

    `calls` are the ids of the footnotes in the order of their calls, which is how Word numbers them.
    """

    def __init__(self, styles: Mapping[str, StyleText]) -> None:
        self.styles = styles
        self.pieces: list[Piece] = []
        self.headings: list[tuple[int, str]] = []
        self.tables: list[TableText] = []
        self.no_alt: list[str] = []
        self.unknown: set[str] = set()
        self.calls: list[str] = []
        self._path: tuple[str, ...] = ()
        self._place = Place.BODY
        self._text: list[str] = []
        self._fields: list[bool] = []  # of each open field: is this its result?
        self._readers: Mapping[str, Callable[[Element], None]] = {
            f"{W}p": self._paragraph,
            f"{W}r": self._run,
            f"{W}tbl": self._table,
            f"{W}tr": self._grouped,
            f"{W}tc": self._grouped,
            f"{W}sdt": self._control,
            f"{W}t": self._words,
            f"{W}sym": self._symbol,
            f"{W}instrText": self._nothing,
            f"{W}fldChar": self._field,
            f"{W}footnoteReference": self._call,
            f"{W}drawing": self._drawing,
            f"{W}pict": self._nothing,  # VML, which we write for no text
            f"{MC}AlternateContent": self._alternatives,
            **dict.fromkeys(CHARACTERS, self._character),
            **dict.fromkeys(GROUPS, self.read),
            **dict.fromkeys(PASSED_BY, self._nothing),
        }

    def read_body(self, body: Element) -> None:
        """The text of a document; what stands outside its bookmark, if it has one, is the office's."""
        marks = [
            each for each in body.findall(f"{W}bookmarkStart") if each.get(f"{W}name") == DOCUMENT_BOOKMARK
        ]
        if not marks:
            self.read(body)
            return
        self._place = Place.HOUSE
        number = marks[0].get(f"{W}id")
        for child in tuple(body):
            self.read([child])
            self._flush()
            if child is marks[0]:
                self._place = Place.BODY
            elif child.tag == f"{W}bookmarkEnd" and child.get(f"{W}id") == number:
                self._place = Place.HOUSE
        self._place = Place.BODY

    def read(self, parent: Element) -> None:
        """Everything inside an element."""
        for child in parent:
            if not isinstance(child.tag, str):
                continue  # a comment or processing instruction
            reader = self._readers.get(child.tag)
            if reader is None:
                self.unknown.add(element_name(child))
            else:
                reader(child)

    def _nothing(self, _: Element) -> None:
        """What has no words, or none that a reader sees."""

    def _paragraph(self, node: Element) -> None:
        self._flush()
        properties = node.find(f"{W}pPr")
        named = None if properties is None else properties.find(f"{W}pStyle")
        style = self.styles.get("" if named is None else named.get(f"{W}val", ""), StyleText("", 0))
        level = outline_level(properties)
        level = style.level if level is None else level
        outer, self._path = self._path, (*self._path, f"h{level}" if level else "p", style.name)
        before = len(self.pieces)
        self.read(node)
        self._flush()
        self._path = outer
        if level and self._place is Place.BODY:
            self.headings.append((level, "".join(piece.text for piece in self.pieces[before:])))

    def _run(self, node: Element) -> None:
        hidden = node.find(f"{W}rPr/{W}vanish")
        if hidden is None or hidden.get(f"{W}val", "true") in {"0", "false", "off"}:
            self.read(node)
            return
        self._flush()
        place, self._place = self._place, Place.HIDDEN
        self.read(node)
        self._flush()
        self._place = place

    def _grouped(self, node: Element) -> None:
        outer, self._path = self._path, (*self._path, element_name(node))
        self.read(node)
        self._path = outer

    def _table(self, node: Element) -> None:
        """A table, with the text of the cells of those rows that repeat on each page (17.4.78)."""
        cells: list[str] = []
        for row in node.findall(f"{W}tr"):
            found = row.find(f"{W}trPr/{W}tblHeader")
            if found is not None and found.get(f"{W}val", "true") not in {"0", "false", "off"}:
                cells += (text_below(cell) for cell in row.iter(f"{W}tc"))
        self.tables.append(TableText(tuple(cells), text_below(node)[:60]))
        self._grouped(node)

    def _control(self, node: Element) -> None:
        """A content control; the one that holds the contents is known by its gallery."""
        gallery = node.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
        content = node.find(f"{W}sdtContent")
        if content is None or node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None:
            return  # what a control shows while nothing is filled in is no part of the document
        place = self._place
        if gallery is not None and gallery.get(f"{W}val") == CONTENTS_GALLERY:
            self._place = Place.CONTENTS
        self.read(content)
        if place is not self._place:
            self._flush()
        self._place = place

    def _words(self, node: Element) -> None:
        if all(self._fields):
            self._text.append(node.text or "")

    def _character(self, node: Element) -> None:
        if all(self._fields):
            self._text.append(CHARACTERS[node.tag])

    def _symbol(self, node: Element) -> None:
        """A character by its number (17.3.3.30)."""
        code = node.get(f"{W}char", "")
        try:
            self._text.append(chr(int(code, 16)))
        except (ValueError, OverflowError):
            self.unknown.add(f"sym {code}")

    def _field(self, node: Element) -> None:
        """The marks of a field: its instruction stands before `separate`, its result behind it (17.16.18)."""
        match node.get(f"{W}fldCharType"):
            case "begin":
                self._fields.append(False)
            case "separate" if self._fields:
                self._fields[-1] = True
            case "end" if self._fields:
                self._fields.pop()
            case other:
                self.unknown.add(f"fldChar {other}")

    def _call(self, node: Element) -> None:
        """The call of a footnote, as the number that Word shows there."""
        self.calls.append(node.get(f"{W}id", ""))
        self._text.append(str(len(self.calls)))

    def _drawing(self, node: Element) -> None:
        """A picture: its description (20.4.2.5), unless it is marked as decorative. A box with words needs none."""
        is_box = any(text_below(each) for each in node.iter(f"{W}txbxContent"))
        for properties in node.iter(f"{WP}docPr"):
            said = properties.get("descr", "").strip()
            decorative = any(each.get("val") not in {"0", "false"} for each in properties.iter(DECORATIVE))
            if said:
                self._flush()
                place = self._place if self._place is Place.HOUSE else Place.ALT
                self.pieces.append(Piece(said, (*self._path, "drawing"), place=place))
            elif not (decorative or is_box):
                self.no_alt.append(properties.get("name", "a picture"))

    def _alternatives(self, node: Element) -> None:
        """Of the alternatives the first, which is the one that Word takes (ECMA-376 Part 3, 10.2)."""
        chosen = node.find(f"{MC}Choice")
        if chosen is not None:
            self.read(chosen)

    def _flush(self) -> None:
        text = "".join(self._text)
        self._text.clear()
        if text:
            self.pieces.append(Piece(text, self._path, place=self._place))


def text_below(node: Element | None) -> str:
    """All text that an element shows, its blocks parted by blanks; "" for no element."""
    if node is None:
        return ""
    reader = BodyReader({})
    reader.read(node)
    return " ".join(piece.text for piece in reader.pieces)
