"""Where the incidents of a list lie, when they happened, and who did what to whom: what its map, timeline and network
show. Each is one grouping of the database, whatever the length of the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, Integer, and_, cast, func, select

from dateline.store import tables
from dateline.store.incidents import IncidentFilter, conditions_of

__all__ = ["Day", "Spot", "Tie", "days_of", "spots_of", "ties_of"]

_MOST_SPOTS = 2000
_MOST_TIES = 80
_LATEST = 5000  # incidents that a network is drawn from


@dataclass(frozen=True, slots=True)
class Spot:
    """One place, and how many incidents happened there; without coordinates, a country or a name only."""

    place: str | None
    country: str | None
    precision: str | None
    lat: float | None
    lon: float | None
    count: int
    disputed: int
    killed: int | None
    incident_id: str  # one of them


@dataclass(frozen=True, slots=True)
class Day:
    """How many incidents of a type began on a day."""

    day: date
    event_type: str
    count: int


@dataclass(frozen=True, slots=True)
class Tie:
    """How many mentions tell that the one did this to the other."""

    actor: str
    recipient: str
    event_type: str
    count: int


def spots_of(connection: Connection, wanted: IncidentFilter) -> list[Spot]:
    """The places with the most incidents first; those of which nothing is known but that they happened are left out."""
    table = tables.incidents.c
    columns = (table.place, table.country, table.precision, table.lat, table.lon)
    count = func.count()
    disputed, killed = func.sum(cast(table.disputed, Integer)), func.sum(table.killed)
    found = (
        select(*columns, count, disputed, killed, func.min(table.incident_id))
        .where(*conditions_of(wanted), table.place.is_not(None))
        .group_by(*columns)
        .order_by(count.desc(), table.place)
        .limit(_MOST_SPOTS)
    )
    return [Spot(*row) for row in connection.execute(found)]


def days_of(connection: Connection, wanted: IncidentFilter) -> list[Day]:
    table = tables.incidents.c
    columns = (table.first_day, table.event_type)
    dated = (*conditions_of(wanted), table.first_day.is_not(None))
    found = select(*columns, func.count()).where(*dated).group_by(*columns).order_by(*columns)
    return [Day(*row) for row in connection.execute(found)]


def ties_of(connection: Connection, wanted: IncidentFilter) -> list[Tie]:
    """The strongest ties among the latest incidents of the list, by the claims in force."""
    incidents, members, articles = tables.incidents.c, tables.incident_members.c, tables.articles.c
    actors, recipients = tables.claims.alias("actors"), tables.claims.alias("recipients")
    latest = (
        select(incidents.incident_id, incidents.event_type)
        .where(*conditions_of(wanted))
        .order_by(incidents.first_day.desc().nulls_last(), incidents.incident_id)
        .limit(_LATEST)
        .subquery()
    )
    together = and_(recipients.c.mention_id == actors.c.mention_id, recipients.c.coder == actors.c.coder)
    count = func.count(actors.c.mention_id.distinct())
    columns = (actors.c.name, recipients.c.name, latest.c.event_type)
    found = (
        select(*columns, count)
        .select_from(latest)
        .join(tables.incident_members, members.incident_id == latest.c.incident_id)
        .join(actors, and_(actors.c.mention_id == members.mention_id, actors.c.field == "actor"))
        .join(recipients, and_(together, recipients.c.field == "recipient"))
        .join(tables.articles, and_(articles.article_id == actors.c.article_id, articles.coder == actors.c.coder))
        .where(actors.c.name != recipients.c.name)
        .group_by(*columns)
        .order_by(count.desc(), *columns)
        .limit(_MOST_TIES)
    )
    return [Tie(*row) for row in connection.execute(found)]
