"""Findings: how every room says that something is wrong, and where.

A finding is a code, a place, a sentence and a remedy. Rooms return findings beside their value (`Outcome`);
only `build` decides to stop. The catalogue of codes with their explanations is in `codes.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Generic, TypeVar

from communique.codes import Code

T = TypeVar("T")


class Severity(StrEnum):
    """How bad a finding is: an error stops publication, a warning is told and does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Origin:
    """A place in a file: path as the user knows it, line and column counted from 1 (0: the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """The clickable form, `path:line:column`, without the parts that are not known."""
        parts = [self.path, *(str(n) for n in (self.line, self.column) if n)]
        return ":".join(parts)


COMMAND_LINE = Origin("command line")  # the place of what was said wrong when communique was called


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: what it is (`code`), where, one sentence in the reader's words, and what to do about it.

    `related` are further places that belong to the same fault (the other end of a broken reference).
    """

    code: Code
    origin: Origin
    message: str
    hint: str = ""
    related: tuple[Origin, ...] = ()
    severity: Severity = Severity.ERROR

    @property
    def sort_key(self) -> tuple[Origin, str, str]:
        """Findings are told in the order of the files' lines, so that two runs print the same."""
        return (self.origin, self.code.value, self.message)


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """A value and what was found on the way to it. `value` is None when nothing usable came out."""

    value: T | None
    findings: tuple[Finding, ...] = field(default=())

    @property
    def failed(self) -> bool:
        """True when there is no value or one of the findings is an error."""
        return self.value is None or has_errors(self.findings)


def has_errors(findings: Iterable[Finding]) -> bool:
    """True when at least one finding must stop publication."""
    return any(finding.severity is Severity.ERROR for finding in findings)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings by place, each told once."""
    return tuple(sorted(dict.fromkeys(findings), key=lambda finding: finding.sort_key))
