"""Sessions of browsers and tokens of programs: random secrets, of which only hashes are kept.

A session ends after twelve hours without a request and a week in any case; a token at its own date.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, insert, select, update

from dateline.store.team import tables
from dateline.store.team.accounts import Account, Team, TeamError, digest_of

__all__ = ["MARK", "Login", "Token", "begin", "end", "issue", "login_of", "revoke", "token_login", "tokens_of"]

MARK = "dateline_"  # what every token begins with, so that scanners of code find a leaked one
_IDLE = timedelta(hours=12)
_LONGEST = timedelta(days=7)
_SEEN_EVERY = timedelta(minutes=1)
_TOKEN_DAYS = 366


@dataclass(frozen=True, slots=True)
class Login:
    """Who is logged in, with what role, and the name of the login (no secret)."""

    account: Account
    role: int
    digest: str


@dataclass(frozen=True, slots=True)
class Token:
    label: str
    role: int
    made_at: datetime
    ends_at: datetime
    digest: str


def begin(team: Team, account: Account, now: datetime) -> str:
    """A new session; returns its secret, which is known to the browser alone."""
    secret = secrets.token_urlsafe(32)
    with team.change() as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.begun_at < now - _LONGEST))
        row = {"digest": digest_of(secret), "name": account.name, "begun_at": now, "seen_at": now}
        connection.execute(insert(tables.sessions), [row])
    return secret


def end(team: Team, secret: str) -> None:
    with team.change() as connection:
        connection.execute(delete(tables.sessions).where(tables.sessions.c.digest == digest_of(secret)))


def login_of(team: Team, secret: str, now: datetime) -> Login | None:
    """The session of this secret; None where it has ended."""
    digest = digest_of(secret)
    table = tables.sessions
    with team.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.digest == digest)).first()
    if row is None or now - row.seen_at > _IDLE or now - row.begun_at > _LONGEST:
        return None
    if now - row.seen_at > _SEEN_EVERY:
        with team.change() as connection:
            connection.execute(update(table).where(table.c.digest == digest).values(seen_at=now))
    return _login(team, row.name, None, digest)


def _login(team: Team, name: str, role: int | None, digest: str) -> Login | None:
    account = team.account(name)
    if account is None or not account.active:
        return None
    return Login(account, account.role if role is None else min(role, account.role), digest)


# -- tokens ---------------------------------------------------------------------------------------------------------


def issue(team: Team, account: Account, label: str, role: int, days: int, now: datetime) -> str:
    """A new token; returns its secret, which is shown once. Raises `TeamError` for more than the owner may."""
    if role > account.role:
        raise TeamError("a token cannot do more than its owner; choose a lesser role")
    if not 1 <= days <= _TOKEN_DAYS:
        raise TeamError(f"a token lasts 1 to {_TOKEN_DAYS} days")
    if not label.strip() or len(label) > 80:
        raise TeamError("say in 1 to 80 characters what the token is for")
    secret = MARK + secrets.token_urlsafe(32)
    row = {
        "digest": digest_of(secret),
        "name": account.name,
        "label": label.strip(),
        "role": role,
        "made_at": now,
        "ends_at": now + timedelta(days=days),
    }
    with team.change() as connection:
        connection.execute(insert(tables.tokens), [row])
    return secret


def token_login(team: Team, secret: str, now: datetime) -> Login | None:
    digest = digest_of(secret)
    table = tables.tokens
    with team.engine.connect() as connection:
        row = connection.execute(select(table).where(table.c.digest == digest)).first()
    return _login(team, row.name, row.role, digest) if row and row.ends_at > now else None


def tokens_of(team: Team, name: str) -> list[Token]:
    table = tables.tokens
    with team.engine.connect() as connection:
        rows = connection.execute(select(table).where(table.c.name == name).order_by(table.c.made_at))
        return [Token(row.label, row.role, row.made_at, row.ends_at, row.digest) for row in rows]


def revoke(team: Team, name: str, digest: str) -> bool:
    """Whether there was such a token of this account."""
    table = tables.tokens
    with team.change() as connection:
        wanted = delete(table).where(table.c.name == name, table.c.digest == digest)
        return bool(connection.execute(wanted).rowcount)
