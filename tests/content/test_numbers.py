"""Numbers in text fields: what counts as one, in which language, and where it stands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.content.numbers import Number, numbers
from communique.content.text import Prose
from communique.content.tree import Mapping, Scalar, parse_tree


def prose(markdown: str) -> Prose:
    tree = parse_tree("text: |\n  " + markdown.replace("\n", "\n  ") + "\n", "brief.yaml").value
    assert isinstance(tree, Mapping)
    scalar = tree.entries[0][1]
    assert isinstance(scalar, Scalar)
    return Prose(markdown, "text", scalar)


def values(markdown: str, language: str = "en-GB", *, weak: bool = False) -> list[str]:
    return [number.value for number in numbers(prose(markdown), language) if number.weak is weak]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("6 rounds", ["6"]),
        ("six rounds", ["6"]),
        ("Thirty-five states", ["35"]),
        ("thirty five states", ["35"]),
        ("two hundred and five", ["205"]),
        ("a hundred", ["100"]),
        ("two thousand five hundred", ["2500"]),
        ("three million", ["3000000"]),
        ("1,250 and 1250", ["1250", "1250"]),
        ("1\u202f250", ["1250"]),
        ("2.50 and 2.5", ["2.50", "2.5"]),
        ("3.0 is 3", ["3", "3"]),
        ("007 and 0", ["7", "0"]),
        ("40 % or 40 per cent or 40%", ["40", "40", "40"]),
        ("in 1976–1993", ["1976", "1993"]),
        ("on 9 June 1815", ["9", "June", "1815"]),
        ("June 9th, 1815", ["June", "9", "1815"]),
        ("the 1990s", ["1990"]),
        ("2026-03-09", ["2026"]),
        ("It may end", []),
        ("In March they marched", []),
        ("May 2026", ["May", "2026"]),
        ("an F-16 and 5G", []),
        ("one voice, both sides, the third round", []),
        ("a foursome of tensions", []),
        ("as it says [@handbook, p. 4]", []),
        ("see {ref}`two <case/two-1>`, `3`, [four](https://example.org/5)[^6]", ["4"]),
        ("", []),
    ],
)
def test_numbers_in_english(text, found):
    assert values(text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("1.250 Runden", ["1250"]), ("2,5 %", ["2.5"]), ("sechs Runden, six", []), ("1\u00a0250", ["1250"])],
)
def test_digits_are_read_in_the_habits_of_the_language_and_words_in_english_only(text, found):
    assert values(text, "de-DE") == found


def test_weak_numbers_are_known_for_what_they_are():
    assert values("one voice, both sides, the third round, a dozen", weak=True) == ["1", "2", "3", "12"]


def test_a_number_knows_its_place():
    text = prose("Six rounds in 1976,\nand six more in 1976")
    found = numbers(text, "en")
    assert [number.value for number in found] == ["6", "1976", "6", "1976"]
    assert [(number.place(text).line, number.place(text).column) for number in found] == [
        (2, 3), (2, 17), (3, 7), (3, 19),
    ]  # fmt: skip


@given(st.integers(0, 999_999))
def test_the_same_number_is_the_same_however_it_is_written(value):
    plain, grouped = (values(f"about {form} rounds") for form in (str(value), f"{value:,}"))
    assert plain == grouped == [str(value)]


@given(st.text(max_size=200), st.sampled_from(["en", "de", ""]))
def test_any_text_can_be_read(text, language):
    found = numbers(Prose(text, "text", Scalar(text, prose("x").origin, text, True)), language)
    assert all(
        isinstance(number, Number) and text[number.start :].startswith(number.written) for number in found
    )
