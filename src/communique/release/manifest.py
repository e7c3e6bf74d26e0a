"""The manifest: every published file with its hash, and what it is; what is withheld, only as salted commitments.

`manifest.json` is for programs, `SHA256SUMS` for `sha256sum --check` (GNU coreutils).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import get_type_hints

from communique import __version__
from communique.codes import Code
from communique.findings import Finding, Origin, Outcome
from communique.release.paths import why_not

MANIFEST = "manifest.json"
SUMS = "SHA256SUMS"
FORMAT_VERSION = 1


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """A published file; `path` is relative to the output folder, `pages` is None for formats without pages.

    `withheld` are commitments to what is withheld from its readers (`release/commitments`), `acknowledged` the reasons
    for which the guard let pass what it would else have refused.
    """

    path: str
    sha256: str
    size: int
    brief: str
    audience: str
    document: str
    format: str
    pages: int | None
    title: str
    marking: str
    date: str
    withheld: tuple[str, ...] = ()
    acknowledged: tuple[str, ...] = ()


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def write_manifest(entries: tuple[Entry, ...]) -> bytes:
    """`manifest.json`: entries by path, keys in the order of `Entry`."""
    value = {
        "format": FORMAT_VERSION,
        "made_by": f"communique {__version__}",
        "files": [asdict(entry) for entry in sorted(entries, key=lambda entry: entry.path)],
    }
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()


def write_sums(entries: tuple[Entry, ...]) -> bytes:
    """`SHA256SUMS`: two blanks between hash and path, as coreutils writes it."""
    lines = (f"{entry.sha256}  {entry.path}\n" for entry in sorted(entries, key=lambda entry: entry.path))
    return "".join(lines).encode()


def read_manifest(data: bytes, path: str) -> Outcome[tuple[Entry, ...]]:
    """The entries of a manifest; one that is damaged, of another format, or lists what can't be published is a finding."""
    try:
        value = json.loads(data)
        if value["format"] != FORMAT_VERSION:
            message = f"the manifest has the format {value['format']}; this communique knows {FORMAT_VERSION}"
            return Outcome(None, (Finding(Code.MANIFEST_UNREADABLE, Origin(path), message, _HINT),))
        return Outcome(tuple(_read_entry(entry) for entry in value["files"]))
    except (ValueError, TypeError, KeyError, RecursionError) as fault:
        message = f"the manifest cannot be read: {fault}"
        return Outcome(None, (Finding(Code.MANIFEST_UNREADABLE, Origin(path), message, _HINT),))


def _read_entry(value: Mapping[str, object]) -> Entry:
    """An entry, with every value of its type. Raises TypeError or ValueError for anything else."""
    for name, kind in get_type_hints(Entry).items():
        if name not in _LISTS and (not isinstance(value[name], kind) or isinstance(value[name], bool)):
            raise TypeError(f"'{name}' is {value[name]!r}")
    lists = {name: _read_list(name, value.get(name, [])) for name in _LISTS}
    entry = Entry(**(dict(value) | lists))  # type: ignore[arg-type]  # looked at just now
    reason = why_not(entry.path)
    if reason:
        raise ValueError(f"the path {entry.path!r} cannot be: {reason}")
    return entry


_LISTS = ("withheld", "acknowledged")


def _read_list(name: str, value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise TypeError(f"'{name}' is {value!r}")
    return tuple(value)


_HINT = "remove the output folder's content and build everything again"
