"""The coreference figures on cases that can be worked out by hand."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from dateline.evaluate.coreference import best_alignment, compare


def partition(*groups: str) -> dict[str, int]:
    return {item: number for number, group in enumerate(groups) for item in group}


def test_equal_partitions_agree_wholly() -> None:
    agreement = compare(partition("abc", "de", "f"), partition("f", "ed", "cab"))
    assert agreement.conll_f1 == pytest.approx(1.0)


# Worked by hand; gold {a b c} {d e f g}, found {a b} {c d} {f g h} would need equal items, so h is left out.
@pytest.mark.parametrize(
    ("gold", "found", "muc", "b_cubed", "ceaf_e"),
    [
        # MUC: gold needs 2 + 3 links, has 1 + 1 (abc splits in 2, defg in 3) -> 2 + ... worked out in each row.
        # gold parts: abc -> {ab}{c} = 2, defg -> {d}{e}{fg} = 3: recall (5 - 3) / 5; found: ab 1, cd 2 parts, fg 1, e 1
        # B3 recall: (4/3 + 1/3 + 1/4 + 1/4 + 4/4) / 7; precision: (4/2 + 1/2 + 1/2 + 4/2 + 1) / 7
        # CEAF-e: ab-abc 4/5, fg-defg 4/6: 22/15, over 4 found and 2 gold
        (
            ("abc", "defg"),
            ("ab", "cd", "fg", "e"),
            (2 / 3, 2 / 5),
            (6 / 7, (19 / 6) / 7),
            (22 / 15 / 4, 22 / 15 / 2),
        ),
        # one group found for two: every gold link is there, and one link too many
        (("ab", "cd"), ("abcd",), (2 / 3, 1.0), (0.5, 1.0), (2 / 3, 1 / 3)),
        # singletons against a pair: no link found
        (("ab",), ("a", "b"), (0.0, 0.0), (1.0, 0.5), (1 / 3, 2 / 3)),
    ],
)
def test_figures_worked_out_by_hand(
    gold: tuple[str, ...],
    found: tuple[str, ...],
    muc: tuple[float, float],
    b_cubed: tuple[float, float],
    ceaf_e: tuple[float, float],
) -> None:
    agreement = compare(partition(*gold), partition(*found))
    assert (agreement.muc.precision, agreement.muc.recall) == pytest.approx(muc)
    assert (agreement.b_cubed.precision, agreement.b_cubed.recall) == pytest.approx(b_cubed)
    assert (agreement.ceaf_e.precision, agreement.ceaf_e.recall) == pytest.approx(ceaf_e)


def test_swapping_the_sides_swaps_precision_and_recall() -> None:
    gold, found = partition("abcd", "ef", "g"), partition("ab", "cdef", "g")
    there, back = compare(gold, found), compare(found, gold)
    assert there.b_cubed.precision == pytest.approx(back.b_cubed.recall)
    assert there.ceaf_e.f1 == pytest.approx(back.ceaf_e.f1)
    assert there.muc.recall == pytest.approx(back.muc.precision)


def test_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        compare(partition("ab"), partition("ac"))


def test_the_alignment_is_the_cheapest_of_all() -> None:
    random = np.random.default_rng(7)
    for height, width in [(1, 1), (2, 3), (4, 4), (3, 6), (5, 5)]:
        for _ in range(20):
            cost = random.integers(-9, 10, size=(height, width)).astype(float)
            found = sum(cost[row, column] for row, column in enumerate(best_alignment(cost)))
            best = min(
                sum(cost[row, column] for row, column in enumerate(columns))
                for columns in permutations(range(width), height)
            )
            assert found == best


def test_more_rows_than_columns_are_refused() -> None:
    with pytest.raises(ValueError, match="3 rows"):
        best_alignment(np.zeros((3, 2)))
