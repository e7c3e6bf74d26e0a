"""Published files looked at again: what is missing, changed or nobody's is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.release.manifest import MANIFEST, SUMS
from communique.release.published import check_published
from kit.publishing import OLD, prepared


def found(out: Path) -> list[tuple[str, str]]:
    return [(finding.code.value, finding.origin.path) for finding in check_published(out)]


@pytest.fixture
def out(tmp_path) -> Path:
    return prepared(tmp_path / "out", OLD)


def test_what_was_published_and_left_alone_is_silent(out):
    assert found(out) == []


def test_a_missing_file_is_told(out):
    (out / "b/one/summary.pdf").unlink()
    assert found(out) == [("published-missing", "out/b/one/summary.pdf")]


@pytest.mark.parametrize("data", [b"old onE", b"old one ", b""])
def test_a_changed_file_is_told(out, data):
    (out / "b/one/summary.pdf").write_bytes(data)
    assert found(out) == [("published-changed", "out/b/one/summary.pdf")]


def test_a_file_that_no_build_put_there_is_told(out):
    (out / "b/one/draft.pdf").write_bytes(b"x")
    (out / "note.txt").write_bytes(b"x")
    (out / "b/away").symlink_to(out.parent, target_is_directory=True)
    assert found(out) == [
        ("published-stray", f"out/{path}") for path in ("b/away", "b/one/draft.pdf", "note.txt")
    ]


def test_a_link_in_the_place_of_a_file_or_folder_is_told(out):
    (out / "b/one/summary.pdf").rename(out.parent / "kept.pdf")
    (out / "b/one/summary.pdf").symlink_to(out.parent / "kept.pdf")
    (out / "b/two").rename(out.parent / "two")
    (out / "b/two").symlink_to(out.parent / "two", target_is_directory=True)
    assert [code for code, path in found(out) if path.endswith(".pdf")] == ["published-changed"] * 2


def test_sums_that_do_not_fit_the_manifest_are_told(out):
    (out / SUMS).write_text("0  x\n", encoding="ascii")
    assert found(out) == [("published-changed", "out/SHA256SUMS")]
    (out / SUMS).unlink()
    assert found(out) == [("published-changed", "out/SHA256SUMS")]


def test_a_folder_without_a_manifest_or_with_a_damaged_one_cannot_be_checked(out):
    (out / MANIFEST).write_text("{", encoding="ascii")
    assert found(out) == [("manifest-unreadable", "out/manifest.json")]
    (out / MANIFEST).unlink()
    assert found(out) == [("manifest-unreadable", "out/manifest.json")]


def test_a_publication_that_is_under_way_is_not_taken_for_stray_files(out):
    (out / ".communique/new").mkdir(parents=True)
    (out / ".communique/new/x").write_bytes(b"x")
    assert found(out) == []
