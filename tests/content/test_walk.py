"""Walks through content find every item and text, whatever field it is in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pydantic import Field

from communique.content.fields import BOOKKEEPING, Located
from communique.content.load import load_content
from communique.content.model import Item
from communique.content.text import Text
from communique.content.walk import children, fields, items, texts
from kit.commands import REPOSITORY
from kit.projects import opened


def everything(value: object, kind: type) -> Iterator[object]:
    """All of a kind in a value, found by looking at everything."""
    if isinstance(value, kind):
        yield value
    if isinstance(value, Located):
        for name in type(value).model_fields:
            if name not in BOOKKEEPING:
                yield from everything(getattr(value, name), kind)
    elif isinstance(value, tuple | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from everything(each, kind)


@pytest.fixture(scope="module")
def roots() -> tuple[Located, ...]:
    content = load_content(opened(REPOSITORY).files).value
    assert content is not None
    registers = (content.people, content.glossary, content.sources, content.settings)
    return (*content.briefs, *content.audiences, *registers)


@pytest.mark.parametrize(
    ("walk", "kind"), [(lambda one: (item for item, _ in items(one)), Item), (texts, Text)]
)
def test_nothing_of_the_sample_is_passed_over(roots, walk, kind):
    for root in roots:
        found = {id(each) for each in walk(root)}
        assert found == {id(each) for each in everything(root, kind)}
        assert found or not isinstance(root, Item)


class Odd(Item):
    """Fields of shapes that no model of ours has."""

    anything: object = None
    named: dict[str, Item | None] = Field(default_factory=dict)
    nested: tuple[Item, ...] | None = None


def test_a_field_is_looked_into_whatever_its_annotation_says():
    one, other, third = (Item(id=name) for name in ("one", "other", "third"))
    odd = Odd(id="odd", anything=one, named={"a": other, "b": None}, nested=(third,))
    assert list(children(odd)) == [one, other, third]
    assert [item.id for item, _ in items(odd)] == ["odd", "one", "other", "third"]
    assert one in list(fields(odd))
