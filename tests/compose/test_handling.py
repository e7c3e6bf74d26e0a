"""The marking of a document: the highest rung of what it really shows, and never one too low."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from communique.compose import handling as room
from communique.compose.document import compose
from communique.theme import Theme
from communique.write.html import write_html
from kit.composing import composed
from kit.marked import LABELS, Marked, marked_projects
from kit.projects import prepared, write_project

HEAD = "title: A small brief\nshort_title: Small\ndate: 2026-11-22\nfrom: The secretariat\n"
BRIEF = "content/briefs/demo/brief.yaml"
ALONE = {"content/audiences/public.yaml": None}
SECRET = "key_messages: [{id: open, title: Open}, {id: secret, title: Secret, text: More, handling: 'TLP:AMBER'}]\n"


def label(tmp_path, template: str, brief: str = "bottom_line: {text: Meet soon.}\n" + SECRET, **files) -> str:
    """The marking of what a template makes of a brief."""
    named = {f"content/{name}.yaml": text for name, text in files.items()}
    document = composed(tmp_path, template, files={BRIEF: HEAD + brief, **ALONE, **named}).value
    assert document is not None
    return document.marking.label


@pytest.mark.parametrize(
    ("shows", "marking"),
    [
        ("{% for m in brief.key_messages[:1] %}<p>{{ m.title }}</p>{% endfor %}", "TLP:CLEAR"),
        ("{% for m in brief.key_messages %}<p>{{ m.title }}</p>{% endfor %}", "TLP:AMBER"),
        ("<p>x {% for m in brief.key_messages %}{{ m.title }}{% endfor %}</p>", "TLP:AMBER"),
        ("<h2>x {% for m in brief.key_messages %}{{ m.title }}{% endfor %}</h2>", "TLP:AMBER"),
        ("{% for m in brief.key_messages %}{{ m.text or '' }}{% endfor %}", "TLP:AMBER"),
        ("<ul>{% for m in brief.key_messages %}<li>{{ m.title }}</li>{% endfor %}</ul>", "TLP:AMBER"),
        ("<ul>{% for m in brief.key_messages %}<li of='{{ m.path }}'>x</li>{% endfor %}</ul>", "TLP:AMBER"),
        ("<p><a ref='message/secret'></a></p>", "TLP:AMBER"),
        ("<p><a ref='message/open'></a></p>", "TLP:CLEAR"),
        ("<p><a ref='message/secret'>the other</a></p>", "TLP:CLEAR"),
        ("<p>{{ brief.key_messages[1].title|plain }}</p>", "TLP:AMBER"),
        ("<p>{{ brief.key_messages[1].title.markdown }}</p>", "TLP:AMBER"),
        ("<p>{{ brief.key_messages[1].title|upper|length }}</p>", "TLP:AMBER"),
        ("<p>{{ brief.key_messages|length }} messages, {{ brief.key_messages[1].id }}</p>", "TLP:CLEAR"),
    ],
)
def test_a_document_is_marked_by_what_it_shows(tmp_path, shows, marking):
    assert label(tmp_path, f"<h1>{{{{ brief.title }}}}</h1>{shows}") == marking


def test_what_is_no_text_counts_as_well(tmp_path):
    case = (
        "title: C\nopening: o\nwhere: w\nwhen: n\ncontext: c\nmechanism: m\noutcome: o\n"
        "actors: [{id: a, name: A, role: r, track: II, handling: 'TLP:AMBER'}]\n"
    )
    files = {"briefs/demo/cases/k": case}
    names = "<p>{% for a in brief.cases[0].actors %}{{ a.id }}{% endfor %}</p>"
    tracks = "<p>{% for a in brief.cases[0].actors %}{{ a.track }}{% endfor %}</p>"
    assert label(tmp_path / "names", names, **files) == "TLP:CLEAR"
    assert label(tmp_path / "tracks", tracks, **files) == "TLP:AMBER"


REGISTERS = {
    "people": "people: [{id: kim, name: Kim, role: an officer, attributable: true, handling: 'TLP:AMBER'}]\n",
    "glossary": "terms: [{id: cbm, term: measure, definition: d, handling: 'TLP:AMBER'}]\n",
    "sources": "sources: [{id: book, type: book, title: t, handling: 'TLP:AMBER'}]\n",
}


@pytest.mark.parametrize(
    ("text", "marking"),
    [
        ("Meet soon.", "TLP:CLEAR"),
        ("As {person}`kim` said.", "TLP:AMBER"),
        ("A {term}`cbm` helps.", "TLP:AMBER"),
        ("So it was [@book].", "TLP:AMBER"),
        ("So[^1].\\n\\n[^1]: As {person}`kim` said.", "TLP:AMBER"),
        ("See {ref}`section/s`.", "TLP:AMBER"),
        ("See {ref}`there <section/s>`.", "TLP:CLEAR"),
    ],
)
def test_what_the_words_bring_along_counts(tmp_path, text, marking):
    hidden = "sections: [{id: s, title: Deep, handling: 'TLP:AMBER'}]\n"
    brief = f'bottom_line: {{text: "{text}"}}\n{hidden}'
    shown = "{{ brief.bottom_line.text }}<div class='bibliography'></div>"
    assert label(tmp_path, shown, brief, **REGISTERS) == marking


def test_a_title_that_a_reference_shows_brings_its_own_names(tmp_path):
    brief = 'bottom_line: {text: "See {ref}`section/s`."}\nsections: [{id: s, title: "What {person}`kim` said"}]\n'
    assert label(tmp_path, "{{ brief.bottom_line.text }}", brief, people=REGISTERS["people"]) == "TLP:AMBER"


def test_sources_that_are_listed_without_being_cited_count(tmp_path):
    quiet = {
        "audiences/insiders": "title: I\nceiling: TLP:AMBER\nevidence: hide\ndocuments: {summary: {formats: [html]}}\n"
    }
    brief = 'bottom_line: {text: "So it was [@book]."}\n'
    files = REGISTERS | quiet
    listed = "{{ brief.bottom_line.text }}<div class='bibliography'></div>"
    assert label(tmp_path / "listed", listed, brief, **files) == "TLP:AMBER"
    assert label(tmp_path / "hidden", "{{ brief.bottom_line.text }}", brief, **files) == "TLP:CLEAR"


def test_the_projects_default_is_the_lowest_that_a_document_can_bear(tmp_path):
    files = {"project": "title: P\nhandling: TLP:GREEN\n"}
    assert label(tmp_path, "<p>x</p>", "bottom_line: {text: Meet soon.}\n", **files) == "TLP:GREEN"


# -- for any content ---------------------------------------------------------------------------------------------


def pages(project: Marked):
    """Each document of a project: the text of its page and its marking."""
    with tempfile.TemporaryDirectory() as folder:
        planned = prepared(write_project(Path(folder), project.files))
        assert planned.findings == ()
        assert planned.value is not None
        for job in planned.value.jobs:
            document = compose(job.view, job.order, job.templates, job.theme).value
            if document is not None:
                yield page_text(document, job.theme), document.marking.label


def page_text(document, theme: Theme) -> str:
    return write_html(document, theme).decode().partition("<body>")[2]


SLOW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SLOW
@given(marked_projects())
def test_no_document_is_marked_lower_than_what_it_shows_nor_higher(project):
    for text, marking in pages(project):
        shown = project.shown(text)
        assert max(shown) <= LABELS.index(marking)
        assert LABELS.index(marking) in shown | project.ratings


def test_the_check_is_red_when_names_are_not_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(room, "with_named", lambda blocks, _: blocks)
    monkeypatch.setattr("communique.compose.document.with_named", lambda blocks, _: blocks)
    brief = 'bottom_line: {text: "As {person}`kim` said."}\n'
    assert label(tmp_path, "{{ brief.bottom_line.text }}", brief, people=REGISTERS["people"]) == "TLP:CLEAR"
