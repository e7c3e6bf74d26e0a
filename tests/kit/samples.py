"""Documents of every kind, built by hand as compose would build them, with prose of real length.

`doc` and the small builders serve other tests as well: `para("a *b* **c**")` reads two marks and nothing more.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from communique.compose.model import (
    Align,
    Bibliography,
    BibliographyEntry,
    Block,
    Blocks,
    Callout,
    Cell,
    Column,
    Contents,
    ContentsEntry,
    Definition,
    Definitions,
    Document,
    Figure,
    Heading,
    Image,
    List,
    ListItem,
    ListKind,
    Marking,
    Metadata,
    Note,
    PageBreak,
    PageSetup,
    Paragraph,
    Region,
    Row,
    Scope,
    Source,
    Table,
)
from communique.content.spans import (
    Emphasis,
    Jump,
    Link,
    NoteCall,
    Span,
    Spans,
    Strong,
    Styled,
    Tick,
    Words,
)
from communique.findings import Origin
from communique.theme import Theme, read_theme
from communique.world import Folder

SOURCE = Source("brief", Origin("content/briefs/sample/brief.yaml", 12, 9))
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"
GREEN = Marking("TLP:GREEN", "#33FF00", "#000000")
STRICT = Marking("TLP:AMBER+STRICT", "#FFC000", "#000000", "Participants only")
A4 = PageSetup("A4", (24, 22, 24, 22))
LETTER = PageSetup("Letter", (24.1, 22.9, 24.1, 22.9))
_MARKS = re.compile(r"(\*\*.+?\*\*|\*.+?\*)")


@cache
def default_theme() -> Theme:
    """The shipped default theme."""
    return theme_called("default")


@cache
def theme_called(name: str) -> Theme:
    """A shipped theme."""
    outcome = read_theme(name, Folder((TEMPLATES,)), Origin("test"))
    assert outcome.value is not None, outcome.findings
    return outcome.value


def spans(text: str, *more: Span) -> Spans:
    """Words with `*emphasis*` and `**importance**`, and further spans behind them."""
    return (*(_span(piece) for piece in _MARKS.split(text) if piece), *more)


def _span(piece: str) -> Span:
    if piece.startswith("**"):
        return Strong((Words(piece.strip("*")),))
    return Emphasis((Words(piece.strip("*")),)) if piece.startswith("*") else Words(piece)


def para(text: str, role: str = "", *more: Span) -> Paragraph:
    """A paragraph."""
    return Paragraph(spans(text, *more), SOURCE, role)


def heading(level: int, text: str, number: str = "", anchor: str = "", role: str = "") -> Heading:
    """A heading."""
    return Heading(level, spans(text), SOURCE, anchor, number, role)


def evidence(word: str) -> Span:
    """An evidence tag."""
    return Styled("evidence", (Words(word),))


def region(role: str, *blocks: Block) -> Region:
    """A region."""
    return Region(role, blocks, SOURCE)


def bullets(*items: str | Blocks, role: str = "", kind: ListKind = ListKind.BULLET) -> List:
    """A list of texts or of blocks."""
    made = (ListItem((para(item),) if isinstance(item, str) else item, SOURCE) for item in items)
    return List(kind, tuple(made), SOURCE, role)


def facts(*entries: tuple[str, str], role: str = "facts") -> Definitions:
    """A definition list."""
    made = (Definition(spans(term), (para(text),), SOURCE) for term, text in entries)
    return Definitions(tuple(made), SOURCE, role)


def cell(text: str | Spans, scope: Scope = Scope.NONE, span: int = 1) -> Cell:
    """A cell of one paragraph; no text, no paragraph."""
    inner = spans(text) if isinstance(text, str) else text
    role = "cell" if scope is Scope.NONE else "head"
    return Cell((Paragraph(inner, SOURCE, role),) if inner else (), scope, span)


def table(
    caption: str,
    head: tuple[str, ...],
    rows: tuple[tuple[str | Spans, ...], ...],
    shares: tuple[float, ...],
    *,
    role: str = "",
    note: str = "",
    number: str = "",
    row_heads: bool = True,
    centred: bool = False,
) -> Table:
    """A table with one header row, whose first cells head their rows."""
    aligns = [Align.CENTRE if centred and at else Align.START for at in range(len(shares))]
    columns = tuple(Column(share, align) for share, align in zip(shares, aligns, strict=True))
    body = tuple(
        Row(
            tuple(
                cell(text, Scope.ROW if at == 0 and row_heads else Scope.NONE) for at, text in enumerate(row)
            ),
            SOURCE,
        )
        for row in rows
    )
    top = Row(tuple(cell(text, Scope.COLUMN) for text in head), SOURCE)
    anchor = f"table-{number}" if number else ""
    return Table(spans(caption), columns, (top,), body, SOURCE, spans(note), role, anchor, number)


def doc(
    *blocks: Block,
    notes: tuple[Note, ...] = (),
    page: PageSetup = A4,
    marking: Marking = GREEN,
    title: str = "Military diplomacy in Track II",
    language: str = "en-GB",
) -> Document:
    """A document around some blocks."""
    metadata = Metadata(
        title=title,
        short_title=title,
        subject="What officers can do where officials cannot yet meet",
        author="Track II Secretariat",
        date="2026-11-22",
        shown_date="22 November 2026",
        language=language,
        audience="Ministers and senior officials",
        identifier="track-two/ministers/sample",
        keywords=("Track II", "military diplomacy"),
    )
    return Document(metadata, page, marking, blocks, notes)


# -- the pieces of the sample brief -------------------------------------------------------------------------------

TITLE = "Soldiers can open doors that diplomats may not yet knock on"
PRINCIPLES = (
    ("Mutual respect", "Equal standing in the room, whatever the balance outside it."),
    ("Transparency", "Say what is on the table, and what will be done with it."),
    ("Confidentiality", "What is shared in the room stays there until all agree."),
    ("Non-attribution", "Ideas may travel; names and affiliations may not."),
    ("Consensus-building", "Look for what all can live with, and write that down."),
    ("Long-term commitment", "Trust is the sum of meetings that took place as promised."),
)
CHECKS = (
    ("Both delegations are of like rank and number", "Seating and speaking lists"),
    ("Each side has named its own chair", "Letters of nomination"),
    ("Interpreters were briefed on terms of address", "Briefing note"),
    ("A way to raise a slight in private is known to all", "Rules of the meeting, section 3"),
)
MESSAGES = (
    (
        "Contacts between officers keep working when officials cannot meet.",
        (
            "Retired and serving officers share a profession and a language of risk. Channels that were in use before a "
            "crisis are the ones that are used in it."
        ),
    ),
    (
        "The format protects candour only where its rules are kept.",
        (
            "Six principles recur in the record. Where one of them failed, the series of meetings did not survive its "
            "third year."
        ),
    ),
    (
        "Joint exercises are official acts, and should be spoken of as such.",
        (
            "The source article counts them among the tools of Track II. That is its claim; the exercises on the Korean "
            "peninsula were ordered, paid for and commanded by governments."
        ),
    ),
    (
        "Technology widens the circle and the risk together.",
        "Secure lines, simulations and shared imagery make meetings cheaper. They also leave records.",
    ),
)
RECOMMENDATIONS = (
    (
        "Fund one standing channel for five years rather than five meetings for one.",
        "Minister",
        "By March 2027",
        "Reserve the amount in the spring budget",
    ),
    (
        "Name a convenor who has no rank to defend.",
        "Policy unit",
        "By January 2027",
        "Ask three universities for names",
    ),
    (
        "Agree the rule of non-attribution in writing before the first session.",
        "Convenor",
        "Before each series",
        "Send the model rule to all sides",
    ),
)


def title_block(overline: str, *, subtitle: str = "") -> Region:
    """The head of a first page."""
    blocks: list[Block] = [para(overline, "overline"), heading(1, TITLE, anchor="top")]
    if subtitle:
        blocks.append(para(subtitle, "subtitle"))
    blocks.append(
        facts(
            ("To", "The Minister"),
            ("From", "Track II Secretariat"),
            ("Decision sought", "Agree to fund a standing military channel"),
            ("By", "15 December 2026"),
        )
    )
    return region("title-block", *blocks)


def bottom_line() -> Region:
    """The panel with the bottom line."""
    text = (
        "Talks between officers outside official channels have kept lines open in two regions when official ones were "
        "shut. They work under six conditions, all of them cheap and all of them easily lost. We ask you to fund one "
        "standing channel for five years and to make those conditions a term of the grant."
    )
    return region("bottom-line", para("Bottom line", "label"), para(text, "statement"))


def key_messages() -> List:
    """The key messages."""
    items = tuple((para(title, "lead"), para(text)) for title, text in MESSAGES)
    return bullets(*items, role="key-messages", kind=ListKind.NUMBER)


def at_a_glance() -> List:
    """The principles at a glance."""
    items = tuple((para(name, "lead"), para(line)) for name, line in PRINCIPLES)
    return bullets(*items, role="principles", kind=ListKind.NUMBER)


def recommendations() -> List:
    """The recommendations."""
    items = []
    for action, who, when, first in RECOMMENDATIONS:
        details = (
            Styled("label", (Words("Who "),)),
            Words(f"{who}  ·  "),
            Styled("label", (Words("When "),)),
            Words(f"{when}  ·  "),
            Styled("label", (Words("First step "),)),
            Words(first),
        )
        items.append((para(action, "lead"), Paragraph(details, SOURCE, "details")))
    return bullets(*items, role="recommendations", kind=ListKind.NUMBER)


def context() -> Blocks:
    """A section with points, a remark and a footnote."""
    return (
        heading(
            2,
            "Officers have talked across front lines for as long as there have been front lines",
            anchor="past",
        ),
        para(
            "Envoys in armour settled truces in antiquity, and the empires of the early modern period sent officers to "
            "observe, to train and to bargain. The congresses after the Napoleonic Wars, the armistice commissions of "
            "the two World Wars and the attachés of the Cold War made the practice routine",
            "",
            NoteCall(1),
            Words(
                ". What is new is the setting: outside government, without instructions, and off the record "
            ),
            evidence("documented"),
            Words("."),
        ),
        heading(3, "Four kinds of people take part"),
        bullets(
            "**Retired officers**, who carry experience and no instructions;",
            "**serving officers in a private capacity**, where their service allows it;",
            "**scholars and analysts**, who write the papers that others can quote;",
            "**former officials**, who know what a government can be brought to accept.",
        ),
        Callout(
            "claim",
            "Claim of the source",
            (
                para(
                    "The article holds that such talks *complement* official diplomacy and never compete with it."
                ),
            ),
            SOURCE,
        ),
    )


NOTES = (
    Note(
        1,
        spans("Attachés were exchanged by treaty from 1830 on; the practice is older than the word."),
        SOURCE,
    ),
)


def sources() -> Blocks:
    """A bibliography."""
    entries = (
        BibliographyEntry(
            "article",
            "[1]",
            spans(
                "Military Diplomacy Desk. *Decoding the Role of Military Diplomacy in Track II Engagements*. 2024. ",
                Link((Words("https://example.org/track-two"),), "https://example.org/track-two"),
            ),
            "source-article",
        ),
        BibliographyEntry(
            "first",
            "[2]",
            spans(
                "FIRST. *Traffic Light Protocol (TLP), version 2.0*. Forum of Incident Response Teams, 2022."
            ),
            "source-first",
        ),
    )
    return (heading(2, "Sources"), Bibliography(entries, SOURCE))


def summary(page: PageSetup = A4) -> Document:
    """A summary of two pages."""
    legend = (
        "Evidence: documented – in the record; asserted – said by the source alone; contested – disputed."
    )
    return doc(
        title_block(
            "Policy brief  ·  No. 7  ·  22 November 2026", subtitle="What talks between officers can do"
        ),
        bottom_line(),
        heading(2, "What matters"),
        key_messages(),
        *context(),
        heading(2, "Six principles carry the format"),
        at_a_glance(),
        heading(2, "What we recommend"),
        recommendations(),
        *sources(),
        para(legend, "small"),
        notes=NOTES,
        page=page,
    )


def checklist_table() -> Table:
    """The checklist's table: groups of checks, with room to write."""
    shares = (0.07, 0.37, 0.13, 0.19, 0.13, 0.11)
    head = ("Done", "Check", "Status", "Evidence", "Owner", "Date")
    rows: list[Row] = []
    for at, (name, line) in enumerate(PRINCIPLES):
        title = (Strong((Words(name),)), Words(f"  {line}"))
        rows.append(Row((cell(title, Scope.GROUP, 6),), SOURCE, "group"))
        for number, (check, shown_by) in enumerate(CHECKS):
            tick: Spans = (Tick(f"check-{at}-{number}", check),)
            cells = (cell(tick), cell(check, Scope.ROW), cell(""), cell(shown_by), cell(""), cell(""))
            rows.append(Row(cells, SOURCE))
    columns = tuple(Column(share) for share in shares)
    top = Row(tuple(cell(text, Scope.COLUMN) for text in head), SOURCE)
    caption = spans("Six principles, with what shows that each is met")
    return Table(caption, columns, (top,), tuple(rows), SOURCE, role="checklist", anchor="checklist")


def sign_off() -> Region:
    """The block to sign."""
    rows: tuple[tuple[str | Spans, ...], ...] = (("Convenor", "", "", ""), ("Chair of side A", "", "", ""))
    made = table(
        "Signed off", ("Role", "Name", "Signature", "Date"), rows, (0.25, 0.3, 0.28, 0.17), role="sign-off"
    )
    return region("sign-off", heading(2, "Sign-off"), made)


def checklist(page: PageSetup = A4) -> Document:
    """A checklist."""
    intro = "Tick what is met, name who answers for it, and say where the evidence is. An empty line is an answer too."
    return doc(
        title_block("Checklist  ·  No. 7  ·  22 November 2026"),
        para(intro),
        checklist_table(),
        sign_off(),
        page=page,
        marking=STRICT,
    )


def picture() -> Image:
    """A simple vector timeline."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="620" height="90" viewBox="0 0 620 90">'
        '<title>Timeline</title><line x1="10" y1="45" x2="610" y2="45" stroke="#0E4A57" stroke-width="1.5"/>'
        + "".join(f'<circle cx="{x}" cy="45" r="4.5" fill="#0E4A57"/>' for x in (40, 180, 330, 520))
        + "</svg>"
    )
    return Image(svg.encode(), "image/svg+xml", 620, 90)


def case(number: str, name: str, opening: str) -> Region:
    """A case study."""
    return region(
        "case",
        heading(2, name, number, f"case-{number}"),
        para(opening, "lede"),
        region(
            "panel",
            facts(
                ("Where", "Korean peninsula and adjacent waters"),
                ("When", "Every year since 1976, with pauses"),
                ("Track", "I (official)"),
                ("Evidence", "Documented"),
            ),
        ),
        Callout(
            "caution",
            "Caution",
            (
                para(
                    "These exercises are official acts. The source counts them under Track II; we report that."
                ),
            ),
            SOURCE,
        ),
        heading(3, "Context"),
        para(
            "The alliance exercises its command posts and field units each year, in spring and in late summer. The "
            "exercises are announced, observed and, at times, reduced or put off for the sake of talks. To their "
            "critics they are a rehearsal; to their planners, a promise kept in public."
        ),
        para(
            "Around them a practice has grown of briefings for observers and of unofficial meetings of former "
            "commanders from several countries, in which the next year's calendar is discussed before it is decided."
        ),
        table(
            "Governments acted; unofficial meetings prepared the ground",
            ("Actor", "Part", "Track"),
            (
                ("Armed forces of the two allies", "Plan, command and evaluate the exercises", "I"),
                ("Neutral observers", "Watch and report on parts of the programme", "1.5"),
                ("Former commanders", "Meet before the season to compare expectations", "II"),
            ),
            (0.34, 0.54, 0.12),
            number=f"{number}",
            note="Source: article; participants' accounts.",
        ),
        Figure(
            picture(),
            "Timeline with four events: 1976 first exercise, 1992 first pause, 2018 reduction, 2022 resumption.",
            spans("Pauses followed talks, and talks followed pauses"),
            SOURCE,
            spans("Source: article."),
            f"figure-{number}",
            number,
        ),
        table(
            "Four dates frame the practice",
            ("When", "What happened"),
            (
                ("1976", "First large annual exercise under one name."),
                ("1992–1993", "Exercise put off in favour of talks, then resumed."),
                ("2018–2019", "Large exercises suspended during summit diplomacy."),
                ("2022", "Field training resumes at full scale."),
            ),
            (0.2, 0.8),
        ),
        heading(3, "How it worked"),
        para(
            "Repetition made intent readable: a change in scale could be read as a signal because scale was known."
        ),
        heading(3, "What came of it"),
        para("Readiness rose and so did predictability; mistrust was contained and not removed."),
        region(
            "split",
            region(
                "side",
                heading(4, "What transfers"),
                bullets("Announce early, and keep to what was announced", "Let others watch"),
            ),
            region(
                "side",
                heading(4, "What does not"),
                bullets(
                    "An alliance's cohesion cannot be lent to adversaries",
                    "Scale is a signal only where known",
                ),
            ),
        ),
        para("Sources: [1], [2, p. 4].", "source"),
    )


CASES = (
    (
        "Annual exercises of the United States and South Korea",
        "Two allies train each year, and neighbours read it.",
    ),
    ("NATO in the Balkans", "Former enemies served in one command, and talked in its shade."),
)


def cases() -> Blocks:
    """Both cases."""
    return tuple(case(str(at), name, opening) for at, (name, opening) in enumerate(CASES, start=1))


def matrix() -> Table:
    """The matrix of principles and cases."""
    marks: dict[str, Spans] = {sign: (Styled("mark", (Words(sign),)),) for sign in ("● A", "◉ P", "○ N")}
    rows: list[tuple[str | Spans, ...]] = []
    for at, (name, _) in enumerate(PRINCIPLES):
        link: Spans = (Jump("table-3", (Words(name),)),)
        rows.append((link, marks[("● A", "◉ P", "○ N")[at % 3]], marks[("◉ P", "● A", "● A")[at % 3]]))
    legend = "● A applied   ◉ P partly applied   ○ N not applied"
    return table(
        "No case shows all six principles",
        ("Principle", "U.S.–South Korea", "Balkans"),
        tuple(rows),
        (0.44, 0.28, 0.28),
        role="matrix",
        note=legend,
        number="3",
        centred=True,
    )


def annex(page: PageSetup = A4) -> Document:
    """A case annex."""
    return doc(
        title_block(
            "Case annex  ·  No. 7  ·  22 November 2026", subtitle="Two cases, read against six principles"
        ),
        para("Each case is told in the same order, so that they can be read side by side."),
        matrix(),
        *cases(),
        *sources(),
        page=page,
    )


def pack(page: PageSetup = A4) -> Document:
    """A pack: cover, contents and parts."""
    entries = (
        ContentsEntry(1, "1", "Summary", "part-summary"),
        ContentsEntry(
            2, "1.1", "Officers have talked across front lines for as long as there have been any", "past"
        ),
        ContentsEntry(1, "2", "Checklist", "part-checklist"),
        ContentsEntry(1, "3", "Cases", "part-cases"),
        ContentsEntry(2, "3.1", "Annual exercises of the United States and South Korea", "case-1"),
        ContentsEntry(2, "3.2", "NATO in the Balkans", "case-2"),
    )
    cover = region(
        "cover",
        para("Policy brief  ·  No. 7", "overline"),
        para(TITLE, "cover-title"),
        para("What talks between officers can do, and what they need", "subtitle"),
        facts(("To", "The Minister"), ("From", "Track II Secretariat"), ("Date", "22 November 2026")),
    )
    terms = facts(
        ("CBM", "Confidence-building measure: a step that makes intentions easier to read."),
        ("Track II", "Unofficial dialogue among people who do not speak for their governments."),
        role="glossary",
    )
    return doc(
        cover,
        heading(1, "Contents", role="plain"),
        Contents(entries, SOURCE),
        region("part", heading(1, "Summary", "1", "part-summary"), bottom_line(), key_messages(), *context()),
        region("part", heading(1, "Checklist", "2", "part-checklist"), checklist_table(), sign_off()),
        region("part", heading(1, "Cases", "3", "part-cases"), para("Two cases follow."), *cases()),
        region("landscape", heading(1, "Principles across the cases", "4"), matrix()),
        PageBreak(SOURCE),
        heading(1, "Terms", "5"),
        terms,
        *sources(),
        notes=NOTES,
        page=page,
        marking=STRICT,
    )


SAMPLES = {"summary": summary, "checklist": checklist, "annex": annex, "pack": pack}
