"""Small projects on disk for tests: a working one, and what a test changes in it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import yaml

from communique.build import prepare
from communique.findings import Finding, Outcome
from communique.plan import Plan, Wish
from communique.project import Project, open_project
from kit.commands import communique

DEMO: Mapping[str, str] = {
    "content/project.yaml": """\
        title: Demonstration
        """,
    "content/audiences/insiders.yaml": """\
        title: Insiders
        ceiling: TLP:AMBER
        attribution: named
        depth: full
        documents:
          summary: {formats: [docx]}
        """,
    "content/audiences/public.yaml": """\
        title: The public
        ceiling: TLP:CLEAR
        attribution: collective
        depth: essential
        evidence: hide
        documents:
          summary: {formats: [docx]}
        """,
    "content/people.yaml": """\
        people:
          - id: kim
            name: Kim Ji-woo
            role: a retired officer
            affiliation: Harbour Institute
            attributable: true
        """,
    "content/glossary.yaml": """\
        terms:
          - id: cbm
            term: confidence-building measure
            short: CBM
            definition: A step that lowers mistrust.
        """,
    "content/sources.yaml": """\
        sources:
          - id: handbook
            type: book
            title: A handbook
            authors: [{family: Doe, given: Jan}]
            issued: "2020"
        """,
    "content/briefs/demo/brief.yaml": """\
        title: A small brief
        short_title: Small brief
        date: 2026-11-22
        from: The secretariat
        bottom_line:
          text: Meet soon.
        key_messages:
          - id: open
            title: The door is open.
            evidence: asserted
            sources: [handbook]
          - id: secret
            title: The hidden channel works.
            handling: TLP:AMBER
        sections:
          - id: background
            title: Talks began late
            text: As {person}`kim` said, a {term}`cbm` came first [@handbook, p. 4].
        """,
}


# libyaml writes ten times as fast as Python does, where it is there.
_DUMPER = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def as_yaml(value: object, width: int = 80) -> str:
    """A value as a YAML file: keys as they stand, letters as they are."""
    return str(yaml.dump(value, Dumper=_DUMPER, allow_unicode=True, sort_keys=False, width=width))


def write_project(root: Path, files: Mapping[str, str | bytes | None] | None = None) -> Path:
    """The demonstration project with some files replaced, added or (None) left out."""
    for name, text in (dict(DEMO) | dict(files or {})).items():
        if text is None:
            continue
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return root


def build_demo(root: Path) -> None:
    """Writes the demonstration project and builds it through the real command line."""
    result = communique("build", cwd=write_project(root))
    assert result.code == 0, result.out + result.err


def opened(root: Path) -> Project:
    """The project in a folder that has one."""
    project = open_project(root, root).value
    assert project is not None
    return project


def prepared(root: Path, wish: Wish | None = None) -> Outcome[Plan]:
    """Everything up to rendering."""
    return prepare(opened(root), wish or Wish(), None)


def told(findings: tuple[Finding, ...]) -> list[str]:
    """Findings as case files write them: `path:line:column severity code`."""
    return [f"{finding.origin} {finding.severity.value} {finding.code.value}" for finding in findings]
