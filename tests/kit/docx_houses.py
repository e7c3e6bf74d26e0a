"""Word templates as offices make them: two houses with looks of their own, and the faults that such files have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree

from communique.findings import Origin
from communique.theme import Theme, WordTheme
from kit.docx_gallery import png
from kit.samples import TEMPLATES, default_theme

STRICT_FIRST = "reference.docx"


def house_theme(
    data: bytes, *, file: str = STRICT_FIRST, styles: Mapping[str, str] | None = None, brand=("all",)
) -> Theme:
    """The default theme with an office's template; styles that the template lacks are accepted."""
    theme = default_theme()
    origin = Origin("templates/themes/default/theme.yaml", 7, 3)
    keys = {
        name: replace(origin, line=line)
        for line, name in enumerate(("reference", "styles", "brand"), start=8)
    }
    word = WordTheme(
        reference=file, styles=dict(styles or {}), brand=tuple(brand), **{"@origin": origin, "@keys": keys}
    )
    return replace(theme, tokens=theme.tokens.model_copy(update={"word": word}), reference=data)


def house_files(data: bytes, lines: str = "") -> dict[str, str | bytes]:
    """The files by which a project on disk has the template: a theme of its own, and the project set in it.

    `lines` are further ones below `word:`.
    """
    own = TEMPLATES / "themes/ministry"
    tokens = (own / "theme.yaml").read_text(encoding="utf-8")
    said = f"word:\n  reference: {STRICT_FIRST}\n{lines}"
    return {
        "content/project.yaml": "title: Demonstration\ntheme: house\n",
        "templates/themes/house/theme.yaml": f"{tokens}\n{said}".encode(),
        "templates/themes/house/print.css": (own / "print.css").read_bytes(),
        f"templates/themes/house/{STRICT_FIRST}": data,
    }


# -- pieces --------------------------------------------------------------------------------------------------------


def control(tag: str, words: str = "sample", alias: str = "") -> etree._Element:
    """A plain-text control in a line."""
    title = f'<w:alias w:val="{alias}"/>' if alias else ""
    named = f'<w:tag w:val="{tag}"/>' if tag else ""
    return parse_xml(
        f"<w:sdt {nsdecls('w')}><w:sdtPr>{title}{named}<w:showingPlcHdr/><w:text/></w:sdtPr>"
        f"<w:sdtContent><w:r><w:t>{words}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def field(code: str, result: str = "sample") -> list[etree._Element]:
    """A complex field as Word writes it."""
    marks = [f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")]
    inner = (
        marks[0],
        f'<w:instrText xml:space="preserve"> {code} </w:instrText>',
        marks[1],
        f"<w:t>{result}</w:t>",
        marks[2],
    )
    return [parse_xml(f"<w:r {nsdecls('w')}>{each}</w:r>") for each in inner]


def content_place() -> etree._Element:
    """The control whose place the document takes."""
    return parse_xml(
        f'<w:sdt {nsdecls("w")}><w:sdtPr><w:alias w:val="Content"/></w:sdtPr><w:sdtContent><w:p><w:r>'
        "<w:t>The document goes here</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )


def _styles(document, rows) -> None:
    for name, kind, base, font, size, colour, bold in rows:
        try:
            style = document.styles[name]
        except KeyError:
            style = document.styles.add_style(name, kind)
        if base:
            style.base_style = document.styles[base]
        if font:
            style.font.name = font
            fonts = style.element.rPr.rFonts
            for slot in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
                fonts.attrib.pop(qn(f"w:{slot}"), None)
        style.font.size = Pt(size)
        style.font.bold = bold
        style.font.color.rgb = RGBColor.from_string(colour)


def _saved(document) -> bytes:
    out = BytesIO()
    document.core_properties.author = "A. Colleague"
    document.core_properties.comments = r"C:\Users\colleague\Templates"
    document.save(out)
    return out.getvalue()


# -- houses --------------------------------------------------------------------------------------------------------

PARAGRAPH = WD_STYLE_TYPE.PARAGRAPH


@cache
def ministry() -> bytes:
    """A ministry: serif type in crimson, a cover of its own section with all fields, boilerplate behind the text."""
    document = docx.Document()
    _styles(
        document,
        (
            ("Normal", PARAGRAPH, "", "Liberation Serif", 11, "222222", False),
            ("Body Text", PARAGRAPH, "Normal", "", 11, "222222", False),
            *(
                (f"Heading {n}", PARAGRAPH, "Normal", "Liberation Sans", 19 - 2 * n, "7A1F3D", True)
                for n in range(1, 5)
            ),
            ("Title", PARAGRAPH, "Normal", "Liberation Sans", 28, "7A1F3D", True),
            ("Ministry Lead", PARAGRAPH, "Normal", "", 13, "7A1F3D", False),
            ("List Bullet", PARAGRAPH, "Body Text", "", 11, "222222", False),
            ("Caption", PARAGRAPH, "Normal", "Liberation Sans", 9, "7A1F3D", True),
        ),
    )
    body = document.element.body
    section = document.sections[0]
    section.left_margin, section.right_margin = Mm(30), Mm(25)
    section.top_margin, section.bottom_margin = Mm(30), Mm(28)
    section.different_first_page_header_footer = True
    header = section.header.paragraphs[0]
    header.add_run().add_picture(BytesIO(png(320, 120)), width=Mm(20))
    header.runs[0]._r.find(f".//{qn('wp:docPr')}").set("descr", "Arms of the ministry")
    header.add_run("  Ministry of Dialogue\t\t")
    header._p.append(control("Marking"))
    for run in field("STYLEREF Title", "A title"):
        section.footer.paragraphs[0]._p.append(run)
    section.footer.paragraphs[0].add_run(", page ")
    for run in field("PAGE", "1"):
        section.footer.paragraphs[0]._p.append(run)
    cover = document.add_paragraph(style="Title")
    cover._p.append(control("title"))
    line = document.add_paragraph(style="Ministry Lead")
    line._p.append(control("subtitle", alias="Subtitle"))
    facts = document.add_paragraph("For ", style="Body Text")
    facts._p.append(control("Audience"))
    facts.add_run(", ")
    facts._p.append(control("", alias="Publish Date"))
    facts.add_run(". Reference ")
    for run in field('DOCPROPERTY "Reference number" \\* MERGEFORMAT'):
        facts._p.append(run)
    facts.add_run(". Handling: ")
    facts._p.append(
        parse_xml(
            f'<w:fldSimple {nsdecls("w")} w:instr=" DOCPROPERTY Marking "><w:r><w:t>x</w:t></w:r></w:fldSimple>'
        )
    )
    last = document.add_paragraph("Cabinet paper of the Ministry of Dialogue.", style="Body Text")
    properties = parse_xml(etree.tostring(section._sectPr))
    last._p.get_or_add_pPr().append(properties)
    body.insert(len(body) - 1, content_place())
    document.add_paragraph("Printed by the Ministry of Dialogue, 1 Quay Street.", style="Body Text")
    return _saved(document)


@cache
def institute() -> bytes:
    """An institute: sans type in blue, styles under German names, no cover, a header without a place for the marking."""
    document = docx.Document()
    _styles(
        document,
        (
            ("Normal", PARAGRAPH, "", "Liberation Sans", 10, "1A2B4C", False),
            ("Fließtext", PARAGRAPH, "Normal", "", 10, "1A2B4C", False),
            *(
                (f"Heading {n}", PARAGRAPH, "Normal", "Liberation Sans", 16 - 2 * n, "0B5CAD", False)
                for n in range(1, 5)
            ),
            ("Title", PARAGRAPH, "Normal", "Liberation Sans", 22, "0B5CAD", False),
            ("Caption", PARAGRAPH, "Normal", "Liberation Sans", 8, "0B5CAD", False),
        ),
    )
    for n in range(1, 5):
        document.styles[f"Heading {n}"].element.set(qn("w:styleId"), f"berschrift{n}")
    section = document.sections[0]
    section.left_margin = section.right_margin = Mm(20)
    section.header.paragraphs[0].add_run("Institut für Dialog")
    document.add_paragraph("Muster: so sieht ein Absatz aus.")
    return _saved(document)


INSTITUTE_STYLES = {"Body Text": "Fließtext", "Heading 1": "Überschrift 1", "Data Table": "Table Grid"}


def both_houses() -> dict[str, Theme]:
    """The default theme with each of the two templates."""
    return {
        "ministry": house_theme(ministry(), styles={"Lede": "ministry LEAD"}),
        "institute": house_theme(institute(), styles=INSTITUTE_STYLES),
    }


def with_chapter_style(data: bytes) -> bytes:
    """The template with a style of the office's own for chapters, "Kapitel"."""
    style = (
        '<w:style w:type="paragraph" w:customStyle="1" w:styleId="Kapitel"><w:name w:val="Kapitel"/>'
        '<w:basedOn w:val="Normal"/><w:pPr><w:spacing w:before="360" w:after="120"/></w:pPr>'
        '<w:rPr><w:b/><w:sz w:val="36"/></w:rPr></w:style></w:styles>'
    )
    return changed(data, "word/styles.xml", "</w:styles>", style)


# -- faults --------------------------------------------------------------------------------------------------------


def changed(data: bytes, name: str, old: str, new: str) -> bytes:
    """The file with one text of one part replaced; it must be there."""
    return rewritten(data, name, lambda text: _replaced(text, old, new))


def _replaced(text: str, old: str, new: str) -> str:
    assert old in text, old
    return text.replace(old, new, 1)


def rewritten(data: bytes, name: str, change) -> bytes:
    """The file with one part rewritten."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            content = source.read(member)
            target.writestr(member, change(content.decode()).encode() if member == name else content)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The file with one more part."""
    out = BytesIO(data)
    with ZipFile(out, "a", ZIP_DEFLATED) as target:
        target.writestr(name, content)
    return out.getvalue()


HEADER = RELATIONSHIP_TYPE.HEADER
