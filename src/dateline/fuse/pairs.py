"""Profiles -> candidate pairs: which mentions are worth comparing at all.

A mention is entered under a few keys (family of types with place, with country and week, with actor and week; pairs
of the heaviest words of an article for its main mention; the article itself) and is a candidate with its nearest
neighbours under each, in order of day. Nothing is compared with everything (sorted neighbourhood method, Hernandez &
Stolfo 1995, with several keys).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import combinations

from dateline.fuse.profiles import Profile
from dateline.fuse.weights import Weights

__all__ = ["CandidateIndex", "keys_of"]

_WORDS_PAIRED = 6
_PERIOD = 7  # days

_Place = tuple[int, str]  # day and mention: the order under a key


def keys_of(profile: Profile, weights: Weights) -> Iterator[str]:
    """The keys of a single mention; those with a period come for the two periods nearest to its day."""
    (event_type,) = profile.types
    family = weights.families.get(event_type, event_type)
    yield from (f"article {article}" for article in profile.articles)
    yield from (f"{family} at {place}" for place in profile.places)
    for period in _periods(profile):
        yield from (f"{family} in {country} {period}" for country in profile.countries)
        yield from (f"{family} by {actor} {period}" for actor in profile.actors)
        yield from (f"{family} on {recipient} {period}" for recipient in profile.recipients)
    if profile.mains:
        heaviest = sorted(profile.words, key=lambda stem: (-profile.words[stem], stem))[:_WORDS_PAIRED]
        yield from (f"words {first} {second}" for first, second in combinations(sorted(heaviest), 2))


def _periods(profile: Profile) -> tuple[int, int]:
    day = _day(profile)
    return ((day - _PERIOD // 2) // _PERIOD, (day + _PERIOD // 2) // _PERIOD)


def _day(profile: Profile) -> int:
    """The first stated day, else that of publication; mentions without either stand together at day 0."""
    if profile.days:
        return min(start for start, _ in profile.days)
    return profile.published[0] if profile.published else 0


@dataclass
class CandidateIndex:
    """Every mention under its keys, in order of day."""

    weights: Weights
    entries: dict[str, list[_Place]] = field(default_factory=lambda: defaultdict(list))

    def add(self, profile: Profile) -> None:
        place = (_day(profile), profile.mention_id)
        for key in set(keys_of(profile, self.weights)):
            insort(self.entries[key], place)

    def candidates(self, profile: Profile) -> set[str]:
        """The mentions that `profile`, which was added before, is to be compared with."""
        place = (_day(profile), profile.mention_id)
        reach = self.weights.neighbours
        found: set[str] = set()
        for key in set(keys_of(profile, self.weights)):
            entries = self.entries[key]
            at = bisect_left(entries, place)
            found.update(mention for _, mention in entries[max(0, at - reach) : at + reach + 1])
        found.discard(profile.mention_id)
        return found
