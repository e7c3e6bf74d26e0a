"""Publishing: whole trees only, whatever happens on the way."""

from __future__ import annotations

import errno
import json
import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from communique.release import disk as disk_room
from communique.release.disk import Disk
from communique.release.manifest import MANIFEST, SUMS
from communique.release.publish import publish, recover_output
from communique.release.published import check_published
from communique.release.stage import beside, locked
from kit import publishing
from kit.commands import tree_of
from kit.publishing import NEW, OLD, everything, no_exchange, only_one, product


@pytest.fixture(params=["exchange", "pieces"])
def way(request, monkeypatch) -> str:
    """Both ways in which files get into the folder."""
    if request.param == "pieces":
        monkeypatch.setattr(disk_room, "exchange", no_exchange)
    return request.param


def done(outcome) -> None:
    assert outcome.findings == (), outcome.findings


def codes(findings) -> list[str]:
    return [finding.code.value for finding in findings]


@pytest.mark.usefixtures("way")
def test_a_first_publication_makes_the_folder(tmp_path):
    out = tmp_path / "deep" / "out"
    outcome = publish(OLD, out, everything)
    done(outcome)
    assert set(tree_of(out)) == {"b/one/summary.pdf", "b/two/summary.pdf", MANIFEST, SUMS}
    assert outcome.value == tuple(out / old.path for old in OLD)
    assert check_published(out) == ()


@pytest.mark.usefixtures("way")
def test_what_is_not_built_any_more_goes_and_foreign_files_stay(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / ".gitignore").write_text("*\n", encoding="utf-8")
    (out / "b" / "letter.txt").write_text("mine", encoding="utf-8")
    (out / "empty").mkdir()
    (out / "elsewhere").symlink_to(tmp_path, target_is_directory=True)
    (out / "b" / "nowhere").symlink_to("nothing")
    done(publish(NEW, out, everything))
    assert {path.relative_to(out).as_posix() for path in out.rglob("*") if "elsewhere/" not in str(path)} == {
        ".gitignore", "b", "b/letter.txt", "b/nowhere", "b/one", "b/one/summary.pdf", "b/three", "b/three/annex.docx",
        "elsewhere", "empty", MANIFEST, SUMS,
    }  # fmt: skip
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"
    assert (out / "elsewhere").readlink() == tmp_path


@pytest.mark.usefixtures("way")
def test_what_was_not_asked_for_stays_as_it_was(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    untouched = (out / "b/two/summary.pdf").stat()
    done(publish(NEW[:1], out, only_one))
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"
    assert (out / "b/two/summary.pdf").read_bytes() == b"old two"
    assert (out / "b/two/summary.pdf").stat().st_mtime_ns == untouched.st_mtime_ns
    listed = json.loads((out / MANIFEST).read_text(encoding="utf-8"))["files"]
    assert [entry["path"] for entry in listed] == ["b/one/summary.pdf", "b/two/summary.pdf"]
    assert check_published(out) == ()


@pytest.mark.usefixtures("way")
def test_a_file_whose_bytes_did_not_change_is_not_written_again(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    before = (out / "b/two/summary.pdf").stat()
    steps: list[str] = []
    done(publish((NEW[0], OLD[1]), out, everything, steps.append))
    after = (out / "b/two/summary.pdf").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert [step for step in steps if step.startswith("create")][:2] == [
        "create summary.pdf",
        "create SHA256SUMS",
    ]


@pytest.mark.usefixtures("way")
def test_nothing_is_left_in_or_beside_the_folder(tmp_path):
    done(publish(OLD, tmp_path / "out", everything))
    done(publish(NEW, tmp_path / "out", everything))
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [SUMS, "b", MANIFEST]


@pytest.mark.usefixtures("way")
def test_the_folder_keeps_its_permissions(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    out.chmod(0o750)
    (out / "b").chmod(0o711)
    done(publish(NEW, out, everything))
    assert (stat.S_IMODE(out.stat().st_mode), stat.S_IMODE((out / "b").stat().st_mode)) == (0o750, 0o711)


@pytest.mark.usefixtures("way")
def test_a_file_that_stands_in_the_way_is_replaced(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD[1:], out, everything))
    (out / "b/one").mkdir()
    (out / "b/one/summary.pdf").write_bytes(b"in the way")
    done(publish(NEW, out, everything))
    assert (out / "b/one/summary.pdf").read_bytes() == b"new one"


def test_a_folder_of_somebody_else_is_not_published_into(tmp_path):
    out = tmp_path / "letters"
    out.mkdir()
    (out / "letter.txt").write_text("mine", encoding="utf-8")
    before = tree_of(out)
    outcome = publish(OLD, out, everything)
    assert [finding.code.value for finding in outcome.findings] == ["output-foreign"]
    assert tree_of(out) == before


def test_a_folder_that_only_keeps_itself_out_of_version_control_is_ours(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / ".gitignore").write_text("*\n", encoding="utf-8")
    done(publish(OLD, out, everything))
    assert (out / "b/one/summary.pdf").read_bytes() == b"old one"


@pytest.mark.usefixtures("way")
def test_a_link_in_the_place_of_a_file_is_not_written_through(tmp_path):
    out, victim = tmp_path / "out", tmp_path / "victim"
    victim.write_bytes(b"mine")
    done(publish(OLD[1:], out, everything))
    (out / "b" / "one").mkdir(parents=True)
    (out / "b/one/summary.pdf").symlink_to(victim)
    done(publish(OLD, out, everything))
    assert victim.read_bytes() == b"mine"
    assert not (out / "b/one/summary.pdf").is_symlink()


@pytest.mark.usefixtures("way")
def test_a_link_in_the_place_of_a_folder_is_refused(tmp_path):
    out, elsewhere = tmp_path / "out", tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "b").mkdir(parents=True)
    (out / "b/one").symlink_to(elsewhere, target_is_directory=True)
    (found,) = publish(OLD, out, everything).findings
    assert (found.code.value, "out/b/one is a link" in found.message) == ("bad-output-name", True)
    assert list(elsewhere.iterdir()) == []
    assert [path.name for path in out.rglob("*")] == ["b", "one"]


@pytest.mark.parametrize("stray", ["b", "b/one"])
def test_a_file_in_the_place_of_a_folder_is_refused(tmp_path, stray):
    out = tmp_path / "out"
    (out / stray).parent.mkdir(parents=True)
    (out / stray).write_text("mine", encoding="utf-8")
    found = publish(OLD, out, everything).findings
    assert set(codes(found)) == {"bad-output-name"}
    assert f"out/{stray} is a file, and should be a folder" in found[0].message


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    (tmp_path / "out/b/one/summary.pdf").mkdir(parents=True)
    assert codes(publish(OLD, tmp_path / "out", everything).findings) == ["bad-output-name"]


@pytest.mark.usefixtures("way")
def test_an_output_folder_that_is_a_link_stays_one(tmp_path):
    real, out = tmp_path / "disk" / "out", tmp_path / "out"
    real.mkdir(parents=True)
    out.symlink_to(real, target_is_directory=True)
    done(publish(OLD, out, everything))
    done(publish(NEW, out, everything))
    assert out.is_symlink()
    assert (real / "b/one/summary.pdf").read_bytes() == b"new one"


@pytest.mark.usefixtures("way")
def test_an_earlier_file_is_not_changed_through_its_other_name(tmp_path):
    """Files that stay are hard links; the old folder's own bytes must never change."""
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    with (out / "b/one/summary.pdf").open("rb") as reader:
        done(publish(NEW, out, everything))
        assert reader.read() == b"old one"


BAD = [
    "../a/b.pdf", "/a/b.pdf", "a/../b.pdf", "a/b\0/c.pdf", "a\\b/c/d.pdf", "a/.b/c.pdf", "x" * 256 + "/a/b.pdf",
    "con/a/b.pdf", "a/LPT1.x/b.pdf", "a/nul/b.pdf", "a/b./c.pdf", "a/b /c.pdf", "a/b:c/d.pdf", "a/b\n/c.pdf", "a//b.pdf",
    "a/b/" + "é" * 126 + ".pdf",
]  # fmt: skip


@pytest.mark.parametrize("path", BAD, ids=ascii)
def test_a_name_that_cannot_be_published_is_refused_and_nothing_written(tmp_path, path):
    (found,) = publish((product(path),), tmp_path / "out", everything).findings
    assert found.code.value == "bad-output-name"
    assert len(found.message) < 300
    assert found.message.isprintable()
    assert list(tmp_path.iterdir()) == []


def test_two_files_of_one_name_are_refused(tmp_path):
    twice = (product("a/b/c.pdf"), product("A/b/C.pdf"))
    assert codes(publish(twice, tmp_path / "out", everything).findings) == ["bad-output-name"]
    assert list(tmp_path.iterdir()) == []


def test_a_damaged_manifest_stops_and_keeps(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / MANIFEST).write_text("{", encoding="utf-8")
    before = tree_of(out)
    assert codes(publish(NEW, out, everything).findings) == ["manifest-unreadable"]
    assert tree_of(out) == before


def test_two_publications_into_one_folder_do_not_run_at_once(tmp_path, way):
    out = tmp_path / "out"
    inner = []

    def meanwhile(name: str) -> None:
        if name in {"exchange", f"replace {SUMS}", f"remove {MANIFEST}"}:
            inner.extend(publish(NEW, out, everything).findings)

    done(publish(OLD, out, everything, meanwhile))
    done(publish(OLD, out, everything, meanwhile))
    assert set(codes(inner)) == {"output-busy"}
    assert len(inner) >= (3 if way == "exchange" else 2)
    assert (out / "b/one/summary.pdf").read_bytes() == b"old one"


def test_two_publications_into_two_folders_do_not_wait_for_each_other(tmp_path):
    (tmp_path / "one").mkdir()
    with locked(tmp_path / "one"):
        done(publish(OLD, tmp_path / "two", everything))
        assert codes(publish(OLD, tmp_path / "one", everything).findings) == ["output-busy"]
        assert codes(recover_output(tmp_path / "one")) == ["output-busy"]
    done(publish(OLD, tmp_path / "one", everything))


# -- faults of the disk --------------------------------------------------------------------------------------------


def full_at(number: int, error: int):
    left = [number]

    def step(_: str) -> None:
        left[0] -= 1
        if left[0] == 0:
            raise OSError(error, os.strerror(error))

    return step


@pytest.mark.parametrize("error", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_full_disk_at_any_step_leaves_the_old_or_the_new_files_and_no_trace(tmp_path, error):
    trees = [
        tree_of(publishing.prepared(tmp_path / name / "out", made)) for name, made in (("o", OLD), ("n", NEW))
    ]
    seen = set()
    for number in range(1, 100):
        out = publishing.prepared(tmp_path / str(number) / "out", OLD)
        outcome = publish(NEW, out, everything, full_at(number, error))
        left = tree_of(out)
        assert left in trees
        seen.add((trees.index(left), outcome.value is not None))
        if not outcome.findings:
            break
        assert codes(outcome.findings) == ["output-unwritable"]
        assert os.strerror(error) in outcome.findings[0].message
        if outcome.value is None:
            assert [path.name for path in out.parent.iterdir()] == ["out"]
        done(publish(NEW, out, everything))
        assert [path.name for path in out.parent.iterdir()] == ["out"]
    assert seen == {(0, False), (1, True)}


def test_an_exchange_that_the_system_refuses_at_any_step_ends_in_pieces(tmp_path):
    for number in range(1, 12):
        out = publishing.prepared(tmp_path / str(number) / "out", OLD)
        done(publish(NEW, out, everything, full_at(number, errno.EACCES)))
        assert (out / "b/one/summary.pdf").read_bytes() == b"new one"
        assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_a_first_publication_that_fails_leaves_no_folder(tmp_path):
    outcome = publish(OLD, tmp_path / "out", everything, full_at(3, errno.ENOSPC))
    assert codes(outcome.findings) == ["output-unwritable"]
    assert list(tmp_path.iterdir()) == []


def test_an_output_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    assert codes(publish(OLD, tmp_path / "out", everything).findings) in (
        ["output-unwritable"],
        ["bad-output-name"] * 2,
    )
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


# -- a process that is killed --------------------------------------------------------------------------------------


def killed_at_each_step(tmp_path: Path, way: str, old: str, new: str) -> tuple[list[dict], list[dict]]:
    """What is seen after each kill, and the trees that may be seen: the old one and the new one."""
    trees = []
    for name, made in ((old, ()), (new, publishing.SETS[new])):
        out = publishing.prepared(tmp_path / f"reference-{name}" / "out", publishing.SETS[old])
        if made:
            publish(made, out, only_one if new == "one" else everything)
        trees.append(tree_of(out))
    command = [sys.executable, publishing.__file__, str(tmp_path / "runs"), way, old, new]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout), trees


@pytest.mark.parametrize(("old", "new"), [("old", "new"), ("none", "new"), ("old", "one"), ("new", "old")])
def test_a_process_killed_at_any_step_leaves_the_whole_old_tree_or_the_whole_new_one(tmp_path, old, new):
    runs, trees = killed_at_each_step(tmp_path, "exchange", old, new)
    assert "exchange" in [run["step"] for run in runs]
    assert {trees.index(run["seen"]) for run in runs} == {0, 1}
    assert all(run["after"] == trees[1] and run["left"] == ["out"] for run in runs)


def test_a_process_killed_where_folders_cannot_be_exchanged_leaves_whole_files_and_the_next_build_completes_it(
    tmp_path,
):
    runs, trees = killed_at_each_step(tmp_path, "pieces", "old", "new")
    whole = {pair for tree in trees for pair in tree.items()}
    mixed = 0
    for run in runs:
        seen = {path: digest for path, digest in run["seen"].items() if not path.startswith(".communique/")}
        assert set(seen.items()) <= whole, run["step"]
        mixed += seen not in trees
        assert run["after"] == trees[1]
        assert run["left"] == ["out"]
    assert 0 < mixed < len(runs) / 2


def test_a_publication_that_was_killed_between_two_files_can_be_completed_alone(tmp_path, monkeypatch):
    monkeypatch.setattr(disk_room, "exchange", no_exchange)
    out = publishing.prepared(tmp_path / "out", OLD)

    class StopError(BaseException):
        pass

    def stop(name: str) -> None:
        if name == f"replace {SUMS}":
            raise StopError

    with pytest.raises(StopError):
        publish(NEW, out, everything, stop)
    assert codes(check_published(out))
    assert recover_output(out) == ()
    assert check_published(out) == ()
    assert (out / "b/three/annex.docx").read_bytes() == b"new three"
    assert not (out / ".communique").exists()


@pytest.mark.parametrize(
    "journal",
    ["{", "[]", '{"put": [], "remove": []}', '{"put": ["../x"], "remove": []}', '{"put": 1, "remove": []}'],
)
def test_a_journal_that_publishing_did_not_write_is_not_followed(tmp_path, journal):
    out = publishing.prepared(tmp_path / "out", OLD)
    (out / ".communique").mkdir()
    (out / ".communique/journal.json").write_text(journal, encoding="utf-8")
    before = tree_of(out)
    (found,) = recover_output(out)
    assert (found.code.value, "journal" in found.message) == ("output-unwritable", True)
    assert tree_of(out) == before


def test_leftovers_of_any_kind_are_cleared_and_links_in_them_not_followed(tmp_path):
    out, victim = publishing.prepared(tmp_path / "out", OLD), tmp_path / "victim"
    victim.mkdir()
    (victim / "file").write_text("mine", encoding="utf-8")
    for leftover in (beside(out), out / ".communique" / "new"):
        (leftover / "b").mkdir(parents=True)
        (leftover / "b/x").write_bytes(b"half")
        (leftover / "link").symlink_to(victim, target_is_directory=True)
    assert recover_output(out) == ()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "victim"]
    assert (victim / "file").read_text(encoding="utf-8") == "mine"
    assert check_published(out) == ()


def test_there_is_nothing_to_recover_where_nothing_is(tmp_path):
    assert recover_output(tmp_path / "out") == ()


# -- the real thing ------------------------------------------------------------------------------------------------

IN_A_MOUNT = """
set -e
cd "$1"
mkdir -p real out
mount --bind real out
"$2" -c '
import sys
from pathlib import Path
from kit.publishing import NEW, OLD, everything
from communique.release.publish import publish
from communique.release.published import check_published
out = Path("out")
for made in (OLD, NEW):
    outcome = publish(made, out, everything)
    assert outcome.findings == (), outcome.findings
assert check_published(out) == ()
assert sorted(p.name for p in out.iterdir()) == ["SHA256SUMS", "b", "manifest.json"]
'
"""


def test_a_mount_point_can_be_published_into(tmp_path):
    """A volume of a container: it cannot be exchanged with the folder beside it."""
    unshare = ["unshare", "--mount", "--map-root-user", "sh", "-c"]
    try:
        probe = subprocess.run([*unshare, "mount --bind /tmp /tmp"], capture_output=True, check=False)
    except FileNotFoundError:
        pytest.skip("needs unshare")
    if probe.returncode:
        pytest.skip("this machine lets nobody mount")
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [*unshare, IN_A_MOUNT, "sh", str(tmp_path), sys.executable]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    assert ended.returncode == 0, ended.stderr
    assert (tmp_path / "real/b/one/summary.pdf").read_bytes() == b"new one"


def test_a_file_system_without_hard_links_gets_copies(tmp_path, monkeypatch):
    def refused(*_, **__):
        raise OSError(errno.EPERM, "Operation not permitted")

    out = publishing.prepared(tmp_path / "out", OLD)
    monkeypatch.setattr(os, "link", refused)
    done(publish(NEW[:1], out, only_one))
    assert (out / "b/two/summary.pdf").read_bytes() == b"old two"
    assert check_published(out) == ()


def test_a_new_file_is_never_written_over_another(tmp_path):
    (tmp_path / "x").write_text("mine", encoding="utf-8")
    with pytest.raises(FileExistsError):
        Disk().write(tmp_path / "x", b"new")


# -- work of others in published files -----------------------------------------------------------------------------


@pytest.mark.usefixtures("way")
def test_a_file_that_somebody_edited_is_neither_replaced_nor_removed(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / "b/one/summary.pdf").write_bytes(b"old one, with my notes")
    (out / "b/two/summary.pdf").write_bytes(b"old two, filled in")
    before = tree_of(out)
    outcome = publish(NEW, out, everything)
    assert outcome.value is None
    assert codes(outcome.findings) == ["published-changed"] * 2
    assert tree_of(out) == before


@pytest.mark.usefixtures("way")
def test_an_edited_file_that_the_build_leaves_alone_is_no_hindrance(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / "b/two/summary.pdf").write_bytes(b"old two, filled in")
    done(publish(NEW[:1], out, only_one))
    assert (out / "b/two/summary.pdf").read_bytes() == b"old two, filled in"


@pytest.mark.usefixtures("way")
def test_a_file_that_was_moved_away_is_made_again(tmp_path):
    out = tmp_path / "out"
    done(publish(OLD, out, everything))
    (out / "b/one/summary.pdf").unlink()
    done(publish(OLD, out, everything))
    assert (out / "b/one/summary.pdf").read_bytes() == b"old one"
