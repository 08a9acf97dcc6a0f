"""Which incidents of a case answer to a list of conditions, and one incident whole."""

from __future__ import annotations

from collections.abc import Callable, Collection, Container, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Row, Select, and_, func, or_, select

from dateline.model import SPECULATIVE, Counting, Incident, Polarity, Status, storable
from dateline.store import tables
from dateline.store.columns import as_packed, unpacked
from dateline.store.decoding import decoded_incident

__all__ = [
    "IncidentFilter",
    "IncidentRow",
    "common_names",
    "conditions_of",
    "count_matching",
    "find_incidents",
    "incident_of_id",
    "members_of",
    "rows_of_ids",
    "similar_incidents",
]

_ESCAPE = "\\"
_MANY = 2000  # incidents
_NEAR = timedelta(days=2)
_LISTED = [column for column in tables.incidents.c if column.name != "body"]

IncidentRow = Row[Any]  # the columns of `tables.incidents`


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """All conditions that are given must hold. Names match in part, whatever their case."""

    event_type: str | None = None
    country: str | None = None
    since: date | None = None
    until: date | None = None
    place: str | None = None
    actor: str | None = None
    source: str | None = None
    state: str | None = None  # single-origin, corroborated, revised, disputed
    review: str | None = None  # unreviewed, in_review, reviewed, signed_off
    undated: bool | None = None  # True: only those without a date
    counting: Counting | None = None  # only those that a mention which counts tells


def find_incidents(
    connection: Connection, wanted: IncidentFilter, most: int, *, whole: bool = False
) -> list[IncidentRow]:
    """The incidents that happened last, those without a date at the end; `whole` with their bodies, which are long."""
    table = tables.incidents
    asked = select(*(table.c if whole else _LISTED)).where(*conditions_of(wanted, common_names(connection, wanted)))
    dated = asked.where(table.c.first_day.is_not(None)).order_by(table.c.first_day.desc(), table.c.incident_id)
    undated = asked.where(table.c.first_day.is_(None)).order_by(table.c.incident_id)
    found: list[IncidentRow] = []
    for part in (dated, undated):  # each in the order of an index
        if len(found) < most:
            found += connection.execute(part.limit(most - len(found))).all()
    return found


def count_matching(connection: Connection, wanted: IncidentFilter) -> int:
    return connection.execute(
        select(func.count()).select_from(tables.incidents).where(*conditions_of(wanted))
    ).scalar_one()


def conditions_of(wanted: IncidentFilter, common: Container[str] = ()) -> list[ColumnElement[bool]]:
    """What a statement over `tables.incidents` has to ask for.

    `common` are the kinds of names (`common_names`) that are looked for incident by incident: a page of a list then is
    full soon, where a count would have to visit every incident. Other names are looked up first.
    """
    table = tables.incidents.c
    tests: dict[str, Callable[[Any], ColumnElement[bool]]] = {
        "event_type": lambda value: table.event_type == value.upper(),
        "country": lambda value: table.country == value.upper(),
        "since": lambda value: func.coalesce(table.last_day, table.first_day) >= value,
        "until": lambda value: table.first_day <= value,
        "place": lambda value: _tells("place", value, common),
        "actor": lambda value: _tells("actor", value, common),
        "source": lambda value: _tells("source", value, common),
        "state": lambda value: table.state == value,
        "review": lambda value: table.review == value,
        "counting": _counted,
        "undated": lambda value: table.first_day.is_(None) if value else table.first_day.is_not(None),
    }
    given = ((getattr(wanted, name), test) for name, test in tests.items())
    return [test(value) for value, test in given if value is not None]


def _counted(counting: Counting) -> ColumnElement[bool]:
    """One of the incident's mentions in force counts. Background is told in no incident."""
    members, mentions, articles = tables.incident_members.c, tables.mentions.c, tables.articles.c
    left_out: list[tuple[Column[Any], bool, list[StrEnum]]] = [
        (mentions.polarity, counting.denied, [Polarity.DENIED]),
        (mentions.status, counting.planned, [Status.PLANNED, Status.CALLED_FOR]),
        (mentions.status, counting.hypothetical, [Status.HYPOTHETICAL]),
    ]
    tests: list[ColumnElement[bool]] = [
        column.not_in([value.value for value in values]) for column, asked, values in left_out if not asked
    ]
    if not counting.speculation:
        tests.append(or_(mentions.level.not_in([level.value for level in SPECULATIVE]), mentions.hearsay))
    counted = (
        select(members.incident_id)
        .join(tables.mentions, mentions.mention_id == members.mention_id)
        .join(tables.articles, and_(articles.article_id == mentions.article_id, articles.coder == mentions.coder))
        .where(*tests)
    )
    return tables.incidents.c.incident_id.in_(counted)


def _tells(kind: str, words: str, common: Container[str]) -> ColumnElement[bool]:
    """One of the incident's claims has a name of this kind that holds these words, or gives such a source."""
    told = tables.incident_told.c
    if kind in common:
        mine = and_(told.incident_id == tables.incidents.c.incident_id, told.kind == kind, _holds(told.name, words))
        return select(told.name).where(mine).exists()
    return tables.incidents.c.incident_id.in_(_telling(kind, words))


def _telling(kind: str, words: str) -> Select[Any]:
    """The incidents that tell such a name. The names come first, which are few: as a join, SQLite begins at the other
    end."""
    told, names = tables.incident_told.c, tables.names.c
    matching = select(names.name).where(names.kind == kind, _holds(names.name, words))
    return select(told.incident_id).where(told.kind == kind, told.name.in_(matching))


def common_names(connection: Connection, wanted: IncidentFilter) -> set[str]:
    """The kinds of names that are asked for and that so many incidents tell that a page of them is soon full."""
    asked = {"place": wanted.place, "actor": wanted.actor, "source": wanted.source}
    found = set()
    for kind, words in asked.items():
        if words is not None:
            some = _telling(kind, words).limit(_MANY).subquery()
            if connection.execute(select(func.count()).select_from(some)).scalar_one() == _MANY:
                found.add(kind)
    return found


def _holds(column: ColumnElement[Any], words: str) -> ColumnElement[bool]:
    words = storable(words)
    for special in (_ESCAPE, "%", "_"):
        words = words.replace(special, _ESCAPE + special)
    return column.ilike(f"%{words}%", escape=_ESCAPE)


def incident_of_id(connection: Connection, incident_id: str) -> tuple[Incident, IncidentRow] | None:
    """One incident whole, and its row (with its body packed); None where the case has no such incident."""
    body = as_packed(tables.incidents.c.body).label("body")
    asked = select(*_LISTED).add_columns(body).where(tables.incidents.c.incident_id == incident_id)
    row = connection.execute(asked).first()
    return (decoded_incident(unpacked(row.body)), row) if row else None


def rows_of_ids(connection: Connection, incident_ids: Collection[str]) -> dict[str, IncidentRow]:
    """The rows of these incidents, without their bodies."""
    if not incident_ids:
        return {}
    asked = select(*_LISTED).where(tables.incidents.c.incident_id.in_(incident_ids))
    return {row.incident_id: row for row in connection.execute(asked)}


def similar_incidents(connection: Connection, row: IncidentRow, most: int = 5) -> list[IncidentRow]:
    """Incidents in the same country within two days: of its type first, then the most told."""
    if row.first_day is None or row.country is None:
        return []
    table = tables.incidents.c
    asked = (
        select(*_LISTED)
        .where(
            table.country == row.country,
            table.first_day.between(row.first_day - _NEAR, row.first_day + _NEAR),
            table.incident_id != row.incident_id,
        )
        .order_by((table.event_type == row.event_type).desc(), table.article_count.desc(), table.incident_id)
        .limit(most)
    )
    return list(connection.execute(asked).all())


def members_of(connection: Connection, incident_ids: Container[str]) -> Iterator[tuple[str, str, str]]:
    """Mention, incident and article for every member of these incidents."""
    table = tables.incident_members.c
    rows = connection.execute(select(table.mention_id, table.incident_id, table.article_id))
    return ((mention, incident, article) for mention, incident, article in rows if incident in incident_ids)
