"""Content changed in what is withheld from somebody: other words, ids, numbers, orders, places in the files."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, TypeVar

from communique.content.fields import Located
from communique.content.load import Content
from communique.content.model import Item
from communique.content.registers import Person
from communique.content.text import Text
from communique.findings import Origin

Siblings = tuple[Any, ...]
Change = Callable[[Siblings, int], Siblings]
L = TypeVar("L", bound=Located)
# Long, of several scripts, with marks of its own: whatever it touches would look different.
OTHER_WORDS = (
    "Zwölf Boxkämpfer jagen Виктора quer über den Sylter Deich — “ΑΒΓ”, 1 234 567 × 89; Ǻ, ﬁ, Ẵ. " * 3
)
TOP = "TLP:RED"


def changed(content: Content, path: str, change: Change) -> Content:
    """The content with the item of a path changed among its siblings; fails when there is no such item."""
    briefs = tuple(_changed(brief, path, change) for brief in content.briefs)
    people = _changed(content.people, path, change)
    glossary = _changed(content.glossary, path, change)
    sources = _changed(content.sources, path, change)
    result = replace(content, briefs=briefs, people=people, glossary=glossary, sources=sources)
    assert result != content, f"nothing at {path}"
    return result


def _changed(model: L, path: str, change: Change) -> L:
    update: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, tuple) and value and isinstance(value[0], Located):
            at = next((at for at, each in enumerate(value) if each.path == path), None)
            done = value if at is None else change(value, at)
            update[name] = tuple(_changed(each, path, change) for each in done)
    return model.model_copy(update=update) if update else model


def rewritten(siblings: Siblings, at: int) -> Siblings:
    """Every word of the item is another, so is its id, and its marking is higher."""
    item = siblings[at]
    if isinstance(item, Person):  # texts name persons by id, and `handling` decides how they are spoken of
        update = {
            "name": OTHER_WORDS[:90],
            "aliases": ("Boxkämpfer",),
            "affiliation": "Deich",
            "note": "Sylt",
        }
        return (*siblings[:at], item.model_copy(update=update), *siblings[at + 1 :])
    other = _other(item).model_copy(update={"id": "zz-other", "handling": TOP, "path": f"{item.path}-zz"})
    return (*siblings[:at], other, *siblings[at + 1 :])


def removed(siblings: Siblings, at: int) -> Siblings:
    """The item is not there; of a person, what nobody is shown of them."""
    if isinstance(siblings[at], Person):
        bare = siblings[at].model_copy(
            update={"aliases": (), "affiliation": None, "note": None, "name": "X Y"}
        )
        return (*siblings[:at], bare, *siblings[at + 1 :])
    return (*siblings[:at], *siblings[at + 1 :])


def multiplied(siblings: Siblings, at: int) -> Siblings:
    """Three more items like it, of other ids, the first before all its siblings; persons in another order."""
    item = siblings[at]
    if isinstance(item, Person):
        more = item.model_copy(update={"id": "zz-more", "path": "people/zz-more", "name": "Zz More"})
        return (more, *reversed(siblings))
    more = tuple(
        item.model_copy(update={"id": f"zz-{n}", "path": f"{item.path}-zz-{n}", "handling": TOP})
        for n in range(3)
    )
    return (more[0], *siblings[: at + 1], *more[1:], *siblings[at + 1 :])


WAYS: dict[str, Change] = {"rewritten": rewritten, "removed": removed, "multiplied": multiplied}


def _other(model: L) -> L:
    """The same item with other words throughout, also in the items inside it."""
    update: dict[str, Any] = {}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Text):
            update[name] = replace(value, markdown=OTHER_WORDS)
        elif isinstance(value, Located):
            update[name] = _other(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Located):
            update[name] = tuple(_other(each) for each in value)
    return model.model_copy(update=update)


def moved_down(content: Content) -> Content:
    """The same content, every line of every file a few lines further down and to the right."""
    return replace(
        content,
        briefs=tuple(_moved(brief) for brief in content.briefs),
        people=_moved(content.people),
        glossary=_moved(content.glossary),
        sources=_moved(content.sources),
    )


def _moved(model: L) -> L:
    update: dict[str, Any] = {"origin": Origin(model.origin.path, model.origin.line + 7, 3)}
    for name in type(model).model_fields:
        value = getattr(model, name)
        if isinstance(value, Located):
            update[name] = _moved(value)
        elif isinstance(value, tuple) and value and isinstance(value[0], Located):
            update[name] = tuple(_moved(each) for each in value)
    return model.model_copy(update=update)


_PLACE = re.compile(r"Origin\(path='[^']*', line=\d+, column=\d+\)")


def without_places(value: object) -> str:
    """A tree as text, without the places in files, which findings tell and no writer reads."""
    return _PLACE.sub("", repr(value))


def withheld_paths(selection: Any) -> tuple[str, ...]:
    """The items that were withheld by a rule of their own, and the persons of whom something is hidden."""
    people = tuple(each.person.path for each in selection.people if each.shown != each.person.name)
    return (*(item.path for item in selection.items if not item.path.startswith("people/")), *people)


__all__ = ["OTHER_WORDS", "WAYS", "Item", "changed", "moved_down", "withheld_paths", "without_places"]
