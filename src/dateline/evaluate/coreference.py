"""Two partitions of the same items -> MUC, B-cubed, CEAF-e and their mean, the CoNLL figure.

Definitions: MUC of Vilain et al. 1995, B-cubed of Bagga & Baldwin 1998, entity CEAF of Luo 2005, averaged as in the
CoNLL-2012 shared task; singletons are kept. The alignment of CEAF-e is the exact one, found with the Hungarian
method (Kuhn 1955, in the shortest-path form of Jonker & Volgenant 1987), one connected part of the table at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = ["Agreement", "Figure", "best_alignment", "compare"]

ItemT = TypeVar("ItemT", bound=Hashable)
_Overlaps = Counter[tuple[Hashable, Hashable]]


@dataclass(frozen=True, slots=True)
class Figure:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Agreement:
    muc: Figure
    b_cubed: Figure
    ceaf_e: Figure

    @property
    def conll_f1(self) -> float:
        return (self.muc.f1 + self.b_cubed.f1 + self.ceaf_e.f1) / 3


def compare(gold: Mapping[ItemT, Hashable], found: Mapping[ItemT, Hashable]) -> Agreement:
    """How well `found` groups the items of `gold`: item -> name of its group; both hold exactly the same items."""
    if gold.keys() != found.keys():
        raise ValueError("two partitions can only be compared over the same items")
    overlaps: _Overlaps = Counter((gold[item], found[item]) for item in gold)
    gold_sizes, found_sizes = Counter(gold.values()), Counter(found.values())
    mirrored: _Overlaps = Counter({(there, here): count for (here, there), count in overlaps.items()})
    return Agreement(
        muc=Figure(_muc(mirrored, found_sizes), _muc(overlaps, gold_sizes)),
        b_cubed=Figure(_b_cubed(mirrored, found_sizes), _b_cubed(overlaps, gold_sizes)),
        ceaf_e=_ceaf_e(overlaps, gold_sizes, found_sizes),
    )


def _muc(overlaps: _Overlaps, sizes: Counter[Hashable]) -> float:
    """Share of the links that a group needs which the other partition has; 0 where no group needs any."""
    parts = Counter(group for group, _ in overlaps)
    needed = sum(size - 1 for size in sizes.values())
    missing = sum(count - 1 for count in parts.values())
    return (needed - missing) / needed if needed else 0.0


def _b_cubed(overlaps: _Overlaps, sizes: Counter[Hashable]) -> float:
    total = sum(sizes.values())
    return sum(count * count / sizes[group] for (group, _), count in overlaps.items()) / total if total else 0.0


def _ceaf_e(overlaps: _Overlaps, gold_sizes: Counter[Hashable], found_sizes: Counter[Hashable]) -> Figure:
    likeness = {
        (gold, found): 2 * count / (gold_sizes[gold] + found_sizes[found]) for (gold, found), count in overlaps.items()
    }
    total = sum(_best_total(part) for part in _connected_parts(likeness))
    return Figure(
        precision=total / len(found_sizes) if found_sizes else 0.0,
        recall=total / len(gold_sizes) if gold_sizes else 0.0,
    )


_Table = dict[tuple[Hashable, Hashable], float]


def _connected_parts(likeness: _Table) -> Iterable[_Table]:
    """Split the table where no overlap joins its rows and columns, so that each alignment stays small."""
    rows: dict[Hashable, list[Hashable]] = defaultdict(list)
    columns: dict[Hashable, list[Hashable]] = defaultdict(list)
    for row, column in likeness:
        rows[row].append(column)
        columns[column].append(row)
    seen: set[Hashable] = set()
    for start in rows:
        if start in seen:
            continue
        seen.add(start)
        part: _Table = {}
        waiting = [start]
        while waiting:
            row = waiting.pop()
            for column in rows[row]:
                part[row, column] = likeness[row, column]
                fresh = [other for other in columns[column] if other not in seen]
                seen.update(fresh)
                waiting.extend(fresh)
        yield part


def _best_total(part: _Table) -> float:
    row_of = {row: index for index, row in enumerate(dict.fromkeys(row for row, _ in part))}
    column_of = {column: index for index, column in enumerate(dict.fromkeys(column for _, column in part))}
    table = np.zeros((len(row_of), len(column_of)))
    for (row, column), value in part.items():
        table[row_of[row], column_of[column]] = value
    if table.shape[0] > table.shape[1]:
        table = table.T
    return float(sum(table[row, column] for row, column in enumerate(best_alignment(-table))))


def best_alignment(cost: NDArray[np.float64]) -> list[int]:
    """The column of each row in the cheapest one-to-one alignment; needs as many columns as rows, or more."""
    height, width = cost.shape
    if height > width:
        raise ValueError(f"{height} rows cannot each have one of {width} columns")
    row_price, column_price = np.zeros(height), np.zeros(width)
    row_of_column = np.full(width, -1)
    for row in range(height):
        _augment(cost, row, row_price, column_price, row_of_column)
    alignment = [-1] * height
    for column, row in enumerate(row_of_column):
        if row >= 0:
            alignment[row] = column
    return alignment


def _augment(
    cost: NDArray[np.float64],
    row: int,
    row_price: NDArray[np.float64],
    column_price: NDArray[np.float64],
    row_of_column: NDArray[np.int64],
) -> None:
    """Give `row` a column along the shortest path of reduced costs, and keep every price feasible (all in place)."""
    width = cost.shape[1]
    distance = np.full(width, np.inf)
    came_from = np.full(width, -1)
    done = np.zeros(width, dtype=bool)
    reached, column, at_row = 0.0, -1, row
    visited: list[tuple[int, float]] = [(row, 0.0)]
    while True:
        step = reached + cost[at_row] - row_price[at_row] - column_price
        closer = ~done & (step < distance)
        distance[closer] = step[closer]
        came_from[closer] = column
        column = int(np.argmin(np.where(done, np.inf, distance)))
        reached = float(distance[column])
        done[column] = True
        if row_of_column[column] < 0:
            break
        at_row = int(row_of_column[column])
        visited.append((at_row, reached))
    for seen_row, at in visited:
        row_price[seen_row] += reached - at
    column_price[done] += distance[done] - reached
    while column >= 0:
        previous = int(came_from[column])
        row_of_column[column] = row if previous < 0 else row_of_column[previous]
        column = previous
