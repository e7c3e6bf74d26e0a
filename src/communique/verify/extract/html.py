"""HTML to text in document order (HTML Living Standard), with the standard library's tokenizer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html.parser import HTMLParser

from communique.verify.extract.model import (
    HtmlText,
    NoteText,
    Piece,
    Place,
    Running,
    TableText,
    UnreadableError,
)

VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
SILENT = frozenset({"script", "style", "template", "title", "noscript"})
HEADINGS = {f"h{level}": level for level in range(1, 7)}
# Attributes from which a browser loads something by itself (HTML Living Standard, attributes index).
LOADING = {"src", "srcset", "poster", "data", "background", "manifest", "ping", "formaction", "action"}
SCHEMES = ("http://", "https://", "mailto:", "#")
FIRST_WORDS = 60
_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]*)|@import\s+["']?([^"';]*)""", re.IGNORECASE)


def extract_html(data: bytes) -> HtmlText:
    """What a page says: article, notes, and apart from them header, footer and contents. Raises UnreadableError.

    Knows text as hidden by the `hidden` attribute and `aria-hidden`, not by style sheets. `unclosed` are elements that
    a browser would have to guess the end of.
    """
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as fault:
        raise UnreadableError("it is not UTF-8") from fault
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.result()


class _Open:
    """An open element: its name, classes, and what text inside it is."""

    __slots__ = ("classes", "name", "place")

    def __init__(self, name: str, classes: tuple[str, ...], place: Place) -> None:
        self.name, self.classes, self.place = name, classes, place


class _Table:
    __slots__ = ("first", "headers")

    def __init__(self) -> None:
        self.headers: list[str] = []
        self.first = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[_Open] = []
        self.pieces: list[Piece] = []
        self.notes: list[tuple[int, list[str]]] = []
        self.running: dict[str, list[str]] = {}
        self.title: list[str] = []
        self.language = ""
        self.headings: list[tuple[int, list[str]]] = []
        self.tables: list[_Table] = []
        self.no_alt: list[str] = []
        self.fetched: list[str] = []
        self.active: list[str] = []
        self.unclosed: list[str] = []

    def result(self) -> HtmlText:
        return HtmlText(
            pieces=tuple(self.pieces),
            notes=tuple(NoteText(number, "".join(texts)) for number, texts in self.notes),
            running=tuple(Running(f"the {name}", " ".join(texts)) for name, texts in self.running.items()),
            title="".join(self.title),
            language=self.language,
            headings=tuple((level, "".join(texts)) for level, texts in self.headings),
            tables=tuple(TableText(tuple(each.headers), each.first) for each in self.tables),
            no_alt=tuple(self.no_alt),
            fetched=tuple(dict.fromkeys(self.fetched)),
            active=tuple(dict.fromkeys(self.active)),
            unclosed=(*self.unclosed, *(each.name for each in self.open)),
        )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        self._look(tag, attributes)
        if tag == "img":
            self._image(attributes)
        if tag in VOID:
            return
        if tag == "html":
            self.language = attributes.get("lang", "")
        if tag in HEADINGS:
            self.headings.append((HEADINGS[tag], []))
        if tag == "table":
            self.tables.append(_Table())
        if tag == "th" and self.tables:
            self.tables[-1].headers.append("")
        if tag == "li" and self._inside("section", "footnotes"):
            self.notes.append((_number(attributes), []))
        classes = tuple(attributes.get("class", "").split())
        self.open.append(_Open(tag, classes, self._place(tag, classes, attributes)))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # HTML knows no empty-element tags but for void elements: `<p/>` opens a paragraph
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        if all(each.name != tag for each in self.open):
            self.unclosed.append(f"/{tag}")
            return
        while (last := self.open.pop()).name != tag:
            self.unclosed.append(last.name)

    def handle_data(self, data: str) -> None:
        names = {each.name for each in self.open}
        if "title" in names and "head" in names:
            self.title.append(data)
        if "style" in names:
            self.fetched += (
                one or other for one, other in _CSS_URL.findall(data) if _is_fetched(one or other)
            )
        if names & SILENT or not data.strip():
            return
        self._say(data)

    def _say(self, data: str) -> None:
        place = self.open[-1].place if self.open else Place.BODY
        band = next((each.name for each in self.open if each.name in {"header", "footer"}), "")
        if band:
            self.running.setdefault(band, []).append(data)
        elif place is Place.MARKER or (self.notes and self._inside("section", "footnotes")):
            if place is not Place.MARKER:
                self.notes[-1][1].append(data)
        else:
            path = tuple(".".join((each.name, *each.classes)) for each in self.open)
            self.pieces.append(Piece(data, path, place=place))
            self._tell(data)

    def _tell(self, data: str) -> None:
        """Text once more, where it belongs to a heading or a table."""
        if any(each.name in HEADINGS for each in self.open):
            self.headings[-1][1].append(data)
        if not self.tables or all(each.name != "table" for each in self.open):
            return
        if any(each.name == "th" for each in self.open):
            self.tables[-1].headers[-1] += data
        if len(self.tables[-1].first) < FIRST_WORDS:
            self.tables[-1].first += data

    def _inside(self, name: str, of_class: str) -> bool:
        return any(each.name == name and of_class in each.classes for each in self.open)

    def _place(self, tag: str, classes: tuple[str, ...], attributes: Mapping[str, str]) -> Place:
        if "hidden" in attributes or attributes.get("aria-hidden") == "true":
            return Place.HIDDEN
        if tag == "nav" and "contents" in classes:
            return Place.CONTENTS
        if attributes.get("role") == "doc-backlink":  # the arrow that leads from a note to its call
            return Place.MARKER
        return self.open[-1].place if self.open else Place.BODY

    def _image(self, attributes: Mapping[str, str]) -> None:
        if "alt" not in attributes:
            self.no_alt.append(attributes.get("src", "")[:40])
        elif attributes["alt"].strip():
            path = tuple(each.name for each in self.open)
            self.pieces.append(Piece(attributes["alt"], (*path, "img"), place=Place.ALT))

    def _look(self, tag: str, attributes: Mapping[str, str]) -> None:
        """What a browser would fetch or run because of this element."""
        if tag in {"script", "object", "embed", "iframe", "frame", "applet", "portal"}:
            self.active.append(f"<{tag}>")
        self.active += (name for name in attributes if name.startswith("on"))
        self.fetched += (
            value for name, value in attributes.items() if name in LOADING and _is_fetched(value)
        )
        style = attributes.get("style", "")
        self.fetched += (one or other for one, other in _CSS_URL.findall(style) if _is_fetched(one or other))
        target = attributes.get("href", "")
        if tag in {"link", "base"} and target:
            self.fetched.append(target)
        elif target and not target.lower().startswith(SCHEMES):
            self.active.append(f"a link to {target[:40]}")
        if tag == "meta" and attributes.get("http-equiv", "").lower() == "refresh":
            self.active.append("<meta http-equiv=refresh>")


def _is_fetched(address: str) -> bool:
    return not address.strip().lower().startswith(("data:", "#"))


def _number(attributes: Mapping[str, str]) -> int:
    value = attributes.get("value", "")
    return int(value) if value.isdecimal() else 0
