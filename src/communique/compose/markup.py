"""Semantic HTML of the closed vocabulary to blocks of the tree.

Content values arrive as `<x-line path>`, `<x-prose path>` and `<x-figure path>` and are replaced by their parsed text,
so that each block knows the line of the content file it came from. Names are still unresolved (`resolve.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from communique.audience.redaction import is_stand_in
from communique.compose.drawing.matrix import MARKS, Key
from communique.compose.elements import Element
from communique.compose.model import (
    Bibliography,
    Block,
    Blocks,
    Callout,
    Contents,
    Definitions,
    Figure,
    Heading,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Region,
    Source,
)
from communique.compose.phrases import INLINE, read_phrases
from communique.compose.reading import Reading
from communique.compose.roles import (
    CALLOUT_KINDS,
    DEFINITIONS_ROLES,
    HEADING_ROLES,
    LIST_ROLES,
    PARAGRAPH_ROLES,
    REGION_ROLES,
)
from communique.compose.tables import read_definitions, read_table
from communique.content.model import Brief, Case, Chart, Picture
from communique.content.prose import parse_prose
from communique.content.schema import did_you_mean
from communique.content.spans import (
    ProseBlock,
    ProseList,
    ProseParagraph,
    ProseQuote,
    Words,
    has_words,
)
from communique.content.text import FIGURE_ELEMENT, LINE_ELEMENT, PROSE_ELEMENT, Text

GLOSSARY = "glossary"


def read_blocks(root: Element, reading: Reading) -> Blocks:
    """The blocks of a whole document."""
    reading.check_attributes(root)
    return _blocks(root, reading)


def _blocks(parent: Element, reading: Reading) -> Blocks:
    """The blocks inside an element that holds blocks only; loose text is a finding."""
    found: list[Block] = []
    for node in parent.nodes:
        if isinstance(node, str):
            if node.strip():
                reading.refuse(parent.origin, f"loose text '{_short(node)}'", "put it into <p>…</p>")
        else:
            found.extend(_block(node, reading))
    return tuple(found)


def _flow(parent: Element, reading: Reading, role: str = "") -> Blocks:
    """The blocks inside an element that may hold running text or blocks: runs of text become paragraphs."""
    found: list[Block] = []
    run: list[Element | str] = []
    for node in (*parent.nodes, None):
        if node is not None and (isinstance(node, str) or node.name in INLINE):
            run.append(node)
            continue
        if any(not isinstance(inline, str) or inline.strip() for inline in run):
            found.append(_one_paragraph(Element("p", {}, parent.origin, run), reading, role))
        run = []
        if node is not None:
            found.extend(_with_role(block, role) for block in _block(node, reading))
    return tuple(found)


def _block(element: Element, reading: Reading) -> Blocks:
    """The blocks that one block element stands for."""
    reader = _BLOCKS.get(element.name)
    if reader is None:
        known = tuple(sorted({*_BLOCKS, *INLINE}))
        hint = did_you_mean(element.name, known)
        reading.refuse(element.origin, f"<{element.name}> can't stand here", hint)
        return ()
    return reader(element, reading)


def _one_paragraph(element: Element, reading: Reading, role: str = "") -> Paragraph:
    if any(inner.name == PROSE_ELEMENT for inner in element.elements()):
        hint = "print it between blocks, without <p> around it"
        reading.refuse(element.origin, "a text of several paragraphs stands inside a paragraph", hint)
    source = reading.source(element, element)
    return Paragraph(read_phrases(element, reading), source, role, reading.path_of(element))


def _with_role(block: Block, role: str) -> Block:
    return replace(block, role=role) if role and isinstance(block, Paragraph) and not block.role else block


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else words[:29] + "…"


def _prose_blocks(text: Text, reading: Reading) -> Blocks:
    """The blocks of a text field."""
    source = Source(text.path, text.origin, reading.rung((text.path,)))
    return tuple(block for prose in parse_prose(text).blocks for block in _from_prose(prose, source))


def _from_prose(prose: ProseBlock, source: Source) -> Blocks:
    match prose:
        case ProseParagraph(spans):
            return (Paragraph(spans, source),)
        case ProseQuote(blocks):
            return (Callout("note", "", tuple(b for p in blocks for b in _from_prose(p, source)), source),)
        case ProseList(ordered, entries, start):
            kind = ListKind.NUMBER if ordered else ListKind.BULLET
            made = tuple(
                ListItem(tuple(b for p in entry for b in _from_prose(p, source)), source) for entry in entries
            )
            return (List(kind, made, source, "", start),)


def _heading(element: Element, reading: Reading) -> Blocks:
    role = reading.role(element, HEADING_ROLES)
    number = "numbered" if "numbered" in element.classes else ""
    spans, source = read_phrases(element, reading), reading.source(element, element)
    if not has_words(spans):
        message = "the heading has no words" if spans else "the heading is empty"
        hint = "print words in it, or leave it out: a box, a picture and blanks are no words"
        reading.refuse(element.origin, message, hint)
        return ()
    if is_stand_in(source.path):
        number = ""
    return (Heading(int(element.name[1]), spans, source, reading.path_of(element), number, role),)


def _paragraph(element: Element, reading: Reading) -> Blocks:
    paragraph = _one_paragraph(element, reading, reading.role(element, PARAGRAPH_ROLES))
    return (paragraph,) if paragraph.spans or paragraph.role == "write" else ()


def _list(element: Element, reading: Reading) -> Blocks:
    kind = ListKind.NUMBER if element.name == "ol" else ListKind.BULLET
    if "unmarked" in element.classes:
        kind = ListKind.PLAIN
    entries: list[ListItem] = []
    for inner in element.elements():
        if inner.name != "li":
            reading.refuse(inner.origin, f"<{inner.name}> stands in a list", "a list holds <li> only")
            continue
        entries.append(ListItem(_flow(inner, reading), reading.source(inner), reading.path_of(inner)))
    made = List(kind, tuple(entries), reading.source(element), reading.role(element, LIST_ROLES))
    if kind is ListKind.NUMBER:
        return tuple(_without_numbered_gaps(made))
    return (made,) if entries else ()


def _without_numbered_gaps(block: List) -> Iterator[Block]:
    """A numbered list parted where something was removed: what stands for it takes no number."""
    number = block.start
    for gap, entries in groupby(block.items, lambda item: is_stand_in(item.source.path)):
        items = tuple(entries)
        if gap:
            yield from (inner for item in items for inner in item.blocks)
            continue
        yield replace(block, items=items, start=number)
        number += len(items)


def _definitions(element: Element, reading: Reading) -> Blocks:
    entries = read_definitions(element, reading, _flow)
    role = reading.role(element, DEFINITIONS_ROLES)
    return (Definitions(entries, reading.source(element), role),) if entries else ()


def _table(element: Element, reading: Reading) -> Blocks:
    table = read_table(element, reading, _flow)
    return (table,) if table is not None else ()


def _aside(element: Element, reading: Reading) -> Blocks:
    kind = reading.role(element, CALLOUT_KINDS) or "note"
    blocks = _flow(element, reading)
    label = element.attributes.get("label", "")
    return (Callout(kind, label, blocks, reading.source(element)),) if blocks else ()


def _div(element: Element, reading: Reading) -> Blocks:
    source = reading.source(element)
    if "bibliography" in element.classes:
        return (Bibliography((), source),)
    if GLOSSARY in element.classes:
        return (Definitions((), source, GLOSSARY),)
    role = reading.role(element, REGION_ROLES)
    blocks = _blocks(element, reading)
    if role == "bottom-line":
        blocks = tuple(_with_role(block, "statement") for block in blocks)
    return (Region(role, blocks, source, reading.path_of(element)),) if blocks else ()


def _section(element: Element, reading: Reading) -> Blocks:
    return _blocks(element, reading)


def _nav(element: Element, reading: Reading) -> Blocks:
    return (Contents((), reading.source(element)),)


def _rule(element: Element, reading: Reading) -> Blocks:
    return (PageBreak(reading.source(element)),)


def _prose(element: Element, reading: Reading) -> Blocks:
    text = reading.text(element)
    return _prose_blocks(text, reading) if text is not None else ()


def _line(element: Element, reading: Reading) -> Blocks:
    text = reading.text(element)
    if text is not None:
        reading.refuse(element.origin, "a one-paragraph text stands between blocks", "put <p>…</p> around it")
    return ()


def _matrix(brief: Brief, element: Element, reading: Reading) -> Blocks:
    """The pictures of the matrix, each as high as what it shows; the key tells every mark by its letter and in words."""
    told = (part.partition("=") for part in element.attributes.get("key", "").split("|"))
    words = {kind.strip(): said.strip().partition(" ") for kind, _, said in told}
    key = Key({kind: (words[kind][0], words[kind][2]) for kind in MARKS if kind in words and words[kind][2]})
    if len(key.words) != len(MARKS):
        hint = f"write them as in 'applied=A applied|partly=P partly applied', for {', '.join(MARKS)}"
        reading.refuse(element.origin, "the key of the matrix does not tell every mark", hint)
        return ()
    caption = element.attributes.get("caption", "")
    return tuple(
        Figure(
            drawn.image,
            drawn.alt,
            (Words(caption),) if caption else (),
            Source(brief.path, brief.origin, reading.rung(drawn.paths)),
        )
        for drawn in reading.artist.matrix(brief, key)
    )


def _figure(element: Element, reading: Reading) -> Blocks:
    item = reading.items.get(element.attributes.get("path", ""))
    if isinstance(item, Brief):
        return _matrix(item, element, reading)
    paths: tuple[str, ...]
    match item:
        case Picture() if item.file in reading.images:
            image, alt, paths = reading.images[item.file], item.alt or "", (item.path,)
            caption, note = item.caption, item.credit
        case Chart() | Case():
            drawn = reading.artist.chart(item) if isinstance(item, Chart) else reading.artist.timeline(item)
            if drawn is None:
                return ()
            image, alt, paths = drawn.image, drawn.alt, drawn.paths
            caption = item.title if isinstance(item, Chart) else item.timeline_title
            note = item.credit if isinstance(item, Chart) else None
        case _:
            hint = "print the figure itself: {{ figure }}"
            reading.refuse(element.origin, "this is not a figure of the view", hint)
            return ()
    words = element.attributes.get("caption", "")
    spans = parse_prose(caption).spans if caption else (Words(words),) if words else ()
    source = Source(item.path, item.origin, reading.rung(paths))
    anchor = "" if isinstance(item, Case) else item.path  # a reference to a case leads to its heading
    return (Figure(image, alt, spans, source, parse_prose(note).spans if note else (), anchor),)


_BLOCKS: Mapping[str, Callable[[Element, Reading], Blocks]] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4"), _heading),
    "p": _paragraph,
    "ul": _list,
    "ol": _list,
    "dl": _definitions,
    "table": _table,
    "aside": _aside,
    "div": _div,
    "section": _section,
    "nav": _nav,
    "hr": _rule,
    PROSE_ELEMENT: _prose,
    LINE_ELEMENT: _line,
    FIGURE_ELEMENT: _figure,
}
