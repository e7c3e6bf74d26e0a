"""The few changes of the file system that publishing makes, each announced before it is made.

`step` is called with the name of the change that comes next. Tests stop the process there, or raise what a full disk
raises; nothing else uses it.
"""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

Step = Callable[[str], None]

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2)


def no_step(_: str) -> None:
    """Announces to nobody."""


class NoExchangeError(Exception):
    """This system has no call that exchanges two names in one step."""


@dataclass(frozen=True, slots=True)
class Disk:
    """Changes of the file system. All raise OSError, and have then changed nothing or only their own new file."""

    step: Step = no_step

    def make(self, folder: Path) -> None:
        """A new folder, and those above it that are missing."""
        if not folder.is_dir():
            self.step(f"make {folder.name}")
            folder.mkdir(parents=True, exist_ok=True)

    def write(self, path: Path, data: bytes) -> None:
        """A new file, on the disk before this returns. Its name must be free: a link there would be written through."""
        self.step(f"create {path.name}")
        with path.open("xb") as file:
            self.step(f"write {path.name}")
            file.write(data)
            file.flush()
            self.step(f"sync {path.name}")
            os.fsync(file.fileno())

    def link(self, old: Path, new: Path) -> None:
        """A further name of a file, or a copy where the file system has no hard links; a link is kept as a link."""
        self.step(f"keep {new.name}")
        try:
            os.link(old, new, follow_symlinks=False)
        except OSError:
            shutil.copy2(old, new, follow_symlinks=False)

    def replace(self, old: Path, new: Path) -> None:
        """A file gets another name, and takes the place of what had it; in one step (rename(2))."""
        self.step(f"replace {new.name}")
        old.replace(new)

    def exchange(self, one: Path, other: Path) -> None:
        """Two names change places, in one step (renameat2(2), RENAME_EXCHANGE)."""
        self.step("exchange")
        exchange(one, other)

    def unlink(self, path: Path) -> None:
        """A name of a file goes; nothing happens when it is gone."""
        self.step(f"remove {path.name}")
        path.unlink(missing_ok=True)

    def rmdir(self, folder: Path) -> None:
        """An empty folder goes."""
        self.step(f"remove {folder.name}")
        folder.rmdir()

    def clear(self, folder: Path) -> None:
        """A folder goes with everything in it; links are not followed."""
        if not folder.is_dir() or folder.is_symlink():
            return
        for name, folders, files in os.walk(folder, topdown=False):
            here = Path(name)
            for file in files:
                self.unlink(here / file)
            for inner in folders:
                path = here / inner
                self.unlink(path) if path.is_symlink() else self.rmdir(path)
        self.rmdir(folder)

    def sync(self, folder: Path) -> None:
        """The names in a folder are on the disk."""
        self.step(f"sync {folder.name}")
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def exchange(one: Path, other: Path) -> None:
    """Swaps two names. Raises OSError where the system, the file system or a mount point does not allow it."""
    libc = ctypes.CDLL(None, use_errno=True)
    call = getattr(libc, "renameat2", None)
    if call is None:
        raise NoExchangeError
    if call(_AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE) != 0:
        fault = ctypes.get_errno()
        raise OSError(fault, os.strerror(fault), str(other))
