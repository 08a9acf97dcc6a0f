"""The scorer of time expressions, on hand-made cases with known answers."""

from __future__ import annotations

import pytest

from dateline.evaluate.timebank import Expression, Tally

TUESDAY = Expression(0, 7, "2025-12-16")


@pytest.mark.parametrize(
    ("found", "strict", "relaxed", "value"),
    [
        ([TUESDAY], 1.0, 1.0, 1.0),
        ([], 0.0, 0.0, 0.0),
        ([Expression(0, 7, "2025-12-09")], 1.0, 1.0, 0.0),
        ([Expression(0, 13, "2025-12-16")], 0.0, 1.0, 1.0),
        ([Expression(7, 13, "2025-12-16")], 0.0, 0.0, 0.0),
        ([Expression(0, 3, None), TUESDAY], 2 / 3, 2 / 3, 2 / 3),  # one to one: the second is a false one
    ],
)
def test_figures(found: list[Expression], strict: float, relaxed: float, value: float) -> None:
    tally = Tally()
    tally.add([TUESDAY], found)
    figures = tally.figures()
    assert (figures["strict_f1"], figures["relaxed_f1"], figures["value_f1"]) == (strict, relaxed, value)


def test_a_long_expression_counts_for_one_of_two() -> None:
    tally = Tally()
    tally.add([TUESDAY, Expression(8, 13, "X")], [Expression(0, 13, "X")])
    assert (tally.relaxed, tally.strict, tally.value) == (1, 0, 0)
