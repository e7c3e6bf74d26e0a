"""The case files of `tests/cases/`: what an author wrote, and the findings it must give, no more and no fewer.

A case is a Markdown file. Each `path` line in backticks with a fenced block after it is a file put over the
demonstration project (a block with only `(absent)` takes the file away); the block under "Findings" is what is told.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from kit.projects import prepared, told, write_project

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
_FILE = re.compile(r"^`(?P<path>[^`]+)`\n\n?~~~\w*\n(?P<text>.*?)^~~~$", re.MULTILINE | re.DOTALL)
_FOUND = re.compile(r"^Findings\n\n?~~~\n(?P<text>.*?)^~~~$", re.MULTILINE | re.DOTALL)


def read_case(text: str) -> tuple[dict[str, str | None], list[str]]:
    files = {found["path"]: found["text"] for found in _FILE.finditer(text)}
    expected = _FOUND.search(text)
    assert expected is not None, "the case has no Findings"
    given: dict[str, str | None] = {k: None if v.strip() == "(absent)" else v for k, v in files.items()}
    return given, expected["text"].splitlines()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_case(path, tmp_path):
    files, expected = read_case(path.read_text(encoding="utf-8"))
    findings = prepared(write_project(tmp_path, files)).findings
    assert sorted(told(findings)) == sorted(expected)
    assert all(finding.message and finding.hint for finding in findings)


def test_the_demonstration_project_has_no_finding(tmp_path):
    assert prepared(write_project(tmp_path)).findings == ()


def test_a_case_that_expects_the_wrong_thing_is_red(tmp_path):
    files, _ = read_case("`content/people.yaml`\n\n~~~\nx: 1\n~~~\n\nFindings\n\n~~~\n~~~\n")
    assert told(prepared(write_project(tmp_path, files)).findings) != []
