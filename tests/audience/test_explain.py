"""Explanations: the decision, the line that decides, and what it was held against."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from communique.audience.explain import Explained, counts, explain
from communique.audience.model import Choice, Pick, Reason, Verdict
from communique.audience.select import select
from communique.content.load import Content, load_content
from communique.content.walk import items
from communique.findings import Origin
from kit.contents import BRIEFS, as_files
from kit.projects import opened, write_project

BRIEF = "content/briefs/demo/brief.yaml"
PUBLIC = "content/audiences/public.yaml"
HEAD = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
"""


def loaded(root: Path, files=None) -> Content:
    content = load_content(opened(write_project(root, files)).files)
    assert content.findings == ()
    assert content.value is not None
    return content.value


def explained(content: Content, audience: str, picks=None) -> dict[str, Explained]:
    reader = content.audience(audience)
    assert reader is not None
    choice = Choice("summary", reader.depth, picks or {})
    return {one.path: one for one in explain(content, content.briefs[0], reader, choice)}


def lines(one: Explained) -> tuple[str, str]:
    """The deciding line and the one it was held against, without columns."""
    against = f"{one.against.path}:{one.against.line}" if one.against else ""
    return f"{one.decided_at.path}:{one.decided_at.line}", against


@pytest.mark.parametrize(
    ("marks", "verdict", "why", "against"),
    [
        ("priority: 5", Verdict.KEPT, "its marking TLP:CLEAR is within the ceiling TLP:CLEAR", ""),
        ("handling: 'TLP:AMBER'", Verdict.WITHHELD, "TLP:AMBER is above the ceiling TLP:CLEAR", f"{PUBLIC}:2"),
        ("except: [public]", Verdict.WITHHELD, "its 'except' names 'public'", ""),
        ("audience: [insiders]", Verdict.WITHHELD, "its 'audience' names 'insiders' only", ""),
        ("depth: full", Verdict.OMITTED, "for readers of depth 'full', and this document's depth is 'essential'", f"{PUBLIC}:4"),
    ],
)  # fmt: skip
def test_every_mark_is_told_in_words_with_its_line(tmp_path, marks, verdict, why, against):
    text = HEAD + f"key_messages:\n  - id: a\n    title: A\n    {marks}\n"
    one = explained(loaded(tmp_path, {BRIEF: text}), "public")["key_messages/a"]
    assert one.verdict is verdict
    assert why in one.why
    assert lines(one) == (f"{BRIEF}:{7 if verdict is Verdict.KEPT else 9}", against)


def test_the_depth_of_a_document_is_the_line_told_when_it_has_one(tmp_path):
    audience = (
        "title: P\nceiling: TLP:CLEAR\ndocuments:\n  summary:\n    formats: [docx]\n    depth: essential\n"
    )
    text = HEAD + "key_messages: [{id: a, title: A, depth: full}]\n"
    one = explained(loaded(tmp_path, {BRIEF: text, PUBLIC: audience}), "public")["key_messages/a"]
    assert lines(one) == (f"{BRIEF}:6", f"{PUBLIC}:6")


def test_an_item_inside_a_missing_one_tells_the_outer_ones_reason_and_line(tmp_path):
    text = (
        HEAD
        + """\
sections:
  - id: outer
    title: Outer
    handling: TLP:GREEN
    points: [{id: inner, title: Inner}]
"""
    )
    one = explained(loaded(tmp_path, {BRIEF: text}), "public")["sections/outer/points/inner"]
    assert one.why == (
        "it is inside 'sections/outer', which is withheld: its marking TLP:GREEN is above the ceiling TLP:CLEAR"
    )
    assert lines(one) == (f"{BRIEF}:9", f"{PUBLIC}:2")


def test_a_marking_from_around_the_brief_is_told_as_that(tmp_path):
    files = {"content/project.yaml": "title: P\nhandling: TLP:GREEN\n", BRIEF: HEAD}
    made = explained(loaded(tmp_path, files), "public")
    assert made["brief"].why.startswith("it has no marking of its own, and the one around it, TLP:GREEN")
    assert lines(made["brief"]) == ("content/project.yaml:2", f"{PUBLIC}:2")
    assert made["bottom_line"].why.startswith("it is inside 'brief', which is withheld")
    assert made["people/kim"].form == "", "a brief that is withheld speaks of nobody"


def test_a_choice_of_items_is_told_with_the_line_that_chooses(tmp_path):
    text = HEAD + "sections: [{id: a, title: A}, {id: b, title: B}]\n"
    pick = {"sections": Pick(("b",), Origin(PUBLIC, 8, 5))}
    made = explained(loaded(tmp_path, {BRIEF: text}), "public", pick)
    assert made["sections/a"].why == "the document holds only some of the brief's sections: 'b'"
    assert (made["sections/a"].verdict, lines(made["sections/a"])[0]) == (Verdict.OMITTED, f"{PUBLIC}:8")
    assert made["sections/b"].verdict is Verdict.KEPT


def test_the_rating_of_a_withheld_principle_tells_the_principle(tmp_path):
    principles = "principles: [{id: p, name: P, one_line: O, why: W, except: [public]}]\n"
    case = "title: C\nopening: O\nwhere: W\nwhen: W\ncontext: C\nmechanism: M\noutcome: O\ncrosswalk: [{principle: p, rating: absent}]\n"
    files = {
        BRIEF: HEAD,
        "content/briefs/demo/principles.yaml": principles,
        "content/briefs/demo/cases/c.yaml": case,
    }
    one = explained(loaded(tmp_path, files), "public")["cases/c/crosswalk/p"]
    assert one.why == "it rates 'principles/p', which is withheld: its 'except' names 'public'"
    assert one.decided_at.path == "content/briefs/demo/principles.yaml"


PERSON = "people: [{{id: kim, name: Kim, role: an officer, {marks}}}]\n"


@pytest.mark.parametrize(
    ("audience", "marks", "form", "why"),
    [
        ("insiders", "attributable: true", "named", "the audience's attribution is 'named'"),
        ("insiders", "priority: 5", "role", "the person is not 'attributable: true'"),
        ("public", "attributable: true", "collective", "the audience's attribution is 'collective'"),
        ("public", "handling: 'TLP:AMBER'", "collective", "above the ceiling"),
    ],
)
def test_persons_are_told_by_the_form_in_which_they_are_shown(tmp_path, audience, marks, form, why):
    made = explained(loaded(tmp_path, {"content/people.yaml": PERSON.format(marks=marks)}), audience)
    assert made["people/kim"].form == form
    assert why in made["people/kim"].why


def test_a_place_that_is_shown_as_withheld_is_told(tmp_path):
    marked = "title: P\nceiling: TLP:CLEAR\nredaction: mark\ndocuments: {summary: {formats: [docx]}}\n"
    made = explained(loaded(tmp_path, {PUBLIC: marked}), "public")
    assert made["key_messages/secret"].why.endswith("; its place is shown as withheld")
    assert all("place" not in one.why for path, one in made.items() if path != "key_messages/secret")


def test_counts_are_those_of_the_decisions(tmp_path):
    made = explained(loaded(tmp_path), "public")
    ((audience, document, number),) = counts(tuple(made.values()))
    assert (audience, document) == ("public", "summary")
    assert number == {Verdict.KEPT: 7, Verdict.OMITTED: 0, Verdict.WITHHELD: 1}


@given(BRIEFS)
def test_what_is_explained_as_kept_is_what_the_view_holds(brief):
    with tempfile.TemporaryDirectory() as folder:
        content = loaded(Path(folder), as_files(brief))
    for audience in content.audiences:
        choice = Choice("summary", audience.depth)
        made = explain(content, content.briefs[0], audience, choice)
        selection = select(content, content.briefs[0], audience, choice).value
        assert selection is not None
        view = {item.path or "brief" for item, _ in items(selection.view.brief)}
        told = {one.path for one in made if one.brief and one.verdict is Verdict.KEPT}
        assert told == view
        assert {one.path for one in made if one.verdict is Verdict.WITHHELD and one.brief} == {
            item.path for item in selection.withheld.items if item.reason is not Reason.ATTRIBUTION
        }
        assert all(one.why and one.decided_at.line for one in made)
