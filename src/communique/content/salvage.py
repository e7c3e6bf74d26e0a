"""What is left of a file with faults, so that the rest of it is checked in the same run."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic_core import ErrorDetails

_GONE = object()


def without_faults(
    value: dict[str, Any], errors: list[ErrorDetails], meant: dict[tuple[Any, ...], str]
) -> bool:
    """Takes what is wrong out of a value, in place; `meant` are the names of mistyped keys, by location.

    A mapping that lacks a required key goes as a whole. False when that is the file itself: nothing is left then.
    """
    mistyped = {(*location[:-1], name) for location, name in meant.items()}
    for error in errors:
        location = error["loc"]
        if error["type"] == "missing" and location in mistyped:
            continue  # it is there, under another name
        steps = list(_existing(value, location))
        if not steps:
            return False
        container, key = steps[-1]
        near = meant.get(location)
        if near and near not in container:
            container[near] = container[key]
        container[key] = _GONE
    _sweep(value)
    return True


def _existing(value: Any, location: tuple[int | str, ...]) -> Iterator[tuple[Any, Any]]:
    """The containers on the way to a location, each with the key of the next; ends where the value does."""
    here: Any = value
    key: Any
    for key in location:
        inside = key in here if isinstance(here, dict) else _has(here, key)
        if inside and here[key] is not _GONE:
            yield here, key
            here = here[key]


def _has(here: Any, key: Any) -> bool:
    return isinstance(here, list) and isinstance(key, int) and key < len(here)


def _sweep(value: Any) -> None:
    todo = [value]
    while todo:
        here = todo.pop()
        if isinstance(here, list):
            here[:] = [entry for entry in here if entry is not _GONE]
            todo.extend(here)
        elif isinstance(here, dict):
            for key in [key for key, entry in here.items() if entry is _GONE]:
                del here[key]
            todo.extend(here.values())
