"""Published files, looked at again later: are they all there, and are they still what was built?"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from communique.codes import Code
from communique.findings import Finding, Origin
from communique.release.manifest import MANIFEST, SUMS, Entry, digest, read_manifest, write_sums
from communique.release.paths import WORKSHOP

# What may lie in the folder beside published files: the list itself, and what keeps the folder out of version control.
OWN = frozenset({MANIFEST, SUMS, ".gitignore"})
AGAIN = "move it out of the output folder to keep the changes, or delete it; then build again"


def check_published(out: Path) -> tuple[Finding, ...]:
    """A finding for each file that is missing, that has changed, or that no build has put there.

    Trusts the manifest: who can write the files can write it as well. Reads nothing outside of the folder.
    """
    manifest = out / MANIFEST
    if not manifest.is_file():
        message = f"there is no {MANIFEST} in the output folder, so nothing can be checked"
        return (Finding(Code.MANIFEST_UNREADABLE, Origin(f"{out.name}/{MANIFEST}"), message, "build first"),)
    read = read_manifest(manifest.read_bytes(), f"{out.name}/{MANIFEST}")
    if read.value is None:
        return read.findings
    return tuple(_check(out, read.value))


def _check(out: Path, entries: tuple[Entry, ...]) -> Iterator[Finding]:
    for entry in entries:
        yield from _check_file(out, entry)
    sums = out / SUMS
    if not sums.is_file() or sums.read_bytes() != write_sums(entries):
        message = f"{SUMS} does not list what the manifest lists"
        yield Finding(Code.PUBLISHED_CHANGED, Origin(f"{out.name}/{SUMS}"), message, "build again")
    listed = {entry.path for entry in entries} | OWN
    for path in _files(out):
        if path not in listed:
            message = "this file is in the output folder, and no build has put it there"
            hint = "move it elsewhere: what is in this folder is taken for released"
            yield Finding(Code.PUBLISHED_STRAY, Origin(f"{out.name}/{path}"), message, hint)


def _check_file(out: Path, entry: Entry) -> Iterator[Finding]:
    path, origin = out / entry.path, Origin(f"{out.name}/{entry.path}")
    if _leads_through_link(out, entry.path):
        yield Finding(
            Code.PUBLISHED_CHANGED, origin, "in the place of the published file there is a link", AGAIN
        )
    elif not path.is_file():
        yield Finding(
            Code.PUBLISHED_MISSING, origin, "the manifest lists this file, and it is not there", "build again"
        )
    elif not is_as_built(path, entry):
        yield Finding(Code.PUBLISHED_CHANGED, origin, "this file is no longer the one that was built", AGAIN)


def is_as_built(path: Path, entry: Entry) -> bool:
    """True when a file holds the bytes that the manifest tells of."""
    return path.stat().st_size == entry.size and digest(path.read_bytes()) == entry.sha256


def _leads_through_link(out: Path, path: str) -> bool:
    here = out
    for part in path.split("/"):
        here /= part
        if here.is_symlink():
            return True
    return False


def _files(out: Path) -> Iterator[str]:
    """The paths of all files and links, sorted, without those of a publication that is under way."""
    found: list[str] = []
    for folder, folders, files in os.walk(out):
        here = Path(folder).relative_to(out)
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        folders[:] = [name for name in folders if (here / name).as_posix() != WORKSHOP]
        found += ((here / name).as_posix() for name in (*files, *links))
    yield from sorted(found)
