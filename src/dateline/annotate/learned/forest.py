"""Boosted trees, as numpy arrays: what weighs a few dozen numbers against each other where sums of weights do not do.

Input: a matrix, one row an example. Output: a probability for each. A node sends an example left where its number is at
most the threshold; a leaf leads to itself. All examples walk all trees at once, a level at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

__all__ = ["Forest", "load_forest"]

Matrix = NDArray[np.float32]
_ARRAYS = ("feature", "threshold", "left", "right", "value")


@dataclass(frozen=True)
class Forest:
    """Each array has one entry a node, of all trees one after the other; `roots` tells where each tree begins."""

    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    value: NDArray[np.float32]
    roots: NDArray[np.int32]
    depth: int
    base: float

    def probabilities(self, examples: Matrix) -> list[float]:
        """For each example how likely it is."""
        if not len(examples):
            return []
        at = np.broadcast_to(self.roots, (len(examples), len(self.roots)))
        rows = np.arange(len(examples))[:, None]
        for _ in range(self.depth):
            below = examples[rows, self.feature[at]] <= self.threshold[at]
            at = np.where(below, self.left[at], self.right[at])
        scores = self.base + self.value[at].sum(axis=1, dtype=np.float64)
        found: list[float] = (1.0 / (1.0 + np.exp(-np.clip(scores, -30, 30)))).tolist()
        return found


def load_forest(path: Path) -> Forest:
    """The trees of an .npz file, without pickles."""
    with np.load(path, allow_pickle=False) as stored:
        arrays = {name: stored[name] for name in _ARRAYS}
        return Forest(**arrays, roots=stored["roots"], depth=int(stored["depth"]), base=float(stored["base"]))
