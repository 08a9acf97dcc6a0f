"""A case of any size, filled without fusing: the generator (`synthetic.py`) knows which mentions tell one incident.

Rows are those that the product writes, by its own functions, in large batches and with the secondary indexes made at
the end. What fusing keeps for the next addition (`fusing_*`) stays empty. A filled file can be copied into PostgreSQL.

    python benchmarks/large_case.py fill case.db --mentions 1000000
    python benchmarks/large_case.py copy case.db postgresql://...
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
import sys
import time
from collections.abc import Iterator
from itertools import chain
from typing import Any

import psycopg
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import JSON, Connection, Index, LargeBinary, Table, event, text, type_coerce
from sqlalchemy.schema import CreateIndex, DropIndex

from dateline.fuse.assemble import Assembler
from dateline.fuse.origins import Origins
from dateline.fuse.revise import Assembled
from dateline.knowledge.sources import load_sources
from dateline.model import Article, CodedArticle, EventMention
from dateline.store import search, tables
from dateline.store.case import Case, open_case
from dateline.store.columns import PackedBytes, PackedJSON
from dateline.store.derive import put_incidents
from dateline.store.reviews import Reviews
from dateline.store.write import ArticleState, Filed, article_row, put_coding, put_rows
from synthetic import ARTICLES_AN_INCIDENT, MENTIONS_AN_ARTICLE, make_article_of

__all__ = ["copy_case", "fill_case"]

_CODER = "synthetic"
_INCIDENTS_AT_ONCE = 400
_ROWS_AT_ONCE = 20_000
_FAST = ("synchronous = OFF", "journal_mode = MEMORY", "cache_size = -1500000", "foreign_keys = OFF")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("fill", "copy"))
    parser.add_argument("case", help="the file")
    parser.add_argument("target", nargs="?", help="the URL to copy it to")
    parser.add_argument("--mentions", type=int, default=100_000)
    parser.add_argument("--seconds", type=float, default=float("inf"), help="fill no longer than this")
    arguments = parser.parse_args()
    case = open_case(arguments.case, create=arguments.what == "fill")
    if arguments.what == "fill":
        fill_case(case, arguments.mentions, arguments.seconds)
    else:
        target = open_case(arguments.target, create=True)
        copy_case(case, target)
        target.close()
    case.close()


def fill_case(case: Case, mentions: int, seconds: float = float("inf")) -> None:
    """Articles, codings and incidents of an archive with so many mentions, into an empty case in a file; after so many
    seconds, what has been put is completed instead."""
    incidents = mentions // (ARTICLES_AN_INCIDENT * MENTIONS_AN_ARTICLE)
    groups = _Groups(incidents)
    start = time.perf_counter()
    case.engine.dispose()
    event.listen(case.engine, "connect", _set_up)
    with case.engine.connect() as connection:
        with connection.begin():
            indexes = _without_indexes(connection)
        for first in range(0, incidents, _INCIDENTS_AT_ONCE):
            if time.perf_counter() - start > seconds:
                break
            numbers = range(first, min(first + _INCIDENTS_AT_ONCE, incidents))
            with connection.begin():
                _put_articles(connection, [coded for number in numbers for coded in groups.told(number)])
                put_incidents(connection, groups.complete(numbers.stop), Reviews([]))
            _tell(f"{numbers.stop} of {incidents} incidents", start)
        with connection.begin():
            put_incidents(connection, groups.complete(2 * incidents), Reviews([]))
            _make_indexes(connection, indexes)
            connection.exec_driver_sql("ANALYZE")
    case.engine.dispose()
    _tell("filled", start)


def _set_up(connection: sqlite3.Connection, _: object) -> None:
    """Nothing is lost that could not be filled again."""
    for setting in _FAST:
        connection.execute(f"PRAGMA {setting}")


class _Groups:
    """The mentions of each incident, until all have been made."""

    def __init__(self, incidents: int) -> None:
        self._incidents = incidents
        self._lag = 1 + incidents // 250  # how far back an article's background lies
        self._members: dict[int, list[EventMention]] = {}
        self._articles: dict[str, Article] = {}
        self._assembler = Assembler(Origins(load_sources()), self._articles, lambda article: article)

    def told(self, number: int) -> Iterator[CodedArticle]:
        for telling in range(ARTICLES_AN_INCIDENT):
            coded = make_article_of(number, telling, self._incidents)
            self._articles[coded.article.article_id] = coded.article
            own, other = coded.mentions
            again = own.event_type == other.event_type and own.actors[0].value == other.actors[0].value
            self._members.setdefault(number, []).append(own)
            self._members.setdefault(number if again else max(0, number - self._lag), []).append(other)
            yield coded

    def complete(self, made: int) -> Iterator[Assembled]:
        """The incidents that no article from this number on tells."""
        for number in [number for number in self._members if number < made - self._lag]:
            members = self._members.pop(number)
            yield Assembled(self._assembler.incident(members, self._assembler.incident_id(members)), members)
        told = {mention.article_id for members in self._members.values() for mention in members}
        for article_id in self._articles.keys() - told:
            del self._articles[article_id]


def _put_articles(connection: Connection, batch: list[CodedArticle]) -> None:
    originals, rows = [], []
    for coded in batch:
        raw = coded.article.text.encode()
        sha256 = hashlib.sha256(raw).hexdigest()
        originals.append({"sha256": sha256, "raw": raw, "media_type": "text/plain", "purged": False})
        filed = Filed("synthetic", None, sha256)
        rows.append(article_row(coded.article, filed, ArticleState.CODED) | {"coder": _CODER, "fused": _CODER})
    put_rows(connection, tables.originals, originals)
    put_rows(connection, tables.articles, rows)
    search.put_texts(connection, [(row["article_id"], row["title"], row["text"]) for row in rows])
    put_coding(connection, batch, _CODER)
    fused = tables.articles.update().where(tables.articles.c.fused.is_(None))
    connection.execute(fused.values(fused=_CODER))


def copy_case(source: Case, target: Case) -> None:
    """Every row of a case into an empty one on PostgreSQL, as it stands."""
    start = time.perf_counter()
    with target.engine.begin() as connection:
        indexes = _without_indexes(connection)
    with source.engine.connect() as reading, target.engine.begin() as connection:
        writing: psycopg.Connection[Any] = connection.connection.driver_connection
        for table in tables.metadata.sorted_tables:
            _copy_table(reading, writing, table)
            _tell(table.name, start)
        _make_indexes(connection, indexes)
    with target.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("VACUUM ANALYZE"))
    _tell("copied", start)


def _copy_table(reading: Connection, writing: psycopg.Connection[Any], table: Table) -> None:
    """Packed columns are copied as they are packed."""
    columns = [type_coerce(c, LargeBinary()) if isinstance(c.type, _PACKED) else c for c in table.c]
    wanted = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table.name), sql.SQL(", ").join(sql.Identifier(column.name) for column in table.c)
    )
    jsons = [at for at, column in enumerate(table.c) if isinstance(column.type, JSON)]
    rows = reading.execute(table.select().with_only_columns(*columns).execution_options(yield_per=_ROWS_AT_ONCE))
    with writing.cursor().copy(wanted) as copy:
        for row in rows:
            values = list(row)
            for at in jsons:
                values[at] = Jsonb(values[at])
            copy.write_row(values)


_PACKED = (PackedBytes, PackedJSON)


def _without_indexes(connection: Connection) -> list[Index]:
    """Drop the secondary indexes; returns them, to be made again."""
    found = list(chain.from_iterable(table.indexes for table in tables.metadata.sorted_tables))
    kept = [index for index in found if index.name != "ix_articles_fused"]  # finds the articles of a batch
    for index in kept:
        connection.execute(DropIndex(index))
    return kept


def _make_indexes(connection: Connection, indexes: list[Index]) -> None:
    for index in indexes:
        connection.execute(CreateIndex(index))


def _tell(what: str, start: float) -> None:
    print(f"{time.perf_counter() - start:8.0f} s  {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
