"""The articles that were published last, with their coding in force."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection, func, select

from dateline.model import CodedArticle
from dateline.store import tables
from dateline.store.query import coded_article

__all__ = ["count_coded", "latest_coded"]


def count_coded(connection: Connection) -> int:
    return connection.execute(select(func.count()).where(tables.articles.c.coder.is_not(None))).scalar_one()


def latest_coded(connection: Connection, most: int) -> Iterator[CodedArticle]:
    """The latest first, one at a time."""
    articles = tables.articles.c
    latest = (
        select(articles.article_id)
        .where(articles.coder.is_not(None))
        .order_by(articles.published_on.desc().nulls_last(), articles.article_id)
        .limit(most)
    )
    for article_id in connection.execute(latest).scalars().all():
        coded = coded_article(connection, article_id)
        if coded is not None:
            yield coded
