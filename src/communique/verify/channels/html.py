"""Everything that a finished HTML page says, shown or not (HTML Living Standard, 13.2 for how markup is cut).

A lenient cutter of our own: a parser drops second attributes of a name, attributes of end tags and what follows damage,
and the guard must hear them. Every expression runs in linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from communique.verify.channels.binary import printable
from communique.verify.channels.html_channels import (
    ATTRIBUTES,
    BROKEN,
    COMMENTS,
    DATA,
    DECLARATIONS,
    EMBEDDED,
    HIDDEN,
    HTML_BLIND,
    HTML_CHANNELS,
    LABELS,
    LINKS,
    META,
    NAMES,
    SCRIPTS,
    SOURCES,
    STYLES,
    TEXT,
    TITLE,
)
from communique.verify.channels.images import image_format
from communique.verify.channels.images_raster import DEPTH
from communique.verify.channels.markup import decoded, unescaped
from communique.verify.channels.model import Channel, Said
from communique.verify.channels.uris import files_in_uris, said_in_uris, without_uris
from communique.verify.extract.model import UnreadableError

__all__ = ["HTML_BLIND", "HTML_CHANNELS", "pictures_in_html", "said_in_html"]

_INSIDE = r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+"""
_TOKEN = re.compile(
    r"<!--(?P<comment>.*?)(?:--!?>|\Z)"
    rf"|<(?P<raw>script|style|title|textarea)(?=[\s/>])(?P<raws>{_INSIDE})>(?P<content>.*?)(?:</(?P=raw)(?=[\s/>])|\Z)"
    rf"|<(?P<name>/?[a-zA-Z][^\s/>]*+)(?P<inside>{_INSIDE})>(?P<words>[^<]*+)"
    r"|<(?P<aside>[!?][^>]*+)>?"
    r"|<(?P<broken>/?[a-zA-Z].*)"
    r"|(?P<loose>(?:<(?![a-zA-Z/!?])|</(?![a-zA-Z])|[^<])[^<]*+)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']++)))?""")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_SPACED = re.compile(r"[\t\r\n\f]|  ")
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "big",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "output",
        "q",
        "rb",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "time",
        "tspan",
        "textPath",
        "u",
        "var",
        "wbr",
        "img",
        "svg",
    ]
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_GONE = frozenset({"template", "noscript", "noembed", "noframes", "datalist", "metadata"})
_HIDES = re.compile(
    r"""(?:^|\s)hidden(?=[\s=/]|$)|aria-hidden\s*=\s*["']?true|display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"""
    r"|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])",
    re.IGNORECASE,
)
_OF_ATTRIBUTE = {
    **dict.fromkeys(("alt", "title", "placeholder", "value", "summary", "label", "abbr", "content"), LABELS),
    **dict.fromkeys(("href", "src", "srcset", "action", "cite", "poster", "data", "formaction", "ping"), LINKS),
    **dict.fromkeys(("id", "name", "class", "for", "role", "headers", "slot", "part", "itemprop", "rel"), NAMES),
    "style": STYLES, "srcdoc": SOURCES,
}  # fmt: skip
_NAMING = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details")
_RAW = {"script": SCRIPTS, "style": STYLES, "title": TITLE, "textarea": TEXT}
_ASIDE = {"comment": COMMENTS, "aside": DECLARATIONS, "broken": BROKEN}
_BY_NAME = {each.name: each for each in HTML_CHANNELS}
GROUP = 20  # blocks told as one


def said_in_html(data: bytes, depth: int = 0) -> Iterator[Said]:
    """What a page says. Inline runs are joined, blocks are parted by line feeds, white space is as it is shown. Raises
    UnreadableError for embedded files that are damaged, or too deep inside others.

    Text hidden by the page's style sheet, not by its own attributes, is told as shown.
    """
    text = decoded(data)
    page = _Page(without_uris(text))
    page.read()
    yield from page.said()
    if "\x00" in text or _not_text(data):
        yield Said(printable(data), BROKEN, "bytes that are not text")
    yield from said_in_uris(text, "the page", depth, EMBEDDED)
    for number, source in enumerate(page.told.get(SOURCES.name, ()), start=1):
        if depth >= DEPTH:
            raise UnreadableError(f"it has pages inside pages more than {DEPTH} deep")
        for said in said_in_html(source.encode(), depth + 1):
            yield said._replace(where=f"page {number} inside the page, {said.where}")


def pictures_in_html(data: bytes) -> Iterator[tuple[bytes, str]]:
    """The pictures of a page that stand in it, as data or as drawings."""
    text = decoded(data)
    for number, picture in enumerate(files_in_uris(text), start=1):
        if image_format(picture):
            yield picture, f"embedded file {number}"
    for number, drawing in enumerate(_DRAWING.finditer(text), start=1):
        yield drawing[0].encode(), f"drawing {number}"


_DRAWING = re.compile(r"<svg(?=[\s>]).*?(?:</svg\s*>|\Z)", re.DOTALL | re.IGNORECASE)


def _not_text(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False


class _Kind(NamedTuple):
    """What a tag with its attributes does to the reading."""

    name: str
    closes: bool
    inline: bool
    opens: bool  # an element with an end
    hides: bool


class _Page:
    """What is gathered of a page: distinct values by channel's name, and blocks of text by their offset."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.told: dict[str, dict[str, None]] = {}
        self.blocks: dict[str, list[tuple[int, str]]] = {TEXT.name: [], HIDDEN.name: []}
        self.runs: list[str] = []
        self.began = 0
        self.open: list[str] = []  # names inside the hidden element, the hidden element first
        self.kinds: dict[tuple[str, str], _Kind] = {}

    def read(self) -> None:
        """Every token in its order."""
        for match in _TOKEN.finditer(self.text):
            kind = match.lastgroup
            if kind == "words":
                name, inside, words = match.group("name", "inside", "words")
                met = self.kinds.get((name, inside)) or self._meet(name, inside)
                if not met.inline:
                    self._flush(match.start())
                if self.open:
                    self._nest(met, match.start())
                elif met.hides:
                    self._flush(match.start())
                    self.open.append(met.name)
                if words:
                    self.runs.append(words)
            else:
                self._other(kind or "", match)
        self._flush(len(self.text))

    def _other(self, kind: str, match: re.Match[str]) -> None:
        if kind == "loose":
            self.runs.append(match["loose"])
        elif kind == "content":
            self._raw(match["raw"], match["raws"], match["content"])
        else:
            self._tell(_ASIDE[kind], match[kind])

    def _tell(self, channel: Channel, words: str) -> None:
        self.told.setdefault(channel.name, {})[unescaped(words)] = None

    def _meet(self, name: str, inside: str) -> _Kind:
        """A tag with attributes for the first time: they are told, and what it does is kept."""
        bare = name.removeprefix("/").lower()
        self._tell(NAMES, name.removeprefix("/"))
        self._attributes(bare, inside)
        opens = not name.startswith("/") and bare not in _VOID and not inside.endswith("/")
        hides = opens and (bare in _GONE or _HIDES.search(inside) is not None)
        met = _Kind(bare, name.startswith("/"), bare in _INLINE, opens, hides)
        self.kinds[name, inside] = met
        return met

    def _nest(self, met: _Kind, at: int) -> None:
        """Follows the elements inside a hidden one, to know where it ends."""
        if met.opens:
            self.open.append(met.name)
        elif met.closes and met.name in self.open:
            last = len(self.open) - 1 - self.open[::-1].index(met.name)
            if last == 0:
                self._flush(at)
            del self.open[last:]

    def _attributes(self, element: str, inside: str) -> None:
        for name, double, single, plain in _ATTRIBUTE.findall(inside):
            key, value = name.lower(), double or single or plain
            self._tell(NAMES, name)
            if value:
                self._tell(_channel(element, key), value)
        if rest := _ATTRIBUTE.sub("", inside).strip(" \t\r\n\f/"):
            self._tell(BROKEN, rest)

    def _raw(self, name: str, inside: str, content: str) -> None:
        if inside:
            self._attributes(name.lower(), inside)
        if content.strip():
            channel = _RAW[name.lower()]
            told = content if channel in {SCRIPTS, STYLES} else html.unescape(content)
            self.told.setdefault(channel.name, {})[told] = None

    def _flush(self, at: int) -> None:
        """The end of a block; the next one begins at an offset."""
        if self.runs:
            words = "".join(self.runs).strip()
            self.runs.clear()
            if words:
                name = (HIDDEN if self.open else TEXT).name
                self.blocks[name].append(
                    (self.began, _SPACE.sub(" ", words) if _SPACED.search(words) else words)
                )
        self.began = at

    def said(self) -> Iterator[Said]:
        """What was gathered."""
        line, at = 1, 0
        for name, blocks in self.blocks.items():
            for first in range(0, len(blocks), GROUP):
                group = blocks[first : first + GROUP]
                if group[0][0] < at:
                    line, at = 1, 0
                line += self.text.count("\n", at, group[0][0])
                last = line + self.text.count("\n", group[0][0], group[-1][0])
                at = group[0][0]
                where = f"line {line}" if line == last else f"lines {line} to {last}"
                yield Said(unescaped("\n".join([words for _, words in group])), _BY_NAME[name], where)
        for name, values in self.told.items():
            yield Said("\n".join(values), _BY_NAME[name], "the page")


def _channel(element: str, key: str) -> Channel:
    if element == "meta" and key not in {"charset", "name", "property", "http-equiv"}:
        return META
    if key.startswith("data-"):
        return DATA
    if key.startswith("aria-"):
        return NAMES if key in _NAMING else LABELS
    return _OF_ATTRIBUTE.get(key.rpartition(":")[2], ATTRIBUTES)
