"""What claims are about: actors, places, dates, casualties."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dateline.model.text import ImpossibleValueError, require

__all__ = [
    "ActorValue",
    "CasualtyKind",
    "CasualtyValue",
    "DatePrecision",
    "DateValue",
    "PlacePrecision",
    "PlaceRole",
    "PlaceValue",
    "SideValue",
]


_OFFICES = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PTY", "ELI"})  # sectors of those who hold or held one


@dataclass(frozen=True, slots=True)
class ActorValue:
    """Somebody who acts, is acted on, or speaks. Unknown stays None; an unknown attacker is UAF or UNK."""

    name: str
    country: str | None = None  # ISO 3166-1 alpha-3, or IGO, NGO, UNO, EUR, ISM, IMG, MNC
    sector: str | None = None  # primary PLOVER sector
    sectors: tuple[str, ...] = ()  # the others
    actor_id: str | None = None
    title: str | None = None  # "foreign minister"
    count: int | None = None  # "three soldiers" -> 3
    private_person: bool = False  # a name that no actor file or rank speaks for

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "an actor needs a name")
        if self.count is not None:
            require(self.count >= 0, f"actor {self.name!r} counts {self.count}, below nothing")

    @property
    def is_private(self) -> bool:
        """Whether exports mask the name: a person who is not told of in an office or public role."""
        return self.private_person and not (self.actor_id or self.title or self.sector in _OFFICES)


class PlaceRole(StrEnum):
    AT = "at"
    FROM = "from"
    TO = "to"
    NEAR = "near"


class PlacePrecision(StrEnum):
    """What the name stands for. Exports derive UCDP's where_prec and ACLED's geo_precision from it."""

    SITE = "site"  # a base, a crossing, a monument: exact
    TOWN = "town"  # a populated place, or a part of one
    NEAR = "near"  # near a populated place
    DISTRICT = "district"  # admin2
    PROVINCE = "province"  # admin1
    AREA = "area"  # a region, valley, desert, border zone: fuzzy
    COUNTRY = "country"  # never a point
    WATER = "water"  # sea or air


@dataclass(frozen=True, slots=True)
class PlaceValue:
    """A place as the article names it. Coordinates are only ever those of a gazetteer or site record."""

    name: str
    role: PlaceRole = PlaceRole.AT
    lat: float | None = None
    lon: float | None = None
    geoname_id: int | None = None
    country: str | None = None
    admin1: str | None = None
    precision: PlacePrecision | None = None
    site_id: str | None = None

    def __post_init__(self) -> None:
        require(bool(self.name.strip()), "a place needs a name")
        if self.lat is not None or self.lon is not None:
            require(self.lat is not None and self.lon is not None, f"place {self.name!r} has half a coordinate")
        if self.lat is not None and self.lon is not None:
            require(-90 <= self.lat <= 90 and -180 <= self.lon <= 180, f"place {self.name!r} lies outside the globe")
            require(self.precision is not PlacePrecision.COUNTRY, f"country {self.name!r} must not be drawn as a point")


class DatePrecision(StrEnum):
    DAY = "day"
    DAYS = "days"  # two to six days
    WEEK = "week"
    MONTH = "month"
    SEASON = "season"  # or quarter
    YEAR = "year"
    SPAN = "span"  # any other stretch
    UNKNOWN = "unknown"  # a word of time that no calendar date follows from


@dataclass(frozen=True, slots=True)
class DateValue:
    """A stretch of the calendar, both ends inclusive; None where the article and its date do not say."""

    start: date | None
    end: date | None
    precision: DatePrecision
    timex: str | None = None  # TIMEX3 value, such as "XXXX-10-15" where the year is not known

    def __post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end < self.start:
            raise ImpossibleValueError(f"date ends {self.end} before it starts {self.start}")
        if self.precision is DatePrecision.DAY and self.start != self.end:
            raise ImpossibleValueError(f"a day cannot run from {self.start} to {self.end}")


class CasualtyKind(StrEnum):
    KILLED = "killed"
    WOUNDED = "wounded"
    MISSING = "missing"
    DETAINED = "detained"
    DISPLACED = "displaced"


@dataclass(frozen=True, slots=True)
class CasualtyValue:
    """A figure as somebody gives it. Unknown is None, never zero; zero is only what somebody said."""

    kind: CasualtyKind
    group: str | None = None  # as worded: "US soldiers"
    low: int | None = None
    best: int | None = None
    high: int | None = None
    country: str | None = None  # of the group, where told
    sector: str | None = None
    part_of: str | None = None  # as_written of the total that this figure is included in

    def __post_init__(self) -> None:
        known = [("low", self.low), ("best", self.best), ("high", self.high)]
        present = [(name, number) for name, number in known if number is not None]
        for name, number in present:
            require(number >= 0, f"{self.kind} {name} is {number}, below nothing")
        for (name, number), (next_name, next_number) in pairwise(present):
            require(number <= next_number, f"{self.kind}: {name} {number} is above {next_name} {next_number}")


@dataclass(frozen=True, slots=True)
class SideValue:
    """The side of a conflict that a party to an event stands on."""

    role: str  # actor, recipient
    side: str  # government, armed opposition, civilians, ...
    country: str | None = None
    armed: bool = False
    shown_as: str = ""  # what the side is called where the event took place: "foreign state"

    def __post_init__(self) -> None:
        require(bool(self.side), "a side needs a name")

    def __str__(self) -> str:
        name = self.shown_as or self.side
        return f"{self.role}: {name} ({self.country})" if self.country else f"{self.role}: {name}"
