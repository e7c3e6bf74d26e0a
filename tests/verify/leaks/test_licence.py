"""What authors and designers write besides the brief licenses phrases, not withheld sentences; scales their own numbers."""

from __future__ import annotations

from textwrap import dedent

import pytest

from communique.job import run_job
from communique.plan import Wish
from kit.projects import DEMO, prepared, write_project

SECRET = "A tenth of the budget of every round belongs to what nobody sees"
BRIEF = dedent(DEMO["content/briefs/demo/brief.yaml"])
HIDDEN = f"""\
  - id: budget
    title: What it costs
    handling: TLP:AMBER
    text: {SECRET}.
"""
READER = """\
title: The public
ceiling: TLP:CLEAR
attribution: collective
evidence: show
glossary: table
documents: {summary: {formats: [html]}}
variables: {addressee: the reader}
"""


def leaks(folder, files: dict[str, str]) -> list[str]:
    """What the guard says of the public's summary."""
    base = {"content/audiences/public.yaml": READER, "content/briefs/demo/brief.yaml": BRIEF + HIDDEN}
    planned = prepared(write_project(folder, base | files), Wish(audiences=("public",))).value
    assert planned is not None
    made = run_job(planned.jobs[0], planned.withheld[0])
    assert made.document is not None, made.findings
    return [finding.code.value for finding in made.findings]


TERM = BRIEF.replace("The door is open.", "The door of {term}`cbm` is open.")


@pytest.mark.parametrize(
    "files",
    [
        {"content/audiences/public.yaml": READER.replace("the reader", f"the reader. {SECRET}")},
        {
            "content/glossary.yaml": DEMO["content/glossary.yaml"].replace(
                "A step that lowers mistrust.", f"A step. {SECRET}."
            ),
            "content/briefs/demo/brief.yaml": TERM + HIDDEN,
        },
        {
            "content/sources.yaml": DEMO["content/sources.yaml"].replace(
                'issued: "2020"', f'issued: "2020"\n            note: {SECRET}'
            )
        },
        {"content/audiences/public.yaml": READER.replace("The public", SECRET)},
        {"content/briefs/demo/brief.yaml": BRIEF.replace("The door is open.", SECRET) + HIDDEN},
        {"content/briefs/demo/brief.yaml": "keywords: [" + SECRET + "]\n" + BRIEF + HIDDEN},
    ],
    ids=["variable", "definition", "note on a source", "audience", "title", "keyword"],
)
def test_a_withheld_sentence_is_a_leak_wherever_an_author_writes_it(tmp_path, files):
    assert leaks(tmp_path / "clean", {}) == []
    assert leaks(tmp_path / "leaky", files) == ["leaked-words"]


def test_the_title_of_a_source_and_the_words_of_a_term_may_be_in_withheld_text(tmp_path):
    title = "The long and complete annals of the harbour commission of the northern islands"
    files = {
        "content/sources.yaml": DEMO["content/sources.yaml"].replace("A handbook", title),
        "content/briefs/demo/brief.yaml": BRIEF + HIDDEN.replace(SECRET, f"It is in {title}"),
    }
    assert leaks(tmp_path, files) == []


CHART = """\
    charts:
      - {id: costs, kind: line, title: Costs grew, series: [{id: all, values: {"1990": 0, "2003": 4719}}]}
"""
COUNTED = HIDDEN.replace(SECRET, "In 1995 it was 4000")


def test_a_number_at_the_scale_of_a_drawing_is_no_leak(tmp_path):
    scaled = BRIEF + "  - id: scale\n    title: Scale\n" + CHART
    assert leaks(tmp_path / "scale", {"content/briefs/demo/brief.yaml": scaled + COUNTED}) == []
    typed = scaled.replace("title: Scale", "title: Scale of 1984") + COUNTED.replace("1995", "1984 and 1995")
    assert leaks(tmp_path / "typed", {"content/briefs/demo/brief.yaml": typed}) == []


def test_measures_of_the_page_and_years_of_standards_are_no_leaks(tmp_path):
    """Word files have namespaces of 2006, lengths of 1440 and 12240; colour profiles and fonts have years."""
    numbers = HIDDEN.replace(
        SECRET, "1440, 12240, 15840, 9525, 2400, 1000 and 914400; 1998, 2000, 2003, 2006 and 2010"
    )
    files = {
        "content/audiences/public.yaml": READER.replace("[html]", "[docx, html, pdf]"),
        "content/briefs/demo/brief.yaml": BRIEF + numbers,
    }
    assert leaks(tmp_path, files) == []


CASE = """\
title: {title}
opening: It began at {title}.
where: The port of {title}
when: in {title} times
context: Nobody in {title} spoke.
mechanism: Ships of {title}.
outcome: Calm for {title}.
lessons: [{{id: patience, text: "{title} waits.", transfers: true}}]
crosswalk: [{{principle: openness, rating: partly}}]
"""
PRINCIPLES = "principles: [{id: openness, name: Openness, one_line: Be open., why: It helps.}]\n"


def test_ids_that_a_kept_and_a_withheld_case_share_are_no_leaks(tmp_path):
    files = {
        "content/audiences/public.yaml": READER.replace(
            "summary: {formats: [html]}", "annex: {formats: [html]}"
        ),
        "content/briefs/demo/principles.yaml": PRINCIPLES,
        "content/briefs/demo/cases/halden.yaml": CASE.format(title="Halden"),
        "content/briefs/demo/cases/moss.yaml": "handling: TLP:AMBER\n" + CASE.format(title="Moss"),
    }
    assert leaks(tmp_path, files) == []
