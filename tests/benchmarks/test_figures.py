"""The table of figures: what is compared with a release, what counts as worse, each figure with its benchmark."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from conftest import PROJECT


@pytest.fixture(scope="module")
def figures() -> ModuleType:
    path = PROJECT / "benchmarks" / "figures.py"
    spec = importlib.util.spec_from_file_location("benchmark_figures", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_each_figure_is_printed_by_a_benchmark_that_is_run(figures: ModuleType) -> None:
    run = figures.commands(Path("texts.jsonl"))
    for figure in figures.FIGURES:
        script = PROJECT / "benchmarks" / f"{figure.benchmark}.py"
        assert figure.benchmark in run
        assert figure.name.removesuffix("_p95_ms") in script.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("now", "before", "worse"),
    [
        ({"start.read_to_spacy": 2.0}, {"start.read_to_spacy": 1.5}, ["start.read_to_spacy"]),
        ({"start.read_to_spacy": 1.8}, {"start.read_to_spacy": 1.5}, []),
        ({"start.beyond_spacy_s": 9.0}, {"start.beyond_spacy_s": 1.0}, []),  # seconds belong to a machine
        ({"start.read_to_spacy": 2.0}, {}, []),
        ({}, {"start.read_to_spacy": 1.5}, []),
        ({"ray_workers.two_to_one": 1.2}, {"ray_workers.two_to_one": 1.9}, ["ray_workers.two_to_one"]),  # less is worse
        ({"ray_workers.two_to_one": 1.9}, {"ray_workers.two_to_one": 1.2}, []),
    ],
)
def test_a_ratio_that_has_grown_by_a_quarter_is_worse(
    now: dict[str, float], before: dict[str, float], worse: list[str], figures: ModuleType
) -> None:
    assert figures.shown(now, {"release": "0.1", "figures": before}) == worse


def test_a_missed_goal_is_marked(figures: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    figures.shown({"places.lookups_a_second": 10.0, "places.memory_mb": 10.0}, {"figures": {}})
    printed = capsys.readouterr().out
    assert "10 (missed)" in printed
    assert printed.count("missed") == 1
