"""Links between neighbours are a matter of who stands where, not of who came first."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dateline.fuse.memory import MemoryShelf
from dateline.fuse.neighbours import enter, leave, linked_part
from dateline.fuse.shelf import Link, Place


@dataclass
class Standing:
    """Members with keys and days that are given; all that meet often enough are linked, but for some pairs."""

    reach: int
    days: dict[str, int] = field(default_factory=dict)
    under: dict[str, frozenset[str]] = field(default_factory=dict)

    def keys(self, member: str) -> Collection[str]:
        return sorted(self.under[member])

    def suffices(self, key: str) -> bool:
        return key != "east"

    def place(self, member: str) -> Place:
        return (self.days[member], member)

    def linked(self, member: str, met: Mapping[str, int]) -> dict[str, Link]:
        found = {}
        for other, times in met.items():
            both_east = "east" in self.under[member] & self.under[other]
            needed = 2 if both_east else 1 + (ord(min(member, other)[0]) % 2)
            if times >= needed and (ord(member[0]) + ord(other[0])) % 5:
                found[other] = Link(0.5, times - needed)
        return found


def by_definition(standing: Standing, members: set[str]) -> dict[frozenset[str], Link]:
    meetings: dict[str, dict[str, int]] = {member: {} for member in members}
    for key in {key for member in members for key in standing.under[member]}:
        row = sorted((member for member in members if key in standing.under[member]), key=standing.place)
        for (at, here), (after, there) in combinations(enumerate(row), 2):
            if after - at <= standing.reach:
                meetings[here][there] = meetings[here].get(there, 0) + 1
    return {
        frozenset((here, there)): link
        for here, met in meetings.items()
        for there, link in standing.linked(here, met).items()
    }


def kept(shelf: MemoryShelf, members: set[str]) -> dict[frozenset[str], Link]:
    links = shelf.links_of(members)
    return {frozenset((here, there)): link for here in members for there, link in links.get(here, {}).items()}


rows = st.dictionaries(
    st.sampled_from("abcdefghijklmnopq"),
    st.tuples(st.integers(1, 4), st.frozensets(st.sampled_from(["north", "south", "east"]), min_size=1)),
    max_size=17,
)


@given(rows, st.integers(1, 3), st.randoms(use_true_random=False), st.integers(0, 8))
@settings(max_examples=150, deadline=None)
def test_links_are_those_of_the_definition_whoever_came_and_went(
    given_rows: dict[str, tuple[int, frozenset[str]]], reach: int, random: object, leaving: int
) -> None:
    standing, shelf = Standing(reach), MemoryShelf()
    order = sorted(given_rows)
    random.shuffle(order)
    here: set[str] = set()
    for member in order:
        standing.days[member], standing.under[member] = given_rows[member]
        before = kept(shelf, here)
        touched = enter(shelf, standing, member)
        here.add(member)
        after = by_definition(standing, here)
        assert kept(shelf, here) == after
        assert {member for pair in before.keys() ^ after.keys() for member in pair} <= touched
    for member in order[:leaving]:
        before = kept(shelf, here)
        touched = leave(shelf, standing, member)
        here.remove(member)
        after = by_definition(standing, here)
        assert kept(shelf, here) == after
        assert {other for pair in before.keys() ^ after.keys() for other in pair} - {member} <= touched


def test_a_part_is_all_that_is_linked_through_others() -> None:
    shelf = MemoryShelf()
    shelf.put_links("a", {"b": Link(1.0, 0)})
    shelf.put_links("b", {"c": Link(1.0, 0)})
    shelf.put_links("d", {"e": Link(1.0, 0)})
    assert linked_part(shelf, "c", set) == {"a", "b", "c"}
    assert linked_part(shelf, "z", set) == {"z"}
