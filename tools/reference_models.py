"""The keys of a pydantic model as a Markdown table, in a drafter's words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from inspect import getdoc
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from communique.content.fields import Count, Day, Id, Label, Number, YesNo
from communique.content.model import Brief, Case, Crosswalk, Item
from communique.content.moments import Moment
from communique.content.text import Line, Prose
from communique.theme import Points

Model = type[BaseModel]
Lines = Iterator[str]
# Items whose id is not written as a key of theirs.
ID_IS: Mapping[Model, str] = {
    Brief: "the name of its folder",
    Case: "the name of its file",
    Crosswalk: "the id of its principle",
}


def table(heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Lines:
    """A Markdown table with a blank line after it."""
    yield "| " + " | ".join(heads) + " |"
    yield "| " + " | ".join("---" for _ in heads) + " |"
    for row in rows:
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in row) + " |"
    yield ""


def code(text: object) -> str:
    """A name or value as code."""
    return f"`{text}`"


def plain_kind(hint: Any, names: Mapping[Model, str]) -> str:  # noqa: PLR0911 -- one line a kind of hint
    """What a value is, in a drafter's words; `names` are the models that have a section on the page."""
    for known, said in KINDS:
        if hint == known:
            return said
    origin, inner = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _bounded(inner, names)
    if origin in {Union, UnionType}:
        return plain_kind(next(one for one in inner if one is not NoneType), names)
    if origin is Literal:
        return one_of(inner)
    if origin is tuple:
        return (
            "list: " + plain_kind(inner[0], names)
            if inner[-1] is Ellipsis
            else f"list of {len(inner)} numbers"
        )
    if origin is dict:
        return f"names, each with {plain_kind(inner[1], names)}".replace("with number", "with a number")
    if isinstance(hint, type) and issubclass(hint, Enum):
        return one_of(one.value for one in hint)
    return f"[{names[hint].lower()}](#{_anchor(names[hint])})"


KINDS: tuple[tuple[Any, str], ...] = (
    (Id, "id"), (Label, "words"), (Day, "date"), (YesNo, "`true` or `false`"), (Count, "whole number"),
    (Line, "one paragraph of text"), (Prose, "text"), (Points, "number from 4 to 96"), (Number, "number"),
    (Moment, "year, month or day"), (str, "words"),
    (int, "whole number"), (float, "number"), (Any, "value"),
)  # fmt: skip


# Forms of text; a new one stops the making of the pages until it has words.
FORMS: Mapping[str, str] = {
    "^#[0-9A-Fa-f]{6}$": "colour, as `#RRGGBB`",
    r"(?i)^([^/\\]{1,100}\.do[ct]x)?$": "name of a .docx or .dotx file",
    "^[0-9A-F]{20}$": "20 digits from `0` to `F`",
}


def _bounded(inner: tuple[Any, ...], names: Mapping[Model, str]) -> str:
    kind = plain_kind(inner[0], names)
    for info in (one for one in inner[1:] if isinstance(one, FieldInfo)):
        kind += _bounds(info)
        pattern = next((one.pattern for one in info.metadata if getattr(one, "pattern", None)), "")
        if pattern.startswith("^("):
            return one_of(pattern[2:-2].split("|"))
        if pattern:
            kind = FORMS[pattern]
    return kind


def _bounds(info: FieldInfo) -> str:
    low = next((one.ge for one in info.metadata if hasattr(one, "ge")), None)
    high = next((one.le for one in info.metadata if hasattr(one, "le")), None)
    return f" from {low:,} to {high:,}" if low is not None and high is not None else ""


def one_of(values: Iterable[Any]) -> str:
    """Some names as code."""
    return ", ".join(code(value) for value in values)


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def keys_of(described: Model, without: Model | None = None) -> Iterator[tuple[str, FieldInfo, Any]]:
    """The keys that an author may write in a mapping; `without` leaves out those of a base that is told elsewhere."""
    schema = described.model_json_schema(by_alias=True)
    if "$ref" in schema:  # a model that holds itself
        schema = schema["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    shown = schema["properties"]
    hints = get_type_hints(described, include_extras=True)
    own = vars(described).get("__annotations__", {})
    for name, info in described.model_fields.items():
        key = info.alias or name
        if key in shown and not (without and name in without.model_fields and name not in own):
            yield key, info, hints[name]


def _keys_table(described: Model, names: Mapping[Model, str], without: Model | None) -> Lines:
    rows = []
    for key, info, hint in keys_of(described, without):
        kind = plain_kind(hint, names) + (_bounds(info) if get_origin(hint) is not Annotated else "")
        rows.append((code(key), _needed(info), kind, info.description or ""))
    yield from table(("Key", "Needed", "What it is", "Meaning"), rows)


def _needed(info: FieldInfo) -> str:
    if info.is_required():
        return "yes"
    default = info.get_default(call_default_factory=False)
    if default in (None, (), "") or info.default_factory is not None:
        return "no"
    value = default.value if isinstance(default, Enum) else default
    return f"no, else {code(str(value).lower() if isinstance(value, bool) else value)}"


def sections(described: Mapping[Model, str], linked: Mapping[Model, str]) -> Lines:
    """A section for each model: its words, and the table of its keys."""
    for each, title in described.items():
        is_item = issubclass(each, Item) and each is not Item
        yield from (f"## {title}", "", " ".join((getdoc(each) or "").split("\n\n")[0].split()), "")
        if is_item:
            unless = f", but no `id`: that is {ID_IS[each]}" if each in ID_IS else ""
            yield from (
                f"An item: it has the [keys of every item](content.md#every-item) as well{unless}.",
                "",
            )
        yield from _keys_table(each, linked, Item if is_item else None)
