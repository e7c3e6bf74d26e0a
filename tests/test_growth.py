"""The time of a whole job, from files to verified bytes, grows with the length of what is written and not with its square."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from communique.content.prose import parse_prose
from communique.content.text import Prose
from communique.content.tree import Scalar
from communique.findings import Origin
from communique.job import run_job
from kit.projects import DEMO, prepared, write_project

pytestmark = pytest.mark.slow

BRIEF = "content/briefs/demo/brief.yaml"
CASE = "content/briefs/demo/cases/one.yaml"
HEAD = dedent(DEMO[BRIEF])
CASE_HEAD = (
    "title: A case\nopening: It began.\nwhere: At sea\nwhen: 1972\ncontext: C\nmechanism: M\noutcome: O\n"
)
SECTION = "  - id: long\n    title: A long one\n    text: |\n"
Files = Mapping[str, str]


def many(count: int, form: str) -> str:
    return "".join(form.replace("N", str(at)) for at in range(count))


def section(count: int, lines: str) -> Files:
    return {BRIEF: HEAD + SECTION + many(count, f"      {lines}\n")}


LONG: Mapping[str, Callable[[int], Files]] = {
    "rows": lambda n: {
        CASE: CASE_HEAD + "actors:\n" + many(n, "  - {id: aN, name: Office N, role: Does *this* N}\n")
    },
    "events": lambda n: {
        CASE: CASE_HEAD + "timeline:\n" + many(n, "  - {id: eN, when: Year N, text: It went on N}\n")
    },
    "paragraphs": lambda n: section(n, "Paragraph *number* N.\n"),
    "list items": lambda n: section(n, "- Item *number* N."),
    "footnotes": lambda n: section(n, "Words N.[^N]\n\n      [^N]: Note N.\n"),
    "names": lambda n: section(n, "Words N of {person}`kim`.\n"),
    "sections": lambda n: {BRIEF: HEAD + many(n, "  - {id: sN, title: Point N, text: Words N.}\n")},
    "withheld items": lambda n: {
        BRIEF: HEAD
        + many(
            n,
            "  - {id: sN, title: Secret N, text: It began in the Nth night at sea, handling: TLP:RED}\n",
        )
    },
    "persons": lambda n: {
        "content/people.yaml": dedent(DEMO["content/people.yaml"])
        + many(n, "  - {id: pN, name: Ndra Vilx-Norn, role: a person of N}\n")
    },
}
CASES = {"rows", "events"}


def project(root: Path, files: Files, document: str, format: str) -> Path:
    insiders = dedent(DEMO["content/audiences/insiders.yaml"]).replace("[docx]", f"[{format}]")
    public = {"content/audiences/public.yaml": None}
    return write_project(
        root,
        {"content/audiences/insiders.yaml": insiders.replace("summary", document)} | public | dict(files),
    )


def seconds(root: Path, files: Files, document: str, format: str) -> float:
    """The processor's time for loading, checking, selecting, composing, writing and verifying; nothing is known before."""
    project(root, files, document, format)
    start = time.process_time()
    planned = prepared(root).value
    assert planned is not None
    assert run_job(planned.jobs[0], planned.withheld[0]).files
    return time.process_time() - start


@pytest.mark.parametrize("format", ["html", "docx"])
@pytest.mark.parametrize("kind", LONG)
def test_eight_times_the_content_takes_less_than_fourteen_times_the_time(tmp_path, kind, format):
    document = "annex" if kind in CASES else "summary"
    count = 500 if kind == "persons" else 250
    seconds(tmp_path / "first", LONG[kind](5), document, format)  # loads what is loaded once

    def growth(attempt: int) -> float:
        small, large = (tmp_path / f"{size} {attempt}" for size in ("small", "large"))
        taken = seconds(small, LONG[kind](count), document, format)
        return seconds(large, LONG[kind](8 * count), document, format) / taken

    # What grows with the square takes sixty-four times as long, however often it is tried on a busy machine.
    assert any(growth(attempt) < 14 for attempt in range(3))


MARKS = {
    "names": "N {person}`kim`\n\n", "citations": "N [@handbook]\n\n", "short notes": "N^[note]\n\n",
    "headings": "# N\n", "lines": "line N\n",
}  # fmt: skip


def parsing(markdown: str) -> float:
    """The best of four times, without the collector's; what is remembered of texts is gone around."""
    text = Prose(markdown, "a", Scalar(markdown, Origin("a.yaml", 1, 1), markdown))
    best = float("inf")
    for _ in range(4):
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            parse_prose.__wrapped__(text)
            best = min(best, time.process_time() - start)
        finally:
            gc.enable()
    return best


@pytest.mark.parametrize("form", MARKS.values(), ids=MARKS)
def test_a_text_with_eight_times_the_marks_is_parsed_in_less_than_twenty_times_the_time(form):
    parsing(many(7, form))
    small, large = parsing(many(400, form)), parsing(many(3200, form))
    assert large < 20 * small, f"{small:.3f} s and {large:.3f} s"
