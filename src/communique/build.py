"""The product on one page: load, select, compose, write, verify, publish."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from communique.audience.anonymity import check_anonymity
from communique.audience.model import Withheld
from communique.audience.typed import check_typed_names
from communique.codes import Code
from communique.compose.document import compose
from communique.compose.model import Document
from communique.compose.templates import TemplateSet, read_templates
from communique.content.check import check_content
from communique.content.ladder import Ladder
from communique.content.load import Content, load_content
from communique.findings import (
    COMMAND_LINE,
    Finding,
    Origin,
    Outcome,
    Severity,
    has_errors,
    in_order,
)
from communique.job import Job, Made, Written, run_job
from communique.plan import Plan, Wish, plan, theme_of
from communique.project import Project
from communique.recheck import heard_again, told_before
from communique.release.commitments import commitments_to
from communique.release.previous import could_rise, raised, read_previous, withdrawn
from communique.release.publish import Product, publish
from communique.release.published import check_published
from communique.theme import Theme, read_theme

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Orders:
    """How a build is done: what is wished for, with how many processes, how strictly, with which date."""

    wish: Wish = field(default_factory=Wish)
    workers: int = 1
    release: bool = False
    dated: datetime | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What came of a command: findings in order, and the paths that were published."""

    findings: tuple[Finding, ...]
    published: tuple[Path, ...] = ()

    @property
    def exit_code(self) -> int:
        """0 all is well, 1 the input is wrong, 2 the command line is."""
        if any(finding.origin == COMMAND_LINE for finding in self.findings):
            return 2
        return 1 if has_errors(self.findings) else 0


def build_project(project: Project, orders: Orders, progress: Progress) -> Report:
    """Builds and publishes. With any error, `out/` stays exactly as it was."""
    planned = prepare(project, orders.wish, orders.dated)
    if planned.value is None or planned.failed:
        return Report(in_order(planned.findings))
    try:
        made = tuple(_run(planned.value, orders.workers, progress))
    except BrokenProcessPool:
        message = "the system ended one of the processes that build documents, most often for want of memory"
        hint = "build again with fewer processes: -j 1"
        lost = Finding(Code.PROCESS_LOST, Origin("this machine"), message, hint)
        return Report(in_order((*planned.findings, lost)))
    findings = in_order(
        (
            *planned.findings,
            *_told(made),
            *_raised(
                project, planned.value, zip(planned.value.jobs, (one.document for one in made), strict=True)
            ),
        )
    )
    if orders.release:
        findings = tuple(replace(finding, severity=Severity.ERROR) for finding in findings)
    if has_errors(findings):
        return Report(findings)
    return _publish(project, orders, _products(planned.value, made), findings)


def _told(made: tuple[Made, ...]) -> Iterator[Finding]:
    return (finding for one in made for finding in one.findings)


def _raised(
    project: Project, plan: Plan, documents: Iterable[tuple[Job, Document | None]]
) -> Iterator[Finding]:
    """Documents that are marked higher than their published copies."""
    for job, document in documents:
        if document is not None:
            ladder = Ladder(job.view.handling.rungs)
            yield from raised(plan.previous, ((_key(job), document),), ladder, project.out)


def _key(job: Job) -> tuple[str, str, str]:
    return job.brief, job.audience, job.order.document


def check_project(project: Project, wish: Wish) -> Report:
    """Everything that can be told without rendering.

    Of a document that could be marked higher than its published copies the tree is made, which tells its marking.
    """
    planned = prepare(project, wish, None)
    if planned.value is None or planned.failed:
        return Report(in_order(planned.findings))
    made = planned.value
    suspects = (job for job in made.jobs if could_rise(made.previous, _key(job), job.view.handling))
    trees = ((job, compose(job.view, job.order, job.templates, job.theme).value) for job in suspects)
    return Report(in_order((*planned.findings, *_raised(project, made, trees))))


def verify_published(folder: Path, project: Project | None) -> Report:
    """Published files held against their manifest and, with a project's source, read again by the guard."""
    findings = check_published(folder)
    read = read_previous(folder)
    if project is not None and read.value is not None:
        planned = prepare(project, Wish(), None, earlier=False)
        findings = (
            *findings,
            *(finding for finding in planned.findings if finding.severity is Severity.ERROR),
        )
        if planned.value is not None and not planned.failed:
            findings = (*findings, *heard_again(planned.value, read.value, folder))
    return Report(in_order(findings))


def prepare(project: Project, wish: Wish, dated: datetime | None, *, earlier: bool = True) -> Outcome[Plan]:
    """Load, check, select: the jobs of a build, with the faults of all files.

    `earlier`: also what the release before tells, as far as it is in the output folder.
    """
    loaded = load_content(project.files)
    if loaded.value is None:
        return Outcome(None, loaded.findings)
    content = loaded.value
    templates = read_templates(project.templates)
    themes, theme_findings = _themes(project, content)
    checked = check_content(content)
    is_known = not {finding.code for finding in checked} & UNSOUND
    sound = is_known and not has_errors(loaded.findings)
    persons = tuple(_persons(content, templates.value or TemplateSet(()))) if is_known else ()
    planned = plan(content, templates.value or TemplateSet(()), themes, wish, dated, sound=sound)
    before = read_previous(project.out) if earlier else Outcome(())
    previous = tuple(entry for entry in before.value or () if wish.covers(entry))
    findings = (
        *loaded.findings,
        *checked,
        *persons,
        *templates.findings,
        *theme_findings,
        *planned.findings,
        *before.findings,
        *(withdrawn(previous, content, project.out) if sound else ()),
        *(told_before(planned.value, previous, project.out) if sound and planned.value else ()),
    )
    if planned.value is not None and not planned.value.jobs and not has_errors(findings):
        message = "there is nothing to build: no audience of a brief asks for such a document"
        hint = "look at the 'documents' of content/audiences/*.yaml and the 'audiences' of the brief"
        asked = COMMAND_LINE if wish != Wish() else Origin("content/audiences")
        findings = (*findings, Finding(Code.NOTHING_TO_BUILD, asked, message, hint))
    made = planned.value and replace(planned.value, previous=previous)
    return Outcome(made, findings)


def _persons(content: Content, templates: TemplateSet) -> Iterator[Finding]:
    """What is said of persons past the rules of attribution; not where the register has faults."""
    if "people" not in content.unread:
        own_words = {f"templates/{name}": source for name, source in templates.sources}
        yield from check_typed_names(content, own_words)
        yield from check_anonymity(content)


# With these, it is not known who may see what.
UNSOUND = frozenset({Code.UNKNOWN_HANDLING, Code.UNKNOWN_AUDIENCE, Code.DUPLICATE_ID})


def _themes(project: Project, content: Content) -> tuple[Mapping[str, Theme], tuple[Finding, ...]]:
    """The themes that the audiences name, each read once."""
    wanted = dict(theme_of(audience, content) for audience in content.audiences)
    read = {name: read_theme(name, project.templates, origin) for name, origin in sorted(wanted.items())}
    findings = tuple(finding for outcome in read.values() for finding in outcome.findings)
    findings += tuple(_word_findings(outcome.value for outcome in read.values()))
    return {name: outcome.value for name, outcome in read.items() if outcome.value is not None}, findings


def _word_findings(themes: Iterable[Theme | None]) -> Iterator[Finding]:
    """What is wrong with the themes' Word templates. The library that reads them is loaded only when there are any."""
    for theme in themes:
        if theme is not None and theme.reference is not None:
            from communique.write.docx.reference import read_reference

            yield from read_reference(theme).findings
        if theme is not None and theme.tokens.word is not None and theme.tokens.word.embed_fonts:
            from communique.write.docx.embedding import check_fonts

            yield from check_fonts(theme)


def _run(planned: Plan, workers: int, progress: Progress) -> Iterator[Made]:
    """The jobs' results in the order of the jobs, whatever the number of processes."""
    jobs = planned.jobs
    progress("", 0, len(jobs))
    withheld = dict(zip((job.name for job in jobs), planned.withheld, strict=True))
    if workers == 1 or len(jobs) == 1:
        for done, job in enumerate(jobs, start=1):
            yield run_job(job, withheld[job.name])
            progress(job.name, done, len(jobs))
        return
    with ProcessPoolExecutor(min(workers, len(jobs)), initializer=_collect_seldom) as pool:
        # Long documents first, so that no worker is left with one at the end while the others rest.
        longest = sorted(jobs, key=lambda job: job.words, reverse=True)
        running = {job.name: pool.submit(run_job, job, withheld[job.name]) for job in longest}
        for done, job in enumerate(jobs, start=1):
            yield running[job.name].result()
            progress(job.name, done, len(jobs))


def _collect_seldom() -> None:
    """Layout makes millions of objects that live as long as their document: collecting often finds nothing to free.

    A sixth of the time of a build went into it at Python's default of 700; a worker stays below 300 MiB on the sample.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _publish(
    project: Project, orders: Orders, products: tuple[Product, ...], findings: tuple[Finding, ...]
) -> Report:
    """Everything in one move; what the wish names and nobody asks for any more goes."""
    published = publish(products, project.out, orders.wish.covers)
    return Report(in_order((*findings, *published.findings)), published.value or ())


def _products(planned: Plan, made: tuple[Made, ...]) -> tuple[Product, ...]:
    """The files to publish, each with commitments to what is withheld from its readers."""
    jobs = zip(planned.jobs, planned.withheld, made, strict=True)
    return tuple(
        _product(job, one.document, file, withheld, planned.salt)
        for job, withheld, one in jobs
        if one.document
        for file in one.files
    )


def _product(job: Job, document: Document, file: Written, withheld: Withheld, salt: str) -> Product:
    metadata = document.metadata
    path = f"{job.name}.{file.format}"
    commitments = commitments_to(withheld, path, salt) if salt else ()
    return Product(
        job.brief, job.audience, job.order.document, file.format, file.data, file.pages, metadata.title,
        document.marking.label, metadata.date, commitments, file.acknowledged,
    )  # fmt: skip
