"""Table styles: horizontal hairlines only, the header row told by weight and a stronger rule."""

from __future__ import annotations

from communique.theme import Tokens
from communique.write.docx.look import Grid, Rule
from communique.write.docx.names import is_built_in, style_id
from communique.write.docx.ooxml import NAMESPACES, Element, add
from communique.write.docx.order import put
from communique.write.docx.paint import put_line

_CELL_SIDE = 80  # twips between a cell's edge and its text, where the style says nothing else
_FRAME = (Rule("bottom", 1, "ink"), Rule("insideH", 0.5, "hairline"))
_HEAD = (Rule("bottom", 1, "ink"),)
_DOWN = Rule("insideV", 0.5, "hairline")
_BOX = tuple(Rule(side, 0.5, "hairline") for side in ("top", "left", "bottom", "right", "insideH", "insideV"))

TABLE_STYLES: dict[str, Grid] = {
    "Table Grid": Grid(rules=_BOX),
    "Data Table": Grid(rules=_FRAME, head_rules=_HEAD, sides=(0, 120)),
    "Checklist Table": Grid(
        rules=(*_FRAME, _DOWN), head_rules=(*_HEAD, Rule("insideV", 0, "hairline")), centred=True
    ),
    "Matrix Table": Grid(rules=_FRAME, head_rules=_HEAD, sides=(0, 120), centred=True),
}


def put_table_styles(part: Element, tokens: Tokens) -> None:
    """The bare table style that all others are based on, and those of the house."""
    _put_normal(part)
    for name, grid in TABLE_STYLES.items():
        _put_style(part, name, grid, tokens)


def _put_normal(part: Element) -> None:
    node = add(part, "w:style", type="table", default=1, styleId=style_id("Normal Table"))
    put(node, "w:name", val="Normal Table")
    put(node, "w:uiPriority", val=99)
    put(node, "w:semiHidden")
    put(node, "w:unhideWhenUsed")
    shape = put(node, "w:tblPr")
    put(shape, "w:tblInd", w=0, type="dxa")
    _put_sides(shape, (_CELL_SIDE, _CELL_SIDE))


def _put_sides(shape: Element, sides: tuple[int, int]) -> None:
    margins = put(shape, "w:tblCellMar")
    left, right = sides
    for side, width in (("top", 0), ("left", left), ("bottom", 0), ("right", right)):
        add(margins, f"w:{side}", w=width, type="dxa")


def _put_style(part: Element, name: str, grid: Grid, tokens: Tokens) -> None:
    node = add(part, "w:style", type="table", styleId=style_id(name))
    if not is_built_in(name):
        node.set(f"{{{NAMESPACES['w']}}}customStyle", "1")
    put(node, "w:name", val=name)
    put(node, "w:basedOn", val=style_id("Normal Table"))
    put(node, "w:uiPriority", val=34)
    shape = put(node, "w:tblPr")
    put(shape, "w:tblInd", w=0, type="dxa")
    borders = put(shape, "w:tblBorders")
    for rule in grid.rules:
        put_line(borders, f"w:{rule.side}", tokens, rule.colour, rule.width, 0)
    _put_sides(shape, grid.sides)
    if grid.centred:
        put(put(node, "w:tcPr"), "w:vAlign", val="center")
    if grid.head_rules:
        _put_head(node, grid, tokens)


def _put_head(node: Element, grid: Grid, tokens: Tokens) -> None:
    """What the first row adds (17.7.6)."""
    head = put(node, "w:tblStylePr", type="firstRow")
    cells = add(head, "w:tcPr")
    borders = put(cells, "w:tcBorders")
    for rule in grid.head_rules:
        put_line(borders, f"w:{rule.side}", tokens, rule.colour, rule.width, 0)
    put(cells, "w:vAlign", val="bottom")
