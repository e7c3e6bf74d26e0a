"""An audience that gets drafts: the words behind the text come from its file, and are told and guarded like any others."""

from __future__ import annotations

import pytest

from communique.verify.extract import extract_docx, extract_html
from kit.commands import communique
from kit.projects import write_project
from kit.samples import TEMPLATES

pytestmark = pytest.mark.journey
AUDIENCE = """\
title: The public
ceiling: TLP:CLEAR
attribution: collective
depth: essential
evidence: hide
watermark: {words}
documents:
  summary: {{formats: [docx, html]}}
  checklist: {{formats: [docx], watermark: none}}
  pack: {{formats: [docx], watermark: marking}}
"""


def built(folder, words="Draft for comment", **files):
    wanted = {"content/audiences/public.yaml": AUDIENCE.format(words=words), **files}
    write_project(folder, wanted)
    return communique("build", "-a", "public", cwd=folder)


def behind(folder, name):
    text = extract_docx((folder / "out/demo/public" / f"{name}.docx").read_bytes())
    return {each.behind for each in text.running if each.where.startswith("the header")}


def test_each_document_bears_what_its_audience_says(tmp_path):
    result = built(tmp_path)
    assert result.code == 0, result.out
    assert behind(tmp_path, "summary") == {"Draft for comment"}
    assert behind(tmp_path, "checklist") == {""}
    assert behind(tmp_path, "pack") == {"TLP:CLEAR"}


def test_it_is_said_in_words_at_the_top_for_those_who_do_not_see_it(tmp_path):
    assert built(tmp_path).code == 0
    page = extract_html((tmp_path / "out/demo/public/summary.html").read_bytes())
    assert page.pieces[0].text.startswith("Draft for comment · ")
    document = extract_docx((tmp_path / "out/demo/public/summary.docx").read_bytes())
    assert document.pieces[0].text.startswith("Draft for comment · ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("Draft by Kim Ji-woo", "content/audiences/public.yaml:6:21: error: "),
        ("x" * 41, "content/audiences/public.yaml:6:12: error: "),
    ],
)
def test_words_that_may_not_stand_there_are_told_at_their_line(tmp_path, words, told):
    result = built(tmp_path, words)
    assert result.code == 1
    assert told in result.out, result.out


def test_colours_that_leave_no_room_for_it_are_told(tmp_path):
    theme = (TEMPLATES / "themes/default/theme.yaml").read_text("utf-8")
    for old, new in (("#55606E", "#757575"), ("#F5F3EE", "#FFFFFF")):
        theme = theme.replace(old, new)
    result = built(tmp_path, **{"templates/themes/default/theme.yaml": theme})
    assert result.code == 1
    assert "templates/themes/default/theme.yaml:7:3" in result.out
    assert "'muted' on a watermark" in result.out
