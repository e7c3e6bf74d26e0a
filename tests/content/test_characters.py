"""Characters that no document can hold are told by number and name; those that steer legitimately are let through."""

from __future__ import annotations

import pytest

from communique.content.characters import UNDRAWN, UNFIT, escaped, is_visible, json_escaped, named
from kit.projects import DEMO, prepared, write_project

BRIEF = "content/briefs/demo/brief.yaml"
STEERING = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u2060\u2066\u2067\u2068\u2069"


def findings(root, written: str, kept: str = "Meet soon."):
    return prepared(write_project(root, {BRIEF: DEMO[BRIEF].replace(kept, written, 1)})).findings


BAD = {
    "an override": ("Meet \u202esoon", "6:14", "U+202E (right-to-left override)"),
    "an embedding": ("Meet \u202asoon", "6:14", "U+202A (left-to-right embedding)"),
    "a byte order mark": ("Meet \ufeffsoon", "6:14", "U+FEFF (zero width no-break space)"),
    "an override in quotes": ('"Meet \\u202esoon"', "6:9", "U+202E (right-to-left override)"),
    "an override in Markdown": ("Meet &#x202e;soon", "6:14", "U+202E (right-to-left override)"),
    "a control character": ("Meet \x07soon", "6:14", "U+0007 (bell)"),
    "the beginning of a colour": ("Meet \x1b[31msoon", "6:14", "U+001B (escape)"),
    "a control character beyond ASCII": (
        '"Meet \\x9b31msoon"',
        "6:9",
        "U+009B (control sequence introducer)",
    ),
    "a line separator": ("Meet \u2028soon", "6:14", "U+2028 (line separator)"),
    "hidden letters": ("Meet \U000e0041soon", "6:14", "U+E0041 (tag latin capital letter a)"),
}


@pytest.mark.parametrize(("written", "place", "name"), BAD.values(), ids=BAD)
def test_a_character_that_no_document_can_hold_is_told_and_not_printed(tmp_path, written, place, name):
    (found,) = findings(tmp_path, written)
    assert (found.code.value, str(found.origin)) == ("bad-character", f"{BRIEF}:{place}")
    assert name in found.message
    assert not UNFIT.search(found.message + found.hint)
    assert "delete it" in found.hint


def test_each_of_several_is_told_once(tmp_path):
    found = findings(tmp_path, "a\u202eb\u202cc\u202ed")
    assert [one.message.partition("U+")[2][:4] for one in found] == ["202E", "202C"]
    assert [one.origin.column for one in found] == [10, 12]


def test_a_file_of_control_characters_is_told_with_twenty_of_them(tmp_path):
    assert len(findings(tmp_path, "\x01" * 5000)) == 20


@pytest.mark.parametrize("char", STEERING, ids=named)
def test_what_steers_legitimately_is_let_through(tmp_path, char):
    assert findings(tmp_path, f"Meet{char}soon") == ()
    assert char in UNDRAWN


def test_a_place_to_break_parts_a_long_word(tmp_path):
    assert findings(tmp_path, "\u200b".join(["x" * 300] * 4)) == ()


HALVES = {
    "a pair": ('"Meet \\ud83d\\ude00"', "\\U0001F600", "\U0001f600"),
    "one half": ('"Meet \\ud800 now"', "only half of a character", "delete it"),
    "the second half": ('"Meet \\ude00 now"', "", ""),
}


@pytest.mark.parametrize(("written", "said", "too"), HALVES.values(), ids=HALVES)
def test_a_character_written_as_two_is_told_with_what_to_write(tmp_path, written, said, too):
    (found,) = findings(tmp_path, written)
    assert found.code.value == "yaml-syntax"
    assert said in found.message + found.hint
    assert too in found.message + found.hint
    assert "quotes, colons" not in found.hint


@pytest.mark.parametrize(
    "title",
    ['"\\u200b\\u2060"', '"&nbsp; &#8203;"', '"**\\u00ad**"', '"[^1]"', '"\\u3164"', '"\\u00a0"'],
)
def test_a_title_that_nobody_would_see_is_a_finding_with_a_remedy(tmp_path, title):
    (found,) = findings(tmp_path, title, "Talks began late")
    assert found.code.value in {"empty-value", "markup"}
    assert found.hint


def test_a_label_that_nobody_would_see_is_empty(tmp_path):
    (found,) = findings(tmp_path, '" \\u200b"', "Small brief")
    assert (found.code.value, found.origin.line) == ("empty-value", 2)


@pytest.mark.parametrize("title", ["{person}`kim`", "`x`", "…", "서울", "{ref}`section/background`"])
def test_a_title_of_a_name_or_a_sign_is_one(tmp_path, title):
    assert findings(tmp_path, f"'{title}'", "The door is open.") == ()


def test_what_is_printed_steers_no_terminal():
    assert escaped("a\x1b[31mb\u202ec\u2067d\n\x9be") == r"a\x1b[31mb\u202ec\u2067d\n\x9be"
    assert escaped("\udcff\U000e0041") == r"\udcff\U000e0041"
    assert escaped("سلام خواهم\u200c서울 é") == "سلام خواهم\u200c서울 é"
    assert json_escaped('["\u202e\U000e0041"]\n') == '["\\u202e\\udb40\\udc41"]\n'


@pytest.mark.parametrize(("text", "seen"), [("a", True), (" \u200b", False), ("—", True), ("\u2800", False)])
def test_what_a_reader_sees(text, seen):
    assert is_visible(text) is seen
