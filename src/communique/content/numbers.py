"""Numbers in text fields: digits in the habits of the language, and in English number words and months too.

Numbers inside citations, roles, code, link targets and names such as F-16 are not read. Ordinals, `one`, `both` and
`dozen` are weak: they answer for a number that stands elsewhere in digits and ask for none themselves, since they are
also used without counting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from communique.content.text import Text
from communique.findings import Origin

# What holds digits that count nothing: citations, roles and code, targets of links, marks of footnotes.
_MASKED = re.compile(r"\[[^\[\]]*@[^\[\]]*\]|\{\w+\}`[^`]*`|`[^`]*`|\]\([^)]*\)|\[\^[^\]]*\]")
_POINT = r"\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_COMMA = r"\d{1,3}(?:[.\u00a0\u202f]\d{3})+(?:,\d+)?|\d+(?:,\d+)?"

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000, "billion": 1_000_000_000}
_WEAK = {
    "one": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "both": 2, "pair": 2, "dozen": 12, "once": 1, "twice": 2,
}  # fmt: skip
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_ONE_WORD = "|".join((*_TENS, *_UNITS, *_SCALES))
_WORDS = re.compile(rf"(?<![\w-])(?:{_ONE_WORD})(?:(?:-| and | |\n)(?:{_ONE_WORD}))*(?![\w-])", re.IGNORECASE)
_WEAK_WORD = re.compile(rf"(?<![\w-])(?:{'|'.join(_WEAK)})(?![\w-])", re.IGNORECASE)
# A month is a fact beside a day or a year; May is a verb elsewhere.
_MONTH = re.compile(rf"(?<=\d )(?:{_MONTHS})\b|\b(?:{_MONTHS})(?= \d)")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a value (a month: its name), how it is written, and where. `weak` ones ask for no agreement."""

    value: str
    written: str
    start: int
    weak: bool = False

    def place(self, text: Text) -> Origin:
        """Where it stands in its file."""
        return text.place(self.written, text.markdown.count(self.written, 0, self.start))


def numbers(text: Text, language: str) -> tuple[Number, ...]:
    """The numbers of a text in reading order; `language` says how digits are grouped and whether words are known."""
    plain = _MASKED.sub(lambda found: " " * len(found[0]), text.markdown)
    english = language.lower().startswith("en")
    found = [*_digits(plain, _POINT if english else _COMMA, english=english)]
    if english:
        found += _words(plain)
    return tuple(sorted(found, key=lambda number: number.start))


def _digits(plain: str, form: str, *, english: bool) -> Iterator[Number]:
    pattern = re.compile(rf"(?<![\w.,-])(?P<digits>{form})(?:st|nd|rd|th|s)?(?![\w])")
    for match in pattern.finditer(plain):
        digits = re.sub("[,\u00a0\u202f]" if english else "[.\u00a0\u202f]", "", match["digits"]).replace(
            ",", "."
        )
        whole, _, rest = digits.partition(".")
        value = (whole.lstrip("0") or "0") + (f".{rest}" if rest.strip("0") else "")
        yield Number(value, match["digits"], match.start())


def _words(plain: str) -> Iterator[Number]:
    for match in _WORDS.finditer(plain):
        words = re.split(r"[-\s]+", match[0].lower())
        if words != ["one"]:
            yield Number(str(_value(words)), match[0], match.start())
    for match in _WEAK_WORD.finditer(plain):
        yield Number(str(_WEAK[match[0].lower()]), match[0], match.start(), weak=True)
    for match in _MONTH.finditer(plain):
        yield Number(match[0], match[0], match.start())


def _value(words: list[str]) -> int:
    """`two hundred and five thousand` as a number."""
    total, part = 0, 0
    for word in words:
        scale = _SCALES.get(word)
        if scale == _SCALES["hundred"]:
            part = max(part, 1) * scale
        elif scale:
            total, part = total + max(part, 1) * scale, 0
        else:
            part += _UNITS.get(word, 0) + _TENS.get(word, 0)
    return total + part
