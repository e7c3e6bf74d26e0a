"""Another ladder, from the settings to the finished files: what the how-to page says works as it says."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from communique.verify.conform.html import bands as html_bands
from communique.verify.conform.marks import labels_in
from communique.verify.conform.pdf import bands as pdf_bands
from communique.verify.extract import extract_docx, extract_html, extract_pdf
from kit.commands import communique
from kit.projects import write_project

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "use-another-ladder.md"
LADDER, PAGES, PORTIONS = re.findall(r"```yaml\n(.*?)```", HOW_TO.read_text(encoding="utf-8"), re.DOTALL)
LABELS = ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET")
READER = f"title: Insiders\nceiling: OFFICIAL-SENSITIVE\n{PAGES}{PORTIONS}documents: {{pack: {{formats: [pdf, docx, html]}}}}\n"
BRIEF = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
key_messages:
  - {id: open, title: The door is open.}
  - {id: key, title: The key is under the mat., handling: OFFICIAL-SENSITIVE}
  - {id: mat, title: The mat is red., handling: SECRET}
sections:
  - {id: s, title: Talks, text: LONG, points: [{id: p, title: One, handling: OFFICIAL-SENSITIVE}]}
"""
LONG = "They began and went on without an end in sight. " * 150
FILES = {
    "content/project.yaml": f"title: P\n{LADDER}",
    "content/audiences/insiders.yaml": READER,
    "content/audiences/public.yaml": None,
    "content/briefs/demo/brief.yaml": BRIEF.replace("LONG", LONG),
}

pytestmark = pytest.mark.journey


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> dict[str, bytes]:
    root = write_project(tmp_path_factory.mktemp("ladder"), FILES)
    result = communique("build", cwd=root)
    assert result.code == 0, result.out + result.err
    return {path.suffix[1:]: path.read_bytes() for path in (root / "out/demo/insiders").iterdir()}


def test_each_page_bears_the_rung_of_what_stands_on_it(built):
    found = [labels_in(band.text, LABELS) for band in pdf_bands(extract_pdf(built["pdf"]))]
    assert found[:2] == [{"OFFICIAL-SENSITIVE"}] * 2
    assert found[4:6] == [{"OFFICIAL"}] * 2  # in the midst of the long text
    assert {label for labels in found for label in labels} == {"OFFICIAL", "OFFICIAL-SENSITIVE"}
    assert all(len(labels) == 1 for labels in found)


def test_the_label_has_the_ladders_colours(built):
    looks = [stretch for band in pdf_bands(extract_pdf(built["pdf"])) for stretch in band.stretches]
    assert {stretch.colour for stretch in looks if stretch.text in LABELS} == {"#FFFFFF"}
    assert b"background-color: #6A2C70" in built["html"]


def test_word_and_html_bear_the_documents_mark(built):
    running = (*extract_docx(built["docx"]).running, *html_bands(extract_html(built["html"])))
    assert {labels_in(band.text, LABELS) for band in running} == {frozenset({"OFFICIAL-SENSITIVE"})}


def test_portions_bear_the_short_forms_and_what_is_secret_is_nowhere(built):
    for extract, format in ((extract_pdf, "pdf"), (extract_docx, "docx"), (extract_html, "html")):
        said = " ".join(" ".join(piece.text for piece in extract(built[format]).pieces).split())
        assert "(O) The door is open" in said.replace("\N{NO-BREAK SPACE}", " ")
        assert "(O-S) The key is under the mat" in said.replace("\N{NO-BREAK SPACE}", " ")
        assert "The mat is red" not in said
