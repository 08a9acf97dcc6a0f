"""What a case can be asked: articles with their coding in force, streamed in one order that never changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, select

from dateline.model import Article, CodedArticle, EventMention, Statement
from dateline.store import tables
from dateline.store.rows import from_plain
from dateline.store.write import ArticleState

__all__ = ["coded_article", "coded_articles", "known_originals", "uncoded_articles"]

_BATCH = 200


def known_originals(connection: Connection, hashes: list[str]) -> set[str]:
    """Which of these originals have been kept, with their article."""
    column = tables.originals.c.sha256
    return set(connection.execute(select(column).where(column.in_(hashes))).scalars())


def coded_article(connection: Connection, article_id: str) -> CodedArticle | None:
    """One article with its coding in force; None where the case has no such article."""
    return next(_load(connection, _articles().where(tables.articles.c.article_id == article_id)), None)


def coded_articles(connection: Connection) -> Iterator[CodedArticle]:
    """Every coded article, by publication date and id; a few hundred are held in memory at a time."""
    yield from _load(connection, _articles())


def _articles() -> Select[Any]:
    articles, codings = tables.articles, tables.codings
    return (
        select(articles.c.text, articles.c.body, articles.c.coder, codings.c.body.label("coding"))
        .join(
            codings,
            and_(codings.c.article_id == articles.c.article_id, codings.c.coder == articles.c.coder),
        )
        .order_by(articles.c.published_on, articles.c.article_id)
    )


def _load(connection: Connection, wanted: Select[Any]) -> Iterator[CodedArticle]:
    for batch in connection.execute(wanted.execution_options(yield_per=_BATCH)).partitions():
        ids = [row.body["article_id"] for row in batch]
        mentions = _bodies(connection, tables.mentions, ids)
        statements = _bodies(connection, tables.statements, ids)
        for row in batch:
            yield _coded(row, mentions, statements)


def _bodies(connection: Connection, table: Any, article_ids: list[str]) -> dict[tuple[str, str], list[Any]]:
    """The rows of these articles by article and coder, in the order in which they were read."""
    wanted = select(table.c.article_id, table.c.coder, table.c.body).where(table.c.article_id.in_(article_ids))
    found: dict[tuple[str, str], list[Any]] = {}
    for article_id, coder, body in connection.execute(wanted.order_by(table.c.position)):
        found.setdefault((article_id, coder), []).append(body)
    return found


def _coded(
    row: Row[Any], mentions: dict[tuple[str, str], list[Any]], statements: dict[tuple[str, str], list[Any]]
) -> CodedArticle:
    article = from_plain(Article, {**row.body, "text": row.text})
    key = (article.article_id, row.coder)
    rest = from_plain(CodedArticle, {"article": {**row.body, "text": row.text}, **row.coding})
    return CodedArticle(
        article,
        mentions=tuple(from_plain(EventMention, body) for body in mentions.get(key, ())),
        statements=tuple(from_plain(Statement, body) for body in statements.get(key, ())),
        discrepancies=rest.discrepancies,
        speculation=rest.speculation,
        sites=rest.sites,
        warnings=rest.warnings,
    )


def uncoded_articles(connection: Connection, coder: str, after: str, most: int) -> list[Article]:
    """The next articles in English, by id, that have no coding of this version."""
    articles, codings = tables.articles, tables.codings
    has_one = select(codings.c.article_id).where(
        codings.c.article_id == articles.c.article_id, codings.c.coder == coder
    )
    wanted = (
        select(articles.c.text, articles.c.body)
        .where(articles.c.article_id > after, articles.c.state != ArticleState.NOT_ENGLISH.value, ~has_one.exists())
        .order_by(articles.c.article_id)
        .limit(most)
    )
    return [from_plain(Article, {**row.body, "text": row.text}) for row in connection.execute(wanted)]
