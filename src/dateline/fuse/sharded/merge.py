"""Slices that were fused one by one -> the incidents and copies of all of them.

Groups between which a link leads over a seam are grouped again, with all that do not stay apart from them then; every
other group is one of the whole already. What no chain of links joins has no part in each other's grouping: so the
groups around the seams are grouped again region by region, in whatever process and order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from dateline import identity
from dateline.fuse.cluster import Group
from dateline.fuse.grouping import Grouping
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryShelf
from dateline.fuse.profiles import Profile
from dateline.fuse.sharded.grouping import FusedSlice, Kept, Seam
from dateline.fuse.sharded.survey import Survey
from dateline.fuse.shelf import Link
from dateline.fuse.weights import Weights
from dateline.fuse.whole import Portion

__all__ = ["Merged", "Region", "Settled", "merge_slices", "regions_of", "settle"]

_Standing = tuple[int, int]  # the number of a slice, and which of its groups


@dataclass(frozen=True)
class Region:
    """Groups of any slices that no chain of links joins to a group outside, by the mention that each is named after."""

    groups: Mapping[str, tuple[_Standing, Group]]
    seams: tuple[Seam, ...]


@dataclass(frozen=True)
class Settled:
    """The groups of a region that take the place of others, by name."""

    groups: Mapping[str, Group]
    gone: frozenset[str]


def regions_of(slices: Sequence[FusedSlice], judged: JudgedPairs, size: int) -> Iterator[Region]:
    """All that is to be grouped again, in regions of `size` mentions: more only where so many hang together."""
    linked = _Linked(slices, judged)
    groups: dict[str, tuple[_Standing, Group]] = {}
    seams: list[Seam] = []
    mentions = 0
    for part in linked.touched_parts():
        for part_of, at in part:
            giver, group = slices[part_of].groups[at]
            groups[giver] = ((slices[part_of].number, at), group)
            mentions += len(group.members)
            seams += linked.seams_from[part_of, at]
        if mentions >= size:
            yield Region(groups, tuple(seams))
            groups, seams, mentions = {}, [], 0
    if groups:
        yield Region(groups, tuple(seams))


class _Linked:
    """Which groups hang together, by links in a slice, over a seam, or by what people decided."""

    def __init__(self, slices: Sequence[FusedSlice], judged: JudgedPairs) -> None:
        self._slices = slices
        self._starts = [0, *accumulate(len(part.groups) for part in slices)]
        self._parents = list(range(self._starts[-1]))
        self._touched: set[int] = set()
        self.seams_from: dict[_Standing, list[Seam]] = defaultdict(list)
        group_of = {
            member: (number, at)
            for number, part in enumerate(slices)
            for at, (_, group) in enumerate(part.groups)
            for member in group.members
        }
        for number, part in enumerate(slices):
            for here, there in part.beside:
                self._join((number, here), (number, there))
            for seam in part.seams:
                self.seams_from[group_of[seam[0]]].append(seam)
                self._touch(group_of[seam[0]], group_of[seam[1]])
        for subject in judged.subjects() & group_of.keys():
            for other in judged.beside([subject]) & group_of.keys():
                self._touch(group_of[subject], group_of[other])

    def touched_parts(self) -> Iterator[list[_Standing]]:
        """The groups that hang together, of each part in which one is touched."""
        roots = {self._root(number) for number in self._touched}
        parts: dict[int, list[_Standing]] = defaultdict(list)
        for number, part in enumerate(self._slices):
            for at in range(len(part.groups)):
                root = self._root(self._starts[number] + at)
                if root in roots:
                    parts[root].append((number, at))
        yield from parts.values()

    def _touch(self, here: _Standing, there: _Standing) -> None:
        self._touched.add(self._join(here, there))

    def _join(self, here: _Standing, there: _Standing) -> int:
        first, second = sorted(self._root(self._starts[number] + at) for number, at in (here, there))
        self._parents[second] = first
        return first

    def _root(self, number: int) -> int:
        while self._parents[number] != number:
            self._parents[number] = self._parents[self._parents[number]]
            number = self._parents[number]
        return number


def settle(region: Region, kept: Callable[[_Standing], Kept], judged: JudgedPairs, weights: Weights) -> Settled:
    """`kept` looks up what was kept of a group."""
    shelf = _SeamShelf(region, kept)
    shelf.judge(judged)
    touched = {member for here, there, _ in region.seams for member in (here, there)}
    old = shelf.groups_of(touched | judged.subjects())
    grouping = Grouping(shelf, weights)
    groups = {identity.incident_id(grouping.giver_of(group)): group for group in grouping.settle(touched, old)}
    return Settled(groups, frozenset(old))


def merge_slices(
    survey: Survey, slices: Sequence[FusedSlice], settled: Iterable[Settled], judged: JudgedPairs
) -> Merged:
    groups = {identity.incident_id(giver): group for part in slices for giver, group in part.groups}
    for region in settled:
        for name in region.gone:
            del groups[name]
        groups.update(region.groups)
    published = dict(zip(survey.texts.names, survey.texts.days.tolist(), strict=True))
    copies = [pair for part in slices for pair in part.copies]
    return Merged(survey, groups, _originals(copies, judged, published))


class _SeamShelf(MemoryShelf):
    """The groups of a region, and of the mentions that are looked at, what their slices kept."""

    def __init__(self, region: Region, kept: Callable[[_Standing], Kept]) -> None:
        super().__init__()
        self._kept = kept
        self._standing: dict[str, _Standing] = {}
        self._over_seams: dict[str, dict[str, Link]] = defaultdict(dict)
        for giver, (standing, group) in region.groups.items():
            self.put_groups({identity.incident_id(giver): group}, ())
            self._standing.update(dict.fromkeys(group.members, standing))
        for here, there, link in region.seams:
            self._over_seams[here][there] = self._over_seams[there][here] = link

    def profiles(self, mentions: Collection[str]) -> Mapping[str, Profile]:
        self._fetch(mentions)
        return super().profiles(mentions)

    def links_of(self, members: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        self._fetch(members)
        return super().links_of(members)

    def _fetch(self, mentions: Collection[str]) -> None:
        missing = {mention for mention in mentions if mention in self._standing and mention not in self._profiles}
        for standing in sorted({self._standing[mention] for mention in missing}):
            kept = self._kept(standing)
            self._profiles.update(kept.profiles)
            for member, links in kept.links.items():
                self._links[member] = {**links, **self._over_seams.get(member, {})}


def _originals(copies: Iterable[tuple[str, str]], judged: JudgedPairs, published: Mapping[str, int]) -> dict[str, str]:
    """By article that has copies, the earliest of its group."""
    beside: dict[str, set[str]] = defaultdict(set)
    for here, there in copies:
        beside[here].add(there)
        beside[there].add(here)
    for subject in judged.subjects() & published.keys():
        beside[subject] |= judged.beside([subject]) & published.keys()
    originals: dict[str, str] = {}
    for article in beside:
        if article not in originals:
            group = _reached(article, beside)
            originals.update(dict.fromkeys(group, min(group, key=lambda member: (published[member], member))))
    return originals


def _reached(start: str, beside: Mapping[str, Collection[str]]) -> set[str]:
    reached, waiting = {start}, [start]
    while waiting:
        new = set(beside[waiting.pop()]) - reached
        reached |= new
        waiting += new
    return reached


@dataclass(frozen=True)
class Merged:
    """The incidents by name, and the articles that copy others."""

    survey: Survey
    groups: Mapping[str, Group]
    originals: Mapping[str, str]

    def articles_of(self, group: Group) -> set[int]:
        """Where the articles that tell a group stand in the survey."""
        return {self._article_of[member] for member in group.members}

    def portion(self, names: Collection[str]) -> Portion:
        """What has to be known to assemble these incidents; `portion.originals` names the articles that it takes."""
        groups = {name: self.groups[name] for name in names}
        at = set().union(*map(self.articles_of, groups.values()))
        told = [mention for number in at for mention in self.survey.told[number]]
        articles = [self.survey.articles[number] for number in at]
        return Portion(
            groups,
            {article: self.originals.get(article, article) for article in articles},
            self.survey.mains.intersection(told),
            {mention: self._incident_of[mention] for mention in told},
        )

    @cached_property
    def _article_of(self) -> Mapping[str, int]:
        return {mention: number for number, told in enumerate(self.survey.told) for mention in told}

    @cached_property
    def _incident_of(self) -> Mapping[str, str]:
        return {member: name for name, group in self.groups.items() for member in group.members}

    def copies(self) -> list[tuple[str, ...]]:
        """The groups of two or more articles that are copies, each in order of id."""
        members: dict[str, list[str]] = defaultdict(list)
        for article, original in self.originals.items():
            members[original].append(article)
        return sorted(tuple(sorted(group)) for group in members.values())
