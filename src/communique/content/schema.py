"""From a tree to the model: every fault of a file in one run, each with its place, a sentence and a remedy."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails
from rapidfuzz import fuzz, process

from communique.codes import Code
from communique.content.characters import is_visible
from communique.content.fields import BOOKKEEPING
from communique.content.salvage import without_faults
from communique.content.text import Leaf
from communique.content.tree import Mapping, Node, Scalar, Sequence
from communique.findings import Finding, Origin, Outcome

M = TypeVar("M", bound=BaseModel)
_NEAR = 70  # rapidfuzz ratio above which a name is worth suggesting; "titel" for "title" is 80
_PART = 4  # letters from which on a name may be part of another: "alpha" of "case/alpha", but not the "id" of "evidance"
_ID_FAULTS = frozenset({"id_form", "id_too_long", "id_reserved"})
_ATTEMPTS = 5  # a fault taken out can bring another to light, such as a list that is empty now
_SHOWN = 40  # characters of a wrong value that a message repeats


def validate(node: Node, model: type[M], root: str, /, **given: object) -> Outcome[M]:
    """The model's value for a tree. `root` is the content path of the file; `given` are fields no file holds (id).

    Faults of fields are all told. With faults, the value holds what is left without them, for further checks only;
    there is none when the file lacks something that it can't be without.
    """
    if not isinstance(node, Mapping):
        message = f"the file holds {_kind(node)}; it should hold 'key: value' lines"
        return Outcome(None, (Finding(Code.WRONG_TYPE, node.origin, message, f"begin with {_keys(model)}"),))
    value = _plain(node, root) | given
    findings: list[Finding] = [*_reserved_keys(node), *_given_keys(node, given)]
    for attempt in range(_ATTEMPTS):
        try:
            return Outcome(model.model_validate(value), tuple(findings))
        except ValidationError as fault:
            errors = [
                e for e in fault.errors(include_url=False, include_input=False) if not _follows(e, node)
            ]
            if attempt == 0:  # later ones follow from what was taken out
                new = (error for error in errors if not _is_told(_locate(node, error["loc"])[0]))
                told = tuple(dict.fromkeys(_finding(error, node, model) for error in new))
                findings += _without_mistyped(told)
            if not without_faults(value, errors, _meant(errors, model)):
                break
    return Outcome(None, tuple(findings))


def _meant(errors: list[ErrorDetails], model: type[BaseModel]) -> dict[tuple[Any, ...], str]:
    """The names that mistyped keys were meant to be, by the keys' locations."""
    unknown = (error["loc"] for error in errors if error["type"] == "extra_forbidden")
    return {loc: near for loc in unknown if (near := nearest(str(loc[-1]), _known_keys(model, loc[:-1])))}


def _follows(error: ErrorDetails, root: Mapping) -> bool:
    """True for what is told only because of another fault: a list with wrong entries is also called too short."""
    node = _locate(root, error["loc"])[0]
    return error["type"] == "too_short" and isinstance(node, Sequence) and bool(node.items)


def _is_told(node: Node) -> bool:
    """True for a key without a value, and for a mapping of nothing else: that is told when the file is read."""
    if isinstance(node, Mapping):
        return bool(node.entries) and all(_is_told(value) for _, value in node.entries)
    return isinstance(node, Scalar) and node.plain and not node.raw


def _without_mistyped(findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """A required key that is there under a mistyped name is told once, at the mistyped one."""
    hints = {finding.hint for finding in findings if finding.code is Code.UNKNOWN_KEY}
    for finding in findings:
        name = finding.message.rsplit("'", 2)[-2] if finding.code is Code.MISSING_KEY else ""
        if not name or f"did you mean '{name}'?" not in hints:
            yield finding


def nearest(name: str, known: list[str] | tuple[str, ...]) -> str:
    """The known name most like a mistyped one, or "" when none is near."""
    found = process.extractOne(
        name, sorted(known), scorer=fuzz.ratio, processor=str.casefold, score_cutoff=_NEAR
    )
    if not found and len(name) >= _PART:
        longer = sorted(each for each in known if len(each) >= _PART)
        found = process.extractOne(name, longer, processor=str.casefold, score_cutoff=_NEAR)
    return found[0] if found else ""


def did_you_mean(name: str, known: list[str] | tuple[str, ...]) -> str:
    """A remedy for an unknown name: the nearest known one, else the list of them."""
    near = nearest(name, known)
    if near:
        return f"did you mean '{near}'?"
    return "known are " + ", ".join(sorted(known)) if known else "none is known here"


def _plain(node: Node, path: str) -> Any:
    """The tree as dicts, lists and leaves for pydantic; each leaf and dict carries its path."""
    if isinstance(node, Scalar):
        return None if node.is_null else Leaf.of(node, path)
    if isinstance(node, Sequence):
        return [_plain(item, _join(path, _item_name(item, n))) for n, item in enumerate(node.items)]
    fields = {str(key.text): _plain(value, _join(path, key.text)) for key, value in node.entries}
    keys = {key.text: key.origin for key, _ in node.entries}
    written = {key.text: _scalars(value) for key, value in node.entries}
    return fields | {"@path": path, "@origin": node.origin, "@keys": keys, "@written": written}


def _scalars(node: Node) -> tuple[Scalar, ...]:
    """The scalars directly in a value: itself, or the entries of a list or of a mapping of names to words."""
    if isinstance(node, Scalar):
        return (node,)
    entries = node.items if isinstance(node, Sequence) else tuple(value for _, value in node.entries)
    return tuple(entry for entry in entries if isinstance(entry, Scalar))


def _item_name(item: Node, position: int) -> str:
    """What a list item is called in a content path: its id; a position only where the model asks for no id."""
    if isinstance(item, Mapping):
        for key in ("id", "principle"):
            value = item.get(key)
            if isinstance(value, Scalar):
                return value.text
    return str(position)


def _join(path: str, name: str) -> str:
    return f"{path}/{name}" if path else name


def _given_keys(node: Mapping, given: dict[str, object]) -> Iterator[Finding]:
    """Keys that no file holds, because something else says them: the id of a brief is its folder's name."""
    for name in given:
        key = node.key(name)
        if key is not None:
            message = f"'{name}' is not a key here: the name of the file or folder says it"
            yield Finding(Code.UNKNOWN_KEY, key.origin, message, "remove the line")


def _reserved_keys(node: Node) -> tuple[Finding, ...]:
    found: list[Finding] = []
    todo = [node]
    while todo:
        here = todo.pop()
        if isinstance(here, Sequence):
            todo.extend(here.items)
        elif isinstance(here, Mapping):
            todo.extend(value for _, value in here.entries)
            bad = (key for key, _ in here.entries if key.text.startswith("@"))
            found += [
                Finding(Code.UNKNOWN_KEY, key.origin, f"'{key.text}' is not a key", "remove the line")
                for key in bad
            ]
    return tuple(found)


def _finding(error: ErrorDetails, root: Mapping, model: type[BaseModel]) -> Finding:
    kind = error["type"]
    if kind in _ID_FAULTS and root.get(str(error["loc"][-1])) is None and len(error["loc"]) == 1:
        message = (
            "the name of this file or folder can't be an id: " + error["msg"][:1].lower() + error["msg"][1:]
        )
        return Finding(Code.BAD_ID, Origin(root.origin.path), message, _HINTS[kind])
    node, key, parent = _locate(root, error["loc"])
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        known = _known_keys(model, error["loc"][:-1])
        origin = key.origin if key else node.origin
        return Finding(Code.UNKNOWN_KEY, origin, f"'{name}' is not a key here", did_you_mean(name, known))
    length = _length_words(error, node)
    if length:
        return Finding(Code.WRONG_TYPE, node.origin, *length)
    if kind == "missing":
        what = _article(parent)
        return Finding(
            Code.MISSING_KEY, parent.origin, f"{what} has no '{name}'", f"add '{name}:' with its value"
        )
    if isinstance(node, Scalar) and (node.is_null or not is_visible(node.text)):
        origin = key.origin if key else node.origin
        return Finding(Code.EMPTY_VALUE, origin, f"'{name}' is empty", "write its value, or remove the key")
    message, hint = _words(error, node)
    code = _CODES.get(kind, Code.WRONG_VALUE)
    return Finding(code, node.origin, message, hint)


_CODES = {
    "id_form": Code.BAD_ID, "id_too_long": Code.BAD_ID, "id_reserved": Code.BAD_ID,
    "text_type": Code.WRONG_TYPE, "string_type": Code.WRONG_TYPE, "tuple_type": Code.WRONG_TYPE,
    "model_type": Code.WRONG_TYPE, "dict_type": Code.WRONG_TYPE, "int_type": Code.WRONG_TYPE,
    "int_parsing": Code.WRONG_TYPE, "float_parsing": Code.WRONG_TYPE, "model_attributes_type": Code.WRONG_TYPE,
}  # fmt: skip

_WANTED = {
    "text_type": "text",
    "string_type": "text",
    "tuple_type": "a list",
    "model_type": "'key: value' lines",
    "model_attributes_type": "'key: value' lines",
    "dict_type": "'key: value' lines",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
}

_BOUNDS = {
    "greater_than_equal": ("small", "at least"),
    "greater_than": ("small", "more than"),
    "less_than_equal": ("large", "at most"),
    "less_than": ("large", "less than"),
}

_HINTS = {
    "text_type": "write the words behind the colon; put them in quotes when they hold ': ' or ' #', or begin with [ or {",
    "string_type": "write the words behind the colon; put them in quotes when they hold ': ' or ' #', or begin with [ or {",
    "tuple_type": "write each entry on a line of its own that begins with '- ', or in brackets: [one, two]",
    "id_form": "use lower-case letters, digits and single hyphens, such as 'us-rok-exercises'",
    "id_too_long": "choose a shorter name",
    "id_reserved": "choose another name",
    "date_form": "write year-month-day, such as 2026-11-22",
    "bool_form": "write true or false",
    "empty_text": "write some words, or remove the key",
    "moment_form": "write it with digits and hyphens, in quotes",
    "finite_number": "write a number such as 12 or 3.5",
    "no_values": "write a label, a colon and a number on a line of its own, or remove the chart",
    "too_many_values": "draw fewer, such as a value a month in place of one a day",
    "series_count": "make a second chart of what is too much for one",
}


def _words(error: ErrorDetails, node: Node) -> tuple[str, str]:
    kind, context = error["type"], error.get("ctx", {})
    shown = _shown(node)
    if kind in {"literal_error", "enum"}:
        choices = str(context.get("expected", "")).replace(" or ", ", ").replace("'", "")
        options = [choice.strip() for choice in choices.split(",") if choice.strip()]
        written = node.text if isinstance(node, Scalar) else ""
        near = nearest(written, options)
        hint = f"did you mean '{near}'?" if near else "use one of " + ", ".join(options)
        return f"{shown} is not one of {', '.join(options)}", hint
    if kind == "string_pattern_mismatch":
        return _of_form(str(context["pattern"]), shown)
    if kind in _BOUNDS:
        bound = next(iter(context.values()))
        return f"{shown} is too {_BOUNDS[kind][0]}", f"write a number of {_BOUNDS[kind][1]} {bound}"
    if kind in _WANTED:
        return f"{_WANTED[kind]} should stand here, not {shown}", _HINTS.get(
            kind, f"write {_WANTED[kind]} here"
        )
    message = error["msg"][:1].lower() + error["msg"][1:]
    return f"{shown}: {message}", _HINTS.get(kind, "correct the value")


def _length_words(error: ErrorDetails, node: Node) -> tuple[str, str] | None:
    """The words for a list with too few entries, such as three margins of four, or too many."""
    if error["type"] == "missing" and isinstance(error["loc"][-1], int):
        return "this list has too few entries", "the reference says how many there are, and of what"
    if error["type"] == "too_long" and isinstance(node, Sequence):
        return "this list has too many entries", f"write {error['ctx']['max_length']} at most"
    return None


_FORMS = {
    "^#[0-9A-Fa-f]{6}$": ("colour", "'#' and six digits from 0-9 and A-F, in quotes, such as \"#0E4A57\""),
    "^[0-9A-F]{20}$": ("PANOSE number", "20 digits from 0-9 and A-F, in quotes"),
    r"(?i)^([^/\\]{1,100}\.do[ct]x)?$": (
        "Word template",
        "the name of a .docx or .dotx file in the theme's folder",
    ),
    "^[a-z][a-z0-9_]*$": ("name of an option", "lower-case letters, digits and _, a letter first"),
}


def _of_form(pattern: str, shown: str) -> tuple[str, str]:
    """The words for a value of another form; designers need not read regular expressions."""
    choice = re.fullmatch(r"\^\((?P<options>[\w|-]+)\)\$", pattern)
    if choice:
        options = choice["options"].split("|")
        return f"{shown} is not one of {', '.join(options)}", "use one of " + ", ".join(options)
    what, form = _FORMS[pattern]
    return f"{shown} is no {what}", f"write {form}"


def _locate(root: Mapping, location: tuple[int | str, ...]) -> tuple[Node, Scalar | None, Mapping]:
    """The node that an error is about (its nearest ancestor when missing), its key, and the mapping around it."""
    node: Node = root
    key: Scalar | None = None
    parent = root
    for step in location:
        if step == "[key]" and key is not None:
            node = key  # pydantic's name for a fault in the key itself
        elif isinstance(node, Mapping):
            parent = node
            below = node.get(str(step))
            if below is None:
                continue  # a missing key, or a step that pydantic adds for the name of a type
            key, node = node.key(str(step)), below
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
            node, key = node.items[step], None
    if isinstance(node, Mapping):
        parent = node
    return node, key, parent


def _known_keys(model: type[BaseModel], location: tuple[int | str, ...]) -> list[str]:
    """The keys that the model allows at a place, by walking the JSON Schema, which is what editors are given."""
    schema = model.model_json_schema(by_alias=True)
    here: dict[str, Any] = schema
    for step in location:
        here = _resolved(here, schema)
        if isinstance(step, int):
            here = here.get("items", {})
        else:
            here = here.get("properties", {}).get(step, here.get("additionalProperties", {})) or {}
    return sorted(_resolved(here, schema).get("properties", {}))


def _resolved(schema: dict[str, Any], root: dict[str, Any]) -> dict[str, Any]:
    for choice in schema.get("anyOf", ()):
        if choice.get("type") != "null":
            schema = choice
            break
    while "$ref" in schema:
        schema = root["$defs"][schema["$ref"].rsplit("/", 1)[-1]]
    return schema


def _keys(model: type[BaseModel]) -> str:
    required = [f"'{f.alias or name}:'" for name, f in model.model_fields.items() if f.is_required()]
    named = [f"'{f.alias or name}:'" for name, f in model.model_fields.items() if name not in BOOKKEEPING]
    return ", ".join(required[:3] or named[:1])


def _article(mapping: Mapping) -> str:
    name = mapping.get("id")
    return f"'{name.text}'" if isinstance(name, Scalar) else "this entry"


def _kind(node: Node) -> str:
    return {Scalar: "plain text", Sequence: "a list", Mapping: "'key: value' lines"}[type(node)]


def _shown(node: Node) -> str:
    if not isinstance(node, Scalar):
        return _kind(node)
    text = " ".join(node.text.split("\n"))
    text = "".join(c if c.isprintable() else f"\\u{ord(c):04X}" for c in text)
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"
