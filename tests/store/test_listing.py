"""How incidents are counted, and which ones lie near each other."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert, select

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.store import tables
from dateline.store.case import Case, open_case
from dateline.store.derive import take_stock
from dateline.store.fusing import fuse_case
from dateline.store.incidents import IncidentFilter, rows_of_ids, similar_incidents
from dateline.store.listing import COUNTED, Order, counts_of, page_of_incidents

ROWS = [  # id, type, first day, country, articles
    ("i-1", "ASSAULT", date(2025, 3, 4), "SYR", 3),
    ("i-2", "ASSAULT", date(2025, 3, 5), "SYR", 1),
    ("i-3", "CONSULT", date(2025, 3, 3), "SYR", 9),
    ("i-4", "ASSAULT", date(2025, 3, 8), "SYR", 9),
    ("i-5", "ASSAULT", date(2025, 3, 4), "IRQ", 2),
    ("i-6", "PROTEST", None, None, 1),
    ("i-7", "ASSAULT", date(2025, 3, 6), "SYR", 2),
]


def row(incident_id: str, event_type: str, day: date | None, country: str | None, articles: int) -> dict[str, Any]:
    return {
        "incident_id": incident_id,
        "event_type": event_type,
        "label": f"No. {incident_id}",
        "first_day": day,
        "last_day": day,
        "country": country,
        "origin_count": 1,
        "article_count": articles,
        "state": "disputed" if articles > 2 else "single-origin",
        "disputed": articles > 2,
        "unsettled": False,
        "review": "unreviewed",
        "body": {},
    }


@pytest.fixture
def listed(case: Case) -> Case:
    with case.writing() as connection:
        connection.execute(insert(tables.incidents), [row(*values) for values in ROWS])
    return case


@pytest.mark.parametrize(
    "wanted", [IncidentFilter(), IncidentFilter(event_type="ASSAULT"), IncidentFilter(since=date(2025, 3, 5))]
)
def test_counts_are_those_of_the_rows(listed: Case, wanted: IncidentFilter) -> None:
    with listed.reading() as connection:
        found = counts_of(connection, wanted)
        rows = connection.execute(select(tables.incidents)).all()
    kept = [
        one
        for one in rows
        if wanted.event_type in (None, one.event_type)
        and (wanted.since is None or (one.last_day and one.last_day >= wanted.since))
    ]
    for column in COUNTED:
        assert dict(found[column]) == Counter(getattr(one, column) for one in kept)
        numbers = [number for _, number in found[column]]
        assert numbers == sorted(numbers, reverse=True)


@pytest.fixture
def large(empty_file: Path, tmp_path: Path) -> Iterator[Case]:
    """On SQLite: PostgreSQL plans by costs that differ from machine to machine."""
    shutil.copyfile(empty_file, tmp_path / "case.db")
    case = open_case(str(tmp_path / "case.db"))
    types = ("ASSAULT", "CONSULT", "PROTEST", "COERCE")
    many = [row(f"i-{number}", types[number % 4], date(2025, 3, 1), "SYR", 1) for number in range(2000)]
    with case.writing() as connection:
        connection.execute(insert(tables.incidents), many)
        take_stock(connection)
    yield case
    case.close()


@pytest.mark.parametrize(
    ("order", "index"),
    [
        (None, "COVERING INDEX ix_incidents_counted"),
        (Order.DEADLIEST, "INDEX ix_incidents_killed"),
        (Order.MOST_DOUBTFUL, "INDEX ix_incidents_doubted"),
        (Order.MOST_REPORTED, "INDEX ix_incidents_reported"),
        (Order.LATEST, "INDEX ix_incidents_type_day"),
    ],
)
def test_a_list_by_type_is_read_in_its_order_and_counted_without_its_rows(
    large: Case, order: Order | None, index: str
) -> None:
    asked: list[str] = []
    wanted = IncidentFilter(event_type="CONSULT")
    with large.reading() as connection:
        connection.connection.driver_connection.set_trace_callback(asked.append)
        if order is None:
            counts_of(connection, wanted)
        else:
            page_of_incidents(connection, wanted, order)
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {asked[-1]}").all()
    assert index in str(plan)


def test_fusing_takes_stock(case: Case) -> None:
    article = make_article("Rebels shelled Velmak.", published="2025-03-02")
    fill(case, [make_coded(article, [make_mention(article, trigger="shelled", actors=["Rebels"])])])
    fuse_case(case)
    file = "SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'incidents'"
    server = "SELECT reltuples FROM pg_class WHERE relname = 'incidents'"
    with case.reading() as connection:
        assert connection.exec_driver_sql(file if case.is_file else server).scalar_one() >= 1


def test_what_may_be_the_same_lies_near(listed: Case) -> None:
    with listed.reading() as connection:
        rows = rows_of_ids(connection, ["i-1", "i-6"])
        near = similar_incidents(connection, rows["i-1"])
        assert [one.incident_id for one in near] == ["i-7", "i-2", "i-3"]
        assert similar_incidents(connection, rows["i-6"]) == []
        assert len(similar_incidents(connection, rows["i-1"], most=1)) == 1
