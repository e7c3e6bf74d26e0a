"""Random Document trees: every block in every other, as far as compose could build it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from communique.compose.model import (
    Align,
    Blocks,
    Callout,
    Cell,
    Column,
    Definition,
    Definitions,
    Document,
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
    Table,
)
from communique.compose.roles import (
    CALLOUT_KINDS,
    DEFINITIONS_ROLES,
    HEADING_ROLES,
    LIST_ROLES,
    PARAGRAPH_ROLES,
    REGION_ROLES,
    SPAN_ROLES,
    TABLE_ROLES,
)
from communique.content.spans import Code, Emphasis, LineBreak, Link, Strong, Styled, Tick, Words
from kit.docx_gallery import picture
from kit.samples import A4, LETTER, SOURCE, doc

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1, max_size=12).filter(
    str.strip
)
_flat = st.one_of(
    WORDS.map(Words),
    WORDS.map(Code),
    st.just(LineBreak()),
    st.builds(Tick, WORDS, WORDS, st.booleans()),
)


def _nested(inner):
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        children.map(Emphasis),
        children.map(Strong),
        st.builds(Styled, st.sampled_from(sorted(SPAN_ROLES)), children),
        st.builds(Link, children, st.sampled_from(("https://example.org/?a=1&b=2", "mailto:a@example.org"))),
    )


SPANS = st.lists(st.recursive(_flat, _nested, max_leaves=5), min_size=1, max_size=4).map(tuple)
NUMBERS = st.sampled_from(("", "", "1", "2", "1.1", "A", "Annex A"))
PARAGRAPHS = st.builds(
    Paragraph, SPANS, st.just(SOURCE), st.sampled_from(sorted(PARAGRAPH_ROLES)), st.sampled_from(("", "here"))
)
_leaves = st.one_of(
    PARAGRAPHS,
    st.builds(
        Heading,
        st.integers(1, 6),
        SPANS,
        st.just(SOURCE),
        st.just(""),
        NUMBERS,
        st.sampled_from(sorted(HEADING_ROLES)),
    ),
    st.builds(
        Figure,
        st.sampled_from(("png", "jpeg", "svg")).map(picture),
        st.one_of(st.just(""), WORDS),
        st.one_of(st.just(()), SPANS),
        st.just(SOURCE),
        st.one_of(st.just(()), SPANS),
        st.just(""),
        NUMBERS,
    ),
    st.just(PageBreak(SOURCE)),
)


def _blocks(inner):
    return st.lists(inner, max_size=3).map(tuple)


@st.composite
def _tables(draw, inner) -> Table:
    width = draw(st.integers(1, 4))
    columns = tuple(Column(1 / width, draw(st.sampled_from(list(Align)))) for _ in range(width))

    def row() -> Row:
        spans: list[int] = []
        while sum(spans) < width:
            spans.append(draw(st.integers(1, width - sum(spans))))
        cells = tuple(Cell(draw(_blocks(inner)), draw(st.sampled_from(list(Scope))), span) for span in spans)
        return Row(cells, SOURCE, draw(st.sampled_from(("", "group"))))

    head = tuple(row() for _ in range(draw(st.integers(0, 2))))
    body = tuple(row() for _ in range(draw(st.integers(1, 3))))
    caption, note = draw(st.one_of(st.just(()), SPANS)), draw(st.one_of(st.just(()), SPANS))
    role = draw(st.sampled_from(sorted(TABLE_ROLES)))
    return Table(caption, columns, head, body, SOURCE, note, role, "", draw(NUMBERS))


def _items(inner):
    return st.lists(st.builds(ListItem, _blocks(inner), st.just(SOURCE)), min_size=1, max_size=3).map(tuple)


def _containers(inner):
    regions = sorted(set(REGION_ROLES) - {"landscape"})
    entries = st.lists(st.builds(Definition, SPANS, _blocks(inner), st.just(SOURCE)), min_size=1, max_size=2)
    return st.one_of(
        st.builds(
            List,
            st.sampled_from(list(ListKind)),
            _items(inner),
            st.just(SOURCE),
            st.sampled_from(sorted(LIST_ROLES)),
            st.integers(1, 9),
        ),
        st.builds(
            Definitions, entries.map(tuple), st.just(SOURCE), st.sampled_from(sorted(DEFINITIONS_ROLES))
        ),
        st.builds(
            Callout,
            st.sampled_from(sorted(CALLOUT_KINDS)),
            st.one_of(st.just(""), WORDS),
            _blocks(inner),
            st.just(SOURCE),
        ),
        st.builds(Region, st.sampled_from(regions), _blocks(inner), st.just(SOURCE)),
        _tables(inner),
    )


BLOCKS = st.recursive(_leaves, _containers, max_leaves=8)


@st.composite
def documents(draw) -> Document:
    """A document; some of its blocks stand on pages turned sideways."""
    blocks: Blocks = ()
    for inner in draw(st.lists(st.lists(BLOCKS, max_size=3), max_size=4)):
        turned = draw(st.booleans())
        blocks += (Region("landscape", tuple(inner), SOURCE),) if turned else tuple(inner)
    made = doc(*blocks, page=draw(st.sampled_from((A4, LETTER))))
    marking = replace(made.marking, restriction=draw(st.sampled_from(("", "Participants only"))))
    return replace(made, marking=marking, watermark=draw(st.sampled_from(("", "", "Draft & more"))))


def many_documents(count: int) -> list[Document]:
    """So many random documents, the same in every run."""
    found: list[Document] = []

    @given(documents())
    @settings(
        max_examples=count,
        derandomize=True,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    def draw(document: Document) -> None:
        found.append(document)

    draw()
    return found


def bound(made: list[Document]) -> Document:
    """The blocks of some documents as one document: validators take a second for each file, however short."""
    return replace(made[0], blocks=tuple(block for each in made for block in each.blocks))
