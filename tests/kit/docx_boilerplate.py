"""A ministry's template with something in it: pictures of every kind, and parts that offices put into their text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from uuid import UUID
from zipfile import ZIP_DEFLATED, ZipFile

from PIL import Image

from communique.write.docx.embedding import scrambled
from communique.write.docx.ooxml import NAMESPACES
from kit.docx_houses import changed, ministry
from kit.metafiles import emf, wmf
from kit.samples import default_theme

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELS = "word/_rels/document.xml.rels"
LOGO = "word/media/image1.png"  # the arms in the ministry's header
_LAST = "1 Quay Street.</w:t></w:r></w:p>"  # what the ministry's text ends with
PLACE = "<w:p><w:r><w:t>Imprint</w:t></w:r>{}</w:p>"
KEY = "{0A1B2C3D-4E5F-6071-8293-A4B5C6D7E8F9}"


def raster(kind: str, mode: str = "RGB", size: tuple[int, int] = (40, 30), **options) -> bytes:
    """A picture in one of Pillow's formats."""
    out = BytesIO()
    Image.new(mode, size, 1).save(out, kind, **options)
    return out.getvalue()


def bomb() -> bytes:
    """A PNG of a few kilobytes with a hundred million pixels."""
    return raster("PNG", "1", (10_000, 10_000))


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'


def with_files(data: bytes, files: Mapping[str, bytes]) -> bytes:
    """The template with parts added, or in the place of those of the same name."""
    out = BytesIO()
    with ZipFile(BytesIO(data)) as source, ZipFile(out, "w", ZIP_DEFLATED) as target:
        for member in source.namelist():
            if member not in files:
                target.writestr(member, source.read(member))
        for name, content in files.items():
            target.writestr(name, content)
    return out.getvalue()


def with_logo(content: bytes) -> bytes:
    """The ministry with other bytes under the name of its arms."""
    return with_files(ministry(), {LOGO: content})


def with_text(xml: str, *relations: tuple[str, str, str], files: Mapping[str, bytes] | None = None) -> bytes:
    """The ministry with a block at its end. Relations are (id, kind, target); a target with a colon is outside."""
    data = changed(ministry(), "word/document.xml", _LAST, f"{_LAST}{_declared(xml)}")
    rows = "".join(_relationship(*each) for each in relations)
    if rows:
        data = changed(data, _RELS, "</Relationships>", f"{rows}</Relationships>")
    return with_files(data, files or {})


def _relationship(name: str, kind: str, target: str) -> str:
    outside = ' TargetMode="External"' if ":" in target else ""
    full = kind if ":" in kind else f"{_OFFICE}/{kind}"
    return f'<Relationship Id="{name}" Type="{full}" Target="{target}"{outside}/>'


def _declared(xml: str) -> str:
    """The block with all of our prefixes, and those of VML."""
    prefixes = {
        **NAMESPACES,
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "dgm": "http://schemas.openxmlformats.org/drawingml/2006/diagram",
    }
    named = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in prefixes.items() if prefix != "xml")
    return re.sub(r"^<[\w:]+", lambda found: f"{found[0]} {named}", xml)


def drawing(blip: str, *, size: int = 360_000) -> str:
    """A run with a picture in the line."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="{size}" cy="{size}"/><wp:docPr id="1" name="x" descr="Arms"/>'
        f'<a:graphic><a:graphicData uri="{NAMESPACES["pic"]}"><pic:pic><pic:nvPicPr><pic:cNvPr id="1" name="x"/>'
        f"<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>{blip}<a:stretch><a:fillRect/></a:stretch></pic:blipFill>"
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{size}" cy="{size}"/></a:xfrm><a:prstGeom prst="rect">'
        "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def graphic(inner: str, uri: str) -> str:
    """A run with a graphic of another kind than a picture."""
    return (
        f'<w:r><w:drawing><wp:inline><wp:extent cx="9" cy="9"/><wp:docPr id="1" name="x" descr="x"/><a:graphic>'
        f'<a:graphicData uri="{uri}">{inner}</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>'
    )


def drawn(*runs: str) -> str:
    """A paragraph with pictures."""
    return PLACE.format("".join(runs))


def picture(name: str) -> str:
    """A picture by the id of its relationship."""
    return drawing(f'<a:blip r:embed="{name}"/>')


def vector(picture: str, svg: str) -> str:
    """A drawing as Word keeps it: a picture of it, and the drawing beside."""
    extension = '<a:ext uri="{96DAC541-7B7A-43D3-8B79-37D633B846F1}"><asvg:svgBlip r:embed="%s"/></a:ext>'
    return drawing(f'<a:blip r:embed="{picture}"><a:extLst>{extension % svg}</a:extLst></a:blip>')


EVERY_PICTURE = {
    "word/media/a.gif": raster("GIF", "P", comment=b"made by A. Colleague"),
    "word/media/b.emf": emf(),
    "word/media/c.wmf": wmf(),
    "word/media/d.svg": SVG,
    "word/media/e.png": raster("JPEG"),
    "word/media/f.png": raster("PNG"),
}


def with_every_picture() -> bytes:
    """Pictures of all kinds that documents carry, one of them under a name that lies."""
    names = tuple(EVERY_PICTURE)
    relations = [(f"rIdP{at}", "image", name.removeprefix("word/")) for at, name in enumerate(names)]
    runs = (*(picture(f"rIdP{at}") for at in (0, 1, 2, 4)), vector("rIdP5", "rIdP3"))
    return with_text(drawn(*runs), *relations, files=EVERY_PICTURE)


def with_bullets() -> bytes:
    """List Bullet has a picture in the place of a sign."""
    names = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ("w", "r"))
    numbering = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:numbering{names} xmlns:v="urn:schemas-microsoft-com:vml" '
        'xmlns:o="urn:schemas-microsoft-com:office:office"><w:numPicBullet w:numPicBulletId="4"><w:pict>'
        '<v:shape id="_x0000_i1026" type="#_x0000_t75" style="width:9pt;height:9pt" o:bullet="t">'
        '<v:imagedata r:id="rId1" o:title="colleague-bullet"/></v:shape></w:pict></w:numPicBullet>'
        '<w:numPicBullet w:numPicBulletId="5"><w:pict><v:shape><v:imagedata r:id="rId9"/></v:shape></w:pict>'
        '</w:numPicBullet><w:abstractNum w:abstractNumId="7"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
        '<w:numFmt w:val="bullet"/><w:pStyle w:val="ListBullet"/><w:lvlText w:val="\uf0b7"/><w:lvlPicBulletId w:val="4"/>'
        '<w:lvlJc w:val="left"/><w:rPr><w:rFonts w:ascii="Symbol" w:hAnsi="Symbol"/></w:rPr></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/image" Target="media/bullet.png"/></Relationships>'
    )
    tied = '<w:numPr><w:numId w:val="3"/></w:numPr>'
    data = with_files(
        ministry(),
        {
            "word/numbering.xml": numbering.encode(),
            "word/_rels/numbering.xml.rels": rels.encode(),
            "word/media/bullet.png": raster("PNG", size=(12, 12)),
        },
    )
    return _tied(data, tied)


def _tied(data: bytes, number: str) -> bytes:
    """The style List Bullet with the number of a list."""
    from lxml import etree

    with ZipFile(BytesIO(data)) as archive:
        root = etree.fromstring(archive.read("word/styles.xml"))
    w = NAMESPACES["w"]
    (style,) = root.xpath("//w:style[@w:styleId='ListBullet']", namespaces=NAMESPACES)
    shape = style.find(f"{{{w}}}pPr")
    for old in shape.findall(f"{{{w}}}numPr"):
        shape.remove(old)
    shape.insert(0, etree.fromstring(number.replace("<w:numPr>", f'<w:numPr xmlns:w="{w}">')))
    return with_files(data, {"word/styles.xml": etree.tostring(root, xml_declaration=True, encoding="UTF-8")})


def with_font(font: bytes | None = None, attributes: str = "", key: str = KEY) -> bytes:
    """Liberation Serif inside the template: our Source Serif under another name, unless other bytes are given."""
    plain = default_theme().font("fonts/SourceSerif4-Regular.ttf") if font is None else font
    table = (
        f'<w:fonts xmlns:w="{NAMESPACES["w"]}" xmlns:r="{NAMESPACES["r"]}"><w:font w:name="Liberation Serif">'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/>'
        f'<w:embedRegular r:id="rId1" w:fontKey="{key}"{attributes}/></w:font></w:fonts>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_OFFICE}/font" Target="fonts/font1.odttf"/></Relationships>'
    )
    files = {
        "word/fontTable.xml": table.encode(),
        "word/_rels/fontTable.xml.rels": rels.encode(),
        "word/fonts/font1.odttf": scrambled(plain, UUID(KEY)),
    }
    return with_files(ministry(), files)
