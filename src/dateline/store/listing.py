"""Lists of incidents page by page, in several orders, and how many there are of each kind.

A page goes on where the last one ended (keyset pagination): the cursor holds the sort keys of its last row, so that a
deep page costs what the first one costs, and rows that come or go meanwhile shift nothing.
"""

from __future__ import annotations

import base64
import binascii
import json
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, Date, and_, func, literal, or_, select

from dateline.store import tables
from dateline.store.incidents import IncidentFilter, IncidentRow, common_names, conditions_of

__all__ = ["COUNTED", "Counts", "CursorError", "IncidentPage", "Order", "counts_of", "cursor_at", "page_of_incidents"]

COUNTED = ("event_type", "country", "state", "review")
Counts = dict[str, list[tuple[Any, int]]]  # by column

_FOREIGN = "this is no cursor of this list in this order"


class CursorError(ValueError):
    """A cursor that no page of this list gave."""


class Order(StrEnum):
    LATEST = "latest"
    EARLIEST = "earliest"
    DEADLIEST = "deadliest"
    MOST_REPORTED = "most-reported"
    MOST_DOUBTFUL = (
        "most-doubtful"  # contradicting people, then disputed, then by weight: how many accounts and articles
    )


@dataclass(frozen=True, slots=True)
class _Key:
    column: Column[Any]
    descending: bool = True


_C = tables.incidents.c
_ID = _Key(_C.incident_id, descending=False)
_KEYS: dict[Order, tuple[_Key, ...]] = {
    Order.LATEST: (_Key(_C.first_day), _ID),
    Order.EARLIEST: (_Key(_C.first_day, descending=False), _ID),
    Order.DEADLIEST: (_Key(_C.killed), _ID),
    Order.MOST_REPORTED: (_Key(_C.article_count), _ID),
    Order.MOST_DOUBTFUL: (_Key(_C.unsettled), _Key(_C.disputed), _Key(_C.origin_count), _Key(_C.article_count), _ID),
}
_LISTED = [column for column in tables.incidents.c if column.name != "body"]


@dataclass(frozen=True, slots=True)
class IncidentPage:
    rows: list[IncidentRow]
    after: str | None  # the cursor of the next page; None on the last


def page_of_incidents(
    connection: Connection,
    wanted: IncidentFilter,
    order: Order = Order.LATEST,
    after: str | None = None,
    most: int = 50,
    reviews: Collection[str] = (),
) -> IncidentPage:
    """The next rows after the cursor, those without a sort key last; raises `CursorError` for a foreign cursor.

    `reviews` are the states of review to list; all where none is given.
    """
    keys = _KEYS[order]
    values = None if after is None else _decoded(order, keys, after)
    conditions = conditions_of(wanted, common_names(connection, wanted))
    if reviews:
        conditions.append(tables.incidents.c.review.in_(reviews))
    found: list[IncidentRow] = []
    for part in _parts(keys, values):
        if len(found) <= most:
            asked = select(*_LISTED).where(*conditions, *part.conditions).order_by(*part.ordered)
            found += connection.execute(asked.limit(most + 1 - len(found))).all()
    rows = found[:most]
    return IncidentPage(rows, _encoded(order, keys, rows[-1]) if len(found) > most else None)


def cursor_at(connection: Connection, order: Order, incident_id: str) -> str | None:
    """The cursor of a page that begins behind this incident; None where there is none."""
    row = connection.execute(select(*_LISTED).where(tables.incidents.c.incident_id == incident_id)).first()
    return _encoded(order, _KEYS[order], row) if row else None


@dataclass(frozen=True, slots=True)
class _Part:
    """A stretch that an index holds in the order of the list: rows with the first sort key, or those without it."""

    conditions: list[ColumnElement[bool]]
    ordered: list[ColumnElement[Any]]


def _parts(keys: Sequence[_Key], values: Sequence[Any] | None) -> Iterator[_Part]:
    """The parts of the list behind these values, in order; where the first key is never missing there is one."""
    first, rest = keys[0], keys[1:]
    if values is None or values[0] is not None:
        known = [first.column.is_not(None)] if first.column.nullable else []
        yield _Part(known + ([_beyond(keys, values)] if values else []), [_ordering(key) for key in keys])
    if first.column.nullable:
        inside = values is not None and values[0] is None
        without = [first.column.is_(None)] + ([_beyond(rest, values[1:])] if values and inside else [])
        yield _Part(without, [_ordering(key) for key in rest])


def _ordering(key: _Key) -> ColumnElement[Any]:
    return key.column.desc() if key.descending else key.column.asc()


def _beyond(keys: Sequence[_Key], values: Sequence[Any]) -> ColumnElement[bool]:
    """Rows that the order puts behind these values: equal in the first keys, and later in the next."""
    first = keys[0].column
    bounds = [literal(value, key.column.type) for key, value in zip(keys, values, strict=True)]  # truth values too
    reached = first <= bounds[0] if keys[0].descending else first >= bounds[0]  # where an index begins to read
    choices: list[ColumnElement[bool]] = []
    equal: list[ColumnElement[bool]] = []
    for key, bound in zip(keys, bounds, strict=True):
        choices.append(and_(*equal, key.column < bound if key.descending else key.column > bound))
        equal.append(key.column == bound)
    return and_(reached, or_(*choices))


def _encoded(order: Order, keys: Sequence[_Key], row: IncidentRow) -> str:
    values = [getattr(row, key.column.name) for key in keys]
    plain = [value.isoformat() if isinstance(value, date) else value for value in values]
    return base64.urlsafe_b64encode(json.dumps([order, *plain], separators=(",", ":")).encode()).decode().rstrip("=")


def _decoded(order: Order, keys: Sequence[_Key], cursor: str) -> list[Any]:
    try:
        padded = cursor.encode("ascii") + b"=" * (-len(cursor) % 4)
        name, *values = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        decoded = [_value(key.column, value) for key, value in zip(keys, values, strict=True)]
    except (ValueError, TypeError, binascii.Error, RecursionError) as error:
        raise CursorError(_FOREIGN) from error
    if name != order:
        raise CursorError(_FOREIGN)
    return decoded


def _value(column: Column[Any], plain: Any) -> Any:
    if plain is None and column.nullable:
        return None
    if isinstance(column.type, Date):
        return date.fromisoformat(plain)
    if type(plain) is not column.type.python_type or (isinstance(plain, int) and abs(plain) >= 2**31):
        raise ValueError
    return plain


def counts_of(connection: Connection, wanted: IncidentFilter) -> Counts:
    """How many of these incidents have each value of each column that lists are narrowed by, the most frequent first.

    All columns are counted in one walk, of an index that holds nothing else.
    """
    columns = [tables.incidents.c[name] for name in COUNTED]
    asked = select(*columns, func.count()).where(*conditions_of(wanted)).group_by(*columns)
    counters: dict[str, Counter[Any]] = {name: Counter() for name in COUNTED}
    for *values, number in connection.execute(asked):
        for name, value in zip(COUNTED, values, strict=True):
            counters[name][value] += number
    return {name: sorted(counter.items(), key=_most_first) for name, counter in counters.items()}


def _most_first(counted: tuple[str | None, int]) -> tuple[int, str]:
    value, number = counted
    return -number, value or ""
