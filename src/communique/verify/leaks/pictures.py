"""Withheld pictures, known again by what they show, whatever their name and the file that they are in."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from communique.verify.channels.model import Channel, Kind, Said
from communique.verify.leaks.search import Hit
from communique.verify.leaks.secrets import Secrets, What

PICTURES = Channel("file", "pictures", Kind.READ, "what a picture shows")


def withheld_pictures(data: bytes, format: str, secrets: Secrets) -> Iterator[Hit]:
    """The pictures of a file that are withheld from its reader, dot for dot.

    Does not know a picture again that was scaled, cropped or drawn anew, nor a drawing that a PDF draws itself.
    """
    from communique.verify.channels.images import picture_fingerprint

    if not secrets.pictures:
        return
    withheld = {picture_fingerprint(picture): secret for picture, secret in secrets.pictures}
    for picture, where in _pictures_in(data, format):
        secret = withheld.get(picture_fingerprint(picture))
        if secret is not None:
            yield Hit(What.PICTURE, secret, Said("", PICTURES, where), "")


def _pictures_in(data: bytes, format: str) -> Iterator[tuple[bytes, str]]:
    if format == "docx":
        from communique.verify.channels.docx import pictures_in_docx

        yield from pictures_in_docx(data)
    elif format == "html":
        from communique.verify.channels.html import pictures_in_html

        yield from pictures_in_html(data)
    else:
        yield from _in_pdf(data)


def _in_pdf(data: bytes) -> Iterator[tuple[bytes, str]]:
    """The raster pictures of a PDF as PNG files, with their masks for transparency (ISO 32000-1, 8.9.5)."""
    import pikepdf
    from PIL import Image

    with pikepdf.open(BytesIO(data)) as pdf:
        streams = (each for each in pdf.objects if isinstance(each, pikepdf.Stream))
        images = [each for each in streams if each.get("/Subtype") == "/Image"]
        masks = {
            each.objgen: mask for each in images if isinstance(mask := each.get("/SMask"), pikepdf.Stream)
        }
        drawn = {mask.objgen for mask in masks.values()}
        for number, each in enumerate((each for each in images if each.objgen not in drawn), start=1):
            picture = pikepdf.PdfImage(each).as_pil_image().convert("RGB")
            if each.objgen in masks:
                picture.putalpha(pikepdf.PdfImage(masks[each.objgen]).as_pil_image().convert("L"))
            with BytesIO() as file:
                Image.Image.save(picture, file, "PNG", compress_level=0)
                yield file.getvalue(), f"picture {number}"
