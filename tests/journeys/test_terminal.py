"""What a person at a terminal sees: a progress bar, colours; a pipe sees neither."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kit.commands import communique
from kit.projects import write_project

pty = pytest.importorskip("pty", reason="pseudo-terminals are those of POSIX")
pytestmark = pytest.mark.journey


def on_a_terminal(*words: str, cwd: Path) -> str:
    """Everything that a command writes to its terminal."""
    controller, terminal = pty.openpty()
    env = {"PATH": os.environ["PATH"], "HOME": str(cwd), "TERM": "xterm-256color", "COLUMNS": "100"}
    command = [sys.executable, "-m", "communique", *words]
    running = subprocess.Popen(command, cwd=cwd, env=env, stdout=terminal, stderr=terminal, stdin=terminal)
    os.close(terminal)
    seen = b""
    while True:
        try:
            read = os.read(controller, 65536)
        except OSError:  # the way Linux says that the other end is closed
            break
        if not read:
            break
        seen += read
    running.wait()
    os.close(controller)
    return seen.decode("utf-8", "replace")


def test_a_terminal_sees_progress_and_the_sum(tmp_path):
    seen = on_a_terminal("build", "-j", "1", cwd=write_project(tmp_path))
    assert "2/2" in seen
    assert "files published" in seen


def test_a_terminal_sees_findings_in_colour_unless_it_asks_for_none(tmp_path):
    root = write_project(tmp_path, {"content/people.yaml": "peple: []\n"})
    assert "\x1b[31merror\x1b[0m" in on_a_terminal("check", cwd=root)
    assert "\x1b[" not in on_a_terminal("check", "--no-color", cwd=root)


def test_a_pipe_sees_neither(tmp_path):
    result = communique("build", "-j", "1", cwd=write_project(tmp_path))
    assert "\x1b" not in result.out + result.err
    assert "2/2" not in result.err


def test_quiet_tells_findings_only(tmp_path):
    result = communique("build", "-q", cwd=write_project(tmp_path))
    assert (result.code, result.out, result.err) == (0, "", "")
