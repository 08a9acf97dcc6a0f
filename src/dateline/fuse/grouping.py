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
from dateline.fuse.neighbours import linked_part, linked_to
from dateline.fuse.profiles import Profile
from dateline.fuse.score import total
from dateline.fuse.shelf import Shelf
from dateline.fuse.weights import Weights

__all__ = ["Grouping"]


@dataclass(frozen=True)
class Grouping:
    shelf: Shelf
    weights: Weights

    def settle(self, mentions: Iterable[str], old: dict[str, Group]) -> list[Group]:
        """The groups that take the place of the `old` incidents, by name, and of all others around these mentions,
        which are added to `old`.

        What stands outside comes out as before: what happens inside a group depends on nothing but its members, as
        long as no other group joins it. So it is enough to group each new group again together with each of its
        neighbours, and to draw in those neighbours that do not stay apart from it.
        """
        region = self._known({*mentions, *_members(old.values())})
        old.update(self.shelf.groups_of(region))
        grouped: dict[frozenset[str], list[Group]] = {}
        while True:
            region |= self._known({*_members(old.values())})
            parts = [frozenset(part) for part in self._parts(region)]
            grouped.update((part, self._grouped(part)) for part in parts if part not in grouped)
            groups = [group for part in parts for group in grouped[part]]
            before = set(old.values())
            drawn = self._drawn_in((group for group in groups if group not in before), region)
            if not drawn:
                return groups
            old.update(drawn)

    def giver_of(self, group: Group) -> str:
        """The mention after which a group is named: the first of its members after which an incident has been named
        before, else the first of all."""
        named, profiles = self.shelf.named(group.members), self.shelf.profiles(group.members)
        members = sorted(group.members, key=lambda member: profiles[member].first)
        return next((member for member in members if member in named), members[0])

    def _known(self, mentions: Collection[str]) -> set[str]:
        profiles = self.shelf.profiles(mentions)
        return {mention for mention in mentions if mention in profiles}

    def _parts(self, region: set[str]) -> Iterator[set[str]]:
        """The linked parts of a region."""
        seen: set[str] = set()
        for mention in sorted(region):
            if mention not in seen:
                part = linked_part(self.shelf, mention, lambda _: region)
                seen |= part
                yield part

    def _drawn_in(self, groups: Iterable[Group], region: set[str]) -> dict[str, Group]:
        """The incidents outside the region that do not stay apart from these groups."""
        near: list[Group] = []
        beside: dict[str, Group] = {}
        for group in groups:
            found = self.shelf.groups_of(self._known(linked_to(self.shelf, set(group.members)) - region))
            if found:
                near.append(group)
                beside.update(found)
        together = self._parts({*_members(near), *_members(beside.values())})
        intact = {group.members for part in together for group in self._grouped(frozenset(part))}
        return {name: group for name, group in beside.items() if group.members not in intact}

    def _grouped(self, part: frozenset[str]) -> list[Group]:
        if len(part) == 1:
            return [Group(tuple(part))]
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

    def _edges(self, part: frozenset[str]) -> list[Edge]:
        links = self.shelf.links_of(part)
        return [
            (link.score, member, other)
            for member in part
            for other, link in links.get(member, {}).items()
            if member < other and other in part and link.score < math.inf
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


def _members(groups: Iterable[Group]) -> Iterator[str]:
    return (member for group in groups for member in group.members)
