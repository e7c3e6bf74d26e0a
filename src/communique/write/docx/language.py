"""Languages as Word tells them apart: one each for Latin, East Asian and right-to-left letters (ECMA-376 17.3.2.20)."""

from __future__ import annotations

from communique.write.html import direction

_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def languages(tag: str) -> dict[str, str]:
    """The attributes of `w:lang` for a document in that language (a BCP 47 tag)."""
    return {"val": tag} | _scripts(tag)


def _scripts(tag: str) -> dict[str, str]:
    if tag.split("-", maxsplit=1)[0].lower() in _EAST_ASIAN:
        return {"eastAsia": tag}
    return {"bidi": tag} if direction(tag) else {}
