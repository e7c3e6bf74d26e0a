"""Checklists that can be filled in: fields with names and descriptions, in reading order, in a file that stays conformant."""

from __future__ import annotations

import ctypes
from dataclasses import replace
from functools import cache
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from communique.content.spans import Fill, Tick, Words
from communique.verify.extract import extract_pdf
from communique.write.pdf import write_pdf
from kit.composing import composed
from kit.docx_files import WordFile
from kit.finished import edited_pdf, faults, told, written
from kit.pdfs import THEMES, failures
from kit.samples import theme_called
from kit.trees import Cell, Row, Scope, cell, doc, h1, p, row, table
from kit.verapdf import verapdf  # noqa: F401 -- a fixture

STATUS = Fill("choice", "status", "Status", (), (("met", "Met"), ("not-met", "Not met")))


def blank(*spans) -> Cell:
    return Cell((p(*spans, role="cell"),))


def line(name: str, text: str) -> Row:
    return row(
        blank(Tick(f"{name}-done", text)), cell(text, Scope.ROW), blank(replace(STATUS, name=f"{name}-status")),
        blank(Fill("notes", f"{name}-evidence", "Evidence", (Words("Seating plan"),))),
        blank(Fill("words", f"{name}-owner", "Owner", (Words("The chair"),) if name.endswith("1") else ())),
        blank(Fill("date", f"{name}-date", "Date")),
    )  # fmt: skip


HEAD = ("Done", "Check", "Status", "Evidence", "Owner", "Date")
FORM = replace(
    doc(
        h1(), p("Tick what is met in the first draft."),
        replace(table(HEAD), body=tuple(line(f"check-{at}", f"Draft {at}") for at in range(3))),
    ),
    fillable=True,
)  # fmt: skip
NAMES = [f"check-{at}-{kind}" for at in range(3) for kind in ("done", "status", "evidence", "owner", "date")]


@cache
def made(theme: str = "default") -> bytes:
    outcome = write_pdf(FORM, theme_called(theme))
    assert outcome.findings == ()
    assert outcome.value is not None
    return outcome.value.data


def fields(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Dictionary]:
    return {str(each.T): each for each in pdf.Root.AcroForm.Fields}


def test_the_gate_has_nothing_to_say_of_a_form():
    assert faults(FORM, "pdf", made()) == ()


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.parametrize("theme", THEMES)
def test_a_form_is_accessible_and_archivable(theme, verapdf):  # noqa: F811
    assert verapdf.breaches(made(theme)) == []
    assert verapdf.breaches(filled()) == []


def test_fields_have_names_kinds_and_descriptions_in_reading_order():
    with pikepdf.open(BytesIO(made())) as pdf:
        found = fields(pdf)
        assert list(found) == NAMES
        assert [str(each.FT) for each in found.values()][:5] == ["/Btn", "/Ch", "/Tx", "/Tx", "/Tx"]
        assert str(found["check-1-date"].TU) == "Date: Draft 1"
        assert str(found["check-1-evidence"].TU) == "Evidence: Draft 1"
        assert [[str(part) for part in pair] for pair in found["check-0-status"].Opt] == [
            ["", ""], ["met", "Met"], ["not-met", "Not met"],
        ]  # fmt: skip
        assert all(page.obj.Tabs == "/S" for page in pdf.pages)
    assert [field.name for field in extract_pdf(made()).fields] == NAMES
    assert [field.kind for field in extract_pdf(made()).fields][:5] == [
        "tick",
        "choice",
        "notes",
        "words",
        "words",
    ]


def test_a_word_file_has_the_same_fields_in_the_same_order():
    file = WordFile(written(FORM, "docx"))
    assert file.find("//w:sdtPr/w:tag/@w:val") == NAMES
    labels = file.find("//w:sdtPr/w:alias/@w:val")[1:5]
    assert labels == [field.label.partition(":")[0] for field in extract_pdf(made()).fields][1:5]


def test_a_field_stands_below_the_words_that_its_place_has_already():
    """What is known stays printed, as on paper; the reader adds to it."""
    with pikepdf.open(BytesIO(made())) as pdf:
        known, unknown = (fields(pdf)[f"check-{at}-owner"].Rect for at in (1, 0))
        status = fields(pdf)["check-1-status"].Rect
    assert max(float(status[1]), float(status[3])) - max(float(known[1]), float(known[3])) > 10
    assert abs(float(known[3]) - float(known[1])) == pytest.approx(abs(float(unknown[3]) - float(unknown[1])))
    text = "".join(piece.text for piece in extract_pdf(made()).pieces)
    assert text.count("The chair") == 1
    assert text.count("Seating plan") == 3


def test_the_same_form_has_the_same_bytes():
    again = write_pdf(FORM, theme_called("default")).value
    assert again is not None
    assert again.data == made()


def test_viewers_are_not_asked_to_draw_and_every_field_has_an_appearance():
    with pikepdf.open(BytesIO(made())) as pdf:
        assert not pdf.Root.AcroForm.NeedAppearances
        assert all("/N" in each.AP for each in fields(pdf).values())


def test_a_box_that_is_ticked_shows_a_tick():
    def tick(pdf: pikepdf.Pdf) -> None:
        fields(pdf)["check-0-done"].update({"/V": pikepdf.Name("/on"), "/AS": pikepdf.Name("/on")})

    def ink(data: bytes) -> int:
        document = pypdfium2.PdfDocument(data)
        document.init_forms()
        return sum(document[0].render(scale=2, may_draw_forms=True).to_pil().convert("L").histogram()[:128])

    assert ink(edited_pdf(made(), tick)) > ink(made()) + 20


def test_what_is_not_to_be_filled_in_has_no_field_and_the_same_words():
    paper = replace(FORM, fillable=False)
    assert faults(paper, "pdf") == ()
    with pikepdf.open(BytesIO(written(paper, "pdf"))) as pdf:
        assert "/AcroForm" not in pdf.Root
    assert "☐" in "".join(piece.text for piece in extract_pdf(written(paper, "pdf")).pieces)


@pytest.mark.parametrize("format", ["docx", "html"])
def test_other_formats_leave_room_to_write(format):
    assert faults(FORM, format) == ()
    if format == "docx":
        assert len(WordFile(written(FORM, "docx")).find("//w14:checkbox")) == 3


NOTE = "Seen on 4 May, in the third version, which both sides have signed"


# -- filled in by a viewer ---------------------------------------------------------------------------------------


@cache
def filled() -> bytes:
    """The form as a viewer (PDFium) saves it after a click and some typing."""
    with pikepdf.open(BytesIO(made())) as pdf:
        corners = {
            name: (float(min(each.Rect[0], each.Rect[2])) + 3, float(max(each.Rect[1], each.Rect[3])) - 3)
            for name, each in fields(pdf).items()
        }
    file = pypdfium2.PdfDocument(made())
    file.init_forms()
    page, saved = file[0], BytesIO()
    for name, words in (("check-0-done", ""), ("check-1-date", "3 März £"), ("check-2-evidence", NOTE)):
        for happen in (pdfium.FORM_OnMouseMove, pdfium.FORM_OnLButtonDown, pdfium.FORM_OnLButtonUp):
            happen(file.formenv, page, 0, *corners[name])
        if words:
            coded = f"{words}\0".encode("utf-16-le")
            typed = (ctypes.c_ushort * (len(coded) // 2)).from_buffer_copy(coded)
            pdfium.FORM_ReplaceSelection(file.formenv, page, typed)
    pdfium.FORM_ForceToKillFocus(file.formenv)
    file.save(saved)
    page.close()
    file.close()
    return saved.getvalue()


def test_a_viewer_ticks_and_types():
    held = {field.name: field.value for field in extract_pdf(filled()).fields if field.value}
    assert held == {"check-0-done": "ticked", "check-1-date": "3 März £", "check-2-evidence": NOTE}


@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_a_form_that_was_filled_in_stays_accessible_and_archivable(profile):
    assert failures(filled(), profile) == set()


# -- planted faults ----------------------------------------------------------------------------------------------


def lose_a_field(pdf):
    del pdf.Root.AcroForm.Fields[0]


def lose_a_description(pdf):
    del fields(pdf)["check-0-date"].TU


def rename(pdf):
    fields(pdf)["check-0-date"].T = pikepdf.String("other")


def fewer_choices(pdf):
    del fields(pdf)["check-0-status"].Opt[1]


def filled_already(pdf):
    fields(pdf)["check-0-date"].V = pikepdf.String("Tomorrow")


def ticked_already(pdf):
    box = fields(pdf)["check-0-done"]
    box.AS = box.V = pikepdf.Name("/on")


def of_another_kind(pdf):
    fields(pdf)["check-0-status"].FT = pikepdf.Name("/Tx")


def on_one_line(pdf):
    fields(pdf)["check-0-evidence"].Ff = 0


def without_appearance(pdf):
    del fields(pdf)["check-0-date"].AP


def with_a_script(pdf):
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    fields(pdf)["check-0-date"].AA = pikepdf.Dictionary(K=action)


def ask_for_appearances(pdf):
    pdf.Root.AcroForm.NeedAppearances = True


@pytest.mark.filterwarnings("ignore:This document has 1 form widget")  # pikepdf, when a field is lost
@pytest.mark.parametrize(
    ("edit", "code"),
    [
        (lose_a_field, "unasked-content"),
        (lose_a_description, "not-accessible"),
        (rename, "not-accessible"),
        (fewer_choices, "not-accessible"),
        (filled_already, "not-accessible"),
        (ticked_already, "not-accessible"),
        (of_another_kind, "not-accessible"),
        (on_one_line, "not-accessible"),
        (without_appearance, "not-archivable"),
        (with_a_script, "unasked-content"),
        (ask_for_appearances, "not-archivable"),
    ],
)
def test_a_planted_fault_of_a_form_is_told(edit, code):
    found = told(faults(FORM, "pdf", edited_pdf(made(), edit)))
    assert code in {each for each, _, _ in found}, found


def test_fields_that_nobody_asked_for_are_told():
    found = told(faults(replace(FORM, fillable=False), "pdf", made()))
    assert any(code == "unasked-content" and "15 form fields" in message for code, _, message in found)


def test_two_fields_of_one_name_are_told():
    twice = replace(FORM, blocks=(*FORM.blocks, p(Fill("date", "check-0-date", "Again"))))
    outcome = write_pdf(twice, theme_called("default"))
    assert outcome.value is not None
    found = told(faults(twice, "pdf", outcome.value.data))
    assert any("two fields have the name 'check-0-date'" in message for _, _, message in found)


# -- templates and audiences -------------------------------------------------------------------------------------

PUBLIC = """\
title: The public
ceiling: TLP:CLEAR
attribution: collective
depth: essential
evidence: hide
documents:
  summary: {formats: [pdf], fillable: true}
"""
AUDIENCE = {"content/audiences/public.yaml": PUBLIC}


def test_an_audience_can_ask_for_a_form(tmp_path):
    template = (
        '<p><fill kind="words" name="a" label="A"></fill> <input type="checkbox" name="b" label="B"></p>'
    )
    outcome = composed(tmp_path, template, "public", AUDIENCE)
    assert outcome.findings == ()
    assert outcome.value is not None
    assert outcome.value.fillable


def test_a_form_without_anything_to_fill_in_is_told_at_the_audience(tmp_path):
    (finding,) = composed(tmp_path, "<p>Words only</p>", "public", AUDIENCE).findings
    assert (finding.code.value, str(finding.origin)) == (
        "unknown-option",
        "content/audiences/public.yaml:7:29",
    )
