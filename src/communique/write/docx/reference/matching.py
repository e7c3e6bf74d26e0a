"""Which of the template's styles stands for which of ours: by the theme's table, else by name, in any language."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from communique.codes import Code
from communique.content.schema import did_you_mean
from communique.findings import Finding, Origin, Severity
from communique.theme import WordTheme
from communique.write.docx.house import STYLES
from communique.write.docx.look import Kind
from communique.write.docx.names import style_id
from communique.write.docx.ooxml import NAME
from communique.write.docx.reference.localised import english_names
from communique.write.docx.reference.nodes import Element
from communique.write.docx.table_styles import TABLE_STYLES

_DEFAULTS = {
    "Normal": "paragraph",
    "Default Paragraph Font": "character",
    "Normal Table": "table",
    "No List": "numbering",
}
KINDS: Mapping[str, str] = {
    **{row.name: row.kind.value for row in STYLES},
    **dict.fromkeys(TABLE_STYLES, Kind.TABLE.value),
    **_DEFAULTS,
}
# Variants of other styles, and levels and parts that few documents have: made from what they are based on, quietly.
_QUIET = re.compile(
    r"(Header|Footer|.* (Plain|Centred|Right|Label|Landscape|First|Continued|Text|Reason|Inner|Inner Source)|First .*|Heading [4-6]|TOC [3-6]|"
    r"List( Continue)?( \d)?|List (Bullet|Number) [2-5]|Cover .*|Section End|Table (List .*|Lead|Group|Grid)|Definition|"
    r"Strong Emphasis|Placeholder .*|Cross Reference|Tick|Footnote Reference|Header First.*|Header Section|Marking Line|Caption Below Table|Glossary Term)$"
)
ALL = "all"
_LEFT_OVER = 2


@dataclass(frozen=True, slots=True)
class Match:
    """Our style ids and the ids of the template's styles that stand for them; `missing` are names of ours without one."""

    ids: Mapping[str, str]
    missing: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = field(default=())


def match_styles(root: Element, word: WordTheme) -> Match:
    """Every style of ours is looked for; what the theme's table names and the template lacks is told, with its line."""
    found = Styles(root)
    ids: dict[str, str] = {}
    missing: list[str] = []
    findings = list(_unknown(word))
    for name, kind in KINDS.items():
        asked = word.styles.get(name)
        node = _node(found, name, kind, asked)
        if node is not None:
            ids[style_id(name)] = node.get(NAME["w:styleId"], "")
            continue
        missing.append(name)
        if asked:
            findings.append(_absent(word, name, asked, found, kind))
    findings += _told(word, missing, ids)
    return Match(ids, tuple(missing), tuple(findings))


# Our own running heads, where the template has none for some pages, end at the edge of the text: the template's styles of
# that name have stops of their own.
_OWN = frozenset({"Header", "Footer"})


def _node(found: Styles, name: str, kind: str, asked: str | None) -> Element | None:
    if asked:
        return found.find(asked, kind)
    if name in _DEFAULTS:
        return found.default(kind)
    return None if name in _OWN else found.find(name, kind)


def _unknown(word: WordTheme) -> Iterator[Finding]:
    for name in word.styles:
        if name not in KINDS:
            message = f"'{name}' is none of our styles"
            yield Finding(Code.UNKNOWN_KEY, _line_of(word, name), message, did_you_mean(name, tuple(KINDS)))
    for name in word.brand:
        if name not in KINDS and name != ALL:
            message = f"'{name}' is none of our styles"
            yield Finding(Code.WRONG_VALUE, word.place("brand"), message, did_you_mean(name, tuple(KINDS)))


def _absent(word: WordTheme, name: str, asked: str, found: Styles, kind: str) -> Finding:
    """A warning: the style is made, as any other that the template lacks."""
    other = found.find(asked, "")
    what = (
        f"is there, but is a {other.get(NAME['w:type'])} style"
        if other is not None
        else "is not in the template"
    )
    message = f"'{asked}', which is to stand for '{name}', {what}; it was made from the brand's values"
    hint = did_you_mean(asked, found.shown(kind)) or "look for the style's name in Word's list of styles"
    return Finding(Code.REFERENCE_STYLES, _line_of(word, name), message, hint, severity=Severity.WARNING)


def _line_of(word: WordTheme, name: str) -> Origin:
    """Where 'styles' says what stands for one of our styles."""
    scalars = dict(zip(word.styles, word.written.get("styles", ()), strict=False))
    found = scalars.get(name)
    return (
        Origin(found.origin.path, found.origin.line, found.origin.column) if found else word.place("styles")
    )


def _told(word: WordTheme, missing: list[str], ids: Mapping[str, str]) -> Iterator[Finding]:
    where = word.place("reference")
    if word.styles and not any(style_id(name) in ids for name in word.styles):
        message = f"the template '{word.reference}' has none of the styles that 'styles' names"
        hint = "look whether this is the right file; a file without the office's styles cannot give its look"
        yield Finding(Code.REFERENCE_STYLES, word.place("styles"), message, hint)
        return
    accepted = set(KINDS) if ALL in word.brand else {*word.brand, *word.styles}
    told = [name for name in missing if name not in accepted and not _QUIET.match(name)]
    if told:
        message = f"the template '{word.reference}' has no style for {', '.join(told)}: made from the brand's values"
        hint = "name the template's own under 'word: styles:', or accept ours under 'word: brand:' ('[all]' for all)"
        yield Finding(Code.REFERENCE_STYLES, where, message, hint, severity=Severity.WARNING)


class Styles:
    """The styles of a part, by all the names that somebody could call them."""

    def __init__(self, root: Element) -> None:
        self.nodes = [node for node in root.iter(NAME["w:style"]) if node.get(NAME["w:styleId"])]
        self.by_name: dict[str, list[Element]] = {}
        for node in self.nodes:
            for name in _names(node):
                self.by_name.setdefault(_folded(name), []).append(node)
        self.by_id = {node.get(NAME["w:styleId"], "").casefold(): node for node in self.nodes}

    def find(self, name: str, kind: str) -> Element | None:
        """The style of a kind ("" for any) that is called so, in English or as an office calls it."""
        for folded in (_folded(name), *english_names(name)):
            for node in self.by_name.get(folded, ()):
                if not kind or _kind(node) == kind:
                    return node
        bare = re.sub(r"[^A-Za-z0-9]", "", name).casefold()
        node = self.by_id.get(bare) if len(bare) > _LEFT_OVER else None  # "제목 1" leaves "1"
        return node if node is not None and (not kind or _kind(node) == kind) else None

    def default(self, kind: str) -> Element | None:
        """The style that text of a kind has when it names none."""
        defaults = (node for node in self.nodes if node.get(NAME["w:default"]) in {"1", "true"})
        return next((node for node in defaults if _kind(node) == kind), None)

    def name_of(self, id_: str) -> str:
        """The name of a style, by its id."""
        return next(_names(self.by_id[id_.casefold()]), id_)

    def shown(self, kind: str) -> tuple[str, ...]:
        """The names of a kind, for advice."""
        return tuple(next(iter(_names(node)), "") for node in self.nodes if _kind(node) == kind)


def _kind(node: Element) -> str:
    return str(node.get(NAME["w:type"], "paragraph"))


def _names(node: Element) -> Iterator[str]:
    """The name and its aliases (17.7.4.9, 17.7.4.1)."""
    for tag in ("w:name", "w:aliases"):
        found = node.find(NAME[tag])
        said = "" if found is None else found.get(NAME["w:val"], "")
        yield from filter(
            None, (part.strip() for part in (said.split(",") if tag == "w:aliases" else [said]))
        )


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
