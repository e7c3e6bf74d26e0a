"""The text that the pages of a PDF draw, object by object, with the marked-content id that ties it to a tag.

PDFium's raw interface, because no higher one tells marked-content ids (ISO 32000-1, 14.7.4.4).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import cache
from math import hypot
from typing import Any, TypeAlias

from communique.verify.extract.model import UnreadableError

Matrix: TypeAlias = tuple[float, float, float, float, float, float]
UPRIGHT: Matrix = (1, 0, 0, 1, 0, 0)
DEPTH = 20  # forms inside forms; deeper ones only occur in files made to hurt


@dataclass(frozen=True, slots=True)
class Drawn:
    """One text object: its marked-content id (-1: none), its characters, and how high on the page it stands (0..1).

    Height is that of the unrotated page. `size` and `to_right`, the room up to the right edge, are in points.
    """

    mcid: int
    text: str
    height: float
    size: float = 0.0
    to_right: float = 0.0
    colour: str = ""


def drawn_text(data: bytes) -> tuple[tuple[Drawn, ...], ...]:
    """The text objects of each page, in the order in which the page draws them.

    Text that a form XObject draws belongs to the marked content that the form is used in, unless it has an id of its
    own. Text drawn twice in the same place is told once (PDFium leaves the second out). Raises UnreadableError.
    """
    api = _api()
    with _opened(data) as document:
        count = api.FPDF_GetPageCount(document)
        return tuple(_page(document, number) for number in range(count))


@cache
def _api() -> Any:
    import pypdfium2.raw  # a native library of 8 MB, wanted by no command that only reads content

    return pypdfium2.raw


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    api = _api()
    document = api.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError("PDFium cannot open it")
    try:
        yield document
    finally:
        api.FPDF_CloseDocument(document)


def _page(document: Any, number: int) -> tuple[Drawn, ...]:
    api = _api()
    page = api.FPDF_LoadPage(document, number)
    if not page:
        raise UnreadableError(f"PDFium cannot open page {number + 1}")
    text = api.FPDFText_LoadPage(page)
    try:
        width, height = api.FPDF_GetPageWidthF(page), api.FPDF_GetPageHeightF(page) or 1.0
        found = _texts(page, api.FPDFPage_CountObjects, api.FPDFPage_GetObject, _Within(text))
        return tuple(
            replace(each, height=each.height / height, to_right=width - each.to_right) for each in found
        )
    finally:
        api.FPDFText_ClosePage(text)
        api.FPDF_ClosePage(page)


@dataclass(frozen=True, slots=True)
class _Within:
    """What an object inherits: the page's text, the marked content and the matrix of the form it is drawn by."""

    text: Any
    mcid: int = -1
    matrix: Matrix = UPRIGHT
    depth: int = 0


def _texts(holder: Any, count: Any, get: Any, within: _Within) -> Iterator[Drawn]:
    api = _api()
    for index in range(count(holder)):
        item = get(holder, index)
        kind = api.FPDFPageObj_GetType(item)
        own = api.FPDFPageObj_GetMarkedContentID(item)
        mcid = own if own >= 0 else within.mcid
        if kind == api.FPDF_PAGEOBJ_TEXT:
            words = _words(item, within.text)
            if words:
                end, middle = _end_and_middle(item, within.matrix)
                yield Drawn(mcid, words, middle, _size(item, within.matrix), end, _colour(item))
        elif kind == api.FPDF_PAGEOBJ_FORM and within.depth < DEPTH:
            inner = _Within(within.text, mcid, _times(_matrix(item), within.matrix), within.depth + 1)
            yield from _texts(item, api.FPDFFormObj_CountObjects, api.FPDFFormObj_GetObject, inner)


def _words(item: Any, text: Any) -> str:
    api = _api()
    size = api.FPDFTextObj_GetText(item, text, None, 0)
    buffer = (ctypes.c_ushort * (size // 2))()
    api.FPDFTextObj_GetText(item, text, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")


def _end_and_middle(item: Any, matrix: Matrix) -> tuple[float, float]:
    """Where the right end of an object stands, from the left edge of the page, and how high its middle, in points."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    _api().FPDFPageObj_GetBounds(item, left, bottom, right, top)
    x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
    ends = (matrix[0] * each.value + matrix[2] * y + matrix[4] for each in (left, right))
    return max(ends), matrix[1] * x + matrix[3] * y + matrix[5]


def _size(item: Any, matrix: Matrix) -> float:
    """The height of its letters in points: the size of the font, as all matrices scale it (ISO 32000-1, 9.4.4)."""
    size = ctypes.c_float()
    if not _api().FPDFTextObj_GetFontSize(item, size):
        return 0.0
    _, _, across, up, _, _ = _times(_matrix(item), matrix)
    return round(float(size.value * hypot(across, up)), 2)


def _colour(item: Any) -> str:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not _api().FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return ""
    return f"#{red.value:02X}{green.value:02X}{blue.value:02X}"


def _matrix(item: Any) -> Matrix:
    api = _api()
    found = api.FS_MATRIX()
    if not api.FPDFPageObj_GetMatrix(item, found):
        return UPRIGHT
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix) -> Matrix:
    """The matrix that maps by `inner` first and by `outer` then (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
