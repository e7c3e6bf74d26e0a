"""The office's own Word template: its styles, lists, headers, cover and properties, filled; the document as it was."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest

from communique.compose.model import Bibliography, BibliographyEntry, Document, Heading, Paragraph
from communique.content.spans import Jump, Span, Styled, Words
from communique.verify.conform import Finished
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.docx.numbering import number_of
from communique.write.docx.reference import read_reference
from kit.docx_files import WordFile, style_of, text_of, written
from kit.docx_gallery import gallery, gallery_pages, with_fallbacks
from kit.docx_houses import (
    INSTITUTE_STYLES,
    both_houses,
    changed,
    house_theme,
    institute,
    ministry,
    rewritten,
    with_chapter_style,
)
from kit.samples import (
    A4,
    LETTER,
    SAMPLES,
    SOURCE,
    default_theme,
    doc,
    facts,
    heading,
    pack,
    para,
    region,
    spans,
    summary,
    table,
)

HOUSES = {name: (lambda name=name: both_houses()[name]) for name in both_houses()}
BETWEEN = (
    "//w:body/*[preceding-sibling::w:bookmarkStart[@w:name='_document'] and following-sibling::w:bookmarkEnd]"
)


def gallery_document() -> Document:
    return with_fallbacks(gallery())


@pytest.fixture(scope="module", params=sorted(HOUSES))
def worn(request) -> tuple[str, WordFile]:
    theme = HOUSES[request.param]()
    return request.param, WordFile(write_docx(gallery_document(), theme, gallery_pages()))


def style_named(file: WordFile, name: str):
    (found,) = file.find(f"//w:style[w:name/@w:val='{name}']", "word/styles.xml")
    return found


def own_text(file: WordFile) -> list[str]:
    """The texts of the document's own paragraphs, without those that only end a section."""
    nodes = file.find(f"{BETWEEN}/descendant-or-self::w:p") or file.find("//w:p")
    return [text_of(node) for node in nodes if text_of(node).strip()]


# -- two looks, one text ---------------------------------------------------------------------------------------------


def test_two_houses_say_the_same_and_look_different():
    plain = WordFile(write_docx(gallery_document(), default_theme(), gallery_pages()))
    one, other = (
        WordFile(write_docx(gallery_document(), HOUSES[name](), gallery_pages()))
        for name in ("ministry", "institute")
    )
    assert own_text(plain) == own_text(one) == own_text(other)
    shapes = [
        [node.tag.rsplit("}", 1)[1] for node in (file.find(BETWEEN) or file.find("//w:body/*"))]
        for file in (one, other)
    ]
    assert shapes[0] == shapes[1]
    looks = [
        (
            style_named(file, "heading 1").xpath("string(.//*[local-name()='color']/@*[local-name()='val'])"),
            file.find("string(//w:body/w:sectPr/w:pgMar/@w:left)"),
        )
        for file in (one, other)
    ]
    assert looks == [("7A1F3D", "1701"), ("0B5CAD", "1134")]


def test_text_in_a_house_is_verified_like_any_other():
    for name in ("summary", "annex", "pack", "checklist"):
        document = with_fallbacks(SAMPLES[name]())
        plain = Finished("out/x.docx", "docx", write_docx(document, default_theme()))
        before = {finding.message for finding in verify(plain, document, default_theme())}
        for theme in (make() for make in HOUSES.values()):
            file = Finished("out/x.docx", "docx", write_docx(document, theme))
            found = verify(file, document, theme)
            assert {each.message for each in found if each.severity == "error"} <= before
            assert all("hard to see" in each.message for each in found if each.message not in before)


def test_words_around_the_document_that_the_template_does_not_have_are_told():
    theme = HOUSES["ministry"]()
    document = with_fallbacks(summary())
    data = changed(
        write_docx(document, theme), "word/document.xml", "1 Quay Street", "1 Quay Street, ask Kim"
    )
    told = verify(Finished("out/x.docx", "docx", data), document, theme)
    assert any("around the document" in finding.message and "Kim" in finding.message for finding in told)


# -- styles ----------------------------------------------------------------------------------------------------------


def test_styles_that_are_there_are_used_by_their_own_names(worn):
    name, file = worn
    ids = {
        node.get(node.nsmap and f"{{{node.nsmap['w']}}}styleId")
        for node in file.find("//w:style", "word/styles.xml")
    }
    used = set(file.find("//w:pStyle/@w:val | //w:rStyle/@w:val | //w:tblStyle/@w:val"))
    assert used <= ids
    if name == "institute":
        assert {"berschrift1", "Fließtext", "TableGrid"} <= used
    else:
        assert {"Heading1", "BodyText", "MinistryLead"} <= used


def test_every_paragraph_keeps_a_style_in_which_headings_are_headings(worn):
    _, file = worn
    for name, wanted in (("Title", ""), ("heading 1", "0"), ("heading 2", "1"), ("heading 3", "2")):
        outline = style_named(file, name).xpath(
            "string(*[local-name()='pPr']/*[local-name()='outlineLvl']/@*)"
        )
        assert outline == wanted, name


def test_an_office_can_put_styles_of_its_own_on_chapters():
    theme = house_theme(with_chapter_style(institute()), styles=INSTITUTE_STYLES | {"Heading 1": "Kapitel"})
    document = with_fallbacks(summary())
    file = WordFile(write_docx(document, theme))
    chapters = [text for style, text in file.paragraphs() if style == "Kapitel"]
    assert chapters[0] == "What matters"
    assert len(chapters) == 5
    found = verify(Finished("out/x.docx", "docx", file.data), document, theme)
    assert [each for each in found if each.severity == "error"] == []


def test_a_style_that_is_missing_is_made_and_its_colours_are_the_brands(worn):
    _, file = worn
    label = style_named(file, "Panel Label")
    colour = label.xpath("*[local-name()='rPr']/*[local-name()='color']")[0]
    assert [value for key, value in colour.items() if key.endswith("}val")] == ["0E4A57"]
    assert not [key for key in colour if key.endswith("themeColor")]  # the office's slot has another colour


def test_style_names_and_ids_stay_unique(worn):
    _, file = worn
    for path in ("//w:style/@w:styleId", "//w:style/w:name/@w:val"):
        found = [each.casefold() for each in file.find(path, "word/styles.xml")]
        assert len(found) == len(set(found))


def test_bullets_are_the_offices_and_numbers_count_as_the_document_does(worn):
    _, file = worn
    level = "//w:lvl[w:pStyle[@w:val='ListBullet']]/w:lvlText/@w:val"
    assert file.find(level, "word/numbering.xml") == ["\uf0b7"]
    assert file.find(
        "//w:lvl[w:pStyle[@w:val='Heading1' or @w:val='berschrift1']]/w:lvlText/@w:val", "word/numbering.xml"
    ) == ["%1"]


@pytest.mark.parametrize(("labels", "shown"), [(("[1]", "[2]"), ["[%1]"]), (("[1]", "[3]"), [])])
def test_numbers_of_sources_are_the_citation_styles_also_where_the_office_counts_them(labels, shown):
    style = (
        '<w:style w:type="paragraph" w:styleId="Quellen"><w:name w:val="Bibliography"/><w:basedOn w:val="Normal"/>'
        '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style></w:styles>'
    )
    assert '<w:num w:numId="1"' in ZipFile(BytesIO(ministry())).read("word/numbering.xml").decode()
    theme = house_theme(changed(ministry(), "word/styles.xml", "</w:styles>", style))
    entries = tuple(BibliographyEntry(label, label, spans("Book."), label) for label in labels)
    file = WordFile(write_docx(doc(heading(1, "T"), Bibliography(entries, SOURCE)), theme))
    typed = [f"{label} Book." for label in labels]
    assert [text for style, text in file.paragraphs() if style == "Quellen"] == (
        ["Book."] * 2 if shown else typed
    )
    own = "//w:style[@w:styleId='Quellen']/w:pPr/w:numPr/w:numId/@w:val"
    assert file.find(own, "word/styles.xml") == [str(number_of("sources"))] * len(shown)
    level = "//w:lvl[w:pStyle[@w:val='Quellen']]/w:lvlText/@w:val"
    assert file.find(level, "word/numbering.xml") == shown


def test_every_list_that_is_named_is_there_once(worn):
    _, file = worn
    numbers = file.find("//w:num/@w:numId", "word/numbering.xml")
    assert len(numbers) == len(set(numbers))
    for part in ("word/document.xml", "word/styles.xml"):
        assert set(file.find("//w:numPr/w:numId/@w:val", part)) <= set(numbers)


def test_the_languages_are_the_documents():
    document = replace(summary(), metadata=replace(summary().metadata, language="fr-CA"))
    file = WordFile(write_docx(with_fallbacks(document), HOUSES["ministry"]()))
    assert file.find("//w:lang/@w:val", "word/styles.xml") == ["fr-CA"]


def test_theme_colours_and_fonts_are_the_offices(worn):
    _, file = worn
    names = {"a": "http://schemas.openxmlformats.org/drawingml/2006/main"}
    theme = file.part("word/theme/theme1.xml")
    assert theme.xpath("string(//a:accent1/a:srgbClr/@val)", namespaces=names) == "4F81BD"
    assert theme.xpath("string(//a:minorFont/a:latin/@typeface)", namespaces=names) == "Cambria"


# -- headers, footers, cover -------------------------------------------------------------------------------------------


def test_the_marking_is_in_every_header_and_footer_of_every_section(worn):
    _, file = worn
    rows = {row.get("Id"): row.get("Target") for row in file.part("word/_rels/document.xml.rels")}
    for section in file.find("//w:sectPr"):
        for kind in ("header", "footer"):
            wanted = 2 if section.xpath("boolean(*[local-name()='titlePg'])") else 1
            references = section.xpath(f"*[local-name()='{kind}Reference']")
            assert len(references) >= wanted
            for reference in references:
                (target,) = (rows[value] for key, value in reference.items() if key.endswith("}id"))
                said = " ".join(text for _, text in file.paragraphs(f"word/{target}"))
                assert "TLP:AMBER+STRICT" in said
                assert "Participants only" in said


def test_the_label_bears_the_colours_of_its_standard(worn):
    _, file = worn
    for part in (name for name in file.names() if "office_" in name and "rels" not in name):
        runs = file.find("//w:r[w:rPr/w:rStyle[@w:val='Marking']]/w:t/text()", part)
        assert runs == ["TLP:AMBER+STRICT"]


def test_the_cover_is_filled_and_the_boilerplate_stays():
    file = WordFile(write_docx(gallery_document(), HOUSES["ministry"](), gallery_pages()))
    said = [text for style, text in file.paragraphs() if text]
    assert said[0] == "Military diplomacy in Track II"
    assert said[1] == "What talks between officers can do"
    assert said[2] == (
        "For Ministers and senior officials, 22 November 2026. Reference track-two/ministers/sample. "
        "Handling: Participants only   TLP:AMBER+STRICT"
    )
    assert said[-1] == "Printed by the Ministry of Dialogue, 1 Quay Street."
    assert not any("sample" in text.split() for text in said[:4])
    values = file.part("docProps/custom.xml")
    assert [(row.get("name"), row[0].text) for row in values] == [
        ("Reference number", "track-two/ministers/sample")
    ]


def test_the_running_title_is_not_the_templates_sample():
    file = WordFile(write_docx(gallery_document(), HOUSES["ministry"](), gallery_pages()))
    (said, *_) = [text for _, text in file.paragraphs("word/office_footer1.xml") if "page" in text]
    assert said == "Military diplomacy in Track II, page 1"
    assert "STYLEREF Title" in file.find("string(//w:instrText)", "word/office_footer1.xml")


# -- titles on the office's cover ------------------------------------------------------------------------------------


def covered(role: str = "cover", title: str = "Military diplomacy in Track II", *more: Span) -> Document:
    """A document whose title its metadata say, in a cover or title block of its own."""
    own = (
        para("No. 7", "overline"),
        Heading(1, spans(title, *more), SOURCE, "top"),
        para("Below it", "subtitle"),
    )
    return doc(
        region(role, *own, facts(("To", "The Minister"))), jump("top"), heading(2, "Part"), para("Text")
    )


def jump(target: str) -> Paragraph:
    return Paragraph((Jump(target, (Words("To the top"),)),), SOURCE)


def body_of(file: WordFile) -> list[tuple[str, str]]:
    nodes = file.find(f"{BETWEEN}/descendant-or-self::w:p")
    return [(style_of(node), text_of(node)) for node in nodes if text_of(node).strip()]


@pytest.mark.parametrize("role", ["cover", "title-block"])
def test_what_the_offices_cover_says_is_not_said_again(role):
    theme, document = HOUSES["ministry"](), covered(role)
    file = WordFile(write_docx(document, theme))
    assert [text for _, text in file.paragraphs()].count("Military diplomacy in Track II") == 1
    overline, fact, *_ = body_of(file)
    assert overline == ("Overline", "No. 7")
    assert fact[1] == "To The Minister"
    assert file.find("//w:pageBreakBefore") == []  # what is left is no page of its own
    assert "top" in file.find("//w:bookmarkStart/@w:name")
    assert [each for each in verify(finished(file), document, theme) if each.severity == "error"] == []


def finished(file: WordFile) -> Finished:
    return Finished("out/x.docx", "docx", file.data)


@pytest.mark.parametrize(
    "document",
    [
        covered("cover", "Another title"),
        covered("cover", "Military diplomacy in Track II", Styled("muted", (Words("!"),))),
    ],
)
def test_a_title_in_other_words_than_the_cover_has_stays(document):
    file = WordFile(write_docx(document, HOUSES["ministry"]()))
    assert [style for style, _ in body_of(file)][:3] == ["CoverOverline", "CoverTitle", "Subtitle"]


def test_a_template_that_gives_its_look_only_has_no_cover_that_says_titles():
    file = WordFile(write_docx(covered(), HOUSES["institute"]()))
    assert ("CoverTitle", "Military diplomacy in Track II") in file.paragraphs()


@pytest.mark.parametrize("lost", ["Military diplomacy in Track II", "Below it"])
def test_a_title_that_neither_the_cover_nor_the_document_says_is_told(lost):
    theme, document = HOUSES["ministry"](), covered()
    data = rewritten(write_docx(document, theme), "word/document.xml", lambda text: text.replace(lost, ""))
    told = verify(Finished("out/x.docx", "docx", data), document, theme)
    assert any(f"lacks “{lost}" in each.message for each in told)


def test_first_pages_that_the_template_keeps_free_have_the_marking_alone():
    file = WordFile(write_docx(summary(), HOUSES["ministry"]()))
    for kind in ("header", "footer"):
        assert file.paragraphs(f"word/office_first_{kind}.xml") == [("MarkingLine", "TLP:GREEN")]
    assert not [name for name in file.names() if name.startswith(("word/header", "word/footer"))]


def test_even_pages_that_the_template_says_nothing_of_are_like_the_others():
    data = changed(ministry(), "word/settings.xml", "<w:zoom", "<w:evenAndOddHeaders/><w:zoom")
    file = WordFile(write_docx(summary(), house_theme(data)))
    for section in file.find("//w:sectPr"):
        kinds = {
            (node.tag, value): node.get(node.nsmap and f"{{{node.nsmap['r']}}}id")
            for node in section
            for key, value in node.items()
            if key.endswith("}type")
        }
        for kind in ("header", "footer"):
            tag = f"{{{section.nsmap['w']}}}{kind}Reference"
            assert kinds[tag, "even"] == kinds[tag, "default"]


CHAPTER, MERGED = ' STYLEREF "heading 1" ', r' STYLEREF "Überschrift 1" \* MERGEFORMAT '


@pytest.mark.parametrize(
    ("code", "wanted", "shown"),
    [
        (CHAPTER, CHAPTER, "Military diplomacy in Track II"),
        (MERGED, MERGED, "Military diplomacy in Track II"),
        (" STYLEREF 1 ", " STYLEREF 1 ", "Military diplomacy in Track II"),
        (r' STYLEREF "heading 1" \n ', r' STYLEREF "heading 1" \n ', ""),
        (" STYLEREF Emphasis ", " STYLEREF Emphasis ", "Military diplomacy in Track II"),
        # nothing is in these styles
        (' STYLEREF "heading 4" ', None, "Military diplomacy in Track II"),
        (r' STYLEREF "heading 4" \w ', None, ""),
        (" STYLEREF Nobody ", None, "Military diplomacy in Track II"),
        (' STYLEREF "Body Text 3" ', None, "Military diplomacy in Track II"),
    ],
)
def test_a_field_that_shows_words_of_a_style_is_live_where_there_are_some(code, wanted, shown):
    data = changed(ministry(), "word/footer1.xml", " STYLEREF Title ", code)
    document = replace(summary(), blocks=(*summary().blocks, para("An *emphasis*.")))
    file = WordFile(write_docx(document, house_theme(data)))
    codes = file.find("//w:instrText/text()", "word/office_footer1.xml")
    assert codes == [each for each in (wanted, " PAGE ") if each]
    (said, *_) = [text for _, text in file.paragraphs("word/office_footer1.xml") if "page" in text]
    assert said == f"{shown}, page 1"


def test_a_field_asks_for_the_style_that_stands_for_the_one_it_names():
    data = rewritten(
        with_chapter_style(ministry()),
        "word/footer1.xml",
        lambda text: text.replace(" STYLEREF Title ", r" STYLEREF &quot;heading 1&quot; \* MERGEFORMAT "),
    )
    file = WordFile(write_docx(summary(), house_theme(data, styles={"Heading 1": "Kapitel"})))
    (code, _) = file.find("//w:instrText/text()", "word/office_footer1.xml")
    assert code == r' STYLEREF "Kapitel" \* MERGEFORMAT '
    bare = rewritten(institute(), "word/header1.xml", lambda text: text.replace("</w:p>", f"{SIMPLE}</w:p>"))
    file = WordFile(write_docx(with_fallbacks(pack()), house_theme(bare)))
    # the title of a pack is in a style of ours, which the office's has not
    assert file.find("//w:fldSimple/@w:instr", "word/office_header1.xml") == [' STYLEREF "Cover Title" ']


SIMPLE = '<w:fldSimple w:instr=" STYLEREF Title "><w:r><w:t>A title</w:t></w:r></w:fldSimple>'


def test_a_control_bound_to_a_core_property_is_known_by_it():
    data = changed(
        ministry(), "word/document.xml", '<w:tag w:val="title"/>',
        '<w:dataBinding w:xpath="/ns1:coreProperties[1]/ns0:title[1]" w:storeItemID="{6C3C8BC8-F283-45AE-878A-BAB7291924A1}"/>',
    )  # fmt: skip
    file = WordFile(write_docx(summary(), house_theme(data)))
    assert file.paragraphs()[0][1] == "Military diplomacy in Track II"


def test_the_paper_is_the_audiences_and_the_margins_are_the_offices(worn):
    name, file = worn
    for section in file.find("//w:sectPr"):
        size = sorted(
            int(value) for key, value in section.xpath("*[local-name()='pgSz']")[0].items() if key[-1] in "wh"
        )
        assert size == [11906, 16838]
    left = {"ministry": "1701", "institute": "1134"}[name]
    assert set(file.find("//w:pgMar/@w:left")) == {left}


def stops(file: WordFile, part: str) -> list[tuple[str, int]]:
    """The tab stops that a paragraph of a part says itself, without those that it clears."""
    tabs = file.find("(//w:p[w:pPr/w:tabs])[1]/w:pPr/w:tabs/w:tab[@w:val != 'clear']", part)
    return [(tab.get(f"{W}val"), int(tab.get(f"{W}pos"))) for tab in tabs]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WIDTHS = {"A4": 11906 - 2 * 1440, "Letter": 12240 - 2 * 1440}


def letterhead(paper: str) -> bytes:
    """The institute's template on some paper: a header with tabs to the middle and the right edge, and a table as wide."""
    width = WIDTHS[paper]
    cells = f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p/></w:tc>'
    table = f'<w:tbl><w:tblPr><w:tblW w:w="{width}" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="{width}"/></w:tblGrid><w:tr>{cells}</w:tr></w:tbl>'
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="720"/><w:tab w:val="center" w:pos="{width // 2}"/><w:tab w:val="right" w:pos="{width}"/></w:tabs>'
    header = (
        f"<w:p><w:pPr>{tabs}</w:pPr><w:r><w:t>Institut</w:t></w:r><w:r><w:tab/></w:r></w:p>{table}</w:hdr>"
    )
    data = rewritten(
        institute(),
        "word/header1.xml",
        lambda text: re.sub(r"<w:p[ >].*</w:hdr>", header, text, flags=re.DOTALL),
    )
    size = {"A4": 'w:w="11906" w:h="16838"', "Letter": 'w:w="12240" w:h="15840"'}[paper]
    section = f'<w:pgSz {size}/><w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
    return rewritten(
        data,
        "word/document.xml",
        lambda text: re.sub(r"<w:pgSz.*?<w:pgMar[^>]*/>", section, text, flags=re.DOTALL),
    )


@pytest.mark.parametrize("made", ["A4", "Letter"])
@pytest.mark.parametrize("read", ["A4", "Letter"])
def test_what_leads_to_the_right_edge_of_a_header_does_so_on_the_audiences_paper(made, read):
    document = summary({"A4": A4, "Letter": LETTER}[read])
    file = WordFile(write_docx(document, house_theme(letterhead(made))))
    width = WIDTHS[read]
    assert stops(file, "word/office_header1.xml") == [("left", 720), ("center", width // 2), ("right", width)]
    sizes = "//w:gridCol/@w:w | //w:tblW/@w:w | //w:tcW/@w:w"
    assert file.find(sizes, "word/office_header1.xml") == [str(width)] * 3


def test_pages_turned_sideways_have_a_header_of_their_width():
    document = doc(heading(1, "T"), para("Text"), region("landscape", para("Wide")), para("Text"))
    file = WordFile(write_docx(document, house_theme(letterhead("A4"))))
    assert [stops(file, f"word/office_header{n}.xml")[-1] for n in (1, 2)] == [
        ("right", WIDTHS["A4"]),
        ("right", 16838 - 2 * 1440),
    ]
    assert len(set(file.find("//w:headerReference/@r:id"))) == 2


def test_tabs_of_the_cover_move_with_the_paper():
    line = (
        '<w:p><w:pPr><w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9122"/></w:tabs></w:pPr>'
        "<w:r><w:t>Nr.</w:t></w:r><w:r><w:tab/></w:r></w:p>"
    )
    data = changed(ministry(), "word/document.xml", "<w:body>", f"<w:body>{line}")
    file = WordFile(write_docx(summary(), house_theme(data)))
    (tab,) = file.find("//w:body/w:p[1]/w:pPr/w:tabs/w:tab")
    width = 11906 - 1701 - 1417
    assert [tab.get(f"{W}{name}") for name in ("val", "leader", "pos")] == ["right", "dot", str(width)]


@pytest.mark.parametrize(
    ("office", "own"),
    [("", "300"), ('<w:spacing w:before="60"/>', "300"), ('<w:spacing w:before="480"/>', "")],
)
def test_a_caption_right_below_a_table_keeps_a_distance_whatever_the_offices_captions_do(office, own):
    def spaced(text: str) -> str:
        start, caption, end = re.split(
            r"(<w:style [^>]*w:styleId=\"Caption\".*?</w:style>)", text, flags=re.DOTALL
        )
        bare = re.sub(r"<w:spacing [^>]*/>", "", caption)
        shaped = bare.replace("<w:pPr>", f"<w:pPr>{office}", 1)
        assert "<w:pPr>" in bare
        return start + shaped + end

    theme = house_theme(rewritten(ministry(), "word/styles.xml", spaced))
    two = table("One", ("h",), (("c",),), (1.0,)), table("Two", ("h",), (("c",),), (1.0,))
    file = WordFile(write_docx(doc(heading(1, "T"), para("Text"), *two), theme))
    assert [style for style, text in file.paragraphs() if text in {"One", "Two"}] == [
        "Caption",
        "CaptionBelowTable",
    ]
    (style,) = file.find("//w:style[@w:styleId='CaptionBelowTable']", "word/styles.xml")
    assert style.xpath("string(w:pPr/w:spacing/@w:before)", namespaces=style.nsmap) == own
    assert style.xpath("string(w:basedOn/@w:val)", namespaces=style.nsmap) == "Caption"
    assert not file.find("//w:p/w:pPr/w:spacing[not(ancestor::w:sdt)]")


def test_an_audience_with_margins_of_its_own_keeps_them():
    document = replace(summary(), page=replace(summary().page, margins=(40, 40, 40, 40)))
    file = WordFile(write_docx(document, HOUSES["institute"]()))
    assert set(file.find("//w:pgMar/@w:left")) == {"2268"}


def test_a_template_without_a_place_for_the_content_gives_its_look_only():
    file = WordFile(write_docx(summary(), HOUSES["institute"]()))
    assert "Muster" not in file.text()
    assert "Institut für Dialog" in " ".join(text for _, text in file.paragraphs("word/office_header1.xml"))


@pytest.mark.parametrize(
    ("says", "wanted"),
    [('<w:defaultTabStop w:val="708"/>', "708"), ("", "720"), ('<w:defaultTabStop w:val="wide"/>', "720")],
)
def test_tabs_without_stops_are_as_far_apart_as_in_the_template(says, wanted):
    data = rewritten(
        ministry(), "word/settings.xml", lambda text: re.sub(r"<w:defaultTabStop[^>]*/>", says, text)
    )
    file = WordFile(write_docx(summary(), house_theme(data)))
    assert file.find("//w:defaultTabStop/@w:val", "word/settings.xml") == [wanted]


# -- hygiene -----------------------------------------------------------------------------------------------------------


def test_nothing_of_the_colleague_who_made_the_template_gets_into_the_file(worn):
    _, file = worn
    data = HOUSES["ministry"]().reference
    assert b"A. Colleague" in WordFile(data).raw("docProps/core.xml")
    for part in file.names():
        for trace in (
            b"Colleague",
            b"colleague",
            b"rsid",
            b"paraId",
            b"thumbnail",
            b"stylesWithEffects",
            b"C:\\",
        ):
            assert trace not in file.raw(part), (part, trace)


def test_comments_and_revision_ids_of_the_template_stay_behind():
    data = rewritten(
        ministry(),
        "word/document.xml",
        lambda text: text.replace(
            "<w:r><w:t>For </w:t></w:r>",
            '<w:commentRangeStart w:id="0"/><w:r w:rsidR="00AB12CD"><w:t>For </w:t></w:r><w:commentRangeEnd w:id="0"/>'
            '<w:r><w:commentReference w:id="0"/></w:r>',
        ).replace(
            '<w:t xml:space="preserve">For </w:t>',
            '<w:t xml:space="preserve">For </w:t><w:lastRenderedPageBreak/>',
        ),
    )
    file = WordFile(write_docx(summary(), house_theme(data)))
    assert b"comment" not in file.raw("word/document.xml")
    assert b"lastRendered" not in file.raw("word/document.xml")


def test_the_same_document_gives_the_same_bytes():
    theme = HOUSES["ministry"]()
    first = write_docx(gallery_document(), theme, gallery_pages())
    write_docx(summary(), HOUSES["institute"]())
    assert write_docx(gallery_document(), theme, gallery_pages()) == first


def test_a_document_after_one_in_a_house_has_no_trace_of_it():
    alone = written(para("One")).data
    write_docx(gallery_document(), HOUSES["ministry"]())
    assert written(para("One")).data == alone


# -- warnings ----------------------------------------------------------------------------------------------------------


def test_what_the_template_lacks_is_told_once_with_the_line_that_names_it():
    theme = house_theme(institute(), styles=INSTITUTE_STYLES, brand=())
    (finding,) = read_reference(theme).findings
    assert finding.severity == "warning"
    assert finding.origin.line == 8
    assert "has no style for" in finding.message
    assert "Bottom Line" in finding.message
    assert "Body Text" not in finding.message


def test_the_content_is_styled_in_the_offices_styles(worn):
    name, file = worn
    styles = {style_of(node) for node in file.find(f"{BETWEEN}/descendant-or-self::w:p")}
    assert ("Fließtext" if name == "institute" else "BodyText") in styles
