"""What stands in parts of its own in a template: pictures, bullets, fonts. Carried over soundly, or told with its place."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from PIL import Image

from communique.codes import Code
from communique.content.pictures import MAX_PIXELS
from communique.verify.conform import Finished
from communique.verify.extract.package import open_package
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.docx.embedding import scrambled
from communique.write.docx.reference import read_reference
from kit.docx_boilerplate import (
    SVG,
    bomb,
    drawing,
    drawn,
    graphic,
    picture,
    raster,
    vector,
    with_bullets,
    with_every_picture,
    with_files,
    with_font,
    with_logo,
    with_text,
)
from kit.docx_files import WordFile, faults
from kit.docx_gallery import gallery, with_fallbacks
from kit.docx_houses import changed, house_theme, institute, ministry
from kit.metafiles import emf, wmf
from kit.samples import default_theme, summary

FILE = "templates/themes/default/reference.docx"


def told(data: bytes):
    outcome = read_reference(house_theme(data))
    for finding in outcome.findings:
        assert finding.origin.path == FILE
        assert finding.hint
    return list(outcome.findings)


def refusal(data: bytes) -> str:
    (finding,) = told(data)
    assert finding.code is Code.REFERENCE_UNSAFE
    return finding.message.removeprefix("the theme's Word template cannot be used: ")


def made(data: bytes) -> WordFile:
    assert told(data) == []
    file = WordFile(write_docx(summary(), house_theme(data)))
    package = open_package(file.data)
    assert (package.faults, package.active) == ([], [])
    return file


def media(file: WordFile) -> dict[str, bytes]:
    return {name: file.raw(name) for name in file.names() if name.startswith("word/media/")}


def types(file: WordFile) -> dict[str, str]:
    return {
        row.get("Extension"): row.get("ContentType")
        for row in file.part("[Content_Types].xml")
        if row.get("Extension")
    }


# -- pictures ----------------------------------------------------------------------------------------------------------


def test_a_picture_is_what_its_bytes_are_whatever_its_name_says():
    file = made(with_logo(raster("JPEG")))
    (name,) = media(file)
    assert name.endswith(".jpeg")
    assert types(file)["jpeg"] == "image/jpeg"
    assert "png" not in types(file)


def test_every_kind_of_picture_comes_along_as_what_it_is():
    file = made(with_every_picture())
    kinds = sorted(name.rpartition(".")[2] for name in media(file))
    assert kinds == ["emf", "gif", "jpeg", "png", "png", "svg", "wmf"]
    assert {types(file)[kind] for kind in ("emf", "wmf", "gif", "svg")} == {
        "image/x-emf",
        "image/x-wmf",
        "image/gif",
        "image/svg+xml",
    }
    assert file.find("//asvg:svgBlip/@r:embed")


def test_pictures_lose_what_their_makers_noted_in_them():
    noted = media(made(with_every_picture()))
    for name, data in noted.items():
        assert b"olleague" not in data, name
        assert "olleague".encode("utf-16-le") not in data, name
    (gif,) = (data for name, data in noted.items() if name.endswith("gif"))
    with Image.open(BytesIO(gif)) as shown:
        shown.load()


@pytest.mark.parametrize("mode", ["CMYK", "L"])
def test_word_shows_pictures_in_the_colours_of_a_printer(mode):
    assert media(made(with_logo(raster("JPEG", mode))))


@pytest.mark.parametrize(
    ("content", "says", "remedy"),
    [
        (
            b"<!DOCTYPE html><html><p>Not found</p></html>",
            "in the place of a picture that is none",
            "saved anew",
        ),
        (raster("PNG")[:60], "a picture that is damaged", "saved anew"),
        (raster("JPEG")[:-200], "a picture that is damaged", "saved anew"),
        (
            bomb(),
            f"a picture that has more than {MAX_PIXELS // 1_000_000} million pixels",
            "Compress Pictures",
        ),
        (raster("TIFF"), "one that not every reader shows", "saved anew"),
        (raster("BMP"), "one that not every reader shows", "saved anew"),
        (emf()[:-9], "in the place of a picture that is none", "saved anew"),
        (wmf()[:-9], "in the place of a picture that is none", "saved anew"),
        (b"", "in the place of a picture that is none", "saved anew"),
        (SVG, "a drawing (SVG) without a picture of it", "which adds one"),
    ],
    ids=["html", "cut png", "cut jpeg", "bomb", "tiff", "bmp", "cut emf", "cut wmf", "empty", "svg alone"],
)
def test_what_word_would_not_show_is_told_with_its_header_and_what_to_do(content, says, remedy):
    (finding,) = told(with_logo(content))
    assert finding.code is Code.REFERENCE_UNSAFE
    assert "the header “Ministry of Dialogue" in finding.message
    assert says in finding.message
    assert remedy in finding.hint


def test_a_drawing_that_reaches_outside_is_refused():
    unsafe = SVG.replace(b"<rect", b'<image href="https://example.org/x.png"/><rect', 1)
    data = with_text(
        drawn(vector("rIdP", "rIdV")),
        ("rIdP", "image", "media/p.png"),
        ("rIdV", "image", "media/v.svg"),
        files={"word/media/p.png": raster("PNG"), "word/media/v.svg": unsafe},
    )
    assert "a drawing that refers to something outside itself, near “Imprint”" in refusal(data)


def test_a_picture_that_the_file_does_not_have_is_told():
    assert "something that is not in the file" in refusal(with_text(drawn(picture("rIdP"))))
    lost = with_text(drawn(picture("rIdP")), ("rIdP", "image", "media/lost.png"))
    assert "something that is not in the file, near “Imprint”" in refusal(lost)


def test_a_picture_that_nothing_shows_is_not_looked_at():
    data = with_text(
        drawn(), ("rIdP", "image", "media/old.png"), files={"word/media/old.png": b"no picture at all"}
    )
    assert len(media(made(data))) == 1


def test_the_picture_before_word_altered_it_stays_behind():
    kept = '<a:ext uri="{BEBA8EAE-BF5A-486C-A8C5-ECC9F3942E4B}"><a14:imgProps xmlns:a14="http://schemas.microsoft.com/office/'
    kept += 'drawing/2010/main"><a14:imgLayer r:embed="rIdL"/></a14:imgProps></a:ext>'
    blip = f'<a:blip r:embed="rIdP"><a:extLst>{kept}</a:extLst></a:blip>'
    data = with_text(
        drawn(drawing(blip)),
        ("rIdP", "image", "media/p.png"),
        ("rIdL", "http://schemas.microsoft.com/office/2007/relationships/hdphoto", "media/l.wdp"),
        files={"word/media/p.png": raster("PNG"), "word/media/l.wdp": b"the picture as it was"},
    )
    file = made(data)
    assert b"imgLayer" not in file.raw("word/document.xml")
    assert not any(name.endswith("wdp") for name in file.names())


@pytest.mark.parametrize("said", ["", " ", r"C:\Users\colleague\arms.png"])
def test_a_picture_that_a_screen_reader_could_not_tell_of_is_told(said):
    data = changed(ministry(), "word/header1.xml", 'descr="Arms of the ministry"', f'descr="{said}"')
    (finding,) = told(data)
    assert "the header “Ministry of Dialogue" in finding.message
    assert "holds a picture without a text alternative" in finding.message
    assert "colleague" not in finding.message
    assert "View Alt Text" in finding.hint


def test_a_picture_marked_as_decorative_and_a_box_with_words_need_no_words_of_their_own():
    mark = '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative val="1"/></a:ext></a:extLst>'
    silent = picture("rIdP").replace('descr="Arms"/>', f">{mark}</wp:docPr>")
    box = graphic("<w:txbxContent><w:p><w:r><w:t>1 Quay Street</w:t></w:r></w:p></w:txbxContent>", "x")
    files = {"word/media/p.png": raster("PNG")}
    xml = drawn(silent, box.replace(' descr="x"', ""))
    data = with_text(xml, ("rIdP", "image", "media/p.png"), files=files)
    theme, document = house_theme(data), with_fallbacks(summary())
    assert made(data)
    found = verify(Finished("out/x.docx", "docx", write_docx(document, theme)), document, theme)
    assert not [each.message for each in found if each.severity == "error"]


# -- other parts -------------------------------------------------------------------------------------------------------

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"
OLE = (
    '<w:p><w:r><w:object><v:shape><v:imagedata r:id="rIdP"/></v:shape>'
    '<o:OLEObject ProgID="Excel.Sheet.12" r:id="rIdX"/></w:object></w:r></w:p>'
)
DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"


@pytest.mark.parametrize(
    ("xml", "relations", "says"),
    [
        (
            drawn(graphic('<c:chart r:id="rIdX"/>', CHART)),
            [("rIdX", "chart", "charts/chart1.xml")],
            "a chart, near “Imprint”",
        ),
        (
            drawn(graphic('<dgm:relIds r:dm="rIdX" r:lo="rIdY" r:qs="rIdX" r:cs="rIdY"/>', DIAGRAM)),
            [
                ("rIdX", "diagramData", "diagrams/data1.xml"),
                ("rIdY", "diagramLayout", "diagrams/layout1.xml"),
            ],
            "SmartArt, near “Imprint”",
        ),
        (
            OLE,
            [("rIdX", "package", "embeddings/a.xlsx")],
            "an embedded object or file",
        ),
        ('<w:altChunk r:id="rIdX"/>', [("rIdX", "aFChunk", "afchunk.htm")], "an embedded object or file"),
        (
            '<w:p><w:r><w:contentPart r:id="rIdX"/></w:r></w:p>',
            [("rIdX", "customXml", "ink/ink1.xml")],
            "ink",
        ),
        (
            drawn(graphic('<a:videoFile r:link="rIdX"/>', "x")),
            [("rIdX", "video", "file:///C:/a.mp4")],
            "a film or a sound",
        ),
        (
            drawn(graphic('<w:x r:id="rIdX"/>', "x")),
            [("rIdX", "http://example.org/unheard", "other.bin")],
            "something that documents cannot carry",
        ),
    ],
    ids=["chart", "smartart", "ole", "altchunk", "ink", "film", "unknown"],
)
def test_what_stands_in_a_part_of_its_own_is_told_once_and_with_its_place(xml, relations, says):
    files = {f"word/{target}": b"<x/>" for _, _, target in relations if ":" not in target}
    found = {each.message for each in told(with_text(xml, *relations, files=files))}
    assert any(f"the text holds {says}" in each for each in found)
    assert len([each for each in found if says in each]) == 1


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (
            '<w:p><w:hyperlink w:anchor="_Toc1"><w:r><w:t>Contents</w:t></w:r></w:hyperlink></w:p>',
            "a place in the template",
        ),
        ('<w:p><w:fldSimple w:instr=" HYPERLINK \\l &quot;_Toc1&quot; "/></w:p>', "a place in the template"),
        ('<w:p><w:fldSimple w:instr=" HYPERLINK &quot;file:///C:/a.docx&quot; "/></w:p>', "a link to a file"),
        ('<w:p><w:r><w:endnoteReference w:id="2"/></w:r></w:p>', "a footnote"),
        (
            '<w:p><w:r><w:pict><v:shape><v:imagedata src="file:///C:/a.png"/></v:shape></w:pict></w:r></w:p>',
            "a picture that is fetched from outside",
        ),
        (
            r'<w:p><w:r><w:pict><v:shape href="\\server\share\a.doc"/></w:pict></w:r></w:p>',
            "a link to a file or program",
        ),
    ],
)
def test_links_and_notes_of_the_template_are_told(xml, says):
    assert says in refusal(with_text(xml))


def test_a_link_to_the_web_stays():
    xml = '<w:p><w:hyperlink r:id="rIdW"><w:r><w:t>Ministry</w:t></w:r></w:hyperlink></w:p>'
    file = made(with_text(xml, ("rIdW", "hyperlink", "https://example.org/")))
    assert file.find("//w:hyperlink[w:r/w:t='Ministry']/@r:id")


def test_the_settings_of_a_printer_stay_behind():
    data = with_text(
        '<w:p><w:pPr><w:sectPr><w:printerSettings r:id="rIdS"/></w:sectPr></w:pPr></w:p>',
        ("rIdS", "printerSettings", "printerSettings/printerSettings1.bin"),
        files={"word/printerSettings/printerSettings1.bin": b"\\\\colleague\\printer"},
    )
    assert b"printerSettings" not in made(data).raw("word/document.xml")


def test_a_comment_goes_and_the_words_beside_it_stay():
    xml = '<w:p><w:r><w:t>Imprint</w:t><w:commentReference w:id="0"/></w:r></w:p>'
    file = made(with_text(xml))
    assert "Imprint" in file.text()
    assert b"comment" not in file.raw("word/document.xml")


def test_a_header_that_is_missing_is_told():
    out = BytesIO()
    with ZipFile(BytesIO(ministry())) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member != "word/header1.xml":
                target.writestr(member, source.read(member))
    (finding,) = told(out.getvalue())
    assert finding.code is Code.REFERENCE_UNREADABLE
    assert "word/header1.xml is missing" in finding.message


def test_samples_in_a_template_without_a_place_for_the_content_need_no_mending():
    sample = (
        b'<w:p><w:r><w:footnoteReference w:id="2"/></w:r><w:ins w:id="1" w:author="K"><w:r><w:t>new</w:t></w:r></w:ins>'
        b'<w:fldSimple w:instr=" TOC \\o "/></w:p></w:body>'
    )
    document = WordFile(institute()).raw("word/document.xml")
    at = document.rindex(b"<w:sectPr")
    data = with_files(
        institute(), {"word/document.xml": document[:at] + sample.removesuffix(b"</w:body>") + document[at:]}
    )
    assert told(data) == []


def test_lines_drawn_by_word_keep_what_makes_them_lines():
    xml = '<w:p><w:r><w:pict><v:rect style="width:0;height:1.5pt" o:hr="t" o:gfxdata="abc" stroked="f"/></w:pict></w:r></w:p>'
    said = made(with_text(xml)).raw("word/document.xml")
    assert b'o:hr="t"' in said
    assert b"gfxdata" not in said


# -- bullets -----------------------------------------------------------------------------------------------------------


def test_a_picture_as_bullet_is_the_bullet_of_the_documents_lists():
    file = made(with_bullets())
    level = "//w:lvl[w:pStyle/@w:val='ListBullet']/w:lvlPicBulletId/@w:val"
    assert file.find(level, "word/numbering.xml") == ["4"]
    assert file.find("//w:numPicBullet/@w:numPicBulletId", "word/numbering.xml") == ["4"]
    assert b"colleague" not in file.raw("word/numbering.xml")
    (row,) = file.part("word/_rels/numbering.xml.rels")
    assert f"word/{row.get('Target')}" in media(file)
    (named,) = file.find("//w:numPicBullet//@r:id", "word/numbering.xml")
    assert named == row.get("Id")


def test_a_bullet_that_word_would_not_show_is_told():
    data = with_files(with_bullets(), {"word/media/bullet.png": b"<html/>"})
    assert "a bullet of its lists holds something in the place of a picture that is none" in refusal(data)


def test_without_pictures_as_bullets_the_lists_lead_nowhere():
    assert "word/_rels/numbering.xml.rels" not in made(ministry()).names()


# -- fonts -------------------------------------------------------------------------------------------------------------


def test_fonts_inside_the_template_are_inside_the_documents():
    file = made(with_font())
    (key,) = file.find("//w:font[@w:name='Liberation Serif']/w:embedRegular/@w:fontKey", "word/fontTable.xml")
    plain = scrambled(file.raw("word/fonts/font1.odttf"), UUID(key))
    assert plain == default_theme().font("fonts/SourceSerif4-Regular.ttf")
    assert key != "{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}"  # which Word drew at random on some machine
    assert file.find("//w:embedTrueTypeFonts", "word/settings.xml")


def test_fonts_of_the_template_and_of_the_theme_stand_side_by_side():
    theme = house_theme(with_font())
    word = theme.tokens.word.model_copy(update={"embed_fonts": True})
    theme = replace(theme, tokens=theme.tokens.model_copy(update={"word": word}))
    file = WordFile(write_docx(summary(), theme))
    assert open_package(file.data).faults == []
    assert len(file.find("//w:embedRegular", "word/fontTable.xml")) >= 3


def locked() -> bytes:
    from fontTools.ttLib import TTFont

    font = TTFont(BytesIO(default_theme().font("fonts/SourceSerif4-Regular.ttf")))
    font["OS/2"].fsType = 4
    out = BytesIO()
    font.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("make", "says", "remedy"),
    [
        (
            lambda: with_font(attributes=' w:subsetted="1"'),
            "only the letters that the template",
            "without 'Embed only",
        ),
        (
            lambda: with_font(b"\0\1\0\0 no font at all, but for its beginning"),
            "ends in the middle",
            "embed its fonts",
        ),
        (lambda: with_font(key="no key"), "is not a font", "embed its fonts"),
        (lambda: with_font(locked()), "licence bits", "a font that allows it"),
        (
            lambda: with_files(with_font(), {"word/_rels/fontTable.xml.rels": b"<Relationships/>"}),
            "not in the file",
            "embed its fonts",
        ),
    ],
    ids=["subset", "damaged", "key", "locked", "lost"],
)
def test_a_font_that_cannot_come_along_is_a_warning_and_leaves_nothing_behind(make, says, remedy):
    data = make()
    (finding,) = told(data)
    assert (finding.code, finding.severity) == (Code.FONT_NOT_EMBEDDED, "warning")
    assert "'Liberation Serif' inside 'reference.docx'" in finding.message
    assert says in finding.message
    assert remedy in finding.hint
    file = WordFile(write_docx(summary(), house_theme(data)))
    assert open_package(file.data).faults == []
    assert not file.find("//w:embedRegular", "word/fontTable.xml")


@pytest.mark.parametrize("make", [with_every_picture, with_bullets, with_font])
def test_what_a_template_brings_along_passes_the_gate(make):
    theme, document = house_theme(make()), with_fallbacks(summary())
    found = verify(Finished("out/x.docx", "docx", write_docx(document, theme)), document, theme)
    plain = Finished("out/x.docx", "docx", write_docx(document, house_theme(ministry())))
    assert [each.message for each in found] == [
        each.message for each in verify(plain, document, house_theme(ministry()))
    ]


# -- the whole ---------------------------------------------------------------------------------------------------------


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
@pytest.mark.parametrize("make", [with_every_picture, with_bullets, with_font])
def test_documents_with_all_that_a_template_can_bring_are_valid(make):
    assert faults(write_docx(gallery(), house_theme(make()))) == []
