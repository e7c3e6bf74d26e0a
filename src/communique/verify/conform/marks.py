"""Markings read back from a finished file: there, on every page, as high as what stands there, and as TLP 2.0 places it.

The TLP 2.0 standard (FIRST, 2022, section 2) asks for the label in header and footer of every page, in 12 points or
larger, best at the right, in its own colours. Whether the ground behind the label is black is not looked at.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from communique.codes import Code
from communique.compose.model import Document, Marking
from communique.findings import Finding, Origin
from communique.verify.agree import READ, Said, find_places
from communique.verify.expected import HABITS, expected_notes, expected_units
from communique.verify.extract.model import PdfText, Running, Stretch

TLP = "TLP:"
LEAST = 12.0  # points (TLP 2.0, section 2)
ROUNDING = 0.05  # points that a file's units may lose
THEME = "the theme must show it on every page"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The ladder's labels from lowest to highest, and the highest that the reader may receive."""

    labels: tuple[str, ...]
    ceiling: str


def check_marking(marking: Marking, running: Iterable[Running], origin: Origin) -> Iterator[Finding]:
    """A finding for each header or footer that lacks the label or its restriction; one that goes on is not it."""
    for text in (marking.label, marking.restriction):
        if not text:
            continue
        pattern = _label_pattern(text)
        for each in running:
            if not pattern.search(_plain(each.text)):
                message = f"{each.where} does not bear the marking '{text}'"
                yield Finding(Code.MARKING_MISSING, origin, message, THEME)


def check_page_marks(
    document: Document, text: PdfText, bands: tuple[Running, ...], origin: Origin
) -> Iterator[Finding]:
    """Each page bears a marking at least as high as what stands on it, the first page that of the document.

    `bands` are the header and the footer of each page, in the order of the pages.
    """
    yield from check_marking(document.marking, bands[:2], origin)
    yield from check_marking(Marking("", restriction=document.marking.restriction), bands, origin)
    labels = tuple(dict.fromkeys(marking.label for marking in document.page_marks))
    needed = dict.fromkeys(range(1, text.page_count + 1), 0)
    for page, rung in _standing(document, text):
        needed[page] = max(rung, needed.get(page, 0))
    for number, band in enumerate(bands):
        page = number // 2 + 1
        wanted = document.page_marks[needed[page]].label
        found = labels_in(band.text, labels)
        if not found:
            message = f"{band.where} bears no marking, and what stands on the page is {wanted}"
            yield Finding(Code.MARKING_MISSING, origin, message, THEME)
        elif max(map(labels.index, found)) < labels.index(wanted):
            message = f"{band.where} bears the marking '{max(found, key=labels.index)}', and what stands on the page is {wanted}"
            yield Finding(Code.MARKING_WRONG, origin, message, THEME)


def _standing(document: Document, text: PdfText) -> Iterator[tuple[int, int]]:
    """The page and the rung of everything that a PDF says."""
    habit = HABITS["pdf"]
    said = Said(tuple(piece for piece in text.pieces if piece.place in READ), habit)
    for unit, start, end in find_places(expected_units(document, habit), said):
        yield from ((page, unit.rung) for page in said.pages(start, end))
    rungs = {note.number: note.unit.rung for note in expected_notes(document, habit)}
    for note in text.notes:
        yield note.page, rungs.get(note.number, 0)


def check_ceiling(allowed: Allowed, running: Iterable[Running], origin: Origin) -> Iterator[Finding]:
    """No header or footer bears a marking above the reader's ceiling, and each bears one of the ladder."""
    for each in running:
        found = labels_in(each.text, allowed.labels)
        if not found:
            message = f"{each.where} bears no marking of the ladder"
            yield Finding(Code.MARKING_WRONG, origin, message, THEME)
        for label in found:
            if allowed.labels.index(label) > allowed.labels.index(allowed.ceiling):
                message = f"{each.where} bears '{label}', and the reader's ceiling is {allowed.ceiling}"
                hint = "nothing above the ceiling should be in this file: please report it"
                yield Finding(Code.MARKING_WRONG, origin, message, hint)


def check_placement(marking: Marking, running: Iterable[Running], origin: Origin) -> Iterator[Finding]:
    """Where the marking is a TLP label: its size, its colour, and that it stands at the right."""
    if not marking.label.startswith(TLP):
        return
    for each in running:
        labels = [stretch for stretch in each.stretches if _plain(stretch.text).strip().startswith(TLP)]
        for fault in dict.fromkeys(fault for stretch in labels for fault in _misplaced(stretch, marking)):
            message = f"in {each.where} the marking {fault}"
            hint = "TLP 2.0 asks for 12 points or more, at the right, in its own colours; look at the theme"
            yield Finding(Code.MARKING_PLACE, origin, message, hint)


def _misplaced(stretch: Stretch, marking: Marking) -> Iterator[str]:
    if stretch.size and stretch.size < LEAST - ROUNDING:
        yield f"has letters of {stretch.size:g} points"
    if not stretch.right:
        yield "does not stand at the right"
    if stretch.text.strip() == marking.label and stretch.colour not in {"", marking.foreground.upper()}:
        yield f"has the colour {stretch.colour} and not {marking.foreground.upper()}"


def labels_in(text: str, labels: tuple[str, ...]) -> frozenset[str]:
    """The labels that a text bears; a label that is part of a longer one there ("SECRET" in "TOP SECRET") is not."""
    left, found = _plain(text), set()
    for label in sorted(labels, key=len, reverse=True):
        left, count = _label_pattern(label).subn("\n", left)
        if count:
            found.add(label)
    return frozenset(found)


def _label_pattern(label: str) -> re.Pattern[str]:
    """The label as a whole: "TLP:AMBER" is not found in "TLP:AMBER+STRICT". A line may break anywhere in it."""
    characters = r"\s*".join(re.escape(char) for char in _plain(label) if not char.isspace())
    return re.compile(rf"(?<![\w+:]){characters}(?!\s?[+]|[\w:]|-\w)")


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
