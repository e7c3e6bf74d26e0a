"""Markings read back from finished files: of documents, pages and portions, and how they are placed."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from communique.compose.model import Document
from communique.job import run_job
from communique.verify.conform import Finished
from communique.verify.conform.marks import Allowed, labels_in
from communique.verify.conform.pdf import bands
from communique.verify.extract import extract_pdf
from communique.verify.gate import verify
from communique.write.pdf import write_pdf
from kit.composing import composed
from kit.finished import edited_docx, written
from kit.marked import LABELS, marked_projects
from kit.projects import prepared, write_project
from kit.samples import default_theme

TLP = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT", "TLP:RED")
BY_PAGE = """\
title: Insiders
ceiling: TLP:AMBER
marking: page
documents: {summary: {formats: [pdf]}}
"""
BRIEF = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
key_messages:
  - {id: a, title: Open}
  - {id: b, title: Secret, text: "More[^1].\\n\\n[^1]: A note.", handling: 'TLP:AMBER'}
"""
SHOWN = """
<h1>{{ brief.title }}</h1><hr class="page-break">
<p>{{ brief.key_messages[0].title }}</p><hr class="page-break">
<p>{{ brief.key_messages[1].title }}</p><hr class="page-break">
{{ brief.key_messages[1].text }}
"""
FILES = {
    "content/audiences/insiders.yaml": BY_PAGE,
    "content/audiences/public.yaml": None,
    "content/briefs/demo/brief.yaml": BRIEF,
}


def document_of(tmp_path, shown: str = SHOWN, files=None) -> Document:
    made = composed(tmp_path, shown, files=FILES | (files or {})).value
    assert made is not None
    return made


def marks(data: bytes) -> list[tuple[str, ...]]:
    """What each page bears above and below."""
    found = [tuple(sorted(labels_in(band.text, TLP))) for band in bands(extract_pdf(data))]
    return [
        top if top == foot else (*top, "and", *foot)
        for top, foot in zip(found[::2], found[1::2], strict=True)
    ]


def told(
    document: Document, format: str, data: bytes, allowed: Allowed | None = None
) -> list[tuple[str, str]]:
    file = Finished(f"out/b/a/d.{format}", format, data)
    found = verify(file, document, default_theme(), allowed=allowed)
    return [(finding.code.value, finding.message) for finding in found]


# -- the marks of pages ------------------------------------------------------------------------------------------


def test_each_page_bears_what_stands_on_it_and_the_first_what_the_document_is(tmp_path):
    document = document_of(tmp_path)
    data = written(document, "pdf")
    assert marks(data) == [("TLP:AMBER",), ("TLP:CLEAR",), ("TLP:AMBER",), ("TLP:AMBER",)]
    assert told(document, "pdf", data) == []


def test_without_the_wish_every_page_bears_the_documents_mark(tmp_path):
    by_document = {"content/audiences/insiders.yaml": BY_PAGE.replace("marking: page\n", "")}
    document = document_of(tmp_path, files=by_document)
    assert document.page_marks == ()
    assert marks(written(document, "pdf")) == [("TLP:AMBER",)] * 4


@pytest.mark.parametrize("format", ["docx", "html"])
def test_formats_without_pages_bear_the_documents_mark(tmp_path, format):
    document = document_of(tmp_path)
    assert told(document, format, written(document, format)) == []


def test_a_page_that_is_marked_too_low_is_refused(tmp_path):
    document = document_of(tmp_path)
    low, top = document.page_marks[0], document.page_marks[-1]
    data = written(replace(document, page_marks=(low, low, low, top)), "pdf")
    assert marks(data) == [("TLP:AMBER",), *[("TLP:CLEAR",)] * 3]
    found = told(document, "pdf", data)
    assert [code for code, _ in found] == ["marking-wrong"] * 4
    assert (
        "the footer of page 3 bears the marking 'TLP:CLEAR', and what stands on the page is TLP:AMBER"
        in dict(map(reversed, found))
    )


def test_a_page_without_a_mark_is_refused(tmp_path):
    document = document_of(tmp_path)
    bare = tuple(replace(mark, label="x") for mark in document.page_marks[:-1])
    data = written(replace(document, page_marks=(*bare, document.page_marks[-1])), "pdf")
    assert [code for code, _ in told(document, "pdf", data)] == ["marking-missing"] * 2


def test_labels_move_no_page_break(tmp_path):
    document = document_of(tmp_path)
    plain = replace(document, page_marks=())
    both = [write_pdf(each, default_theme()).value for each in (document, plain)]
    assert both[0] is not None
    assert both[1] is not None
    assert both[0].pages == both[1].pages


def test_what_a_template_reads_and_places_nowhere_can_be_on_any_page(tmp_path):
    shown = SHOWN + "<p>{{ brief.key_messages[1].title.markdown }}</p>"
    shown = shown.replace("<p>{{ brief.key_messages[1].title }}</p>", "<p>x</p>")
    shown = shown.replace("{{ brief.key_messages[1].text }}", "<p>x</p>")
    assert marks(written(document_of(tmp_path, shown), "pdf"))[1] == ("TLP:AMBER",)


CASE = """\
title: C
opening: o
where: w
when: n
context: c
mechanism: m
outcome: o
crosswalk: [{principle: q, rating: partly, handling: 'TLP:AMBER'}]
"""
PRINCIPLES = "principles: [{id: q, name: Q, one_line: o, why: w}]\n"


def test_a_rating_stands_where_the_template_says_whose_it_is(tmp_path):
    files = {
        "content/briefs/demo/cases/c.yaml": CASE,
        "content/briefs/demo/principles.yaml": PRINCIPLES,
        "content/briefs/demo/brief.yaml": BRIEF.replace("TLP:AMBER", "TLP:CLEAR"),
    }
    rating = "{% set rated = brief.cases[0].crosswalk[0] %}<p><span class='mark' of='{{ rated.path }}'>{{ rated.rating }}</span></p>"
    shown = f'<h1>x</h1><hr class="page-break"><p>y</p><hr class="page-break">{rating}'
    said = marks(written(document_of(tmp_path / "said", shown, files), "pdf"))
    assert said == [("TLP:AMBER",), ("TLP:CLEAR",), ("TLP:AMBER",)]
    silent = shown.replace(" of='{{ rated.path }}'", "")
    anywhere = marks(written(document_of(tmp_path / "silent", silent, files), "pdf"))
    assert anywhere == [("TLP:AMBER",)] * 3


@settings(max_examples=6, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(marked_projects(marking="page", documents={"pack": {"formats": ["pdf"]}}))
def test_no_page_is_marked_lower_than_what_it_says(project):
    with tempfile.TemporaryDirectory() as folder:
        planned = prepared(write_project(Path(folder), project.files)).value
        assert planned is not None
        made = run_job(planned.jobs[0])
    assert [finding for finding in made.findings if finding.code.value.startswith("marking")] == []
    assert made.files
    text = extract_pdf(made.files[0].data)
    for number, mark in enumerate(marks(made.files[0].data), start=1):
        said = (*text.pieces, *text.notes)
        shown = project.shown(" ".join(each.text for each in said if each.page == number))
        assert len(mark) == 1
        assert max(shown, default=0) <= LABELS.index(mark[0])


# -- the ladder and the ceiling ----------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_file_that_is_marked_above_its_readers_ceiling_is_refused(tmp_path, format):
    document = document_of(tmp_path)
    data = written(document, format)
    assert told(document, format, data, Allowed(TLP, "TLP:AMBER")) == []
    found = told(document, format, data, Allowed(TLP, "TLP:GREEN"))
    assert {code for code, _ in found} == {"marking-wrong"}
    assert "bears 'TLP:AMBER', and the reader's ceiling is TLP:GREEN" in found[0][1]


def test_a_marking_that_is_not_on_the_ladder_is_refused(tmp_path):
    document = document_of(tmp_path)
    found = told(document, "html", written(document, "html"), Allowed(("OFFICIAL", "SECRET"), "SECRET"))
    assert {code for code, _ in found} == {"marking-wrong"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Page 1 TOP SECRET", {"TOP SECRET"}),
        ("SECRET Page 1", {"SECRET"}),
        ("OFFICIAL-SENSITIVE", {"OFFICIAL-SENSITIVE"}),
        ("OFFICIAL-SENSITIVE, not OFFICIAL", {"OFFICIAL-SENSITIVE", "OFFICIAL"}),
        ("secretary", set()),
    ],
)
def test_a_label_inside_a_longer_one_is_not_it(text, found):
    assert labels_in(text, ("OFFICIAL", "OFFICIAL-SENSITIVE", "SECRET", "TOP SECRET")) == found


# -- where TLP 2.0 wants it --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        (".marking { font-size: 9pt }", "has letters of 9 points"),
        (".head-right { text-align: left }", "does not stand at the right"),
        (".marking { color: #777777 !important }", "has the colour #777777 and not #FFC000"),
    ],
)
def test_a_style_sheet_that_misplaces_the_label_is_told(tmp_path, rule, fault):
    document, theme = document_of(tmp_path), default_theme()
    made = write_pdf(document, replace(theme, css=f"{theme.css}\n{rule}\n")).value
    assert made is not None
    found = told(document, "pdf", made.data)
    assert {code for code, _ in found} == {"marking-place"}
    assert all(message.endswith(fault) for _, message in found)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (b'w:sz w:val="24"', b'w:sz w:val="18"', "has letters of 9 points"),
        (b'w:color w:val="FFC000"', b'w:color w:val="777777"', "has the colour #777777 and not #FFC000"),
    ],
)
def test_a_word_style_that_misplaces_the_label_is_told(tmp_path, old, new, fault):
    document = document_of(tmp_path)
    data = written(document, "docx")
    marking = data and edited_docx(data, {"word/styles.xml": lambda part: _in_marking(part, old, new)})
    found = told(document, "docx", marking)
    assert {code for code, _ in found} == {"marking-place"}
    assert all(message.endswith(fault) for _, message in found)


def _in_marking(part: bytes, old: bytes, new: bytes) -> bytes:
    head, name, rest = part.partition(b'w:styleId="Marking"')
    assert old in rest
    return head + name + rest.replace(old, new, 1)


def test_a_word_label_that_is_not_at_the_right_is_told(tmp_path):
    document = document_of(tmp_path)
    parts = {f"word/header{number}.xml": lambda part: part.replace(b"<w:tab/>", b"") for number in (1, 2)}
    found = told(document, "docx", edited_docx(written(document, "docx"), parts))
    assert {code for code, _ in found} == {"marking-place"}
    assert all(message.endswith("does not stand at the right") for _, message in found)


@pytest.mark.parametrize(("tabs", "is_told"), [(1, True), (2, False)])
def test_a_word_label_that_a_tab_leads_to_the_middle_is_told(tmp_path, tabs, is_told):
    document = document_of(tmp_path)
    both = b'<w:tabs><w:tab w:val="center" w:pos="4000"/><w:tab w:val="right" w:pos="9000"/></w:tabs>'

    def with_both(part: bytes) -> bytes:
        part = re.sub(rb"(</w:pPr>)", both + rb"\1", re.sub(rb"<w:tabs>.*?</w:tabs>", b"", part))
        return part.replace(b"<w:tab/>", b"<w:tab/>" * tabs)

    parts = {f"word/header{number}.xml": with_both for number in (1, 2)}
    found = told(document, "docx", edited_docx(written(document, "docx"), parts))
    assert {code for code, _ in found} == ({"marking-place"} if is_told else set())


# -- portions ----------------------------------------------------------------------------------------------------

PORTIONS = {"content/audiences/insiders.yaml": BY_PAGE.replace("marking: page", "portion_marks: 'true'")}


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_portion_mark_that_is_missing_is_noticed(tmp_path, format):
    document = document_of(tmp_path, files=PORTIONS)
    assert told(document, format, written(document, format)) == []
    bare = document_of(tmp_path / "bare")
    lost = written(replace(bare, page_marks=()), format)
    assert {code for code, _ in told(document, format, lost)} >= {"text-disagrees"}
