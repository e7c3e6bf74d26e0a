"""Columns and lists for whose words there is no room, and headings of a page, are told before anything is laid out."""

from __future__ import annotations

import pytest

from communique.compose.room import check_room
from kit.composing import faults
from kit.trees import A4, doc, region, table


def cells(count: int, tag: str = "td") -> str:
    return f"<tr>{f'<{tag}>x</{tag}>' * count}</tr>"


def nested(depth: int) -> str:
    return "<ul><li><p>x</p>" * depth + "</li></ul>" * depth


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        (f"<p>x</p>\n<table><tbody>{cells(40)}</tbody></table>", "2 no-room: the table has 40 columns, and one is only 4.2 mm wide"),
        (
            f"<table><colgroup><col share='1'><col share='99'></colgroup><tbody>{cells(2)}</tbody></table>",
            "1 no-room: the table has 2 columns, and one is only 1.7 mm wide",
        ),
        (f"<p>x</p>\n<h2>{'word ' * 101}</h2>", "2 no-room: the heading has 504 characters, and would take most of a page"),
        (f"<p>x</p>\n{nested(10)}", "2 no-room: lists and quotations stand in each other more than 9 deep here"),
    ],
)  # fmt: skip
def test_what_has_no_room_is_told_with_its_line(tmp_path, html, fault):
    assert faults(tmp_path, html) == [fault]


@pytest.mark.parametrize(
    "html", [f"<table><tbody>{cells(30)}</tbody></table>", nested(9), f"<h2>{'word ' * 100}</h2>"]
)
def test_what_has_room_is_let_through(tmp_path, html):
    assert faults(tmp_path, html) == []


def test_a_page_turned_sideways_has_room_for_more():
    wide = table(tuple("x" * 40), tuple("x" * 40))
    assert len(list(check_room(doc(wide).blocks, A4))) == 1
    assert list(check_room(doc(region("landscape", wide)).blocks, A4)) == []
