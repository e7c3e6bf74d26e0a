"""The two ways in which a set of changes gets into the output folder: all at once, or piece by piece with a journal."""

from __future__ import annotations

import errno
import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from communique.release.disk import Disk, NoExchangeError
from communique.release.paths import WORKSHOP, why_not

JOURNAL = "journal.json"
# What a system says that cannot exchange two folders: another file system beside the folder, a mount point, no such
# call, no permission to write beside it.
CANNOT = frozenset(
    {
        *(errno.EXDEV, errno.EBUSY, errno.EINVAL, errno.ENOSYS, errno.ENOTSUP),
        *(errno.EPERM, errno.EACCES, errno.EROFS),
    }
)
LOCK_TRIES = 100  # each try that fails without being busy means that another publication has just ended


class BusyError(Exception):
    """Another process is publishing into the folder."""


@dataclass(frozen=True, slots=True)
class Changes:
    """What is to be in the folder afterwards: files to put by path, the last of them last, and paths to remove."""

    put: tuple[tuple[str, bytes], ...]
    remove: frozenset[str]


@contextmanager
def locked(out: Path) -> Iterator[None]:
    """Holds the only right to publish into a folder; the system takes it back when the process ends, however it ends.

    The lock is on the folder itself (flock(2)), so that no file is left behind. Raises BusyError.
    """
    handle = _lock(out)
    try:
        yield
    finally:
        os.close(handle)


def _lock(out: Path) -> int:
    for _ in range(LOCK_TRIES):
        handle = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            # Between opening and locking the folder may have been exchanged: then this is the lock of the old one.
            if os.path.samestat(os.fstat(handle), out.stat()):
                return handle
        except BlockingIOError as fault:
            os.close(handle)
            raise BusyError from fault
        except OSError:
            os.close(handle)
            raise
        os.close(handle)
    raise BusyError


def beside(out: Path) -> Path:
    """Where the new folder is made for an exchange: hidden, and beside the old one."""
    return out.with_name(f".{out.name}{WORKSHOP}")


def recover(out: Path, disk: Disk) -> None:
    """Completes or clears what a killed publication left behind. Changes nothing else."""
    disk.clear(beside(out))
    inside = out / WORKSHOP
    journal = inside / JOURNAL
    if journal.is_file():
        _apply(out, *_read_journal(journal), disk)
    disk.clear(inside)


def _read_journal(journal: Path) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paths to put and to remove. Raises OSError for a journal that publishing did not write."""
    try:
        written = json.loads(journal.read_bytes())
        put, remove = (tuple(map(str, written[key])) for key in ("put", "remove"))
    except (ValueError, KeyError, TypeError) as fault:
        raise OSError(errno.EINVAL, "the journal of an interrupted build is damaged") from fault
    if not put or any(map(why_not, (*put, *remove))):
        raise OSError(errno.EINVAL, "the journal of an interrupted build is damaged")
    return put, remove


def put_all_at_once(out: Path, changes: Changes, disk: Disk, held: ExitStack) -> bool:
    """Makes the whole new folder beside the old one and exchanges the two. False, and nothing changed, where the system
    cannot do that. What is in the folder and not part of the changes comes along, as further names of the same files.

    Afterwards the old folder is at `beside(out)`. `held` gets the lock of the new one, which everybody sees from then on.
    """
    fresh = beside(out)
    try:
        _make(fresh, out, changes, disk)
        held.enter_context(locked(fresh))
        disk.exchange(fresh, out)
    except NoExchangeError:
        disk.clear(fresh)
        return False
    except OSError as fault:
        disk.clear(fresh)
        if fault.errno not in CANNOT:
            raise
        return False
    return True


def _make(fresh: Path, out: Path, changes: Changes, disk: Disk) -> None:
    """The new folder, complete and on the disk."""
    disk.make(fresh)
    fresh.chmod(out.stat().st_mode & 0o7777)
    _mirror(out, fresh, changes, disk, top=True)
    for path, data in changes.put:
        disk.make((fresh / path).parent)
        disk.write(fresh / path, data)
    for folder, _, _ in os.walk(fresh, topdown=False):
        disk.sync(Path(folder))


def _mirror(
    old: Path, new: Path, changes: Changes, disk: Disk, *, top: bool = False, below: str = ""
) -> None:
    """The files of a folder under further names, without those that the changes replace or remove."""
    replaced = {path for path, _ in changes.put} | changes.remove
    for entry in sorted(os.scandir(old), key=lambda each: each.name):
        path = f"{below}{entry.name}"
        if top and entry.name == WORKSHOP:
            continue
        if not entry.is_dir(follow_symlinks=False):
            if path not in replaced:
                disk.link(Path(entry.path), new / entry.name)
            continue
        if _stays(path, Path(entry.path), changes):
            disk.make(new / entry.name)
            (new / entry.name).chmod(entry.stat().st_mode & 0o7777)
            _mirror(Path(entry.path), new / entry.name, changes, disk, below=f"{path}/")


def _stays(path: str, folder: Path, changes: Changes) -> bool:
    """A folder goes when all that is in it goes; an empty one is somebody's."""
    for here, folders, files in os.walk(folder):
        inner = Path(here).relative_to(folder).as_posix()
        names = (f"{path}/{name}" if inner == "." else f"{path}/{inner}/{name}" for name in files)
        if any(name not in changes.remove for name in names) or not (folders or files):
            return True
        if any((Path(here) / name).is_symlink() for name in folders):
            return True
    return False


def put_piece_by_piece(out: Path, changes: Changes, disk: Disk) -> None:
    """Makes all new files inside the folder, writes down what is to be done, and does it; each file in one step."""
    inside = out / WORKSHOP
    try:
        for path, data in changes.put:
            disk.make((inside / "new" / path).parent)
            disk.write(inside / "new" / path, data)
        put = [path for path, _ in changes.put]
        written = json.dumps({"put": put, "remove": sorted(changes.remove)}).encode()
        disk.write(inside / "journal.part", written)
        for folder, _, _ in os.walk(inside, topdown=False):
            disk.sync(Path(folder))
    except OSError:
        disk.clear(inside)
        raise
    disk.replace(inside / "journal.part", inside / JOURNAL)
    disk.sync(inside)
    _apply(out, tuple(put), tuple(sorted(changes.remove)), disk)
    disk.clear(inside)


def _apply(out: Path, put: tuple[str, ...], remove: tuple[str, ...], disk: Disk) -> None:
    """Does what a journal says, as often as it takes: what was done before is left alone."""
    touched: dict[Path, None] = {}
    *files, manifest = put
    for path in files:
        _put(path, out, disk, touched)
    for path in remove:
        disk.unlink(out / path)
        _remove_empty((out / path).parent, out, disk, touched)
    _put(manifest, out, disk, touched)
    for folder in touched:
        if folder.is_dir():
            disk.sync(folder)


def _put(path: str, out: Path, disk: Disk, touched: dict[Path, None]) -> None:
    staged = out / WORKSHOP / "new" / path
    if staged.is_file():
        disk.make((out / path).parent)
        disk.replace(staged, out / path)
    touched[(out / path).parent] = None


def _remove_empty(folder: Path, out: Path, disk: Disk, touched: dict[Path, None]) -> None:
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        disk.rmdir(folder)
        folder = folder.parent
        touched[folder] = None
