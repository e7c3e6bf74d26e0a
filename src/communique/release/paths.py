"""Names that may be published: paths that stay below the output folder on every system that a file may travel to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from communique.codes import Code
from communique.findings import Finding, Origin

PART_BYTES = 255  # what file systems take for one name (ext4, APFS, NTFS)
WORKSHOP = ".communique"
# Names that Windows keeps for devices, whatever their extension, and characters that it takes in no name.
DEVICES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "123456789")}
)
FORBIDDEN = frozenset('<>:"|?*\\')


def why_not(path: str) -> str:
    """Why a path can't be published, in a few words; "" for one that can. A path has `/` between its parts."""
    parts = path.split("/")
    if not path or path.startswith("/"):
        return "it does not lead below the output folder"
    return next((reason for reason in map(_why_not_part, parts) if reason), "")


def _why_not_part(part: str) -> str:
    return next((reason for is_wrong, reason in _FAULTS if is_wrong(part)), "")


_FAULTS: tuple[tuple[Callable[[str], bool], str], ...] = (
    (lambda part: part in {"", ".", ".."}, "it does not lead below the output folder"),
    (lambda part: any(ord(char) < 0x20 or char == "\x7f" for char in part), "it holds a control character"),
    (
        lambda part: bool(FORBIDDEN & set(part)),
        f"it holds one of the characters {' '.join(sorted(FORBIDDEN))}",
    ),
    (
        lambda part: part.startswith(".") or part.endswith((".", " ")),
        "a part of it begins with a dot, or ends with a dot or a blank",
    ),
    (
        lambda part: part.partition(".")[0].lower() in DEVICES,
        "a part of it is the name of a device on Windows",
    ),
    (
        lambda part: len(part.encode("utf-8", "surrogatepass")) > PART_BYTES,
        f"a part of it is longer than {PART_BYTES} bytes",
    ),
)


def check_paths(paths: Iterable[str], out: Path) -> tuple[Finding, ...]:
    """A finding for each path that can't be published into a folder, and for each that another one gets in the way of.

    Names are decided by ids, which are checked long before: this is the last door.
    """
    return tuple(_check(paths, out))


def _check(paths: Iterable[str], out: Path) -> Iterator[Finding]:
    seen: set[str] = set()
    for path in paths:
        reason = why_not(path)
        if not reason and path.casefold() in seen:
            reason = "another file has the same name"
        seen.add(path.casefold())
        if not reason:
            reason = _in_the_way(path, out)
        if reason:
            message = f"{_shown(path)} cannot be published: {reason}"
            hint = (
                "choose another id for the brief, the audience or the document, or remove what is in its way"
            )
            yield Finding(Code.BAD_OUTPUT_NAME, Origin(out.name), message, hint)


def _in_the_way(path: str, out: Path) -> str:
    """A link on the way could lead out of the folder; a file can't hold another file."""
    *folders, name = path.split("/")
    here = out
    for folder in folders:
        here /= folder
        if here.is_symlink():
            return f"{out.name}/{here.relative_to(out).as_posix()} is a link"
        if here.exists() and not here.is_dir():
            return f"{out.name}/{here.relative_to(out).as_posix()} is a file, and should be a folder"
    target = here / name
    return f"{out.name}/{path} is a folder" if target.is_dir() and not target.is_symlink() else ""


def _shown(path: str) -> str:
    shown = ascii(path)
    return shown if len(shown) <= 120 else f"{shown[:119]}…'"
