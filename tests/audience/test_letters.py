"""Letters of persons that a shared quotation joins."""

from __future__ import annotations

from pathlib import Path

import pytest

from kit.projects import prepared, told, write_project

BRIEF = "content/briefs/demo/brief.yaml"
HEAD = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
"""
SAYS = "As {person}`kim` said."
# Each audience keeps 'both' and one item of its own.
QUOTED = (
    HEAD
    + f"""\
sections:
  - id: both
    title: B
    text: {SAYS}
  - id: first
    title: F
    text: {SAYS}
    audience: [insiders]
  - id: second
    title: S
    text: {SAYS}
    audience: [public]
"""
)
PEOPLE = "people: [{id: kim, name: Kim Ji-woo, role: a retired officer}]\n"
PROJECT = "title: P\nsalt: 'a salt of sixteen characters'\n"
FOUND = f"{BRIEF}:9:14 warning letters-joined"


def audience(
    documents: str = "{summary: {formats: [docx]}}", more: str = "", ceiling: str = "TLP:GREEN"
) -> str:
    head = f"title: A\nceiling: {ceiling}\nattribution: pseudonym\ndepth: full\n"
    return f"{head}{more}documents: {documents}\n"


def joined(root: Path, first: str, second: str, **files: str) -> list[str]:
    given = {
        "content/project.yaml": PROJECT,
        "content/people.yaml": PEOPLE,
        "content/audiences/insiders.yaml": first,
        "content/audiences/public.yaml": second,
        BRIEF: files.pop("brief", QUOTED),
    }
    return told(prepared(write_project(root, given | files)).findings)


def test_a_quotation_that_two_documents_share_joins_their_letters(tmp_path):
    assert joined(tmp_path, audience(), audience()) == [FOUND]


def test_all_lines_of_it_are_told(tmp_path):
    joined(tmp_path, audience(), audience())
    (finding,) = prepared(tmp_path).findings
    assert [str(origin) for origin in finding.related] == [
        f"{BRIEF}:12:14",
        f"{BRIEF}:16:14",
        "content/audiences/insiders.yaml:3:1",
        "content/audiences/public.yaml:3:1",
    ]
    assert "'insiders/summary' and 'public/summary' both quote 'kim'" in finding.message


@pytest.mark.parametrize("gone", ["both", "first", "second"])
def test_without_a_shared_quotation_or_further_words_on_both_sides_nothing_is_joined(tmp_path, gone):
    quiet = QUOTED.replace(
        f"id: {gone}\n    title: {QUOTED.split(f'id: {gone}')[1][12]}\n    text: {SAYS}",
        f"id: {gone}\n    title: T",
    )
    assert quiet.count(SAYS) == 2
    assert joined(tmp_path, audience(), audience(), brief=quiet) == []


def test_a_restriction_keeps_documents_of_one_ceiling_apart_when_both_have_it(tmp_path):
    restricted = audience(more="restriction: Addressees only\n")
    assert joined(tmp_path / "one", restricted, audience()) == [FOUND]
    assert joined(tmp_path / "both", restricted, restricted) == []


def test_a_restricted_document_of_those_who_are_trusted_less_stays_with_them(tmp_path):
    low = audience(more="restriction: Addressees only\n", ceiling="TLP:CLEAR")
    assert joined(tmp_path / "low", low, audience()) == []
    high = audience(more="restriction: Addressees only\n", ceiling="TLP:AMBER")
    assert joined(tmp_path / "high", audience(), high) == [FOUND]


CARD = """\
{{#---
title: Card
---#}}
<h1>{{{{ brief.title }}}}</h1>
{{% for section in brief.sections if section.id in {ids} %}}{{{{ section.text }}}}{{% endfor %}}
"""


@pytest.mark.parametrize(
    ("ids", "others", "found"),
    [
        ("['both', 'first']", "['both', 'second']", [FOUND]),
        ("['both', 'first']", "['both']", []),
        ("['both']", "['both', 'second']", []),
        ("['first']", "['second']", []),
    ],
)
def test_documents_of_one_audience_are_joined_by_what_they_show(tmp_path, ids, others, found):
    files = {
        "templates/documents/first.html.j2": CARD.format(ids=ids),
        "templates/documents/second.html.j2": CARD.format(ids=others),
    }
    two = audience("{first: {formats: [docx]}, second: {formats: [docx]}}", "restriction: Addressees only\n")
    everything = QUOTED.replace("    audience: [insiders]\n", "").replace("    audience: [public]\n", "")
    public = audience(ceiling="TLP:CLEAR").replace("pseudonym", "collective")
    assert joined(tmp_path, two, public, brief=everything, **files) == found


def test_what_a_template_does_not_show_joins_nothing(tmp_path):
    card = "{#---\ntitle: Card\n---#}\n<h1>{{ brief.title }}</h1>\n<p>{{ brief.bottom_line.text }}</p>\n"
    files = {
        "templates/documents/card.html.j2": card.replace(
            "<p>{{ brief.bottom_line.text }}</p>", "{{ brief.bottom_line.text }}"
        )
    }
    assert joined(tmp_path, audience(), audience("{card: {formats: [docx]}}"), **files) == []


def test_other_forms_have_no_letters(tmp_path):
    roles = audience().replace("pseudonym", "role")
    assert joined(tmp_path, roles, roles) == []
    public = joined(tmp_path / "mixed", roles, audience())
    assert public == [f"{BRIEF}:9:14 warning person-joined"], "a letter tells less than a role"
