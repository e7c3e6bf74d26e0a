"""WeasyPrint, called so that nothing depends on the machine: the theme's fonts and `data:` URIs, and nothing else.

Imported only by `pdf.py`, when a PDF is asked for. Fonts and parsed style sheets are kept for the next document of the
same theme; they are functions of the theme's content, so that keeping them changes no byte.
"""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing.util import Finalize
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.css.counters import CounterStyle
from weasyprint.text import ffi
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding, Origin
from communique.theme import Theme
from communique.write.conform import finish, is_ambiguous
from communique.write.fit import check_fit
from communique.write.glyphs import check_glyphs
from communique.write.html import print_markup
from communique.write.paging import page_starts
from communique.write.pdf import Pdf
from communique.write.style import (
    EMBEDDED,
    FONT_URL,
    ROWS_APART,
    font_faces,
    page_mark_rules,
    page_rules,
    resolved,
    stacks,
    watermark_rules,
)
from communique.write.watermark import across

# Pictures are named by the hash of their absolute URL; a constant base makes that independent of the folder.
BASE_URL = "brief:/"
# Only documents that can be filled in have fields in their markup.
_OPTIONS: dict[str, Any] = {"pdf_variant": "pdf/a-3a", "pdf_forms": True}
# One file in a hundred needs a second attempt (see `conform.is_ambiguous`), one in ten thousand a third.
_ATTEMPTS = 8
LITTLE = 0.25  # of a last page; with less on it, tighter spaces are tried
# What `check_glyphs` tells with the place of the text.
_TOLD_BY_GLYPHS = ".notdef glyph rendered"
# "Ignored `widows: x` at 12:5, invalid value." as WeasyPrint writes it (weasyprint.css, validation).
_POSITION = re.compile(r" at (\d+):\d+")


class ThemeFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the fonts of a theme, and `data:` URIs. Refuses every other URL: no network, no files."""

    def __init__(self, fonts: tuple[tuple[str, bytes], ...]) -> None:
        super().__init__(allowed_protocols={"data"}, allow_redirects=False)
        self._fonts = dict(fonts)

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        """The bytes behind a URL. Raises ValueError for any that leads outside, KeyError for an unknown font."""
        if url.startswith(FONT_URL):
            return URLFetcherResponse(url, self._fonts["fonts/" + url.removeprefix(FONT_URL)])
        return super().fetch(url, headers)


@dataclass(frozen=True)
class Style:
    """A theme as WeasyPrint has read it with one of its baselines, and what it complained of, with the path of the style sheet."""

    baseline: float
    fonts: FontConfiguration
    counters: CounterStyle
    fetcher: ThemeFetcher
    sheets: tuple[CSS, ...]
    complaints: tuple[tuple[str, str], ...]


def can_subset() -> bool:
    """True when HarfBuzz can cut fonts down to the glyphs in use."""
    return ffi.harfbuzz_subset is not None


def lay_out(document: Document, theme: Theme, findings: list[Finding]) -> Pdf | None:
    """The PDF, and what its layout decided; faults are added to `findings`.

    None, with a finding, when something is higher than a page can hold, and when WeasyPrint gives up: some style sheets
    that it accepts bring its layout down.
    """
    style = _style_of(theme, theme.tokens.baseline)
    with _complaints() as said:
        html = HTML(string=print_markup(document, theme), base_url=BASE_URL, url_fetcher=style.fetcher)
        try:
            setting = _marked(html, _fitted(html, document, theme), document)
            rendered, data = _write(html, setting)
        except Exception as fault:  # noqa: BLE001 -- WeasyPrint raises whatever its layout stumbles over
            findings.append(_collapse(fault, theme))
            return None
    misfits = tuple(check_fit(rendered.pages, html.etree_element, document))
    if misfits:
        findings.extend(misfits)
        return None
    families = frozenset(EMBEDDED.format(family.family) for family in theme.tokens.fonts.families())
    findings.extend(check_glyphs(document, rendered.fonts.values(), families))
    own = theme.sheets[-1][0]
    told = (*style.complaints, *((own, text) for text in said))
    findings.extend(
        _finding(text, path) for path, text in dict.fromkeys(told) if not text.startswith(_TOLD_BY_GLYPHS)
    )
    starts = page_starts(rendered.pages, html.etree_element)
    used = _used(rendered.pages[-1])
    return Pdf(data, _pages(rendered), len(rendered.pages), starts, setting.style.baseline, used)


@dataclass(frozen=True)
class _Setting:
    """A document as it was laid out, and what with."""

    style: Style
    rules: str
    page_css: CSS
    rendered: Any


def _set(html: HTML, style: Style, rules: str, marks: str = "") -> _Setting:
    page_css = CSS(string=rules + marks, base_url=BASE_URL, url_fetcher=style.fetcher)
    return _Setting(style, rules, page_css, _render(html, style, page_css))


def _fitted(html: HTML, document: Document, theme: Theme) -> _Setting:
    """The layout with the theme's spaces, or with its tight ones where they save a last page with little on it.

    Rows that the theme keeps together part where they would cost their table its header.
    """
    rules = _page_rules(document, theme)
    marks = page_mark_rules((), len(document.page_marks) - 1) if document.page_marks else ""
    usual = _set(html, _style_of(theme, theme.tokens.baseline), rules, marks)
    if next(check_fit(usual.rendered.pages, html.etree_element, document), None):
        usual = _set(html, usual.style, rules + ROWS_APART, marks)
    if theme.tokens.tight is None or not _ends_with_little(usual.rendered.pages):
        return usual
    tight = _set(html, _style_of(theme, theme.tokens.tight), usual.rules, marks)
    return tight if len(tight.rendered.pages) < len(usual.rendered.pages) else usual


def _ends_with_little(pages: Sequence[Any]) -> bool:
    """True when there is a last page that could be saved, with less than a quarter of it in use; notes do not count."""
    return len(pages) > 1 and _used(pages[-1]) < LITTLE


def _used(page: Any) -> float:
    """How much of the height for text a page uses."""
    box = page._page_box  # noqa: SLF001 -- nothing public tells how much is on a page
    return float(box.children[0].margin_height() / box.height)


def _marked(html: HTML, setting: _Setting, document: Document) -> _Setting:
    """The same layout, each page with its own marking where the document asks for that: read off from what is on it."""
    if not document.page_marks:
        return setting
    heights = dict(_rungs(html.etree_element))
    found = tuple(_highest_on(page, heights) for page in setting.rendered.pages)
    marks = page_mark_rules(found, len(document.page_marks) - 1)
    return _set(html, setting.style, setting.rules, marks)


def _page_rules(document: Document, theme: Theme) -> str:
    """The paper, and what stands behind the text."""
    if not document.watermark:
        return page_rules(document.page)
    upright, turned = (across(document, theme, turned=turned) for turned in (False, True))
    stack = stacks(theme.tokens, embedded=True)["sans"]
    return page_rules(document.page) + watermark_rules(document.page, upright, turned, stack)


def _rungs(root: Any, above: int = 0) -> Iterator[tuple[Any, int]]:
    """How high each element stands: at least as high as what it is part of."""
    rung = max(above, int(root.get("data-rung", "0")))
    yield root, rung
    for child in root:
        yield from _rungs(child, rung)


def _highest_on(page: Any, rungs: dict[Any, int]) -> int:
    """The rung of the highest element that has a box on a page, footnotes among them; running heads say no rung."""
    boxes = page._page_box.descendants(placeholders=True)  # noqa: SLF001 -- nothing public tells what is on a page
    return max((rungs.get(box.element, 0) for box in boxes), default=0)


def _render(html: HTML, style: Style, page_css: CSS) -> Any:
    return html.render(
        font_config=style.fonts,
        counter_style=style.counters,
        stylesheets=[*style.sheets, page_css],
        **_OPTIONS,
    )


def _write(html: HTML, setting: _Setting) -> tuple[Any, bytes]:
    """The laid out document and its bytes. Fonts are cut down in place, so that each new attempt lays out anew."""
    for padding in range(_ATTEMPTS):
        rendered = _render(html, setting.style, setting.page_css) if padding else setting.rendered
        with warnings.catch_warnings():
            # WeasyPrint 70 opens its colour profile and leaves the closing of the file to the collector.
            warnings.simplefilter("ignore", ResourceWarning)
            data: bytes = rendered.write_pdf(finisher=partial(_finisher, padding=padding), **_OPTIONS)
        if not is_ambiguous(data):
            return rendered, data
    raise RuntimeError("no padding made the streams of the PDF unambiguous")


def _finisher(document: Any, pdf: Any, padding: int) -> None:
    finish(pdf, padding, document.fonts.values())


def _pages(rendered: Any) -> tuple[tuple[str, int], ...]:
    first: dict[str, int] = {}
    for number, page in enumerate(rendered.pages, start=1):
        for anchor in page.anchors:
            first.setdefault(anchor, number)
    return tuple(first.items())


def _style_of(theme: Theme, baseline: float) -> Style:
    """A theme with the baseline that its vertical spaces are multiples of."""
    tokens = theme.spaced(baseline).tokens
    sheets = tuple((path, resolved(css, tokens)) for path, css in theme.sheets)
    return _style(baseline, sheets, font_faces(theme), theme.fonts)


@lru_cache(maxsize=8)
def _style(
    baseline: float, files: tuple[tuple[str, str], ...], faces: str, fonts: tuple[tuple[str, bytes], ...]
) -> Style:
    """A theme's fonts and sheets, read once a process."""
    config, counters, fetcher = FontConfiguration(), CounterStyle(), ThemeFetcher(fonts)
    # WeasyPrint puts the fonts into a temporary folder and removes it with the object, which worker processes never
    # do: they end without collecting. Finalize runs in them too, and never in a fork for its parent.
    Finalize(None, config.__del__, exitpriority=1)
    options = {"font_config": config, "counter_style": counters, "base_url": BASE_URL, "url_fetcher": fetcher}
    sheets: list[CSS] = []
    told: list[tuple[str, str]] = []
    for path, text in ((files[-1][0], faces), *files):
        with _complaints() as said:
            # Each file is parsed alone, so that the lines in complaints are its own.
            sheets.append(CSS(string=text, **options))
        told += [(path, complaint) for complaint in said]
    return Style(baseline, config, counters, fetcher, tuple(sheets), tuple(told))


class _Listener(logging.Handler):
    """Keeps the messages of a logger."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep one message."""
        self.said.append(record.getMessage())


@contextmanager
def _complaints() -> Iterator[list[str]]:
    """What WeasyPrint logs as a warning or an error while the block runs."""
    logger, listener = logging.getLogger("weasyprint"), _Listener()
    logger.addHandler(listener)
    try:
        yield listener.said
    finally:
        logger.removeHandler(listener)


def _collapse(fault: Exception, theme: Theme) -> Finding:
    message = f"WeasyPrint cannot lay the document out: {type(fault).__name__}: {fault}"
    hint = "take back the last change of the style sheet; if it is the shipped one, this is a bug to report"
    return Finding(Code.STYLE_SHEET, Origin(f"templates/themes/{theme.name}/print.css"), message, hint)


def _finding(complaint: str, path: str) -> Finding:
    """A complaint as a finding in a style sheet, at the position that it names."""
    match = _POSITION.search(complaint)
    # The line is the file's; columns have moved with the values of tokens.
    origin = Origin(path, int(match[1])) if match else Origin(path)
    message = f"WeasyPrint: {_POSITION.sub('', complaint)[:300].rstrip('.')}"
    return Finding(Code.STYLE_SHEET, origin, message, "correct the style sheet, or what it refers to")
