"""Text that no XML can hold: control characters, lone surrogates, the two non-characters (XML 1.0, 2.2)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from communique.findings import Origin


class UnwritableTextError(ValueError):
    """A block that cannot be written, with the place of its words."""


@contextmanager
def told_with(place: Origin | str) -> Iterator[None]:
    """Adds the place to the error of a block; an error that has one already goes through as it is."""
    try:
        yield
    except UnwritableTextError:
        raise
    except ValueError as fault:
        message = f"{place}: {fault}"
        raise UnwritableTextError(message) from fault
