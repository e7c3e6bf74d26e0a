"""Words planted into a finished PDF, one way at a time: what the guard against leaks has to hear.

A plant takes a finished file and the words. Its key is the channel in which the words have to be told; behind a colon
stands what sets it apart from other plants of the channel.
"""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Mapping
from html import escape
from io import BytesIO
from typing import Any, TypeAlias

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, String

from kit.canaries_images import behind_soi, jpeg, segment
from kit.finished import edited_pdf

Plant: TypeAlias = Callable[[bytes, str], bytes]
FONT = {
    "Type": Name.Font,
    "Subtype": Name.Type1,
    "BaseFont": Name.Helvetica,
    "Encoding": Name.WinAnsiEncoding,
}


def _edit(change: Callable[[Pdf, str], object]) -> Plant:
    """A plant from a change to the file's objects."""
    return lambda data, words: edited_pdf(data, lambda pdf: change(pdf, words))


def _shown(words: str) -> bytes:
    """Words as the string of a content stream."""
    return b"<" + words.encode("cp1252", "replace").hex().encode() + b">"


def _text(words: str, before: str = "", size: float = 12, at: str = "100 300") -> bytes:
    return f"q {before} BT /Canary {size} Tf {at} Td ".encode() + _shown(words) + b" Tj ET Q\n"


def _fonts(pdf: Pdf) -> Dictionary:
    return Dictionary(Canary=pdf.make_indirect(Dictionary(**FONT)))


def _resources(pdf: Pdf) -> Any:
    """The resources of the first page, with a font for canaries; WeasyPrint's pages share one dictionary."""
    resources = pdf.pages[0].obj.Resources
    if "/Font" not in resources:
        resources.Font = Dictionary()
    resources.Font.Canary = pdf.make_indirect(Dictionary(**FONT))
    return resources


def _put(resources: Any, kind: str, key: str, value: Any) -> None:
    if kind not in resources:
        resources[kind] = Dictionary()
    resources[kind][key] = value


def _draw(pdf: Pdf, content: bytes) -> None:
    """Adds drawing instructions to the first page, in its own coordinates."""
    _resources(pdf)
    page = pdf.pages[0]
    page.contents_add(b"q\n", prepend=True)
    page.contents_add(b"\nQ\n" + content)


def _drawn(make: Callable[[str], bytes]) -> Plant:
    return _edit(lambda pdf, words: _draw(pdf, make(words)))


def _letters(words: str) -> bytes:
    """Each letter moved apart from the next, as justified and spaced-out lines are."""
    letters = b" -40 ".join(_shown(letter) for letter in words)
    return b"BT /Canary 12 Tf 100 300 Td [" + letters + b"] TJ ET\n"


def _form(pdf: Pdf, words: str, **more: Any) -> Any:
    return pdf.make_stream(
        _text(words, at="10 10"), Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 500, 100]),
        Resources=Dictionary(Font=_fonts(pdf)), **more,
    )  # fmt: skip


def _form_on_page(pdf: Pdf, words: str) -> None:
    _put(_resources(pdf), "/XObject", "/CanaryForm", _form(pdf, words))
    _draw(pdf, b"q 1 0 0 1 50 300 cm /CanaryForm Do Q\n")


def _fontless(pdf: Pdf, words: str) -> None:
    form = _form(pdf, " ")
    form.write(b"BT " + _shown(words) + b" Tj ET")
    _put(_resources(pdf), "/XObject", "/CanaryForm", form)
    _draw(pdf, b"/CanaryForm Do\n")


def _transparent(pdf: Pdf, words: str) -> None:
    _put(_resources(pdf), "/ExtGState", "/CanaryState", Dictionary(ca=0))
    _draw(pdf, _text(words, "/CanaryState gs"))


def _under_picture(pdf: Pdf, words: str) -> None:
    picture = pdf.make_stream(
        b"\0",
        Type=Name.XObject,
        Subtype=Name.Image,
        Width=1,
        Height=1,
        ColorSpace=Name.DeviceGray,
        BitsPerComponent=8,
    )
    _put(_resources(pdf), "/XObject", "/CanaryPicture", picture)
    _draw(pdf, _text(words) + b"q 500 0 0 100 90 250 cm /CanaryPicture Do Q\n")


def _picture(pdf: Pdf, words: str) -> None:
    """A picture with a comment, in its own encoding, as WeasyPrint keeps JPEG."""
    data = behind_soi(jpeg(), segment(0xFE, words.encode()))
    picture = pdf.make_stream(
        data, Type=Name.XObject, Subtype=Name.Image, Width=8, Height=8, ColorSpace=Name.DeviceRGB,
        BitsPerComponent=8, Filter=Name.DCTDecode,
    )  # fmt: skip
    _put(_resources(pdf), "/XObject", "/CanaryPicture", picture)
    _draw(pdf, b"q 50 0 0 50 90 250 cm /CanaryPicture Do Q\n")


def _layer(pdf: Pdf, name: str) -> Any:
    layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name=String(name)))
    settings = Dictionary(Order=Array([layer]), OFF=Array([layer]))
    pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=settings)
    return layer


def _layer_text(pdf: Pdf, words: str) -> None:
    _put(_resources(pdf), "/Properties", "/CanaryLayer", _layer(pdf, "Notes"))
    _draw(pdf, b"/OC /CanaryLayer BDC\n" + _text(words) + b"EMC\n")


def _annotate(pdf: Pdf, **entries: Any) -> Any:
    page = pdf.pages[0]
    annotation = Dictionary(Type=Name.Annot, Rect=Array([10, 10, 90, 30]), P=page.obj)
    for key, value in entries.items():
        annotation[f"/{key}"] = value
    if "/Annots" not in page.obj:
        page.obj.Annots = Array()
    made = pdf.make_indirect(annotation)
    page.obj.Annots.append(made)
    return made


def _annotation(key: str, subtype: str = "Text") -> Plant:
    return _edit(lambda pdf, words: _annotate(pdf, Subtype=Name("/" + subtype), **{key: String(words)}))


def _appearance(pdf: Pdf, words: str) -> None:
    _annotate(pdf, Subtype=Name.Stamp, AP=Dictionary(N=_form(pdf, words)))


def _appearance_within(pdf: Pdf, words: str) -> None:
    outer = _form(pdf, " ")
    outer.Resources.XObject = Dictionary(Inner=_form(pdf, words))
    outer.write(b"/Inner Do")
    _annotate(pdf, Subtype=Name.Stamp, AP=Dictionary(D=Dictionary(On=outer)))


def _pattern(pdf: Pdf, words: str) -> None:
    pattern = pdf.make_stream(
        _text(words), Type=Name.Pattern, PatternType=1, PaintType=1, TilingType=1, BBox=Array([0, 0, 99, 99]),
        XStep=99, YStep=99, Resources=Dictionary(Font=_fonts(pdf)),
    )  # fmt: skip
    _put(_resources(pdf), "/Pattern", "/CanaryPattern", pattern)
    _draw(pdf, b"q /Pattern cs /CanaryPattern scn 0 0 99 99 re f Q\n")


def _glyph(pdf: Pdf, words: str) -> None:
    procedure = pdf.make_stream(b"1000 0 d0\n" + _text(words))
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type3, FontBBox=Array([0, 0, 1, 1]), FontMatrix=Array([0.001, 0, 0, 0.001, 0, 0]),
        CharProcs=Dictionary(a=procedure), FirstChar=97, LastChar=97, Widths=Array([1000]),
        Encoding=Dictionary(Type=Name.Encoding, Differences=Array([97, Name.a])), Resources=Dictionary(Font=_fonts(pdf)),
    )  # fmt: skip
    _put(_resources(pdf), "/Font", "/CanaryGlyphs", pdf.make_indirect(font))


def _mask(pdf: Pdf, words: str) -> None:
    group = _form(pdf, words, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceGray))
    mask = Dictionary(SMask=Dictionary(S=Name.Luminosity, G=group))
    _put(_resources(pdf), "/ExtGState", "/CanaryMask", mask)
    _draw(pdf, b"q /CanaryMask gs Q\n")


def _lost_page(pdf: Pdf, words: str) -> None:
    """A page that is left out of the document, and stays in the file because a link leads to it."""
    content = pdf.make_stream(_text(words))
    page = Dictionary(Type=Name.Page, Contents=content, Resources=Dictionary(Font=_fonts(pdf)))
    _annotate(pdf, Subtype=Name.Link, Dest=Array([pdf.make_indirect(page), Name.Fit]))


def _xfa_parts(pdf: Pdf, words: str) -> Array:
    half = len(words) // 2
    text = f"<p>{words[:half]}<b>{words[half:]}</b></p>"
    return Array(
        [String("template"), pdf.make_stream(b"<t/>"), String("datasets"), pdf.make_stream(text.encode())]
    )


def _element(pdf: Pdf) -> Any:
    """The first tag below the root."""
    kids = pdf.Root.StructTreeRoot.K
    return kids[0] if isinstance(kids, Array) else kids


def _tag(key: str, value: Callable[[str], Any] = String) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        _element(pdf)["/" + key] = value(words)

    return _edit(change)


def _tree(key: str, value: Callable[[str], Any]) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        pdf.Root.StructTreeRoot["/" + key] = value(words)

    return _edit(change)


def _named(words: str) -> Name:
    return Name("/" + words)


def _coded(words: str) -> bytes:
    """Words as a name in a content stream, every character by its number."""
    return "".join(f"#{byte:02x}" for byte in words.encode()).encode()


def _bookmark(pdf: Pdf, words: str) -> None:
    with pdf.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem(words, 0))


def _root(key: str, value: Callable[[Pdf, str], Any]) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        pdf.Root["/" + key] = value(pdf, words)

    return _edit(change)


def _name_tree(key: str, value: Callable[[Pdf, str], Any]) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        if "/Names" not in pdf.Root:
            pdf.Root.Names = Dictionary()
        pdf.Root.Names["/" + key] = Dictionary(Names=value(pdf, words))

    return _edit(change)


def _info(key: str) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        pdf.docinfo["/" + key] = String(words)

    return _edit(change)


def _xmp(words: str) -> bytes:
    return (
        '<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f'<rdf:Description rdf:about=""><dc:creator>{escape(words, quote=False)}</dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>'
    ).encode()


def _metadata(pdf: Pdf, words: str) -> None:
    pdf.Root.Metadata = pdf.make_stream(_xmp(words), Type=Name.Metadata, Subtype=Name.XML)


def _metadata_of_page(pdf: Pdf, words: str) -> None:
    pdf.pages[0].obj.Metadata = pdf.make_stream(_xmp(words), Type=Name.Metadata, Subtype=Name.XML)


def _link(pdf: Pdf, words: str) -> None:
    address = "https://example.org/" + words.replace(" ", "%20")
    _annotate(pdf, Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String(address)))


def _field(key: str, value: Callable[[str], Any] = String, kind: str = "/Tx") -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        field = _annotate(pdf, Subtype=Name.Widget, FT=Name(kind), T=String("field"))
        field["/" + key] = value(words)
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return _edit(change)


def _attach(
    pdf: Pdf, content: bytes = b"nothing", *, name: str = "notes.txt", note: str = "", path: str = ""
) -> None:
    file = pdf.make_stream(content, Type=Name.EmbeddedFile)
    spec = Dictionary(
        Type=Name.Filespec, F=String(path or name), UF=String(path or name), EF=Dictionary(F=file)
    )
    if note:
        spec.Desc = String(note)
    if "/Names" not in pdf.Root:
        pdf.Root.Names = Dictionary()
    pdf.Root.Names.EmbeddedFiles = Dictionary(Names=Array([String(name), pdf.make_indirect(spec)]))


def _attached(content: Callable[[str], bytes]) -> Plant:
    return _edit(lambda pdf, words: _attach(pdf, content(words)))


def _small_pdf(words: str) -> bytes:
    buffer = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo.Title = String(words)
        pdf.save(buffer)
    return buffer.getvalue()


def _zip(words: str) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:p><w:t>{words}</w:t></w:p>")
    return buffer.getvalue()


def _intent(pdf: Pdf, words: str) -> None:
    intent = Dictionary(
        Type=Name.OutputIntent, S=Name.GTS_PDFA1, OutputConditionIdentifier=String("x"), Info=String(words)
    )
    pdf.Root.OutputIntents = Array([intent])


def _profile(pdf: Pdf, words: str) -> None:
    description = words.encode("utf-16-be")
    profile = b"\0" * 36 + b"acsp" + b"\0" * 88 + b"mluc" + b"\0" * 24 + description
    space = Array([Name.ICCBased, pdf.make_stream(profile, N=3)])
    _put(_resources(pdf), "/ColorSpace", "/CanarySpace", space)


def _program(pdf: Pdf, words: str) -> None:
    """A font program of nothing but a name table (OpenType 1.9, `name`)."""
    text = words.encode("utf-16-be")
    table = b"\0\0\0\1\0\x12" + b"\0\3\0\1\4\x09\0\1" + len(text).to_bytes(2, "big") + b"\0\0" + text
    program = (
        b"\0\1\0\0\0\1"
        + b"\0" * 6
        + b"name"
        + b"\0" * 4
        + (28).to_bytes(4, "big")
        + len(table).to_bytes(4, "big")
        + table
    )
    descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Sub, FontFile2=pdf.make_stream(program))
    font = pdf.make_indirect(Dictionary(**{**FONT, "FontDescriptor": pdf.make_indirect(descriptor)}))
    _put(_resources(pdf), "/Font", "/CanaryProgram", font)


def _font(key: str, value: Callable[[str], Any]) -> Plant:
    def change(pdf: Pdf, words: str) -> None:
        descriptor = Dictionary(Type=Name.FontDescriptor, FontName=Name.Sub)
        descriptor["/" + key] = value(words)
        font = Dictionary(**{**FONT, "FontDescriptor": pdf.make_indirect(descriptor)})
        _put(_resources(pdf), "/Font", "/CanaryNamed", pdf.make_indirect(font))

    return _edit(change)


def _characters(pdf: Pdf, words: str) -> None:
    cmap = f"begincmap 1 beginbfchar <01> <{words.encode('utf-16-be').hex()}> endbfchar endcmap"
    font = Dictionary(**{**FONT, "ToUnicode": pdf.make_stream(cmap.encode())})
    _put(_resources(pdf), "/Font", "/CanaryMap", pdf.make_indirect(font))


def _resource_name(pdf: Pdf, words: str) -> None:
    _put(_resources(pdf), "/ExtGState", "/" + words, Dictionary(CA=1))


def _private(pdf: Pdf, words: str) -> None:
    pdf.pages[0].obj.PieceInfo = Dictionary(
        Program=Dictionary(LastModified=String("D:2026"), Private=String(words))
    )


def _template_path(pdf: Pdf, words: str) -> None:
    """What pdfTeX writes into included pages: the path of the file that they came from."""
    form = _form(pdf, " ", **{"PTEX.FileName": String(f"/home/desk/{words}.pdf")})
    _put(_resources(pdf), "/XObject", "/CanaryIncluded", form)
    _draw(pdf, b"/CanaryIncluded Do\n")


def _behind(make: Callable[[str], bytes]) -> Plant:
    """A plant of bytes behind the end of the file."""
    return lambda data, words: data + make(words)


def _unknown_stream(pdf: Pdf, words: str) -> None:
    pdf.Root.Canary = pdf.make_stream(words.encode())


def _behind_stream(data: bytes, words: str) -> bytes:
    packed = zlib.compress(b"0 0 m") + words.encode()
    return data + b"\n99990 0 obj\n<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream\nendobj\n" % (
        len(packed),
        packed,
    )


def _redrawn(data: bytes, words: str) -> bytes:
    """A page that showed the words, saved over with one that does not: an incremental update (7.5.6)."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        content = pdf.make_indirect(pdf.make_stream(_text(words)))
        _resources(pdf)
        pdf.pages[0].obj.Contents = content
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    before = buffer.getvalue()
    with pikepdf.open(BytesIO(before)) as pdf:
        number = pdf.pages[0].obj.Contents.objgen[0]
        size, root = int(pdf.trailer.Size), pdf.Root.objgen[0]
    start = before.rindex(b"startxref") + 9
    previous = int(before[start:].split()[0])
    update = b"%d 0 obj\n<</Length 5>>\nstream\n0 0 m\nendstream\nendobj\n" % number
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n<</Size %d/Root %d 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (
        number, len(before), size, root, previous, len(before) + len(update),
    )  # fmt: skip
    return before + update + table


def _replaced(data: bytes, words: str) -> bytes:
    """An object written twice: the words in the one that no longer counts."""
    old = b"99991 0 obj\n(" + words.encode() + b")\nendobj\n"
    return data + b"\n" + old + b"99991 0 obj\n(nothing)\nendobj\n"


PDF_PLANTS: Mapping[str, Plant] = {
    "pdf.page": _drawn(_text),
    "pdf.page:letter by letter": _drawn(_letters),
    "pdf.page:in a form": _edit(_form_on_page),
    "pdf.invisible": _drawn(lambda words: _text(words, "3 Tr")),
    "pdf.invisible:of no size": _drawn(lambda words: _text(words, size=0)),
    "pdf.invisible:clipped": _drawn(lambda words: _text(words, "0 0 5 5 re W n")),
    "pdf.invisible:transparent": _edit(_transparent),
    "pdf.invisible:squeezed to nothing": _drawn(lambda words: _text(words, "0 0 0 1 0 0 cm")),
    "pdf.invisible:with no width": _drawn(lambda words: b"BT /Canary 9 Tf 0 Tz 9 300 Td " + _shown(words) + b" Tj ET\n"),
    "pdf.invisible:without a font": _drawn(lambda words: b"BT 100 300 Td " + _shown(words) + b" Tj ET\n"),
    "pdf.invisible:in a form, without a font": _edit(_fontless),
    "pdf.white": _drawn(lambda words: _text(words, "1 g")),
    "pdf.off-page": _drawn(lambda words: _text(words, at="100 -900")),
    "pdf.covered": _drawn(lambda words: _text(words) + b"q 0 g 90 290 400 30 re f Q\n"),
    "pdf.covered:by a picture": _edit(_under_picture),
    "pdf.layer-text": _edit(_layer_text),
    "pdf.layers": _edit(_layer),
    "pdf.appearances": _edit(_appearance),
    "pdf.appearances:a form in it": _edit(_appearance_within),
    "pdf.patterns": _edit(_pattern),
    "pdf.glyphs": _edit(_glyph),
    "pdf.unused": _edit(lambda pdf, words: _put(_resources(pdf), "/XObject", "/CanaryUnused", _form(pdf, words))),
    "pdf.unused:a page outside the document": _edit(_lost_page),
    "pdf.unused:a mask": _edit(_mask),
    "pdf.idle": _drawn(lambda words: _shown(words) + b" n\n"),
    "pdf.alt": _tag("Alt"),
    "pdf.alt:with its language": _tag("Alt", lambda words: String("\x1ben\x1b" + words[:3] + "\x1bfr\x1b" + words[3:] + "\u2003")),
    "pdf.actual-text": _tag("ActualText"),
    "pdf.expansions": _tag("E"),
    "pdf.tag-titles": _tag("T"),
    "pdf.languages": _tag("Lang"),
    "pdf.tag-ids": _tag("ID"),
    "pdf.tag-attributes": _tag("A", lambda words: Dictionary(O=Name.Table, Summary=String(words))),
    "pdf.tag-classes": _tree("ClassMap", lambda words: Dictionary(x=Dictionary(O=Name.Table, Summary=String(words)))),
    "pdf.tag-names": _tag("S", _named),
    "pdf.tag-names:a role": _tree("RoleMap", lambda words: Dictionary({"/" + words: Name.P})),
    "pdf.tag-names:a namespace": _tree("Namespaces", lambda words: Array([Dictionary(Type=Name.Namespace, NS=String(words))])),
    "pdf.marked": _drawn(lambda words: b"/Span <</ActualText " + _shown(words) + b">> BDC EMC\n"),
    "pdf.bookmarks": _edit(_bookmark),
    "pdf.destinations": _name_tree("Dests", lambda pdf, words: Array([String(words), Array([pdf.pages[0].obj, Name.Fit])])),
    "pdf.destinations:of a link": _annotation("Dest", "Link"),
    "pdf.info": _info("Keywords"),
    "pdf.info:a key of its own": _info("Desk"),
    "pdf.metadata": _edit(_metadata),
    "pdf.metadata:of a page": _edit(_metadata_of_page),
    **{f"pdf.annotations:{key}": _annotation(key) for key in ("Contents", "T", "RC", "NM", "Subj")},
    "pdf.links": _edit(_link),
    **{f"pdf.fields:{key}": _field(key) for key in ("T", "TU", "TM", "V", "DV", "RV")},
    "pdf.fields:Opt": _field("Opt", lambda words: Array([String(words)]), "/Ch"),
    "pdf.xfa": _root("AcroForm", lambda pdf, words: Dictionary(XFA=pdf.make_stream(f"<xdp>{words}</xdp>".encode()))),
    "pdf.xfa:in parts": _root("AcroForm", lambda pdf, words: Dictionary(XFA=_xfa_parts(pdf, words))),
    "pdf.attachment-names": _edit(lambda pdf, words: _attach(pdf, name=words)),
    "pdf.attachment-names:a description": _edit(lambda pdf, words: _attach(pdf, note=words)),
    "pdf.attachment-names:a path": _edit(lambda pdf, words: _attach(pdf, path=f"C:\\desk\\{words}.docx")),
    "pdf.attachments": _attached(str.encode),
    "pdf.attachments:UTF-16": _attached(lambda words: words.encode("utf-16")),
    "pdf.attachments:a PDF": _attached(_small_pdf),
    "pdf.attachments:a Word file": _attached(_zip),
    "pdf.page-labels": _root("PageLabels", lambda _pdf, words: Dictionary(Nums=Array([0, Dictionary(P=String(words))]))),
    "pdf.scripts": _root("OpenAction", lambda _pdf, words: Dictionary(S=Name.JavaScript, JS=String(f"app.alert('{words}')"))),
    "pdf.scripts:a stream": _root("OpenAction", lambda pdf, words: Dictionary(S=Name.JavaScript, JS=pdf.make_stream(words.encode()))),
    "pdf.threads": _root("Threads", lambda _pdf, words: Array([Dictionary(Type=Name.Thread, I=Dictionary(Title=String(words)))])),
    "pdf.private": _edit(_private),
    "pdf.private:path of an included file": _edit(_template_path),
    "pdf.viewer": _root("Collection", lambda _pdf, words: Dictionary(Schema=Dictionary(x=Dictionary(N=String(words))))),
    "pdf.intents": _edit(_intent),
    "pdf.profiles": _edit(_profile),
    "pdf.fonts": _font("FontName", _named),
    "pdf.fonts:its family": _font("FontFamily", String),
    "pdf.fonts:inside the program": _edit(_program),
    "pdf.font-characters": _edit(_characters),
    "pdf.font-characters:names of glyphs": _font("CharSet", String),
    "pdf.resources": _edit(_resource_name),
    "pdf.resources:a mark on the page": _drawn(lambda words: b"/" + _coded(words) + b" BMC EMC\n"),
    "pdf.comments": _behind(lambda words: b"% " + words.encode() + b"\n"),
    "pdf.comments:in drawing instructions": _drawn(lambda words: b"% " + words.encode() + b"\n"),
    "pdf.comments:in an object": _behind(lambda words: b"\n99992 0 obj\n<</A %" + words.encode() + b"\n1>>\nendobj\n"),
    "pdf.names": _root("Canary", lambda _pdf, words: Dictionary(x=_named(words))),
    "pdf.strings": _behind(lambda words: b"\n99993 0 obj\n[" + _shown(words) + b"]\nendobj\n"),
    "pdf.strings:of an unknown key": _root("Canary", lambda _pdf, words: Dictionary(x=String(words))),
    "image.comment:of a picture on a page": _edit(_picture),
    "pdf.attachments:a picture": _attached(lambda words: behind_soi(jpeg(), segment(0xFE, words.encode()))),
    "pdf.streams": _edit(_unknown_stream),
    "pdf.loose": _behind(str.encode),
    "pdf.loose:behind the end of a stream": _behind_stream,
    "pdf.revisions": _redrawn,
    "pdf.revisions:an object": _replaced,
}  # fmt: skip
