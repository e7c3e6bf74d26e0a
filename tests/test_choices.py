"""Which documents an audience gets of each brief, where a project has several."""

from __future__ import annotations

from textwrap import dedent

from communique.findings import in_order
from kit.projects import DEMO, prepared, write_project

BRIEF = dedent(DEMO["content/briefs/demo/brief.yaml"])
OTHER = BRIEF.replace("id: background", "id: outlook")
AUDIENCE = """\
title: The public
ceiling: TLP:CLEAR
attribution: collective
evidence: hide
documents:
  summary: {formats: [docx], sections: [%s]}
"""


def jobs(tmp_path, picked: str, *, other: str = OTHER) -> tuple[list[str], list[str]]:
    """The jobs for the public, and what is told, where two briefs with a section each are for it."""
    files = {
        "content/audiences/public.yaml": AUDIENCE % picked,
        "content/audiences/insiders.yaml": None,
        "content/briefs/other/brief.yaml": other,
    }
    outcome = prepared(write_project(tmp_path, files))
    made = [job.name for job in outcome.value.jobs] if outcome.value else []
    return made, [f"{finding.message} ({finding.hint})" for finding in in_order(outcome.findings)]


def test_what_is_picked_of_one_brief_is_no_fault_of_another(tmp_path):
    assert jobs(tmp_path, "background, outlook") == (["demo/public/summary", "other/public/summary"], [])


def test_a_brief_without_any_of_what_is_picked_gives_no_such_document(tmp_path):
    assert jobs(tmp_path, "background") == (["demo/public/summary"], [])


def test_what_no_brief_has_is_told_once_with_the_nearest_of_all_briefs(tmp_path):
    _, told = jobs(tmp_path, "background, outlok")
    assert told == [
        "'sections' names 'outlok', which no brief of this audience has (did you mean 'outlook'?)"
    ]


def test_a_brief_that_is_not_for_the_audience_does_not_count(tmp_path):
    _, told = jobs(tmp_path, "outlook", other=f"audiences: [insiders]\n{OTHER}")
    assert any("'outlook', which the brief 'demo' does not have" in each for each in told)
