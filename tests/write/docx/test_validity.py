"""The validators agree: on the gallery, on every sample, on random trees; and they would see a fault."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from hypothesis import given, settings

from communique.write.docx import write_docx
from kit.docx_files import WordFile, faults, need_sdk
from kit.docx_gallery import gallery, gallery_pages, renamed, with_fallbacks
from kit.docx_trees import documents
from kit.samples import LETTER, SAMPLES, default_theme

pytestmark = [pytest.mark.native, pytest.mark.slow]


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
@settings(max_examples=12)
def test_any_document_is_valid(document):
    assert faults(write_docx(document, default_theme())) == []


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
