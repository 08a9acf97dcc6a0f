"""Two profiles -> a score whose every part can be read.

Each part is a measure of its own, at most 1, averaged over all pairs of members of the two groups; the score is their
sum weighed by `knowledge/fusing.yaml`, by other weights where one side is background. What neither side tells adds
nothing.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from operator import mul
from typing import TypeVar

from dateline.fuse.profiles import Profile
from dateline.fuse.weights import PARTS, VERBAL, Scale, Weights
from dateline.fuse.wording import likeness

__all__ = ["FAR_DAYS", "Part", "Score", "ruled_out", "scale_of", "score", "total"]

KeyT = TypeVar("KeyT")
FAR_DAYS = 7  # between stated days: past that, two tellings are not compared
_APART_DAYS = 2  # between the stated days of two main tellings: past that, it is likely that one follows on the other
_YEAR, _LEAP_YEAR = 366, 2000
_ELSEWHERE = -100.0  # another country, and both say so: no likeness outweighs it
_USUAL_GAP = math.log1p(3)  # what stands for the days between two articles of which one bears no date


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
    """How much speaks for it that the two tell of one incident, part by part."""
    values = zip(PARTS, _measures(here, there, weights.families), strict=True)
    weighs = scale_of(here, there, weights).parts
    return Score(tuple(Part(name, value, weighs[name]) for name, value in values), weights.version)


def total(here: Profile, there: Profile, weights: Weights) -> float:
    """The sum of `score`, without its parts: what grouping asks for millions of times."""
    weighs = scale_of(here, there, weights).in_order
    return math.fsum(map(mul, _measures(here, there, weights.families), weighs))


def scale_of(here: Profile, there: Profile, weights: Weights) -> Scale:
    """Main tellings are compared by their whole articles, and weighed apart."""
    return weights.main if here.mains and there.mains else weights.background


def ruled_out(here: Profile, there: Profile) -> bool:
    """Whether two stated days or countries rule it out at once that two tellings tell of one incident."""
    if here.stated_in and there.stated_in and here.stated_in.keys().isdisjoint(there.stated_in):
        return True
    gap = _gap(here, there)
    return gap is not None and gap > FAR_DAYS


def _measures(here: Profile, there: Profile, families: Mapping[str, str]) -> tuple[float, ...]:
    """The parts in the order of `PARTS`. Most of fusing's time goes here and below: what is asked most comes first."""
    tellings = here.size * there.size or 1
    return (
        likeness(here.words, there.words) / tellings,
        _type(here, there, families),
        _date(here, there),
        _published(here, there),
        _place(here, there),
        _shared(here.nations, there.nations),
        _shared(here.actors, there.actors),
        _shared(here.recipients, there.recipients),
        _turned_round(here, there),
        max(0.0, _shared(here.figures, there.figures)) if here.figures and there.figures else 0.0,
        _pairs(here.articles, there.articles) / tellings,
    )


def _turned_round(here: Profile, there: Profile) -> float:
    """-1 where who acts here suffers there, and nobody acts, or suffers, in both: one strikes back at the other.

    Background is too short to tell it.
    """
    if not (here.mains and there.mains):
        return 0.0
    ours, theirs = (here.actors, here.recipients), (there.actors, there.recipients)
    if ours[0].keys().isdisjoint(theirs[1]) and ours[1].keys().isdisjoint(theirs[0]):
        return 0.0
    if here.types.keys().isdisjoint(there.types):
        return 0.0  # who is accused of a deed did it
    actors, recipients = _mostly(*ours), _mostly(*reversed(ours))
    other_actors, other_recipients = _mostly(*theirs), _mostly(*reversed(theirs))
    if actors & other_actors or recipients & other_recipients:
        return 0.0
    return -1.0 if actors & other_recipients or other_actors & recipients else 0.0


def _mostly(side: Mapping[str, int], other: Mapping[str, int]) -> set[str]:
    """Who stands on a side more often than on the other."""
    return {party for party, number in side.items() if number > other.get(party, 0)}


def _pairs(here: Mapping[KeyT, int], there: Mapping[KeyT, int]) -> int:
    """How many pairs of members, one of each side, share a key."""
    if here.keys().isdisjoint(there):
        return 0
    if len(here) > len(there):
        here, there = there, here
    return sum(number * there[key] for key, number in here.items() if key in there)


def _type(here: Profile, there: Profile, families: Mapping[str, str]) -> float:
    """1 for one type, .5 for one family, -4 for different deeds, -2 where words stand against a deed."""
    if not here.size or not there.size:
        return 0.0
    if len(here.types) == len(there.types) == 1:
        (one,), (other_one,) = here.types, there.types
        return 1.0 if one == other_one else _type_likeness(one, other_one, families)
    alike = 0.0
    for event_type, number in here.types.items():
        for other_type, other in there.types.items():
            alike += number * other * _type_likeness(event_type, other_type, families)
    return alike / (here.size * there.size)


def _type_likeness(here: str, there: str, families: Mapping[str, str]) -> float:
    if here == there:
        return 1.0
    family, other = families.get(here, here), families.get(there, there)
    if family == other:
        return 0.5
    return -2.0 if VERBAL in (family, other) else -4.0


def _date(here: Profile, there: Profile) -> float:
    """1 on one stated day; between main tellings -3 at two days' distance and -7 at four, else -1 at a week's."""
    days = _gap(here, there)
    if days is None:
        return 0.0
    if here.mains and there.mains:  # two days are told apart, one may be the clock's
        return 1.0 if days < _APART_DAYS else 1 - 2 * min(4.0, days)
    return 1 - min(4.0, 2 * days / FAR_DAYS)


def _published(here: Profile, there: Profile) -> float:
    """The mean logarithm of days between what is reported in main: news of one incident comes within few days."""
    if not (here.mains and there.mains):
        return 0.0  # what an article tells beside its main incident may be long past
    if not (here.published and there.published):
        return -_USUAL_GAP
    if len(here.published) == len(there.published) == 1:
        (day,), (other,) = here.published, there.published
        return -math.log1p(abs(day - other))
    apart = pairs = 0.0
    for day, number in here.published.items():
        for other, others in there.published.items():
            apart += number * others * math.log1p(abs(day - other))
            pairs += number * others
    return -apart / pairs


def _gap(here: Profile, there: Profile) -> float | None:
    """The days between the stated days of the two sides; within any year where one side knows none."""
    if here.days and there.days:
        return _days_between(here.days, there.days)
    if not (here.calendar or there.calendar):
        return None
    pairs = [abs(one - other) for one in _days_of_year(here) for other in _days_of_year(there)]
    return min((min(gap, _YEAR - gap) for gap in pairs), default=None)


def _days_of_year(profile: Profile) -> set[int]:
    dates = {date.fromisoformat(f"{_LEAP_YEAR}-{day}") for day in profile.calendar}
    return {day.timetuple().tm_yday for day in (*dates, *(date.fromordinal(start) for start, _ in profile.days))}


def _days_between(here: Mapping[tuple[int, int], int], there: Mapping[tuple[int, int], int]) -> float:
    """The mean number of days between the stated days of the two sides."""
    if len(here) == len(there) == 1:
        ((start, end),), ((other_start, other_end),) = here, there
        gap = start - other_end if start > other_start else other_start - end
        return gap if gap > 0 else 0
    days = pairs = 0
    for (start, end), number in here.items():
        for (other_start, other_end), other in there.items():
            days += number * other * max(0, start - other_end, other_start - end)
            pairs += number * other
    return days / pairs


def _place(here: Profile, there: Profile) -> float:
    if here.stated_in and there.stated_in and here.stated_in.keys().isdisjoint(there.stated_in):
        return _ELSEWHERE
    if here.countries and there.countries and here.countries.keys().isdisjoint(there.countries):
        return -1.5
    shared = _shared(here.places, there.places)
    if shared > 0:
        return shared
    if here.provinces and there.provinces and here.provinces.keys().isdisjoint(there.provinces):
        return -4.0
    return 0.3 if here.countries and there.countries else 0.0


def _shared(here: Mapping[KeyT, int], there: Mapping[KeyT, int]) -> float:
    """Share of the smaller side's keys that the other has too; -4 where both have keys and share none."""
    if not here or not there:
        return 0.0
    if here.keys().isdisjoint(there):
        return -4.0
    if len(here) == len(there) == 1:
        return 1.0
    if len(here) > len(there):
        here, there = there, here
    total_here, total_there = sum(here.values()), sum(there.values())
    return sum(min(number / total_here, there[key] / total_there) for key, number in here.items() if key in there)
