"""Who and what a case names: actors, sources, sites and publishers, the most told first, and one of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Integer, and_, cast, distinct, func, select

from dateline.store import tables
from dateline.store.overview import Tie

__all__ = [
    "Named",
    "Said",
    "actor_codes",
    "named_actors",
    "named_places",
    "named_publishers",
    "named_sources",
    "statements_by",
    "ties_with",
]

_MOST = 200
_OWN_VOICE = "this article"  # names nobody


@dataclass(frozen=True, slots=True)
class Named:
    """A name, in how many articles it stands, and in how many claims."""

    name: str
    articles: int
    claims: int


@dataclass(frozen=True, slots=True)
class Said:
    """A statement of somebody: its words, and where they stand."""

    statement_id: str
    article_id: str
    title: str | None
    publisher: str | None
    published_on: Any
    quotes: Sequence[str]


def _in_force() -> Any:
    claims, articles = tables.claims.c, tables.articles.c
    return and_(articles.article_id == claims.article_id, articles.coder == claims.coder)


def _named(connection: Connection, fields: Sequence[str], column: str, part: str | None, most: int) -> list[Named]:
    claims = tables.claims.c
    name, count = claims[column], func.count(distinct(claims.article_id))
    wanted = (
        select(name, count, func.count())
        .join(tables.articles, _in_force())
        .where(name.is_not(None))
        .group_by(name)
        .order_by(count.desc(), name)
        .limit(most)
    )
    if fields:
        wanted = wanted.where(claims.field.in_(fields))
    if column == "source":
        wanted = wanted.where(name != _OWN_VOICE)
    if part:
        wanted = wanted.where(name.icontains(part, autoescape=True))
    return [Named(*row) for row in connection.execute(wanted)]


def named_actors(connection: Connection, part: str | None = None, most: int = _MOST) -> list[Named]:
    """Who did something or had it done to them; `part` of the name, if given."""
    return _named(connection, ("actor", "recipient"), "name", part, most)


def named_sources(connection: Connection, part: str | None = None, most: int = _MOST) -> list[Named]:
    """Who is said to say so: the innermost source of each claim."""
    return _named(connection, (), "source", part, most)


def named_places(connection: Connection, part: str | None = None, most: int = _MOST) -> list[Named]:
    return _named(connection, ("place",), "name", part, most)


def named_publishers(connection: Connection, most: int = _MOST) -> list[Named]:
    """Whose articles the case holds; in the place of claims, how many of them have been coded."""
    articles = tables.articles.c
    count, coded = func.count(), func.sum(cast(articles.coder.is_not(None), Integer))
    wanted = (
        select(articles.publisher, count, coded)
        .where(articles.publisher.is_not(None))
        .group_by(articles.publisher)
        .order_by(count.desc(), articles.publisher)
        .limit(most)
    )
    return [Named(*row) for row in connection.execute(wanted)]


def actor_codes(connection: Connection, name: str) -> list[tuple[str, int]]:
    """How the claims about an actor of this name code it, the most frequent first: "SYR GOV"."""
    claims = tables.claims.c
    wanted = (
        select(claims.value)
        .join(tables.articles, _in_force())
        .where(claims.name == name, claims.field.in_(("actor", "recipient")))
        .limit(5000)
    )
    counts: dict[str, int] = {}
    for value in connection.execute(wanted).scalars():
        code = " ".join(str(part) for part in (value.get("country"), value.get("sector")) if part)
        counts[code or "not coded"] = counts.get(code or "not coded", 0) + 1
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))


def ties_with(connection: Connection, name: str, most: int = 40) -> list[Tie]:
    """What somebody did to others, and others to them, by the claims in force."""
    mentions, articles = tables.mentions.c, tables.articles.c
    actors, recipients = tables.claims.alias("actors"), tables.claims.alias("recipients")
    together = and_(recipients.c.mention_id == actors.c.mention_id, recipients.c.coder == actors.c.coder)
    count = func.count(distinct(actors.c.mention_id))
    columns = (actors.c.name, recipients.c.name, mentions.event_type)
    wanted = (
        select(*columns, count)
        .select_from(actors)
        .join(recipients, and_(together, recipients.c.field == "recipient"))
        .join(tables.mentions, and_(mentions.mention_id == actors.c.mention_id, mentions.coder == actors.c.coder))
        .join(tables.articles, and_(articles.article_id == actors.c.article_id, articles.coder == actors.c.coder))
        .where(
            actors.c.field == "actor",
            (actors.c.name == name) | (recipients.c.name == name),
            actors.c.name != recipients.c.name,
        )
        .group_by(*columns)
        .order_by(count.desc(), *columns)
        .limit(most)
    )
    return [Tie(*row) for row in connection.execute(wanted)]


def statements_by(connection: Connection, speaker: str, most: int = 30) -> list[Said]:
    """What somebody is said to have said, the latest first."""
    statements, articles = tables.statements.c, tables.articles.c
    wanted = (
        select(
            statements.statement_id,
            statements.article_id,
            articles.title,
            articles.publisher,
            articles.published_on,
            statements.body,
        )
        .join(
            tables.articles,
            and_(articles.article_id == statements.article_id, articles.coder == statements.coder),
        )
        .where(statements.speaker == speaker)
        .order_by(articles.published_on.desc().nulls_last(), statements.statement_id)
        .limit(most)
    )
    return [Said(*row[:5], tuple(span["quote"] for span in row.body["contents"])) for row in connection.execute(wanted)]
