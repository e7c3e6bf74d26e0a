"""From a tree to the model: what is told, and how it reads."""

from __future__ import annotations

import pytest

from communique.content.model import Brief
from communique.content.registers import Audience, People
from communique.content.schema import did_you_mean, nearest, validate
from communique.content.tree import parse_tree


def findings(text, model, **given):
    tree = parse_tree(text, "a.yaml").value
    assert tree is not None
    return validate(tree, model, "", **given).findings


def value(text, model, **given):
    tree = parse_tree(text, "a.yaml").value
    assert tree is not None
    outcome = validate(tree, model, "", **given)
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


HEAD = "title: T\nshort_title: S\ndate: 2026-11-22\nfrom: me\nbottom_line: {text: x}\n"


def test_a_content_path_is_made_of_ids_and_never_of_positions():
    brief = value(HEAD + "sections:\n- {id: b, title: B, points: [{id: p, title: P}]}\n", Brief, id="x")
    point = brief.sections[0].points[0]
    assert (point.path, point.title.path) == ("sections/b/points/p", "sections/b/points/p/title")


def test_every_key_of_an_item_has_its_place():
    brief = value(HEAD + "key_messages:\n- id: a\n  title: A\n  handling: TLP:RED\n", Brief, id="x")
    message = brief.key_messages[0]
    assert str(message.place("handling")) == "a.yaml:9:3"
    assert message.place("audience") == message.origin


@pytest.mark.parametrize(
    ("text", "model", "message", "hint"),
    [
        ("people: [{id: a, nam: A, role: r}]", People, "'nam' is not a key here", "did you mean 'name'?"),
        ("people: {a: 1}", People, "a list should stand here, not 'key: value' lines", "write each entry"),
        ("people: [just words]", People, "'key: value' lines should stand here, not 'just words'", "write"),
        (
            "people: [{id: A B, name: n, role: r}]",
            People,
            "'A B': an id is made of",
            "use lower-case letters",
        ),
        (
            "title: T\nceiling: x\ndocuments: {a: {formats: [odt]}}",
            Audience,
            "'odt' is not one of pdf, docx, html",
            "use one of",
        ),
        ("title: T\nceiling: x\ndocuments: {a: {formats: []}}", Audience, "a list", "correct the value"),
        (
            "title: T\nceiling: x\ndepth: stndard\ndocuments: {}",
            Audience,
            "'stndard' is not one of",
            "did you mean 'standard'?",
        ),
    ],
)
def test_a_fault_says_what_it_saw_and_what_to_do(text, model, message, hint):
    given = {"id": "x"} if model is Audience else {}
    (finding,) = findings(text, model, **given)
    assert finding.message.startswith(message)
    assert finding.hint.startswith(hint)


def test_a_long_value_is_shortened_in_its_message():
    (finding,) = findings("people: [{id: " + "x" * 500 + ", name: n, role: r}]", People)
    assert len(finding.message) < 120


def test_the_nearest_name_is_suggested_and_else_all_are_listed():
    assert nearest("titel", ["title", "text"]) == "title"
    assert nearest("evidance", ["evidence", "id"]) == "evidence"  # and not a part of it
    assert nearest("Evidence", ["evidence", "id"]) == "evidence"
    assert nearest("alpha", ["case/alpha", "id"]) == "case/alpha"
    assert nearest("identity", ["id"]) == ""
    assert did_you_mean("zzz", ["b", "a"]) == "known are a, b"
    assert did_you_mean("zzz", []) == "none is known here"


def test_the_bookkeeping_keys_are_not_for_authors():
    told = findings(HEAD + "'@path': x\n", Brief, id="x")
    assert [finding.code.value for finding in told] == ["unknown-key"]
