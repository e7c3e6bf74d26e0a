"""What communique promises, each with a check that is seen to fail on a planted fault.

Promises are numbered as in the documentation: selection before rendering (1), one tree and several writers (3),
nothing published unproved (4), same input and same bytes (5), every fault has a place (7).
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given

from communique.audience import select as select_room
from communique.audience.model import Reason, Verdict
from communique.compose.document import compose
from communique.content.walk import texts
from communique.findings import Origin
from communique.job import run_job
from communique.write.html import write_html
from kit.commands import communique, tree_of
from kit.composing import FRONT
from kit.contents import BRIEFS, as_files
from kit.projects import prepared, write_project

EVERYTHING = (
    FRONT
    + """
<h1>{{ brief.title }}</h1>
{% for item in brief.key_messages %}<p of="{{ item.path }}">{{ item.title }}</p>{{ item.text or "" }}{% endfor %}
{% for section in brief.sections %}<h2 of="{{ section.path }}">{{ section.title }}</h2>{{ section.text }}
{% for point in section.points %}<p of="{{ point.path }}">{{ point.title }}</p>{{ point.text }}{% endfor %}
{% endfor %}
{% for p in brief.principles %}<h2 of="{{ p.path }}">{{ p.name }}</h2>{{ p.why }}<ul>
{% for c in p.checks %}<li>{{ c.text }}</li>{% endfor %}<li>{{ p.one_line }}</li></ul>{% endfor %}
"""
)
TEMPLATE = {"templates/documents/summary.html.j2": EVERYTHING}


# -- 1 and 2: what is withheld can't be reached, and changes nothing ---------------------------------------------


def public_page(files) -> bytes:
    """What the public gets of a project, as HTML bytes, from a template that shows all it can reach."""
    with tempfile.TemporaryDirectory() as folder:
        planned = prepared(write_project(Path(folder), TEMPLATE | files))
        assert planned.value is not None
        job = next(job for job in planned.value.jobs if job.audience == "public")
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        return write_html(document, job.theme)


def secrets(brief) -> dict:
    """The same brief with everything withheld from the public rewritten, and more of it added in between."""
    changed = {key: list(items) for key, items in brief.items()}
    for key, hidden in (
        ("key_messages", {"title": "SECRET one"}),
        ("sections", {"title": "SECRET two", "text": "x"}),
    ):
        mark = {"id": "zz-secret", "handling": "TLP:AMBER"}
        changed[key] = [mark | hidden, *changed[key]]
    return changed


@given(BRIEFS)
def test_1_adding_what_is_withheld_changes_no_byte(brief):
    page = public_page(as_files(brief))
    assert public_page(as_files(secrets(brief))) == page
    assert b"SECRET" not in page


def test_1_the_check_is_red_when_selection_lets_something_through(monkeypatch):
    def lenient(_self, item, _height, _above):
        return Verdict.KEPT, Reason.NONE, item.origin

    brief = {"key_messages": [], "sections": [], "principles": []}
    page = public_page(as_files(brief))
    monkeypatch.setattr(select_room._Judge, "_judgement", lenient)
    assert public_page(as_files(secrets(brief))) != page


def test_1_a_view_holds_no_word_of_what_is_withheld(tmp_path):
    planned = prepared(write_project(tmp_path)).value
    assert planned is not None
    view = next(job.view for job in planned.jobs if job.audience == "public")
    assert [text.markdown for text in texts(view.brief) if "hidden channel" in text.markdown] == []
    assert "Kim" not in repr(view.people)


# -- 3 and 4: the formats say the same, and nothing is published unproved ----------------------------------------


def a_job(tmp_path, formats=("html",)):
    planned = prepared(write_project(tmp_path)).value
    assert planned is not None
    from dataclasses import replace

    return replace(next(job for job in planned.jobs if job.audience == "insiders"), formats=formats)


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_3_every_format_says_what_the_tree_says(tmp_path, format):
    assert run_job(a_job(tmp_path, (format,))).findings == ()


def test_3_a_writer_that_drops_a_word_is_noticed(tmp_path, monkeypatch):
    def forgetful(document, theme):
        return write_html(document, theme).replace(b"The door is open", b"The door is")

    monkeypatch.setattr("communique.write.html.write_html", forgetful)
    made = run_job(a_job(tmp_path))
    assert [(finding.code.value, str(finding.origin)) for finding in made.findings] == [
        ("text-disagrees", "content/briefs/demo/brief.yaml:9:12")
    ]


def planted(tmp_path: Path, code: str) -> dict[str, str]:
    """An environment in which every Python process begins by running some code."""
    folder = tmp_path / "planted"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(code, encoding="utf-8")
    return {"PYTHONPATH": str(folder)}


FORGETFUL = """
import communique.write.html as room
true = room.write_html
room.write_html = lambda document, theme: true(document, theme).replace(b"The door is open", b"The door is")
"""


@pytest.mark.journey
def test_4_a_file_that_disagrees_with_its_tree_is_not_published(tmp_path):
    audience = "title: P\nceiling: TLP:CLEAR\ndocuments: {summary: {formats: [html]}}\n"
    root = write_project(tmp_path / "project", {"content/audiences/public.yaml": audience})
    result = communique("build", "-a", "public", cwd=root, env=planted(tmp_path, FORGETFUL))
    assert (result.code, result.findings) == (1, ["content/briefs/demo/brief.yaml:9:12 error text-disagrees"])
    assert tree_of(root / "out") == {}


# -- 5: the same bytes ------------------------------------------------------------------------------------------


def pages_under(seed: str, root: Path, env: dict[str, str]) -> dict[str, str]:
    """What a build gives with a hash seed."""
    out = root / f"out-{seed}"
    result = communique("build", "-o", str(out), cwd=root, env={"PYTHONHASHSEED": seed} | env)
    assert result.code == 0, result.out + result.err
    return tree_of(out)


@pytest.mark.journey
def test_5_two_builds_are_the_same_bytes(tmp_path):
    root = write_project(tmp_path / "project")
    assert pages_under("1", root, {}) == pages_under("2", root, {})


@pytest.mark.journey
def test_5_the_check_is_red_when_something_depends_on_the_process(tmp_path):
    env = planted(
        tmp_path,
        "import communique.compose.numbering as room\n"
        "true = room.slug\n"
        "room.slug = lambda text: true(text) + str(hash(text) % 997)\n",
    )
    root = write_project(tmp_path / "project")
    assert pages_under("1", root, env) != pages_under("2", root, env)


# -- 7: every fault has a place ---------------------------------------------------------------------------------

FAULTY = {
    "content/people.yaml": "peple: []\n",
    "content/glossary.yaml": "terms:\n  - {id: a, term: b}\n",
    "content/briefs/demo/brief.yaml": "title: A\nshort_title: [A]\ndate: soon\nfrom: me\nbottom_line: {text: 'x {ref}`y`'}\n",
}


def places(tmp_path) -> list[Origin]:
    return [finding.origin for finding in prepared(write_project(tmp_path, FAULTY)).findings]


def test_7_all_faults_of_all_files_are_told_in_one_run_with_line_and_column(tmp_path):
    found = places(tmp_path)
    assert {origin.path for origin in found} == set(FAULTY)
    assert all(origin.line and origin.column for origin in found)


def test_7_the_check_is_red_when_a_place_is_lost(tmp_path, monkeypatch):
    from communique.content import schema

    monkeypatch.setattr(schema, "_locate", lambda root, _location: (root, None, root))
    assert len(set(places(tmp_path))) < 5


def test_the_checks_run_with_warnings_as_errors():
    """A planted warning ends a command, so a silent one can't hide in the tests."""
    code = "import warnings; warnings.warn('planted')"
    assert (
        subprocess.run(
            [sys.executable, "-W", "error", "-c", code], check=False, capture_output=True
        ).returncode
        == 1
    )
