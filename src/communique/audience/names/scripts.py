"""Names in scripts whose Latin forms follow no letter: Hangul, Arabic and Hebrew, compared by a loose key.

A Korean name has many romanisations (Kim, Gim; Ji-woo, Chi-u), so both sides are folded to sounds that all of them
share. Arabic and Hebrew write consonants, so only those are compared. Full names only, and none whose key is short.
Not covered: Japanese readings of characters, and spellings by sound in other scripts; those are aliases.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.audience.names.fold import ascii_of, squeezed
from communique.audience.names.parts import parts_of
from communique.content.registers import Person

_HANGUL = re.compile(r"[\uac00-\ud7a3]{2,}(?: [\uac00-\ud7a3]{2})?")
_CONSONANTS = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc]+")
_ANY = re.compile(r"[\u0590-\u06ff\u0750-\u077f\uac00-\ud7a3\ufb1d-\ufdff\ufe70-\ufefc]")
_LEAST = 5  # sounds of a key; fewer are met by chance
_SYLLABLES = (2, 3, 4)  # of a Korean name

# Romanisations of Korean to the sounds they share, in this order.
_KOREAN = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("rhee|lee|^yi|^ri", "i"), ("park", "pak"), ("woo|oo|wu|eu|eo|ou", "o"), ("ae|ay|ee(?=.)", "e"), ("oi|oe", "o"),
        ("u", "o"), ("[wyh]", ""), ("g|ck|q", "k"), ("d", "t"), ("b", "p"), ("j|ch|c", "c"), ("r", "l"), ("sh", "s"),
        (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
# Latin letters to the consonants that Arabic and Hebrew write.
_SEMITIC = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("sh|sch", "s"), ("th", "t"), ("dh", "d"), ("kh|ch|q|ck|c", "k"), ("gh", "g"), ("ph", "f"), ("p", "b"),
        ("v", "f"), ("j", "g"), ("h$", ""), ("[^bdfghklmnrstz]", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Met:
    """A person met in another script, and where."""

    person: str
    start: int
    end: int


class OtherScripts:
    """Keys of persons for scripts that cannot be compared letter by letter."""

    def __init__(self, persons: tuple[Person, ...]) -> None:
        self._korean: dict[str, list[str]] = {}
        self._semitic: dict[tuple[str, ...], list[str]] = {}
        for person in persons:
            parts = parts_of(person.name, person.family)
            given = [squeezed("".join(words)) for words in parts.given]
            family = squeezed("".join(parts.family))
            if given:
                _add(self._korean, korean(family + "".join(given)), person.id)
                for first in (given[0], "".join(given)):
                    key = (semitic(first), semitic(family))
                    if all(key) and len("".join(key)) >= _LEAST:
                        self._semitic.setdefault(key, []).append(person.id)

    def find(self, text: str) -> Iterator[Met]:
        """The full names in Hangul, Arabic and Hebrew runs of a text."""
        if text.isascii() or not _ANY.search(text):
            return
        for run in _HANGUL.finditer(text):
            for size in _SYLLABLES:
                key = korean(squeezed(run[0].replace(" ", "")[:size]))
                for person in self._korean.get(key, ()):
                    blanks = run[0][: size + 1].count(" ")
                    yield Met(person, run.start(), min(run.end(), run.start() + size + blanks))
        for first, second in pairwise(_CONSONANTS.finditer(text)):
            for pair in _semitic_keys(first[0], second[0]):
                yield from (Met(one, first.start(), second.end()) for one in self._semitic.get(pair, ()))


def korean(latin: str) -> str:
    """The sounds that the romanisations of a Korean name share."""
    return _folded(latin, _KOREAN)


def semitic(latin: str) -> str:
    """The consonants of a name."""
    return _folded(latin, _SEMITIC)


def _semitic_keys(first: str, second: str) -> Iterator[tuple[str, str]]:
    """Two words as a key; the article of the second may be missing in the register."""
    given, family = (semitic(squeezed(ascii_of(word))) for word in (first, second))
    yield given, family
    if family.startswith("l"):
        yield given, family[1:]


def _folded(latin: str, rules: tuple[tuple[re.Pattern[str], str], ...]) -> str:
    for pattern, sound in rules:
        latin = pattern.sub(sound, latin)
    return latin


def _add(keys: dict[str, list[str]], key: str, person: str) -> None:
    if len(key) >= _LEAST:
        keys.setdefault(key, []).append(person)
