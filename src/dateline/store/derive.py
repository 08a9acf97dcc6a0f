"""Incidents -> their rows: derived from mentions and judgements, and replaced as a whole or where they changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, and_, delete, func, select, text, update

from dateline.fuse.whole import Assembled
from dateline.model import AttributeState, EventMention, Incident, PlaceValue
from dateline.store import tables
from dateline.store.history import judgements_about
from dateline.store.judgements import standing
from dateline.store.query import in_parts
from dateline.store.reviews import Reviews
from dateline.store.rows import to_plain
from dateline.store.write import put_rows

__all__ = [
    "clear_incidents",
    "count_incidents",
    "drop_incidents",
    "mark_fused",
    "put_incidents",
    "put_reviews",
    "take_stock",
    "unfused_articles",
]

_BY_URGENCY = (
    AttributeState.DISPUTED,
    AttributeState.REVISED,
    AttributeState.CORROBORATED,
    AttributeState.SINGLE_ORIGIN,
)


_table = tables.articles
_UNFUSED = and_(
    _table.c.fused.is_(None), _table.c.coder.is_not(None)
)  # the index on `fused` finds them in a large case


def unfused_articles(connection: Connection) -> list[str]:
    """The articles whose coding in force the incidents do not tell of yet."""
    return list(connection.execute(select(_table.c.article_id).where(_UNFUSED).order_by(_table.c.article_id)).scalars())


def mark_fused(connection: Connection) -> None:
    connection.execute(update(_table).where(_UNFUSED).values(fused=_table.c.coder))


def count_incidents(connection: Connection) -> int:
    return connection.execute(select(func.count()).select_from(tables.incidents)).scalar_one()


def clear_incidents(connection: Connection) -> None:
    for table in (tables.incident_members, tables.incident_told, tables.names, tables.incidents):
        connection.execute(delete(table))


def drop_incidents(connection: Connection, names: Collection[str]) -> None:
    for table in (tables.incident_members, tables.incident_told, tables.incidents):
        for some in in_parts(names):
            connection.execute(delete(table).where(table.c.incident_id.in_(some)))


def _told(mentions: Iterable[EventMention]) -> Iterator[tuple[str, str]]:
    """Kind and name of every place, party and source."""
    for mention in mentions:
        yield from (("place", claim.value.name) for claim in mention.places)
        yield from (("actor", claim.value.name) for claim in (*mention.actors, *mention.recipients))
        yield from (("source", claim.attribution.innermost.name) for claim in mention.claims())


def put_reviews(connection: Connection, mention_ids: Collection[str]) -> None:
    """Work out anew how far the incidents of these mentions have been reviewed."""
    members, incidents = tables.incident_members, tables.incidents
    touched = select(members.c.incident_id).where(members.c.mention_id.in_(mention_ids)).distinct()
    inside: dict[str, list[str]] = {}
    for row in connection.execute(select(members).where(members.c.incident_id.in_(touched))):
        inside.setdefault(row.incident_id, []).append(row.mention_id)
    for incident_id, mentions in inside.items():
        reviews = Reviews(standing(judgements_about(connection, mentions)))
        mine = update(incidents).where(incidents.c.incident_id == incident_id)
        connection.execute(mine.values(review=reviews.state(mentions).value))


def take_stock(connection: Connection) -> None:
    """Tell the database how the incidents are spread: without that, it begins to read a list at the wrong end."""
    for table in (tables.incidents, tables.incident_members, tables.incident_told, tables.names):
        connection.execute(text(f"ANALYZE {table.name}"))


def put_incidents(connection: Connection, found: Iterable[Assembled], reviews: Reviews) -> None:
    for batch in in_parts(found):
        put_rows(connection, tables.incidents, [_row(incident, mentions, reviews) for incident, mentions in batch])
        put_rows(connection, tables.incident_members, list(_members(batch)))
        told = {(incident.incident_id, *name) for incident, mentions in batch for name in _told(mentions)}
        rows = [{"incident_id": name, "kind": kind, "name": words} for name, kind, words in sorted(told)]
        put_rows(connection, tables.incident_told, rows)
        named = sorted({(kind, words) for _, kind, words in told})
        put_rows(connection, tables.names, [{"kind": kind, "name": words} for kind, words in named])


def _row(incident: Incident, members: Sequence[EventMention], reviews: Reviews) -> dict[str, Any]:
    place = _finest([claim.value for mention in members for claim in mention.places])
    starts = [claim.value.start for mention in members for claim in mention.dates if claim.value.start]
    ends = [claim.value.end for mention in members for claim in mention.dates if claim.value.end]
    killed = incident.attribute("killed")
    states = {attribute.state for attribute in incident.attributes}
    return {
        "incident_id": incident.incident_id,
        "event_type": incident.event_type,
        "label": incident.label,
        "first_day": min(starts, default=None),
        "last_day": max(ends, default=None),
        "country": place.country if place else None,
        "place": place.name if place else None,
        "precision": place.precision.value if place and place.precision else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "killed": killed.best if killed else None,
        "origin_count": len(incident.origins),
        "article_count": len(incident.article_ids),
        "state": next((state.value for state in _BY_URGENCY if state in states), AttributeState.SINGLE_ORIGIN.value),
        "disputed": AttributeState.DISPUTED in states,
        "unsettled": incident.unsettled,
        "review": reviews.state(incident.mention_ids).value,
        "body": to_plain(incident),
    }


def _finest(places: list[PlaceValue]) -> PlaceValue | None:
    """The place that most mentions name, one with coordinates before one without."""
    if not places:
        return None
    counts: dict[PlaceValue, int] = {}
    for place in places:
        counts[place] = counts.get(place, 0) + 1
    return max(counts, key=lambda place: (place.lat is not None, counts[place], place.name))


def _members(batch: Iterable[Assembled]) -> Iterator[dict[str, Any]]:
    for incident, mentions in batch:
        for mention in mentions:
            yield {
                "mention_id": mention.mention_id,
                "incident_id": incident.incident_id,
                "article_id": mention.article_id,
            }
