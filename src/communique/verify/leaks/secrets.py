"""What must not be in a file, made ready to be looked for: stretches of words, short strings, single words, ids."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from communique.audience.model import Reason, Withheld, WithheldItem
from communique.findings import Origin
from communique.verify.leaks.letters import letters, word_pattern
from communique.verify.leaks.licence import TOKEN, Licence

# Windows of letters that are compared: at every place of what is withheld, at every sixth of the file, so that a run of
# WINDOW + STRIDE - 1 = 19 letters (three or four words) is never missed.
WINDOW, STRIDE = 14, 6
SHORTEST = 6  # letters of a whole field that is looked for as such
SHORTEST_WORD = 4  # letters of a single word that is
_SENTENCE_END = re.compile(r"[.!?:“”\"‘(]\s*$")


class What(StrEnum):
    """The kinds of a leak, each with its own words in a finding."""

    WORDS = "words"
    NAME = "name"
    AFFILIATION = "affiliation"
    ID = "id"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Secret:
    """Where something withheld is written, and why it is withheld. Holds none of its words."""

    origin: Origin
    reason: Reason
    path: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Needle:
    """A short string that is looked for as whole words, or one word; `unread`: it counts only where nobody reads.

    A bare number counts only where somebody reads: files are full of measures, and of years in names of standards.
    """

    letters: str
    what: What
    secret: Secret
    is_word: bool = False
    unread: bool = False

    @property
    def is_number(self) -> bool:
        """True for digits only."""
        return self.letters.isdigit()

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds it in a folded text."""
        return word_pattern(self.letters)


Told: TypeAlias = tuple[tuple[str, Secret], ...]  # words or letters, each with whose they are


@dataclass(frozen=True, slots=True)
class Secrets:
    """All that one reader must not find in one file, less what the licence allows anyway.

    `grams` maps each window of letters to the stretch that has it and the place in it; the first one wins.
    """

    stretches: Told = field(repr=False)
    grams: Mapping[str, tuple[int, int]] = field(repr=False)
    needles: tuple[Needle, ...] = field(repr=False)
    pictures: tuple[tuple[bytes, Secret], ...] = field(repr=False)


def secrets_of(withheld: Withheld, licence: Licence) -> Secrets:
    """What the guard looks for. Fields of fewer than six letters and single words of fewer than four are not."""
    told = tuple(_told(withheld))
    stretches, grams, short = _prepared(told)
    needles = {needle.letters: needle for needle in reversed((*short, *_ids(withheld)))}
    kept = tuple(each for each in needles.values() if not licence.has(each.letters, is_word=each.is_word))
    pictures = tuple((item.picture, _secret(item)) for item in withheld.items if item.picture)
    return Secrets(stretches, grams, kept, pictures)


@lru_cache(maxsize=16)
def _prepared(told: Told) -> tuple[Told, Mapping[str, tuple[int, int]], tuple[Needle, ...]]:
    """The letters, windows and short strings of some words: the same for all documents that withhold the same."""
    stretches = tuple((letters(words), secret) for words, secret in told)
    grams: dict[str, tuple[int, int]] = {}
    for number, (run, _) in enumerate(stretches):
        for at in range(len(run) - WINDOW + 1):
            grams.setdefault(run[at : at + WINDOW], (number, at))
    return stretches, grams, tuple(_short(told))


def _told(withheld: Withheld) -> Iterator[tuple[str, Secret]]:
    for item in withheld.items:
        for words in item.words:
            yield words, _secret(item)
    for hidden in withheld.people:
        for words in hidden.words:
            yield words, Secret(hidden.person.origin, Reason.ATTRIBUTION, hidden.person.path)


def _secret(item: WithheldItem) -> Secret:
    return Secret(item.origin, item.reason, item.path)


def _short(told: Told) -> Iterator[Needle]:
    """Whole fields that are too short for windows, and single words that hardly anybody else would use."""
    for words, secret in told:
        whole = letters(words)
        if SHORTEST <= len(whole) < WINDOW + STRIDE and _is_telling(words):
            yield Needle(whole, What.WORDS, secret, is_word=len(TOKEN.findall(words)) == 1)
        for word in _distinctive(words):
            yield Needle(word, What.WORDS, secret, is_word=True)


def _is_telling(words: str) -> bool:
    """False for a single ordinary word, which any text may have."""
    return " " in words.strip() or any(char.isupper() or char.isdigit() for char in words.strip()[1:])


def _distinctive(words: str) -> Iterator[str]:
    """Names, abbreviations and numbers: words with a capital that no sentence's beginning explains, or with digits."""
    for found in TOKEN.finditer(words):
        word = letters(found[0])
        if len(word) < SHORTEST_WORD:
            continue
        begins = not words[: found.start()].strip() or _SENTENCE_END.search(words[: found.start()])
        capitals = sum(char.isupper() for char in found[0])
        if any(char.isdigit() for char in word) or capitals > 1 or (capitals == 1 and not begins):
            yield word


def _ids(withheld: Withheld) -> Iterator[Needle]:
    """Ids of several words anywhere, and every id with the collection that it is in: `points/bridge`."""
    for item in withheld.items:
        *_, collection, name = ("", *item.path.split("/"))
        if "-" in name and len(letters(name)) >= SHORTEST:
            yield Needle(letters(name), What.ID, _secret(item))
        if collection and len(letters(name)) >= SHORTEST_WORD:
            yield Needle(letters(collection + name), What.ID, _secret(item), unread=True)
