"""Kinds of columns beyond what both databases have: moments in UTC, and values that are kept packed.

Packed values are most of a case: a mention, an incident or a page repeats itself within, so that zlib leaves a fifth of
its JSON, of an incident a twentieth. What lists are filtered, sorted and searched by stands in columns of its own.
"""

from __future__ import annotations

import json
import zlib
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, DateTime, Dialect, LargeBinary, TypeDecorator, type_coerce

__all__ = ["DamagedError", "Moment", "PackedBytes", "PackedJSON", "as_packed", "compact_json", "unpacked"]


class DamagedError(ValueError):
    """Bytes that cannot be unpacked."""


def compact_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def as_packed(column: Column[Any]) -> ColumnElement[bytes]:
    """A packed column as the bytes that stand there: to read on behind a damaged one, or to get the JSON itself."""
    return type_coerce(column, LargeBinary())


def unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(packed)
    except zlib.error as error:
        raise DamagedError(f"its bytes are damaged ({error})") from error


class Moment(TypeDecorator[datetime]):
    """A point in time in UTC, also on SQLite, which keeps no zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.astimezone(UTC) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        del dialect
        return value.replace(tzinfo=UTC) if value and value.tzinfo is None else value and value.astimezone(UTC)


class PackedBytes(TypeDecorator[bytes]):
    """Bytes, compressed by zlib."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        del dialect
        return None if value is None else zlib.compress(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> bytes | None:
        del dialect
        return None if value is None else unpacked(value)


class PackedJSON(TypeDecorator[Any]):
    """A plain value as JSON, compressed by zlib."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        del dialect
        return None if value is None else zlib.compress(compact_json(value).encode())

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> Any:
        del dialect
        return None if value is None else json.loads(unpacked(value))
