"""What goes into a case, each function a part of the caller's transaction; writing a thing twice changes nothing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import Any

from sqlalchemy import Connection, Insert, Table, bindparam, delete, select, update
from sqlalchemy.dialects import postgresql, sqlite

from dateline.model import Article, CodedArticle, storable
from dateline.store import search, tables
from dateline.store.rows import article_body, claim_row, coding_body, mention_row, statement_row

__all__ = [
    "ArticleState",
    "Filed",
    "Filing",
    "article_row",
    "forget_failure",
    "put_article",
    "put_coding",
    "put_failure",
    "put_original",
    "put_rows",
    "put_uncoded",
]


class ArticleState(StrEnum):
    CODED = "coded"
    UNCODED = "uncoded"
    NOT_ENGLISH = "not_english"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Filed:
    """Where an article came from: the input's name and line, and the hash of its original bytes."""

    name: str
    line: int | None
    sha256: str


def put_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert the rows whose keys are not there yet; both databases write this alike."""
    if not rows:
        return
    connection.execute(_insert(table, connection.dialect.name), list(rows))


@cache
def _insert(table: Table, dialect: str) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(table).on_conflict_do_nothing()


def put_original(
    connection: Connection, sha256: str, raw: bytes, media_type: str, fetched_at: datetime | None = None
) -> None:
    row = {"sha256": sha256, "raw": raw, "media_type": media_type, "fetched_at": fetched_at, "purged": False}
    put_rows(connection, tables.originals, [row])


@dataclass(frozen=True, slots=True)
class Filing:
    """Whether an article was new to the case, and the earlier version at its address that it replaces."""

    is_new: bool
    replaces: str | None = None


def put_article(connection: Connection, article: Article, filed: Filed, state: ArticleState) -> Filing:
    """File an article, unless it is there already. An older text at its address is its earlier version."""
    known = select(tables.articles.c.article_id).where(tables.articles.c.article_id == article.article_id)
    if connection.execute(known).first():
        return Filing(is_new=False)
    replaces = _latest_at(connection, article.url)
    put_rows(connection, tables.articles, [article_row(article, filed, state, replaces)])
    search.put_texts(connection, [(article.article_id, article.title, article.text)])
    return Filing(is_new=True, replaces=replaces)


def article_row(article: Article, filed: Filed, state: ArticleState, replaces: str | None = None) -> dict[str, Any]:
    """Not coded yet; added now."""
    return {
        "article_id": article.article_id,
        "sha256": filed.sha256,
        "name": storable(filed.name),
        "line": filed.line,
        "url": article.url,
        "title": article.title,
        "publisher": article.publisher,
        "published_on": article.published_on,
        "language": article.language,
        "text": article.text,
        "body": article_body(article),
        "state": state.value,
        "replaces": replaces,
        "purged": False,
        "added_at": datetime.now(UTC),
    }


def _latest_at(connection: Connection, url: str | None) -> str | None:
    """The article at this address that no other replaces yet."""
    if url is None:
        return None
    newer = tables.articles.alias("newer")
    found = (
        select(tables.articles.c.article_id)
        .where(tables.articles.c.url == url)
        .where(~select(newer.c.article_id).where(newer.c.replaces == tables.articles.c.article_id).exists())
        .order_by(tables.articles.c.added_at.desc(), tables.articles.c.article_id)
    )
    return connection.execute(found).scalars().first()


def put_coding(connection: Connection, codings: Collection[CodedArticle], coder: str) -> None:
    """What one version of the coder read out of articles; it comes into force, and older codings stay."""
    now = datetime.now(UTC)
    of_articles = [
        {"article_id": coded.article.article_id, "coder": coder, "body": coding_body(coded), "coded_at": now}
        for coded in codings
    ]
    mentions = [(at, mention) for coded in codings for at, mention in enumerate(coded.mentions)]
    said = [(at, statement) for coded in codings for at, statement in enumerate(coded.statements)]
    claims = [claim_row(claim, mention, coder) for _, mention in mentions for claim in mention.claims()]
    put_rows(connection, tables.codings, of_articles)
    put_rows(connection, tables.mentions, [mention_row(mention, coder, at) for at, mention in mentions])
    put_rows(connection, tables.claims, claims)
    put_rows(connection, tables.statements, [statement_row(statement, coder, at) for at, statement in said])
    if of_articles:
        connection.execute(_NOW_CODED, [{"one": row["article_id"], "version": coder} for row in of_articles])


_NOW_CODED = (
    update(tables.articles)
    .where(tables.articles.c.article_id == bindparam("one"))
    .values(state=ArticleState.CODED.value, coder=bindparam("version"), fused=None)
)


def put_uncoded(connection: Connection, article_id: str) -> None:
    """The article is kept, but could not be coded; `recode` tries it again."""
    table = tables.articles
    failed = update(table).where(table.c.article_id == article_id, table.c.coder.is_(None))
    connection.execute(failed.values(state=ArticleState.FAILED.value))


def put_failure(connection: Connection, name: str, line: int | None, problem: str, remedy: str) -> None:
    """Keep what could not be read and why; a later success takes the entry away (`forget_failure`)."""
    forget_failure(connection, name, line)
    told = {"name": storable(name), "problem": storable(problem), "remedy": storable(remedy)}
    row = {**told, "line": line or 0, "failed_at": datetime.now(UTC)}
    put_rows(connection, tables.failures, [row])


def forget_failure(connection: Connection, name: str, line: int | None) -> None:
    table = tables.failures
    connection.execute(delete(table).where(table.c.name == storable(name), table.c.line == (line or 0)))
