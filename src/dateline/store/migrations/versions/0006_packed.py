"""Bodies and originals are kept packed, claims without what is not known; indexes in the orders of lists."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterator
from typing import Any

import sqlalchemy as sa
from alembic import context, op
from sqlalchemy.dialects import postgresql

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

_BATCH = 500
_JSON = sa.JSON().with_variant(postgresql.JSONB(), "postgresql")
_PACKED: dict[str, tuple[tuple[str, ...], str, sa.types.TypeEngine[Any]]] = {
    "originals": (("sha256",), "raw", sa.LargeBinary()),
    "articles": (("article_id",), "body", _JSON),
    "codings": (("article_id", "coder"), "body", _JSON),
    "mentions": (("mention_id", "coder"), "body", _JSON),
    "statements": (("statement_id", "coder"), "body", _JSON),
    "incidents": (("incident_id",), "body", _JSON),
}
_REPORTED = (sa.text("article_count DESC"), "incident_id")
_DOUBTED = (sa.text("unsettled DESC"), sa.text("disputed DESC"), sa.text("origin_count DESC"), *_REPORTED)


def count_rows(connection: sa.Connection) -> int:
    """How many rows are written anew."""
    tables = (sa.table(name) for name in (*_PACKED, "claims"))
    return sum(connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables)


def upgrade() -> None:
    for name, (keys, column, kind) in _PACKED.items():
        _pack(name, keys, column, kind)
    _thin_out_claims()
    op.drop_index("ix_incidents_killed", table_name="incidents")
    op.create_index("ix_incidents_killed", "incidents", [sa.text("killed DESC"), "incident_id"], unique=False)
    op.create_index("ix_incidents_reported", "incidents", list(_REPORTED), unique=False)
    op.create_index("ix_incidents_doubted", "incidents", list(_DOUBTED), unique=False)


def _pack(name: str, keys: tuple[str, ...], column: str, kind: sa.types.TypeEngine[Any]) -> None:
    op.add_column(name, sa.Column("packed", sa.LargeBinary(), nullable=False, server_default=sa.text("''")))
    table = sa.table(name, *map(sa.column, keys), sa.column(column, kind), sa.column("packed", sa.LargeBinary()))
    _rewrite(table, keys, (column,), lambda row: {"packed": _packed(getattr(row, column))})
    op.drop_column(name, column)
    if op.get_bind().dialect.name == "postgresql":
        op.alter_column(name, "packed", server_default=None)
    op.alter_column(name, "packed", new_column_name=column)


def _packed(value: Any) -> bytes:
    if isinstance(value, bytes | memoryview):
        return zlib.compress(bytes(value))
    return zlib.compress(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode())


def _thin_out_claims() -> None:
    keys, told = ("claim_id", "coder"), ("value", "attribution")
    table = sa.table("claims", *map(sa.column, keys), *(sa.column(name, _JSON) for name in told))
    _rewrite(table, keys, told, lambda row: {name: _known(getattr(row, name)) for name in told})


def _known(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _known(inner) for key, inner in value.items() if inner is not None}
    return [_known(inner) for inner in value] if isinstance(value, list) else value


def _rewrite(
    table: sa.TableClause, keys: tuple[str, ...], read: tuple[str, ...], change: Callable[[Any], dict[str, Any]]
) -> None:
    """Set columns of every row from others of its columns, some rows at a time."""
    mine = sa.and_(*(table.c[key] == sa.bindparam(f"of_{key}") for key in keys))
    for rows in _in_batches(table, keys, read):
        changed = [{f"of_{key}": getattr(row, key) for key in keys} | change(row) for row in rows]
        names = [name for name in changed[0] if not name.startswith("of_")]
        op.get_bind().execute(sa.update(table).where(mine).values({n: sa.bindparam(n) for n in names}), changed)
        context.config.attributes["advance"](len(changed))


def _in_batches(table: sa.TableClause, keys: tuple[str, ...], read: tuple[str, ...]) -> Iterator[list[Any]]:
    """By key, each batch behind the last one: the table may be larger than memory."""
    place = sa.tuple_(*(table.c[key] for key in keys))
    wanted = sa.select(*(table.c[name] for name in (*keys, *read))).order_by(*(table.c[key] for key in keys))
    rows = list(op.get_bind().execute(wanted.limit(_BATCH)))
    while rows:
        yield rows
        last = [getattr(rows[-1], key) for key in keys]
        rows = list(op.get_bind().execute(wanted.where(place > sa.tuple_(*last)).limit(_BATCH)))


def downgrade() -> None:
    raise RuntimeError("a case does not go back to an earlier version; restore a backup")
