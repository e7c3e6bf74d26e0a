"""The ways in which one word of a name may be written in plain Latin letters.

Each letter with a mark has the habits of those who drop the mark and of those who write two letters for it; each pair
of plain letters may stand for one such letter. Чеховић, Čehović, Chekhovich meet because all of them are made from one
word of the register. Words in other scripts come in by the tables of `anyascii`. Not covered: phonetic respelling
between languages (Hathersage as Хатерсидж), which is an alias.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from communique.audience.names.fold import squeezed

# What is written for a letter with a mark, besides the letter without it (national habits, passports: ICAO 9303-3 §6).
_LETTERS = {
    "đ": ("dj", "gj", "dz"), "ð": ("dh", "th"), "þ": ("th", "t"), "ž": ("zh", "j"), "š": ("sh",), "č": ("ch", "tch"),
    "ć": ("ch", "tch"), "ş": ("sh",), "ș": ("sh",), "ç": ("ch", "c"), "ğ": ("gh", ""), "\u0131": ("i",), "ö": ("oe",),
    "ø": ("oe", "o"), "œ": ("o",), "ő": ("oe",), "ü": ("ue",), "ű": ("ue",), "ä": ("ae",), "æ": ("a", "e"),
    "å": ("aa",), "ñ": ("ny", "n"), "ß": ("s", "sz"), "ř": ("rz", "rzh"), "ě": ("ie", "je"), "ț": ("ts", "tz"),
    "ţ": ("ts", "tz"), "ź": ("zh",), "ż": ("zh",), "ś": ("sh",), "ň": ("ny",), "ń": ("ny",), "ł": ("w",),
}  # fmt: skip
# Pairs of plain letters that stand for one letter elsewhere, and single letters that other alphabets write otherwise.
_PAIRS = {
    "tch": ("c", "ch"), "sch": ("sh", "s"), "zh": ("z",), "sh": ("s",), "ch": ("c",), "kh": ("h", "k"), "gh": ("g",),
    "dj": ("d",), "dz": ("d",), "oe": ("o",), "ue": ("u",), "ae": ("a",), "aa": ("a",), "ts": ("c",), "tz": ("ts",),
    "ph": ("f",), "th": ("t",), "ou": ("u",), "oo": ("u",), "ee": ("i",), "ya": ("ia", "ja"), "yu": ("iu", "ju"),
    "ij": ("y",), "iy": ("y", "i"), "z": ("zh",), "w": ("v",), "y": ("i",), "x": ("ks",), "q": ("k",), "ck": ("k",),
}  # fmt: skip
_LONGEST = 3


Pieces = tuple[tuple[str, ...], ...]


@lru_cache(maxsize=5_000)
def pieces(word: str) -> Pieces:
    """A word cut into letters and pairs, each with the ways to write it; the usual one first."""
    return tuple(_pieces(unicodedata.normalize("NFC", word).lower()))


def _pieces(word: str) -> Iterator[tuple[str, ...]]:
    plain = ""
    for letter in word:
        if letter in _LETTERS:
            yield from _plain_pieces(plain)
            plain = ""
            yield tuple(dict.fromkeys((squeezed(letter), *_LETTERS[letter])))
        else:
            plain += squeezed(letter)
    yield from _plain_pieces(plain)


def _plain_pieces(plain: str) -> Iterator[tuple[str, ...]]:
    at = 0
    while at < len(plain):
        size = next((n for n in range(_LONGEST, 1, -1) if plain[at : at + n] in _PAIRS), 1)
        piece = plain[at : at + size]
        if size == 1 and plain[at + 1 : at + 2] == piece:
            yield (piece * 2, piece)
            at += 1
        else:
            yield (piece, *_PAIRS.get(piece, ()))
        at += size


def core(cut: Pieces) -> str:
    """The longest run of letters that every spelling has; '' when there is none."""
    best = run = ""
    for options in cut:
        if len(options) == 1:
            run += options[0]
            best = max(best, run, key=len)
            continue
        best = max(best, run + _common_start(options), key=len)
        run = _common_start(tuple(option[::-1] for option in options))[::-1]
        best = max(best, run, key=len)
    return best


def _common_start(options: tuple[str, ...]) -> str:
    shortest = min(options, key=len)
    size = next(
        (n for n in range(len(shortest)) if any(option[n] != shortest[n] for option in options)),
        len(shortest),
    )
    return shortest[:size]
