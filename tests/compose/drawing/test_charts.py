"""Charts: the right picture for few numbers and many, small and negative ones, long labels and several series."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.compose.drawing.bars import Plotted, draw_bars
from communique.compose.drawing.lines import draw_lines, thinned
from communique.compose.drawing.numbers import axis, shown_number
from kit.drawings import bars, collisions, look, outside, parsed, words

WIDTH = 627
CHARTS = {"bar": draw_bars, "line": draw_lines}


def drawn(kind: str, *series: dict[str, float], unit: str = "visits", language: str = "en-GB") -> bytes:
    plotted = tuple(
        Plotted(f"Series {at}" if len(series) > 1 else "", each) for at, each in enumerate(series)
    )
    return CHARTS[kind](plotted, unit, look(), WIDTH, language)[0]


def test_bars_are_as_long_as_their_numbers():
    one, two, none = bars(drawn("bar", {"a": 10, "b": 20, "c": 0}))
    assert two == pytest.approx(2 * one, abs=0.02)
    assert none < 1


def test_negative_bars_stand_on_the_other_side_of_zero():
    rects = list(parsed(drawn("bar", {"a": 10, "b": -10})).iter("{*}rect"))
    (left, width), (other, _) = ((float(each.get("x")), float(each.get("width"))) for each in rects)
    assert other + width == pytest.approx(left, abs=0.05)


@pytest.mark.parametrize("kind", CHARTS)
@pytest.mark.parametrize(
    "values", [{"only": 5}, {"only": 0}, {"a": -3, "b": -7}, {"a": 1e-9, "b": 1e12}, {"2018": 3}]
)
def test_any_few_numbers_make_a_picture(kind, values):
    data = drawn(kind, values)
    assert outside(data) == []
    assert collisions(data) == []


@pytest.mark.parametrize("kind", CHARTS)
def test_labels_of_300_characters_keep_apart_and_inside(kind):
    labels = ["long words " * 27 + str(at) for at in range(4)] + ["x" * 300]
    data = drawn(kind, dict.fromkeys(labels, 3))
    assert outside(data) == []
    assert collisions(data) == []


def test_ten_thousand_values_are_drawn_small_and_keep_their_extremes():
    numbers = {f"{at}": float(at * 7919 % 1000) for at in range(10_000)}
    data = drawn("line", numbers)
    assert len(data) < 100_000
    heights = [
        float(pair.split(",")[1]) for pair in next(parsed(data).iter("{*}polyline")).get("points").split()
    ]
    full = drawn("line", {"0": 0.0, "1": 999.0})
    ends = [
        float(pair.split(",")[1]) for pair in next(parsed(full).iter("{*}polyline")).get("points").split()
    ]
    assert (min(heights), max(heights)) == pytest.approx((min(ends), max(ends)), abs=0.1)


def test_few_points_are_all_kept():
    points = [(float(at), 1.0) for at in range(499)]
    assert thinned(points) == points


def test_labels_that_are_years_stand_to_scale_and_others_evenly():
    def steps(values):
        pairs = next(parsed(drawn("line", values)).iter("{*}polyline")).get("points").split()
        xs = [float(pair.split(",")[0]) for pair in pairs]
        return xs[1] - xs[0], xs[2] - xs[1]

    near, far = steps({"1990": 1, "1992": 2, "2002": 3})
    assert far == pytest.approx(5 * near, rel=0.01)
    even, other = steps({"a": 1, "b": 2, "c": 3})
    assert even == pytest.approx(other)


def test_several_series_are_named_and_a_number_that_one_lacks_is_left_out():
    for kind in CHARTS:
        data = drawn(kind, {"a": 1, "b": 2}, {"b": 2})
        assert {"Series 0", "Series 1"} <= set(words(data))
        assert collisions(data) == []


NUMBERS = st.floats(-1e12, 1e12, allow_nan=False)


@given(st.lists(st.dictionaries(st.text("abc xyz", min_size=1, max_size=20), NUMBERS, min_size=1, max_size=8),
                min_size=1, max_size=4), st.sampled_from(sorted(CHARTS)))  # fmt: skip
def test_any_chart_stays_inside_its_picture_without_collisions(series, kind):
    named = [{label.strip() or "x": value for label, value in each.items()} for each in series]
    data = drawn(kind, *named)
    assert outside(data) == []
    assert collisions(data) == []


@given(NUMBERS, NUMBERS)
def test_an_axis_is_round_and_holds_its_ends(one, other):
    low, high = sorted((one, other))
    ticks = axis(low, high)
    assert 2 <= len(ticks) <= 9
    slack = (high - low) * 1e-6 + 1e-6
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack


def test_numbers_are_written_as_the_language_does():
    assert [shown_number(1234.5, name) for name in ("en-GB", "de", "fr")] == [
        "1,234.5",
        "1.234,5",
        "1\u202f234,5",
    ]
    assert shown_number(-3, "en-GB") == "−3"
    assert shown_number(2.0, "xx") == "2"
