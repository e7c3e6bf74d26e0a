"""Which forms a name has, and when a family name says enough alone."""

from __future__ import annotations

import pytest

from communique.audience.names import Kind, spellings
from communique.audience.names.parts import parts_of
from communique.audience.names.variants import core, pieces
from kit.people import person


@pytest.mark.parametrize(
    ("name", "family", "given", "particles", "own"),
    [
        ("Calvin R. Hathersage", None, ("Calvin", "R"), (), ("Hathersage",)),
        ("Saskia ter Wolbeek", None, ("Saskia",), ("ter",), ("Wolbeek",)),
        ("Amina Bello-Okoye", None, ("Amina",), (), ("Bello", "Okoye")),
        ("Omar al-Rashid", None, ("Omar",), ("al",), ("Rashid",)),
        ("Kim Ji-woo", "Kim", ("Ji woo",), (), ("Kim",)),
        ("Ludwig van der Berg", None, ("Ludwig",), ("van", "der"), ("Berg",)),
        ("Admiral Jean Dupont", None, ("Jean",), (), ("Dupont",)),
        ("Van", None, (), (), ("Van",)),
    ],
)
def test_a_name_falls_into_its_parts(name, family, given, particles, own):
    parts = parts_of(name, family)
    assert (tuple(" ".join(words) for words in parts.given), parts.particles, parts.family) == (
        given, particles, own,
    )  # fmt: skip


def test_a_family_name_that_the_name_does_not_hold_changes_nothing():
    assert parts_of("Kim Ji-woo", "Park") == parts_of("Kim Ji-woo")


@pytest.mark.parametrize(
    ("name", "alone"),
    [("Jan Hathersage", True), ("Jan Kim", False), ("Jan Stone", False), ("Jan Ólé", False)],
)
def test_a_family_name_counts_alone_when_it_is_long_and_no_ordinary_word(name, alone):
    kinds = [s.kind for s in spellings(person(name)) if not any(word.is_title for word in s.words)]
    assert (Kind.FAMILY in kinds) is alone


def test_every_form_of_a_name_is_listed():
    texts = {spelling.text for spelling in spellings(person("Calvin R. Hathersage", aliases=["Cal"]))}
    assert {
        "Calvin R Hathersage", "Hathersage Calvin R", "C R Hathersage", "Hathersage C R", "Hathersage", "Mr Hathersage",
        "Cal",
    } <= texts  # fmt: skip


def test_letters_with_marks_have_their_habits():
    written = pieces("Žeravić")
    assert written[0] == ("z", "zh", "j")
    assert written[-1] == ("c", "ch", "tch")
    assert core(written) == "eravi"


def test_a_core_is_in_every_spelling():
    assert core(pieces("Bello")) == "bel"
    assert core(pieces("Wolbeek")) == "olb"
    assert core(pieces("Gülşen")) == "gu"
