"""Publishing: a new output folder is made beside the old one, and the two change places in one move.

What is promised: at every moment, also after `kill -9`, the output folder is the whole old one or the whole new one.
On Linux the move is `renameat2(RENAME_EXCHANGE)`. Where the system has no such call the old folder is renamed away
first; a machine that stops between the two renames leaves no output folder, and the next publication puts the old one
back before it does anything else. Files that communique did not publish are kept. One publication runs at a time.

Not promised: that a reader who opened a file before the move sees the new one; atomicity on network file systems that
do not give it to rename.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from communique.codes import Code
from communique.findings import Finding, Origin, Outcome
from communique.release.manifest import (
    MANIFEST,
    SUMS,
    Entry,
    digest,
    read_manifest,
    write_manifest,
    write_sums,
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2)
_NO_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})


@dataclass(frozen=True, slots=True)
class Product:
    """A file to publish, with what the manifest says of it; its path is made of its names."""

    brief: str
    audience: str
    document: str
    format: str
    data: bytes
    pages: int | None
    title: str
    marking: str
    date: str

    @property
    def path(self) -> str:
        """`track-two/ministers/summary.pdf`."""
        return f"{self.brief}/{self.audience}/{self.document}.{self.format}"

    @property
    def entry(self) -> Entry:
        """The product's line of the manifest."""
        return Entry(
            self.path, digest(self.data), len(self.data), self.brief, self.audience, self.document,
            self.format, self.pages, self.title, self.marking, self.date,
        )  # fmt: skip


class _RefusedError(Exception):
    """Carries the finding for which nothing is published."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(finding.message)
        self.finding = finding


def publish(
    products: tuple[Product, ...],
    out: Path,
    replaces: Callable[[Entry], bool],
    step: Callable[[str], None] = lambda _name: None,
) -> Outcome[tuple[Path, ...]]:
    """Publishes products into `out`; what was published before stays unless `replaces` says that it is built anew.

    `step` is called before each change of the file system, with its name; tests stop the process there.
    Raises ValueError for a product whose path would leave `out`: ids are checked long before.
    """
    for product in products:
        _check_path(product.path)
    target = out.resolve()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with _alone(target):
            _recover(target)
            fresh = _beside(target, "new")
            entries = _entries(products, target, replaces)
            step("make the new folder")
            _make(fresh, target, products, entries, step)
            step("exchange")
            _exchange(fresh, target)
            step("remove the old folder")
            _remove(fresh)
    except _RefusedError as refused:
        return Outcome(None, (refused.finding,))
    except OSError as fault:
        message = f"the output folder cannot be written: {fault.strerror or fault}"
        hint = "look at its permissions and the space on the disk, or name another folder with -o"
        return Outcome(None, (Finding(Code.OUTPUT_UNWRITABLE, Origin(out.name), message, hint),))
    return Outcome(tuple(out / product.path for product in products))


def _check_path(path: str) -> None:
    pure = PurePosixPath(path)
    wrong = (
        pure.is_absolute()
        or ".." in pure.parts
        or any(char in path for char in "\0\\")
        or len(pure.parts) != 3
    )
    if wrong or any(len(part.encode()) > 255 or part.startswith(".") for part in pure.parts):
        message = f"{path!r} is not a path below the output folder"
        raise ValueError(message)


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Holds a lock on the folder that the output folder is in; the system lets go of it when the process ends."""
    handle = os.open(target.parent, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as fault:
            message = "another build is publishing into this folder"
            hint = "wait for it to end, and build again"
            raise _RefusedError(Finding(Code.OUTPUT_BUSY, Origin(target.name), message, hint)) from fault
        yield
    finally:
        os.close(handle)


def _beside(target: Path, what: str) -> Path:
    """The folder beside the output folder that is used on the way; hidden, and on the same file system."""
    return target.parent / f".{target.name}.communique-{what}"


def _recover(target: Path) -> None:
    """Puts right what a killed publication left behind."""
    old = _beside(target, "old")
    if old.is_dir() and not target.exists():
        old.rename(target)
    _remove(old)
    _remove(_beside(target, "new"))


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _entries(
    products: tuple[Product, ...], target: Path, replaces: Callable[[Entry], bool]
) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """The manifest's entries after publication, and those of before that go."""
    before: tuple[Entry, ...] = ()
    manifest = target / MANIFEST
    if manifest.is_file():
        read = read_manifest(manifest.read_bytes(), f"{target.name}/{MANIFEST}")
        if read.value is None:
            raise _RefusedError(read.findings[0])
        before = read.value
    made = {product.path: product.entry for product in products}
    gone = tuple(entry for entry in before if entry.path in made or replaces(entry))
    kept = tuple(entry for entry in before if entry not in gone)
    return (*kept, *made.values()), gone


def _make(
    fresh: Path,
    target: Path,
    products: tuple[Product, ...],
    entries: tuple[tuple[Entry, ...], tuple[Entry, ...]],
    step: Callable[[str], None],
) -> None:
    """The new folder, complete and on the disk: links to what stays, and the new files."""
    listed, gone = entries
    left_out = {entry.path for entry in gone} | {product.path for product in products} | {MANIFEST, SUMS}
    fresh.mkdir()
    if target.is_dir():
        fresh.chmod(target.stat().st_mode & 0o7777)
        _link(target, fresh, left_out, step)
    for product in products:
        step(f"write {product.path}")
        _write(fresh / product.path, product.data)
    step("write the manifest")
    _write(fresh / MANIFEST, write_manifest(listed))
    _write(fresh / SUMS, write_sums(listed))
    for folder, _, _ in os.walk(fresh):
        _sync(Path(folder))


def _link(source: Path, fresh: Path, left_out: set[str], step: Callable[[str], None]) -> None:
    """The files of a folder in another one, as further names of the same bytes; links are kept as links."""
    for folder, _, names in os.walk(source):
        for name in sorted(names):
            old = Path(folder) / name
            path = old.relative_to(source)
            if path.as_posix() in left_out:
                continue
            step(f"keep {path.as_posix()}")
            new = fresh / path
            new.parent.mkdir(parents=True, exist_ok=True)
            try:
                os.link(old, new, follow_symlinks=False)
            except OSError:  # a file system without hard links
                shutil.copy2(old, new, follow_symlinks=False)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:  # x: a link that stands there already would be written through
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _exchange(fresh: Path, target: Path) -> None:
    """The new folder takes the place of the old one; afterwards the old one, if there was any, is at `fresh`."""
    if not target.exists():
        fresh.rename(target)
    elif not _exchanged_at_once(fresh, target):
        old = _beside(target, "old")
        target.rename(old)
        fresh.rename(target)
        old.rename(fresh)
    _sync(target.parent)


def _exchanged_at_once(one: Path, other: Path) -> bool:
    """True when the system swapped the two names in one step; False where it can't. Raises OSError for a fault."""
    libc = ctypes.CDLL(None, use_errno=True)
    call = getattr(libc, "renameat2", None)
    if call is None:
        return False
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) == 0:
        return True
    fault = ctypes.get_errno()
    if fault in _NO_EXCHANGE:
        return False
    raise OSError(fault, os.strerror(fault), str(other))
