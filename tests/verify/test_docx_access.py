"""Accessibility of Word files: nothing to tell of ours, and every planted fault is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.codes import Code
from communique.compose.model import Document
from communique.content.spans import Link, Words
from communique.findings import Finding, in_order
from communique.verify.conform import Finished
from communique.verify.conform.docx_access import check_access
from communique.verify.conform.docx_looks import contrast
from communique.write.docx import write_docx
from kit.docx_gallery import gallery, gallery_pages, with_fallbacks
from kit.docx_houses import INSTITUTE_STYLES, both_houses, changed, house_theme, institute, rewritten
from kit.docx_trees import many_documents
from kit.samples import SAMPLES, bullets, default_theme, doc, heading, para, table

MAIN = "word/document.xml"


def told(data: bytes, document: Document | None = None, theme=None) -> list[Finding]:
    file = Finished("out/b/a/d.docx", "docx", data)
    return list(check_access(file, document or sample(), theme or default_theme()))


def sample() -> Document:
    return doc(
        heading(1, "A title"),
        para("Some words."),
        bullets("one", "two"),
        table("Caption", ("A", "B"), (("one", "two"),), (0.5, 0.5)),
        para("The end."),
    )


def file() -> bytes:
    return write_docx(sample(), default_theme())


def in_front(xml: str) -> bytes:
    """The file with something put before its second paragraph."""
    return changed(
        file(),
        MAIN,
        '<w:p><w:pPr><w:pStyle w:val="BodyText"/>',
        f'{xml}<w:p><w:pPr><w:pStyle w:val="BodyText"/>',
    )


@pytest.mark.parametrize("name", ["gallery", *SAMPLES])
def test_a_sample_has_no_fault(name):
    document = with_fallbacks(gallery() if name == "gallery" else SAMPLES[name]())
    assert told(write_docx(document, default_theme(), gallery_pages()), document) == []


def test_in_an_offices_look_only_its_own_pale_letters_are_told_as_a_warning():
    for theme in both_houses().values():
        document = with_fallbacks(SAMPLES["pack"]())
        for finding in told(write_docx(document, theme), document, theme):
            assert finding.severity == "warning"
            assert "'Subtitle' are hard to see: contrast 4.0" in finding.message
            assert "Word template" in finding.hint


def test_pale_letters_of_a_template_are_told_once_by_the_offices_name_for_all_files():
    pale = rewritten(institute(), "word/styles.xml", lambda text: text.replace("0B5CAD", "9CC3E6"))
    theme = house_theme(pale, styles=INSTITUTE_STYLES)
    found = []
    for name in ("summary", "annex", "pack"):
        document = with_fallbacks(SAMPLES[name]())
        found.append(
            [each for each in told(write_docx(document, theme), document, theme) if "hard" in each.message]
        )
    assert all(found)
    once = in_order(each for file in found for each in file)
    assert {each.origin.path for each in once} == {"templates/themes/default/reference.docx"}
    names = [each.message.split("'")[1] for each in once]
    assert len(names) == len(set(names)) < sum(map(len, found))
    assert "heading 1" in names
    assert not any("Plain" in each for each in names)


def test_pale_letters_of_the_brand_in_an_offices_look_are_told_at_the_theme():
    theme = house_theme(institute(), styles=INSTITUTE_STYLES)
    pale = theme.tokens.colours.model_copy(update={"muted": "#B0B0B0"})
    theme = replace(theme, tokens=theme.tokens.model_copy(update={"colours": pale}))
    document = doc(heading(1, "A title"), para("Small words.", "small"))
    (finding,) = told(write_docx(document, theme), document, theme)
    assert finding.origin.path == "templates/themes/default/theme.yaml"
    assert "'Small Text'" in finding.message
    assert "'word: styles:'" in finding.hint


@pytest.mark.slow
def test_random_documents_have_no_fault_of_the_writers():
    ours = (
        "floats",
        "merged",
        "header row below",
        "not as wide",
        "hard to see",
        "colour alone",
    )
    for document in many_documents(40):
        found = told(write_docx(document, default_theme()), document)
        assert [each.message for each in found if any(word in each.message for word in ours)] == []


P = '<w:p><w:pPr><w:pStyle w:val="{}"/></w:pPr>{}</w:p>'
TEXT = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (P.format("BodyText", ""), "an empty paragraph stands in for space"),
        (P.format("BodyText", TEXT.format("Name:      Date:")), "laid out with blanks or tabs"),
        (P.format("BodyText", TEXT.format("- one")) + P.format("BodyText", TEXT.format("- two")), "only typed"),
        (P.format("BodyText", TEXT.format("1. one")) + P.format("BodyText", TEXT.format("2. two")), "only typed"),
        (P.format("Heading2", ""), "a heading has no words"),
        (P.format("BodyText", "<w:r><w:pict><w:txbxContent/></w:pict></w:r>"), "something floats"),
        (P.format("BodyText", '<w:hyperlink w:anchor="x"/>' + TEXT.format("x")), "a link has no words"),
        (P.format("BodyText", f'<w:hyperlink w:anchor="x">{TEXT.format("Click here")}</w:hyperlink>'), "does not say where it leads"),
        (P.format("BodyText", TEXT.format("שלום.")), "not marked as written from right to left"),
    ],
)  # fmt: skip
def test_a_planted_paragraph_is_told(xml, says):
    findings = told(in_front(xml))
    assert any(says in each.message for each in findings), findings
    assert {each.code for each in findings} == {Code.NOT_ACCESSIBLE}
    assert all(each.hint for each in findings)


@pytest.mark.parametrize(
    ("part", "old", "new", "says"),
    [
        (MAIN, "</w:tcPr>", "</w:tcPr><w:tbl><w:tblGrid/></w:tbl>", "stands in another table"),
        (MAIN, "</w:tcPr>", "<w:vMerge/></w:tcPr>", "merged downwards"),
        (MAIN, "<w:tblHeader/>", "", None),
        (MAIN, '<w:gridCol w:w="', '<w:gridCol w:w="1"/><w:gridCol w:w="', "not as wide as its columns"),
        ("word/styles.xml", 'w:lang w:val="en-GB"', 'w:lang w:val="English (UK)"', "no language"),
        ("word/styles.xml", '<w:color w:val="17202B" w:themeColor="text1"/>', '<w:color w:val="BBBBBB"/>', "hard to see"),
    ],
)  # fmt: skip
def test_a_planted_change_is_told(part, old, new, says):
    findings = told(changed(file(), part, old, new))
    assert says is None or any(says in each.message for each in findings), findings


def test_a_header_row_below_others_is_told():
    def moved(text: str) -> str:
        first = text[text.index("<w:tr>") : text.index("</w:tr>") + len("</w:tr>")]
        return text.replace(first, "", 1).replace("</w:tbl>", f"{first}</w:tbl>", 1)

    assert any("header row below" in each.message for each in told(rewritten(file(), MAIN, moved)))


def test_links_without_a_line_are_told():
    document = doc(
        heading(1, "A title"), para("See ", "", Link((Words("the register"),), "https://example.org"))
    )
    data = write_docx(document, default_theme())
    assert told(data, document) == []
    assert any(
        "colour alone" in each.message
        for each in told(changed(data, "word/styles.xml", '<w:u w:val="single"/>', ""), document)
    )


def test_the_place_of_an_idle_link_is_the_line_of_its_words():
    document = doc(heading(1, "A title"), para("See ", "", Link((Words("here"),), "https://example.org")))
    (finding,) = told(write_docx(document, default_theme()), document)
    assert finding.origin.path.startswith("content/")
    assert finding.origin.line == 12


def test_pale_letters_of_a_brand_are_told_with_the_style():
    theme = default_theme()
    pale = theme.tokens.colours.model_copy(update={"muted": "#B0B0B0"})
    theme = replace(theme, tokens=theme.tokens.model_copy(update={"colours": pale}))
    document = doc(heading(1, "A title"), para("Small words.", "small"))
    findings = told(write_docx(document, theme), document, theme)
    assert any("'Small Text' are hard to see: contrast 2.2" in each.message for each in findings)


@pytest.mark.parametrize(
    ("one", "other", "ratio"), [("000000", "FFFFFF", 21), ("FFFFFF", "FFFFFF", 1), ("777777", "FFFFFF", 4.48)]
)
def test_contrast_is_that_of_wcag(one, other, ratio):
    assert contrast(one, other) == pytest.approx(ratio, abs=0.01)


def test_a_file_that_cannot_be_opened_is_told_elsewhere():
    assert told(b"no zip") == []
