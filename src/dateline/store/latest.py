"""The articles that were published last."""

from __future__ import annotations

from sqlalchemy import Connection, func, select

from dateline.store import tables

__all__ = ["count_coded", "latest_coded"]


def count_coded(connection: Connection) -> int:
    return connection.execute(select(func.count()).where(tables.articles.c.coder.is_not(None))).scalar_one()


def latest_coded(connection: Connection, most: int) -> list[str]:
    """The ids of coded articles, the latest first."""
    articles = tables.articles.c
    latest = (
        select(articles.article_id)
        .where(articles.coder.is_not(None))
        .order_by(articles.published_on.desc().nulls_last(), articles.article_id)
        .limit(most)
    )
    return list(connection.execute(latest).scalars())
