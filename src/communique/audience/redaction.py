"""Redaction: what stands in the place of withheld items, for audiences that are told that something was removed.

A stand-in says the audience's constant text, the same for every item, and nothing of what it stands for: no title, no id,
no number, no marking. One stands for a run of withheld siblings, so that their number is not told. It is of the class of
the items beside it, so that templates can show it among them: its first text is the constant text, its other needed
texts are empty, and all the rest is absent.
"""

from __future__ import annotations

from types import NoneType
from typing import Any, TypeVar, cast, get_args

from communique.content.fields import BOOKKEEPING
from communique.content.model import STAND_IN, Item, Series
from communique.content.registers import Audience
from communique.content.text import Line, Prose, Text
from communique.content.tree import Scalar
from communique.findings import Origin

I = TypeVar("I", bound=Item)  # noqa: E741 -- an item
# The fields that can say the constant text, in the order in which they are tried.
_MAIN = ("title", "name", "action", "text", "caption", "note")
_MARKUP = frozenset(
    "\\`*_{}[]()<>#+-.!|~^@:\"'"
)  # what can mean something in Markdown (CommonMark 0.31, 2.4)


def shown_text(audience: Audience) -> str:
    """The constant text of an audience, with the legal basis if it names one."""
    redaction = audience.redaction
    return f"{redaction.text} ({redaction.basis})" if redaction.basis else redaction.text


def stand_in(like: I, number: int, audience: Audience) -> I:
    """What stands in the place of an item and of the withheld siblings after it; `number` counts those of a view."""
    collection = like.path.rpartition("/")[0]
    id_ = f"{STAND_IN}{number}"
    path = f"{collection}/{id_}" if collection else id_
    origin = audience.place("redaction")
    model = type(like)
    main = next(name for name in _MAIN if _text_class(model, name))
    values: dict[str, Any] = {"id": id_, "path": path, "origin": origin}
    for name, field in model.model_fields.items():
        kind = _text_class(model, name)
        if name in BOOKKEEPING or name == "id" or (name != main and not field.is_required()):
            continue
        if kind is not None:
            words = _escaped(shown_text(audience)) if name == main else ""
            values[name] = kind(words, f"{path}/{name}", _scalar(words, origin))
        else:
            values[name] = NOTHING.get(field.annotation, "")
    return cast("I", model.model_construct(**values))


# What a needed value that is no text says in a stand-in.
NOTHING: dict[Any, Any] = {bool: False, tuple[Series, ...]: ()}


def is_stand_in(path: str) -> bool:
    """True for the content path of a stand-in, or of one of its texts."""
    return any(part.startswith(STAND_IN) for part in path.split("/"))


def bare_path(path: str) -> str:
    """A content path without the numbers of stand-ins: they count places that a document may not show."""
    return "/".join(STAND_IN.rstrip(".") if part.startswith(STAND_IN) else part for part in path.split("/"))


def _text_class(model: type[Item], name: str) -> type[Text] | None:
    """The class of a text field; None for other fields, and for those that the model does not have."""
    field = model.model_fields.get(name)
    if field is None:
        return None
    kinds = [kind for kind in (field.annotation, *get_args(field.annotation)) if kind is not NoneType]
    return next((kind for kind in (Line, Prose) if kind in kinds), None)


def _escaped(text: str) -> str:
    return "".join(f"\\{char}" if char in _MARKUP else char for char in text)


def _scalar(words: str, origin: Origin) -> Scalar:
    return Scalar(words, origin, words)
