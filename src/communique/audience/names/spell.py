"""All forms in which a person of the register may be written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from communique.audience.names.fold import squeezed
from communique.audience.names.parts import NameParts, parts_of, words_of
from communique.audience.names.words import LOOSE_TITLES, ORDINARY, PARTICLES, TITLES, is_distinctive
from communique.content.registers import Person

_LONG_ENOUGH = 7  # letters of a name of several words that needs no capitals to be one


class Kind(StrEnum):
    """What form of a name was met."""

    NAME = "name"
    ALIAS = "alias"
    INITIALS = "initials"
    FAMILY = "family name"
    TRANSLITERATION = "transliteration"
    EMAIL = "e-mail"
    AFFILIATION = "affiliation"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a spelling; `shortened` also allows its initial. A title is any of `TITLES` in the place of `text`."""

    text: str
    optional: bool = False
    shortened: bool = False
    is_title: bool = False


@dataclass(frozen=True, slots=True)
class Spelling:
    """One form of a name, word by word.

    `careful`: the words are so short or so ordinary that they count with capitals only (Grace Young), or joined like a
    file name (grace-young). `mail`: counts as the local part of an e-mail address only.
    """

    words: tuple[Word, ...]
    kind: Kind
    careful: bool = False
    mail: bool = False

    @property
    def text(self) -> str:
        """The form as it may be typed, with everything that may be left out."""
        return " ".join(word.text for word in self.words)

    @property
    def normalised(self) -> str:
        """The same in small plain letters without blanks."""
        return squeezed(self.text)


def spellings(person: Person) -> tuple[Spelling, ...]:
    """Every form of a person's name, aliases and affiliation; each once.

    The family name counts alone when it is distinctive (`words.is_distinctive`): at least four letters, and no
    ordinary word. Otherwise it counts with a title, an initial or a given name beside it.
    """
    parts = parts_of(person.name, person.family)
    made = [*_family(parts), *_names(parts), *_initials(parts), *_mail(parts)]
    made += [_phrase(words_of(alias), Kind.ALIAS) for alias in person.aliases]
    if person.affiliation:
        made.append(_phrase(words_of(person.affiliation), Kind.AFFILIATION))
    return tuple(dict.fromkeys(spelling for spelling in made if spelling.words))


def _own(parts: NameParts) -> tuple[Word, ...]:
    """The family name; its particles may be left out."""
    return (*(Word(word, optional=True) for word in parts.particles), *(Word(word) for word in parts.family))


def _families(parts: NameParts) -> Iterator[tuple[Word, ...]]:
    """The family name whole, and each part of a double one: Bello-Okoye, Bello, Okoye."""
    yield _own(parts)
    if len(parts.family) > 1:
        yield from ((Word(word),) for word in parts.family if len(squeezed(word)) > 2)


def _names(parts: NameParts) -> Iterator[Spelling]:
    if not parts.given:
        return
    first, *others = parts.given
    given = (
        *(Word(word) for word in first),
        *(Word(word, optional=True, shortened=True) for chunk in others for word in chunk),
    )
    for family in _families(parts):
        careful = _is_weak((*given, *family))
        yield Spelling((*given, *family), Kind.NAME, careful)
        yield Spelling((*family, *given), Kind.NAME, careful)


def _initials(parts: NameParts) -> Iterator[Spelling]:
    """C. R. Hathersage, C Hathersage, Hathersage, C."""
    if not parts.given:
        return
    letters = [word[0] for chunk in parts.given for word in chunk]
    initials = (Word(letters[0]), *(Word(letter, optional=True) for letter in letters[1:]))
    for family in _families(parts):
        careful = _is_weak(family) or len(family) < len(_own(parts))
        yield Spelling((*initials, *family), Kind.INITIALS, careful)
        yield Spelling((*family, *initials), Kind.INITIALS, careful)


def _family(parts: NameParts) -> Iterator[Spelling]:
    if not _is_weak(_own(parts)):
        yield Spelling(_own(parts), Kind.FAMILY)
    for family in _families(parts):
        yield Spelling((Word("Mr", is_title=True), *family), Kind.FAMILY, careful=True)


def _mail(parts: NameParts) -> Iterator[Spelling]:
    """amina@, aminab@, kim@: where nothing else is beside them."""
    given = parts.given[0] if parts.given else ()
    for words in (given, parts.family):
        if len(squeezed("".join(words))) > 2:
            yield Spelling(tuple(Word(word) for word in words), Kind.EMAIL, mail=True)
    if given and parts.family and len(squeezed("".join(given))) > 2:
        initial = Word(parts.family[0][0])
        yield Spelling((*(Word(word) for word in given), initial), Kind.EMAIL, mail=True)


def _phrase(words: tuple[str, ...], kind: Kind) -> Spelling:
    made = tuple(Word(word) for word in words)
    weak = all(_is_ordinary(word) for word in words) or len(squeezed("".join(words))) < _LONG_ENOUGH
    alone = len(words) == 1 and not is_distinctive(squeezed(words[0]))
    return Spelling(made, kind, careful=alone or (weak and len(words) > 1))


def _is_weak(words: tuple[Word, ...]) -> bool:
    """True when words in small letters could be something else than a name."""
    needed = [word for word in words if not word.optional]
    if len(needed) == 1:
        return not is_distinctive(squeezed(needed[0].text))
    letters = squeezed("".join(word.text for word in needed))
    return len(letters) < _LONG_ENOUGH or all(_is_ordinary(word.text) for word in needed)


def _is_ordinary(word: str) -> bool:
    return squeezed(word) in ORDINARY | PARTICLES | TITLES | LOOSE_TITLES
