"""A theme's Word template, read once: what documents take from it, and every fault of it with place and remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from lxml import etree

from communique.codes import Code
from communique.content.schema import did_you_mean
from communique.findings import Finding, Origin, Outcome, Severity
from communique.theme import Theme, WordTheme
from communique.write.docx.embedding import Cut
from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.cleaning import Refusal
from communique.write.docx.reference.covers import hides_title, shown_on
from communique.write.docx.reference.filling import (
    CORE,
    KEYS,
    MARKING,
    key_of,
    property_names,
    unfilled,
)
from communique.write.docx.reference.lists import Lists, read_lists
from communique.write.docx.reference.matching import Match, match_styles
from communique.write.docx.reference.nodes import Element
from communique.write.docx.reference.opening import Target, Template, UnopenableError, open_template
from communique.write.docx.reference.pictures import Carried
from communique.write.docx.reference.taking import LISTS, Piece, Taken, around_content, lost_places, take
from communique.write.docx.reference.typefaces import LeftOut, read_typefaces

_W = f"{{{NAMESPACES['w']}}}"
_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True, slots=True, eq=False)
class Reference:
    """What documents take from a template. Elements are never changed: who uses one makes a copy.

    `before` and `after` are the body around the content's place, both empty when it has none; `section` is the section
    that the content stands in, `last` the last one. Headers, footers and pictures are by the name of their part,
    `properties` the values that fields name, by the name that they use, `shown` the values that the cover shows. Two readings of one file are two references.
    """

    match: Match
    styles: Element = field(repr=False)
    lists: Lists = field(repr=False)
    theme: Element | None = field(repr=False)
    fonts: Element | None = field(repr=False)
    settings: Element = field(repr=False)
    body: Element = field(repr=False)
    before: tuple[Element, ...] = field(repr=False)
    after: tuple[Element, ...] = field(repr=False)
    section: Element = field(repr=False)
    last: Element = field(repr=False)
    targets: Mapping[str, Target]
    running: Mapping[str, Piece]
    bullets: Piece | None
    pictures: Mapping[str, Carried] = field(repr=False)
    properties: Mapping[str, str]
    shown: frozenset[str]
    typefaces: tuple[Cut, ...] = field(repr=False)

    def margins(self) -> tuple[float, float, float, float] | None:
        """Top, right, bottom, left in millimetres; None when the template gives none."""
        found = self.section.find(NAME["w:pgMar"])
        if found is None:
            return None
        sides = (_twips(found.get(f"{_W}{side}", "1440")) for side in ("top", "right", "bottom", "left"))
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


def _twips(measure: str) -> float:
    """A margin in twips, or in the units that strict files may use (22.9.2.14). Raises UnopenableError for anything else."""
    found = _MEASURE.fullmatch(measure)
    if found is None:
        raise UnopenableError("the margins of its pages are no measures", "set them anew (Layout > Margins)")
    return abs(float(found["number"])) * _UNITS[found["unit"]]


_MEASURE = re.compile(r"(?P<number>-?\d{1,7}(?:\.\d{1,7})?)(?P<unit>mm|cm|in|pt|pc|pi|)", re.ASCII)
_UNITS: Mapping[str, float] = {
    "": 1, "mm": _TWIPS_PER_MM, "cm": 10 * _TWIPS_PER_MM, "in": 1440, "pt": 20, "pc": 240, "pi": 240,
}  # fmt: skip


def read_reference(theme: Theme) -> Outcome[Reference]:
    """The template of a theme that has one; findings name the file and the place in it, or the line of `theme.yaml`."""
    word = theme.tokens.word
    if word is None or theme.reference is None:
        return Outcome(None)
    origin = Origin(f"templates/themes/{theme.name}/{word.reference}")
    return _read(theme.reference, _Asked(word, origin))


class _Asked:
    """What is asked of a template; equal when its words are, since pydantic's models have no hash."""

    def __init__(self, word: WordTheme, origin: Origin) -> None:
        self.word, self.origin = word, origin
        self.said = (repr(word), repr(word.keys), repr(word.written), str(origin))

    def __hash__(self) -> int:
        return hash(self.said)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Asked) and self.said == other.said


@lru_cache(maxsize=8)
def _read(data: bytes, asked: _Asked) -> Outcome[Reference]:
    try:
        template = open_template(data)
        taken = take(template)
        findings = [_finding(each, asked) for each in taken.refusals()]
        if findings:
            return Outcome(None, tuple(findings))
        faces = read_typefaces(template)
        reference = _reference(taken, faces, asked.word)
        reference.margins()
    except UnopenableError as fault:
        message = f"the theme's Word template cannot be used: {fault}"
        return Outcome(None, (Finding(Code.REFERENCE_UNREADABLE, asked.origin, message, fault.remedy),))
    told = (
        *reference.match.findings,
        *_outer_template(template, asked),
        *_left_out(faces, asked),
        *_boxed_title(reference, asked),
        *_lost_places(template, asked),
        *_unfilled(taken, asked),
    )
    return Outcome(reference, told)


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


def _left_out(faces: tuple[Cut | LeftOut, ...], asked: _Asked) -> Iterator[Finding]:
    """A warning for each font inside the template that documents cannot carry."""
    for face in faces:
        if isinstance(face, LeftOut):
            message = f"the font '{face.name}' inside '{asked.word.reference}' was left out: {face.why}"
            yield Finding(
                Code.FONT_NOT_EMBEDDED, asked.origin, message, face.remedy, severity=Severity.WARNING
            )


def _boxed_title(reference: Reference, asked: _Asked) -> Iterator[Finding]:
    if hides_title(reference.before):
        message = (
            f"'{asked.word.reference}' shows the title in a text box only; documents say theirs a second time"
        )
        hint = (
            "put the control 'title' in a line or table of the cover: screen readers come to text boxes last"
        )
        yield Finding(Code.REFERENCE_COVER, asked.origin, message, hint, severity=Severity.WARNING)


def _lost_places(template: Template, asked: _Asked) -> Iterator[Finding]:
    if lost_places(template):
        message = f"a control 'content' of '{asked.word.reference}' is not where the document goes"
        hint = "put one such control into the template, on a line of the text in which nothing else stands"
        yield Finding(Code.REFERENCE_CONTROL, asked.origin, message, hint, severity=Severity.WARNING)


def _unfilled(taken: Taken, asked: _Asked) -> Iterator[Finding]:
    """A warning for each control that nothing fills: what stands in it as a sample would stand in every document."""
    pieces = (piece for piece in taken.pieces if piece.kind != LISTS)
    for name in dict.fromkeys(name for piece in pieces for name in unfilled(piece.root)):
        called = f"named '{name}'" if name else "without a name"
        message = f"'{asked.word.reference}' has a control {called}, which documents do not fill: its words are in all of them"
        hint = (
            did_you_mean(name, tuple(dict.fromkeys(KEYS.values())))
            if name
            else "give it the name of a value (Developer > Properties)"
        )
        hint += (
            "; where its words are meant to stay, remove the control (right-click > Remove Content Control)"
        )
        yield Finding(Code.REFERENCE_CONTROL, asked.origin, message, hint, severity=Severity.WARNING)


def _reference(taken: Taken, faces: tuple[Cut | LeftOut, ...], word: WordTheme) -> Reference:
    template = taken.template
    styles = _tree(template, "styles")
    if styles is None:
        raise UnopenableError("it has no styles", "save it again from a document made in Word")
    text, *others = taken.pieces
    inner = text.root.find(NAME["w:body"])
    last = _last_section(inner)
    before, after = around_content(inner)
    section = next((each for block in after for each in block.iter(NAME["w:sectPr"])), last)
    return Reference(
        match=match_styles(styles, word),
        styles=styles,
        lists=read_lists(_tree(template, "numbering"), styles),
        theme=_tree(template, "theme"),
        fonts=_tree(template, "fontTable"),
        settings=_settings(template),
        body=text.root,
        before=before,
        after=after,
        section=section,
        last=last,
        targets=text.targets,
        running={each.name: each for each in others if each.kind != LISTS},
        bullets=next((each for each in others if each.kind == LISTS), None),
        pictures=taken.carried(),
        properties=dict(_properties(taken)),
        shown=shown_on(before),
        typefaces=tuple(face for face in faces if isinstance(face, Cut)),
    )


def _tree(template: Template, kind: str) -> Element | None:
    name = template.related(kind)
    return template.tree(name) if name else None


def _settings(template: Template) -> Element:
    """Those of the template; one without the part leaves everything to Word."""
    found = _tree(template, "settings")
    return etree.Element(NAME["w:settings"]) if found is None else found


def _last_section(body: Element) -> Element:
    found = body.find(NAME["w:sectPr"])
    return body.makeelement(NAME["w:sectPr"]) if found is None else found


def _properties(taken: Taken) -> Iterator[tuple[str, str]]:
    """The custom properties that fields name, with the value that each stands for."""
    for piece in taken.pieces:
        for named in property_names(piece.root):
            key = key_of(named)
            if key and key != MARKING and named.casefold() not in CORE:
                yield named, key
