"""A full name as its parts: given names, and the family name with its particles."""

from __future__ import annotations

import re
from dataclasses import dataclass

from communique.audience.names.fold import squeezed
from communique.audience.names.words import LOOSE_TITLES, PARTICLES, TITLES

_STOPS = (
    r"\s\-\u2010\u2011.,;/()\"\u201c\u201d'\u2019"  # blanks, hyphens, quotes and other marks between words
)
_WORD = re.compile(rf"[^{_STOPS}]+(?:['\u2019][^{_STOPS}]+)*")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The words of a name: given names in order (each as its words: Ji-woo has two), particles of the family name, and
    its other words.
    """

    given: tuple[tuple[str, ...], ...]
    particles: tuple[str, ...]
    family: tuple[str, ...]


def words_of(name: str) -> tuple[str, ...]:
    """The words of a name; hyphens and full stops part words, apostrophes do not: Bello-Okoye, D'Orazio."""
    return tuple(word for word in _WORD.findall(name) if squeezed(word))


def parts_of(name: str, family: str | None = None) -> NameParts:
    """The parts of a name. Without `family` the family name is the last word with its particles: ter Wolbeek.

    Words joined by a hyphen are one word here, so that Bello-Okoye and Do-hyeon stay whole. `family` says it where the
    rule is wrong, as for names that begin with the family name.
    """
    if family and _without(name, family) is not None:
        own = words_of(family)
        return _parts(_chunks(_without(name, family) or ""), own)
    chunks = _chunks(name)
    if not chunks:
        return NameParts((), (), ())
    first = len(chunks) - 1
    while first > 1 and squeezed(chunks[first - 1]) in PARTICLES and chunks[first - 1][:1].islower():
        first -= 1
    own = words_of(" ".join(chunks[first:]))
    return _parts(chunks[:first], own)


def _chunks(name: str) -> list[str]:
    """The words of a name without titles; what a hyphen joins is one."""
    chunks = [chunk for chunk in re.split(r"[\s,]+", name) if words_of(chunk)]
    while len(chunks) > 1 and squeezed(chunks[0]) in TITLES | LOOSE_TITLES:
        chunks = chunks[1:]
    return chunks


def _parts(given: list[str], own: tuple[str, ...]) -> NameParts:
    leading = _leading(own)
    return NameParts(tuple(words_of(chunk) for chunk in given), own[:leading], own[leading:])


def _leading(words: tuple[str, ...]) -> int:
    """How many words at the beginning are particles; a family name of particles only keeps its last one."""
    count = 0
    while count < len(words) - 1 and squeezed(words[count]) in PARTICLES:
        count += 1
    return count


def _without(name: str, family: str) -> str | None:
    """The rest of a name without its family name; None when that is not in it."""
    found = re.search(rf"(?<!\w){re.escape(family)}(?!\w)", name)
    return name[: found.start()] + " " + name[found.end() :] if found else None
