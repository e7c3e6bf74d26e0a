"""A project on disk: its root, and the folders that communique reads from."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from communique.codes import Code
from communique.findings import COMMAND_LINE, Finding, Outcome
from communique.world import MARKER, Folder, project_root, shipped


@dataclass(frozen=True, slots=True)
class Project:
    """Where a project's files are: content, templates (its own before the built-in ones), and the output folder."""

    root: Path
    files: Folder
    templates: Folder
    out: Path


def open_project(start: Path, asked: Path | None = None, out: Path | None = None) -> Outcome[Project]:
    """The project in or above a folder; `asked` (from `-C`) is the only place looked at when it is given."""
    root = _root_at(asked) if asked else project_root(start)
    if root is None:
        where = str(asked) if asked else "this folder or any folder above it"
        message = f"there is no {MARKER} in {where}"
        hint = "go to a project's folder, or name it with -C DIR"
        return Outcome(None, (Finding(Code.NO_PROJECT, COMMAND_LINE, message, hint),))
    own, built_in = root / "templates", shipped("templates")
    layers = (own, built_in) if own.is_dir() and own.resolve() != built_in.resolve() else (built_in,)
    return Outcome(Project(root, Folder((root,)), Folder(layers), out or root / "out"))


def _root_at(folder: Path) -> Path | None:
    return folder.absolute() if (folder / MARKER).is_file() else None
