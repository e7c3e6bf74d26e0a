"""Word files a second, in one process, warm: ours beside docxtpl and plain python-docx, on the same content.

    python benchmarks/word_writers.py [--runs N] [--sections N …]

The content is a brief of 1, 4 and 8 sections (1, 5 and 10 pages) with headings, paragraphs with emphasis, lists and a table of
thirteen rows each. The three write the same words in the same structure; ours also numbers the headings, marks every page, and leaves anchors for the way home. docxtpl gets its
template as bytes and fills it; python-docx builds from its own default template. Each makes one document in turn (A B C A B
C …); the median of the ratios is what to quote.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path[:0] = [str(REPOSITORY / "src"), str(REPOSITORY / "tests")]

WORDS = "Officers of both sides have met outside official channels for as long as there have been any, and "
ROWS = 12


def sections(count: int) -> list[dict]:
    """The content as plain values, as a template gets it."""
    return [
        {
            "title": f"Section {at} says what happened",
            "paragraphs": [
                (f"{WORDS * 2}that is paragraph {n}. ", "This matters. ", WORDS) for n in range(4)
            ],
            "points": [f"Point {n}: {WORDS}" for n in range(5)],
            "rows": [(f"Row {n}", str(n * 17), "Some words about it", "Track II") for n in range(ROWS)],
        }
        for at in range(count)
    ]


def ours(content: list[dict]) -> Callable[[], bytes]:
    """The writer, on a tree as compose would give it; the tree is made beforehand, as is the peers' context."""
    from communique.compose.model import Paragraph
    from communique.content.spans import Strong, Words
    from communique.write.docx import write_docx
    from kit.samples import SOURCE, bullets, default_theme, doc, heading, table

    blocks = [heading(1, "A brief")]
    for number, section in enumerate(content, start=1):
        blocks.append(heading(2, section["title"], str(number)))
        for plain, strong, rest in section["paragraphs"]:
            blocks.append(Paragraph((Words(plain), Strong((Words(strong),)), Words(rest)), SOURCE))
        blocks.append(bullets(*section["points"]))
        blocks.append(table("", ("Name", "Number", "Remark", "Track"), tuple(section["rows"]), (0.25,) * 4))
    document, theme = doc(*blocks), default_theme()
    return lambda: write_docx(document, theme)


def with_docxtpl(content: list[dict]) -> Callable[[], bytes]:
    """docxtpl with a template made once; `RichText` carries the emphasis."""
    from docxtpl import DocxTemplate, RichText

    template = _template()
    context = [
        {**section, "paragraphs": [_rich(RichText, parts) for parts in section["paragraphs"]]}
        for section in content
    ]

    def write() -> bytes:
        document = DocxTemplate(BytesIO(template))
        document.render({"sections": context})
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return write


def _rich(kind: type, parts: tuple[str, str, str]) -> object:
    made = kind(parts[0])
    made.add(parts[1], bold=True)
    made.add(parts[2])
    return made


def _template() -> bytes:
    import docx

    document = docx.Document()
    document.add_paragraph("A brief", style="Title")
    document.add_paragraph("{%p for section in sections %}")
    document.add_paragraph("{{ section.title }}", style="Heading 1")
    document.add_paragraph("{%p for paragraph in section.paragraphs %}")
    document.add_paragraph("{{r paragraph }}", style="Body Text")
    document.add_paragraph("{%p endfor %}")
    document.add_paragraph("{%p for point in section.points %}")
    document.add_paragraph("{{ point }}", style="List Bullet")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=4, cols=4)
    for cell, word in zip(table.rows[0].cells, ("Name", "Number", "Remark", "Track"), strict=True):
        cell.text = word
    table.rows[1].cells[0].text = "{%tr for row in section.rows %}"
    for place, cell in enumerate(table.rows[2].cells):
        cell.text = f"{{{{ row[{place}] }}}}"
    table.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("{%p endfor %}")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def with_python_docx(content: list[dict]) -> Callable[[], bytes]:
    """python-docx as its documentation says, with cells by row, which is its quicker way."""
    import docx

    def write() -> bytes:
        document = docx.Document()
        document.add_paragraph("A brief", style="Title")
        for section in content:
            document.add_paragraph(section["title"], style="Heading 1")
            for plain, strong, rest in section["paragraphs"]:
                paragraph = document.add_paragraph(plain, style="Body Text")
                paragraph.add_run(strong).bold = True
                paragraph.add_run(rest)
            for point in section["points"]:
                document.add_paragraph(point, style="List Bullet")
            table = document.add_table(rows=1, cols=4)
            for row in (("Name", "Number", "Remark", "Track"), *section["rows"]):
                cells = table.rows[0].cells if row[0] == "Name" else table.add_row().cells
                for cell, words in zip(cells, row, strict=True):
                    cell.text = words
        out = BytesIO()
        document.save(out)
        return out.getvalue()

    return write


def seconds(write: Callable[[], bytes]) -> float:
    """Processor time of one document: other programs on the machine do not count."""
    start = time.process_time()
    write()
    return time.process_time() - start


def same_words(writers: dict[str, Callable[[], bytes]], content: list[dict]) -> None:
    """Every file says every text of the content; a writer that left something out would win unfairly."""
    from kit.docx_files import WordFile

    for name, write in writers.items():
        said = "".join(WordFile(write()).text().split())
        for section in content:
            wanted = [
                section["title"],
                *section["points"],
                *("".join(parts) for parts in section["paragraphs"]),
            ]
            wanted += [cell for row in section["rows"] for cell in row]
            missing = [text for text in wanted if "".join(text.split()) not in said]
            if missing:
                sys.exit(f"{name} lacks {missing[0]!r}")


def measured(count: int, runs: int) -> None:
    """Prints documents a second of one size, and the ratios."""
    content = sections(count)
    writers = {
        "communique": ours(content),
        "docxtpl": with_docxtpl(content),
        "python-docx": with_python_docx(content),
    }
    same_words(writers, content)  # also warms them
    times: dict[str, list[float]] = {name: [] for name in writers}
    for _ in range(runs):
        for name, write in writers.items():
            times[name].append(seconds(write))
    print(f"{count} section{'s' if count > 1 else ''}: documents a second of processor time")
    for name, found in times.items():
        ratio = statistics.median(
            theirs / own for theirs, own in zip(found, times["communique"], strict=True)
        )
        print(f"  {name:12} {1 / statistics.median(found):7.1f}    communique is {ratio:5.1f} times as fast")


def main() -> None:
    """Measures each size."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=15)
    parser.add_argument("--sections", type=int, nargs="+", default=[1, 4, 8])
    options = parser.parse_args()
    print(f"{options.runs} runs, warm, one process")
    for count in options.sections:
        measured(count, options.runs)


if __name__ == "__main__":
    main()
