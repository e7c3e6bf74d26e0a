"""Looking for secrets in what a file says: one pass over the letters, details only where something is found."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from communique.verify.channels.model import Kind, Said
from communique.verify.leaks.letters import decoded, folded, letters
from communique.verify.leaks.licence import Licence
from communique.verify.leaks.secrets import STRIDE, WINDOW, Needle, Secret, Secrets, What


@dataclass(frozen=True, slots=True)
class Hit:
    """Something withheld that a file says: what it is, whose it is, and where the file says it, without the words.

    `letters` is what was found, for acknowledgements; it is never shown.
    """

    what: What
    secret: Secret
    said: Said
    letters: str


def with_decoded(said: Iterable[Said]) -> Iterator[Said]:
    """What is said, and what it says when stretches of it are taken for code (`decoded`)."""
    for each in said:
        yield each
        for text in _decoded(each.text):
            yield each._replace(text=text)


@lru_cache(maxsize=256)
def _decoded(text: str) -> tuple[str, ...]:
    """Remembered, since style sheets and the like are the same in file after file."""
    return tuple(decoded(text))


@lru_cache(maxsize=256)
def _letters(text: str) -> str:
    """Remembered, as what is decoded is."""
    return letters(text)


def search(heard: Iterable[Said], secrets: Secrets, licence: Licence) -> Iterator[Hit]:
    """Every hit in the words of a file, stretches before short strings; the same place may be hit more than once."""
    by_kind: dict[Kind, list[Said]] = {}
    for each in heard:
        by_kind.setdefault(each.channel.kind, []).append(each)
    for kind, said in by_kind.items():
        voice = _Voice(said)
        yield from _stretches(voice, secrets, licence)
        yield from _needles(voice, secrets, kind)


class _Voice:
    """All that one kind of channel says, as one run of letters, and where each part of it begins."""

    def __init__(self, heard: list[Said]) -> None:
        runs = [_letters(each.text) for each in heard]
        self.heard = heard
        self.letters = "".join(runs)
        self._starts = [0, *accumulate(map(len, runs))]
        self._folded: dict[int, str] = {}

    def number(self, place: int) -> int:
        """Which part is at a place in the letters."""
        return bisect_right(self._starts, place) - 1

    def begin(self, number: int) -> int:
        """Where a part begins; where the letters end for the number behind the last."""
        return self._starts[number]

    def folded(self, number: int) -> str:
        """The text of a part as `Needle.pattern` wants it."""
        if number not in self._folded:
            self._folded[number] = folded(self.heard[number].text)
        return self._folded[number]


def _stretches(voice: _Voice, secrets: Secrets, licence: Licence) -> Iterator[Hit]:
    """Runs of letters that are in something withheld and that nothing licenses, each as long as it goes on."""
    heard, grams, done = voice.letters, secrets.grams, 0
    windows = range(0, len(heard) - WINDOW + 1, STRIDE)
    for at in [at for at in windows if heard[at : at + WINDOW] in grams]:
        if at < done:
            continue
        number, place = grams[heard[at : at + WINDOW]]
        whole, secret = secrets.stretches[number]
        before = _common(heard[max(0, at - place) : at][::-1], whole[:place][::-1])
        after = _common(heard[at : at + len(whole) - place], whole[place:])
        run = heard[at - before : at + after]
        done = at + after - WINDOW + 1
        if not licence.allows(run):
            yield Hit(What.WORDS, secret, voice.heard[voice.number(at)], run)


def _common(one: str, other: str) -> int:
    """How many letters two runs have in common from their beginnings on."""
    length = min(len(one), len(other))
    if one[:length] == other[:length]:
        return length
    return next(at for at in range(length) if one[at] != other[at])


def _needles(voice: _Voice, secrets: Secrets, kind: Kind) -> Iterator[Hit]:
    for needle in secrets.needles:
        if (needle.unread and kind is Kind.READ) or (needle.is_number and kind is not Kind.READ):
            continue
        number = next((number for number in _parts_with(needle, voice)), None)
        if number is not None:
            yield Hit(needle.what, needle.secret, voice.heard[number], needle.letters)


def _parts_with(needle: Needle, voice: _Voice) -> Iterator[int]:
    """The parts that have a needle as whole words, not as letters of other words."""
    at = voice.letters.find(needle.letters)
    while at >= 0:
        number = voice.number(at)
        if needle.pattern.search(voice.folded(number)):
            yield number
        at = voice.letters.find(needle.letters, voice.begin(number + 1))
