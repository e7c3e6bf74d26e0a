"""What the reading of one template's output has in hand: the view's texts and items, and the faults found so far."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from communique.audience.model import Handling
from communique.codes import Code
from communique.compose.drawing.artist import Artist
from communique.compose.elements import Element
from communique.compose.model import Image, Source
from communique.compose.roles import Role
from communique.content.model import Item
from communique.content.schema import did_you_mean
from communique.content.text import FIGURE_ELEMENT, LINE_ELEMENT, PROSE_ELEMENT, Text
from communique.findings import Finding, Origin

CITE_ELEMENT = "x-cite"
MODIFIERS = frozenset({"numbered", "unmarked"})  # classes that are no roles
ATTRIBUTES = frozenset({"class", "of"})
OWN_ATTRIBUTES: Mapping[str, frozenset[str]] = {
    "aside": frozenset({"label"}),
    "col": frozenset({"share", "align"}),
    "th": frozenset({"scope", "colspan"}),
    "td": frozenset({"colspan"}),
    "a": frozenset({"href", "ref"}),
    "input": frozenset({"type", "name", "label", "checked"}),
    "fill": frozenset({"kind", "name", "label", "options"}),
    CITE_ELEMENT: frozenset({"keys"}),
    FIGURE_ELEMENT: frozenset({"path", "caption", "key"}),
    **dict.fromkeys((LINE_ELEMENT, PROSE_ELEMENT), frozenset({"path"})),
}


@dataclass(slots=True)
class Reading:
    """Texts and items of the view by content path, images by file name, how high each stands, and what was found."""

    texts: Mapping[str, Text]
    items: Mapping[str, Item]
    images: Mapping[str, Image]
    handling: Handling
    artist: Artist
    findings: list[Finding] = field(default_factory=list)

    def text(self, element: Element) -> Text | None:
        """The content value that an `x-` element stands for."""
        path = element.attributes.get("path", "")
        text = self.texts.get(path)
        if text is None:
            self.refuse(
                element.origin, f"no text of the view has the path '{path}'", "print the value itself"
            )
        return text

    def source(self, element: Element, *words: Element) -> Source:
        """Where an element's words come from: the item it is `of`, else the first value in it, else the template.

        It is as high as that item, and as all values in `words`, the elements whose text the block itself shows.
        """
        of = element.attributes.get("of", "")
        item = self.items.get(of) if of else None
        shown = [path for each in words for path in self._paths(each)]
        if item is not None:
            return Source(of, item.origin, self.rung((of, *shown)))
        for inner in element.elements():
            text = self.texts.get(inner.attributes.get("path", "")) if inner.name == LINE_ELEMENT else None
            if text is not None:
                return Source(text.path, text.origin, self.rung(shown))
        return Source("", element.origin, self.rung(shown))

    def rung(self, paths: Iterable[str]) -> int:
        """The height of the highest of some items and texts; at least that of the brief, which all belong to."""
        return max((self.handling.height(""), *(self.handling.height(path) for path in paths)))

    def named(self, root: Element) -> frozenset[str]:
        """All content paths that stand in what a template printed."""
        return frozenset(inner.attributes.get(name, "") for inner in _below(root) for name in ("of", "path"))

    def _paths(self, element: Element) -> Iterator[str]:
        """The texts that are printed in an element, and the items that something in it is `of`."""
        for inner in _below(element):
            yield inner.attributes.get("of", "")
            if inner.name == LINE_ELEMENT:
                yield inner.attributes.get("path", "")

    def role(self, element: Element, known: Mapping[str, Role]) -> str:
        """The one role in an element's class; an unknown one is a finding."""
        roles = [name for name in element.classes if name not in MODIFIERS]
        for name in roles:
            if name not in known:
                message = f"'{name}' is not a class of <{element.name}>"
                self.refuse(element.origin, message, did_you_mean(name, tuple(filter(None, known))))
        return roles[0] if roles and roles[0] in known else ""

    def path_of(self, element: Element) -> str:
        """The path of the item that a block is `of`; `numbering.py` makes the anchor from it."""
        return element.attributes.get("of", "")

    def refuse(self, origin: Origin, message: str, hint: str) -> None:
        """Notes a fault of the template."""
        self.findings.append(Finding(Code.TEMPLATE_MARKUP, origin, message, hint))

    def check_attributes(self, root: Element) -> None:
        """Notes every attribute, of any element, that the vocabulary does not have, and `of` that names nothing."""
        for element in _below(root):
            of = element.attributes.get("of", "")
            if of and of not in self.items:
                self.refuse(
                    element.origin, f'of="{of}" names no item of the view', 'write of="{{ item.path }}"'
                )
            allowed = ATTRIBUTES | OWN_ATTRIBUTES.get(element.name, frozenset())
            for name in element.attributes:
                if name not in allowed:
                    hint = "layout and looks belong into the theme's print.css"
                    self.refuse(element.origin, f"<{element.name}> has no attribute '{name}'", hint)


def _below(root: Element) -> Iterator[Element]:
    for element in root.elements():
        yield element
        yield from _below(element)
