"""Trees send each example down to a leaf, and come back from a file as they were stored."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from dateline.annotate.learned.forest import load_forest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Two trees: a leaf of 1; one of 2 up to .5 of number 1, else of 4 up to 7 of number 0, else of 8."""
    file = tmp_path / "trees.npz"
    np.savez_compressed(
        file,
        feature=np.array([0, 1, 0, 0, 0, 0], np.int16),
        threshold=np.array([np.inf, 0.5, np.inf, 7.0, np.inf, np.inf], np.float32),
        left=np.array([0, 2, 2, 4, 4, 5], np.int32),
        right=np.array([0, 3, 2, 5, 4, 5], np.int32),
        value=np.array([1, 0, 2, 0, 4, 8], np.float32),
        roots=np.array([0, 1], np.int32),
        depth=np.array(2),
        base=np.array(-5.0),
    )
    return file


def test_each_example_ends_in_a_leaf_of_each_tree(path: Path) -> None:
    forest = load_forest(path)
    examples = np.array([[0, 0.5], [7, 0.6], [7.5, 9]], np.float32)
    scores = np.array([-5 + 1 + 2, -5 + 1 + 4, -5 + 1 + 8])
    assert forest.probabilities(examples) == pytest.approx(list(1 / (1 + np.exp(-scores))))


def test_nothing_to_judge(path: Path) -> None:
    assert load_forest(path).probabilities(np.zeros((0, 2), np.float32)) == []


def test_a_pickle_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "evil.npz"
    np.savez(file, feature=np.array([{}], dtype=object))
    with pytest.raises(ValueError, match="allow_pickle"):
        load_forest(file)
