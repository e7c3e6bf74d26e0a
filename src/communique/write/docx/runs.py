"""Spans to runs. Emphasis and roles are character styles; where two meet, the inner one is said in the run itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from communique.content.spans import (
    Code,
    Emphasis,
    Fill,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
    plain,
)
from communique.write.docx.cited import Cited, cited
from communique.write.docx.controls import CONTROL_END, block_name, fill_start, write_tick
from communique.write.docx.draft import Draft
from communique.write.docx.fields import begin_field, end_field, write_field
from communique.write.docx.names import span_style, style_id
from communique.write.docx.ooxml import add
from communique.write.docx.order import put
from communique.write.docx.paper import LINE_BREAK, Paper, opened, scratch
from communique.write.docx.scripts import Stretch, stretches
from communique.write.html_spans import UnresolvedSpanError


class Voice(NamedTuple):
    """How runs speak: a character style (its id), and bold or italic that no style of theirs says.

    `loud` tells that the paragraph is bold already. There a bold character style would take the bold away, because
    bold is a toggle between kinds of style (ECMA-376 17.7.3); bold in the run itself is absolute.
    """

    style: str = ""
    bold: bool = False
    italic: bool = False
    loud: bool = False

    def styled(self, name: str) -> Voice:
        """The voice in a character style; what an emphasis said before is kept in the run."""
        bold = self.bold or self.style in _BOLD_STYLES
        italic = self.italic or self.style in _ITALIC_STYLES
        return self._replace(style=style_id(name), bold=bold, italic=italic)

    def strong(self) -> Voice:
        """The voice with importance."""
        if self.style in _WITH_STRONG:
            return self._replace(style=_WITH_STRONG[self.style], bold=self.loud)
        return self._replace(bold=True)

    def emphatic(self) -> Voice:
        """The voice with stress."""
        if self.style in _WITH_EMPHASIS:
            return self._replace(style=_WITH_EMPHASIS[self.style])
        return self._replace(italic=True)


_WITH_STRONG = {
    "": "Strong",
    "Emphasis": "StrongEmphasis",
    "Strong": "Strong",
    "StrongEmphasis": "StrongEmphasis",
}
_WITH_EMPHASIS = {"": "Emphasis", "Strong": "StrongEmphasis", "Emphasis": "Emphasis"}
_BOLD_STYLES = frozenset({"Strong", "StrongEmphasis"})
_ITALIC_STYLES = frozenset({"Emphasis", "StrongEmphasis"})
QUIET, LOUD = Voice(), Voice(loud=True)
_SHORT = 40  # characters of a citation that need not be broken


def write_spans(draft: Draft, spans: Spans, voice: Voice = QUIET) -> None:
    """The runs of spans. Raises UnresolvedSpanError for a span that compose should have replaced."""
    for span in spans:
        if type(span) is Words:  # nearly every one
            speak(draft, span.text, voice)
            continue
        write = _WRITERS.get(type(span))
        if write is None:
            raise UnresolvedSpanError(type(span).__name__)
        write(draft, span, voice)


def write_words(paper: Paper, words: str, voice: Voice = QUIET) -> None:
    """A run of plain characters, of the document's ordinary script."""
    paper.say(opening(voice), words)


def speak(draft: Draft, words: str, voice: Voice = QUIET) -> None:
    """Runs of words, cut where the script changes; the draft notes the languages."""
    if words.isascii():
        draft.paper.say(opening(voice), words)
        return
    for stretch in say(draft.paper, words, draft.document.metadata.language, voice):
        if stretch.script is not None:
            draft.spoken.setdefault(stretch.script.slot, stretch.language)


def say(paper: Paper, words: str, language: str, voice: Voice = QUIET) -> tuple[Stretch, ...]:
    """Runs of words in a document of a language: right-to-left ones are marked so, and each names its language."""
    found = tuple(stretches(words, language))
    for stretch in found:
        slot = stretch.script.slot if stretch.script else ""
        paper.say(opening(voice, slot, stretch.language if slot else ""), stretch.words)
    return found


@lru_cache(maxsize=1024)
def opening(voice: Voice, slot: str = "", language: str = "") -> str:
    """What a run begins with that speaks in a voice; `slot` is the place in `w:lang` of another script's language."""
    run = scratch("w:r")
    if not (voice.style or voice.bold or voice.italic or slot):
        return opened(run)
    letters = add(run, "w:rPr")
    if voice.style:
        put(letters, "w:rStyle", val=voice.style)
    for name, said in (("b", voice.bold), ("i", voice.italic)):
        if said:
            put(letters, f"w:{name}")
            put(letters, f"w:{name}Cs")
    if slot == "bidi":
        put(letters, "w:rtl")
    elif slot:
        put(letters, "w:rFonts", hint=slot)  # signs that several scripts share get the font of this one
    if slot:
        put(letters, "w:lang", **{slot: language})
    return opened(run)


def _code(draft: Draft, span: Code, voice: Voice) -> None:
    speak(draft, span.text, voice.styled("Code"))


def _emphasis(draft: Draft, span: Emphasis, voice: Voice) -> None:
    write_spans(draft, span.children, voice.emphatic())


def _strong(draft: Draft, span: Strong, voice: Voice) -> None:
    write_spans(draft, span.children, voice.strong())


def _styled(draft: Draft, span: Styled, voice: Voice) -> None:
    write_spans(draft, span.children, voice.styled(span_style(span.role)))


def _link(draft: Draft, span: Link, voice: Voice) -> None:
    target = draft.links.to("hyperlink", span.href, external=True)
    draft.paper.put(f'<w:hyperlink r:id="{target}" w:history="1">')
    write_spans(draft, span.children, voice.styled("Hyperlink"))
    draft.paper.put("</w:hyperlink>")


def _jump(draft: Draft, span: Jump, voice: Voice) -> None:
    """A cross reference: where it says what its target says, a field that Word can write anew when that is edited."""
    name = draft.references.bookmarks[span.target]
    styled = voice.styled("Cross Reference")
    words = plain(span.children)
    if draft.references.titles.get(span.target) == words:
        begin_field(draft.paper, f"REF {name} \\h", styled.style)
        write_spans(draft, span.children, styled)
        end_field(draft.paper, styled.style)
        return
    label = draft.references.sources.get(span.target)
    found = cited(words, label) if label else None
    if found is not None and all(isinstance(child, Words) for child in span.children):
        _cite(draft, name, found, styled)
        return
    draft.paper.put(f'<w:hyperlink w:anchor="{name}" w:history="1">')
    write_spans(draft, span.children if label is None else _unbroken(span.children), styled)
    draft.paper.put("</w:hyperlink>")


def _cite(draft: Draft, name: str, found: Cited, voice: Voice) -> None:
    """A citation whose number Word counts; what stands around the number is plain text."""
    short = len(found.before + found.number + found.after) <= _SHORT
    before, after = (_closed(part) if short else part for part in (found.before, found.after))
    if before:
        speak(draft, before, voice)
    write_field(draft.paper, found.field(name), found.number, voice.style)
    if after:
        speak(draft, after, voice)


def _closed(words: str) -> str:
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _unbroken(spans: Spans) -> Spans:
    """Words that stay on one line, where they are short."""
    return tuple(
        Words(_closed(span.text)) if isinstance(span, Words) and len(span.text) <= _SHORT else span
        for span in spans
    )


def _page_of(draft: Draft, span: PageOf, voice: Voice) -> None:
    """The number as the layout of the PDF has it, until Word counts anew; empty when no layout was given."""
    page = draft.pages.get(span.target)
    name = draft.references.bookmarks[span.target]
    write_field(draft.paper, f"PAGEREF {name} \\h", "" if page is None else str(page), voice.style)


def _line_break(draft: Draft, _: LineBreak, __: Voice) -> None:
    draft.paper.blank(LINE_BREAK)


def _tick(draft: Draft, span: Tick, _: Voice) -> None:
    draft.counters.control += 1
    write_tick(draft.paper, span, draft.counters.control)


def _fill(draft: Draft, span: Fill, voice: Voice) -> None:
    """A control to fill in; empty, it shows what goes there."""
    draft.counters.control += 1
    language = draft.document.metadata.language
    draft.placeholders.setdefault(span.label)
    draft.paper.put(fill_start(span, draft.counters.control, language, block_name(span.label)))
    if span.children:
        write_spans(draft, span.children, voice)
    else:
        speak(draft, span.label, Voice(style_id("Placeholder Text")))
    draft.paper.put(CONTROL_END)


def _note_call(draft: Draft, span: NoteCall, _: Voice) -> None:
    """The first call of a note is the note's reference; a later one is a field that repeats its number."""
    name = f"_note_{span.number}"
    style = style_id("Footnote Reference")
    if span.number in draft.noted:
        write_field(draft.paper, f"NOTEREF {name} \\f \\h", str(span.number), style)
        return
    draft.noted.add(span.number)
    call = f'{opening(Voice(style))}<w:footnoteReference w:id="{span.number}"/></w:r>'
    if span.number in draft.references.shared_notes:
        draft.counters.bookmark += 1
        number = draft.counters.bookmark
        call = f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{call}<w:bookmarkEnd w:id="{number}"/>'
    draft.paper.put(call)


_WRITERS: Mapping[type, Callable[[Draft, Any, Voice], None]] = {
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
