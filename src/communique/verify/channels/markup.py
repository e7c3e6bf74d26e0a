"""Markup taken apart leniently: every character of an XML text lands in a tag, in text, or in what stands aside.

A parser would refuse damaged parts, and drop or expand what the guard must hear; nothing is expanded or fetched here.
Every expression runs in linear time.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

_DECLARED = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)""")
_MARKS = (
    (b"\xff\xfe\x00\x00", "utf-32-le"), (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"),
    (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
)  # fmt: skip
_ASIDE = re.compile(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<!\[CDATA\[(?P<data>.*?)(?:\]\]>|\Z)"
    r"|<\?(?P<instruction>.*?)(?:\?>|\Z)"
    r"|<!(?P<declaration>[^\[<>]*+(?:\[[^\]]*+\]?+\s*+)?+)>?+",
    re.DOTALL,
)
# The usual first line of an XML file, which says nothing.
_DECLARATION = re.compile(
    r"""<\?xml version=["']1\.0["']( encoding=["'](UTF|utf)-8["'])?( standalone=["'](yes|no)["'])?\s*\?>"""
)
_HEAD = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""(?<![^\s=/>"'])([^\s=/>"']++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
_WIDE = re.compile(r"\s{2,}|[\t\r\n]")


class Markup(NamedTuple):
    """A text whose every `<` opens a tag, and what stood aside: comments, instructions, declarations."""

    text: str
    comments: list[str]
    instructions: list[str]
    declarations: list[str]


class Tag(NamedTuple):
    """A start or empty tag: its name with prefix, attributes as written but unescaped, and the text behind it.

    `rest` is what stands in the tag and is no attribute, which well-formed XML never has.
    """

    name: str
    attributes: list[tuple[str, str]]
    text: str
    rest: str


def decoded(data: bytes) -> str:
    """The characters of an XML or text file, by its byte order mark, declaration, or as UTF-8, else Latin-1."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace").lstrip("\ufeff")
    declared = _DECLARED.match(data[:200].lstrip())
    for encoding in ("utf-8", declared[1].decode("ascii") if declared else "latin-1", "latin-1"):
        try:
            return data.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("latin-1")


def taken_apart(text: str) -> Markup:
    """An XML text with what stands aside set apart, and its character data escaped as other text is."""
    declared = _DECLARATION.match(text)
    if declared:
        text = text[declared.end() :]
    markup = Markup(text, [], [], [])
    if "<!" not in text and "<?" not in text:
        return markup

    def set_aside(match: re.Match[str]) -> str:
        match match.lastgroup:
            case "data":
                return html.escape(match["data"], quote=False)
            case "comment":
                markup.comments.append(match["comment"])
            case "instruction":
                markup.instructions.append(match["instruction"])
            case _:
                markup.declarations.append(match["declaration"])
        return ""

    return markup._replace(text=_ASIDE.sub(set_aside, text))


def distinct_tags(text: str, spoken: frozenset[str] = frozenset()) -> Iterator[Tag]:
    """Each different tag once, and each different text that follows one; no order but that of the first of a kind.

    The text of `spoken` elements (by their names without prefix) is left out: it is read elsewhere, in its order.
    """
    chunks = iter(dict.fromkeys(text.split("<")))
    before = next(chunks, "")
    if before.strip():
        yield Tag("", [], unescaped(before), "")
    heads: dict[str, bool] = {}
    for chunk in chunks:
        head, _, words = chunk.partition(">")
        speaks = heads.get(head)
        if speaks is None:
            tag = _tag(head, words, chunk)
            heads[head] = speaks = head[:1] != "/" and local(tag.name) in spoken
            yield tag._replace(text="") if speaks else tag
        elif not speaks and words and not words.isspace():
            yield Tag("", [], unescaped(words), "")


def _tag(head: str, words: str, chunk: str) -> Tag:
    if head.count('"') % 2 or head.count("'") % 2:  # a `>` inside a value
        whole = _HEAD.match(chunk)
        if whole:
            head, words = chunk[: whole.end() - 1], chunk[whole.end() :]
    name, inside, *_ = *head.split(None, 1), "", ""
    if not inside:
        name = name.rstrip("/")
    words = unescaped(words) if words else words
    if not inside:
        return Tag(name, [], words, "")
    attributes = [(key, unescaped(double or single)) for key, double, single in _ATTRIBUTE.findall(inside)]
    rest = _ATTRIBUTE.sub("", inside).strip(" \t\r\n/")
    return Tag(name, attributes, words, rest)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Characters for their references; entities that a file declares itself stay as they are written."""
    return html.unescape(text) if "&" in text else text


def one_line(text: str) -> str:
    """White space as a reader sees it: a blank."""
    return _WIDE.sub(" ", text) if text else text
