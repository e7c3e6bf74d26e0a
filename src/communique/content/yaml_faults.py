"""What is told of a file that YAML can't read, and of characters that must not stand in it, in words for drafters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

import yaml

from communique.codes import Code
from communique.content.characters import named
from communique.findings import Finding, Origin

# What YAML 1.1 can't read as it stands (5.1, c-printable), however it is quoted, and what it takes for the end of a line
# and nobody sees as one (5.4).
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
DELETE = "delete it: most editors do not show it, so type the words around it anew if you can't find it"
_MOST = 20  # characters that are told of one file; one that is none of text has thousands


def unfit(char: str, origin: Origin) -> Finding:
    """Told of a character that must not stand in any text."""
    message = f"the text holds the invisible character {named(char)}, which can't stand in a document"
    return Finding(Code.BAD_CHARACTER, origin, message, DELETE)


def unreadable(text: str, path: str) -> Iterator[Finding]:
    """Each character that YAML can't read, in the lines where they stand; `_MOST` at most."""
    for found in islice(_UNREADABLE.finditer(text), _MOST):
        start = text.rfind("\n", 0, found.start())
        origin = Origin(path, text.count("\n", 0, found.start()) + 1, found.start() - start)
        yield unfit(found[0], origin)


def syntax_finding(fault: yaml.MarkedYAMLError, text: str, path: str) -> Finding:
    """Told where a file stops being YAML, with what most often mends that."""
    mark = fault.problem_mark or fault.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (0, 0)
    lines = text.splitlines()
    written = lines[line - 1] if 0 < line <= len(lines) else ""
    if "\t" in written[: max(column, 1)]:
        message = "a tab stands where spaces are needed"
        return Finding(
            Code.YAML_TAB, Origin(path, line, column), message, "indent with spaces, two for each level"
        )
    problem = _one_line(fault.problem or "this is not YAML")
    if "escape code" in problem and (half := _half(written, column)) is not None:
        return _half_a_character(half, Origin(path, line, column))
    hint = _SYNTAX_HINTS.get(problem, "look at this line and the one above: quotes, colons and indentation")
    return Finding(
        Code.YAML_SYNTAX, Origin(path, line, column), f"the file cannot be read here: {problem}", hint
    )


_HALF = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?")


def _half(written: str, column: int) -> re.Match[str] | None:
    r"""The `\ud83d\ude00` of JSON that a line holds at a column: two numbers for one character, or one of them alone."""
    return next((found for found in _HALF.finditer(written) if found.end() >= column - 1), None)


def _half_a_character(half: re.Match[str], origin: Origin) -> Finding:
    """Told of characters beyond U+FFFF written as JSON writes them; YAML has one number for each."""
    first, second = int(half[1], 16), int(half[2], 16) if half[2] else 0
    if second and first < _LOW:
        char = chr(0x10000 + (first - _HIGH) * 0x400 + second - _LOW)
        message = f"'{half[0]}' is a character written as two, which YAML can't read"
        return Finding(
            Code.YAML_SYNTAX, origin, message, f"write \\U{ord(char):08X}, or the character itself: {char}"
        )
    message = f"'{half[0]}' is only half of a character"
    return Finding(Code.YAML_SYNTAX, origin, message, "delete it, or write the character itself in its place")


_HIGH, _LOW = 0xD800, 0xDC00  # where the first and the second halves begin (UTF-16)

_SYNTAX_HINTS = {
    "mapping values are not allowed in this context": "put the text in quotes when it holds a colon and a blank",
    "mapping values are not allowed here": "put the text in quotes when it holds a colon and a blank",
    "could not find expected ':'": "write 'key: value', with a blank after the colon",
    "did not find expected key": "check that this line is indented like the ones above it",
    "found unexpected end of stream": "close the quote or bracket that was opened above",
}


def character_finding(fault: Exception, text: str, path: str) -> Finding:
    """Told where PyYAML stops at characters themselves, before it comes to their meaning."""
    why = _one_line(str(getattr(fault, "reason", "")) or "this is not YAML")
    message = f"the file cannot be read here: {why}"
    return Finding(Code.YAML_SYNTAX, _character_place(fault, text, path), message, DELETE)


def _character_place(fault: Exception, text: str, path: str) -> Origin:
    """The place of a character that YAML forbids; PyYAML tells its position, counted in characters."""
    position = getattr(fault, "position", None)
    if not isinstance(position, int) or position > len(text):
        return Origin(path)
    line = text.count("\n", 0, position) + 1
    return Origin(path, line, position - text.rfind("\n", 0, position))


def _one_line(text: str) -> str:
    return " ".join(text.split())
