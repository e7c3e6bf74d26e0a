"""The validators agree: on the gallery, on every sample, on random trees; and they would see a fault."""

from __future__ import annotations

import pickle
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from communique.build import prepare
from communique.compose.document import compose
from communique.compose.model import Document
from communique.plan import Wish
from communique.write.docx import write_docx
from kit.commands import REPOSITORY
from kit.docx_files import WordFile, faults, faults_of_many, integrity_faults, need_sdk
from kit.docx_gallery import gallery, gallery_pages, renamed, with_fallbacks
from kit.docx_houses import both_houses
from kit.docx_trees import bound, documents, many_documents
from kit.projects import opened
from kit.samples import LETTER, SAMPLES, default_theme
from kit.shared import made_once

pytestmark = [pytest.mark.native, pytest.mark.slow, pytest.mark.docx]
TREES, TOGETHER = 200, 25
HOUSES = ("institute", "ministry")


@pytest.fixture(autouse=True, scope="module")
def sdk():
    need_sdk()


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The file with one part altered."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w") as target:
        for member in source.namelist():
            content = source.read(member)
            if member == name:
                assert old in content
                content = content.replace(old, new, 1)
            target.writestr(member, content)
    return out.getvalue()


@pytest.mark.parametrize("name", ["gallery", "gallery on Letter", "gallery in Arabic", *SAMPLES])
def test_a_sample_is_valid(name):
    made = {
        "gallery": gallery,
        "gallery on Letter": lambda: gallery(LETTER),
        "gallery in Arabic": lambda: renamed(gallery(), "ar"),
        **SAMPLES,
    }[name]()
    assert faults(write_docx(with_fallbacks(made), default_theme(), gallery_pages())) == []


@given(documents())
@settings(max_examples=2)
def test_any_document_is_valid(document):
    assert faults(write_docx(document, default_theme())) == []


@pytest.fixture(scope="session")
def trees(tmp_path_factory) -> list[Document]:
    """Drawing them takes as long as checking them, so that it is done once for all workers."""

    def draw(folder: Path) -> None:
        (folder / "trees").write_bytes(pickle.dumps(many_documents(TREES)))

    found = pickle.loads((made_once(tmp_path_factory, "trees", draw) / "trees").read_bytes())
    assert len(found) == TREES
    return found


def test_two_hundred_random_trees_are_valid(trees):
    packs = {at: bound(trees[at : at + TOGETHER]) for at in range(0, TREES, TOGETHER)}
    told = faults_of_many({str(at): write_docx(pack, default_theme()) for at, pack in packs.items()})
    # when a pack has a fault, the tree that it comes from is told
    alone = {
        at + place: found
        for at in packs
        if str(at) in told
        for place, tree in enumerate(trees[at : at + TOGETHER])
        if (found := faults(write_docx(tree, default_theme())))
    }
    assert (told, alone) == ({}, {})


def test_two_hundred_random_trees_are_sound_packages_one_by_one(trees):
    broken = [at for at, tree in enumerate(trees) if integrity_faults(write_docx(tree, default_theme()))]
    assert broken == []


def test_trees_in_an_offices_template_are_valid(trees):
    files = {
        name: write_docx(bound(trees[at : at + TOGETHER]), theme)
        for at, (name, theme) in zip((0, TOGETHER), both_houses().items(), strict=True)
    }
    assert faults_of_many(files) == {}


@pytest.mark.parametrize("house", HOUSES)
def test_every_word_file_of_the_sample_brief_is_valid_in_an_offices_template(house):
    """In the theme of the sample they are asked about as the command line writes them (tests/journeys/test_sample.py)."""
    planned = prepare(opened(REPOSITORY), Wish(formats=("docx",)), None)
    assert planned.value is not None
    files = {}
    for job in planned.value.jobs:
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        files[job.name] = write_docx(document, both_houses()[house])
    assert len(files) >= 5
    assert set(HOUSES) == set(both_houses())
    assert faults_of_many(files) == {}


@pytest.mark.parametrize(
    ("part", "old", "new", "seen_by"),
    [
        (
            "word/document.xml",
            b'<w:pStyle w:val="BodyText"/>',
            b'<w:pStyle w:val="Nobody"/>',
            "openxml-audit",
        ),
        ("word/document.xml", b"<w:keepNext/>", b"<w:sectPr/><w:keepNext/>", "Open XML SDK"),
        ("word/_rels/document.xml.rels", b"media/image1.png", b"media/image9.png", "ooxml-integrity"),
    ],
)
def test_a_planted_fault_is_seen(part, old, new, seen_by):
    data = write_docx(gallery(), default_theme())
    assert any(fault.startswith(seen_by) for fault in faults(changed(data, part, old, new)))


def test_a_document_without_a_date_in_this_century_is_valid():
    document = replace(gallery(), metadata=replace(gallery().metadata, date="1899-12-31"))
    assert faults(write_docx(document, default_theme())) == []
    assert WordFile(write_docx(document, default_theme())).names()
