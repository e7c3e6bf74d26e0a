"""Blocks to HTML: the same semantic markup for the screen and for the pages of a PDF.

The only ids are the anchors of the tree. Classes are the names of `compose/roles.py`, which `print.css` styles.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from communique.compose.model import (
    Align,
    Bibliography,
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Definitions,
    Figure,
    Heading,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Region,
    Row,
    Scope,
    Source,
    Table,
)
from communique.content.spans import plain
from communique.write.height import length_class
from communique.write.html_spans import Medium, Setting, attribute, write_spans
from communique.write.naming import is_named
from communique.write.svg import with_theme_fonts

# Regions that a reader would call a section; the others only lay out.
SECTIONS = frozenset({"case", "part"})
SVG = "image/svg+xml"
# The role of a row that heads those below it.
GROUP = "group"
# A paragraph of one of these roles that stands alone in a cell is the cell: `<td>text</td>`.
CELL_ROLES = frozenset({"", "cell", "head"})


def write_blocks(blocks: Blocks, setting: Setting) -> str:
    """The HTML of blocks, one a line."""
    return "".join(_WRITERS[type(block)](block, setting) for block in blocks)


def classes(*names: str) -> str:
    """A class attribute of the names that are not empty."""
    return attribute("class", " ".join(name for name in names if name))


def rung(setting: Setting, *sources: Source | int) -> str:
    """How high an element's words stand, for the layout to read back from its pages."""
    if not setting.rungs:
        return ""
    return f' data-rung="{max(each if isinstance(each, int) else each.rung for each in sources)}"'


def number(text: str) -> str:
    """A number that belongs to a heading or caption, with the blank after it."""
    return f'<span class="number">{escape(text)}</span> ' if text else ""


def _heading(block: Heading, setting: Setting) -> str:
    attributes = attribute("id", block.anchor) + classes(block.role) + rung(setting, block.source)
    if setting.naming and is_named(block):
        attributes += attribute("data-name", plain(block.spans))
    inner = number(block.number) + write_spans(block.spans, setting)
    return f"<h{block.level}{attributes}>{inner}</h{block.level}>\n"


def _paragraph(block: Paragraph, setting: Setting) -> str:
    attributes = attribute("id", block.anchor) + classes(block.role) + rung(setting, block.source)
    return f"<p{attributes}>{write_spans(block.spans, setting)}</p>\n"


def _list(block: List, setting: Setting) -> str:
    tag = "ol" if block.kind is ListKind.NUMBER else "ul"
    start = f' start="{block.start}"' if tag == "ol" and block.start != 1 else ""
    if start and setting.medium is Medium.PRINT:  # WeasyPrint does not read the attribute
        start += f' style="counter-reset: list-item {block.start - 1}"'
    unmarked = "unmarked" if block.kind is ListKind.PLAIN else ""
    items = "".join(_item(item, setting) for item in block.items)
    return f"<{tag}{classes(block.role, length_class(block), unmarked)}{start}>\n{items}</{tag}>\n"


def _item(item: ListItem, setting: Setting) -> str:
    attributes = attribute("id", item.anchor) + rung(setting, item.source, *_lone_source(item.blocks))
    return f"<li{attributes}>{_lone(item.blocks, frozenset({''}), setting)}</li>\n"


def _lone(blocks: Blocks, roles: frozenset[str], setting: Setting) -> str:
    """The text of a single plain paragraph without its `<p>`; anything else as blocks."""
    match blocks:
        case (Paragraph(spans=spans, role=role, anchor=""),) if role in roles:
            return write_spans(spans, setting)
        case _:
            return write_blocks(blocks, setting)


def _lone_source(blocks: Blocks) -> tuple[Source, ...]:
    """The source of a paragraph that may stand without its `<p>`."""
    return tuple(block.source for block in blocks if isinstance(block, Paragraph))


def _definitions(block: Definitions, setting: Setting) -> str:
    entries = "".join(
        f"<dt{attribute('id', entry.anchor)}{rung(setting, entry.source)}>{write_spans(entry.term, setting)}</dt>\n"
        f"<dd{rung(setting, entry.source, *_lone_source(entry.blocks))}>{_lone(entry.blocks, CELL_ROLES, setting)}</dd>\n"
        for entry in block.entries
    )
    return f"<dl{classes(block.role, length_class(block))}>\n{entries}</dl>\n"


def _table(block: Table, setting: Setting) -> str:
    label = f"{setting.words.table} {block.number}." if block.number else ""
    caption = number(label) + write_spans(block.caption, setting)
    parts = [
        f"<table{attribute('id', block.anchor)}{classes(block.role)}>\n",
        f"<caption{rung(setting, block.source)}>{caption}</caption>\n" if caption else "",
        _columns(block.columns),
        _rows("thead", block.head, block.columns, setting),
        *(_rows("tbody", rows, block.columns, setting) for rows in row_groups(block.body)),
        "</table>\n",
        _source_line(block, setting),
    ]
    return "".join(parts)


def _columns(columns: tuple[Column, ...]) -> str:
    widths = "".join(f'<col style="width: {100 * column.share:.4g}%">' for column in columns)
    return f"<colgroup>{widths}</colgroup>\n"


def row_groups(rows: tuple[Row, ...]) -> tuple[tuple[Row, ...], ...]:
    """The rows cut before each row that heads others: `scope="rowgroup"` heads the rest of its `<tbody>`."""
    starts = [at for at, row in enumerate(rows) if at == 0 or row.role == GROUP]
    return tuple(rows[start:end] for start, end in zip(starts, [*starts[1:], len(rows)], strict=True))


def _rows(tag: str, rows: tuple[Row, ...], columns: tuple[Column, ...], setting: Setting) -> str:
    if not rows:
        return ""
    written = "".join(_row(row, columns, setting) for row in rows)
    return f"<{tag}>\n{written}</{tag}>\n"


def _row(row: Row, columns: tuple[Column, ...], setting: Setting) -> str:
    cells: list[str] = []
    at = 0
    setting.row = _row_head(row)
    for cell in row.cells:
        cells.append(_cell(cell, columns[at].align, setting))
        at += cell.span
    setting.row = ""
    attributes = attribute("id", row.anchor) + classes(row.role) + rung(setting, row.source)
    return f"<tr{attributes}>{''.join(cells)}</tr>\n"


def _row_head(row: Row) -> str:
    """The words of the cell that heads a row."""
    heads = (block for cell in row.cells if cell.scope is Scope.ROW for block in cell.blocks)
    return " ".join(plain(block.spans) for block in heads if isinstance(block, Paragraph))


def _cell(cell: Cell, align: Align, setting: Setting) -> str:
    tag = "td" if cell.scope is Scope.NONE else "th"
    side = "" if align is Align.START or cell.span > 1 else align.value
    span = f' colspan="{cell.span}"' if cell.span > 1 else ""
    attributes = attribute("scope", cell.scope.value) + span + classes(side)
    attributes += rung(setting, 0, *_lone_source(cell.blocks))
    return f"<{tag}{attributes}>{_lone(cell.blocks, CELL_ROLES, setting)}</{tag}>"


def _source_line(block: Table | Figure, setting: Setting) -> str:
    if not block.note:
        return ""
    return f'<p class="source"{rung(setting, block.source)}>{write_spans(block.note, setting)}</p>\n'


def _figure(block: Figure, setting: Setting) -> str:
    label = f"{setting.words.figure} {block.number}." if block.number else ""
    caption = number(label) + write_spans(block.caption, setting)
    parts = [
        f"<figure{attribute('id', block.anchor)}{rung(setting, block.source)}>\n",
        _picture(block, setting),
        f"<figcaption>{caption}</figcaption>\n" if caption else "",
        _source_line(block, setting),
        "</figure>\n",
    ]
    return "".join(parts)


def _picture(block: Figure, setting: Setting) -> str:
    """The picture itself. A decorative one is a background in a PDF: WeasyPrint has no artifact for `alt=""`."""
    image, data = block.image, block.image.data
    printed = setting.medium is Medium.PRINT
    if printed and image.media_type == SVG:
        data = with_theme_fonts(data, setting.stacks)
    uri = f"data:{image.media_type};base64,{b64encode(data).decode('ascii')}"
    if printed and not block.alt:
        style = f"width: {image.width}px; height: {image.height}px; background-image: url({uri})"
        return f'<div class="decorative" style="{style}"></div>\n'
    return f'<img src="{uri}" alt="{escape(block.alt)}" width="{image.width}" height="{image.height}">\n'


def _callout(block: Callout, setting: Setting) -> str:
    label = f'<p class="label">{escape(block.label)}</p>\n' if block.label else ""
    return f"<aside{classes(block.kind)}{rung(setting, block.source)}>\n{label}{write_blocks(block.blocks, setting)}</aside>\n"


def _region(block: Region, setting: Setting) -> str:
    setting.naming = setting.naming or block is setting.named_from
    tag = "section" if block.role in SECTIONS else "div"
    names = classes(block.role, length_class(block))
    attributes = attribute("id", block.anchor) + names + rung(setting, block.source)
    return f"<{tag}{attributes}>\n{write_blocks(block.blocks, setting)}</{tag}>\n"


def _contents(block: Contents, setting: Setting) -> str:
    entries = "".join(_contents_entry(entry, setting) for entry in block.entries)
    label = attribute("aria-label", setting.words.contents)
    return f'<nav class="contents"{label}>\n<ul class="unmarked">\n{entries}</ul>\n</nav>\n'


def _contents_entry(entry: ContentsEntry, setting: Setting) -> str:
    page = f'<span class="page-of" data-target="#{escape(entry.target)}"></span>'
    text = number(entry.number) + escape(entry.text, quote=False)
    href = attribute("href", "#" + entry.target)
    return f'<li class="level-{entry.level}"{rung(setting, entry.rung)}><a{href}>{text}{page if setting.medium is Medium.PRINT else ""}</a></li>\n'


def _bibliography(block: Bibliography, setting: Setting) -> str:
    entries = "".join(
        f"<li{attribute('id', entry.anchor)}{rung(setting, entry.rung)}>{number(entry.label)}{write_spans(entry.spans, setting)}</li>\n"
        for entry in block.entries
    )
    return f'<section class="bibliography">\n<ul class="unmarked">\n{entries}</ul>\n</section>\n'


def _page_break(_: PageBreak, __: Setting) -> str:
    return '<hr class="page-break">\n'


_WRITERS: Mapping[type[Block], Callable[[Any, Setting], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    List: _list,
    Definitions: _definitions,
    Table: _table,
    Figure: _figure,
    Callout: _callout,
    Region: _region,
    Contents: _contents,
    Bibliography: _bibliography,
    PageBreak: _page_break,
}
