"""Products to publish, and a program that is killed at each step of a publication in turn.

Run as `python publishing.py FOLDER WAY OLD NEW`, it prints what it saw as JSON. It is a process of its own so that it
has one thread and may fork.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from communique.release import disk
from communique.release.manifest import Entry
from communique.release.publish import Product, publish
from kit.commands import tree_of


def product(path: str, data: bytes = b"x") -> Product:
    """A product by its path `brief/audience/document.format`."""
    brief, audience, name = path.split("/")
    document, _, format = name.rpartition(".")
    return Product(brief, audience, document, format, data, None, "Title", "TLP:CLEAR", "2026-11-22")


OLD = (product("b/one/summary.pdf", b"old one"), product("b/two/summary.pdf", b"old two"))
NEW = (product("b/one/summary.pdf", b"new one"), product("b/three/annex.docx", b"new three"))
SETS = {"none": (), "old": OLD, "new": NEW, "one": NEW[:1]}


def everything(_: Entry) -> bool:
    """A build of everything."""
    return True


def only_one(entry: Entry) -> bool:
    """A build for the audience `one`."""
    return entry.audience == "one"


def no_exchange(_: Path, __: Path) -> None:
    """A file system that cannot exchange two names, such as one with a mount point in the place of the folder."""
    import errno

    raise OSError(errno.EXDEV, "Invalid cross-device link")


def prepared(out: Path, products: Iterable[Product]) -> Path:
    """A folder with these products published, and a file of somebody else."""
    if products:
        assert publish(tuple(products), out, everything).findings == ()
        (out / ".gitignore").write_text("*\n!.gitignore\n", encoding="utf-8")
    return out


def kill_at(number: int) -> Callable[[str], None]:
    """A step that ends the process, as `kill -9` does, when it is called for the so-manieth time."""
    left = [number]

    def step(name: str) -> None:
        left[0] -= 1
        if not left[0]:
            sys.stdout.write(name)
            sys.stdout.flush()
            os.kill(os.getpid(), signal.SIGKILL)

    return step


def killed(
    out: Path, products: tuple[Product, ...], number: int, replaces: Callable[[Entry], bool]
) -> str | None:
    """Publishes in a process that dies at a step; the step's name, or None when the process lived to the end."""
    reader, writer = os.pipe()
    child = os.fork()
    if not child:
        os.dup2(writer, 1)
        sys.stdout = os.fdopen(1, "w", closefd=False)
        publish(products, out, replaces, kill_at(number))
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        name = pipe.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return name if os.WIFSIGNALED(status) else None


def main(folder: str, way: str, old: str, new: str) -> list[dict[str, Any]]:
    """Kills a publication at its first, second, third … step, each time in a folder of its own."""
    if way == "pieces":
        disk.exchange = no_exchange
    replaces = only_one if new == "one" else everything
    told = []
    for number in range(1, 500):
        out = prepared(Path(folder) / str(number) / "out", SETS[old])
        name = killed(out, SETS[new], number, replaces)
        if name is None:
            return told
        seen = tree_of(out)
        again = publish(SETS[new], out, replaces)
        assert again.findings == (), again.findings
        left = sorted(path.name for path in out.parent.iterdir())
        told.append({"step": name, "seen": seen, "after": tree_of(out), "left": left})
    raise AssertionError("this never ends")


if __name__ == "__main__":
    print(json.dumps(main(*sys.argv[1:])))
