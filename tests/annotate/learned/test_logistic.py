"""The model adds up named weights and a dense part, and survives its file."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.learned.logistic import Example, LogisticModel

MODEL = LogisticModel({"a": 1.0, "é=b": -2.5}, np.array([0.5, 0.0], dtype=np.float32), -1.0, {"parser": "x"})


def example(*names: str, dense: tuple[float, float] = (0.0, 0.0)) -> Example:
    return Example(frozenset(names), np.array(dense, dtype=np.float32))


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        (example("a"), 0.5),
        (example("a", "never seen"), 0.5),
        (example("a", dense=(2.0, 7.0)), 1 / (1 + np.exp(-1.0))),
        (example("é=b"), 1 / (1 + np.exp(3.5))),
    ],
)
def test_probability(case: Example, expected: float) -> None:
    assert MODEL.probability(case) == pytest.approx(expected, abs=1e-6)


def test_extreme_scores_stay_probabilities() -> None:
    model = LogisticModel({"a": 1e6, "b": -1e6}, MODEL.dense, 0.0, {})
    assert 0 < model.probability(example("b")) < model.probability(example("a")) < 1


def test_save_and_load(tmp_path: Path) -> None:
    MODEL.save(tmp_path / "model.npz")
    again = LogisticModel.load(tmp_path / "model.npz")
    assert again.weights == MODEL.weights
    assert again.bias == MODEL.bias
    assert again.trained_on == MODEL.trained_on
    assert again.dense.tolist() == MODEL.dense.tolist()
