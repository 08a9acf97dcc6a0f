"""Slices that were fused one by one -> the incidents and copies of all of them.

Groups between which a link leads over a seam are grouped again, with all that do not stay apart from them then; every
other group is one of the whole already.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dateline import identity
from dateline.fuse.cluster import Group
from dateline.fuse.grouping import Grouping
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryShelf
from dateline.fuse.profiles import Profile
from dateline.fuse.sharded.grouping import FusedSlice, Kept
from dateline.fuse.sharded.survey import Survey
from dateline.fuse.shelf import Link
from dateline.fuse.weights import Weights
from dateline.fuse.whole import Portion

__all__ = ["Merged", "merge_slices"]


def merge_slices(
    survey: Survey,
    slices: Sequence[FusedSlice],
    kept: Callable[[str], Kept],
    judged: JudgedPairs,
    weights: Weights,
) -> Merged:
    """`kept` looks up what was kept of a group, by the mention that it is named after."""
    shelf = _SeamShelf(slices, kept)
    shelf.judge(judged)
    touched = {member for part in slices for here, there, _ in part.seams for member in (here, there)}
    old = shelf.groups_of(touched | judged.subjects())
    grouping = Grouping(shelf, weights)
    groups = {identity.incident_id(grouping.giver_of(group)): group for group in grouping.settle(touched, old)}
    shelf.put_groups(groups, old.keys())
    published = dict(zip(survey.texts.names, survey.texts.days.tolist(), strict=True))
    copies = [pair for part in slices for pair in part.copies]
    return Merged(survey, shelf.by_name, _originals(copies, judged, published))


class _SeamShelf(MemoryShelf):
    """All groups, and of the mentions that are looked at, what their slices kept."""

    def __init__(self, slices: Sequence[FusedSlice], kept: Callable[[str], Kept]) -> None:
        super().__init__()
        self._kept = kept
        self._giver_of: dict[str, str] = {}
        self._over_seams: dict[str, dict[str, Link]] = defaultdict(dict)
        for part in slices:
            self.put_groups({identity.incident_id(giver): group for giver, group in part.groups}, ())
            self._giver_of.update((member, giver) for giver, group in part.groups for member in group.members)
            for here, there, link in part.seams:
                self._over_seams[here][there] = self._over_seams[there][here] = link

    def profiles(self, mentions: Collection[str]) -> Mapping[str, Profile]:
        self._fetch(mentions)
        return super().profiles(mentions)

    def links_of(self, members: Collection[str]) -> Mapping[str, Mapping[str, Link]]:
        self._fetch(members)
        return super().links_of(members)

    def _fetch(self, mentions: Collection[str]) -> None:
        missing = {mention for mention in mentions if mention in self._giver_of and mention not in self._profiles}
        for giver in sorted({self._giver_of[mention] for mention in missing}):
            kept = self._kept(giver)
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
