"""The articles of a case page by page, those added last first."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select

from dateline.store import tables
from dateline.store.listing import CursorError
from dateline.store.query import in_parts

__all__ = ["Heading", "PageOfArticles", "headings_of", "page_of_articles"]

_COLUMNS = ("article_id", "title", "publisher", "published_on", "url", "state", "name", "added_at")
_HEADING = ("article_id", "title", "publisher", "published_on")
_MOST = 50
Heading = Row[Any]  # of these columns
_ID = re.compile(r"a-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True)
class PageOfArticles:
    rows: list[Row[Any]]
    after: str | None  # the cursor of the next page; None on the last


def headings_of(connection: Connection, article_ids: Collection[str]) -> dict[str, Heading]:
    """Title, publisher and day of these articles: a page of their texts would be long."""
    table = tables.articles
    asked = select(*(table.c[name] for name in _HEADING))
    found = (connection.execute(asked.where(table.c.article_id.in_(some))) for some in in_parts(article_ids))
    return {row.article_id: row for rows in found for row in rows}


def page_of_articles(
    connection: Connection, publisher: str | None = None, after: str | None = None, most: int = _MOST
) -> PageOfArticles:
    """The cursor is the last article's id, whose time of adding is looked up."""
    table = tables.articles
    wanted = select(*(table.c[name] for name in _COLUMNS)).order_by(table.c.added_at.desc(), table.c.article_id)
    if publisher is not None:
        wanted = wanted.where(table.c.publisher == publisher)
    if after is not None:
        last = _last(connection, after)
        wanted = wanted.where(
            (table.c.added_at < last.added_at)
            | ((table.c.added_at == last.added_at) & (table.c.article_id > last.article_id))
        )
    rows = list(connection.execute(wanted.limit(most + 1)).all())
    return PageOfArticles(rows[:most], rows[most - 1].article_id if len(rows) > most else None)


def _last(connection: Connection, article_id: str) -> Row[str, datetime]:
    table = tables.articles
    known = select(table.c.article_id, table.c.added_at).where(table.c.article_id == article_id)
    row = connection.execute(known).first() if _ID.fullmatch(article_id) else None
    if row is None:
        raise CursorError("this is no cursor of the list of articles")
    return row
