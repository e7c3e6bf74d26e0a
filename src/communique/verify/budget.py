"""Budgets: a document that must fit two pages does, or the author learns what would go first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.codes import Code
from communique.compose.model import Contents, Document, walk
from communique.content.spans import plain
from communique.findings import Finding, Origin
from communique.verify.texts import block_texts

NAMED = 6  # items that a hint names; more would not be read


NOWHERE = Origin("")


@dataclass(frozen=True, slots=True)
class Cut:
    """Something that could be left out: its priority (9 is cut first, 1 last), its content path and its words."""

    priority: int
    path: str
    words: int


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may not exceed, and where that is written; `cuts` is what its author could leave out."""

    max_pages: int | None = None
    max_words: int | None = None
    pages_at: Origin = NOWHERE
    words_at: Origin = NOWHERE
    cuts: tuple[Cut, ...] = ()


def check_budget(document: Document, limits: Limits, pages: int | None) -> tuple[Finding, ...]:
    """Findings for too many pages (when the format has pages) and too many words."""
    return tuple(_check(document, limits, pages))


def _check(document: Document, limits: Limits, pages: int | None) -> Iterator[Finding]:
    words = count_words(document)
    if limits.max_pages is not None and pages is not None and pages > limits.max_pages:
        message = f"'{document.metadata.title}' has {pages} pages, and {limits.max_pages} are allowed"
        over = -(-words * (pages - limits.max_pages) // pages)
        yield Finding(Code.TOO_MANY_PAGES, limits.pages_at, message, _advice(limits.cuts, over))
    if limits.max_words is not None and words > limits.max_words:
        message = f"'{document.metadata.title}' has {words} words, and {limits.max_words} are allowed"
        yield Finding(
            Code.TOO_MANY_WORDS, limits.words_at, message, _advice(limits.cuts, words - limits.max_words)
        )


def count_words(document: Document) -> int:
    """The words of running text, captions and notes, as blanks part them; the contents say them a second time."""
    told = (
        text
        for block in walk(document.blocks)
        if not isinstance(block, Contents)
        for text, _ in block_texts(block)
    )
    return sum(len(text.split()) for text in (*told, *(plain(note.spans) for note in document.notes)))


def _advice(cuts: tuple[Cut, ...], words: int) -> str:
    """What would go first: the highest priority numbers, until enough words are gone."""
    in_order = sorted(cuts, key=lambda cut: (-cut.priority, -cut.words, cut.path))
    named: list[str] = []
    left = words
    for cut in in_order:
        if left <= 0 or len(named) == NAMED:
            break
        named.append(f"{cut.path} (priority {cut.priority}, {cut.words} words)")
        left -= cut.words
    if not named:
        return f"shorten the text by about {words} words, or raise the limit"
    more = "" if left <= 0 else "; that is not enough"
    return f"about {words} words too many; first to go: {', '.join(named)}{more}"
