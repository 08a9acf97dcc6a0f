"""Everything about one incident besides the incident itself: its mentions, the articles of claims, the judgements."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, and_, select

from dateline import identity
from dateline.model import EventMention, Judgement
from dateline.store import tables
from dateline.store.judgements import all_judgements
from dateline.store.rows import from_plain

__all__ = ["articles_of_claims", "incidents_of_mentions", "judgements_about", "mentions_in_force", "version_of"]


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
    inside = select(members).where(members.c.incident_id == incident_id).order_by(members.c.mention_id)
    rows = connection.execute(inside).all()
    mentions = [row.mention_id for row in rows]
    about = judgements_about(connection, {*mentions, *(row.article_id for row in rows)})
    said = [f"{judgement.judgement_id} {judgement.undone}" for judgement in about]
    return identity.digest(incident_id, event_type, *mentions, *said)


def mentions_in_force(connection: Connection, mention_ids: Sequence[str]) -> dict[str, EventMention]:
    """Mentions as their article's coding in force tells them."""
    mentions, articles = tables.mentions, tables.articles
    in_force = and_(articles.c.article_id == mentions.c.article_id, articles.c.coder == mentions.c.coder)
    wanted = select(mentions.c.body).join(articles, in_force).where(mentions.c.mention_id.in_(mention_ids))
    found = (from_plain(EventMention, body) for body in connection.execute(wanted).scalars())
    return {mention.mention_id: mention for mention in found}


def articles_of_claims(connection: Connection, claim_ids: Sequence[str]) -> dict[str, str]:
    table = tables.claims
    wanted = select(table.c.claim_id, table.c.article_id).where(table.c.claim_id.in_(claim_ids))
    return {row.claim_id: row.article_id for row in connection.execute(wanted)}


def incidents_of_mentions(connection: Connection, mention_ids: Sequence[str]) -> dict[str, str]:
    table = tables.incident_members
    wanted = select(table.c.mention_id, table.c.incident_id).where(table.c.mention_id.in_(mention_ids))
    return {row.mention_id: row.incident_id for row in connection.execute(wanted)}
