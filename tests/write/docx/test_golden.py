"""The gallery, part by part, against goldens that somebody has read: no change of a Word file goes unseen."""

from __future__ import annotations

import pytest

from communique.write.docx import write_docx
from kit.docx_files import WordFile
from kit.docx_gallery import gallery, gallery_pages, with_fallbacks
from kit.docx_houses import both_houses
from kit.goldens import GALLERY, assert_golden, normalised
from kit.samples import default_theme

PARTS = (
    "[Content_Types].xml",
    "docProps/core.xml",
    "word/_rels/document.xml.rels",
    "word/document.xml",
    "word/fontTable.xml",
    "word/footer1.xml",
    "word/footnotes.xml",
    "word/glossary/document.xml",
    "word/glossary/settings.xml",
    "word/glossary/styles.xml",
    "word/header1.xml",
    "word/numbering.xml",
    "word/settings.xml",
    "word/styles.xml",
    "customXml/item1.xml",
)
HOUSE_PARTS = ("word/document.xml", "word/office_header1.xml", "word/office_footer1.xml", "word/styles.xml")


def name_of(part: str, prefix: str = "") -> str:
    return prefix + part.replace("/", "-").removesuffix(".xml").strip("[]").replace("_rels-", "").replace(
        ".xml", ""
    )


@pytest.fixture(scope="module")
def plain() -> WordFile:
    return WordFile(write_docx(with_fallbacks(gallery()), default_theme(), gallery_pages()))


@pytest.fixture(scope="module")
def ministry_file() -> WordFile:
    return WordFile(write_docx(with_fallbacks(gallery()), both_houses()["ministry"], gallery_pages()))


@pytest.mark.parametrize("part", PARTS)
def test_a_part_of_the_gallery_is_its_golden(plain, part):
    assert_golden(plain, part, name_of(part))


@pytest.mark.parametrize("part", HOUSE_PARTS)
def test_a_part_of_the_gallery_in_an_offices_look_is_its_golden(ministry_file, part):
    assert_golden(ministry_file, part, name_of(part, "ministry-"))


def test_every_golden_is_compared():
    names = {*map(name_of, PARTS), *(name_of(part, "ministry-") for part in HOUSE_PARTS)}
    assert {path.stem for path in GALLERY.glob("*.xml")} == names


def test_another_style_is_a_difference(plain, tmp_path):
    text = normalised(plain.raw("word/document.xml"))
    assert 'w:val="BodyText"' in text
    (tmp_path / "changed.xml").write_text(
        text.replace('w:val="BodyText"', 'w:val="Other"', 1), encoding="utf-8"
    )
    with pytest.raises(pytest.fail.Exception, match=r"\+.*BodyText"):
        assert_golden(plain, "word/document.xml", "changed", tmp_path)


def test_a_blank_in_the_text_is_a_difference():
    assert normalised(b"<a><t>one two</t></a>") != normalised(b"<a><t>one  two</t></a>")
    assert normalised(b"<a b='1' a='2'/>") == normalised(b"<a a='2' b='1'/>")


def test_goldens_are_not_written_under_ci(plain, monkeypatch, tmp_path):
    monkeypatch.setenv("COMMUNIQUE_UPDATE_GOLDENS", "1")
    monkeypatch.setenv("CI", "1")
    with pytest.raises(pytest.fail.Exception, match="not written under CI"):
        assert_golden(plain, "word/document.xml", "document", tmp_path)
    assert list(tmp_path.iterdir()) == []
