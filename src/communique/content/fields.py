"""The kinds of value that fields of content may have, and the base of all mappings."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Annotated, Any, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, WithJsonSchema
from pydantic.json_schema import SkipJsonSchema
from pydantic_core import PydanticCustomError

from communique.content.characters import is_visible
from communique.findings import Origin

ID_PATTERN = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
MAX_ID = 64
# Names that Windows reserves for devices; an id becomes a file name, and files travel (Win32 naming conventions).
RESERVED_IDS = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))}
)


def _checked_id(value: str) -> str:
    if len(value) > MAX_ID:
        raise PydanticCustomError("id_too_long", "An id has at most {most} characters", {"most": MAX_ID})
    if not re.fullmatch(ID_PATTERN, value):
        raise PydanticCustomError("id_form", "An id is made of a-z, 0-9 and single hyphens", {})
    if value in RESERVED_IDS:
        raise PydanticCustomError("id_reserved", "This is a reserved file name on Windows", {})
    return value


def _visible(value: str) -> str:
    if not is_visible(value):
        raise PydanticCustomError("empty_text", "Input should have some words", {})
    return value


def _checked_date(value: object) -> object:
    if isinstance(value, date):
        return value
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date_form", "Input should be a date such as 2026-11-22", {})
    try:
        return date.fromisoformat(value)
    except ValueError as fault:
        raise PydanticCustomError("date_form", "Input is not a date of the calendar", {}) from fault


def _checked_bool(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        raise PydanticCustomError("bool_form", "Input should be true or false", {})
    return value == "true"


def _entries_only(value: object) -> object:
    """A mapping whose keys are names and not fields: without the places that `schema.py` adds."""
    return (
        {k: v for k, v in value.items() if not str(k).startswith("@")} if isinstance(value, dict) else value
    )


# For mappings whose keys are the author's names.
Names = BeforeValidator(_entries_only)
Id: TypeAlias = Annotated[
    str, AfterValidator(_checked_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})
]
Label: TypeAlias = Annotated[str, Field(min_length=1, max_length=300), AfterValidator(_visible)]
Day: TypeAlias = Annotated[
    date, BeforeValidator(_checked_date), WithJsonSchema({"type": "string", "format": "date"})
]
YesNo: TypeAlias = Annotated[bool, BeforeValidator(_checked_bool), WithJsonSchema({"type": "boolean"})]
Number: TypeAlias = Annotated[float, Field(ge=-1e12, le=1e12, allow_inf_nan=False)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=10_000)]


class Depth(StrEnum):
    """How much a reader wants: an item is kept when its own depth is not deeper than the reader's."""

    ESSENTIAL = "essential"
    STANDARD = "standard"
    FULL = "full"

    @property
    def rank(self) -> int:
        """0 for essential, 2 for full."""
        return list(Depth).index(self)


class Evidence(StrEnum):
    """How well a claim is supported by its sources."""

    DOCUMENTED = "documented"
    ASSERTED = "asserted"
    CONTESTED = "contested"


class Attribution(StrEnum):
    """How persons are spoken of (Chatham House Rule: role, pseudonym or collective)."""

    NAMED = "named"
    ROLE = "role"
    PSEUDONYM = "pseudonym"
    COLLECTIVE = "collective"


# Fields that every mapping of a YAML file has, and that are not keys of it.
BOOKKEEPING = frozenset({"path", "origin", "keys", "written"})


class Located(BaseModel):
    """A mapping of a YAML file: its content path, and the place of it and of each of its keys.

    `written` holds the scalars of each key as they stand in the file, so that words in a label have a place too.
    """

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, arbitrary_types_allowed=True
    )

    path: SkipJsonSchema[str] = Field(default="", alias="@path", repr=False)
    origin: SkipJsonSchema[Any] = Field(default=Origin(""), alias="@origin", repr=False)
    keys: SkipJsonSchema[Any] = Field(default_factory=dict, alias="@keys", repr=False)
    written: SkipJsonSchema[Any] = Field(default_factory=dict, alias="@written", repr=False)

    def place(self, key: str) -> Origin:
        """Where a key of this mapping stands; the mapping's own place when the key was not written."""
        keys: Mapping[str, Origin] = self.keys
        found = keys.get(key, self.origin)
        return found if isinstance(found, Origin) else Origin("")
