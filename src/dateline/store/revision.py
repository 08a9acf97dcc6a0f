"""A number that grows whenever the incidents of a case change: what caches and watchers compare."""

from __future__ import annotations

from sqlalchemy import Connection, Integer, String, cast, select, update

from dateline.store import tables
from dateline.store.write import put_rows

__all__ = ["next_revision", "revision_of"]

_KEY = "revision"


def revision_of(connection: Connection) -> int:
    table = tables.case_info
    written = connection.execute(select(table.c.value).where(table.c.key == _KEY)).scalar()
    return int(written) if written else 0


def next_revision(connection: Connection) -> None:
    """Called in the transaction that changes them."""
    table = tables.case_info
    put_rows(connection, table, [{"key": _KEY, "value": "0"}])
    larger = cast(cast(table.c.value, Integer) + 1, String)
    connection.execute(update(table).where(table.c.key == _KEY).values(value=larger))
