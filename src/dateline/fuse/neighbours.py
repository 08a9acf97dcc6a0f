"""A member comes or goes -> which links come and go with it (sorted neighbourhood method).

Members stand under several keys, in order of day, and those that stand near each other under enough keys are compared
(Hernandez & Stolfo 1995, with several keys): nothing is compared with everything. Who meets whom depends on who stands
between them. So a newcomer is compared with its neighbours, and parts those between whom it steps; one that leaves
brings them together again. What is linked is therefore the same in whatever order members came, and a member costs as
much as it has neighbours, however many there are in all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Protocol

from dateline.fuse.shelf import Link, Place, Shelf

__all__ = ["Comparison", "enter", "leave", "linked_part", "linked_to"]

_ENOUGH = 1_000  # more keys than any member has


class Comparison(Protocol):
    """What kind of members are compared, and how."""

    @property
    def reach(self) -> int:
        """How many places apart two members may stand under a key to meet."""

    def keys(self, member: str) -> Collection[str]: ...

    def suffices(self, key: str) -> bool:
        """Whether two members may be linked that meet under this key alone."""
        ...

    def place(self, member: str) -> Place: ...

    def linked(self, member: str, met: Mapping[str, int]) -> dict[str, Link]:
        """Those that are linked to `member` of the ones that it meets under so many keys."""


def enter(shelf: Shelf, comparison: Comparison, member: str) -> set[str]:
    """Put a member in its places; returns it and all whose links have changed."""
    keys, place = comparison.keys(member), comparison.place(member)
    met: Counter[str] = Counter()
    sure: set[str] = set()
    parted: Counter[tuple[str, str]] = Counter()
    for key, (before, after) in zip(keys, shelf.around(keys, place, comparison.reach), strict=True):
        met.update(before)
        if after:
            met.update(after)
            parted.update(_opposite(before, after, comparison.reach))
        if comparison.suffices(key):
            sure.update(before, after)
    shelf.enter(keys, place)
    links = comparison.linked(member, {other: times for other, times in met.items() if times > 1 or other in sure})
    shelf.put_links(member, links)
    return {member, *links, *_part(shelf, parted)}


def leave(shelf: Shelf, comparison: Comparison, member: str) -> set[str]:
    """Take a member out of its places; returns all others whose links have changed."""
    keys, place = comparison.keys(member), comparison.place(member)
    partners = list(shelf.links_of([member]).get(member, ()))
    shelf.drop_links((member, partner) for partner in partners)
    shelf.leave(keys, place)
    joined: Counter[tuple[str, str]] = Counter()
    for before, after in shelf.around(keys, place, comparison.reach):
        joined.update(_opposite(before, after, comparison.reach))
    return {*partners, *_join(shelf, comparison, joined)}


def _opposite(before: Sequence[str], after: Sequence[str], reach: int) -> Iterator[tuple[str, str]]:
    """The pairs that meet only while nobody stands between `before` and `after`."""
    return zip(before, after[reach - len(before) :], strict=False)


def _part(shelf: Shelf, parted: Mapping[tuple[str, str], int]) -> Iterator[str]:
    links = shelf.links_of({here for here, _ in parted})
    for (here, there), times in sorted(parted.items()):
        link = links.get(here, {}).get(there)
        if link is None:
            continue
        if link.spare >= times:
            shelf.put_links(here, {there: link._replace(spare=link.spare - times)})
        else:
            shelf.drop_links([(here, there)])
            yield from (here, there)


def _join(shelf: Shelf, comparison: Comparison, joined: Mapping[tuple[str, str], int]) -> Iterator[str]:
    links = shelf.links_of({here for here, _ in joined})
    for (here, there), times in sorted(joined.items()):
        link = links.get(here, {}).get(there)
        if link is not None:
            shelf.put_links(here, {there: link._replace(spare=link.spare + times)})
        elif comparison.linked(here, {there: _ENOUGH}):
            found = comparison.linked(here, {there: _meetings(shelf, comparison, here, there)})
            shelf.put_links(here, found)
            yield from ((here, there) if found else ())


def _meetings(shelf: Shelf, comparison: Comparison, here: str, there: str) -> int:
    shared = sorted(set(comparison.keys(here)) & set(comparison.keys(there)))
    around = shelf.around(shared, comparison.place(here), comparison.reach)
    return sum(there in before or there in after for before, after in around)


def linked_part(shelf: Shelf, member: str, known: Callable[[set[str]], Collection[str]]) -> set[str]:
    """All that are linked to a member, directly or through others, and it itself; among those that are `known`.

    What people judged together is looked at together.
    """
    part = fringe = {member}
    while fringe:
        beside = linked_to(shelf, fringe) - part
        among = known(beside) if beside else ()
        fringe = {other for other in beside if other in among}
        part = part | fringe
    return part


def linked_to(shelf: Shelf, members: set[str]) -> set[str]:
    """Those that are linked to one of the members, or were judged together with one."""
    links = shelf.links_of(members)
    return {other for here in members for other in links.get(here, ())} | shelf.judged().beside(members)
