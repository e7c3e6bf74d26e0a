"""Questions of `explain`: what a path means, and for whom it is answered."""

from __future__ import annotations

import json
import re
from pathlib import Path
from textwrap import dedent

import pytest
from lxml import etree

from communique.audience.model import Verdict
from communique.inquiry import Answer, Question, answer
from communique.matrix import as_html, as_json, as_text
from kit.projects import DEMO, opened, told, write_project

BRIEF = "content/briefs/demo/brief.yaml"
DEMO_BRIEF = dedent(DEMO[BRIEF])
OTHER = DEMO_BRIEF.replace("id: secret", "id: open-secret") + "audiences: [insiders]\n"


def ask(root: Path, path: str = "", **options) -> Answer:
    outcome = answer(opened(root), Question(path, **options))
    assert told(outcome.findings) == []
    assert outcome.value is not None
    return outcome.value


def faults(root: Path, path: str, **options) -> list[str]:
    outcome = answer(opened(root), Question(path, **options))
    assert outcome.value is None
    return told(outcome.findings)


def asked_about(found: Answer) -> set[str]:
    return {f"{one.brief}:{one.path}" for one in found.explained}


@pytest.mark.parametrize(
    ("path", "item"),
    [
        ("key_messages/secret", "demo:key_messages/secret"),
        ("key_messages/secret/", "demo:key_messages/secret"),
        ("key_messages/secret/title", "demo:key_messages/secret"),
        ("message/secret", "demo:key_messages/secret"),
        ("demo:key_messages/secret", "demo:key_messages/secret"),
        ("brief", "demo:brief"),
        ("demo:", "demo:brief"),
        ("bottom_line", "demo:bottom_line"),
        ("section/background", "demo:sections/background"),
        (f"{BRIEF}:13", "demo:key_messages/secret"),
        (f"./{BRIEF}:14:5", "demo:key_messages/secret"),
        (f"{BRIEF}:14:5:", "demo:key_messages/secret"),
        (f"{BRIEF}:10", "demo:key_messages/open"),
        (f"{BRIEF}:15", "demo:brief"),
        (f"{BRIEF}:900", "demo:sections/background"),
        ("brief.yaml:13", "demo:key_messages/secret"),
        (f"/somewhere/else/{BRIEF}:13", "demo:key_messages/secret"),
        (BRIEF, "demo:brief"),
        ("people/kim", ":people/kim"),
        ("people/kim/role", ":people/kim"),
        ("content/people.yaml:4", ":people/kim"),
        ("terms/cbm", ":terms/cbm"),
        ("sources/handbook", ":sources/handbook"),
    ],
)
def test_an_item_can_be_named_in_many_ways(tmp_path, path, item):
    found = ask(write_project(tmp_path), path)
    assert asked_about(found) == {item}
    assert found.single


@pytest.mark.parametrize(
    ("path", "readers"),
    [
        ("insiders", {("insiders", "summary")}),
        ("insiders/summary", {("insiders", "summary")}),
        ("content/audiences/insiders.yaml:3", {("insiders", "summary")}),
        ("demo", {("insiders", "summary"), ("public", "summary")}),
        ("", {("insiders", "summary"), ("public", "summary")}),
    ],
)
def test_an_audience_a_document_and_a_brief_are_answered_with_all_items(tmp_path, path, readers):
    found = ask(write_project(tmp_path), path)
    assert {(one.audience, one.document) for one in found.explained} == readers
    assert len(asked_about(found)) == 8
    assert not found.single


def test_a_path_that_several_briefs_have_is_answered_for_each(tmp_path):
    root = write_project(tmp_path, {"content/briefs/other/brief.yaml": OTHER})
    assert asked_about(ask(root, "key_messages/open")) == {
        "demo:key_messages/open",
        "other:key_messages/open",
    }
    assert asked_about(ask(root, "other:key_messages/open")) == {"other:key_messages/open"}
    assert asked_about(ask(root, "content/briefs/other/brief.yaml:13")) == {"other:key_messages/open-secret"}


def test_an_audience_that_a_brief_is_not_for_is_told_with_the_line(tmp_path):
    root = write_project(tmp_path, {"content/briefs/other/brief.yaml": OTHER})
    (one,) = ask(root, "other:brief").unserved
    assert (one.audience, one.decided_at.path, one.decided_at.line) == (
        "public",
        "content/briefs/other/brief.yaml",
        OTHER.count("\n"),
    )
    none = "title: P\nceiling: TLP:CLEAR\ndocuments: {}\n"
    root = write_project(tmp_path / "none", {"content/audiences/public.yaml": none})
    assert [(one.audience, one.why) for one in ask(root, "brief").unserved] == [
        ("public", "the audience gets no documents")
    ]


def test_only_the_audiences_and_documents_that_are_named_are_answered(tmp_path):
    root = write_project(tmp_path)
    found = ask(root, "brief", audiences=("public",), documents=("summary",))
    assert {one.audience for one in found.explained} == {"public"}
    assert faults(root, "brief", audiences=("publik",)) == ["command line error unknown-audience"]
    assert faults(root, "brief", documents=("sumary",)) == ["command line error unknown-document"]
    assert faults(root, "brief", documents=("annex",)) == ["command line error nothing-to-build"]


def test_what_is_inside_an_item_can_be_asked_for(tmp_path):
    text = DEMO_BRIEF + "    points: [{id: p, title: P}]\n"
    root = write_project(tmp_path, {BRIEF: text})
    found = ask(root, "sections/background", within=True)
    assert asked_about(found) == {"demo:sections/background", "demo:sections/background/points/p"}
    assert len(asked_about(ask(root, "brief", within=True))) == 9


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("key_messages/secrt", "did you mean 'key_messages/secret'?"),
        ("demo:key_messages/secrt", "did you mean 'key_messages/secret'?"),
        ("publik", "did you mean 'public'?"),
        ("public/sumary", "did you mean 'public/summary'?"),
        ("key_messages/secret/titel", "did you mean"),
        ("zzz", "name an item by its path"),
        ("content/nowhere.yaml:3", ""),
        ("rief.yaml:13", ""),
    ],
)
def test_what_does_not_exist_is_told_with_the_nearest_name(tmp_path, path, hint):
    outcome = answer(opened(write_project(tmp_path)), Question(path))
    (finding,) = outcome.findings
    assert told(outcome.findings) == ["command line error unknown-path"]
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize(
    ("files", "fault"),
    [
        ({"content/people.yaml": "peple: []\n"}, "content/people.yaml:1:1 error unknown-key"),
        ({BRIEF: DEMO_BRIEF.replace("TLP:AMBER", "TLP:AMBR")}, f"{BRIEF}:14:5 error unknown-handling"),
    ],
)
def test_faults_that_touch_selection_are_told_instead_of_a_guess(tmp_path, files, fault):
    assert faults(write_project(tmp_path, files), "brief") == [fault]


def test_faults_that_do_not_touch_selection_do_not_matter(tmp_path):
    """A reference to something withheld is just what `explain` is asked about."""
    text = DEMO_BRIEF.replace("Meet soon.", '"See {ref}`message/secret`."')
    assert ask(write_project(tmp_path, {BRIEF: text}), "message/secret").explained


# -- what documents show

CARD = """\
{#---
title: Card
---#}
<h1>{{ brief.title }}</h1>
{% for message in brief.key_messages %}<p of="{{ message.path }}">{{ message.title }}</p>{% endfor %}
"""
TWO_DOCUMENTS = """\
title: I
ceiling: TLP:AMBER
depth: full
documents:
  card: {formats: [docx]}
  summary: {formats: [docx]}
"""


def with_card(root: Path, card: str = CARD) -> Path:
    files = {
        "templates/documents/card.html.j2": card,
        "content/audiences/insiders.yaml": TWO_DOCUMENTS,
    }
    return write_project(root, files)


def test_what_is_kept_and_not_shown_is_told_with_the_template(tmp_path):
    root = with_card(tmp_path)
    card, summary = ask(root, "section/background", audiences=("insiders",)).explained
    assert (card.verdict, card.shown, str(card.decided_at)) == (
        Verdict.KEPT,
        False,
        "templates/documents/card.html.j2",
    )
    assert (card.against.line, summary.shown) == (5, True)
    assert [one.shown for one in ask(root, "message/open", audiences=("insiders",)).explained] == [True, True]
    assert [one.shown for one in ask(root, "brief", audiences=("insiders",)).explained] == [True, True]
    assert {one.shown for one in ask(root, "people/kim").explained} == {None}
    assert {one.shown for one in ask(root, within=True).explained} == {None}


def test_what_is_not_kept_is_not_looked_for(tmp_path):
    found = ask(write_project(tmp_path), "message/secret", audiences=("public",))
    assert [(one.verdict, one.shown) for one in found.explained] == [(Verdict.WITHHELD, None)]


def test_not_shown_has_a_word_of_its_own(tmp_path):
    root = with_card(tmp_path)
    one = as_text(ask(root, "section/background", audiences=("insiders",)))
    assert "insiders (card): not shown" in one
    assert "insiders (summary): kept" in one
    table = as_text(ask(root, "insiders"))
    assert re.search(r"^sections/background +◌ not shown +● kept", table, re.MULTILINE)
    assert "insiders/card: 8 kept, 0 omitted, 0 withheld; 2 kept and not shown" in table


def test_a_document_that_cannot_be_put_together_is_told(tmp_path):
    root = with_card(tmp_path, CARD.replace("message.title", "message.titel"))
    found = ask(root, "message/open", audiences=("insiders",))
    assert found.faulty == ("demo/insiders/card",)
    assert [one.shown for one in found.explained] == [None, True]
    assert "demo/insiders/card: cannot be put together" in as_text(found)


# -- how answers are told


def test_one_item_is_told_reader_by_reader(tmp_path):
    assert as_text(ask(write_project(tmp_path), "message/secret")) == (
        "demo:key_messages/secret\n"
        f"  written at {BRIEF}:12:5\n"
        "insiders (summary): kept\n"
        f"  {BRIEF}:12:5: its marking TLP:AMBER is within the ceiling TLP:AMBER, and its depth is 'essential'\n"
        "public (summary): withheld\n"
        f"  {BRIEF}:14:5: its marking TLP:AMBER is above the ceiling TLP:CLEAR\n"
        "  see: content/audiences/public.yaml:2:1\n"
    )


TWO = """\
title: I
ceiling: TLP:AMBER
attribution: named
depth: full
documents:
  summary: {formats: [docx], depth: essential}
  pack: {formats: [docx]}
"""


def test_a_table_says_in_part_where_documents_of_an_audience_differ(tmp_path):
    text = DEMO_BRIEF.replace("id: open", "id: open\n    depth: standard")
    root = write_project(tmp_path, {BRIEF: text, "content/audiences/insiders.yaml": TWO})
    told_lines = as_text(ask(root)).splitlines()
    assert re.split(r"  +", told_lines[0]) == ["Brief 'demo'", "insiders", "public"]
    assert ["key_messages/open", "◐ in part", "○ omitted"] in [re.split(r"  +", line) for line in told_lines]
    assert ["people/kim", "● kept, named", "● kept, collective"] in [
        re.split(r"  +", line) for line in told_lines
    ]
    assert "insiders/summary: 7 kept, 1 omitted, 0 withheld" in told_lines
    own = as_text(ask(root, "insiders")).splitlines()
    assert re.split(r"  +", own[0]) == [
        "Brief 'demo'",
        "insiders/summary",
        "insiders/pack",
        "decided at",
        "why",
    ]


def test_json_has_every_decision_and_the_counts(tmp_path):
    value = json.loads(as_json(ask(write_project(tmp_path))))
    assert len(value["items"]) == 16
    assert value["counts"][1] == {
        "audience": "public", "document": "summary", "kept": 7, "omitted": 0, "withheld": 1,
    }  # fmt: skip
    (secret,) = (
        one for one in value["items"] if (one["audience"], one["path"]) == ("public", "key_messages/secret")
    )
    assert (secret["verdict"], secret["reason"]) == (str(Verdict.WITHHELD), "handling")
    assert secret["decided"] == {"path": BRIEF, "line": 14, "column": 5}
    assert secret["against"] == {"path": "content/audiences/public.yaml", "line": 2, "column": 1}


def test_the_page_fetches_nothing_and_can_be_read_without_colours(tmp_path):
    page = as_html(ask(write_project(tmp_path)))
    tree = etree.fromstring(page, etree.HTMLParser())
    assert re.findall(r"<script|<link|<img|https?:|url\(|@import", page) == []
    assert tree.get("lang") == "en"
    for table in tree.iter("table"):
        assert table.find("caption") is not None
        assert all(th.get("scope") == "col" for th in table.iterfind("thead/tr/th"))
        for row in table.iterfind("tbody/tr"):
            assert [cell.get("scope") for cell in row if cell.tag == "th"] == ["row"]
            assert all(cell.findtext("b", "").strip() or len(cell.find("b")) for cell in row.iterfind("td"))
    words = {"".join(cell.find("b").itertext()) for cell in tree.iter("td")}
    assert words == {"● kept", "✕ withheld"}


def test_the_page_escapes_what_files_say(tmp_path):
    ladder = "".join(f"  - {{label: '{label}', foreground: '#FFFFFF'}}\n" for label in ("A", "<b>&B"))
    files = {
        "content/project.yaml": f"title: P\nladder:\n{ladder}",
        BRIEF: DEMO_BRIEF.replace("TLP:AMBER", "'<b>&B'"),
        "content/audiences/public.yaml": "title: P\nceiling: A\ndocuments: {summary: {formats: [docx]}}\n",
        "content/audiences/insiders.yaml": None,
    }
    page = as_html(ask(write_project(tmp_path, files)))
    assert "its marking &lt;b&gt;&amp;B is above the ceiling A" in page
    assert "<b>&B" not in page
