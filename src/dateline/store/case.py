"""Opening a case: one SQLite file, or a PostgreSQL database by its URL; its schema made or brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, inspect, text
from sqlalchemy.exc import DBAPIError

from dateline.store.columns import compact_json

__all__ = ["Case", "CaseError", "Connection", "open_case"]

_POSTGRES = ("postgresql://", "postgresql+psycopg://", "postgres://")
_BUSY_SECONDS = 300.0  # how long a writer waits for another one
_LOCK = 0x6461_7465  # the advisory lock of PostgreSQL that a writer holds
_ONE_WRITER = text("SELECT pg_advisory_xact_lock(:key)")
_RUN_AGAIN = "what was kept is safe; run it again"
_REMEDIES = {
    "locked": "another program is writing to it; run it again when that is done",
    "full": "make room on the disk and run it again; what was kept is safe",
    "readonly": "check the permissions of the file and its folder",
    "no space": "make room on the server's disk and run it again; what was kept is safe",
}


class CaseError(ValueError):
    """A case that cannot be opened; the message names it and the remedy."""


@dataclass(frozen=True)
class Case:
    """An open case. Reading and writing are functions of `query` and `write` over its connections."""

    name: str
    engine: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One view of the case: what others write meanwhile is not seen."""
        with _told(self.name), self.engine.connect() as connection:
            if self.engine.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing. One writer at a time: another waits."""
        with _told(self.name), self.engine.connect() as plain:
            connection = plain.execution_options(writes=True)
            with connection.begin():
                if self.engine.dialect.name == "postgresql":
                    connection.execute(_ONE_WRITER, {"key": _LOCK})
                yield connection

    @property
    def is_file(self) -> bool:
        return self.engine.dialect.name == "sqlite"

    def close(self) -> None:
        self.engine.dispose()


@contextmanager
def _told(name: str) -> Iterator[None]:
    """Say what went wrong in the database, and what to do, in the words of a `CaseError`."""
    try:
        yield
    except DBAPIError as error:
        reason = _reason(error)
        remedy = next((remedy for sign, remedy in _REMEDIES.items() if sign in reason.lower()), _RUN_AGAIN)
        raise CaseError(f"{_shown(name)}: {reason}; {remedy}") from error


def _reason(error: DBAPIError) -> str:
    lines = str(error.orig).splitlines()
    return lines[0] if lines else type(error.orig).__name__


def open_case(name: str, *, create: bool = False, patience: float = _BUSY_SECONDS) -> Case:
    """Open the case at a path or PostgreSQL URL; raises `CaseError` where there is none or it is of a newer version.

    `patience` is how many seconds a writer of a SQLite case waits for another one.
    """
    engine = _postgres(name) if name.startswith(_POSTGRES) else _sqlite(Path(name), patience, create=create)
    try:
        _bring_up_to_date(engine, name, create=create)
    except (DBAPIError, OSError) as error:
        engine.dispose()
        reason = _reason(error) if isinstance(error, DBAPIError) else str(error)
        raise CaseError(f"{_shown(name)}: no case can be opened here ({reason}); check the path or URL") from error
    except CaseError:
        engine.dispose()
        raise
    return Case(name, engine)


def _postgres(url: str) -> Engine:
    scheme, rest = url.split("://", 1)
    del scheme
    return create_engine(
        f"postgresql+psycopg://{rest}",
        pool_pre_ping=True,
        json_serializer=compact_json,
        connect_args={"prepare_threshold": None},  # a prepared plan knows no values: whether a word is common, say
    )


def _sqlite(path: Path, patience: float, *, create: bool) -> Engine:
    if not path.exists():
        if not create:
            raise CaseError(f"{path}: there is no such case; make one with: dateline add --case {path} FILE...")
        path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{path}", connect_args={"timeout": patience}, json_serializer=compact_json)
    event.listen(engine, "connect", _set_up_sqlite)
    event.listen(engine, "begin", _begin_at_once)
    return engine


def _set_up_sqlite(connection: object, _: object) -> None:
    """Readers beside a writer, nothing lost when a process is killed, and transactions that are begun by us."""
    connection.isolation_level = None  # type: ignore[attr-defined]
    cursor = connection.cursor()  # type: ignore[attr-defined]
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_at_once(connection: Connection) -> None:
    """Take the write lock at the start: a transaction that reads first and writes later could not wait for another."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def _bring_up_to_date(engine: Engine, name: str, *, create: bool) -> None:
    scripts = ScriptDirectory.from_config(_alembic_config())
    with engine.connect() as connection:
        present = set(MigrationContext.configure(connection).get_current_heads())
        empty = not inspect(connection).get_table_names()
    if present == set(scripts.get_heads()):
        return
    known = {script.revision for script in scripts.walk_revisions()}
    if present - known:
        raise CaseError(f"{_shown(name)}: this case was made by a newer Dateline; install that version to open it")
    if not present and not empty:
        raise CaseError(f"{_shown(name)}: this is a database, but no case; give another path or URL")
    if not present and not create:
        raise CaseError(f"{_shown(name)}: there is no case in it; make one with: dateline add --case ... FILE...")
    with engine.begin() as connection:
        config = _alembic_config()
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("dateline.store").joinpath("migrations")))
    return config


def _shown(name: str) -> str:
    """The name without a password."""
    if "@" not in name or "://" not in name:
        return name
    scheme, rest = name.split("://", 1)
    return f"{scheme}://{rest.rpartition('@')[2]}"
