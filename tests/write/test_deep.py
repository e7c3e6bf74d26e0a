"""Lists and quotations as deep as they may be: every file says their words, and what is deeper is told and not lost."""

from __future__ import annotations

import re

import pytest

from communique.content.markdown import DEEPEST
from communique.job import run_job
from communique.verify.extract import extract_docx, extract_html, extract_pdf
from kit.composing import job_for
from kit.projects import DEMO, prepared, told, write_project

BRIEF = "content/briefs/demo/brief.yaml"
EXTRACT = {"html": extract_html, "docx": extract_docx, "pdf": extract_pdf}


def brief(lines: list[str]) -> dict[str, str]:
    indented = "".join(f"            {line}\n" for line in lines)
    return {BRIEF: DEMO[BRIEF].replace("text: Meet soon.\n", f"text: |\n{indented}", 1)}


def bullets(depth: int) -> list[str]:
    return [f"{'  ' * at}- level w{at}" for at in range(depth)]


def quotations(depth: int) -> list[str]:
    return [
        line for at in range(depth) for line in (f"{'> ' * (at + 1)}level w{at}", ("> " * (at + 1)).strip())
    ]


def mixed(depth: int) -> list[str]:
    """Numbers in quotations in bullets."""
    marks, indents = ("- ", "> ", "1. "), ("  ", "> ", "   ")
    before, found = "", []
    for at in range(depth):
        found += [f"{before}{marks[at % 3]}level w{at}", f"{before}{indents[at % 3]}"]
        before += indents[at % 3]
    return found


@pytest.mark.parametrize("format", ["html", "docx", pytest.param("pdf", marks=pytest.mark.slow)])
@pytest.mark.parametrize("make", [bullets, quotations, mixed])
def test_words_at_every_depth_are_in_the_file(tmp_path, make, format):
    files = brief(make(DEEPEST)) | {
        "content/audiences/insiders.yaml": DEMO["content/audiences/insiders.yaml"].replace("docx", format)
    }
    made = run_job(job_for(tmp_path, "<h1>{{ brief.title }}</h1>{{ brief.bottom_line.text }}", files=files))
    assert made.findings == ()
    said = "".join(piece.text for piece in EXTRACT[format](made.files[0].data).pieces)
    assert re.findall(r"w\d", said) == [f"w{at}" for at in range(DEEPEST)]


@pytest.mark.parametrize("make", [bullets, quotations, mixed])
def test_what_is_deeper_is_told_before_anything_is_built(tmp_path, make):
    findings = prepared(write_project(tmp_path, brief(make(DEEPEST + 2)))).findings
    assert [line.rpartition(" ")[2] for line in told(findings)] == ["no-room"]
