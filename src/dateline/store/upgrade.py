"""The tables of a case, made or brought up to date: step by step, told as it goes, by one program at a time.

Input: an engine; whom to tell the steps and their rows. Each step (an Alembic revision) is one transaction of the one
writer: stopped in the middle of it, a case is as it was before that step, and opening it again goes on from there.
While it lasts, a row of `case_info` names the program that does it, for others that come.
"""

from __future__ import annotations

import getpass
import os
import platform
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.resources import files

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, Engine, bindparam, delete, inspect, select, text
from sqlalchemy.exc import OperationalError

from dateline.store.tables import case_info

__all__ = ["WRITER_LOCK", "CaseError", "Step", "Tell", "bring_up_to_date"]

WRITER_LOCK = 0x6461_7465  # the advisory lock of PostgreSQL that a writer holds
_TRY_LOCK = text("SELECT pg_try_advisory_xact_lock(:key)").bindparams(bindparam("key", WRITER_LOCK))
_TRY_SECONDS = 0.5  # for a lock, before it is looked who holds it
_HOLDER = "upgraded by"  # in `case_info`
_TICK = 200_000  # instructions of SQLite from one look at whether the user wants to stop to the next


class CaseError(ValueError):
    """A case that cannot be opened; the message names it and the remedy."""


@dataclass(frozen=True, slots=True)
class Step:
    """What is being done: the step of this number (the first is 1), and how many rows of it; 0 of 0 where few."""

    what: str
    number: int
    steps: int
    done: int = 0
    rows: int = 0


Tell = Callable[[Step], None]


def bring_up_to_date(engine: Engine, name: str, patience: float, tell: Tell, *, create: bool) -> None:
    """Raises `CaseError` where there is no case, it is of a newer version, or another program upgrades it."""
    scripts = ScriptDirectory.from_config(_config())
    with engine.connect() as connection:
        _check(connection, scripts, name, create=create)
        is_new = not _present(connection)
        left = _left(connection, scripts)
    if not left:
        return
    try:
        if not is_new:
            with _one_writer(engine, name, patience) as connection:
                _sign(connection)
        for number, script in enumerate(left, start=1):
            with _one_writer(engine, name, patience) as connection:
                if script in _left(connection, scripts):  # else another program did it meanwhile
                    _take(connection, script, Step(script.doc, number, len(left)), _silent if is_new else tell)
                if script is left[-1]:
                    _forget_holder(connection)
    except KeyboardInterrupt:
        raise CaseError(
            f"{name}: stopped before it was up to date; nothing is lost, and opening it again goes on"
        ) from None
    finally:
        engine.dispose()  # connections that wait no longer than a try


def _silent(step: Step) -> None:
    del step


def _check(connection: Connection, scripts: ScriptDirectory, name: str, *, create: bool) -> None:
    present = _present(connection)
    if present - {script.revision for script in scripts.walk_revisions()}:
        raise CaseError(f"{name}: this case was made by a newer Dateline; install that version to open it")
    if not present and inspect(connection).get_table_names():
        raise CaseError(f"{name}: this is a database, but no case; give another path or URL")
    if not present and not create:
        raise CaseError(f"{name}: there is no case in it; make one with: dateline add --case ... FILE...")


def _present(connection: Connection) -> set[str]:
    return set(MigrationContext.configure(connection).get_current_heads())


def _left(connection: Connection, scripts: ScriptDirectory) -> list[Script]:
    """The steps from what is there to what this version needs, the first one first."""
    present = _present(connection)
    newest_first = scripts.iterate_revisions("heads", next(iter(present), "base"))
    return [script for script in newest_first if script.revision not in present][::-1]


def _take(connection: Connection, script: Script, step: Step, tell: Tell) -> None:
    count = getattr(script.module, "count_rows", None)
    step = replace(step, rows=count(connection) if count else 0)
    done = 0

    def advance(rows: int) -> None:
        nonlocal done
        done += rows
        tell(replace(step, done=done))

    tell(step)
    config = _config()
    config.attributes.update(connection=connection, advance=advance)
    try:
        with _stoppable(connection):
            command.upgrade(config, script.revision)
    except OperationalError as error:
        if isinstance(error.orig, sqlite3.OperationalError) and str(error.orig) == "interrupted":
            raise KeyboardInterrupt from error
        raise


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("dateline.store").joinpath("migrations")))
    return config


@contextmanager
def _stoppable(connection: Connection) -> Iterator[None]:
    """SQLite works without a look at signals, for minutes in one statement: let it call Python, which sees them."""
    raw = connection.connection.driver_connection
    if not isinstance(raw, sqlite3.Connection):
        yield
        return
    raw.set_progress_handler(lambda: 0, _TICK)
    yield
    raw.set_progress_handler(None, _TICK)


# -- one program at a time --------------------------------------------------------------------------------------------


@contextmanager
def _one_writer(engine: Engine, name: str, patience: float) -> Iterator[Connection]:
    """One transaction, as soon as no other program writes. Who upgrades the case is not waited for: that takes long."""
    end = time.monotonic() + patience
    with engine.connect() as plain:
        connection = plain.execution_options(writes=True)
        raw = connection.connection.driver_connection
        if isinstance(raw, sqlite3.Connection):
            raw.execute(f"PRAGMA busy_timeout = {_TRY_SECONDS * 1000:.0f}")
        while not _begun(connection):
            with engine.connect() as other:
                holder = _holder(other)
            if holder is not None:
                raise CaseError(
                    f"{name}: it is being brought up to date by {holder}; wait until that is done and run it again"
                )
            if time.monotonic() > end:
                raise CaseError(f"{name}: locked; another program is writing to it; run it again when that is done")
        with connection.get_transaction() or connection.begin():
            yield connection


def _begun(connection: Connection) -> bool:
    """Whether a transaction with the lock of the one writer could be begun."""
    if connection.dialect.name == "sqlite":
        try:
            connection.begin()
        except OperationalError as error:
            if "locked" in str(error.orig):
                return False
            raise
        return True
    transaction = connection.begin()
    if connection.execute(_TRY_LOCK).scalar_one():
        return True
    transaction.rollback()
    time.sleep(_TRY_SECONDS)
    return False


def _sign(connection: Connection) -> None:
    """Say who upgrades the case: kept before the first step begins. What a killed program left is written over."""
    _forget_holder(connection)
    since = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC"
    value = f"process {os.getpid()} of {_user()} on {platform.node()} since {since}"
    connection.execute(case_info.insert().values(key=_HOLDER, value=value))


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "somebody"


def _forget_holder(connection: Connection) -> None:
    connection.execute(delete(case_info).where(case_info.c.key == _HOLDER))


def _holder(connection: Connection) -> str | None:
    if not inspect(connection).has_table(case_info.name):
        return None
    return connection.execute(select(case_info.c.value).where(case_info.c.key == _HOLDER)).scalar()
