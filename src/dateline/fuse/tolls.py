"""The accounts of one kind of casualty -> low, best and high, over all victims and by group.

The rule: of each origin the latest figure counts, of several on one day the largest; low and high are the least and the
most that any origin allows, best is the figure that most of them hold, of equals the larger. Parts of a total are not
told apart from further victims here, so the figures of groups need not add up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dateline.fuse.states import Account
from dateline.fuse.values import group_key
from dateline.model import CasualtyValue, GroupToll

__all__ = ["RULE", "Bounds", "bounds_of", "tolls_by_group"]

RULE = "low, best, high: the least, the most usual and the greatest of each origin's latest figure"

Bounds = tuple[int | None, int | None, int | None]  # low, best, high; None where nobody tells


def bounds_of(accounts: Iterable[Account]) -> Bounds:
    figures = list(_latest(accounts))
    if not figures:
        return None, None, None
    numbers = Counter(value.best for value in figures if value.best is not None)
    best = max(numbers, key=lambda number: (numbers[number], number))
    low = min(value.low if value.low is not None else value.best or 0 for value in figures)
    high = max(value.high if value.high is not None else value.best or 0 for value in figures)
    return low, best, high


def _latest(accounts: Iterable[Account]) -> Iterator[CasualtyValue]:
    """The figure of each origin that asserts one."""
    held: dict[str, tuple[tuple[str, int], CasualtyValue]] = {}
    for account in accounts:
        value: Any = account.claim.value
        if not account.asserted or value.best is None:
            continue
        rank = (str(account.published_on or ""), value.best)
        if account.origin.key not in held or rank > held[account.origin.key][0]:
            held[account.origin.key] = (rank, value)
    return (value for _, value in held.values())


def tolls_by_group(accounts: Sequence[Account]) -> tuple[GroupToll, ...]:
    """A toll for each group that is named, under the words of most accounts; people in general are no group."""
    groups: dict[frozenset[str], list[Account]] = defaultdict(list)
    words: dict[frozenset[str], Counter[str]] = defaultdict(Counter)
    for account in accounts:
        value: Any = account.claim.value
        key = group_key(value)
        if value.group and key:
            groups[key].append(account)
            words[key][value.group] += 1
    tolls = ((_most_usual(words[key]), bounds_of(several)) for key, several in groups.items())
    return tuple(GroupToll(name, *bounds) for name, bounds in sorted(tolls, key=str) if bounds[1] is not None)


def _most_usual(words: Counter[str]) -> str:
    return max(sorted(words), key=words.__getitem__)
