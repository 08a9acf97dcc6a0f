"""Every route, tried as each role and as nobody; tokens and their limits."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from asking import Client
from dateline.store.team import Team
from dateline.store.team.logins import issue, token_login, tokens_of
from dateline.web.people import Role
from dateline.web.routes import ROUTES, Route
from dateline.web.team.people import now
from teammates import LoggedIn

GUARDED = [route for route in ROUTES if route.role is not None]


def path_of(route: Route) -> str:
    return re.sub(r"\{[^}]+\}", "x", route.path)


def test_only_the_login_is_open_to_everybody() -> None:
    assert {route.path for route in ROUTES if route.role is None} == {"/login"}


def test_nobody_is_let_in(stranger: Client) -> None:
    for route in GUARDED:
        answer = stranger.ask(route.method, path_of(route))
        if route.method == "GET" and not route.path.startswith("/api/"):
            assert answer.status_code == 303, route
            assert answer.headers["location"].startswith("/login?go=/"), route
        else:
            assert answer.status_code == 401, route


@pytest.mark.parametrize("role", list(Role), ids=lambda role: role.name)
def test_a_role_reaches_its_routes_and_no_others(logged_in: LoggedIn, role: Role) -> None:
    browser = logged_in(role)
    for route in GUARDED:
        if route.path == "/logout":
            continue
        status = browser.ask(route.method, path_of(route)).status_code
        needed = route.role
        assert needed is not None
        if role < needed:
            assert status == 403, route
        elif route.method == "GET":
            assert status not in (401, 403), route


def test_a_form_without_its_token_changes_nothing(logged_in: LoggedIn, team: Team) -> None:
    admin = logged_in(Role.ADMIN)
    fields = {"name": "intruder", "role": "admin", "password": "nine blue lanterns glow"}
    assert admin.post("/people", data=fields).status_code == 403
    assert team.account("intruder") is None
    assert admin.post_form("/people", "/people", fields).status_code == 303
    assert team.account("intruder") is not None


def test_a_token_of_another_session_is_refused(logged_in: LoggedIn) -> None:
    editor, admin = logged_in(Role.EDITOR), logged_in(Role.ADMIN)
    assert admin.post("/account/tokens", data={"token": editor.token("/account")}).status_code == 403


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}])
def test_another_site_cannot_send_our_forms(logged_in: LoggedIn, headers: dict[str, str]) -> None:
    admin = logged_in(Role.ADMIN)
    fields = {"token": admin.token("/people"), "name": "x", "role": "reader", "password": "nine blue lanterns glow"}
    assert admin.post("/people", data=fields, headers=headers).status_code == 403


# -- tokens of programs ---------------------------------------------------------------------------------------------


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def test_a_token_opens_the_api_and_no_page(stranger: Client, team: Team) -> None:
    account = team.account("admin")
    assert account is not None
    secret = issue(team, account, "nightly export", Role.READER, 30, now())
    assert stranger.get("/api/v1/incidents", headers=bearer(secret)).status_code == 200
    assert stranger.get("/incidents", headers=bearer(secret)).status_code == 303
    assert stranger.get("/people", headers=bearer(secret)).status_code == 303
    assert stranger.get("/api/v1/incidents", headers=bearer(secret + "x")).status_code == 401


def test_a_token_ends_and_is_never_more_than_its_owner(team: Team) -> None:
    account = team.account("editor")
    assert account is not None
    secret = issue(team, account, "a script", Role.EDITOR, 1, now())
    login = token_login(team, secret, now())
    assert login is not None
    assert login.role == Role.EDITOR
    assert token_login(team, secret, now() + timedelta(days=2)) is None
    team.set_role("editor", Role.READER)
    login = token_login(team, secret, now())
    assert login is not None
    assert login.role == Role.READER
    team.set_active("editor", False)
    assert token_login(team, secret, now()) is None


def test_tokens_are_made_shown_once_and_revoked_on_the_page(logged_in: LoggedIn, team: Team) -> None:
    browser = logged_in(Role.REVIEWER)
    fields = {"label": "a script", "role": "reader", "days": "7"}
    page = browser.post_form("/account", "/account/tokens", fields).text
    secret = re.search(r"dateline_[\w-]{43}", page)
    assert secret
    assert secret[0] not in browser.get("/account").text
    (token,) = tokens_of(team, "reviewer")
    assert browser.post_form("/account", "/account/tokens", {**fields, "role": "admin"}).status_code == 422
    assert browser.post_form("/account", "/account/tokens", {**fields, "days": "9999"}).status_code == 422
    assert browser.post_form("/account", "/account/tokens/revoke", {"digest": token.digest}).status_code == 303
    assert tokens_of(team, "reviewer") == []


def test_the_last_admin_stays(logged_in: LoggedIn, team: Team) -> None:
    admin = logged_in(Role.ADMIN)
    for fields in ({"role": "reader", "active": "yes"}, {"role": "admin", "active": "no"}):
        assert admin.post_form("/people", "/people/admin", fields).status_code == 409
    account = team.account("admin")
    assert account is not None
    assert (account.role, account.active) == (Role.ADMIN, True)
    assert admin.post_form("/people", "/people/editor", {"role": "admin", "active": "yes"}).status_code == 303
    assert admin.post_form("/people", "/people/admin", {"role": "reader", "active": "yes"}).status_code == 303


def test_one_user_has_no_accounts_to_look_after(case: object, tmp_path: object) -> None:
    from pathlib import Path

    from dateline.settings import Settings
    from dateline.store.case import Case
    from dateline.web.app import create_app
    from dateline.web.desk import Desk

    assert isinstance(case, Case)
    assert isinstance(tmp_path, Path)
    alone = Client(create_app(Desk(case, Settings(data_folder=tmp_path))))
    for path in ("/login", "/people", "/account", "/audit"):
        assert alone.get(path).status_code == 404
