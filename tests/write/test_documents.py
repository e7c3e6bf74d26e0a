"""The shipped templates: what stands in each kind of document, and what vanishes when there is nothing to show."""

from textwrap import dedent

import pytest

from communique.compose.document import compose
from communique.compose.model import (
    Bibliography,
    Figure,
    Heading,
    List,
    Paragraph,
    Region,
    Table,
    children,
    walk,
)
from communique.content.spans import Styled, plain
from communique.content.spans import walk as walk_spans
from communique.write.html import write_html
from communique.write.pdf import write_pdf
from kit import samples
from kit.projects import prepared, write_project

KINDS = ("summary", "checklist", "annex", "pack")
BARE = """\
    title: A bare brief
    short_title: Bare
    date: 2026-11-22
    from: The secretariat
    bottom_line: {text: Meet soon.}
    """
PRINCIPLES = """\
    principles:
      - id: respect
        name: Respect
        one_line: Hear each other.
        why: It pays.
        checks:
          - {id: seats, text: Seats are equal}
      - {id: quiet, name: Quiet, one_line: Say little., why: It helps.}
    """
CASE = """\
    title: A case
    opening: It happened.
    where: Here
    when: Then
    context: Some context.
    mechanism: By talking.
    outcome: Peace.
    evidence: contested
    sources: [handbook]
    lessons:
      - {id: one, text: Talk first, transfers: true}
    crosswalk:
      - {principle: respect, rating: partly, note: Half}
    """


def composed(root, kind, files, evidence="show"):
    audience = f"""\
        title: Insiders
        ceiling: TLP:AMBER
        depth: full
        evidence: {evidence}
        documents:
          {kind}: {{formats: [pdf]}}
        """
    project = {"content/audiences/insiders.yaml": audience, "content/audiences/public.yaml": None} | files
    planned = prepared(write_project(root, {name: text and dedent(text) for name, text in project.items()}))
    assert planned.findings == ()
    (job,) = planned.value.jobs
    outcome = compose(job.view, job.order, job.templates, job.theme)
    assert outcome.findings == ()
    return outcome.value


def headings(document):
    return [plain(block.spans) for block in walk(document.blocks) if isinstance(block, Heading)]


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_to_show_leaves_no_empty_heading_list_or_table(tmp_path, kind):
    document = composed(tmp_path, kind, {"content/briefs/demo/brief.yaml": BARE})
    found = tuple(walk(document.blocks))
    assert not [block for block in found if isinstance(block, List | Table) and block.role != "sign-off"]
    assert not [block for block in found if isinstance(block, Bibliography)]
    assert not [block for block in found if isinstance(block, Region) and not tuple(children(block))]
    expected = {"pack": ["A bare brief", "Contents", "Summary"]}.get(kind, ["A bare brief"])
    assert headings(document) == expected
    assert write_pdf(document, samples.default_theme()).findings == ()


def full(root, kind, **options):
    files = {
        "content/briefs/demo/principles.yaml": PRINCIPLES,
        "content/briefs/demo/cases/first.yaml": CASE,
    }
    return composed(root, kind, files, **options)


def test_the_checklist_leaves_out_a_principle_without_checks(tmp_path):
    text = write_html(full(tmp_path, "checklist"), samples.default_theme()).decode()
    assert "Seats are equal" in text
    assert "Quiet" not in text


def test_the_matrix_of_one_case_is_a_table_that_marks_by_sign_and_letter_and_says_where_nothing_was_assessed(
    tmp_path,
):
    document = full(tmp_path, "pack")
    (matrix,) = [
        block for block in walk(document.blocks) if isinstance(block, Table) and block.role == "matrix"
    ]
    marks = [plain(cell.blocks[0].spans) for row in matrix.body for cell in row.cells[1:]]
    assert marks == ["◉ P", "–"]


@pytest.mark.parametrize("kind", ["annex", "pack"])
def test_of_two_cases_the_matrix_is_a_picture_and_no_table(tmp_path, kind):
    files = {
        "content/briefs/demo/principles.yaml": PRINCIPLES,
        "content/briefs/demo/cases/first.yaml": CASE,
        "content/briefs/demo/cases/second.yaml": CASE,
    }
    blocks = list(walk(composed(tmp_path, kind, files).blocks))
    assert "matrix" not in {block.role for block in blocks if isinstance(block, Table)}
    (figure,) = (block for block in blocks if isinstance(block, Figure))
    assert plain(figure.caption) == "How far each case shows the principles"


def test_an_annex_of_one_case_compares_nothing(tmp_path):
    tables = [block for block in walk(full(tmp_path, "annex").blocks) if isinstance(block, Table)]
    assert tables
    assert "matrix" not in {table.role for table in tables}


def test_a_case_tells_its_parts_in_the_same_order(tmp_path):
    document = full(tmp_path, "annex")
    (case,) = [block for block in document.blocks if isinstance(block, Region) and block.role == "case"]
    told = [plain(block.spans) for block in walk(case.blocks) if isinstance(block, Heading)]
    assert told == ["A case", "Context", "How it worked", "What came of it", "What transfers"]


def test_evidence_is_explained_where_it_is_shown_and_only_there(tmp_path):
    def tags(document):
        blocks = [block for block in walk(document.blocks) if isinstance(block, Paragraph)]
        runs = [span for block in blocks for span in walk_spans(block.spans)]
        tagged = [span for span in runs if isinstance(span, Styled) and span.role == "evidence"]
        legend = [block for block in blocks if block.role == "small"]
        return len(tagged), len(legend)

    assert tags(full(tmp_path / "shown", "annex")) == (1, 1)
    assert tags(full(tmp_path / "hidden", "annex", evidence="hide")) == (0, 0)
    assert tags(full(tmp_path / "none", "checklist")) == (0, 0)


@pytest.mark.parametrize("kind", KINDS)
def test_a_full_brief_composes_and_prints_without_a_finding(tmp_path, kind):
    document = full(tmp_path, kind)
    assert write_pdf(document, samples.default_theme()).findings == ()
    assert headings(document)[0] == "A small brief"
