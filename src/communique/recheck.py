"""Published files read again with today's eyes: do they say what is withheld from their readers now?

An earlier copy is with its readers, and no build calls it back. When more is withheld than before, who has both copies sees
what was taken out; so the earlier one is read by the guard before it is replaced.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from communique.audience.model import Withheld
from communique.codes import Code
from communique.compose.document import compose
from communique.compose.model import Document
from communique.findings import Finding, Origin, Severity
from communique.job import Job
from communique.plan import Plan
from communique.release.commitments import commitments_to
from communique.release.manifest import Entry
from communique.verify.conform import Finished
from communique.verify.gate import listen
from communique.verify.leaks import Guard, guard_for, licence_for


def told_before(planned: Plan, before: Iterable[Entry], out: Path) -> Iterator[Finding]:
    """A warning for each published file that says what is now withheld from its readers.

    Files whose manifest commits to the same withheld words as today were read when they were built, and are not read
    again. Nothing is told of documents that nobody asks for any more.
    """
    for entry, reader in _readers(planned, before):
        if reader.is_committed(entry):
            continue
        related = dict.fromkeys(place for finding in reader.heard(entry, out) for place in finding.related)
        if related:
            message = "this copy, published before, says what is now withheld from its readers"
            hint = "recall the earlier copies and build into an empty folder, or let these readers have it"
            origin = Origin(f"{out.name}/{entry.path}")
            yield Finding(Code.TOLD_BEFORE, origin, message, hint, tuple(related), Severity.WARNING)


def heard_again(planned: Plan, entries: Iterable[Entry], out: Path) -> Iterator[Finding]:
    """What the guard finds in published files today, and files whose commitments are not those of today's source."""
    for entry, reader in _readers(planned, entries):
        yield from reader.heard(entry, out)
        if planned.salt and not reader.is_committed(entry):
            message = (
                "what is withheld from the readers of this file is not what it was when the file was built"
            )
            origin = Origin(f"{out.name}/{entry.path}")
            yield Finding(Code.COMMITMENTS_DIFFER, origin, message, "build again", severity=Severity.WARNING)


class _Reader:
    """A job of today's source, with the guard of its document, which all of its files share."""

    def __init__(self, job: Job, withheld: Withheld, salt: str) -> None:
        self.job = job
        self.withheld = withheld
        self.salt = salt

    @cached_property
    def document(self) -> Document | None:
        """The document as it would be today."""
        return compose(self.job.view, self.job.order, self.job.templates, self.job.theme).value

    @cached_property
    def guard(self) -> Guard | None:
        """What is looked for; None where there is no document any more."""
        if self.document is None:
            return None
        return guard_for(self.withheld, licence_for(self.job.view, self.job.templates, self.document))

    def is_committed(self, entry: Entry) -> bool:
        """True when a file's manifest commits to the same withheld words as today's source; False without a salt."""
        return bool(self.salt) and entry.withheld == commitments_to(self.withheld, entry.path, self.salt)

    def heard(self, entry: Entry, out: Path) -> tuple[Finding, ...]:
        """What the guard finds in a published file. A file that is not there is told by `check_published`."""
        path = out / entry.path
        if self.document is None or self.guard is None or not path.is_file():
            return ()
        file = Finished(f"{out.name}/{entry.path}", entry.format, path.read_bytes())
        return listen(file, self.document, self.guard).findings


def _readers(planned: Plan, entries: Iterable[Entry]) -> Iterator[tuple[Entry, _Reader]]:
    """Published files that are still asked for, each with the job that makes it."""
    known = {
        (job.brief, job.audience, job.order.document): _Reader(job, withheld, planned.salt)
        for job, withheld in zip(planned.jobs, planned.withheld, strict=True)
    }
    for entry in entries:
        reader = known.get((entry.brief, entry.audience, entry.document))
        if reader is not None:
            yield entry, reader
