"""Profiles -> which mentions are linked: those that meet under enough keys, and whose score is high enough.

A telling stands under a few keys (family of types with place, with country and week, with actor and week; for the main
telling the heaviest words of the article; the article itself).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from dateline.fuse.profiles import Profile
from dateline.fuse.score import ruled_out, scale_of, total
from dateline.fuse.shelf import Link, Place, Shelf
from dateline.fuse.weights import Weights

__all__ = ["MET", "TellingPairs", "keys_of", "place_of"]

_WORDS = 12  # of an article: 99 % of the pairs that score well share one
MET = 2  # keys under which two main tellings must meet: one rare word is shared by chance
_PERIOD = 7  # days
_BY_WORD = "word "


def keys_of(profile: Profile, weights: Weights) -> frozenset[str]:
    """The keys of a telling's head; those with a period come for the two periods nearest to its day."""
    return frozenset(_keys(profile, weights))


def _keys(profile: Profile, weights: Weights) -> Iterator[str]:
    for family in sorted({weights.families.get(event_type, event_type) for event_type in profile.types}):
        yield from _family_keys(profile, family)
    yield from (f"article {article}" for article in profile.articles)
    if profile.mains:
        heaviest = sorted([(-weight, stem) for stem, weight in profile.words.items()])[:_WORDS]
        yield from (f"{_BY_WORD}{stem}" for _, stem in heaviest)


def _family_keys(profile: Profile, family: str) -> Iterator[str]:
    yield from (f"{family} at {place}" for place in profile.places)
    for period in _periods(profile):
        yield from (f"{family} in {country} {period}" for country in profile.nations)
        yield from (f"{family} by {actor} {period}" for actor in profile.actors)
        yield from (f"{family} on {recipient} {period}" for recipient in profile.recipients)


def _periods(profile: Profile) -> tuple[int, int]:
    day = _day(profile)
    return ((day - _PERIOD // 2) // _PERIOD, (day + _PERIOD // 2) // _PERIOD)


def _day(profile: Profile) -> int:
    """The first stated day, else that of publication; mentions without either stand together at day 0."""
    if profile.days:
        return min(start for start, _ in profile.days)
    return min(profile.published, default=0)


def place_of(profile: Profile) -> Place:
    return (_day(profile), profile.mention_id)


@dataclass(frozen=True)
class TellingPairs:
    """Heads of tellings compared by their profiles."""

    shelf: Shelf
    weights: Weights

    @property
    def reach(self) -> int:
        return self.weights.neighbours

    def keys(self, member: str) -> Collection[str]:
        return keys_of(self._profile(member), self.weights)

    def suffices(self, key: str) -> bool:
        """Main tellings alone have keys of words, and need two meetings: most neighbours are not looked up at all."""
        return not key.startswith(_BY_WORD)

    def place(self, member: str) -> Place:
        return place_of(self._profile(member))

    def linked(self, member: str, met: Mapping[str, int]) -> dict[str, Link]:
        profile = self._profile(member)
        profiles = self.shelf.profiles(met)
        found: dict[str, Link] = {}
        for other, times in met.items():
            theirs = profiles[other]
            needed = MET if profile.mains and theirs.mains else 1
            if times < needed or ruled_out(profile, theirs):
                continue
            first, second = (profile, theirs) if member < other else (theirs, profile)
            value = total(first, second, self.weights)
            if value >= scale_of(first, second, self.weights).threshold:
                found[other] = Link(value, times - needed)
        return found

    def _profile(self, member: str) -> Profile:
        return self.shelf.profiles([member])[member]
