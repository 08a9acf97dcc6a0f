"""Profiles -> candidate pairs: which mentions are worth comparing at all.

A telling is entered under a few keys (family of types with place, with country and week, with actor and week; for the
main telling the heaviest words of the article; the article itself) and meets its nearest neighbours under each, in
order of day. Those that it meets most often are its candidates: nothing is compared with everything (sorted
neighbourhood method, Hernandez & Stolfo 1995, with several keys).
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from dateline.fuse.profiles import Profile
from dateline.fuse.weights import Weights

__all__ = ["CandidateIndex", "keys_of"]

_WORDS = 12  # of an article: 99 % of the pairs that score well share one
_MET = 2  # keys under which a main telling must meet another: one rare word is shared by chance
_PERIOD = 7  # days

_Place = tuple[int, str]  # day and mention: the order under a key


def keys_of(profile: Profile, weights: Weights) -> Iterator[str]:
    """The keys of a telling's head; those with a period come for the two periods nearest to its day."""
    for family in sorted({weights.families.get(event_type, event_type) for event_type in profile.types}):
        yield from _family_keys(profile, family)
    yield from (f"article {article}" for article in profile.articles)
    if profile.mains:
        heaviest = sorted(profile.words, key=lambda stem: (-profile.words[stem], stem))[:_WORDS]
        yield from (f"word {stem}" for stem in heaviest)


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


@dataclass
class CandidateIndex:
    """Every mention under its keys, in order of day."""

    weights: Weights
    entries: dict[str, list[_Place]] = field(default_factory=lambda: defaultdict(list))

    def add(self, profile: Profile) -> None:
        place = (_day(profile), profile.mention_id)
        for key in set(keys_of(profile, self.weights)):
            insort(self.entries[key], place)

    def candidates(self, profile: Profile) -> list[str]:
        """The mentions that `profile`, which was added before, is to be compared with."""
        place = (_day(profile), profile.mention_id)
        reach = self.weights.neighbours
        met: Counter[str] = Counter()
        for key in set(keys_of(profile, self.weights)):
            entries = self.entries[key]
            at = bisect_left(entries, place)
            met.update(mention for _, mention in entries[max(0, at - reach) : at + reach + 1])
        del met[profile.mention_id]
        least = _MET if profile.mains else 1
        often = [mention for mention, times in met.items() if times >= least]
        return sorted(often, key=lambda mention: (-met[mention], mention))[: self.weights.candidates]
