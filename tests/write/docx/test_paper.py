"""What text is written on: words come back as they were, openings are well formed, and late sayings find their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.order import misplaced
from communique.write.docx.paper import NO_LEVEL, Paper, escaped, paragraph_start, quoted
from communique.write.docx.runs import Voice, opening

WRITABLE = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"], exclude_characters="\ufffe\uffff", include_characters="\t\n"
    )
)
W = f'xmlns:w="{NAMESPACES["w"]}"'


def read(paper: Paper) -> etree._Element:
    return etree.fromstring(paper.part("w:document", inside="w:body"))


def written(*styles: str) -> Paper:
    paper = Paper()
    for style in styles:
        paper.begin(paragraph_start(style))
        paper.say("<w:r>", style)
        paper.put("</w:p>")
    return paper


@given(WRITABLE)
def test_words_come_back_as_they_were(words):
    paper = Paper()
    paper.begin(paragraph_start("Body Text"))
    paper.say("<w:r>", words)
    paper.put("</w:p>")
    assert "".join(read(paper).itertext()) == words
    assert paper.said == [words]


@given(WRITABLE)
def test_values_come_back_as_they_were(words):
    assert etree.fromstring(f'<a b="{quoted(words)}"/>').get("b") == words


@pytest.mark.parametrize("words", ["\r", "a\rb", "a\r\nb"])
def test_a_line_end_of_old_machines_is_no_new_line(words):
    assert etree.fromstring(f"<a>{escaped(words)}</a>").text == words


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1f", "\ud800", "\ufffe", "\uffff"])
def test_what_no_xml_can_hold_is_refused(sign):
    for write in (escaped, quoted):
        with pytest.raises(ValueError, match="cannot be written"):
            write(f"before {sign} behind")


def test_blanks_at_the_ends_and_double_ones_are_kept():
    paper = Paper()
    paper.begin(paragraph_start("Body Text"))
    for words in (" a", "a ", "a  b", "a b"):
        paper.say("<w:r>", words)
    paper.put("</w:p>")
    kept = [node.get(NAME["xml:space"]) for node in read(paper).iter(NAME["w:t"])]
    assert kept == ["preserve", "preserve", "preserve", None]


@pytest.mark.parametrize("number", [None, (3, NO_LEVEL), (7, 2)])
@pytest.mark.parametrize("page_break", [True, False])
@pytest.mark.parametrize("turned", [None, True, False])
def test_a_paragraph_begins_in_the_order_of_the_schema(number, page_break, turned):
    head, rest = paragraph_start("Body Text", number, page_break, turned)
    assert head.endswith('<w:pStyle w:val="BodyText"/>')
    paper = Paper()
    paper.begin((head, rest))
    paper.keep_with_next(0)
    paper.put("</w:p>")
    paper.end_section("<w:sectPr/>")
    shape = read(paper)[0][0][0]
    assert misplaced(shape) == ()
    wanted = [
        "pStyle",
        "keepNext",
        *(["pageBreakBefore"] if page_break else []),
        *(["numPr"] if number else []),
    ]
    wanted += [*(["bidi"] if turned is not None else []), "sectPr"]
    assert [etree.QName(child).localname for child in shape] == wanted


def test_a_paragraph_is_held_once():
    paper = written("Body Text", "Caption")
    paper.keep_with_next(0)
    paper.keep_with_next(0)
    assert [len(shape) for shape in read(paper).iter(NAME["w:pPr"])] == [2, 1]


@pytest.mark.parametrize(
    "voice", [Voice(), Voice("Strong"), Voice(bold=True, italic=True), Voice("Code", italic=True)]
)
@pytest.mark.parametrize(("slot", "language"), [("", ""), ("bidi", "ar-SA"), ("eastAsia", "ko-KR")])
def test_a_run_begins_in_the_order_of_the_schema(voice, slot, language):
    run = etree.fromstring(f"<w:p {W}>{opening(voice, slot, language)}</w:r></w:p>")[0]
    assert misplaced(run) == ()
    assert run.xpath("string(w:rPr/w:rStyle/@w:val)", namespaces=NAMESPACES) == voice.style
    assert run.xpath("count(w:rPr/w:b)", namespaces=NAMESPACES) == voice.bold
    assert run.xpath("string(w:rPr/w:lang/@*)", namespaces=NAMESPACES) == language
