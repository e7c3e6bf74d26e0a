"""Moments as content writes them: a year, a month or a day (ISO 8601, reduced precision), and when each begins."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, TypeAlias

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_FORM = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")
PATTERN = r"^\d{4}(-\d{2}(-\d{2})?)?$"


def begins(moment: str) -> date | None:
    """The first day of a moment such as 2018, 2018-06 or 2018-06-12; None for anything else."""
    found = _FORM.fullmatch(moment)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None


def _checked(value: str) -> str:
    if begins(value) is None:
        raise PydanticCustomError(
            "moment_form", "Input should be a year, month or day, such as 2018, 2018-06 or 2018-06-12", {}
        )
    return value


Moment: TypeAlias = Annotated[
    str, AfterValidator(_checked), WithJsonSchema({"type": "string", "pattern": PATTERN})
]
