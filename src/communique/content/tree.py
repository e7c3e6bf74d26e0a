"""YAML text to a tree whose every node knows its line and column.

YAML 1.2 habits on PyYAML: a scalar is the text that was written (no surprise booleans, dates or octals); what it
means is decided by the field that asks for it (`schema.py`). Duplicate keys, complex keys, tags, endless or exploding
aliases, deep nesting and oversized files are findings. The tree is built from PyYAML's event stream and not by its
composer, because events can be counted before anything is built.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice, repeat
from typing import Any, NoReturn, TypeAlias, cast

import yaml

from communique.codes import Code
from communique.content.characters import UNFIT
from communique.content.yaml_faults import (
    character_finding,
    comment_in_text,
    empty,
    unfit,
    unreadable,
)
from communique.content.yaml_syntax import Quoted, lines_of, syntax_finding
from communique.findings import Finding, Origin, Outcome

MAX_BYTES = 2_000_000
MAX_DEPTH = 40
MAX_NODES = 100_000
_NEAR = 40  # characters behind a key that are looked at
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Scalar:
    """Text as the author meant it (`text`), and as it stands in the file (`raw`, with quotes and indents).

    `plain` is True when it was written without quotes; only then can it mean null.
    """

    text: str
    origin: Origin
    raw: str
    plain: bool = False

    @property
    def is_null(self) -> bool:
        """True for what YAML 1.2 (core schema, 10.3.2) calls null."""
        return self.plain and self.text in {"", "~", "null", "Null", "NULL"}

    def place(self, needle: str, nth: int = 0) -> Origin:
        """Where the `nth` occurrence of some characters of the text stands in the file (see `places`)."""
        return next(islice(self.places(repeat(needle)), nth, None))

    def places(self, needles: Iterable[str]) -> Iterator[Origin]:
        """Where pieces of the text stand in the file, each searched for behind where the one before it begins.

        Exact when the file holds the characters in one piece; the start of the scalar when they were folded over
        lines or escaped.
        """
        at, line, line_start = -1, self.origin.line, 1 - self.origin.column
        for needle in needles:
            found = self.raw.find(needle, at + 1)
            if found < 0:
                yield self.origin
                continue
            newline = self.raw.rfind("\n", max(at, 0), found)
            if newline >= 0:
                line, line_start = line + self.raw.count("\n", max(at, 0), found), newline + 1
            at = found
            yield Origin(self.origin.path, line, found - line_start + 1)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A YAML list."""

    items: tuple[Node, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping, in the order of the file; keys are scalars and unique."""

    entries: tuple[tuple[Scalar, Node], ...]
    origin: Origin

    def key(self, name: str) -> Scalar | None:
        """The key as it was written, with its place."""
        return next((key for key, _ in self.entries if key.text == name), None)

    def get(self, name: str) -> Node | None:
        """The value under a key."""
        return next((value for key, value in self.entries if key.text == name), None)


Node: TypeAlias = Scalar | Sequence | Mapping


def decode(data: bytes, path: str) -> Outcome[str]:
    """The text of a content file: UTF-8 (a byte order mark is allowed) and of bounded size."""
    if len(data) > MAX_BYTES:
        message = f"the file has {len(data):,} bytes; a content file may have {MAX_BYTES:,}"
        hint = "split it into several briefs or cases, and keep pictures and data in files of their own"
        return Outcome(None, (Finding(Code.FILE_TOO_LARGE, Origin(path), message, hint),))
    try:
        return Outcome(data.decode("utf-8-sig"))
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        column = fault.start - data.rfind(b"\n", 0, fault.start)
        message = f"byte 0x{data[fault.start]:02X} is not UTF-8 text"
        hint = "save the file as UTF-8 (in Word or Notepad: Save as, Encoding: UTF-8)"
        return Outcome(None, (Finding(Code.NOT_UTF8, Origin(path, line, column), message, hint),))


def parse_tree(text: str, path: str) -> Outcome[Node]:
    """The tree of one YAML document.

    Stops at the first fault of syntax, since what follows it cannot be trusted; duplicate keys are all told.
    """
    if not text.strip():
        hint = "write the file's content, or delete the file"
        return Outcome(None, (Finding(Code.EMPTY_FILE, Origin(path), "the file is empty", hint),))
    bad = tuple(unreadable(text, path))
    if bad:
        return Outcome(None, bad)
    builder = _Builder(text, path)
    try:
        root = builder.build(yaml.parse(text, Loader=_LOADER))
    except _RefusedError as refused:
        return Outcome(None, (*builder.findings, refused.finding))
    except yaml.MarkedYAMLError as fault:
        # A role that is not in quotes is read as a mapping, {person}, before the parser stops at the backtick.
        told = (finding for finding in builder.findings if finding.code is not Code.EMPTY_VALUE)
        opened = builder.open[-1].origin if builder.open else None
        return Outcome(None, (*told, syntax_finding(fault, builder.lines, path, builder.quoted, opened)))
    except (yaml.YAMLError, UnicodeError) as fault:
        return Outcome(None, (*builder.findings, character_finding(fault, text, path)))
    return Outcome(root, tuple(builder.findings))


class _RefusedError(Exception):
    """Carries the one finding that makes the rest of the file meaningless."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet."""

    origin: Origin
    is_mapping: bool
    anchor: str | None
    nodes: list[Node] = field(default_factory=list)


class _Builder:
    """Folds events into nodes with a stack; nothing here recurses, so nesting cannot exhaust the interpreter."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.findings: list[Finding] = []
        self.anchors: dict[str, tuple[Node, int]] = {}
        self.open: list[_Open] = []
        self.count = 0
        self.root: Node | None = None
        self.quoted: Quoted | None = None

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The text by lines, as YAML counts them in files that it can read; made once, and only for a fault."""
        return lines_of(self.text)

    def build(self, events: Iterator[yaml.Event]) -> Node:
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    self._refuse(
                        Code.YAML_SYNTAX, event, "a second document begins here", "remove the line ---"
                    )
            elif isinstance(event, yaml.NodeEvent):
                self._node(event)
            elif isinstance(event, yaml.CollectionEndEvent):
                self._close()
        if self.root is None or (isinstance(self.root, Scalar) and self.root.is_null):
            finding = Finding(
                Code.EMPTY_FILE,
                Origin(self.path),
                "the file holds no content",
                "write its content, or delete it",
            )
            raise _RefusedError(finding)
        return self.root

    def _node(self, event: yaml.NodeEvent) -> None:
        self._grow(1, event)
        if isinstance(event, yaml.AliasEvent):
            self._add(self._alias(event))
            return
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            hint = "remove the tag: a value is read as its field expects it"
            written = str(tag).replace("tag:yaml.org,2002:", "!!")
            self._refuse(Code.YAML_TAG, event, f"the tag '{written}' is not allowed in content", hint)
        if isinstance(event, yaml.ScalarEvent):
            node = self._scalar(event)
            self._add(node)
            self._remember(event.anchor, node, 1)
            return
        if len(self.open) >= MAX_DEPTH:
            message = f"content is nested more than {MAX_DEPTH} levels deep"
            self._refuse(Code.YAML_TOO_DEEP, event, message, "close the brackets, or reduce the indentation")
        is_mapping = isinstance(event, yaml.MappingStartEvent)
        self.open.append(_Open(self._origin(event), is_mapping, getattr(event, "anchor", None)))

    def _close(self) -> None:
        done = self.open.pop()
        node: Node
        if done.is_mapping:
            node = Mapping(self._entries(done.nodes), done.origin)
        else:
            node = Sequence(tuple(done.nodes), done.origin)
        self._remember(done.anchor, node, _size(node) if done.anchor else 0)
        self._add(node)

    def _entries(self, nodes: list[Node]) -> tuple[tuple[Scalar, Node], ...]:
        entries: dict[str, tuple[Scalar, Node]] = {}
        for key, value in zip(nodes[::2], nodes[1::2], strict=True):
            if not isinstance(key, Scalar):
                hint = "write a plain word before the colon"
                raise _RefusedError(Finding(Code.YAML_SYNTAX, key.origin, "a key must be a word", hint))
            if key.text in entries:
                first = entries[key.text][0].origin
                message = f"the key '{key.text}' stands twice in this mapping, first on line {first.line}"
                hint = "merge the two, or remove one"
                self.findings.append(Finding(Code.DUPLICATE_KEY, key.origin, message, hint, (first,)))
                continue
            if isinstance(value, Scalar) and value.plain and not value.raw:
                end = key.origin.column - 1 + len(key.raw)
                behind = self.lines[key.origin.line - 1][end : end + _NEAR]
                self.findings.append(empty(key.text, key.origin, behind))
            entries[key.text] = (key, value)
        return tuple(entries.values())

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        first, last = _mark(event.start_mark), _mark(event.end_mark)
        start, end = first.index, last.index
        is_quoted = event.style in ("'", '"')
        self.quoted = Quoted(first.line, first.column, last.line, last.column) if is_quoted else None
        plain = event.style in (None, "") and bool(event.implicit[0])
        scalar = Scalar(event.value, self._origin(event), self.text[start:end], plain)
        for char in dict.fromkeys(UNFIT.findall(event.value)):
            self.findings.append(unfit(char, scalar.place(char)))
        if plain and start < end:
            self.findings += comment_in_text(
                self.text, end, Origin(self.path, last.line + 1, last.column + 1)
            )
        return scalar

    def _alias(self, event: yaml.AliasEvent) -> Node:
        known = self.anchors.get(event.anchor or "")
        if known is None:
            message = f"'*{event.anchor}' refers to nothing that is complete above it"
            self._refuse(
                Code.YAML_ALIAS, event, message, f"define it with '&{event.anchor}', not inside itself"
            )
        node, size = known
        self._grow(size, event)
        return node

    def _remember(self, anchor: str | None, node: Node, size: int) -> None:
        if anchor:
            self.anchors[anchor] = (node, size)

    def _grow(self, by: int, event: yaml.Event) -> None:
        self.count += by
        if self.count > MAX_NODES:
            message = f"the content grows to more than {MAX_NODES:,} values when its aliases are filled in"
            self._refuse(
                Code.YAML_TOO_MANY, event, message, "write the text out instead of repeating an alias"
            )

    def _add(self, node: Node) -> None:
        if self.open:
            self.open[-1].nodes.append(node)
        else:
            self.root = node

    def _origin(self, event: yaml.Event) -> Origin:
        mark = _mark(event.start_mark)
        return Origin(self.path, mark.line + 1, mark.column + 1)

    def _refuse(self, code: Code, event: yaml.Event, message: str, hint: str) -> NoReturn:
        raise _RefusedError(Finding(code, self._origin(event), message, hint))


def _mark(mark: Any) -> yaml.Mark:
    """The mark of an event; PyYAML's types allow None, which its loaders never give."""
    return cast("yaml.Mark", mark)


def _size(node: Node) -> int:
    """How many nodes a tree has; shared parts are counted each time they occur, as they will be read."""
    total, todo = 0, [node]
    while todo and total <= MAX_NODES:
        here = todo.pop()
        total += 1
        if isinstance(here, Sequence):
            todo.extend(here.items)
        elif isinstance(here, Mapping):
            todo.extend(value for _, value in here.entries)
    return total
