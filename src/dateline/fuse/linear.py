"""Learned weights -> the log-odds that two mentions tell one event.

A logistic regression over named measures. Its weights are a JSON file (names, weights, intercept, the threshold of
grouping, and what was trained on what), so that every part of a score can be read; numpy multiplies them out.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["LinearScorer", "read_scorer"]


@dataclass(frozen=True)
class LinearScorer:
    names: tuple[str, ...]
    weights: NDArray[np.float64]
    intercept: float
    threshold: float

    def score(self, measures: NDArray[np.float64]) -> NDArray[np.float64]:
        """One score for each row of measures, in the order of `names`."""
        scores: NDArray[np.float64] = measures @ self.weights + self.intercept
        return scores


def read_scorer(path: Path, names: Sequence[str]) -> LinearScorer:
    """Raises ValueError where the file was trained on other measures than `names`."""
    data = json.loads(path.read_text(encoding="utf-8"))
    if tuple(data["names"]) != tuple(names):
        raise ValueError(f"{path}: trained on other measures ({', '.join(data['names'])}); train it again")
    return LinearScorer(
        tuple(data["names"]), np.array(data["weights"], dtype=np.float64), data["intercept"], data["threshold"]
    )
