"""Citations and the list of sources, by citeproc-py and the CSL style that the theme names."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from io import BytesIO
from typing import Any

from communique.codes import Code
from communique.compose.model import BibliographyEntry
from communique.compose.numbering import slug
from communique.content.registers import SourceEntry
from communique.content.spans import Citation, CitedSource, Emphasis, Jump, Span, Spans, Strong, Words
from communique.findings import Finding, Origin, Outcome

_LABEL = re.compile(r"^\s*(\[\d+\]|\d+\.)\s*")


class Citer:
    """The citations of one document: registered in reading order, then written one by one.

    Citations of several sources link to the first of them. Raises nothing: a style that citeproc can't use is a
    finding of `open_citer`.
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

        made = Cited([_item(source) for source in citation.sources])
        self._book.register(made)
        return made

    def text(self, citation: Citation) -> Spans:
        """The citation as the style writes it, linked to the source's entry."""
        written = str(self._book.cite(self._made[citation.sources], lambda _item: None))
        return (Jump(anchor_of(citation.sources[0].key), _spans(written)),)

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


def _item(source: CitedSource) -> Any:
    from citeproc import CitationItem

    prefix = {"prefix": f"{source.prefix} "} if source.prefix else {}
    return CitationItem(source.key, **prefix, **_locator(source.locator))


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
        return {"locator": Locator(label, found["place"])}
    return {"suffix": f", {locator}"} if locator else {}


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
    """citeproc's HTML (`<i>`, `<b>`, and nothing else that matters) to spans."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.stack: list[tuple[str, list[Span]]] = [("", [])]

    def handle_starttag(self, tag: str, _attrs: list[tuple[str, str | None]]) -> None:
        if tag in _STYLES:
            self.stack.append((tag, []))

    def handle_endtag(self, tag: str) -> None:
        if len(self.stack) > 1 and self.stack[-1][0] == tag:
            _, inner = self.stack.pop()
            self.stack[-1][1].append(_STYLES[tag](tuple(inner)))

    def handle_data(self, data: str) -> None:
        self.stack[-1][1].append(Words(data))


_STYLES: dict[str, type[Emphasis | Strong]] = {"i": Emphasis, "b": Strong}


def _spans(written: str) -> Spans:
    reader = _Formatted()
    reader.feed(written)
    reader.close()
    while len(reader.stack) > 1:
        tag, inner = reader.stack.pop()
        reader.stack[-1][1].append(_STYLES[tag](tuple(inner)))
    return tuple(reader.stack[0][1])
