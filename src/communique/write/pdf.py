"""Document to PDF with WeasyPrint: tagged, with bookmarks, from the theme's own fonts, the same bytes every time.

WeasyPrint is imported when the first PDF is written and not before: it takes a third of a second and needs native
libraries that the other formats do without.
"""

from __future__ import annotations

import warnings
from contextlib import redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from types import ModuleType

from communique.compose.model import Document
from communique.findings import Finding, Outcome
from communique.theme import Theme

INSTALL = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


class NativeLibraryMissingError(Exception):
    """Pango or HarfBuzz cannot be loaded; the message is one line that says how to install them."""


@dataclass(frozen=True, slots=True)
class Pdf:
    """A finished PDF: its bytes, the page (from 1) that each anchor of the tree begins on, and the number of pages.

    `page_starts` are the cases and parts that begin a page, by their place (`write/paging.py`), `baseline` is what its
    spaces are multiples of, the theme's or its `tight` one, and `last` how much of the last page is in use.
    """

    data: bytes = field(repr=False)
    pages: tuple[tuple[str, int], ...]
    page_count: int
    page_starts: frozenset[int]
    baseline: float
    last: float

    def page_of(self, anchor: str) -> int | None:
        """The page that an anchor begins on; None for one that the document does not have."""
        return dict(self.pages).get(anchor)


def write_pdf(document: Document, theme: Theme) -> Outcome[Pdf]:
    """The document as PDF/UA-1 and PDF/A-3a in one file (ISO 14289-1, ISO 19005-3).

    Findings are what WeasyPrint would only log: a declaration of `print.css` that it does not know, a font or picture
    that it cannot read, a character that no font of the theme has. There is no value when its layout fails.
    Raises NativeLibraryMissingError.
    """
    layout = _layout()
    findings: list[Finding] = []
    return Outcome(layout.lay_out(document, theme, findings), tuple(findings))


def _layout() -> ModuleType:
    """The module that imports WeasyPrint, without the page of advice that WeasyPrint prints when a library is missing.

    It also warns when the machine has no fonts of its own; the theme's are all that is used.
    """
    try:
        with redirect_stdout(StringIO()), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured|FontConfig cannot load", UserWarning)
            from communique.write import layout
    except OSError as fault:
        raise NativeLibraryMissingError(f"PDF needs Pango, which cannot be loaded here: {INSTALL}") from fault
    if not layout.can_subset():
        # WeasyPrint would fall back to fontTools, which writes the time into the fonts.
        raise NativeLibraryMissingError(
            f"PDF needs libharfbuzz-subset, which cannot be loaded here: {INSTALL}"
        )
    return layout
