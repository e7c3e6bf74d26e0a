"""What the cover of a template says already, so that a document need not say it again: its title and subtitle."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from communique.compose.model import Document, Heading, Paragraph, walk
from communique.compose.title import levels_below_title
from communique.content.spans import NoteCall, PageOf, Spans, plain
from communique.content.spans import walk as walk_spans
from communique.write.docx.reference.filling import keys_below
from communique.write.docx.reference.nodes import Element

_ROLE = "cover-title"


def shown_on(cover: Iterable[Element]) -> frozenset[str]:
    """The values that blocks of a template show in the open text, by the names of `KEYS`. Text boxes do not count: screen
    readers come to them last, and some programs do not show them.
    """
    return frozenset(key for block in cover for key, is_open in keys_below(block) if is_open)


def hides_title(cover: Iterable[Element]) -> bool:
    """True when a cover shows the title in a text box, and nowhere else."""
    found = [is_open for block in cover for key, is_open in keys_below(block) if key == "title"]
    return bool(found) and not any(found)


def said_on_cover(document: Document, shown: frozenset[str], values: Mapping[str, str]) -> frozenset[int]:
    """The blocks of a document that a cover says, by their identity: the title, and with it the subtitle.

    A title with a number, a footnote or other words than the cover has stays where it is.
    """
    titles = {id(block) for block in _titles(document) if _is_said(block.spans, values["title"])}
    if "title" not in shown or not titles:
        return frozenset()
    below = (
        each for each in walk(document.blocks) if isinstance(each, Paragraph) and each.role == "subtitle"
    )
    first = next(below, None)
    if "subtitle" in shown and first is not None and _is_said(first.spans, values["subtitle"]):
        titles.add(id(first))
    return frozenset(titles)


def _titles(document: Document) -> Iterator[Heading | Paragraph]:
    for heading, level in levels_below_title(document.blocks):
        if not level and not heading.number:
            yield heading
    yield from (each for each in walk(document.blocks) if isinstance(each, Paragraph) and each.role == _ROLE)


def _is_said(spans: Spans, value: str) -> bool:
    """True when a value holds the words, and nothing in them would be lost."""
    words = _folded(plain(spans))
    lost = any(isinstance(span, NoteCall | PageOf) for span in walk_spans(spans))
    return bool(words) and words in _folded(value) and not lost


def _folded(words: str) -> str:
    return " ".join(words.split()).casefold()
