"""Inline markup to spans."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.content.prose import MAX_TEXT, parse_prose
from communique.content.spans import (
    Citation,
    CitedSource,
    Code,
    Emphasis,
    LineBreak,
    Link,
    NoteMark,
    PersonUse,
    ProseList,
    ProseParagraph,
    ProseQuote,
    Reference,
    Strong,
    TermUse,
    Words,
    plain,
)
from communique.content.text import Line, Prose
from communique.content.tree import Mapping, Scalar, parse_tree
from communique.findings import Origin


def prose(markdown: str, kind: type = Prose):
    return kind(markdown, "a", Scalar(markdown, Origin("a.yaml", 1, 1), markdown))


def spans(markdown: str):
    parsed = parse_prose(prose(markdown))
    assert parsed.findings == ()
    return parsed.spans


AT = Origin("a.yaml", 1, 1)


@pytest.mark.parametrize(
    ("markdown", "expected"),
    [
        ("plain", (Words("plain"),)),
        ("*em*", (Emphasis((Words("em"),)),)),
        ("**st *both***", (Strong((Words("st "), Emphasis((Words("both"),)))),)),
        ("`x`", (Code("x"),)),
        ("[l](https://a.b)", (Link((Words("l"),), "https://a.b"),)),
        ("a\nb", (Words("a b"),)),
        ("a\\\nb", (Words("a"), LineBreak(), Words("b"))),
        ("{person}`kim`", (PersonUse("kim", AT),)),
        ("{term}`cbm`", (TermUse("cbm", AT),)),
        ("{term}`measures <cbm>`", (TermUse("cbm", AT, "measures"),)),
        ("{ref}`case/x`", (Reference("case/x", AT),)),
        ("{ref}`the case <case/x>`", (Reference("case/x", AT, "the case"),)),
        ("[@k]", (Citation((CitedSource("k"),), AT),)),
        ("[@k, p. 4; see @l]", (Citation((CitedSource("k", "p. 4"), CitedSource("l", "", "see")), AT),)),
        ("<b>raw</b>", (Words("<b>raw</b>"),)),
        ("a@b.org and [x@y]", (Words("a@b.org and [x@y]"),)),
    ],
)
def test_markup_becomes_spans(markdown, expected):
    assert spans(markdown) == expected


def test_a_footnote_is_carried_at_its_call():
    (_, note, rest) = spans("a[^1] b\n\n[^1]: the *note*\n")
    assert isinstance(note, NoteMark)
    assert (plain(note.children), plain((rest,))) == ("the note", " b")


@pytest.mark.parametrize(
    ("markdown", "kind", "hint"),
    [
        ("one\n\n[^a]: A note.\n", Prose, "write [^a] where it belongs, or remove its text"),
        ("one[^a]\n\n[^a]: x\n\n[^a]: y\n", Prose, "remove it, or give it another name"),
        ("one[^a]", Prose, "add a paragraph '[^a]: …'"),
        (
            "one[^a]",
            Line,
            "take it out: this field holds one paragraph, and a footnote's text is a second one",
        ),
        ("a {term}'cbm'", Prose, "write {term}`id`, with the backtick ` and without a blank before it"),
        ("| a |\n| --- |\n", Prose, "write it as a list, or numbers as a chart with 'table: true'"),
    ],
)
def test_a_remedy_can_be_followed_where_it_is_told(markdown, kind, hint):
    (told,) = parse_prose(prose(markdown, kind)).findings
    assert told.hint == hint


@pytest.mark.parametrize(
    "markdown", ["`{term}` is code", "{other} braces", "a | b\n\nc | d", "one - two | three"]
)
def test_braces_and_bars_that_mean_nothing_stay_words(markdown):
    assert parse_prose(prose(markdown)).findings == ()


def test_paragraphs_lists_and_quotes_are_blocks():
    blocks = parse_prose(prose("one\n\n- a\n- b\n\n3. x\n\n> q\n")).blocks
    assert [type(block) for block in blocks] == [ProseParagraph, ProseList, ProseList, ProseQuote]
    assert isinstance(blocks[2], ProseList)
    assert (blocks[2].ordered, blocks[2].start) == (True, 3)


def test_repeated_roles_have_each_their_own_place():
    node = parse_tree("a: |\n  {person}`kim` and\n  {person}`kim`\n", "a.yaml").value
    assert isinstance(node, Mapping)
    scalar = node.get("a")
    assert isinstance(scalar, Scalar)
    found = parse_prose(Prose(scalar.text, "a", scalar)).all_spans()
    places = [str(span.origin) for span in found if isinstance(span, PersonUse)]
    assert places == ["a.yaml:2:3", "a.yaml:3:3"]


@pytest.mark.parametrize(
    ("markdown", "code"),
    [
        ("# a heading", "markup"),
        ("![alt](x.png)", "markup"),
        ("    indented", "markup"),
        ("---", "markup"),
        ("```\ncode\n```", "markup"),
        ("[l](file:///etc/passwd)", "markup"),
        ("[l](relative)", "markup"),
        ("[@k p. 4]", "markup"),
        ("a[^1]\n\n[^1]: one\n\n    two\n", "markup"),
        ("a[^1]", "markup"),
        ("a\n\n[^1]: one", "markup"),
        ("a[^1]\n\n[^1]: one\n\n[^1]: two", "markup"),
        ("{nobody}`kim`", "unknown-role"),
        ("x" * (MAX_TEXT + 1), "text-too-long"),
    ],
)
def test_what_text_may_not_hold_is_a_finding(markdown, code):
    assert [finding.code.value for finding in parse_prose(prose(markdown)).findings] == [code]


@pytest.mark.parametrize("markdown", ["one\n\ntwo", "- a list", "> quote"])
def test_a_line_holds_one_paragraph(markdown):
    assert [f.code.value for f in parse_prose(prose(markdown, Line)).findings] == ["markup"]


def test_deep_nesting_is_a_finding_and_not_a_crash():
    parsed = parse_prose(prose("*a " * 5_000 + "b*" * 5_000))
    assert parsed.blocks or parsed.findings


@given(st.text(alphabet="ab *_`[]()@^{}<>!-#\n:&;\\", max_size=120))
def test_no_text_makes_the_parser_fail(markdown):
    parsed = parse_prose(prose(markdown))
    assert isinstance(parsed.blocks, tuple)


@pytest.mark.parametrize("date", ["5. Juli", "23. Mai 1997", "1) erstens"])
def test_a_line_that_begins_with_a_number_is_a_date_and_no_list(date):
    parsed = parse_prose(prose(date, Line))
    assert parsed.findings == ()
    assert plain(parsed.spans) == date


@pytest.mark.parametrize("markdown", ["- 5 Juli", "1. eins\n2. zwei"])
def test_a_list_in_a_line_is_told(markdown):
    assert [fault.code.value for fault in parse_prose(prose(markdown, Line)).findings] == ["markup"]
