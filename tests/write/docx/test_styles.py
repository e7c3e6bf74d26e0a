"""The house styles: names that Word knows, values of the theme, and no formatting beside them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from communique.compose import roles
from communique.write.docx import write_docx
from communique.write.docx.house import STYLES
from communique.write.docx.names import file_name, is_built_in, style_id
from kit.docx_files import WordFile, written
from kit.docx_gallery import gallery
from kit.samples import default_theme, heading, para, region

TOKENS = default_theme().tokens
# What may stand in a paragraph's or run's own properties: structure, pagination, and emphasis inside a role.
STRUCTURE = {"pStyle", "numPr", "keepNext", "pageBreakBefore", "sectPr", "bidi", "outlineLvl"}
RUNS = {"rStyle", "b", "bCs", "i", "iCs", "rtl", "lang", "rFonts"}  # the last three say a script, not a look


@pytest.fixture(scope="module")
def file() -> WordFile:
    return WordFile(write_docx(gallery(), default_theme()))


def names(nodes) -> set[str]:
    return {node.tag.rsplit("}", 1)[1] for node in nodes}


def style(file: WordFile, name: str):
    (found,) = file.find(f"//w:style[@w:styleId='{style_id(name)}']", "word/styles.xml")
    return found


def value(node, path: str) -> str:
    return node.xpath(
        f"string({path})", namespaces={"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
    )


@pytest.mark.parametrize(
    "table",
    [
        roles.PARAGRAPH_ROLES,
        roles.DEFINITIONS_ROLES,
        roles.TABLE_ROLES,
        roles.SPAN_ROLES,
        roles.CALLOUT_KINDS,
    ],
)
def test_every_role_has_its_style(file, table):
    for role in table.values():
        assert style(file, role.word_style) is not None


def test_every_style_that_is_used_is_defined(file):
    defined = set(file.find("//w:style/@w:styleId", "word/styles.xml"))
    for part in file.names():
        if part.startswith("word/") and part.endswith(".xml"):
            used = file.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val", part)
            assert set(used) <= defined, part
    linked = file.find("//w:basedOn/@w:val | //w:next/@w:val", "word/styles.xml")
    assert set(linked) <= defined


def test_style_ids_and_names_are_unique(file):
    for attribute in ("//w:style/@w:styleId", "//w:style/w:name/@w:val"):
        found = file.find(attribute, "word/styles.xml")
        assert len(found) == len({each.lower() for each in found})


def test_paragraphs_have_no_formatting_of_their_own(file):
    assert names(file.find("//w:p/w:pPr/*")) <= STRUCTURE


def test_runs_have_no_formatting_of_their_own(file):
    assert names(file.find("//w:r/w:rPr/*")) <= RUNS


def test_only_the_rows_that_head_others_have_a_fill_of_their_own(file):
    assert names(file.find("//w:tc/w:tcPr/*")) <= {"tcW", "gridSpan", "shd"}
    shaded = file.find("//w:tc[w:tcPr/w:shd]//w:pStyle/@w:val")
    assert set(shaded) == {"TableGroup"}


def test_a_fill_planted_in_a_run_would_be_seen():
    planted = "<w:rPr><w:rStyle/><w:shd/></w:rPr>"
    assert not set(re.findall(r"w:(\w+)/", planted)) <= RUNS


def test_words_own_styles_are_told_from_ours(file):
    assert file.find("//w:style[@w:customStyle]/w:name/@w:val", "word/styles.xml") == [
        row.name for row in STYLES if not is_built_in(row.name)
    ] + ["Marking", "Data Table", "Checklist Table", "Matrix Table"]


def test_words_own_styles_are_spelled_as_word_writes_them(file):
    spelled = set(file.find("//w:style/w:name/@w:val", "word/styles.xml"))
    assert {"heading 1", "heading 6", "toc 1", "caption", "header", "footer", "footnote text"} <= spelled
    assert {
        "Title",
        "Subtitle",
        "Body Text",
        "List Bullet",
        "List Number 2",
        "List Continue",
        "Hyperlink",
    } <= spelled
    assert file_name("Footnote Reference") == "footnote reference"


@pytest.mark.parametrize(
    ("name", "step"),
    [("Title", "title"), ("Heading 1", "h2"), ("Bottom Line", "statement"), ("Table Text", "table")],
)
def test_a_style_has_the_size_and_leading_of_its_step(file, name, step):
    wanted = getattr(TOKENS.type, step)
    node = style(file, name)
    assert value(node, "w:rPr/w:sz/@w:val") == str(round(wanted.size * 2))
    assert value(node, "w:pPr/w:spacing/@w:line") == str(round(wanted.leading * 20))
    assert value(node, "w:rPr/w:rFonts/@w:asciiTheme") == (
        "majorHAnsi" if wanted.family == "sans" else "minorHAnsi"
    )


def test_colours_and_fonts_are_named_by_the_theme_so_that_a_new_theme_restyles(file):
    coloured = file.find("//w:color[not(@w:themeColor)]/ancestor::w:style/@w:styleId", "word/styles.xml")
    assert coloured == ["Marking"]  # its colours are the standard's, not the theme's
    filled = file.find("//w:shd[not(@w:themeFill)]/ancestor::w:style/@w:styleId", "word/styles.xml")
    assert filled == ["Marking"]
    named = file.find("//w:rFonts[not(@w:asciiTheme)]/ancestor::w:style/@w:styleId", "word/styles.xml")
    assert named == ["Tick"]


def test_the_theme_part_holds_the_brand(file):
    part = "word/theme/theme1.xml"
    assert file.find("string(//a:accent1/a:srgbClr/@val)", part) == TOKENS.colours.accent.strip("#")
    assert file.find("string(//a:dk1/a:srgbClr/@val)", part) == TOKENS.colours.ink.strip("#")
    assert file.find("string(//a:minorFont/a:latin/@typeface)", part) == "Source Serif 4"
    assert file.find("string(//a:majorFont/a:latin/@typeface)", part) == "Source Sans 3"


def test_the_font_table_says_what_to_use_where_the_fonts_are_missing(file):
    (font,) = file.find("//w:font[@w:name='Source Serif 4']", "word/fontTable.xml")
    assert value(font, "w:altName/@w:val") == "Cambria,Georgia"
    assert value(font, "w:panose1/@w:val") == "02040603050405020204"
    assert value(font, "w:family/@w:val") == "roman"


def test_the_marking_has_the_colours_of_its_standard_and_at_least_12_points(file):
    node = style(file, "Marking")
    assert value(node, "w:rPr/w:color/@w:val") == "FFC000"
    assert value(node, "w:rPr/w:shd/@w:fill") == "000000"
    assert int(value(node, "w:rPr/w:sz/@w:val")) >= 24


def test_styles_nobody_defined_stay_out_of_words_lists(file):
    (latent,) = file.find("//w:latentStyles", "word/styles.xml")
    assert value(latent, "@w:defSemiHidden") == "1"
    quick = file.find("//w:style[w:qFormat]/w:name/@w:val", "word/styles.xml")
    assert "Body Text" in quick
    assert "toc 1" not in quick


def test_the_language_is_the_documents():
    for tag, slot in (("en-GB", "val"), ("ko-KR", "eastAsia"), ("ar-LB", "bidi")):
        file = written(para("Text"), language=tag)
        assert file.find(f"string(//w:docDefaults//w:lang/@w:{slot})", "word/styles.xml") == tag
        assert file.find(f"string(//w:themeFontLang/@w:{slot})", "word/settings.xml") == tag


def test_headings_of_a_document_of_parts_are_a_step_larger():
    flat = written(heading(2, "One"))
    parted = written(region("part", heading(2, "One")))
    sizes = [value(style(file, "Heading 1"), "w:rPr/w:sz/@w:val") for file in (flat, parted)]
    assert sizes == [str(round(TOKENS.type.h2.size * 2)), str(round(TOKENS.type.title.size * 2))]


def test_prose_is_kept_to_a_measure_and_panels_are_not(file):
    assert int(value(style(file, "Body Text"), "w:pPr/w:ind/@w:right")) > 1000
    assert int(value(style(file, "Bottom Line"), "w:pPr/w:ind/@w:right")) < 1000


def test_every_row_of_the_table_is_a_style_of_its_kind(file):
    for row in STYLES:
        assert value(style(file, row.name), "@w:type") == row.kind.value


def lines(node, path: str) -> dict[str, tuple[str, str]]:
    """side -> (width in eighths of a point, colour of the theme) of the borders below a node."""
    found = node.xpath(path, namespaces=node.nsmap)
    return {
        line.tag.rsplit("}", 1)[1]: (value(line, "@w:sz"), value(line, "@w:themeColor")) for line in found
    }


def test_the_bottom_line_is_a_tinted_panel_with_a_rule_at_its_left(file):
    for name in ("Panel Label", "Bottom Line"):
        node = style(file, name)
        assert lines(node, "w:pPr/w:pBdr/*")["left"] == ("24", "accent1")
        assert value(node, "w:pPr/w:shd/@w:themeFill") == "background2"


@pytest.mark.parametrize("kind", ["Note", "Caution", "Claim"])
def test_a_remarks_label_takes_its_rule_from_the_remark(file, kind):
    label = style(file, f"{kind} Label")
    assert value(label, "w:basedOn/@w:val") == kind
    assert value(label, "w:pPr/w:pBdr") == ""
    assert lines(style(file, kind), "w:pPr/w:pBdr/*")["left"][0] == "16"


def test_neighbours_in_a_panel_have_the_same_borders_and_indents_so_that_word_joins_them(file):
    label, text = (style(file, name) for name in ("Panel Label", "Bottom Line"))
    assert lines(label, "w:pPr/w:pBdr/*") == lines(text, "w:pPr/w:pBdr/*")
    for side in ("left", "right"):
        assert value(label, f"w:pPr/w:ind/@w:{side}") == value(text, f"w:pPr/w:ind/@w:{side}")


def test_data_tables_have_horizontal_lines_only(file):
    node = style(file, "Data Table")
    assert lines(node, "w:tblPr/w:tblBorders/*") == {"bottom": ("8", "text1"), "insideH": ("4", "accent4")}
    head = "w:tblStylePr[@w:type='firstRow']/w:tcPr"
    assert lines(node, f"{head}/w:tcBorders/*") == {"bottom": ("8", "text1")}
    assert value(node, f"{head}/w:vAlign/@w:val") == "bottom"


def test_the_header_of_the_first_page_has_no_rule(file):
    assert value(style(file, "Header"), "w:pPr/w:pBdr/w:bottom/@w:val") == "single"
    assert value(style(file, "Header First"), "w:pPr/w:pBdr/w:bottom/@w:val") == "nil"


def test_another_theme_is_another_look_of_the_same_words(file):
    colours = TOKENS.colours.model_copy(update={"accent": "#14284B"})
    fonts = TOKENS.fonts.model_copy(update={"sans": TOKENS.fonts.serif})
    theme = replace(default_theme(), tokens=TOKENS.model_copy(update={"colours": colours, "fonts": fonts}))
    other = WordFile(write_docx(gallery(), theme))
    assert other.paragraphs() == file.paragraphs()
    assert other.find("string(//a:accent1/a:srgbClr/@val)", "word/theme/theme1.xml") == "14284B"
    assert other.find("string(//a:majorFont/a:latin/@typeface)", "word/theme/theme1.xml") == "Source Serif 4"
    assert value(style(other, "Heading 1"), "w:rPr/w:color/@w:val") == "14284B"
    assert other.raw("word/document.xml") == file.raw("word/document.xml")


def spacing(file: WordFile, name: str, what: str) -> str:
    return value(style(file, name), f"w:pPr/w:spacing/@w:{what}")


def test_spaces_are_lines_of_the_theme(file):
    tight = WordFile(write_docx(gallery(), default_theme().spaced(9)))
    assert [spacing(each, "Body Text", "before") for each in (file, tight)] == ["150", "90"]
    assert spacing(tight, "Heading 1", "line") == spacing(file, "Heading 1", "line")


def test_what_no_picture_stands_in_has_just_the_leading_of_its_step(file):
    assert [spacing(file, name, "lineRule") for name in ("Title", "Heading 1", "Bibliography")] == [
        "exact"
    ] * 3
    for name in ("Body Text", "Table Text", "Figure", "Caption"):
        assert spacing(file, name, "lineRule") in ("", "atLeast")


@pytest.mark.parametrize("language", ["ar-LB", "ko-KR"])
def test_letters_of_higher_scripts_are_not_cut_off(language):
    assert spacing(written(para("Text"), language=language), "Title", "lineRule") == "atLeast"


def test_terms_are_set_as_close_as_in_the_pdf(file):
    assert value(style(file, "Glossary Text"), "w:rPr/w:sz/@w:val") == "19"
    assert spacing(file, "Glossary Text", "line") == "260"
