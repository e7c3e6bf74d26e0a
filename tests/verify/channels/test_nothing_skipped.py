"""Whatever an independent parser finds in a file is told in some channel: nothing falls between the tables."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from communique.verify.channels.docx import said_in_docx
from communique.verify.channels.html import said_in_html
from communique.verify.channels.images import said_in_image
from communique.verify.channels.uris import without_uris
from communique.verify.extract.docx import extract_docx
from communique.verify.extract.html import extract_html
from communique.verify.extract.model import Place
from kit.canaries_docx import W, inner, with_part
from kit.finished import written
from kit.samples import checklist, summary

DOCUMENTS = (summary, checklist)
CHARACTERS = st.characters(
    exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), exclude_characters="\ufffe\uffff"
)
WORDS = st.text(CHARACTERS, min_size=3, max_size=12)
ELEMENTS = st.sampled_from(
    [
        "p",
        "r",
        "t",
        "br",
        "del",
        "ins",
        "delText",
        "instrText",
        "txbxContent",
        "sdt",
        "tag",
        "bookmarkStart",
        "unheard",
        "tbl",
        "tc",
        "rt",
        "ruby",
        "oMath",
        "style",
        "name",
        "Choice",
        "Fallback",
        "fldData",
        "sym",
        "pPr",
        "rPr",
        "vanish",
        "hyperlink",
        "docPr",
        "moveFrom",
    ]
)
ATTRIBUTES = st.sampled_from(
    [
        "val",
        "name",
        "id",
        "author",
        "descr",
        "anchor",
        "char",
        "rsidR",
        "w14",
        "instr",
        "unheard",
        "xmlns2",
        "displayText",
    ]
)


def bare(text: str) -> str:
    """Without white space, which the channels fold as their formats do."""
    return re.sub(r"\s+", "", text)


def wordy(text: str) -> str:
    """Without the numbers of notes, which Word counts and a file does not hold."""
    return re.sub(r"[\s\d]+", "", text)


def parsed(root: etree._Element) -> set[str]:
    """Every text, comment and attribute value under an element, as lxml has them."""
    found: set[str] = set()
    for node in root.iter():
        found |= {
            node.text or "",
            node.tail or "",
            *(node.attrib.values() if isinstance(node.tag, str) else ()),
        }
    return {bare(each) for each in found if len(bare(each)) >= 3}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.__name__)
def test_of_a_word_file_every_text_and_value_is_told(document) -> None:
    data = written(document(), "docx")
    told = bare("\n".join(said.text for said in said_in_docx(data)))
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                missing = {each for each in parsed(etree.fromstring(archive.read(name))) if each not in told}
                assert missing == set(), name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.__name__)
def test_of_a_page_every_text_and_value_is_told(document) -> None:
    data = written(document(), "html")
    told = bare("\n".join(said.text for said in said_in_html(data)))
    root = html.fromstring(without_uris(data.decode()).encode())
    assert {each for each in parsed(root) if each not in told} == set()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda each: each.__name__)
def test_the_pieces_that_are_compared_with_the_document_are_told_as_text(document) -> None:
    docx, page = written(document(), "docx"), written(document(), "html")
    told = wordy("".join(said.text for said in said_in_docx(docx) if said.channel.name == "text"))
    shown = [piece.text for piece in extract_docx(docx).pieces if piece.place in {Place.BODY, Place.CONTENTS}]
    assert [each for each in shown if wordy(each) not in told] == []
    told = wordy("".join(said.text for said in said_in_html(page)))
    assert [each.text for each in extract_html(page).pieces if wordy(each.text) not in told] == []


@st.composite
def trees(draw, depth: int = 3) -> etree._Element:
    """Any tree of Word's elements, well placed or not."""
    node = etree.Element(f"{{{W}}}{draw(ELEMENTS)}")
    for name in draw(st.lists(ATTRIBUTES, max_size=2, unique=True)):
        node.set(f"{{{W}}}{name}", draw(WORDS))
    if draw(st.booleans()):
        node.text = draw(WORDS)
    if depth:
        for child in draw(st.lists(trees(depth - 1), max_size=3)):
            node.append(child)
            if draw(st.integers(0, 4)) == 0:
                child.tail = draw(WORDS)
    if draw(st.integers(0, 9)) == 0:
        node.append(etree.Comment(draw(WORDS).replace("-", "")))
    return node


@given(trees())
def test_of_any_tree_of_word_markup_every_text_and_value_is_told(tree: etree._Element) -> None:
    root = etree.Element(f"{{{W}}}document", nsmap={"w": W})
    etree.SubElement(root, f"{{{W}}}body").append(tree)
    data = with_part(inner("x"), "word/document.xml", etree.tostring(root, encoding="utf-8"))
    told = "\n".join(bare(said.text) for said in said_in_docx(data))
    assert {each for each in parsed(root) if each not in told} == set(), etree.tostring(root)


@given(trees())
def test_of_any_custom_part_and_drawing_every_text_and_value_is_told(tree: etree._Element) -> None:
    plain = etree.fromstring(etree.tostring(tree, encoding="utf-8").replace(W.encode(), b"urn:x"))
    data = with_part(inner("x"), "customXml/item1.xml", etree.tostring(plain, encoding="utf-8"))
    told = "\n".join(bare(said.text) for said in said_in_docx(data))
    assert {each for each in parsed(plain) if each not in told} == set()
    drawing = (
        b'<svg xmlns="http://www.w3.org/2000/svg">' + etree.tostring(plain, encoding="utf-8") + b"</svg>"
    )
    told = "\n".join(bare(said.text) for said in said_in_image(drawing, "the picture"))
    assert {each for each in parsed(plain) if each not in told} == set()
