"""Facts that would differ between readers: a shorter wording against the full one, a number that counts what is withheld.

Numbers are compared, not meanings: `many` against `few` is not noticed, nor a fact told in two different items.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from communique.audience.model import Decision, Verdict
from communique.codes import Code
from communique.content.model import Brief, Item, Variants
from communique.content.numbers import Number, numbers
from communique.content.text import Prose, Text
from communique.content.walk import fields, items, own_texts
from communique.findings import Finding, Origin, Severity


def check_variants(brief: Brief, language: str) -> Iterator[Finding]:
    """Numbers, dates and percentages of a shorter wording that the full one does not have.

    One document shows the short wording and another the full one, so their readers would be told different facts. The
    other way round is no fault: a shorter wording leaves things out.
    """
    for item, _ in items(brief):
        full = tuple(text for text in fields(item) if isinstance(text, Text))
        if item.variants is None or not any(isinstance(text, Prose) for text in full):
            continue
        known = {number.value for text in full for number in numbers(text, language)}
        for name, variant in _wordings(item.variants):
            for number in numbers(variant, language):
                if not number.weak and number.value not in known:
                    yield _disagrees(item, name, variant, number)


def _wordings(variants: Variants) -> Iterator[tuple[str, Text]]:
    for name in ("short", "one_line"):
        wording = getattr(variants, name)
        if wording is not None:
            yield name, wording


def _disagrees(item: Item, name: str, variant: Text, number: Number) -> Finding:
    full = next(text for text in fields(item) if isinstance(text, Prose))
    message = (
        f"the '{name}' wording says '{number.written}', and the full text of '{item.path}' has no such number"
    )
    hint = (
        "say the same in both, since different documents show them; or write the number in the full text too"
    )
    return Finding(
        Code.FACTS_DISAGREE,
        number.place(variant),
        message,
        hint,
        (full.origin,),
        Severity.WARNING,
    )


# -- numbers that count items

_NOUNS = {
    "cases": "cases", "principles": "principles", "recommendations": "recommendations", "messages": "key_messages",
    "sections": "sections", "checks": "checks", "lessons": "lessons", "points": "points", "figures": "figures",
}  # fmt: skip
# Up to two words may stand between (`all six guiding principles`), but none that begins another thought.
_OTHER = "of|on|in|and|or|for|to|with|at|by|from|about|as"
_COUNTED = re.compile(
    rf"\s+(?:(?!(?:{_OTHER})\b)[\w’'-]+\s+){{0,2}}?(?P<noun>{'|'.join(_NOUNS)})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Counted:
    """A number before the noun of a collection (`all four cases`), which is the number of all items in it."""

    item: str
    text: Text
    number: Number
    noun: str
    paths: frozenset[str]


def counted(brief: Brief, language: str) -> tuple[Counted, ...]:
    """Every place of a brief that says how many items one of its collections has in all. English nouns only."""
    if not language.lower().startswith("en"):
        return ()
    everything = tuple(item.path for item, _ in items(brief))
    found: list[Counted] = []
    for item, _ in items(brief):
        for text in own_texts(item):
            for number in numbers(text, language):
                noun = _COUNTED.match(text.markdown, number.start + len(number.written))
                if noun is not None and not number.weak:
                    groups = _collections(_NOUNS[noun["noun"].lower()], item.path, everything)
                    found += (
                        Counted(item.path, text, number, noun["noun"], group)
                        for group in groups
                        if str(len(group)) == number.value
                    )
    return tuple(found)


def _collections(name: str, path: str, everything: tuple[str, ...]) -> Iterator[frozenset[str]]:
    """The items that the noun may mean: those of the whole brief, and those inside the item that speaks or one around it."""
    steps = path.split("/")
    owners = ["/".join(steps[:length]) for length in range(2, len(steps) + 1, 2)]
    patterns = {rf"(?:.*/)?{name}/[^/]+", *(rf"{re.escape(owner)}/{name}/[^/]+" for owner in owners)}
    for pattern in sorted(patterns):
        yield frozenset(one for one in everything if re.fullmatch(pattern, one))


def withheld_of(counted: Counted, decisions: Mapping[str, Decision]) -> tuple[Origin, ...]:
    """The lines that withhold items of what is counted; none: the number tells nothing."""
    return tuple(
        dict.fromkeys(
            decisions[path].decided_at
            for path in sorted(counted.paths)
            if decisions[path].verdict is Verdict.WITHHELD
        )
    )
