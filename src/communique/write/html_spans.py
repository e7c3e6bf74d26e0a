"""Spans to HTML. Only resolved spans reach a writer; a name that compose left standing is our fault and raises."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any

from communique.compose.model import Note, Region, Wording
from communique.content.spans import (
    Code,
    Emphasis,
    Fill,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Span,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
)

BOX, TICKED_BOX = "☐", "☑"


class Medium(StrEnum):
    """What the markup is for: a page in a browser, or the pages of a PDF, where layout sets notes and numbers."""

    SCREEN = "screen"
    PRINT = "print"


@dataclass(slots=True)
class Setting:
    """What spans and blocks need to know of the document around them.

    `stacks` are the font stacks of a PDF's drawings, by "serif" and "sans"; `rungs` has elements say how high they stand;
    `fillable` makes form fields; `named_from` is where running heads begin to name sections. Three change while a document
    is written: `row` is the head of the table row at hand, which describes its fields; `called` are the numbers of the
    notes that were set at their call, so that a second call does not set the note again; `naming` is true from there on.
    """

    medium: Medium
    notes: Mapping[int, Note]
    words: Wording
    stacks: Mapping[str, str] = field(default_factory=dict)
    rungs: bool = False
    fillable: bool = False
    named_from: Region | None = None
    naming: bool = False
    row: str = ""
    called: set[int] = field(default_factory=set)


class UnresolvedSpanError(TypeError):
    """A span that compose should have replaced came to a writer."""


def attribute(name: str, value: str) -> str:
    """An attribute with a blank before it, or nothing when the value is empty."""
    return f' {name}="{escape(value)}"' if value else ""


def write_spans(spans: Spans, setting: Setting) -> str:
    """The HTML of spans; everything that is not markup of ours is escaped."""
    return "".join(_write(span, setting) for span in spans)


def _write(span: Span, setting: Setting) -> str:
    write = _WRITERS.get(type(span))
    if write is None:
        raise UnresolvedSpanError(type(span).__name__)
    return write(span, setting)


def _words(span: Words, _: Setting) -> str:
    return escape(span.text, quote=False)


def _code(span: Code, _: Setting) -> str:
    return f"<code>{escape(span.text, quote=False)}</code>"


def _emphasis(span: Emphasis, setting: Setting) -> str:
    return f"<em>{write_spans(span.children, setting)}</em>"


def _strong(span: Strong, setting: Setting) -> str:
    return f"<strong>{write_spans(span.children, setting)}</strong>"


def _styled(span: Styled, setting: Setting) -> str:
    return f'<span class="{escape(span.role)}">{write_spans(span.children, setting)}</span>'


def _link(span: Link, setting: Setting) -> str:
    return f"<a{attribute('href', span.href)}>{write_spans(span.children, setting)}</a>"


def _jump(span: Jump, setting: Setting) -> str:
    return f"<a{attribute('href', '#' + span.target)}>{write_spans(span.children, setting)}</a>"


def _page_of(span: PageOf, setting: Setting) -> str:
    """The number is set by the layout (CSS `target-counter`); a page on a screen has no pages and gets nothing."""
    if setting.medium is Medium.SCREEN:
        return ""
    return f'<a class="page-of"{attribute("href", "#" + span.target)}></a>'


def _line_break(_: LineBreak, __: Setting) -> str:
    return "<br>"


def _tick(span: Tick, setting: Setting) -> str:
    if setting.fillable:
        state = " checked" if span.checked else ""
        return f'<input type="checkbox"{_named(span.name, span.label)}{state}>'
    sign = TICKED_BOX if span.checked else BOX
    state = f' aria-checked="{str(span.checked).lower()}" aria-readonly="true"'
    return f'<span class="tick" role="checkbox"{state}{attribute("aria-label", span.label)}>{sign}</span>'


def _fill(span: Fill, setting: Setting) -> str:
    """What stands there already; below it, in a PDF that can be filled in, a field for more, and room elsewhere."""
    words = write_spans(span.children, setting)
    if not setting.fillable:
        return words
    named = _named(span.name, described(span, setting.row)) + attribute("class", "more" if words else "")
    if span.options:
        pairs = "".join(
            f'<option value="{escape(value)}">{escape(shown)}</option>'
            for value, shown in (("", ""), *span.options)
        )
        return f"{words}<select{named}>{pairs}</select>"
    if span.kind == "notes":
        return f"{words}<textarea{named}></textarea>"
    return f'{words}<input type="text"{named}>'


def described(span: Fill, row: str) -> str:
    """A field's description: what goes there, and the head of its row where it stands in one."""
    return f"{span.label}: {row}" if row else span.label


def _named(name: str, description: str) -> str:
    return attribute("name", name) + attribute("title", description or name)


def _note_call(span: NoteCall, setting: Setting) -> str:
    number = span.number
    first = number not in setting.called
    setting.called.add(number)
    if setting.medium is Medium.SCREEN:
        anchor = f' id="note-call-{number}"' if first else ""
        return f'<sup class="note-call"><a{anchor} href="#note-{number}">{number}</a></sup>'
    if not first:
        return f'<sup class="note-call">{number}</sup>'
    text = write_spans(setting.notes[number].spans, setting)
    return f'<span class="footnote" data-number="{number}">{text}</span>'


_WRITERS: Mapping[type, Callable[[Any, Setting], str]] = {
    Words: _words,
    Code: _code,
    Emphasis: _emphasis,
    Strong: _strong,
    Styled: _styled,
    Link: _link,
    Jump: _jump,
    PageOf: _page_of,
    LineBreak: _line_break,
    Tick: _tick,
    Fill: _fill,
    NoteCall: _note_call,
}
