"""What documents take over of a template, part by part, and what of it must be mended in Word first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field

from lxml import etree

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.cleaning import (
    LINK_SCHEMES,
    Refusal,
    cleaned,
    near,
    refusals,
    refused_settings,
)
from communique.write.docx.reference.filling import KEYS, is_content_place, key_of, property_names
from communique.write.docx.reference.nodes import Element
from communique.write.docx.reference.opening import Target, Template
from communique.write.docx.reference.pictures import SVG, Carried, Unfit, check_picture

LISTS = "lists"
_R = f"{{{NAMESPACES['r']}}}"
_AS_PICTURE = "put a picture of it there (copy it, then Home > Paste > Picture)"
_DELETE = "delete it, or put a picture of it there"
_AGAIN = "delete it, and save the template again"
# What else of Office stands in a part of its own, by the relationship that leads there: none of it comes along.
_PARTS_OF_THEIR_OWN: Mapping[str, tuple[str, str]] = {
    **dict.fromkeys(("chart", "chartEx"), ("a chart", _AS_PICTURE)),
    **dict.fromkeys(
        ("diagramData", "diagramLayout", "diagramQuickStyle", "diagramColors"), ("SmartArt", _AS_PICTURE)
    ),
    **dict.fromkeys(("oleObject", "package", "control"), ("an embedded object or file", _DELETE)),
    **dict.fromkeys(("aFChunk", "subDocument"), ("a file that is merged in", "copy its text there")),
    **dict.fromkeys(("video", "audio", "media"), ("a film or a sound", _DELETE)),
    "customXml": ("ink", _AS_PICTURE),
    "model3d": ("a model in three dimensions", _AS_PICTURE),
}


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a template as far as it is taken over, cleaned: `kind` is "" for the text, or header, footer, lists."""

    kind: str
    name: str
    root: Element = field(repr=False)
    targets: Mapping[str, Target]

    @property
    def where(self) -> str:
        """The part as a person would say it."""
        if not self.kind:
            return "the text"
        return "a bullet of its lists" if self.kind == LISTS else f"the {self.kind} {_words(self.root)}"


@dataclass(frozen=True, slots=True)
class Taken:
    """The pieces of a template, and its pictures by the names of their parts."""

    template: Template = field(repr=False)
    pieces: tuple[Piece, ...]
    pictures: Mapping[str, Carried | Unfit] = field(repr=False)

    def refusals(self) -> Iterator[Refusal]:
        """What must be mended. Comments, their authors and everything else that stays behind is not looked at."""
        for piece in self.pieces:
            if piece.kind != LISTS:
                yield from refusals(piece.root, piece.where)
                yield from _refused_properties(piece)
                yield from _unspoken(piece)
            yield from dict.fromkeys(self._refused_targets(piece))
        settings = self.template.related("settings")
        if settings:
            yield from refused_settings(self.template.tree(settings))

    def carried(self) -> Mapping[str, Carried]:
        """The pictures that can be carried, by the names of their parts."""
        return {name: each for name, each in self.pictures.items() if isinstance(each, Carried)}

    def _refused_targets(self, piece: Piece) -> Iterator[Refusal]:
        for node, id_ in uses(piece.root):
            what = self._fault(node, id_, piece.targets.get(id_))
            if what:
                place = "" if piece.kind else near(node)
                yield Refusal(f"{piece.where} holds {what[0]}{place}", what[1])

    def _fault(self, node: Element, id_: str, target: Target | None) -> tuple[str, str] | None:
        """What is wrong with what an element points to, and what to do."""
        if target is None:
            return ("something that is not in the file", _AGAIN) if id_ else None
        if target.kind in _PARTS_OF_THEIR_OWN:
            return _PARTS_OF_THEIR_OWN[target.kind]
        if target.kind == "hyperlink":
            if target.external and target.name.lower().startswith(LINK_SCHEMES):
                return None
            return "a link to a file or program", "remove it, or link to a page of the web"
        if target.external:
            return "a picture that is fetched from outside", (
                "embed it: break its link (File > Info > Edit Links to Files)"
            )
        return self._fault_of_part(node, target)

    def _fault_of_part(self, node: Element, target: Target) -> tuple[str, str] | None:
        if target.kind in {"header", "footer"}:
            return None
        if target.name not in self.template.parts:
            return "something that is not in the file", _AGAIN
        if target.kind != "image":
            return "something that documents cannot carry", _DELETE
        found = self.pictures[target.name]
        if isinstance(found, Unfit):
            return found.what, found.remedy
        if found.kind == SVG and etree.QName(node).localname != "svgBlip":
            return "a drawing (SVG) without a picture of it for programs that do not draw", (
                "insert it again (Insert > Pictures), which adds one"
            )
        return None


def take(template: Template) -> Taken:
    """What documents take over of a template. Raises UnopenableError for a part that is missing or damaged."""
    text = Piece("", template.main, _text(template), template.targets(template.main))
    pieces = [text, *_running(template, text)]
    lists = template.related("numbering")
    if lists:
        pieces.append(Piece(LISTS, lists, _bullets(template.tree(lists)), template.targets(lists)))
    pictures = {
        name: check_picture(template.parts[name])
        for name in dict.fromkeys(name for piece in pieces for name in _pictures(piece))
        if name in template.parts
    }
    return Taken(template, tuple(pieces), pictures)


def uses(node: Element) -> Iterator[tuple[Element, str]]:
    """Every element that points to something, with the id of the relationship."""
    for each in node.iter(etree.Element):
        for name, value in each.attrib.items():
            if name.startswith(_R):
                yield each, value


def around_content(body: Element) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The blocks before and after the control `content`. Without one, the body is samples of styles, and not used."""
    blocks = tuple(each for each in body if isinstance(each.tag, str))
    if blocks and blocks[-1].tag == NAME["w:sectPr"]:
        blocks = blocks[:-1]
    at = next((at for at, each in enumerate(blocks) if _is_place(each)), None)
    return ((), ()) if at is None else (blocks[:at], blocks[at + 1 :])


def _is_place(block: Element) -> bool:
    """True for the control `content` around a line, or in a line in which nothing else stands: programs write both."""
    if block.tag == NAME["w:p"]:
        controls = [each for each in block if each.tag == NAME["w:sdt"]]
        return len(controls) == 1 and is_content_place(controls[0]) and not _words_beside(block, controls[0])
    return bool(block.tag == NAME["w:sdt"] and is_content_place(block))


def _words_beside(line: Element, control: Element) -> bool:
    """True when a line shows something outside of a control: words, or anything that is drawn."""
    runs = (run for run in line.iter(NAME["w:r"]) if control not in run.iterancestors())
    return any(
        child.tag not in (NAME["w:rPr"], NAME["w:lastRenderedPageBreak"]) for run in runs for child in run
    )


def lost_places(template: Template) -> int:
    """How many controls `content` of the text are not the document's place: they do not stand on lines of their own, or
    another one is before them.
    """
    body = template.tree(template.main).find(NAME["w:body"])
    controls = [each for each in body.iter(NAME["w:sdt"]) if is_content_place(each)]
    return len(controls) - any(_is_place(each) for each in body if isinstance(each.tag, str))


def _text(template: Template) -> Element:
    """The text without its samples, which nobody has to mend; of their sections the properties count."""
    root = cleaned(deepcopy(template.tree(template.main)))
    body = root.find(NAME["w:body"])
    kept = frozenset(block for side in around_content(body) for block in side)
    for block in tuple(body):
        if block in kept or block.tag == NAME["w:sectPr"]:
            continue
        sections = tuple(block.iter(NAME["w:sectPr"])) if isinstance(block.tag, str) else ()
        for section in sections:
            holder = body.makeelement(NAME["w:p"])
            holder.append(holder.makeelement(NAME["w:pPr"]))
            holder[0].append(deepcopy(section))
            block.addprevious(holder)
        if isinstance(block.tag, str) and _is_place(block):
            for child in tuple(block.iter(NAME["w:sdtContent"])):
                child.clear()
        else:
            body.remove(block)
    return root


def _running(template: Template, text: Piece) -> Iterator[Piece]:
    """The headers and footers that sections name, each once."""
    seen: set[str] = set()
    for node in text.root.iter(NAME["w:headerReference"], NAME["w:footerReference"]):
        target = text.targets.get(node.get(NAME["r:id"], ""))
        if target is not None and target.name not in seen:
            seen.add(target.name)
            root = cleaned(deepcopy(template.tree(target.name)))
            yield Piece(target.kind, target.name, root, template.targets(target.name))


def _bullets(numbering: Element) -> Element:
    """The pictures that stand as bullets in a list (17.9.20)."""
    named = {each.get(NAME["w:val"]) for each in numbering.iter(NAME["w:lvlPicBulletId"])}
    made = numbering.makeelement(numbering.tag)
    made.extend(
        deepcopy(each)
        for each in numbering.iter(NAME["w:numPicBullet"])
        if each.get(NAME["w:numPicBulletId"]) in named
    )
    return cleaned(made)


def _pictures(piece: Piece) -> Iterator[str]:
    for _, id_ in uses(piece.root):
        target = piece.targets.get(id_)
        if target is not None and target.kind == "image" and not target.external:
            yield target.name


def _refused_properties(piece: Piece) -> Iterator[Refusal]:
    for named in property_names(piece.root):
        if not key_of(named):
            known = ", ".join(sorted(dict.fromkeys(KEYS.values())))
            message = f"{piece.where} shows the document property '{named}', which documents do not have"
            yield Refusal(message, f"replace the field by text, or name one of {known}")


def _unspoken(piece: Piece) -> Iterator[Refusal]:
    """Pictures that a screen reader could not tell of. Paths that Word put in the place of words are gone by now."""
    for drawing in piece.root.iter(NAME["wp:docPr"]):
        said = drawing.get("descr", "").strip() or any(
            each.get("val") not in {"0", "false"} for each in drawing.iter(NAME["adec:decorative"])
        )
        boxes = drawing.getparent().iter(NAME["w:txbxContent"])
        if not said and not any(_words(box) != _WORDLESS for box in boxes):
            place = "" if piece.kind else near(drawing)
            yield Refusal(
                f"{piece.where} holds a picture without a text alternative{place}",
                "write one (right-click > View Alt Text), or mark it as decorative there",
            )
            return


_WORDLESS = "without words"


def _words(node: Element) -> str:
    words = " ".join(
        "".join(str(text) for text in node.xpath(".//w:t/text()", namespaces=NAMESPACES)).split()
    )
    return f"“{words[:40]}”" if words else _WORDLESS
