"""Letters of persons that can be joined: Participant A of one document is Participant C of another, as both quote them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import combinations

from communique.audience.join import Part, person_uses
from communique.audience.model import Verdict
from communique.codes import Code
from communique.content.ladder import Ladder
from communique.content.model import Brief
from communique.findings import Finding, Origin, Severity

Shows = Callable[[Part], frozenset[str] | None]


def check_letters(brief: Brief, parts: tuple[Part, ...], ladder: Ladder, shows: Shows) -> Iterator[Finding]:
    """A warning for each person whose letters in two documents are joined by a quotation, to some effect.

    The effect: each of the two documents quotes the person with something that the other has not, so that together they
    tell more of what one person said than each alone. Two documents meet when the same audience has them, or when the
    ceiling lets one of them be passed on to the other's readers and no `restriction` forbids it. `shows` tells which
    content paths a document really shows, None where that is not known; it is asked only where what the documents
    keep could be joined.
    """
    with_letters = [part for part in parts if part.selection.view.pseudonyms]
    uses = person_uses(brief)
    for one, other in combinations(with_letters, 2):
        if not (_may_reach(one, other, ladder) or _may_reach(other, one, ladder)):
            continue
        both = set(one.selection.view.pseudonyms) & set(other.selection.view.pseudonyms)
        for person in sorted(both & set(uses)):
            kept = [_told(uses[person], _kept(part)) for part in (one, other)]
            if _might_add_up(*kept):
                told = [_told(uses[person], shows(part) or _kept(part)) for part in (one, other)]
                if _adds_up(*told):
                    yield _joined(person, (one, other), *told)


def _may_reach(one: Part, other: Part, ladder: Ladder) -> bool:
    """True when readers of the other document may come by the first one."""
    if one.audience.id == other.audience.id:
        return True
    lower = ladder.height(one.audience.ceiling) <= ladder.height(other.audience.ceiling)
    return lower and not one.audience.restriction


def _kept(part: Part) -> frozenset[str]:
    return frozenset(
        decision.path for decision in part.selection.decisions if decision.verdict is Verdict.KEPT
    )


def _told(uses: tuple[tuple[str, Origin], ...], paths: frozenset[str]) -> Mapping[str, Origin]:
    """The items among some paths that speak of a person, and where."""
    return {path: origin for path, origin in reversed(uses) if path in paths}


def _might_add_up(one: Mapping[str, Origin], other: Mapping[str, Origin]) -> bool:
    """True when documents that show some of what they keep could add up: one item of both and a further one of each."""
    return (
        bool(one.keys() & other.keys())
        and min(len(one), len(other)) > 1
        and len(one.keys() | other.keys()) > _FEWEST
    )


_FEWEST = 2


def _adds_up(one: Mapping[str, Origin], other: Mapping[str, Origin]) -> bool:
    return bool(one.keys() & other.keys() and one.keys() - other.keys() and other.keys() - one.keys())


def _joined(
    person: str, parts: tuple[Part, Part], one: Mapping[str, Origin], other: Mapping[str, Origin]
) -> Finding:
    first, second = (f"{part.audience.id}/{part.document}" for part in parts)
    shared = min(one[path] for path in one.keys() & other.keys())
    message = (
        f"'{first}' and '{second}' both quote '{person}' here, which joins the letters that they give: together they tell more"
        " of what this person said than each alone"
    )
    hint = "keep the quotation from one of the two documents, or use 'attribution: collective'"
    more = (
        min(one[path] for path in one.keys() - other.keys()),
        min(other[path] for path in other.keys() - one.keys()),
    )
    lines = tuple(dict.fromkeys((*more, *(part.audience.place("attribution") for part in parts))))
    return Finding(Code.LETTERS_JOINED, shared, message, hint, lines, Severity.WARNING)
