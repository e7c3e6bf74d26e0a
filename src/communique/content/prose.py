"""The one reader of text fields: the tokens of their Markdown (`markdown.py`) become our values.

Everything a text field may hold is in the two tables below; anything else CommonMark knows (headings, images, code
blocks, rules) has its own field in the model, and using it in text is a finding.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby, repeat

from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode

from communique.codes import Code as FindingCode
from communique.content.markdown import DEEPEST, NoteText, Tokens, tokens
from communique.content.schema import did_you_mean
from communique.content.spans import (
    Citation,
    CitedSource,
    Code,
    Emphasis,
    LineBreak,
    Link,
    NoteMark,
    PersonUse,
    ProseBlock,
    ProseList,
    ProseParagraph,
    ProseQuote,
    Reference,
    Span,
    Spans,
    Strong,
    TermUse,
    Words,
    has_words,
    walk,
)
from communique.content.text import Line, Text
from communique.findings import Finding, Origin

MAX_TEXT = 200_000
_CITED = re.compile(
    r"^(?P<prefix>.*?)-?@(?P<key>[\w][\w:.#$%&+?<>~/-]*?)(?:,\s*(?P<locator>.+))?$", re.DOTALL
)
_NOTE_MARK = re.compile(r"\[\^(?P<label>[^][\s]{1,80})\](?!:)")
_LABELLED = re.compile(r"^(?P<label>.*\S)\s*<(?P<target>[^<>]+)>$", re.DOTALL)
_FORMED = re.compile(r"^(?P<person>[a-z0-9-]+)(?:['\u2019]s?|\|(?P<form>possessive|plural))$")
_NOTE_IN_NOTE = ("a footnote calls a footnote", "merge the two")
_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True, slots=True)
class Parsed:
    """A text field as blocks, with what was found in it. A `Line` has exactly one paragraph when it has no finding."""

    blocks: tuple[ProseBlock, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def spans(self) -> Spans:
        """The spans of the first paragraph: the whole text of a `Line`."""
        first = self.blocks[0] if self.blocks else None
        return first.spans if isinstance(first, ProseParagraph) else ()

    def runs(self) -> Iterator[Spans]:
        """The spans of every paragraph, also of those in lists and quotations, in reading order."""
        for block in self.blocks:
            yield from _block_runs(block)

    def all_spans(self) -> Iterator[Span]:
        """Every span of every block, in reading order, the text of footnotes included."""
        for run in self.runs():
            yield from walk(run)


@lru_cache(maxsize=20_000)
def parse_prose(text: Text) -> Parsed:
    """The blocks of a text field; never fails, since every Markdown text means something.

    Remembered within the process: a field is read by the checks and by every document that holds it.
    """
    if len(text.markdown) > MAX_TEXT:
        message = f"the text has {len(text.markdown):,} characters; a field may have {MAX_TEXT:,}"
        finding = Finding(FindingCode.TEXT_TOO_LONG, text.origin, message, "split it into several items")
        return Parsed((), (finding,))
    reader = _Reader(text)
    blocks = reader.read()
    if isinstance(text, Line) and (len(blocks) != 1 or not isinstance(blocks[0], ProseParagraph)):
        message = "this field holds one paragraph, without lists"
        hint = "put the rest into a field of several paragraphs, such as 'text'"
        reader.findings.append(Finding(FindingCode.MARKUP, text.origin, message, hint))
    if not reader.findings and not any(has_words(run) or _cites(run) for run in Parsed(blocks).runs()):
        message = "no reader would see words of this text"
        hint = "write some, or remove the key; marks, blanks and the call of a footnote are no words"
        reader.findings.append(Finding(FindingCode.EMPTY_VALUE, text.origin, message, hint))
    return Parsed(blocks, tuple(reader.findings))


def _cites(spans: Spans) -> bool:
    return any(isinstance(span, Citation) for span in walk(spans))


def _block_runs(block: ProseBlock) -> Iterator[Spans]:
    match block:
        case ProseParagraph(spans):
            yield spans
        case ProseList(_, items, _):
            for item in items:
                for inner in item:
                    yield from _block_runs(inner)
        case ProseQuote(blocks):
            for inner in blocks:
                yield from _block_runs(inner)


# A single line such as `5. Juli` is a date where the field holds one paragraph, and no list.
_NUMBERED = re.compile(r"[0-9]{1,9}[.)][ \u00a0]+[^\n]*\Z")


@dataclass(slots=True)
class _Reader:
    """Turns markdown-it's syntax tree into our values, keeping count of repeated marks to place each of them."""

    text: Text
    findings: list[Finding] = field(default_factory=list)
    notes: dict[str, Spans] = field(default_factory=dict)
    short_notes: dict[int, list[Token]] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    seen: dict[str, Iterator[Origin]] = field(default_factory=dict)
    lines: list[Origin] = field(default_factory=list)

    def read(self) -> tuple[ProseBlock, ...]:
        is_date = isinstance(self.text, Line) and _NUMBERED.match(self.text.markdown) is not None
        written = tokens(self.text.markdown, lists=not is_date)
        self.short_notes = written.short_notes
        self._check_lines(written)
        for note in written.notes:
            self._read_note(note)
        blocks = self._blocks(SyntaxTreeNode(written.body).children)
        self._check_notes(written)
        return blocks

    def _check_notes(self, written: Tokens) -> None:
        """Marks and texts of footnotes that do not belong together, which CommonMark passes over in silence."""
        told = {note.label for note in written.notes}
        for label in sorted({found["label"] for found in _NOTE_MARK.finditer(self.text.markdown)} - told):
            hint = f"add a paragraph '[^{label}]: …'"
            if isinstance(self.text, Line):
                hint = "take it out: this field holds one paragraph, and a footnote's text is a second one"
            self._refuse(f"[^{label}]", f"the footnote [^{label}] has no text", hint)
        seen: set[str] = set()
        for note in written.notes:
            if note.label not in self.called or note.label in seen:
                what, hint = "has two texts", "remove it, or give it another name"
                if note.label not in self.called:
                    what, hint = (
                        "is nowhere called",
                        f"write [^{note.label}] where it belongs, or remove its text",
                    )
                self._tell(note.line, f"the footnote [^{note.label}] {what}", hint)
            seen.add(note.label)

    def _check_lines(self, written: Tokens) -> None:
        """What no reader would see as it was meant: too deep for any page, or an address that leads nowhere."""
        for line in written.deep_blocks:
            self.findings.append(too_deep(self._place_of(line)))
        for line in written.deep_spans:
            message = f"emphasis and links stand in each other more than {DEEPEST} deep"
            hint = "remove the inner ones, or stray characters such as * and _"
            self._tell(line, message, hint)
        for line in written.unused:
            message = (
                "this line is read as the address of a link, which stands in no document, and no link uses it"
            )
            hint = "write \\[ at its beginning when it is meant to be read, or remove it"
            self._tell(line, message, hint)

    def _read_note(self, note: NoteText) -> None:
        blocks = SyntaxTreeNode(note.tokens).children
        paragraphs = [block for block in blocks if block.type == "paragraph"]
        if len(paragraphs) != 1 or len(blocks) != 1:
            self._tell(note.line, "a footnote holds one paragraph", "shorten it")
        spans = self._paragraph_spans(paragraphs[0]) if paragraphs else ()
        if any(isinstance(span, NoteMark) for span in walk(spans)):
            self._tell(note.line, *_NOTE_IN_NOTE)
        self.notes[note.label] = spans

    def _blocks(self, nodes: Iterator[SyntaxTreeNode] | Sequence[SyntaxTreeNode]) -> tuple[ProseBlock, ...]:
        made = (self._block(node) for node in nodes)
        return tuple(block for block in made if block is not None)

    def _block(self, node: SyntaxTreeNode) -> ProseBlock | None:
        match node.type:
            case "paragraph":
                return ProseParagraph(self._paragraph_spans(node))
            case "bullet_list" | "ordered_list":
                items = tuple(self._blocks(item.children) for item in node.children)
                ordered = node.type == "ordered_list"
                return ProseList(ordered, items, int(node.attrGet("start") or 1) if ordered else 1)
            case "blockquote":
                return ProseQuote(self._blocks(node.children))
            case _:
                self._not_in_text(node)
                return None

    def _not_in_text(self, node: SyntaxTreeNode) -> None:
        what, remedy = _NOT_IN_TEXT.get(node.type, (node.type, "remove it"))
        self._tell(node.map[0] if node.map else 0, f"{what} can't stand in a text field", remedy)

    def _paragraph_spans(self, node: SyntaxTreeNode) -> Spans:
        return self._spans(child for inline in node.children for child in inline.children)

    def _spans(self, nodes: Iterator[SyntaxTreeNode] | Sequence[SyntaxTreeNode]) -> Spans:
        spans: list[Span] = []
        for node in nodes:
            reader = _SPANS.get(node.type)
            if reader is None:
                what, remedy = _NOT_IN_TEXT.get(node.type, (node.type, "remove it"))
                self._refuse(
                    "![" if node.type == "image" else "", f"{what} can't stand in a text field", remedy
                )
                continue
            spans.extend(reader(self, node))
        return _joined(spans)

    def words(self, node: SyntaxTreeNode) -> Spans:
        for bare in _BARE_ROLE.finditer(node.content):
            message = f"'{bare[0]}' is a role, and no name in backticks follows it"
            hint = f"write {bare[0]}`id`, with the backtick ` and without a blank before it"
            self.findings.append(Finding(FindingCode.UNKNOWN_ROLE, self._place(bare[0]), message, hint))
        return (Words(node.content),) if node.content else ()

    def soft_break(self, _node: SyntaxTreeNode) -> Spans:
        return (Words(" "),)

    def hard_break(self, _node: SyntaxTreeNode) -> Spans:
        return (LineBreak(),)

    def emphasis(self, node: SyntaxTreeNode) -> Spans:
        return (Emphasis(self._spans(node.children)),)

    def strong(self, node: SyntaxTreeNode) -> Spans:
        return (Strong(self._spans(node.children)),)

    def code(self, node: SyntaxTreeNode) -> Spans:
        return (Code(node.content),)

    def link(self, node: SyntaxTreeNode) -> Spans:
        href = str(node.attrGet("href") or "")
        children = self._spans(node.children)
        if not href.lower().startswith(_SCHEMES):
            hint = (
                "write https://…, http://… or mailto:…; for a place in the brief use {ref}`section/history`"
            )
            self._refuse(href, f"the link '{href}' leads nowhere that a reader can follow", hint)
            return children
        title = str(node.attrGet("title") or "")
        if title:
            message = f"the link has a title, “{title}”, which no document shows"
            self._refuse(href, message, "take it out, or write it as words beside the link")
        return (Link(children, href),)

    def citation(self, node: SyntaxTreeNode) -> Spans:
        origin = self._place(node.markup)
        cited: list[CitedSource] = []
        for part in node.content.split(";"):
            found = _CITED.match(part.strip())
            if not found:
                self._refuse(node.markup, f"'{part.strip()}' is no citation", "write [@key, p. 4; @other]")
                continue
            cited.append(CitedSource(found["key"], found["locator"] or "", found["prefix"].strip()))
        return (Citation(tuple(cited), origin),)

    def note(self, node: SyntaxTreeNode) -> Spans:
        label = node.meta.get("label")
        if label is not None:
            self.called.add(label)
            return (NoteMark(self.notes.get(label, ()), self._place(f"[^{label}]")),)
        spans = self._spans(SyntaxTreeNode(self.short_notes[node.meta["id"]]).children)
        if any(isinstance(span, NoteMark) for span in walk(spans)):
            self._refuse("^[", *_NOTE_IN_NOTE)
        return (NoteMark(spans, self._place("^[")),)

    def role(self, node: SyntaxTreeNode) -> Spans:
        name = str(node.meta["name"])
        written = f"{{{name}}}`{node.content}`"
        make = _ROLES.get(name)
        origin = self._place(written)
        if make is None:
            message = f"'{{{name}}}' is not a role"
            hint = did_you_mean(name, tuple(_ROLES))
            self.findings.append(Finding(FindingCode.UNKNOWN_ROLE, origin, message, hint))
            return (Words(node.content),)
        return (make(node.content.strip(), origin),)

    def _place(self, written: str) -> Origin:
        """The place of the next occurrence of some markup; repeated marks are met in the order of the text."""
        places = self.seen.setdefault(written, self.text.scalar.places(repeat(written)))
        return next(places)

    def _place_of(self, number: int) -> Origin:
        """The place of a line of the text, counted from 0."""
        if not self.lines:
            written = (line.strip() for line in self.text.markdown.split("\n"))
            self.lines = list(self.text.scalar.places(written))
        return self.lines[number] if number < len(self.lines) else self.text.origin

    def _tell(self, line: int, message: str, hint: str) -> None:
        self.findings.append(Finding(FindingCode.MARKUP, self._place_of(line), message, hint))

    def _refuse(self, needle: str, message: str, hint: str) -> None:
        origin = self.text.place(needle) if needle else self.text.origin
        self.findings.append(Finding(FindingCode.MARKUP, origin, message, hint))


def too_deep(origin: Origin) -> Finding:
    """Told of lists and quotations in each other beyond what a document can show, in a text or made by a template."""
    message = f"lists and quotations stand in each other more than {DEEPEST} deep here"
    return Finding(
        FindingCode.NO_ROOM, origin, message, "write the inner ones as paragraphs, or as a list apart"
    )


def _joined(spans: list[Span]) -> Spans:
    """Neighbouring words as one span, so that equal texts are equal values."""
    joined: list[Span] = []
    for is_words, run in groupby(spans, lambda span: isinstance(span, Words)):
        if is_words:
            joined.append(Words("".join(span.text for span in run if isinstance(span, Words))))
        else:
            joined.extend(run)
    return tuple(joined)


def _labelled(make: Callable[[str, Origin, str], Span]) -> Callable[[str, Origin], Span]:
    """A role that may carry its own words before the target: ``{ref}`the case <case/us-rok>` ``."""

    def made(content: str, origin: Origin) -> Span:
        found = _LABELLED.match(content)
        return make(found["target"].strip(), origin, found["label"]) if found else make(content, origin, "")

    return made


def _person(content: str, origin: Origin) -> Span:
    """A person with a form of the words: ``{person}`kim's` ``, ``{person}`kim|plural` ``."""
    found = _FORMED.match(content)
    if not found:
        return PersonUse(content, origin)
    return PersonUse(found["person"], origin, found["form"] or "possessive")


_ROLES: dict[str, Callable[[str, Origin], Span]] = {
    "person": _person,
    "term": _labelled(TermUse),
    "ref": _labelled(Reference),
}

_BARE_ROLE = re.compile(r"\{(?:" + "|".join(_ROLES) + r")\}")

_SPANS: dict[str, Callable[[_Reader, SyntaxTreeNode], Spans]] = {
    "text": _Reader.words,
    "softbreak": _Reader.soft_break,
    "hardbreak": _Reader.hard_break,
    "em": _Reader.emphasis,
    "strong": _Reader.strong,
    "code_inline": _Reader.code,
    "link": _Reader.link,
    "citation": _Reader.citation,
    "footnote_ref": _Reader.note,
    "myst_role": _Reader.role,
}

_NOT_IN_TEXT = {
    "heading": ("a heading", "make it the title of a section or point"),
    "fence": ("a block of code", "write it as a sentence"),
    "code_block": ("an indented block", "remove the spaces before the line"),
    "hr": ("a rule", "remove the line"),
    "table": ("a table", "write it as a list, or numbers as a chart with 'table: true'"),
    "image": ("a picture", "list it under 'figures', with its text alternative"),
}
