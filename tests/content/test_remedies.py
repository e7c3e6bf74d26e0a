"""What is told across files names what mends it, and says nothing twice."""

from __future__ import annotations

from textwrap import dedent

import pytest

from kit.projects import DEMO, prepared, write_project

BRIEF = "content/briefs/demo/brief.yaml"
SQUARE = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def hints(tmp_path, more: str, **files: str) -> list[str]:
    """The remedies for the demonstration project with some lines more at the end of its brief."""
    brief = dedent(DEMO[BRIEF]) + more
    found = prepared(write_project(tmp_path, {BRIEF: brief, **files})).findings
    return [finding.hint for finding in found]


@pytest.mark.parametrize("file", ["Quay.svg", "quay.png", "figures/quay.svg", "quay"])
def test_a_picture_that_is_nearly_there_is_named(tmp_path, file):
    more = f"    figures: [{{id: quay, file: {file}, alt: A quay}}]\n"
    there = {"content/briefs/demo/figures/quay.svg": SQUARE}
    assert hints(tmp_path, more, **there) == [
        "did you mean 'quay.svg'? Capitals count, and no folder stands before the name"
    ]


def test_a_picture_that_nothing_is_like_is_asked_for(tmp_path):
    (hint,) = hints(tmp_path, "    figures: [{id: quay, file: quay.svg, alt: A quay}]\n")
    assert hint == "put it at content/briefs/demo/figures/quay.svg, or correct the name"


def test_a_place_that_a_comma_parts_from_its_source_is_put_back(tmp_path):
    (hint,) = hints(tmp_path, "    sources: [handbook, p. 4]\n")
    assert hint == 'put key and place in quotes together: "handbook, p. 4"'
