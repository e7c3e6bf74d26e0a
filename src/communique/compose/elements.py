"""What a template printed, as a tree of elements that know the template line they were written on.

A small strict reader on the standard library's HTML tokenizer: every element must be closed by its own end tag (void
ones excepted), since a guess about a forgotten tag would move text into the wrong block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from communique.codes import Code
from communique.content.characters import UNFIT, named
from communique.findings import Finding, Origin

AT = "at"  # the attribute in which `templates.py` notes the template line of each start tag
MAX_DEPTH = 100  # of elements; no document of ours comes near it
_VOID = frozenset({"br", "hr", "col", "input"})


@dataclass(slots=True)
class Element:
    """An element with its attributes and, in order, its texts and elements."""

    name: str
    attributes: Mapping[str, str]
    origin: Origin
    nodes: list[Element | str] = field(default_factory=list)

    @property
    def classes(self) -> tuple[str, ...]:
        """The names in `class`."""
        return tuple(self.attributes.get("class", "").split())

    def elements(self) -> Iterator[Element]:
        """The elements directly inside."""
        return (node for node in self.nodes if isinstance(node, Element))


def read_elements(html: str, template: str) -> tuple[Element, tuple[Finding, ...]]:
    """The tree under a nameless root; `template` is the place of what has no line of its own."""
    reader = _Reader(template)
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.root, tuple(reader.findings)


class _Reader(HTMLParser):
    def __init__(self, template: str) -> None:
        super().__init__(convert_charrefs=True)
        self.template = Origin(template)
        self.root = Element("", {}, self.template)
        self.open = [self.root]
        self.last = self.template  # of the nearest tag of a template before what a value printed
        self.findings: list[Finding] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if len(self.open) > MAX_DEPTH:
            if len(self.open) == MAX_DEPTH + 1:
                message = f"elements are nested more than {MAX_DEPTH} deep"
                self.findings.append(Finding(Code.TEMPLATE_MARKUP, self.last, message, "close them"))
            self.open.append(Element(tag, {}, self.last))
            return
        attributes = {name: value or "" for name, value in attrs}
        element = Element(tag, attributes, self._origin(attributes.pop(AT, "")))
        self.open[-1].nodes.append(element)
        if tag not in _VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        if self.open[-1].name == tag:
            self.open.pop()
            return
        inner = self.open[-1]
        message = (
            f"</{tag}> closes nothing; <{inner.name}> is open here"
            if inner.name
            else f"</{tag}> closes nothing"
        )
        hint = "close each element with its own end tag, inner ones first"
        self.findings.append(Finding(Code.TEMPLATE_MARKUP, inner.origin, message, hint))
        if any(element.name == tag for element in self.open):
            while self.open.pop().name != tag:
                continue

    def handle_data(self, data: str) -> None:
        bad = UNFIT.search(data)
        if bad:
            message = f"the template prints the invisible character {named(bad[0])}, which can't stand in a document"
            self.findings.append(Finding(Code.TEMPLATE_MARKUP, self.last, message, "take it out"))
        self.open[-1].nodes.append(data)

    def unknown_decl(self, data: str) -> None:
        self.findings.append(
            Finding(Code.TEMPLATE_MARKUP, self.template, f"<![{data}]> is not allowed", "remove it")
        )

    def finish(self) -> None:
        for element in self.open[1:]:
            message = f"<{element.name}> is never closed"
            self.findings.append(
                Finding(Code.TEMPLATE_MARKUP, element.origin, message, f"add </{element.name}>")
            )

    def _origin(self, written: str) -> Origin:
        path, _, line = written.rpartition(":")
        if line.isdigit():
            self.last = Origin(path, int(line))
        return self.last
