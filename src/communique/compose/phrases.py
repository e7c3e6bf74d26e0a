"""Inline elements of the closed vocabulary to spans; white space folds as HTML says it does."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from itertools import groupby

from communique.compose.elements import Element
from communique.compose.reading import CITE_ELEMENT, Reading
from communique.compose.roles import SPAN_ROLES
from communique.content.prose import parse_prose
from communique.content.spans import (
    Citation,
    CitedSource,
    Code,
    Emphasis,
    Fill,
    LineBreak,
    Link,
    Reference,
    Span,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
)
from communique.content.text import LINE_ELEMENT

_SPACE = re.compile(r"[ \t\n\r\f]+")  # a no-break space is a character like any other
_LINK_SCHEMES = ("http://", "https://", "mailto:")


def read_phrases(element: Element, reading: Reading) -> Spans:
    """The spans inside an element, without white space at its ends."""
    return _trimmed(_spans(element, reading))


def _spans(element: Element, reading: Reading) -> list[Span]:
    spans: list[Span] = []
    for node in element.nodes:
        if isinstance(node, str):
            spans.append(Words(_SPACE.sub(" ", node)))
            continue
        reader = INLINE.get(node.name)
        if reader is None:
            reading.refuse(
                node.origin, f"<{node.name}> can't stand in running text", "close the paragraph before it"
            )
            continue
        spans.extend(reader(node, reading))
    return spans


def _trimmed(spans: list[Span]) -> Spans:
    """Words joined, runs of white space made one blank, none at the ends or after another blank."""
    joined: list[Span] = []
    for is_words, run in groupby(spans, lambda span: isinstance(span, Words)):
        if not is_words:
            joined.extend(run)
            continue
        text = _SPACE.sub(" ", "".join(span.text for span in run if isinstance(span, Words)))
        joined.append(Words(text if joined else text.lstrip(" ")))
    if joined and isinstance(joined[-1], Words):
        joined[-1] = Words(joined[-1].text.rstrip(" "))
    return tuple(span for span in joined if not isinstance(span, Words) or span.text)


def _line(element: Element, reading: Reading) -> Spans:
    text = reading.text(element)
    return parse_prose(text).spans if text is not None else ()


def _styled(element: Element, reading: Reading) -> Spans:
    role = reading.role(element, SPAN_ROLES)
    children = read_phrases(element, reading)
    return (Styled(role, children),) if role and children else children


def _link(element: Element, reading: Reading) -> Spans:
    reference = element.attributes.get("ref")
    children = read_phrases(element, reading)
    if reference is not None:
        label = "".join(span.text for span in children if isinstance(span, Words))
        return (Reference(reference, element.origin, label),)
    href = element.attributes.get("href", "")
    if not href.lower().startswith(_LINK_SCHEMES):
        reading.refuse(element.origin, f"the link '{href}' leads nowhere", "use https, http, mailto, or ref=")
        return children
    return (Link(children, href),)


def _tick(element: Element, reading: Reading) -> Spans:
    name = element.attributes.get("name", "")
    if element.attributes.get("type") != "checkbox" or not name:
        reading.refuse(
            element.origin, "an <input> is a checkbox with a name", 'write type="checkbox" name="…"'
        )
        return ()
    return (Tick(name, element.attributes.get("label", ""), "checked" in element.attributes),)


FILLS = ("choice", "date", "notes", "words")


def _fill(element: Element, reading: Reading) -> Spans:
    """A place to fill in, with what stands there already."""
    children = read_phrases(element, reading)
    said = element.attributes
    kind, name, label = (said.get(key, "") for key in ("kind", "name", "label"))
    pairs = (option.partition("=") for option in said.get("options", "").split("|"))
    options = tuple((value.strip(), shown.strip()) for value, sign, shown in pairs if sign)
    if kind not in FILLS or not name or not label or (kind == "choice") != bool(options):
        hint = 'write kind="choice", "date", "notes" or "words", name="…" and label="…"; a choice has options="value=words|…"'
        reading.refuse(
            element.origin, "a <fill> says what is filled in, and a choice what can be chosen", hint
        )
        return children
    return (Fill(kind, name, label, children, options),)


def _cite(element: Element, _reading: Reading) -> Spans:
    """What the `cite` filter prints: the sources of an item."""
    cited: list[CitedSource] = []
    for part in element.attributes.get("keys", "").split(";"):
        key, _, locator = part.partition(",")
        cited.append(CitedSource(key.strip(), locator.strip()))
    return (Citation(tuple(cited), element.origin),)


INLINE: Mapping[str, Callable[[Element, Reading], Spans]] = {
    "strong": lambda element, reading: (Strong(read_phrases(element, reading)),),
    "em": lambda element, reading: (Emphasis(read_phrases(element, reading)),),
    "code": lambda element, _reading: (
        Code("".join(node for node in element.nodes if isinstance(node, str))),
    ),
    "br": lambda _element, _reading: (LineBreak(),),
    "span": _styled,
    "a": _link,
    "input": _tick,
    "fill": _fill,
    CITE_ELEMENT: _cite,
    LINE_ELEMENT: _line,
}
