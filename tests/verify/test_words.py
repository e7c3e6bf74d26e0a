"""Folding: what is the same text in two formats is the same characters, and nothing else is."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.verify.words import FLOWING, LAID_OUT, cut, fold

SAME_IN_ALL = [
    ("ofﬁcial", "official"),
    ("soft\u00adhyphen", "softhyphen"),
    ("a\u00a0b\u202fc\u2009d", "a b c d"),
    ("e\u0301", "é"),
    ("q\u0323\u0307", "q\u0307\u0323"),
    ("zero\u200bwidth\u2060", "zerowidth"),
    ("½", "1\u20442"),
    ("…", "..."),
    ("non\u2011breaking", "non-breaking"),
    ("∆", "Δ"),
    ("☑\ufe0f", "☑"),
    ("right\u200e", "right"),
]
DIFFERENT = [("1994", "1995"), ("A", "B"), ("–", "—"), ("“", "”"), ("Á", "A"), ("☐", "☑"), ("\u043e", "o")]


@pytest.mark.parametrize(("one", "other"), SAME_IN_ALL)
@pytest.mark.parametrize("folding", [FLOWING, LAID_OUT])
def test_two_spellings_of_one_text_are_the_same(one, other, folding):
    assert fold(one, folding) == fold(other, folding)


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
@pytest.mark.parametrize("folding", [FLOWING, LAID_OUT])
def test_two_texts_stay_two(one, other, folding):
    assert fold(one, folding) != fold(other, folding)


def test_hyphens_and_case_count_only_where_no_layout_makes_them():
    assert fold("Co-Op", LAID_OUT) == fold("coop", LAID_OUT)
    assert fold("Co-Op", FLOWING) != fold("CoOp", FLOWING)
    assert fold("Co-Op", FLOWING) != fold("co-op", FLOWING)


@given(st.text(), st.text())
def test_joined_texts_fold_like_their_parts(one, other):
    parts = fold(one, FLOWING) + fold(other, FLOWING)
    assert fold(one + other, FLOWING) == unicodedata.normalize("NFD", parts)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    once = fold(text, LAID_OUT)
    assert fold(once, LAID_OUT) == once


def test_a_long_text_is_cut_to_one_line():
    assert cut("a\n  b") == "a b"
    assert cut("word " * 30, 20) == "word word word word…"
