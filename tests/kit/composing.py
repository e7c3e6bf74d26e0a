"""Composing small documents in tests: a template over the demonstration project, and the tree that comes out."""

from __future__ import annotations

from pathlib import Path
from textwrap import dedent

from communique.compose.document import compose
from communique.compose.model import Document
from communique.findings import Outcome
from communique.job import Job
from kit.dumps import dump
from kit.projects import prepared, write_project

FRONT = "{#---\ntitle: Summary\n---#}\n"
FRONT_LINES = FRONT.count("\n")


def job_for(root: Path, template: str, audience: str = "insiders", files=None) -> Job:
    """The job of the summary of one audience, with this template."""
    sources = {"templates/documents/summary.html.j2": FRONT + dedent(template)}
    planned = prepared(write_project(root, sources | (files or {})))
    assert planned.findings == (), planned.findings
    assert planned.value is not None
    return next(job for job in planned.value.jobs if job.audience == audience)


def composed(root: Path, template: str, audience: str = "insiders", files=None) -> Outcome[Document]:
    """What composing gives."""
    job = job_for(root, template, audience, files)
    return compose(job.view, job.order, job.templates, job.theme)


def lines(root: Path, template: str, audience: str = "insiders", files=None) -> list[str]:
    """The tree of a template that has no fault, as lines."""
    outcome = composed(root, template, audience, files)
    assert outcome.findings == (), outcome.findings
    assert outcome.value is not None
    return dump(outcome.value)


def faults(root: Path, template: str, audience: str = "insiders", files=None) -> list[str]:
    """The findings of a template, with lines counted in the template below its front matter."""
    found = []
    for finding in composed(root, template, audience, files).findings:
        assert finding.message
        assert finding.hint
        line = finding.origin.line - FRONT_LINES
        found.append(f"{line} {finding.code.value}: {finding.message}")
    return found
