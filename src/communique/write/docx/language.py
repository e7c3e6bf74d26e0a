"""Languages as Word tells them apart: one each for Latin, East Asian and right-to-left letters (ECMA-376 17.3.2.20)."""

from __future__ import annotations

from functools import cache

from communique.write.html import direction

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def languages(tag: str) -> dict[str, str]:
    """The attributes of `w:lang` for a document in that language (a BCP 47 tag)."""
    return {"val": tag} | _scripts(tag)


def is_plain(tag: str) -> bool:
    """True for languages in Latin letters and the like, whose fonts are no higher than their size says."""
    return not _scripts(tag)


def _scripts(tag: str) -> dict[str, str]:
    if tag.split("-", maxsplit=1)[0].lower() in _EAST_ASIAN:
        return {"eastAsia": tag}
    return {"bidi": tag} if direction(tag) else {}


@cache
def separators(tag: str) -> tuple[str, str]:
    """The sign between whole and decimals in a language, and the one between the entries of a list, which must be another.

    Languages that nobody has data for get the English ones.
    """
    from babel import UnknownLocaleError
    from babel.numbers import get_decimal_symbol

    try:
        decimal = str(get_decimal_symbol(tag.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        decimal = "."
    return decimal, ";" if decimal == "," else ","
