"""Set-up of all tests: hypothesis profiles, and what several files of tests ask for.

The kit is imported where it is used, so that a single quick test starts at once.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("dev", max_examples=50, deadline=None)
settings.register_profile(
    "ci", max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


@pytest.fixture(scope="session")
def sample_out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`out/` of the sample brief, built through the real command line; not to be changed."""
    from kit.sample import build_sample
    from kit.shared import made_once

    return made_once(tmp_path_factory, "sample", lambda folder: build_sample(folder, "-j", "2")) / "out"


@pytest.fixture
def published_demo(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Path:
    """The demonstration project as it was built and published: a copy, for the test alone."""
    from kit.projects import build_demo
    from kit.shared import made_once

    return Path(shutil.copytree(made_once(tmp_path_factory, "demo", build_demo), tmp_path / "project"))
