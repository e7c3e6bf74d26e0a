"""Scripts beyond Latin, Greek and Cyrillic: pages in Arabic and in Korean from the shipped fonts, in every format."""

from __future__ import annotations

from functools import cache
from io import BytesIO

import pikepdf
import pytest

from communique.verify.extract import extract_pdf
from communique.write.pdf import Pdf, write_pdf
from kit.docx_files import WordFile, printed
from kit.finished import FORMATS, faults, written
from kit.pdfs import THEMES
from kit.samples import theme_called
from kit.scripts import SCRIPTS, in_script
from kit.trees import doc, h1, p
from kit.verapdf import verapdf  # noqa: F401 -- a fixture


@cache
def pdf(language: str, theme: str = "default") -> Pdf:
    outcome = write_pdf(in_script(language), theme_called(theme))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("language", SCRIPTS)
def test_the_gate_has_nothing_to_say_of_a_page_in_any_script(language, format):
    assert faults(in_script(language), format) == ()


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("language", SCRIPTS)
def test_a_page_in_any_script_is_accessible_and_archivable(language, theme, verapdf):  # noqa: F811
    assert verapdf.breaches(pdf(language, theme).data) == []


def test_arabic_runs_from_the_right_and_the_marking_stays_there():
    loose = extract_pdf(pdf("ar").data).loose
    feet = [each for each in loose if each.height < 0.2]
    assert min(each.to_right for each in feet) == next(each.to_right for each in feet if "TLP" in each.text)


def test_lines_in_arabic_end_where_lines_in_korean_begin():
    """Where the first letters of the heading stand: the distance of the words from the two edges of the page."""
    import pypdfium2

    def edges(language: str) -> tuple[float, float]:
        page = pypdfium2.PdfDocument(pdf(language).data)[0]
        boxes = [each.get_bounds() for each in page.get_objects() if each.type == 1]
        tallest = max(boxes, key=lambda box: box[3] - box[1])
        line = [box for box in boxes if abs(box[1] - tallest[1]) < 12]
        return min(box[0] for box in line), page.get_width() - max(box[2] for box in line)

    (ar_left, ar_right), (ko_left, ko_right) = edges("ar"), edges("ko")
    assert ar_right < ar_left
    assert ko_left < ko_right


@pytest.mark.parametrize(("language", "family"), [("ar", "IBM-Plex-Sans-Arabic"), ("ko", "Brief-Hangul")])
def test_letters_come_from_the_shipped_fonts(language, family):
    with pikepdf.open(BytesIO(pdf(language).data)) as opened:
        fonts = {
            str(each.BaseFont)
            for each in opened.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        }
    assert any(family in font for font in fonts)
    assert all("Embedded" in font for font in fonts)


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.parametrize("language", SCRIPTS)
def test_a_word_file_in_any_script_opens_with_all_of_its_words(language, tmp_path):
    data = written(in_script(language), "docx")
    assert SCRIPTS[language]["title"] in WordFile(data).text()
    assert printed(data, tmp_path).stat().st_size > 10_000


@pytest.mark.parametrize("char", ["𒀀", "漢", "펲", "अ"])
def test_a_character_that_no_shipped_font_has_is_told_at_its_line(char):
    found = write_pdf(doc(h1(), p(f"Text with {char} in it")), theme_called("default")).findings
    assert [(each.code.value, each.origin.line) for each in found] == [("missing-glyph", 20)]
