"""The sandbox: templates get the view and nothing else, and can't run away."""

from __future__ import annotations

import pytest

from communique.compose import templates as room
from communique.compose.templates import TemplateSet, render
from kit.composing import faults, job_for, lines


@pytest.mark.parametrize(
    ("template", "fault"),
    [
        ("\n{% if %}", "2 template-syntax"),
        ("\n\n{{ nobody }}", "3 template-undefined"),
        ("{{ brief.nothing }}", "1 template-undefined"),
        ("<p>{{ audience.ceiling }}</p>", "1 template-undefined"),
        ("{% include 'parts/none.j2' %}", "1 template-syntax"),
        ("{% include '../../content/people.yaml' %}", "1 template-syntax"),
        ("{{ brief.title.__class__ }}", "1 template-fault"),
        ("{{ brief.model_dump() }}", "1 template-fault"),
        ("{{ brief.origin }}", "1 template-fault"),
        ("{{ brief.bottom_line.text.scalar }}", "1 template-fault"),
        ("{{ brief.keywords.append(1) }}", "1 template-undefined"),
        ("{{ 'x' * 1000000000 }}", "1 template-fault"),
        ("{{ 2 ** 100000 }}", "1 template-fault"),
        ("{{ 'x'|center(1000000000) }}", "1 template-syntax"),
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            "1 template-runaway",
        ),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "1 template-runaway"),
        ("{{ 1 / 0 }}", "1 template-fault"),
        ("{{ 'x'.center(100000000000) }}", "1 template-fault"),
        ("{{ '{:>99999999999}'.format(1) }}", "1 template-fault"),
        (
            "{% set n = namespace(s='xxxxxxxxxx') %}{% for i in range(40) %}{% set n.s = n.s ~ n.s %}{% endfor %}",
            "1 template-runaway",
        ),
        ("<p>{{ '\\x0b' }}</p>", "1 template-markup"),
        ("<div class='panel'>" * 200 + "<p>x</p>" + "</div>" * 200, "1 template-markup"),
    ],
)
def test_a_fault_in_a_template_has_its_line(tmp_path, template, fault):
    assert [one.split(":")[0] for one in faults(tmp_path, template)] == [fault]


def test_a_fault_in_a_loop_names_the_item_in_hand(tmp_path):
    told = faults(tmp_path, "{% for s in brief.sections %}<p>{{ s.titel }}</p>{% endfor %}")
    assert "(while rendering sections/background)" in told[0]


def test_output_without_end_is_refused(monkeypatch):
    monkeypatch.setattr(room, "MAX_OUTPUT", 1_000)
    source = "{% for a in range(999) %}0123456789{% endfor %}"
    outcome = render(TemplateSet((("documents/x.html.j2", source),)), "documents/x.html.j2", {}, {})
    assert [finding.code.value for finding in outcome.findings] == ["template-runaway"]


def test_a_part_is_shared_by_documents_and_keeps_its_own_lines(tmp_path):
    part = {"templates/parts/tests.j2": "{% macro m(t) %}\n<p class='wrong'>{{ t }}</p>\n{% endmacro %}"}
    job = job_for(tmp_path, "{% from 'parts/tests.j2' import m %}{{ m('x') }}", files=part)
    printed = render(job.templates, "documents/summary.html.j2", {}, {})
    assert printed.value is not None
    assert printed.value.html == "<p at=\"templates/parts/tests.j2:2\" class='wrong'>x</p>\n"


def test_a_new_kind_of_document_is_a_new_file(tmp_path):
    assert lines(tmp_path, "<h1>{{ document.title }}</h1>") == ["h1@summary Summary"]


def test_loops_of_ordinary_length_are_not_refused(tmp_path):
    assert len(lines(tmp_path, "{% for n in range(5000) %}<p>{{ n }}</p>{% endfor %}")) == 5000
