"""A name in plain text is told before anything is rendered, wherever it stands."""

from __future__ import annotations

import pytest

from communique.codes import Code
from kit.commands import REPOSITORY
from kit.projects import DEMO, prepared, write_project

FIGURE = """\
    figures:
      - id: chart
        file: {file}
        alt: {alt}
        credit: {credit}
"""


def attribution(root, files):
    found = prepared(write_project(root, files)).findings
    return [each for each in found if each.code in (Code.NAME_IN_TEXT, Code.AFFILIATION_IN_TEXT)]


@pytest.mark.parametrize("slot", ["file", "alt", "credit"])
def test_a_name_in_a_figures_file_alt_text_or_credit_is_told(tmp_path, slot):
    words = {"file": "chart.png", "alt": "A chart", "credit": "The desk"}
    named = {"file": "kim-ji-woo.png", "alt": "K i m  J i - w o o", "credit": "Drawn by Kim Ji-woo"}
    brief = DEMO["content/briefs/demo/brief.yaml"].rstrip() + "\n"
    lines = FIGURE.format(**(words | {slot: named[slot]}))
    text = brief + "".join("        " + line + "\n" for line in lines.splitlines())
    [finding] = attribution(tmp_path, {"content/briefs/demo/brief.yaml": text})
    assert finding.code is Code.NAME_IN_TEXT
    line = [line.strip() for line in text.splitlines()][finding.origin.line - 1]
    assert line.startswith(f"{slot}:")


def test_a_name_in_a_templates_own_words_is_told_with_its_place(tmp_path):
    template = (REPOSITORY / "templates" / "documents" / "summary.html.j2").read_text(encoding="utf-8")
    files = {"templates/documents/summary.html.j2": template + "\n{# by Kim Ji-woo #}\n"}
    [finding] = attribution(tmp_path, files)
    line = template.count("\n") + 2
    assert str(finding.origin) == f"templates/documents/summary.html.j2:{line}:7"


def test_the_message_tells_who_may_not_know_and_what_they_will_read_but_never_the_name(tmp_path):
    brief = DEMO["content/briefs/demo/brief.yaml"].replace("Meet soon.", "Kim Ji-woo said so.")
    [finding] = attribution(tmp_path, {"content/briefs/demo/brief.yaml": brief})
    assert "public may not know" in finding.message
    assert "insiders" not in finding.message
    assert finding.hint == "write {person}`kim` instead; readers then see 'a participant'"
    assert "Ji-woo" not in finding.message + finding.hint


def test_an_item_that_nobody_gets_who_may_not_know_is_a_warning(tmp_path):
    brief = DEMO["content/briefs/demo/brief.yaml"].replace("hidden channel", "channel of Kim Ji-woo")
    [finding] = attribution(tmp_path, {"content/briefs/demo/brief.yaml": brief})
    assert finding.severity == "warning"
    assert "may not know" not in finding.message


def test_the_keepers_note_and_what_documents_do_not_show_is_not_searched(tmp_path):
    people = DEMO["content/people.yaml"].rstrip() + "\n            note: Kim Ji-woo prefers mornings\n"
    files = {"content/people.yaml": people, "content/project.yaml": "title: The project of Kim Ji-woo\n"}
    assert attribution(tmp_path, files) == []


def test_a_role_that_names_the_person_is_told(tmp_path):
    people = DEMO["content/people.yaml"].replace("a retired officer", "Kim Ji-woo’s deputy")
    assert [each.code for each in attribution(tmp_path, {"content/people.yaml": people})] == [
        Code.NAME_IN_TEXT
    ]
