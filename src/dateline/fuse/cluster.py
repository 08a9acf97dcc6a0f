"""Scored pairs and judgements -> groups.

Agglomeration, best first: the two groups whose pair scores highest are joined while the score of the whole groups
(the mean over their members, as `score` measures it) stays at the threshold or above. People's judgements come first:
what they hold to be the same is joined, what they hold to be different never is. Where their judgements contradict
each other, all are kept, none of the contradicting pair is enforced, and the group is marked unsettled. Ties break by
id, so that the groups depend on the mentions and judgements alone, not on the order in which they came.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Generic, Protocol, Self, TypeVar

from dateline.model import Judgement, JudgementKind

__all__ = ["Constraints", "Edge", "Group", "Pair", "Summable", "agglomerate", "constraints_of", "copies_of"]

Edge = tuple[float, str, str]  # score, and the two members in order of id
Pair = tuple[str, str]  # in order of id
_STEP = 0.1  # scores nearer than this count as equal while groups are ordered: it bounds how often a pair is re-ranked


class Summable(Protocol):
    """What a group is compared by: a profile that can take in another."""

    def copy(self) -> Self: ...

    def absorb(self, other: Self) -> None: ...


ProfileT = TypeVar("ProfileT", bound=Summable)


@dataclass(frozen=True)
class Constraints:
    """What people decided about pairs of members."""

    same: frozenset[Pair] = frozenset()
    different: frozenset[Pair] = frozenset()
    contested: frozenset[Pair] = frozenset()  # both were decided

    def pairs(self) -> frozenset[Pair]:
        return self.same | self.different | self.contested


@dataclass(frozen=True, slots=True)
class Group:
    members: tuple[str, ...]  # in order of id
    unsettled: bool = False


def constraints_of(judgements: Iterable[Judgement]) -> Constraints:
    """The judgements about pairs that stand: neither undone nor superseded."""
    pairs = _pairs_of(judgements)
    same, different = pairs[JudgementKind.SAME_INCIDENT], pairs[JudgementKind.DIFFERENT_INCIDENT]
    contested = same & different
    return Constraints(frozenset(same - contested), frozenset(different - contested), frozenset(contested))


def copies_of(judgements: Iterable[Judgement]) -> frozenset[Pair]:
    """The pairs of articles that people hold to be copies of one text."""
    return frozenset(_pairs_of(judgements)[JudgementKind.COPY])


def _pairs_of(judgements: Iterable[Judgement]) -> dict[JudgementKind, set[Pair]]:
    known = sorted(judgements, key=lambda judgement: judgement.judgement_id)
    superseded = {judgement.supersedes for judgement in known if judgement.supersedes and not judgement.undone}
    pairs: dict[JudgementKind, set[Pair]] = defaultdict(set)
    for judgement in known:
        if judgement.undone or judgement.judgement_id in superseded or len(judgement.subjects) != 2:
            continue
        first, second = sorted(judgement.subjects)
        pairs[judgement.kind].add((first, second))
    return pairs


@dataclass
class _Forest(Generic[ProfileT]):
    """The groups so far: each named by one of its members."""

    parent: dict[str, str]
    profiles: dict[str, ProfileT]
    members: dict[str, list[str]]
    apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))

    def root(self, member: str) -> str:
        while self.parent[member] != member:
            self.parent[member] = self.parent[self.parent[member]]
            member = self.parent[member]
        return member

    def join(self, here: str, there: str) -> None:
        """The larger takes in the smaller; of equals, the one of the smaller name."""
        if (-len(self.members[here]), here) > (-len(self.members[there]), there):
            here, there = there, here
        if len(self.members[here]) == 1:
            self.profiles[here] = self.profiles[here].copy()
        self.profiles[here].absorb(self.profiles.pop(there))
        self.members[here] += self.members.pop(there)
        self.parent[there] = here
        self.apart[here] |= self.apart.pop(there, set())

    def kept_apart(self, here: str, there: str) -> bool:
        return any(self.root(member) == there for member in self.apart.get(here, ())) or any(
            self.root(member) == here for member in self.apart.get(there, ())
        )


def agglomerate(
    profiles: Mapping[str, ProfileT],
    edges: Iterable[Edge],
    likeness: Callable[[ProfileT, ProfileT], float],
    threshold: float,
    constraints: Constraints = Constraints(),
) -> list[Group]:
    """Group the members of `profiles`; `edges` are the pairs worth joining, whatever their order."""
    forest: _Forest[ProfileT] = _Forest(
        parent={member: member for member in profiles},
        profiles=dict(profiles),
        members={member: [member] for member in profiles},
    )
    disputed = _enforce(forest, constraints)
    queue = [(-_rounded(value), min(first, second), max(first, second)) for value, first, second in edges]
    heapq.heapify(queue)
    while queue:
        rank, first, second = heapq.heappop(queue)
        here, there = sorted((forest.root(first), forest.root(second)))
        if here == there or forest.kept_apart(here, there):
            continue
        value = likeness(forest.profiles[here], forest.profiles[there])
        if value < threshold:
            continue
        if -_rounded(value) > rank:
            heapq.heappush(queue, (-_rounded(value), first, second))
            continue
        forest.join(here, there)
    roots = {forest.root(member) for member in disputed}
    return sorted(
        (Group(tuple(sorted(members)), root in roots) for root, members in forest.members.items()),
        key=lambda group: group.members,
    )


def _rounded(value: float) -> float:
    return round(value / _STEP) * _STEP


def _enforce(forest: _Forest[ProfileT], constraints: Constraints) -> set[str]:
    """Join and keep apart what people decided; returns the members about whom they contradict each other."""
    known = forest.parent.keys()
    disputed = {member for pair in constraints.contested for member in pair if member in known}
    for first, second in sorted(constraints.same):
        if first in known and second in known and forest.root(first) != forest.root(second):
            forest.join(*sorted((forest.root(first), forest.root(second))))
    for first, second in sorted(constraints.different):
        if first not in known or second not in known:
            continue
        if forest.root(first) == forest.root(second):
            disputed.update((first, second))
        else:
            forest.apart[forest.root(first)].add(second)
            forest.apart[forest.root(second)].add(first)
    return disputed
