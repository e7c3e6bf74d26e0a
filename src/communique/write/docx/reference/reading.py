"""A theme's Word template, read once: what documents take from it, and every fault of it with place and remedy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from communique.codes import Code
from communique.content.metadata import without_metadata
from communique.findings import Finding, Origin, Outcome, Severity
from communique.theme import Theme, WordTheme
from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.cleaning import Refusal, cleaned, refusals, refused_settings
from communique.write.docx.reference.filling import (
    CORE,
    KEYS,
    MARKING,
    is_content_place,
    key_of,
    property_names,
)
from communique.write.docx.reference.lists import Lists, read_lists
from communique.write.docx.reference.matching import Match, match_styles
from communique.write.docx.reference.nodes import Element
from communique.write.docx.reference.opening import Target, Template, UnopenableError, open_template

_W = f"{{{NAMESPACES['w']}}}"
_PICTURES = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
_CARRIED = frozenset({"image", "hyperlink", "header", "footer"})
_LINK_SCHEMES = ("http://", "https://", "mailto:")
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True)
class Running:
    """A header or footer of the template, cleaned, with what it points to by its relationship ids."""

    kind: str
    root: Element = field(repr=False)
    targets: Mapping[str, Target]


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What documents take from a template. Elements are never changed: who uses one makes a copy.

    `before` and `after` are the body around the content's place, both empty when it has none; `section` is the section
    that the content stands in, `last` the last one. Pictures are (content type, bytes) by part name, `properties`
    the values that fields name, by the name that they use. Two readings of one file are two references.
    """

    match: Match
    styles: Element = field(repr=False)
    lists: Lists = field(repr=False)
    theme: Element | None = field(repr=False)
    fonts: Element | None = field(repr=False)
    settings: Element | None = field(repr=False)
    body: Element = field(repr=False)
    before: tuple[Element, ...] = field(repr=False)
    after: tuple[Element, ...] = field(repr=False)
    section: Element = field(repr=False)
    last: Element = field(repr=False)
    targets: Mapping[str, Target]
    running: Mapping[str, Running]
    pictures: Mapping[str, tuple[str, bytes]] = field(repr=False)
    properties: Mapping[str, str]

    def margins(self) -> tuple[float, float, float, float] | None:
        """Top, right, bottom, left in millimetres; None when the template gives none."""
        found = self.section.find(NAME["w:pgMar"])
        if found is None:
            return None
        sides = (abs(float(found.get(f"{_W}{side}", "1440"))) for side in ("top", "right", "bottom", "left"))
        top, right, bottom, left = (round(side / _TWIPS_PER_MM, 2) for side in sides)
        return top, right, bottom, left

    def colours(self) -> Mapping[str, str]:
        """The colours of its theme by slot, as six digits; system colours by what they were last."""
        scheme = None if self.theme is None else self.theme.find("{*}themeElements/{*}clrScheme")
        found: dict[str, str] = {}
        for slot in () if scheme is None else scheme:
            if len(slot):
                found[etree.QName(slot).localname] = slot[0].get("lastClr") or slot[0].get("val", "")
        return found


def read_reference(theme: Theme) -> Outcome[Reference]:
    """The template of a theme that has one; findings name the file and the place in it, or the line of `theme.yaml`."""
    word = theme.tokens.word
    if word is None or not word.reference:
        return Outcome(None)
    origin = Origin(f"templates/themes/{theme.name}/{word.reference}")
    return _read(theme.reference, _Asked(word, origin))


class _Asked:
    """What is asked of a template; equal when its words are, since pydantic's models have no hash."""

    def __init__(self, word: WordTheme, origin: Origin) -> None:
        self.word, self.origin = word, origin
        self.said = (repr(word), repr(word.keys), str(origin))

    def __hash__(self) -> int:
        return hash(self.said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.said == other.said


@lru_cache(maxsize=8)
def _read(data: bytes, asked: _Asked) -> Outcome[Reference]:
    try:
        template = open_template(data)
        found = tuple(_refusals(template))
        findings = [_finding(each, asked) for each in found]
        if findings:
            return Outcome(None, tuple(findings))
        reference = _reference(template, asked.word)
    except UnopenableError as fault:
        message = f"the theme's Word template cannot be used: {fault}"
        return Outcome(None, (Finding(Code.REFERENCE_UNREADABLE, asked.origin, message, fault.remedy),))
    return Outcome(reference, (*reference.match.findings, *_outer_template(template, asked)))


def _finding(refusal: Refusal, asked: _Asked) -> Finding:
    message = f"the theme's Word template cannot be used: {refusal.message}"
    return Finding(Code.REFERENCE_UNSAFE, asked.origin, message, f"open it in Word and {refusal.remedy}")


def _outer_template(template: Template, asked: _Asked) -> Iterator[Finding]:
    """A template of the template (17.15.1.6): its path would tell of a disk and be fetched, so it stays behind."""
    name = template.related("settings")
    if name and any(row.kind == "attachedTemplate" for row in template.targets(name).values()):
        message = f"'{asked.word.reference}' names a template of its own outside the file; it was left out"
        hint = "attach Normal.dotm to it in Word (Developer > Document Template), and copy the styles that it needs"
        yield Finding(Code.REFERENCE_UNSAFE, asked.origin, message, hint, severity=Severity.WARNING)


def _refusals(template: Template) -> Iterator[Refusal]:
    """Of the parts that documents take over. Comments, their authors and everything else stay behind."""
    for kind, name in (("", template.main), *_running_parts(template)):
        node = template.tree(name)
        where = f"the {kind} {_words(node)}" if kind else "the text"
        yield from refusals(node, where)
        yield from _refused_properties(node, where)
        yield from _refused_targets(template, name, where)
    settings = template.related("settings")
    if settings:
        yield from refused_settings(template.tree(settings))


def _refused_properties(node: Element, where: str) -> Iterator[Refusal]:
    for named in property_names(node):
        if not key_of(named):
            known = ", ".join(sorted(dict.fromkeys(KEYS.values())))
            message = f"{where} shows the document property '{named}', which documents do not have"
            yield Refusal(message, f"replace the field by text, or name one of {known}")


def _words(node: Element) -> str:
    words = " ".join(
        "".join(str(text) for text in node.xpath(".//w:t/text()", namespaces=NAMESPACES)).split()
    )
    return f"“{words[:40]}”" if words else "without words"


def _refused_targets(template: Template, part: str, where: str) -> Iterator[Refusal]:
    used = {value for node in template.tree(part).iter(etree.Element) for value in node.attrib.values()}
    for id_, target in template.targets(part).items():
        if id_ not in used or target.kind not in _CARRIED:
            continue
        if target.external and target.kind != "hyperlink":
            yield Refusal(
                f"{where} fetches a picture from outside",
                "embed it: break its link (File > Info > Edit Links to Files)",
            )
        elif target.external and not target.name.lower().startswith(_LINK_SCHEMES):
            yield Refusal(
                f"{where} holds a link to a file or program", "remove it, or link to a page of the web"
            )
        elif target.kind == "image" and template.types.get(target.name, "") not in _PICTURES:
            yield Refusal(
                f"{where} holds a picture of a kind that not every reader shows",
                "insert it again as PNG or JPEG",
            )


def _running_parts(template: Template) -> Iterator[tuple[str, str]]:
    """(kind, part) of the headers and footers that sections name, each once."""
    targets = template.targets(template.main)
    seen: set[str] = set()
    for node in template.tree(template.main).iter(NAME["w:headerReference"], NAME["w:footerReference"]):
        target = targets.get(node.get(NAME["r:id"], ""))
        if target is not None and target.name in template.parts and target.name not in seen:
            seen.add(target.name)
            yield target.kind, target.name


def _reference(template: Template, word: WordTheme) -> Reference:
    styles = _tree(template, "styles")
    if styles is None:
        raise UnopenableError("it has no styles", "save it again from a document made in Word")
    settings = _tree(template, "settings")
    body = cleaned(deepcopy(template.tree(template.main)))
    inner = body.find(NAME["w:body"])
    last = _last_section(inner)
    before, after = _around_content(inner, last)
    section = next((each for block in after for each in block.iter(NAME["w:sectPr"])), last)
    running = {
        name: Running(kind, cleaned(deepcopy(template.tree(name))), template.targets(name))
        for kind, name in _running_parts(template)
    }
    return Reference(
        match=match_styles(styles, word),
        styles=styles,
        lists=read_lists(_tree(template, "numbering"), styles),
        theme=_tree(template, "theme"),
        fonts=_tree(template, "fontTable"),
        settings=settings,
        body=body,
        before=before,
        after=after,
        section=section,
        last=last,
        targets=template.targets(template.main),
        running=running,
        pictures=dict(_pictures(template)),
        properties=dict(_properties(template)),
    )


def _tree(template: Template, kind: str) -> Element | None:
    name = template.related(kind)
    return template.tree(name) if name else None


def _last_section(body: Element) -> Element:
    found = body.find(NAME["w:sectPr"])
    return body.makeelement(NAME["w:sectPr"]) if found is None else found


def _around_content(body: Element, last: Element) -> tuple[tuple[Element, ...], tuple[Element, ...]]:
    """The blocks before and after the control `content`. Without one, the body is samples of styles, and not used."""
    blocks = [each for each in body if each is not last and isinstance(each.tag, str)]
    for place, block in enumerate(blocks):
        if block.tag == NAME["w:sdt"] and is_content_place(block):
            return tuple(blocks[:place]), tuple(blocks[place + 1 :])
    return (), ()


def _properties(template: Template) -> Iterator[tuple[str, str]]:
    """The custom properties that fields name, with the value that each stands for."""
    for _, name in (("text", template.main), *_running_parts(template)):
        for named in property_names(template.tree(name)):
            key = key_of(named)
            if key and key != MARKING and named.casefold() not in CORE:
                yield named, key


def _pictures(template: Template) -> Iterator[tuple[str, tuple[str, bytes]]]:
    """The pictures that are carried, without what their makers noted in them."""
    names = {template.main, *(name for _, name in _running_parts(template))}
    for part in sorted(names):
        for target in template.targets(part).values():
            kind = template.types.get(target.name, "")
            if target.kind == "image" and kind in _PICTURES and target.name in template.parts:
                data = template.parts[target.name]
                plain = without_metadata(data, kind) if kind in {"image/png", "image/jpeg"} else data
                yield target.name, (kind, plain)


def extension_of(content_type: str) -> str:
    """The extension of a picture's part."""
    return _PICTURES[content_type]
