"""F1 over labels by hand-made cases with known answers, wrong ones included."""

from __future__ import annotations

import pytest

from dateline.evaluate.case2021 import score_labels


def test_all_right() -> None:
    figures = score_labels(["A", "B"], ["A", "B"])
    assert (figures["weighted_f1"], figures["macro_f1"], figures["accuracy"]) == (1.0, 1.0, 1.0)


def test_known_mistakes() -> None:
    figures = score_labels(["A", "A", "A", "B"], ["A", "A", "B", "C"])
    # A: 2 right of 3 asked and 2 told, F1 .8; B: 0 of 1 and 1; C: told once, never asked
    assert figures["weighted_f1"] == pytest.approx(0.6)
    assert figures["macro_f1"] == pytest.approx(0.2667, abs=1e-4)
    assert figures["accuracy"] == 0.5


def test_nothing() -> None:
    assert score_labels([], [])["weighted_f1"] == 0.0
