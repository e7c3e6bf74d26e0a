"""Text to plain letters: what is left of it when case, accents, scripts, blanks and marks no longer count.

Folding goes character by character, so that a part of a text folds to a part of the folded text: what was found in
the one has a place in the other. Letters of other scripts become Latin by the tables of `anyascii`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from anyascii import anyascii

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_LOWER = bytes(ord(chr(n).lower()) for n in range(128)) + bytes(range(128, 256))
_MARKS = bytes(n for n in range(256) if not (n < 128 and chr(n).isalnum()))


@lru_cache(maxsize=50_000)
def ascii_of(characters: str) -> str:
    """Any characters as ASCII; combining marks, soft hyphens and invisible characters become nothing."""
    return anyascii(characters)


def squeezed(text: str) -> str:
    """The letters and digits of a text in small ASCII letters, with nothing between them."""
    plain = text if text.isascii() else _FOREIGN.sub(lambda found: ascii_of(found[0]), text)
    return plain.encode("ascii").translate(_LOWER, _MARKS).decode("ascii")


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of text in plain letters with what stands between them; `at` is the place of each character.

    `^` is the seam of camelCase, a blank stands for blanks, a line feed for the end of a line, `@` and `-` for
    themselves, `.` for any other mark. Invisible characters are not there.
    """

    text: str
    at: tuple[int, ...]


def marked(text: str, start: int, end: int) -> Marked:
    """The characters of `text[start:end]` in the form that patterns of names are written for."""
    letters: list[str] = []
    places: list[int] = []
    for index in range(start, end):
        marks = _marks(text[index])
        if marks[:1].isupper() and _is_seam(text, index):
            marks = f"^{marks}"
        letters.append(marks)
        places += [index] * len(marks)
    return Marked("".join(letters).lower(), tuple(places))


@lru_cache(maxsize=50_000)
def _marks(character: str) -> str:
    """What stands for a character, with its case."""
    if character.isspace():
        return "\n" if character in "\n\r\v\f\x85\u2028\u2029" else " "
    return "".join(
        plain if plain.isalnum() or plain in "@-" else "." if plain.strip() else " "
        for plain in ascii_of(character)
    )


def _is_seam(text: str, index: int) -> bool:
    """True where a new word begins inside camelCase: `calvinHathersage`, `PDFHathersage`."""
    before = text[index - 1] if index else ""
    after = text[index + 1] if index + 1 < len(text) else ""
    return before.islower() or (before.isupper() and after.islower())
