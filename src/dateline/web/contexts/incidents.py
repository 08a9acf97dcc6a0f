"""What the list of incidents and the page of one are made of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dateline.model import Discrepancy, Incident, IncidentLink, Judgement
from dateline.store.articles import Heading
from dateline.store.history import Telling
from dateline.store.incidents import IncidentRow
from dateline.web.contexts.articles import ClaimLine
from dateline.web.maps import Drawn
from dateline.web.network import Network
from dateline.web.timeline import Timeline
from dateline.web.toll import TollChart, TollPoint

__all__ = [
    "AccountView",
    "AttributeView",
    "Facet",
    "HistoryEntry",
    "IncidentPage",
    "IncidentsPage",
    "MemberView",
    "Pictured",
]


@dataclass(frozen=True, slots=True)
class Facet:
    """One value of a column, how many incidents have it, and the address that lists them."""

    label: str
    count: int
    href: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Pictured:
    """The list as a map, a timeline or a network: what was asked for is there, the others are not."""

    drawn: Drawn | None = None
    timeline: Timeline | None = None
    network: Network | None = None
    tiles: str | None = None  # URL of map tiles
    note: str = ""  # on borders


@dataclass(frozen=True, slots=True)
class IncidentsPage:
    """The list of incidents that answer to the conditions."""

    rows: Sequence[IncidentRow]
    total: int
    facets: Mapping[str, Sequence[Facet]]  # by column
    asked: Mapping[str, str]  # every condition as a parameter, empty where it was not given
    given: int  # how many were given
    conditions: Mapping[str, str]  # those that were given
    pictured: Pictured
    order: str
    view: str
    after: str | None  # the cursor of the next page
    is_first: bool
    types: Sequence[str]
    revision: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """What one independent account says about an attribute."""

    origin: str
    first_reported_on: date | None
    values: Sequence[str]
    claims: Mapping[str, Sequence[ClaimLine]]  # by what they say


@dataclass(frozen=True, slots=True)
class AttributeView:
    """One attribute, its accounts side by side."""

    name: str
    state: str
    shown: str | None
    reason: str
    figures: str | None  # low, best, high
    accounts: Sequence[AccountView]


@dataclass(frozen=True, slots=True)
class MemberView:
    """A mention of the incident, in its article."""

    mention: Telling
    article: Heading


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """What somebody decided at one time: one judgement, or several about pairs."""

    judgements: Sequence[Judgement]
    value: str | None
    stands: bool

    @property
    def first(self) -> Judgement:
        return self.judgements[0]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    """One incident: accounts side by side, disputes first; members, follow-ups, history."""

    incident: Incident
    row: IncidentRow
    attributes: Sequence[AttributeView]
    discrepancies: Sequence[Discrepancy]
    toll: Sequence[TollPoint]
    chart: TollChart | None  # of the toll, where it was told on more than one day
    members: Sequence[MemberView]
    history: Sequence[HistoryEntry]
    links: Sequence[tuple[IncidentLink, IncidentRow]]  # what it led to or follows
    similar: Sequence[IncidentRow]  # that it may be merged with
    drawn: Drawn | None  # its place on a map
    note: str  # on borders
    seen: str  # the version of the incident that this page shows
    types: Sequence[str]
    queue: str | None  # the queue that the reviewer is working through
