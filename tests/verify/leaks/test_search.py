"""What counts as a leak, and what the kept text legitimately shares with the withheld."""

from __future__ import annotations

import base64
import unicodedata
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.verify.channels.model import Kind
from communique.verify.leaks.secrets import STRIDE, WINDOW
from kit.secrets import found, withheld

WORDS = "A tenth of the budget belongs to what nobody sees, said the finance officer of the Oslo round."


def test_the_whole_text_is_found():
    assert found(f"He wrote: {WORDS} And so on.", withheld(WORDS)) == ["words", "words"]


@pytest.mark.parametrize(
    "part", ["belongs to what nobody sees", "tenth of the budget bel", "finance officer"]
)
def test_a_part_of_four_words_or_nineteen_letters_is_found(part):
    told = found(f"Much later: {part}, they say.", withheld(WORDS))
    assert told == (["words"] if len(part.replace(" ", "")) >= WINDOW + STRIDE - 1 else [])


@pytest.mark.parametrize(
    "noise",
    [
        str.upper,
        lambda text: unicodedata.normalize("NFD", text),
        " ".join,
        lambda text: text.replace("budget", "bud\u00adget").replace("tenth", "ten\u200bth"),
        lambda text: text.replace("budget", "bud-\nget"),
        lambda text: text.replace("fi", "\ufb01"),
        lambda text: text.replace(" ", "\u00a0\t"),
        lambda text: "".join(chr(ord(char) + 0xFEE0) if "a" <= char <= "z" else char for char in text),
        quote,
        lambda text: quote(quote(text)),
        lambda text: "".join(f"&#x{ord(char):x};" for char in text),
        lambda text: text.encode().hex(),
        lambda text: text.encode("utf-16-be").hex(" "),
        lambda text: base64.b64encode(text.encode()).decode(),
        lambda text: base64.urlsafe_b64encode(text.encode("utf-16-le")).decode(),
        lambda text: base64.encodebytes(text.encode()).decode(),
    ],
)
def test_no_way_of_writing_it_hides_it(noise):
    assert "words" in found(f"x {noise(WORDS)} y", withheld(WORDS))


def test_what_kept_text_shares_is_no_leak_and_what_goes_on_behind_it_is():
    shared = "A tenth of the budget belongs to travel, and to what nobody sees."
    assert found(shared, withheld(WORDS), shared) == []
    assert found(f"{shared} said the finance officer of it.", withheld(WORDS), shared) == ["words"]


def test_the_end_of_one_kept_text_beside_the_beginning_of_the_next_is_no_leak():
    kept = ("They came to the table with nothing but the budget", "belongs to what nobody sees")
    secret = withheld("We saw that the budget belongs to what nobody sees")
    assert found(" ".join(kept), secret, *kept) == []


def test_two_long_phrases_are_a_leak_when_only_their_joining_is_withheld():
    kept = ("the minister of defence agreed", "to withdraw from the river line")
    secret = withheld("the minister of defence agreed to withdraw from the river line")
    assert found(" ".join(kept), secret, *kept) == ["words"]


def test_a_short_field_is_found_as_whole_words_only():
    assert found("They met at Camp Ash.", withheld("Camp Ash")) == ["words"]
    assert found("A decamp ashore.", withheld("Camp Ash")) == []
    assert found("They met at Camp Ash.", withheld("Camp Ash"), "Camp Ash is open.") == []


def test_a_single_telling_word_is_found_and_an_ordinary_one_is_not():
    assert found("It began in Oslo that year.", withheld(WORDS)) == ["words"]
    assert found("It began in Oslo that year.", withheld(WORDS), "Oslo is a city") == []
    assert found("The budget is small.", withheld(WORDS)) == []
    assert found("Osloers came.", withheld(WORDS)) == []


@pytest.mark.parametrize("number", ["1,250", "F-16A", "UNCLOS", "2031"])
def test_a_number_or_abbreviation_is_a_telling_word(number):
    secret = withheld(f"there were {number} of them")
    assert found(f"some {number} here", secret) == (["words"] if number != "F-16A" else [])


def test_an_id_is_found_in_names_for_programs():
    secret = withheld("x", path="sections/limits/points/quiet-costs")
    assert found("_ref_quiet_costs", secret, kind=Kind.NAME) == ["id"]
    assert found("see quiet-costs", secret) == ["id"]
    assert found("the quiet costs of it", secret, "the quiet costs of it") == []
    assert found("points/bridge", withheld("x", path="sections/a/points/bridge"), kind=Kind.NAME) == ["id"]
    assert found("points bridge", withheld("x", path="sections/a/points/bridge")) == []


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "Z", "P"]), max_size=300))
def test_text_that_shares_nothing_is_no_leak(text):
    secret = withheld("Quartz sphinx judges seven vows; black boxing wizards jump quickly over dwarves")
    assert [what for what in found(text, secret) if "sphinx" not in text.casefold()] == []


LETTERS = st.text("abcdefgh", min_size=WINDOW + STRIDE - 1, max_size=80)


@given(LETTERS, st.text("xyz ", max_size=60), st.text("xyz ", max_size=60), st.data())
def test_no_run_of_nineteen_letters_is_missed(secret, before, after, data):
    length = data.draw(st.integers(WINDOW + STRIDE - 1, len(secret)))
    start = data.draw(st.integers(0, len(secret) - length))
    assert "words" in found(f"{before}{secret[start : start + length]}{after}", withheld(secret))


def test_kept_prose_licenses_phrases_but_no_whole_sentences():
    copied = "A tenth of the budget of every round belongs to what nobody sees, said the finance officer."
    assert found(copied, withheld(copied), copied) == ["words"]
    assert found(copied[:40], withheld(copied), copied[:40]) == []


@pytest.mark.parametrize("kind", Kind)
def test_a_bare_number_counts_only_where_somebody_reads_it(kind):
    told = found("w 17430 h", withheld("It cost 17430 crowns"), kind=kind)
    assert told == (["words"] if kind is Kind.READ else [])


def test_an_id_that_kept_items_of_other_places_have_too_is_no_leak():
    secret = withheld("x", path="cases/secret/crosswalk/mutual-respect")
    assert found("crosswalk/mutual-respect", secret, kind=Kind.NAME) == ["id", "id"]
    assert (
        found("crosswalk/mutual-respect", secret, "cases/open/crosswalk/mutual-respect", kind=Kind.NAME) == []
    )
