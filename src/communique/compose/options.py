"""The front matter of a template: its title, and the options that an audience may set for its document."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from communique.codes import Code
from communique.compose.templates import TemplateSet
from communique.content.fields import Label, Located, Names
from communique.content.schema import did_you_mean, validate
from communique.content.tree import parse_tree
from communique.findings import Finding, Origin, Outcome

_FRONT = re.compile(r"^\s*\{#-{3,}[ \t]*\n(?P<yaml>.*?)\n?\s*-{3,}#\}", re.DOTALL)


class OptionSpec(Located):
    """An option of a template. Options of type `ids` choose items of a collection of the brief (`of`)."""

    type: Literal["text", "yesno", "count", "ids", "choice"] = Field(
        description="What kind of value an audience may set."
    )
    default: Annotated[Any, BeforeValidator(lambda value: value)] = Field(
        default=None, description="Its value where the audience sets none."
    )
    help: Label = Field(
        description="What it does, in a sentence; shown with the message about a wrong value."
    )
    choices: tuple[Label, ...] = Field(default=(), description="The values of an option of type choice.")
    of: Literal["cases", "sections", "principles", "key_messages", "recommendations"] | None = Field(
        default=None, description="What an option of type ids chooses from."
    )


class TemplateSpec(Located):
    """What a template says of itself."""

    title: Label = Field(description="What the document is called; part of the title of its files.")
    help: Label = Field(default="a document", description="What the document is for.")
    options: Annotated[dict[Annotated[str, Field(pattern="^[a-z][a-z0-9_]*$")], OptionSpec], Names] = Field(
        default_factory=dict, description="What an audience may set, each by its name."
    )


@dataclass(frozen=True, slots=True)
class Setting:
    """An option's value as an audience set it, or its default."""

    value: Any
    origin: Origin
    was_set: bool


def read_spec(templates: TemplateSet, document: str) -> Outcome[TemplateSpec]:
    """The front matter of a document's template."""
    name = f"documents/{document}.html.j2"
    source = templates.get(name) or ""
    found = _FRONT.match(source)
    if found is None:
        message = "the template does not begin with its front matter"
        hint = "begin with {#---, lines 'title: …' and 'options: …', and ---#}"
        return Outcome(None, (Finding(Code.TEMPLATE_OPTIONS, Origin(f"templates/{name}", 1), message, hint),))
    # Blank lines stand for what is above the YAML, so that its findings have the template's line numbers.
    text = "\n" * source.count("\n", 0, found.start("yaml")) + found["yaml"]
    tree = parse_tree(text, f"templates/{name}")
    if tree.value is None:
        return Outcome(None, tree.findings)
    spec = validate(tree.value, TemplateSpec, "")
    return Outcome(spec.value, (*tree.findings, *spec.findings))


def read_settings(
    spec: TemplateSpec, given: Mapping[str, Any], place: Callable[[str], Origin]
) -> Outcome[Mapping[str, Setting]]:
    """The options of a document: those that the audience sets, checked, and the defaults of the others."""
    findings: list[Finding] = []
    settings: dict[str, Setting] = {}
    for name, value in given.items():
        if name.startswith("@"):
            continue
        option = spec.options.get(name)
        if option is None:
            hint = did_you_mean(name, (*spec.options, "formats", "max_pages", "max_words", "depth"))
            findings.append(
                Finding(Code.UNKNOWN_OPTION, place(name), f"'{name}' is not an option here", hint)
            )
            continue
        checked, fault = _TYPES[option.type](value, option)
        if fault:
            findings.append(Finding(Code.WRONG_VALUE, place(name), f"'{name}': {fault}", option.help))
        settings[name] = Setting(checked, place(name), was_set=True)
    for name, option in spec.options.items():
        default, _ = _TYPES[option.type](option.default, option) if option.default is not None else (None, "")
        settings.setdefault(name, Setting(default, option.origin, was_set=False))
    return Outcome(settings, tuple(findings))


def _text(value: Any, _option: OptionSpec) -> tuple[Any, str]:
    return (str(value), "") if isinstance(value, str) else (None, "a text should stand here")


def _yesno(value: Any, _option: OptionSpec) -> tuple[Any, str]:
    known = {"true": True, "false": False}
    return (known[value], "") if isinstance(value, str) and value in known else (None, "write true or false")


def _count(value: Any, _option: OptionSpec) -> tuple[Any, str]:
    fits = isinstance(value, str) and value.isdigit() and 0 < int(value) <= 10_000
    return (int(value), "") if fits else (None, "a whole number above 0 should stand here")


def _ids(value: Any, _option: OptionSpec) -> tuple[Any, str]:
    if isinstance(value, list) and all(isinstance(name, str) for name in value):
        return tuple(str(name) for name in value), ""
    return None, "a list of ids should stand here, such as [one, two]"


def _choice(value: Any, option: OptionSpec) -> tuple[Any, str]:
    if value in option.choices:
        return str(value), ""
    return None, f"use one of {', '.join(option.choices)}"


_TYPES: Mapping[str, Callable[[Any, OptionSpec], tuple[Any, str]]] = {
    "text": _text, "yesno": _yesno, "count": _count, "ids": _ids, "choice": _choice,
}  # fmt: skip
