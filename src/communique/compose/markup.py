"""Semantic HTML of the closed vocabulary to blocks of the tree.

Content values arrive as `<x-line path>`, `<x-prose path>` and `<x-figure path>` and are replaced by their parsed text,
so that each block knows the line of the content file it came from. Names are still unresolved (`resolve.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from communique.codes import Code
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
    Image,
    List,
    ListItem,
    ListKind,
    PageBreak,
    Paragraph,
    Region,
    Source,
)
from communique.compose.phrases import CITE_ELEMENT, INLINE, read_phrases
from communique.compose.roles import (
    CALLOUT_KINDS,
    DEFINITIONS_ROLES,
    HEADING_ROLES,
    LIST_ROLES,
    PARAGRAPH_ROLES,
    REGION_ROLES,
    Role,
)
from communique.compose.tables import read_definitions, read_table
from communique.content.model import Item, Picture
from communique.content.prose import parse_prose
from communique.content.schema import did_you_mean
from communique.content.spans import ProseBlock, ProseList, ProseParagraph, ProseQuote, Spans
from communique.content.text import FIGURE_ELEMENT, LINE_ELEMENT, PROSE_ELEMENT, Text
from communique.findings import Finding, Origin

GLOSSARY = "glossary"
_ATTRIBUTES = frozenset({"class", "of"})
_OWN_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "aside": frozenset({"label"}),
    "col": frozenset({"share", "align"}),
    "th": frozenset({"scope", "colspan"}),
    "td": frozenset({"colspan"}),
    "a": frozenset({"href", "ref"}),
    "input": frozenset({"type", "name", "label", "checked"}),
    CITE_ELEMENT: frozenset({"keys"}),
    **dict.fromkeys((LINE_ELEMENT, PROSE_ELEMENT, FIGURE_ELEMENT), frozenset({"path"})),
}


@dataclass(slots=True)
class Markup:
    """What the reading of one document needs and finds: texts and items of the view by content path, pictures."""

    texts: Mapping[str, Text]
    items: Mapping[str, Item]
    images: Mapping[str, Image]
    findings: list[Finding] = field(default_factory=list)

    def blocks(self, parent: Element) -> Blocks:
        """The blocks inside an element that holds blocks only; loose text is a finding."""
        found: list[Block] = []
        for node in parent.nodes:
            if isinstance(node, str):
                if node.strip():
                    self.refuse(parent.origin, f"loose text '{_short(node)}'", "put it into <p>…</p>")
            else:
                found.extend(self.block(node))
        return tuple(found)

    def flow(self, parent: Element, role: str = "") -> Blocks:
        """The blocks inside an element that may hold running text or blocks: runs of text become paragraphs."""
        found: list[Block] = []
        run: list[Element | str] = []
        for node in (*parent.nodes, None):
            if node is not None and (isinstance(node, str) or node.name in INLINE):
                run.append(node)
                continue
            if any(not isinstance(inline, str) or inline.strip() for inline in run):
                found.append(self._paragraph(Element("p", {}, parent.origin, run), role))
            run = []
            if node is not None:
                found.extend(_with_role(block, role) for block in self.block(node))
        return tuple(found)

    def block(self, element: Element) -> Blocks:
        """The blocks that one block element stands for."""
        self._check_attributes(element)
        reader = _BLOCKS.get(element.name)
        if reader is None:
            known = tuple(sorted({*_BLOCKS, *INLINE}))
            self.refuse(
                element.origin, f"<{element.name}> can't stand here", did_you_mean(element.name, known)
            )
            return ()
        return reader(self, element)

    def spans(self, element: Element) -> Spans:
        """The running text of an element."""
        for inline in element.elements():
            self._check_attributes(inline)
        return read_phrases(element, self)

    def text(self, element: Element) -> Text | None:
        """The content value that an `x-` element stands for."""
        path = element.attributes.get("path", "")
        text = self.texts.get(path)
        if text is None:
            self.refuse(
                element.origin, f"no text of the view has the path '{path}'", "print the value itself"
            )
        return text

    def source(self, element: Element) -> Source:
        """Where an element's words come from: the item it is `of`, else the first value in it, else the template."""
        of = element.attributes.get("of", "")
        item = self.items.get(of) if of else None
        if item is not None:
            return Source(of, item.origin)
        if of:
            self.refuse(element.origin, f'of="{of}" names no item of the view', 'write of="{{ item.path }}"')
        for inner in element.elements():
            text = self.texts.get(inner.attributes.get("path", "")) if inner.name == LINE_ELEMENT else None
            if text is not None:
                return Source(text.path, text.origin)
        return Source("", element.origin)

    def role(self, element: Element, known: Mapping[str, Role]) -> str:
        """The one role in an element's class; an unknown one is a finding."""
        roles = [name for name in element.classes if name not in _MODIFIERS]
        for name in roles:
            if name not in known:
                message = f"'{name}' is not a class of <{element.name}>"
                self.refuse(element.origin, message, did_you_mean(name, tuple(filter(None, known))))
        return roles[0] if roles and roles[0] in known else ""

    def anchored(self, element: Element) -> str:
        """The path of the item that a block is `of`; `numbering.py` makes the anchor from it."""
        return element.attributes.get("of", "")

    def refuse(self, origin: Origin, message: str, hint: str) -> None:
        """Notes a fault of the template."""
        self.findings.append(Finding(Code.TEMPLATE_MARKUP, origin, message, hint))

    def prose(self, text: Text) -> Blocks:
        """The blocks of a text field."""
        source = Source(text.path, text.origin)
        return tuple(block for prose in parse_prose(text).blocks for block in _from_prose(prose, source))

    def _check_attributes(self, element: Element) -> None:
        allowed = _ATTRIBUTES | _OWN_ATTRIBUTES.get(element.name, frozenset())
        for name in element.attributes:
            if name not in allowed:
                hint = "layout and looks belong into the theme's print.css"
                self.refuse(element.origin, f"<{element.name}> has no attribute '{name}'", hint)

    def _paragraph(self, element: Element, role: str = "") -> Paragraph:
        prose = next((inner for inner in element.elements() if inner.name == PROSE_ELEMENT), None)
        if prose is not None:
            hint = "print it between blocks, without <p> around it"
            self.refuse(element.origin, "a text of several paragraphs stands inside a paragraph", hint)
        return Paragraph(self.spans(element), self.source(element), role, self.anchored(element))


_MODIFIERS = frozenset({"numbered", "unmarked"})


def _with_role(block: Block, role: str) -> Block:
    return replace(block, role=role) if role and isinstance(block, Paragraph) and not block.role else block


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 30 else words[:29] + "…"


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


def _heading(markup: Markup, element: Element) -> Blocks:
    role = markup.role(element, HEADING_ROLES)
    number = "numbered" if "numbered" in element.classes else ""
    spans, source = markup.spans(element), markup.source(element)
    if not spans:
        markup.refuse(element.origin, "the heading is empty", "leave it out when there is nothing to head")
        return ()
    return (Heading(int(element.name[1]), spans, source, markup.anchored(element), number, role),)


def _paragraph(markup: Markup, element: Element) -> Blocks:
    paragraph = markup._paragraph(element, markup.role(element, PARAGRAPH_ROLES))  # noqa: SLF001 -- same room
    return (paragraph,) if paragraph.spans or paragraph.role == "write" else ()


def _list(markup: Markup, element: Element) -> Blocks:
    kind = ListKind.NUMBER if element.name == "ol" else ListKind.BULLET
    if "unmarked" in element.classes:
        kind = ListKind.PLAIN
    entries: list[ListItem] = []
    for inner in element.elements():
        if inner.name != "li":
            markup.refuse(inner.origin, f"<{inner.name}> stands in a list", "a list holds <li> only")
            continue
        entries.append(ListItem(markup.flow(inner), markup.source(inner), markup.anchored(inner)))
    made = List(kind, tuple(entries), markup.source(element), markup.role(element, LIST_ROLES))
    return (made,) if entries else ()


def _definitions(markup: Markup, element: Element) -> Blocks:
    entries = read_definitions(element, markup)
    role = markup.role(element, DEFINITIONS_ROLES)
    return (Definitions(entries, markup.source(element), role),) if entries else ()


def _table(markup: Markup, element: Element) -> Blocks:
    table = read_table(element, markup)
    return (table,) if table is not None else ()


def _aside(markup: Markup, element: Element) -> Blocks:
    kind = markup.role(element, CALLOUT_KINDS) or "note"
    blocks = markup.flow(element)
    label = element.attributes.get("label", "")
    return (Callout(kind, label, blocks, markup.source(element)),) if blocks else ()


def _div(markup: Markup, element: Element) -> Blocks:
    source = markup.source(element)
    if "bibliography" in element.classes:
        return (Bibliography((), source),)
    if GLOSSARY in element.classes:
        return (Definitions((), source, GLOSSARY),)
    role = markup.role(element, REGION_ROLES)
    blocks = markup.blocks(element)
    if role == "bottom-line":
        blocks = tuple(_with_role(block, "statement") for block in blocks)
    return (Region(role, blocks, source, markup.anchored(element)),) if blocks else ()


def _section(markup: Markup, element: Element) -> Blocks:
    return markup.blocks(element)


def _nav(markup: Markup, element: Element) -> Blocks:
    return (Contents((), markup.source(element)),)


def _rule(markup: Markup, element: Element) -> Blocks:
    return (PageBreak(markup.source(element)),)


def _prose(markup: Markup, element: Element) -> Blocks:
    text = markup.text(element)
    return markup.prose(text) if text is not None else ()


def _line(markup: Markup, element: Element) -> Blocks:
    text = markup.text(element)
    if text is not None:
        markup.refuse(element.origin, "a one-paragraph text stands between blocks", "put <p>…</p> around it")
    return ()


def _figure(markup: Markup, element: Element) -> Blocks:
    picture = markup.items.get(element.attributes.get("path", ""))
    image = markup.images.get(picture.file) if isinstance(picture, Picture) else None
    if not isinstance(picture, Picture) or image is None:
        markup.refuse(
            element.origin, "this is not a figure of the view", "print the figure itself: {{ figure }}"
        )
        return ()
    source = Source(picture.path, picture.origin)
    caption = parse_prose(picture.caption).spans if picture.caption else ()
    note = parse_prose(picture.credit).spans if picture.credit else ()
    return (Figure(image, picture.alt or "", caption, source, note, picture.path),)


_BLOCKS: Mapping[str, Callable[[Markup, Element], Blocks]] = {
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
