"""Conformance of a finished PDF: tagged, titled, PDF/UA-1 by machine, marked on every page, and inert."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from communique.codes import Code
from communique.compose.model import Document
from communique.findings import Finding
from communique.verify.conform.common import (
    BUG,
    Finished,
    check_headings,
    check_metadata,
    check_tables,
    tell_damage,
    tell_unasked,
)
from communique.verify.conform.forms import check_forms
from communique.verify.conform.marks import check_marking, check_page_marks, check_placement
from communique.verify.extract.model import PdfText, Running, Stretch
from communique.verify.words import runs_both_ways, unturned

# A header stands above, a footer below these heights (0 the foot of the page, 1 its top).
HEADER_ABOVE, FOOTER_BELOW = 0.8, 0.2
POINTS = 72 / 25.4  # in a millimetre
PADDING = (
    12.0  # points that may stand between a label and the margin: the ground behind it is wider than the label
)
# What the validator's rules mean to somebody who has never read ISO 14289, by a word in the rule's name; first hit.
MEANINGS = {
    "FIGURE-ALTERNATIVE": "a picture has no text alternative",
    "NOTDEF": "a character has no glyph",
    "HEADING": "headings skip a level",
    "-LI-": "a list item is not made of a marker and a body",
    "-TABLE-": "a table's rows or header cells do not fit together",
    "LANGUAGE": "the language is not given",
    "METADATA": "the file does not say well what it is",
    "FONT": "a font is not embedded as it should be",
    "LINK": "a link has no description or tag",
    "ANNOT": "a link or note is not tagged",
    "CONTENT-TAGGING": "something is neither tagged nor marked as decoration",
}


def check_pdf(file: Finished, document: Document, text: PdfText) -> tuple[Finding, ...]:
    """Everything that a machine can tell of a PDF's conformance, as findings.

    PDF/UA-1 and PDF/A-3a are what page-validation covers (104 rules of the first); the tests ask the veraPDF engine
    the same. Whether an alternative text is a good one, whether the reading order makes sense, and whether colours in
    a photograph can be told apart, no machine tells.
    """
    origin = file.origin
    languages = (text.language,)
    return (
        *tell_damage(text.damage, origin),
        *check_metadata(document, text.title, languages, origin),
        *_check_tags(file, text),
        *_check_profiles(file),
        *check_headings(document, text.headings, "pdf", origin),
        *check_tables(document, text.tables, "pdf", rows=True),
        *_check_marks(file, document, text),
        *check_forms(document, text, origin),
        *tell_unasked(text.active, origin),
    )


def _check_tags(file: Finished, text: PdfText) -> Iterator[Finding]:
    if not text.tagged:
        yield Finding(
            Code.NOT_ACCESSIBLE, file.origin, "the PDF is not tagged: screen readers have to guess", BUG
        )
    if not text.shows_title:
        message = "the PDF does not ask viewers to show its title in the place of the file's name"
        yield Finding(Code.OUTPUT_METADATA, file.origin, message, BUG)


@dataclass(frozen=True, slots=True)
class _Profile:
    """A standard that every PDF follows: the validator's name for it, ours, and the code of what breaks it."""

    key: str
    name: str
    code: Code


_PROFILES = (
    _Profile("ua1", "PDF/UA-1", Code.NOT_ACCESSIBLE),  # ISO 14289-1
    _Profile("3a", "PDF/A-3a", Code.NOT_ARCHIVABLE),  # ISO 19005-3
)


def _check_profiles(file: Finished) -> Iterator[Finding]:
    """Both standards, rule by rule; each rule once."""
    import page  # native, and wanted only when a PDF was written

    for profile in _PROFILES:
        try:
            report = page.validate_pdf_bytes(file.data, profile=profile.key)
        except page.PageError as fault:
            yield Finding(Code.OUTPUT_DAMAGED, file.origin, f"the PDF cannot be validated: {fault}", BUG)
            return
        for rule, failure in {each.rule_id: each for each in report.failures}.items():
            meaning = next((words for word, words in MEANINGS.items() if word in rule), "")
            told = ": ".join(part for part in (meaning, failure.message) if part)
            message = f"the PDF is not {profile.name}: {told} ({rule})"
            yield Finding(profile.code, file.origin, message, "check the templates' markup, then report it")


def _check_marks(file: Finished, document: Document, text: PdfText) -> Iterator[Finding]:
    found = bands(text, document.page.margins[1])
    if document.page_marks:
        yield from check_page_marks(document, text, found, file.origin)
    else:
        yield from check_marking(document.marking, found, file.origin)
    yield from check_placement(document.marking, found, file.origin)


def bands(text: PdfText, margin: float = 0.0) -> tuple[Running, ...]:
    """What stands outside the tags at the top and at the foot of each page; `margin` is the right one in millimetres."""
    found: list[Running] = []
    room = margin * POINTS + PADDING
    for page in range(1, text.page_count + 1):
        loose = [each for each in text.loose if each.page == page]
        head = [each for each in loose if each.height > HEADER_ABOVE]
        foot = [each for each in loose if each.height < FOOTER_BELOW]
        for where, band in (("header", head), ("footer", foot)):
            looks = tuple(Stretch(each.text, each.size, each.colour, each.to_right <= room) for each in band)
            words = " ".join(each.text for each in band)
            if runs_both_ways(words):
                words = f"{words}\n{unturned(words)}"
            found.append(Running(f"the {where} of page {page}", words, looks))
    return tuple(found)
