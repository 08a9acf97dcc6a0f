"""A workbench on the sample case, served to Chromium: `make check-browser`.

Nothing here is skipped: where Chromium is missing the tests fail and say so.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.coding import PipelineCoder
from dateline.read import Given
from dateline.store.case import Case, open_case
from dateline.workflow import add_inputs
from serving import Served, serve_case

SAMPLE = Path(__file__).resolve().parents[2] / "samples" / "palmyra" / "articles.jsonl"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def base_url() -> str:
    """Tests name the workbench that they go to; pytest-base-url's own fixture is refused by this pytest."""
    return ""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    chromium = os.environ.get("DATELINE_CHROMIUM") or shutil.which("chromium")
    assert chromium, "there is no chromium on the PATH: install it, or name it with DATELINE_CHROMIUM"
    return {**browser_type_launch_args, "executable_path": chromium, "args": list(FLAGS)}


@pytest.fixture(scope="session")
def sample_file(pipeline: Pipeline, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample articles, read, coded and fused."""
    path = tmp_path_factory.mktemp("sample") / "case.db"
    case = open_case(str(path), create=True)
    add_inputs(case, PipelineCoder(pipeline, 120.0), [str(SAMPLE)], Given(), lambda: None)
    case.close()
    return path


@pytest.fixture(scope="session")
def reading(sample_file: Path) -> Iterator[Served]:
    """A workbench that no test changes."""
    case = open_case(str(sample_file))
    served = serve_case(case, "mira")
    yield served
    served.stop()
    case.close()


@pytest.fixture
def case(sample_file: Path, tmp_path: Path) -> Iterator[Case]:
    """The sample case, to be changed."""
    copy = tmp_path / "case.db"
    shutil.copyfile(sample_file, copy)
    opened = open_case(str(copy))
    yield opened
    opened.close()


@pytest.fixture
def mira(case: Case) -> Iterator[Served]:
    served = serve_case(case, "mira")
    yield served
    served.stop()


@pytest.fixture
def omar(case: Case) -> Iterator[Served]:
    served = serve_case(case, "omar")
    yield served
    served.stop()
