"""What text is written on: the XML of a part as pieces in their order.

A document has thousands of paragraphs that differ in their words and a few dozen ways for them to look. So their elements
are not built one by one: what paragraphs, runs and cells begin with is made once through `order.put`, as XML, and written
again and again; only words are new each time. Everything rarer (drawings, controls, sections) is built as elements and
written as a whole (`fragment`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache

from lxml import etree

from communique.write.docx.names import style_id
from communique.write.docx.ooxml import NAMESPACES, ROOT_PREFIXES, Element, add, root
from communique.write.docx.order import put

_DECLARED = "".join(f' xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in ROOT_PREFIXES)
DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# XML 1.0, 2.2: everything below a blank but tab and line ends, surrogates, and the two that are no characters.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
TAB, LINE_BREAK = "<w:r><w:tab/></w:r>", "<w:r><w:br/></w:r>"
NO_LEVEL = -1  # of a list: the level that the style has
_KEPT = "<w:keepNext/>"


@dataclass(slots=True)
class Place:
    """Where blocks stand one after the other: the body, a cell, a control. `last` is the element of the last of them."""

    is_body: bool = False
    last: str = ""


@dataclass(slots=True)
class Paper:
    """The pieces of a part; `put` takes the next one, XML as it is. `said` are the words of the paragraph being written.

    Each paragraph begins with two pieces of its own: all up to its style, and the rest of its properties. So what is known
    only later can still be said of it: `starts` are the places of the first, `last_row` how many paragraphs stood before
    the last row of the last table.
    """

    pieces: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    last_row: int = 0
    put: Callable[[str], None] = field(init=False)

    def __post_init__(self) -> None:
        self.put = self.pieces.append

    def begin(self, start: tuple[str, str]) -> None:
        """The two pieces of a new paragraph."""
        self.said.clear()
        self.starts.append(len(self.pieces))
        self.pieces += start

    def say(self, opening: str, words: str) -> None:
        """A run with what it begins with and its words; blanks at its ends are kept (ECMA-376 17.3.3.31)."""
        self.said.append(words)
        if words != words.strip() or "  " in words:
            self.put(f'{opening}<w:t xml:space="preserve">{escaped(words)}</w:t></w:r>')
        else:
            self.put(f"{opening}<w:t>{escaped(words)}</w:t></w:r>")

    def blank(self, run: str) -> None:
        """A run that shows a blank of some kind: a tab, a new line."""
        self.said.append(" ")
        self.put(run)

    def keep_with_next(self, paragraph: int) -> None:
        """Holds a paragraph, by its place in `starts`, on the page of the next one."""
        at = self.starts[paragraph]
        if not self.pieces[at].endswith(
            _KEPT
        ):  # the schema has it right behind the style, where the first piece ends
            self.pieces[at] += _KEPT

    def end_section(self, properties: str) -> None:
        """The properties of a section, in its last paragraph, behind which there is nothing yet."""
        at = self.starts[-1] + 1
        self.pieces[at] = self.pieces[at].replace("</w:pPr>", f"{properties}</w:pPr>", 1)

    def part(self, name: str, inside: str = "") -> bytes:
        """The whole part, in a root of that name, or an element inside it."""
        start, end = (f"<{inside}>", f"</{inside}>") if inside else ("", "")
        return f"{DECLARATION}{_root_start(name)}{start}{''.join(self.pieces)}{end}</{name}>".encode()


@cache
def _root_start(name: str) -> str:
    return opened(root(name))


def escaped(words: str) -> str:
    """The words as XML has them in text. Raises ValueError for characters that no XML can hold."""
    if not words.isprintable() and _UNWRITABLE.search(words):
        message = "control characters and halves of characters cannot be written"
        raise ValueError(message)
    if "&" in words:
        words = words.replace("&", "&amp;")
    if "<" in words:
        words = words.replace("<", "&lt;")
    if ">" in words:
        words = words.replace(">", "&gt;")
    return words.replace("\r", "&#13;") if "\r" in words else words


def quoted(value: str) -> str:
    """The value as XML has it in an attribute between double quotation marks."""
    made = escaped(value).replace('"', "&quot;")
    return made if made.isprintable() else made.replace("\n", "&#10;").replace("\t", "&#9;")


def fragment(node: Element) -> str:
    """An element as XML, to be written where the prefixes of a root are known."""
    return etree.tostring(node, encoding="unicode", with_tail=False).replace(_DECLARED, "", 1)


def opened(node: Element) -> str:
    """An element as XML without its end: what is written next stands inside, behind its children."""
    made = fragment(node) if node.getparent() is not None else etree.tostring(node, encoding="unicode")
    if made.endswith("/>"):
        return f"{made[:-2]}>"
    return made[: made.rindex("</")]


def scratch(name: str, **attributes: str | int) -> Element:
    """A new element under a root, for `fragment` and `opened`."""
    return add(root("w:document"), name, **attributes)


@lru_cache(maxsize=4096)
def paragraph_start(
    style: str,
    number: tuple[int, int] | None = None,
    page_break: bool = False,  # noqa: FBT001, FBT002 -- positions make the quicker key
    turned: bool | None = None,  # noqa: FBT001
    outline: int = 0,
) -> tuple[str, str]:
    """What a paragraph in a named style begins with, in its two pieces.

    `number` is its list and level, which may be `NO_LEVEL`; `turned` is None for the document's direction,
    else whether it runs from right to left (17.3.1.6). `outline` makes it a heading of that level by itself (17.3.1.20):
    it is in the navigation and for screen readers, and contents, which go by styles, leave it out.
    """
    shape = add(scratch("w:p"), "w:pPr")
    add(shape, "w:pStyle", val=style_id(style))
    if page_break:
        put(shape, "w:pageBreakBefore")
    if number is not None:
        reference = put(shape, "w:numPr")
        if number[1] != NO_LEVEL:
            add(reference, "w:ilvl", val=number[1])
        add(reference, "w:numId", val=number[0])
    if turned is not None:
        put(shape, "w:bidi", val=int(turned))
    if outline:
        put(shape, "w:outlineLvl", val=outline - 1)
    styled = fragment(shape[0])
    head, rest = fragment(shape).split(styled, 1)
    return f"<w:p>{head}{styled}", rest
