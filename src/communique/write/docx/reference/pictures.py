"""Pictures of a template: each is what its bytes are, whatever its name and content type say.

Decoded once and bounded, so that no file of ours holds a picture that Word would show as a red cross, or that unpacks
to more than a page can show. Of metafiles only the records are looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from communique.codes import Code
from communique.content.pictures import Fault, read_picture
from communique.write.docx.reference.metafiles import metafile_type, without_description

EXTENSIONS: Mapping[str, str] = {
    "image/png": "png",
    "image/jpeg": "jpeg",
    "image/gif": "gif",
    "image/svg+xml": "svg",
    "image/x-emf": "emf",
    "image/x-wmf": "wmf",
}
SVG = "image/svg+xml"
_RASTER = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg", "GIF": "image/gif"}
_SMALLER = "make it smaller (Picture Format > Compress Pictures)"
_ANEW = "insert it again, saved anew as PNG or JPEG"


@dataclass(frozen=True, slots=True)
class Carried:
    """A picture that documents carry: its media type, and its bytes without what their makers noted in them."""

    kind: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Unfit:
    """Why a picture cannot be carried ("a picture that is damaged"), and what to do in Word."""

    what: str
    remedy: str


def check_picture(data: bytes) -> Carried | Unfit:
    """A picture by its bytes. Word shows pictures in any colours; these are not looked at."""
    metafile = metafile_type(data)
    if metafile:
        return Carried(metafile, without_description(data) if metafile == "image/x-emf" else data)
    found = read_picture(data, _RASTER, modes=None)
    if isinstance(found, Fault):
        return _unfit(found)
    return Carried(found.media_type, found.data)


def _unfit(fault: Fault) -> Unfit:
    if fault.code is Code.IMAGE_TOO_LARGE:
        return Unfit(f"a picture that {fault.says}", _SMALLER)
    if not fault.subject:
        return Unfit(
            "something in the place of a picture that is none, or one that not every reader shows", _ANEW
        )
    return Unfit(f"a {fault.subject.removeprefix('the ')} that {fault.says}", _ANEW)
