"""What is withheld and what is said, made by hand for tests of the guard."""

from __future__ import annotations

from communique.audience.model import HiddenPerson, Reason, Withheld, WithheldItem
from communique.content.registers import Person
from communique.findings import Origin
from communique.verify.channels.model import Channel, Kind, Said
from communique.verify.leaks.licence import Licence, licence_of
from communique.verify.leaks.search import search, with_decoded
from communique.verify.leaks.secrets import secrets_of

SECRET_AT = Origin("content/briefs/demo/brief.yaml", 41, 7)
PERSON_AT = Origin("content/people.yaml", 2, 5)
CHANNELS = {kind: Channel("test", kind.value, kind, f"a channel of {kind.value} words") for kind in Kind}


def withheld(*words: str, path: str = "sections/limits/points/quiet-costs", picture: bytes = b"") -> Withheld:
    """One withheld item with some stretches of words."""
    return Withheld((WithheldItem(path, Reason.HANDLING, SECRET_AT, words, picture),))


def hidden(
    name: str = "Calvin R. Hathersage", shown: str = "a retired naval officer", **facts: object
) -> Withheld:
    """One person of whom no more is told than `shown`."""
    person = Person(
        id="hathersage",
        name=name,
        role="a retired naval officer",
        origin=PERSON_AT,
        path="people/hathersage",
        **facts,
    )  # type: ignore[arg-type]
    return Withheld(people=(HiddenPerson(person, shown, ()),))


def said(text: str, kind: Kind = Kind.READ, where: str = "page 3") -> Said:
    """A stretch of what a file says."""
    return Said(text, CHANNELS[kind], where)


def licence(*texts: str) -> Licence:
    """What a reader may read."""
    return licence_of(texts)


def found(text: str, secret: Withheld, *licensed: str, kind: Kind = Kind.READ) -> list[str]:
    """The kinds of hits in one stretch of text."""
    allowed = licence(*licensed)
    heard = tuple(with_decoded((said(text, kind),)))
    return [hit.what.value for hit in search(heard, secrets_of(secret, allowed), allowed)]
