"""Scripts within a text: which stretches of it run from right to left, and in which language proofing is to read them.

The language of a stretch is that of the document where the document's is written in that script, else the one that is most
often. Han characters alone do not tell Chinese from Japanese; kana beside them do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from communique.content.characters import ARABIC, HEBREW

_STRONG_RTL = frozenset({"R", "AL"})
_STRONG = frozenset({"L", *_STRONG_RTL})


@dataclass(frozen=True, slots=True)
class Script:
    """A script that Word keeps apart: the slot of `w:lang` that is its own (17.3.2.20), and a language for it."""

    slot: str
    language: str
    letters: str
    languages: frozenset[str]


_SCRIPTS = (
    Script("bidi", "he-IL", HEBREW, frozenset({"he", "yi"})),
    Script(
        "bidi",
        "ar-SA",
        ARABIC,
        frozenset({"ar", "fa", "ur", "ps", "sd", "ug", "ku", "ckb"}),
    ),
    Script("eastAsia", "ko-KR", "\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff", frozenset({"ko"})),
    Script("eastAsia", "ja-JP", "\u3040-\u30ff\u31f0-\u31ff", frozenset({"ja"})),
    Script("eastAsia", "zh-CN", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff", frozenset({"zh", "ja", "ko"})),
)
_ANY = re.compile(f"[{''.join(script.letters for script in _SCRIPTS)}]")
# A stretch goes on over blanks, digits and signs to the next letter of the same script, and ends before any other letter.
_LETTERS = "A-Za-z\u00c0-\u058f" + "".join(script.letters for script in _SCRIPTS)
_STRETCHES = tuple(
    re.compile(f"[{script.letters}](?:[^{_LETTERS}]*[{script.letters}])*") for script in _SCRIPTS
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some words and the script that they are in; None for the script of the document's ordinary letters."""

    words: str
    script: Script | None = None
    language: str = ""


def stretches(words: str, language: str) -> Iterator[Stretch]:
    """The words cut where the script changes. Words of one ordinary script, nearly all, are looked at once."""
    if words.isascii() or _ANY.search(words) is None:
        yield Stretch(words)
        return
    at = 0
    while at < len(words):
        found = _ANY.search(words, at)
        if found is None:
            yield Stretch(words[at:])
            return
        if found.start() > at:
            yield Stretch(words[at : found.start()])
        place = _script_of(found[0])
        match = _STRETCHES[place].match(words, found.start())
        end = found.end() if match is None else match.end()
        yield Stretch(
            words[found.start() : end], _SCRIPTS[place], _language(_SCRIPTS[place], words, language)
        )
        at = end


def _script_of(letter: str) -> int:
    return next(place for place, pattern in enumerate(_STRETCHES) if pattern.match(letter))


def _language(script: Script, words: str, document: str) -> str:
    if document.split("-", maxsplit=1)[0].lower() in script.languages:
        return document
    if script.language == "zh-CN":  # Han: the letters beside it tell
        for other in (_SCRIPTS[2], _SCRIPTS[3]):
            if re.search(f"[{other.letters}]", words):
                return other.language
    return script.language


@cache
def _bidi(letter: str) -> str:
    return unicodedata.bidirectional(letter)


def begins_right(words: str) -> bool | None:
    """True when the first strong letter runs from right to left (UAX 9, P2); None when there is no strong letter."""
    if words.isascii():
        return False if any(map(str.isalpha, words)) else None
    return next((_bidi(letter) in _STRONG_RTL for letter in words if _bidi(letter) in _STRONG), None)
