"""This release against the one before it: earlier copies are with their readers, and cannot be called back by a build.

Read is the manifest of what was published before, which says the marking of each file. What the earlier files say is
not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from communique.audience.model import Choice, Handling, Verdict
from communique.audience.select import decide
from communique.codes import Code
from communique.compose.model import Document, walk
from communique.content.ladder import Ladder
from communique.content.load import Content
from communique.findings import Finding, Origin, Outcome, Severity
from communique.release.manifest import MANIFEST, Entry, read_manifest

Key = tuple[str, str, str]  # brief, audience, document
_OTHERWISE = "; a build into an empty output folder takes them for recalled"


def read_previous(out: Path) -> Outcome[tuple[Entry, ...]]:
    """What was published before; nothing where there is no output folder yet, or none of communique's."""
    manifest = out / MANIFEST
    if not manifest.is_file():
        return Outcome(())
    name = f"{out.name}/{MANIFEST}"
    try:
        data = manifest.read_bytes()
    except OSError as fault:
        message = f"the manifest of what was published before cannot be read: {fault.strerror or fault}"
        hint = "look at its permissions, or name another folder with -o"
        return Outcome(None, (Finding(Code.MANIFEST_UNREADABLE, Origin(name), message, hint),))
    return read_manifest(data, name)


def could_rise(before: Iterable[Entry], key: Key, handling: Handling) -> bool:
    """True when something in a view is higher than published copies of the document are."""
    ladder, highest = Ladder(handling.rungs), max(handling.heights.values(), default=0)
    return any(
        (entry.brief, entry.audience, entry.document) == key and ladder.height(entry.marking) < highest
        for entry in before
    )


def raised(
    before: Iterable[Entry], documents: Iterable[tuple[Key, Document]], ladder: Ladder, out: Path
) -> Iterator[Finding]:
    """A warning for each document that is marked higher now than its published copies are.

    Tells the first place of the document that is as high as its new marking. A published marking
    that the ladder no longer has counts as above all others, so it is never raised.
    """
    published = {(entry.brief, entry.audience, entry.document): entry for entry in reversed(tuple(before))}
    for key, document in documents:
        entry = published.get(key)
        if entry is None:
            continue
        height = ladder.height(document.marking.label)
        if height > ladder.height(entry.marking):
            cause = _first_as_high(document, height)
            message = f"this document is {document.marking.label} now, and copies of it were published as {entry.marking}"
            hint = f"recall the earlier copies, or lower the marking of what raises it{_OTHERWISE}"
            place, related = Origin(f"{out.name}/{entry.path}"), (cause,) if cause else ()
            yield Finding(Code.MARKING_RAISED, place, message, hint, related, Severity.WARNING)


def _first_as_high(document: Document, height: int) -> Origin | None:
    """Where the first content of that height is written; blocks that a template makes have places in templates."""
    places = (block.source.origin for block in walk(document.blocks) if block.source.rung >= height)
    return next((place for place in places if not place.path.startswith("templates/")), None)


def withdrawn(before: Iterable[Entry], content: Content, out: Path) -> Iterator[Finding]:
    """A warning for each document of an audience that may no longer have the brief it is made from.

    That an audience no longer asks for a document is an editorial matter and no warning; neither are briefs and
    audiences that are no longer there, of which nothing is known.
    """
    told: set[Key] = set()
    for entry in before:
        key = (entry.brief, entry.audience, entry.document)
        line = _refusal(entry, content)
        if line is not None and key not in told:
            told.add(key)
            message = f"copies of this document were published for '{entry.audience}', which may no longer have its brief"
            hint = f"recall the earlier copies, or let the audience have the brief{_OTHERWISE}"
            place = Origin(f"{out.name}/{entry.path}")
            yield Finding(Code.MARKING_RAISED, place, message, hint, (line,), Severity.WARNING)


def _refusal(entry: Entry, content: Content) -> Origin | None:
    """The line by which an audience may not have a brief, or None."""
    brief = next((one for one in content.briefs if one.id == entry.brief), None)
    audience = content.audience(entry.audience)
    if brief is None or audience is None:
        return None
    if brief.audiences and audience.id not in brief.audiences:
        return brief.place("audiences")
    whole = decide(content, brief, audience, Choice(entry.document, audience.depth))[0]
    return whole.decided_at if whole.verdict is Verdict.WITHHELD else None
