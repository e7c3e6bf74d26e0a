"""All files of `content/` to one value, with all of their faults."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TypeVar

from pydantic import BaseModel

from communique.codes import Code
from communique.content.ladder import Ladder
from communique.content.model import Brief, Case, Picture, PrinciplesFile
from communique.content.pictures import PictureData, check_picture
from communique.content.registers import Audience, Glossary, People, Settings, Sources
from communique.content.schema import nearest, validate
from communique.content.tree import MAX_BYTES, decode, parse_tree
from communique.content.walk import items
from communique.findings import Finding, Origin, Outcome, Severity
from communique.world import Folder, OutsideError

M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything that a project's `content/` says, validated file by file but not yet checked across files.

    `pictures` maps (brief, file name) to the checked picture; `unread` are the registers (`people`, …) whose files have
    faults, so that names which would stand in them are not called unknown; `absent` those that have no file.
    """

    settings: Settings
    ladder: Ladder
    audiences: tuple[Audience, ...]
    people: People
    glossary: Glossary
    sources: Sources
    briefs: tuple[Brief, ...]
    pictures: tuple[tuple[tuple[str, str], PictureData], ...] = ()
    unread: frozenset[str] = frozenset()
    absent: frozenset[str] = frozenset()

    def audience(self, name: str) -> Audience | None:
        """The audience with that id."""
        return next((audience for audience in self.audiences if audience.id == name), None)


def load_content(project: Folder) -> Outcome[Content]:
    """The content of a project; a value comes out even with faults in some files, so that all others are checked.

    None when `project.yaml` itself can't be used. Of a file with faults the value holds what is left without them.
    """
    reader = _Reader(project)
    settings = reader.read("content/project.yaml", Settings)
    audiences = tuple(reader.each("content/audiences/*.yaml", Audience))
    briefs = tuple(reader.briefs())
    people = reader.read("content/people.yaml", People, required=False) or People()
    glossary = reader.read("content/glossary.yaml", Glossary, required=False) or Glossary()
    sources = reader.read("content/sources.yaml", Sources, required=False) or Sources()
    pictures = tuple(reader.pictures(briefs))
    reader.tell_unread()
    if settings is None:
        return Outcome(None, tuple(reader.findings))
    ladder = Ladder.of(settings.ladder)
    unread, absent = frozenset(reader.unread), frozenset(reader.absent)
    content = Content(
        settings, ladder, audiences, people, glossary, sources, briefs, pictures, unread, absent
    )
    return Outcome(content, tuple(reader.findings))


def _register(path: str) -> str:
    """What a file belongs to: `people` for content/people.yaml, `briefs` for all files of all briefs."""
    return path.removeprefix("content/").split("/")[0].removesuffix(".yaml")


class _Reader:
    """Reads files of a project and keeps what it finds."""

    def __init__(self, project: Folder) -> None:
        self.project = project
        self.findings: list[Finding] = []
        self.unread: set[str] = set()
        self.seen: set[str] = set()
        self.absent: set[str] = set()

    def read(
        self, path: str, model: type[M], root: str = "", *, required: bool = True, **given: object
    ) -> M | None:
        """The validated value of one file, or None with findings told."""
        self.seen.add(path)
        before = len(self.findings)
        value = self._read(path, model, root, required=required, **given)
        if len(self.findings) > before:
            self.unread.add(_register(path))
        return value

    def _read(self, path: str, model: type[M], root: str, *, required: bool, **given: object) -> M | None:
        try:
            data = self.project.read(path, MAX_BYTES)
        except FileNotFoundError:
            if required:
                message = f"the file {path} does not exist"
                self.findings.append(Finding(Code.FILE_MISSING, Origin(path), message, "create it"))
            self.absent.add(_register(path))
            return None
        except (OSError, OutsideError) as fault:
            message = f"the file {path} cannot be read: {fault}"
            hint = "check its permissions, and that no link leads out of the project"
            self.findings.append(Finding(Code.FILE_UNREADABLE, Origin(path), message, hint))
            return None
        text = decode(data, path)
        self.findings += text.findings
        if text.value is None:
            return None
        tree = parse_tree(text.value, path)
        self.findings += tree.findings
        if tree.value is None:
            return None
        value = validate(tree.value, model, root, **given)
        self.findings += value.findings
        return value.value

    def tell_unread(self) -> None:
        """Warns of files that nothing reads: a case that is called `.yml` would be missing without a word."""
        for path in self.project.names("content/**/*"):
            inside = path.split("/")[1:]
            if (
                path in self.seen
                or "figures" in inside
                or any(part.startswith((".", "~")) for part in inside)
            ):
                continue
            if path.lower().endswith((".yaml", ".yml", ".yaml.txt", ".yml.txt")):
                message = "nothing reads this file, so what it says is in no document"
                hint = "the name must end in .yaml and be one that the project has; see the reference of content files"
                unread = Finding(Code.UNREAD_FILE, Origin(path), message, hint, severity=Severity.WARNING)
                self.findings.append(unread)

    def each(self, pattern: str, model: type[M], root: str = "") -> Iterable[M]:
        """The values of all files of a folder; the id of each is its file name."""
        for path in self.project.names(pattern):
            name = PurePosixPath(path).stem
            value = self.read(path, model, f"{root}/{name}" if root else "", id=name)
            if value is not None:
                yield value

    def briefs(self) -> Iterable[Brief]:
        """Every folder of `content/briefs/`, with the files beside its `brief.yaml`."""
        folders = sorted({path.split("/")[2] for path in self.project.names("content/briefs/*/**/*.yaml")})
        for name in folders:
            base = f"content/briefs/{name}"
            brief = self.read(f"{base}/brief.yaml", Brief, id=name)
            principles = self.read(f"{base}/principles.yaml", PrinciplesFile, required=False)
            cases = tuple(self.each(f"{base}/cases/*.yaml", Case, "cases"))
            if brief is not None:
                named = {"principles": principles.principles if principles else (), "cases": cases}
                yield brief.model_copy(update=named)

    def pictures(self, briefs: Iterable[Brief]) -> Iterable[tuple[tuple[str, str], PictureData]]:
        """Every picture that a brief names, once."""
        for brief in briefs:
            wanted = {item.file: item for item, _ in items(brief) if isinstance(item, Picture)}
            for file, picture in sorted(wanted.items()):
                data = self._picture_bytes(f"content/briefs/{brief.id}/figures/{file}", picture)
                checked = check_picture(picture, data) if data is not None else None
                if checked is not None:
                    self.findings += checked.findings
                    if checked.value is not None:
                        yield (brief.id, file), checked.value

    def _picture_bytes(self, path: str, picture: Picture) -> bytes | None:
        try:
            return self.project.read(path)
        except OutsideError:
            message = f"the picture '{picture.file}' leads out of the brief's figures/ folder"
            hint = "copy the picture into that folder and write its name only"
        except FileNotFoundError:
            message = f"the picture '{picture.file}' is not in the brief's figures/ folder"
            hint = f"put it at {path}, or correct the name"
            beside = self.project.names(f"{path.partition('/figures/')[0]}/figures/*")
            there = tuple(PurePosixPath(each).name for each in beside)
            near = nearest(PurePosixPath(picture.file).name, there)
            if near:
                hint = f"did you mean '{near}'? Capitals count, and no folder stands before the name"
        except OSError as fault:
            message, hint = f"the picture '{picture.file}' cannot be read: {fault}", "check its permissions"
        self.findings.append(Finding(Code.FILE_MISSING, picture.place("file"), message, hint))
        return None
