"""The type of XML that others have made: anything may be missing, and every access says what then."""

from __future__ import annotations

from typing import Any, TypeAlias

Element: TypeAlias = (
    Any  # the stubs of lxml make an optional of strings and bytes of every search and attribute
)
