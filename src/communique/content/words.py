"""The words that an item itself says, whatever its shape: for those who look for them in other places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache, lru_cache

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


@lru_cache(maxsize=20_000)
def stretches(text: Text) -> tuple[str, ...]:
    """The words of a text without its markup, parted where a name is looked up; then addresses of its links.

    Remembered within the process, as the parsed text is.
    """
    found: list[str] = []
    for run in parse_prose(text).runs():
        found += _stretches(run)
        found += (span.href for span in walk(run) if isinstance(span, Link))
    return tuple(found)


def all_words(model: Located) -> Iterator[str]:
    """Every stretch of words in a mapping and in all items inside it, with the items' paths and the sources they name."""
    if isinstance(model, Item):
        yield model.path or model.id
        yield from model.sources
    yield from _words(model, inside=True)


def _words(model: Located, *, inside: bool = False) -> Iterator[str]:
    for name in _worded(type(model)):
        yield from _value_words(getattr(model, name), inside=inside)


@cache
def _worded(model: type[Located]) -> tuple[str, ...]:
    return tuple(name for name in model.model_fields if name not in STRUCTURAL)


def _value_words(value: object, *, inside: bool) -> Iterator[str]:
    match value:
        case Text():
            yield from stretches(value)
        case str():
            yield str(value)
        case tuple():
            for entry in value:
                yield from _value_words(entry, inside=inside)
        case Item():
            yield from all_words(value) if inside else ()
        case Located():
            yield from _words(value, inside=inside)
        case dict():  # the numbers of a series, by their labels
            for label, number in value.items():
                yield from (str(label), format(number, ".15g") if isinstance(number, float) else str(number))
        case date():
            yield value.isoformat()
        case _:
            return  # numbers that stand alone, switches


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
