"""The only door outside: files, the clock, the environment. No network.

Everything else in communique is a function of values; ruff and `tests/test_rooms.py` keep it so.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import resources
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TextIO

_LAST_SECOND = 4_354_819_199  # the end of 2107: later dates can't be written into zip files (APPNOTE 4.4.6)
MARKER = "content/project.yaml"


class OutsideError(Exception):
    """A name that leads out of its folder."""


@dataclass(frozen=True, slots=True)
class Folder:
    """Read access to the files below some folders; the first that has a file wins.

    A name can't leave them: not by `..`, not as an absolute path, not by a link.
    """

    layers: tuple[Path, ...]

    def find(self, name: str) -> Path | None:
        """The path of a file, or None. Raises OutsideError for a name that leads out."""
        pure = PurePosixPath(name)
        if pure.is_absolute() or ".." in pure.parts or "\0" in name or "\\" in name:
            raise OutsideError(name)
        for layer in self.layers:
            path = layer.joinpath(*pure.parts)
            if path.is_file():
                if not path.resolve().is_relative_to(layer.resolve()):
                    raise OutsideError(name)
                return path
        return None

    def read(self, name: str, limit: int = 50_000_000) -> bytes:
        """A file's bytes, at most `limit` + 1 of them. Raises FileNotFoundError, OutsideError or OSError."""
        path = self.find(name)
        if path is None:
            raise FileNotFoundError(name)
        with path.open("rb") as file:
            return file.read(limit + 1)

    def names(self, pattern: str) -> tuple[str, ...]:
        """The names of all files that match a glob pattern, sorted, each once."""
        found = {
            path.relative_to(layer).as_posix()
            for layer in self.layers
            for path in layer.glob(pattern)
            if path.is_file()
        }
        return tuple(sorted(found))


def project_root(start: Path) -> Path | None:
    """The nearest folder upward that holds `content/project.yaml`."""
    start = start.absolute()
    return next((folder for folder in (start, *start.parents) if (folder / MARKER).is_file()), None)


def current_folder() -> Path:
    """Where the command was called."""
    return Path.cwd()


def shipped(name: str) -> Path:
    """A folder that comes with communique (`templates`, `sample`).

    In an installed wheel it is package data; in a source checkout it is the folder at the top of the repository.
    """
    packaged = Path(str(resources.files("communique"))) / "_shipped"
    if packaged.is_dir():
        return packaged / name
    checkout = Path(__file__).resolve().parents[2]
    return checkout / name if name != "sample" else checkout


def source_date_epoch() -> datetime | None:
    """The build date that the environment asks for (SOURCE_DATE_EPOCH, reproducible-builds.org), in UTC.

    Raises ValueError when it is set to something that is not a number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH")
    if not value:
        return None
    seconds = int(value)
    if not 0 <= seconds <= _LAST_SECOND:
        message = f"{value} is not between 1970 and 2107"
        raise ValueError(message)
    return datetime.fromtimestamp(seconds, UTC)


def on_ci() -> bool:
    """True when a CI system runs us."""
    return bool(os.environ.get("CI"))


def processors() -> int:
    """How many processes can work at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def discard(stream: TextIO) -> None:
    """Lets what a stream still holds go nowhere, so that Python does not fail to write it once more when it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    with TemporaryDirectory(prefix="communique-") as name:
        yield Path(name)
