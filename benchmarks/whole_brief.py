"""The whole sample brief, cold, beside a shell loop of pandoc over as many documents.

    python benchmarks/whole_brief.py [--pandoc PATH] [--runs N]

Each side is a whole process tree, timed in turn (A B A B …); the median of the ratios is what to quote. The loop gets
the same documents as HTML, so it neither selects, numbers, resolves nor verifies anything: it is the floor that a
careful shell script would start from, not an equal.
"""

from __future__ import annotations

import argparse
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]


def timed(command: list[str], cwd: Path) -> float:
    """Seconds of wall time of a command that must succeed."""
    start = time.perf_counter()
    subprocess.run(command, cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def build(folder: Path, *words: str) -> list[str]:
    """The command that builds the sample into a folder."""
    python = [sys.executable, "-m", "communique", "build", "-C", str(REPOSITORY)]
    return [*python, "-o", str(folder), *words]


def loop(pages: Path, pandoc: str) -> list[str]:
    """A shell loop that makes as many PDF and DOCX files as the sample has, from the documents' HTML."""
    engine = shutil.which("weasyprint", path=str(Path(sys.executable).parent)) or "weasyprint"
    script = "set -e\n"
    for path in sorted(pages.glob("*.pdf.html")):
        script += f"{pandoc} '{path}' -o '{path}.out.pdf' --pdf-engine='{engine}'\n"
    for path in sorted(pages.glob("*.docx.html")):
        script += f"{pandoc} '{path}' -o '{path}.out.docx'\n"
    return ["sh", "-c", script]


def documents_as_html(folder: Path) -> Path:
    """The documents of the sample as HTML, one file for each PDF and DOCX that the audiences ask for."""
    sys.path.insert(0, str(REPOSITORY / "src"))
    from communique.build import prepare
    from communique.compose.document import compose
    from communique.plan import Wish
    from communique.project import open_project
    from communique.write.html import write_html

    project = open_project(REPOSITORY).value
    planned = prepare(project, Wish(), None).value if project else None
    for job in planned.jobs if planned else ():
        document = compose(job.view, job.order, job.templates, job.theme).value
        for wanted in (one for one in job.formats if one != "html" and document is not None):
            name = f"{job.name.replace('/', '-')}.{wanted}.html"
            (folder / name).write_bytes(write_html(document, job.theme))
    return folder


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pandoc", default=shutil.which("pandoc"), help="the pandoc program")
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    if not options.pandoc:
        parser.error("there is no pandoc on the PATH; name one with --pandoc")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        pages = documents_as_html(folder)
        count = len(list(pages.glob("*.html")))
        ours, theirs = [], []
        for run in range(options.runs):
            ours.append(timed(build(folder / f"out-{run}"), folder))
            theirs.append(timed(loop(pages, options.pandoc), folder))
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    print(f"{count} documents, {options.runs} runs, medians")
    print(f"communique build (two formats verified, published) {statistics.median(ours):6.2f} s")
    print(f"pandoc loop (weasyprint, docx; nothing verified)   {statistics.median(theirs):6.2f} s")
    print(f"ratio                                              {statistics.median(ratios):6.2f}")


if __name__ == "__main__":
    main()
