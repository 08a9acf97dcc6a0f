"""The incidents of a case with all that they were made of, one after another: what exports are written from.

A batch of incidents is held in memory at a time, however many there are. The order is by first day and id, those
without a date last, so that the same case gives the same files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sqlalchemy import Connection, and_, select

from dateline.model import ActorValue, EventMention, ToldIncident
from dateline.store import tables
from dateline.store.columns import as_packed, unpacked
from dateline.store.corrections import Corrections, corrections_of
from dateline.store.decoding import decoded, decoded_incident
from dateline.store.incidents import IncidentFilter, conditions_of
from dateline.store.judgements import all_judgements, standing
from dateline.store.query import articles_of_ids, in_parts
from dateline.store.rows import from_plain

__all__ = ["told_incidents", "told_of_ids"]

_BATCH = 100


def told_incidents(connection: Connection, wanted: IncidentFilter) -> Iterator[ToldIncident]:
    """The incidents that meet all conditions, with their mentions in force as people corrected them."""
    corrections = corrections_of(standing(all_judgements(connection)))
    table = tables.incidents.c
    ids = (
        select(table.incident_id)
        .where(*conditions_of(wanted))
        .order_by(table.first_day.asc().nulls_last(), table.incident_id)
        .execution_options(yield_per=_BATCH)
    )
    for batch in connection.execute(ids).scalars().partitions(_BATCH):
        yield from _told(connection, batch, corrections)


def told_of_ids(connection: Connection, names: Iterable[str], corrections: Corrections) -> Iterator[ToldIncident]:
    """Those of these incidents that the case has, one at a time."""
    for name in names:
        yield from _told(connection, [name], corrections)


def _told(connection: Connection, ids: Sequence[str], corrections: Corrections) -> Iterator[ToldIncident]:
    mentions = _mentions(connection, ids, corrections)
    claims = {claim.claim_id: claim for mention in mentions.values() for claim in mention.claims()}
    table = tables.incidents.c
    wanted = select(table.incident_id, as_packed(table.body), table.review).where(table.incident_id.in_(ids))
    rows = {name: (body, review) for name, body, review in connection.execute(wanted)}
    incidents = [
        (decoded_incident(unpacked(body), claims), review)
        for body, review in (rows[name] for name in ids if name in rows)
    ]
    article_ids = sorted({article_id for incident, _ in incidents for article_id in incident.article_ids})
    articles = articles_of_ids(connection, article_ids)
    private = _private_names(connection, article_ids)
    for incident, review in incidents:
        yield ToldIncident(
            incident,
            tuple(mentions[name] for name in incident.mention_ids if name in mentions),
            tuple(articles[name] for name in incident.article_ids),
            review,
            tuple(sorted({name for article_id in incident.article_ids for name in private.get(article_id, ())})),
        )


def _mentions(connection: Connection, ids: Sequence[str], corrections: Corrections) -> dict[str, EventMention]:
    members, mentions, articles = tables.incident_members.c, tables.mentions.c, tables.articles.c
    wanted = (
        select(as_packed(mentions.body))
        .join(tables.incident_members, members.mention_id == mentions.mention_id)
        .join(tables.articles, and_(articles.article_id == mentions.article_id, articles.coder == mentions.coder))
        .where(members.incident_id.in_(ids))
    )
    found = (decoded(EventMention, unpacked(body)) for body in connection.execute(wanted).scalars())
    return {mention.mention_id: mention for mention in corrections.corrected(found)}


def _private_names(connection: Connection, article_ids: Sequence[str]) -> dict[str, set[str]]:
    """By article, the private persons that it names as actors or recipients."""
    claims, articles = tables.claims.c, tables.articles.c
    wanted = (
        select(claims.article_id, claims.value)
        .join(tables.articles, and_(articles.article_id == claims.article_id, articles.coder == claims.coder))
        .where(
            claims.field.in_(("actor", "recipient")),
            claims.value["private_person"].as_boolean(),
        )
    )
    found: dict[str, set[str]] = {}
    for some in in_parts(article_ids):
        for article_id, value in connection.execute(wanted.where(claims.article_id.in_(some))):
            actor = from_plain(ActorValue, value)
            if actor.is_private:
                found.setdefault(article_id, set()).add(actor.name)
    return found
