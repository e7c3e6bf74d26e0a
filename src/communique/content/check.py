"""Faults that show only when the files are read together: names that lead nowhere, ids used twice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import chain

from communique.codes import Code
from communique.content.characters import UNFIT
from communique.content.drawn import check_drawn
from communique.content.fields import Attribution, Located
from communique.content.load import Content
from communique.content.model import Brief, Case, Chart, Item, Picture, Principle, Section
from communique.content.prose import parse_prose
from communique.content.registers import MARKING, Audience, DocumentChoice
from communique.content.schema import did_you_mean
from communique.content.spans import Citation, PersonUse, Reference, Span, TermUse
from communique.content.text import Text
from communique.content.walk import children, items, texts
from communique.content.yaml_faults import unfit
from communique.findings import Finding, Origin, Severity


def check_content(content: Content) -> tuple[Finding, ...]:
    """Every fault across the files of a project; renders nothing."""
    names = _Names(content)
    found: list[Finding] = []
    for register in (content.people, content.glossary, content.sources):
        found += _check_items(register, names)
        found += _check_texts(register, names, {})
    for brief in content.briefs:
        found += _check_items(brief, names)
        found += _check_texts(brief, names, targets(brief))
        found += _check_unique(brief)
        found += check_drawn(brief)
        found += _check_crosswalks(brief) if names.briefs_are_whole else ()
        found += _check_audiences(brief.audiences, brief.place("audiences"), names)
    for audience in content.audiences:
        found += _check_label(audience.ceiling, audience.place("ceiling"), names)
        found += _check_watermarks(audience)
    found += _check_salt(content)
    found += _check_label(content.settings.handling, content.settings.place("handling"), names)
    return tuple(_without_absent(found, content.absent))


_REGISTERS = {
    Code.UNKNOWN_PERSON: "people",
    Code.UNKNOWN_TERM: "glossary",
    Code.UNKNOWN_SOURCE: "sources",
}


def _without_absent(found: list[Finding], absent: frozenset[str]) -> Iterator[Finding]:
    """The findings, with one about a register that has no file in the place of all about names that it would hold."""
    told: set[str] = set()
    for finding in found:
        register = _REGISTERS.get(finding.code, "")
        if register not in absent:
            yield finding
        elif register not in told:
            told.add(register)
            path = f"content/{register}.yaml"
            message = f"the file {path} does not exist, and texts use names that it should hold"
            hint = "put the file back, or create it with an entry for each name"
            yield Finding(Code.FILE_MISSING, Origin(path), message, hint, (finding.origin,))


_TARGETS = (
    (Case, "case"),
    (Principle, "principle"),
    (Section, "section"),
    (Picture, "figure"),
    (Chart, "figure"),
)


def targets(brief: Brief) -> dict[str, Item]:
    """What a `{ref}` can point to, by name (`case/us-rok`); names never hold positions."""
    found: dict[str, Item] = {}
    for item, _ in items(brief):
        kind = next((kind for model, kind in _TARGETS if isinstance(item, model)), None)
        if kind is not None:
            found[f"{kind}/{item.id}"] = item
    found |= {f"message/{item.id}": item for item in brief.key_messages}
    found |= {f"recommendation/{item.id}": item for item in brief.recommendations}
    return found


def title_of(item: Item) -> Text | None:
    """What a reference to an item says when the author gives no words of their own."""
    for name in ("title", "name", "action", "caption"):
        title = getattr(item, name, None)
        if isinstance(title, Text):
            return title
    return None


class _Names:
    """The names that content may use; None where a file with faults may hold more of them."""

    def __init__(self, content: Content) -> None:
        def known(register: str, entries: Iterable[Item | Audience]) -> tuple[str, ...] | None:
            return None if register in content.unread else tuple(entry.id for entry in entries)

        self.audiences = known("audiences", content.audiences)
        self.people = known("people", content.people.people)
        self.terms = known("glossary", content.glossary.terms)
        self.sources = known("sources", content.sources.entries)
        self.labels = content.ladder.labels
        self.briefs_are_whole = "briefs" not in content.unread

    def targets(self, known: Mapping[str, Item]) -> tuple[str, ...] | None:
        """What `{ref}` may point to."""
        return tuple(known) if self.briefs_are_whole else None


def _check_items(root: Located, names: _Names) -> Iterator[Finding]:
    if not isinstance(root, Item):
        yield from _check_siblings(root)
    for item, _ in items(root):
        yield from _check_siblings(item)
        yield from _check_label(item.handling, item.place("handling"), names)
        yield from _check_audiences(item.audience, item.place("audience"), names)
        yield from _check_audiences(item.except_, item.place("except"), names)
        yield from _check_contradiction(item)
        yield from _check_sources(item, names)
        if isinstance(item, Picture) and not item.alt and not item.decorative:
            message = f"figure '{item.id}' has no alt text"
            hint = "add 'alt:' under the figure, or 'decorative: true' when it carries no meaning"
            yield Finding(Code.ALT_TEXT_MISSING, item.origin, message, hint)


def _check_sources(item: Item, names: _Names) -> Iterator[Finding]:
    for before, written in zip(("", *item.sources), item.sources, strict=False):
        key, known, origin = source_key(written), names.sources, item.place("sources")
        told = _unknown(Code.UNKNOWN_SOURCE, "source", key, known, origin)
        if before and " " in key and source_key(before) in (known or ()):
            hint = f'put key and place in quotes together: "{before}, {written}"'
            told = (replace(finding, hint=hint) for finding in told)
        yield from told


def source_key(written: str) -> str:
    """The key of a source as an item names it, 'key' or 'key, p. 4'."""
    return written.partition(",")[0].strip()


def _check_salt(content: Content) -> Iterator[Finding]:
    """Letters for persons are made with the project's salt; without it anyone could work out who is which."""
    for audience in content.audiences:
        if audience.attribution is Attribution.PSEUDONYM and content.settings.salt is None:
            message = "pseudonyms need the project's salt, and project.yaml has none"
            hint = (
                "add a line 'salt:' to content/project.yaml with 16 or more characters typed at random, in quotes; keep it "
                "as secret as people.yaml, and do not change it between versions of a document"
            )
            yield Finding(Code.SALT_MISSING, audience.place("attribution"), message, hint)


def _check_watermarks(audience: Audience) -> Iterator[Finding]:
    """The document's marking behind the text of pages that bear lower ones would say two things."""
    if audience.marking != "page":
        return
    holders: tuple[Audience | DocumentChoice, ...] = (audience, *audience.documents.values())
    for holder in holders:
        if holder.watermark == MARKING:
            message = "with 'marking: page' each page bears its own marking, and the watermark would bear the document's"
            hint = "write words of your own as watermark, or take out one of the two"
            yield Finding(Code.WRONG_VALUE, holder.place("watermark"), message, hint)


def _check_siblings(parent: Located) -> Iterator[Finding]:
    first: dict[tuple[type, str], Item] = {}
    for child in children(parent):
        if not isinstance(child, Item):
            continue
        known = first.setdefault((type(child), child.id), child)
        if known is not child:
            message = f"the id '{child.id}' is used twice here, first on line {known.origin.line}"
            yield Finding(
                Code.DUPLICATE_ID, child.place("id"), message, "give one of them another id", (known.origin,)
            )


def _check_unique(brief: Brief) -> Iterator[Finding]:
    """Sections and figures are referred to by id alone, so their ids are unique in the whole brief."""
    for name, model in (("section", Section), ("figure", Picture | Chart)):
        first: dict[str, Item] = {}
        for item, _ in items(brief):
            if not isinstance(item, model):
                continue
            known = first.setdefault(item.id, item)
            if known is not item and known.path.rpartition("/")[0] != item.path.rpartition("/")[0]:
                message = f"the {name} id '{item.id}' is used twice in this brief"
                hint = "give one of them another id"
                yield Finding(Code.DUPLICATE_ID, item.place("id"), message, hint, (known.origin,))


def _check_crosswalks(brief: Brief) -> Iterator[Finding]:
    known = tuple(principle.id for principle in brief.principles)
    for case in brief.cases:
        for line in case.crosswalk:
            yield from _unknown(
                Code.UNKNOWN_PRINCIPLE, "principle", line.principle, known, line.place("principle")
            )


def _check_label(label: str | None, origin: Origin, names: _Names) -> Iterator[Finding]:
    if label is not None:
        yield from _unknown(Code.UNKNOWN_HANDLING, "handling label", label, names.labels, origin)


def _check_audiences(used: tuple[str, ...], origin: Origin, names: _Names) -> Iterator[Finding]:
    for name in used:
        yield from _unknown(Code.UNKNOWN_AUDIENCE, "audience", name, names.audiences, origin)


def _check_contradiction(item: Item) -> Iterator[Finding]:
    if item.audience and set(item.audience) <= set(item.except_):
        message = f"'{item.id}' is for nobody: every audience it names is also under 'except'"
        hint = "remove one of the two; 'except' wins"
        yield Finding(Code.UNUSED_CONDITION, item.place("except"), message, hint, severity=Severity.WARNING)


def _check_texts(root: Located, names: _Names, known: Mapping[str, Item]) -> Iterator[Finding]:
    for text in texts(root):
        parsed = parse_prose(text)
        yield from parsed.findings
        yield from _check_words(text, parsed.all_spans())
        yield from chain.from_iterable(_check_span(span, names, known) for span in parsed.all_spans())


LONGEST_WORD = 500
# Scripts that break between any two characters, or that are written without spaces: Thai to Lao, Burmese, Khmer, CJK,
# Hangul, full-width forms (UAX #14).
_BREAKS = (
    r"\s\-\u200B\u0E00-\u0EFF\u1000-\u109F\u1780-\u17FF\u2E80-\uA4CF\uAC00-\uD7AF\uF900-\uFAFF\uFF00-\uFFEF"
)
_LONG_WORD = re.compile(rf"[^{_BREAKS}]{{{LONGEST_WORD + 1},}}")


def _check_words(text: Text, spans: Iterable[Span]) -> Iterator[Finding]:
    """Words that no line can hold: layout takes time that grows with the square of their length. And characters that no
    document can, written as `&#x202e;`; those that stand in the file themselves are told when it is read.
    """
    for span in spans:
        for char in dict.fromkeys(UNFIT.findall(getattr(span, "text", ""))):
            if char not in text.markdown:
                yield unfit(char, text.place("&#"))
        for found in _LONG_WORD.finditer(getattr(span, "text", "")):
            message = f"a word of {len(found[0]):,} characters begins here: “{found[0][:20]}…”"
            hint = "take it out, or part it with spaces; no line of a page can hold it"
            yield Finding(Code.WORD_TOO_LONG, text.place(found[0][:100]), message, hint)


def _check_span(span: Span, names: _Names, known: Mapping[str, Item]) -> Iterator[Finding]:
    match span:
        case PersonUse(name, origin, _):
            yield from _unknown(Code.UNKNOWN_PERSON, "person", name, names.people, origin)
        case TermUse(name, origin):
            yield from _unknown(Code.UNKNOWN_TERM, "term", name, names.terms, origin)
        case Reference(name, origin, _):
            yield from _unknown(Code.UNKNOWN_REFERENCE, "item", name, names.targets(known), origin)
        case Citation(cited, origin):
            for source in cited:
                yield from _unknown(Code.UNKNOWN_SOURCE, "source", source.key, names.sources, origin)
        case _:
            return


def _unknown(
    code: Code, kind: str, name: str, known: tuple[str, ...] | None, origin: Origin
) -> Iterator[Finding]:
    if known is not None and name not in known:
        yield Finding(code, origin, f"there is no {kind} '{name}'", did_you_mean(name, known))
