"""Passwords, sessions and the audit log: guessing is slowed, a session cannot be planted, secrets stay out."""

from __future__ import annotations

import logging
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from asking import Client
from dateline.store.team import Team, TeamError
from dateline.store.team.accounts import SlowedError
from dateline.store.team.audit import deeds
from dateline.store.team.logins import begin, login_of
from dateline.web.people import Role
from dateline.web.team.people import SESSION, VISITOR, now
from teammates import PHRASE, LoggedIn, log_in


def test_who_knows_the_password_is_let_in_and_back_to_the_page(stranger: Client) -> None:
    browser = log_in(stranger, "reader", go="/articles")
    assert browser.get("/articles").status_code == 200
    assert browser.get("/incidents").status_code == 200
    assert "You are" in browser.get("/incidents").text


@pytest.mark.parametrize(("name", "password"), [("reader", "wrong and long enough"), ("nobody", PHRASE), ("", "")])
def test_a_wrong_password_and_an_unknown_name_are_refused_alike(stranger: Client, name: str, password: str) -> None:
    browser = Client(stranger.app)
    browser.cookies.update(browser.get("/login").cookies)
    answer = browser.post_form("/login", "/login", {"name": name, "password": password})
    assert answer.status_code == 401
    assert "The name or the password is wrong." in answer.text
    assert SESSION not in answer.cookies


@pytest.mark.parametrize(
    "go",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "/x\r\nSet-Cookie: a=b", ""],
)
def test_logging_in_leads_to_no_other_site(stranger: Client, go: str) -> None:
    browser = Client(stranger.app)
    browser.cookies.update(browser.get("/login").cookies)
    answer = browser.post_form("/login", "/login", {"name": "reader", "password": PHRASE, "go": go})
    assert (answer.status_code, answer.headers["location"]) == (303, "/incidents")


# -- guessing -------------------------------------------------------------------------------------------------------


def test_guessing_is_slowed_by_name_and_by_address_and_logged(team: Team) -> None:
    start = now()
    for attempt in range(5):
        assert team.check("reader", f"guess number {attempt}", "10.0.0.9", start) is None
    with pytest.raises(SlowedError):
        team.check("reader", PHRASE, "10.0.0.8", start)  # the name, from elsewhere
    with pytest.raises(SlowedError):
        team.check("editor", PHRASE, "10.0.0.9", start)  # the address, with another name
    assert team.check("editor", PHRASE, "10.0.0.8", start) is not None
    later = start + timedelta(seconds=2)
    assert team.check("reader", "a guess once more", "10.0.0.7", later) is None
    with pytest.raises(SlowedError) as slowed:
        team.check("reader", PHRASE, "10.0.0.6", later + timedelta(seconds=1))
    assert slowed.value.seconds <= 2
    assert team.check("reader", PHRASE, "10.0.0.6", later + timedelta(seconds=30)) is not None
    assert team.check("reader", PHRASE, "10.0.0.6", later + timedelta(seconds=31)) is not None


def test_the_page_says_how_long_to_wait(stranger: Client, team: Team) -> None:
    browser = Client(stranger.app)
    browser.cookies.update(browser.get("/login").cookies)
    answers = [
        browser.post_form("/login", "/login", {"name": "admin", "password": f"guess number {attempt}"})
        for attempt in range(7)
    ]
    assert [answer.status_code for answer in answers[:5]] == [401] * 5
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["retry-after"]) >= 1
    outcomes = [deed.outcome for _, deed in deeds(team)]
    assert outcomes.count("refused") >= 5
    assert "slowed" in outcomes


@pytest.mark.parametrize("password", ["short", "reader reader reader", "aaaaaaaaaaaaaaaa", "x" * 1001])
def test_a_password_that_is_easy_to_guess_is_refused(team: Team, password: str) -> None:
    with pytest.raises(TeamError):
        team.set_password("reader", password)


# -- sessions -------------------------------------------------------------------------------------------------------


def test_a_planted_session_is_not_taken_over(stranger: Client) -> None:
    """Session fixation: whatever cookie the browser brought, logging in makes a new secret."""
    planted = "planted-by-somebody-else"
    browser = Client(stranger.app, cookies={SESSION: planted})
    browser.cookies.update({**browser.get("/login").cookies, SESSION: planted})
    answer = browser.post("/login", data={"token": "x", "name": "reader", "password": PHRASE})
    assert answer.status_code == 403
    fresh = log_in(stranger, "reader")
    assert fresh.cookies[SESSION] != planted
    assert Client(stranger.app, cookies={SESSION: planted}).get("/incidents").status_code == 303


def test_the_form_of_the_login_belongs_to_its_browser(stranger: Client) -> None:
    """Login forgery: another site cannot log a browser in under its own name."""
    attacker = Client(stranger.app)
    attacker.cookies.update(attacker.get("/login").cookies)
    fields = {"token": attacker.token("/login"), "name": "reader", "password": PHRASE}
    assert Client(stranger.app, cookies={VISITOR: "another-browser"}).post("/login", data=fields).status_code == 403


def test_cookies_are_kept_from_scripts_other_sites_and_plain_http(stranger: Client) -> None:
    shown = stranger.get("/login").headers["set-cookie"]
    assert "HttpOnly" in shown
    assert "SameSite=strict" in shown
    assert "Secure" not in shown  # this test speaks plain http
    over_https = Client(stranger.app, base="https://127.0.0.1").get("/login").headers["set-cookie"]
    assert "Secure" in over_https


def test_a_session_ends_on_both_sides(stranger: Client) -> None:
    browser = log_in(stranger, "reader")
    secret = browser.cookies[SESSION]
    assert browser.post_form("/account", "/logout", {}).status_code == 303
    assert Client(stranger.app, cookies={SESSION: secret}).get("/incidents").status_code == 303


def test_a_session_ends_by_itself(team: Team) -> None:
    account = team.account("reader")
    assert account is not None
    start = now()
    secret = begin(team, account, start)
    assert login_of(team, secret, start + timedelta(hours=11)) is not None
    assert login_of(team, secret, start + timedelta(hours=24)) is None
    for day in range(1, 20):  # used every few hours, it ends after a week all the same
        used = login_of(team, secret, start + timedelta(hours=11 * day))
    assert used is None


def test_a_new_password_ends_every_other_session(stranger: Client, team: Team) -> None:
    here, elsewhere = log_in(stranger, "reader"), log_in(stranger, "reader")
    fields = {"old": PHRASE, "new": "nine blue lanterns glow"}
    wrong = here.post_form("/account", "/account/password", {**fields, "old": "not this one at all"})
    assert wrong.status_code == 403
    answer = here.post_form("/account", "/account/password", fields)
    assert answer.status_code == 303
    here.cookies.update(answer.cookies)
    assert here.get("/incidents").status_code == 200
    assert elsewhere.get("/incidents").status_code == 303
    assert team.check("reader", PHRASE, "10.0.0.1", now()) is None


def test_who_may_log_in_no_more_is_out_at_once(logged_in: LoggedIn, team: Team) -> None:
    browser = logged_in(Role.READER)
    team.set_active("reader", False)
    assert browser.get("/incidents").status_code == 303
    assert team.check("reader", PHRASE, "10.0.0.1", now()) is None


# -- what is kept and written down ----------------------------------------------------------------------------------


def test_no_secret_is_kept_or_logged(
    stranger: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    with caplog.at_level(logging.DEBUG):
        browser = log_in(stranger, "admin")
        fields = {"name": "new one", "role": "reader", "password": "nine blue lanterns glow"}
        browser.post_form("/people", "/people", fields)
        page = browser.post_form("/account", "/account/tokens", {"label": "x", "role": "reader", "days": "3"}).text
    token = page[page.index("dateline_") :][:52]
    kept = "\n".join(sqlite3.connect(tmp_path / "people.db").iterdump())
    written = caplog.text + "".join(capfd.readouterr())
    for secret in (PHRASE, "nine blue lanterns glow", token, browser.cookies[SESSION]):
        assert secret not in kept
        assert secret not in written


def test_the_audit_log_tells_every_change_and_its_outcome(logged_in: LoggedIn, team: Team) -> None:
    admin = logged_in(Role.ADMIN)
    admin.post_form("/people", "/people/reader", {"role": "reviewer", "active": "yes"})
    logged_in(Role.EDITOR).post("/people/reader", data={"role": "admin"})
    told = [(deed.name, deed.deed, deed.outcome) for _, deed in deeds(team)]
    assert ("admin", "log in", "let in") in told
    assert ("admin", "POST /people/reader", "303") in told
    assert ("editor", "POST /people/reader", "403") in told
    page = admin.get("/audit").text
    assert "POST /people/reader" in page


def test_the_file_of_accounts_is_for_its_owner_only(team: Team, tmp_path: Path) -> None:
    assert team.accounts()
    assert (tmp_path / "people.db").stat().st_mode & 0o077 == 0
