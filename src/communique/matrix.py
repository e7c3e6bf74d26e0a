"""Answers of `explain` for people and machines: lines, a table of items and readers, JSON, an HTML page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from html import escape

from communique.audience.explain import Explained, counts
from communique.audience.model import Verdict
from communique.content.characters import escaped
from communique.findings import Origin
from communique.inquiry import Answer
from communique.report import printed_json

Column = tuple[str, tuple[str, ...]]  # an audience, and the documents that the column is about

# Signs for those who do not tell colours apart, words for those who do not see signs.
_SIGNS = {"kept": "●", "in part": "◐", "not shown": "◌", "omitted": "○", "withheld": "✕"}
_LEGEND = {
    "kept": "left in by selection",
    "in part": "kept in some of the audience's documents and not in others",
    "not shown": "kept, and the document's template shows nothing of it",
    "omitted": "left out for editorial reasons: depth, or the document's choice of items",
    "withheld": "must not be known to the reader",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """What holds for an item in a column: one word, the line that decides, the reason, and how a person is spoken of."""

    word: str
    decided_at: Origin
    why: str
    form: str = ""

    @property
    def told(self) -> str:
        """The word with its sign, and the form of a person."""
        return f"{_SIGNS[self.word]} {self.word}{f', {self.form}' if self.form else ''}"


@dataclass(frozen=True, slots=True)
class Row:
    """An item, where it is written, and a cell for each column; None where no document is made."""

    path: str
    item_at: Origin
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The items of one brief, or of the registers, against readers."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]


def tables(answer: Answer) -> Iterator[Table]:
    """A table for each brief and one for the registers: an audience a column, or a document when there is one audience."""
    columns = _columns(answer.explained)
    for brief in dict.fromkeys(one.brief for one in answer.explained):
        mine = tuple(one for one in answer.explained if one.brief == brief)
        grouped: dict[str, dict[tuple[str, str], Explained]] = {}
        for one in mine:
            grouped.setdefault(one.path, {})[one.audience, one.document] = one
        rows = tuple(_row(path, told, columns) for path, told in grouped.items())
        yield Table(f"Brief '{brief}'" if brief else "People, terms and sources", columns, rows)


def _columns(explained: Iterable[Explained]) -> tuple[Column, ...]:
    documents: dict[str, dict[str, None]] = {}
    for one in explained:
        documents.setdefault(one.audience, {})[one.document] = None
    if len(documents) == 1:
        ((audience, own),) = documents.items()
        return tuple((audience, (document,)) for document in own)
    return tuple((audience, tuple(own)) for audience, own in documents.items())


def _row(path: str, told: dict[tuple[str, str], Explained], columns: tuple[Column, ...]) -> Row:
    first = next(iter(told.values()))
    cells = tuple(
        _cell([told[audience, document] for document in documents if (audience, document) in told])
        for audience, documents in columns
    )
    return Row(path, first.item_at, cells)


def _cell(told: list[Explained]) -> Cell | None:
    if not told:
        return None
    words = {_word(one) for one in told}
    # What is kept nowhere is told by the strictest word, with the line that it comes from.
    deciding = max(told, key=lambda one: list(_LEGEND).index(_word(one)))
    if len(words) > 1 and "kept" in words:
        kept = ", ".join(one.document for one in told if _word(one) == "kept")
        return Cell("in part", deciding.decided_at, f"kept in {kept}; elsewhere {deciding.why}")
    return Cell(_word(deciding), deciding.decided_at, deciding.why, deciding.form)


def _word(one: Explained) -> str:
    return "not shown" if one.shown is False else str(one.verdict)


# -- text


def as_text(answer: Answer) -> str:
    """One item reader by reader with reasons; more items as a table with counts below it."""
    if answer.single:
        return "\n".join(map(escaped, _item_lines(answer))) + "\n"
    lines = [line for table in tables(answer) for line in (*_table_lines(table), "")]
    lines += [f"{_SIGNS[word]} {word}: {meaning}" for word, meaning in _LEGEND.items()]
    lines += ["", *_count_lines(answer), *_unserved_lines(answer)]
    return "\n".join(map(escaped, lines)).rstrip() + "\n"


def _item_lines(answer: Answer) -> Iterator[str]:
    known: dict[tuple[str, str, Origin], dict[Explained, list[str]]] = {}
    for one in answer.explained:
        same = known.setdefault((one.brief, one.path, one.item_at), {})
        same.setdefault(replace(one, document=""), []).append(one.document)
    for (brief, path, at), told in known.items():
        yield f"{brief}:{path}" if brief else path
        yield f"  written at {at}"
        for one, documents in told.items():
            yield f"{one.audience} ({', '.join(documents)}): {_word(one)}{_spoken(one)}"
            yield f"  {one.decided_at}: {one.why}"
            if one.against is not None:
                yield f"  see: {one.against}"
    yield from _unserved_lines(answer)


def _spoken(one: Explained) -> str:
    return f", shown as: {one.form}" if one.form else ""


def _unserved_lines(answer: Answer) -> Iterator[str]:
    for name in answer.faulty:
        yield f"{name}: cannot be put together, so what it shows is not known; `communique build` tells why"
    for one in answer.unserved:
        yield f"{one.audience}: no document of '{one.brief}'"
        yield f"  {one.decided_at}: {one.why}"


def _table_lines(table: Table) -> Iterator[str]:
    """Columns as wide as what they hold; with one audience also the deciding line and the reason."""
    heads = [_heading(column, table) for column in table.columns]
    single = len({audience for audience, _ in table.columns}) == 1
    grid = [[table.caption, *heads, *(("decided at", "why") if single else ())]]
    for row in table.rows:
        words = [cell.told if cell else "" for cell in row.cells]
        grid.append([row.path, *words, *(_reason(row) if single else ())])
    widths = [max(len(line[at]) for line in grid) for at in range(len(grid[0]))]
    for line in grid:
        yield "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()


def _heading(column: Column, table: Table) -> str:
    audience, documents = column
    return f"{audience}/{documents[0]}" if len({one for one, _ in table.columns}) == 1 else audience


def _reason(row: Row) -> tuple[str, str]:
    """The line and the words of the first cell that is not kept."""
    missing = next((cell for cell in row.cells if cell and cell.word != "kept"), None)
    return (str(missing.decided_at), missing.why) if missing else ("", "")


def _count_lines(answer: Answer) -> Iterator[str]:
    for audience, document, number in counts(answer.explained):
        told = ", ".join(f"{number[verdict]} {verdict}" for verdict in Verdict)
        hidden = sum(
            one.shown is False and (one.audience, one.document) == (audience, document)
            for one in answer.explained
        )
        yield f"{audience}/{document}: {told}{f'; {hidden} kept and not shown' if hidden else ''}"


# -- JSON


def as_json(answer: Answer) -> str:
    """Every decision by itself, the counts, and the audiences without a document; `format` tells a later shape apart."""
    value = {
        "format": 1,
        "items": [_record(one) for one in answer.explained],
        "counts": [
            {"audience": audience, "document": document, **{str(v): n for v, n in number.items()}}
            for audience, document, number in counts(answer.explained)
        ],
        "without": [
            {"brief": one.brief, "audience": one.audience, "why": one.why, "decided": _place(one.decided_at)}
            for one in answer.unserved
        ],
        "faulty": list(answer.faulty),
    }
    return printed_json(value)


def _record(one: Explained) -> dict[str, object]:
    return {
        "brief": one.brief or None,
        "path": one.path,
        "written": _place(one.item_at),
        "audience": one.audience,
        "document": one.document,
        "verdict": str(one.verdict),
        "shown": one.shown,
        "reason": one.reason.name.lower() if one.reason.value else None,
        "why": one.why,
        "decided": _place(one.decided_at),
        "against": _place(one.against) if one.against else None,
        "person": one.form or None,
    }


def _place(origin: Origin) -> dict[str, object]:
    return {"path": origin.path, "line": origin.line or None, "column": origin.column or None}


# -- HTML


def as_html(answer: Answer) -> str:
    """A page of its own with the tables: nothing is fetched, header cells are marked, verdicts are signs and words."""
    told = "\n".join(_html_table(table) for table in tables(answer))
    legend = "\n".join(
        f"<dt>{_html_word(word)}</dt><dd>{escape(meaning)}</dd>" for word, meaning in _LEGEND.items()
    )
    counted = "\n".join(f"<li>{escape(line)}</li>" for line in _count_lines(answer))
    without = "\n".join(
        f"<li>{escape(one.audience)}: {escape(one.why)} ({escape(str(one.decided_at))})</li>"
        for one in answer.unserved
    )
    return (
        _PAGE.replace("{legend}", legend)
        .replace("{counts}", counted)
        .replace("{without}", f"<h2>Without a document</h2>\n<ul>\n{without}\n</ul>" if without else "")
        .replace("{tables}", told)
    )


def _html_table(table: Table) -> str:
    heads = "".join(f'<th scope="col">{escape(_heading(column, table))}</th>' for column in table.columns)
    rows = "\n".join(
        f'<tr><th scope="row"><code>{escape(row.path)}</code><span class="at">{escape(str(row.item_at))}</span></th>'
        f"{''.join(map(_html_cell, row.cells))}</tr>"
        for row in table.rows
    )
    return (
        f'<div class="wide" tabindex="0" role="region" aria-label="{escape(table.caption)}"><table>\n'
        f"<caption>{escape(table.caption)}</caption>\n"
        f'<thead><tr><th scope="col">Item</th>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table></div>'
    )


def _html_cell(cell: Cell | None) -> str:
    if cell is None:
        return "<td>no document</td>"
    word = _html_word(cell.word, cell.form)
    if cell.word == "kept":
        return f'<td class="kept">{word}</td>'
    reason = (
        f'<span class="at">{escape(str(cell.decided_at))}</span><span class="why">{escape(cell.why)}</span>'
    )
    return f'<td class="{cell.word.replace(" ", "-")}">{word}{reason}</td>'


def _html_word(word: str, form: str = "") -> str:
    spoken = f", {escape(form)}" if form else ""
    return f'<b><span aria-hidden="true">{_SIGNS[word]}</span> {word}</b>{spoken}'


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>What each audience sees, and why</title>
<style>
body { font: 1rem/1.45 system-ui, sans-serif; margin: 2rem; color: #1b1f24; background: #fff }
.wide { overflow-x: auto; margin: 1.5rem 0 }
table { border-collapse: collapse; font-size: .875rem }
caption { text-align: left; font-weight: 600; font-size: 1.125rem; padding: .5rem 0 }
th, td { border: 1px solid #8a929c; padding: .35rem .6rem; text-align: left; vertical-align: top }
thead th { background: #e9ecef }
tbody th { font-weight: 400; min-width: 14rem }
.at, .why { display: block; font-size: .75rem; color: #454c54 }
.why { max-width: 22rem }
td.in-part { background: #f4f1e4 }
td.omitted, td.not-shown { background: #eef1f4 }
td.withheld { background: #fbeaea }
dt { float: left; clear: left; width: 7rem }
dd { margin: 0 0 .25rem 7rem }
</style>
</head>
<body>
<h1>What each audience sees, and why</h1>
<p><strong>For the authors only:</strong> this page names what is withheld.</p>
<dl>
{legend}
</dl>
<main>
{tables}
</main>
<h2>Counts</h2>
<ul>
{counts}
</ul>
{without}
</body>
</html>
"""

STYLES: dict[str, Callable[[Answer], str]] = {"text": as_text, "json": as_json}
