"""Publishing: what was verified gets into the output folder, whole or not at all.

What is promised, where the output folder can be exchanged with another one in one step (Linux; every file system of a
usual machine): whoever looks, at any moment, also after `kill -9` or a power cut, sees the whole old folder or the whole
new one. It stays an ordinary folder with ordinary files. What a killed build left beside it is cleared by the next.

What is promised elsewhere (the folder is a mount point, such as a volume of a container; a system without
renameat2(2); no permission to write beside the folder): each file is whole, old or new, at any moment; the manifest
changes last. A build that is killed between two files leaves a journal behind, and the next one, or `recover_output`,
completes it before anything else. Until then the folder can be a mixture, which `check_published` tells.

In both: files that communique did not publish stay; a file whose bytes did not change is not written again; one
publication into a folder runs at a time; with any fault while new files are made, such as a full disk, the folder is as
it was.

Not promised: that a program which works inside the old folder follows to the new one; owners, access lists and extended
attributes of the folder; anything on a network file system whose rename(2) or flock(2) does not hold what POSIX says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from communique.codes import Code
from communique.findings import Finding, Origin, Outcome, Severity
from communique.release.disk import Disk, Step, no_step
from communique.release.manifest import (
    MANIFEST,
    SUMS,
    Entry,
    digest,
    read_manifest,
    write_manifest,
    write_sums,
)
from communique.release.paths import WORKSHOP, check_paths
from communique.release.published import is_as_built
from communique.release.stage import (
    BusyError,
    Changes,
    beside,
    locked,
    put_all_at_once,
    put_piece_by_piece,
    recover,
)


@dataclass(frozen=True, slots=True)
class Product:
    """A file to publish, with what the manifest says of it; its path is made of its names."""

    brief: str
    audience: str
    document: str
    format: str
    data: bytes = field(repr=False)
    pages: int | None
    title: str
    marking: str
    date: str
    withheld: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """`track-two/ministers/summary.pdf`."""
        return f"{self.brief}/{self.audience}/{self.document}.{self.format}"

    @property
    def entry(self) -> Entry:
        """The product's line of the manifest."""
        return Entry(
            self.path, digest(self.data), len(self.data), self.brief, self.audience, self.document,
            self.format, self.pages, self.title, self.marking, self.date, self.withheld, self.acknowledged,
        )  # fmt: skip


def publish(
    products: tuple[Product, ...],
    out: Path,
    replaces: Callable[[Entry], bool],
    step: Step = no_step,
) -> Outcome[tuple[Path, ...]]:
    """Publishes products into `out`; what was published before stays unless `replaces` says that it is built anew.

    Nothing is published when there is a finding that is an error. `step` is called before each change of the file
    system, with its name; tests stop the process there.
    """
    try:
        target = out.resolve()
        refused = check_paths((product.path for product in products), target) or _not_ours(target)
        if refused:
            return Outcome(None, refused)
        findings = _into_folder(products, target, replaces, Disk(step))
    except BusyError:
        return Outcome(None, (_busy(out),))
    except OSError as fault:
        return Outcome(None, (_unwritable(out, fault),))
    if any(finding.severity is Severity.ERROR for finding in findings):
        return Outcome(None, findings)
    return Outcome(tuple(out / product.path for product in products), findings)


def _not_ours(target: Path) -> tuple[Finding, ...]:
    """A finding for a folder that holds files of somebody and no manifest of ours: it would be exchanged as a whole."""
    if not target.is_dir() or (target / MANIFEST).is_file() or (target / WORKSHOP).is_dir():
        return ()
    if all(path.name == ".gitignore" for path in target.iterdir()):
        return ()
    message = "the folder is not empty, and communique has not published into it before"
    hint = "name a new or an empty folder with -o"
    return (Finding(Code.OUTPUT_FOREIGN, Origin(target.name), message, hint),)


def recover_output(out: Path) -> tuple[Finding, ...]:
    """Completes a publication that was killed, or clears what it left behind; what every publication does first."""
    target = out.resolve()
    if not target.is_dir():
        return ()
    try:
        with locked(target):
            recover(target, Disk())
    except BusyError:
        return (_busy(out),)
    except OSError as fault:
        return (_unwritable(out, fault),)
    return ()


def _into_folder(
    products: tuple[Product, ...], target: Path, replaces: Callable[[Entry], bool], disk: Disk
) -> tuple[Finding, ...]:
    """Publishes into a folder that is made when there is none, and that goes again when nothing comes into it."""
    is_new = not target.exists()
    if is_new:
        disk.make(target)
    try:
        return _alone_in_folder(products, target, replaces, disk)
    except OSError:
        if is_new and not any(target.iterdir()):
            target.rmdir()
        raise


def _alone_in_folder(
    products: tuple[Product, ...], target: Path, replaces: Callable[[Entry], bool], disk: Disk
) -> tuple[Finding, ...]:
    with ExitStack() as held:
        held.enter_context(locked(target))
        recover(target, disk)
        before = _published(target)
        if before.value is None:
            return before.findings
        changes = _changes(products, before.value, target, replaces)
        edited = tuple(_edited(before.value, changes, target))
        if edited:
            return edited
        if put_all_at_once(target, changes, disk, held):
            return _tidy(target, disk)
        put_piece_by_piece(target, changes, disk)
        return ()


def _tidy(target: Path, disk: Disk) -> tuple[Finding, ...]:
    """Clears the old folder away. What was published is published, even when this fails."""
    try:
        disk.sync(target.parent)
        disk.clear(beside(target))
    except OSError as fault:
        message = (
            f"the new files are published, but {beside(target).name} could not be removed: {fault.strerror}"
        )
        hint = "remove it yourself, or let the next build do it"
        return (
            Finding(Code.OUTPUT_UNWRITABLE, Origin(target.name), message, hint, severity=Severity.WARNING),
        )
    return ()


def _published(target: Path) -> Outcome[tuple[Entry, ...]]:
    """What the manifest of the folder lists; nothing when there is no manifest."""
    manifest = target / MANIFEST
    if not manifest.is_file():
        return Outcome(())
    return read_manifest(manifest.read_bytes(), f"{target.name}/{MANIFEST}")


def _changes(
    products: tuple[Product, ...],
    before: tuple[Entry, ...],
    target: Path,
    replaces: Callable[[Entry], bool],
) -> Changes:
    """What has to be written and what has to go, so that the folder holds the products and what they leave alone."""
    made = {product.path: product.entry for product in products}
    gone = frozenset(entry.path for entry in before if entry.path not in made and replaces(entry))
    kept = (entry for entry in before if entry.path not in made and entry.path not in gone)
    listed = (*kept, *made.values())
    fresh = ((product.path, product.data) for product in products if not _is_there(product, target))
    return Changes((*fresh, (SUMS, write_sums(listed)), (MANIFEST, write_manifest(listed))), gone)


def _edited(before: tuple[Entry, ...], changes: Changes, target: Path) -> Iterator[Finding]:
    """A finding for each published file that somebody has changed since, and that would be replaced or removed.

    Somebody's edits in Word, or a form that was filled in, are in no other place.
    """
    touched = {path for path, _ in changes.put} | changes.remove
    for entry in before:
        path = target / entry.path
        is_own = entry.path in touched and path.is_file() and not path.is_symlink()
        if is_own and not is_as_built(path, entry):
            message = "this file was changed after it was built, and building would undo the changes"
            hint = "move it out of the output folder to keep them, or delete it; then build again"
            yield Finding(Code.PUBLISHED_CHANGED, Origin(f"{target.name}/{entry.path}"), message, hint)


def _is_there(product: Product, target: Path) -> bool:
    """True when the folder holds exactly these bytes already, in a file of its own."""
    path = target / product.path
    if path.is_symlink() or not path.is_file() or path.stat().st_size != len(product.data):
        return False
    return path.read_bytes() == product.data


def _busy(out: Path) -> Finding:
    message = "another build is publishing into this folder"
    return Finding(Code.OUTPUT_BUSY, Origin(out.name), message, "wait for it to end, and build again")


def _unwritable(out: Path, fault: OSError) -> Finding:
    message = f"the output folder cannot be written: {fault.strerror or fault}"
    hint = "look at its permissions and the space on the disk, or name another folder with -o"
    return Finding(Code.OUTPUT_UNWRITABLE, Origin(out.name), message, hint)
