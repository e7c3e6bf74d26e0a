"""Faults planted into a good PDF: our own gate tells each of them, and misses none that the veraPDF engine sees.

The gate runs on every build and needs no Java; the engine is the reference that it is held against here.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String

from communique.content.spans import Link
from kit.finished import codes, edited_pdf, faults, written
from kit.trees import call, doc, figure, h1, h2, heading, items, p, spans, table
from kit.verapdf import verapdf  # noqa: F401 -- a fixture

DOCUMENT = doc(
    h1(), h2("Part one", "1", "part"), heading(3, "Details"), p("Text with a note", call(1), "."),
    p(Link(spans("A link"), "https://example.org/"), " in a sentence."), items("First", "Second"),
    table(("Year", "Men"), ("1994", "17"), ("1995", "18"), caption="Exercises", number="1"),
    figure("Two lines", "Contacts"), notes=("The note.",),
)  # fmt: skip


def elements(pdf: pikepdf.Pdf, tag: str) -> list[Dictionary]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("/Type") == "/StructElem" and each.get("/S") == tag
    ]


def fonts(pdf: pikepdf.Pdf) -> list[Dictionary]:
    return [
        each
        for each in pdf.objects
        if isinstance(each, Dictionary) and each.get("/Type") == "/FontDescriptor"
    ]


def links(pdf: pikepdf.Pdf) -> list[Dictionary]:
    return [each for page in pdf.pages for each in page.obj.get("/Annots", ()) if each.Subtype == "/Link"]


def draw(pdf: pikepdf.Pdf, content: bytes) -> None:
    pdf.pages[0].contents_add(content, prepend=False)


def profile(pdf: pikepdf.Pdf) -> pikepdf.Stream:
    return pdf.Root.OutputIntents[0].DestOutputProfile


def replace_metadata(old: bytes, new: bytes) -> Callable[[pikepdf.Pdf], None]:
    def edit(pdf: pikepdf.Pdf) -> None:
        metadata = pdf.Root.Metadata.read_bytes()
        assert old in metadata
        pdf.Root.Metadata.write(metadata.replace(old, new))

    return edit


def without_tags(pdf):
    del pdf.Root.StructTreeRoot


def not_marked(pdf):
    pdf.Root.MarkInfo.Marked = False


def without_parent_tree(pdf):
    del pdf.Root.StructTreeRoot.ParentTree


def without_language(pdf):
    del pdf.Root.Lang


def without_title_shown(pdf):
    del pdf.Root.ViewerPreferences


def without_alternative(pdf):
    del elements(pdf, "/Figure")[0].Alt


def other_alternative(pdf):
    elements(pdf, "/Figure")[0].Alt = String("Something else")


def plain_header_cells(pdf):
    for cell in elements(pdf, "/TH"):
        cell.S = Name.TD


def skipped_level(pdf):
    elements(pdf, "/H3")[0].S = Name.H4


def plain_heading(pdf):
    elements(pdf, "/H2")[0].S = Name.P


def lost_cell(pdf):
    row = elements(pdf, "/TR")[-1]
    row.K = Array(list(row.K)[:-1])


def list_without_bodies(pdf):
    for body in elements(pdf, "/LBody"):
        body.S = Name.Span


def note_without_id(pdf):
    del elements(pdf, "/Note")[0].ID


def link_without_words(pdf):
    del links(pdf)[0].Contents


def link_outside_the_tags(pdf):
    link = links(pdf)[0]
    pdf.pages[0].obj.Annots.append(
        pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=link.A))
    )


def no_tab_order(pdf):
    for page in pdf.pages:
        if "/Tabs" in page.obj:
            del page.obj.Tabs


def untagged_drawing(pdf):
    draw(pdf, b"q 1 0 0 rg 100 100 50 50 re f Q")


def paragraphs_in_another_order(pdf):
    article = next(each for each in pdf.objects if _holds(each, {"/H1", "/H2", "/P"}))
    article.K = Array(reversed(list(article.K)))


def _holds(each: object, tags: set[str]) -> bool:
    kids = each.get("/K") if isinstance(each, Dictionary) else None
    if not isinstance(kids, Array):
        return False
    return tags <= {str(kid.get("/S")) for kid in kids if isinstance(kid, Dictionary)}


def circular_roles(pdf):
    pdf.Root.StructTreeRoot.RoleMap = Dictionary({"/Lead": Name.Note2, "/Note2": Name.Lead})
    elements(pdf, "/P")[0].S = Name.Lead


def without_unicode(pdf):
    for each in pdf.objects:
        if isinstance(each, Dictionary) and "/ToUnicode" in each:
            del each.ToUnicode


def font_not_embedded(pdf):
    for each in fonts(pdf):
        for key in ("/FontFile2", "/FontFile3"):
            if key in each:
                del each[key]


def tofu(pdf):
    page = pdf.pages[0]
    content = page.Contents.read_bytes()
    at = content.index(b"<", content.index(b"BT"))
    page.Contents = pdf.make_stream(content[:at] + b"<0000" + content[at + 5 :])


def without_output_intent(pdf):
    del pdf.Root.OutputIntents


def damaged_profile(pdf):
    stream = profile(pdf)
    data = bytearray(stream.read_bytes())
    data[12:16] = b"none"  # the class of the device
    stream.write(bytes(data))


def smoothed_picture(pdf):
    for each in pdf.objects:
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == "/Image":
            each.Interpolate = True


def script(pdf):
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=String("app.alert(1)"))


def attachment(pdf):
    pdf.attachments["brief.yaml"] = b"title: x"


def a_form(pdf):
    pdf.Root.AcroForm = Dictionary(Fields=Array(), NeedAppearances=True)


def _encrypted(data: bytes) -> bytes:
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.save(buffer, encryption=pikepdf.Encryption(owner="owner", user=""))
    return buffer.getvalue()


def _truncated(data: bytes) -> bytes:
    return data[: len(data) // 2]


def _flipped(data: bytes) -> bytes:
    """One byte of the compressed content of the first page."""
    with pikepdf.open(BytesIO(data)) as pdf:
        raw = pdf.pages[0].Contents.read_raw_bytes()
    at = data.index(raw) + len(raw) // 2
    return data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :]


# name → (edit of the objects, or of the bytes; the codes of which the gate must tell one)
ACCESSIBLE, ARCHIVABLE, METADATA = {"not-accessible"}, {"not-archivable"}, {"output-metadata"}
OBJECTS = {
    without_tags: ACCESSIBLE,
    not_marked: ACCESSIBLE,
    without_parent_tree: ACCESSIBLE,
    without_language: ACCESSIBLE,
    without_title_shown: METADATA,
    without_alternative: ACCESSIBLE,
    other_alternative: {"text-disagrees"},
    plain_header_cells: ACCESSIBLE,
    skipped_level: ACCESSIBLE,
    plain_heading: ACCESSIBLE,
    lost_cell: ACCESSIBLE,
    list_without_bodies: ACCESSIBLE,
    note_without_id: ACCESSIBLE,
    link_without_words: ACCESSIBLE,
    link_outside_the_tags: ACCESSIBLE,
    no_tab_order: ACCESSIBLE,
    untagged_drawing: ACCESSIBLE,
    paragraphs_in_another_order: {"text-disagrees"},
    circular_roles: ACCESSIBLE,
    without_unicode: ACCESSIBLE,
    font_not_embedded: ARCHIVABLE,
    tofu: ACCESSIBLE,
    without_output_intent: ARCHIVABLE,
    damaged_profile: ARCHIVABLE,
    smoothed_picture: ARCHIVABLE,
    script: {"unasked-content"},
    attachment: {"unasked-content"},
    a_form: ARCHIVABLE,
    replace_metadata(b"<pdfuaid:part>1<", b"<pdfuaid:part>2<"): ACCESSIBLE,
    replace_metadata(b"pdfuaid:part", b"pdfuaid:port"): ACCESSIBLE,
    replace_metadata(b'pdfaid:part="3"', b'pdfaid:part="2"'): ARCHIVABLE,
}
BYTES = {_encrypted: ARCHIVABLE, _truncated: {"output-damaged"}, _flipped: {"output-damaged"}}


def planted() -> list:
    made = [
        (lambda data, edit=edit: edited_pdf(data, edit), wanted, f"{edit.__name__}-{at}")
        for at, (edit, wanted) in enumerate(OBJECTS.items())
    ]
    made += [(edit, wanted, edit.__name__) for edit, wanted in BYTES.items()]
    return [pytest.param(edit, wanted, id=name) for edit, wanted, name in made]


def damaged(edit) -> bytes:
    good = written(DOCUMENT, "pdf")
    bad = edit(good)
    assert bad != good
    return bad


def test_saving_the_file_again_is_no_fault():
    assert faults(DOCUMENT, "pdf", edited_pdf(written(DOCUMENT, "pdf"), id)) == ()


@pytest.mark.parametrize(("edit", "wanted"), planted())
def test_the_gate_tells_a_planted_fault(edit, wanted):
    found = codes(faults(DOCUMENT, "pdf", damaged(edit)))
    assert found & wanted, found


@pytest.mark.native
@pytest.mark.slow
@pytest.mark.parametrize(("edit", "wanted"), planted())
def test_what_the_reference_engine_sees_the_gate_sees(edit, wanted, verapdf):  # noqa: F811
    if verapdf.ask(damaged(edit)).broken:
        assert faults(DOCUMENT, "pdf", damaged(edit)) != ()
