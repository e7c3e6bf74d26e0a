"""Names to words: persons, references, terms, citations and footnotes, resolved once for all writers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from communique.audience.model import View
from communique.compose.citations import Citer
from communique.compose.model import Block, Blocks, Heading, Note, Source
from communique.compose.rewrite import rewrite_spans
from communique.content.prose import parse_prose
from communique.content.registers import Term
from communique.content.spans import (
    Citation,
    Emphasis,
    Fill,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    NoteMark,
    PersonUse,
    Reference,
    Span,
    Spans,
    Strong,
    Styled,
    TermUse,
    Words,
    plain,
    walk,
)
from communique.content.text import Text

_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+$")  # what stands before the first word of a further sentence
_FULL_STOP = re.compile(r"[.!?…][\"'”’)]*\s*$")


@dataclass(slots=True)
class Resolver:
    """Resolves the names of one document in reading order; keeps which terms were introduced, and the footnotes.

    `anchors` maps the content path of an item to its anchor in this document; `paths` the name of a reference to the
    content path; `terms_linked` is True when the document lists its terms; `used` gathers the content paths of what became
    characters only, which no block of the tree tells; `told` the ids of the persons that the document speaks of.
    """

    view: View
    anchors: Mapping[str, str]
    paths: Mapping[str, str]
    citer: Citer | None = None
    terms_linked: bool = False
    introduced: set[str] = field(default_factory=set)
    used: set[str] = field(default_factory=set)
    told: set[str] = field(default_factory=set)
    notes: list[Note] = field(default_factory=list)

    def resolve(self, blocks: Blocks) -> tuple[Blocks, tuple[Note, ...]]:
        """The blocks without any name left, and the footnotes in the order of their calls."""
        return rewrite_spans(blocks, self._run), tuple(self.notes)

    def plain(self, text: Text) -> str:
        """A text as characters only: for attributes, titles and running heads. Introduces no terms."""
        aside, spans = replace_state(self), parse_prose(text).spans
        self.used |= {text.path, *_registered(spans)}
        return plain(aside.spans(spans, Source(text.path, text.origin), introduce=False))

    def _run(self, spans: Spans, source: Source, block: Block) -> Spans:
        return self.spans(spans, source, introduce=not isinstance(block, Heading))

    def spans(self, spans: Spans, source: Source, *, introduce: bool = True) -> Spans:
        """One run of text resolved; `introduce` tells whether a term may be explained here at its first use."""
        last = next(
            (span.text for span in reversed(spans) if isinstance(span, Words) and span.text.strip()), ""
        )
        return tuple(_Run(self, source, introduce, bool(_FULL_STOP.search(last))).all(spans))

    def term(self, use: TermUse, *, introduce: bool) -> Spans:
        """A term by the audience's rule: the full form, with the short one at first use, then the short form."""
        entry = self.view.terms.get(use.term)
        words = self._term_words(entry, use, introduce=introduce) if entry else use.label or use.term
        anchor = self.anchors.get(entry.path) if entry and self.terms_linked else None
        return (Jump(anchor, (Words(words),)),) if anchor else (Words(words),)

    def _term_words(self, entry: Term, use: TermUse, *, introduce: bool) -> str:
        full = use.label or entry.term
        if self.view.reader.glossary == "none" or entry.short is None or not introduce:
            return full
        if entry.id not in self.introduced:
            self.introduced.add(entry.id)
            return full if entry.short in full else f"{full} ({entry.short})"
        return use.label or entry.short

    def reference(self, use: Reference) -> Spans:
        """A pointer to an item: a link where the item is in the document, else the item's title."""
        path = self.paths.get(use.target, "")
        title = self.view.titles.get(use.target)
        words: Spans = (Words(use.label),) if use.label else ()
        if not words and title is not None:
            words = (Words(self.plain(title)),)
        words = words or (Words(use.target),)
        anchor = self.anchors.get(path)
        return (Jump(anchor, words),) if anchor else words

    def citation(self, use: Citation) -> Spans:
        """A citation as the style writes it; nothing where the audience does not see the evidence."""
        known = tuple(source for source in use.sources if source.key in self.view.sources)
        if self.citer is None or not known:
            return ()
        return self.citer.text(replace(use, sources=known))

    def note(self, use: NoteMark, source: Source) -> Spans:
        """The call of a footnote; its text is resolved at once, since it is read here."""
        number = len(self.notes) + 1
        note_source = Source(source.path, use.origin, source.rung)
        self.notes.append(
            Note(number, (), note_source)
        )  # its number is taken before notes inside it ask for theirs
        self.notes[number - 1] = Note(number, self.spans(use.children, note_source), note_source)
        return (NoteCall(number),)


def _registered(spans: Spans) -> Iterator[str]:
    for span in walk(spans):
        match span:
            case PersonUse(name):
                yield f"people/{name}"
            case TermUse(name, _):
                yield f"terms/{name}"
            case _:
                pass


def replace_state(resolver: Resolver) -> Resolver:
    """The same resolver with nothing introduced and no notes, so that looking up a title changes nothing."""
    return replace(resolver, introduced=set(), notes=[])


@dataclass(slots=True)
class _Run:
    """One run of text on its way: `before` is what has been written of it, to know where a sentence begins.

    A run that does not end like a sentence (an entry of a list, a cell) does not begin like one either.
    """

    resolver: Resolver
    source: Source
    introduce: bool
    is_sentence: bool = False
    before: str = ""

    def all(self, spans: Spans) -> Spans:
        done: list[Span] = []
        for span in spans:
            made = self._one(span)
            if not made and isinstance(span, Citation):
                _drop_blank_before(done)
            done.extend(made)
        return tuple(done)

    def _one(self, span: Span) -> Spans:  # noqa: PLR0911 -- one case a kind of span
        match span:
            case Emphasis() | Strong() | Styled() | Link() | Jump() | Fill():
                return (replace(span, children=self.all(span.children)),)
            case PersonUse():
                return self._written((Words(self._person(span)),))
            case TermUse():
                return self._written(self._capitalised(self.resolver.term(span, introduce=self.introduce)))
            case Reference():
                return self._written(self.resolver.reference(span))
            case Citation():
                return self._written(self.resolver.citation(span))
            case NoteMark():
                return self.resolver.note(span, self.source)
            case LineBreak():
                self.before = ""
                return (span,)
            case _:
                return self._written((span,))

    def _written(self, spans: Spans) -> Spans:
        self.before = (self.before + plain(spans))[-80:]
        return spans

    def _person(self, use: PersonUse) -> str:
        self.resolver.told.add(use.person)
        said = self.resolver.view.said.get(use.person)
        if said is None:
            return use.person
        if not use.form:
            return said.start if self._begins() else said.alone
        return self._sentence_case(said.possessive if use.form == "possessive" else said.plural)

    def _begins(self) -> bool:
        return bool(_SENTENCE_END.search(self.before)) or (self.is_sentence and not self.before.strip())

    def _sentence_case(self, words: str) -> str:
        return words[:1].upper() + words[1:] if self._begins() else words

    def _capitalised(self, spans: Spans) -> Spans:
        match spans:
            case (Words(text),):
                return (Words(self._sentence_case(text)),)
            case (Jump(target, (Words(text),)),):
                return (Jump(target, (Words(self._sentence_case(text)),)),)
            case _:
                return spans


def _drop_blank_before(spans: list[Span]) -> None:
    """A citation that is not shown takes the blank before it along: 'trust [@a].' becomes 'trust.'"""
    if spans and isinstance(spans[-1], Words):
        spans[-1] = Words(spans[-1].text.rstrip())
