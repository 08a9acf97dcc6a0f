"""A survey -> who stands beside whom: the rows of members under each key, in order of their places.

The sorted neighbourhood of `fuse.neighbours`, for all members at once: they are numbered in order of place, and the
numbers sorted by key. Those whom a member meets stand at most `reach` entries before or after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from dateline.fuse.sharded.survey import Ints, Members

__all__ = ["Meetings", "Standing", "stand"]

Numbers = NDArray[np.int32]


class Meetings(NamedTuple):
    """Pairs of members by number, the later one first, and under how many keys they meet."""

    later: Ints
    earlier: Ints
    times: Ints

    def only(self, wanted: NDArray[np.bool_]) -> Meetings:
        return Meetings(self.later[wanted], self.earlier[wanted], self.times[wanted])


@dataclass(frozen=True)
class Standing:
    """Members in order of place. The entries of member `n` are those from `starts[n]` to `starts[n + 1]`."""

    names: NDArray[np.str_]
    articles: Ints
    mains: NDArray[np.bool_]
    first_stated: Ints
    last_stated: Ints
    starts: Ints
    entries: Numbers  # where in `rows` an entry stands
    rows: Numbers  # the members under one key, then those under the next
    in_row: Numbers  # how many stand before one under its key

    def meetings(self, members: Ints, reach: int) -> Meetings:
        """The pairs in which one of these members meets somebody whose place is before its own."""
        counts = self.starts[members + 1] - self.starts[members]
        owners = np.repeat(members, counts)
        first = np.cumsum(counts) - counts
        at = self.entries[np.arange(len(owners)) - np.repeat(first - self.starts[members], counts)]
        pairs = []
        for back in range(1, reach + 1):
            beside = self.in_row[at] >= back
            pairs.append(owners[beside] * len(self.names) + self.rows[at[beside] - back])
        met, times = np.unique(np.concatenate(pairs), return_counts=True)
        return Meetings(*np.divmod(met, max(1, len(self.names))), times)


def stand(members: Members) -> Standing:
    names = np.array(members.names, dtype=np.str_)
    order = np.lexsort((names, members.days))
    counts = members.counts[order]
    starts = np.concatenate([[0], np.cumsum(counts)])
    given = np.concatenate([[0], np.cumsum(members.counts)])[order]
    keys = members.keys[np.arange(starts[-1]) + np.repeat(given - starts[:-1], counts)]
    by_key = np.argsort(keys, kind="stable")  # under one key, in order of place
    ordered = keys[by_key]
    opening = np.concatenate([[True], ordered[1:] != ordered[:-1]])[: len(ordered)]
    at = np.arange(len(ordered), dtype=np.int32)
    entries = np.empty_like(at)
    entries[by_key] = at
    return Standing(
        names[order],
        members.articles[order],
        members.mains[order],
        members.first_stated[order],
        members.last_stated[order],
        starts,
        entries,
        np.repeat(np.arange(len(order), dtype=np.int32), counts)[by_key],
        at - np.maximum.accumulate(np.where(opening, at, 0)),
    )
