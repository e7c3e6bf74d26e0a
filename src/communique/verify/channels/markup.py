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
_USUAL = re.compile(
    r"""xml version=["']1\.0["']( encoding=["'](UTF|utf)-8["'])?( standalone=["'](yes|no)["'])?\s*"""
)
_HEAD = re.compile(r"""(?:[^>"']++|"[^"]*+"|'[^']*+')*+>""")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)')""")
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
    markup = Markup(text, [], [], [])
    if text.count("<!") + text.count("<?") == 0:
        return markup

    def set_aside(match: re.Match[str]) -> str:
        match match.lastgroup:
            case "data":
                return html.escape(match["data"], quote=False)
            case "comment":
                markup.comments.append(match["comment"])
            case "instruction" if not _USUAL.fullmatch(match["instruction"]):
                markup.instructions.append(match["instruction"])
            case "declaration":
                markup.declarations.append(match["declaration"])
            case _:
                pass  # the usual first line of an XML file says nothing
        return ""

    return markup._replace(text=_ASIDE.sub(set_aside, text))


def distinct_tags(text: str) -> Iterator[Tag]:
    """Each different tag with the text that follows it, once, in no order that means anything but the first's."""
    chunks = iter(dict.fromkeys(text.split("<")))
    before = next(chunks, "")
    if before.strip():
        yield Tag("", [], unescaped(before), "")
    for chunk in chunks:
        head, _, words = chunk.partition(">")
        if head.count('"') % 2 or head.count("'") % 2:  # a `>` inside a value
            whole = _HEAD.match(chunk)
            if whole:
                head, words = chunk[: whole.end() - 1], chunk[whole.end() :]
        name, *behind = head.split(None, 1)[:2] or [""]
        yield _tag(name.rstrip("/") if not name.startswith("/") else name, "".join(behind), words)


def _tag(name: str, inside: str, words: str) -> Tag:
    if not inside:
        return Tag(name, [], unescaped(words), "")
    attributes = [(key, unescaped(double or single)) for key, double, single in _ATTRIBUTE.findall(inside)]
    rest = _ATTRIBUTE.sub("", inside).strip(" \t\r\n/")
    return Tag(name, attributes, unescaped(words), rest)


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def unescaped(text: str) -> str:
    """Characters for their references; entities that a file declares itself stay as they are written."""
    return html.unescape(text) if "&" in text else text


def one_line(text: str) -> str:
    """White space as a reader sees it: a blank."""
    return _WIDE.sub(" ", text) if text else text
