"""`word/styles.xml`: the rows of `house` in the values of a theme, for one paper and one marking."""

from __future__ import annotations

from dataclasses import dataclass, replace

from communique.compose.model import Marking
from communique.theme import Tokens, TypeStep
from communique.write.docx import numbering
from communique.write.docx.families import heading_step, space_around
from communique.write.docx.house import STYLES
from communique.write.docx.language import is_plain, languages
from communique.write.docx.letters import BOLD, put_letters, put_size, with_step
from communique.write.docx.look import Kind, Lines, Shape, Space, Stop, Style
from communique.write.docx.names import file_name, is_built_in, style_id
from communique.write.docx.ooxml import NAMESPACES, Element, add, element, serialised
from communique.write.docx.order import put
from communique.write.docx.paint import put_colour, put_fill, put_fonts, put_line
from communique.write.docx.table_styles import put_table_styles
from communique.write.html import direction

# Letters of the body fonts are 0.46 of their size wide on average: 72 of them are a line that the eye can follow.
MEASURE = 72 * 0.46
_TWIPS = 20


@dataclass(frozen=True, slots=True)
class Setup:
    """What of a document its styles depend on: language, width of the text in points, marking, numbered headings.

    `large` is true for a document whose chapters open like a document: its headings are a step larger. `sources` is what
    Word shows as the number of a source, "" where it does not count them.
    """

    language: str
    width: float
    turned_width: float
    marking: Marking
    first_numbered: int = 0
    large: bool = False
    sources: str = ""


def twips(points: float) -> int:
    """Points as Word counts lengths."""
    return round(points * _TWIPS)


def write_styles(tokens: Tokens, setup: Setup) -> bytes:
    """The part. All styles are written, used or not: an editor goes on in the house style."""
    part = element("w:styles")
    _put_defaults(part, tokens, setup)
    # 17.7.4.5: styles that Word has and we do not define stay out of the lists until someone uses them.
    add(
        part,
        "w:latentStyles",
        defLockedState=0,
        defUIPriority=99,
        defSemiHidden=1,
        defUnhideWhenUsed=1,
        defQFormat=0,
        count=376,
    )
    for row in STYLES:
        _put_style(part, row, tokens, setup)
    _put_bare(part, "Default Paragraph Font", "character")
    _put_bare(part, "No List", "numbering")
    _put_marking(part, tokens, setup.marking)
    put_table_styles(part, tokens)
    return serialised(part)


def is_bold(row: Style, tokens: Tokens) -> bool:
    """True when a style's letters are bold, by its own row or by those it is based on."""
    while True:
        if row.letters.bold is not None:
            return row.letters.bold
        if row.letters.step:
            return _step(tokens, row.letters.step).weight >= BOLD
        if not row.base:
            return False
        row = _BY_NAME[row.base]


_BY_NAME = {row.name: row for row in STYLES}


def _step(tokens: Tokens, name: str) -> TypeStep:
    step: TypeStep = getattr(tokens.type, name)
    return step


def _step_of(row: Style, setup: Setup) -> str:
    if setup.large and _is_heading(row):
        return heading_step(row.shape.outline, large=True)
    return row.letters.step


def _shape_of(row: Style, setup: Setup) -> Shape:
    if setup.large and _is_heading(row):
        above, below = space_around(row.shape.outline, large=True)
        return replace(row.shape, before=above, after=below)
    return row.shape


def _is_heading(row: Style) -> bool:
    return row.name == f"Heading {row.shape.outline}"


def _put_defaults(part: Element, tokens: Tokens, setup: Setup) -> None:
    defaults = add(part, "w:docDefaults")
    letters = add(add(defaults, "w:rPrDefault"), "w:rPr")
    body = tokens.type.body
    put_fonts(letters, body.family)
    put_colour(letters, tokens, body.colour)
    put(letters, "w:sz", val=round(body.size * 2))
    put(letters, "w:szCs", val=round(body.size * 2))
    put(letters, "w:lang", **languages(setup.language))
    shape = add(add(defaults, "w:pPrDefault"), "w:pPr")
    if direction(setup.language):
        put(shape, "w:bidi")
    put(shape, "w:spacing", before=0, after=0, line=twips(body.leading), lineRule="atLeast")


def _put_style(part: Element, row: Style, tokens: Tokens, setup: Setup) -> None:
    node = _open_style(part, row)
    if row.base:
        put(node, "w:basedOn", val=style_id(row.base))
    if row.next:
        put(node, "w:next", val=style_id(row.next))
    put(node, "w:uiPriority", val=row.priority)
    if row.quick or row.name == "Normal":
        put(node, "w:qFormat")
    step = _step(tokens, _step_of(row, setup)) if row.letters.step else None
    if row.kind is Kind.PARAGRAPH:
        shape = put(node, "w:pPr")
        _put_heading_number(shape, row, setup.first_numbered)
        if setup.sources and row.name == "Bibliography":
            _put_list(shape, numbering.SOURCES, 1)
        _put_shape(shape, _shape_of(row, setup), step, tokens, setup)
    put_letters(put(node, "w:rPr"), with_step(row.letters, step), tokens)
    for name in ("pPr", "rPr"):
        for empty in node.findall(f"w:{name}", NAMESPACES):
            if not len(empty):
                node.remove(empty)


def _open_style(part: Element, row: Style) -> Element:
    node = add(part, "w:style", type=row.kind.value)
    if row.name == "Normal":
        node.set(f"{{{NAMESPACES['w']}}}default", "1")
    if not is_built_in(row.name):
        node.set(f"{{{NAMESPACES['w']}}}customStyle", "1")
    node.set(f"{{{NAMESPACES['w']}}}styleId", style_id(row.name))
    put(node, "w:name", val=file_name(row.name))
    return node


def _put_shape(node: Element, shape: Shape, step: TypeStep | None, tokens: Tokens, setup: Setup) -> None:
    if shape.keep_next is not None:
        put(node, "w:keepNext", val=int(shape.keep_next))
    if shape.keep_lines:
        put(node, "w:keepLines")
    if shape.list_name:
        _put_list(node, shape.list_name, shape.level)
    if shape.rules:
        borders = put(node, "w:pBdr")
        for rule in shape.rules:
            put_line(borders, f"w:{rule.side}", tokens, rule.colour, rule.width, rule.distance)
    if shape.fill:
        put_fill(node, tokens, shape.fill)
    _put_tabs(node, shape, setup)
    _put_spacing(node, shape, step, tokens, setup)
    _put_indents(node, shape, tokens, setup)
    if shape.joined:
        put(node, "w:contextualSpacing")
    if shape.align:
        put(node, "w:jc", val=shape.align)
    if shape.outline:
        put(node, "w:outlineLvl", val=shape.outline - 1)


def _put_heading_number(node: Element, row: Style, first: int) -> None:
    """Ties Heading styles to the list of headings; their plain variants are taken out of it."""
    level = row.shape.outline
    if first and level >= first and _is_heading(row):
        _put_list(node, numbering.HEADINGS, level)
    elif first and row.name.endswith(" Plain"):
        add(put(node, "w:numPr"), "w:numId", val=numbering.number_of(numbering.UNNUMBERED))


def _put_list(node: Element, name: str, level: int) -> None:
    reference = put(node, "w:numPr")
    if level > 1:
        add(reference, "w:ilvl", val=level - 1)
    add(reference, "w:numId", val=numbering.number_of(name))


def _put_tabs(node: Element, shape: Shape, setup: Setup) -> None:
    if not shape.tabs:
        return
    edges = {
        Stop.RIGHT_EDGE: setup.width,
        Stop.RIGHT_EDGE_TURNED: setup.turned_width,
    }
    stops = put(node, "w:tabs")
    if any(tab.at is Stop.RIGHT_EDGE_TURNED for tab in shape.tabs):
        add(stops, "w:tab", val="clear", pos=twips(setup.width))
    for tab in shape.tabs:
        at, side = (edges[tab.at], "right") if isinstance(tab.at, Stop) else (tab.at, "left")
        add(stops, "w:tab", val=side, pos=twips(at))


def _put_spacing(node: Element, shape: Shape, step: TypeStep | None, tokens: Tokens, setup: Setup) -> None:
    leading = shape.leading or (step.leading if step else 0)
    given: dict[str, int | str] = {}
    if shape.before is not None:
        given["before"] = twips(points(shape.before, tokens))
    if shape.after is not None:
        given["after"] = twips(points(shape.after, tokens))
    if leading:
        # Word cuts off what is higher than four fifths of a fixed line; letters of some scripts may be, with their marks.
        fixed = leading <= 1 or (shape.fixed and is_plain(setup.language))
        given |= {"line": twips(leading), "lineRule": "exact" if fixed else "atLeast"}
    if given:
        put(node, "w:spacing", **given)


def points(space: Space, tokens: Tokens) -> float:
    """A space in points."""
    return space.count * tokens.baseline if isinstance(space, Lines) else space


def _put_indents(node: Element, shape: Shape, tokens: Tokens, setup: Setup) -> None:
    given: dict[str, int | str] = {}
    if shape.left is not None:
        given["left"] = twips(shape.left)
    right = shape.right
    if shape.measure is not None and shape.right is None:
        right = max(0.0, setup.width - MEASURE * tokens.type.body.size - shape.measure)
    if right is not None:
        given["right"] = twips(right)
    if shape.hanging:
        given["hanging"] = twips(shape.hanging)
    if given:
        put(node, "w:ind", **given)


def _put_bare(part: Element, name: str, kind: str) -> None:
    """A style that Word expects and that says nothing (17.7.4.17, default styles)."""
    node = add(part, "w:style", type=kind, default=1, styleId=style_id(name))
    put(node, "w:name", val=name)
    put(node, "w:uiPriority", val=99 if kind == "numbering" else 1)
    put(node, "w:semiHidden")
    put(node, "w:unhideWhenUsed")


def _put_marking(part: Element, tokens: Tokens, marking: Marking) -> None:
    """The label of the running heads, in the colours of its standard; TLP 2.0 asks for 12 points or more."""
    node = add(part, "w:style", type="character", customStyle=1, styleId="Marking")
    put(node, "w:name", val="Marking")
    put(node, "w:basedOn", val=style_id("Default Paragraph Font"))
    put(node, "w:uiPriority", val=52)
    letters = put(node, "w:rPr")
    ground = marking.background.removeprefix("#").upper()
    put_fonts(letters, "sans")
    put(letters, "w:b", val=1)
    put(letters, "w:bCs", val=1)
    put(letters, "w:noProof")
    put(letters, "w:color", val=marking.foreground.removeprefix("#").upper())
    put_size(letters, max(12.0, tokens.type.foot.size))
    put(letters, "w:shd", val="clear", color="auto", fill=ground)
