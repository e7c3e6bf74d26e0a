"""Paragraphs of WordprocessingML and DrawingML as their readers have them, and as each hiding place keeps them.

Runs are joined, so that words come out whole however editing marks part them. Works on text, by local names: a lenient
reader misses nothing where a parser refuses (ECMA-376 Part 1, 17.3, 17.13.5; Part 3, 10.2 for alternative contents).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.verify.channels.docx_channels import (
    ALTERNATIVES,
    DELETED,
    DOCX_CHANNELS,
    FIELD_DATA,
    FIELDS,
    HIDDEN,
    MATH,
    RUBY,
    SYMBOLS,
    TEXTBOXES,
)
from communique.verify.channels.markup import unescaped
from communique.verify.channels.model import Channel, Said

# Elements whose character data is words; what any other holds is told as stray text.
WORDS = frozenset({"t", "delText", "instrText", "delInstrText", "fldData"})
GROUP = 20  # paragraphs told as one
_MARKS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "softHyphen": "\xad"}
# Elements that make what is inside them something else than shown text.
_STATES = {
    "del": "deleted", "moveFrom": "deleted", "ins": "inserted", "moveTo": "inserted",
    "Choice": "chosen", "Fallback": "fallback", "rt": "ruby", "oMath": "math",
}  # fmt: skip
_RANK = ("deleted", "fallback", "ruby", "math", "inserted", "chosen")
_SHOWN = frozenset({"shown", "inserted", "chosen"})
# How each hiding place reads a paragraph: what it adds to the shown text, and what it leaves out of it.
_READINGS: dict[str, tuple[Channel, frozenset[str]]] = {
    "deleted": (DELETED, frozenset({"inserted"})),
    "hidden": (HIDDEN, frozenset()),
    "fallback": (ALTERNATIVES, frozenset({"chosen"})),
    "ruby": (RUBY, _SHOWN),
    "math": (MATH, frozenset()),
    "symbols": (SYMBOLS, frozenset()),
}
_BY_NAME = {each.name: each for each in DOCX_CHANNELS}
_ALONE = {"instrText": FIELDS, "delInstrText": FIELDS, "fldData": FIELD_DATA}
_NAMES = "|".join(("p", "t", "delText", *_ALONE, "sym", "txbxContent", *_MARKS, *_STATES))
_HIDING = "|r|vanish|webHidden|specVanish|rStyle|pStyle"


def _flow(names: str) -> re.Pattern[str]:
    return re.compile(rf"<(/?)(?:[^\s<>/:]++:)?+({names})(?=[\s/>])([^<>]*+)>([^<]*+)")


_PLAIN, _WITH_HIDDEN = _flow(_NAMES), _flow(_NAMES + _HIDING)
_VALUE = re.compile(r"""(?:^|[\s:])val\s*=\s*["']([^"']*)""")
_CODE = re.compile(r"""char\s*=\s*["']([0-9A-Fa-f]{1,6})["']""")
_OFF = frozenset({"0", "false", "off"})
_STYLE = re.compile(r"<(?:[^\s<>/:]+:)?style(?=\s)([^>]*)>(.*?)(?:</(?:[^\s<>/:]+:)?style\s*>|\Z)", re.DOTALL)
_STYLE_ID = re.compile(r"""styleId\s*=\s*["']([^"']*)""")
_BASED = re.compile(r"""basedOn\s[^>]*?val\s*=\s*["']([^"']*)""")
_VANISH = re.compile(r"(?:vanish|webHidden|specVanish)(?=[\s/>])([^>]*)")


def hiding_styles(styles: str) -> frozenset[str]:
    """The ids of the styles that hide their text, by themselves or by a style that they build on (17.3.2.41, 17.7)."""
    if "vanish" not in styles and "webHidden" not in styles and "specVanish" not in styles:
        return frozenset()
    hiding: set[str] = set()
    based: list[tuple[str, str]] = []
    for attributes, inside in _STYLE.findall(styles):
        found = _STYLE_ID.search(attributes)
        name = found[1] if found else ""
        parent = _BASED.search(inside)
        vanish = _VANISH.search(inside)
        if vanish and not _is_off(vanish[1]):
            hiding.add(name)
        elif parent and not vanish:
            based.append((name, parent[1]))
    while inherited := {name for name, parent in based if parent in hiding} - hiding:
        hiding |= inherited
    return frozenset(hiding)


def said_in_flow(
    text: str, base: Channel, where: str, hiding: frozenset[str] = frozenset()
) -> Iterator[Said]:
    """The paragraphs of a part, some at a time; `base` is the channel of what its reader sees.

    Knows text as hidden by its run, its paragraph's mark or a style, not by colour, size or a covering shape: such text
    is told as shown.
    """
    flow = _Flow(base, where, hiding)
    hides = bool(hiding) or "vanish" in text or "webHidden" in text or "specVanish" in text
    flow.read((_WITH_HIDDEN if hides else _PLAIN).findall(text))
    return flow.said()


class _Flow:
    """The state of the reading: depth of each state, the open paragraphs, and what is gathered by channel."""

    def __init__(self, base: Channel, where: str, hiding: frozenset[str]) -> None:
        self.base, self.where, self.hiding = base, where, hiding
        self.depth = dict.fromkeys(_RANK, 0)
        self.state = "shown"
        self.hides_run = self.hides_paragraph = False
        self.boxes = 0
        self.open: list[list[tuple[str, str]]] = []
        self.loose: list[tuple[str, str]] = []
        self.number = 0
        self.told: dict[str, list[tuple[int, str]]] = {}  # by the name of a channel, which hashes fast
        self.aside: dict[Channel, dict[int, str]] = {}  # by paragraph

    def read(self, tags: list[tuple[str, str, str, str]]) -> None:
        """Every tag in its order."""
        current = self.loose
        for closing, name, attributes, words in tags:
            if name == "t":
                if words and not closing:
                    current.append((self.kind(), words))
            elif name == "p":
                current = self._paragraph(closing, attributes)
            elif name in _MARKS:
                if not closing and (name != "tab" or len(attributes) < 2):  # with attributes it is a tab stop
                    current.append((self.kind(), _MARKS[name]))
            else:
                self._other(closing, name, attributes, words, current)
        while self.open:
            self._close(self.open.pop())
        self._close(self.loose)

    def kind(self) -> str:
        """What text at this place is."""
        if self.state in {"shown", "inserted", "chosen"} and self.hides_run:
            return "hidden"
        return self.state

    def _paragraph(self, closing: str, attributes: str) -> list[tuple[str, str]]:
        if closing:
            if self.open:
                self._close(self.open.pop())
        elif not attributes.endswith("/"):
            self.open.append([])
        self.hides_run = self.hides_paragraph = False
        return self.open[-1] if self.open else self.loose

    def _state(self, state: str, closing: str, attributes: str) -> None:
        if attributes.endswith("/"):
            return  # the mark of a paragraph or row, which holds nothing
        self.depth[state] += -1 if closing else 1
        self.state = next((each for each in _RANK if self.depth[each] > 0), "shown")

    def _other(
        self, closing: str, name: str, attributes: str, words: str, current: list[tuple[str, str]]
    ) -> None:
        if name in _STATES:
            self._state(_STATES[name], closing, attributes)
        elif name == "txbxContent":
            self.boxes += -1 if closing else not attributes.endswith("/")
        elif name == "r":
            self.hides_run = self.hides_paragraph
        elif closing:
            return
        elif name in _ALONE:
            of_paragraph = self.aside.setdefault(_ALONE[name], {})
            of_paragraph[self.number] = of_paragraph.get(self.number, "") + words
        elif name == "delText":
            current.append(("deleted", words))
        elif name == "sym":
            current += (("symbols", _symbol(int(code, 16))) for code in _CODE.findall(attributes))
        else:
            self._hiding(name, attributes)

    def _hiding(self, name: str, attributes: str) -> None:
        """A property that hides: of a run, or of the whole paragraph by its style."""
        if name in {"rStyle", "pStyle"}:
            value = _VALUE.search(attributes)
            hides = value is not None and value[1] in self.hiding
        else:
            hides = not _is_off(attributes)
        if hides:
            self.hides_run = True
            self.hides_paragraph |= name == "pStyle"

    def _close(self, runs: list[tuple[str, str]]) -> None:
        """A paragraph, as its reader sees it and as each hiding place keeps it."""
        self.number += 1
        if not runs:
            return
        kinds = {kind for kind, _ in runs}
        base = TEXTBOXES if self.boxes > 0 else self.base
        self._tell(base, "".join([words for kind, words in runs if kind in _SHOWN]))
        for kind in kinds - _SHOWN:
            channel, without = _READINGS[kind]
            kept = ({kind} | _SHOWN) - without
            self._tell(channel, "".join([words for each, words in runs if each in kept]))

    def _tell(self, channel: Channel, words: str) -> None:
        if not words.isspace() and words:
            self.told.setdefault(channel.name, []).append((self.number, words))

    def said(self) -> Iterator[Said]:
        """What was gathered."""
        for name, told in self.told.items():
            for at in range(0, len(told), GROUP):
                group = told[at : at + GROUP]
                first, last = group[0][0], group[-1][0]
                place = f"paragraph {first}" if first == last else f"paragraphs {first} to {last}"
                words = unescaped("\n".join([words for _, words in group]))
                yield Said(words, _BY_NAME[name], f"{self.where}, {place}")
        for channel, of_paragraph in self.aside.items():
            yield Said(unescaped("\n".join(dict.fromkeys(of_paragraph.values()))), channel, self.where)


def _symbol(code: int) -> str:
    """A character by its number; symbol fonts have theirs from U+F000 on (17.3.3.30)."""
    return chr(code - 0xF000 if 0xF020 <= code <= 0xF0FF else min(code, 0x10FFFF))


def _is_off(attributes: str) -> bool:
    value = _VALUE.search(attributes)
    return value is not None and value[1] in _OFF
