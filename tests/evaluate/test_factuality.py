"""The scorer of factuality, on hand-made cases with known answers."""

from __future__ import annotations

import pytest

from dateline.annotate.slots import CertaintyRow
from dateline.evaluate.factuality import figures, happened, presented


@pytest.mark.parametrize(
    ("row", "value"),
    [
        (CertaintyRow(0, "certain", "affirmed", "happened"), 3.0),
        (CertaintyRow(0, "certain", "affirmed", "planned"), 3.0),
        (CertaintyRow(0, "certain", "denied", "happened"), -3.0),
        (CertaintyRow(0, "probable", "affirmed", "happened"), 1.5),
        (CertaintyRow(0, "probable", "denied", "happened"), -1.5),
        (CertaintyRow(0, "certain", "affirmed", "hypothetical"), 0.75),
        (CertaintyRow(0, "possible", "affirmed", "called_for"), 0.75),
    ],
)
def test_a_row_on_the_scale(row: CertaintyRow, value: float) -> None:
    assert presented(row) == value


def test_the_learned_score_is_read_as_it_stands() -> None:
    assert happened(CertaintyRow(0, "certain", "affirmed", "happened", happened=-1.25)) == -1.25


def test_figures_of_perfect_and_reversed_answers() -> None:
    labels = [3.0, 3.0, -3.0, 0.0]
    perfect = figures(labels, labels)
    assert (perfect["pearson_r"], perfect["mae"], perfect["not_happened_f1"]) == (pytest.approx(1.0), 0.0, 1.0)
    reversed_ = figures(labels, [-label for label in labels])
    assert reversed_["pearson_r"] == pytest.approx(-1.0)
    assert reversed_["not_happened_f1"] == 0.0


def test_one_value_for_all_correlates_with_nothing() -> None:
    constant = figures([3.0, -3.0], [3.0, 3.0])
    assert (constant["pearson_r"], constant["mae"]) == (0.0, 3.0)


def test_known_errors() -> None:
    found = figures([3.0, 1.0, -2.0, -2.0], [3.0, 0.0, 0.0, -2.0])
    assert found["mae"] == pytest.approx(0.75)
    assert found["not_happened_f1"] == pytest.approx(2 / 3)
    assert found["uncertain_f1"] == pytest.approx(2 / 3)
