"""Places to fill in: boxes, choices, dates and words, with tags that a program can read back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from communique.compose.model import Paragraph
from communique.content.spans import Emphasis, Fill, Tick, Words
from communique.verify.channels.docx import said_in_docx
from communique.verify.conform import Finished
from communique.verify.gate import verify
from communique.verify.leaks import check_leaks, guard_for
from communique.verify.leaks.licence import licence_of
from communique.write.docx import write_docx
from communique.write.html import write_html
from kit.canaries_docx import with_part as with_glossary
from kit.composing import faults as faults_of_markup
from kit.docx_files import WordFile, faults, integrity_faults, text_of
from kit.docx_houses import both_houses, changed, rewritten
from kit.samples import SOURCE, default_theme, doc, heading
from kit.secrets import withheld

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


GLOSSARY = "word/glossary/document.xml"


def placeholders(file: WordFile) -> dict[str, str]:
    """The wordings of the building blocks of the glossary, by their names."""
    blocks = file.find("//w:docPart[w:docPartPr/w:types/w:type/@w:val='bbPlcHdr']", GLOSSARY)
    return {
        block.xpath("string(w:docPartPr/w:name/@w:val)", namespaces=block.nsmap): "".join(block.itertext())
        for block in blocks
    }


def test_a_control_that_is_cleared_shows_what_goes_there_again():
    file = written(
        Fill("date", "a", "Date"),
        Fill("words", "b", "Owner", (Words("Kim"),)),
        Fill("words", "c", "Owner"),
        Fill("words", "d", "Evidence", (Emphasis((Words("A plan"),)),)),
    )
    named = file.find("//w:sdtPr/w:placeholder/w:docPart/@w:val")
    shown = placeholders(file)
    assert [shown[name] for name in named] == ["Date", "Owner", "Owner", "Evidence"]
    assert list(shown.values()) == ["Date", "Owner", "Evidence"]
    style = "//w:docPartBody//w:rStyle/@w:val"
    assert set(file.find(style, GLOSSARY)) == {"PlaceholderText"}
    assert "PlaceholderText" in file.find("//w:style/@w:styleId", "word/glossary/styles.xml")


def test_the_same_wording_is_the_same_building_block_in_all_files():
    one = written(Fill("date", "a", "Date"), Fill("words", "b", "Owner"))
    other = written(Fill("words", "c", "Owner"))
    assert placeholders(other).items() < placeholders(one).items()
    numbers = one.find("//w:docPartPr/w:guid/@w:val", GLOSSARY)
    assert len(set(numbers)) == 2
    assert other.find("//w:docPartPr/w:guid/@w:val", GLOSSARY) == numbers[1:]


def test_a_document_without_places_to_fill_in_has_no_glossary():
    assert not [name for name in written(Tick("a", "A box")).names() if "glossary" in name]


def test_placeholders_of_a_document_from_right_to_left_are_marked_so():
    arabic = doc(heading(1, "عنوان"), Paragraph((Fill("words", "a", "المالك"),), SOURCE), language="ar")
    file = WordFile(write_docx(arabic, default_theme()))
    assert len(file.find("//w:docPartBody//w:rPr/w:rtl", GLOSSARY)) == 1
    assert len(file.find("//w:sdtContent//w:rPr/w:rtl")) == 1
    assert file.find("//w:docDefaults//w:lang/@w:bidi", "word/glossary/styles.xml") == ["ar"]


@pytest.mark.parametrize("house", sorted(both_houses()))
def test_in_an_offices_template_the_glossary_has_the_offices_styles_and_none_of_its_blocks(house):
    theme = both_houses()[house]
    own = (
        b'<w:glossaryDocument xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:docParts>'
        b"<w:docPart><w:docPartBody><w:p><w:r><w:t>Signature of A. Colleague</w:t></w:r></w:p></w:docPartBody></w:docPart>"
        b"</w:docParts></w:glossaryDocument>"
    )
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.glossary+xml"
    style = '<w:style w:type="character" w:styleId="Platzhaltertext"><w:name w:val="Placeholder Text"/></w:style></w:styles>'
    data = changed(theme.reference, "word/styles.xml", "</w:styles>", style)
    data = with_glossary(data, GLOSSARY, own.decode(), kind, "glossaryDocument")
    file = WordFile(write_docx(document(Fill("words", "a", "Owner")), replace(theme, reference=data)))
    assert list(placeholders(file).values()) == ["Owner"]
    assert b"Colleague" not in b"".join(file.raw(name) for name in file.names())
    assert file.find("//w:docPartBody//w:rStyle/@w:val", GLOSSARY) == ["Platzhaltertext"]
    styles = file.find("//w:style/@w:styleId", "word/glossary/styles.xml")
    assert "Platzhaltertext" in styles
    assert len(styles) < 12
    assert set(file.find("//w:basedOn/@w:val", "word/glossary/styles.xml")) <= set(styles)
    assert integrity_faults(file.data) == []


def test_words_in_the_glossary_are_seen_by_the_guard():
    file = written(Fill("words", "a", "Owner"))
    secret = "The quiet channel through Halden was opened by the second envoy"
    planted = rewritten(file.data, GLOSSARY, lambda text: text.replace("Owner", secret))
    assert [said.channel.name for said in said_in_docx(planted) if secret in said.text] == ["glossary"]
    guard = guard_for(withheld(f"{secret}."), licence_of(()))
    for data, count in ((file.data, 0), (planted, 1)):
        found = check_leaks(Finished("out/x.docx", "docx", data), guard, document()).findings
        assert len(found) == count


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
