"""Budgets: the limit, the count and what would go first are told at the audience's line."""

from __future__ import annotations

from communique.findings import Origin
from communique.verify.budget import Cut, Limits, check_budget, count_words
from kit.trees import call, callout, cited, contents_of, doc, figure, h1, h2, items, p, table, terms

AT = Origin("content/audiences/ministers.yaml", 12, 26)
CUTS = (
    Cut(3, "sections/history", 100),
    Cut(9, "sections/trends", 40),
    Cut(9, "cases/nato", 60),
    Cut(1, "bottom_line", 50),
)
DOCUMENT = doc(h1(), p("word " * 300))


def test_a_document_within_its_limits_is_silent():
    assert check_budget(DOCUMENT, Limits(max_pages=2, max_words=302, pages_at=AT, words_at=AT), 2) == ()
    assert check_budget(DOCUMENT, Limits(), 99) == ()


def test_a_format_without_pages_is_not_measured_in_pages():
    assert check_budget(DOCUMENT, Limits(max_pages=1), None) == ()


def test_too_many_pages_are_told_with_what_would_go_first():
    (found,) = check_budget(DOCUMENT, Limits(max_pages=2, pages_at=AT, cuts=CUTS), 3)
    assert (found.code.value, found.origin) == ("too-many-pages", AT)
    assert found.message == "'A title' has 3 pages, and 2 are allowed"
    assert found.hint == (
        "about 101 words too many; first to go: cases/nato (priority 9, 60 words), sections/trends (priority 9, 40 words), "
        "sections/history (priority 3, 100 words)"
    )


def test_too_many_words_are_told():
    (found,) = check_budget(DOCUMENT, Limits(max_words=252, words_at=AT, cuts=CUTS), None)
    assert (found.code.value, found.origin) == ("too-many-words", AT)
    assert found.message == "'A title' has 302 words, and 252 are allowed"
    assert "cases/nato (priority 9, 60 words)" in found.hint
    assert "trends" not in found.hint


def test_cuts_that_are_not_enough_and_no_cuts_at_all_are_said_so():
    (found,) = check_budget(DOCUMENT, Limits(max_words=2, cuts=CUTS[:1]), None)
    assert found.hint.endswith("; that is not enough")
    (found,) = check_budget(DOCUMENT, Limits(max_words=2), None)
    assert found.hint == "shorten the text by about 300 words, or raise the limit"


def test_the_words_of_all_blocks_and_notes_count_and_those_of_the_contents_do_not():
    part = h2("Two words", "1")
    document = doc(
        contents_of(part), part, p("a b", call(1)), items("c", "d"), terms(("e", "f")), callout("g", p("h")),
        table(("i", "j"), ("k", "l"), caption="m", note="n"), figure("not counted", "o", note="q"), cited(("[1]", "r")),
        notes=("s t",),
    )  # fmt: skip
    letters = 19  # a to t, without the one that describes the picture
    assert count_words(document) == letters + len(("1", "Two", "words", "[1]"))
