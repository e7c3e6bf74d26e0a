"""The join check: what the documents of two audiences would tell together."""

from __future__ import annotations

import tempfile
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given

from communique.findings import Severity
from kit.commands import REPOSITORY
from kit.contents import BRIEFS, as_files
from kit.projects import DEMO, prepared, told, write_project
from kit.sample import copy_sample

BRIEF = "content/briefs/demo/brief.yaml"
PEOPLE = "people: [{id: kim, name: Kim Ji-woo, role: a retired officer}]\n"
HEAD = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
"""


def audience(ceiling: str, attribution: str, more: str = "") -> str:
    documents = "documents: {summary: {formats: [docx]}}\n"
    return f"title: A\nceiling: {ceiling}\nattribution: {attribution}\ndepth: full\n{more}{documents}"


def joined(root: Path, files: dict[str, str]) -> list[str]:
    return told(prepared(write_project(root, files)).findings)


# -- persons


def readers(first: str, second: str, people: str = PEOPLE) -> dict[str, str]:
    return {
        "content/people.yaml": people,
        "content/audiences/insiders.yaml": first,
        "content/audiences/public.yaml": second,
    }


def quoting(root: Path, first: str, second: str, people: str = PEOPLE) -> list[str]:
    return joined(root, readers(first, second, people))


SPOKEN = f"{BRIEF}:18:14 warning person-joined"


def test_two_audiences_of_one_ceiling_may_not_meet_a_person_in_two_forms(tmp_path):
    found = quoting(tmp_path, audience("TLP:GREEN", "role"), audience("TLP:GREEN", "collective"))
    assert found == [SPOKEN]


def test_an_audience_that_is_trusted_less_may_not_be_told_more(tmp_path):
    assert quoting(tmp_path, audience("TLP:CLEAR", "role"), audience("TLP:GREEN", "collective")) == [SPOKEN]


def test_an_audience_that_is_trusted_more_may_be_told_more(tmp_path):
    assert quoting(tmp_path, audience("TLP:GREEN", "role"), audience("TLP:CLEAR", "collective")) == []


def test_the_same_form_tells_nothing(tmp_path):
    assert quoting(tmp_path, audience("TLP:GREEN", "role"), audience("TLP:GREEN", "role")) == []


def test_somebody_who_agreed_to_be_named_is_not_veiled(tmp_path):
    people = PEOPLE.replace("}]", ", attributable: true}]")
    assert (
        quoting(tmp_path, audience("TLP:CLEAR", "named"), audience("TLP:CLEAR", "collective"), people) == []
    )


def test_but_a_person_who_is_withheld_is(tmp_path):
    people = PEOPLE.replace("}]", ", attributable: true, except: [public]}]")
    found = prepared(
        write_project(
            tmp_path, readers(audience("TLP:CLEAR", "named"), audience("TLP:CLEAR", "role"), people)
        )
    ).findings
    assert told(found) == [SPOKEN]
    assert [str(origin) for origin in found[0].related] == [
        "content/people.yaml:1:83",
        "content/audiences/insiders.yaml:3:1",
    ]
    assert "'kim' is collective here for 'public' and named for 'insiders'" in found[0].message
    assert "Kim Ji-woo" not in found[0].message


def test_a_restriction_keeps_documents_with_their_readers(tmp_path):
    restricted = audience("TLP:GREEN", "role", "restriction: Addressees only\n")
    assert quoting(tmp_path, restricted, audience("TLP:GREEN", "collective")) == []


def test_persons_of_an_item_that_only_one_of_them_sees_are_not_joined(tmp_path):
    text = dedent(DEMO[BRIEF]).replace("- id: background", "- id: background\n    except: [public]")
    files = readers(audience("TLP:GREEN", "role"), audience("TLP:GREEN", "collective")) | {BRIEF: text}
    assert joined(tmp_path, files) == []


# -- places of what was removed

EXCEPT = (
    HEAD
    + """\
sections:
  - {id: a, title: A}
  - {id: b, title: B, except: [insiders]}
  - {id: c, title: C}
  - {id: d, title: D, except: [insiders]}
  - {id: e, title: E, except: [insiders, public]}
"""
)
MARKED = "redaction: mark\n"


def removed(root: Path, first: str, second: str) -> list[str]:
    return joined(root, readers(first, second) | {BRIEF: EXCEPT})


def test_a_place_that_another_audience_of_the_same_ceiling_fills_is_told_with_all_lines(tmp_path):
    marked = audience("TLP:GREEN", "role", MARKED)
    assert removed(tmp_path, marked, audience("TLP:GREEN", "role")) == [f"{BRIEF}:8:23 warning place-filled"]
    (finding,) = prepared(tmp_path).findings
    assert [str(origin) for origin in finding.related] == [
        "content/audiences/insiders.yaml:5:1",
        "content/audiences/public.yaml:2:1",
        f"{BRIEF}:10:23",
    ]
    assert "'sections/b' and 1 more was withheld" in finding.message


@pytest.mark.parametrize(
    ("first", "second", "filled"),
    [
        (audience("TLP:GREEN", "role"), audience("TLP:GREEN", "role"), False),
        (audience("TLP:GREEN", "role"), audience("TLP:GREEN", "role", MARKED), False),
        (audience("TLP:GREEN", "role", MARKED), audience("TLP:CLEAR", "role"), True),
        (audience("TLP:GREEN", "role", MARKED), audience("TLP:AMBER", "role"), False),
        (
            audience("TLP:GREEN", "role", MARKED),
            audience("TLP:GREEN", "role", "restriction: Addressees only\n"),
            False,
        ),
    ],
)
def test_a_place_is_filled_only_by_documents_that_may_be_passed_on(tmp_path, first, second, filled):
    assert [one.split()[-1] for one in removed(tmp_path, first, second)] == ["place-filled"] * filled


# -- facts


def wordings(full: str, short: str, more: str = "") -> str:
    return (
        HEAD + f"key_messages: [{{id: a, title: A, text: '{full}', variants: {{short: '{short}'}}}}]\n{more}"
    )


@pytest.mark.parametrize(
    ("full", "short", "agree"),
    [
        ("Fourteen rounds were held.", "There were 14 rounds.", True),
        ("Fourteen rounds were held.", "There were 12 rounds.", False),
        ("It rose by 40 per cent.", "It rose by 40 %.", True),
        ("It rose by 40 per cent.", "It rose by 45 %.", False),
        ("They met on 9 June 1815.", "They met in June 1815.", True),
        ("They met on 9 June 1815.", "They met in July 1815.", False),
        ("Many rounds were held.", "Six rounds were held.", False),
        ("Six rounds were held in 1976.", "Rounds were held.", True),
        ("The first and second rounds were held.", "2 rounds were held.", True),
        ("Rounds were held.", "One round was held.", True),
    ],
)
def test_a_shorter_wording_may_leave_numbers_out_and_not_change_them(tmp_path, full, short, agree):
    found = joined(tmp_path, {BRIEF: wordings(full, short)})
    assert [one.split()[-1] for one in found] == ([] if agree else ["facts-disagree"])


def test_both_lines_of_a_disagreement_are_told(tmp_path):
    text = (
        HEAD
        + """\
key_messages:
  - id: a
    title: A
    text: Fourteen rounds were held.
    variants:
      short: There were 12 rounds.
"""
    )
    (finding,) = prepared(write_project(tmp_path, {BRIEF: text})).findings
    assert (str(finding.origin), [str(one) for one in finding.related]) == (
        f"{BRIEF}:11:25",
        [f"{BRIEF}:9:11"],
    )
    assert finding.severity is Severity.WARNING


# -- counts

SECTIONS = "sections: [{id: a, title: A}, {id: b, title: B, except: [public]}]\n"


def counting(root: Path, said: str, sections: str = SECTIONS) -> list[str]:
    return [one.split()[-1] for one in joined(root, {BRIEF: HEAD.replace("Meet soon", said) + sections})]


@pytest.mark.parametrize(
    ("said", "tells"),
    [
        ("Read both sections", False),
        ("Read all two sections", True),
        ("Read the 2 following sections", True),
        ("Read the two long sections below", True),
        ("Read one of two sections", True),
        ("Read three sections", False),
        ("Read two letters on sections", False),
        ("Read two. Sections follow", False),
        ("Read the two principles", False),
    ],
)
def test_a_number_that_counts_what_is_withheld_tells_of_it(tmp_path, said, tells):
    assert counting(tmp_path, said) == (["count-tells"] if tells else [])


def test_a_number_is_no_fault_where_nothing_is_withheld_or_items_are_only_left_out(tmp_path):
    omitted = SECTIONS.replace("except: [public]", "depth: full")
    assert counting(tmp_path, "Read all two sections", omitted) == []
    unseen = HEAD + SECTIONS + "key_messages: [{id: m, title: All two sections, except: [public]}]\n"
    assert joined(tmp_path / "unseen", {BRIEF: unseen}) == []


def test_the_lines_that_withhold_are_told(tmp_path):
    text = HEAD.replace("Meet soon", "Read all two sections") + SECTIONS
    (finding,) = prepared(write_project(tmp_path, {BRIEF: text})).findings
    assert str(finding.origin) == f"{BRIEF}:5:30"
    assert [str(origin) for origin in finding.related] == [f"{BRIEF}:6:49"]
    assert "'public'" in finding.message


def test_a_principle_may_count_its_own_checks(tmp_path):
    principle = "principles: [{id: p, name: P, one_line: Two checks, why: W, checks: [{id: a, text: A}, {id: b, text: B, except: [public]}]}]\n"
    other = principle.replace("principles: [", "").replace("id: p,", "id: q,").replace("Two checks", "O")
    files = {
        BRIEF: HEAD,
        "content/briefs/demo/principles.yaml": principle.replace("]}]\n", "]}, ") + other,
    }
    assert [one.split()[-1] for one in joined(tmp_path, files)] == ["count-tells"]


# -- what always holds


def test_the_sample_tells_nothing_together(tmp_path):
    assert (REPOSITORY / "content").is_dir()
    assert told(prepared(copy_sample(tmp_path)).findings) == []


@given(BRIEFS)
def test_where_nothing_is_withheld_nothing_is_joined(brief):
    def bare(value):
        if isinstance(value, dict):
            marks = {"handling", "audience", "except", "depth"}
            return {key: bare(one) for key, one in value.items() if key not in marks}
        return [bare(one) for one in value] if isinstance(value, list) else value

    with tempfile.TemporaryDirectory() as folder:
        assert joined(Path(folder), as_files(bare(brief))) == []
