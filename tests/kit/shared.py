"""What is made once for a whole run of the tests, by whichever worker asks for it first."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """The folder that `make` fills, in the run's own temporary folder, which all workers share.

    Who asks while it is being made waits. Tests read it and leave it as it is; to change something, copy it. Where
    `make` fails, nothing is left of it and the next one who asks tries again.
    """
    own = factory.getbasetemp()
    # pytest-xdist gives each worker a folder below that of the run.
    run = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
    made, begun = run / f"shared-{name}", run / f"shared-{name}-begun"
    with (run / f"shared-{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not made.is_dir():
            shutil.rmtree(begun, ignore_errors=True)
            begun.mkdir()
            make(begun)
            begun.rename(made)
    return made
