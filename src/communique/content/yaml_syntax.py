"""Where a file stops being YAML: what libyaml says of it, told as the mistake that drafters most often make there.

Each rule of `_RULES` knows one mistake by what the parser says and by what the lines show; the first that fits tells it.
What no rule knows is told in the parser's own words. The place is where the mistake was made, which is often above the one
where the parser stops.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple

import yaml

from communique.codes import Code
from communique.content.characters import named
from communique.findings import Finding, Origin


@dataclass(frozen=True, slots=True)
class Quoted:
    """The text in quotes that was read last: where it begins and ends, lines counted from 0."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class _Stop:
    """Where and why the parser stops; `began` is where what it was reading begins, `opened` the list or mapping around it.

    Lines and columns count from 0.
    """

    problem: str
    line: int
    column: int
    began: tuple[int, int]
    opened: tuple[int, int]
    lines: tuple[str, ...]
    quoted: Quoted | None

    def written(self, line: int) -> str:
        """A line of the file; "" behind its end."""
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def indent(self, line: int) -> int:
        """The column that a line's text begins in, behind the hyphens of a list."""
        written = self.written(line)
        return len(written) - len(re.sub(r"^ *(?:- +)*", "", written))

    def above(self, line: int) -> int:
        """The nearest line above one that is not blank."""
        return next((n for n in range(line - 1, -1, -1) if self.written(n).strip()), line)


class _Told(NamedTuple):
    """What a rule tells: line and column from 0, sentence, remedy."""

    line: int
    column: int
    message: str
    hint: str
    code: Code = Code.YAML_SYNTAX


def syntax_finding(
    fault: yaml.MarkedYAMLError,
    lines: tuple[str, ...],
    path: str,
    quoted: Quoted | None = None,
    opened: Origin | None = None,
) -> Finding:
    """Told where a file stops being YAML, with what mends it; `lines` are the file's."""
    stop = _stop(fault, lines, quoted, opened)
    told: _Told | None = next((found for rule in _RULES if (found := rule(stop))), None)
    if told is None:
        message = f"the file cannot be read here: {stop.problem}"
        hint = "look at this line and the one above: quotes, colons and indentation"
        told = _Told(stop.line, stop.column, message, hint)
    return Finding(told.code, Origin(path, told.line + 1, told.column + 1), told.message, told.hint)


def lines_of(text: str) -> tuple[str, ...]:
    """A text by lines, whatever ends them."""
    return tuple(re.split("\r\n?|\n", text))


def _stop(
    fault: yaml.MarkedYAMLError, lines: tuple[str, ...], quoted: Quoted | None, opened: Origin | None
) -> _Stop:
    here: Any = fault.problem_mark or fault.context_mark
    began: Any = fault.context_mark or here
    problem = " ".join((fault.problem or "this is not YAML").split())
    if here is None:
        return _Stop(problem, 0, 0, (0, 0), (0, 0), lines, quoted)
    around = (opened.line - 1, opened.column - 1) if opened else (0, 0)
    return _Stop(problem, here.line, here.column, (began.line, began.column), around, lines, quoted)


def _tab(stop: _Stop) -> _Told | None:
    if "\t" not in stop.written(stop.line)[: max(stop.column + 1, 1)]:
        return None
    message, hint = "a tab stands where spaces are needed", "indent with spaces, two for each level"
    return _Told(stop.line, stop.column, message, hint, Code.YAML_TAB)


_BLANKS = "\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000"
_ODD_BLANK = re.compile(
    rf"^[ -]*(?P<one>[{_BLANKS}])|^[ -]*[\w-]+:(?P<two>[{_BLANKS}])|^ *-(?P<three>[{_BLANKS}])"
)


def _odd_blank(stop: _Stop) -> _Told | None:
    """Blanks that were copied from a page or a Word file: they look like spaces, and YAML takes them for letters."""
    for line in range(min(stop.began[0], stop.above(stop.line)), stop.line + 1):
        found = _ODD_BLANK.match(stop.written(line))
        if found:
            column = next(found.start(group) for group in ("one", "two", "three") if found[group])
            blank = named(found[0][-1])
            message = f"the blank here is {blank}, which looks like a space and is none"
            return _Told(
                line, column, message, "delete the blanks here and type them anew with the space bar"
            )
    return None


_HALF = re.compile(r"\\u([dD][89a-fA-F][0-9a-fA-F]{2})(?:\\u([dD][c-fC-F][0-9a-fA-F]{2}))?")
_HIGH, _LOW = 0xD800, 0xDC00  # where the first and the second halves begin (UTF-16)


def _half_a_character(stop: _Stop) -> _Told | None:
    r"""Characters beyond U+FFFF written as JSON writes them, `\ud83d\ude00`; YAML has one number for each."""
    found = _HALF.finditer(stop.written(stop.line))
    half = (
        next((one for one in found if one.end() >= stop.column), None)
        if "escape code" in stop.problem
        else None
    )
    if half is None:
        return None
    first, second = int(half[1], 16), int(half[2], 16) if half[2] else 0
    if second and first < _LOW:
        char = chr(0x10000 + (first - _HIGH) * 0x400 + second - _LOW)
        message = f"'{half[0]}' is a character written as two, which YAML can't read"
        return _Told(
            stop.line, stop.column, message, f"write \\U{ord(char):08X}, or the character itself: {char}"
        )
    message = f"'{half[0]}' is only half of a character"
    return _Told(stop.line, stop.column, message, "delete it, or write the character itself in its place")


_INSIDE = "a quote inside is written twice ('') between single quotes, and as \\\" between double ones"


def _behind_quotes(stop: _Stop) -> _Told | None:
    """Words behind a closing quote: an apostrophe closed it, or its own closing quote is missing further up."""
    quoted = stop.quoted
    if quoted is None or (quoted.end_line, stop.problem) != (stop.line, "did not find expected key"):
        return None
    if stop.written(stop.line)[quoted.end_column : stop.column].strip():
        return None
    if quoted.line < quoted.end_line:
        message = (
            f"the quote that is opened here closes only on line {quoted.end_line + 1}, and more follows there"
        )
        return _Told(quoted.line, quoted.column, message, "close it at the end of its text")
    message = "the text in quotes ends here, and more follows"
    return _Told(stop.line, stop.column, message, f"put quotes around the whole text; {_INSIDE}")


_BRACKETS = re.compile(r"(?P<before> *(?:- +)*[\w-]+: +)(?P<bracket>[\[{]).*[\]}]\s*\Z")


def _behind_brackets(stop: _Stop) -> _Told | None:
    """Words behind a closing bracket: a text that begins with one is read as a list."""
    found = _BRACKETS.match(stop.written(stop.line)[: stop.column])
    if found is None or stop.problem != "did not find expected key":
        return None
    message = f"a text without quotes cannot begin with '{found['bracket']}'"
    return _Told(stop.line, len(found["before"]), message, "put the text in quotes")


def _open_quote(stop: _Stop) -> _Told | None:
    if stop.problem != "found unexpected end of stream":
        return None
    message = "the quote that is opened here is never closed"
    return _Told(*stop.began, message, f"close it at the end of its text; {_INSIDE}")


def _open_bracket(stop: _Stop) -> _Told | None:
    closing = {"[": "]", "{": "}"}.get(stop.written(stop.opened[0])[stop.opened[1] : stop.opened[1] + 1], "")
    if not closing or not re.fullmatch("did not find expected (',' or '[]}]'|node content)", stop.problem):
        return None
    if stop.line > stop.opened[0]:
        message = f"the bracket that is opened here is not closed with '{closing}'"
        return _Told(
            *stop.opened, message, f"write '{closing}' at its end, and a comma between each two entries"
        )
    message = f"a comma, or the closing '{closing}', is missing before this place"
    return _Told(
        stop.line,
        stop.column,
        message,
        "write a comma between each two entries, and put text with commas in quotes",
    )


_NO_COLON = "this line is no 'key: value': there is no colon with a blank behind it"


def _no_colon(stop: _Stop) -> _Told | None:
    if stop.problem != "could not find expected ':'":
        return None
    hint = (
        "write 'key: value', with a blank after the colon; if the line goes on with the text above, indent it like "
        "that text"
    )
    return _Told(*stop.began, _NO_COLON, hint)


_ENTRY = re.compile(r"(?P<before> *)(?P<mark>-(?=[^\s-])|[\u2010-\u2015\u2022\u00b7\u2212*])")
_CURLY = re.compile("[\u201c\u201d\u201e\u2018\u2019\u00ab]")


def _second_colon(stop: _Stop) -> _Told | None:
    """A colon where no key can be: in a text, behind an entry of a list that is none, or on a line indented too far."""
    if not stop.problem.startswith("mapping values are not allowed"):
        return None
    above = stop.above(stop.line)
    entry = _ENTRY.match(stop.written(above))
    is_key = re.fullmatch(r"[ -]*[\w-]+", stop.written(stop.line)[: stop.column]) is not None
    if is_key and entry and entry["mark"] == "-":
        message = "an entry of a list begins with a hyphen and a blank, and the blank is missing"
        return _Told(above, len(entry["before"]), message, "write '- ' at its beginning")
    if is_key and entry:
        message = f"an entry of a list begins with a hyphen and a blank, not with {named(entry['mark'])}"
        return _Told(above, len(entry["before"]), message, "write '- ' at its beginning")
    if is_key and above < stop.line:
        return _first_without_colon(stop) or _too_far_in(stop)
    message = "a text without quotes holds a colon and a blank here"
    hint = "put the text in quotes when it holds a colon and a blank"
    value = stop.written(stop.line)[: stop.column].partition(": ")[2]
    if _CURLY.match(value):
        hint = 'put the text in straight quotes ("), since curly ones are letters to YAML'
    return _Told(stop.line, stop.column, message, hint)


def _too_far_in(stop: _Stop) -> _Told:
    message = "this line is indented further than the key above it, so it would go on with that key's text"
    return _Told(stop.line, stop.indent(stop.line), message, "indent it like the other keys of its entry")


_ENDS = re.compile(r"^\s*#|^---|:(?:\s|\Z)")  # what is no line of such a text
# What the first line of an entry may stand below: a comment, the start of a document, a key whose value begins on the next line.
_OPENS = re.compile(r"\s*#|---|.*:\s*(?:#.*)?\Z")


def _first_without_colon(stop: _Stop) -> _Told | None:
    """The first line of an entry without its colon: it and the keys below it would be one text."""
    first, here = stop.line, stop.above(stop.line)
    while (
        here < first and stop.indent(here) == stop.indent(stop.line) and not _ENDS.search(stop.written(here))
    ):
        first, here = here, stop.above(here)
    is_first = (
        here == first or _OPENS.match(stop.written(here)) or stop.written(first).lstrip().startswith("- ")
    )
    if first == stop.line or not is_first:
        return None
    return _Told(first, stop.indent(first), _NO_COLON, "write 'key: value', with a blank after the colon")


def _beginning(stop: _Stop) -> _Told | None:
    """A text that begins with a character that means something to YAML."""
    if stop.problem == "found character that cannot start any token":
        place = stop.line, stop.column
    elif stop.problem == "did not find expected alphabetic or numeric character":
        place = stop.began
    elif stop.problem.endswith("are not allowed in this context"):
        place = stop.line, stop.column
    else:
        return None
    char = stop.written(place[0])[place[1] : place[1] + 1]
    if not char:
        return None
    role = re.search(r"\{\w+\}\Z", stop.written(place[0])[: place[1]])
    if char == "`" and role:
        place, char = (place[0], role.start()), "{"
    message = f"a text without quotes cannot begin with '{char}'"
    hint = "put the text in quotes"
    if char == "-":
        hint = "put the text in quotes, or begin a list on a line of its own below the key"
    return _Told(*place, message, hint)


def _block_text(stop: _Stop) -> _Told | None:
    """Words directly behind the sign that opens a text over several lines."""
    if stop.problem != "did not find expected comment or line break":
        return None
    message = "behind '|' or '>' the text begins on the next line, and more stands on this one"
    return _Told(
        stop.line,
        stop.column,
        message,
        "write the text on lines of its own, indented further than the key",
    )


def _colon_in_brackets(stop: _Stop) -> _Told | None:
    if stop.problem != "found unexpected ':'":
        return None
    message = "a colon stands in a text within brackets"
    return _Told(stop.line, stop.column, message, "put each text that holds a colon in quotes")


def _indentation(stop: _Stop) -> _Told | None:
    if stop.problem.removeprefix("did not find expected ") not in {
        "key",
        "'-' indicator",
        "<document start>",
    }:
        return None
    message = "this line is not indented like the lines that it belongs to"
    hint = (
        "check that this line is indented like the ones above it, and that a list's entries begin with '- '"
    )
    return _Told(stop.line, stop.column, message, hint)


_RULES: tuple[Callable[[_Stop], _Told | None], ...] = (
    _tab, _odd_blank, _half_a_character, _behind_quotes, _behind_brackets, _open_quote, _open_bracket, _no_colon, _second_colon,
    _beginning, _block_text, _colon_in_brackets, _indentation,
)  # fmt: skip
