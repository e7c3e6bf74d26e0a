"""What is told steers no terminal, whoever wrote it; machines read what was written."""

from __future__ import annotations

import json

import pytest

from communique.codes import MEANING, Code
from communique.findings import Finding, Origin, Severity
from communique.report import FORMATS, as_json, as_sarif
from kit.commands import REPOSITORY

STEERING = "\x00\x07\x08\x1b\x7f\x9b\u061c\u200e\u200f\u2028\u202a\u202e\u2066\u2069\ufeff\udcff\U000e0041"
PLAIN = Finding(
    Code.MARKUP, Origin("content/a.yaml", 1, 2), "message", "hint", (Origin("content/b.yaml", 3),)
)


def hostile(char: str) -> Finding:
    """A finding with the character in every field that somebody else can fill."""
    path = f"content/{char}]0;x.yaml"
    return Finding(Code.MARKUP, Origin(path, 1, 2), f"m{char}[31m", f"h{char}x", (Origin(path, 3),))


@pytest.mark.parametrize("char", STEERING, ids=lambda char: f"U+{ord(char):04X}")
@pytest.mark.parametrize("format", FORMATS)
def test_no_field_of_a_finding_reaches_a_terminal_as_it_is(format, char):
    printed = FORMATS[format]((hostile(char),), colour=False)
    assert char not in printed
    assert printed.encode("utf-8").decode("utf-8") == printed


@pytest.mark.parametrize("format", FORMATS)
def test_a_finding_takes_as_many_lines_with_line_feeds_in_it(format):
    assert FORMATS[format]((hostile("\n"),)).count("\n") == FORMATS[format]((PLAIN,)).count("\n")
    assert "\r" not in FORMATS[format]((hostile("\r"),))


@pytest.mark.parametrize("char", STEERING, ids=lambda char: f"U+{ord(char):04X}")
def test_machines_read_what_was_written(char):
    finding = hostile(char)
    (record,) = json.loads(as_json((finding,)))
    assert (record["path"], record["message"], record["help"]) == (
        finding.origin.path,
        finding.message,
        finding.hint,
    )
    (run,) = json.loads(as_sarif((finding,)))["runs"]
    assert run["results"][0]["message"]["text"] == f"{finding.message}. Help: {finding.hint}"


def test_the_names_in_json_are_those_that_the_documentation_promises():
    page = (REPOSITORY / "docs/how-to/build-in-ci.md").read_text(encoding="utf-8")
    finding = Finding(Code.MARKUP, Origin("a.yaml", 1, 2), "m", "h", (Origin("b.yaml"),), Severity.WARNING)
    (record,) = json.loads(as_json((finding,)))
    names = ["code", "severity", "path", "line", "column", "message", "help", "related"]
    assert list(record) == names
    assert record["related"] == [{"path": "b.yaml", "line": None, "column": None}]
    assert [name for name in names if f"`{name}`" not in page] == []


def test_sarif_says_what_a_rule_means_and_how_columns_are_counted():
    (run,) = json.loads(as_sarif((Finding(Code.MARKUP, Origin("a.yaml", 1, 2), "m"),)))["runs"]
    assert run["columnKind"] == "unicodeCodePoints"
    assert run["tool"]["driver"]["rules"] == [
        {"id": "markup", "fullDescription": {"text": MEANING[Code.MARKUP]}}
    ]


def test_colours_are_ours():
    assert FORMATS["text"]((PLAIN,), colour=True).startswith(
        "\x1b[1mcontent/a.yaml:1:2\x1b[0m: \x1b[31merror"
    )
