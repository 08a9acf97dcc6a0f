"""The cards of a slice and of its overlap -> the groups inside of it, and the links that lead out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dateline.fuse.cards import Card
from dateline.fuse.cluster import Group
from dateline.fuse.copies import CopyPairs
from dateline.fuse.grouping import Grouping
from dateline.fuse.judged import JudgedPairs
from dateline.fuse.memory import MemoryShelf
from dateline.fuse.neighbours import Comparison
from dateline.fuse.pairs import TellingPairs
from dateline.fuse.profiles import Profile
from dateline.fuse.revise import TOLD_TOGETHER
from dateline.fuse.sharded.plan import Compared, Met
from dateline.fuse.shelf import Link
from dateline.fuse.weights import Weights

__all__ = ["FusedSlice", "Kept", "Seam", "fuse_slice"]

Seam = tuple[str, str, Link]  # a member of the slice, one of another slice, and how they are alike


@dataclass(frozen=True)
class FusedSlice:
    """What merging needs of every slice."""

    number: int
    groups: tuple[tuple[str, Group], ...]  # each with the mention that it is named after
    beside: tuple[tuple[int, int], ...]  # two groups of it, by where they stand, between which links lead
    seams: tuple[Seam, ...]
    copies: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Kept:
    """What merging needs of a group at a seam: what its members are compared by, and their links inside the slice."""

    profiles: Mapping[str, Profile]
    links: Mapping[str, Mapping[str, Link]]


def fuse_slice(
    compared: Compared, cards: Iterable[Card], judged: JudgedPairs, weights: Weights
) -> tuple[FusedSlice, dict[str, Kept]]:
    """The slice, and what is kept of each group by the mention that it is named after. `cards`: those of the slice and
    of its overlap."""
    shelf = MemoryShelf()
    shelf.judge(judged)
    for card in cards:
        shelf.put_card(card)
    own = shelf.told_in(compared.own)
    profiles, inside = shelf.profiles(own), set(own)
    for mention in own:
        if profiles[mention].head:
            shelf.put_links(mention, {profiles[mention].head: TOLD_TOGETHER})
    seams: list[Seam] = []
    for member, found in _links(TellingPairs(shelf, weights), compared.heads):
        shelf.put_links(member, {other: link for other, link in found.items() if other in inside})
        seams += [(member, other, link) for other, link in found.items() if other not in inside]
    copies = [(article, other) for article, found in _links(CopyPairs(shelf), compared.texts) for other in found]
    grouping = Grouping(shelf, weights)
    groups = tuple((grouping.giver_of(group), group) for group in grouping.settle(own, {}))
    links = shelf.links_of(own)
    standing = {member: at for at, (_, group) in enumerate(groups) for member in group.members}
    beside = {
        (standing[member], standing[other])
        for member in own
        for other in links.get(member, ())
        if standing[member] < standing[other]
    }
    kept = {
        giver: Kept(
            {member: profiles[member] for member in group.members},
            {member: links.get(member, {}) for member in group.members},
        )
        for giver, group in groups
    }
    return FusedSlice(compared.number, groups, tuple(sorted(beside)), tuple(seams), tuple(copies)), kept


def _links(comparison: Comparison, met: Met) -> Iterator[tuple[str, dict[str, Link]]]:
    return ((member, comparison.linked(member, others)) for member, others in met.by_member())
