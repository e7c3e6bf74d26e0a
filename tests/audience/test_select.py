"""Selection: what is kept, omitted and withheld, and the line that says so."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.audience.model import Choice, Reason, Selection, Verdict
from communique.audience.select import select
from communique.content.fields import Depth
from communique.content.load import Content, load_content
from communique.content.walk import items, texts
from kit.contents import BRIEFS, as_files, is_withheld
from kit.projects import opened, write_project

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


def selected(content: Content, audience: str, **options) -> Selection:
    reader = content.audience(audience)
    assert reader is not None
    choice = Choice("summary", options.get("depth", reader.depth), options.get("picks", {}))
    outcome = select(content, content.briefs[0], reader, choice)
    assert outcome.value is not None
    return outcome.value


def decisions(selection: Selection) -> dict[str, tuple[Verdict, Reason, str]]:
    return {d.path: (d.verdict, d.reason, str(d.decided_at)) for d in selection.decisions}


def test_what_is_above_the_ceiling_is_withheld_by_the_line_that_marks_it(tmp_path):
    decided = decisions(selected(loaded(tmp_path), "public"))["key_messages/secret"]
    assert decided == (Verdict.WITHHELD, Reason.HANDLING, "content/briefs/demo/brief.yaml:14:5")


def test_the_same_item_is_kept_for_those_who_may_see_it(tmp_path):
    assert decisions(selected(loaded(tmp_path), "insiders"))["key_messages/secret"][0] is Verdict.KEPT


@pytest.mark.parametrize(
    ("marks", "verdict", "reason"),
    [
        ("", Verdict.KEPT, Reason.NONE),
        ("audience: [insiders]", Verdict.WITHHELD, Reason.AUDIENCE),
        ("audience: [public]", Verdict.KEPT, Reason.NONE),
        ("except: [public]", Verdict.WITHHELD, Reason.EXCEPT),
        ("audience: [public], except: [public]", Verdict.WITHHELD, Reason.EXCEPT),
        ("handling: TLP:GREEN", Verdict.WITHHELD, Reason.HANDLING),
        ("handling: TLP:CLEAR", Verdict.KEPT, Reason.NONE),
        ("depth: standard", Verdict.OMITTED, Reason.DEPTH),
        ("depth: full, handling: TLP:GREEN", Verdict.WITHHELD, Reason.HANDLING),
    ],
)
def test_marks_decide_and_exclusion_wins(tmp_path, marks, verdict, reason):
    item = f"{{id: a, title: A, {marks}}}".replace("TLP:GREEN", "'TLP:GREEN'").replace(
        "TLP:CLEAR", "'TLP:CLEAR'"
    )
    content = loaded(tmp_path, {"content/briefs/demo/brief.yaml": HEAD + f"key_messages: [{item}]\n"})
    assert decisions(selected(content, "public"))["key_messages/a"][:2] == (verdict, reason)


def test_what_holds_for_an_item_holds_inside_it(tmp_path):
    sections = """\
sections:
  - id: outer
    title: Outer
    handling: TLP:GREEN
    points: [{id: inner, title: Inner, handling: 'TLP:CLEAR'}]
"""
    content = loaded(tmp_path, {"content/briefs/demo/brief.yaml": HEAD + sections})
    decided = decisions(selected(content, "public"))
    assert decided["sections/outer/points/inner"][:2] == (Verdict.WITHHELD, Reason.PARENT)


def test_a_withheld_part_of_an_omitted_item_stays_withheld(tmp_path):
    sections = """\
sections:
  - id: outer
    title: Outer
    depth: full
    points: [{id: inner, title: Inner, handling: 'TLP:GREEN'}, {id: other, title: Other}]
"""
    content = loaded(tmp_path, {"content/briefs/demo/brief.yaml": HEAD + sections})
    selection = selected(content, "public")
    assert decisions(selection)["sections/outer/points/inner"][0] is Verdict.WITHHELD
    assert decisions(selection)["sections/outer/points/other"][0] is Verdict.OMITTED
    assert [item.path for item in selection.withheld.items if "outer" in item.path] == [
        "sections/outer/points/inner"
    ]


def test_the_projects_handling_is_that_of_items_which_name_none(tmp_path):
    files = {
        "content/project.yaml": "title: P\nhandling: TLP:GREEN\n",
        "content/briefs/demo/brief.yaml": HEAD + "handling: TLP:CLEAR\nkey_messages: [{id: a, title: A}]\n",
    }
    decided = decisions(selected(loaded(tmp_path / "clear", files), "public"))
    assert decided["key_messages/a"][0] is Verdict.KEPT
    silent = loaded(tmp_path / "silent", files | {"content/briefs/demo/brief.yaml": HEAD})
    reader = silent.audience("public")
    assert reader is not None
    assert select(silent, silent.briefs[0], reader, Choice("summary", reader.depth)).value is None


def test_a_view_knows_how_high_all_stands_that_it_holds_and_nothing_else(tmp_path):
    content = loaded(tmp_path)
    public, insiders = (selected(content, name).view.handling for name in ("public", "insiders"))
    assert insiders.height("key_messages/secret/title") == 2
    assert "key_messages/secret" not in public.heights
    assert public.height("key_messages/open/title") == 0


@pytest.mark.parametrize(("audience", "shown"), [("public", "a participant"), ("insiders", "Kim Ji-woo")])
def test_persons_are_shown_by_the_audiences_rule(tmp_path, audience, shown):
    assert selected(loaded(tmp_path), audience).view.people == {"kim": shown}


def test_a_person_who_is_not_attributable_is_never_named(tmp_path):
    people = "people: [{id: kim, name: Kim Ji-woo, role: a retired officer, attributable: false}]\n"
    content = loaded(tmp_path, {"content/people.yaml": people})
    assert selected(content, "insiders").view.people == {"kim": "a retired officer"}


def test_a_person_shown_collectively_hides_the_role_and_every_person_the_note(tmp_path):
    people = "people: [{id: kim, name: Kim Ji-woo, role: a retired officer, note: Met in Oslo, attributable: true}]\n"
    content = loaded(tmp_path, {"content/people.yaml": people})
    hidden = {name: selected(content, name).withheld.people[0] for name in ("public", "insiders")}
    assert hidden["public"].words == ("Met in Oslo", "a retired officer")
    assert (hidden["insiders"].shown, hidden["insiders"].words) == ("Kim Ji-woo", ("Met in Oslo",))


def test_withheld_words_do_not_show_in_logs(tmp_path):
    selection = selected(loaded(tmp_path), "public")
    assert "hidden channel" not in repr(selection.withheld)
    assert "hidden channel" not in repr(selection)


def test_a_views_items_do_not_say_who_else_may_read_them(tmp_path):
    content = loaded(
        tmp_path,
        {"content/briefs/demo/brief.yaml": HEAD + "key_messages: [{id: a, title: A, except: [public]}]\n"},
    )
    view = selected(content, "insiders").view
    assert [item for item, _ in items(view.brief) if item.except_ or item.audience or item.handling] == []


@given(BRIEFS, st.sampled_from([("public", "TLP:CLEAR"), ("insiders", "TLP:AMBER")]))
def test_no_audience_sees_an_item_above_its_label(brief, reader):
    """For any content: every kept item passes the rule, and so does everything around it."""
    audience, ceiling = reader
    with tempfile.TemporaryDirectory() as folder:
        content = loaded(Path(folder), as_files(brief))
        selection = selected(content, audience, depth=Depth.FULL)
    kept = {d.path for d in selection.decisions if d.verdict is Verdict.KEPT}
    expected = set()
    for collection in ("key_messages", "sections", "principles"):
        for item in brief[collection]:
            path = f"{collection}/{item['id']}"
            if is_withheld(item, audience, ceiling):
                continue
            expected.add(path)
            for below in ("points", "checks"):
                expected |= {
                    f"{path}/{below}/{inner['id']}"
                    for inner in item.get(below, ())
                    if not is_withheld(inner, audience, ceiling)
                }
    assert {
        path for path in kept if path.startswith(("key_messages/", "sections/", "principles/"))
    } == expected
    shown = {item.path for item, _ in items(selection.view.brief)}
    assert expected <= shown <= kept


@given(BRIEFS)
def test_nothing_withheld_can_be_reached_from_a_view(brief):
    with tempfile.TemporaryDirectory() as folder:
        selection = selected(loaded(Path(folder), as_files(brief)), "public", depth=Depth.FULL)
    hidden = {item.path for item in selection.withheld.items}
    reachable = {text.path.rpartition("/")[0] for text in texts(selection.view.brief)}
    assert reachable & hidden == set()
    assert not {title.path.rpartition("/")[0] for title in selection.view.titles.values()} & hidden
