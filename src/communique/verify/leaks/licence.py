"""What a reader may read: the words that kept text legitimately shares with what is withheld.

A run of letters is licensed when some text of the reader's view, of the templates or of the words that writers set has
it, word for word. Nothing else is: that two texts mean the same is no licence, and neither is that a phrase is common.

What authors write (the brief with its titles, definitions of terms, notes on sources, audiences, templates) licenses
phrases only, since whole sentences that stand in withheld and in kept text alike have most often been copied past the
marking. Names license any length: of sources, terms, roles, the document and its author.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from functools import lru_cache
from itertools import chain

from communique.audience.model import View
from communique.compose.model import Document, Figure, walk
from communique.compose.templates import TemplateSet
from communique.content.fields import Located
from communique.content.words import all_words, stretches
from communique.verify.leaks.letters import folded, letters

TOKEN = re.compile(r"[0-9]+(?:[.,\u00a0\u202f][0-9]+)+|[^\W_]+")  # a word, or a number with its marks
PARTED = "\x1e"  # between two texts; a record separator (ASCII), which no text has
# Letters that two neighbouring texts may share with a withheld one by accident, where the first ends and the second begins.
ACCIDENT = 12
PHRASE = 48  # letters from which on the brief's prose licenses no more: nine or ten words in a row


@dataclass(frozen=True, slots=True)
class Licence:
    """The letters of licensed texts, parted by `PARTED`, and their words; `names` license runs of any length."""

    letters: str
    words: frozenset[str]
    names: str = ""

    def allows(self, run: str) -> bool:
        """True when a run of letters is licensed: as a whole, or as the end of one text and the beginning of another of
        which one is so short that it stands beside the other by accident.
        """
        letters = self.letters if len(run) < PHRASE else self.names
        if run in letters:
            return True
        head = _longest(run, letters)
        rest = run[head:]
        if len(rest) < ACCIDENT // 2 or (rest in letters and min(head, len(rest)) < ACCIDENT):
            return True
        return len(run) - _longest_tail(run, letters) < ACCIDENT // 2

    def has(self, needle: str, *, is_word: bool) -> bool:
        """True when a short string is licensed: one word as a word of some text, several anywhere in one."""
        return needle in (self.words if is_word else self.letters)


def _longest(run: str, letters: str) -> int:
    """How many letters at the beginning of a run are among some letters as they stand."""
    low, high = 0, len(run)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if run[:middle] in letters else (low, middle - 1)
    return low


def _longest_tail(run: str, letters: str) -> int:
    """The same for the end of a run."""
    low, high = 0, len(run)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if run[-middle:] in letters else (low, middle - 1)
    return low


def licence_for(view: View, templates: TemplateSet, document: Document) -> Licence:
    """The licence of one document: its reader's view, the templates, and what the document says about itself.

    Names of persons are never licensed by being typed: `check_leaks` asks the register about those.
    """
    prose = licence_of(chain(_prose(view), _document_texts(document), _drawn_numbers(document)))
    metadata = document.metadata
    names = licence_of((*_names(view), metadata.title, metadata.author))
    shared = _of_templates(templates)
    whole = PARTED.join((prose.letters, names.letters, shared.letters))
    return Licence(whole, prose.words | names.words | shared.words, names.letters)


def licence_of(texts: Iterable[str]) -> Licence:
    """The licence for phrases that some texts give."""
    plain = folded(PARTED.join(texts))
    words = frozenset(word if word.isalnum() else letters(word) for word in set(TOKEN.findall(plain)))
    return Licence(plain.encode("ascii").translate(None, _DROPPED).decode("ascii"), words)


# All of ASCII but letters, digits and what parts two texts.
_DROPPED = bytes(code for code in range(128) if not chr(code).isalnum() and chr(code) != PARTED)


@lru_cache(maxsize=4)
def _of_templates(templates: TemplateSet) -> Licence:
    return licence_of(source for _, source in templates.sources)


def _prose(view: View) -> Iterator[str]:
    """All that a view says in its author's words."""
    located: tuple[Located, ...] = (view.brief, *view.terms.values(), *view.sources.values())
    for model in located:
        yield from all_words(model)
    for title in view.titles.values():
        yield from stretches(title)
    reader = view.reader
    yield from (reader.title, reader.restriction, reader.watermark, *reader.variables.values())


def _names(view: View) -> Iterator[str]:
    """What a view calls things and persons by: terms, sources, roles, and its reader."""
    for term in view.terms.values():
        yield from (term.term, term.short or "")
    for source in view.sources.values():
        yield from all_words(source.model_copy(update={"note": None}))
    yield from view.people.values()
    yield from (view.reader.id, view.brief.id)


_DRAWN = re.compile(rb">([^<>]*[0-9][^<>]*)<")


def _drawn_numbers(document: Document) -> Iterator[str]:
    """Numbers at the scales of drawings: what a scale says between the values is nowhere else."""
    for block in walk(document.blocks):
        if isinstance(block, Figure) and block.image.media_type == "image/svg+xml":
            for words in _DRAWN.findall(block.image.data):
                yield from (
                    each for each in TOKEN.findall(words.decode(errors="replace")) if each[0].isdigit()
                )


def _document_texts(document: Document) -> Iterator[str]:
    """What a document says about itself, in its properties and running heads."""
    for part in (document.metadata, document.words, document.marking):
        for each in fields(part):
            value = getattr(part, each.name)
            yield from value if isinstance(value, tuple) else (str(value),)
