"""The gallery: a document with everything that a Word file of ours can hold, and documents that are large."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO

from PIL import Image as Pillow
from PIL import ImageDraw

from communique.compose.model import (
    Align,
    Bibliography,
    BibliographyEntry,
    Block,
    Callout,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Document,
    Figure,
    Image,
    List,
    ListKind,
    Note,
    PageBreak,
    PageSetup,
    Paragraph,
    Row,
    Scope,
    Table,
    walk,
)
from communique.compose.rewrite import map_blocks
from communique.content.spans import (
    Code,
    Emphasis,
    Fill,
    Jump,
    LineBreak,
    Link,
    NoteCall,
    PageOf,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
)
from kit.samples import (
    A4,
    SOURCE,
    STRICT,
    at_a_glance,
    bottom_line,
    bullets,
    cell,
    doc,
    evidence,
    facts,
    heading,
    key_messages,
    matrix,
    para,
    recommendations,
    region,
    sign_off,
    spans,
    table,
    title_block,
)


def png(width: int = 640, height: int = 200) -> bytes:
    """A simple picture: columns on a line."""
    canvas = Pillow.new("RGB", (width, height), "white")
    pen = ImageDraw.Draw(canvas)
    pen.line((20, height - 30, width - 20, height - 30), fill="#17202B", width=2)
    for position, share in enumerate((0.35, 0.5, 0.44, 0.7, 0.62, 0.9)):
        left = 50 + position * (width - 100) // 6
        pen.rectangle(
            (left, height - 31 - int(share * (height - 60)), left + 50, height - 32), fill="#0E4A57"
        )
    out = BytesIO()
    canvas.save(out, "PNG")
    return out.getvalue()


def jpeg() -> bytes:
    out = BytesIO()
    Pillow.open(BytesIO(png(320, 120))).save(out, "JPEG", quality=85)
    return out.getvalue()


def picture(kind: str = "png") -> Image:
    """A picture of each kind that documents hold."""
    if kind == "jpeg":
        return Image(jpeg(), "image/jpeg", 320, 120)
    if kind == "svg":
        svg = (
            b'<svg xmlns="http://www.w3.org/2000/svg" width="640" height="200" viewBox="0 0 640 200">'
            b'<rect width="600" height="120" x="20" y="40" fill="#0E4A57"/></svg>'
        )
        return Image(svg, "image/svg+xml", 640, 200, png())
    return Image(png(), "image/png", 640, 200)


def figure(kind: str, number: str, caption: str, *, alt: str = "Six columns that rise") -> Figure:
    anchor = f"figure-{number}" if number else ""
    return Figure(picture(kind), alt, spans(caption), SOURCE, spans("Source: sample data."), anchor, number)


def every_span() -> Paragraph:
    """A paragraph with every span that can reach a writer."""
    inner: Spans = (
        Words("Plain, "),
        Emphasis((Words("stressed, "), Strong((Words("both, "),)))),
        Strong((Words("important, "), Emphasis((Words("both again, "),)))),
        Code("TLP:AMBER"),
        Words(", "),
        Link((Words("a link with "), Emphasis((Words("stress"),))), "https://example.org/a?b=1&c=2"),
        Words(","),
        LineBreak(),
        Words("a new line, "),
        Styled("evidence", (Words("documented"),)),
        Words(" "),
        Styled("muted", (Words("muted"),)),
        Words(" "),
        Styled("mark", (Words("● A"),)),
        Words(" "),
        Styled("number", (Words("42"),)),
        Words(" "),
        Styled("label", (Words("Who: "), Strong((Words("all"),)))),
        Words(", a "),
        Jump("the-past", (Words("jump back"),)),
        Words(" to page "),
        PageOf("the-past"),
        Words(", a note"),
        NoteCall(2),
        Words(" called again"),
        NoteCall(2),
        Words(", a box "),
        Tick("box-one", "A box", checked=True),
        Words(" and another "),
        Tick("box-two", "An empty box"),
        Words("."),
    )
    return Paragraph(inner, SOURCE, "", "every-span")


def nested_list() -> List:
    """Numbers in bullets in numbers, with paragraphs that go on, and one list that counts on from 7."""
    deepest = bullets("First of the deepest", "Second of the deepest", kind=ListKind.NUMBER)
    inner = bullets("A point", (para("A point with a list"), deepest), "A last point")
    return bullets(
        (para("First step, which takes two paragraphs."), para("The second of them goes on below.")),
        (para("Second step, with points:"), inner),
        "Third step",
        kind=ListKind.NUMBER,
    )


def deep_list(depth: int = 8) -> List:
    """A list in a list in a list, deeper than Word has styles."""
    block: List = bullets("The bottom", kind=ListKind.NUMBER)
    for level in range(depth - 1, 0, -1):
        block = bullets(
            (para(f"Level {level}"), block), kind=ListKind.NUMBER if level % 2 else ListKind.BULLET
        )
    return block


STATUS = (
    ("met", "Met"),
    ("partly", "Partly met"),
    ("not-met", "Not met"),
    ("not-applicable", "Not applicable"),
)


def many_scripts() -> tuple[Block, ...]:
    """Words in Hangul, Arabic and Hebrew inside a line, and a paragraph that runs the other way."""
    return (
        para(
            "The Korean for it is 군사 외교, the Arabic الدبلوماسية العسكرية (1994), the Hebrew שיחות בין קצינים."
        ),
        para("الدبلوماسية العسكرية – Track II."),
    )


def checklist_table() -> Table:
    """Groups of lines to tick, in cells that hold boxes, lists and nothing."""
    columns = tuple(Column(share) for share in (0.07, 0.43, 0.2, 0.15, 0.15))
    head = Row(
        tuple(cell(word, Scope.COLUMN) for word in ("Done", "Check", "Status", "Owner", "Date")), SOURCE
    )
    rows: list[Row] = []
    for name, line in (
        ("Mutual respect", "Equal standing in the room, whatever the balance outside it."),
        ("Transparency", "Say what is on the table, and what will be done with it."),
    ):
        title: Spans = (Strong((Words(f"{name}."),)), Words(f" {line}"))
        rows.append(Row((cell(title, Scope.GROUP, 5),), SOURCE, "group", f"group-{name[0].lower()}"))
        for at, line_to_tick in enumerate(
            ("Both delegations are of like rank and number", "Each side has named a chair")
        ):
            tick: Spans = (Tick(f"{name}-{at}", line_to_tick),)
            rows.append(
                Row(
                    (
                        cell(tick),
                        cell(line_to_tick, Scope.ROW),
                        cell((Fill("choice", f"{name}-{at}-status", "Status", (), STATUS),)),
                        cell(
                            (
                                Fill(
                                    "words",
                                    f"{name}-{at}-owner",
                                    "Owner",
                                    (Words("The chair"),) if at else (),
                                ),
                            )
                        ),
                        cell((Fill("date", f"{name}-{at}-date", "Date"),)),
                    ),
                    SOURCE,
                    "",
                    "",
                )
            )
    return Table(
        spans("What to check"), columns, (head,), tuple(rows), SOURCE, (), "checklist", "checks", "2"
    )


def mixed_table() -> Table:
    """Numbers to the right, marks in the middle, a cell over two columns, lists and two paragraphs in cells."""
    columns = (Column(0.34), Column(0.16, Align.END), Column(0.16, Align.CENTRE), Column(0.34))
    head = Row(
        tuple(cell(word, Scope.COLUMN) for word in ("Actor", "Meetings (number)", "Track", "Remarks")), SOURCE
    )
    lists = Cell((bullets("Announces early", "Lets others watch"),))
    numbers = Cell((bullets("Reads", "Replies", kind=ListKind.NUMBER), para("and no more.", "cell")))
    body = (
        Row(
            (cell("Former commanders", Scope.ROW), cell("1,204"), cell("II"), lists),
            SOURCE,
            "",
            "row-commanders",
        ),
        Row((cell("Neutral observers", Scope.ROW), cell("12"), cell("1.5"), numbers), SOURCE),
        Row((cell("All others", Scope.ROW), cell("not counted", span=2), cell("")), SOURCE),
    )
    caption = spans("Few meetings carry *most* of the work")
    return Table(caption, columns, (head,), body, SOURCE, spans("Source: participants."), "", "table-1", "1")


def quoted_again() -> Callout:
    """A quotation that stands in another."""
    return Callout("note", "", (para("What it quotes stands further in."), para("So does this.")), SOURCE)


def gallery_blocks() -> tuple[Block, ...]:
    """Every block, span and role, in an order that a document could have."""
    definitions = Definitions(
        (
            Definition(
                spans("Track II"),
                (para("Unofficial dialogue."), para("It binds nobody.")),
                SOURCE,
                "track-ii",
            ),
            Definition(
                spans("CBM"), (para("Confidence-building measure."), bullets("a call", "a visit")), SOURCE
            ),
        ),
        SOURCE,
        "glossary",
    )
    return (
        heading(2, "Contents", role="plain"),
        Contents(
            (
                ContentsEntry(2, "1", "Officers have always talked across front lines", "the-past"),
                ContentsEntry(3, "1.1", "Four kinds of people take part", "people"),
                ContentsEntry(3, "1.2", "Every span", "every-span-heading"),
                ContentsEntry(2, "2", "Six principles carry the format", "principles"),
                ContentsEntry(2, "3", "A page turned sideways", "sideways"),
            ),
            SOURCE,
        ),
        bottom_line(),
        heading(2, "Officers have always talked across front lines", "1", "the-past"),
        para("A lede says in one sentence what happened, and why it matters to those who read on.", "lede"),
        para(
            "Envoys in armour settled truces in antiquity",
            "",
            NoteCall(1),
            Words(". "),
            evidence("documented"),
        ),
        heading(3, "Four kinds of people take part", "1.1", "people"),
        bullets("**Retired officers**, who carry experience;", "*scholars*, who write the papers."),
        nested_list(),
        replace(bullets("Counts on from seven", "and from eight", kind=ListKind.NUMBER), start=7),
        bullets("Nothing before it", "nor before it", kind=ListKind.PLAIN),
        heading(3, "Every span", "1.2", "every-span-heading"),
        every_span(),
        *many_scripts(),
        heading(4, "A small heading that the contents leave out", role="plain"),
        *(
            Callout(kind, kind.capitalize(), (para("First."), para("Second.")), SOURCE)
            for kind in ("note", "caution", "claim")
        ),
        Callout("note", "", (para("A quotation has no label."), quoted_again()), SOURCE),
        heading(2, "Six principles carry the format", "2", "principles"),
        key_messages(),
        at_a_glance(),
        recommendations(),
        region("panel", para("Facts", "label"), facts(("Where", "Korean peninsula"), ("When", "Since 1976"))),
        region(
            "split",
            region("side", heading(4, "What transfers"), bullets("Announce early")),
            region("side", heading(4, "What does not"), bullets("Cohesion cannot be lent")),
        ),
        mixed_table(),
        para("A paragraph right after a table's note.", ""),
        table("", ("A", "B"), (("one", "two"),), (0.5, 0.5)),
        table("", ("C", "D"), (("three", "four"),), (0.5, 0.5)),
        para("Text after tables without a note or caption."),
        region(
            "landscape", heading(2, "A page turned sideways", "3", "sideways"), checklist_table(), matrix()
        ),
        heading(2, "Upright again"),
        region("together", para("Held together with"), figure("png", "1", "Columns rise")),
        figure("svg", "2", "The same as a drawing"),
        figure("jpeg", "", "", alt=""),
        definitions,
        facts(("Plain", "A definition list without a role"), role=""),
        para("Small text tells how to read.", "small"),
        para("Source: the article.", "source"),
        para("", "write"),
        para("", "write"),
        Paragraph(
            (
                Words("See row "),
                Jump("row-commanders", (Words("commanders"),)),
                Words(" and "),
                Jump("track-ii", (Words("terms"),)),
                Words(" and "),
                Jump("source-a", (Words("[1]"),)),
                Words(" and ["),
                Jump("source-b", (Words("2"),)),
                Words("; "),
                Jump("source-a", (Words("1, p. 4"),)),
                Words("]"),
            ),
            SOURCE,
        ),
        sign_off(),
        PageBreak(SOURCE),
        heading(2, "Sources", "4"),
        Bibliography(
            (
                BibliographyEntry(
                    "a", "[1]", spans("Desk. *Decoding military diplomacy*. 2024."), "source-a"
                ),
                BibliographyEntry("b", "[2]", spans("A second source. 2022."), "source-b"),
            ),
            SOURCE,
        ),
    )


NOTES = (
    Note(1, spans("Attachés were exchanged by treaty from 1830 on."), SOURCE),
    Note(
        2, (Words("See "), Link((Words("the register"),), "https://example.org/register"), Words(".")), SOURCE
    ),
)


def gallery(page: PageSetup = A4) -> Document:
    """The gallery: a brief with everything in it."""
    block = title_block(
        "Policy brief  ·  No. 7  ·  22 November 2026", subtitle="What talks between officers can do"
    )
    return doc(block, *gallery_blocks(), notes=NOTES, page=page, marking=STRICT)


def gallery_pages() -> dict[str, int]:
    """Pages for every anchor, as a layout would give them."""
    return {block.anchor: 2 for block in walk(gallery().blocks) if getattr(block, "anchor", "")}


def big_table(rows: int) -> Document:
    """A document that is one table."""
    body = tuple((f"Row {at}", f"{at}", "Some words about it, enough for a line") for at in range(rows))
    return doc(table("A long table", ("Name", "Number", "Remark"), body, (0.3, 0.2, 0.5), number="1"))


def renamed(document: Document, language: str) -> Document:
    """The same document in another language."""
    return replace(document, metadata=replace(document.metadata, language=language))


def with_fallbacks(document: Document) -> Document:
    """The document with a PNG beside each drawing that came without."""

    def mended(block: Block) -> Block:
        if isinstance(block, Figure) and not block.image.fallback:
            return replace(
                block, image=replace(block.image, fallback=png(block.image.width, block.image.height))
            )
        return block

    return replace(document, blocks=map_blocks(document.blocks, mended))
