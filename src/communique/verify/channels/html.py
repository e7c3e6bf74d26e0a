"""Everything that a finished HTML page says, shown or not (HTML Living Standard, 13.2 for how markup is cut).

A lenient cutter of our own: a parser drops second attributes of a name, attributes of end tags and what follows damage,
and the guard must hear them. Every expression runs in linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

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
_GONE = frozenset({"template", "noscript", "noembed", "noframes", "head", "datalist", "metadata"})
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
GROUP = 20  # blocks told as one


def said_in_html(data: bytes, depth: int = 0) -> Iterator[Said]:
    """What a page says. Inline runs are joined, blocks are parted by line feeds, white space is as it is shown. Raises
    UnreadableError for embedded files that are damaged, or too deep inside others.

    Text hidden by the page's style sheet, not by its own attributes, is told as shown.
    """
    text = decoded(data)
    page = _Page()
    page.read(without_uris(text))
    yield from page.said()
    if "\x00" in text or _not_text(data):
        yield Said(printable(data), BROKEN, "bytes that are not text")
    yield from said_in_uris(text, "the page", depth, EMBEDDED)
    for number, source in enumerate(page.told.get(SOURCES, ()), start=1):
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


class _Page:
    """What is gathered of a page: distinct values by channel, and blocks of shown and hidden text by line."""

    def __init__(self) -> None:
        self.told: dict[Channel, dict[str, None]] = {}
        self.blocks: dict[Channel, list[tuple[int, str]]] = {TEXT: [], HIDDEN: []}
        self.runs: list[str] = []
        self.began = self.line = 1
        self.open: list[str] = []  # names inside the hidden element, the hidden element first
        self.seen: set[tuple[str, str]] = set()

    def read(self, text: str) -> None:
        """Every token in its order."""
        at = 0
        for match in _TOKEN.finditer(text):
            start = match.start()
            self.line += text.count("\n", at, start)
            at = start
            kind = match.lastgroup
            if kind == "words":
                self._tag(match["name"], match["inside"], match["words"])
            elif kind == "loose":
                self.runs.append(match["loose"])
            elif kind == "content":
                self._raw(match["raw"], match["raws"], match["content"])
            elif kind == "comment":
                self._tell(COMMENTS, match["comment"])
            elif kind == "aside":
                self._tell(DECLARATIONS, match["aside"])
            else:
                self._tell(BROKEN, match["broken"])
        self._flush()

    def _tell(self, channel: Channel, words: str) -> None:
        self.told.setdefault(channel, {})[unescaped(words)] = None

    def _tag(self, name: str, inside: str, words: str) -> None:
        lower = name.lower()
        bare = lower.removeprefix("/")
        if bare not in _INLINE:
            self._flush()
        if inside and (lower, inside) not in self.seen:
            self.seen.add((lower, inside))
            self._attributes(lower, inside)
        self.told.setdefault(NAMES, {})[name.removeprefix("/")] = None
        if self.open:
            self._nest(lower, bare, inside)
        elif bare is lower and lower not in _VOID and self._hides(lower, inside):
            self._flush()
            self.open.append(lower)
        if words:
            self.runs.append(words)

    def _hides(self, name: str, inside: str) -> bool:
        return name in _GONE - {"head"} or (bool(inside) and _HIDES.search(inside) is not None)

    def _nest(self, lower: str, bare: str, inside: str) -> None:
        """Follows the elements inside a hidden one, to know where it ends."""
        if bare is lower:
            if lower not in _VOID and not inside.endswith("/"):
                self.open.append(lower)
        elif bare in self.open:
            at = len(self.open) - 1 - self.open[::-1].index(bare)
            if at == 0:
                self._flush()
            del self.open[at:]

    def _attributes(self, element: str, inside: str) -> None:
        for name, double, single, plain in _ATTRIBUTE.findall(inside):
            key, value = name.lower(), double or single or plain
            self.told.setdefault(NAMES, {})[name] = None
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
            self.told.setdefault(channel, {})[told] = None

    def _flush(self) -> None:
        if self.runs:
            words = _SPACE.sub(" ", "".join(self.runs)).strip()
            if words:
                self.blocks[HIDDEN if self.open else TEXT].append((self.began, words))
            self.runs.clear()
        self.began = self.line

    def said(self) -> Iterator[Said]:
        """What was gathered."""
        for channel, blocks in self.blocks.items():
            for at in range(0, len(blocks), GROUP):
                group = blocks[at : at + GROUP]
                first, last = group[0][0], group[-1][0]
                where = f"line {first}" if first == last else f"lines {first} to {last}"
                yield Said(unescaped("\n".join([words for _, words in group])), channel, where)
        for channel, values in self.told.items():
            yield Said("\n".join(values), channel, "the page")


def _channel(element: str, key: str) -> Channel:
    if element == "meta" and key not in {"charset", "name", "property", "http-equiv"}:
        return META
    if key.startswith("data-"):
        return DATA
    if key.startswith("aria-"):
        return NAMES if key in _NAMING else LABELS
    return _OF_ATTRIBUTE.get(key.rpartition(":")[2], ATTRIBUTES)
