"""Word vectors: likeness is what we want of them; unknown words are zero."""

from __future__ import annotations

import numpy as np

from dateline.knowledge.vectors import DIMENSIONS, load_vectors


def likeness(one: str, other: str) -> float:
    vectors = load_vectors()
    return float(vectors.vector(one) @ vectors.vector(other))


def test_like_words_are_closer_than_unlike_ones() -> None:
    assert likeness("shelled", "bombarded") > likeness("shelled", "praised")
    assert likeness("negotiations", "talks") > likeness("negotiations", "goalkeeper")


def test_unknown_words_are_zero_and_count_in_the_mean() -> None:
    vectors = load_vectors()
    assert "zzqxv" not in vectors
    assert vectors.vector("zzqxv").tolist() == [0.0] * DIMENSIONS
    assert np.allclose(vectors.mean(["army", "zzqxv"]), vectors.vector("army") / 2)
    assert vectors.mean([]).tolist() == [0.0] * DIMENSIONS
