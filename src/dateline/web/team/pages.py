"""Logging in and out, one's own account and tokens, and for admins the people and the audit log."""

from __future__ import annotations

import secrets
from typing import Annotated
from urllib.parse import quote

from fastapi import Query, Request
from starlette.datastructures import FormData
from starlette.responses import RedirectResponse, Response

from dateline.store.team import Account, Team, TeamError
from dateline.store.team.accounts import SlowedError
from dateline.store.team.audit import Deed, deeds, note
from dateline.store.team.logins import begin, end, issue, revoke, tokens_of
from dateline.web.access import Asking, Sent
from dateline.web.contexts.team import AccountPage, AuditPage, LoginPage, PeoplePage
from dateline.web.desk import AtDesk, Desk
from dateline.web.people import Role
from dateline.web.problems import ProblemError
from dateline.web.rendering import page
from dateline.web.team.people import SESSION, VISITOR, TeamPeople, now, set_cookie

__all__ = [
    "account",
    "add_person",
    "audit",
    "change_password",
    "change_person",
    "issue_token",
    "log_in",
    "log_out",
    "login",
    "people",
    "revoke_token",
]

_HOME = "/incidents"
_WRONG = "The name or the password is wrong."
_ROLES = tuple(role.name.lower() for role in Role)


def team_of(desk: Desk) -> Team:
    if not isinstance(desk.people, TeamPeople):
        raise ProblemError(404, "There are no accounts here", "This workbench serves one person; no login is needed.")
    return desk.people.team


def _field(form: FormData, name: str) -> str:
    value = form.get(name)
    return value if isinstance(value, str) else ""


def _role(form: FormData) -> Role:
    written = _field(form, "role")
    if written not in _ROLES:
        raise ProblemError(422, "There is no such role", f"Choose one of {', '.join(_ROLES)}.")
    return Role[written.upper()]


def _inside(path: str) -> str:
    """Where to go after logging in: an address of ours, never one of another site."""
    is_ours = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and ":" not in path
    return path if is_ours else _HOME


def _refused(error: TeamError) -> ProblemError:
    problem, _, remedy = str(error).partition("; ")
    return ProblemError(422, problem[:1].upper() + problem[1:], remedy or "Go back and try again.")


# -- logging in -----------------------------------------------------------------------------------------------------


def login(request: Request, desk: AtDesk, go: Annotated[str, Query(max_length=500)] = _HOME) -> Response:
    """The form."""
    team_of(desk)
    return _login_page(request, _inside(go), problem=None, status=200)


def _login_page(request: Request, go: str, problem: str | None, status: int) -> Response:
    """The form with a token that belongs to this browser, which gets a cookie for that where it has none."""
    fresh = None
    if not request.cookies.get(VISITOR):
        fresh = secrets.token_urlsafe(24)
        request.cookies[VISITOR] = fresh
    request.cookies.pop(SESSION, None)
    response = page(request, "login.html", LoginPage(go, problem), status=status)
    response.headers["Cache-Control"] = "no-store"
    if fresh:
        set_cookie(request, response, VISITOR, fresh)
    return response


def log_in(request: Request, desk: AtDesk, form: Sent) -> Response:
    """A new session under a new secret, whatever the browser sent before."""
    team = team_of(desk)
    name, go = _field(form, "name").strip(), _inside(_field(form, "go"))
    address = request.client.host if request.client else "unknown"
    try:
        known = team.check(name, _field(form, "password"), address, now())
    except SlowedError as error:
        note(team, Deed(now(), name, "log in", "slowed", address))
        remedy = f"Wait {error.seconds} seconds, then try again."
        headers = {"Retry-After": str(error.seconds)}
        raise ProblemError(429, "Too many attempts have failed", remedy, headers=headers) from error
    if known is None:
        note(team, Deed(now(), name, "log in", "refused", address))
        return _login_page(request, go, _WRONG, status=401)
    note(team, Deed(now(), known.name, "log in", "let in", address))
    _forget_session(request, team)
    response = RedirectResponse(go, 303)
    set_cookie(request, response, SESSION, begin(team, known, now()))
    response.delete_cookie(VISITOR, path="/")
    return response


def log_out(request: Request, desk: AtDesk, form: Sent) -> Response:
    """The session ends on this side too."""
    del form
    _forget_session(request, team_of(desk))
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, path="/")
    return response


def _forget_session(request: Request, team: Team) -> None:
    secret = request.cookies.get(SESSION)
    if secret:
        end(team, secret)


# -- one's own account ----------------------------------------------------------------------------------------------


def account(request: Request, desk: AtDesk, person: Asking) -> Response:
    """Password and tokens."""
    return _account_page(request, desk, person.name, secret=None)


def _account_page(request: Request, desk: Desk, name: str, secret: str | None) -> Response:
    own = _own(desk, name)
    roles = [role.name.lower() for role in Role if role <= own.role]
    response = page(request, "account.html", AccountPage(own, tokens_of(team_of(desk), name), roles, secret))
    response.headers["Cache-Control"] = "no-store"
    return response


def _own(desk: Desk, name: str) -> Account:
    own = team_of(desk).account(name)
    if own is None:
        raise ProblemError(404, "This account is gone", "Ask an admin.")
    return own


def change_password(request: Request, desk: AtDesk, person: Asking, form: Sent) -> Response:
    """The old one is asked for, and every other session ends."""
    team = team_of(desk)
    address = request.client.host if request.client else "unknown"
    try:
        if team.check(person.name, _field(form, "old"), address, now()) is None:
            raise ProblemError(403, "The old password is wrong", "Go back and try again.")
        team.set_password(person.name, _field(form, "new"))
    except SlowedError as error:
        raise ProblemError(429, "Too many attempts have failed", f"Wait {error.seconds} seconds.") from error
    except TeamError as error:
        raise _refused(error) from error
    response = RedirectResponse("/account", 303)
    set_cookie(request, response, SESSION, begin(team, _own(desk, person.name), now()))
    return response


def issue_token(request: Request, desk: AtDesk, person: Asking, form: Sent) -> Response:
    """The secret is shown on this one page."""
    days = _field(form, "days")
    try:
        secret = issue(
            team_of(desk),
            _own(desk, person.name),
            _field(form, "label"),
            _role(form),
            int(days) if days.isascii() and days.isdigit() and len(days) < 6 else 0,
            now(),
        )
    except TeamError as error:
        raise _refused(error) from error
    return _account_page(request, desk, person.name, secret)


def revoke_token(desk: AtDesk, person: Asking, form: Sent) -> Response:
    if not revoke(team_of(desk), person.name, _field(form, "digest")):
        raise ProblemError(404, "There is no such token", "It may have been revoked already.")
    return RedirectResponse("/account", 303)


# -- admins ---------------------------------------------------------------------------------------------------------


def people(request: Request, desk: AtDesk) -> Response:
    """Everybody with a role."""
    return page(request, "people.html", PeoplePage(team_of(desk).accounts(), _ROLES))


def add_person(desk: AtDesk, form: Sent) -> Response:
    try:
        team_of(desk).add(_field(form, "name").strip(), _role(form), _field(form, "password"), now())
    except TeamError as error:
        raise _refused(error) from error
    return RedirectResponse("/people", 303)


def change_person(name: str, desk: AtDesk, form: Sent) -> Response:
    """Another role, or an end to the account; the last admin stays one."""
    team = team_of(desk)
    changed = team.account(name)
    if changed is None:
        raise ProblemError(404, f"{name} has no account", "See the list of people.")
    role, active = _role(form), _field(form, "active") == "yes"
    loses_admin = changed.active and changed.role >= Role.ADMIN and not (active and role >= Role.ADMIN)
    if loses_admin and team.admins(Role.ADMIN) == 1:
        raise ProblemError(409, "This is the last admin", "Make somebody else an admin first.")
    team.set_role(changed.name, role)
    team.set_active(changed.name, active)
    return RedirectResponse("/people", 303)


def audit(request: Request, desk: AtDesk, before: Annotated[int | None, Query(ge=1, le=1 << 60)] = None) -> Response:
    """Who did what, the latest first."""
    most = 200
    found = deeds(team_of(desk), most, before)
    return page(
        request,
        "audit.html",
        AuditPage([deed for _, deed in found], found[-1][0] if len(found) == most else None),
    )


def login_address(path: str) -> str:
    """Where somebody who has not logged in is sent, to come back to `path`."""
    return f"/login?go={quote(_inside(path), safe='/')}"
