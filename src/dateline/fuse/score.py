"""Two profiles -> a score whose every part can be read.

Each part is a measure of its own, at most 1, averaged over all pairs of members of the two groups; the score is their
sum weighed by `knowledge/fusing.yaml`. What neither side tells adds nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

from dateline.fuse.profiles import Profile
from dateline.fuse.weights import Weights
from dateline.fuse.wording import likeness

__all__ = ["Part", "Score", "score"]

KeyT = TypeVar("KeyT")
_FAR_DAYS = 7
_ENOUGH_WORDING = 0.5  # more likeness than that is style or copying, and says no more of the incident


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a score: how much of it there is, and what one whole unit adds."""

    name: str
    value: float
    weight: float

    @property
    def points(self) -> float:
        return self.value * self.weight


@dataclass(frozen=True, slots=True)
class Score:
    parts: tuple[Part, ...]
    version: int  # of the weights

    @property
    def total(self) -> float:
        return sum(part.points for part in self.parts)

    def __str__(self) -> str:
        told = (f"{part.name.replace('_', ' ')} {part.points:+.2f}" for part in self.parts if part.value)
        return f"{self.total:+.2f} ({', '.join(told)})"


def score(here: Profile, there: Profile, weights: Weights) -> Score:
    """How much speaks for it that the two tell of one incident."""
    values = {
        "wording": min(_ENOUGH_WORDING, likeness(here.words, there.words) / (here.size * there.size)),
        "type": _type(here, there, weights.families),
        "date": _date(here, there),
        "place": _place(here, there),
        "actors": _shared(here.actors, there.actors),
        "recipients": _shared(here.recipients, there.recipients),
        "counts": max(0.0, _shared(here.figures, there.figures)),
        "same_article": _pairs(here.articles, there.articles) / (here.size * there.size),
    }
    parts = tuple(Part(name, value, weights.parts[name]) for name, value in values.items())
    return Score(parts, weights.version)


def _pairs(here: Mapping[KeyT, int], there: Mapping[KeyT, int]) -> int:
    """How many pairs of members, one of each side, share a key."""
    if len(here) > len(there):
        here, there = there, here
    return sum(number * there[key] for key, number in here.items() if key in there)


def _type(here: Profile, there: Profile, families: Mapping[str, str]) -> float:
    """1 for one type, .5 for one family, -1 for types of different families."""
    total = sum(
        number * other * _type_likeness(event_type, other_type, families)
        for event_type, number in here.types.items()
        for other_type, other in there.types.items()
    )
    return total / (here.size * there.size)


def _type_likeness(here: str, there: str, families: Mapping[str, str]) -> float:
    if here == there:
        return 1.0
    return 0.5 if families.get(here, here) == families.get(there, there) else -1.0


def _date(here: Profile, there: Profile) -> float:
    """1 on one day, -1 at a week's distance, -3 at two or more; else, and for less, by the day of publication."""
    if here.days and there.days:
        return 1 - min(4.0, 2 * _days_between(here.days, there.days) / _FAR_DAYS)
    if here.published and there.published:
        gap = max(0, here.published[0] - there.published[1], there.published[0] - here.published[1])
        return 0.5 - min(2.5, gap / _FAR_DAYS)
    return 0.0


def _days_between(here: Mapping[tuple[int, int], int], there: Mapping[tuple[int, int], int]) -> float:
    """The mean number of days between the stated days of the two sides."""
    total = pairs = 0
    for (start, end), number in here.items():
        for (other_start, other_end), other in there.items():
            total += number * other * max(0, start - other_end, other_start - end)
            pairs += number * other
    return total / pairs


def _place(here: Profile, there: Profile) -> float:
    if here.countries and there.countries and here.countries.keys().isdisjoint(there.countries):
        return -1.5
    if here.places and there.places:
        shared = _shared(here.places, there.places)
        return shared if shared > 0 else -1.0
    return 0.3 if here.countries and there.countries else 0.0


def _shared(here: Mapping[KeyT, int], there: Mapping[KeyT, int]) -> float:
    """Share of the smaller side's keys that the other has too; -.5 where both have keys and share none."""
    if not here or not there:
        return 0.0
    if len(here) > len(there):
        here, there = there, here
    total_here, total_there = sum(here.values()), sum(there.values())
    common = sum(min(number / total_here, there[key] / total_there) for key, number in here.items() if key in there)
    return common if common else -0.5
