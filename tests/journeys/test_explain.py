"""`communique explain` as an author calls it."""

from __future__ import annotations

import json

import pytest

from kit.commands import communique, tree_of
from kit.projects import write_project

pytestmark = pytest.mark.journey
BRIEF = "content/briefs/demo/brief.yaml"


def test_an_item_is_explained_with_0(tmp_path):
    result = communique("explain", "key_messages/secret", "-a", "public", cwd=write_project(tmp_path))
    assert (result.code, result.err) == (0, "")
    assert "public (summary): withheld" in result.out
    assert f"{BRIEF}:14:5: its marking TLP:AMBER is above the ceiling TLP:CLEAR" in result.out


def test_the_place_of_a_finding_can_be_pasted(tmp_path):
    root = write_project(tmp_path)
    text = (root / BRIEF).read_text(encoding="utf-8").replace("Meet soon.", "'See {ref}`message/secret`.'")
    (root / BRIEF).write_text(text, encoding="utf-8")
    finding = communique("check", cwd=root).out
    place = next(word for word in finding.split() if word.startswith(f"({BRIEF}")).strip("(")
    assert "demo:key_messages/secret" in communique("explain", place, cwd=root).out


def test_the_matrix_is_told_as_text_json_and_page(tmp_path):
    root = write_project(tmp_path)
    assert "✕ withheld" in communique("explain", "--matrix", cwd=root).out
    told = json.loads(communique("explain", "--matrix", "--format", "json", cwd=root).out)
    assert {one["verdict"] for one in told["items"]} == {"kept", "withheld"}
    result = communique("explain", "--matrix", "--html", "matrix.html", cwd=root)
    assert (result.code, result.out, result.err) == (0, "", "matrix.html written\n")
    assert (root / "matrix.html").read_text(encoding="utf-8").startswith("<!DOCTYPE html>")


@pytest.mark.parametrize(
    "words",
    [
        ("explain",),
        ("explain", "key_messages/secrt"),
        ("explain", "brief", "-a", "nobody"),
        ("explain", "brief", "--format", "sarif"),
        ("explain", "brief", "--format", "github"),
        ("explain", "--matrix", "--html", "out/matrix.html"),
        ("explain", "--matrix", "--html", "no/such/folder/matrix.html"),
    ],
)
def test_wrong_words_end_with_2(tmp_path, words):
    root = write_project(tmp_path)
    (root / "out").mkdir()
    result = communique(*words, cwd=root)
    assert result.code == 2
    assert "Traceback" not in result.out + result.err
    assert tree_of(root / "out") == {}


def test_faults_of_the_content_end_with_1_and_are_told(tmp_path):
    root = write_project(tmp_path, {"content/people.yaml": "peple: []\n"})
    result = communique("explain", "brief", "--format", "json", cwd=root)
    assert result.code == 1
    assert [one["code"] for one in json.loads(result.out)] == ["unknown-key"]
