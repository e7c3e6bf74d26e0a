"""The text of each page as PDFium reads it, and which of it no reader sees."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any, TypeAlias

from communique.verify.channels.model import Channel
from communique.verify.channels.pdf_table import COVERED, INVISIBLE, OFF_PAGE, WHITE
from communique.verify.extract.model import UnreadableError

Box: TypeAlias = tuple[float, float, float, float]  # left, bottom, right, top
Matrix: TypeAlias = tuple[float, float, float, float, float, float]
DEPTH = 20  # forms inside forms; PDFium itself stops before
TINY = 0.5  # points: what is lower or narrower than this shows nothing to read
ZERO = 0.02  # points: text this narrow has no characters for PDFium
PAINT = 240  # of 255: from here a box hides what is under it, and a colour is white
LOOKS = 20_000_000  # pairs of text and box on a page; beyond that, covered text is told as the page's only
UNSEEN = 5_000  # pieces of unseen text on a page that are told one by one
SIZE = 14_400  # points: the largest page that viewers show


@dataclass(frozen=True, slots=True)
class PageText:
    """A page's characters as one would copy them, the unseen ones by channel, and whether PDFium left some out.

    `drawn` and `drawn_inside` are how many pieces of text PDFium knows on the page and in its forms.
    """

    number: int
    text: str
    unseen: tuple[tuple[Channel, str], ...] = ()
    unsure: bool = False
    drawn: int = 0
    drawn_inside: int = 0


def page_texts(data: bytes) -> Iterator[PageText]:
    """The text of each page of a PDF. Raises UnreadableError.

    Words keep their hyphens at line ends (as U+FFFE, PDFium's sign for them, or as they are). Covered text is found
    by the boxes around objects, so that text beside a round picture may be told as covered; it is told as text of the
    page as well.
    """
    api = _api()
    document = api.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise UnreadableError("PDFium cannot open it")
    try:
        for index in range(api.FPDF_GetPageCount(document)):
            page = api.FPDF_LoadPage(document, index)
            if not page:
                raise UnreadableError(f"PDFium cannot open page {index + 1}")
            try:
                yield _page(page, index + 1)
            finally:
                api.FPDF_ClosePage(page)
    finally:
        api.FPDF_CloseDocument(document)


@cache
def _api() -> Any:
    import pypdfium2.raw  # a native library of 8 MB, wanted by no command that only reads content

    return pypdfium2.raw


def _page(page: Any, number: int) -> PageText:
    api = _api()
    text = api.FPDFText_LoadPage(page)
    try:
        count = max(api.FPDFText_CountChars(text), 0)
        buffer = (ctypes.c_ushort * (count * 2 + 2))()
        written = api.FPDFText_GetText(text, 0, count, buffer) if count else 0
        whole = bytes(buffer)[: max(written - 1, 0) * 2].decode("utf-16-le", "replace")
        watch = _Watch(text, _edges(page))
        watch.objects(page, api.FPDFPage_CountObjects, api.FPDFPage_GetObject)
        return PageText(number, whole, tuple(watch.told()), watch.unsure, *watch.drawn)
    finally:
        api.FPDFText_ClosePage(text)


def _edges(page: Any) -> Box:
    api = _api()
    found = api.FS_RECTF()
    if not api.FPDF_GetPageBoundingBox(page, found):
        return (-SIZE, -SIZE, SIZE, SIZE)
    return (found.left, found.bottom, found.right, found.top)


@dataclass(slots=True)
class _Watch:
    """Goes through a page's objects in the order of drawing, and remembers the text that is not seen."""

    text: Any
    edges: Box
    unsure: bool = False
    looks: int = 0
    drawn: list[int] = field(default_factory=lambda: [0, 0])
    unseen: list[tuple[Channel, str, Box]] = field(default_factory=list)
    shown: list[tuple[Box, Any]] = field(default_factory=list)  # text so far on top
    box: Any = field(default_factory=lambda: [ctypes.c_float() for _ in range(4)])
    ink: Any = field(default_factory=lambda: [ctypes.c_uint() for _ in range(4)])

    def objects(
        self, holder: Any, count: Any, get: Any, matrix: Matrix | None = None, depth: int = 0
    ) -> None:
        """Looks at the objects of a page or form; `matrix` maps the form's points to the page's."""
        api = _api()
        for index in range(count(holder)):
            item = get(holder, index)
            kind = api.FPDFPageObj_GetType(item)
            if kind == api.FPDF_PAGEOBJ_TEXT:
                self.drawn[min(depth, 1)] += 1
                self._words(item, self._bounds(item, matrix))
            elif kind == api.FPDF_PAGEOBJ_FORM:
                if depth < DEPTH:
                    inner = _times(_matrix(item), matrix)
                    self.objects(
                        item, api.FPDFFormObj_CountObjects, api.FPDFFormObj_GetObject, inner, depth + 1
                    )
                else:
                    self.unsure = True
            elif self.shown and self._paints(item, kind):
                self._cover(self._bounds(item, matrix))

    def told(self) -> Iterator[tuple[Channel, str]]:
        """Unseen text; neighbours of one channel are joined as they stand, so that words drawn in pieces are whole."""
        last: tuple[Channel, Box] | None = None
        parts: list[str] = []
        for channel, words, box in self.unseen:
            if last is not None and channel is not last[0]:
                yield last[0], "".join(parts)
                parts = []
            elif last is not None:
                parts.append(_gap(last[1], box))
            last = (channel, box)
            parts.append(words)
        if last is not None:
            yield last[0], "".join(parts)

    def _words(self, item: Any, box: Box) -> None:
        channel = self._channel(item, box)
        if channel is None:
            self.shown.append((box, item))
            return
        if len(self.unseen) > UNSEEN:
            return
        words = self._read(item)
        if not words.strip():
            self.unsure = True  # PDFium gives no characters for text without width
        self.unseen.append((channel, words, box))

    def _channel(self, item: Any, box: Box) -> Channel | None:
        """The channel of text that is not seen; None for what is."""
        api = _api()
        mode = api.FPDFTextObj_GetTextRenderMode(item)
        left, bottom, right, top = box
        if mode in {api.FPDF_TEXTRENDERMODE_INVISIBLE, api.FPDF_TEXTRENDERMODE_CLIP}:
            return INVISIBLE
        if right - left < TINY or top - bottom < TINY:
            # A space has no height either, and is no secret.
            return INVISIBLE if self._read(item).strip() or right - left < ZERO else None
        if _apart(box, self.edges):
            return OFF_PAGE
        clip = api.FPDFPageObj_GetClipPath(item)
        if clip and api.FPDFClipPath_CountPaths(clip) > 0 and self._clipped(clip, item, box):
            return INVISIBLE
        return self._ink(item) if mode in {0, 4} else None

    def _ink(self, item: Any) -> Channel | None:
        if not _api().FPDFPageObj_GetFillColor(item, *self.ink):
            return None
        red, green, blue, alpha = (each.value for each in self.ink)
        if alpha < 255 - PAINT:
            return INVISIBLE
        return WHITE if min(red, green, blue) > PAINT else None

    def _clipped(self, clip: Any, item: Any, box: Box) -> bool:
        """Whether a clip path leaves nothing of an object, by the boxes around them."""
        raw = self._bounds(item, None)
        return raw == box and any(_apart(box, path) for path in _clip_boxes(clip))

    def _read(self, item: Any) -> str:
        api = _api()
        size = api.FPDFTextObj_GetText(item, self.text, None, 0)
        buffer = (ctypes.c_ushort * (size // 2 + 1))()
        api.FPDFTextObj_GetText(item, self.text, buffer, size)
        return bytes(buffer).decode("utf-16-le", "replace").rstrip("\0")

    def _bounds(self, item: Any, matrix: Matrix | None) -> Box:
        _api().FPDFPageObj_GetBounds(item, *self.box)
        left, bottom, right, top = (each.value for each in self.box)
        if matrix is None:
            return (left, bottom, right, top)
        a, b, c, d, e, f = matrix
        corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
        across, up = zip(*corners, strict=True)
        return (min(across), min(up), max(across), max(up))

    def _paints(self, item: Any, kind: int) -> bool:
        """Whether an object hides what is under it."""
        api = _api()
        if kind in {api.FPDF_PAGEOBJ_IMAGE, api.FPDF_PAGEOBJ_SHADING}:
            return True
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        if (
            kind != api.FPDF_PAGEOBJ_PATH
            or not api.FPDFPath_GetDrawMode(item, fill, stroke)
            or not fill.value
        ):
            return False
        return not api.FPDFPageObj_GetFillColor(item, *self.ink) or self.ink[3].value > PAINT

    def _cover(self, over: Box) -> None:
        left, bottom, right, top = over
        self.looks += len(self.shown)
        if right - left < TINY or top - bottom < TINY or self.looks > LOOKS:
            return
        on_top = []
        for box, item in self.shown:
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            if left <= x <= right and bottom <= y <= top:
                self.unseen.append((COVERED, self._read(item), box))
            else:
                on_top.append((box, item))
        self.shown = on_top


def _clip_boxes(clip: Any) -> Iterator[Box]:
    api = _api()
    x, y = ctypes.c_float(), ctypes.c_float()
    for path in range(api.FPDFClipPath_CountPaths(clip)):
        points = []
        for index in range(min(api.FPDFClipPath_CountPathSegments(clip, path), 200)):
            api.FPDFPathSegment_GetPoint(api.FPDFClipPath_GetPathSegment(clip, path, index), x, y)
            points.append((x.value, y.value))
        if points:
            across, up = zip(*points, strict=True)
            yield (min(across), min(up), max(across), max(up))


def _apart(one: Box, other: Box) -> bool:
    return one[2] <= other[0] or one[0] >= other[2] or one[3] <= other[1] or one[1] >= other[3]


def _gap(one: Box, other: Box) -> str:
    """What stands between two pieces of text: nothing, a space, or the end of a line."""
    if one[3] <= other[1] or other[3] <= one[1] or other[0] < one[0]:
        return "\n"
    return "" if other[0] - one[2] < (one[3] - one[1]) / 4 else " "


def _matrix(item: Any) -> Matrix:
    api = _api()
    found = api.FS_MATRIX()
    if not api.FPDFPageObj_GetMatrix(item, found):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(inner: Matrix, outer: Matrix | None) -> Matrix:
    """The matrix that maps by `inner` first and by `outer` then (ISO 32000-1, 8.3.4)."""
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    p, q, r, s, t, u = outer
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)
