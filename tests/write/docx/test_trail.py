"""The way home: each paragraph of the content bears an anchor that depends on nothing but its field, and holds on."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings

from communique.build import prepare
from communique.compose.document import compose
from communique.compose.model import Document, Source, walk
from communique.compose.rewrite import map_blocks
from communique.findings import Origin
from communique.plan import Wish
from communique.project import open_project
from communique.theme import WordTheme
from communique.verify.conform import Finished
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.docx.trail import anchor_name, words_hash
from kit.docx_files import WordFile, all_saved_again, faults, saved_again, text_of
from kit.docx_gallery import gallery, gallery_pages, with_fallbacks
from kit.docx_trees import documents
from kit.sample import copy_sample
from kit.samples import default_theme, doc, para, summary

ANCHORS = "//w:bookmarkStart[starts-with(@w:name, '_pb_')]/@w:name"
MAP = "customXml/item1.xml"


def at(path: str, words: str):
    """A paragraph of a field."""
    return replace(para(words), source=Source(path, Origin("content/briefs/x/brief.yaml", 3)))


def with_paths(document: Document) -> Document:
    """The document with a field of its own for each block, as documents of the content have them."""
    numbers = {id(block): place for place, block in enumerate(walk(document.blocks))}

    def named(block):
        place = numbers.get(id(block), len(numbers))
        return replace(block, source=Source(f"sections/part-{place}/text", block.source.origin))

    return replace(document, blocks=map_blocks(document.blocks, named))


def written(*blocks, theme=None) -> WordFile:
    return WordFile(write_docx(doc(*blocks), theme or default_theme()))


def with_controls():
    theme = default_theme()
    return replace(theme, tokens=theme.tokens.model_copy(update={"word": WordTheme(block_controls=True)}))


def listed(file: WordFile) -> list[tuple[str, str]]:
    return [(row.get("bookmark"), row.get("words")) for row in file.part(MAP)]


def test_a_paragraph_of_a_field_bears_the_hash_of_its_path():
    file = written(
        at("sections/one/text", "First."), at("sections/one/text", "Second."), para("By the template.")
    )
    names = [anchor_name("sections/one/text", place) for place in (0, 1)]
    assert file.find(ANCHORS)[:2] == names
    assert all(name.startswith("_") and len(name) <= 40 for name in names)
    assert listed(file)[:2] == [(names[0], words_hash("First.")), (names[1], words_hash("Second."))]


def test_words_of_the_template_have_no_anchor():
    file = written(at("", "By the template."))
    assert file.find(ANCHORS) == []
    assert MAP not in file.names()


def test_an_anchor_does_not_depend_on_other_items():
    alone = written(at("sections/b/text", "Kept."))
    among = written(
        at("sections/a/text", "New."), at("sections/b/text", "Kept."), at("sections/c/text", "Newer.")
    )
    assert listed(alone)[0] in listed(among)
    moved = written(at("sections/b/text", "Kept."), at("sections/a/text", "New."))
    assert set(listed(moved)) <= set(listed(among))


def test_neither_paths_nor_ids_nor_words_are_in_the_map():
    file = written(at("cases/operation-nightjar/text", "The nightjar sings."))
    for part in file.names():
        assert b"operation-nightjar" not in file.raw(part)
    assert b"sings" not in file.raw(MAP)


@given(documents())
@settings(max_examples=30)
def test_anchors_are_unique_and_each_has_an_end(document):
    file = WordFile(write_docx(with_paths(document), default_theme()))
    starts = file.find("//w:bookmarkStart/@w:id")
    assert sorted(starts) == sorted(file.find("//w:bookmarkEnd/@w:id"))
    names = file.find("//w:bookmarkStart/@w:name")
    assert len(names) == len(set(names))


def test_a_file_with_anchors_is_verified_and_valid_with_and_without_controls():
    document = with_paths(with_fallbacks(summary()))
    for theme in (default_theme(), with_controls()):
        data = write_docx(document, theme)
        assert verify(Finished("out/x.docx", "docx", data), document, theme) == ()


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
def test_controls_round_blocks_are_valid():
    document = with_paths(with_fallbacks(gallery()))
    data = write_docx(document, with_controls(), gallery_pages())
    file = WordFile(data)
    assert len(file.find("//w:sdt[w:sdtPr/w:docPartObj/w:docPartGallery/@w:val='Custom 1']")) > 20
    assert faults(data) == []


@pytest.fixture(scope="module", params=["bookmarks", "controls"])
def round_trip(request, tmp_path_factory):
    document = with_paths(with_fallbacks(gallery()))
    theme = with_controls() if request.param == "controls" else default_theme()
    data = write_docx(document, theme, gallery_pages())
    once = saved_again(data, tmp_path_factory.mktemp("once"))
    twice = saved_again(once, tmp_path_factory.mktemp("twice"))
    return WordFile(data), WordFile(once), WordFile(twice)


def body_text(file: WordFile) -> list[str]:
    """The words of the body in order, without the page numbers, which LibreOffice counts anew."""
    said = (
        " ".join(re.sub(r"page \d+", "page", text_of(node)).split()) for node in file.find("//w:body//w:p")
    )
    return [text for text in said if text]


def empty_controls(file: WordFile) -> set[str]:
    """What empty controls show. LibreOffice 7.4 takes it for their text where they are for plain text."""
    return {"".join(node.itertext()) for node in file.find("//w:sdt[w:sdtPr/w:showingPlcHdr]/w:sdtContent")}


def whole_text(file: WordFile, left_out: set[str]) -> str:
    """The words of the body without blanks, and without what empty controls show."""
    whole = "".join("".join(body_text(file)).split())
    for words in left_out:
        whole = whole.replace("".join(words.split()), "")
    return whole


@pytest.mark.native
@pytest.mark.slow
class TestThroughLibreOffice:
    def test_the_words_are_the_same(self, round_trip):
        said = [whole_text(file, empty_controls(round_trip[0])) for file in round_trip]
        assert said[0] == said[1] == said[2]

    def test_every_anchor_is_there(self, round_trip):
        data, once, twice = (set(file.find(ANCHORS)) for file in round_trip)
        assert data == once == twice
        assert len(data) > 100

    def test_every_anchor_is_in_the_paragraph_that_it_named(self, round_trip):
        rows = dict(listed(round_trip[0]))
        for file in round_trip[1:]:
            owners = {
                name: words_hash(text_of(node))
                for node in file.find("//w:p")
                for name in node.xpath("w:bookmarkStart/@w:name", namespaces={"w": node.nsmap["w"]})
                if name in rows
            }
            wrong = [name for name, words in owners.items() if words != rows[name]]
            assert len(wrong) <= len(rows) // 50, wrong

    def test_the_map_is_there(self, round_trip):
        for file in round_trip:
            maps = [
                name for name in file.names() if name.startswith("customXml/item") and "Props" not in name
            ]
            assert any(b"urn:communique:word-map:1" in file.raw(name) for name in maps)

    def test_links_and_cross_references_are_there(self, round_trip):
        for file in round_trip:
            addresses = {row.get("Target") for row in file.part("word/_rels/document.xml.rels")}
            assert "https://example.org/a?b=1&c=2" in addresses
            targets = set(file.find("//w:hyperlink/@w:anchor"))
            assert {"the_past", "principles"} <= targets
            assert targets <= set(file.find("//w:bookmarkStart/@w:name"))

    def test_numbers_in_citations_stay_fields(self, round_trip):
        """Those without brackets, which LibreOffice does not count, with their results."""
        for file in round_trip:
            codes = {code.strip() for code in file.find("//w:instrText/text()")}
            assert {"REF source_a \\n \\h", 'source_a \\n \\h \\# "0"', 'source_b \\n \\h \\# "0"'} <= codes
            assert " and [1] and [2; 1, p. 4]" in file.text()

    def test_footnotes_are_there(self, round_trip):
        notes = [
            [text.strip() for _, text in file.paragraphs("word/footnotes.xml") if text.strip()]
            for file in round_trip
        ]
        assert notes[0] == notes[1] == notes[2]
        assert len(notes[0]) == 2

    def test_numbered_paragraphs_stay_numbered(self, round_trip):
        for file in round_trip:
            styled = {
                node.getparent().getparent().getparent().get(f"{{{node.nsmap['w']}}}styleId")
                for node in file.find("//w:style/w:pPr/w:numPr/w:numId", "word/styles.xml")
            }
            counted = [
                text_of(node)
                for node in file.find("//w:p[w:pPr/w:numPr]")
                + [
                    node
                    for node in file.find("//w:p[w:pPr/w:pStyle]")
                    if node.xpath("string(*[1]/*[1]/@*)") in styled
                ]
            ]
            assert any(text.startswith("First step") for text in counted)
            assert any(text.startswith("Counts on from seven") for text in counted)
            assert any(text.startswith("Officers have always") for text in counted)


@pytest.mark.native
@pytest.mark.slow
def test_the_sample_brief_comes_back_from_libreoffice_as_it_went(tmp_path):
    files = {name: WordFile(data) for name, data in sample_files(tmp_path).items()}
    assert len(files) >= 10
    office = tmp_path / "office"
    office.mkdir()
    saved = all_saved_again({name: file.data for name, file in files.items()}, office)
    for name, file in files.items():
        back = WordFile(saved[name])
        said, returned = (whole_text(each, empty_controls(file)) for each in (file, back))
        assert returned == said, name
        assert set(back.find(ANCHORS)) == set(file.find(ANCHORS)), name
        assert len(back.find("//w:footnoteReference")) == len(file.find("//w:footnoteReference")), name
        assert back.find("//w:docPr/@descr") == file.find("//w:docPr/@descr"), name
        assert field_kinds(back) >= field_kinds(file), name
        links = [
            sorted(
                row.get("Target")
                for row in each.part("word/_rels/document.xml.rels")
                if row.get("TargetMode")
            )
            for each in (file, back)
        ]
        assert set(links[0]) <= set(links[1]), name


def sample_files(folder) -> dict[str, bytes]:
    """The Word files of the sample brief, by audience and document, as the writer makes them."""
    project = open_project(copy_sample(folder)).value
    assert project is not None
    planned = prepare(project, Wish(formats=("docx",)), None).value
    assert planned is not None
    made = {}
    for job in planned.jobs:
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        made[job.name.replace("/", "-")] = write_docx(document, job.theme)
    return made


def field_kinds(file: WordFile) -> set[str]:
    """The kinds of fields that live in the body: SEQ and REF; those of the contents are made anew by LibreOffice."""
    return {code.split()[0] for code in file.find("//w:instrText/text()")} & {"SEQ", "REF"}
