"""What words are like: word -> a vector of 50 numbers, from which learned components generalise to words unseen.

Input is `word_vectors.npz`: the most frequent words of GloVe 6B (Pennington, Socher and Manning 2014; public domain,
PDDL 1.0), made unit length and rounded to one byte a number by `training/make_vectors.py`.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray

__all__ = ["DIMENSIONS", "WordVectors", "load_vectors"]

DIMENSIONS = 50

Vector = NDArray[np.float32]


class WordVectors:
    """Vectors by lower-case word; a word that is not known has the zero vector."""

    def __init__(self, words: list[str], matrix: Vector) -> None:
        self._rows = {word: row for row, word in enumerate(words, 1)}
        self._matrix: Vector = np.vstack([np.zeros((1, matrix.shape[1]), dtype=np.float32), matrix])

    def __contains__(self, word: str) -> bool:
        return word in self._rows

    @property
    def words(self) -> list[str]:
        """All words, in the order of their rows, which begin with 1: row 0 is a word that is not known."""
        return list(self._rows)

    def row(self, word: str) -> int:
        return self._rows.get(word, 0)

    def vector(self, word: str) -> Vector:
        vector: Vector = self._matrix[self.row(word)]
        return vector

    def mean(self, words: list[str]) -> Vector:
        """The mean over the words, unknown ones counted as zero; zero where there are none."""
        rows = [self._rows.get(word, 0) for word in words]
        total: Vector = np.add.reduce(self._matrix[rows or [0]], axis=0)
        return total / np.float32(len(rows) or 1)


@cache
def load_vectors() -> WordVectors:
    """The vectors that ship with the package, read once a process."""
    with as_file(files("dateline.knowledge") / "word_vectors.npz") as path, np.load(path, allow_pickle=False) as data:
        words = bytes(data["words"]).decode("utf-8").split("\n")
        matrix = data["vectors"].astype(np.float32) * np.float32(data["scale"])
    return WordVectors(words, matrix)
