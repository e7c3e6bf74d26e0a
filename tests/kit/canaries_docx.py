"""Words planted into finished Word files, one way at a time: `DOCX_PLANTS[channel id](bytes, words)`.

Works on any finished file that has a document part with a body. Names that allow no blanks take the words with `_`.
"""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import TypeAlias
from uuid import UUID
from xml.sax.saxutils import escape, quoteattr

Plant: TypeAlias = Callable[[bytes, str], bytes]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_DRAWING = (
    '<w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    "<wp:extent cx='1' cy='1'/>@</wp:inline></w:drawing></w:r>"
)


# -- the archive --------------------------------------------------------------------------------------------------


def rezipped(data: bytes, edit: Callable[[dict[str, bytes]], None]) -> bytes:
    """The file with its parts changed in place."""
    with zipfile.ZipFile(BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    edit(parts)
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in parts.items():
            new.writestr(name, part)
    return written.getvalue()


def with_entry(
    data: bytes, name: str, body: bytes, comment: bytes = b"", extra: bytes = b"", first: bool = False
) -> bytes:
    """The file with one more entry, before or after all others, whatever is there by that name."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        entry = zipfile.ZipInfo(name)
        entry.comment, entry.extra = comment, extra
        old_entries = [(each, old.read(each)) for each in old.namelist()]
        if first:
            new.writestr(entry, body)
        for each, part in old_entries:
            if each in new.namelist():
                new.NameToInfo.pop(each)  # so that a second entry of this name draws no warning
            new.writestr(each, part)
        if not first:
            new.writestr(entry, body)
    return written.getvalue()


def _directory(data: bytes) -> tuple[int, int]:
    """The offsets of the central directory and of the end record."""
    end = data.rfind(b"PK\x05\x06")
    return struct.unpack_from("<I", data, end + 16)[0], end


def with_gap(data: bytes, gap: bytes) -> bytes:
    """The file with bytes between its last entry and the directory."""
    start, end = _directory(data)
    moved = struct.pack("<I", start + len(gap))
    return data[:start] + gap + data[start:end] + data[end : end + 16] + moved + data[end + 20 :]


def unlisted(words: str) -> bytes:
    """An entry without a place in any directory: a local header and deflated data."""
    packer = zlib.compressobj(wbits=-15)
    text = f"<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:body></w:document>"
    body = packer.compress(f"{_XML}{text}".encode()) + packer.flush()
    head = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, 0, len(body), len(text), 5, 0)
    return head + b"x.xml" + body


# -- parts --------------------------------------------------------------------------------------------------------


def in_part(name: str, change: Callable[[str], str]) -> Callable[[bytes], bytes]:
    """A change of one part's text."""

    def plant(data: bytes) -> bytes:
        def edit(parts: dict[str, bytes]) -> None:
            before = parts[name].decode()
            after = change(before)
            assert after != before, f"nothing was planted in {name}"
            parts[name] = after.encode()

        return rezipped(data, edit)

    return plant


def with_part(data: bytes, name: str, body: str | bytes, type_: str = "", kind: str = "") -> bytes:
    """The file with a further part, declared and related to as `kind`; a part by that name gives way."""

    def edit(parts: dict[str, bytes]) -> None:
        parts[name] = body if isinstance(body, bytes) else body.encode()
        types = parts["[Content_Types].xml"].decode()
        if type_ and f'"/{name}"' not in types:
            override = f'<Override PartName="/{name}" ContentType="{type_}"/>'
            parts["[Content_Types].xml"] = types.replace("</Types>", f"{override}</Types>").encode()
        if kind:
            links = "word/_rels/document.xml.rels"
            target = name.removeprefix("word/") if name.startswith("word/") else f"/{name}"
            link = f'<Relationship Id="rIdPlanted" Type="{OFFICE}/{kind}" Target="{target}"/>'
            parts[links] = parts[links].replace(b"</Relationships>", f"{link}</Relationships>".encode())

    return rezipped(data, edit)


def part(name: str, body: str, kind: str, type_: str = "application/xml") -> Plant:
    """A plant that adds a part; `@` in its body stands for the words, `@q` for the quoted words."""
    return lambda data, words: with_part(data, name, _XML + filled(body, words), type_, kind)


def filled(template: str, words: str) -> str:
    """A template of XML with the words put in, as a quoted value for `@q` and as text for `@`."""
    return re.sub("@q|@", lambda mark: quoteattr(words) if mark[0] == "@q" else escape(words), template)


def body(template: str) -> Plant:
    """A plant of something at the start of the body."""
    return lambda data, words: in_part(
        "word/document.xml",
        lambda text: re.sub(r"<w:body>", lambda _: "<w:body>" + filled(template, words), text, count=1),
    )(data)


def para(inside: str) -> Plant:
    """A plant of a paragraph at the start of the body."""
    return body(f"<w:p>{inside}</w:p>")


def last_in(name: str, template: str) -> Plant:
    """A plant at the end of the root element of a part."""
    return lambda data, words: in_part(
        name,
        lambda text: re.sub(r"(</[^<>]+>)\s*$", lambda end: filled(template, words) + end[1], text, count=1),
    )(data)


def settings(template: str) -> Plant:
    """A plant at the end of the settings."""
    return last_in("word/settings.xml", template)


def named(plant: Plant) -> Plant:
    """The same plant, for names that allow no blanks."""
    return lambda data, words: plant(data, words.replace(" ", "_"))


def joined(words: str) -> str:
    """The words in two runs with editing marks between them."""
    at = len(words) // 2
    runs = [f'<w:r><w:t xml:space="preserve">{escape(each)}</w:t></w:r>' for each in (words[:at], words[at:])]
    return '<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="77" w:name="x"/>'.join(runs) + (
        '<w:bookmarkEnd w:id="77"/>'
    )


def _split(data: bytes, words: str) -> bytes:
    made = f"<w:p>{joined(words)}</w:p>"
    return in_part("word/document.xml", lambda text: text.replace("<w:body>", "<w:body>" + made, 1))(data)


def _symbols(data: bytes, words: str) -> bytes:
    runs = "".join(
        f'<w:sym w:font="Symbol" w:char="{0xF000 + ord(each) if ord(each) < 256 else ord(each):04X}"/>'
        for each in words
    )
    return para(f"<w:r>{runs}</w:r>")(data, "")


def _embedded_font(data: bytes, words: str) -> bytes:
    """A font whose first bytes are obfuscated as Word does (17.8.1)."""
    text = words.encode("utf-16-be")
    record = struct.pack(">3H6H", 0, 1, 18, 3, 1, 0x409, 4, len(text), 0)
    table = record + text
    font = struct.pack(">4s4H", b"\x00\x01\x00\x00", 1, 16, 0, 0)
    font += struct.pack(">4s3I", b"name", 0, 28, len(table)) + table + b"\x00" * 8
    guid = "{00112233-4455-6677-8899-AABBCCDDEEFF}"
    key = UUID(guid).bytes[::-1]
    hidden = bytes(each ^ key[at % 16] for at, each in enumerate(font[:32])) + font[32:]
    told = f'<w:font w:name="Some"><w:embedRegular w:fontKey="{guid}"/></w:font>'
    return with_part(last_in("word/fontTable.xml", told)(data, ""), "word/fonts/font1.odttf", hidden)


def inner(words: str) -> bytes:
    """A small Word file that says the words."""
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as new:
        new.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        )
        text = f'<w:document xmlns:w="{W}"><w:body><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:body></w:document>'
        new.writestr("word/document.xml", text)
    return written.getvalue()


def _commented(data: bytes, words: str) -> bytes:
    written = BytesIO(data)
    with zipfile.ZipFile(written, "a") as archive:
        archive.comment = words.encode()
    return written.getvalue()


def _twice(data: bytes, words: str) -> bytes:
    text = f"{_XML}<w:document xmlns:w='{W}'><w:body><w:p><w:r><w:t>{escape(words)}</w:t></w:r></w:p></w:body></w:document>"
    return with_entry(data, "word/document.xml", text.encode(), first=True)


def _notes(kind: str, note: str) -> Plant:
    """A note that no text calls, in the part that is there, else in one of its own."""
    inside = f'<w:{note} w:id="777"><w:p><w:r><w:t>@</w:t></w:r></w:p></w:{note}>'
    made = part(
        f"word/{kind}.xml", f'<w:{kind} xmlns:w="{W}">{inside}</w:{kind}>', kind, f"{_WORD}.{kind}+xml"
    )

    def plant(data: bytes, words: str) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            there = f"word/{kind}.xml" in archive.namelist()
        return last_in(f"word/{kind}.xml", inside)(data, words) if there else made(data, words)

    return plant


def _properties(name: str, root: str, inside: str) -> Plant:
    """A property in the part that is there, else in one of its own."""

    def plant(data: bytes, words: str) -> bytes:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            there = f"docProps/{name}.xml" in archive.namelist()
        if there:
            return last_in(f"docProps/{name}.xml", inside)(data, words)
        closing = root.split(maxsplit=1)[0]
        return with_part(data, f"docProps/{name}.xml", f"{_XML}<{root}>{filled(inside, words)}</{closing}>")

    return plant


_EXTENDED = "http://schemas.openxmlformats.org/officeDocument/2006"
_COMMENT = f'<w:comments xmlns:w="{W}"><w:comment w:id="0" {{}}><w:p><w:r><w:t>{{}}</w:t></w:r></w:p></w:comment></w:comments>'
_COMMENTS_TYPE = f"{_WORD}.comments+xml"
_CHART = (
    '<c:chartSpace xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"><c:ser><c:tx><c:strCache><c:pt>'
    "<c:v>@</c:v></c:pt></c:strCache></c:tx></c:ser></c:chartSpace>"
)
_HDR = f'<w:hdr xmlns:w="{W}"><w:p><w:r><w:t>@</w:t></w:r></w:p></w:hdr>'
_SHAPE = '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" {}>{}</v:shape></w:pict></w:r>'
_SDT = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"
_EXTERNAL = f'<Relationship Id="rIdOut" Type="{OFFICE}/{{}}" Target=@q TargetMode="External"/>'

DOCX_PLANTS: Mapping[str, Plant] = {
    "docx.text": _split,
    "docx.textboxes": para(
        _SHAPE.format(
            "", "<v:textbox><w:txbxContent><w:p><w:r><w:t>@</w:t></w:r></w:p></w:txbxContent></v:textbox>"
        )
    ),
    "docx.headers": part("word/header77.xml", _HDR, "header", f"{_WORD}.header+xml"),
    "docx.footnotes": _notes("footnotes", "footnote"),
    "docx.endnotes": _notes("endnotes", "endnote"),
    "docx.math": para(f'<m:oMath xmlns:m="{_M}"><m:r><m:t>@</m:t></m:r></m:oMath>'),
    "docx.ruby": para(
        "<w:r><w:ruby><w:rt><w:r><w:t>@</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>base</w:t></w:r></w:rubyBase></w:ruby></w:r>"
    ),
    "docx.symbols": _symbols,
    "docx.diagrams": part("word/charts/chart1.xml", _CHART, "chart"),
    "docx.watermarks": para(_SHAPE.format("", "<v:textpath string=@q/>")),
    "docx.alt": para(_DRAWING.replace("@", '<wp:docPr id="77" name="Picture" descr=@q/>')),
    "docx.hidden": para("<w:r><w:rPr><w:vanish/></w:rPr><w:t>@</w:t></w:r>"),
    "docx.deleted": para(
        '<w:del w:id="7" w:author="A"><w:r><w:delText>@</w:delText></w:r></w:del><w:r><w:t>kept</w:t></w:r>'
    ),
    "docx.alternatives": para(
        f'<mc:AlternateContent xmlns:mc="{_MC}"><mc:Choice Requires="w"><w:r><w:t>new</w:t></w:r></mc:Choice>'
        "<mc:Fallback><w:r><w:t>@</w:t></w:r></mc:Fallback></mc:AlternateContent>"
    ),
    "docx.comments": part(
        "word/comments.xml", _COMMENT.format('w:author="A"', "@"), "comments", _COMMENTS_TYPE
    ),
    "docx.glossary": part(
        "word/glossary/document.xml",
        f'<w:glossaryDocument xmlns:w="{W}"><w:docParts><w:docPart><w:docPartBody><w:p><w:r><w:t>@</w:t></w:r></w:p>'
        "</w:docPartBody></w:docPart></w:docParts></w:glossaryDocument>",
        "glossaryDocument",
    ),
    "docx.comment-authors": part(
        "word/comments.xml", _COMMENT.format("w:author=@q", "x"), "comments", _COMMENTS_TYPE
    ),
    "docx.revisions": para(
        "<w:ins w:id='7' w:author=@q w:date='2003-02-03T00:00:00Z'><w:r><w:t>new</w:t></w:r></w:ins>"
    ),
    "docx.people": part(
        "word/people.xml",
        '<w15:people xmlns:w15="http://schemas.microsoft.com/office/word/2012/wordml"><w15:person w15:author=@q/></w15:people>',
        "people",
    ),
    "docx.fields": para("<w:r><w:instrText> INCLUDETEXT @ </w:instrText></w:r>"),
    "docx.field-data": lambda data, words: para("<w:r><w:fldChar><w:fldData>@</w:fldData></w:fldChar></w:r>")(
        data, b64encode(words.encode()).decode()
    ),
    "docx.links": para("<w:hyperlink w:anchor='x' w:tooltip=@q><w:r><w:t>x</w:t></w:r></w:hyperlink>"),
    "docx.controls": body(_SDT.format("<w:alias w:val=@q/>")),
    "docx.bookmarks": named(para("<w:bookmarkStart w:id='7' w:name=@q/><w:bookmarkEnd w:id='7'/>")),
    "docx.drawings": para(_DRAWING.replace("@", '<wp:docPr id="77" name=@q/>')),
    "docx.tags": para(
        "<w:smartTag w:uri='urn:x' w:element='person'><w:smartTagPr><w:attr w:name='n' w:val=@q/></w:smartTagPr></w:smartTag>"
    ),
    "docx.identifiers": named(body("<w:p w:rsidR=@q/>")),
    "docx.attributes": body("<w:p><w:pPr><w:framePr w:unheard=@q/></w:pPr></w:p>"),
    "docx.stray": para("<w:r><w:unheard>@</w:unheard></w:r>"),
    "docx.names": lambda data, words: para(f"<w:{re.sub(r'[^A-Za-z0-9-]', '_', words)}/>")(data, ""),
    "docx.markup": lambda data, words: para(f"<!-- {words} -->")(data, ""),
    "docx.variables": settings("<w:docVars><w:docVar w:name='v' w:val=@q/></w:docVars>"),
    "docx.mail-merge": settings("<w:mailMerge><w:query w:val=@q/></w:mailMerge>"),
    "docx.settings": settings("<w:forceUpgrade w:val=@q/>"),
    "docx.styles": last_in(
        "word/styles.xml", '<w:style w:type="paragraph" w:styleId="X"><w:name w:val=@q/></w:style>'
    ),
    "docx.numbering": last_in(
        "word/numbering.xml", "<w:abstractNum><w:lvl><w:lvlText w:val=@q/></w:lvl></w:abstractNum>"
    ),
    "docx.fonts": last_in("word/fontTable.xml", "<w:font w:name=@q/>"),
    "docx.font-names": _embedded_font,
    "docx.theme": lambda data, words: in_part(
        "word/theme/theme1.xml",
        lambda text: re.sub(r'(<a:clrScheme name=)"[^"]*"', lambda at: at[1] + quoteattr(words), text),
    )(data),
    "docx.custom-xml": part("customXml/item1.xml", "<plan xmlns='urn:x'><who>@</who></plan>", "customXml"),
    "docx.core-properties": _properties("core", "cp:coreProperties", "<lastModifiedBy>@</lastModifiedBy>"),
    "docx.app-properties": _properties(
        "app", f'Properties xmlns="{_EXTENDED}/extended-properties"', "<Manager>@</Manager>"
    ),
    "docx.custom-properties": _properties(
        "custom",
        f'Properties xmlns="{_EXTENDED}/custom-properties"',
        f'<property pid="2" name="p"><vt:lpwstr xmlns:vt="{_EXTENDED}/docPropsVTypes">@</vt:lpwstr></property>',
    ),
    "docx.relationships": last_in("word/_rels/document.xml.rels", _EXTERNAL.format("hyperlink")),
    "docx.template": last_in("word/_rels/document.xml.rels", _EXTERNAL.format("attachedTemplate")),
    "docx.content-types": last_in("[Content_Types].xml", '<Default Extension="x" ContentType=@q/>'),
    "docx.embedded": lambda data, words: with_part(
        data,
        "word/embeddings/oleObject1.bin",
        b"\xd0\xcf\x11\xe0\x00" + words.encode("utf-16-le") + b"\x00\x00",
    ),
    "docx.part-names": lambda data, words: with_entry(data, f"word/{words}/", b""),
    "docx.zip-comments": _commented,
    "docx.zip-extra": lambda data, words: with_entry(
        data, "word/x.bin", b"", extra=struct.pack("<HH", 0x6375, len(words.encode())) + words.encode()
    ),
    "docx.zip-gaps": lambda data, words: with_gap(data, words.encode()),
    "docx.zip-hidden": lambda data, words: with_gap(data, unlisted(words)),
}
# More ways into the same channels, by names of their own: (channel, way).
MORE_DOCX_PLANTS: Mapping[tuple[str, str], Plant] = {
    ("docx.template", "the path of a template that every recipient's Word calls"): lambda data, words: (
        DOCX_PLANTS["docx.template"](data, f"file:////Users/{words}/Downloads/brief.dotx")
    ),
    ("docx.revisions", "the editors in a log of changed properties"): para(
        "<w:pPr><w:pPrChange w:id='1' w:author=@q/></w:pPr>"
    ),
    ("docx.deleted", "text moved away"): para(
        "<w:moveFrom w:id='7' w:author='A'><w:r><w:t>@</w:t></w:r></w:moveFrom>"
    ),
    ("docx.fields", "a deleted instruction"): para(
        "<w:del w:id='7'><w:r><w:delInstrText>@</w:delInstrText></w:r></w:del>"
    ),
    ("docx.fields", "a simple field"): para("<w:fldSimple w:instr=@q/>"),
    ("docx.hidden", "text hidden by its style"): lambda data, words: para(
        "<w:r><w:rPr><w:rStyle w:val='Gone2'/></w:rPr><w:t>@</w:t></w:r>"
    )(
        last_in(
            "word/styles.xml",
            '<w:style w:type="character" w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style>'
            '<w:style w:type="character" w:styleId="Gone2"><w:basedOn w:val="Gone"/></w:style>',
        )(data, ""),
        words,
    ),
    ("docx.controls", "an item of a list"): body(
        _SDT.format("<w:dropDownList><w:listItem w:displayText=@q/></w:dropDownList>")
    ),
    ("docx.controls", "a binding"): body(_SDT.format("<w:dataBinding w:xpath=@q/>")),
    ("docx.comment-authors", "initials"): part(
        "word/comments.xml", _COMMENT.format("w:initials=@q", "x"), "comments", _COMMENTS_TYPE
    ),
    ("docx.markup", "a processing instruction"): lambda data, words: para(f"<?note {words}?>")(data, ""),
    ("docx.markup", "an entity"): lambda data, words: in_part(
        "word/settings.xml",
        lambda text: re.sub(
            r"<w:settings", lambda at: f'<!DOCTYPE x [<!ENTITY e "{escape(words)}">]>{at[0]}', text, count=1
        ),
    )(data),
    ("docx.text", "character data"): lambda data, words: para(f"<w:r><w:t><![CDATA[{words}]]></w:t></w:r>")(
        data, ""
    ),
    ("docx.text", "character references"): lambda data, words: para(
        "<w:r><w:t>" + "".join(f"&#{ord(each)};" for each in words) + "</w:t></w:r>"
    )(data, ""),
    ("docx.text", "an embedded Word file"): lambda data, words: with_part(
        data, "word/embeddings/a.docx", inner(words)
    ),
    ("docx.text", "a Word file in a Word file in a Word file"): lambda data, words: with_part(
        data, "word/embeddings/a.docx", with_part(inner("x"), "word/embeddings/b.docx", inner(words))
    ),
    ("docx.zip-hidden", "a document that another one replaces"): _twice,
    ("docx.zip-gaps", "bytes before the archive"): lambda data, words: words.encode() + data,
    ("docx.zip-gaps", "bytes behind the archive"): lambda data, words: data + words.encode(),
    ("docx.zip-comments", "the comment of an entry"): lambda data, words: with_entry(
        data, "word/x.bin", b"", comment=words.encode()
    ),
    ("docx.custom-xml", "an attribute of a custom part"): part(
        "customXml/item1.xml", "<plan xmlns='urn:x' who=@q/>", "customXml"
    ),
    ("docx.headers", "a header in UTF-16"): lambda data, words: with_part(
        data,
        "word/header77.xml",
        filled(f'<?xml version="1.0" encoding="UTF-16"?>{_HDR}', words).encode("utf-16"),
    ),
    ("html.text", "a page to be merged in"): lambda data, words: with_part(
        data, "word/afchunk.htm", f"<html><body><p>{escape(words)}</p></body></html>"
    ),
}
