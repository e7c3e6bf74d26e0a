"""Random projects with everything that a brief can hold, and secrets of every kind to be slipped into them.

Two sets of secrets go into the same places, and nobody who may not see them may tell them apart: other words, numbers,
dates, pictures, ids, and another number of items.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from kit.contents import BRIEFS, WORDS, as_files, marked_items
from kit.projects import as_yaml

Brief = dict[str, list[dict[str, Any]]]
Files = dict[str, str | bytes]
SAID = st.sampled_from(
    [
        "Says {person}`ann`, after {person}`ben`.",
        "A {term}`cbm`, and a {term}`hub` [@doe-a, p. 4].",
        "See [@doe-b] and more[^1].\n\n[^1]: As [@doe-a] has it.",
        "**Calm** in {ref}`principle/first`.",
    ]
)
EVENTS = marked_items(
    st.fixed_dictionaries(
        {"when": WORDS, "text": WORDS}, optional={"date": st.sampled_from(["1999", "2003-05", "2004-02-29"])}
    ),
    "e",
)
SERIES = marked_items(
    st.fixed_dictionaries(
        {
            "name": WORDS,
            "values": st.dictionaries(
                st.sampled_from(["2001", "2003", "2008"]), st.integers(1, 90), min_size=1
            ),
        }
    ),
    "y",
    most=2,
)
CHARTS = marked_items(
    st.fixed_dictionaries(
        {
            "kind": st.sampled_from(["bar", "line"]),
            "title": WORDS,
            "series": SERIES.filter(bool),
            "table": st.booleans(),
        }
    ),
    "h",
    most=1,
)
FIGURES = marked_items(
    st.fixed_dictionaries({"file": st.just("quay.svg"), "alt": WORDS, "caption": WORDS}), "f", most=1
)
CASES = marked_items(
    st.fixed_dictionaries(
        {
            **dict.fromkeys(("title", "opening", "where", "when", "mechanism", "outcome"), WORDS),
            "context": SAID,
            "timeline": EVENTS,
            "actors": marked_items(st.fixed_dictionaries({"name": WORDS, "role": WORDS}), "a", most=2),
            "lessons": marked_items(
                st.fixed_dictionaries({"text": WORDS, "transfers": st.booleans()}), "l", most=2
            ),
            "figures": FIGURES,
            "charts": CHARTS,
        }
    ),
    "k",
    most=2,
)
ADVICE = marked_items(
    st.fixed_dictionaries({"action": WORDS, "who": WORDS, "when": WORDS}, optional={"reason": SAID}),
    "r",
    most=2,
)
MORE = marked_items(
    st.fixed_dictionaries(
        {
            "title": WORDS,
            "text": SAID,
            "figures": FIGURES,
            "charts": CHARTS,
            "remarks": marked_items(
                st.fixed_dictionaries({"text": SAID, "kind": st.sampled_from(["note", "caution", "claim"])}),
                "n",
                most=1,
            ),
        }
    ),
    "t",
    most=2,
)
RICH = st.tuples(
    BRIEFS, st.fixed_dictionaries({"cases": CASES, "recommendations": ADVICE, "sections": MORE})
).map(lambda both: {**both[0], **both[1]})
# How an audience is spoken to; each combination meets all kinds of content.
READERS = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["public", "insiders"]),
        "attribution": st.sampled_from(["role", "collective", "pseudonym", "named"]),
        "marking": st.sampled_from(["document", "page"]),
        "portion_marks": st.booleans(),
        "redaction": st.sampled_from(["none", "mark"]),
        "glossary": st.sampled_from(["expand", "table"]),
        "theme": st.sampled_from(["default", "ministry"]),
    }
)
DOE = {"type": "book", "authors": [{"family": "Doe", "given": "Jan"}], "issued": "2020"}
# Pictures of two sizes and colours.
PICTURES = tuple(
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {n} 9"><rect width="5" height="{n}"/></svg>'
    for n in (9, 7)
)
PERSON = {"role": "a retired officer", "collective": "a participant"}
OTHER = "Zwölf Boxkämpfer jagen Виктора — “ΑΒΓ”, 1 234 567 × 89; Ǻ."  # touches fonts, numbers and widths


def project_files(brief: Brief, reader: dict[str, Any], secrets: int) -> Files:
    """The files of a random project for one reader, with so many secrets in every place that can hold one."""
    hide = _Hider(reader["id"], secrets)
    whole = {key: hide.among(items, key) for key, items in brief.items()}
    first = {"id": "first", "name": "First", "one_line": "One.", "why": "Because."}
    whole["principles"] = [*whole["principles"], first]
    audience = reader | {"title": "Readers", "ceiling": _CEILINGS[reader["id"]], "depth": "full", "evidence": "show",
                         "documents": {"pack": {"formats": ["docx"]}}}  # fmt: skip
    other = "insiders" if reader["id"] == "public" else "public"
    dumped = {
        "content/project.yaml": {"title": "Random", "salt": "random salt 0123456789"},
        f"content/audiences/{reader['id']}.yaml": {key: value for key, value in audience.items() if key != "id"},
        f"content/audiences/{other}.yaml": {"title": "Other", "ceiling": "TLP:AMBER", "documents": {}},
        "content/people.yaml": {"people": [*hide.people(), {"id": "ann", "name": "Ann Aue", "attributable": True, **PERSON},
                                           {"id": "ben", "name": "Ben Bree", **PERSON}]},
        "content/glossary.yaml": {"terms": [*hide.terms(), {"id": "cbm", "term": "measure", "short": "CBM", "definition": "A step."},
                                            {"id": "hub", "term": "centre", "definition": "A middle."}]},
        "content/sources.yaml": {"sources": [*hide.sources(), {"id": "doe-a", "title": "A", **DOE}, {"id": "doe-b", "title": "B", **DOE}]},
    }  # fmt: skip
    cases = {f"content/briefs/demo/cases/{case['id']}.yaml": _case(case, hide) for case in whole.pop("cases")}
    text = {path: as_yaml(value) for path, value in (dumped | cases).items()}
    pictures = {f"content/briefs/demo/figures/zz-{n}.svg": PICTURES[n] for n in range(secrets)}
    return as_files(whole) | text | pictures | {"content/briefs/demo/figures/quay.svg": PICTURES[0]}


_CEILINGS = {"public": "TLP:CLEAR", "insiders": "TLP:AMBER"}


def _case(case: dict[str, Any], hide: _Hider) -> dict[str, Any]:
    rated = [{"principle": "first", "rating": "partly"}, *hide.ratings()]
    return {key: value for key, value in case.items() if key != "id"} | {"crosswalk": rated}


class _Hider:
    """Puts secrets from one reader among items, at every depth."""

    def __init__(self, reader: str, secrets: int) -> None:
        self.reader = reader
        self.numbers = range(secrets)
        self.made = 0
        self.drawn = 0

    def among(self, items: list[dict[str, Any]], key: str) -> list[dict[str, Any]]:
        """Some items with secrets before them, and inside each of them."""
        inside = [
            {
                name: self.among(value, name) if isinstance(value, list) and name in _SECRETS else value
                for name, value in item.items()
            }
            for item in items
        ]
        if key in {"figures", "charts"}:  # their ids are unique in a brief
            inside = [item | {"id": f"{item['id']}-{self.drawn + at}"} for at, item in enumerate(inside)]
            self.drawn += len(inside)
        return [*(self._secret(key, number) for number in self.numbers), *inside]

    def _secret(self, key: str, number: int) -> dict[str, Any]:
        said = (
            f"{OTHER} {{person}}`ben`, {{person}}`zed`, {{term}}`cbm`, {{term}}`zed`, [@doe-z] and [@zz-{number}]."
            if self._is_second(number)
            else "Zz {person}`ann`."
        )
        self.made += 1
        id_ = f"zz-{number}" if key in _NAMED else f"zz-{number}-{self.made}"
        fields = {name: said if value is None else value for name, value in _SECRETS[key].items()}
        if key == "figures":
            fields["file"] = f"zz-{number}.svg"
        if key == "timeline":
            fields["date"] = "1648" if number else "1848-03"
        if key == "series":
            fields |= {"name": f"Zz {number}", "values": {"1648": 12345, "2003": number, "2030": -7.5}}
        marks = {"except": [self.reader]} if number else {"handling": "TLP:RED"}
        return {"id": id_} | fields | marks

    def _is_second(self, number: int) -> bool:
        return number > 0

    def ratings(self) -> list[dict[str, Any]]:
        """How far a case shows the principles that are secret."""
        return [{"principle": f"zz-{number}", "rating": "absent", "note": "Zz."} for number in self.numbers]

    def people(self) -> list[dict[str, Any]]:
        """Secret persons, and one whom nobody but a secret speaks of."""
        more = [{"id": "zed", "name": "Zed Zoo", **PERSON}] if len(self.numbers) > 1 else []
        secret = [
            {"id": f"zz-{n}", "name": f"Zz Quux{n}", "except": [self.reader], **PERSON} for n in self.numbers
        ]
        return [*secret, *more]

    def terms(self) -> list[dict[str, Any]]:
        """The same for terms."""
        more = [{"id": "zed", "term": "aaa", "definition": "First of all."}] if len(self.numbers) > 1 else []
        return [
            *(
                {"id": f"zz-{n}", "term": f"ab{n}", "definition": "Zz.", "except": [self.reader]}
                for n in self.numbers
            ),
            *more,
        ]

    def sources(self) -> list[dict[str, Any]]:
        """The same for sources, of the same author and year as the others."""
        more = [{"id": "doe-z", "title": "0", **DOE}] if len(self.numbers) > 1 else []
        return [
            *({"id": f"zz-{n}", "title": f"0{n}", "except": [self.reader], **DOE} for n in self.numbers),
            *more,
        ]


_NAMED = frozenset({"principles"})  # what other secrets refer to
# What a secret in each collection holds; None stands for words.
_SECRETS: dict[str, dict[str, Any]] = {
    "key_messages": {"title": None, "text": None},
    "sections": {"title": None, "text": None, "remarks": [{"id": "a", "text": "Zz."}]},
    "points": {"title": None},
    "remarks": {"text": None, "kind": "caution"},
    "figures": {"alt": "Zz", "caption": None},
    "charts": {"kind": "bar", "title": None, "series": [{"id": "a", "values": {"1648": 9}}]},
    "series": {},
    "recommendations": {"action": None, "who": None, "when": None},
    "principles": {"name": None, "one_line": None, "why": None, "checks": [{"id": "a", "text": "Zz."}]},
    "checks": {"text": None},
    "cases": dict.fromkeys(("title", "opening", "where", "when", "context", "mechanism", "outcome")),
    "timeline": {"when": "Then", "text": None},
    "actors": {"name": None, "role": None},
    "lessons": {"text": None, "transfers": True},
}
