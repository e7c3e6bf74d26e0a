"""Publishing: one move, whole trees only, whatever happens on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from communique.release import publish as room
from communique.release.manifest import MANIFEST, SUMS, Entry
from communique.release.publish import Product, publish
from kit.commands import tree_of


def product(path: str, data: bytes = b"x") -> Product:
    brief, audience, name = path.split("/")
    document, _, format = name.partition(".")
    return Product(brief, audience, document, format, data, None, "Title", "TLP:CLEAR", "2026-11-22")


def everything(_entry: Entry) -> bool:
    return True


def nothing(_entry: Entry) -> bool:
    return False


def done(outcome) -> None:
    assert outcome.findings == (), outcome.findings


OLD = (product("b/one/summary.pdf", b"old one"), product("b/two/summary.pdf", b"old two"))
NEW = (product("b/one/summary.pdf", b"new one"), product("b/three/annex.docx", b"new three"))


def test_a_first_publication_makes_the_folder(tmp_path):
    outcome = publish(OLD, tmp_path / "deep" / "out", everything)
    done(outcome)
    assert set(tree_of(tmp_path / "deep" / "out")) == {
        "b/one/summary.pdf",
        "b/two/summary.pdf",
        MANIFEST,
        SUMS,
    }
    assert outcome.value == tuple(tmp_path / "deep" / "out" / old.path for old in OLD)


def test_what_is_not_built_any_more_goes_and_foreign_files_stay(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / ".gitignore").write_text("*\n", encoding="utf-8")
    (out / "b" / "letter.txt").write_text("mine", encoding="utf-8")
    done(publish(NEW, out, everything))
    assert set(tree_of(out)) == {
        ".gitignore", "b/letter.txt", "b/one/summary.pdf", "b/three/annex.docx", MANIFEST, SUMS,
    }  # fmt: skip
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"


def test_what_was_not_asked_for_stays_as_it_was(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    done(publish(NEW[:1], out, lambda entry: entry.audience == "one"))
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"
    assert (out / "b/two/summary.pdf").read_bytes() == b"old two"
    listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert [entry["path"] for entry in listed] == ["b/one/summary.pdf", "b/two/summary.pdf"]


def test_nothing_is_left_beside_the_folder(tmp_path):
    done(publish(OLD, tmp_path / "out", everything))
    done(publish(NEW, tmp_path / "out", everything))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_file_that_stands_in_the_way_is_replaced(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / MANIFEST).unlink()
    done(publish(NEW, out, everything))
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"


def test_a_link_in_the_folder_is_not_written_through(tmp_path):
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_bytes(b"mine")
    (out / "b" / "one").mkdir(parents=True)
    (out / "b/one/summary.pdf").symlink_to(victim)
    done(publish(OLD, out, everything))
    assert victim.read_bytes() == b"mine"
    assert not (out / "b/one/summary.pdf").is_symlink()


def test_an_earlier_file_is_not_changed_through_its_other_name(tmp_path):
    """Files that stay are hard links; the old folder's own bytes must never change."""
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    with (out / "b/one/summary.pdf").open("rb") as reader:
        done(publish(NEW, out, everything))
        assert reader.read() == b"old one"


@pytest.mark.parametrize(
    "path",
    [
        "../a/b.pdf",
        "/a/b.pdf",
        "a/../b.pdf",
        "a/b\0/c.pdf",
        "a\\b/c/d.pdf",
        "a/.b/c.pdf",
        "x" * 256 + "/a/b.pdf",
    ],
)
def test_a_path_that_leaves_the_folder_is_a_bug_and_writes_nothing(tmp_path, path):
    brief, _, rest = path.partition("/")
    audience, _, name = rest.partition("/")
    bad = Product(brief, audience, name.removesuffix(".pdf"), "pdf", b"x", None, "T", "M", "D")
    with pytest.raises(ValueError, match="not a path below"):
        publish((bad,), tmp_path / "out", everything)
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_manifest_stops_and_keeps(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / MANIFEST).write_text("{", encoding="utf-8")
    before = tree_of(out)
    outcome = publish(NEW, out, everything)
    assert [finding.code.value for finding in outcome.findings] == ["manifest-unreadable"]
    assert tree_of(out) == before


def test_two_publications_do_not_run_at_once(tmp_path):
    out = tmp_path / "out"
    inner = []

    def meanwhile(name: str) -> None:
        if name == "exchange":
            inner.append(publish(NEW, out, everything))

    done(publish(OLD, out, everything, meanwhile))
    assert [finding.code.value for finding in inner[0].findings] == ["output-busy"]
    assert (out / "b/one/summary.pdf").read_bytes() == b"old one"


def test_a_full_disk_keeps_what_was_published(tmp_path, monkeypatch):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    before = tree_of(out)

    def full(_path, _data):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(room, "_write", full)
    outcome = publish(NEW, out, everything)
    assert [finding.code.value for finding in outcome.findings] == ["output-unwritable"]
    assert "No space left on device" in outcome.findings[0].message
    assert tree_of(out) == before


KILLED = """
import os, signal, sys
from pathlib import Path
from communique.release import publish as room
sys.path[:0] = [{tests!r}]
from release_products import NEW
count = 0
def step(name):
    global count
    count += 1
    if count == {at}:
        os.kill(os.getpid(), signal.SIGKILL)
if {portable}:
    room._exchanged_at_once = lambda one, other: False
    true = Path.rename
    def rename(self, target):
        step("rename")
        return true(self, target)
    Path.rename = rename
room.publish(NEW, Path({out!r}), lambda entry: True, step)
print("finished")
"""


def publish_and_die(out: Path, at: int, *, portable: bool, tmp_path: Path) -> bool:
    """Publishes in another process that kills itself at the given step; False when there are fewer steps."""
    helper = tmp_path / "helper"
    helper.mkdir(exist_ok=True)
    (helper / "release_products.py").write_text(
        "from communique.release.publish import Product\n"
        "NEW = tuple(Product('b', a, d, f, x, None, 'Title', 'TLP:CLEAR', '2026-11-22') for a, d, f, x in ["
        "('one', 'summary', 'pdf', b'new one'), ('three', 'annex', 'docx', b'new three')])\n",
        encoding="utf-8",
    )
    code = KILLED.format(tests=str(helper), at=at, portable=portable, out=str(out))
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ended.returncode in (0, -signal.SIGKILL), ended.stderr
    return ended.returncode != 0


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("portable", [False, True], ids=["exchange", "renames"])
def test_a_process_killed_at_any_step_leaves_a_whole_tree(tmp_path, portable):
    reference = tmp_path / "reference"
    done(publish(OLD, reference / "old", everything))
    done(publish(NEW, reference / "new", everything))
    trees = [tree_of(reference / name) for name in ("old", "new")]
    seen, gaps = set(), 0
    for at in range(1, 30):
        out = tmp_path / f"run-{at}" / "out"
        done(publish(OLD, out, everything))
        if not publish_and_die(out, at, portable=portable, tmp_path=tmp_path):
            break
        left = tree_of(out)
        if not out.exists():
            gaps += 1
        else:
            assert left in trees
            seen.add(trees.index(left))
        done(publish(OLD, out, everything))
        assert tree_of(out) == trees[0]
        assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert seen == {0, 1}
    assert gaps == (1 if portable else 0)


def test_after_a_stop_between_the_two_renames_the_old_tree_comes_back(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    before = tree_of(out)
    out.rename(tmp_path / ".out.communique-old")
    (tmp_path / ".out.communique-new").mkdir()
    room._recover(out)
    assert tree_of(out) == before
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
