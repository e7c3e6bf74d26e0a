"""The guard: does a finished file say anything that its reader must not read?

What counts as a leak, and what the kept text legitimately shares with the withheld, is told in docs/explanation/guard.md.
A finding names the file, the place in it and the line where the withheld item is written, and never a word of it.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate

from communique.audience.model import HiddenPerson, Reason, Withheld
from communique.audience.names import Kind as NameKind
from communique.audience.names import NameFinder
from communique.codes import Code
from communique.compose.model import Document, Source, walk
from communique.content.registers import Acknowledged, Person
from communique.findings import Finding
from communique.verify.channels.model import Channel, Kind, Said
from communique.verify.conform import Finished
from communique.verify.leaks.letters import letters
from communique.verify.leaks.licence import Licence
from communique.verify.leaks.pictures import withheld_pictures
from communique.verify.leaks.search import Hit, search, with_decoded
from communique.verify.leaks.secrets import Secret, Secrets, What, secrets_of
from communique.verify.texts import block_texts

FILE_NAME = Channel("file", "name", Kind.NAME, "the name of the file")
REASON = Channel("file", "reason", Kind.READ, "the reason of an acknowledgement")
HINT = (
    "take it out of what this reader gets, give both places the same mark, or acknowledge it with a reason "
    "under 'acknowledged' in content/project.yaml"
)


@dataclass(frozen=True, slots=True)
class Guard:
    """What is looked for in the files of one document of one audience; its repr tells no words."""

    secrets: Secrets = field(repr=False)
    licence: Licence = field(repr=False)
    finder: NameFinder = field(repr=False)
    hidden: Mapping[str, HiddenPerson] = field(repr=False)
    acknowledged: tuple[Acknowledged, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Heard:
    """What the guard has to say of a file: findings, and the acknowledgements without which there were more."""

    findings: tuple[Finding, ...] = ()
    acknowledged: tuple[Acknowledged, ...] = ()


def guard_for(withheld: Withheld, licence: Licence) -> Guard:
    """The guard of a document; `withheld` is what its audience must not learn of."""
    hidden = {each.person.id: each for each in withheld.people}
    # Without the places of their keys and values, persons are values that a cache can tell apart; a finder needs no forms.
    bare = {"keys": (), "written": (), "forms": None}
    persons = tuple(each.person.model_copy(update=bare) for each in withheld.people)
    return Guard(secrets_of(withheld, licence), licence, _finder(persons), hidden, withheld.acknowledged)


@lru_cache(maxsize=8)
def _finder(persons: tuple[Person, ...]) -> NameFinder:
    """The finder for some persons: the register is the same for all documents of an audience."""
    return NameFinder(persons)


def check_leaks(file: Finished, guard: Guard, document: Document) -> Heard:
    """Everything that a finished file says, held against everything that its reader must not read.

    Finds words of withheld items from 19 letters in a row (three or four words), whole short fields, single telling
    words (names, abbreviations, numbers), ids, names of persons in any spelling that `audience/names` knows, and
    withheld pictures. Does not find the same meaning in other words, nor what `verify/channels` lists as unheard.
    """
    findings: dict[tuple[object, ...], Finding] = {}
    used: list[Acknowledged] = []
    for hit in _hits(file, guard):
        if hit.what is What.AFFILIATION and _is_told_by_check(hit, guard, document):
            continue
        typed_at = _typed_at(hit, document)
        acknowledgement = _acknowledged(hit, typed_at.path if typed_at else "", guard.acknowledged)
        if acknowledgement is not None:
            used.append(acknowledgement)
            continue
        key = (hit.what, hit.secret, hit.said.channel, hit.said.where)
        findings.setdefault(key, _finding(hit, typed_at, file))
    return Heard(
        tuple(findings.values()), tuple(each for at, each in enumerate(used) if each not in used[:at])
    )


def check_reasons(heard: Heard, guard: Guard, reader: str) -> Iterator[Finding]:
    """The reasons of acknowledgements, which the manifest keeps beside the file that they let pass, held against the same.

    What an acknowledgement lets readers see, its own reason may repeat; an affiliation tells nobody where no role is.
    """
    for each in heard.acknowledged:
        said = tuple(with_decoded((Said(each.reason, REASON, "project.yaml"),)))
        own = letters(each.words)
        hits = (*search(said, guard.secrets, guard.licence), *_names(said, guard))
        for hit in (hit for hit in hits if hit.letters not in own):
            if hit.what is What.AFFILIATION and not _is_beside_role(hit, guard, (letters(each.reason),)):
                continue
            code, _ = KINDS[hit.what]
            message = f"this reason tells what is withheld from '{reader}', and the manifest would keep it beside their file"
            hint = (
                "say it without what is withheld; what may be read in it is what the line 'words' lets pass"
            )
            yield Finding(code, each.place("reason"), message, hint, (hit.secret.origin,))


def _hits(file: Finished, guard: Guard) -> Iterator[Hit]:
    from communique.verify.channels.files import said_in  # loads the libraries that open files

    path = Said(file.path.partition("/")[2], FILE_NAME, "its path")
    heard = tuple(with_decoded((*said_in(file.data, file.format), path)))
    yield from search(heard, guard.secrets, guard.licence)
    yield from _names(heard, guard)
    yield from withheld_pictures(file.data, file.format, guard.secrets)


def _names(heard: tuple[Said, ...], guard: Guard) -> Iterator[Hit]:
    """Persons of whom the reader is told less than their name; whom it may name, it may name anywhere.

    All is searched as one text, since a search costs more by the call than by the letter.
    """
    starts = [0, *accumulate(len(each.text) + len(_BETWEEN) for each in heard)]
    whole = _BETWEEN.join(each.text for each in heard)
    for found in guard.finder.find(whole, encoded=False):
        hidden = guard.hidden[found.person]
        if hidden.shown == hidden.person.name and found.kind is not NameKind.AFFILIATION:
            continue
        secret = Secret(hidden.person.origin, Reason.ATTRIBUTION, hidden.person.path)
        said = heard[bisect_right(starts, found.start) - 1]
        what = What.AFFILIATION if found.kind is NameKind.AFFILIATION else What.NAME
        yield Hit(what, secret, said, letters(whole[found.start : found.end]))


_BETWEEN = "\n|||\n"  # no name goes on over this


def _is_told_by_check(hit: Hit, guard: Guard, document: Document) -> bool:
    """True for an affiliation that was typed where nothing says the person's role: a warning of `check`, and no leak."""
    around = [
        words
        for block in walk(document.blocks)
        for text, _ in block_texts(block)
        if hit.letters in (words := letters(text))
    ]
    return bool(around) and not _is_beside_role(hit, guard, around)


def _is_beside_role(hit: Hit, guard: Guard, around: Iterable[str]) -> bool:
    """True when texts, as letters, say what the person of a hit is called by: the role, or what the reader is shown."""
    hidden = guard.hidden[hit.secret.path.removeprefix("people/")]
    spoken_of = {letters(hidden.person.role), letters(hidden.shown)}
    return any(words in text for text in around for words in spoken_of)


def _acknowledged(hit: Hit, at: str, acknowledged: tuple[Acknowledged, ...]) -> Acknowledged | None:
    """The acknowledgement that holds all letters of a hit: for the place that they were typed at, or for any."""
    fitting = (each for each in acknowledged if each.where is None or f"{at}/".startswith(f"{each.where}/"))
    return next((each for each in fitting if hit.letters and hit.letters in letters(each.words)), None)


def _finding(hit: Hit, typed_at: Source | None, file: Finished) -> Finding:
    code, sentence = KINDS[hit.what]
    message = f"{sentence}: {hit.said.channel.title}, {hit.said.where}"
    related = (typed_at.origin, hit.secret.origin) if typed_at else (hit.secret.origin,)
    return Finding(code, file.origin, message, HINT, related)


KINDS: Mapping[What, tuple[Code, str]] = {
    What.WORDS: (Code.LEAKED_WORDS, "words that are withheld from this reader are in the file"),
    What.NAME: (Code.LEAKED_NAME, "a person who is hidden from this reader is named in the file"),
    What.AFFILIATION: (
        Code.LEAKED_NAME,
        "the affiliation of a person who is hidden from this reader is in the file",
    ),
    What.ID: (Code.LEAKED_ID, "the id of an item that is withheld from this reader is in the file"),
    What.PICTURE: (Code.LEAKED_PICTURE, "a picture that is withheld from this reader is in the file"),
}


def _typed_at(hit: Hit, document: Document) -> Source | None:
    """Where the words came from, when a block of the document has them: somebody typed them into kept text."""
    if not hit.letters:
        return None
    return next(
        (
            block.source
            for block in walk(document.blocks)
            for text, _ in block_texts(block)
            if hit.letters in letters(text)
        ),
        None,
    )
