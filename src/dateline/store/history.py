"""Everything about one incident besides the incident itself: its mentions, the articles of claims, the judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, select

from dateline import identity
from dateline.model import EventMention, Judgement
from dateline.store import tables
from dateline.store.columns import as_packed, unpacked
from dateline.store.decoding import decoded
from dateline.store.judgements import all_judgements
from dateline.store.query import in_parts

__all__ = [
    "Telling",
    "articles_of_claims",
    "incidents_of_mentions",
    "judgements_about",
    "mentions_in_force",
    "tellings_of",
    "version_of",
    "version_with",
]


def judgements_about(connection: Connection, subjects: Iterable[str]) -> list[Judgement]:
    """Every judgement on one of these mentions or articles, oldest first, also those that no longer stand."""
    table = tables.judgement_subjects
    found = select(table.c.judgement_id).where(table.c.subject_id.in_(list(subjects)))
    ids = set(connection.execute(found).scalars())
    return all_judgements(connection, ids=ids) if ids else []


def version_of(connection: Connection, incident_id: str) -> str | None:
    """What somebody who judges an incident has seen: its type and members, and what people said about them by then."""
    incidents, members = tables.incidents, tables.incident_members
    known = select(incidents.c.event_type).where(incidents.c.incident_id == incident_id)
    event_type = connection.execute(known).scalar()
    if event_type is None:
        return None
    rows = connection.execute(select(members).where(members.c.incident_id == incident_id)).all()
    mentions = [row.mention_id for row in rows]
    about = judgements_about(connection, {*mentions, *(row.article_id for row in rows)})
    return version_with(incident_id, event_type, mentions, about)


def version_with(incident_id: str, event_type: str, mentions: Iterable[str], about: Iterable[Judgement]) -> str:
    """The same, where members and judgements are known."""
    said = [f"{judgement.judgement_id} {judgement.undone}" for judgement in about]
    return identity.digest(incident_id, event_type, *sorted(mentions), *said)


@dataclass(frozen=True, slots=True)
class Telling:
    """How one passage tells an incident: as much of a mention as its line in a list shows."""

    mention_id: str
    article_id: str
    event_type: str
    status: str
    level: str
    polarity: str
    quotes: Sequence[str]
    claim_ids: Sequence[str]


def tellings_of(connection: Connection, mention_ids: Sequence[str]) -> dict[str, Telling]:
    """These mentions as their article's coding in force tells them; a whole `EventMention` takes ten times as long."""
    table = tables.mentions.c
    columns = (table.mention_id, table.article_id, table.event_type, table.status, table.level, table.polarity)
    asked = _in_force(mention_ids, *columns, table.body)
    return {row.mention_id: _telling(row) for row in connection.execute(asked)}


def _telling(row: Row[Any]) -> Telling:
    several = (value for value in row.body.values() if isinstance(value, list))
    claims = [item["claim_id"] for items in several for item in items if isinstance(item, dict) and "claim_id" in item]
    quotes = [span["quote"] for span in row.body["evidence"]]
    return Telling(row.mention_id, row.article_id, row.event_type, row.status, row.level, row.polarity, quotes, claims)


def mentions_in_force(connection: Connection, mention_ids: Sequence[str]) -> dict[str, EventMention]:
    """Mentions as their article's coding in force tells them."""
    wanted = _in_force(mention_ids, as_packed(tables.mentions.c.body).label("body"))
    found = (decoded(EventMention, unpacked(body)) for body in connection.execute(wanted).scalars())
    return {mention.mention_id: mention for mention in found}


def _in_force(mention_ids: Sequence[str], *columns: ColumnElement[Any]) -> Select[Any]:
    mentions, articles = tables.mentions.c, tables.articles.c
    coding = and_(articles.article_id == mentions.article_id, articles.coder == mentions.coder)
    return select(*columns).join(tables.articles, coding).where(mentions.mention_id.in_(mention_ids))


def articles_of_claims(connection: Connection, claim_ids: Sequence[str]) -> dict[str, str]:
    table = tables.claims
    wanted = select(table.c.claim_id, table.c.article_id).where(table.c.claim_id.in_(claim_ids))
    return {row.claim_id: row.article_id for row in connection.execute(wanted)}


def incidents_of_mentions(connection: Connection, mention_ids: Sequence[str]) -> dict[str, str]:
    table = tables.incident_members
    wanted = select(table.c.mention_id, table.c.incident_id)
    return {
        row.mention_id: row.incident_id
        for some in in_parts(mention_ids)
        for row in connection.execute(wanted.where(table.c.mention_id.in_(some)))
    }
