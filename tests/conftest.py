"""What tests share: where the third-party gold lies, and a pipeline that is loaded once."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.annotate.pipeline import Pipeline, load_pipeline
from dateline.settings import Settings

PROJECT = Path(__file__).resolve().parents[1]
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    return load_pipeline(Settings())
