"""Accounts: names, roles, and passwords that are checked in a time which tells nothing.

Passwords are hashed with argon2id (RFC 9106) at the library's recommended cost; an unknown name costs as much to refuse
as a wrong password. Logging in is slowed after a few failures, by name and by address, twice as long each time.
"""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, Engine, Row, create_engine, delete, func, insert, select, update
from sqlalchemy.exc import DBAPIError

from dateline.store.team import tables

__all__ = ["Account", "SlowedError", "Team", "TeamError", "digest_of", "open_team"]

_SHORTEST, _LONGEST = 12, 1000  # characters of a password
_FREE_FAILURES = 5
_FORGOTTEN = timedelta(hours=24)
_LONGEST_WAIT = timedelta(minutes=15)
_AT_ONCE = 2  # hashings, each of which takes 64 MiB


class TeamError(ValueError):
    """What cannot be done with an account; the message says why and what to do."""


@dataclass
class SlowedError(Exception):
    """Too many failures: wait so many seconds before the next attempt."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Account:
    name: str
    role: int  # as `web.people.Role`
    active: bool
    made_at: datetime


def digest_of(secret: str) -> str:
    """What is kept of a secret of our own making: it is random, so that a fast hash is enough."""
    return hashlib.sha256(secret.encode()).hexdigest()


@dataclass
class Team:
    """The open database of a team."""

    engine: Engine
    hasher: PasswordHasher = field(default_factory=PasswordHasher)

    def __post_init__(self) -> None:
        self._room = BoundedSemaphore(_AT_ONCE)
        self._nobody = self.hasher.hash(secrets.token_urlsafe())

    @contextmanager
    def change(self) -> Iterator[Connection]:
        with self.engine.begin() as connection:
            yield connection

    def close(self) -> None:
        self.engine.dispose()

    # -- accounts -----------------------------------------------------------------------------------------------

    def add(self, name: str, role: int, password: str, now: datetime) -> None:
        if not name.strip() or len(name) > 80 or not name.isprintable():
            raise TeamError(f"{name!r} is no name; give 1 to 80 printable characters")
        hashed = self._hash(name, password)
        with self.change() as connection:
            if _account(connection, name):
                raise TeamError(f"{name} has an account already; change it with: dateline people role {name} ROLE")
            row = {"name": name, "role": role, "password": hashed, "active": True, "made_at": now}
            connection.execute(insert(tables.accounts), [row])

    def accounts(self) -> list[Account]:
        with self.engine.connect() as connection:
            rows = connection.execute(select(tables.accounts).order_by(tables.accounts.c.name))
            return [_as_account(row) for row in rows]

    def account(self, name: str) -> Account | None:
        with self.engine.connect() as connection:
            row = _account(connection, name)
            return _as_account(row) if row else None

    def admins(self, top: int) -> int:
        return sum(account.active and account.role >= top for account in self.accounts())

    def set_role(self, name: str, role: int) -> None:
        self._set(name, role=role)

    def set_password(self, name: str, password: str) -> None:
        """The new password; every session and token of the account ends."""
        self._set(name, password=self._hash(name, password))
        self._log_out(name)

    def set_active(self, name: str, active: bool) -> None:
        self._set(name, active=active)
        if not active:
            self._log_out(name)

    def _set(self, name: str, **values: object) -> None:
        table = tables.accounts
        with self.change() as connection:
            if not connection.execute(update(table).where(table.c.name == name).values(**values)).rowcount:
                raise TeamError(f"{name} has no account; see: dateline people list")

    def _log_out(self, name: str) -> None:
        with self.change() as connection:
            for table in (tables.sessions, tables.tokens):
                connection.execute(delete(table).where(table.c.name == name))

    def _hash(self, name: str, password: str) -> str:
        if not _SHORTEST <= len(password) <= _LONGEST:
            raise TeamError(f"a password has {_SHORTEST} to {_LONGEST} characters")
        if name.casefold() in password.casefold() or len(set(password)) < 5:
            raise TeamError("this password is easy to guess; take several words that do not belong together")
        with self._room:
            return self.hasher.hash(password)

    # -- logging in ---------------------------------------------------------------------------------------------

    def check(self, name: str, password: str, address: str, now: datetime) -> Account | None:
        """The account whose password this is; None for a wrong one. Raises `SlowedError` after too many failures."""
        subjects = (f"name {name[:80]}", f"address {address[:64]}")
        self._wait(subjects, now)
        with self.engine.connect() as connection:
            row = _account(connection, name)
        right = self._verify(row.password if row else self._nobody, password[:_LONGEST])
        if row and row.active and right:
            self._forget(subjects[:1])
            self._renew(row, password)
            return _as_account(row)
        self._remember(subjects, now)
        return None

    def _verify(self, hashed: str, password: str) -> bool:
        with self._room:
            try:
                return self.hasher.verify(hashed, password)
            except (VerificationError, InvalidHashError):
                return False

    def _renew(self, row: Row[tuple[object, ...]], password: str) -> None:
        """Hash anew what was hashed at a lower cost than today's."""
        if self.hasher.check_needs_rehash(row.password):
            with self._room:
                hashed = self.hasher.hash(password)
            self._set(row.name, password=hashed)

    def _wait(self, subjects: tuple[str, ...], now: datetime) -> None:
        table = tables.attempts
        with self.engine.connect() as connection:
            rows = connection.execute(select(table).where(table.c.subject.in_(subjects))).all()
        ends = [row.failed_at + _pause(row.failures) for row in rows]
        left = max((end - now for end in ends), default=timedelta())
        if left > timedelta():
            raise SlowedError(int(left.total_seconds()) + 1)

    def _remember(self, subjects: tuple[str, ...], now: datetime) -> None:
        table = tables.attempts
        with self.change() as connection:
            connection.execute(delete(table).where(table.c.failed_at < now - _FORGOTTEN))
            for subject in subjects:
                known = table.c.subject == subject
                values = {"failures": table.c.failures + 1, "failed_at": now}
                if not connection.execute(update(table).where(known).values(**values)).rowcount:
                    connection.execute(insert(table).values(subject=subject, failures=1, failed_at=now))

    def _forget(self, subjects: tuple[str, ...]) -> None:
        with self.change() as connection:
            connection.execute(delete(tables.attempts).where(tables.attempts.c.subject.in_(subjects)))


def _pause(failures: int) -> timedelta:
    """How long after so many failures the next attempt is refused: 1 second after the fifth, then twice as long."""
    if failures < _FREE_FAILURES:
        return timedelta()
    return min(_LONGEST_WAIT, timedelta(seconds=2 ** min(failures - _FREE_FAILURES, 20)))


def _account(connection: Connection, name: str) -> Row[tuple[object, ...]] | None:
    """Names differ by more than case: "Mira" and "mira" are one."""
    table = tables.accounts
    return connection.execute(select(table).where(func.lower(table.c.name) == name.lower())).first()


def _as_account(row: Row[tuple[object, ...]]) -> Account:
    return Account(row.name, row.role, row.active, row.made_at)


def open_team(name: str) -> Team:
    """Open the team's database at a path or PostgreSQL URL; it is made where there is none."""
    if name.startswith(("postgresql", "postgres://")):
        engine = create_engine(f"postgresql+psycopg://{name.split('://', 1)[1]}", pool_pre_ping=True)
    else:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        engine = create_engine(f"sqlite:///{name}", connect_args={"timeout": 30})
    try:
        tables.metadata.create_all(engine)
    except (DBAPIError, OSError) as error:
        engine.dispose()
        shown = name.rpartition("@")[2]
        raise TeamError(f"{shown}: the team's database cannot be opened; check the path or URL") from error
    if not name.startswith("postgres"):
        Path(name).chmod(0o600)
    return Team(engine)
