"""Citations and the list of sources, by citeproc-py and the CSL style that the theme names."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import escape
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from communique.codes import Code
from communique.compose.model import BibliographyEntry
from communique.compose.numbering import slug
from communique.content.registers import SourceEntry
from communique.content.spans import Citation, CitedSource, Emphasis, Jump, Span, Spans, Strong, Words, plain
from communique.findings import Finding, Origin, Outcome

_LABEL = re.compile(r"^\s*(\[\d+\]|\d+\.)\s*")
# Where the part of one source begins, its place among the sources, and where it ends. No content holds these characters
# (`characters.UNFIT`), and citeproc passes them on.
_BEGIN, _PLACED, _END = "\ufdd0", "\ufdd1", "\ufdd2"
_BEGINS = re.compile(rf"{_BEGIN}(\d+){_PLACED}")
# citeproc writes neither a stop nor a blank twice where its pieces meet, but does not see past a mark of ours.
_TWICE = re.compile(f"([.,;:!? ])({_END}|{_BEGINS.pattern})\\1")


class Citer:
    """The citations of one document: registered in reading order, then written one by one.

    Raises nothing: a style that citeproc can't use is a finding of `open_style`.
    """

    def __init__(self, style: Any, entries: Mapping[str, SourceEntry], cited: Iterable[Citation]) -> None:
        from citeproc import CitationStylesBibliography, formatter
        from citeproc.source.json import CiteProcJSON

        self._made: dict[tuple[Any, ...], Any] = {}
        records = [_csl(entry) for entry in entries.values()]
        with warnings.catch_warnings():
            # citeproc-py warns of CSL fields that it does not know; ours are all in its list.
            warnings.simplefilter("ignore", UserWarning)
            self._book = CitationStylesBibliography(style, CiteProcJSON(records), formatter.html)
        for citation in cited:
            if citation.sources not in self._made:
                self._made[citation.sources] = self._register(citation)
        self._book.sort()

    def _register(self, citation: Citation) -> Any:
        from citeproc import Citation as Cited

        made = Cited([_item(source, place) for place, source in enumerate(citation.sources)])
        self._book.register(made)
        return made

    def text(self, citation: Citation) -> Spans:
        """The citation as the style writes it: a link to the source's entry; of several, each part links to its own."""
        written = _TWICE.sub(r"\1\2", str(self._book.cite(self._made[citation.sources], lambda _item: None)))
        anchors = [anchor_of(source.key) for source in citation.sources]
        if len(anchors) == 1:
            return (Jump(anchors[0], _spans(_BEGINS.sub("", written).replace(_END, ""))),)
        return _spans(written, anchors)

    def entries(self) -> tuple[BibliographyEntry, ...]:
        """The cited sources as the style lists them."""
        written = [str(entry) for entry in self._book.bibliography()]
        return tuple(_entry(key, text) for key, text in zip(self._book.keys, written, strict=True))


def open_style(csl: str, origin: Origin) -> Outcome[Any]:
    """The CSL style for `Citer`; a style that can't be read is a finding."""
    from citeproc import CitationStylesStyle

    try:
        style = CitationStylesStyle(BytesIO(csl.encode()), validate=False)
        if style.root.find("{*}bibliography") is not None and style.root.find("{*}citation") is not None:
            return Outcome(style)
        message = "the citation style says nothing of citations or of the list of sources"
    except Exception as fault:  # noqa: BLE001 -- citeproc raises whatever its XML classes raise
        message = f"the citation style cannot be used: {fault}"
    return Outcome(None, (Finding(Code.CITATION_STYLE, origin, message, "use a CSL 1.0.2 style"),))


def _item(source: CitedSource, place: int) -> Any:
    """A source of a citation, between marks; what its author wrote before it stands outside."""
    from citeproc import CitationItem

    before = f"{escape(source.prefix, quote=False)} " if source.prefix else ""
    said = _locator(source.locator)
    said["suffix"] = f"{said.get('suffix', '')}{_END}"
    return CitationItem(source.key, prefix=f"{before}{_BEGIN}{place}{_PLACED}", **said)


def anchor_of(key: str) -> str:
    """The anchor of a source's entry."""
    return f"source-{slug(key)}"


# How authors write the kinds of place that CSL has terms for (CSL 1.0.2, appendix IV, "Locators").
_LOCATOR_LABELS = {"p": "page", "pp": "page", "ch": "chapter", "sec": "section", "para": "paragraph", "fig": "figure",
                   "vol": "volume", "n": "note", "l": "line"}  # fmt: skip
_LOCATOR = re.compile(r"^(?P<label>[a-z]+)\.\s*(?P<place>.+)$")


def _locator(locator: str) -> dict[str, Any]:
    """The place in a source in CSL's terms: 'p. 4' is page 4; what CSL has no term for is shown as written."""
    from citeproc.source import Locator

    found = _LOCATOR.match(locator)
    label = _LOCATOR_LABELS.get(found["label"]) if found else None
    if found and label:
        return {"locator": Locator(label, escape(found["place"], quote=False))}
    return {"suffix": f", {escape(locator, quote=False)}"} if locator else {}


def _csl(entry: SourceEntry) -> dict[str, Any]:
    """A source in CSL-JSON (CSL 1.0.2, appendix IV)."""
    record: dict[str, Any] = {"id": entry.id, "type": entry.type, "title": entry.title}
    people = [{k: v for k, v in (("family", a.family), ("given", a.given), ("literal", a.literal)) if v}
              for a in entry.authors]  # fmt: skip
    if people:
        record["author"] = people
    if entry.issued:
        record["issued"] = {"date-parts": [[int(part) for part in re.findall(r"\d+", entry.issued)[:3]]]}
    if entry.accessed:
        record["accessed"] = {"date-parts": [[entry.accessed.year, entry.accessed.month, entry.accessed.day]]}
    named = {"container-title": entry.container, "publisher": entry.publisher, "note": entry.note,
             "publisher-place": entry.place_of_publication, "page": entry.pages, "URL": entry.url}  # fmt: skip
    return record | {name: value for name, value in named.items() if value}


def _entry(key: str, written: str) -> BibliographyEntry:
    label = _LABEL.match(written)
    rest = written[label.end() :] if label else written
    return BibliographyEntry(key, label[1] if label else "", _spans(rest), anchor_of(key))


class _Formatted(HTMLParser):
    """citeproc's HTML (`<i>`, `<b>`, and nothing else that matters) to spans; `<a>` are the parts of a citation."""

    def __init__(self, anchors: Sequence[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.anchors = anchors
        self.stack: list[_Open] = [_Open("", tuple)]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self.stack.append(_Open(tag, lambda inner: (_STYLES[tag](inner),)))
        elif tag == "a":
            self.stack.append(_Open(tag, partial(_linked, self.anchors[int(attrs[0][1] or 0)])))

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1 and self.stack[-1].tag == tag:
            self.shut()

    def handle_data(self, data: str) -> None:
        self.stack[-1].inner.append(Words(data))

    def shut(self) -> None:
        """Ends the innermost element."""
        done = self.stack.pop()
        self.stack[-1].inner.extend(done.wrap(tuple(done.inner)))


@dataclass(slots=True)
class _Open:
    """An element that has begun: what becomes of the spans inside it, and those that there are."""

    tag: str
    wrap: Callable[[Spans], Spans]
    inner: list[Span] = field(default_factory=list)


_STYLES: dict[str, type[Emphasis | Strong]] = {"i": Emphasis, "b": Strong}


def _linked(anchor: str, inner: Spans) -> Spans:
    """A link, where there is something to click on."""
    return (Jump(anchor, inner),) if plain(inner) else inner


def _spans(written: str, anchors: Sequence[str] = ()) -> Spans:
    """What citeproc wrote; its marks are links to `anchors`."""
    reader = _Formatted(anchors)
    reader.feed(_BEGINS.sub(r'<a href="\1">', written).replace(_END, "</a>") if anchors else written)
    reader.close()
    while len(reader.stack) > 1:
        reader.shut()
    return tuple(reader.stack[0].inner)
