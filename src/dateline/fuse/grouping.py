"""Mentions that are linked, directly or through others -> groups: the incidents.

The main tellings are grouped first, and then the background with them. The mentions of one telling stay together,
unless people decided otherwise.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise

from dateline.fuse.cluster import Constraints, Edge, Group, agglomerate
from dateline.fuse.neighbours import linked_part
from dateline.fuse.profiles import Profile
from dateline.fuse.score import total
from dateline.fuse.shelf import Shelf
from dateline.fuse.weights import Weights

__all__ = ["Grouping"]


@dataclass(frozen=True)
class Grouping:
    shelf: Shelf
    weights: Weights

    def parts(self, mentions: Iterable[str]) -> Iterator[set[str]]:
        """The linked parts in which these mentions stand."""
        seen: set[str] = set()
        for mention in sorted(mentions):
            if mention not in seen:
                part = linked_part(self.shelf, mention, self.shelf.profiles)
                seen |= part
                yield part

    def groups(self, part: Collection[str]) -> dict[str, Group]:
        """The groups of one linked part, each by the mention after which it is named."""
        groups = [Group(tuple(part))] if len(part) == 1 else self._grouped(part)
        named = self.shelf.named(part)
        profiles = self.shelf.profiles(part)
        return {_giver(group, profiles, named): group for group in groups}

    def _grouped(self, part: Collection[str]) -> list[Group]:
        profiles = self.shelf.profiles(part)
        constraints = _with_tellings(self.shelf.judged().on(part), {name: profiles[name].head for name in part})
        edges = self._edges(part)
        mains = {member for member in part if profiles[member].mains}
        by_main = agglomerate(
            {member: profiles[member] for member in sorted(mains)},
            [edge for edge in edges if edge[1] in mains and edge[2] in mains],
            lambda here, there: total(here, there, self.weights),
            self.weights.main.threshold,
            constraints,
        )
        together = {pair for group in by_main for pair in pairwise(group.members)}
        return agglomerate(
            {member: profiles[member] for member in sorted(part)},
            [edge for edge in edges if not (edge[1] in mains and edge[2] in mains)],
            self._background_score,
            self.weights.background.threshold,
            replace(constraints, same=constraints.same | together),
        )

    def _edges(self, part: Collection[str]) -> list[Edge]:
        links = self.shelf.links_of(part)
        return [
            (link.score, member, other)
            for member in part
            for other, link in links.get(member, {}).items()
            if member < other and link.score < math.inf
        ]

    def _background_score(self, here: Profile, there: Profile) -> float:
        """Two groups with main tellings have been compared as such, and background does not bring them together."""
        if here.mains and there.mains:
            return -math.inf
        return total(here, there, self.weights)


def _with_tellings(people: Constraints, heads: Mapping[str, str]) -> Constraints:
    """What people decided, and, where they did not, that the followers of a telling go with its head."""
    told = {(min(pair), max(pair)) for pair in heads.items() if pair[1]}
    return replace(people, same=people.same | (told - people.different - people.contested))


def _giver(group: Group, profiles: Mapping[str, Profile], named: Collection[str]) -> str:
    """The first of its members after which an incident has been named before, else the first of all."""
    members = sorted(group.members, key=lambda member: profiles[member].first)
    return next((member for member in members if member in named), members[0])
