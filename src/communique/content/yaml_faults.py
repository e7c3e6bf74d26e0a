"""Characters that must not stand in a file, in words for drafters; faults of syntax are told by `yaml_syntax`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from communique.codes import Code
from communique.content.characters import REPLACEMENT, named
from communique.findings import Finding, Origin, Severity

# What YAML 1.1 can't read as it stands (5.1, c-printable), however it is quoted, and what it takes for the end of a line
# and nobody sees as one (5.4).
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
DELETE = "delete it: most editors do not show it, so type the words around it anew if you can't find it"
_MOST = 20  # characters that are told of one file; one that is none of text has thousands


def unfit(char: str, origin: Origin) -> Finding:
    """Told of a character that must not stand in any text."""
    if char == REPLACEMENT:
        message = f"{named(char)} stands here for a letter that was lost when the text was saved or copied"
        return Finding(Code.BAD_CHARACTER, origin, message, "write the letter that belongs here")
    message = f"the text holds the invisible character {named(char)}, which can't stand in a document"
    return Finding(Code.BAD_CHARACTER, origin, message, DELETE)


def unreadable(text: str, path: str) -> Iterator[Finding]:
    """Each character that YAML can't read, in the lines where they stand; `_MOST` at most."""
    for found in islice(_UNREADABLE.finditer(text), _MOST):
        yield unfit(found[0], _origin_at(found.start(), text, path))


def empty(key: str, origin: Origin, behind: str) -> Finding:
    """Told of a key without a value, by what stands behind it; a value that begins with '#' is none to YAML, but a comment."""
    found = _BEHIND_KEY.match(behind)
    if found is None:
        message = f"'{key}' stands in brackets that are read as a list of keys, and has no colon"
        return Finding(
            Code.EMPTY_VALUE, origin, message, "put the whole text in quotes when it begins with '{'"
        )
    hint = "write its value, or remove the key"
    if found["comment"]:
        hint = "'#' begins a comment, which nothing reads: put the value in quotes, or remove the key"
    return Finding(Code.EMPTY_VALUE, origin, f"'{key}' is empty", hint)


_BEHIND_KEY = re.compile(r"\s*(?::|$)(?P<comment>[ \t]+#)?")
_MEANT_TO_BE_READ = re.compile(r"(?P<blanks>[ \t]+)(?P<comment>#[^\s#][^\r\n]*)")
_SHOWN = 20  # characters of a comment that a message repeats


def comment_in_text(text: str, end: int, origin: Origin) -> Iterator[Finding]:
    """Told of a '#' directly before a word behind a text without quotes, as in 'number #3': it is not read.

    `end` and `origin` are where the text ends. A comment with a blank behind its '#' is taken for one.
    """
    found = _MEANT_TO_BE_READ.match(text, end)
    if found:
        shown = found["comment"][:_SHOWN] + ("…" if len(found["comment"]) > _SHOWN else "")
        place = Origin(origin.path, origin.line, origin.column + len(found["blanks"]))
        message = f"'{shown}' is a comment here, and stands in no document"
        hint = "put the whole text in quotes when this is meant to be read, else write a blank behind '#'"
        yield Finding(Code.COMMENT_IN_TEXT, place, message, hint, severity=Severity.WARNING)


def character_finding(fault: Exception, text: str, path: str) -> Finding:
    """Told where PyYAML stops at characters themselves, before it comes to their meaning."""
    why = " ".join(str(getattr(fault, "reason", "")).split()) or "this is not YAML"
    message = f"the file cannot be read here: {why}"
    position: Any = getattr(fault, "position", None)  # counted in characters
    is_told = isinstance(position, int) and position <= len(text)
    origin = _origin_at(position, text, path) if is_told else Origin(path)
    return Finding(Code.YAML_SYNTAX, origin, message, DELETE)


def _origin_at(position: int, text: str, path: str) -> Origin:
    return Origin(path, text.count("\n", 0, position) + 1, position - text.rfind("\n", 0, position))
