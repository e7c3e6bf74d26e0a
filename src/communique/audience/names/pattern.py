"""Spellings to patterns over `Marked` text: where a name may be broken, and where it may not."""

from __future__ import annotations

import re
from functools import lru_cache

from communique.audience.names.fold import squeezed
from communique.audience.names.spell import Spelling, Word
from communique.audience.names.variants import pieces
from communique.audience.names.words import LOOSE_TITLES, ORDINARY, TITLES

# Inside a word: nothing, a seam of camelCase, or the end of a line with or without a hyphen (also where the text lost
# the line feed). A blank alone is not there: "a hat her sage friend lent her" names nobody.
_INSIDE = r"(?:\^|-[ \n]{0,3}\^?|[ ]?\n[ \n]{0,3}\^?)?"
# Between words: anything that is no letter or digit, or nothing (calvinhathersage).
_BETWEEN = r"[^a-z0-9]{0,8}"
# Letter-spaced words: something between all letters, a little more between words.
_SPACED = r"[^a-z0-9]{1,3}"
_SPACED_WORDS = r"[^a-z0-9]{1,8}"
_START, _END = r"(?<![a-z])", r"(?:'?s)?(?![a-z])"


@lru_cache(maxsize=20_000)
def pattern_of(spelling: Spelling) -> re.Pattern[str]:
    """The pattern of a spelling; group n is its nth word, unless the whole is letter-spaced.

    A letter before or behind means that it is a part of another word, except for a plural or genitive s.
    """
    phrase = _phrase(spelling, _INSIDE, _BETWEEN, "(")
    if not (spelling.careful or spelling.mail):
        phrase = f"(?:{phrase}|{_phrase(spelling, _SPACED, _SPACED_WORDS, '(?:')})"
    return re.compile(_START + phrase + ("(?=@)" if spelling.mail else _END))


def dense_pattern_of(spellings: tuple[Spelling, ...]) -> re.Pattern[str]:
    """Any of several over squeezed text, where nothing stands between letters: whether it is worth looking closer."""
    return re.compile("|".join(_phrase(spelling, "", "", "(?:") for spelling in spellings))


def _phrase(spelling: Spelling, inside: str, between: str, group: str) -> str:
    """The words in order; the gap beside a word that may be left out goes with it."""
    words = [f"{group}{_word(word, inside, spelling)})" for word in spelling.words]
    first = next(number for number, word in enumerate(spelling.words) if not word.optional)
    before = (f"(?:{word}{between})?" for word in words[:first])
    behind = (
        f"(?:{between}{word})?" if spelling.words[number].optional else between + word
        for number, word in enumerate(words[first + 1 :], start=first + 1)
    )
    return "".join((*before, words[first], *behind))


def _word(word: Word, inside: str, spelling: Spelling) -> str:
    if word.is_title:
        ordinary = any(squeezed(part.text) in ORDINARY for part in spelling.words)
        return "|".join(sorted(TITLES if ordinary else TITLES | LOOSE_TITLES, key=len, reverse=True))
    return _cut(word.text, inside) + (f"|{_cut(word.text[0], inside)}" if word.shortened else "")


def _cut(text: str, inside: str) -> str:
    first, *others = (_piece(options, inside) for options in pieces(text))
    return first[0] + "".join(
        f"(?:{inside}{piece})?" if may_lack else inside + piece for piece, may_lack in others
    )


def _piece(options: tuple[str, ...], inside: str) -> tuple[str, bool]:
    """The pattern of a letter, and whether some leave it out (the soft g of Turkish)."""
    written = "|".join(inside.join(option) for option in options if option)
    return f"(?:{written})", "" in options
