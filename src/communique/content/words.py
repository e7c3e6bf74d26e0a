"""The words that an item itself says, whatever its shape: for those who look for them in other places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from communique.content.fields import BOOKKEEPING, Located
from communique.content.model import Item
from communique.content.prose import parse_prose
from communique.content.spans import (
    Citation,
    Code,
    LineBreak,
    Link,
    NoteMark,
    PersonUse,
    Reference,
    Span,
    TermUse,
    Words,
    walk,
)
from communique.content.text import Text

# Keys whose values are names for communique, or one of a few words that it knows: they say nothing of their own.
STRUCTURAL = frozenset(
    {
        *BOOKKEEPING,
        *("id", "handling", "audience", "except_", "depth", "priority", "evidence"),
        *("sources", "kind", "track", "rating", "principle", "type", "language", "version"),
    }
)


def own_words(item: Located) -> tuple[str, ...]:
    """Every stretch of words of an item's own fields and of its variants, not of the items below it.

    A stretch ends where a name is looked up ({person}, {ref}, {term}, a citation): what stands there in a document is
    not what stands in the text.
    """
    return tuple(stretch for stretch in _words(item) if stretch.strip())


def stretches(text: Text) -> Iterator[str]:
    """The words of a text without its markup, parted where a name is looked up; then addresses of its links."""
    for run in parse_prose(text).runs():
        yield from _stretches(run)
        yield from (span.href for span in walk(run) if isinstance(span, Link))


def _words(model: Located) -> Iterator[str]:
    for name in type(model).model_fields:
        if name not in STRUCTURAL:
            yield from _value_words(getattr(model, name))


def _value_words(value: object) -> Iterator[str]:
    match value:
        case Text():
            yield from stretches(value)
        case str():
            yield str(value)
        case tuple():
            for entry in value:
                yield from _value_words(entry)
        case Located() if not isinstance(value, Item):
            yield from _words(value)
        case _:
            return  # numbers, dates, switches and what is an item of its own


def _stretches(spans: Iterable[Span]) -> Iterator[str]:
    """The stretches of one run of spans."""
    said: list[str] = []
    for span in _flat(spans):
        match span:
            case Words(text) | Code(text):
                said.append(text)
            case LineBreak():
                said.append(" ")
            case NoteMark(children, _):
                yield from _stretches(children)
            case _:
                yield "".join(said)
                said.clear()
                label = getattr(span, "label", "")
                if label:
                    yield label
    yield "".join(said)


def _flat(spans: Iterable[Span]) -> Iterator[Span]:
    """Leaves in reading order; a footnote is one, so that it does not interrupt the sentence that calls it."""
    for span in spans:
        if isinstance(span, Words | Code | LineBreak | NoteMark | PersonUse | Reference | TermUse | Citation):
            yield span
        else:
            yield from _flat(getattr(span, "children", ()))
