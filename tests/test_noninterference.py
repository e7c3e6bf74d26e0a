"""Promise 2: an audience's files are a function of its view. What is withheld from it changes none of their bytes.

`pytest -m noninterference`. Each withheld item of the sample brief is mutated three ways for each audience; all of them
at once through the real command line; and random contents.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings

from communique.audience import select as select_room
from communique.audience.model import Reason, Verdict
from communique.build import prepare
from communique.compose.document import compose
from communique.compose.model import Contents, Document, walk
from communique.compose.templates import TemplateSet, read_templates
from communique.content.load import Content, load_content
from communique.findings import has_errors
from communique.job import Job
from communique.plan import Wish, plan
from communique.theme import Theme
from communique.write.docx import write_docx
from communique.write.html import print_markup, write_html
from communique.write.pdf import write_pdf
from kit.commands import REPOSITORY, communique, tree_of
from kit.mutations import WAYS, changed, moved_down, withheld_paths, without_places
from kit.projects import as_yaml, opened, write_project
from kit.rich import READERS, RICH, Files, project_files
from kit.sample import AUDIENCES, copy_sample

pytestmark = pytest.mark.noninterference


@cache
def sample() -> tuple[Content, TemplateSet, dict[str, Theme]]:
    """The sample's content, templates and themes, each read once."""
    project = opened(REPOSITORY)
    content = load_content(project.files).value
    templates = read_templates(project.templates).value
    planned = prepare(project, Wish(), None).value
    assert content is not None
    assert templates is not None
    assert planned is not None
    return content, templates, {job.audience: job.theme for job in planned.jobs}


def jobs_of(content: Content, audience: str) -> tuple[Job, ...]:
    """The jobs of one audience."""
    _, templates, themes = sample()
    planned = plan(content, templates, {"default": themes[audience]}, Wish(audiences=(audience,)))
    assert planned.value is not None
    return planned.value.jobs


def trees_of(content: Content, audience: str) -> dict[str, Document]:
    """The documents of one audience, by name."""
    composed = {
        job.order.document: compose(job.view, job.order, job.templates, job.theme).value
        for job in jobs_of(content, audience)
    }
    return {name: document for name, document in composed.items() if document is not None}


def files_of(
    documents: dict[str, Document], theme: Theme, pages: dict[str, dict[str, int]]
) -> dict[str, bytes | str]:
    """The files of documents by name: as Word file, as page, and what their PDF is laid out from."""
    files: dict[str, bytes | str] = {}
    for name, each in documents.items():
        files[f"{name}.html"] = write_html(each, theme)
        files[f"{name}.docx"] = write_docx(each, theme, pages[name])
        files[f"{name}.pdf, before its layout"] = print_markup(each, theme)
    return files


def shortest_pdf(documents: dict[str, Document], theme: Theme) -> bytes:
    """The shortest document as PDF."""
    return pdf_of(min(documents.values(), key=lambda each: len(write_html(each, theme))), theme)


def pdf_of(document: Document, theme: Theme) -> bytes:
    """A document as PDF."""
    laid_out = write_pdf(document, theme).value
    assert laid_out is not None
    return laid_out.data


def some_pages(document: Document) -> dict[str, int]:
    """Pages for the contents of a Word file: any will do, as long as the true file and the other are given the same."""
    contents = (block for block in walk(document.blocks) if isinstance(block, Contents))
    return {entry.target: 2 * at for block in contents for at, entry in enumerate(block.entries, start=1)}


@cache
def true_pdf(audience: str) -> bytes:
    """The shortest PDF that an audience of the sample gets."""
    return shortest_pdf(trees_of(sample()[0], audience), sample()[2][audience])


@cache
def true_files(
    audience: str,
) -> tuple[dict[str, str], dict[str, bytes | str], dict[str, dict[str, int]]]:
    """What an audience of the sample gets: trees as text, files, and the pages for the contents of Word files."""
    documents, theme = trees_of(sample()[0], audience), sample()[2][audience]
    pages = {name: some_pages(document) for name, document in documents.items()}
    trees = {name: without_places(document) for name, document in documents.items()}
    return trees, files_of(documents, theme, pages), pages


def withheld_pairs() -> Iterator[tuple[str, str]]:
    """Every audience of the sample with every item and person that is withheld from it."""
    planned = prepare(opened(REPOSITORY), Wish(), None).value
    assert planned is not None
    pairs = zip(planned.jobs, planned.withheld, strict=True)
    yield from sorted({(job.audience, path) for job, withheld in pairs for path in withheld_paths(withheld)})


PAIRS = tuple(withheld_pairs())


def test_every_audience_of_the_sample_has_something_withheld_from_it():
    assert {audience for audience, _ in PAIRS} == set(AUDIENCES)


@pytest.mark.slow
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize(("audience", "path"), PAIRS)
def test_a_withheld_item_changes_no_byte(audience, path, way):
    """The layout, which takes most of the time and sees no more than its markup, is made where the item is multiplied."""
    trees, files, pages = true_files(audience)
    mutated = moved_down(changed(sample()[0], path, WAYS[way]))
    documents, theme = trees_of(mutated, audience), sample()[2][audience]
    assert {name: without_places(document) for name, document in documents.items()} == trees
    assert files_of(documents, theme, pages) == files
    if way == "multiplied":
        assert shortest_pdf(documents, theme) == true_pdf(audience)


def test_the_check_is_red_when_a_kept_item_is_changed():
    trees, files, pages = true_files("public")
    mutated = changed(sample()[0], "key_messages/trust-first", WAYS["rewritten"])
    documents = trees_of(mutated, "public")
    assert {name: without_places(document) for name, document in documents.items()} != trees
    assert files_of(documents, sample()[2]["public"], pages) != files
    assert shortest_pdf(documents, sample()[2]["public"]) != true_pdf("public")


def test_the_check_is_red_when_selection_counts_what_it_withholds(monkeypatch):
    true = select_room._Judge.reduce

    def numbered(self, located, above):
        kept = true(self, located, above)
        if kept is not None and hasattr(kept, "short_title"):
            return kept.model_copy(update={"short_title": f"{kept.short_title} ({len(self.decisions)})"})
        return kept

    monkeypatch.setattr(select_room._Judge, "reduce", numbered)
    path = next(path for audience, path in PAIRS if audience == "public" and "points" in path)
    one, other = (
        trees_of(content, "public") for content in (sample()[0], changed(sample()[0], path, WAYS["removed"]))
    )
    assert without_places(one) != without_places(other)


# -- through the real command line: all withheld items of an audience at once, and what was not there before


def mutated_sample(folder: Path, audience: str, way: str) -> Path:
    """The sample's files with everything that one audience must not see mutated in one way."""
    root = copy_sample(folder)
    paths = {path for who, path in PAIRS if who == audience}
    for file in sorted(root.glob("content/**/*.yaml")):
        text = file.read_text(encoding="utf-8")
        value = yaml.safe_load(text)
        if "briefs" in file.parts:
            _mutate(value, _prefix(file), paths, way)
        elif file.stem == "people":
            _mutate_people(value["people"], paths, way)
        file.write_text(as_yaml(value, width=60), encoding="utf-8")
    if way == "multiplied":
        _add_a_case(root)
    return root


def _prefix(file: Path) -> str:
    return f"cases/{file.stem}/" if file.parent.name == "cases" else ""


def _mutate(value: object, prefix: str, paths: set[str], way: str) -> None:
    if not isinstance(value, dict):
        return
    for key, entries in value.items():
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            continue
        changed_entries = []
        for entry in entries:
            path = f"{prefix}{key}/{entry.get('id', '')}"
            if path not in paths:
                _mutate(entry, f"{path}/", paths, way)
                changed_entries.append(entry)
                continue
            if way != "removed":
                changed_entries += _secret_copies(entry, way)
        entries[:] = changed_entries


def _secret_copies(entry: dict[str, object], way: str) -> list[dict[str, object]]:
    """The entry with other words, or marked higher and with copies around it; hidden from all who did not see it before."""
    other = {
        key: "Vicious pets of Zoë jump, quite; 97 % “Ωmega”." if _is_prose(key, value) else value
        for key, value in entry.items()
    }
    if way == "rewritten":
        return [other | {"id": f"zz-{entry['id']}"}]
    raised = entry | ({"handling": "TLP:RED"} if "handling" in entry else {})
    return [other | {"id": f"zz-{entry['id']}"}, raised, other | {"id": f"{entry['id']}-zz"}]


def _reworded(value: Any, key: str = "") -> Any:
    """All of a case in other words; ids, ratings and what else has a meaning for communique stay."""
    if isinstance(value, dict):
        return {name: _reworded(inner, name) for name, inner in value.items()}
    if isinstance(value, list) and key != "sources":
        return [_reworded(inner, key) for inner in value]
    return "Vicious pets of Zoë jump, quite; 97 % “Ωmega”." if _is_prose(key, value) else value


def _is_prose(key: str, value: object) -> bool:
    structural = {
        *("id", "handling", "audience", "except", "depth", "evidence", "transfers", "track", "kind"),
        *("sources", "principle", "rating", "date", "from", "to", "file"),
    }
    return isinstance(value, str) and key not in structural


def _mutate_people(people: list[dict[str, object]], paths: set[str], way: str) -> None:
    for person in people:
        if f"people/{person['id']}" in paths:
            person.update(name=f"Zz {way} Quux", aliases=["Quux", way], affiliation=f"{way} Grange", note=way)
    if way == "multiplied":
        people.reverse()
        people.append({"id": "nobody", "name": "Another Name", "role": "a further observer"})


def _add_a_case(root: Path) -> None:
    """A case and a picture that nobody may see."""
    path = root / "content/briefs/track-two/cases/nato-balkans.yaml"
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    case = _reworded(case) | {
        "handling": "TLP:RED"
    }  # other words: the guard tells sentences that kept text has too
    figures = root / "content/briefs/track-two/figures"
    svg = next(figures.glob("*.svg")).read_text(encoding="utf-8")
    (figures / "zz-secret.svg").write_text(re.sub(r"#[0-9A-Fa-f]{6}", "#123456", svg), encoding="utf-8")
    case["figures"] = [{"id": "zz-figure", "file": "zz-secret.svg", "alt": "Zz secret picture"}]
    secret = path.with_name("aa-secret.yaml")
    secret.write_text(as_yaml(case), encoding="utf-8")


@pytest.fixture(scope="module")
def published(sample_out) -> dict[str, str]:
    """The files of the sample as they are, by path."""
    return tree_of(sample_out)


# Every audience with more of everything, which moves, renames and adds at once; the other ways for the one that is built
# soonest. Each item is tried in all ways above.
AT_ONCE = (
    *((audience, "multiplied") for audience in AUDIENCES),
    ("ministers", "rewritten"),
    ("ministers", "removed"),
)


@pytest.mark.slow
@pytest.mark.journey
@pytest.mark.parametrize(("audience", "way"), AT_ONCE)
def test_everything_withheld_at_once_changes_no_file_and_no_name(audience, way, published, tmp_path):
    root = mutated_sample(tmp_path, audience, way)
    result = communique("build", "-a", audience, cwd=root)
    assert result.code == 0, result.out
    own = {path: sha for path, sha in published.items() if path.startswith(f"track-two/{audience}/")}
    assert {path: sha for path, sha in tree_of(root / "out").items() if "/" in path} == own


# -- random contents


def pages_of(files: Files, audience: str) -> tuple[bytes, bytes]:
    """The document that an audience of a small project gets, as HTML and DOCX."""
    with tempfile.TemporaryDirectory() as folder:
        project = opened(write_project(Path(folder), files))
        planned = prepare(project, Wish(audiences=(audience,)), None)
        assert planned.value is not None
        assert not has_errors(planned.findings)
        (job,) = planned.value.jobs
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        return write_html(document, job.theme), write_docx(document, job.theme, {})


def check_a_random_content(brief: Files, reader: dict[str, Any], fewest: int) -> None:
    some, others = (project_files(brief, reader, secrets) for secrets in (fewest, 2))
    assert pages_of(others, reader["id"]) == pages_of(some, reader["id"])


HALF_OF_200 = settings(
    max_examples=100, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@given(RICH, READERS)
@HALF_OF_200
def test_random_contents_do_not_interfere(brief, reader):
    check_a_random_content(brief, reader | {"redaction": "none"}, 0)


@given(RICH, READERS)
@HALF_OF_200
def test_random_contents_do_not_interfere_where_places_are_marked(brief, reader):
    """One secret stays in each place: a place with none has no mark."""
    check_a_random_content(brief, reader | {"redaction": "mark"}, 1)


READER = {"id": "public", "attribution": "pseudonym", "marking": "page", "portion_marks": True,
          "redaction": "none", "glossary": "table", "theme": "ministry"}  # fmt: skip


def test_the_random_check_is_red_when_selection_lets_everything_through(monkeypatch):
    brief: dict[str, list[dict[str, object]]] = {
        "key_messages": [],
        "sections": [],
        "principles": [],
        "cases": [],
    }
    true = pages_of(project_files(brief, READER, 0), "public")
    assert pages_of(project_files(brief, READER, 2), "public") == true

    def lenient(_self, item, _height, _above):
        return Verdict.KEPT, Reason.NONE, item.origin

    monkeypatch.setattr(select_room._Judge, "_judgement", lenient)
    assert pages_of(project_files(brief, READER, 2), "public") != true
