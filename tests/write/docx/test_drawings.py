"""Figures: each kind of picture, its words for those who do not see it, its size."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compose.model import Cell, Column, Figure, Image, Row, Table
from communique.write.docx.unwritable import UnwritableTextError
from kit.docx_files import written
from kit.docx_gallery import figure, jpeg, picture, png
from kit.samples import SOURCE, para

EMU = 9525


def extent(file) -> tuple[int, int]:
    (node,) = file.find("//wp:extent")
    return int(node.get("cx")), int(node.get("cy"))


@pytest.mark.parametrize(("kind", "data"), [("png", png()), ("jpeg", jpeg())])
def test_a_picture_is_stored_as_it_is(kind, data):
    file = written(figure(kind, "", "Caption"))
    assert file.raw(f"word/media/image1.{kind}") == data


def test_a_drawing_stands_beside_its_png():
    file = written(figure("svg", "", "Caption"))
    assert file.raw("word/media/image1.png") == picture("svg").fallback
    assert file.raw("word/media/image2.svg") == picture("svg").data
    (shown,), (drawn,) = file.find("//a:blip/@r:embed"), file.find("//asvg:svgBlip/@r:embed")
    targets = {row.get("Id"): row.get("Target") for row in file.part("word/_rels/document.xml.rels")}
    assert (targets[shown], targets[drawn]) == ("media/image1.png", "media/image2.svg")


def test_a_drawing_without_its_png_is_refused_with_its_place():
    with pytest.raises(UnwritableTextError, match=r"brief\.yaml:12:9: an SVG picture needs a PNG"):
        written(Figure(replace(picture("svg"), fallback=b""), "alt", (), SOURCE))


def test_a_picture_of_another_kind_is_refused():
    with pytest.raises(UnwritableTextError, match="cannot show a picture of type image/webp"):
        written(Figure(Image(b"RIFF", "image/webp", 10, 10), "alt", (), SOURCE))


def test_the_text_alternative_is_the_figures():
    assert written(figure("png", "", "", alt="Columns & lines")).find("//wp:docPr/@descr") == [
        "Columns & lines"
    ]


def test_a_decorative_picture_says_so():
    file = written(figure("png", "", "", alt=""))
    assert file.find("//wp:docPr/@descr") == []
    assert file.find("//adec:decorative/@val") == ["1"]


def test_a_picture_has_its_own_size_where_there_is_room():
    image = replace(picture(), width=300, height=90)
    assert extent(written(Figure(image, "alt", (), SOURCE))) == (300 * EMU, 90 * EMU)


def test_a_picture_wider_than_the_text_is_made_smaller_and_keeps_its_shape():
    image = replace(picture(), width=2000, height=500)
    width, height = extent(written(Figure(image, "alt", (), SOURCE)))
    assert width == pytest.approx((11906 - 2 * 1247) * 635, abs=635)
    assert height == pytest.approx(width / 4, abs=2)


def test_a_picture_taller_than_the_page_is_made_smaller():
    image = replace(picture(), width=100, height=5000)
    _, height = extent(written(Figure(image, "alt", (), SOURCE)))
    assert height <= 0.8 * (16838 - 2 * 1361) * 635


def test_a_picture_in_a_cell_fits_the_cell():
    figure_in_cell = Figure(replace(picture(), width=900, height=300), "alt", (), SOURCE)
    row = Row((Cell((figure_in_cell,)), Cell((para("x"),))), SOURCE)
    width, _ = extent(written(Table((), (Column(0.25), Column(0.75)), (), (row,), SOURCE)))
    assert width <= 0.25 * (11906 - 2 * 1247) * 635


def test_caption_and_source_stay_below_the_picture():
    file = written(figure("png", "1", "Columns rise"))
    assert file.paragraphs() == [
        ("Figure", ""),
        ("Caption", "Figure\u00a01. Columns rise"),
        ("SourceLine", "Source: sample data."),
    ]
    assert len(file.find("//w:p[2]/w:pPr/w:keepNext")) == 1
    keeps = "string(//w:style[@w:styleId='Figure']/w:pPr/w:keepNext/@w:val)"
    assert file.find(keeps, "word/styles.xml") == "1"


def test_drawings_have_ids_of_their_own():
    ids = written(figure("png", "", ""), figure("svg", "", "")).find("//wp:docPr/@id")
    assert ids == ["1", "2"]
