"""Every benchmark can still be started: what it imports from the product is there."""

from __future__ import annotations

import runpy
import sys
from pathlib import Path

import pytest

from conftest import PROJECT

SCRIPTS = sorted((PROJECT / "benchmarks").glob("*.py"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.stem)
def test_what_it_imports_is_there(script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(script.parent), *sys.path])  # they import one another
    runpy.run_path(str(script), run_name="imported")
