"""Contents counted anew in Word (F9) list what they listed when the file was written, in our look and in offices' own.

Word gathers the paragraphs whose style has, by itself or by what it is based on, an outline level in the range that the field
names; what a paragraph says of itself does not count ([MS-OI29500] 2.1.507, TOC). This is followed here; Word is not run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import count

import pytest

from communique.compose.document import compose
from communique.compose.model import Block, Blocks, Contents, Document, Heading
from communique.compose.numbering import with_contents
from communique.compose.rewrite import map_blocks
from communique.plan import Wish
from communique.write.docx import write_docx
from kit.commands import REPOSITORY
from kit.docx_files import WordFile, style_of, text_of
from kit.docx_gallery import gallery, with_fallbacks
from kit.docx_houses import INSTITUTE_STYLES, both_houses, house_theme, institute, with_chapter_style
from kit.projects import prepared
from kit.samples import SAMPLES, SOURCE, default_theme

LOOKS = {
    "ours": default_theme,
    "ministry": lambda: both_houses()["ministry"],
    "institute": lambda: both_houses()["institute"],
    "own headings": lambda: house_theme(
        with_chapter_style(institute()), styles=INSTITUTE_STYLES | {"Heading 1": "Kapitel"}
    ),
}


def with_all_entries(document: Document) -> Document:
    """The document with contents that list its headings, which they do not all in the samples."""
    numbers = count()

    def anchored(block: Block) -> Block:
        bare = isinstance(block, Heading) and not block.anchor
        return replace(block, anchor=f"heading-{next(numbers)}") if bare else block

    blocks: Blocks = map_blocks(document.blocks, anchored)
    return replace(document, blocks=with_contents((Contents((), SOURCE), *_without_contents(blocks))))


def _without_contents(blocks: Blocks) -> Blocks:
    return tuple(block for block in blocks if not isinstance(block, Contents))


@pytest.fixture(scope="module")
def documents() -> Mapping[str, Document]:
    made = {name: with_all_entries(with_fallbacks(sample())) for name, sample in SAMPLES.items()}
    made["gallery"] = with_all_entries(with_fallbacks(gallery()))
    planned = prepared(REPOSITORY, Wish(formats=("docx",))).value
    assert planned is not None
    for job in planned.jobs:
        document = compose(job.view, job.order, job.templates, job.theme).value
        assert document is not None
        made[job.name] = document if _has_contents(document) else with_all_entries(document)
    listing = {name: document for name, document in made.items() if _entries(document)}
    assert {name.rpartition("/")[2] for name in set(made) - set(listing)} == {
        "checklist"
    }  # without headings to list
    return listing


def _has_contents(document: Document) -> bool:
    return any(isinstance(block, Contents) for block in document.blocks)


def _entries(document: Document) -> int:
    return sum(len(block.entries) for block in document.blocks if isinstance(block, Contents))


def levels(file: WordFile) -> dict[str, int]:
    """The outline level of each paragraph style, its own or that of the style it is based on; 10 for none."""
    rows = {}
    for node in file.find("//w:style[@w:type='paragraph']", "word/styles.xml"):
        own = node.xpath("string(w:pPr/w:outlineLvl/@w:val)", namespaces=node.nsmap)
        base = node.xpath("string(w:basedOn/@w:val)", namespaces=node.nsmap)
        rows[node.xpath("string(@w:styleId)", namespaces=node.nsmap)] = (own, base)

    def level(style: str) -> int:
        own, base = rows.get(style, ("9", ""))
        return int(own) + 1 if own else level(base)

    return {style: level(style) for style in rows}


def listed(file: WordFile) -> list[tuple[int, str]]:
    """(level, words) of the entries as they were written, without numbers and pages."""
    names = {
        node.xpath("string(@w:styleId)", namespaces=node.nsmap): node.xpath(
            "string(w:name/@w:val)", namespaces=node.nsmap
        )
        for node in file.find("//w:style", "word/styles.xml")
    }
    found = []
    for node in file.find("//w:sdt[.//w:docPartGallery/@w:val='Table of Contents']//w:p"):
        runs = [
            "\t" if run.xpath("w:tab", namespaces=run.nsmap) else text_of(run) for run in node.iter(f"{W}r")
        ]
        words = "".join(runs).removesuffix("\t").split("\t")[-1]
        found.append((int(names[style_of(node)].removeprefix("toc ")), words))
    return found


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def gathered(file: WordFile) -> Iterator[tuple[int, str]]:
    """(level, words) of the paragraphs that Word would list, without their typed numbers."""
    (code,) = (each for each in file.find("//w:instrText/text()") if each.strip().startswith("TOC"))
    first, last = map(int, re.search(r'\\o "(\d)-(\d)"', code).groups())
    assert "\\u" not in code
    assert "\\t" not in code  # names of styles, which each reader's Word would part at another sign
    by_style = levels(file)
    for node in file.find("//w:body//w:p"):
        level = by_style.get(style_of(node), 10)
        if first <= level <= last and text_of(node).strip():
            yield level, text_of(node).split("\u2003")[-1]


@pytest.mark.parametrize("look", LOOKS)
def test_contents_counted_anew_list_what_they_listed(documents, look):
    theme = LOOKS[look]()
    for name, document in documents.items():
        file = WordFile(write_docx(document, theme))
        entries = listed(file)
        assert len(entries) == _entries(document)
        assert list(gathered(file)) == entries, name


def test_a_heading_gathered_by_its_style_would_be_seen(documents):
    name = next(name for name in documents if name.endswith("/pack"))
    file = WordFile(write_docx(documents[name], default_theme()))
    part = file.raw("word/document.xml").replace(b'w:val="Heading1Plain"', b'w:val="Heading1"')
    from kit.finished import edited_docx

    other = WordFile(edited_docx(file.data, {"word/document.xml": lambda _: part}))
    assert list(gathered(other)) != listed(other)
