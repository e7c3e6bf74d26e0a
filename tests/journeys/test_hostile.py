"""Bad and hostile input through the real command line: findings with places, exit 1, `out/` as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from io import BytesIO

import pytest
from PIL import Image

from kit.commands import communique, tree_of
from kit.projects import write_project

pytestmark = pytest.mark.journey
BRIEF = "content/briefs/demo/brief.yaml"
HEAD = (
    "title: A small brief\nshort_title: Small\ndate: 2026-11-22\nfrom: me\nbottom_line: {text: Meet soon.}\n"
)
FIGURE = "sections: [{id: s, title: S, figures: [{id: f, file: %s, alt: A}]}]\n"


def png(width: int, height: int) -> bytes:
    data = BytesIO()
    Image.new("1", (width, height)).save(data, "PNG")
    return data.getvalue()


HOSTILE = {
    "a YAML file of 50 MB": ({BRIEF: b"title: " + b"x" * 50_000_000}, f"{BRIEF} error file-too-large"),
    "bytes that are not UTF-8": ({BRIEF: b"title: \xff\xfe\n"}, f"{BRIEF}:1:8 error not-utf8"),
    "UTF-16": ({BRIEF: HEAD.encode("utf-16")}, f"{BRIEF}:1:1 error not-utf8"),
    "an empty brief": ({BRIEF: b""}, f"{BRIEF} error empty-file"),
    "nesting without end": ({BRIEF: b"title: " + b"[" * 200_000}, f"{BRIEF}:1:47 error yaml-too-deep"),
    "an alias bomb": (
        {
            BRIEF: "\n".join(
                ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
                + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)]
            )
        },
        f"{BRIEF}:6:10 error yaml-too-many",
    ),
    "an alias that holds itself": ({BRIEF: "title: &t [*t]\n"}, f"{BRIEF}:1:12 error yaml-alias"),
    "tabs": ({BRIEF: "title: x\n\tfrom: me\n"}, f"{BRIEF}:2:1 error yaml-tab"),
    "a picture of 200 megapixels": (
        {BRIEF: HEAD + FIGURE % "big.png", "content/briefs/demo/figures/big.png": png(20_000, 10_000)},
        f"{BRIEF}:6:48 error image-too-large",
    ),
    "half a picture": (
        {BRIEF: HEAD + FIGURE % "half.png", "content/briefs/demo/figures/half.png": png(900, 900)[:90]},
        f"{BRIEF}:6:48 error image-unreadable",
    ),
    "a picture that is not there": ({BRIEF: HEAD + FIGURE % "no.png"}, f"{BRIEF}:6:48 error file-missing"),
    "a picture outside": ({BRIEF: HEAD + FIGURE % "../../../x.png"}, f"{BRIEF}:6:48 error file-missing"),
    "an id that climbs": (
        {"content/audiences/public.yaml": "title: P\nceiling: TLP:CLEAR\ndocuments: {../../x: {formats: [pdf]}}\n"},
        "content/audiences/public.yaml:3:13 error bad-id",
    ),
    "an audience file with a device's name": (
        {"content/audiences/nul.yaml": "title: P\nceiling: TLP:CLEAR\ndocuments: {summary: {formats: [docx]}}\n"},
        "content/audiences/nul.yaml error bad-id",
    ),
    "a template that never ends": (
        {"templates/documents/summary.html.j2": "{#---\ntitle: S\n---#}\n{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}"},
        "templates/documents/summary.html.j2:4 error template-runaway",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_input_is_a_finding_and_costs_nothing(published_demo, name):
    files, expected = HOSTILE[name]
    before = tree_of(published_demo / "out")
    write_project(published_demo, files)
    result = communique("build", cwd=published_demo, timeout=60)
    assert result.code == 1, result.out + result.err
    assert expected in result.findings
    assert "Traceback" not in result.out + result.err
    assert tree_of(published_demo / "out") == before


def test_a_link_out_of_the_project_is_not_followed(published_demo, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "brief.yaml"
    outside.write_text(HEAD, encoding="utf-8")
    brief = published_demo / BRIEF
    brief.unlink()
    brief.symlink_to(outside)
    result = communique("check", cwd=published_demo)
    assert (result.code, result.findings) == (1, [f"{BRIEF} error file-unreadable"])


@pytest.mark.skipif(os.name != "posix", reason="signals are those of POSIX")
@pytest.mark.parametrize("delay", [0.05, 0.3, 0.6, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4])
def test_a_build_killed_at_any_moment_leaves_what_was_published(published_demo, delay):
    before = tree_of(published_demo / "out")
    (published_demo / BRIEF).write_text(HEAD.replace("Meet soon", "Meet later"), encoding="utf-8")
    command = [sys.executable, "-m", "communique", "build", "-j", "1"]
    building = subprocess.Popen(
        command, cwd=published_demo, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    time.sleep(delay)
    building.send_signal(signal.SIGKILL)
    building.wait()
    left = tree_of(published_demo / "out")
    assert communique("build", "-j", "1", cwd=published_demo).code == 0
    after = tree_of(published_demo / "out")
    assert left in (before, after)
    assert before != after


@pytest.mark.parametrize("format", ["text", "json", "sarif", "github"])
@pytest.mark.parametrize(
    "name", [b"\x1b[2J\x1b]0;owned\x07.yml", "\u202egnp.yml".encode(), b"\xff\xfe.yml", b"a\nb.yml"]
)
def test_the_name_of_a_file_steers_no_terminal(tmp_path, name, format):
    root = write_project(tmp_path)
    (root / "content").joinpath(os.fsdecode(name)).write_bytes(b"x: 1\n")
    result = communique("check", "--format", format, cwd=root)
    said = result.out + result.err
    assert "unread-file" in said
    assert not [char for char in said if char in "\x1b\x07\u202e" or "\udc80" <= char <= "\udcff"]


def test_one_file_is_published_as_one(tmp_path):
    root = write_project(tmp_path)
    result = communique("build", "-a", "insiders", cwd=root)
    assert (result.code, result.err.strip()) == (0, "1 file published")
