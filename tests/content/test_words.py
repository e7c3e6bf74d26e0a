"""The words of an item: all that it says itself, and nothing that communique says."""

from __future__ import annotations

from communique.content.load import load_content
from communique.content.walk import items
from communique.content.words import own_words
from kit.projects import opened, write_project

BRIEF = """\
    title: B
    short_title: Short
    date: 2026-11-22
    from: The desk
    keywords: [quay, dawn]
    bottom_line: {text: Meet.}
    sections:
      - id: s
        depth: full
        handling: TLP:AMBER
        title: Talks
        text: |-
          **Li** and {person}`kim` met on [the quay](https://quay.example/dawn).[^1]

          - at {term}`the measure <cbm>`

          [^1]: Seen by *two* guards.
        variants: {short: They met.}
        points:
          - {id: p, title: Not its own}
    """


def words_of(tmp_path) -> dict[str, tuple[str, ...]]:
    content = load_content(opened(write_project(tmp_path, {"content/briefs/demo/brief.yaml": BRIEF})).files)
    assert content.value is not None
    assert content.findings == ()
    return {item.path: own_words(item) for item, _ in items(content.value.briefs[0])}


def test_a_text_is_read_as_words_and_ends_where_a_name_is_looked_up(tmp_path):
    found = words_of(tmp_path)["sections/s"]
    assert found == (
        "They met.", "Talks", "Li and ", "Seen by two guards.", " met on the quay.", "https://quay.example/dawn",
        "at ", "the measure",
    )  # fmt: skip


def test_labels_count_and_marks_of_selection_do_not(tmp_path):
    assert words_of(tmp_path)[""] == ("B", "Short", "2026-11-22", "The desk", "quay", "dawn")


CHART = """\
        charts:
          - id: costs
            kind: bar
            title: Costs
            series: [{id: a, name: Halden, values: {Quay: 17430, Dawn: 0.5}}]
    """


def test_the_numbers_of_a_chart_are_words_of_their_series(tmp_path):
    text = BRIEF[: BRIEF.rindex("    ")] + CHART
    content = load_content(opened(write_project(tmp_path, {"content/briefs/demo/brief.yaml": text})).files)
    assert content.value is not None
    assert content.findings == ()
    (series,) = (item for item, _ in items(content.value.briefs[0]) if item.path.endswith("series/a"))
    assert own_words(series) == ("Halden", "Quay", "17430", "Dawn", "0.5")
