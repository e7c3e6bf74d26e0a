"""Figures: pictures in line with the text, each with its text alternative (ECMA-376 Part 1, 20.4.2.8)."""

from __future__ import annotations

from hashlib import sha256

from communique.compose.model import Figure, Image
from communique.write.docx.captions import write_caption, write_source_line
from communique.write.docx.draft import Draft, Frame
from communique.write.docx.ooxml import NAMESPACES, Element, add, attribute, plain
from communique.write.docx.package import Part
from communique.write.docx.paper import fragment, scratch
from communique.write.docx.paragraphs import close_paragraph, open_paragraph
from communique.write.docx.sections import text_height

_EMU_PER_PIXEL = 9525  # 914,400 to the inch, 96 pixels to the inch
_EMU_PER_TWIP = 635
_TALLEST = 0.8  # of the page's height: room for the caption and the source line
_EXTENSIONS = {"image/png": "png", "image/jpeg": "jpeg", "image/svg+xml": "svg"}
_SVG = "image/svg+xml"
_SVG_EXTENSION = "{96DAC541-7B7A-43D3-8B79-37D633B846F1}"  # [MS-ODRAWXML] 2.3.2.4
_DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"  # [MS-ODRAWXML] decorative


class PictureError(ValueError):
    """A picture that Word cannot show: of another kind than PNG, JPEG and SVG, or SVG without its PNG."""


def write_figure(draft: Draft, frame: Frame, block: Figure) -> None:
    """The picture, then its caption and source line, kept on one page."""
    draft.mark(block.anchor)
    open_paragraph(draft, frame, "Figure")
    draft.counters.drawing += 1
    run = scratch("w:r")
    _put_picture(run, draft, frame, block)
    draft.paper.put(fragment(run))
    close_paragraph(draft)
    if block.caption or block.number:
        write_caption(draft, frame, block, above=False)
    if block.note:
        write_source_line(draft, frame, block.note)


def _put_picture(run: Element, draft: Draft, frame: Frame, block: Figure) -> None:
    number = draft.counters.drawing
    width, height = _extent(draft, frame, block.image)
    inline = plain(add(run, "w:drawing"), "wp:inline", distT=0, distB=0, distL=0, distR=0)
    plain(inline, "wp:extent", cx=width, cy=height)
    properties = plain(inline, "wp:docPr", id=number, name=f"Picture {number}")
    if block.alt:
        properties.set("descr", block.alt)
    else:
        extension = plain(plain(properties, "a:extLst"), "a:ext", uri=_DECORATIVE_EXTENSION)
        plain(extension, "adec:decorative", val=1)
    plain(plain(inline, "wp:cNvGraphicFramePr"), "a:graphicFrameLocks", noChangeAspect=1)
    data = plain(plain(inline, "a:graphic"), "a:graphicData", uri=NAMESPACES["pic"])
    picture = plain(data, "pic:pic")
    naming = plain(picture, "pic:nvPicPr")
    plain(naming, "pic:cNvPr", id=number, name=f"Picture {number}")
    plain(naming, "pic:cNvPicPr")
    _put_fill(picture, draft, block.image)
    shape = plain(picture, "pic:spPr")
    transform = plain(shape, "a:xfrm")
    plain(transform, "a:off", x=0, y=0)
    plain(transform, "a:ext", cx=width, cy=height)
    plain(plain(shape, "a:prstGeom", prst="rect"), "a:avLst")


def _extent(draft: Draft, frame: Frame, image: Image) -> tuple[int, int]:
    """The picture's size in EMU: its own, or less where the place is narrower."""
    width, height = image.width * _EMU_PER_PIXEL, image.height * _EMU_PER_PIXEL
    tallest = _TALLEST * text_height(draft.document.page, turned=draft.sections.turned) * _EMU_PER_TWIP
    scale = min(1.0, frame.width * _EMU_PER_TWIP / width, tallest / height)
    return max(1, int(width * scale)), max(1, int(height * scale))


def _put_fill(picture: Element, draft: Draft, image: Image) -> None:
    """The bytes. An SVG stands beside a PNG, which is what readers before Word 2016 and LibreOffice 7.4 show."""
    vector = image.media_type == _SVG
    if vector and not image.fallback:
        message = "an SVG picture needs a PNG fallback for Word, and has none"
        raise PictureError(message)
    fill = plain(picture, "pic:blipFill")
    blip = plain(fill, "a:blip")
    shown = (image.fallback, "image/png") if vector else (image.data, image.media_type)
    attribute(blip, "r:embed", _media(draft, *shown))
    if vector:
        extension = plain(plain(blip, "a:extLst"), "a:ext", uri=_SVG_EXTENSION)
        attribute(plain(extension, "asvg:svgBlip"), "r:embed", _media(draft, image.data, _SVG))
    plain(plain(fill, "a:stretch"), "a:fillRect")


def _media(draft: Draft, data: bytes, media_type: str) -> str:
    """The relationship to a picture's part; a picture that is shown twice is stored once."""
    if media_type not in _EXTENSIONS:
        message = f"Word cannot show a picture of type {media_type}; use PNG, JPEG or SVG"
        raise PictureError(message)
    key = sha256(data).digest()
    if key not in draft.media:
        name = f"word/media/image{len(draft.media) + 1}.{_EXTENSIONS[media_type]}"
        draft.media[key] = Part(name, media_type, data)
    return draft.links.to("image", draft.media[key].name)
