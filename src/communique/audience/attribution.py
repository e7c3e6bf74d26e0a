"""How a person is spoken of: by name, by role, or as one of the participants (Chatham House Rule)."""

from __future__ import annotations

from communique.content.fields import Attribution
from communique.content.registers import Person


def shown_person(person: Person, rule: Attribution, *, withheld: bool) -> str:
    """The words that stand for a person.

    A person who is not attributable is never named. A person withheld from the audience is spoken of collectively,
    whatever the rule, since a role can point to somebody.
    """
    if withheld or rule is Attribution.COLLECTIVE:
        return person.collective
    if rule is Attribution.NAMED and person.attributable:
        return person.name
    return person.role


def hidden_words(person: Person, shown: str) -> tuple[str, ...]:
    """What the register says of a person beside the name and its spellings, and this audience must not read.

    The note is for those who keep the register, whoever reads. The role goes where no more than the collective word is
    shown, since it can point to somebody.
    """
    told = [person.note or ""]
    if shown not in (person.name, person.role):
        told.append(person.role)
    return tuple(word for word in told if word)
