"""The words of the file are those of the tree, in the tree's order, each in the style of its role."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from communique.compose.model import (
    Bibliography,
    Block,
    Callout,
    Cell,
    Contents,
    Definitions,
    Document,
    Figure,
    Heading,
    List,
    Paragraph,
    Region,
    Row,
    Table,
)
from communique.compose.rewrite import map_blocks
from communique.compose.roles import PARAGRAPH_ROLES
from communique.content.spans import (
    Code,
    Emphasis,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
)
from communique.write.docx import write_docx
from communique.write.docx.anchors import DanglingReferenceError
from communique.write.docx.unwritable import UnwritableTextError
from communique.write.html_spans import UnresolvedSpanError
from kit.docx_files import WordFile, written
from kit.docx_gallery import gallery, with_fallbacks
from kit.docx_trees import documents
from kit.samples import SAMPLES, SOURCE, bullets, default_theme, heading, para, region, spans, table


def words_of(line: Spans) -> str:
    pieces = []
    for span in line:
        match span:
            case Words(text) | Code(text):
                pieces.append(text)
            case LineBreak():
                pieces.append(" ")
            case Tick(checked=checked):
                pieces.append("☒" if checked else "☐")
            case NoteCall() | PageOf():
                pass
            case _:
                pieces.append(words_of(span.children))
    return "".join(pieces)


def text_of(block: Block) -> list[str]:  # noqa: PLR0911 -- one case a kind of block
    match block:
        case Heading(spans=line) | Paragraph(spans=line):
            return [words_of(line)]
        case List(items=items):
            return [text for item in items for inner in item.blocks for text in text_of(inner)]
        case Definitions(entries=entries):
            return [
                t for e in entries for t in (words_of(e.term), *(x for b in e.blocks for x in text_of(b)))
            ]
        case Table():
            rows = (*block.head, *block.body)
            cells = [t for row in rows for cell in row.cells for inner in cell.blocks for t in text_of(inner)]
            return [words_of(block.caption), *cells, words_of(block.note)]
        case Figure():
            return [words_of(block.caption), words_of(block.note)]
        case Callout():
            return [block.label, *(text for inner in block.blocks for text in text_of(inner))]
        case Region():
            return [text for inner in block.blocks for text in text_of(inner)]
        case Contents(entries=entries):
            return [f"{entry.number} {entry.text}" for entry in entries]
        case Bibliography(entries=entries):
            return [f"{entry.label} {words_of(entry.spans)}" for entry in entries]
        case _:
            return []


def tree_text(document: Document) -> str:
    return " ".join(" ".join(t for block in document.blocks for t in text_of(block)).split())


def unnumbered(document: Document) -> Document:
    def bare(block: Block) -> Block:
        if isinstance(block, Bibliography):
            return replace(block, entries=tuple(replace(entry, label="") for entry in block.entries))
        return replace(block, number="") if isinstance(block, Heading | Table | Figure) else block

    return replace(document, blocks=map_blocks(document.blocks, bare))


@pytest.mark.parametrize("name", ["gallery", *SAMPLES])
def test_the_words_of_a_sample_are_those_of_its_tree(name):
    document = unnumbered(with_fallbacks({"gallery": gallery, **SAMPLES}[name]()))
    text = WordFile(write_docx(document, default_theme())).text()
    # A second call of a note is a field with the note's number, which the tree does not hold.
    assert text.replace("called again2", "called again") == tree_text(document)


@given(documents())
def test_the_words_of_any_document_are_those_of_its_tree(document):
    document = unnumbered(document)
    assert WordFile(write_docx(document, default_theme())).text() == tree_text(document)


def test_a_lost_word_would_be_seen():
    assert written(para("One"), para("Two")).text() != tree_text(unnumbered(gallery()))


@pytest.mark.parametrize("role", sorted(set(PARAGRAPH_ROLES) - {"label"}))
def test_a_paragraph_has_the_style_of_its_role(role):
    from communique.write.docx.names import style_id

    assert written(para("Text", role)).paragraphs()[0] == (style_id(PARAGRAPH_ROLES[role].word_style), "Text")


def test_a_label_has_the_ground_of_its_panel_and_none_outside():
    block = region("bottom-line", para("Bottom line", "label"), para("Text", "statement"), para("More"))
    assert written(block, para("Facts", "label")).paragraphs() == [
        ("PanelLabel", "Bottom line"),
        ("BottomLine", "Text"),
        ("BottomLine", "More"),
        ("SideLabel", "Facts"),
    ]


TITLED = region("title-block", heading(1, "Title"), para("Below", "subtitle"))
BELOW = (heading(2, "Two"), heading(3, "Three", role="plain"), heading(6, "Six"))


@pytest.mark.parametrize(
    ("blocks", "styles"),
    [
        ((TITLED, *BELOW), ["Title", "Subtitle", "Heading1", "Heading2Plain", "Heading5"]),
        ((heading(1, "Title"), *BELOW), ["Title", "Heading1", "Heading2Plain", "Heading5"]),
        (BELOW, ["Heading1", "Heading2Plain", "Heading5"]),
        # level 1 is not the title's alone: headings stay as deep as they are
        (
            (TITLED, *BELOW, heading(1, "One")),
            ["Title", "Subtitle", "Heading2", "Heading3Plain", "Heading6", "Heading1"],
        ),
        ((heading(1, "One"), heading(2, "Two"), heading(1, "Three")), ["Heading1", "Heading2", "Heading1"]),
        ((heading(2, "Before"), heading(1, "One")), ["Heading2", "Heading1"]),
    ],
)
def test_the_title_is_in_words_own_style_and_chapters_are_its_first_headings(blocks, styles):
    file = written(*blocks)
    assert [style for style, _ in file.paragraphs()] == styles
    outlined = file.find("//w:style[w:pPr/w:outlineLvl/@w:val < 9]/@w:styleId", "word/styles.xml")
    assert outlined == [f"Heading{level}" for level in range(1, 7)]


def test_a_heading_that_the_contents_leave_out_is_one_by_itself_and_not_by_its_style():
    file = written(TITLED, *BELOW)
    assert file.find("//w:p[w:pPr/w:outlineLvl]/w:pPr/w:pStyle/@w:val") == ["Heading2Plain"]
    assert file.find("//w:p/w:pPr/w:outlineLvl/@w:val") == ["1"]
    plain = "//w:style[@w:styleId='Heading2Plain']/w:pPr/w:outlineLvl/@w:val"
    assert file.find(plain, "word/styles.xml") == ["9"]


def test_a_cover_has_its_own_title_and_leaves_its_page():
    file = written(region("cover", para("No. 7", "overline"), heading(1, "Title")), para("Text"))
    assert [style for style, _ in file.paragraphs()] == ["CoverOverline", "CoverTitle", "BodyText"]
    assert len(file.find("//w:pageBreakBefore")) == 1
    assert file.find("//w:p[3]/w:pPr/w:pageBreakBefore")


def runs(line: Spans, role: str = "") -> list[tuple[str, str, str]]:
    """(text, character style, own formatting) of each run."""
    found = []
    for run in written(Paragraph(line, SOURCE, role)).find("//w:r"):
        names = [
            child.tag.rsplit("}", 1)[1]
            for properties in run.xpath("*[local-name()='rPr']")
            for child in properties
        ]
        style = run.xpath("string(*[local-name()='rPr']/*[local-name()='rStyle']/@*)")
        text = run.xpath("string(*[local-name()='t'])")
        found.append((text, style, " ".join(name for name in names if name in ("b", "i"))))
    return found


def test_emphasis_is_a_character_style_and_so_are_both_together():
    line = (
        Strong((Words("a"), Emphasis((Words("b"),)))),
        Emphasis((Words("c"), Strong((Words("d"),)))),
        Strong((Strong((Words("e"),)),)),
    )
    assert runs(line) == [
        ("a", "Strong", ""),
        ("b", "StrongEmphasis", ""),
        ("c", "Emphasis", ""),
        ("d", "StrongEmphasis", ""),
        ("e", "Strong", ""),
    ]


def test_emphasis_around_a_role_is_said_in_the_run():
    line = (Strong((Styled("muted", (Words("a"),)),)), Styled("muted", (Emphasis((Words("b"),)),)))
    assert runs(line) == [("a", "Muted", "b"), ("b", "Muted", "i")]


def test_strong_words_in_a_bold_paragraph_stay_bold():
    # Two bold styles of different kinds undo each other in Word (ECMA-376 17.7.3); bold in the run does not.
    assert runs((Strong((Words("a"),)),), "lead") == [("a", "Strong", "b")]
    assert runs((Emphasis((Words("a"),)),), "lead") == [("a", "Emphasis", "")]


def test_code_and_line_breaks_are_what_they_are_in_word():
    file = written(Paragraph((Code("TLP:RED"), LineBreak(), Words("b")), SOURCE))
    assert file.find("//w:r[1]/w:rPr/w:rStyle/@w:val") == ["Code"]
    assert len(file.find("//w:br")) == 1


def test_blanks_at_the_ends_of_runs_are_kept():
    file = written(Paragraph((Words("a "), Strong((Words("b"),)), Words(" c  d")), SOURCE))
    assert file.paragraphs()[0][1] == "a b c  d"
    assert len(file.find("//w:t[@xml:space='preserve']")) == 2


def test_a_callout_has_its_label_on_a_line_of_its_own():
    callout = Callout("caution", "Caution", (para("One"), para("Two")), SOURCE)
    assert written(callout).paragraphs() == [
        ("CautionLabel", "Caution"),
        ("Caution", "One"),
        ("Caution", "Two"),
    ]


def test_a_callout_inside_another_stands_further_in():
    third = Callout("note", "", (para("Three"),), SOURCE)
    claim = Callout("claim", "Claim", (para("Two"), third, para("By", "source")), SOURCE)
    file = written(Callout("note", "", (para("One"), bullets((claim,)), para("Four")), SOURCE), claim)
    assert [style for style, text in file.paragraphs() if text] == [
        *("Note", "ClaimInnerLabel", "ClaimInner", "NoteInner", "ClaimInnerSource", "Note"),
        *("ClaimLabel", "Claim", "NoteInner", "ClaimSource"),
    ]
    for style in ("ClaimInnerLabel", "ClaimInner", "ClaimInnerSource"):
        own = f"//w:style[@w:styleId='{style}']/w:pPr/w:ind/@w:left"
        assert file.find(own, "word/styles.xml") == ["620"]


def test_a_callout_in_a_table_inside_another_is_the_first_there():
    remark = Callout("note", "", (para("In"),), SOURCE)
    grid = replace(table("T", ("h",), (("x",),), (1.0,)), body=(Row((Cell((remark,)),), SOURCE),))
    file = written(Callout("note", "", (para("Out"), grid), SOURCE))
    assert [style for style, text in file.paragraphs() if text in {"Out", "In"}] == ["Note", "Note"]


def test_control_characters_are_refused_with_their_place():
    with pytest.raises(UnwritableTextError, match=r"brief\.yaml:12:9: "):
        written(region("part", para("a\x0bb")))


def test_lone_surrogates_are_refused_with_their_place():
    with pytest.raises(UnwritableTextError, match=r"brief\.yaml:12:9: "):
        written(para("a\ud800b"))


def test_control_characters_in_properties_are_refused():
    with pytest.raises(UnwritableTextError, match="own properties"):
        written(para("a"), title="a\x00b")


def test_a_run_of_a_hundred_thousand_characters_is_written():
    assert len(written(para("word " * 20_000)).text()) == 99_999


def test_a_name_that_compose_left_is_refused():
    from communique.content.spans import TermUse
    from communique.findings import Origin

    with pytest.raises(UnresolvedSpanError, match="TermUse"):
        written(Paragraph((TermUse("cbm", Origin("x")),), SOURCE))


def test_a_jump_to_nothing_is_refused():
    with pytest.raises(DanglingReferenceError, match="nowhere"):
        written(Paragraph((Jump("nowhere", (Words("a"),)),), SOURCE))


def test_an_empty_document_is_a_document():
    assert written().paragraphs() == [("SectionEnd", "")]


def test_links_out_keep_their_address_and_their_stress():
    line = (Link((Words("a "), Emphasis((Words("b"),))), "https://example.org/?a=1&b=2"),)
    file = written(Paragraph(line, SOURCE))
    (rid,) = file.find("//w:hyperlink/@r:id")
    (row,) = [row for row in file.part("word/_rels/document.xml.rels") if row.get("Id") == rid]
    assert row.get("Target") == "https://example.org/?a=1&b=2"
    assert file.find("//w:hyperlink/w:r/w:rPr/w:rStyle/@w:val") == ["Hyperlink", "Hyperlink"]
    assert len(file.find("//w:hyperlink/w:r[2]/w:rPr/w:i")) == 1


def test_a_caption_keeps_its_emphasis():
    from kit.samples import table

    made = table("Few carry *most*", ("A",), (("b",),), (1.0,))
    file = written(replace(made, caption=spans("Few carry *most*")))
    assert file.find("//w:p[w:pPr/w:pStyle/@w:val='Caption']/w:r/w:rPr/w:rStyle/@w:val") == ["Emphasis"]
