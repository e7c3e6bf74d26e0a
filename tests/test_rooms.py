"""The house in order: imports go one way, the world has one door, files and functions stay small."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SRC = Path(__file__).parents[1] / "src" / "communique"
# The rooms in the order the data walks; a room may import from those before it and from itself.
ORDER = (
    "codes", "findings", "world", "content", "fonts", "theme", "audience", "compose", "write", "verify", "release",
    "job", "project", "choices", "plan", "recheck", "build", "scopes", "inquiry", "report", "matrix", "cli", "__main__",
)  # fmt: skip
FILES = sorted(SRC.rglob("*.py"))
# Doors to the world and where they may stand; each with the reason.
WORLDLY = {
    "open": (),  # world.Folder reads by Path.open
    "os": ("world", "release"),  # release renames and syncs what it publishes
    "random": (), "time": (), "socket": (), "urllib.request": (), "subprocess": (),
    "tempfile": ("world",),
}  # fmt: skip


def room_of(path: Path) -> str:
    return path.relative_to(SRC).parts[0].removesuffix(".py")


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def wrong_imports(room: str, tree: ast.AST) -> list[str]:
    """The imports that go against the order of the rooms."""
    wrong = []
    for name in imports(tree):
        parts = name.split(".")
        if parts[0] != "communique" or len(parts) == 1:
            continue
        other = parts[1]
        if ORDER.index(other) > ORDER.index(room):
            wrong.append(name)
        if room == "verify" and other == "write":
            wrong.append(name)  # what checks the bytes must not share the code that made them
    return wrong


def sizes(tree: ast.AST) -> Iterator[tuple[str, int]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_a_room_imports_only_from_the_rooms_before_it(path: Path) -> None:
    assert (
        wrong_imports(
            room_of(path) if room_of(path) != "__init__" else "codes",
            ast.parse(path.read_text(encoding="utf-8")),
        )
        == []
    )


def test_an_import_from_a_later_room_is_noticed() -> None:
    assert wrong_imports("content", ast.parse("from communique.compose.model import Document"))
    assert wrong_imports("verify", ast.parse("from communique.write.html import write_html"))
    assert not wrong_imports("compose", ast.parse("from communique.content.model import Brief"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_only_the_doors_lead_outside(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    used = set(imports(tree))
    used |= {n.func.id for n in ast.walk(tree) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    wrong = [door for door, rooms in WORLDLY.items() if door in used and room_of(path) not in rooms]
    assert wrong == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SRC)))
def test_files_and_functions_stay_small(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count("\n") <= 450
    assert [(name, size) for name, size in sizes(ast.parse(text)) if size > 60] == []
