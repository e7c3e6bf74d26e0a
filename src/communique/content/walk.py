"""Going through content without knowing its shape: every item with its ancestors, every text field.

A model says once what its fields can hold (`_Shape`), so that nobody looks for texts in dates and numbers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any, get_args

from communique.content.fields import BOOKKEEPING, Located
from communique.content.model import Item
from communique.content.text import Text


@dataclass(frozen=True, slots=True)
class _Shape:
    """The names of a model's fields: all but the bookkeeping ones, those that can hold mappings, and those with texts."""

    fields: tuple[str, ...]
    mappings: tuple[str, ...]
    texts: tuple[str, ...]


@cache
def _shape(model: type[Located]) -> _Shape:
    found = {name: field for name, field in model.model_fields.items() if name not in BOOKKEEPING}

    def holding(kind: type) -> tuple[str, ...]:
        return tuple(name for name, field in found.items() if _can_hold(field.annotation, kind))

    return _Shape(tuple(found), holding(Located), holding(Text))


def _can_hold(annotation: Any, kind: type) -> bool:
    """Whether a value so annotated can be, or have in it, one of a class; true where the annotation does not tell."""
    inside = get_args(annotation)
    if inside:
        return any(_can_hold(part, kind) for part in inside)
    if not isinstance(annotation, type):  # `Any`, `...`, the values of literals and what else is no class
        return annotation is Any
    return annotation is object or issubclass(annotation, kind) or issubclass(kind, annotation)


def fields(model: Located) -> Iterator[object]:
    """The values of a model's fields, without the bookkeeping ones."""
    for name in _shape(type(model)).fields:
        yield getattr(model, name)


def mapping_names(model: Located) -> tuple[str, ...]:
    """The names of a model's fields that can hold mappings."""
    return _shape(type(model)).mappings


def children(model: Located) -> Iterator[Located]:
    """The mappings directly inside a mapping."""
    for name in mapping_names(model):
        value = getattr(model, name)
        if isinstance(value, Located):
            yield value
        elif isinstance(value, tuple):
            yield from (entry for entry in value if isinstance(entry, Located))
        elif isinstance(value, dict):
            yield from (entry for entry in value.values() if isinstance(entry, Located))


def items(model: Located, above: tuple[Item, ...] = ()) -> Iterator[tuple[Item, tuple[Item, ...]]]:
    """Every item in a mapping, itself included, with its ancestors from the outermost; in the order of the files."""
    chain = above
    if isinstance(model, Item):
        yield model, above
        chain = (*above, model)
    for child in children(model):
        yield from items(child, chain)


def texts(model: Located) -> Iterator[Text]:
    """Every text field in a mapping, in the order of the model."""
    for name in _shape(type(model)).texts:
        value = getattr(model, name)
        if isinstance(value, Text):
            yield value
        elif isinstance(value, tuple):
            yield from (entry for entry in value if isinstance(entry, Text))
    for child in children(model):
        yield from texts(child)


def own_texts(item: Located) -> Iterator[Text]:
    """The text fields of an item itself and of its variants, not of the items below it."""
    yield from (value for value in fields(item) if isinstance(value, Text))
    for child in children(item):
        if not isinstance(child, Item):
            yield from own_texts(child)
