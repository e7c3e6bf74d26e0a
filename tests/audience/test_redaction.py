"""Redaction as a choice: a constant text in the place of withheld items, and nothing else of them."""

from __future__ import annotations

import re
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.audience.model import Verdict
from communique.audience.redaction import is_stand_in, stand_in
from communique.compose.document import compose
from communique.content.model import (
    Actor,
    Case,
    Chart,
    Check,
    Crosswalk,
    Event,
    Item,
    Lesson,
    Message,
    Picture,
    Point,
    Principle,
    Recommendation,
    Remark,
    Section,
    Statement,
)
from communique.content.registers import Audience
from communique.content.walk import items, texts
from communique.job import run_job
from communique.plan import Wish
from communique.write.html import write_html
from kit.contents import BRIEFS, as_files, is_withheld
from kit.projects import prepared, write_project

READER = """\
title: The public
ceiling: TLP:CLEAR
attribution: collective
depth: standard
documents:
  pack: {formats: [html]}
"""
MARKED = READER + "redaction: mark\n"
HEAD = """\
title: A small brief
short_title: Small
date: 2026-11-22
from: The secretariat
bottom_line: {text: Meet soon.}
"""
SECRET = "handling: 'TLP:AMBER'"


def job_of(root: Path, brief: str, reader: str = MARKED, **files: str):
    """The pack of the public."""
    named = {f"content/briefs/demo/{name}.yaml": text for name, text in files.items()}
    sources = {"content/audiences/public.yaml": reader, "content/briefs/demo/brief.yaml": HEAD + brief}
    planned = prepared(write_project(root, sources | named))
    assert planned.findings == (), planned.findings
    assert planned.value is not None
    return next(job for job in planned.value.jobs if job.audience == "public")


def titles(job) -> list[str]:
    return [message.title.markdown for message in job.view.brief.key_messages]


MESSAGES = f"""\
key_messages:
  - {{id: a, title: A}}
  - {{id: b, title: B, {SECRET}}}
  - {{id: c, title: C, {SECRET}}}
  - {{id: d, title: D}}
  - {{id: e, title: E, {SECRET}}}
"""
GAP = r"\[withheld\]"


def test_a_run_of_withheld_items_is_one_place(tmp_path):
    assert titles(job_of(tmp_path, MESSAGES)) == ["A", GAP, "D", GAP]


def test_by_default_nothing_tells_that_something_was_removed(tmp_path):
    assert titles(job_of(tmp_path, MESSAGES, READER)) == ["A", "D"]


def test_what_is_left_out_for_other_reasons_parts_no_run(tmp_path):
    between = MESSAGES.replace("{id: d, title: D}", "{id: d, title: D, depth: full}")
    assert titles(job_of(tmp_path, between)) == ["A", GAP]


def test_what_the_document_would_not_have_shown_anyway_has_no_place(tmp_path):
    deep = MESSAGES.replace(SECRET, f"depth: full, {SECRET}")
    assert titles(job_of(tmp_path, deep)) == ["A", "D"]


def test_what_is_inside_a_withheld_item_has_no_place_of_its_own(tmp_path):
    brief = f"sections:\n  - {{id: s, title: S, {SECRET}, points: [{{id: p, title: P, {SECRET}}}]}}\n"
    stand_ins = [item for item, _ in items(job_of(tmp_path, brief).view.brief) if item.redacted]
    assert [item.path for item in stand_ins] == ["sections/redacted.1"]


def test_decisions_tell_which_places_are_shown(tmp_path):
    from communique.audience.model import Choice
    from communique.audience.select import select
    from communique.content.load import load_content
    from kit.projects import opened

    job_of(tmp_path, MESSAGES)
    content = load_content(opened(tmp_path).files).value
    assert content is not None
    reader = content.audience("public")
    assert reader is not None
    made = select(content, content.briefs[0], reader, Choice("pack", reader.depth)).value
    assert made is not None
    shown = {decision.path for decision in made.decisions if decision.redacted}
    assert shown == {"key_messages/b", "key_messages/c", "key_messages/e"}
    assert all(d.verdict is Verdict.WITHHELD for d in made.decisions if d.redacted)


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("redaction: mark", "[withheld]"),
        ("redaction: {show: mark}", "[withheld]"),
        ("redaction: {show: mark, text: '*gone* [@x]'}", "*gone* [@x]"),
        ("redaction: {show: mark, basis: s. 27 FOIA}", "[withheld] (s. 27 FOIA)"),
    ],
)
def test_the_words_are_the_audiences_own_and_never_markup(tmp_path, rule, text):
    job = job_of(tmp_path, MESSAGES, READER + rule + "\n")
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    page = write_html(document, job.theme).decode()
    assert page.count(f">{text}<") == 2


@pytest.mark.parametrize(
    "model",
    [Actor, Case, Chart, Check, Crosswalk, Event, Lesson, Message, Picture, Point, Principle, Recommendation, Remark,
     Section, Statement],
)  # fmt: skip
def test_a_stand_in_says_the_constant_text_once_and_nothing_else(model: type[Item]):
    audience = Audience.model_validate(
        {"id": "public", "title": "P", "ceiling": "TLP:CLEAR", "documents": {}, "redaction": "mark"}
    )
    like = model.model_construct(path="sections/hidden", id="hidden")
    made = stand_in(like, 3, audience)
    assert [text.markdown for text in texts(made) if text.markdown] == [GAP]
    assert (made.id, made.path, made.redacted) == ("redacted.3", "sections/redacted.3", True)
    assert all(is_stand_in(text.path) for text in texts(made))
    assert (made.sources, made.evidence, made.handling) == ((), None, None)
    assert "hidden" not in repr(made)


def test_every_kind_of_item_has_a_stand_in_but_the_brief_and_the_lines_of_a_drawing():
    tested = {Actor, Case, Chart, Check, Crosswalk, Event, Lesson, Message, Picture, Point, Principle, Recommendation, Remark,
              Section, Statement}  # fmt: skip
    models = {model for model in Item.__subclasses__() if model.__module__ == "communique.content.model"}
    assert {model.__name__ for model in models - tested} == {"Brief", "Series"}


CASES = {
    "cases/k": f"""\
title: The kept case
opening: o
where: w
when: n
context: c
mechanism: m
outcome: o
actors: [{{id: a, name: Anna, role: r}}, {{id: b, name: Bert, role: r, {SECRET}}}]
timeline: [{{id: a, when: '2001', text: It began.}}, {{id: b, when: '2002', text: Bang, {SECRET}}}]
lessons: [{{id: a, text: Learn., transfers: 'true'}}, {{id: b, text: Hush, transfers: 'true', {SECRET}}}]
crosswalk: [{{principle: open, rating: applied}}, {{principle: kept, rating: partly, note: Psst, {SECRET}}}]
""",
    "cases/l": f"title: L\nopening: o\nwhere: w\nwhen: n\ncontext: c\nmechanism: m\noutcome: o\n{SECRET}\n",
    "principles": f"""\
principles:
  - {{id: open, name: Openness, one_line: Be open., why: So., checks: [{{id: a, text: Say it}}, {{id: b, text: Shh, {SECRET}}}]}}
  - {{id: hid, name: Hiding, one_line: Hide., why: So., {SECRET}}}
  - {{id: kept, name: Keeping, one_line: Keep., why: So.}}
""",
}
EVERYTHING = f"""\
{MESSAGES}
sections:
  - id: s
    title: Talks
    text: They began.
    points: [{{id: p, title: One}}, {{id: q, title: Two, {SECRET}}}]
    remarks: [{{id: r, text: Mark., {SECRET}}}]
    figures: [{{id: f, file: f.png, alt: x, caption: Look., {SECRET}}}]
    charts: [{{id: c, kind: bar, title: Rising., table: 'true', series: [{{id: v, values: {{a: 1, b: 2}}}}], {SECRET}}}]
  - {{id: t, title: More talks, {SECRET}}}
  - {{id: u, title: Last talks}}
recommendations:
  - {{id: a, action: Go, who: w, when: n}}
  - {{id: b, action: Stay, who: w, when: n, {SECRET}}}
  - {{id: c, action: Come, who: w, when: n}}
"""
HIDDEN = (
    "Bert",
    "Bang",
    "Hush",
    "Psst",
    "Hiding",
    "Shh",
    "Two",
    "Mark.",
    "Look.",
    "Rising.",
    "More talks",
    "Stay",
)


def everything(root: Path):
    return job_of(root, EVERYTHING, **CASES)


@pytest.fixture
def _picture(tmp_path):
    from PIL import Image

    path = tmp_path / "content/briefs/demo/figures/f.png"
    path.parent.mkdir(parents=True)
    Image.new("RGB", (40, 20)).save(path)


@pytest.mark.usefixtures("_picture")
def test_all_formats_show_the_places_and_pass_their_own_checks(tmp_path):
    job = everything(tmp_path)
    made = run_job(replace(job, formats=("pdf", "docx", "html")))
    assert made.findings == ()
    page = next(file.data for file in made.files if file.format == "html").decode()
    assert [word for word in HIDDEN if word in page] == []


@pytest.mark.usefixtures("_picture")
def test_numbers_count_what_the_reader_sees(tmp_path):
    job = everything(tmp_path)
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    page = " ".join(write_html(document, job.theme).decode().split())
    assert '<p class="lead">[withheld]</p> <ol class="recommendations" start="2">' in page
    assert '<span class="number">2.2</span> Last talks' in page
    assert "2.3" not in page


def test_a_document_tells_nothing_of_places_that_it_does_not_show(tmp_path):
    """Not even by the numbers in its anchors."""
    brief = f"{MESSAGES}recommendations: [{{id: b, action: Stay, who: w, when: n, {SECRET}}}]\n"
    shown = "{#---\ntitle: Pack\n---#}\n{% for r in brief.recommendations %}<p of='{{ r.path }}'>{{ r.action }}</p>{% endfor %}"
    (tmp_path / "templates/documents").mkdir(parents=True)
    (tmp_path / "templates/documents/pack.html.j2").write_text(shown, encoding="utf-8")
    job = job_of(tmp_path, brief)
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    assert '<p id="recommendations-redacted">[withheld]</p>' in write_html(document, job.theme).decode()


@pytest.mark.usefixtures("_picture")
def test_a_large_item_is_one_heading_and_no_page(tmp_path):
    job = everything(tmp_path)
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    page = write_html(document, job.theme).decode()
    assert page.count('<section id="" class="case">') + page.count('<section class="case">') == 1


@pytest.mark.usefixtures("_picture")
def test_advice_on_what_to_cut_never_names_a_place(tmp_path):
    job = everything(tmp_path)
    assert [cut.path for cut in job.limits.cuts if is_stand_in(cut.path)] == []


@pytest.mark.usefixtures("_picture")
def test_a_place_bears_no_portion_mark(tmp_path):
    job = job_of(tmp_path, EVERYTHING, MARKED + "portion_marks: 'true'\n", **CASES)
    document = compose(job.view, job.order, job.templates, job.theme).value
    assert document is not None
    page = write_html(document, job.theme).decode().replace("\N{NO-BREAK SPACE}", " ")
    assert "</span> [withheld]" not in page
    assert "(TLP:CLEAR)</span> Talks" in page


def test_a_chart_that_lost_a_series_is_drawn_from_the_others(tmp_path):
    series = f"[{{id: v, name: V, values: {{a: 1}}}}, {{id: w, name: W, values: {{a: 2}}, {SECRET}}}]"
    brief = f"sections: [{{id: s, title: S, charts: [{{id: c, kind: bar, title: T, series: {series}}}]}}]\n"
    job = job_of(tmp_path, brief)
    assert [one.id for one in job.view.brief.sections[0].charts[0].series] == ["v"]
    assert run_job(job).findings == ()


def test_a_reference_to_what_is_withheld_stays_a_fault(tmp_path):
    brief = MESSAGES + "sections: [{id: s, title: S, text: 'See {ref}`message/b`.'}]\n"
    sources = {"content/audiences/public.yaml": MARKED, "content/briefs/demo/brief.yaml": HEAD + brief}
    found = prepared(write_project(tmp_path, sources)).findings
    assert [finding.code.value for finding in found] == ["reference-to-withheld"]


def test_a_bottom_line_that_is_withheld_has_its_place(tmp_path):
    head = HEAD.replace("{text: Meet soon.}", f"{{text: Meet soon., {SECRET}}}")
    files = {"content/audiences/public.yaml": MARKED, "content/briefs/demo/brief.yaml": head}
    planned = prepared(write_project(tmp_path, files)).value
    assert planned is not None
    job = next(job for job in planned.jobs if job.audience == "public")
    assert job.view.brief.bottom_line.text.markdown == GAP
    assert compose(job.view, job.order, job.templates, job.theme).findings == ()


def test_a_bottom_line_that_is_withheld_leaves_no_trace_by_default(tmp_path):
    head = HEAD.replace("{text: Meet soon.}", f"{{text: Meet soon., {SECRET}}}")
    files = {"content/audiences/public.yaml": READER, "content/briefs/demo/brief.yaml": head}
    planned = prepared(write_project(tmp_path, files), Wish(audiences=("public",))).value
    assert planned is not None
    made = run_job(planned.jobs[0], planned.withheld[0])
    assert made.findings == ()
    assert b"bottom-line" not in re.sub(rb"<style>.*?</style>", b"", made.files[0].data, flags=re.DOTALL)


# -- non-interference, given the places --------------------------------------------------------------------------


def page_of(brief: dict[str, Any]) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        planned = prepared(
            write_project(Path(folder), as_files(brief) | {"content/audiences/public.yaml": MARKED})
        )
        assert planned.value is not None
        job = next(job for job in planned.value.jobs if job.audience == "public")
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        return write_html(document, job.theme)


@st.composite
def mutated(draw: st.DrawFn, siblings: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same list with each run of withheld items rewritten: other words and ids, another order, another number."""
    made: list[dict[str, Any]] = []
    run: list[dict[str, Any]] = []
    for item in (*siblings, None):
        if item is not None and is_withheld(item, "public", "TLP:CLEAR"):
            run += [_rewritten(item, f"zz{len(made)}x{len(run)}")]
            continue
        if run:
            more = [_rewritten(one, f"yy{len(made)}x{at}") for at, one in enumerate(run)]
            made += draw(st.permutations(run + draw(st.sampled_from(([], more)))))
            run = []
        if item is not None:
            inner = {key: draw(mutated(item[key])) for key in ("points", "checks") if key in item}
            made.append(item | inner)
    return made


def _rewritten(item: dict[str, Any], name: str) -> dict[str, Any]:
    texts = {key: f"SECRET {key}" for key in ("title", "text", "name", "one_line", "why") if key in item}
    return item | texts | {"id": name}


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data(), BRIEFS)
def test_nothing_but_the_places_changes_a_byte(data, brief):
    other = {key: data.draw(mutated(siblings)) for key, siblings in brief.items()}
    page = page_of(brief)
    assert page_of(other) == page
    assert b"SECRET" not in page


def test_the_check_is_red_when_a_place_is_counted(monkeypatch):
    from communique.audience import select as room

    def telling(like, number, audience):
        return stand_in(like, number, audience).model_copy(update={"title": like.title})

    hidden = {"id": "m0", "title": "One.", "handling": "TLP:AMBER"}
    brief = {"key_messages": [hidden], "sections": [], "principles": []}
    other = {**brief, "key_messages": [hidden | {"title": "Other."}]}
    assert page_of(brief) == page_of(other)
    monkeypatch.setattr(room, "stand_in", telling)
    assert page_of(brief) != page_of(other)
