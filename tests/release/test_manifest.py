"""The manifest: stable, complete, and silent about everything else."""

from __future__ import annotations

import json

import pytest

from communique.release.manifest import Entry, digest, read_manifest, write_manifest, write_sums

ENTRIES = (
    Entry("b/z/annex.pdf", digest(b"z"), 1, "b", "z", "annex", "pdf", 3, "Títle", "TLP:GREEN", "2026-11-22"),
    Entry("b/a/annex.docx", digest(b"a"), 1, "b", "a", "annex", "docx", None, "T", "TLP:CLEAR", "2026-11-22"),
)


def test_what_is_written_is_read():
    assert read_manifest(write_manifest(ENTRIES), "m").value == tuple(sorted(ENTRIES))


def test_the_order_of_files_is_that_of_their_paths():
    assert write_manifest(ENTRIES) == write_manifest(ENTRIES[::-1])
    assert write_sums(ENTRIES).decode().split() == [
        digest(b"a"), "b/a/annex.docx", digest(b"z"), "b/z/annex.pdf",
    ]  # fmt: skip


def test_the_manifest_says_what_each_file_is_and_nothing_of_the_machine():
    value = json.loads(write_manifest(ENTRIES))
    assert set(value) == {"format", "made_by", "files"}
    assert set(value["files"][0]) == {
        "path", "sha256", "size", "brief", "audience", "document", "format", "pages", "title", "marking", "date",
        "withheld", "acknowledged",
    }  # fmt: skip


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"{}", b'{"format": 99, "files": []}', b'{"format": 1, "files": [{"path": "x"}]}', b"\xff"],
)
def test_a_manifest_that_is_none_is_a_finding(data):
    outcome = read_manifest(data, "out/manifest.json")
    assert outcome.value is None
    assert [(f.code.value, f.origin.path) for f in outcome.findings] == [
        ("manifest-unreadable", "out/manifest.json")
    ]


def entry(**changed: object) -> bytes:
    value = json.loads(write_manifest(ENTRIES[:1]))
    value["files"][0] |= changed
    return json.dumps(value).encode()


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"path": "../../etc/passwd"}, "does not lead below"),
        ({"path": "/etc/passwd"}, "does not lead below"),
        ({"path": 7}, "'path' is 7"),
        ({"size": "1"}, "'size' is '1'"),
        ({"size": True}, "'size' is True"),
        ({"pages": 1.5}, "'pages' is 1.5"),
        ({"title": None}, "'title' is None"),
        ({"secret": "x"}, "unexpected keyword"),
    ],
)
def test_an_entry_that_publishing_did_not_write_is_a_finding(changed, words):
    assert read_manifest(entry(), "m").findings == ()
    (finding,) = read_manifest(entry(**changed), "m").findings
    assert finding.code.value == "manifest-unreadable"
    assert words in finding.message


def test_a_manifest_nested_without_end_is_a_finding():
    deep = b'{"format": 1, "files": ' + b"[" * 100_000
    assert read_manifest(deep, "m").value is None
