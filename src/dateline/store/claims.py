"""One claim of a case, with the mention and article that it stands in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from dateline.model import Article, EventMention, Judgement, Reported
from dateline.store import tables
from dateline.store.corrections import corrections_of, human_claims, place_claim
from dateline.store.history import judgements_about
from dateline.store.judgements import all_judgements, standing
from dateline.store.rows import from_plain

__all__ = ["FoundClaim", "find_claim", "mention_of_id"]


@dataclass(frozen=True, slots=True)
class FoundClaim:
    """`coders` are the codings that hold it, or the person who made it; `superseded_by` is a person's claim."""

    claim: Reported
    mention: EventMention
    article: Article
    coders: tuple[str, ...]
    superseded_by: str | None = None


def find_claim(connection: Connection, claim_id: str) -> FoundClaim | None:
    """The claim of this id, made by a program or a person; None where the case has none."""
    table = tables.claims
    rows = connection.execute(select(table).where(table.c.claim_id == claim_id).order_by(table.c.coder)).all()
    if not rows:
        human = _by_people(connection, all_judgements(connection))
        return next((found for found in human if found.claim.claim_id == claim_id), None)
    found = mention_of_id(connection, rows[0].mention_id, rows[0].coder)
    if found is None:
        return None
    claim = next((claim for claim in found[0].claims() if claim.claim_id == claim_id), None)
    if claim is None:
        return None
    human = _by_people(connection, judgements_about(connection, [rows[0].mention_id]))
    later = next((item.claim.claim_id for item in human if item.claim.supersedes == claim_id), None)
    return FoundClaim(claim, *found, tuple(row.coder for row in rows), later)


def mention_of_id(
    connection: Connection, mention_id: str, coder: str | None = None
) -> tuple[EventMention, Article] | None:
    """A mention as this version coded it, by default in the coding in force or else the last that has it."""
    mentions, articles = tables.mentions, tables.articles
    wanted = (
        select(mentions.c.body, articles.c.body.label("article"), articles.c.text)
        .join(articles, articles.c.article_id == mentions.c.article_id)
        .where(mentions.c.mention_id == mention_id)
        .order_by((mentions.c.coder == articles.c.coder).desc(), mentions.c.coder.desc())
    )
    if coder is not None:
        wanted = wanted.where(mentions.c.coder == coder)
    row = connection.execute(wanted).first()
    if row is None:
        return None
    return from_plain(EventMention, row.body), from_plain(Article, {**row.article, "text": row.text})


def _by_people(connection: Connection, judgements: Iterable[Judgement]) -> Iterator[FoundClaim]:
    corrections = corrections_of(standing(judgements))
    for mention_id, judgement in corrections.places.items():
        found = mention_of_id(connection, mention_id)
        if found is not None:
            claim = place_claim(found[0], judgement)
            yield FoundClaim(claim, replace(found[0], places=(claim,)), found[1], (judgement.made_by,))
    for mention_id, by_claim in corrections.claims.items():
        found = mention_of_id(connection, mention_id)
        if found is None:
            continue
        mention, article = found
        for judgement in by_claim.values():
            yield from (
                FoundClaim(claim, mention, article, (judgement.made_by,))
                for claim in human_claims(mention, [judgement])
            )
