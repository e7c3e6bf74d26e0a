"""Language and script: every run is proofed in its own language, and what runs from right to left says so."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communique.codes import Code
from communique.theme import WordTheme
from communique.verify.conform import Finished
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.docx.embedding import check_fonts, scrambled
from communique.write.docx.scripts import begins_right, stretches
from kit.docx_files import WordFile, faults, printed, text_of
from kit.samples import bullets, default_theme, doc, heading, para, table

HANGUL, ARABIC, HEBREW = "군사 외교", "الدبلوماسية العسكرية", "שיחות בין קצינים"


def many_scripts():
    return doc(
        heading(1, "Talks in many scripts"),
        para(f"The Korean for it is {HANGUL}, the Arabic {ARABIC} (1994), the Hebrew {HEBREW}."),
        para(f"{ARABIC} – Track II."),
        bullets(HEBREW, HANGUL),
        table("Words", ("English", "Korean"), (("talks", HANGUL),), (0.5, 0.5)),
        para("The end."),
    )


def in_language(language: str):
    document = many_scripts()
    return replace(document, metadata=replace(document.metadata, language=language))


def written(document) -> WordFile:
    return WordFile(write_docx(document, default_theme()))


def runs(file: WordFile, path: str) -> list[str]:
    return [text_of(node) for node in file.find(path)]


@pytest.mark.parametrize(
    ("language", "signs"),
    [
        ("en-GB", [".", ","]),
        ("de-DE", [",", ";"]),
        ("fr-CA", [",", ";"]),
        ("ko-KR", [".", ","]),
        ("tlh", [".", ","]),
    ],
)
def test_the_signs_in_numbers_and_lists_are_those_of_the_documents_language(language, signs):
    file = written(in_language(language))
    assert file.find("//w:decimalSymbol/@w:val | //w:listSeparator/@w:val", "word/settings.xml") == signs


def test_right_to_left_words_are_marked_and_named():
    file = written(many_scripts())
    marked = runs(file, "//w:r[w:rPr/w:rtl]")
    assert marked == [ARABIC, HEBREW, ARABIC, HEBREW]
    assert file.find("//w:r[w:rPr/w:rtl]/w:rPr/w:lang/@w:bidi") == ["ar-SA", "he-IL", "ar-SA", "he-IL"]


def test_hangul_gets_the_east_asian_font_and_language():
    file = written(many_scripts())
    assert runs(file, "//w:r[w:rPr/w:rFonts[@w:hint='eastAsia']]") == [HANGUL] * 3
    assert set(file.find("//w:r/w:rPr/w:lang/@w:eastAsia")) == {"ko-KR"}
    assert file.find("//w:themeFontLang/@w:eastAsia", "word/settings.xml") == ["ko-KR"]


def test_a_paragraph_that_begins_right_to_left_is_turned_and_no_other():
    file = written(many_scripts())
    assert runs(file, "//w:p[w:pPr/w:bidi]") == [f"{ARABIC} – Track II.", HEBREW]


def test_a_document_in_arabic_runs_right_to_left_throughout():
    file = written(in_language("ar"))
    assert len(file.find("//w:docDefaults//w:pPr/w:bidi", "word/styles.xml")) == 1
    assert len(file.find("//w:sectPr/w:bidi")) == len(file.find("//w:sectPr"))
    assert len(file.find("//w:tblPr/w:bidiVisual")) == 1
    turned_back = runs(file, "//w:p[w:pPr/w:bidi[@w:val='0']]")
    assert "The end." in turned_back
    assert f"{ARABIC} – Track II." not in turned_back


def test_the_language_of_the_document_is_that_of_its_script():
    assert {each.language for each in stretches(ARABIC, "fa-IR")} == {"fa-IR"}
    assert [each.language for each in stretches("漢字", "en")] == ["zh-CN"]
    assert next(each.language for each in stretches("漢字かな", "en")) == "ja-JP"
    assert [each.language for each in stretches("漢字", "ja")] == ["ja"]


def test_a_stretch_ends_before_the_letters_of_another_script():
    words = f"{ARABIC} {HANGUL} {ARABIC}, 1994 {ARABIC}"
    assert [each.words for each in stretches(words, "en")] == [
        ARABIC,
        " ",
        HANGUL,
        " ",
        f"{ARABIC}, 1994 {ARABIC}",
    ]


@given(st.text(st.sampled_from("abc ,.1()–é" + HANGUL + ARABIC + HEBREW + "漢字かな"), max_size=40))
def test_no_letter_is_lost_or_moved(words):
    assert "".join(each.words for each in stretches(words, "en-GB")) == words


@pytest.mark.parametrize(
    ("words", "right"),
    [("abc", False), (ARABIC, True), ("1994 – " + HEBREW, True), ("1994", None), ("…", None), ("é", False)],
)
def test_the_first_strong_letter_decides(words, right):
    assert begins_right(words) is right


def test_text_in_many_scripts_is_verified():
    for document in (many_scripts(), in_language("ar")):
        data = write_docx(document, default_theme())
        told = verify(Finished("out/x.docx", "docx", data), document, default_theme())
        assert {each.code.value for each in told} <= {"missing-glyph"}


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
@pytest.mark.parametrize("language", ["en-GB", "ar", "ko-KR"])
def test_text_in_many_scripts_is_valid(language):
    assert faults(write_docx(in_language(language), default_theme())) == []


# -- fonts inside the file ---------------------------------------------------------------------------------------------


def embedding():
    theme = default_theme()
    return replace(theme, tokens=theme.tokens.model_copy(update={"word": WordTheme(embed_fonts=True)}))


def test_fonts_say_what_stands_in_for_them():
    file = written(doc(para("x")))
    (font,) = file.find("//w:font[@w:name='Source Serif 4']", "word/fontTable.xml")
    said = {child.tag.rsplit("}", 1)[1]: next(iter(child.attrib.values())) for child in font}
    assert said["altName"] == "Cambria,Georgia"
    assert (said["family"], said["panose1"]) == ("roman", "02040603050405020204")


def test_embedded_fonts_are_the_themes_own_bytes_behind_the_key():
    theme = embedding()
    file = WordFile(write_docx(doc(para("x")), theme))
    fonts = [name for name in file.names() if name.endswith(".odttf")]
    assert len(fonts) >= 3
    keys = file.find("//w:embedRegular/@w:fontKey", "word/fontTable.xml")
    assert all(re.fullmatch(r"\{[0-9A-F-]{36}\}", key) for key in keys)
    regular = scrambled(file.raw("word/fonts/font1.odttf"), UUID(keys[0]))
    assert regular in [data for _, data in theme.fonts]
    assert file.find("//w:embedTrueTypeFonts", "word/settings.xml")


def test_without_the_option_no_font_is_inside():
    assert not [name for name in written(doc(para("x"))).names() if "odttf" in name]


def test_a_font_whose_licence_forbids_it_stays_outside_and_is_told():
    from io import BytesIO

    from fontTools.ttLib import TTFont

    theme = embedding()
    assert check_fonts(theme) == ()
    font = TTFont(BytesIO(theme.font("fonts/SourceSerif4-Regular.ttf")))
    font["OS/2"].fsType = 4
    out = BytesIO()
    font.save(out)
    locked = tuple((n, out.getvalue() if n.endswith("Serif4-Regular.ttf") else d) for n, d in theme.fonts)
    theme = replace(theme, fonts=locked)
    (finding,) = check_fonts(theme)
    assert finding.code is Code.FONT_NOT_EMBEDDED
    assert "SourceSerif4-Regular.ttf" in finding.message
    file = WordFile(write_docx(doc(para("x")), theme))
    assert file.find("//w:font[@w:name='Source Serif 4']/w:embedRegular", "word/fontTable.xml") == []


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
def test_a_file_with_fonts_inside_is_valid_and_printed_in_them(tmp_path):
    data = write_docx(many_scripts(), embedding())
    assert faults(data) == []
    assert printed(data, tmp_path).stat().st_size > 1000
