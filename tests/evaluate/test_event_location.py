"""The metric of event_location by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.event_location import figures

# "Guns in Old Zenda and Hentzau" with a token each
TOKENS = [[0, 4], [5, 7], [8, 11], [12, 17], [18, 21], [22, 29]]


def record(*spans: tuple[int, int]) -> dict[str, Any]:
    return {"tokens": TOKENS, "locations": [{"start": start, "end": end} for start, end in spans]}


@pytest.mark.parametrize(
    ("gold", "found", "token_f1", "exact"),
    [
        ([(8, 17)], {(8, 17)}, 1.0, 1.0),
        ([(8, 17)], {(12, 17)}, 2 / 3, 0.0),
        ([(8, 17), (22, 29)], {(8, 17)}, 4 / 5, 0.0),
        ([], set(), 0.0, 1.0),
        ([], {(22, 29)}, 0.0, 0.0),
        ([(22, 29)], set(), 0.0, 0.0),
    ],
)
def test_figures(gold: list[tuple[int, int]], found: set[tuple[int, int]], token_f1: float, exact: float) -> None:
    scores = figures([(record(*gold), frozenset(found))])
    assert scores["token_f1"] == pytest.approx(token_f1)
    assert scores["exact"] == exact


def test_tokens_are_pooled_over_records() -> None:
    scores = figures([(record((8, 17)), frozenset({(8, 17)})), (record((22, 29)), frozenset())])
    assert scores["token_precision"] == 1.0
    assert scores["token_recall"] == pytest.approx(2 / 3)
    assert scores["exact"] == 0.5
