"""Timelines: whatever the events, labels keep apart, poles cross no words, and nothing leaves the picture."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.compose.drawing.calendar import calendar
from communique.compose.drawing.timeline import Step, draw_timeline
from kit.drawings import collisions, crossed, look, outside, words
from kit.trees import words as some_words

WIDTH = 627


def day(year: int, month: int = 1, number: int = 1) -> int:
    return date(year, month, number).toordinal()


def step(when: str, text: str, first: int, last: int | None = None) -> Step:
    return Step(when, text, first, first if last is None else last)


def drawn(*steps: Step, language: str = "en-GB") -> bytes:
    return draw_timeline(steps, look(), WIDTH, language)[0]


@st.composite
def steps(draw: st.DrawFn) -> tuple[Step, ...]:
    start = draw(st.integers(day(1500), day(2100)))
    spread = draw(st.sampled_from((1, 30, 400, 9_000, 100_000)))
    first = draw(st.lists(st.integers(0, spread), min_size=2, max_size=12))
    lengths = (draw(st.sampled_from((0, 0, spread // 3))) for _ in first)
    return tuple(
        Step(f"{at}", draw(some_words()), start + at, start + at + length)
        for at, length in zip(first, lengths, strict=True)
    )


@given(steps())
@settings(max_examples=150)
def test_labels_never_collide_and_nothing_crosses_them_or_leaves_the_picture(made):
    data = drawn(*made)
    assert collisions(data) == []
    assert crossed(data) == []
    assert outside(data) == []


@given(steps())
def test_every_word_of_every_event_is_drawn_and_the_order_given_does_not_matter(made):
    data = drawn(*made)
    said = " ".join(words(data)).replace(" ", "")
    assert all(
        "".join(each.text.split()) in said for each in made if each.text.isascii() and "-" not in each.text
    )
    assert drawn(*reversed(made)) == data


@pytest.mark.parametrize(
    ("first", "last", "language", "labels"),
    [
        (day(1950), day(2020), "en-GB", ["1950", "1960", "2020"]),
        (day(2018), day(2021), "en-GB", ["2018", "2019", "2020", "2021"]),
        (day(2026, 1), day(2026, 7), "fr", ["janv. 2026", "févr. 2026", "juil. 2026"]),
        (day(2026, 6, 3), day(2026, 6, 9), "de", ["3. Juni", "9. Juni"]),
        (day(2026, 6, 3), day(2026, 6, 3), "en-GB", ["3 Jun 2026"]),
        (day(2026, 6, 3), day(2026, 6, 9), "xx", ["2026-06-03", "2026-06-09"]),
    ],
)
def test_the_scale_has_the_finest_ticks_that_have_room(first, last, language, labels):
    said = [label for _, label in calendar([first, last], (0, WIDTH), look(), language).ticks]
    assert [label for label in said if label in labels] == labels, said


def test_a_word_wider_than_a_label_is_broken_and_stays_inside():
    data = drawn(step("2018", "x" * 300, day(2018)), step("2019", "y", day(2019)))
    assert outside(data) == []
    assert collisions(data) == []
    assert "".join(words(data)).count("x") == 300


def test_a_planted_collision_is_seen():
    data = drawn(step("2018", "one", day(2018)), step("2019", "two", day(2019)))
    moved = data.replace(b">two<", b' transform="none">one<')
    assert collisions(
        moved.replace(b"</svg>", data[data.index(b"<text") : data.rindex(b"</svg>")] + b"</svg>")
    )
