"""Places to fill in: boxes, choices, dates and words, with tags that a program can read back."""

from __future__ import annotations

import pytest

from communique.compose.model import Paragraph
from communique.content.spans import Emphasis, Fill, Tick, Words
from communique.verify.conform import Finished
from communique.verify.gate import verify
from communique.write.docx import write_docx
from communique.write.html import write_html
from kit.composing import faults as faults_of_markup
from kit.docx_files import WordFile, faults, text_of
from kit.samples import SOURCE, default_theme, doc, heading

STATUS = (
    ("met", "Met"),
    ("partly", "Partly met"),
    ("not-met", "Not met"),
    ("not-applicable", "Not applicable"),
)


def document(*spans):
    return doc(heading(1, "A title"), Paragraph((Words("Before "), *spans, Words(" after.")), SOURCE))


def written(*spans) -> WordFile:
    return WordFile(write_docx(document(*spans), default_theme()))


def test_a_choice_lists_its_values_and_words():
    file = written(Fill("choice", "respect-rank-status", "Status", (), STATUS))
    assert file.find("//w:dropDownList/w:listItem/@w:value") == [value for value, _ in STATUS]
    assert file.find("//w:dropDownList/w:listItem/@w:displayText") == [shown for _, shown in STATUS]
    assert file.find("//w:sdtPr/w:tag/@w:val") == ["respect-rank-status"]


def test_a_date_is_picked_in_the_documents_language():
    file = written(Fill("date", "respect-rank-date", "Date"))
    assert file.find("//w:date/w:lid/@w:val") == ["en-GB"]
    assert file.find("//w:date/w:calendar/@w:val") == ["gregorian"]


def test_words_that_are_there_stand_in_the_control():
    file = written(Fill("words", "respect-rank-owner", "Owner", (Words("The chair"),)))
    (control,) = file.find("//w:sdt[w:sdtPr/w:text]")
    assert text_of(control) == "The chair"
    assert file.find("//w:showingPlcHdr") == []


def test_notes_may_have_several_lines():
    file = written(Fill("notes", "a", "Evidence", (Words("A plan"),)), Fill("words", "b", "Owner"))
    assert file.find("//w:text/@w:multiLine") == ["1"]
    assert len(file.find("//w:sdtPr/w:text")) == 2


def test_words_with_emphasis_keep_it():
    file = written(Fill("words", "owner", "Owner", (Words("The "), Emphasis((Words("chair"),)))))
    assert len(file.find("//w:sdt[w:sdtPr/w:richText]//w:r")) == 2


def test_an_empty_control_shows_what_goes_there_and_no_reader_takes_it_for_text():
    spans = (Fill("date", "x-date", "Date"), Fill("words", "x-owner", "Owner"))
    file = written(*spans)
    assert file.find("//w:r[w:rPr/w:rStyle[@w:val='PlaceholderText']]/w:t/text()") == ["Date", "Owner"]
    assert verify(Finished("out/x.docx", "docx", file.data), document(*spans), default_theme()) == ()


def test_a_box_can_be_ticked_by_a_click():
    file = written(Tick("respect-rank", "Of like rank", checked=True))
    box = file.find("//w14:checkbox")[0]
    assert [child.tag.rsplit("}", 1)[1] for child in box] == ["checked", "checkedState", "uncheckedState"]


def test_other_formats_leave_room():
    page = write_html(
        document(Fill("date", "x", "Date"), Fill("words", "y", "Owner", (Words("Kim"),))), default_theme()
    ).decode()
    assert "Before Kim after." in " ".join(page.split())


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.docx
def test_controls_are_valid():
    spans = (
        Fill("choice", "a", "Status", (), STATUS),
        Fill("choice", "b", "Status", (Words("Met"),), STATUS),
        Fill("date", "c", "Date"),
        Fill("words", "d", "Owner", (Words("Kim"),)),
        Fill("notes", "n", "Evidence"),
        Fill("words", "e", "Owner", (Emphasis((Words("Kim"),)),)),
        Tick("f", "A box"),
    )
    assert faults(written(*spans).data) == []


@pytest.mark.parametrize(
    "markup",
    [
        '<fill kind="colour" name="x" label="X"></fill>',
        '<fill kind="date" label="X"></fill>',
        '<fill kind="date" name="x"></fill>',
        '<fill kind="choice" name="x" label="X"></fill>',
        '<fill kind="words" name="x" label="X" options="a=A"></fill>',
    ],
)
def test_a_fill_that_lacks_something_is_told(markup, tmp_path):
    (told,) = faults_of_markup(tmp_path, f"<h1>T</h1><p>a {markup}</p>")
    assert "template-markup" in told
