"""How a person is spoken of: by name, role, letter, or as one of the participants (Chatham House Rule)."""

from __future__ import annotations

import re
from hashlib import blake2b

from communique.audience.model import Said
from communique.content.fields import Attribution
from communique.content.registers import Forms, Person

PSEUDONYM = "a pseudonym"  # what stands for a letter where the document that gives it is not at hand


def shown_person(person: Person, rule: Attribution, *, withheld: bool) -> str:
    """The words that stand for a person.

    A person who is not attributable is never named. A person withheld from the audience is spoken of collectively,
    whatever the rule, since a role can point to somebody.
    """
    if withheld or rule is Attribution.COLLECTIVE:
        return person.collective
    if rule is Attribution.PSEUDONYM:
        return PSEUDONYM
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


def said(person: Person, shown: str, language: str) -> Said:
    """The words that stand for a person in all forms: those of the register, else by the rules of English.

    In other languages they stay as they are, which `check_forms` tells. One person has no plural: that of a name is the
    role's, that of a letter the collective word's.
    """
    forms = _forms(person, shown)
    many = {person.name: person.role, PSEUDONYM: person.collective}.get(shown, shown)
    return Said(
        alone=shown,
        possessive=forms.possessive or possessive(shown, language),
        plural=_forms(person, many).plural or (plural(many) if is_english(language) else many),
        start=forms.sentence_start or shown[:1].upper() + shown[1:],
    )


def is_english(language: str) -> bool:
    """True for en, en-GB and the like (BCP 47)."""
    return language.partition("-")[0].lower() == "en"


def has_form(person: Person, shown: str, form: str) -> bool:
    """True when the register itself says the possessive or plural of what is shown."""
    return getattr(_forms(person, shown), form) is not None


def _forms(person: Person, shown: str) -> Forms:
    of = person.forms
    if of is None:
        return _NO_FORMS
    chosen = (
        of.collective
        if shown in (person.collective, PSEUDONYM)
        else of.role
        if shown == person.role
        else None
    )
    return chosen or _NO_FORMS


_NO_FORMS = Forms()
# Where the noun of a descriptor ends and what is said about it begins: a naval officer | with long service abroad.
_ABOUT = re.compile(r"\s(?:about|at|by|for|from|in|of|on|to|under|who|with|within)\s")
_ARTICLE = re.compile(r"^(?:an?|one)\s+(?:of\s+)?", re.IGNORECASE)
_PLURALS = (
    (re.compile(r"(?<=[^aeiou])y$"), "ies"), (re.compile(r"(?<=s|x|z)$|(?<=ch|sh)$"), "es"), (re.compile(r"man$"), "men"),
)  # fmt: skip


def possessive(words: str, language: str) -> str:
    """By the rule of English: officer’s, officers’, James’s; in other languages the words alone."""
    if not is_english(language):
        return words
    last = words.rsplit(maxsplit=1)[-1] if words.strip() else words
    return words + ("’" if last.endswith("s") and last.islower() else "’s")


def plural(words: str) -> str:
    """By the rule of English, without the article: a retired officer with scars, retired officers with scars."""
    bare = _ARTICLE.sub("", words)
    about = _ABOUT.search(bare)
    noun, rest = (bare[: about.start()], bare[about.start() :]) if about else (bare, "")
    for ending, mended in _PLURALS:
        if ending.search(noun):
            return ending.sub(mended, noun, count=1) + rest
    return f"{noun}s{rest}"


def pseudonym_key(salt: str, *path: str) -> str:
    """What the letters of one document are sorted by: nobody without the salt can work it out or join two documents.

    BLAKE2b keyed with the salt (RFC 7693, 2.9), which is shortened by hashing where it is longer than a key may be.
    """
    key = blake2b(salt.encode(), digest_size=32).digest()
    return blake2b("\0".join(path).encode(), key=key, digest_size=16).hexdigest()
