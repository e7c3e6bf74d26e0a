"""Random briefs for properties: items with every kind of mark, written as YAML."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kit.projects import as_yaml

WORDS = st.lists(
    st.sampled_from(
        [
            "trust",
            "talks",
            "officers",
            "notice",
            "Straße",
            "Αθήνα",
            "Київ",
            "exercise",
            "calm",
            "two",
            "record",
            "in-2027",
        ]
    ),
    min_size=1,
    max_size=6,
).map(lambda words: " ".join(words) + ".")
MARKS = st.fixed_dictionaries(
    {},
    optional={
        "handling": st.sampled_from(["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]),
        "audience": st.sampled_from([["insiders"], ["public"], ["insiders", "public"]]),
        "except": st.sampled_from([["insiders"], ["public"]]),
        "depth": st.sampled_from(["essential", "standard", "full"]),
    },
)


def marked_items(
    fields: st.SearchStrategy[dict[str, Any]], prefix: str, most: int = 4
) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Up to so many items with some fields, each marked in any way; ids are the prefix and a number."""
    marked = st.tuples(fields, MARKS).map(lambda pair: pair[0] | pair[1])
    return st.lists(marked, max_size=most).map(
        lambda found: [{"id": f"{prefix}{number}"} | item for number, item in enumerate(found)]
    )


POINTS = marked_items(st.fixed_dictionaries({"title": WORDS, "text": WORDS}), "p")
SECTIONS = marked_items(st.fixed_dictionaries({"title": WORDS, "text": WORDS, "points": POINTS}), "s")
MESSAGES = marked_items(st.fixed_dictionaries({"title": WORDS}, optional={"text": WORDS}), "m")
CHECKS = marked_items(st.fixed_dictionaries({"text": WORDS}), "c")
PRINCIPLES = marked_items(
    st.fixed_dictionaries({"name": WORDS, "one_line": WORDS, "why": WORDS, "checks": CHECKS}), "q"
)

BRIEFS = st.fixed_dictionaries({"key_messages": MESSAGES, "sections": SECTIONS, "principles": PRINCIPLES})


def as_files(brief: dict[str, Any]) -> dict[str, str]:
    """The files of a random brief over the demonstration project's."""
    head = {
        "title": "A random brief",
        "short_title": "Random",
        "date": "2026-11-22",
        "from": "The secretariat",
        "bottom_line": {"text": "Meet soon."},
    }
    body = {key: brief[key] for key in ("key_messages", "sections")}
    return {
        "content/briefs/demo/brief.yaml": as_yaml(head | body),
        "content/briefs/demo/principles.yaml": as_yaml({"principles": brief["principles"]}),
    }


def is_withheld(item: dict[str, Any], audience: str, ceiling: str) -> bool:
    """The rule of selection in one line, written again so that the two can disagree."""
    rungs = ["TLP:CLEAR", "TLP:GREEN", "TLP:AMBER"]
    named = item.get("audience") or [audience]
    above = rungs.index(item.get("handling", "TLP:CLEAR")) > rungs.index(ceiling)
    return audience in item.get("except", ()) or audience not in named or above
