"""Markdown pages of the documentation: their links, their blocks of code, the commands they show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_BLOCK = re.compile(
    r"^(?P<indent> *)```(?P<language>\w*)\n(?P<text>.*?)^(?P=indent)```$", re.MULTILINE | re.DOTALL
)
_LINK = re.compile(r"!?\[[^\]]*\]\((?P<target>[^()\s]+)\)")
_COMMAND = re.compile(r"(?:^|[\s/])communique\s+(?P<words>\S.*)$", re.MULTILINE)
_INLINE = re.compile(r"`communique\s+(?P<words>[^`]+)`")
_OPERATORS = frozenset({"|", ">", ">>", "&&", "||", ";"})
SHELL = frozenset({"", "sh", "yaml"})  # blocks that show commands; "text" shows what they print


@dataclass(frozen=True)
class Block:
    """A fenced block of code, and the text of the page above it."""

    language: str
    text: str
    above: str

    @property
    def path(self) -> str:
        """The path in a first line such as `# content/people.yaml`, which marks a whole file."""
        found = re.match(r"# ((?:content|templates)/\S+)\n", self.text)
        return found[1] if found else ""


def pages() -> tuple[Path, ...]:
    """Every Markdown page at the root and in docs/."""
    return (*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md")))


def name_of(page: Path) -> str:
    """How a page is called in the names of tests."""
    return page.relative_to(ROOT).as_posix()


def blocks(text: str) -> Iterator[Block]:
    """The fenced blocks of a page."""
    for found in _BLOCK.finditer(text):
        indent = found["indent"]
        lines = (line.removeprefix(indent) for line in found["text"].splitlines(keepends=True))
        yield Block(found["language"], "".join(lines), text[: found.start()])


def links(text: str) -> Iterator[str]:
    """The targets of links and pictures that are not in code and do not leave the repository."""
    prose = re.sub(r"`+[^`]*`+", "", _BLOCK.sub("", text))
    for found in _LINK.finditer(prose):
        if not re.match(r"[a-z]+:", found["target"]):
            yield found["target"]


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as forges make them."""
    heads = re.findall(r"^#+ +(.+)$", _BLOCK.sub("", text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def broken_links(page: Path, text: str) -> list[str]:
    """The links of a page that lead to no file, or to no heading of it."""
    broken = []
    for target in links(text):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        is_there = file.exists() and file.is_relative_to(ROOT)
        if not is_there or (anchor and anchor not in anchors(file.read_text(encoding="utf-8"))):
            broken.append(target)
    return broken


def commands(text: str) -> Iterator[tuple[str, ...]]:
    """The words behind `communique` in every command that a page shows."""
    shown = [found["words"] for found in _INLINE.finditer(_BLOCK.sub("", text))]
    for block in blocks(text):
        if block.language in SHELL:
            shown += [found["words"] for found in _COMMAND.finditer(block.text)]
    for line in shown:
        words = shlex.split(line, comments=True)
        end = next((n for n, word in enumerate(words) if word in _OPERATORS), len(words))
        yield tuple(words[:end])
