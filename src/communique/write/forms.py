"""Form fields of a PDF, mended after WeasyPrint has made them, so that the file stays PDF/UA-1 and PDF/A-3a.

WeasyPrint 70 asks viewers to draw the fields (NeedAppearances), which PDF/A forbids, and gives fields for words and choices
no appearance of their own, which it demands (ISO 19005-3, 6.4.1). Here each gets an empty one: the file is issued with
nothing filled in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

_PAIR = re.compile(rb"<([0-9a-f]{4})> <([0-9a-f]*)>")
_NO_TEXT = frozenset({"", "0000", "feff", "fffe"})  # what no glyph may stand for (ISO 14289-1, 7.21.7)
_BATCH = 100  # pairs in one bfchar (Adobe Technical Note 5411, 1.4.1)


def mend_forms(pdf: Any, fonts: Iterable[Any]) -> None:
    """Mend a `pydyf.PDF` in place; does nothing to one without form fields. `fonts` are WeasyPrint's of the document."""
    import pydyf

    form = pdf.catalog.get("AcroForm")
    if form is None:
        return
    form["NeedAppearances"] = "false"
    for font in fonts:
        if font.used_in_forms:
            _mend_font(pdf, font)
    for reference in form["Fields"]:
        field = pdf.objects[int(reference.split()[0])]
        left, top, right, bottom = field["Rect"]
        if field["FT"] == "/Btn":
            field["AP"]["N"]["Off"] = _empty(pdf, right - left, top - bottom)
        else:
            field["AP"] = pydyf.Dictionary({"N": _empty(pdf, right - left, top - bottom)})


def _empty(pdf: Any, width: float, height: float) -> bytes:
    """A new appearance of which nothing is drawn (ISO 32000-1, 12.5.5)."""
    import pydyf

    box = pydyf.Array((0, 0, abs(width), abs(height)))
    stream = pydyf.Stream([b""], {"Type": "/XObject", "Subtype": "/Form", "BBox": box})
    pdf.add_object(stream)
    reference: bytes = stream.reference
    return reference


def _mend_font(pdf: Any, font: Any) -> None:
    """The whole font of fields tells the text of each glyph: without what stands for none, and with its ligatures."""
    for each in pdf.objects:
        if isinstance(each, dict) and each.get("BaseFont") == font.name and "ToUnicode" in each:
            cmap = pdf.objects[int(each["ToUnicode"].split()[0])]
            lines = [line for part in cmap.stream for line in part.splitlines()]
            told = {
                found[1].decode(): found[2].decode() for line in lines if (found := _PAIR.fullmatch(line))
            }
            told |= {
                f"{glyph:04x}": text.encode("utf-16-be").hex() for glyph, text in font.to_unicode.items()
            }
            first = next(at for at, line in enumerate(lines) if line.endswith(b"beginbfchar"))
            last = max(at for at, line in enumerate(lines) if line == b"endbfchar")
            kept = {glyph: text for glyph, text in told.items() if text not in _NO_TEXT}
            cmap.stream = [*lines[:first], *_batches(kept), *lines[last + 1 :]]


def _batches(told: Mapping[str, str]) -> Iterator[bytes]:
    pairs = sorted(told.items())
    for start in range(0, len(pairs), _BATCH):
        batch = pairs[start : start + _BATCH]
        yield f"{len(batch)} beginbfchar".encode()
        yield from (f"<{glyph}> <{text}>".encode() for glyph, text in batch)
        yield b"endbfchar"
