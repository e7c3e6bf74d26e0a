"""The sample brief built through the real command line, once for each run of the tests that ask for it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from kit.commands import REPOSITORY, communique

AUDIENCES = ("convenors", "military", "ministers", "public", "scholars")


@dataclass(frozen=True)
class Asked:
    """A file that an audience file asks for."""

    audience: str
    document: str
    format: str
    max_pages: int | None

    @property
    def path(self) -> str:
        """Where it is published, below `out/`."""
        return f"track-two/{self.audience}/{self.document}.{self.format}"


def asked_for(root: Path = REPOSITORY) -> Iterator[Asked]:
    """Every file that the sample's audience files ask for, read with a YAML reader that is not ours."""
    for audience in AUDIENCES:
        settings = yaml.safe_load((root / f"content/audiences/{audience}.yaml").read_text(encoding="utf-8"))
        for document, choice in settings["documents"].items():
            for wanted in choice["formats"]:
                yield Asked(audience, document, wanted, choice.get("max_pages"))


def copy_sample(folder: Path) -> Path:
    """The sample's content in another folder; templates are those that come with communique."""
    shutil.copytree(REPOSITORY / "content", folder / "content")
    return folder


def build_sample(folder: Path, *words: str, env: Mapping[str, str] | None = None) -> Path:
    """Builds a copy of the sample and gives its `out/`."""
    result = communique("build", *words, cwd=copy_sample(folder), env=env)
    assert result.code == 0, result.out + result.err
    return folder / "out"
