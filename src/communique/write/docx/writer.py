"""The Word writer on one page: references, body, notes, running heads, house styles, package."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache, partial
from typing import NamedTuple

from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Document,
    Figure,
    Heading,
    Region,
    Table,
    walk,
)
from communique.compose.title import levels_below_title, lift_of
from communique.theme import Theme, Tokens
from communique.write.docx import fonts, properties, styles
from communique.write.docx.anchors import references
from communique.write.docx.body import write_blocks
from communique.write.docx.draft import Draft, Frame, Sections
from communique.write.docx.embedding import Cut, embed, theme_cuts
from communique.write.docx.glossary import GLOSSARY, write_glossary
from communique.write.docx.house import STYLES
from communique.write.docx.look import Kind
from communique.write.docx.names import style_id
from communique.write.docx.notes import write_notes
from communique.write.docx.numbering import (
    Instances,
    counted_form,
    counts_plainly,
    first_numbered,
    is_counted,
    with_instances,
    write_numbering,
)
from communique.write.docx.package import Part, Relations, part, zipped
from communique.write.docx.paragraphs import SEPARATOR, close_paragraph, open_paragraph
from communique.write.docx.reference import read_reference
from communique.write.docx.reference.dressing import CUSTOM, House, dress, open_wardrobe, page_of
from communique.write.docx.reference.placing import enclose, put_section
from communique.write.docx.running import write_running
from communique.write.docx.sections import close_last, text_width
from communique.write.docx.sections import put_section as put_own_section
from communique.write.docx.styles import Setup, is_bold
from communique.write.docx.trail import enclose_blocks
from communique.write.docx.unwritable import told_with
from communique.write.docx.watermark import watermark_run
from communique.write.html import direction
from communique.write.naming import LEVEL, named_from
from communique.write.paging import sections
from communique.write.watermark import across


def write_docx(
    document: Document,
    theme: Theme,
    pages: Mapping[str, int] | None = None,
    page_starts: Collection[int] | None = None,
) -> bytes:
    """The document as a Word file (ECMA-376, transitional). The same arguments give the same bytes.

    `pages` are the pages that anchors begin on in a layout of the document, such as the PDF's: the contents and page
    references show them until Word counts anew; without them these places are empty. `page_starts` are the cases and
    parts that begin a page there, by their place (`write/paging.py`); without it all do, and in an office's look, which is not
    what was laid out. Raises UnwritableTextError for words or pictures that a Word file cannot hold, and
    DanglingReferenceError for a target that is not there.
    """
    reference = read_reference(theme).value
    document = replace(document, page=page_of(document, reference, theme.tokens))
    lift = lift_of(document.blocks)
    blocks = tuple(walk(document.blocks))
    setup = _setup(document, blocks, lift)
    values = _values_of(theme.tokens)
    parts = _house(values, setup)
    wardrobe = None if reference is None else open_wardrobe(reference, *(each.data for each in parts))
    house = None if wardrobe is None else dress(document, wardrobe, partial(_mark, document, theme))
    draft = _draft(document, blocks, theme, _Layout(pages or {}, page_starts), house, setup, lift)
    _write_body(draft)
    if theme.tokens.word is not None and theme.tokens.word.block_controls:
        enclose_blocks(draft.trail, draft.paper, draft.counters.control + 1)
        draft.counters.control += len(draft.trail.rows)
    lists = with_instances(_numbers(values, setup), draft.lists)
    numbers = part("word/numbering.xml", "numbering", lists)
    with told_with("the document's own properties"):
        if house is None:
            body = _finished(draft)
        else:
            numbers = house.numbering(numbers, draft.media)
            body = enclose(draft, house)
        heads = tuple(_running_heads(draft))
        core = properties.write_core(document.metadata, _status(document))
    notes = (write_notes(draft),) if document.notes else ()
    cuts = (*(() if reference is None else reference.typefaces), *theme_cuts(theme))
    uses = properties.Uses(
        bool(notes), bool(cuts), draft.spoken, None if reference is None else reference.settings
    )
    own = (*notes, *heads)
    shared = parts if wardrobe is None else wardrobe.parts
    return _package(
        draft,
        [
            part("word/document.xml", "document", body, draft.links),
            *_with_fonts(shared, cuts),
            numbers,
            part("word/settings.xml", "settings", properties.write_settings(document.metadata, uses)),
            part("docProps/core.xml", "core", core),
            *(own if house is None else (*map(house.worn, own), *house.parts())),
            *_placeholders(draft, shared, house),
            *draft.trail.parts(draft.links),
            *draft.media.values(),
        ],
    )


def _status(document: Document) -> str:
    """What the watermark says, for those who look at the file's properties; the marking is no status."""
    return "" if document.watermark == document.marking.label else document.watermark


def _placeholders(draft: Draft, shared: tuple[Part, ...], house: House | None) -> tuple[Part, ...]:
    """What empty controls show, in the document's style for it."""
    own = style_id("Placeholder Text")
    data = {each.name: each.data for each in shared}
    return write_glossary(
        draft.placeholders,
        draft.document.metadata.language,
        own if house is None else house.ids[own],
        data["word/styles.xml"],
        data[FONTS],
    )


def _with_fonts(parts: tuple[Part, ...], cuts: tuple[Cut, ...]) -> tuple[Part, ...]:
    """Styles, fonts and theme, with the fonts themselves where the office's template has them or the theme asks for them."""
    if not cuts:
        return parts
    return tuple(made for each in parts for made in (embed(each, cuts) if each.name == FONTS else (each,)))


def _write_body(draft: Draft) -> None:
    """The blocks; Word needs a paragraph at the end, and one for what the last of them left open."""
    frame = Frame(draft.body, text_width(draft.document.page, turned=False))
    write_blocks(draft, frame, draft.document.blocks)
    if draft.pending or draft.body.last != "w:p":
        open_paragraph(draft, frame, SEPARATOR)
        close_paragraph(draft)


def _finished(draft: Draft) -> bytes:
    close_last(draft)
    return draft.paper.part("w:document", inside="w:body")


def _package(draft: Draft, parts: list[Part]) -> bytes:
    for each in parts:
        kind = _LINKED.get(each.name)
        if kind:
            draft.links.to(kind, each.name)
    outer = Relations()
    outer.to("document", "word/document.xml")
    outer.to("core", "docProps/core.xml")
    if any(each.name == CUSTOM for each in parts):
        outer.to("custom", CUSTOM)
    return zipped(parts, outer, properties.moment_of(draft.document.metadata))


FONTS = "word/fontTable.xml"
_LINKED = {
    "word/styles.xml": "styles",
    "word/numbering.xml": "numbering",
    "word/settings.xml": "settings",
    FONTS: "fonts",
    "word/theme/theme1.xml": "theme",
    "word/footnotes.xml": "footnotes",
    GLOSSARY: "glossary",
}


class _Layout(NamedTuple):
    """What `write_docx` is told of a layout of the document."""

    pages: Mapping[str, int]
    page_starts: Collection[int] | None


def _draft(
    document: Document,
    blocks: tuple[Block, ...],
    theme: Theme,
    layout: _Layout,
    house: House | None,
    setup: Setup,
    lift: int,
) -> Draft:
    values = _values_of(theme.tokens)
    named = named_from(document) if house is None else None
    run_on = _run_on(document, layout.page_starts) if house is None else frozenset()
    from_start = named is not None and id(named) in run_on and _page_of(named, layout.pages) == 1

    def typed(heading: Heading) -> bool:
        return bool(heading.number) and not is_counted(heading, heading.level - lift, setup.first_numbered)

    return Draft(
        document=document,
        theme=theme,
        references=references(document, blocks, typed, counted=bool(setup.sources)),
        pages=layout.pages,
        run_on=run_on,
        sections=Sections(naming=from_start, named=from_start),
        bold_styles=_bold(values) if house is None else house.bold_styles(),
        put_section=put_own_section if house is None else partial(put_section, house=house),
        right=bool(direction(document.metadata.language)),
        lift=lift,
        named_from=named,
        said=frozenset() if house is None else house.said_on_cover(document),
        first_numbered=setup.first_numbered,
        sources_count=bool(setup.sources),
        tables_count=counts_plainly(block.number for block in blocks if isinstance(block, Table)),
        lists=Instances(carried=0 if house is None else house.carried_lists()),
        figures_count=counts_plainly(block.number for block in blocks if isinstance(block, Figure)),
    )


def _labels(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """The numbers of the sources, as the citation style prints them."""
    return tuple(
        entry.label for block in blocks if isinstance(block, Bibliography) for entry in block.entries
    )


def _run_on(document: Document, page_starts: Collection[int] | None) -> frozenset[int]:
    """The cases and parts that begin no page, by identity."""
    if page_starts is None:
        return frozenset()
    return frozenset(id(each) for place, each in enumerate(sections(document)) if place not in page_starts)


def _page_of(named: Region, pages: Mapping[str, int]) -> int | None:
    """The page that a part or case begins on, by its heading, which is the first that it says."""
    return next((pages.get(each.anchor) for each in named.blocks if isinstance(each, Heading)), None)


def _countable(blocks: Blocks) -> Iterator[tuple[int, str]]:
    """Level and number of the headings that get Heading styles which Word can count: not titles, not those outside the contents."""
    for heading, level in levels_below_title(blocks):
        if level and heading.role != "plain":
            yield level, heading.number


def _setup(document: Document, blocks: tuple[Block, ...], lift: int) -> Setup:
    first = first_numbered(_countable(document.blocks))
    sources = counted_form(_labels(blocks))
    upright, turned = (text_width(document.page, turned=way) / 20 for way in (False, True))
    large = not lift or any(isinstance(block, Region) and block.role == "part" for block in document.blocks)
    return Setup(document.metadata.language, upright, turned, document.marking, first, large, sources)


class _Values:
    """Tokens that are equal when their values are, wherever the theme was read; pydantic's own hash is not defined."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.values = repr(tokens)

    def __hash__(self) -> int:
        return hash(self.values)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Values) and self.values == other.values


# The last tokens that were asked for, by identity: they are frozen, and saying them in words takes as long as a page.
_LAST: dict[int, _Values] = {}


def _values_of(tokens: Tokens) -> _Values:
    found = _LAST.get(id(tokens))
    if found is None or found.tokens is not tokens:
        _LAST.clear()
        found = _LAST[id(tokens)] = _Values(tokens)
    return found


@lru_cache(maxsize=16)
def _numbers(values: _Values, setup: Setup) -> bytes:
    return write_numbering(values.tokens, setup.first_numbered, large=setup.large, sources=setup.sources)


@lru_cache(maxsize=16)
def _bold(values: _Values) -> frozenset[str]:
    paragraphs = (row for row in STYLES if row.kind is Kind.PARAGRAPH)
    return frozenset(row.name for row in paragraphs if is_bold(row, values.tokens))


@lru_cache(maxsize=16)
def _house(values: _Values, setup: Setup) -> tuple[Part, ...]:
    """The parts that the theme, paper, language and marking decide: the same for many documents, so made once."""
    tokens = values.tokens
    return (
        part("word/styles.xml", "styles", styles.write_styles(tokens, setup)),
        part("word/fontTable.xml", "fonts", fonts.write_font_table(tokens)),
        part("word/theme/theme1.xml", "theme", fonts.write_theme(tokens)),
    )


def _running_heads(draft: Draft) -> Iterator[Part]:
    for number, (key, name) in enumerate(draft.sections.running.items(), start=1):
        mark = _mark(draft.document, draft.theme, number, turned=key.turned) if key.kind == "header" else ""
        yield write_running(draft.document, name, key, mark=mark, level=LEVEL - draft.lift)


def _mark(document: Document, theme: Theme, number: int, *, turned: bool = False) -> str:
    """The run with the document's watermark for a header, if it has one; office headers are the same for turned pages."""
    if not document.watermark:
        return ""
    return watermark_run(across(document, theme, turned=turned), theme, number)
