"""DOCX to text in the order of the body, as Word and screen readers go through it (ECMA-376 Part 1, 17)."""

from __future__ import annotations

from typing import TypeAlias

from communique.verify.extract.docx_body import BodyReader, text_below
from communique.verify.extract.docx_running import Looks
from communique.verify.extract.docx_styles import read_styles
from communique.verify.extract.model import DocxText, NoteText, Running, Stretch, UnreadableError
from communique.verify.extract.ooxml import W, element_name
from communique.verify.extract.package import Element, Package, open_package

DC = "{http://purl.org/dc/elements/1.1/}"
# Headers and footers come in three types, of which two only count where they are switched on (17.10.1, 17.10.6).
TYPES = ("default", "first", "even")


def extract_docx(data: bytes) -> DocxText:
    """What a Word file says: body, tables, fields' results, notes by their calls, headers and footers as they apply.

    Leaves out field instructions, deleted text and the markers that numbering makes. Takes text for hidden when its
    run says so, not when its style does. Does not see text inside pictures. Raises UnreadableError.
    """
    package = open_package(data)
    main = next(iter(package.related("officeDocument")), "")
    root = package.tree(main)
    if root is None or root.find(f"{W}body") is None:
        raise UnreadableError("it has no document part that can be read")
    reader = BodyReader(read_styles(package, main))
    reader.read_body(root.find(f"{W}body"))
    title, language = _core(package)
    notes = _notes(package, main, reader)
    return DocxText(
        pieces=tuple(reader.pieces),
        notes=notes,
        running=_running(package, main, root),
        title=title,
        languages=tuple(dict.fromkeys(each for each in (language, _default_language(package, main)) if each)),
        headings=tuple(reader.headings),
        tables=tuple(reader.tables),
        no_alt=(*reader.no_alt, *_no_alt_in_running(package, main)),
        package=tuple(package.faults),
        unknown=tuple(sorted(reader.unknown)),
        active=tuple(dict.fromkeys(package.active)),
    )


def _core(package: Package) -> tuple[str, str]:
    """Title and language of the core properties (ECMA-376 Part 2, 11)."""
    for name in package.related("core-properties"):
        root = package.tree(name)
        if root is not None:
            return root.findtext(f"{DC}title", ""), root.findtext(f"{DC}language", "")
    return "", ""


def _default_language(package: Package, main: str) -> str:
    """The language of text that names none (17.7.5.1, 17.3.2.20)."""
    for name in package.related("styles", main):
        root = package.tree(name)
        found = None if root is None else root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
        if found is not None:
            return str(found.get(f"{W}val", ""))
    return ""


def _notes(package: Package, main: str, body: BodyReader) -> tuple[NoteText, ...]:
    """The footnotes by the numbers that Word shows, which count the calls (17.11.14). Notes without a call: 0."""
    texts: dict[str, str] = {}
    for name in package.related("footnotes", main):
        root = package.tree(name)
        for note in () if root is None else root.iter(f"{W}footnote"):
            if note.get(f"{W}type", "normal") == "normal":
                texts[note.get(f"{W}id", "")] = _note_text(note, body)
    called = tuple(NoteText(at, texts[id_]) for at, id_ in enumerate(body.calls, start=1) if id_ in texts)
    return (*called, *(NoteText(0, text) for id_, text in texts.items() if id_ not in body.calls))


def _note_text(note: Element, body: BodyReader) -> str:
    reader = BodyReader(body.styles)
    reader.read(note)
    body.unknown |= reader.unknown
    body.no_alt += reader.no_alt
    return " ".join(piece.text for piece in reader.pieces)


def _running(package: Package, main: str, root: Element) -> tuple[Running, ...]:
    """Headers and footers that apply, section by section; one not given is that of the section before (17.10.2)."""
    texts = _running_texts(package, main)
    even = _has_even_pages(package, main)
    found: list[Running] = []
    current: dict[tuple[str, str], _Part] = {}
    for number, section in enumerate(root.iter(f"{W}sectPr"), start=1):
        for reference in section:
            kind = element_name(reference).removesuffix("Reference")
            if kind in {"header", "footer"}:
                target = reference.get(f"{_R}id", "")
                current[kind, reference.get(f"{W}type", "default")] = texts.get(target, NOTHING)
        switched = {"default": True, "first": _is_on(section, "titlePg"), "even": even}
        for kind in ("header", "footer"):
            found += (
                Running(f"the {kind} of section {number} ({each} pages)", *current.get((kind, each), NOTHING))
                for each in TYPES
                if switched[each]
            )
    return tuple(found)


_Part: TypeAlias = tuple[str, tuple[Stretch, ...], str]
NOTHING: _Part = ("", (), "")
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


def _running_texts(package: Package, main: str) -> dict[str, _Part]:
    """Text, stretches and words drawn behind the text, of each header and footer by its relationship."""
    looks = Looks(package, main)
    parts = (
        (each.id, package.tree(each.target))
        for each in package.relationships(main)
        if each.kind in {"header", "footer"}
    )
    return {id_: (text_below(part), tuple(looks.stretches(part)), _behind(part)) for id_, part in parts}


def _behind(part: Element | None) -> str:
    """The words of shapes of VML (ECMA-376 Part 4, 19.1.2.23)."""
    shapes = () if part is None else part.iter(f"{_V}textpath")
    return " ".join(filter(None, (each.get("string", "") for each in shapes)))


_V = "{urn:schemas-microsoft-com:vml}"


def _no_alt_in_running(package: Package, main: str) -> tuple[str, ...]:
    found: list[str] = []
    for kind in ("header", "footer"):
        for name in package.related(kind, main):
            reader = BodyReader({})
            root = package.tree(name)
            if root is not None:
                reader.read(root)
            found += reader.no_alt
    return tuple(found)


def _has_even_pages(package: Package, main: str) -> bool:
    roots = (package.tree(name) for name in package.related("settings", main))
    return any(root is not None and _is_on(root, "evenAndOddHeaders") for root in roots)


def _is_on(parent: Element, name: str) -> bool:
    """An on-off property: there, and not switched off (17.17.4)."""
    found = parent.find(f"{W}{name}")
    return found is not None and found.get(f"{W}val", "true") not in {"0", "false", "off"}
