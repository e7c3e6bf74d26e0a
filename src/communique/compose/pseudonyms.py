"""Letters for persons: Participant A, Participant B, given anew in each document."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from communique.audience.attribution import possessive
from communique.audience.model import Said, View


def with_letters(view: View, told: Iterable[str], participant: str) -> View:
    """The view with a letter for each person that the document speaks of (`told`) and who gets one.

    Letters go by the hidden keys of these persons, and by nothing else: nobody outside of the document moves them, and
    the order in which persons appear, or stand in the register, cannot be read off them.
    """
    persons = sorted(set(told) & set(view.pseudonyms), key=lambda person: view.pseudonyms[person])
    letters = {person: f"{participant} {letter(number)}" for number, person in enumerate(persons)}
    return replace(view, people={**view.people, **letters}, said={**view.said, **_said(letters, view)})


def _said(letters: Mapping[str, str], view: View) -> Mapping[str, Said]:
    """A letter stands for one person, so its plural is that of the collective word."""
    return {
        person: Said(shown, possessive(shown, view.reader.language), view.said[person].plural, shown)
        for person, shown in letters.items()
    }


def letter(number: int) -> str:
    """A, B, … Z, AA, AB, … for 0, 1, …"""
    letters = ""
    number += 1
    while number:
        number, place = divmod(number - 1, 26)
        letters = chr(ord("A") + place) + letters
    return letters
