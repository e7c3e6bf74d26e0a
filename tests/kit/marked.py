"""Random briefs in which each item says a word of its own, so that a finished file tells which items it shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from kit.projects import as_yaml

LABELS = ("TLP:CLEAR", "TLP:GREEN", "TLP:AMBER", "TLP:AMBER+STRICT")


@dataclass
class Marked:
    """The files of a project; the height of each word that only one item says; the heights of the ratings of cases."""

    files: dict[str, str]
    heights: dict[str, int]
    ratings: set[int] = field(default_factory=set)

    def shown(self, text: str) -> set[int]:
        """The heights of the items whose words stand in a text."""
        return {height for word, height in self.heights.items() if word in text}


class _Writer:
    """Draws items, gives each a word of its own, and notes how high it stands."""

    def __init__(self, draw: Any) -> None:
        self.draw = draw
        self.heights: dict[str, int] = {}
        self.ratings: set[int] = set()

    def item(self, above: int, name: str, *fields: str, **rest: Any) -> tuple[dict[str, Any], int]:
        own = self.draw(st.sampled_from((None, None, 0, 1, 2, 3)))
        height = max(above, own or 0)
        made: dict[str, Any] = {"id": name} if name else {}
        for text in fields:
            made[text] = self.word(height)
        if own is not None:
            made["handling"] = LABELS[own]
        depth = self.draw(st.sampled_from((None, "standard", "full")))
        return made | ({"depth": depth} if depth else {}) | rest, height

    def word(self, height: int) -> str:
        word = f"Word{len(self.heights):03}x"
        self.heights[word] = height
        return word

    def several(self, above: int, prefix: str, *fields: str, **rest: Any) -> list[dict[str, Any]]:
        count = self.draw(st.integers(0, 2))
        return [self.item(above, f"{prefix}{number}", *fields, **rest)[0] for number in range(count)]

    def named(self) -> str:
        """Some text that may bring a person, a term, a source or a title along."""
        return self.draw(
            st.sampled_from(
                (
                    "",
                    " by {person}`kim`",
                    " with {term}`cbm`",
                    " [@book]",
                    " see {ref}`section/s0`",
                    " [^1]\n\n[^1]: As {person}`kim` said.",
                )
            )
        )


@st.composite
def marked_projects(draw: Any, **audience: Any) -> Marked:
    """A project with a brief and one audience that may see all of it, but not at every depth."""
    writer = _Writer(draw)
    brief = {
        "title": writer.word(0),
        "short_title": "Random",
        "date": "2026-11-22",
        "from": "The secretariat",
    }
    brief |= {"bottom_line": {"text": writer.word(0)}, "sections": []}
    for number in range(2):
        section, height = writer.item(0, f"s{number}", "title")
        section["text"] = writer.word(height) + writer.named()
        section["points"] = writer.several(height, "p", "title", "text")
        section["remarks"] = writer.several(height, "r", "text")
        brief["sections"].append(section)
    message, height = writer.item(0, "m", "title")
    brief["key_messages"] = [message | {"text": writer.word(height) + writer.named()}]
    brief["recommendations"] = writer.several(0, "a", "action", "who", "when", "reason")
    principle, height = writer.item(0, "q", "name", "one_line", "why")
    principles = [principle | {"checks": writer.several(height, "c", "text", "shown_by")}]
    case, height = writer.item(0, "", "title", "opening", "where", "when", "context", "mechanism", "outcome")
    rating, rated = writer.item(height, "", principle="q", rating="partly")
    writer.ratings.add(rated)
    case |= {
        "actors": writer.several(height, "t", "name", "role"),
        "timeline": writer.several(height, "e", "when", "text"),
        "lessons": writer.several(height, "l", "text", transfers=True),
        "crosswalk": [rating],
    }
    registers = {
        "people": {"people": [writer.item(0, "kim", "name", "role", attributable="true")[0]]},
        "glossary": {"terms": [writer.item(0, "cbm", "term", "definition")[0]]},
        "sources": {"sources": [writer.item(0, "book", "title", type="book")[0]]},
    }
    for register in registers.values():
        for entries in register.values():
            entries[0].pop("depth", None)
    reader = {
        "title": "Insiders",
        "ceiling": "TLP:RED",
        "attribution": "named",
        "depth": draw(st.sampled_from(("essential", "standard", "full"))),
        "glossary": draw(st.sampled_from(("expand", "table"))),
        "evidence": draw(st.sampled_from(("show", "hide"))),
        "documents": {name: {"formats": ["html"]} for name in ("summary", "checklist", "annex", "pack")},
    } | audience
    values = {
        "audiences/insiders": reader,
        "audiences/public": None,
        "briefs/demo/brief": brief,
        "briefs/demo/principles": {"principles": principles},
        "briefs/demo/cases/k": case,
    } | registers
    files = {f"content/{name}.yaml": _dump(value) for name, value in values.items()}
    return Marked(files, writer.heights, writer.ratings)


def _dump(value: Any) -> Any:
    return value and as_yaml(value).replace("transfers: true", "transfers: 'true'")
