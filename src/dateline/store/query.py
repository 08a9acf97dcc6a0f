"""What a case can be asked: articles with their coding in force, streamed in one order that never changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, Row, Select, select

from dateline.model import Article, CodedArticle
from dateline.store import tables
from dateline.store.columns import as_packed, unpacked
from dateline.store.decoding import decoded
from dateline.store.write import ArticleState

__all__ = [
    "articles_of_ids",
    "articles_telling",
    "coded_article",
    "coded_articles",
    "coded_articles_of_ids",
    "coded_as",
    "each_coding",
    "in_parts",
    "known_originals",
    "uncoded_articles",
]

_BATCH = 200
_VALUES_AT_ONCE = 500  # in one statement
ValueT = TypeVar("ValueT")


def in_parts(values: Iterable[ValueT], size: int = _VALUES_AT_ONCE) -> Iterator[list[ValueT]]:
    """Few enough at a time for one statement."""
    waiting = iter(values)
    while some := list(islice(waiting, size)):
        yield some


def known_originals(connection: Connection, hashes: list[str]) -> set[str]:
    """Which of these originals have been kept, with their article."""
    column = tables.originals.c.sha256
    return set(connection.execute(select(column).where(column.in_(hashes))).scalars())


def coded_article(connection: Connection, article_id: str) -> CodedArticle | None:
    """One article with its coding in force; None where the case has no such article or has not coded it."""
    return next(_load(connection, _in_force().where(tables.articles.c.article_id == article_id)), None)


def coded_articles(connection: Connection) -> Iterator[CodedArticle]:
    """Every coded article, by publication date and id; a few hundred are held in memory at a time."""
    yield from _load(connection, _in_force().order_by(tables.articles.c.published_on, tables.articles.c.article_id))


def coded_as(connection: Connection, coder: str) -> Iterator[CodedArticle]:
    """Every article that this version coded, as it coded it, by id."""
    wanted = _codings().where(tables.codings.c.coder == coder)
    yield from _load(connection, wanted.order_by(tables.articles.c.article_id))


def each_coding(
    connection: Connection, article_id: str | None = None
) -> Iterator[tuple[str, str, CodedArticle | ValueError]]:
    """Article, coder and coding, for every coding ever made; what is damaged comes as its error."""
    wanted = _codings().order_by(tables.articles.c.article_id, tables.codings.c.coder)
    if article_id is not None:
        wanted = wanted.where(tables.articles.c.article_id == article_id)
    for row, mentions, statements in _rows(connection, wanted):
        try:
            yield row.article_id, row.coder, _coded(row, mentions, statements)
        except ValueError as error:  # pydantic's, and the model's own
            yield row.article_id, row.coder, error


def _codings() -> Select[Any]:
    articles, codings = tables.articles, tables.codings
    return select(
        articles.c.article_id,
        articles.c.text,
        as_packed(articles.c.body).label("body"),
        codings.c.coder,
        as_packed(codings.c.body).label("coding"),
    ).join(codings, codings.c.article_id == articles.c.article_id)


def _in_force() -> Select[Any]:
    return _codings().where(tables.codings.c.coder == tables.articles.c.coder)


_Bodies = dict[tuple[str, str], list[bytes]]


def _load(connection: Connection, wanted: Select[Any]) -> Iterator[CodedArticle]:
    for row, mentions, statements in _rows(connection, wanted):
        yield _coded(row, mentions, statements)


def _rows(connection: Connection, wanted: Select[Any]) -> Iterator[tuple[Row[Any], _Bodies, _Bodies]]:
    for batch in connection.execute(wanted.execution_options(yield_per=_BATCH)).partitions():
        ids = [row.article_id for row in batch]
        mentions = _bodies(connection, tables.mentions, ids)
        statements = _bodies(connection, tables.statements, ids)
        for row in batch:
            yield row, mentions, statements


def _bodies(connection: Connection, table: Any, article_ids: list[str]) -> _Bodies:
    """The rows of these articles by article and coder, in the order in which they were read."""
    body = as_packed(table.c.body).label("body")
    wanted = select(table.c.article_id, table.c.coder, body).where(table.c.article_id.in_(article_ids))
    found: _Bodies = {}
    for article_id, coder, body in connection.execute(wanted.order_by(table.c.position)):
        found.setdefault((article_id, coder), []).append(body)
    return found


def _coded(row: Row[Any], mentions: _Bodies, statements: _Bodies) -> CodedArticle:
    """One JSON object out of the parts, read in one go: half the time of reading them one by one."""
    key = (row.article_id, row.coder)
    article = _whole_article(row)
    parts = (
        b'"article":' + article,
        b'"mentions":[' + b",".join(map(unpacked, mentions.get(key, ()))) + b"]",
        b'"statements":[' + b",".join(map(unpacked, statements.get(key, ()))) + b"]",
    )
    return decoded(CodedArticle, _joined(unpacked(row.coding), *parts))


def _joined(body: bytes, *fields: bytes) -> bytes:
    """A JSON object with further fields."""
    return b"{" + b",".join(part for part in (body[1:-1], *fields) if part) + b"}"


def articles_of_ids(connection: Connection, article_ids: Collection[str]) -> dict[str, Article]:
    table = tables.articles
    wanted = select(table.c.article_id, table.c.text, as_packed(table.c.body).label("body"))
    rows = (
        row for some in in_parts(article_ids) for row in connection.execute(wanted.where(table.c.article_id.in_(some)))
    )
    return {row.article_id: _article(row) for row in rows}


def _article(row: Row[Any]) -> Article:
    return decoded(Article, _whole_article(row))


def _whole_article(row: Row[Any]) -> bytes:
    return _joined(unpacked(row.body), b'"text":' + json.dumps(row.text).encode())


def coded_articles_of_ids(connection: Connection, article_ids: Collection[str]) -> Iterator[CodedArticle]:
    """Those of these articles that are coded, with their coding in force."""
    for some in in_parts(article_ids):
        yield from _load(connection, _in_force().where(tables.articles.c.article_id.in_(some)))


def articles_telling(connection: Connection, mention_ids: Collection[str]) -> set[str]:
    """The articles of these mentions."""
    table = tables.mentions.c
    return {
        name
        for some in in_parts(mention_ids)
        for name in connection.execute(select(table.article_id).where(table.mention_id.in_(some))).scalars()
    }


def uncoded_articles(connection: Connection, coder: str, after: str, most: int) -> list[Article]:
    """The next articles in English, by id, that have no coding of this version."""
    articles, codings = tables.articles, tables.codings
    has_one = select(codings.c.article_id).where(
        codings.c.article_id == articles.c.article_id, codings.c.coder == coder
    )
    wanted = (
        select(articles.c.text, as_packed(articles.c.body).label("body"))
        .where(articles.c.article_id > after, articles.c.state != ArticleState.NOT_ENGLISH.value, ~has_one.exists())
        .order_by(articles.c.article_id)
        .limit(most)
    )
    return [_article(row) for row in connection.execute(wanted)]
