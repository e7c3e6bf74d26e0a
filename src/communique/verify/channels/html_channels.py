"""The channels of an HTML page."""

from __future__ import annotations

from communique.verify.channels.model import Blind, Channel, Kind


def _channel(name: str, kind: Kind, title: str) -> Channel:
    return Channel("html", name, kind, title)


TEXT = _channel("text", Kind.READ, "text of the page")
HIDDEN = _channel("hidden", Kind.KEPT, "hidden text: hidden, aria-hidden, display:none, template, noscript")
TITLE = _channel("title", Kind.READ, "the page's title")
LABELS = _channel(
    "labels", Kind.READ, "words for readers in attributes: alt, title, aria-label, placeholder, value"
)
DATA = _channel("data", Kind.KEPT, "data- attributes")
LINKS = _channel("links", Kind.KEPT, "addresses and fragments")
NAMES = _channel("names", Kind.NAME, "ids, names, classes, roles, and names of elements and attributes")
ATTRIBUTES = _channel("attributes", Kind.KEPT, "any other attribute")
META = _channel("meta", Kind.KEPT, "meta data of the page")
COMMENTS = _channel("comments", Kind.KEPT, "comments, conditional ones too")
DECLARATIONS = _channel(
    "declarations", Kind.KEPT, "document types, instructions and other markup that nothing shows"
)
SCRIPTS = _channel("scripts", Kind.KEPT, "scripts and data blocks")
STYLES = _channel("styles", Kind.KEPT, "style sheets and style attributes")
SOURCES = _channel("sources", Kind.KEPT, "pages inside the page (srcdoc)")
BROKEN = _channel("broken", Kind.KEPT, "markup that does not close, bytes that are not text")
EMBEDDED = _channel("embedded", Kind.KEPT, "files in data: URIs of any other form, fonts' names among them")

HTML_CHANNELS = tuple(each for each in list(globals().values()) if isinstance(each, Channel))
HTML_BLIND = (
    Blind("html", "words that a script would put together", "a guard runs no program; our pages carry none"),
    Blind(
        "html",
        "words that a style sheet hides by colour, size or place",
        "they are heard, as text that is shown",
    ),
    Blind(
        "html", "words laid out from single letters in a table or by position", "no block holds them whole"
    ),
)
