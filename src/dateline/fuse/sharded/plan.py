"""A survey of all -> slices, and who of a slice is compared with whom.

A slice is a stretch of time of four weeks at least; where too much happened in it, a part of it, cut by region. A pair
belongs to the slice of its later member. The articles of other slices that this one needs for it are the overlap.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dateline.fuse.copies import REACH
from dateline.fuse.pairs import MET
from dateline.fuse.score import FAR_DAYS
from dateline.fuse.sharded.standing import Meetings, Standing, stand
from dateline.fuse.sharded.survey import Ints, Survey
from dateline.fuse.weights import Weights

__all__ = ["Compared", "Met", "Plan", "Slice", "compare", "plan_slices"]

_LEAST_DAYS = 28  # a shorter stretch would be mostly overlap


@dataclass(frozen=True)
class Slice:
    number: int
    articles: Ints  # where they stand in the survey


@dataclass(frozen=True)
class Plan:
    articles: NDArray[np.str_]
    heads: Standing
    texts: Standing
    slices: tuple[Slice, ...]


@dataclass(frozen=True)
class Met:
    """Pairs that meet often enough to be compared, by number in `names`, those of one later member together."""

    names: tuple[str, ...]
    pairs: Meetings

    def by_member(self) -> Iterator[tuple[str, dict[str, int]]]:
        """A member, and those before it that it meets with the number of their shared keys."""
        later, earlier, times = (numbers.tolist() for numbers in self.pairs)
        borders = [*np.flatnonzero(np.diff(self.pairs.later, prepend=-1)).tolist(), len(later)]
        for start, end in pairwise(borders):
            yield self.names[later[start]], {self.names[earlier[at]]: times[at] for at in range(start, end)}


@dataclass(frozen=True)
class Compared:
    """The articles of a slice, those of others that they are compared with, and who is compared with whom."""

    number: int
    own: tuple[str, ...]
    overlap: tuple[str, ...]
    positions: Ints  # where both stand in the survey, in this order
    heads: Met
    texts: Met


def plan_slices(survey: Survey, size: int) -> Plan:
    """Slices of about `size` mentions each."""
    loads = np.array([max(1, len(told)) for told in survey.told], dtype=np.int64)
    regions = np.array(survey.regions, dtype=np.str_)
    parts = (
        part
        for stretch in _stretches(survey.days, loads, size)
        for part in _parts(stretch[np.lexsort((survey.days[stretch], regions[stretch]))], loads, size)
    )
    slices = tuple(Slice(number, part) for number, part in enumerate(parts))
    return Plan(np.array(survey.articles, dtype=np.str_), stand(survey.heads), stand(survey.texts), slices)


def _stretches(days: Ints, loads: Ints, size: int) -> Iterator[Ints]:
    """The articles of one stretch of time after another: no day is cut."""
    order = np.argsort(days, kind="stable")
    begun, load = 0, 0
    changes = [*np.flatnonzero(np.diff(days[order])).tolist(), len(order) - 1]
    for before, last in zip([-1, *changes], changes, strict=False):
        load += int(loads[order[before + 1 : last + 1]].sum())
        if load >= size and days[order[last]] - days[order[begun]] >= _LEAST_DAYS - 1:
            yield order[begun : last + 1]
            begun, load = last + 1, 0
    if begun < len(order):
        yield order[begun:]


def _parts(ordered: Ints, loads: Ints, size: int) -> Iterator[Ints]:
    """Parts of about one size: one where there is less than half as much again."""
    before = np.cumsum(loads[ordered]) - loads[ordered]
    count = max(1, round(loads[ordered].sum() / size))
    which = before * count // max(1, loads[ordered].sum())
    return (part for number in range(count) if len(part := ordered[which == number]))


def compare(plan: Plan, part: Slice, weights: Weights) -> Compared:
    """Who is compared with whom in one slice."""
    inside = np.zeros(len(plan.articles), dtype=np.bool_)
    inside[part.articles] = True
    heads, head_articles = _met(plan.heads, inside, weights.neighbours, tellings=True)
    texts, text_articles = _met(plan.texts, inside, REACH, tellings=False)
    needed = np.zeros_like(inside)
    needed[head_articles] = needed[text_articles] = True
    overlap = np.flatnonzero(needed & ~inside)
    return Compared(
        part.number,
        tuple(plan.articles[part.articles].tolist()),
        tuple(plan.articles[overlap].tolist()),
        np.concatenate([part.articles, overlap]),
        heads,
        texts,
    )


def _met(standing: Standing, inside: NDArray[np.bool_], reach: int, *, tellings: bool) -> tuple[Met, Ints]:
    """The pairs, and the articles of their members."""
    met = standing.meetings(np.flatnonzero(inside[standing.articles]), reach)
    if tellings:
        met = met.only(_worth_comparing(standing, met))
    members, numbers = np.unique(np.concatenate([met.later, met.earlier]), return_inverse=True)
    later, earlier = np.split(numbers.reshape(-1), 2)
    return Met(tuple(standing.names[members].tolist()), Meetings(later, earlier, met.times)), standing.articles[members]


def _worth_comparing(standing: Standing, met: Meetings) -> NDArray[np.bool_]:
    """What `TellingPairs.linked` would pass over is left out: too few meetings, stated days too far apart."""
    both_main = standing.mains[met.later] & standing.mains[met.earlier]
    first, last = standing.first_stated, standing.last_stated
    gap = np.maximum(first[met.later] - last[met.earlier], first[met.earlier] - last[met.later])
    stated = (first[met.later] > 0) & (first[met.earlier] > 0)
    wanted: NDArray[np.bool_] = (met.times >= np.where(both_main, MET, 1)) & ~(stated & (gap > FAR_DAYS))
    return wanted
