"""What tests ask of a finished PDF: its pages' text, its structure tree, its verdicts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from io import BytesIO
from typing import Any

import page
import pikepdf
import pypdfium2

from communique.write.pdf import Pdf, write_pdf
from kit import samples

THEMES = ("default", "ministry")
_MARGIN = 24 / 25.4 * 72  # points; running heads stand outside of it
PAPERS = {"A4": samples.A4, "Letter": samples.LETTER}


@cache
def sample_pdf(kind: str, paper: str = "A4", theme: str = "default") -> Pdf:
    """A sample document, written once a test run. Fails when anything was found."""
    outcome = write_pdf(samples.SAMPLES[kind](PAPERS[paper]), samples.theme_called(theme))
    assert outcome.value is not None
    assert outcome.findings == ()
    return outcome.value


def page_texts(data: bytes) -> list[str]:
    """The characters of each page, in the order in which they are drawn."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_text(leaf) for leaf in document]
    finally:
        document.close()


def _text(leaf: pypdfium2.PdfPage) -> str:
    text = leaf.get_textpage()
    try:
        return text.get_text_bounded()
    finally:
        text.close()
        leaf.close()


def page_shares(data: bytes) -> list[float]:
    """How much of each page is used: from the upper margin down to the lowest line of words above the lower one."""
    document = pypdfium2.PdfDocument(data)
    try:
        return [_share(leaf) for leaf in document]
    finally:
        document.close()


def _share(leaf: pypdfium2.PdfPage) -> float:
    top, bottom = leaf.get_height() - _MARGIN, _MARGIN
    text = leaf.get_textpage()
    try:
        boxes = [text.get_charbox(at) for at in range(text.count_chars())]
    finally:
        text.close()
        leaf.close()
    lows = [low for _, low, _, high in boxes if low >= bottom and high <= top]
    return (top - min(lows, default=top)) / (top - bottom)


def failures(data: bytes, profile: str) -> set[tuple[str, str]]:
    """The rules of a profile of page-validation that a file breaks."""
    verdict = page.validate_pdf_bytes(data, profile=profile)
    return {(failure.rule_id, failure.message) for failure in verdict.failures}


@dataclass(frozen=True)
class Tagged:
    """A structure element with the names of those above it; `file` is kept so that it stays open as long."""

    element: Any
    above: tuple[str, ...]
    file: Any = field(repr=False)

    @property
    def name(self) -> str:
        """Its type, such as /P."""
        return str(self.element.S)


def tags(data: bytes) -> list[Tagged]:
    """Every structure element, outer before inner."""
    file = pikepdf.open(BytesIO(data))
    return list(_walk(file.Root.StructTreeRoot.K, (), file))


def _walk(kids: Any, above: tuple[str, ...], file: Any) -> Iterator[Tagged]:
    for kid in kids if isinstance(kids, pikepdf.Array) else (kids,):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            tagged = Tagged(kid, above, file)
            yield tagged
            yield from _walk(kid.get("/K", ()), (*above, tagged.name), file)
