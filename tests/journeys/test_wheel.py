"""The wheel, installed away from the repository, as a user has it."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from kit.commands import REPOSITORY, tree_of
from kit.shared import made_once

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="session")
def wheel(tmp_path_factory) -> Path:
    def build(folder: Path) -> None:
        command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, REPOSITORY]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr

    return next(made_once(tmp_path_factory, "wheel", build).glob("*.whl"))


def test_the_wheel_holds_templates_themes_fonts_and_the_sample(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    for part in (
        "templates/documents/summary.html.j2",
        "templates/parts/blocks.j2",
        "templates/themes/default/theme.yaml",
        "templates/themes/default/print.css",
        "sample/content/project.yaml",
        "sample/content/briefs/track-two/brief.yaml",
    ):
        assert f"communique/_shipped/{part}" in names
    assert any(name.startswith("communique/_shipped/templates/themes/default/fonts/") for name in names)
    assert not [name for name in names if "__pycache__" in name or name.startswith(("tests/", "out/"))]


def test_the_installed_wheel_builds_its_sample_away_from_the_repository(wheel, tmp_path):
    place = tmp_path / "site"
    with zipfile.ZipFile(wheel) as packed:
        packed.extractall(place)
    project = place / "communique" / "_shipped" / "sample"
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "PYTHONPATH": str(place)}
    code = "import communique, sys; print(communique.__file__)"
    found = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert str(place) in found.stdout
    command = [sys.executable, "-W", "error", "-m", "communique", "build", "-a", "public", "-d", "summary"]
    done = subprocess.run(
        [*command, "-o", str(tmp_path / "out")],
        cwd=project,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {"track-two/public/summary.pdf", "track-two/public/summary.html"} <= set(tree_of(tmp_path / "out"))
