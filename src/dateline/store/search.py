"""Full-text search over titles and texts: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Row, text

from dateline.model import storable

__all__ = ["find_articles", "forget_text", "put_text"]

_PUT_SQLITE = text("INSERT INTO article_search (article_id, title, body) VALUES (:article_id, :title, :body)")
_FORGET_SQLITE = text("DELETE FROM article_search WHERE article_id = :article_id")
_FIND_SQLITE = text(
    "SELECT a.article_id, a.title, a.publisher, a.published_on,"
    " snippet(article_search, 2, '', '', '…', 24) AS passage"
    " FROM article_search JOIN articles AS a USING (article_id)"
    " WHERE article_search MATCH :words ORDER BY rank LIMIT :most"
)
_FIND_POSTGRES = text(
    "SELECT article_id, title, publisher, published_on,"
    " ts_headline('english', text, query, 'StartSel=,StopSel=,MaxWords=24,MinWords=12') AS passage"
    " FROM (SELECT *, ts_rank_cd(search, query) AS score"
    " FROM articles, websearch_to_tsquery('english', :words) AS query"
    " WHERE search @@ query ORDER BY score DESC, article_id LIMIT :most) AS found"
)


def put_text(connection: Connection, article_id: str, title: str | None, body: str) -> None:
    """File an article's words; PostgreSQL does so by itself, in a generated column."""
    if connection.dialect.name == "sqlite":
        connection.execute(_PUT_SQLITE, {"article_id": article_id, "title": title or "", "body": body})


def forget_text(connection: Connection, article_id: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(_FORGET_SQLITE, {"article_id": article_id})


def find_articles(connection: Connection, words: str, most: int = 50) -> Sequence[Row[Any]]:
    """The articles that hold all the words, the best first; words in double quotes stand together."""
    words = storable(words)
    if connection.dialect.name == "postgresql":
        return connection.execute(_FIND_POSTGRES, {"words": words, "most": most}).all()
    return connection.execute(_FIND_SQLITE, {"words": _fts5(words), "most": most}).all()


def _fts5(words: str) -> str:
    """The words as FTS5 phrases: what a person types is never read as FTS5's query language."""
    parts = words.split('"')
    phrases = [part.strip() if quoted else word for quoted, part in enumerate(parts) for word in _split(part, quoted)]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase) or '""'


def _split(part: str, position: int) -> list[str]:
    """Text between quotation marks (at odd positions) is one phrase, other text is single words."""
    return [part] if position % 2 else part.split()
