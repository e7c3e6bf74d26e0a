"""Findings for people and for machines: text, JSON, SARIF 2.1.0 and GitHub annotations.

Whatever an author, a file's name or a template put into a finding, what is printed steers no terminal: control characters
and those that turn the direction of a line stand there by their numbers.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from communique import __version__
from communique.codes import MEANING
from communique.content.characters import escaped, json_escaped
from communique.findings import Finding, Origin, Severity


def as_text(findings: Iterable[Finding], *, colour: bool = False) -> str:
    """One finding a paragraph: place, severity, sentence, code; below it the remedy and related places."""
    return "".join(_text(finding, colour=colour) for finding in findings)


def _text(finding: Finding, *, colour: bool) -> str:
    paint = _PAINT if colour else _PLAIN
    severity = f"{paint[finding.severity]}{finding.severity.value}{paint['end']}"
    place = f"{paint['bold']}{escaped(str(finding.origin))}{paint['end']}"
    lines = [f"{place}: {severity}: {escaped(finding.message)} [{finding.code.value}]"]
    if finding.hint:
        lines.append(f"  help: {escaped(finding.hint)}")
    lines += [f"  see: {escaped(str(origin))}" for origin in finding.related]
    return "\n".join(lines) + "\n"


_PAINT: Mapping[str, str] = {"error": "\x1b[31m", "warning": "\x1b[33m", "bold": "\x1b[1m", "end": "\x1b[0m"}
_PLAIN: Mapping[str, str] = dict.fromkeys(_PAINT, "")


def as_json(findings: Iterable[Finding], *, colour: bool = False) -> str:  # noqa: ARG001 -- one shape for all
    """A JSON list of findings, one object each."""
    return printed_json([_record(finding) for finding in findings])


def printed_json(value: object) -> str:
    """A value as JSON in UTF-8, in which no character steers the terminal it may be printed to."""
    return json_escaped(json.dumps(value, indent=2, ensure_ascii=False)) + "\n"


def _record(finding: Finding) -> dict[str, object]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        **_place(finding.origin),
        "message": finding.message,
        "help": finding.hint,
        "related": [_place(origin) for origin in finding.related],
    }


def _place(origin: Origin) -> dict[str, object]:
    return {"path": origin.path, "line": origin.line or None, "column": origin.column or None}


def as_sarif(findings: Iterable[Finding], *, colour: bool = False) -> str:  # noqa: ARG001 -- one shape for all
    """SARIF 2.1.0 (OASIS), as code scanning services read it."""
    told = tuple(findings)
    codes = sorted({finding.code for finding in told}, key=lambda code: code.value)
    rules = [{"id": code.value, "fullDescription": {"text": MEANING[code]}} for code in codes]
    driver = {"name": "communique", "version": __version__, "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": driver},
                "columnKind": "unicodeCodePoints",  # 3.14.17; services take UTF-16 units when nothing is said
                "results": [_result(finding) for finding in told],
            }
        ],
    }
    return printed_json(log)


def _result(finding: Finding) -> dict[str, object]:
    message = f"{finding.message}. Help: {finding.hint}" if finding.hint else finding.message
    return {
        "ruleId": finding.code.value,
        "level": finding.severity.value,
        "message": {"text": message},
        "locations": [_location(finding.origin)],
        "relatedLocations": [_location(origin) for origin in finding.related],
    }


def _location(origin: Origin) -> dict[str, object]:
    place: dict[str, object] = {
        "artifactLocation": {"uri": quote(origin.path, safe="/:", errors="surrogateescape")}
    }
    if origin.line:
        place["region"] = {"startLine": origin.line, "startColumn": origin.column or 1}
    return {"physicalLocation": place}


def as_github(findings: Iterable[Finding], *, colour: bool = False) -> str:  # noqa: ARG001 -- one shape for all
    """Workflow commands, which GitHub shows beside the line."""
    return "".join(_command(finding) for finding in findings)


def _command(finding: Finding) -> str:
    kind = "error" if finding.severity is Severity.ERROR else "warning"
    place = f"file={_property(finding.origin.path)}"
    if finding.origin.line:
        place += f",line={finding.origin.line},col={finding.origin.column or 1}"
    text = f"{finding.message} ({finding.hint})" if finding.hint else finding.message
    return f"::{kind} {place},title={finding.code.value}::{_data(text)}\n"


def _data(text: str) -> str:
    return escaped(text).replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: Mapping[str, Callable[..., str]] = {
    "text": as_text, "json": as_json, "sarif": as_sarif, "github": as_github,
}  # fmt: skip
