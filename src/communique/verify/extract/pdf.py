"""PDF to text in the order of its structure tree, which is how a screen reader goes through it (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from io import BytesIO
from typing import Any

from communique.verify.extract.model import (
    Field,
    Loose,
    NoteText,
    PdfText,
    Piece,
    Place,
    TableText,
    UnreadableError,
)
from communique.verify.extract.pdf_active import find_active
from communique.verify.extract.pdf_forms import read_field
from communique.verify.extract.pdfium import drawn_text

DEPTH = 200  # levels of the structure tree; one made by WeasyPrint has about twenty
ROLES = 8  # steps in the role map before we take it for a circle
OUTLINE = 10_000  # bookmarks
FIRST_WORDS = 60  # characters by which a reader knows a table again


def extract_pdf(data: bytes) -> PdfText:
    """What a PDF says: tagged text in reading order, notes, and apart from them what stands outside the tags.

    Does not see text inside pictures, nor what is filled in into form fields. Text of an element with a text alternative is `COVERED`.
    Raises UnreadableError.
    """
    import pikepdf  # native, and wanted by no command that only reads content

    pages = drawn_text(data)
    try:
        with pikepdf.open(BytesIO(data)) as pdf:
            numbers: dict[Any, int] = {page.objgen: number for number, page in enumerate(pdf.pages, start=1)}
            return _Reader(pages, numbers).read(pdf)
    except (pikepdf.PdfError, pikepdf.PasswordError, UnicodeError, *_WRONG_TYPES) as fault:
        raise UnreadableError(f"it is damaged: {fault}") from fault


# What pikepdf raises when an object is of another type than the standard asks for at its place.
_WRONG_TYPES = (TypeError, ValueError, KeyError, AttributeError)


@dataclass(slots=True)
class _Table:
    page: int
    headers: list[str] = field(default_factory=list)
    first: str = ""


@dataclass(frozen=True, slots=True)
class _At:
    """Where the walk stands: the tags above, the page, what text here is, and what is around it."""

    path: tuple[str, ...] = ()
    page: int = 0
    place: Place = Place.BODY
    table: _Table | None = None
    header_cell: bool = False
    heading: list[str] | None = None
    note: list[str] | None = None


class _Reader:
    def __init__(self, pages: tuple[tuple[Any, ...], ...], numbers: dict[Any, int]) -> None:
        self.drawn: dict[tuple[int, int], list[str]] = {}
        self.loose: list[tuple[int, Loose]] = []
        for page, texts in enumerate(pages, start=1):
            for each in texts:
                self.drawn.setdefault((page, each.mcid), []).append(each.text)
                self.loose.append(
                    (each.mcid, Loose(each.text, page, each.height, each.size, each.to_right, each.colour))
                )
        self.numbers = numbers
        self.page_count = len(pages)
        self.roles: dict[str, str] = {}
        self.pieces: list[Piece] = []
        self.notes: list[tuple[int, list[str]]] = []
        self.headings: list[tuple[int, list[str]]] = []
        self.tables: list[_Table] = []
        self.fields: list[Field] = []
        self.reached: set[tuple[int, int]] = set()
        self.visited: set[tuple[int, int]] = set()

    def read(self, pdf: Any) -> PdfText:
        root = pdf.Root
        tree = root.get("/StructTreeRoot")
        if tree is not None:
            self.roles = {str(name): str(role) for name, role in tree.get("/RoleMap", {}).items()}
            self._kids(tree.get("/K"), _At())
        return PdfText(
            pieces=tuple(self.pieces),
            notes=_numbered(self.notes),
            loose=tuple(each for mcid, each in self.loose if (each.page, mcid) not in self.reached),
            page_count=self.page_count,
            title=_title(root),
            language=str(root.get("/Lang", "")),
            shows_title=bool(root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False)),
            tagged=tree is not None and bool(root.get("/MarkInfo", {}).get("/Marked", False)),
            outline=tuple(_outline(root)),
            headings=tuple((level, " ".join(texts)) for level, texts in self.headings),
            tables=tuple(TableText(tuple(each.headers), each.first, each.page) for each in self.tables),
            active=find_active(pdf),
            damage=tuple(pdf.check_pdf_syntax()),
            fields=tuple(self.fields),
            field_count=len(root.get("/AcroForm", {}).get("/Fields", ())),
        )

    def _kids(self, kids: Any, at: _At) -> None:
        """What is inside an element: elements, marked-content ids, or references (ISO 32000-1, table 323)."""
        import pikepdf

        if isinstance(kids, pikepdf.Array):
            for kid in kids:
                self._kids(kid, at)
        elif isinstance(kids, pikepdf.Dictionary):
            self._kid(kids, at)
        elif kids is not None:
            self._content(int(kids), at)

    def _kid(self, kid: Any, at: _At) -> None:
        kind = str(kid.get("/Type", "/StructElem"))
        page = self._page_of(kid, at.page)
        if kind == "/MCR":
            self._content(int(kid.MCID), replace(at, page=page))
        elif kind == "/StructElem":
            self._element(kid, replace(at, page=page))
        elif kind == "/OBJR" and str(kid.Obj.get("/Subtype", "")) == "/Widget":
            self.fields.append(read_field(kid.Obj))
        # other objects are links: where one leads is no text

    def _element(self, element: Any, at: _At) -> None:
        if element.is_indirect:
            if element.objgen in self.visited:
                raise UnreadableError("its structure tree is not a tree")
            self.visited.add(element.objgen)
        if len(at.path) > DEPTH:
            raise UnreadableError(f"its structure tree is more than {DEPTH} levels deep")
        tag = self._role(str(element.get("/S", "/NonStruct")))
        inside = self._entered(tag, at)
        said = element.get("/ActualText", element.get("/Alt"))
        if said is not None and inside.place is not Place.COVERED:
            self._say(str(said), Place.BODY if "/ActualText" in element else Place.ALT, inside)
            inside = replace(inside, place=Place.COVERED)
        self._kids(element.get("/K"), inside)

    def _entered(self, tag: str, at: _At) -> _At:
        """Where the walk stands inside an element."""
        changed: dict[str, Any] = {}
        match tag:
            case "Lbl" if at.place is Place.BODY:
                changed["place"] = Place.MARKER
            case "Table":
                self.tables.append(_Table(at.page))
                changed.update(table=self.tables[-1], header_cell=False)
            case "TD":
                changed["header_cell"] = False
            case "TH" if at.table is not None:
                at.table.headers.append("")
                changed["header_cell"] = True
            case "H1" | "H2" | "H3" | "H4" | "H5" | "H6":
                self.headings.append((int(tag[1]), []))
                changed["heading"] = self.headings[-1][1]
            case "Note":
                self.notes.append((at.page, []))
                changed["note"] = self.notes[-1][1]
            case _:
                pass  # the other tags only group or style
        return replace(at, path=(*at.path, tag), **changed)

    def _content(self, mcid: int, at: _At) -> None:
        key = (at.page, mcid)
        self.reached.add(key)
        for text in self.drawn.pop(key, ()):
            self._say(text, at.place, at)

    def _say(self, text: str, place: Place, at: _At) -> None:
        if at.note is not None:
            at.note.append(text)
            return
        self.pieces.append(Piece(text, at.path, at.page, place))
        if at.heading is not None:
            at.heading.append(text)
        if at.table is None:
            return
        if at.header_cell and place is not Place.MARKER:
            at.table.headers[-1] += text
        if len(at.table.first) < FIRST_WORDS:
            at.table.first += text + " "

    def _page_of(self, kid: Any, page: int) -> int:
        named = kid.get("/Pg")
        return page if named is None else self.numbers.get(named.objgen, 0)

    def _role(self, name: str) -> str:
        """The standard tag that a tag stands for (ISO 32000-1, 14.7.3)."""
        for _ in range(ROLES):
            if name not in self.roles:
                break
            name = self.roles[name]
        return name.removeprefix("/")


def _numbered(notes: list[tuple[int, list[str]]]) -> tuple[NoteText, ...]:
    """Notes with their numbers, which are what they begin with. One that goes on over a page has no second number."""
    found: list[NoteText] = []
    for page, texts in notes:
        marker = texts[0].strip().rstrip(".)") if texts else ""
        if marker.isdecimal():
            found.append(NoteText(int(marker), " ".join(texts[1:]), page))
        elif found:
            last = found.pop()
            found.append(NoteText(last.number, " ".join((last.text, *texts)), last.page))
        else:
            found.append(NoteText(0, " ".join(texts), page))
    return tuple(found)


def _title(root: Any) -> str:
    """The title of the XMP metadata (dc:title), which is the one that viewers show (ISO 14289-1, 7.1).

    "" for a file without metadata, and for metadata that are not well formed: a file of ours has a title.
    """
    from lxml import etree

    stream = root.get("/Metadata")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        metadata = None if stream is None else etree.fromstring(stream.read_bytes(), parser)
    except etree.XMLSyntaxError:
        return ""
    return "" if metadata is None else metadata.findtext(_TITLE, "")


_TITLE = (
    ".//{http://purl.org/dc/elements/1.1/}title/{http://www.w3.org/1999/02/22-rdf-syntax-ns#}Alt"
    "/{http://www.w3.org/1999/02/22-rdf-syntax-ns#}li"
)


def _outline(root: Any) -> Iterator[str]:
    """The titles of all bookmarks, in the order in which a viewer lists them."""
    import pikepdf

    below = [root.get("/Outlines", pikepdf.Dictionary()).get("/First")]
    for _ in range(OUTLINE):
        if not below:
            return
        item = below.pop()
        if item is None:
            continue
        yield str(item.get("/Title", ""))
        below += [item.get("/Next"), item.get("/First")]
    raise UnreadableError(f"it has more than {OUTLINE} bookmarks, or they form a circle")
