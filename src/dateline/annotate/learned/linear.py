"""A linear model over hashed features: what the learned parts of attribution score their candidates with.

Input: features as strings. Output: a sum of weights. Feature hashing (Weinberger et al. 2009) keeps the weights one
array of fixed size that needs no dictionary; CRC-32 is the hash because it is the same in every process.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import exp
from pathlib import Path
from zlib import crc32

import numpy as np

__all__ = ["LinearModel", "bucket", "load_models", "probability", "shares"]


@dataclass(frozen=True)
class LinearModel:
    """`weights` has a power of two entries; a feature's weight stands at its hash."""

    weights: list[float]

    def score(self, features: Iterable[str]) -> float:
        """The sum of their weights."""
        weights, mask = self.weights, len(self.weights) - 1
        given = list(features)
        try:
            return sum([weights[crc32(feature.encode()) & mask] for feature in given])
        except UnicodeEncodeError:  # half a letter of the text, which the quick way does not take
            return sum([weights[bucket(feature, mask + 1)] for feature in given])


def bucket(feature: str, size: int) -> int:
    """Where a feature's weight stands among `size`, a power of two; training uses the same."""
    return crc32(feature.encode("utf-8", "replace")) & (size - 1)


def load_models(path: Path) -> dict[str, LinearModel]:
    """The named models of an .npz file: for each, the non-zero weights (`NAME.at`, `NAME.weights`) and their `size`."""
    with np.load(path, allow_pickle=False) as stored:
        names = sorted(key.removesuffix(".at") for key in stored.files if key.endswith(".at"))
        return {name: _model(stored[f"{name}.at"], stored[f"{name}.weights"], int(stored["size"])) for name in names}


def _model(at: np.ndarray, values: np.ndarray, size: int) -> LinearModel:
    weights = np.zeros(size, dtype=np.float32)
    weights[at] = values
    return LinearModel(weights.tolist())


def probability(score: float) -> float:
    return 1.0 / (1.0 + exp(-max(-30.0, min(30.0, score))))


def shares(scores: Sequence[float]) -> list[float]:
    """Scores of rival candidates as probabilities (softmax)."""
    highest = max(scores)
    raised = [exp(score - highest) for score in scores]
    total = sum(raised)
    return [value / total for value in raised]
