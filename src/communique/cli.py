"""Words in, exit code out. Heavy rooms are imported when a command needs them, so that `--help` is quick.

Exit codes: 0 all is well, 1 the input is wrong or a check refused, 2 the command line is wrong, 3 a bug of ours.
"""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click

from communique import __version__

if TYPE_CHECKING:
    from communique.build import Progress, Report
    from communique.project import Project

F = TypeVar("F", bound=Callable[..., Any])
_EXISTING_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_MAX_WORKERS = 64
_SOURCES = ("content", "templates")


def _common(command: F) -> F:
    """The options that every command has."""
    for option in reversed(
        (
            click.option(
                "-C", "root", type=_EXISTING_FOLDER, help="The project's folder; default: the nearest above."
            ),
            click.option(
                "--format",
                "style",
                type=click.Choice(("text", "json", "sarif", "github")),
                default="text",
                show_default=True,
                help="How findings are told.",
            ),
            click.option("-q", "--quiet", is_flag=True, help="Tell findings only."),
            click.option("-v", "--verbose", is_flag=True, help="Tell every file."),
            click.option("--no-color", is_flag=True, help="No colours, also on a terminal."),
        )
    ):
        command = option(command)
    return command


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="communique")
def cli() -> None:
    """One structured source, a briefing document for every audience: PDF to read, DOCX to edit."""


@cli.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@click.option(
    "-a", "--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only for this audience."
)
@click.option("-d", "--document", "documents", multiple=True, metavar="DOCUMENT", help="Only this document.")
@click.option(
    "-f",
    "--file-format",
    "formats",
    multiple=True,
    type=click.Choice(("pdf", "docx", "html")),
    help="Only this format.",
)
@click.option(
    "-o", "--out", type=click.Path(file_okay=False, path_type=Path), help="Where to publish; default: out/."
)
@click.option(
    "-j", "--jobs", type=click.IntRange(1, _MAX_WORKERS), help="Processes; default: one a processor."
)
@click.option("--release", is_flag=True, help="Warnings stop publication too.")
@_common
def build(
    briefs: tuple[str, ...],
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    formats: tuple[str, ...],
    out: Path | None,
    jobs: int | None,
    release: bool,
    **common: Any,
) -> None:
    """Build, verify and publish documents.

    Without BRIEF, all briefs of the project; without options, all documents of all audiences. When anything is
    wrong, nothing is published and what was published before stays as it was.
    """
    from communique.build import Orders, build_project
    from communique.plan import Wish
    from communique.world import processors

    if out is not None and not str(out).strip("."):
        message = "-o names no folder of its own; publishing there would exchange the folder that you are in"
        raise click.UsageError(message)
    orders = Orders(Wish(briefs, audiences, documents, formats), jobs or processors(), release, _dated())
    with _project(common, out) as project, _progress(common) as progress:
        if any(project.out.resolve().is_relative_to(project.root.resolve() / name) for name in _SOURCES):
            message = (
                "-o names a folder among the project's sources (content/, templates/); publish elsewhere"
            )
            raise click.UsageError(message)
        report = build_project(project, orders, progress)
    _end(report, common, f"{_count(len(report.published), 'file')} published", "; nothing was published")


@cli.command()
@click.argument("briefs", nargs=-1, metavar="[BRIEF]...")
@_common
def check(briefs: tuple[str, ...], **common: Any) -> None:
    """Check content, audiences and templates without rendering anything."""
    from communique.build import check_project
    from communique.plan import Wish

    with _project(common) as project:
        report = check_project(project, Wish(briefs))
    _end(report, common, "all is well")


@cli.command()
@click.argument("path", required=False, default="", metavar="[PATH]")
@click.option(
    "-a", "--audience", "audiences", multiple=True, metavar="AUDIENCE", help="Only for this audience."
)
@click.option("-d", "--document", "documents", multiple=True, metavar="DOCUMENT", help="Only this document.")
@click.option(
    "--matrix", is_flag=True, help="A table of PATH and all items inside it; without PATH, of all items."
)
@click.option(
    "--html",
    "page",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the table to this file as an HTML page instead.",
)
@_common
def explain(
    path: str,
    audiences: tuple[str, ...],
    documents: tuple[str, ...],
    matrix: bool,
    page: Path | None,
    **common: Any,
) -> None:
    """Tell for whom an item is kept, omitted or withheld, and the line that says so.

    PATH is an item by its path (cases/ID), as in {ref} (case/ID), or by the line where it is written (FILE:LINE); an
    audience; a document (AUDIENCE/DOCUMENT); a brief. BRIEF:PATH names an item of one brief. The answer goes to
    standard output as text or, with --format json, as JSON. It names what is withheld: it is for authors only.
    """
    from communique.build import Report
    from communique.inquiry import Question, answer
    from communique.matrix import STYLES, as_html

    if not path and not matrix:
        message = "say what to explain: a PATH, or --matrix for all items"
        raise click.UsageError(message)
    if common["style"] not in STYLES:
        message = (
            f"--format {common['style']} is for findings; an explanation is told as {' or '.join(STYLES)}"
        )
        raise click.UsageError(message)
    with _project(common) as project:
        answered = answer(project, Question(path, audiences, documents, matrix))
        if answered.value is None:
            _end(Report(answered.findings), common, "")
        elif page is not None:
            _write_page(page, as_html(answered.value), project, common)
        else:
            _tell(STYLES[common["style"]](answered.value))


def _write_page(page: Path, text: str, project: Project, common: dict[str, Any]) -> None:
    """Writes a page for authors: never among published files, since it names what is withheld."""
    if page.resolve().is_relative_to(project.out.resolve()):
        message = "the page names what is withheld, so it may not lie in the output folder"
        raise click.UsageError(message)
    from communique.content.characters import escaped

    try:
        page.write_text(text, encoding="utf-8")
    except OSError as fault:
        message = f"the page cannot be written: {escaped(str(fault))}"
        raise click.UsageError(message) from fault
    if not common["quiet"]:
        click.echo(f"{escaped(str(page))} written", err=True)


@cli.command()
@click.argument("folder", required=False, type=_EXISTING_FOLDER, metavar="[DIR]")
@_common
def verify(folder: Path | None, **common: Any) -> None:
    """Check published files against their manifest and, where the source is, against what it withholds.

    Tells files that are missing, that are no longer what was built, and that no build has put there. In a project, or
    with -C, the guard also reads the files again for what is withheld from their readers today. Without DIR, the
    project's out/ is checked.
    """
    from communique.build import verify_published
    from communique.project import open_project
    from communique.world import current_folder

    if folder is None or common["root"] is not None:
        with _project(common) as project:
            report = verify_published(folder or project.out, project)
    else:
        report = verify_published(folder, open_project(current_folder()).value)
    _end(report, common, "all files are as they were built")


def main() -> None:
    """The console script: runs the command and turns what happens into an exit code."""
    try:
        cli.main(prog_name="communique", standalone_mode=True)
    except UntoldError as fault:
        click.echo(f"standard output cannot be written to: {fault}", err=True)
        sys.exit(1)
    except Exception:  # noqa: BLE001 -- the last line of defence: anything that gets here is a bug of ours
        traceback.print_exc()
        click.echo(
            "\nThis is a bug in communique, not in your files. Please report it with the lines above and the command"
            " that you gave; nothing was published.",
            err=True,
        )
        sys.exit(3)


class UntoldError(Exception):
    """Standard output takes no more, as on a full disk; says why, and what came of the command."""


def _tell(text: str, came: str = "", *, colour: bool = False) -> None:
    """Prints a command's answer. A reader that has gone away (`| head`) is click's to deal with."""
    try:
        click.echo(text, nl=False, color=colour or None)
    except BrokenPipeError:
        raise
    except OSError as fault:
        from communique.world import discard

        discard(sys.stdout)
        raise UntoldError("; ".join(filter(None, (fault.strerror, came)))) from fault


def _is_terminal(stream: TextIO | None) -> bool:
    """False too for a stream that the caller has closed (`>&-`), for which Python has None."""
    return stream is not None and stream.isatty()


@contextmanager
def _project(common: dict[str, Any], out: Path | None = None) -> Iterator[Project]:
    """The project that the command is about; exit 2 with a finding when there is none."""
    from communique.build import Report
    from communique.project import open_project
    from communique.world import current_folder

    opened = open_project(current_folder(), common["root"], out)
    if opened.value is None:
        _end(Report(opened.findings), common, "")
        return
    yield opened.value


@contextmanager
def _progress(common: dict[str, Any]) -> Iterator[Progress]:
    """A progress bar on a terminal; nothing in a pipe, or when quiet."""
    if common["quiet"] or not _is_terminal(sys.stderr):
        yield lambda _name, _done, _total: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, no_color=common["no_color"] or None)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("", total=None)
        yield lambda name, done, total: bar.update(task, completed=done, total=total, description=name)


def _end(report: Report, common: dict[str, Any], done: str, not_done: str = "") -> None:
    """Tells the findings and leaves with the exit code."""
    from communique.content.characters import escaped
    from communique.report import FORMATS

    colour = _is_terminal(sys.stdout) and not common["no_color"]
    _tell(
        FORMATS[common["style"]](report.findings, colour=colour),
        _summary(report, done, not_done),
        colour=colour,
    )
    for path in report.published if common["verbose"] else ():
        click.echo(escaped(str(path)), err=True)
    if not common["quiet"]:
        click.echo(_summary(report, done, not_done), err=True)
    sys.exit(report.exit_code)


def _summary(report: Report, done: str, not_done: str) -> str:
    errors = sum(finding.severity.value == "error" for finding in report.findings)
    warnings = _count(len(report.findings) - errors, "warning")
    if errors:
        return f"{_count(errors, 'error')}, {warnings}{not_done}"
    return f"{done} ({warnings})" if report.findings else done


def _count(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def _dated() -> Any:
    """The date that SOURCE_DATE_EPOCH asks for; a value that is no number is a wrong command line."""
    from communique.world import source_date_epoch

    try:
        return source_date_epoch()
    except (ValueError, OverflowError, OSError) as fault:
        message = f"SOURCE_DATE_EPOCH is not a number of seconds: {fault}"
        raise click.UsageError(message) from fault
