"""A whole case <-> plain records, one a row: the same case gives the same records in the same order, on any database.

What only tells when this program did something (`_CLOCKS`) is left out, so that two runs can be compared; when a page
was fetched and when a person judged is part of the case and stays.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, String, Table, func, select

from dateline.store import search, tables
from dateline.store.case import CaseError
from dateline.store.columns import Moment, PackedBytes
from dateline.store.write import put_rows

__all__ = ["dump", "load"]

_VERSION = 2  # raised when tables or what their columns hold change
_ATTRIBUTION = "Names and coordinates of places: GeoNames (geonames.org), CC BY 4.0, and Dateline's list of sites."
_BATCH = 500
_TABLES = {
    table.name: table
    for table in (
        tables.originals,
        tables.articles,
        tables.codings,
        tables.mentions,
        tables.claims,
        tables.statements,
        tables.judgements,
        tables.judgement_subjects,
        tables.undoings,
        tables.incidents,
        tables.incident_members,
        tables.incident_names,
        tables.incident_told,
        tables.names,
        tables.failures,
        tables.purges,
    )
}
_CLOCKS = {"added_at", "coded_at", "failed_at"}


def dump(connection: Connection) -> Iterator[dict[str, Any]]:
    """Every row of the case; the first record names the version of this format."""
    yield {"case": _VERSION, "attribution": _ATTRIBUTION}
    for table in _TABLES.values():
        columns = [column for column in table.c if column.name not in _CLOCKS]
        order = [_by_bytes(connection, column) for column in table.primary_key]
        wanted = select(*columns).order_by(*order).execution_options(yield_per=_BATCH)
        for row in connection.execute(wanted):
            yield {"table": table.name} | {
                column.name: _plain(value) for column, value in zip(columns, row, strict=True)
            }


def _by_bytes(connection: Connection, column: Column[Any]) -> ColumnElement[Any]:
    """PostgreSQL would order by the language of the server."""
    if connection.dialect.name == "postgresql" and isinstance(column.type, String):
        return column.collate("C")
    return column


def _plain(value: Any) -> Any:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value.isoformat() if isinstance(value, date) else value


def load(connection: Connection, records: Iterable[Mapping[str, Any]]) -> int:
    """Put what `dump` gave into an empty case; returns the number of articles. Raises `CaseError` for anything else."""
    if connection.execute(select(tables.articles.c.article_id)).first():
        raise CaseError("the case holds articles already; import into a new one")
    given = iter(records)
    _require_version((next(given, None) or {}).get("case"))
    for name, rows in groupby(given, key=lambda record: record.get("table")):
        table = _TABLES.get(str(name))
        if table is None:
            raise CaseError(f"a full export has no table {name!r}; export it again")
        _load_table(connection, table, rows)
    return connection.execute(select(func.count()).select_from(tables.articles)).scalar_one()


def _require_version(version: object) -> None:
    if version == _VERSION:
        return
    if isinstance(version, int) and 0 < version < _VERSION:
        raise CaseError(
            "this full export was made by an earlier Dateline; import it with that one, open the case with this one,"
            " which brings it up to date, and export it again"
        )
    raise CaseError("this is no full export of this version of Dateline; export it again")


def _load_table(connection: Connection, table: Table, records: Iterable[Mapping[str, Any]]) -> None:
    batch: list[dict[str, Any]] = []
    for record in records:
        try:
            batch.append({column.name: _typed(column, record) for column in table.c})
        except (KeyError, TypeError, ValueError) as error:
            raise CaseError(f"a row of {table.name} is damaged ({error!r}); export it again") from error
        if len(batch) == _BATCH:
            _put(connection, table, batch)
            batch = []
    _put(connection, table, batch)


def _put(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    put_rows(connection, table, rows)
    if table is tables.articles:
        search.put_texts(connection, [(row["article_id"], row["title"], row["text"]) for row in rows])


def _typed(column: Column[Any], record: Mapping[str, Any]) -> Any:
    if column.name in _CLOCKS:
        return datetime.now(UTC)
    value = record[column.name]
    reader = next((reader for kind, reader in _READERS.items() if isinstance(column.type, kind)), None)
    return reader(value) if reader and value is not None else value


_READERS: dict[type[Any], Callable[[str], Any]] = {
    Moment: datetime.fromisoformat,
    Date: date.fromisoformat,
    PackedBytes: lambda value: base64.b64decode(value, validate=True),
}
