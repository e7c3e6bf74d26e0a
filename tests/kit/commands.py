"""The real command line, as users and CI call it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class Result:
    """What a command said, and how it ended."""

    code: int
    out: str
    err: str

    @property
    def findings(self) -> list[str]:
        """The first lines of findings, without their sentences: `path:line:column severity code`."""
        told = []
        for line in self.out.splitlines():
            for severity in ("error", "warning"):
                place, mark, rest = line.partition(f": {severity}: ")
                if mark and not line.startswith(" "):
                    told.append(f"{place} {severity} {rest.rpartition('[')[2].rstrip(']')}")
        return told


def communique(*words: str, cwd: Path, env: Mapping[str, str] | None = None, timeout: float = 300) -> Result:
    """Runs `python -m communique` in a folder, warnings being errors; `env` is put over a small environment."""
    small = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    command = [sys.executable, "-W", "error", "-m", "communique", *words]
    done = subprocess.run(
        command,
        cwd=cwd,
        env=small | dict(env or {}),
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


def tree_of(folder: Path) -> dict[str, str]:
    """Every file below a folder with the hash of its bytes; empty where the folder does not exist."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
