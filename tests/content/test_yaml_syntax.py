"""Files that stop being YAML: the mistakes of people who know Word, each told where it was made and with what mends it."""

from __future__ import annotations

import pytest

from communique.content.tree import parse_tree

HEAD = "title: T\nfrom: me\n"
MISTAKES = [
    # what was written behind HEAD, where the mistake is, words of the sentence, words of the remedy
    ("short_title Talks\ndate: x\n", "3:1", "no 'key: value'", "after the colon"),
    ("short_title:Talks\ndate: x\n", "3:1", "no 'key: value'", "after the colon"),
    ("text: >-\n  One line.\nAnother line.\ndate: x\n", "5:1", "no 'key: value'", "indent it like that text"),
    ("short_title: Talks: the second\n", "3:19", "a colon and a blank", "in quotes"),
    ("short_title: “Talks: the second”\n", "3:20", "a colon and a blank", "straight quotes"),
    ("  short_title: Talks\n", "3:3", "indented further", "like the other keys"),
    ("title: A text\n  that goes on\n  note: x\n", "5:3", "indented further", "like the other keys"),
    ("people:\n  - id kim\n    name: Kim\n", "4:5", "no 'key: value'", "after the colon"),
    ("people:\n  name Kim\n  role: x\n", "4:3", "no 'key: value'", "after the colon"),
    ("items:\n  -id: one\n    text: x\n", "4:3", "the blank is missing", "'- '"),
    ("items:\n  – id: one\n    text: x\n", "4:3", "not with U+2013 (en dash)", "'- '"),
    ("items:\n  - id: one\n   text: x\n", "5:4", "not indented like", "indented like"),
    ("items:\n  - id: one\n     text: x\n", "5:6", "indented", "indent"),
    ("when: 'the Minister's day'\n", "3:21", "the text in quotes ends here", "around the whole text"),
    ('when: "15" December\n', "3:12", "the text in quotes ends here", "around the whole text"),
    ('when: "15 December\nwho: "us"\n', "3:7", "closes only on line 4", "at the end of its text"),
    ('when: "15 December\n', "3:7", "never closed", "at the end of its text"),
    ("when: [one, two\nwho: x\n", "3:7", "not closed with ']'", "write ']'"),
    ("when: [\n", "3:7", "not closed with ']'", "write ']'"),
    ("formats: {a: [pdf, docx}\n", "3:24", "a comma, or the closing ']'", "comma"),
    ("a: {formats: [pdf] pages: 2}\n", "3:20", "a comma, or the closing '}'", "comma"),
    ("when: @minister\n", "3:7", "cannot begin with '@'", "in quotes"),
    ("when: *soon*\n", "3:7", "cannot begin with '*'", "in quotes"),
    ("when: - soon\n", "3:7", "cannot begin with '-'", "a line of its own"),
    ("title2: {person}`kim` said so\n", "3:9", "cannot begin with '{'", "in quotes"),
    ("title2: [Draft] on talks\n", "3:9", "cannot begin with '['", "in quotes"),
    ("items:\n\u00a0\u00a0- id: one\n  - id: two\n", "4:1", "U+00A0 (no-break space)", "space bar"),
    ("who:\u00a0the office\nwhen: x\n", "3:5", "U+00A0 (no-break space)", "space bar"),
    ("text: > Words\n  and more\n", "3:9", "begins on the next line", "lines of its own"),
    ("title2: 'x'\n  y: z\n", "4:3", "indented", "indent"),
    ("items:\n\t- id: one\n", "4:1", "a tab", "spaces"),
]


@pytest.mark.parametrize(("written", "place", "sentence", "remedy"), MISTAKES, ids=lambda text: text[:30])
@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["LF", "CRLF"])
def test_a_mistake_is_told_where_it_was_made(written, place, sentence, remedy, end):
    (told,) = parse_tree((HEAD + written).replace("\n", end), "a.yaml").findings
    assert (str(told.origin), told.code.value) == (
        f"a.yaml:{place}",
        "yaml-tab" if sentence == "a tab" else "yaml-syntax",
    )
    assert sentence in told.message
    assert remedy in told.hint


def test_no_rule_takes_a_sound_file_for_a_faulty_one():
    sound = "a: “x”\nb: it's - fine\nc: [one, 'two: 2']\nd: |\n  x: y: z\n  - 'a\ne: word # remark\n"
    assert parse_tree(sound, "a.yaml").findings == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("when: day #3\n", [("1:11", "'#3' is a comment here, and stands in no document")]),
        ("when: day # 3\n", []),
        ("when: 'day #3'\n", []),
        ("when: >-\n  day #3\n", []),
        ("when: day#3\n", []),
        ("when: #3\nwho: us\n", [("1:1", "'when' is empty")]),
        ("when:\nwho: us\n", [("1:1", "'when' is empty")]),
        ("when: ''\nwho: null\n", []),  # whether it may be empty is the field's to say
    ],
)
def test_what_yaml_leaves_out_of_a_text_is_told(text, told):
    found = parse_tree(text, "a.yaml").findings
    assert [(str(each.origin).removeprefix("a.yaml:"), each.message) for each in found] == told


def test_a_value_that_begins_with_a_number_sign_is_told_with_what_to_do():
    (told,) = parse_tree("when: #3\n", "a.yaml").findings
    assert "'#' begins a comment" in told.hint


def test_a_letter_that_was_lost_is_told_by_its_number():
    (told,) = parse_tree("when: M\ufffdrz\n", "a.yaml").findings
    assert (str(told.origin), told.code.value) == ("a.yaml:1:8", "bad-character")
    assert told.message.startswith("U+FFFD (replacement character)")


@pytest.mark.parametrize("before", ["", "# A comment.\n", "---\n"])
def test_a_first_line_without_its_colon_is_told_there(before):
    (finding,) = parse_tree(f"{before}title Talks\nsubtitle: More\n", "brief.yaml").findings
    assert (finding.origin.line, finding.origin.column) == (before.count("\n") + 1, 1)
    assert "no 'key: value'" in finding.message
