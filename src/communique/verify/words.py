"""Texts made comparable: the same words give the same characters, however a format broke, joined or drew them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

# Characters that fonts draw with one glyph, so that a PDF can tell only one of them. Compatibility forms and marks of
# their own (Kelvin, ligatures, fullwidth) need no row: Unicode's normal form joins them (UAX #15).
TWINS = {
    "\u2206": "\u0394",  # increment: capital delta
    "\u02bb": "\u2018",  # modifier letter turned comma: left single quotation mark
    "\u02bc": "\u2019",  # modifier letter apostrophe: right single quotation mark
    "\u2215": "\u2044",  # division slash: fraction slash
    "\u02ed": "=",  # modifier letter unaspirated: superscript equals sign
}
HYPHENS = frozenset("-\u2010\u2011\ufe63\uff0d")
NONCHARACTERS = frozenset("\ufffe\uffff")  # PDFium's sign for a hyphen that it took for a line's end


class Folding(dict[int, str]):
    """A table for `str.translate` that fills itself: what is left of each character for comparison.

    Decomposed by compatibility (NFKD), without white space, controls and characters that only steer layout
    (soft hyphens, zero widths, direction marks, variation selectors). `laid_out` also drops hyphens, which a line's end
    may have added, and case, which a style sheet may have changed.
    """

    def __init__(self, *, laid_out: bool) -> None:
        super().__init__()
        self.laid_out = laid_out

    def __missing__(self, codepoint: int) -> str:
        decomposed = unicodedata.normalize("NFKD", TWINS.get(chr(codepoint), chr(codepoint)))
        kept = "".join(map(self._kept, decomposed))
        folded = self[codepoint] = unicodedata.normalize("NFKD", kept.casefold()) if self.laid_out else kept
        return folded

    def _kept(self, char: str) -> str:
        if char in HYPHENS:
            return "" if self.laid_out else "-"
        if char.isspace() or char in NONCHARACTERS or unicodedata.category(char) in {"Cc", "Cf"}:
            return ""
        return "" if "\ufe00" <= char <= "\ufe0f" else char


FLOWING: Mapping[int, str] = Folding(laid_out=False)
LAID_OUT: Mapping[int, str] = Folding(laid_out=True)


def fold(text: str, folding: Mapping[int, str]) -> str:
    """The characters of a text that count in a comparison."""
    folded = text.translate(folding)
    # Marks that stand on one letter may come in any order from two places; NFD puts them in one (UAX #15, 1.3).
    return folded if unicodedata.is_normalized("NFD", folded) else unicodedata.normalize("NFD", folded)


_MIRRORED = str.maketrans(")]}>»\u203a", "([{<«\u2039")


def runs_both_ways(text: str) -> bool:
    """True when some of a text is written from right to left (UAX #9)."""
    return any(unicodedata.bidirectional(char) in {"R", "AL"} for char in text)


def jumbled(text: str) -> str:
    """The characters of a text in an order of their own, brackets unturned: lines that run both ways are drawn, and
    read back, in pieces of which the order and the brackets' direction are lost.
    """
    return "".join(sorted(text.translate(_MIRRORED)))


_PIECES = re.compile(r"\w+|\W")


def unturned(text: str) -> str:
    """A line with its Latin words put back: in a line that runs from right to left PDFium tells the pieces of a word such
    as TLP:GREEN from the last to the first.
    """
    words = (
        word if runs_both_ways(word) else "".join(reversed(_PIECES.findall(word))) for word in text.split()
    )
    return " ".join(words)


def cut(text: str, length: int = 60) -> str:
    """A text on one line, cut to a length with an ellipsis."""
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1].rstrip() + "…"
