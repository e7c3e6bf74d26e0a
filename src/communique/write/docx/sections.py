"""Sections: upright and turned pages, with the paper, margins and running heads of each (ECMA-376 17.6)."""

from __future__ import annotations

from communique.compose.model import PageSetup
from communique.write.docx.draft import Draft, RunningKey
from communique.write.docx.ooxml import Element, attribute
from communique.write.docx.order import put
from communique.write.docx.paper import Place, fragment, paragraph_start, scratch

_TWIPS_PER_MM = 1440 / 25.4
_RUNNING_HEAD = (
    11.0  # millimetres from the paper's edge to the header and footer, where the margin leaves as much
)


def twips(millimetres: float) -> int:
    """Millimetres as Word counts lengths."""
    return round(millimetres * _TWIPS_PER_MM)


def text_width(page: PageSetup, *, turned: bool) -> int:
    """The width between the margins, in twips."""
    width, height = page.millimetres
    _, right, _, left = page.margins
    return twips(height if turned else width) - twips(left) - twips(right)


def text_height(page: PageSetup, *, turned: bool) -> int:
    """The height between the margins, in twips."""
    width, height = page.millimetres
    top, _, bottom, _ = page.margins
    return twips(width if turned else height) - twips(top) - twips(bottom)


def settle(draft: Draft, place: Place) -> None:
    """Ends the section when the next block of the body wants its pages the other way round, or sections named on them."""
    if not place.is_body:
        return
    sections = draft.sections
    if (sections.wanted, sections.naming) != (sections.turned, sections.named):
        if sections.filled:
            _close(draft)
            draft.page_due = False
        sections.turned, sections.named = sections.wanted, sections.naming
    sections.filled = True


def close_last(draft: Draft) -> None:
    """The last section's properties, which stand at the end of the body (17.6.17)."""
    draft.paper.put(_section(draft))


def _close(draft: Draft) -> None:
    """The properties of a section that is not the last stand in its last paragraph (17.6.18)."""
    if draft.body.last != "w:p":
        draft.paper.begin(paragraph_start("Section End"))
        draft.paper.put("</w:p>")
        draft.body.last = "w:p"
    draft.paper.end_section(_section(draft))
    draft.sections.closed += 1


def _section(draft: Draft) -> str:
    node = scratch("w:sectPr")
    draft.put_section(node, draft)
    return fragment(node)


def put_section(node: Element, draft: Draft) -> None:
    """The properties of a section in our own look."""
    sections = draft.sections
    turned, opening = sections.turned, sections.closed == 0
    for first in (False, True) if opening else (False,):
        for kind in ("header", "footer"):
            reference = put(node, f"w:{kind}Reference", type="first" if first else "default")
            attribute(reference, "r:id", own_running(draft, kind, turned=turned, first=first))
    put_paper(node, draft)
    if opening:
        put(node, "w:titlePg")


def put_paper(node: Element, draft: Draft) -> None:
    """The paper of a section, upright or turned, and its margins."""
    page = draft.document.page
    width, height = page.millimetres
    if draft.sections.turned:
        put(node, "w:pgSz", w=twips(height), h=twips(width), orient="landscape")
    else:
        put(node, "w:pgSz", w=twips(width), h=twips(height))
    _put_margins(node, page)
    put(node, "w:cols", space=720)
    if draft.right:
        put(node, "w:bidi")


def _put_margins(node: Element, page: PageSetup) -> None:
    top, right, bottom, left = page.margins
    sides = {"top": top, "right": right, "bottom": bottom, "left": left}
    heads = {"header": min(_RUNNING_HEAD, top / 2), "footer": min(_RUNNING_HEAD, bottom / 2), "gutter": 0.0}
    put(node, "w:pgMar", **{side: twips(value) for side, value in (sides | heads).items()})


def own_running(draft: Draft, kind: str, *, turned: bool, first: bool) -> str:
    """The relationship to the running head of such pages, which is the same for all sections of a kind."""
    rows = draft.sections.running
    key = RunningKey(kind, turned, first, draft.sections.named and kind == "header" and not first)
    if key not in rows:
        number = sum(1 for other in rows if other.kind == kind) + 1
        rows[key] = f"word/{kind}{number}.xml"
    return draft.links.to(kind, rows[key])
