"""YAML to a tree with places."""

from __future__ import annotations

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from communique.content import tree as tree_module
from communique.content.tree import MAX_BYTES, MAX_DEPTH, Mapping, Scalar, Sequence, decode, parse_tree


def faults(text: str) -> list[str]:
    return [f"{finding.origin} {finding.code.value}" for finding in parse_tree(text, "a.yaml").findings]


def scalar(text: str, *keys: str) -> Scalar:
    node = parse_tree(text, "a.yaml").value
    for key in keys:
        assert isinstance(node, Mapping)
        node = node.get(key)
    assert isinstance(node, Scalar)
    return node


@pytest.mark.parametrize("written", ["no", "yes", "on", "012", "2026-11-22", "1e3", "0x1F", "1_000", "NaN"])
def test_text_is_the_text_that_was_written(written):
    assert scalar(f"a: {written}", "a").text == written


@pytest.mark.parametrize(("written", "is_null"), [("", True), ("~", True), ("null", True), ("'null'", False)])
def test_only_a_plain_scalar_can_be_null(written, is_null):
    assert scalar(f"a: {written}", "a").is_null is is_null


def test_every_value_knows_its_line_and_column_counted_in_characters():
    origin = scalar("ключ: 1\nb:\n  ж: über", "b", "ж").origin
    assert (origin.line, origin.column) == (3, 6)


@pytest.mark.parametrize(
    ("text", "needle", "nth", "place"),
    [
        ("a: one two one\n", "one", 1, (1, 12)),
        ("a: |\n  first\n  second x\n", "x", 0, (3, 10)),
        ("a: >-\n   first\n   second x\n", "x", 0, (3, 11)),
        ('a: "quoted x"\n', "x", 0, (1, 12)),
        ("a: one\n", "absent", 0, (1, 4)),
    ],
)
def test_a_word_of_a_text_is_found_in_the_file(text, needle, nth, place):
    origin = scalar(text, "a").place(needle, nth)
    assert (origin.line, origin.column) == place


def test_pieces_of_a_text_are_found_each_behind_the_one_before():
    found = scalar("a: |\n  one\n\n  two one\n  one\n", "a").places(
        ["one", "", "two", "one", "absent", "one"]
    )
    places = [(origin.line, origin.column) for origin in found]
    assert [places[at] for at in (0, 2, 3, 4, 5)] == [(2, 3), (4, 3), (4, 7), (1, 4), (5, 3)]


def test_every_duplicate_key_is_told_with_its_place():
    assert faults("a: 1\nb:\n  c: 1\n  c: 2\na: 2\n") == [
        "a.yaml:4:3 duplicate-key",
        "a.yaml:5:1 duplicate-key",
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("", "a.yaml empty-file"),
        ("# only a comment\n", "a.yaml empty-file"),
        ("---\n", "a.yaml empty-file"),
        ("null\n", "a.yaml empty-file"),
        ("a: 1\n\tb: 2\n", "a.yaml:2:1 yaml-tab"),
        ("a: b: c\n", "a.yaml:1:5 yaml-syntax"),
        ("a: [1, 2\n", "a.yaml:1:4 yaml-syntax"),
        ("a: !!python/object:os.system x\n", "a.yaml:1:4 yaml-tag"),
        ("a: &x [*x]\n", "a.yaml:1:8 yaml-alias"),
        ("a: *nowhere\n", "a.yaml:1:4 yaml-alias"),
        ("a: 1\n---\nb: 2\n", "a.yaml:2:1 yaml-syntax"),
        ("? [a]\n: 1\n", "a.yaml:1:3 yaml-syntax"),
        ('a: "\\x07"\n', "a.yaml:1:4 bad-character"),
        ('a: "\\ud800"\n', "a.yaml:1:7 yaml-syntax"),
        ("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1), f"a.yaml:1:{MAX_DEPTH + 1} yaml-too-deep"),
    ],
)
def test_a_file_that_is_not_plain_yaml_is_a_finding_with_its_place(text, fault):
    assert faults(text) == [fault]


def test_a_very_deep_file_does_not_exhaust_the_interpreter():
    assert faults("[" * 100_000) == [f"a.yaml:1:{MAX_DEPTH + 1} yaml-too-deep"]


def test_an_alias_bomb_is_refused_before_it_grows():
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    assert [fault.split()[1] for fault in faults("\n".join(lines))] == ["yaml-too-many"]


def test_a_shared_value_may_be_repeated_by_an_alias():
    outcome = parse_tree("a: &x [one, two]\nb: *x\n", "a.yaml")
    assert outcome.findings == ()
    assert isinstance(outcome.value, Mapping)
    assert outcome.value.get("a") == outcome.value.get("b")


def test_an_oversized_file_is_refused_by_its_size():
    assert [f.code.value for f in decode(b"x" * (MAX_BYTES + 1), "a.yaml").findings] == ["file-too-large"]


def test_bytes_that_are_not_utf8_are_told_with_line_and_column():
    finding = decode(b"a: 1\nb: " + b"\xe9t\xe9", "a.yaml").findings[0]
    assert (finding.code.value, str(finding.origin)) == ("not-utf8", "a.yaml:2:4")


def test_a_byte_order_mark_is_not_text():
    assert decode(b"\xef\xbb\xbfa: 1", "a.yaml").value == "a: 1"


@given(
    st.dictionaries(st.text("abcж-", min_size=1, max_size=5), st.text(max_size=30), min_size=1, max_size=5)
)
def test_what_yaml_writes_is_what_the_tree_reads(values):
    text = yaml.safe_dump(values, allow_unicode=True, default_style='"')
    node = parse_tree(text, "a.yaml").value
    assert isinstance(node, Mapping)
    read = {key.text: value.text for key, value in node.entries if isinstance(value, Scalar)}
    assert read == values


@given(st.text(max_size=200))
def test_no_text_makes_the_reader_fail(text):
    outcome = parse_tree(text, "a.yaml")
    assert outcome.value is not None or outcome.findings


@given(st.text(alphabet="aé😀: -\n'\"[]{}|>&*", max_size=80))
def test_the_two_loaders_agree_on_places(text):
    def read() -> object:
        outcome = parse_tree(text, "a.yaml")
        return outcome.value if not outcome.findings else None

    fast = read()
    loader = tree_module._LOADER
    tree_module._LOADER = yaml.SafeLoader
    try:
        slow = read()
    finally:
        tree_module._LOADER = loader
    if fast is not None and slow is not None:
        assert places(fast) == places(slow)


def places(node) -> list[str]:
    """What a tree holds and where, without the places of values that were not written."""
    match node:
        case Scalar():
            return [f"{node.text!r} {node.origin if node.raw else ''}"]
        case Sequence():
            return [str(node.origin), *(place for item in node.items for place in places(item))]
        case _:
            pairs = (part for entry in node.entries for part in entry)
            return [str(node.origin), *(place for part in pairs for place in places(part))]


@pytest.mark.parametrize("written", ["a{}:\n", "a{}: # b\n"])
def test_many_keys_without_a_value_are_told_in_time_that_grows_with_their_number(written):
    def took(count: int) -> float:
        text = "".join(written.format(at) for at in range(count))
        times = []
        for _ in range(3):
            start = time.process_time()
            assert len(parse_tree(text, "many.yaml").findings) == count
            times.append(time.process_time() - start)
        return min(times)

    assert took(8000) < 24 * took(1000)  # with the square it would be 64 times as long


def test_a_key_in_brackets_without_a_colon_on_a_long_line_is_told_at_its_place():
    text = "key: {" + ", ".join(f"a{at}" for at in range(20_000)) + "}\n"
    found = parse_tree(text, "long.yaml").findings
    assert len(found) == 20_000
    assert found[1].origin.column == 11
