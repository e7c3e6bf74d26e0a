"""Templates: found, read once, and run in a sandbox that is given the view and nothing else.

A template can't reach files, the network, or anything of a value that starts with an underscore; it can't loop for
ever (`MAX_STEPS`) or print without end (`MAX_OUTPUT`). Every start tag is marked with its template line before the
template is compiled, so that a fault in what it prints has a place.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from types import TracebackType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment

from communique.codes import Code
from communique.compose.elements import AT
from communique.content.fields import Located
from communique.content.model import Item
from communique.content.text import Text
from communique.findings import Finding, Origin, Outcome
from communique.world import Folder

MAX_STEPS = 200_000
MAX_OUTPUT = 20_000_000
_START_TAG = re.compile(r"<([a-z][a-z0-9-]*)(?=[\s/>])")
_STEP = "communique_step"
_JOINED = "communique_joined"
MAX_TEXT = 1_000_000  # characters of a text that a template joins
# Methods of texts that can't make much out of little.
_TEXT_METHODS = frozenset(
    {"lower", "upper", "strip", "lstrip", "rstrip", "startswith", "endswith", "split", "title"}
)
# Filters that depend on the view; `document.py` gives them.
OWN_FILTERS = ("cite", "date", "evidence", "matrix", "number", "one_line", "plain", "short", "timeline")
# Bookkeeping of content values: line numbers and file names, which must not reach any output.
_HIDDEN = frozenset({"origin", "keys", "written", "scalar", "place"})
# What names an item, and what only says how it is treated: reading these tells nothing of what it says.
_NAMES = frozenset({"depth", "id", "path", "principle", "priority", "redacted"})
# Filters that make characters of a text, which then no longer knows where it is from.
_FLATTENING = ("capitalize", "lower", "replace", "reverse", "string", "trim", "upper")
_FILTERS = frozenset(
    {
        "capitalize", "count", "d", "default", "e", "escape", "first", "groupby", "int", "join", "last",
        "length", "list", "lower", "map", "max", "min", "reject", "rejectattr", "replace", "reverse", "round",
        "select", "selectattr", "sort", "string", "sum", "trim", "unique", "upper",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TemplateSet:
    """Sources by name (`documents/summary.html.j2`): the closure that a job's templates come from."""

    sources: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """The source of a template."""
        return dict(self.sources).get(name)

    @property
    def documents(self) -> tuple[str, ...]:
        """The kinds of document there are."""
        found = (re.fullmatch(r"documents/([^/]+)\.html\.j2", name) for name, _ in self.sources)
        return tuple(match[1] for match in found if match)


def read_templates(folder: Folder) -> Outcome[TemplateSet]:
    """All templates of documents and parts."""
    findings: list[Finding] = []
    sources: list[tuple[str, str]] = []
    for name in (*folder.names("documents/*.j2"), *folder.names("parts/*.j2")):
        try:
            sources.append((name, folder.read(name).decode("utf-8").replace("\r\n", "\n")))
        except (OSError, UnicodeDecodeError) as fault:
            message = f"the template cannot be read: {fault}"
            findings.append(
                Finding(Code.FILE_UNREADABLE, Origin(f"templates/{name}"), message, "save it as UTF-8")
            )
    return Outcome(TemplateSet(tuple(sources)), tuple(findings))


@dataclass(frozen=True, slots=True)
class Printed:
    """What a template printed, and the content paths of what it read that is no text: ratings, names, raw Markdown."""

    html: str
    read: frozenset[str] = frozenset()


class RunawayError(Exception):
    """A template that goes on for ever, or prints without end."""


def render(
    templates: TemplateSet, name: str, context: Mapping[str, Any], filters: Mapping[str, Callable[..., Any]]
) -> Outcome[Printed]:
    """What a document template prints for a context. Faults have the template's line and the content path in hand."""
    run = _Run(filters)
    token = _run.set(run)
    try:
        template = _environment(templates).get_template(name)
        html = _bounded(template.generate(dict(context)))
        return Outcome(Printed(html, frozenset(run.read)))
    except jinja2.TemplateSyntaxError as fault:
        origin = Origin(fault.filename or f"templates/{name}", fault.lineno)
        hint = "look at the braces and tags of this line and the one above"
        return Outcome(None, (Finding(Code.TEMPLATE_SYNTAX, origin, _sentence(fault), hint),))
    except jinja2.TemplateNotFound as fault:
        origin = _where(fault.__traceback__, name)[0]
        message = f"there is no template '{fault.name}'"
        return Outcome(None, (Finding(Code.TEMPLATE_SYNTAX, origin, message, "look into templates/parts/"),))
    except Exception as fault:  # noqa: BLE001 -- a template can raise anything that its expressions can
        return Outcome(None, (_fault_finding(fault, name),))
    finally:
        _run.reset(token)


def _bounded(chunks: Iterator[str]) -> str:
    printed: list[str] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > MAX_OUTPUT:
            raise RunawayError
        printed.append(chunk)
    return "".join(printed)


class _Run:
    """What belongs to one run of one template: the filters of its view, the count of loop rounds and calls, what was read.

    Kept in a context variable, because macros that a template imports see no variables of the template.
    """

    def __init__(self, filters: Mapping[str, Callable[..., Any]]) -> None:
        self.filters = filters
        self.taken = 0
        self.read: set[str] = set()

    def step(self) -> str:
        self.taken += 1
        if self.taken > MAX_STEPS:
            raise RunawayError
        return ""


_run: ContextVar[_Run] = ContextVar("communique_template_run")


def _own_filter(name: str) -> Callable[..., Any]:
    def call(*values: Any) -> Any:
        return _run.get().filters[name](*values)

    return call


def _flattening(made_of: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(made_of)  # Jinja notes on the function what it wants to be given
    def call(*values: Any, **named: Any) -> Any:
        _run.get().read.update(value.path for value in values if isinstance(value, Text))
        return made_of(*values, **named)

    return call


class _Marks(Extension):
    """Notes in each start tag which template line it stands on."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        for token in stream:
            if token.type != "data":
                yield token
                continue
            yield Token(token.lineno, token.type, self._marked(token, stream.name or ""))

    def _marked(self, token: Token, name: str) -> str:
        def mark(found: re.Match[str]) -> str:
            line = token.lineno + token.value.count("\n", 0, found.start())
            return f'<{found[1]} {AT}="templates/{name}:{line}"'

        return _START_TAG.sub(mark, token.value)


class _Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's sandbox, narrowed: few filters, no bookkeeping attributes, no multiplication of texts, counted loops."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        if attr in _HIDDEN or (
            isinstance(obj, Located) and attr.startswith(("model_", "json", "dict", "copy"))
        ):
            return False
        if isinstance(obj, str) and attr not in _TEXT_METHODS:
            return False
        if (isinstance(obj, Item) and _says_something(attr, value)) or isinstance(obj, Text):
            _run.get().read.add(obj.path)
        return bool(super().is_safe_attribute(obj, attr, value))

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if operator == "**" or not numbers:
            message = (
                f"the operator {operator} works on numbers only" if operator != "**" else "** is not allowed"
            )
            raise SecurityError(message)
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.For, nodes.Macro)):
            if isinstance(node, nodes.For | nodes.Macro):
                call = nodes.Call(nodes.Name(_STEP, "load"), [], [], None, None)
                node.body.insert(0, nodes.Output([call]).set_lineno(node.lineno))
        for joined in tree.find_all(nodes.Concat):
            joined.nodes = [
                nodes.Call(nodes.Name(_JOINED, "load"), [part], [], None, None) for part in joined.nodes
            ]
        return tree


def _says_something(name: str, value: Any) -> bool:
    """True for a value of an item that a reader could be told and that is no text: texts bear their path themselves."""
    if name in _NAMES or value is None or isinstance(value, Located | Text) or callable(value):
        return False
    return bool(value) and not (isinstance(value, tuple) and isinstance(value[0], Located))


def _short_enough(value: Any) -> Any:
    """A part of a joined text (`a ~ b`), which may not grow by being joined with itself again and again."""
    if len(str(value)) > MAX_TEXT:
        raise RunawayError
    return value


@lru_cache(maxsize=8)
def _environment(templates: TemplateSet) -> _Sandbox:
    sources = dict(templates.sources)

    def load(name: str) -> tuple[str, str, Callable[[], bool]] | None:
        source = sources.get(name)
        return (source, f"templates/{name}", lambda: True) if source is not None else None

    environment = _Sandbox(
        loader=jinja2.FunctionLoader(load),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        extensions=[_Marks],
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.filters = {name: environment.filters[name] for name in _FILTERS}
    environment.filters |= {name: _flattening(environment.filters[name]) for name in _FLATTENING}
    environment.filters |= {name: _own_filter(name) for name in OWN_FILTERS}
    environment.globals = {
        _JOINED: _short_enough,
        _STEP: lambda: _run.get().step(),
        "range": environment.globals["range"],
        "namespace": environment.globals["namespace"],
    }
    return environment


def _fault_finding(fault: Exception, name: str) -> Finding:
    origin, path = _where(fault.__traceback__, name)
    rendering = f" (while rendering {path})" if path else ""
    if isinstance(fault, RunawayError | RecursionError):
        message = f"the template does not come to an end{rendering}"
        hint = f"a document may take {MAX_STEPS:,} loop rounds and print {MAX_OUTPUT // 1_000_000} MB"
        return Finding(Code.TEMPLATE_RUNAWAY, origin, message, hint)
    if isinstance(fault, jinja2.UndefinedError):
        hint = "correct the name; what templates are given is listed in the reference"
        return Finding(Code.TEMPLATE_UNDEFINED, origin, f"{_sentence(fault)}{rendering}", hint)
    hint = "correct the expression on this line"
    return Finding(Code.TEMPLATE_FAULT, origin, f"{_sentence(fault)}{rendering}", hint)


def _where(trace: TracebackType | None, name: str) -> tuple[Origin, str]:
    """The innermost template line of a traceback, and the content path of the item that a loop had in hand."""
    origin, path = Origin(f"templates/{name}"), ""
    while trace is not None:
        code = trace.tb_frame.f_code
        if code.co_filename.startswith("templates/"):
            origin = Origin(code.co_filename, trace.tb_lineno)
            in_hand = (value for value in trace.tb_frame.f_locals.values() if isinstance(value, Located))
            path = max((value.path for value in in_hand), key=len, default=path)
        trace = trace.tb_next
    return origin, path


def _sentence(fault: Exception) -> str:
    return " ".join(str(fault).split()) or type(fault).__name__
