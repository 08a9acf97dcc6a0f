"""Hashed features score the same in every process, and weights come back from a file as they were stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.learned.linear import LinearModel, bucket, load_models, probability


def test_a_score_is_the_sum_of_the_weights_of_its_features() -> None:
    weights = [0.0] * 16
    weights[bucket("w=say", 16)] += 1.5
    weights[bucket("dep=ROOT", 16)] += 0.25
    assert LinearModel(weights).score(["w=say", "dep=ROOT"]) == 1.75
    assert LinearModel(weights).score([]) == 0.0
    weights[bucket("w=?", 16)] += 8.0
    assert LinearModel(weights).score(iter(["w=say", "w=\ud800"])) == 9.5  # a lone surrogate of a broken file


def test_the_hash_is_fixed() -> None:
    assert bucket("w=say", 1 << 19) == 110_281
    assert bucket("\ud800", 1 << 19) == bucket("?", 1 << 19)  # a lone surrogate of a broken file


@pytest.mark.parametrize(("score", "expected"), [(0.0, 0.5), (1000.0, 1.0), (-1000.0, 0.0)])
def test_probability(score: float, expected: float) -> None:
    assert probability(score) == pytest.approx(expected)


def test_models_come_back_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "models.npz"
    stored = {"size": np.array(8), "cue.at": np.array([3], np.uint32), "cue.weights": np.array([0.5], np.float16)}
    np.savez_compressed(path, **stored)
    assert load_models(path) == {"cue": LinearModel([0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, 0.0])}
