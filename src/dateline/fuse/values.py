"""Two values of one attribute -> do they agree, does one refine the other, or can they not both be true?

Only plain contradiction is called one. "At least 20" and 26 agree, "Homs province" and "Palmyra" refine, a total and
one of its parts say nothing about each other.
"""

from __future__ import annotations

import math
import re
from calendar import day_name, month_name
from enum import StrEnum
from functools import cache

from dateline.fuse.wording import stems
from dateline.knowledge.casualty_words import casualty_words
from dateline.model import (
    ActorValue,
    CasualtyValue,
    DatePrecision,
    DateValue,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
)

__all__ = ["Relation", "compare_actors", "compare_counts", "compare_dates", "compare_places", "group_key", "shown"]

_ANYBODY = frozenset({"people", "person", "other", "individ", "casual", "total", "victim", "some", "more", "least"})
_FILLER = frozenset({"the", "a", "an", "of", "its", "their", "his", "her"})
_NUMBERS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand million dozen score"
)
_WIDE = frozenset({PlacePrecision.COUNTRY, PlacePrecision.PROVINCE, PlacePrecision.AREA, PlacePrecision.DISTRICT})
_ARMED = frozenset({"MIL", "REB", "PRM", "COP", "SPY", "CRM"})
_UNKNOWN_SECTORS = frozenset({"UAF", "UNK"})
_NEAR_KM = 40.0
_NIGHT = "TNI"  # as TIMEX3 has it
_PART_OF_DATE = re.compile(r"XXXX-(?:WXX-(?P<weekday>[1-7])|(?P<day>\d\d-\d\d))")


class Relation(StrEnum):
    SAME = "same"
    REFINES = "refines"  # both can be true, and one says more
    APART = "apart"  # about different things: two groups of victims, two of several attackers
    CONTRADICTS = "contradicts"


@cache
def _quantities() -> frozenset[str]:
    """Stems of the words that say how many, not who: "nearly", "dozens", "forty"."""
    words = casualty_words()
    phrases = (*(word for phrase in words.bounds for word in phrase), *words.vague, *words.exact, *words.none)
    return frozenset(stems(" ".join((_NUMBERS, *phrases))))


def group_key(value: CasualtyValue) -> frozenset[str]:
    """Who was hurt, as far as two figures have to be about the same people; empty for people in general."""
    told = {stem for stem in stems(value.group or "") if not stem[0].isdigit()}
    words = told - _quantities() - _ANYBODY - _FILLER
    if value.country:
        words.add(value.country)
    return frozenset(words)


def compare_counts(here: CasualtyValue, there: CasualtyValue) -> Relation:
    """Figures contradict when ranges about the same people do not meet, or a part exceeds its whole."""
    if here.kind is not there.kind or (here.country and there.country and here.country != there.country):
        return Relation.APART
    group, other_group = group_key(here), group_key(there)
    if not (group <= other_group or other_group <= group):
        return Relation.APART
    (low, high), (other_low, other_high) = _range(here), _range(there)
    if low is None or other_low is None:
        return Relation.REFINES
    if group != other_group:
        exceeds = low > other_high if group > other_group else other_low > high
        return Relation.CONTRADICTS if exceeds else Relation.REFINES
    if (low, high) == (other_low, other_high):
        return Relation.SAME
    return Relation.REFINES if low <= other_high and other_low <= high else Relation.CONTRADICTS


def _range(value: CasualtyValue) -> tuple[int | None, float]:
    low = value.low if value.low is not None else value.best
    if low is None:
        return None, math.inf
    if value.high is not None:
        return low, value.high
    return low, value.best if value.best is not None and value.best > low else math.inf


def compare_dates(here: DateValue, there: DateValue) -> Relation:
    """Only two stated days can contradict each other; wider stretches that meet refine.

    A night belongs to the days on both its sides. Of a day without its year, as in an article that bears no date, the
    month and day or the day of the week are known.
    """
    if not (here.start and here.end and there.start and there.end):
        pairs = zip(_parts_of_day(here), _parts_of_day(there), strict=True)
        return Relation.CONTRADICTS if any(one and other and one != other for one, other in pairs) else Relation.REFINES
    if (here.start, here.end) == (there.start, there.end):
        return Relation.SAME
    if here.start <= there.end and there.start <= here.end:
        return Relation.REFINES
    if not (here.precision is DatePrecision.DAY and there.precision is DatePrecision.DAY):
        return Relation.APART
    one_night = abs((here.start - there.start).days) == 1 and _NIGHT in f"{here.timex} {there.timex}"
    return Relation.REFINES if one_night else Relation.CONTRADICTS


def _parts_of_day(value: DateValue) -> tuple[str | None, str | None]:
    """Month and day, and the day of the week, as far as they are told; nothing of what is no single day."""
    if value.start is not None:
        known = value.start == value.end
        return (f"{value.start:%m-%d}", str(value.start.isoweekday())) if known else (None, None)
    part = _PART_OF_DATE.fullmatch(value.timex or "")
    return (part["day"], part["weekday"]) if part else (None, None)


def compare_places(here: PlaceValue, there: PlaceValue) -> Relation:
    """Two points far from each other contradict, as do two countries or provinces; a wider area is refined."""
    if PlaceRole.AT not in (here.role, there.role) or here.role is not there.role:
        return Relation.APART
    if _is_one_place(here, there):
        return Relation.SAME
    if here.country and there.country and here.country != there.country:
        return Relation.CONTRADICTS
    if here.precision in _WIDE or there.precision in _WIDE:
        a_province = PlacePrecision.PROVINCE in (here.precision, there.precision)
        elsewhere = bool(here.admin1 and there.admin1) and here.admin1 != there.admin1
        return Relation.CONTRADICTS if a_province and elsewhere else Relation.REFINES
    distance = _distance_km(here, there)
    return Relation.CONTRADICTS if distance is not None and distance > _NEAR_KM else Relation.REFINES


def _is_one_place(here: PlaceValue, there: PlaceValue) -> bool:
    """One record or one name: a name read as two places is the reader's doubt, not the sources' dispute."""
    records = (here.site_id and here.site_id == there.site_id) or (
        here.geoname_id and here.geoname_id == there.geoname_id
    )
    return bool(records) or stems(here.name) == stems(there.name)


def _distance_km(here: PlaceValue, there: PlaceValue) -> float | None:
    """Great-circle distance (haversine formula) where both places have a point."""
    if here.lat is None or here.lon is None or there.lat is None or there.lon is None:
        return None
    lat, other_lat = math.radians(here.lat), math.radians(there.lat)
    half_lat, half_lon = (other_lat - lat) / 2, math.radians(there.lon - here.lon) / 2
    part = math.sin(half_lat) ** 2 + math.cos(lat) * math.cos(other_lat) * math.sin(half_lon) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(part)))


def compare_actors(here: ActorValue, there: ActorValue) -> Relation:
    """Somebody unknown, or somebody's part, is refined; two of different countries or sectors contradict."""
    if (here.actor_id and here.actor_id == there.actor_id) or stems(here.name) == stems(there.name):
        return Relation.SAME
    if {here.sector, there.sector} & _UNKNOWN_SECTORS:
        return Relation.REFINES
    words, other_words = set(stems(here.name)), set(stems(there.name))
    if words <= other_words or other_words <= words:
        return Relation.REFINES
    if not (_is_party(here) and _is_party(there)):
        return Relation.REFINES
    if here.country != there.country:
        return Relation.CONTRADICTS
    return _by_sector(here, there)


def _is_party(value: ActorValue) -> bool:
    """Somebody definite enough to exclude somebody else: of a known country, and armed or known by name."""
    return (
        value.country is not None
        and value.sector is not None
        and (value.sector in _ARMED or value.actor_id is not None)
    )


def _by_sector(here: ActorValue, there: ActorValue) -> Relation:
    shared = {here.sector, *here.sectors} & {there.sector, *there.sectors}
    return Relation.REFINES if shared else Relation.CONTRADICTS


def shown(value: object) -> str:
    """A value as a reader sees it."""
    if isinstance(value, CasualtyValue):
        return _shown_count(value)
    if isinstance(value, DateValue):
        return _shown_date(value)
    if isinstance(value, (ActorValue, PlaceValue)):
        return value.name
    return str(value)


def _shown_count(value: CasualtyValue) -> str:
    low, best, high = value.low, value.best, value.high
    number = "an unknown number" if best is None else str(best)
    if best is not None and high is None and low is not None:
        number = f"at least {low}"
    elif low is not None and high is not None and low != high:
        number = f"{low} to {high}"
    return f"{number} ({value.group})" if value.group else number


def _shown_date(value: DateValue) -> str:
    if value.start is None or value.end is None:
        return _partial_date(value.timex or "unknown")
    return str(value.start) if value.start == value.end else f"{value.start} to {value.end}"


def _partial_date(timex: str) -> str:
    """A date of which only a part is known, as a reader sees it."""
    part = _PART_OF_DATE.fullmatch(timex)
    if part is None:
        return timex
    if part["weekday"]:
        return f"a {day_name[int(part['weekday']) - 1]}"
    month, day = part["day"].split("-")
    return f"{int(day)} {month_name[int(month)]} of an unknown year"
