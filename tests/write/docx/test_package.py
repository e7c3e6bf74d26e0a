"""The package: which parts, in which order, with which dates, and nothing of the machine."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from os.path import normpath
from pathlib import Path
from zipfile import ZipFile

import pytest

from communique.theme import WordTheme
from communique.write.docx import write_docx
from communique.write.docx.package import CONTENT_TYPES, RELATIONSHIPS
from kit.docx_files import REPOSITORY, WordFile, written
from kit.docx_gallery import gallery, gallery_pages, with_fallbacks
from kit.docx_houses import both_houses
from kit.samples import default_theme, doc, para

CORE = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dcterms": "http://purl.org/dc/terms/",
}


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(write_docx(gallery(), default_theme(), gallery_pages()))


def test_the_package_holds_our_parts_and_no_others(file):
    media = [name for name in file.names() if name.startswith("word/media/")]
    assert [name for name in file.names() if name not in media] == [
        "[Content_Types].xml",
        "_rels/.rels",
        "word/fontTable.xml",  # the parts that documents share
        "word/styles.xml",
        "word/theme/theme1.xml",
        "customXml/item1.xml",  # this one's own
        "customXml/_rels/item1.xml.rels",
        "customXml/itemProps1.xml",
        "docProps/core.xml",
        "word/document.xml",
        "word/_rels/document.xml.rels",
        "word/footer1.xml",
        "word/footer2.xml",
        "word/footer3.xml",
        "word/footnotes.xml",
        "word/_rels/footnotes.xml.rels",
        "word/glossary/document.xml",
        "word/glossary/_rels/document.xml.rels",
        "word/glossary/fontTable.xml",
        "word/glossary/settings.xml",
        "word/glossary/styles.xml",
        "word/header1.xml",
        "word/header2.xml",
        "word/header3.xml",
        "word/numbering.xml",
        "word/settings.xml",
    ]
    assert media == ["word/media/image1.png", "word/media/image2.svg", "word/media/image3.jpeg"]


def test_every_relationship_leads_to_a_part_or_an_address_outside(file):
    for name in file.names():
        if not name.endswith(".rels"):
            continue
        owner = Path(name).parent.parent
        for row in file.part(name):
            if row.get("TargetMode") == "External":
                assert row.get("Target").startswith("https://")
            else:
                assert normpath(owner / row.get("Target")) in file.names(), row.get("Target")


def test_relationship_ids_are_numbered_in_order(file):
    ids = [row.get("Id") for row in file.part("word/_rels/document.xml.rels")]
    assert ids == [f"rId{at}" for at in range(1, len(ids) + 1)]


def test_every_kind_of_part_has_a_content_type_and_a_relationship():
    assert set(CONTENT_TYPES) <= set(RELATIONSHIPS)


def test_members_bear_the_documents_date(file):
    with ZipFile(BytesIO(file.data)) as archive:
        assert {info.date_time for info in archive.infolist()} == {(2026, 11, 22, 0, 0, 0)}
        assert {info.create_system for info in archive.infolist()} == {3}


def test_a_date_before_1980_is_the_earliest_that_a_zip_knows():
    document = doc(para("Old"))
    document = replace(document, metadata=replace(document.metadata, date="1952-03-01"))
    with ZipFile(BytesIO(write_docx(document, default_theme()))) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_a_moment_with_an_offset_is_told_in_utc():
    document = doc(para("Now"))
    document = replace(document, metadata=replace(document.metadata, date="2026-11-22T01:30:00+02:00"))
    core = WordFile(write_docx(document, default_theme())).part("docProps/core.xml")
    assert core.xpath("string(dcterms:created)", namespaces=CORE) == "2026-11-21T23:30:00Z"


def test_core_properties_are_those_of_the_brief(file):
    core = file.part("docProps/core.xml")
    told = {node.tag.rsplit("}", 1)[1]: node.text for node in core}
    assert told == {
        "title": "Military diplomacy in Track II",
        "subject": "What officers can do where officials cannot yet meet",
        "creator": "Track II Secretariat",
        "keywords": "Track II, military diplomacy",
        "identifier": "track-two/ministers/sample",
        "language": "en-GB",
        "created": "2026-11-22T00:00:00Z",
        "modified": "2026-11-22T00:00:00Z",
    }


def test_nothing_in_the_file_tells_of_the_machine_or_the_template(file):
    for name in file.names():
        data = file.raw(name)
        for trace in (
            b"python-docx",
            b"rsid",
            str(REPOSITORY).encode(),
            b"/home",
            b"/root",
            b"2013",
        ):
            assert trace not in data or (trace == b"2013" and name == "word/theme/theme1.xml"), (name, trace)


def test_fields_are_not_updated_at_opening(file):
    assert file.find("//w:updateFields", "word/settings.xml") == []
    assert file.find("//@w:dirty") == []


def test_word_lays_the_file_out_as_its_own_of_2013(file):
    mode = "string(//w:compatSetting[@w:name='compatibilityMode']/@w:val)"
    assert file.find(mode, "word/settings.xml") == "15"


def test_the_same_document_gives_the_same_bytes_in_another_process():
    program = (
        "import sys, hashlib; from kit.docx_gallery import gallery, gallery_pages; from kit.samples import default_theme;"
        "from communique.write.docx import write_docx;"
        "print(hashlib.sha256(write_docx(gallery(), default_theme(), gallery_pages())).hexdigest())"
    )
    told = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Seoul")):
        environment = {
            "PYTHONPATH": f"{REPOSITORY / 'src'}:{REPOSITORY / 'tests'}",
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PATH": "/usr/bin:/bin",
        }
        told.add(
            subprocess.run(
                [sys.executable, "-c", program], env=environment, capture_output=True, check=True
            ).stdout
        )
    assert len(told) == 1


def test_one_document_after_another_leaves_no_trace():
    alone = written(para("One")).data
    write_docx(gallery(), default_theme())
    assert written(para("One")).data == alone


def test_a_picture_that_is_shown_twice_is_stored_once():
    from kit.docx_gallery import figure

    file = written(figure("png", "", "One"), figure("png", "", "Two"))
    assert [name for name in file.names() if "media" in name] == ["word/media/image1.png"]
    assert len(set(file.find("//a:blip/@r:embed"))) == 1


def test_namespaces_have_the_prefixes_that_people_know():
    theme = default_theme()
    word = WordTheme(embed_fonts=True)
    embedding = replace(theme, tokens=theme.tokens.model_copy(update={"word": word}))
    files = [write_docx(with_fallbacks(gallery()), each) for each in (embedding, *both_houses().values())]
    for file in map(WordFile, files):
        for name in file.names():
            if name.endswith((".xml", ".rels")):
                assert b"ns0:" not in file.raw(name), name
