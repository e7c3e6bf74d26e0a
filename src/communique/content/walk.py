"""Going through content without knowing its shape: every item with its ancestors, every text field."""

from __future__ import annotations

from collections.abc import Iterator

from communique.content.fields import BOOKKEEPING, Located
from communique.content.model import Item
from communique.content.text import Text


def fields(model: Located) -> Iterator[object]:
    """The values of a model's fields, without the bookkeeping ones."""
    for name in type(model).model_fields:
        if name not in BOOKKEEPING:
            yield getattr(model, name)


def children(model: Located) -> Iterator[Located]:
    """The mappings directly inside a mapping."""
    for value in fields(model):
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
    for value in fields(model):
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
