"""Opening a case: one SQLite file, or a PostgreSQL database by its URL; its schema made or brought up to date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.exc import DBAPIError

from dateline.store.columns import compact_json
from dateline.store.upgrade import WRITER_LOCK, CaseError, Step, Tell, bring_up_to_date

__all__ = ["Case", "CaseError", "Connection", "Step", "Tell", "open_case"]

_POSTGRES = ("postgresql://", "postgresql+psycopg://", "postgres://")
_BUSY_SECONDS = 300.0  # how long a writer waits for another one
_ONE_WRITER = text("SELECT pg_advisory_xact_lock(:key)")
_RUN_AGAIN = "what was kept is safe; run it again"
_REMEDIES = {
    "locked": "another program is writing to it; run it again when that is done",
    "full": "make room on the disk and run it again; what was kept is safe",
    "readonly": "check the permissions of the file and its folder",
    "no space": "make room on the server's disk and run it again; what was kept is safe",
}


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
                    connection.execute(_ONE_WRITER, {"key": WRITER_LOCK})
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
        raise CaseError(f"{_shown(name)}: {reason}; {_remedy(reason, _RUN_AGAIN)}") from error


def _remedy(reason: str, otherwise: str) -> str:
    return next((remedy for sign, remedy in _REMEDIES.items() if sign in reason.lower()), otherwise)


def _reason(error: DBAPIError) -> str:
    lines = str(error.orig).splitlines()
    return lines[0] if lines else type(error.orig).__name__


def _untold(step: Step) -> None:
    del step


def open_case(name: str, *, create: bool = False, patience: float = _BUSY_SECONDS, tell: Tell = _untold) -> Case:
    """Open the case at a path or PostgreSQL URL; raises `CaseError` where there is none or it is of a newer version.

    A case that an earlier version made is brought up to date, which takes long where it is large: `tell` is told what
    is done. `patience` is how many seconds a writer of a SQLite case waits for another one.
    """
    engine = _postgres(name) if name.startswith(_POSTGRES) else _sqlite(Path(name), patience, create=create)
    try:
        bring_up_to_date(engine, _shown(name), patience, tell, create=create)
    except (DBAPIError, OSError) as error:
        engine.dispose()
        reason = _reason(error) if isinstance(error, DBAPIError) else str(error)
        remedy = _remedy(reason, "check the path or URL")
        raise CaseError(f"{_shown(name)}: no case can be opened here ({reason}); {remedy}") from error
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


def _shown(name: str) -> str:
    """The name without a password."""
    if "@" not in name or "://" not in name:
        return name
    scheme, rest = name.split("://", 1)
    return f"{scheme}://{rest.rpartition('@')[2]}"
