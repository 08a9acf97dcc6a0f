"""What the pages of a team are made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dateline.store.team import Account
from dateline.store.team.audit import Deed
from dateline.store.team.logins import Token

__all__ = ["AccountPage", "AuditPage", "LoginPage", "PeoplePage"]


@dataclass(frozen=True, slots=True)
class LoginPage:
    """The form; `go` is where it leads."""

    go: str
    problem: str | None


@dataclass(frozen=True, slots=True)
class AccountPage:
    """One's own account; `secret` is a token that was just made."""

    account: Account
    tokens: Sequence[Token]
    roles: Sequence[str]  # that a token of this account may have, the least first
    secret: str | None


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """Everybody with a role."""

    accounts: Sequence[Account]
    roles: Sequence[str]  # every role, the least first


@dataclass(frozen=True, slots=True)
class AuditPage:
    """What everybody did; `before` goes on to what was earlier."""

    deeds: Sequence[Deed]
    before: int | None
