"""Persons of a register, and the noise through which their names are to be found."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import product
from urllib.parse import quote

from hypothesis import strategies as st

from communique.audience.names import Spelling
from communique.audience.names.variants import pieces
from communique.content.registers import Person

NAMES = (
    ("kim", "Kim Ji-woo", "Kim"), ("bae", "Bae Do-hyeon", "Bae"), ("zeravic", "Đurađ Žeravić", None),
    ("hathersage", "Calvin R. Hathersage", None), ("ter-wolbeek", "Saskia ter Wolbeek", None),
    ("bello-okoye", "Amina Bello-Okoye", None), ("akincioglu", "G\u00fcl\u015fen Ak\u0131nc\u0131o\u011flu", None),
    ("rashid", "Omar al-Rashid", None), ("young", "Grace Young", None),
)  # fmt: skip
_INVISIBLE = ("\u00ad", "\u200b", "\u200d", "\ufeff", "\u2060")
_BLANKS = (" ", "\u00a0", "\u2009", "  ", "\n", "-", "_", ".", "")


def person(name: str, family: str | None = None, aliases: Sequence[str] = (), **facts) -> Person:
    return Person(
        id=facts.pop("id", "one"), name=name, family=family, aliases=tuple(aliases), role="a person", **facts
    )


PERSONS = tuple(person(name, family, id=key) for key, name, family in NAMES)


@st.composite
def written(draw, spelling: Spelling) -> str:
    """A spelling as somebody could have typed it, or a program could have broken it."""
    words = [word for word in spelling.words if not word.optional or draw(st.booleans())]
    forms = [draw(_word(word.text)) for word in words]
    if spelling.careful:  # short and ordinary words count only where they are written as names
        return " ".join(word[:1].upper() + word[1:] for word in forms)
    if spelling.mail:
        return draw(st.sampled_from([".", "_", "", "-"])).join(forms) + "@example.org"
    noise = draw(st.sampled_from(["none", "invisible", "broken", "spaced", "case", "encoded", "joined"]))
    text = draw(st.sampled_from(_BLANKS)).join(forms)
    match noise:
        case "invisible":
            at = draw(st.integers(1, len(text)))
            text = text[:at] + draw(st.sampled_from(_INVISIBLE)) + text[at:]
        case "broken":
            whole = forms[-1]
            if len(whole) > 3 and whole.isalpha():
                at = draw(st.integers(2, len(whole) - 1))
                text = (
                    text.removesuffix(whole) + whole[:at] + draw(st.sampled_from(["-\n", "\n"])) + whole[at:]
                )
        case "spaced":
            text = "  ".join(draw(st.sampled_from([" ", "\u2009"])).join(form) for form in forms)
        case "case":
            text = draw(st.sampled_from([text.upper(), text.lower(), text.title()]))
        case "encoded":
            text = quote(text)
        case "joined":
            text = "".join(form[:1].upper() + form[1:] for form in forms)
        case _:
            pass
    return text


@st.composite
def _word(draw, text: str) -> str:
    """A word with or without its marks, composed or not, or in another habit of writing it."""
    if not text[1:]:
        return text
    habit = "".join(draw(st.sampled_from(options)) for options in pieces(text))
    return draw(
        st.sampled_from([text, unicodedata.normalize("NFD", text), habit.capitalize(), next(_plainest(text))])
    )


def _plainest(text: str):
    return ("".join(choice).capitalize() for choice in product(*pieces(text)))
