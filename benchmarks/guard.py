"""What the guard costs beside the rendering of the same file, over all documents of the sample in all formats.

    python benchmarks/guard.py [--runs N]

Rendering is composing the tree and writing the file; a Word file with contents needs the layout of the PDF for its page
numbers, as in a build. The guard is its preparation, all channels, and the search. CPU time of one process, warm, both in
turn; the least of the runs counts. The goal is a quarter for each format.
"""

from __future__ import annotations

import argparse
import gc
import sys
import time
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
sys.path.insert(0, str(REPOSITORY / "src"))

from communique.audience.model import Withheld  # noqa: E402
from communique.build import prepare  # noqa: E402
from communique.compose.document import compose  # noqa: E402
from communique.compose.model import Document  # noqa: E402
from communique.job import Job, Written, _write  # noqa: E402
from communique.plan import Wish  # noqa: E402
from communique.project import open_project  # noqa: E402
from communique.verify.conform import Finished  # noqa: E402
from communique.verify.gate import listen  # noqa: E402
from communique.verify.leaks import Heard, guard_for, licence_for  # noqa: E402

FORMATS = ("html", "docx", "pdf")


def rendered(job: Job, format: str) -> tuple[Document, Written]:
    """A document of a job, and its file in one format."""
    document = compose(job.view, job.order, job.templates, job.theme).value
    files = _write(document, job.theme, (format,)).value if document else ()
    if document is None or not files:
        sys.exit(f"{job.name} cannot be rendered")
    return document, files[0]


def heard(job: Job, withheld: Withheld, document: Document, file: Written) -> Heard:
    """What the guard says of a file."""
    guard = guard_for(withheld, licence_for(job.view, job.templates, document))
    return listen(Finished(f"out/{job.name}.{file.format}", file.format, file.data), document, guard)


def once(job: Job, withheld: Withheld, format: str) -> tuple[float, float, int]:
    """Seconds of CPU time for rendering and for the guard, and how much the guard found."""
    gc.collect()
    start = time.process_time()
    document, file = rendered(job, format)
    between = time.process_time()
    said = heard(job, withheld, document, file)
    return between - start, time.process_time() - between, len(said.findings)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    project = open_project(REPOSITORY).value
    planned = prepare(project, Wish(), None).value if project else None
    if planned is None:
        sys.exit("the sample cannot be read")
    totals: dict[str, tuple[float, float]] = {}
    hits = 0
    for format in FORMATS:
        best = []
        for job, withheld in zip(planned.jobs, planned.withheld, strict=True):
            runs = [once(job, withheld, format) for _ in range(options.runs + 1)]  # the first one warms
            best.append((min(run[0] for run in runs), min(run[1] for run in runs)))
            hits += sum(run[2] for run in runs)
        totals[format] = (sum(render for render, _ in best), sum(guard for _, guard in best))
    totals["all"] = tuple(map(sum, zip(*totals.values(), strict=True)))
    print(f"{len(planned.jobs)} documents, least of {options.runs + 1} runs; {hits} false alarms")
    for format, (render, guard) in totals.items():
        print(f"{format:5} rendering {render:7.3f} s   guard {guard:7.3f} s   ratio {guard / render:5.2f}")


if __name__ == "__main__":
    main()
