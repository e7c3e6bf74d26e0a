"""What tests share is made once, also when all ask at the same time, and half of it is never taken for the whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from kit.shared import made_once


class Run:
    """Stands in for pytest's factory of temporary folders."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def getbasetemp(self) -> Path:
        return self.folder


@pytest.fixture
def workers(tmp_path, monkeypatch) -> list[Run]:
    """Four workers of one run, each with a folder of its own."""
    monkeypatch.setenv("PYTEST_XDIST_WORKER", "gw0")
    folders = [tmp_path / f"popen-gw{at}" for at in range(4)]
    for folder in folders:
        folder.mkdir()
    return [Run(folder) for folder in folders]


def test_four_workers_that_ask_at_once_get_what_one_of_them_makes(workers):
    begin, made = Barrier(len(workers)), []

    def make(folder: Path) -> None:
        made.append(folder)
        (folder / "file").write_text("whole", encoding="utf-8")

    def ask(worker: Run) -> str:
        begin.wait()
        return (made_once(worker, "thing", make) / "file").read_text("utf-8")

    with ThreadPoolExecutor(len(workers)) as pool:
        assert list(pool.map(ask, workers)) == ["whole"] * len(workers)
    assert len(made) == 1


def test_what_could_not_be_made_is_made_by_the_next_who_asks(workers):
    def break_down(folder: Path) -> None:
        (folder / "half").touch()
        raise RuntimeError("half way")

    with pytest.raises(RuntimeError, match="half way"):
        made_once(workers[0], "thing", break_down)
    made = made_once(workers[1], "thing", lambda folder: (folder / "whole").touch())
    assert [path.name for path in made.iterdir()] == ["whole"]


def test_a_run_without_workers_keeps_it_in_its_own_folder(tmp_path, monkeypatch):
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)
    made = made_once(Run(tmp_path), "thing", lambda folder: (folder / "file").touch())
    assert made.parent == tmp_path
