"""What is drawn from data: only what the reader may see, with its handling, and the same picture in every format."""

from __future__ import annotations

import re
from base64 import b64decode
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest

from communique.compose.model import Figure, walk
from communique.job import run_job
from communique.plan import Wish
from communique.write.docx import write_docx
from communique.write.html import write_html
from communique.write.pdf import write_pdf
from kit.composing import composed, faults
from kit.drawings import words
from kit.projects import prepared, write_project
from kit.samples import default_theme

CASE = "content/briefs/demo/cases/visits.yaml"
BRIEF = "content/briefs/demo/brief.yaml"
HEAD = """\
title: Visits
opening: Two sides visited each other.
where: A port
when: 1990 to 2000
context: Nothing before.
mechanism: Ships.
outcome: Calm.
timeline_title: Visits became rare
timeline:
  - {id: first, when: "1990", date: "1990", text: The first visit}
  - {id: second, when: May 1995, date: 1995-05, text: The second}
  - {id: third, when: 1998–2000, from: "1998", to: "2000", text: A season of visits}
"""
UNDATED = "  - {id: loose, when: later, text: Nobody knows when}\n"
SECRET = '  - {id: secret, when: "1950", date: "1950", text: A hidden visit, handling: TLP:AMBER}\n'
PRINTS = "{% for case in brief.cases %}<h2>{{ case.title }}</h2>{{ case|timeline('In time') }}{% endfor %}"
CHART = """\
title: A brief
short_title: Brief
date: 2026-11-22
from: The desk
bottom_line: {text: Meet.}
sections:
  - id: one
    title: Numbers
    charts:
      - id: visits
        kind: bar
        title: Visits grew
        unit: visits
        credit: The port’s log
        series:
          - {id: north, name: North, values: {"1990": 3, "1995": 5}}
          - {id: south, name: South, values: {"1990": 4}}
"""
HIDDEN = '          - {id: hidden, name: Hidden, values: {"1800": 900}, handling: TLP:AMBER}\n'
CHARTS = "<h2>x</h2>{% for s in brief.sections %}{% for c in s.charts %}{{ c }}{% endfor %}{% endfor %}"


def figures(root, template, files, audience="insiders") -> list[Figure]:
    outcome = composed(root, template, audience, files)
    assert outcome.findings == ()
    assert outcome.value is not None
    return [block for block in walk(outcome.value.blocks) if isinstance(block, Figure)]


def test_the_dated_events_of_a_case_are_drawn_with_a_caption_and_words_for_who_cannot_see_it(tmp_path):
    (figure,) = figures(tmp_path, PRINTS, {CASE: HEAD + UNDATED})
    assert figure.alt == "Timeline of 3 events, from 1990 to 1998–2000"
    assert figure.number == "1"
    said = " ".join(words(figure.image.data))
    assert all(each in said for each in ("The first visit", "May 1995", "A season of visits"))
    assert "Nobody" not in said


def test_a_case_with_fewer_than_two_dated_events_has_no_picture(tmp_path):
    lone = HEAD[: HEAD.index("  - {id: second")] + UNDATED
    assert figures(tmp_path, PRINTS, {CASE: lone}) == []


def test_the_short_wording_of_an_event_is_what_the_picture_shows(tmp_path):
    short = HEAD.replace("text: The second}", "text: The second, variants: {one_line: Again}}")
    (figure,) = figures(tmp_path, PRINTS, {CASE: short})
    assert "Again" in words(figure.image.data)
    assert "The second" not in words(figure.image.data)


def test_names_in_a_picture_are_those_that_the_reader_is_told(tmp_path):
    named = HEAD.replace("text: The second}", 'text: "{person}`kim` came"}')
    (told,) = figures(tmp_path / "a", PRINTS, {CASE: named})
    (hidden,) = figures(tmp_path / "b", PRINTS, {CASE: named}, "public")
    assert "Kim" in " ".join(words(told.image.data))
    assert "Kim" not in " ".join(words(hidden.image.data))


def test_a_withheld_event_changes_no_byte_and_no_scale(tmp_path):
    (without,) = figures(tmp_path / "a", PRINTS, {CASE: HEAD}, "public")
    (withheld,) = figures(tmp_path / "b", PRINTS, {CASE: HEAD + SECRET}, "public")
    (seen,) = figures(tmp_path / "c", PRINTS, {CASE: HEAD + SECRET})
    assert withheld == without
    assert "A hidden visit" in words(seen.image.data)
    assert seen.image.data != without.image.data


def test_a_withheld_series_changes_no_byte_and_no_scale(tmp_path):
    (without,) = figures(tmp_path / "a", CHARTS, {BRIEF: CHART}, "public")
    (withheld,) = figures(tmp_path / "b", CHARTS, {BRIEF: CHART + HIDDEN}, "public")
    (seen,) = figures(tmp_path / "c", CHARTS, {BRIEF: CHART + HIDDEN})
    assert withheld == without
    assert "1800" in words(seen.image.data)
    assert "Hidden: 1800 900" in seen.alt


def test_a_chart_whose_series_are_all_withheld_is_not_there(tmp_path):
    amber = CHART.replace("}}\n", "}, handling: TLP:AMBER}\n")
    assert figures(tmp_path, CHARTS, {BRIEF: amber}, "public") == []


@pytest.mark.parametrize(
    ("template", "files"), [(PRINTS, {CASE: HEAD + SECRET}), (CHARTS, {BRIEF: CHART + HIDDEN})]
)
def test_a_document_is_as_high_as_what_its_pictures_show(tmp_path, template, files):
    high = composed(tmp_path / "a", template, files=files).value
    low = composed(tmp_path / "b", template, "public", files).value
    assert high is not None
    assert low is not None
    assert (high.marking.label, low.marking.label) == ("TLP:AMBER", "TLP:CLEAR")
    (figure,) = (block for block in walk(high.blocks) if isinstance(block, Figure))
    assert figure.source.rung == 2


def test_the_words_for_a_chart_tell_each_number_of_a_few_and_the_extremes_of_many(tmp_path):
    (few,) = figures(tmp_path / "a", CHARTS, {BRIEF: CHART})
    assert few.alt == "Bar chart, visits. North: 1990 3; 1995 5. South: 1990 4."
    values = ", ".join(f'"{year}": {year % 17 - 4}' for year in range(1960, 1990))
    many = CHART[: CHART.index("          - {id: north")].replace("bar", "line")
    (told,) = figures(
        tmp_path / "b", CHARTS, {BRIEF: f"{many}          - {{id: all, values: {{{values}}}}}\n"}
    )
    assert told.alt == (
        "Line chart, visits. 30 values from 1960 to 1989; the lowest is −4 (1972), the highest 12 (1971)."
    )
    (own,) = figures(tmp_path / "c", CHARTS, {BRIEF: CHART.replace("unit:", "alt: My words\n        unit:")})
    assert own.alt == "My words"


def test_a_reference_to_a_chart_leads_to_it(tmp_path):
    text = CHART.replace("    charts:", "    text: See {ref}`figure/visits`.\n    charts:")
    template = "{% for s in brief.sections %}<h2>x</h2>{{ s.text }}{{ s.charts[0] }}{% endfor %}"
    outcome = composed(tmp_path, template, files={BRIEF: text})
    assert outcome.findings == ()
    assert outcome.value is not None
    assert b'href="#sections-one-charts-visits"' in write_html(outcome.value, default_theme())


def test_what_is_taller_than_a_page_is_told(tmp_path):
    values = ", ".join(f"bar number {at}: {at}" for at in range(200))
    tall = CHART[: CHART.index("          - {id: north")] + f"          - {{id: all, values: {{{values}}}}}\n"
    found = faults(tmp_path, CHARTS, files={BRIEF: tall})
    assert len(found) == 1
    assert "drawing-too-tall: this takes" in found[0]


def test_the_numbers_of_a_chart_in_a_table_are_those_that_the_reader_may_see(tmp_path):
    files = {
        BRIEF: CHART.replace("unit: visits", "unit: visits\n        table: true") + HIDDEN,
        "content/audiences/public.yaml": "title: P\nceiling: TLP:CLEAR\ndocuments: {pack: {formats: [html]}}\n",
    }
    planned = prepared(write_project(tmp_path, files), Wish(audiences=("public",))).value
    assert planned is not None
    made = run_job(planned.jobs[0], planned.withheld[0])
    assert made.findings == ()
    rows = re.findall(r'<th scope="row">([^<]*)</th>', made.files[0].data.decode())
    assert rows == ["1990", "1995"]


def test_a_character_of_a_label_that_no_font_has_is_told_at_the_chart(tmp_path):
    document = composed(tmp_path, CHARTS, files={BRIEF: CHART.replace('"1995": 5', '"漢": 5')}).value
    assert document is not None
    found = write_pdf(document, default_theme()).findings
    assert [(each.code.value, str(each.origin)) for each in found] == [("missing-glyph", f"{BRIEF}:10:9")]


PRINCIPLES = """\
principles:
  - {id: trust, name: Trust, one_line: Be true., why: It lasts.}
  - {id: order, name: Order, one_line: Be tidy., why: It helps.}
"""
FIRST = HEAD[: HEAD.index("timeline_title")] + "crosswalk:\n  - {principle: trust, rating: applied}\n"
SECOND = FIRST.replace("title: Visits", "title: Letters").replace("applied", "absent")
MATRIX = {
    CASE: FIRST,
    "content/briefs/demo/cases/letters.yaml": SECOND,
    "content/briefs/demo/principles.yaml": PRINCIPLES,
}
GRID = "<h2>x</h2>{{ brief|matrix('How far', 'applied=A applied|partly=P partly|absent=N absent|none=– not assessed') }}"
AMBER = "handling: TLP:AMBER"
HIDDEN_PARTS = {
    "case": {
        "content/briefs/demo/cases/secret.yaml": FIRST.replace("title: Visits", f"title: Spying\n{AMBER}")
    },
    "crosswalk line": {CASE: FIRST + f"  - {{principle: order, rating: partly, {AMBER}}}\n"},
    "principle": {
        "content/briefs/demo/principles.yaml": PRINCIPLES
        + f"  - {{id: stealth, name: Stealth, one_line: Hush., why: It pays., {AMBER}}}\n",
    },
}


def test_the_matrix_tells_how_far_each_case_shows_each_principle(tmp_path):
    (figure,) = figures(tmp_path, GRID, MATRIX)
    assert figure.alt == (
        "Matrix of 2 principles and 2 cases. Letters: Trust – absent; Order – not assessed. "
        "Visits: Trust – applied; Order – not assessed."
    )
    assert {"Trust", "Order", "Visits", "Letters", "not assessed"} <= set(words(figure.image.data))


def test_of_many_marks_the_words_tell_how_often_each_is_given(tmp_path):
    many = "principles:\n" + "".join(
        f"  - {{id: p{at}, name: Rule {at}, one_line: Be., why: So.}}\n" for at in range(20)
    )
    rated = FIRST.replace("principle: trust", "principle: p1")
    files = {
        CASE: rated,
        "content/briefs/demo/cases/letters.yaml": rated,
        "content/briefs/demo/principles.yaml": many,
    }
    (figure,) = figures(tmp_path, GRID, files)
    assert figure.alt.endswith("Visits: applied 1; not assessed 19.")


@pytest.mark.parametrize("hidden", HIDDEN_PARTS)
def test_what_is_withheld_of_the_matrix_changes_no_byte_of_it(tmp_path, hidden):
    (without,) = figures(tmp_path / "a", GRID, MATRIX, "public")
    (withheld,) = figures(tmp_path / "b", GRID, MATRIX | HIDDEN_PARTS[hidden], "public")
    (seen,) = figures(tmp_path / "c", GRID, MATRIX | HIDDEN_PARTS[hidden])
    assert withheld == without
    assert seen.image.data != without.image.data
    assert (withheld.source.rung, seen.source.rung) == (0, 2)


def test_one_case_that_the_reader_may_see_makes_no_matrix(tmp_path):
    hidden = MATRIX | {CASE: FIRST.replace("title: Visits", f"title: Visits\n{AMBER}")}
    assert figures(tmp_path, GRID, hidden, "public") == []


def test_a_key_that_does_not_tell_every_mark_is_told(tmp_path):
    (found,) = faults(tmp_path, "<h2>x</h2>{{ brief|matrix('How far', 'applied=A applied') }}", files=MATRIX)
    assert "the key of the matrix does not tell every mark" in found


@pytest.mark.parametrize("drawn", ["timeline", "matrix"])
def test_the_same_drawing_is_in_the_page_the_word_file_and_as_vectors_in_the_pdf(tmp_path, drawn):
    template, files = {"timeline": (PRINTS, {CASE: HEAD}), "matrix": (GRID, MATRIX)}[drawn]
    outcome = composed(tmp_path, template, files=files)
    document = outcome.value
    assert document is not None
    (figure,) = (block for block in walk(document.blocks) if isinstance(block, Figure))
    page = write_html(document, default_theme()).decode()
    (shown,) = re.findall(r'src="data:image/svg\+xml;base64,([^"]+)"', page)
    assert b64decode(shown) == figure.image.data
    with ZipFile(BytesIO(write_docx(document, default_theme(), {}))) as word:
        drawings = [word.read(name) for name in word.namelist() if name.endswith(".svg")]
        copies = [word.read(name) for name in word.namelist() if name.endswith(".png")]
    assert drawings == [figure.image.data]
    assert copies == [figure.image.fallback]
    made = write_pdf(document, default_theme())
    assert made.findings == ()
    assert made.value is not None
    with pikepdf.open(BytesIO(made.value.data)) as pdf:
        kinds = {str(each.get("/Subtype")) for each in pdf.objects if isinstance(each, pikepdf.Stream)}
    assert "/Image" not in kinds
