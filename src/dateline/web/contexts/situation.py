"""What the pages of the picture are made of: relations, agreements, sites."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.knowledge.sites import Site
from dateline.picture.agreements import Agreement
from dateline.picture.exposure import Exposure
from dateline.picture.presence import Presence
from dateline.picture.relations import Change, PeriodScore, Relation
from dateline.picture.relations import Deed as Dealing
from dateline.store.incidents import IncidentRow
from dateline.web.maps import Drawn

__all__ = ["AgreementPage", "AgreementsPage", "RelationPage", "RelationsPage", "SitePage", "SitesPage"]


@dataclass(frozen=True, slots=True)
class RelationsPage:
    """Every pair of parties, with the number of incidents by kind."""

    rows: Sequence[tuple[Relation, Mapping[str, int]]]
    kinds: Sequence[str]
    note: str  # on how many articles the picture is drawn from


@dataclass(frozen=True, slots=True)
class RelationPage:
    """What two parties did to and with each other."""

    relation: Relation
    months: Sequence[PeriodScore]
    highest: float  # of the months' totals, without sign
    deeds: Sequence[Dealing]
    changes: Sequence[Change]
    weights: str
    note: str


@dataclass(frozen=True, slots=True)
class AgreementsPage:
    """Agreements and talks, each with the id of its page."""

    rows: Sequence[tuple[str, Agreement]]
    note: str


@dataclass(frozen=True, slots=True)
class AgreementPage:
    """One agreement, step by step."""

    agreement: Agreement
    note: str


@dataclass(frozen=True, slots=True)
class SitesPage:
    """Sites, in how many articles each is named, and how many events are told near it."""

    rows: Sequence[tuple[Site, int, int]]
    note: str


@dataclass(frozen=True, slots=True)
class SitePage:
    """One site."""

    site: Site
    drawn: Drawn | None
    presence: Sequence[Presence]
    exposure: Exposure | None
    incidents: Sequence[IncidentRow]
    border_note: str
    note: str
