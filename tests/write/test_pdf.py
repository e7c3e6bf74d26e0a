"""The PDF writer: conformance, reproducibility, running heads, structure, and what it tells of faults."""

import re
import subprocess
import sys
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from types import SimpleNamespace

import pikepdf
import pydyf
import pytest

from communique.codes import Code
from communique.compose.model import Figure, Image, List, ListItem, ListKind, PageBreak
from communique.content.spans import NoteCall, PageOf, Words
from communique.findings import Origin
from communique.verify.extract import extract_pdf
from communique.verify.extract.model import Place
from communique.write import layout, pdf
from communique.write.conform import compress, is_ambiguous
from communique.write.glyphs import check_glyphs
from communique.write.layout import ThemeFetcher
from communique.write.pdf import NativeLibraryMissingError, write_pdf
from kit import samples
from kit.pdfs import PAPERS, failures, page_texts, sample_pdf, tags
from kit.samples import SOURCE, doc, heading, para, region

THEME = samples.default_theme()
KINDS = tuple(samples.SAMPLES)


def written(*blocks, theme=THEME, **options):
    outcome = write_pdf(doc(*blocks, **options), theme)
    assert outcome.value is not None
    return outcome.value


# -- conformance --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("profile", ["ua1", "3a"])
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_document_is_accessible_and_archivable(kind, paper, profile):
    assert failures(sample_pdf(kind, paper).data, profile) == set()


def test_the_validator_would_tell_a_file_without_tags():
    with pikepdf.open(BytesIO(sample_pdf("summary").data)) as document:
        del document.Root.StructTreeRoot
        broken = BytesIO()
        document.save(broken)
    assert failures(broken.getvalue(), "ua1")


def test_header_cells_say_what_they_head():
    scopes = {
        (tag.above[-2], str(tag.element.A.get("/Scope")))
        for tag in tags(sample_pdf("checklist").data)
        if tag.name == "/TH"
    }
    assert scopes == {("/THead", "/Column"), ("/TBody", "/Row")}


def test_footnotes_are_notes_at_the_foot_of_the_page_of_their_call():
    made = written(para("Call", "", NoteCall(1)), PageBreak(SOURCE), para("Next"), notes=samples.NOTES)
    (note,) = [tag for tag in tags(made.data) if tag.name == "/Note"]
    assert str(note.element.ID).startswith("note-")
    first, second = page_texts(made.data)
    assert first.index("Call") < first.index("exchanged by treaty")
    assert "exchanged by treaty" not in second


def test_items_of_lists_hold_a_label_and_a_body():
    found = tags(sample_pdf("summary").data)
    inside = {tag.name for tag in found if tag.above and tag.above[-1] == "/LI"}
    assert inside == {"/Lbl", "/LBody"}


def test_what_the_structure_does_not_reach_is_an_artifact():
    with pikepdf.open(BytesIO(sample_pdf("checklist").data)) as document:
        for leaf in document.pages:
            marked = [
                operands
                for operands, operator in pikepdf.parse_content_stream(leaf)
                if str(operator) == "BDC"
            ]
            artifacts = [operands for operands in marked if str(operands[0]) == "/Artifact"]
            assert artifacts
            assert all(str(operands[1].Type) == "/Pagination" for operands in artifacts)


def test_a_link_has_one_annotation_a_line_also_with_elements_inside():
    link = samples.Link(samples.spans("a *stressed* word"), "https://example.org/")
    made = written(para("See ", "", link))
    with pikepdf.open(BytesIO(made.data)) as document:
        assert len(document.pages[0].Annots) == 1
    assert failures(made.data, "ua1") == set()


def test_a_decorative_picture_is_no_figure():
    image = samples.picture()
    shown = written(Figure(image, "Timeline", (), SOURCE))
    decorative = written(Figure(image, "", (), SOURCE), para("p"))
    assert "/Figure" in {tag.name for tag in tags(shown.data)}
    assert "/Figure" not in {tag.name for tag in tags(decorative.data)}
    assert failures(decorative.data, "ua1") == set()


def test_the_file_says_what_it_is():
    with pikepdf.open(BytesIO(sample_pdf("summary").data)) as document:
        assert str(document.docinfo["/Title"]) == "Military diplomacy in Track II"
        assert str(document.docinfo["/Author"]) == "Track II Secretariat"
        assert str(document.docinfo["/CreationDate"]) == "D:20261122"
        assert str(document.Root.Lang) == "en-GB"
        with document.open_outline() as outline:
            assert outline.root[0].title == samples.TITLE
            assert "What matters" in [entry.title for entry in outline.root[0].children]


def test_a_list_counts_from_where_it_starts():
    """WeasyPrint does not read the `start` of a list."""
    block = List(
        ListKind.NUMBER, (ListItem((para("a"),), SOURCE), ListItem((para("b"),), SOURCE)), SOURCE, "", 4
    )
    text = extract_pdf(written(block).data)
    assert [piece.text.strip().rstrip(".") for piece in text.pieces if piece.place is Place.MARKER] == [
        "4",
        "5",
    ]


# -- pages --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_bears_both_markings_the_number_and_the_date(kind):
    texts = page_texts(sample_pdf(kind).data)
    label = samples.SAMPLES[kind]().marking.label
    for number, text in enumerate(texts, start=1):
        assert text.count(label) == 2, number
        assert f"Page {number} of {len(texts)}" in text
        assert "22 November 2026" in text


def test_the_first_page_has_no_running_title_and_the_others_do():
    made = written(para("one"), PageBreak(SOURCE), para("two"), PageBreak(SOURCE), para("three"))
    running = ["Military diplomacy in Track II" in text for text in page_texts(made.data)]
    assert running == [False, True, True]


def test_the_marking_is_twelve_points_or_more():
    """TLP 2.0: labels are set in 12-point type or larger. Nothing else on this page is."""
    with pikepdf.open(BytesIO(written(para("p")).data)) as document:
        operations = pikepdf.parse_content_stream(document.pages[0])
        sizes = [float(operands[1]) for operands, operator in operations if str(operator) == "Tf"]
    # WeasyPrint draws in CSS pixels: 12 pt are 16.
    assert max(sizes) == pytest.approx(16)


def test_the_pages_of_anchors_are_told():
    made = sample_pdf("pack")
    texts = page_texts(made.data)
    for anchor, words in (("part-summary", "1 Summary"), ("case-2", "2 NATO in the Balkans")):
        assert words in texts[made.page_of(anchor) - 1].replace("\r\n", " ")
    assert made.page_of("nowhere") is None
    assert made.page_count == len(texts)
    numbers = [number for _, number in made.pages]
    assert all(before <= after for before, after in pairwise(numbers))


def test_contents_and_page_references_show_the_page():
    made = written(
        para("See page ", "", PageOf("far")),
        PageBreak(SOURCE),
        PageBreak(SOURCE),
        heading(2, "Far", anchor="far"),
    )
    assert f"See page {made.page_of('far')}" in page_texts(made.data)[0]


def test_a_landscape_region_turns_its_pages_only():
    made = written(para("upright"), region("landscape", para("wide")), para("upright again"))
    with pikepdf.open(BytesIO(made.data)) as document:
        turned = [float(leaf.MediaBox[2]) > float(leaf.MediaBox[3]) for leaf in document.pages]
    assert turned == [False, True, False]


@pytest.mark.parametrize(("paper", "width"), [("A4", 595.3), ("Letter", 612.0)])
def test_the_paper_is_the_one_that_was_asked_for(paper, width):
    with pikepdf.open(BytesIO(sample_pdf("annex", paper).data)) as document:
        assert float(document.pages[0].MediaBox[2]) == pytest.approx(width, abs=0.1)


def test_no_heading_is_left_alone_at_the_foot_of_a_page():
    """Fill a page line by line: the heading goes over to the next page with the text below it."""
    for lines in range(34, 46):
        made = written(*(para("line") for _ in range(lines)), heading(2, "Heading"), para("Text below."))
        for text in page_texts(made.data):
            assert ("Heading" in text) == ("Text below." in text), lines


@pytest.mark.parametrize("above", range(0, 12, 3))
def test_a_header_row_is_repeated_and_a_group_of_checks_stays_together(above):
    made = written(*(para("line") for _ in range(above)), samples.checklist_table())
    with_checks = [text for text in page_texts(made.data) if "named its own chair" in text]
    assert len(with_checks) > 1
    for text in with_checks:
        assert "Evidence" in text
        assert text.count("Both delegations") == text.count("A way to raise a slight")


# -- the same bytes -----------------------------------------------------------------------------------------------

ALONE = """
import sys
from hashlib import sha256
from communique.write.pdf import write_pdf
from kit import samples
sys.stdout.write(sha256(write_pdf(samples.annex(), samples.default_theme()).value.data).hexdigest())
"""


def test_the_same_document_gives_the_same_bytes_after_others():
    first = write_pdf(samples.annex(), THEME).value
    write_pdf(samples.checklist(samples.LETTER), THEME)
    assert write_pdf(samples.annex(), THEME).value == first
    assert sample_pdf("annex") == first


@pytest.mark.slow
def test_the_same_document_gives_the_same_bytes_in_another_process(tmp_path):
    made = set()
    for seed, zone in (("0", "UTC"), ("1", "Asia/Seoul")):
        environment = {
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "PYTHONPATH": ":".join(sys.path),
            "HOME": str(tmp_path),
        }
        run = subprocess.run(
            [sys.executable, "-c", ALONE],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
            cwd=tmp_path,
        )
        made.add(run.stdout)
    assert len(made) == 1


def test_only_fonts_of_the_theme_are_embedded():
    with pikepdf.open(BytesIO(sample_pdf("pack").data)) as document:
        names = {str(font.BaseFont) for leaf in document.pages for font in leaf.Resources.Font.values()}
    assert names
    assert all("Embedded" in name for name in names)


def test_a_stream_whose_data_ends_like_a_line_is_told():
    assert is_ambiguous(b"stream\nabc\r\nendstream")
    assert not is_ambiguous(b"stream\nabc\nendstream")
    assert not any(is_ambiguous(sample_pdf(kind).data) for kind in KINDS)


@pytest.mark.parametrize("data", [b"words", b"\x0c", b"\xff\r"], ids=["packed", "plain", "digits"])
def test_no_stream_ends_like_a_line_however_it_is_packed(data):
    """The checksum of the second ends in CR, and so do both of the third."""
    pdf = pydyf.PDF()
    stream = pydyf.Stream([data], compress=True)
    pdf.add_object(stream)
    compress(pdf)
    assert not is_ambiguous(stream.data)
    pdf.write(buffer := BytesIO())
    with pikepdf.open(buffer) as read:
        assert [each.read_bytes() for each in read.objects if isinstance(each, pikepdf.Stream)] == [data]


def test_an_ambiguous_file_is_written_again_in_another_way(monkeypatch):
    answers = iter([True, True, False])
    monkeypatch.setattr(layout, "is_ambiguous", lambda _: next(answers))
    again = written(para("p")).data
    monkeypatch.setattr(layout, "is_ambiguous", lambda _: False)
    once = written(para("p")).data
    assert again != once
    assert page_texts(again) == page_texts(once)
    assert failures(again, "3a") == set()


# -- faults -------------------------------------------------------------------------------------------------------


def test_a_declaration_that_weasyprint_does_not_know_is_a_finding_with_its_line():
    theme = replace(THEME, css=THEME.css + "\np { colour: red }\n")
    line = len(theme.css.splitlines())
    (found,) = write_pdf(doc(para("p")), theme).findings
    assert found.code is Code.STYLE_SHEET
    assert found.origin == Origin("templates/themes/default/print.css", line)
    assert "colour" in found.message
    # The sheet is parsed once; its faults are told every time.
    assert write_pdf(doc(para("p")), theme).findings == (found,)


def test_a_style_sheet_that_brings_the_layout_down_is_a_finding_and_not_a_trace():
    theme = replace(THEME, css=THEME.css + "\nli::marker { content: counter(list-item) }\n")
    outcome = write_pdf(doc(samples.bullets("one", "two")), theme)
    assert outcome.value is None
    assert [found.code for found in outcome.findings] == [Code.STYLE_SHEET]
    assert "cannot lay the document out" in outcome.findings[0].message


@pytest.mark.parametrize(
    ("address", "refusal"),
    [
        ("https://example.org/x.png", "disallowed protocol"),
        ("file:///etc/passwd", "disallowed protocol"),
        ("logo.png", "Not an absolute URI"),
    ],
)
def test_nothing_outside_is_fetched(address, refusal):
    theme = replace(THEME, css=THEME.css + f'\np {{ background: url("{address}") }}\n')
    (found,) = write_pdf(doc(para("p")), theme).findings
    assert found.code is Code.STYLE_SHEET
    assert refusal in found.message


def test_the_fetcher_serves_the_fonts_of_the_theme_and_data():
    fetcher = ThemeFetcher((("fonts/a.ttf", b"font"),))
    assert fetcher.fetch("theme:/fonts/a.ttf").read() == b"font"
    assert fetcher.fetch("data:text/plain,x").read() == b"x"
    with pytest.raises(KeyError):
        fetcher.fetch("theme:/fonts/b.ttf")
    for address in ("http://example.org/", "file:///etc/hosts", "ftp://example.org/"):
        with pytest.raises(ValueError, match="disallowed protocol"):
            fetcher.fetch(address)


def test_a_character_without_a_glyph_is_a_finding_at_the_text_that_holds_it():
    origin = Origin("content/briefs/x/brief.yaml", 41, 7)
    odd = replace(para("Cuneiform \U00012000 here"), source=replace(SOURCE, origin=origin))
    (found,) = write_pdf(doc(para("plain"), odd), THEME).findings
    assert found.code is Code.MISSING_GLYPH
    assert found.origin == origin
    assert "U+12000" in found.message


def test_a_character_that_a_font_of_the_machine_lent_is_a_finding_too():
    lent = SimpleNamespace(family="DejaVu Sans", missing={}, to_unicode={5: "◐", 6: " "})
    own = SimpleNamespace(family="Source Sans 3 Embedded", missing={}, to_unicode={7: "a"})
    found = list(check_glyphs(doc(para("half ◐")), (lent, own), frozenset({"Source Sans 3 Embedded"})))
    assert [finding.origin for finding in found] == [SOURCE.origin]
    assert "U+25D0" in found[0].message


def test_a_damaged_font_is_a_finding():
    name, _ = THEME.fonts[0]
    theme = replace(THEME, fonts=((name, b"not a font"), *THEME.fonts[1:]))
    findings = write_pdf(doc(para("p")), theme).findings
    assert any("cannot be loaded" in found.message for found in findings)


def test_a_damaged_picture_is_a_finding():
    figure = Figure(Image(b"not a picture", "image/png", 10, 10), "alt", (), SOURCE)
    findings = write_pdf(doc(figure, para("p")), THEME).findings
    assert any("Failed to load image" in found.message for found in findings)


class _NoPango:
    """Stands before the importers, as a machine without Pango would answer."""

    def find_spec(self, name, path=None, target=None):
        if name.startswith("weasyprint"):
            print("a page of advice")
            raise OSError("cannot load library 'libgobject-2.0-0'")


def test_missing_pango_is_one_line_that_says_what_to_install(monkeypatch, capsys):
    import communique.write

    for name in [each for each in sys.modules if each.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "communique.write.layout")
    monkeypatch.delattr(communique.write, "layout")
    monkeypatch.setattr(sys, "meta_path", [_NoPango(), *sys.meta_path])
    with pytest.raises(NativeLibraryMissingError, match=re.escape(pdf.INSTALL)):
        write_pdf(doc(para("p")), THEME)
    assert capsys.readouterr().out == ""


def test_missing_harfbuzz_subset_is_one_line_that_says_what_to_install(monkeypatch):
    monkeypatch.setattr(layout, "can_subset", lambda: False)
    with pytest.raises(NativeLibraryMissingError, match="libharfbuzz-subset0"):
        write_pdf(doc(para("p")), THEME)


def test_the_module_itself_does_not_import_weasyprint():
    code = f"import sys, {pdf.__name__}; sys.exit('weasyprint' in sys.modules)"
    environment = {"PYTHONPATH": ":".join(sys.path)}
    assert subprocess.run([sys.executable, "-c", code], env=environment, check=False).returncode == 0


def test_words_of_the_document_are_not_style():
    nasty = replace(doc(para("p")).metadata, short_title='"; } </style> {', audience="a\\b")
    made = write_pdf(replace(doc(para("p"), PageBreak(SOURCE), para("q")), metadata=nasty), THEME)
    assert made.findings == ()
    assert '"; } </style> {' in page_texts(made.value.data)[1]


def test_a_note_that_is_called_twice_is_set_once():
    call = (Words("a"), NoteCall(1), Words("b"), NoteCall(1))
    made = written(replace(para("x"), spans=call), notes=samples.NOTES)
    assert page_texts(made.data)[0].count("exchanged by treaty") == 1
