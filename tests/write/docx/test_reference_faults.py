"""Templates that cannot be used: each fault with its place and what to do in Word, and no file from any of them."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from pydantic import ValidationError

from communique.codes import Code
from communique.content.schema import validate
from communique.content.tree import Mapping, parse_tree
from communique.findings import Finding, Origin
from communique.theme import WordTheme
from communique.write.docx.reference import read_reference
from communique.write.docx.reference.localised import english_names
from communique.write.docx.reference.opening import PARTS
from kit.docx_houses import HEADER, changed, house_theme, institute, ministry, rewritten, with_part

FILE = "templates/themes/default/reference.docx"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
BODY = "</w:body>"


def told(data: bytes, **word: object) -> list[Finding]:
    outcome = read_reference(house_theme(data, **word))
    assert (outcome.value is None) == any(each.severity == "error" for each in outcome.findings) or word
    assert all(each.hint for each in outcome.findings)
    return list(outcome.findings)


def in_body(xml: str) -> bytes:
    return changed(ministry(), "word/document.xml", "<w:body>", f"<w:body>{xml}")


def test_the_houses_themselves_have_no_fault():
    assert told(ministry()) == []
    assert told(institute()) == []


def test_a_dotx_is_as_good_as_a_docx():
    data = changed(ministry(), "[Content_Types].xml", MAIN, MAIN.replace("document.main", "template.main"))
    assert told(data, file="House.dotx") == []


def bomb() -> bytes:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 30_000_000)
    return out.getvalue()


def locked() -> bytes:
    """Members behind a password of the archive's own, as programs that pack files put them (APPNOTE 4.4.4)."""
    data = bytearray(ministry())
    for sign, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


def crowded() -> bytes:
    out = BytesIO(ministry())
    with ZipFile(out, "a") as archive:
        for number in range(PARTS):
            archive.writestr(f"word/media/{number}.png", b"")
    return out.getvalue()


def doubled() -> bytes:
    out = BytesIO(ministry())
    with ZipFile(out, "a") as archive, pytest.warns(UserWarning, match="Duplicate name"):
        archive.writestr("word/document.xml", b"<w:other/>")
    return out.getvalue()


def understated() -> bytes:
    """A text part that the directory says is one byte shorter than it is."""
    data, name = bytearray(ministry()), b"word/document.xml"
    at = data.rfind(name) - 46
    size = int.from_bytes(data[at + 24 : at + 28], "little")
    data[at + 24 : at + 28] = (size - 1).to_bytes(4, "little")
    return bytes(data)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (lambda: b"", "no sound zip file"),
        (locked, "protected by a password"),
        (crowded, "too many parts, or two of one name"),
        (doubled, "too many parts, or two of one name"),
        (understated, "no sound zip file"),
        (lambda: b"PK\x03\x04 not really", "no sound zip file"),
        (lambda: ministry()[: len(ministry()) // 2], "no sound zip file"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "protected by a password"),
        (bomb, "too large"),
        (lambda: with_part(ministry(), "word/vbaProject.bin", b"x"), "macros"),
        (
            lambda: changed(
                ministry(),
                "[Content_Types].xml",
                MAIN,
                "application/vnd.ms-word.document.macroEnabled.main+xml",
            ),
            "macros",
        ),
        (
            lambda: changed(
                ministry(),
                "[Content_Types].xml",
                MAIN,
                "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
            ),
            "macros",
        ),
        (lambda: changed(ministry(), "[Content_Types].xml", MAIN, "application/x-other"), "no Word file"),
        (
            lambda: rewritten(ministry(), "word/styles.xml", lambda text: text[:2000]),
            "word/styles.xml is damaged",
        ),
        (
            lambda: rewritten(
                ministry(), "word/document.xml", lambda text: text.replace("w:body", "w:nobody")
            ),
            "no text part",
        ),
        (
            lambda: rewritten(
                ministry(),
                "word/header1.xml",
                lambda text: text.replace("?>", "?><!DOCTYPE x [<!ENTITY a 'b'>]>", 1),
            ),
            "document type",
        ),
        (lambda: with_part(ministry(), "../evil", b"x"), "leads outside"),
    ],
)
def test_a_template_that_cannot_be_opened_is_told_with_its_file(make, says):
    (finding,) = told(make())
    assert finding.code is Code.REFERENCE_UNREADABLE
    assert finding.origin.path == FILE
    assert says in finding.message


@pytest.mark.parametrize(
    ("xml", "says"),
    [
        (
            '<w:p><w:ins w:id="1" w:author="K"><w:r><w:t>added words</w:t></w:r></w:ins></w:p>',
            "tracked changes, near “added words”",
        ),
        (
            '<w:p><w:pPr><w:pPrChange w:id="1" w:author="K"><w:pPr/></w:pPrChange></w:pPr></w:p>',
            "tracked changes",
        ),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>secret</w:t></w:r></w:p>", "hidden text, near “secret”"),
        ('<w:permStart w:id="1" w:edGrp="everyone"/>', "protected section"),
        ("<w:p><w:pPr><w:sectPr><w:formProt/></w:sectPr></w:pPr></w:p>", "protected section"),
        ("<w:altChunk/>", "embedded object or file"),
        (
            '<w:p><w:fldSimple w:instr=" FILENAME \\p "><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>',
            "field FILENAME",
        ),
        ("<w:p><w:r><w:instrText> USERNAME </w:instrText></w:r></w:p>", "field USERNAME"),
        (
            "<w:p><w:r><w:instrText> INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT x</w:instrText></w:r></w:p>",
            "field INCLUDETEXT",
        ),
        ('<w:p><w:fldSimple w:instr=" DOCPROPERTY Company "/></w:p>', "document property 'Company'"),
        ('<w:p><w:r><w:footnoteReference w:id="2"/></w:r></w:p>', "a footnote"),
    ],
)
def test_what_must_not_get_into_documents_is_told_with_its_place(xml, says):
    findings = told(in_body(xml))
    assert [each.code for each in findings] == [Code.REFERENCE_UNSAFE]
    assert f"the text holds {says}" in findings[0].message or says in findings[0].message
    assert findings[0].origin.path == FILE


@pytest.mark.parametrize("name", ["House.docm", "House.dotm", "House.doc", "House.rtf", "../House.dotx"])
def test_only_word_files_without_macros_can_be_named(name):
    with pytest.raises(ValidationError):
        WordTheme(reference=name, **{"@origin": Origin("theme.yaml"), "@keys": {}})


def test_every_fault_of_a_template_is_told_at_once():
    data = in_body('<w:p><w:ins w:id="1"/><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:p>')
    data = changed(
        data,
        "word/settings.xml",
        "<w:zoom",
        '<w:documentProtection w:edit="forms" w:enforcement="1"/><w:zoom',
    )
    assert len(told(data)) == 3


def test_protection_that_is_not_in_force_does_not_matter():
    data = changed(
        ministry(),
        "word/settings.xml",
        "<w:zoom",
        '<w:documentProtection w:edit="forms" w:enforcement="0"/><w:zoom',
    )
    assert told(data) == []


@pytest.mark.parametrize(
    ("target", "says"),
    [("https://example.org/x.png", "a picture that is fetched from outside")],
)
def test_a_header_that_fetches_is_refused_with_its_words(target, says):
    data = changed(
        ministry(),
        "word/_rels/header1.xml.rels",
        'Target="media/image1.png"',
        f'Target="{target}" TargetMode="External"',
    )
    (finding,) = told(data)
    assert finding.code is Code.REFERENCE_UNSAFE
    assert "the header “Ministry of Dialogue" in finding.message
    assert says in finding.message
    assert HEADER.endswith("header")


def test_a_template_of_the_template_is_left_out_and_told():
    data = changed(
        ministry(),
        "word/settings.xml",
        "<w:zoom",
        '<w:attachedTemplate r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"/><w:zoom',
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" '
        'Target="file:///C:\\Users\\colleague\\House.dotm" TargetMode="External"/></Relationships>'
    )
    (finding,) = told(with_part(data, "word/_rels/settings.xml.rels", rels.encode()))
    assert finding.severity == "warning"
    assert "colleague" not in finding.message


TITLE, DATE = '<w:tag w:val="title"/>', '<w:tag w:val="date"/>'


def test_a_title_in_a_text_box_of_the_cover_is_told():
    boxed = (
        '<w:p><w:r><w:pict><v:textbox xmlns:v="urn:schemas-microsoft-com:vml"><w:txbxContent><w:p><w:sdt><w:sdtPr>'
        '<w:tag w:val="title"/></w:sdtPr><w:sdtContent><w:r><w:t>x</w:t></w:r></w:sdtContent></w:sdt></w:p>'
        "</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
    )
    bare = rewritten(ministry(), "word/document.xml", lambda text: text.replace(TITLE, DATE))
    data = changed(bare, "word/document.xml", "<w:body>", f"<w:body>{boxed}")
    (finding,) = told(data)
    assert (finding.code, finding.severity) == (Code.REFERENCE_COVER, "warning")
    assert told(in_body(boxed)) == []  # the cover has it in the open text, too


def test_a_mapped_style_that_is_missing_is_a_warning_with_a_likeness():
    (finding,) = told(ministry(), styles={"Lede": "Ministry Leed", "Body Text": "Body Text"})
    assert (finding.code, finding.severity) == (Code.REFERENCE_STYLES, "warning")
    assert "Ministry Lead" in finding.hint


def test_a_style_of_another_kind_is_not_taken():
    (finding,) = told(ministry(), styles={"Data Table": "Body Text", "Lede": "Ministry Lead"})
    assert "is a paragraph style" in finding.message


def test_a_template_with_none_of_the_mapped_styles_is_an_error():
    findings = told(ministry(), styles={"Lede": "Vorspann", "Body Text": "Haustext"})
    assert any("none of the styles" in each.message and each.severity == "error" for each in findings)


def test_a_name_that_is_no_style_of_ours_is_told_with_a_likeness():
    (finding,) = told(ministry(), styles={"Ledde": "Ministry Lead", "Lede": "Ministry Lead"})
    assert finding.code is Code.UNKNOWN_KEY
    assert "Lede" in finding.hint


@pytest.mark.parametrize(
    ("office", "file"),
    [
        ("Überschrift 1", "heading 1"),
        ("Titre 3", "heading 3"),
        ("Titre", "title"),
        ("제목 2", "heading 2"),
        ("제목", "title"),
        ("Verzeichnis 1", "toc 1"),
        ("Corps de texte", "body text"),
        ("Lista con viñetas 2", "list bullet 2"),
        ("KOPFZEILE", "header"),
    ],
)
def test_words_own_styles_are_known_in_the_languages_of_offices(office, file):
    assert file in english_names(office)


INLINE = (
    '<w:p><w:pPr><w:jc w:val="left"/></w:pPr>{before}<w:sdt><w:sdtPr><w:tag w:val="content"/></w:sdtPr><w:sdtContent><w:r>'
    "<w:t>Here</w:t></w:r></w:sdtContent></w:sdt></w:p>"
)
PLACE = re.compile(r'<w:sdt><w:sdtPr><w:alias w:val="Content"/>.*?</w:sdt>', re.DOTALL)


def with_place(xml: str) -> bytes:
    """The ministry's template with something else in the place of its control `content`."""
    return rewritten(ministry(), "word/document.xml", lambda text: PLACE.sub(lambda _: xml, text))


def test_a_control_in_a_line_of_its_own_is_the_place_as_one_around_the_line_is():
    reference = read_reference(house_theme(with_place(INLINE.format(before="")))).value
    assert reference is not None
    known = read_reference(house_theme(ministry())).value
    assert known is not None
    assert len(reference.before) == len(known.before) > 0
    assert len(reference.after) == len(known.after) > 0


@pytest.mark.parametrize(
    "xml",
    [
        INLINE.format(before="<w:r><w:t>The paper: </w:t></w:r>"),
        f"<w:tbl><w:tr><w:tc>{INLINE.format(before='')}</w:tc></w:tr></w:tbl>",
        INLINE.format(before="") * 2,
    ],
    ids=["beside words", "in a table", "twice"],
)
def test_a_control_that_is_not_where_the_document_goes_is_told(xml):
    (finding,) = told(with_place(xml))
    assert (finding.code, finding.severity) == (Code.REFERENCE_CONTROL, "warning")
    assert "'content'" in finding.message


@pytest.mark.parametrize("written", ["auto", "", "1e9", "12x", "NaN"])
def test_margins_that_are_no_measures_are_told(written):
    def broken(text: str) -> str:
        return re.sub(r'(<w:pgMar [^>]*w:right=")[^"]*"', lambda found: f'{found[1]}{written}"', text)

    (finding,) = told(rewritten(ministry(), "word/document.xml", broken))
    assert finding.code is Code.REFERENCE_UNREADABLE
    assert "margins" in finding.message


def test_margins_may_be_in_the_units_of_strict_files():
    def strict(text: str) -> str:
        return re.sub(r'(<w:pgMar [^>]*w:right=")[^"]*"', r'\g<1>72pt"', text)

    reference = read_reference(house_theme(rewritten(ministry(), "word/document.xml", strict))).value
    assert reference is not None
    margins = reference.margins()
    assert margins is not None
    assert margins[1] == 25.4


CONTROL = "<w:p><w:sdt><w:sdtPr>{name}</w:sdtPr><w:sdtContent><w:r><w:t>Sample</w:t></w:r></w:sdtContent></w:sdt></w:p>"


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ('<w:tag w:val="subtitel"/>', "a control named 'subtitel'", "did you mean 'subtitle'?"),
        ("", "a control without a name", "give it the name of a value"),
    ],
)
def test_a_control_that_nothing_fills_is_told_since_its_sample_would_stay(name, message, hint):
    (finding,) = told(in_body(CONTROL.format(name=name)))
    assert (finding.code, finding.severity) == (Code.REFERENCE_CONTROL, "warning")
    assert message in finding.message
    assert finding.hint.startswith(hint)


@pytest.mark.parametrize(
    "name", ['<w:tag w:val="Title"/>', '<w:tag w:val="x"/><w:dropDownList/>', "<w:picture/>"]
)
def test_controls_that_are_filled_or_chosen_from_are_not_told(name):
    assert told(in_body(CONTROL.format(name=name))) == []


def test_a_style_that_is_not_there_is_told_at_its_own_line(tmp_path):
    text = "word:\n  reference: reference.docx\n  styles:\n    Body Text: Fliess\n    Headng 1: Kapitel\n  brand: [all]\n"
    node = parse_tree(text, "theme.yaml").value
    assert isinstance(node, Mapping)
    word = validate(node.get("word"), WordTheme, "").value
    theme = house_theme(ministry())
    tokens = theme.tokens.model_copy(update={"word": word})
    findings = read_reference(replace(theme, tokens=tokens)).findings
    assert {"theme.yaml:4:16", "theme.yaml:5:15"} <= {str(each.origin) for each in findings}
