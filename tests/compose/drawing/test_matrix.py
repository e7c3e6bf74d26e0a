"""The matrix of principles and cases: whatever the words and however many, nothing collides, leaves the picture or is lost."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from communique.compose.drawing.matrix import MARKS, UNRATED, Grid, Head, Key, Mark, draw_matrix, panels
from kit.drawings import boxes, collisions, look, outside, parsed, words
from kit.trees import words as some_words

WIDTH, ROOM = 627, 700
KEY = Key({
    "applied": ("A", "applied"), "partly": ("P", "partly applied"), "absent": ("N", "not applied"),
    UNRATED: ("–", "not assessed"),
})  # fmt: skip
LONG = "A name that " + "goes on and on " * 19


def grid(rows: list[str], columns: list[str], kinds=MARKS) -> Grid:
    heads = tuple(Head(name, f"principles/{at}") for at, name in enumerate(rows))
    cases = tuple(Head(name, f"cases/{at}") for at, name in enumerate(columns))
    marks = tuple(
        tuple(Mark(kinds[(at + row) % len(kinds)], f"cases/{at}/{row}") for row in range(len(rows)))
        for at in range(len(columns))
    )
    return Grid(heads, cases, marks)


def pictures(made: Grid, *, leftward: bool = False) -> list[bytes]:
    parts = panels(made, KEY, look(), WIDTH, ROOM)
    return [draw_matrix(part, KEY, look(), WIDTH, leftward=leftward)[0] for part in parts]


@given(
    st.lists(some_words(), min_size=1, max_size=9),
    st.lists(some_words(), min_size=2, max_size=12),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_words_never_collide_nor_leave_the_picture(rows, columns, leftward):
    for data in pictures(grid(rows, columns), leftward=leftward):
        assert collisions(data) == []
        assert outside(data) == []


@pytest.mark.parametrize("leftward", [False, True])
def test_names_of_300_characters_and_words_wider_than_a_column_are_wrapped(leftward):
    made = grid([LONG, "x" * 200, "Trust"], [LONG, "y" * 120, "Short", "Other"])
    (data,) = pictures(made, leftward=leftward)
    assert collisions(data) == []
    assert outside(data) == []
    said = "".join(words(data)).replace(" ", "")
    assert all(name in said for name in ("x" * 200, "y" * 120, LONG.replace(" ", "")))


@given(st.integers(1, 70), st.integers(2, 40))
@settings(max_examples=30, deadline=None)
def test_many_principles_and_cases_become_pictures_that_fit_and_lose_no_mark(rows, columns):
    made = grid([f"Principle {at}" for at in range(rows)], [f"Case {at}" for at in range(columns)])
    parts = list(panels(made, KEY, look(), WIDTH, ROOM))
    assert all(draw_matrix(part, KEY, look(), WIDTH)[2] <= ROOM for part in parts)
    told = [mark for part in parts for column in part.marks for mark in column]
    assert sorted(mark.path for mark in told) == sorted(mark.path for column in made.marks for mark in column)
    for part in parts:
        for head, column in zip(part.columns, part.marks, strict=True):
            assert [mark.path for mark in column] == [
                f"{head.path}/{row.path.partition('/')[2]}" for row in part.rows
            ]


def test_each_mark_has_a_shape_and_a_letter_and_the_legend_tells_it_in_words():
    (data,) = pictures(grid(["One", "Two", "Three", "Four"], ["First", "Second"]))
    said = words(data)
    assert [said.count(letter) for letter in "APN–"] == [3, 3, 3, 3]  # two marks, and the legend's
    assert said[-7:] == ["applied", "P", "partly applied", "N", "not applied", "–", "not assessed"]
    circles = [each.get("fill") for each in parsed(data).iter("{*}circle")]
    halves = list(parsed(data).iter("{*}path"))
    assert (circles.count(look().accent), circles.count("#FFFFFF"), len(halves)) == (3, 6, 3)


def test_no_outline_of_a_mark_is_cut_off_at_the_edge():
    for leftward in (False, True):
        (data,) = pictures(grid(["One"], ["First", "Second"]), leftward=leftward)
        reach = [
            (
                float(each.get("cx", ""))
                + side * (float(each.get("r", "")) + float(each.get("stroke-width", "")) / 2)
            )
            for each in parsed(data).iter("{*}circle")
            for side in (-1, 1)
        ]
        assert min(reach) >= 0
        assert max(reach) <= WIDTH


def test_the_legend_tells_that_nothing_was_assessed_only_where_it_is_so():
    (data,) = pictures(grid(["One"], ["First", "Second"], ("applied",)))
    assert "not applied" in words(data)
    assert "not assessed" not in words(data)


def test_a_place_of_which_nothing_may_be_told_is_empty():
    made = grid(["One"], ["First", "Second"], ("", "applied"))
    (data,) = pictures(made)
    assert "not assessed" not in words(data)
    assert words(data).count("A") == 2


def test_where_reading_begins_at_the_right_names_stand_there_and_columns_follow_to_the_left():
    made = grid(["One"], ["First", "Second"])
    (data,) = pictures(made, leftward=True)
    at = {box.words: box for box in boxes(data)}
    assert at["One"].right == pytest.approx(WIDTH, abs=1)
    assert at["One"].left > at["First"].right > at["Second"].right
