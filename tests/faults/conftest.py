"""An undisturbed run over the same stories: what every disturbed one has to end with."""

from __future__ import annotations

from pathlib import Path

import pytest

from adding import full_export, run_add, set_up
from cases import write_stories

STORIES = 96  # three batches


@pytest.fixture(scope="session")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_stories(tmp_path_factory.mktemp("inputs") / "stories", STORIES)


@pytest.fixture(scope="session")
def undisturbed(stories: Path, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    name = str(tmp_path_factory.mktemp("undisturbed") / "case.db")
    set_up(name)
    assert run_add(name, stories).returncode == 0
    return full_export(name)
