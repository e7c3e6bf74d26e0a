"""What the path means that `explain` is asked about: an item by its path, reference or line, an audience, a brief."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from communique.audience.explain import BRIEF
from communique.choices import Names
from communique.codes import Code
from communique.content.check import targets
from communique.content.fields import Located
from communique.content.load import Content
from communique.content.model import Item
from communique.content.schema import did_you_mean
from communique.content.walk import children, items
from communique.findings import COMMAND_LINE, Finding, Origin, Outcome

_LINE = re.compile(r"^(?:\./)?(?P<path>.+\.ya?ml)(?::(?P<line>\d+))?(?::\d+)?:?$")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a path means: items by their content paths (none: all), of some briefs, and for whom."""

    names: Names
    items: frozenset[str] = frozenset()

    def holds(self, path: str, *, within: bool) -> bool:
        """True when an item is asked about: itself, or `within` one that is."""
        if not self.items or path in self.items:
            return True
        return within and any(item == BRIEF or path.startswith(f"{item}/") for item in self.items)


def read_scope(asked: str, named: Names, content: Content) -> Outcome[Scope]:
    """What a path means among the audiences and documents that are named with it; an empty one means everything."""
    if not asked:
        return Outcome(Scope(named))
    paths = _paths(content)
    for read in (_item_scope, _reader_scope):
        found = read(_without_line(asked, content), paths, named, content)
        if found is not None:
            return Outcome(found)
    known = (
        *dict.fromkeys(path for names in paths.values() for path in names),
        *(brief.id for brief in content.briefs),
        *(audience.id for audience in content.audiences),
        *(f"{audience.id}/{document}" for audience in content.audiences for document in audience.documents),
    )
    message = f"there is no item, document, audience or brief '{asked}'"
    hint = did_you_mean(asked.rpartition(":")[2], known) if known else "the project has no content"
    if len(hint) > _LONGEST_HINT:
        hint = "name an item by its path (cases/ID), or by the line where it is written (FILE:LINE)"
    return Outcome(None, (Finding(Code.UNKNOWN_PATH, COMMAND_LINE, message, hint),))


_LONGEST_HINT = 200


def _paths(content: Content) -> dict[str, dict[str, str]]:
    """For each brief, what its items are called, and their content paths: by path, by the name in `{ref}`."""
    registers = (*content.people.people, *content.glossary.terms, *content.sources.entries)
    shared = {entry.path: entry.path for entry in registers}
    found: dict[str, dict[str, str]] = {}
    for brief in content.briefs:
        names = {item.path or BRIEF: item.path or BRIEF for item, _ in items(brief)}
        names |= {name: item.path for name, item in targets(brief).items() if name not in names}
        found[brief.id] = names | shared
    return found


def _item_scope(path: str, paths: dict[str, dict[str, str]], named: Names, content: Content) -> Scope | None:
    """An item, also by the path of one of its fields, in the brief that is named before a colon or in all."""
    head, colon, rest = path.partition(":")
    briefs = {head: paths[head]} if colon and head in paths else paths
    asked = (rest if colon and head in paths else path).strip("/")
    if colon and head in paths and not asked:
        asked = BRIEF
    while asked:
        found = {brief: names[asked] for brief, names in briefs.items() if asked in names}
        if found:
            return Scope(replace(named, briefs=tuple(found)), frozenset(found.values()))
        owner, _, field = asked.rpartition("/")
        asked = owner if any(_has_field(brief, owner, field, content) for brief in briefs) else ""
    return None


def _has_field(brief: str, path: str, field: str, content: Content) -> bool:
    """True when an item has such a key, so that the path of a field stands for its item."""
    owner = next((one for one in content.briefs if one.id == brief), None)
    roots: tuple[Located, ...] = (content.people, content.glossary, content.sources)
    for root in (owner, *roots) if owner else roots:
        for item, _ in items(root):
            if (item.path or BRIEF) == path:
                return field in type(item).model_fields
    return False


def _reader_scope(
    path: str, paths: dict[str, dict[str, str]], named: Names, content: Content
) -> Scope | None:
    """An audience, one of its documents (`ministers/summary`), or a whole brief."""
    if path in paths:
        return Scope(replace(named, briefs=(path,)))
    name, slash, document = path.strip("/").partition("/")
    audience = content.audience(name)
    if audience is None or (slash and document not in audience.documents):
        return None
    documents = (document,) if slash else named.documents
    if named.audiences and name not in named.audiences:
        return None
    return Scope(replace(named, audiences=(name,), documents=documents))


def _without_line(path: str, content: Content) -> str:
    """The path of the item, or the id of the audience, that a line of a file belongs to; other words stay as they are.

    A file may be named from inside the project or by its whole path, as long as no other file ends in the same way.
    """
    read = _LINE.match(path)
    if read is None:
        return path
    named, line = f"/{read['path']}", int(read["line"] or 1)
    places = tuple((origin, name) for name, origin in _places(content) if _is_same(f"/{origin.path}", named))
    if len({origin.path for origin, _ in places}) != 1:
        return path
    before = [place for place in places if place[0].line <= line]
    return max(before, key=lambda one: one[0])[1] if before else min(places)[1]


def _is_same(path: str, named: str) -> bool:
    return path.endswith(named) or named.endswith(path)


def _places(content: Content) -> Iterator[tuple[str, Origin]]:
    """Every line that begins something, and what to call what it belongs to: an audience, an item of a brief or register."""
    for audience in content.audiences:
        yield audience.id, audience.origin
    registers: tuple[Located, ...] = (content.people, content.glossary, content.sources)
    roots = (*((f"{brief.id}:", brief) for brief in content.briefs), *(("", root) for root in registers))
    for owner, root in roots:
        for item, _ in items(root):
            yield from ((f"{owner}{item.path or BRIEF}", origin) for origin in _lines_of(item))


def _lines_of(located: Located) -> Iterator[Origin]:
    yield located.origin
    yield from (origin for origin in dict(located.keys).values() if isinstance(origin, Origin))
    for child in children(located):
        if not isinstance(child, Item):
            yield from _lines_of(child)
