"""What a reader may read: the words that kept text legitimately shares with what is withheld.

A run of letters is licensed when some text of the reader's view, of the templates or of the words that writers set has
it, word for word. Nothing else is: that two texts mean the same is no licence, and neither is that a phrase is common.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain

from communique.audience.model import View
from communique.compose.model import Document
from communique.compose.templates import TemplateSet
from communique.content.fields import Located
from communique.content.words import all_words, stretches
from communique.verify.leaks.letters import folded, letters

TOKEN = re.compile(r"[0-9]+(?:[.,\u00a0\u202f][0-9]+)+|[^\W_]+")  # a word, or a number with its marks
PARTED = "\x1e"  # between two texts; a record separator (ASCII), which no text has
# Letters that two neighbouring texts may share with a withheld one by accident, where the first ends and the second begins.
ACCIDENT = 12


@dataclass(frozen=True, slots=True)
class Licence:
    """The letters of all licensed texts, parted by `PARTED`, and their words."""

    letters: str
    words: frozenset[str]

    def allows(self, run: str) -> bool:
        """True when a run of letters is licensed: as a whole, or as the end of one text and the beginning of another of
        which one is so short that it stands beside the other by accident.
        """
        if run in self.letters:
            return True
        head = self._longest(run)
        rest = run[head:]
        if len(rest) < ACCIDENT // 2 or (rest in self.letters and min(head, len(rest)) < ACCIDENT):
            return True
        tail = self._longest_tail(run)
        return len(run) - tail < ACCIDENT // 2

    def has(self, needle: str, *, is_word: bool) -> bool:
        """True when a short string is licensed: one word as a word of some text, several anywhere in one."""
        return needle in (self.words if is_word else self.letters)

    def _longest(self, run: str) -> int:
        """How many letters at the beginning of a run are licensed as they stand."""
        low, high = 0, len(run)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if run[:middle] in self.letters else (low, middle - 1)
        return low

    def _longest_tail(self, run: str) -> int:
        low, high = 0, len(run)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if run[-middle:] in self.letters else (low, middle - 1)
        return low


def licence_for(view: View, templates: TemplateSet, document: Document) -> Licence:
    """The licence of one document: its reader's view, the templates, and what the document says about itself.

    Names of persons are never licensed by being typed: `check_leaks` asks the register about those.
    """
    said = tuple(chain(_view_texts(view), _document_texts(document)))
    own, shared = licence_of(said), _of_templates(templates)
    return Licence(f"{own.letters}{PARTED}{shared.letters}", own.words | shared.words)


def licence_of(texts: Iterable[str]) -> Licence:
    """The licence that some texts give."""
    plain = folded(PARTED.join(texts))
    words = frozenset(word if word.isalnum() else letters(word) for word in set(TOKEN.findall(plain)))
    return Licence(PARTED.join(map(letters, plain.split(PARTED))), words)


@lru_cache(maxsize=4)
def _of_templates(templates: TemplateSet) -> Licence:
    return licence_of(source for _, source in templates.sources)


def _view_texts(view: View) -> Iterator[str]:
    located: tuple[Located, ...] = (view.brief, *view.terms.values(), *view.sources.values())
    for model in located:
        yield from all_words(model)
    for title in view.titles.values():
        yield from stretches(title)
    yield from view.people.values()
    yield from view.reader.variables.values()
    reader = view.reader
    yield from (reader.id, reader.title, reader.restriction, view.brief.id)


def _document_texts(document: Document) -> Iterator[str]:
    """What a document says about itself, in its properties and running heads."""
    for part in (document.metadata, document.words, document.marking):
        for each in fields(part):
            value = getattr(part, each.name)
            yield from value if isinstance(value, tuple) else (str(value),)
