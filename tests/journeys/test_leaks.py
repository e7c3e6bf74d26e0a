"""What must not get out, slipped in where it does: a user meets `check`, the guard, and the record of a release."""

from __future__ import annotations

import json
from textwrap import dedent

import pytest

from kit.commands import communique, tree_of
from kit.projects import DEMO, write_project

pytestmark = pytest.mark.journey
PAGE = "title: {title}\nceiling: {ceiling}\nattribution: role\ndocuments: {{summary: {{formats: [html]}}}}\n"
PUBLIC = {"content/audiences/public.yaml": PAGE.format(title="The public", ceiling="TLP:CLEAR")}
BRIEF = dedent(DEMO["content/briefs/demo/brief.yaml"])
SECTION = """\
  - id: budget
    title: What it costs
    text: A tenth of the budget belongs to what nobody sees.
"""
OPEN = BRIEF + SECTION
MARKED = BRIEF + SECTION.replace("    title: What", "    handling: TLP:AMBER\n    title: What")
PEOPLE = {
    "content/people.yaml": "people: [{id: kim, name: Kim Ji-woo, aliases: [Dr Kim], role: a retired officer}]\n"
}
PICTURE = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'


def figure(file: str, alt: str) -> str:
    """The brief with a figure."""
    return f"{BRIEF}    figures: [{{id: quay, file: {file}, alt: {alt}}}]\n"


@pytest.mark.parametrize(
    ("files", "place"),
    [
        (
            {"content/briefs/demo/brief.yaml": BRIEF.replace("Meet soon.", "Meet soon, says Kim Ji-woo.")},
            "content/briefs/demo/brief.yaml:6:25",
        ),
        (
            {
                "content/briefs/demo/brief.yaml": figure("quay.svg", "The quay where Dr Kim spoke"),
                "content/briefs/demo/figures/quay.svg": PICTURE,
            },
            "content/briefs/demo/brief.yaml",
        ),
        (
            {
                "content/briefs/demo/brief.yaml": figure("kim-ji-woo.svg", "The quay"),
                "content/briefs/demo/figures/kim-ji-woo.svg": PICTURE,
            },
            "content/briefs/demo/brief.yaml",
        ),
        (
            {
                "content/sources.yaml": dedent(DEMO["content/sources.yaml"]).replace(
                    "{family: Doe, given: Jan}", "{family: Kim, given: Ji-woo}"
                )
            },
            "content/sources.yaml",
        ),
    ],
    ids=["prose", "alt text", "file name", "citation"],
)
def test_a_name_slipped_in_as_plain_text_is_caught(tmp_path, files, place):
    root = write_project(tmp_path, PUBLIC | PEOPLE | files)
    checked = communique("check", cwd=root)
    assert checked.code == 1, checked.out
    named = [told for told in checked.findings if told.endswith("error name-in-text")]
    assert named, checked.out
    assert named[0].startswith(place)
    assert communique("build", cwd=root).code == 1
    assert tree_of(root / "out") == {}


COPIED = "A tenth of the budget of every round belongs to what nobody sees"
MEET = f"Meet soon. {COPIED}."


def copied(head: str = "", **more: str) -> dict[str, str]:
    """A project in which the words of a withheld section also stand in the bottom line, which everybody gets."""
    brief = MARKED.replace("A tenth of the budget belongs to what nobody sees", COPIED).replace(
        "Meet soon.", MEET
    )
    return (
        PUBLIC | {"content/briefs/demo/brief.yaml": brief, "content/project.yaml": f"title: D\n{head}"} | more
    )


def test_withheld_words_copied_into_kept_text_stop_the_build_with_both_places(tmp_path):
    root = write_project(tmp_path, copied())
    result = communique("build", "-a", "public", cwd=root)
    assert (result.code, result.findings) == (1, ["out/demo/public/summary.html error leaked-words"])
    assert "see: content/briefs/demo/brief.yaml:6:9\n  see: content/briefs/demo/brief.yaml:19:5" in result.out
    assert "tenth" not in result.out + result.err
    assert tree_of(root / "out") == {}


ACKNOWLEDGED = f"acknowledged:\n- {{words: {COPIED}, reason: Printed in the annual report}}\n"


def test_an_acknowledgement_lets_them_pass_and_is_in_the_manifest(tmp_path):
    root = write_project(tmp_path, copied(ACKNOWLEDGED))
    result = communique("build", "-a", "public", cwd=root)
    assert result.code == 0, result.out
    (entry,) = json.loads((root / "out/manifest.json").read_bytes())["files"]
    assert entry["acknowledged"] == ["Printed in the annual report"]
    assert entry["withheld"] == []  # no salt, no commitments


def test_a_reason_that_tells_what_is_withheld_stops_the_build_since_the_manifest_keeps_it(tmp_path):
    told = ACKNOWLEDGED.replace("Printed in the annual report", "See what it costs")
    root = write_project(tmp_path, copied(told))
    result = communique("build", "-a", "public", cwd=root)
    assert (result.code, result.findings) == (1, ["content/project.yaml:3:77 error leaked-words"])
    assert "see: content/briefs/demo/brief.yaml:19:5" in result.out
    assert tree_of(root / "out") == {}


SALT = {"content/project.yaml": "title: D\nsalt: a salt of our own 4711\n"}


def test_what_is_withheld_after_it_was_published_is_told_of_the_earlier_copy(tmp_path):
    root = write_project(tmp_path, PUBLIC | SALT | {"content/briefs/demo/brief.yaml": OPEN})
    assert communique("build", "-a", "public", cwd=root).code == 0
    write_project(tmp_path, PUBLIC | SALT | {"content/briefs/demo/brief.yaml": MARKED})
    checked = communique("check", cwd=root)
    assert checked.code == 0
    assert "out/demo/public/summary.html warning told-before" in checked.findings
    assert "tenth" not in checked.out
    verified = communique("verify", cwd=root)
    assert verified.code == 1
    assert "out/demo/public/summary.html error leaked-words" in verified.findings
    assert "out/demo/public/summary.html warning commitments-differ" in verified.findings
    assert communique("build", "-a", "public", cwd=root).code == 0
    assert communique("verify", cwd=root).findings == []
    assert communique("check", cwd=root).findings == []


def test_a_folder_is_verified_without_its_source_by_its_manifest_alone(tmp_path):
    root = write_project(tmp_path / "project", PUBLIC | SALT)
    assert communique("build", "-a", "public", cwd=root).code == 0
    verified = communique("verify", str(root / "out"), cwd=tmp_path)
    assert (verified.code, verified.findings) == (0, [])
