"""Full-text search over titles and texts: FTS5 on SQLite, a tsvector with a GIN index on PostgreSQL.

Articles are ranked by how well they answer, as long as few enough hold the words (`MOST_RANKED`): to rank all that hold
a common word, each would have to be read. Beyond that, those added last come first, which an index gives in order, and
the answer says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Date, Row, TextualSelect, text

from dateline.model import storable

__all__ = ["MOST_RANKED", "Found", "find_articles", "forget_text", "put_texts"]

MOST_RANKED = 500

_PUT_SQLITE = text("INSERT INTO article_search (article_id, title, body) VALUES (:article_id, :title, :body)")
_FORGET_SQLITE = text("DELETE FROM article_search WHERE article_id = :article_id")
_COUNT = {
    "sqlite": text("SELECT count(*) FROM (SELECT 1 FROM article_search WHERE article_search MATCH :words LIMIT :most)"),
    "postgresql": text(
        "SELECT count(*) FROM"
        " (SELECT 1 FROM articles WHERE search @@ websearch_to_tsquery('english', :words) LIMIT :most) AS holding"
    ),
}
_SQLITE = (
    "SELECT a.article_id, a.title, a.publisher, a.published_on,"
    " snippet(article_search, 2, '', '', '…', 24) AS passage"
    " FROM article_search JOIN articles AS a USING (article_id)"
    " WHERE article_search MATCH :words ORDER BY {order} LIMIT :most"
)
_POSTGRES = (
    "SELECT article_id, title, publisher, published_on,"
    " ts_headline('english', text, query, 'StartSel=,StopSel=,MaxWords=24,MinWords=12') AS passage"
    " FROM (SELECT articles.*, query FROM articles, websearch_to_tsquery('english', :words) AS query"
    " WHERE search @@ query ORDER BY {order} LIMIT :most) AS found"
)


def _finding(statement: str, order: str) -> TextualSelect:
    """SQLite keeps no days: it has to be told which column is one."""
    return text(statement.format(order=order)).columns(published_on=Date)


_RANKED = {
    "sqlite": _finding(_SQLITE, "rank"),
    "postgresql": _finding(_POSTGRES, "ts_rank_cd(search, query) DESC, article_id"),
}
_NEWEST = {
    "sqlite": _finding(_SQLITE, "article_search.rowid DESC"),
    "postgresql": _finding(_POSTGRES, "added_at DESC, article_id DESC"),
}


@dataclass(frozen=True, slots=True)
class Found:
    """Articles that hold all the words: the best first, or those added last where too many hold them to be ranked."""

    rows: Sequence[Row[Any]]
    ranked: bool


def put_texts(connection: Connection, texts: Sequence[tuple[str, str | None, str]]) -> None:
    """File the words of articles (id, title, text); PostgreSQL does so by itself, in a generated column."""
    if connection.dialect.name == "sqlite" and texts:
        rows = [{"article_id": article_id, "title": title or "", "body": body} for article_id, title, body in texts]
        connection.execute(_PUT_SQLITE, rows)


def forget_text(connection: Connection, article_id: str) -> None:
    if connection.dialect.name == "sqlite":
        connection.execute(_FORGET_SQLITE, {"article_id": article_id})


def find_articles(connection: Connection, words: str, most: int = 50) -> Found:
    """The articles that hold all the words; words in double quotes stand together."""
    database = connection.dialect.name
    asked = storable(words) if database == "postgresql" else _fts5(storable(words))
    holding = connection.execute(_COUNT[database], {"words": asked, "most": MOST_RANKED + 1}).scalar_one()
    ranked = holding <= MOST_RANKED
    statement = (_RANKED if ranked else _NEWEST)[database]
    return Found(connection.execute(statement, {"words": asked, "most": most}).all(), ranked)


def _fts5(words: str) -> str:
    """The words as FTS5 phrases: what a person types is never read as FTS5's query language."""
    parts = words.split('"')
    phrases = [part.strip() if quoted else word for quoted, part in enumerate(parts) for word in _split(part, quoted)]
    return " ".join(f'"{phrase}"' for phrase in phrases if phrase) or '""'


def _split(part: str, position: int) -> list[str]:
    """Text between quotation marks (at odd positions) is one phrase, other text is single words."""
    return [part] if position % 2 else part.split()
