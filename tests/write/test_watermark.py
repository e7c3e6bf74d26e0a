"""Words behind the text: on every page of a PDF and in every header of a Word file, faint, and told to nobody as text."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from lxml import etree

from communique.codes import Code
from communique.theme import check_ground, contrast, watermark_colour
from communique.verify.channels.files import said_in
from communique.verify.conform import Finished
from communique.verify.extract import extract_docx, extract_html, extract_pdf
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.html import write_html
from communique.write.pdf import write_pdf
from communique.write.watermark import across
from kit.docx_files import WordFile, faults
from kit.docx_gallery import gallery, with_fallbacks
from kit.docx_houses import both_houses, house_theme, institute, ministry, rewritten
from kit.finished import edited_docx, told
from kit.finished import faults as found
from kit.samples import LETTER, SAMPLES, default_theme, doc, heading, para, region, summary, theme_called
from kit.verapdf import verapdf  # noqa: F401 -- a fixture

DRAFT = "Draft for comment"
LONGEST = "Draft of the working group, not agreed yet"[:40]


def marked(words: str = DRAFT, make=summary):
    return replace(with_fallbacks(make()), watermark=words)


def turned():
    """A page upright, a page turned sideways, a page upright."""
    return doc(heading(1, "A title"), para("One"), region("landscape", para("Two")), para("Three"))


@cache
def pdf(words: str, make) -> bytes:
    made = write_pdf(marked(words, make), default_theme())
    assert made.findings == ()
    assert made.value is not None
    return made.value.data


def middle(data: bytes) -> list[tuple[int, str]]:
    """What stands beside the tags in the middle of each page."""
    return [(each.page, each.text.strip()) for each in extract_pdf(data).loose if 0.2 < each.height < 0.8]


# -- PDF ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("words", [DRAFT, "Entwurf", LONGEST, "TLP:AMBER+STRICT", "초안"])
@pytest.mark.parametrize("make", [summary, turned])
def test_every_page_of_a_pdf_bears_it_once_and_no_tag_leads_to_it(words, make):
    data = pdf(words, make)
    text = extract_pdf(data)
    assert middle(data) == [(page, words) for page in range(1, text.page_count + 1)]
    assert words not in " ".join(piece.text for piece in text.pieces)


@pytest.mark.parametrize("make", [turned, SAMPLES["pack"]])
def test_a_pdf_with_it_passes_the_gate(make):
    document = marked(DRAFT, make)
    made = write_pdf(document, default_theme()).value
    plain = write_pdf(replace(document, watermark=""), default_theme()).value
    assert made is not None
    assert plain is not None
    assert (made.page_count, made.pages) == (plain.page_count, plain.pages)
    assert told(found(document, "pdf", made.data)) == told(
        found(replace(document, watermark=""), "pdf", plain.data)
    )


def test_it_is_painted_before_the_text():
    grey = int(watermark_colour(default_theme().tokens.colours)[1:3], 16) / 255
    with pikepdf.open(BytesIO(pdf(DRAFT, turned))) as opened:
        for page in opened.pages:
            painted = [
                each
                for each in pikepdf.parse_content_stream(page)
                if str(each.operator) in {"rg", "scn", "TJ"}
            ]
            colour, words, *rest = painted
            assert [round(float(each), 2) for each in colour.operands[:3]] == [round(grey, 2)] * 3
            assert str(words.operator) == "TJ"
            assert any(str(each.operator) == "TJ" for each in rest)


@pytest.mark.parametrize("page", ["A4", "Letter"])
@pytest.mark.parametrize("words", ["No", DRAFT, LONGEST])
@pytest.mark.parametrize("way", [False, True])
def test_it_keeps_away_from_headers_and_footers(page, words, way):
    document = marked(words)
    document = document if page == "A4" else replace(document, page=LETTER)
    mark = across(document, default_theme(), turned=way)
    wide, high = document.page.millimetres[::-1] if way else document.page.millimetres
    both = (mark.width + mark.height) / 2**0.5
    assert both <= wide - document.page.margins[1] - document.page.margins[3] + 0.01
    assert both <= high * 0.6


def test_without_one_the_markup_and_the_rules_are_as_before():
    made = write_pdf(summary(), default_theme()).value
    assert made is not None
    assert middle(made.data) == []


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.parametrize("make", [turned, SAMPLES["pack"]])
def test_the_reference_engine_finds_it_accessible_and_archivable(make, verapdf):  # noqa: F811
    made = write_pdf(marked(DRAFT, make), default_theme()).value
    assert made is not None
    assert verapdf.breaches(made.data) == []


# -- colours -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["default", "ministry"])
def test_the_text_above_it_keeps_its_contrast_and_it_can_be_seen(name):
    colours = theme_called(name).tokens.colours
    grey = watermark_colour(colours)
    assert 1.1 < contrast(grey, "#FFFFFF") < 1.6
    for words in ("ink", "muted", "accent", "signal", "good"):
        assert contrast(getattr(colours, words), grey) >= 4.5


def test_colours_that_leave_no_room_for_it_are_told_with_their_line():
    colours = default_theme().tokens.colours.model_copy(update={"muted": "#767676"})  # 4.54 to 1 on white
    (finding,) = check_ground(colours)
    assert finding.code is Code.CONTRAST
    assert "'muted' on a watermark" in finding.message
    assert "watermark" in finding.hint


def test_a_style_sheet_that_makes_it_dark_is_told():
    theme = default_theme()
    dark = replace(theme, css=f"{theme.css}\ndiv.watermark {{ color: #888888 }}\n")
    document = marked()
    made = write_pdf(document, dark).value
    assert made is not None
    (finding,) = verify(Finished("out/x.pdf", "pdf", made.data), document, dark)
    assert finding.code is Code.CONTRAST
    assert "#888888" in finding.message


# -- Word --------------------------------------------------------------------------------------------------------------


def headers(data: bytes) -> dict[str, str]:
    return {
        each.where: each.behind for each in extract_docx(data).running if each.where.startswith("the header")
    }


@pytest.mark.parametrize(
    "theme", [default_theme(), *both_houses().values()], ids=["own", "house 1", "house 2"]
)
def test_every_header_of_a_word_file_bears_it(theme):
    data = write_docx(marked(make=gallery), theme)
    assert set(headers(data).values()) == {DRAFT}
    assert any("first" in where for where in headers(data)) or theme.reference == institute()
    assert extract_docx(data).running[0].text.count(DRAFT) == 0


def test_shapes_of_a_file_have_ids_of_their_own():
    file = WordFile(write_docx(marked(make=gallery), default_theme()))
    ids = [
        value
        for name in file.names()
        if "header" in name
        for value in etree.fromstring(file.raw(name)).xpath("//@id[contains(., 'WaterMark')]")
    ]
    assert len(ids) == len(set(ids)) >= 3


def test_it_is_the_status_among_the_properties_and_the_marking_is_not():
    status = "//*[local-name()='contentStatus']/text()"
    assert WordFile(write_docx(marked(), default_theme())).find(status, "docProps/core.xml") == [DRAFT]
    own = marked(summary().marking.label)
    assert WordFile(write_docx(own, default_theme())).find(status, "docProps/core.xml") == []


WORD_OWN = (
    '<w:p><w:r><w:pict xmlns:v="urn:schemas-microsoft-com:vml"><v:shape id="PowerPlusWaterMarkObject357" '
    'style="position:absolute"><v:textpath string="ENTWURF"/></v:shape></w:pict></w:r></w:p></w:hdr>'
)


def with_own_watermark():
    return house_theme(
        rewritten(ministry(), "word/header1.xml", lambda text: text.replace("</w:hdr>", WORD_OWN))
    )


def test_the_offices_own_watermark_stays_until_the_document_has_one():
    theme = with_own_watermark()
    kept = write_docx(summary(), theme)
    assert "ENTWURF" in headers(kept).values()
    assert not [
        each
        for each in verify(Finished("out/x.docx", "docx", kept), summary(), theme)
        if "behind" in each.message
    ]
    assert set(headers(write_docx(marked(), theme)).values()) == {DRAFT}


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
@pytest.mark.parametrize("words", [DRAFT, 'He said "no" & <left>', "초안"])
def test_word_files_with_it_are_valid(words):
    for theme in (default_theme(), *both_houses().values(), with_own_watermark()):
        assert faults(write_docx(marked(words, gallery), theme)) == []


# -- HTML --------------------------------------------------------------------------------------------------------------


def test_a_page_for_browsers_says_it_in_its_header():
    page = write_html(marked(), default_theme())
    (header, *_) = extract_html(page).running
    assert DRAFT in header.text
    assert told(found(marked(), "html", page)) == []


def test_the_marking_is_not_said_twice():
    label = summary().marking.label
    assert write_html(marked(label), default_theme()) == write_html(summary(), default_theme())


# -- what the gate sees ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", ["pdf", "docx", "html"])
def test_a_file_without_it_or_with_another_is_told(format):
    document = marked()
    write = {
        "pdf": lambda made: write_pdf(made, default_theme()).value.data,
        "docx": lambda made: write_docx(made, default_theme()),
        "html": lambda made: write_html(made, default_theme()),
    }[format]
    for other in (replace(document, watermark=""), replace(document, watermark="Final")):
        messages = [each.message for each in found(document, format, write(other))]
        assert any("watermark" in each or "behind the text" in each for each in messages), messages


def test_one_header_without_it_is_told_with_its_section():
    data = write_docx(marked(make=gallery), default_theme())
    bare = edited_docx(
        data, {"word/header2.xml": lambda part: part.replace(b"v:textpath style", b"v:nothing style")}
    )
    messages = [each.message for each in found(marked(make=gallery), "docx", bare)]
    assert "the header of section 1 (first pages) lacks the watermark “Draft for comment”" in messages


def test_a_watermark_that_nobody_asked_for_is_told():
    messages = [each.message for each in found(summary(), "docx", write_docx(marked(), default_theme()))]
    assert any(
        "draws “Draft for comment” behind the text, which the document does not have" in m for m in messages
    )


def test_the_guard_hears_it_in_every_format():
    secret = "HATHERSAGE"
    files = {
        "pdf": pdf(secret, turned),
        "docx": write_docx(marked(secret), default_theme()),
        "html": write_html(marked(secret), default_theme()),
    }
    for format, data in files.items():
        assert any(secret in said.text for said in said_in(data, format)), format
