"""Finds persons' names in text, through case, accents, scripts, blanks, hyphens and encodings.

Two steps. First a search for the fixed letters of the names (`core`) in the text squeezed to plain letters, which costs
a pass over the text or a `str.find` a name, whichever is less. Only where they are met is the text looked at character by character, with
a pattern that knows where a name may be broken. Not found: a name of three letters alone, inflected forms other than a
plural or genitive s, and what `variants` does not cover.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, product
from math import prod
from urllib.parse import unquote

from communique.audience.names.fold import Marked, marked, squeezed
from communique.audience.names.pattern import dense_pattern_of, pattern_of
from communique.audience.names.scripts import OtherScripts
from communique.audience.names.spell import Kind, Spelling, Word, spellings
from communique.audience.names.variants import Pieces, core, pieces
from communique.content.registers import Person

_BLOCK = 512  # characters that are squeezed at a time when a place has to be found again
_SHORT = 5  # a fixed run of fewer letters is met too often by chance: all spellings are searched for where they are few
_FEW = 6
_LEAST = 3
_AROUND = 20  # characters to see beside a name
_WIDE = 4  # characters that a letter of a name may take with what stands between letters
_TITLE = 16  # letters that a title or another habit of writing may add to a spelling
_ENCODED = re.compile(r"[^\s\"'<>]*(?:%[0-9A-Fa-f]{2}|&#?\w{2,8};)[^\s\"'<>]*")


@dataclass(frozen=True, slots=True)
class NameHit:
    """A name in a text: whose (`person` is an id), in which form, and the characters `start` to `end` of the text."""

    person: str
    kind: Kind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Form:
    """A spelling of a person, with how it is searched for."""

    person: str
    spelling: Spelling
    reach: int
    width: int


class _Forms(list[_Form]):
    """The forms that are searched for by the same letters."""

    @cached_property
    def reach(self) -> int:
        """How far from the letters what belongs to a form can stand in a text."""
        return max(form.reach for form in self)

    @cached_property
    def _width(self) -> int:
        return max(form.width for form in self)

    @cached_property
    def _dense(self) -> re.Pattern[str]:
        return dense_pattern_of(tuple(form.spelling for form in self))

    def are_near(self, letters: str, start: int, end: int) -> bool:
        """True when all letters of one of the forms are around these of a squeezed text."""
        return self._dense.search(letters, max(0, start - self._width), end + self._width) is not None


class _Table(dict[str, _Forms]):
    """Forms by the letters that are searched for, at least `_LEAST` of them."""

    @cached_property
    def _beginnings(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for letters in self:
            found.setdefault(letters[:_LEAST], []).append(letters)
        return found

    def meets(self, text: str) -> Iterator[tuple[str, int]]:
        """The letters that are met in a squeezed text, and where.

        A text that is shorter than the table is looked at place by place: a title costs no search for each of a thousand
        persons. In a longer one `str.find` is faster.
        """
        if len(text) > len(self):
            yield from ((letters, at) for letters in self for at in _all(text, letters))
            return
        for at in range(len(text) - _LEAST + 1):
            for letters in self._beginnings.get(text[at : at + _LEAST], ()):
                if text.startswith(letters, at):
                    yield letters, at


class NameFinder:
    """Finds any spelling of any of the persons; make it once, use it for many texts."""

    def __init__(self, persons: Iterable[Person]) -> None:
        self._squeezed = _Table()  # letters to be met in the squeezed text
        self._mail = _Table()  # the same, for forms that need an address
        self._literal: dict[str, _Forms] = {}  # characters to be met in the text as it is
        known = tuple(persons)
        self._others = OtherScripts(known)
        for person in known:
            for spelling in spellings(person):
                size = len(spelling.normalised)
                self._add(_Form(person.id, spelling, _AROUND + _WIDE * size, _TITLE + size))

    def _add(self, form: _Form) -> None:
        needles = self._needles(form.spelling.words)
        table = self._mail if form.spelling.mail else self._squeezed
        for needle in needles:
            table.setdefault(needle, _Forms()).append(form)
        if not needles:
            for literal in _literals(form.spelling):
                self._literal.setdefault(literal, _Forms()).append(form)

    def _needles(self, words: tuple[Word, ...]) -> tuple[str, ...]:
        """Letters of which every spelling has one run: those searched for already, else the most telling."""
        runs = tuple(_runs(words))
        possible = [_needles(run) for run in (*((word,) for run in runs for word in run), *runs)]
        shared = (
            needles for needles in possible if needles and all(one in self._squeezed for one in needles)
        )
        return next(shared, ()) or max(possible, key=lambda needles: min(map(len, needles), default=0))

    def find(self, text: str, *, encoded: bool = True) -> Iterator[NameHit]:
        """The names in a text by place; where forms of one person overlap, the longest.

        `encoded`: also in words that are percent-encoded or hold character references.
        """
        foreign = (
            NameHit(met.person, Kind.TRANSLITERATION, met.start, met.end) for met in self._others.find(text)
        )
        hits = [*self._plain(text), *(self._encoded(text) if encoded else ()), *foreign]
        yield from _longest(hits)

    def _plain(self, text: str) -> Iterator[NameHit]:
        for start, end, forms in chain(self._met(text), self._met_literally(text)):
            near = marked(text, max(0, start - forms.reach), min(len(text), end + forms.reach))
            for form in forms:
                yield from _hits(form, text, near, start, end)

    def _met(self, text: str) -> Iterator[tuple[int, int, _Forms]]:
        places = _Places(text)
        letters = squeezed(text)
        tables = (self._squeezed, self._mail) if "@" in text else (self._squeezed,)
        for table in tables:
            for needle, at in table.meets(letters):
                if table[needle].are_near(letters, at, at + len(needle)):
                    yield places.of(at), places.of(at + len(needle) - 1) + 1, table[needle]

    def _met_literally(self, text: str) -> Iterator[tuple[int, int, _Forms]]:
        for needle, forms in self._literal.items():
            for at in _all(text, needle):
                yield at, at + len(needle), forms

    def _encoded(self, text: str) -> Iterator[NameHit]:
        """Names in words that are percent-encoded or hold character references; the whole word is the place."""
        if "%" not in text and "&" not in text:
            return
        for word in _ENCODED.finditer(text):
            decoded = html.unescape(unquote(word[0]))
            if decoded != word[0]:
                yield from (replace(hit, start=word.start(), end=word.end()) for hit in self._plain(decoded))


def _all(text: str, needle: str) -> Iterator[int]:
    at = text.find(needle)
    while at >= 0:
        yield at
        at = text.find(needle, at + 1)


def _cut(words: Iterable[Word]) -> Pieces:
    return tuple(chain.from_iterable(pieces(word.text) for word in words))


def _needles(words: tuple[Word, ...]) -> tuple[str, ...]:
    """Letters of which each spelling of words that stand together has one run; nothing when it would be too short."""
    cut = _cut(words)
    fixed = core(cut)
    if len(fixed) < _SHORT and prod(map(len, cut)) <= _FEW:
        found = tuple(dict.fromkeys("".join(choice) for choice in product(*cut)))
    else:
        found = (fixed,)
    return found if min(map(len, found)) >= _LEAST else ()


def _runs(words: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """The words that must be there, in runs between those that may be left out."""
    run: list[Word] = []
    for word in words:
        if word.optional or word.is_title:
            if run:
                yield tuple(run)
            run = []
        else:
            run.append(word)
    if run:
        yield tuple(run)


def _literals(spelling: Spelling) -> tuple[str, ...]:
    """The longest word of a form of very short words, as it may be typed; not where something breaks it."""
    word = max((word.text for word in spelling.words if not word.is_title), key=len)
    forms = [word, unicodedata.normalize("NFD", word), *map("".join, product(*pieces(word)))]
    cased = chain.from_iterable((form[:1].upper() + form[1:], form.upper()) for form in forms)
    return tuple(dict.fromkeys(cased))


class _Places:
    """Where the characters of a squeezed text stand in the text; counted by blocks when first asked."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _starts(self) -> list[int]:
        """The number of squeezed characters before each block."""
        counts = [0]
        for at in range(0, len(self.text), _BLOCK):
            counts.append(counts[-1] + len(squeezed(self.text[at : at + _BLOCK])))
        return counts

    def of(self, nth: int) -> int:
        """The index in the text of the `nth` squeezed character."""
        block = bisect_right(self._starts, nth) - 1
        wanted = nth - self._starts[block]
        low, high = block * _BLOCK, min(len(self.text), (block + 1) * _BLOCK)
        start = low
        while low < high - 1:  # the last index before which there are no more than `wanted` characters
            middle = (low + high) // 2
            low, high = (middle, high) if len(squeezed(self.text[start:middle])) <= wanted else (low, middle)
        return low


def _hits(form: _Form, text: str, near: Marked, start: int, end: int) -> Iterator[NameHit]:
    """The matches of a form that overlap `start` to `end`."""
    for found in pattern_of(form.spelling).finditer(near.text):
        first, last = near.at[found.start()], _behind(near.at[found.end() - 1], text)
        if (
            first < end
            and last > start
            and (not form.spelling.careful or _is_written_as_name(found, near, text))
        ):
            yield NameHit(form.person, _kind(form.spelling, found, near, text), first, last)


def _behind(index: int, text: str) -> int:
    """The index behind a character and the accents that belong to it."""
    index += 1
    while index < len(text) and unicodedata.combining(text[index]):
        index += 1
    return index


def _is_written_as_name(found: re.Match[str], near: Marked, text: str) -> bool:
    """Capitals at each word, or words joined as in a file name or an address."""
    firsts = [near.at[found.start(group)] for group in range(1, (found.re.groups or 0) + 1) if found[group]]
    if all(text[at].isupper() or not (text[at].islower() or text[at].isupper()) for at in firsts):
        return True
    return " " not in found[0] and "\n" not in found[0] and bool(re.search(r"[-.^]", found[0]))


def _kind(spelling: Spelling, found: re.Match[str], near: Marked, text: str) -> Kind:
    if spelling.kind is Kind.AFFILIATION:
        return spelling.kind
    if near.text[found.end() : found.end() + 1] == "@":
        return Kind.EMAIL
    for group, word in enumerate(spelling.words, start=1):
        if found[group] and not word.is_title:
            last = _behind(near.at[found.end(group) - 1], text)
            written = _letters(text[near.at[found.start(group)] : last])
            if not _letters(word.text).startswith(written):
                return Kind.TRANSLITERATION
    return spelling.kind


def _letters(text: str) -> str:
    """The letters of a text without regard to case and to how Unicode puts them together."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(letter for letter in folded if letter.isalnum())


def _longest(hits: Iterable[NameHit]) -> Iterator[NameHit]:
    """The hits by place, without those that lie inside a longer one of the same person."""
    kept: dict[str, NameHit] = {}
    chosen: list[NameHit] = []
    for hit in sorted(
        set(hits), key=lambda hit: (hit.start, -hit.end, hit.person, list(Kind).index(hit.kind))
    ):
        last = kept.get(hit.person)
        if last is None or hit.start >= last.end or hit.end > last.end:
            kept[hit.person] = hit
            chosen.append(hit)
    yield from chosen
