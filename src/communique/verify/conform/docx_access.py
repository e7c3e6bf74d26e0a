"""Accessibility of a finished Word file, beyond title, language, heading steps, header rows and text alternatives.

There is no checker of Microsoft's outside Word. These are the rules of Word's own checker and of WCAG 2.2 that a machine can
tell from the file: empty lines, layout by blanks, typed lists, empty headings, links without words, floating objects, tables
that do not read row by row, letters that are hard to see, and right-to-left words that are not marked. Letters in the cells of
a table style are held against white paper; pictures are not looked at.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from communique.codes import Code
from communique.compose.model import Document, walk
from communique.content.characters import RIGHT_TO_LEFT
from communique.content.spans import Link, plain
from communique.content.spans import walk as walk_spans
from communique.findings import Finding, Origin, Severity
from communique.theme import Theme
from communique.verify.conform.common import BUG, Finished
from communique.verify.conform.docx_looks import Letters, Looks, contrast, read_looks, style_names
from communique.verify.extract.docx_body import DOCUMENT_BOOKMARK
from communique.verify.extract.docx_styles import outline_level
from communique.verify.extract.model import UnreadableError
from communique.verify.extract.ooxml import WP, W
from communique.verify.extract.package import Element, open_package
from communique.verify.words import cut

_TYPED = re.compile(r"^\s*(?:[-–•·*▪‣]|\(?(?:\d{1,3}|[a-z])[.)])\s")
_BLANKS = re.compile(r"[ \u00a0]{4,}|\t[ \u00a0]*\t")
# Link texts that say nothing when a screen reader lists the links of a page (WCAG 2.2, 2.4.4).
_SAY_NOTHING = frozenset(
    [
        "here",
        "click here",
        "more",
        "read more",
        "link",
        "this",
        "this link",
        "hier",
        "mehr",
        "ici",
        "cliquez ici",
        "plus",
        "aquí",
        "más",
        "qui",
        "여기",
    ]
)
_NORMAL, _LARGE = 4.5, 3.0  # WCAG 2.2, 1.4.3
_LARGE_SIZE, _LARGE_BOLD = 18.0, 14.0
_RULES = "change the template's markup"
_WORDS = "write the text in another way"


def check_access(file: Finished, document: Document, theme: Theme) -> tuple[Finding, ...]:
    """A finding for each fault. A file that cannot be opened is told elsewhere, and has none here."""
    try:
        package = open_package(file.data)
    except UnreadableError:
        return ()
    main = next(iter(package.related("officeDocument")), "")
    root = package.tree(main)
    body = None if root is None else root.find(f"{W}body")
    if body is None:
        return ()
    looks = read_looks(package, main)
    blocks = own_blocks(body)
    found = [
        Finding(Code.NOT_ACCESSIBLE, file.origin, told, hint)
        for check in _CHECKS
        for told, hint in check(blocks, looks)
    ]
    found += _links(blocks, document, file.origin)
    found += _letters(blocks, looks, theme, file.origin)
    return tuple(found)


def own_blocks(body: Element) -> tuple[Element, ...]:
    """What the document itself says, without the office's own text around it."""
    blocks = [child for child in body if isinstance(child.tag, str)]
    marks = [at for at, child in enumerate(blocks) if child.get(f"{W}name") == DOCUMENT_BOOKMARK]
    if not marks:
        return tuple(blocks)
    number = blocks[marks[0]].get(f"{W}id")
    ends = [
        at
        for at, child in enumerate(blocks)
        if child.tag == f"{W}bookmarkEnd" and child.get(f"{W}id") == number
    ]
    return tuple(blocks[marks[0] : ends[0] if ends else None])


_Told = Iterator[tuple[str, str]]


def _empty_lines(blocks: tuple[Element, ...], looks: Looks) -> _Told:
    """Empty paragraphs are read out as "blank". Lines to write on, marks of list items and ends of sections have a purpose."""
    for block in blocks:
        if block.tag == f"{W}p" and not _says(block) and not looks.has_purpose(block):
            yield "an empty paragraph stands in for space", "give the style more space before or after"
            return


def _layout_by_blanks(blocks: tuple[Element, ...], _: Looks) -> _Told:
    for paragraph in _paragraphs(blocks):
        text = _text(paragraph)
        if _BLANKS.search(text):
            yield f"“{cut(text.strip())}” is laid out with blanks or tabs", "use a table or a list"


def _typed_lists(blocks: tuple[Element, ...], looks: Looks) -> _Told:
    """Two lines or more that begin with a typed mark: a screen reader does not know them for a list."""
    for one, other in pairwise(each for each in blocks if each.tag == f"{W}p"):
        if all(_TYPED.match(_text(each)) and not looks.is_listed(each) for each in (one, other)):
            yield (
                f"“{cut(_text(one))}” begins a list that is only typed",
                "write it as a list: lines that begin with '- '",
            )
            return


def _empty_headings(blocks: tuple[Element, ...], looks: Looks) -> _Told:
    for paragraph in _paragraphs(blocks):
        level = outline_level(paragraph.find(f"{W}pPr")) or looks.level(paragraph)
        if level and not _says(paragraph):
            yield "a heading has no words", _RULES


def _floating(blocks: tuple[Element, ...], _: Looks) -> _Told:
    for block in blocks:
        if next(block.iter(f"{WP}anchor", f"{W}framePr", f"{W}txbxContent"), None) is not None:
            yield "something floats beside the text, where screen readers come to it last or never", BUG
            return


def _tables(blocks: tuple[Element, ...], _: Looks) -> _Told:
    """Tables read row by row: no table in a table, no cells merged downwards, headers above, rows as wide as the grid."""
    for table in (each for block in blocks for each in block.iter(f"{W}tbl")):
        first = cut(_text(table))
        if next(table.iterancestors(f"{W}tbl"), None) is not None:
            yield f"the table “{first}” stands in another table", "lay it out as text or as one table"
        if next(table.iter(f"{W}vMerge"), None) is not None:
            yield f"the table “{first}” has cells merged downwards", "repeat the words in each row"
        rows = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        if any(later and not before for before, later in pairwise(rows)):
            yield f"the table “{first}” has a header row below other rows", _RULES
        if _is_ragged(table):
            yield f"the rows of the table “{first}” are not as wide as its columns", BUG


def _is_ragged(table: Element) -> bool:
    columns = len(table.findall(f"{W}tblGrid/{W}gridCol"))
    return any(
        sum(_span(cell) for cell in row.findall(f"{W}tc")) != columns for row in table.findall(f"{W}tr")
    )


def _span(cell: Element) -> int:
    found = cell.find(f"{W}tcPr/{W}gridSpan")
    return 1 if found is None else int(found.get(f"{W}val", "1"))


def _directions(blocks: tuple[Element, ...], looks: Looks) -> _Told:
    """Words of right-to-left scripts are marked so, or their signs end up on the wrong side (17.3.2.30)."""
    for run in (each for block in blocks for each in block.iter(f"{W}r")):
        text = "".join(piece.text or "" for piece in run.iter(f"{W}t"))
        if RIGHT_TO_LEFT.search(text) and not looks.is_on(run, "rtl"):
            yield f"“{cut(text)}” is not marked as written from right to left", BUG
            return


def _languages(_: tuple[Element, ...], looks: Looks) -> _Told:
    for language in looks.languages:
        if not re.fullmatch(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*", language):
            yield (
                f"'{language}' is no language that a screen reader could speak",
                "correct 'language' in the audience's file",
            )


_CHECKS: tuple[Callable[[tuple[Element, ...], Looks], _Told], ...] = (
    _empty_lines,
    _layout_by_blanks,
    _typed_lists,
    _empty_headings,
    _floating,
    _tables,
    _directions,
    _languages,
)


def _links(blocks: tuple[Element, ...], document: Document, origin: Origin) -> Iterator[Finding]:
    """Links say where they lead; the place told is that of the words in the content."""
    for link in (each for block in blocks for each in block.iter(f"{W}hyperlink")):
        words = " ".join(_text(link).split())
        if not words:
            yield Finding(Code.NOT_ACCESSIBLE, origin, "a link has no words", _WORDS)
        elif words.casefold() in _SAY_NOTHING:
            message = f"the link “{words}” does not say where it leads"
            hint = "make the name of what it leads to the link: [the register](https://…)"
            yield Finding(Code.NOT_ACCESSIBLE, _place(document, words) or origin, message, hint)


def _place(document: Document, words: str) -> Origin | None:
    for block in walk(document.blocks):
        for span in walk_spans(getattr(block, "spans", ())):
            if isinstance(span, Link) and plain(span.children).strip() == words:
                return block.source.origin
    return None


def _letters(blocks: tuple[Element, ...], looks: Looks, theme: Theme, origin: Origin) -> Iterator[Finding]:
    """Every style in use can be read, and links are told by more than their colour.

    In an office's look these are warnings, at the template or the theme: each is told once, however many files have it.
    """
    for name, letters in looks.used(blocks):
        large = letters.size >= _LARGE_SIZE or (letters.bold and letters.size >= _LARGE_BOLD)
        ratio, least = contrast(letters.colour, letters.ground), _LARGE if large else _NORMAL
        blamed = _blamed(name, letters, theme, origin)
        if ratio < least:
            message = f"letters of the style '{blamed.style}' are hard to see: contrast {ratio:.1f}, and {least:g} is the least"
            yield Finding(
                Code.NOT_ACCESSIBLE,
                blamed.origin,
                message,
                f"change {blamed.where}",
                severity=blamed.severity,
            )
        if name == "Hyperlink" and not letters.underlined:
            message = "links are told from other words by their colour alone"
            hint = "underline the style 'Hyperlink'"
            yield Finding(Code.NOT_ACCESSIBLE, blamed.origin, message, hint, severity=blamed.severity)


@dataclass(frozen=True, slots=True)
class _Blamed:
    """The style whose letters they are, and the file to change it in."""

    style: str
    origin: Origin
    where: str
    severity: Severity


def _blamed(name: str, letters: Letters, theme: Theme, origin: Origin) -> _Blamed:
    """The office's own style that a style of ours has its colour from, else ours."""
    word = theme.tokens.word
    if theme.reference is None or word is None:
        return _Blamed(name, origin, "'colours' in theme.yaml", Severity.ERROR)
    folder = f"templates/themes/{theme.name}"
    known = style_names(theme.reference)
    for style in (letters.giver, name):
        if style in known:
            place = Origin(f"{folder}/{word.reference}")
            return _Blamed(style, place, "the style in the theme's Word template", Severity.WARNING)
    where = "'colours' in theme.yaml, or name a style of the template for it under 'word: styles:'"
    return _Blamed(name, Origin(f"{folder}/theme.yaml"), where, Severity.WARNING)


def _says(paragraph: Element) -> bool:
    """Words, a picture, a box or a field in it."""
    return bool(_text(paragraph).strip()) or any(
        next(paragraph.iter(f"{W}{name}"), None) is not None
        for name in ("drawing", "pict", "fldChar", "fldSimple", "sym")
    )


def _paragraphs(blocks: tuple[Element, ...]) -> Iterator[Element]:
    for block in blocks:
        yield from block.iter(f"{W}p")


def _text(node: Element) -> str:
    """The words of an element, as they stand in its runs; tabs are told apart from blanks."""
    pieces = node.iter(f"{W}t", f"{W}tab", f"{W}br")
    return "".join(
        _WHITE.get(piece.tag, piece.text or "") for piece in pieces if piece.getparent().tag == f"{W}r"
    )


_WHITE = {f"{W}tab": "\t", f"{W}br": "\n"}
