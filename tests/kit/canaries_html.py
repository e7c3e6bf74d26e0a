"""Words planted into finished HTML pages, one way at a time: `HTML_PLANTS[channel id](bytes, words)`."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from typing import TypeAlias

from kit.canaries_docx import inner

Plant: TypeAlias = Callable[[bytes, str], bytes]


def before(mark: str, template: str) -> Plant:
    """A plant before the last `mark` of the page; `@` in the template stands for the words, escaped."""

    def plant(data: bytes, words: str) -> bytes:
        at = data.rindex(mark.encode())
        return data[:at] + template.replace("@", escape(words)).encode() + data[at:]

    return plant


def end(template: str) -> Plant:
    """A plant at the end of the body."""
    return before("</body>", template)


def embedded(type_: str, made: Callable[[str], bytes]) -> Plant:
    """A plant of a file in a data: URI."""

    def plant(data: bytes, words: str) -> bytes:
        return end(f'<object data="data:{type_};base64,{b64encode(made(words)).decode()}"></object>')(
            data, ""
        )

    return plant


HTML_PLANTS: Mapping[str, Plant] = {
    "html.text": lambda data, words: end(
        f"<p>{escape(words[:9])}<b>{escape(words[9:12])}</b><!-- a mark -->{escape(words[12:])}</p>"
    )(data, ""),
    "html.hidden": end("<p hidden>@</p>"),
    "html.title": before("</head>", "<title>@</title>"),
    "html.labels": end('<img alt="@">'),
    "html.data": end('<p data-source="@"></p>'),
    "html.links": end('<a href="#@">x</a>'),
    "html.names": end('<p id="@"></p>'),
    "html.attributes": end('<p unheard="@"></p>'),
    "html.meta": before("</head>", '<meta name="author" content="@">'),
    "html.comments": end("<!-- @ -->"),
    "html.declarations": end("<?note @?>"),
    "html.scripts": end('<script type="application/ld+json">{"author": "@"}</script>'),
    "html.styles": before("</head>", "<style>/* @ */</style>"),
    "html.sources": end('<iframe srcdoc="@"></iframe>'),
    "html.broken": lambda data, words: data + f'<p title="{words}'.encode(),
    "html.embedded": embedded(
        "application/octet-stream", lambda words: b"\x00\x01" + words.encode("utf-16-le")
    ),
}
# More ways into the same channels, by names of their own: (channel, way).
MORE_HTML_PLANTS: Mapping[tuple[str, str], Plant] = {
    ("html.hidden", "for screen readers too"): end('<div aria-hidden="true"><p>a</p><p>@</p></div>'),
    ("html.hidden", "by its own style"): end('<span style="display: none">@</span>'),
    ("html.hidden", "a template"): end("<template><p>@</p></template>"),
    ("html.hidden", "where scripts are off"): end("<noscript>@</noscript>"),
    ("html.hidden", "in a hidden section that holds others"): end(
        "<section hidden><section><p>a</p></section><img alt=''><p>@</p></section>"
    ),
    ("html.labels", "a title"): end('<abbr title="@">x</abbr>'),
    ("html.labels", "for screen readers"): end('<p aria-label="@"></p>'),
    ("html.comments", "for one browser only"): end("<!--[if IE]><p>@</p><![endif]-->"),
    ("html.declarations", "a document type"): lambda data, words: (
        f"<!DOCTYPE html [ {words} ]>".encode() + data
    ),
    ("html.attributes", "of an end tag"): end('<p></p unheard="@">'),
    ("html.attributes", "the second of a name"): end('<p unheard="a" unheard="@"></p>'),
    ("html.attributes", "without quotes"): lambda data, words: end(
        f"<p unheard={words.replace(' ', '&#32;')}>"
    )(data, ""),
    ("html.text", "a page inside the page"): end('<iframe srcdoc="&lt;p&gt;@&lt;/p&gt;"></iframe>'),
    ("html.text", "behind the end"): lambda data, words: data + f"\n{escape(words)}".encode(),
    ("html.text", "as references"): lambda data, words: end(
        "<p>" + "".join(f"&#x{ord(each):x};" for each in words) + "</p>"
    )(data, ""),
    ("html.text", "broken over lines of the source"): lambda data, words: end(
        f"<p>{escape(words).replace(' ', chr(10) + '   ')}</p>"
    )(data, ""),
    ("html.text", "text of a drawing in the page"): end("<svg><text>@</text></svg>"),
    ("html.broken", "bytes that are not text"): lambda data, words: (
        data + b"\xff\x00" + words.encode("utf-16-le")
    ),
    ("docx.text", "a Word file"): embedded("application/zip", inner),
    ("html.text", "another page"): embedded(
        "text/html", lambda words: f"<html><p>{escape(words)}</p>".encode()
    ),
}
