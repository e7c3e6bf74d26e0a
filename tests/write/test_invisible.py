"""Characters that steer and are not drawn pass through every format, with no finding that is none."""

from __future__ import annotations

import pytest

from communique.job import run_job
from kit.composing import job_for
from kit.projects import DEMO

BRIEF = "content/briefs/demo/brief.yaml"
TEXTS = {
    "isolates": "Words \\u2067iso\\u2069, \\u2066one\\u2069 and \\u2068two\\u2069 here",
    "marks": "Words \\u200f mark \\u200e and \\u061c here",
    "joiners": "\\u0645\\u06cc\\u200c\\u062e\\u0648\\u0627\\u0647\\u0645 and a\\u200db",
    "places to break": "long\\u200bword, soft\\u00adhyphen and no\\u2060break",
    "right to left": "\\u2067\\u0633\\u0644\\u0627\\u0645\\u2069\\u200f!",
}


@pytest.mark.parametrize("format", ["html", "docx", pytest.param("pdf", marks=pytest.mark.slow)])
@pytest.mark.parametrize("words", TEXTS.values(), ids=TEXTS)
def test_what_steers_passes_through_every_format(tmp_path, words, format):
    files = {
        BRIEF: DEMO[BRIEF].replace("Meet soon.", f'"{words}"', 1).replace("A small brief", f'"{words}"', 1),
        "content/audiences/insiders.yaml": DEMO["content/audiences/insiders.yaml"].replace("docx", format),
    }
    template = "<h1>{{ brief.title }}</h1><ul><li>{{ brief.bottom_line.text }}</li></ul>"
    made = run_job(job_for(tmp_path, template, files=files))
    assert made.findings == ()
    assert [file.format for file in made.files] == [format]
