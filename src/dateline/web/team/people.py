"""A request -> who asks, by the cookie of a session or the token of a program.

Tokens open the API only. A form belongs to the session in which it was shown; before anybody has logged in, to a random
cookie of that browser, so that no other site can log a browser in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from fastapi import Request
from starlette.responses import Response

from dateline.store.team import Team
from dateline.store.team.logins import Login, login_of, token_login
from dateline.web.people import Person, Role

__all__ = ["SESSION", "VISITOR", "TeamPeople", "now", "set_cookie"]

SESSION = "dateline_session"
VISITOR = "dateline_visitor"
_BEARER = "bearer "


def now() -> datetime:
    return datetime.now(UTC)


def set_cookie(request: Request, response: Response, name: str, value: str) -> None:
    """A cookie that no script reads, no other site causes to be sent, and that is kept to https where that is used."""
    secure = request.url.scheme == "https"
    response.set_cookie(name, value, httponly=True, samesite="strict", secure=secure, path="/")


@dataclass(frozen=True)
class TeamPeople:
    """The accounts of a team."""

    team: Team
    login_path: str | None = "/login"

    def login(self, request: Request) -> Login | None:
        authorization = request.headers.get("authorization", "")
        if authorization[: len(_BEARER)].lower() == _BEARER:
            if not request.url.path.startswith("/api/"):
                return None
            return token_login(self.team, authorization[len(_BEARER) :].strip(), now())
        secret = request.cookies.get(SESSION)
        return login_of(self.team, secret, now()) if secret else None

    def who_asks(self, request: Request) -> Person | None:
        login = self.login(request)
        return Person(login.account.name, Role(login.role)) if login else None

    def form_key(self, request: Request) -> str:
        return request.cookies.get(SESSION) or request.cookies.get(VISITOR, "")
