"""Fields of a template, simple and complex (ECMA-376 17.16.19, 17.16.18): what they ask for, and other results for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from typing import Protocol

from communique.write.docx.ooxml import NAME, NAMESPACES
from communique.write.docx.reference.nodes import Element

# Writes runs at the end of an element, in the letters of those that they take the place of, and gives them.
Write = Callable[[Element, Element | None], list[Element]]


class Field(Protocol):
    """A field of a template."""

    @property
    def code(self) -> str:
        """Its instruction."""

    @property
    def node(self) -> Element:
        """An element of it, by which its place is known."""

    def show(self, write: Write) -> None:
        """Puts another result in the place of the one that is there."""

    def ask(self, code: str) -> None:
        """Puts another instruction in the place of the one that is there."""

    def unwrap(self) -> None:
        """Leaves the result as text."""


def fields_of(node: Element) -> tuple[Field, ...]:
    """The fields below an element. Of complex ones those whose result has runs of its own beside their marks, which is how Word
    writes them; a field without a result yet is none.
    """
    return (*map(_Simple, node.iter(NAME["w:fldSimple"])), *_complex_fields(node))


@dataclass(frozen=True, slots=True)
class _Simple:
    node: Element

    @property
    def code(self) -> str:
        return str(self.node.get(NAME["w:instr"], "")).strip()

    def show(self, write: Write) -> None:
        letters = letters_of(next(self.node.iter(NAME["w:r"]), None))
        for child in tuple(self.node):
            self.node.remove(child)
        write(self.node, letters)

    def ask(self, code: str) -> None:
        self.node.set(NAME["w:instr"], f" {code} ")

    def unwrap(self) -> None:
        unwrap(self.node, self.node)


@dataclass(frozen=True, slots=True)
class _Complex:
    """`begin`, instructions, `separate`, results and `end` stand beside each other in one element."""

    code: str
    begin: Element
    separate: Element
    end: Element

    @property
    def node(self) -> Element:
        return self.begin

    def show(self, write: Write) -> None:
        results = _between(self.separate, self.end)
        letters = letters_of(results[0] if results else self.separate)
        holder = self.end.getparent()
        for result in results:
            holder.remove(result)
        for run in write(holder, letters):
            self.end.addprevious(run)

    def ask(self, code: str) -> None:
        pieces = [
            piece for run in _between(self.begin, self.separate) for piece in run.iter(NAME["w:instrText"])
        ]
        for piece in pieces[1:]:
            piece.text = ""
        pieces[0].text = f" {code} "

    def unwrap(self) -> None:
        holder = self.end.getparent()
        for mark in (self.begin, *_between(self.begin, self.separate), self.separate, self.end):
            holder.remove(mark)


def _complex_fields(node: Element) -> Iterator[_Complex]:
    path = ".//w:fldChar[@w:fldCharType='end']/parent::w:r"
    for end in tuple(node.xpath(path, namespaces=NAMESPACES)):
        code, separate = "", None
        for run in end.itersiblings(preceding=True):
            mark = run.find(NAME["w:fldChar"])
            kind = "" if mark is None else mark.get(NAME["w:fldCharType"], "")
            if kind == "begin" and separate is not None and code.strip():
                yield _Complex(code.strip(), run, separate, end)
            if kind in {"begin", "end"}:
                break
            separate = run if kind == "separate" else separate
            code = "".join(piece.text or "" for piece in run.iter(NAME["w:instrText"])) + code


def unwrap(node: Element, content: Element) -> None:
    """What stands in a control or field, in its place."""
    for child in tuple(content):
        node.addprevious(child)
    node.getparent().remove(node)


def letters_of(run: Element | None) -> Element | None:
    """The properties of a run, without the grey of a placeholder."""
    found = None if run is None else run.find(NAME["w:rPr"])
    if found is None:
        return None
    style = found.find(NAME["w:rStyle"])
    if style is not None and style.get(NAME["w:val"]) == "PlaceholderText":
        return None
    return deepcopy(found)


def _between(first: Element, last: Element) -> list[Element]:
    found: list[Element] = []
    for each in first.itersiblings():
        if each is last:
            break
        found.append(each)
    return found
