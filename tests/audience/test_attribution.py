"""The words that stand for a person, in all their forms."""

from __future__ import annotations

import pytest

from communique.audience.attribution import plural, possessive, pseudonym_key, said
from communique.content.registers import Forms, PersonForms
from kit.people import person


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a retired officer", "a retired officer’s"),
        ("two officers", "two officers’"),
        ("Jan James", "Jan James’s"),
        ("Participant A", "Participant A’s"),
    ],
)
def test_possessives_go_by_the_rule_of_english(words, expected):
    assert possessive(words, "en-GB") == expected
    assert possessive(words, "de") == words


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("a participant", "participants"),
        ("a naval officer with long service abroad", "naval officers with long service abroad"),
        ("an academic in regional security", "academics in regional security"),
        ("a deputy", "deputies"),
        ("a chairman", "chairmen"),
        ("a coach", "coaches"),
        ("one former official", "former officials"),
    ],
)
def test_plurals_lose_the_article_and_bend_the_noun(words, expected):
    assert plural(words) == expected


def test_forms_of_the_register_win():
    forms = PersonForms(role=Forms(plural="chiefs of staff", sentence_start="A Former Chief"))
    one = person("Jan Doe", forms=forms).model_copy(update={"role": "a former chief of staff"})
    told = said(one, one.role, "en")
    assert (told.alone, told.possessive, told.plural, told.start) == (
        "a former chief of staff", "a former chief of staff’s", "chiefs of staff", "A Former Chief",
    )  # fmt: skip
    assert said(one, one.name, "en").plural == "chiefs of staff"
    assert said(one, one.collective, "en").plural == "participants"


def test_the_key_of_a_letter_depends_on_all_that_it_is_for():
    keys = {
        pseudonym_key(salt, brief, audience, document, "kim")
        for salt in ("one salt of a project", "another salt of one")
        for brief in "ab"
        for audience in "ab"
        for document in "ab"
    }
    assert len(keys) == 16
    assert pseudonym_key("s", "ab", "c") != pseudonym_key("s", "a", "bc")
