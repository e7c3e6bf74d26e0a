"""LibreOffice opens the file and prints what the tree says, on the pages that the tree asks for."""

from __future__ import annotations

from io import BytesIO

import docx
import pypdfium2
import pytest

from communique.write.docx import write_docx
from kit.docx_files import WordFile, printed
from kit.docx_gallery import gallery, gallery_pages
from kit.samples import LETTER, default_theme

pytestmark = [pytest.mark.native, pytest.mark.slow]
MILLIMETRES = 25.4 / 72


def pages_of(path) -> list[tuple[float, float, str]]:
    """(width, height, text) of each page of a PDF, in millimetres."""
    with pypdfium2.PdfDocument(path) as pdf:
        found = []
        for page in pdf:
            width, height = page.get_size()
            words = page.get_textpage().get_text_bounded()
            found.append((width * MILLIMETRES, height * MILLIMETRES, " ".join(words.split())))
        return found


@pytest.fixture(scope="module", params=["A4", "Letter"])
def pages(request, tmp_path_factory):
    page = {"page": LETTER} if request.param == "Letter" else {}
    data = write_docx(gallery(**page), default_theme(), gallery_pages())
    size = (215.9, 279.4) if page else (210.0, 297.0)
    return size, pages_of(printed(data, tmp_path_factory.mktemp("office"))), WordFile(data)


def test_the_paper_and_its_turning_arrive(pages):
    (width, height), found, _ = pages
    for page in found:
        turned = "3 A page turned sideways" in page[2] and "Contents" not in page[2]
        wanted = (height, width) if turned else (width, height)
        assert page[:2] == pytest.approx(wanted, abs=0.5)
    assert sum(1 for page in found if page[0] > page[1]) == 1


def test_the_marking_and_page_are_on_every_page(pages):
    _, found, _ = pages
    for at, page in enumerate(found, start=1):
        assert page[2].count("TLP:AMBER+STRICT") == 2
        assert f"Page {at} of {len(found)}" in page[2]


def test_the_running_title_is_on_all_pages_but_the_first(pages):
    _, found, _ = pages
    assert ["Military diplomacy in Track II" in page[2] for page in found] == [False] + [True] * (
        len(found) - 1
    )


def test_the_words_arrive(pages):
    _, found, file = pages
    whole = "".join("".join(page[2].split()) for page in found)
    drawn = {"☐", "☒"}
    lost = [
        text
        for text in file.find("//w:p[not(.//w:rtl)]//w:t/text()")
        if text not in drawn and "".join(text.split()) not in whole
    ]
    assert lost == []


def test_numbers_are_counted_as_in_the_tree(pages):
    _, found, _ = pages
    whole = " ".join(page[2] for page in found)
    for shown in (
        "1 Officers have always talked",
        "1.1 Four kinds of people",
        "1.2 Every span",
        "2 Six principles carry",
        "3 A page turned",
        "4 Sources",
        "7. Counts on from seven",
        "8. and from eight",
        "3. Third step",
        "Table 1. Few meetings",
        "Figure 2. The same",
        "[1] Desk. Decoding military diplomacy",
        "[2] A second source",
        "and [1] and [2; 1, p. 4]",
    ):
        assert shown in whole


def test_python_docx_opens_the_file_too():
    document = docx.Document(BytesIO(write_docx(gallery(), default_theme())))
    assert document.core_properties.title == "Military diplomacy in Track II"
    assert [paragraph.text for paragraph in document.paragraphs if paragraph.style.name == "Heading 1"][
        :2
    ] == [
        "Officers have always talked across front lines",
        "Six principles carry the format",
    ]
