"""A logistic model over named features and a dense vector: what the learned components run on, with numpy alone.

Input is an .npz written by `training/train_gate.py`: the names of the features seen in training with their weights, the
weights of the dense part, the bias, and a note of what it was trained on. Nothing is hashed, so that a weight can be
looked up by name.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["Example", "LogisticModel", "load_packaged", "log_odds", "probability"]

_FURTHEST = 30.0  # log odds: beyond it a probability is 0 or 1 in all but name


@dataclass(frozen=True, slots=True)
class Example:
    """What a model sees of one case: which features hold, and numbers that always do."""

    names: frozenset[str]
    dense: NDArray[np.float32]


@dataclass(frozen=True)
class LogisticModel:
    weights: dict[str, float]
    dense: NDArray[np.float32]
    bias: float
    trained_on: dict[str, Any]

    def probability(self, example: Example) -> float:
        return probability(self.score(example))

    def score(self, example: Example) -> float:
        """The log odds."""
        return self.bias + self.named_score(example.names) + float(self.dense @ example.dense)

    def named_score(self, names: Iterable[str]) -> float:
        """What the names alone add to the log odds."""
        return sum(self.weights.get(name, 0.0) for name in names)

    def save(self, path: Path) -> None:
        np.savez_compressed(
            path,
            names=_bytes(list(self.weights)),
            weights=np.array(list(self.weights.values()), dtype=np.float32),
            dense=self.dense,
            bias=np.float32(self.bias),
            trained_on=_bytes(self.trained_on),
        )

    @classmethod
    def load(cls, path: Path) -> LogisticModel:
        with np.load(path, allow_pickle=False) as data:
            names = json.loads(bytes(data["names"]))
            weights = dict(zip(names, data["weights"].tolist(), strict=True))
            trained_on = json.loads(bytes(data["trained_on"]))
            return cls(weights, data["dense"], float(data["bias"]), trained_on)


def load_packaged(file_name: str) -> LogisticModel:
    """A model of `annotate/events`, which ships beside the components that ask it."""
    with as_file(files("dateline.annotate.events") / file_name) as path:
        return LogisticModel.load(path)


def probability(log_odds: float) -> float:
    return 1 / (1 + math.exp(-max(-_FURTHEST, min(_FURTHEST, log_odds))))


def log_odds(probability: float) -> float:
    """The inverse; the probability must lie between 0 and 1, both excluded."""
    return math.log(probability / (1 - probability))


def _bytes(value: Any) -> NDArray[np.uint8]:
    return np.frombuffer(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8"), dtype=np.uint8)
