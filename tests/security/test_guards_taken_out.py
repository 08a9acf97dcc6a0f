"""Each guard against an attack that is held off with it, and succeeds as soon as it is taken out.

So that no test of security passes for another reason than the guard it is named after.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import Request

from asking import Client
from dateline.read import text
from dateline.store.team import accounts, logins
from dateline.store.team.audit import deeds
from dateline.web import access, adding, app, headers, rendering, routes
from dateline.web.people import Person, Role
from dateline.web.team import pages as team_pages
from dateline.web.team import people
from dateline.web.team.people import SESSION, TeamPeople
from teammates import PHRASE, log_in
from worlds import SCRIPT, STORY, World, finished, open_world

SMALL = 200_000  # bytes of a request


@pytest.fixture(scope="module")
def standing(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """With every guard; attacks that fail leave it as it was, but for guesses, which slow everybody."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app, "_MOST_BYTES", SMALL)
        world = open_world(template, tmp_path_factory.mktemp("standing") / "world")
    yield world
    world.close()


@pytest.fixture(autouse=True)
def as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(tempfile, "tempdir", None)
    yield
    rendering._environment.cache_clear()


# -- the attacks: whether each succeeds -----------------------------------------------------------------------------


def nobody_reads(world: World) -> bool:
    return world.client.get("/incidents").status_code == 200


def reader_makes_an_admin(world: World) -> bool:
    fields = {"name": "intruder", "role": "admin", "password": "nine blue lanterns glow"}
    reader = world.known(Role.READER)
    reader.post("/people", data={**fields, "token": reader.token("/account")})
    return world.team.account("intruder") is not None


def form_without_token(world: World) -> bool:
    fields = {"name": "intruder", "role": "admin", "password": "nine blue lanterns glow"}
    world.known(Role.ADMIN).post("/people", data={**fields, "token": "guessed"})
    return world.team.account("intruder") is not None


def another_site_adds(world: World) -> bool:
    editor = world.known(Role.EDITOR)
    sent = editor.post("/api/v1/articles", json={"text": STORY}, headers={"Origin": "https://evil.example"})
    return sent.status_code == 202


def page_in_a_frame(world: World) -> bool:
    found = world.client.get("/login").headers
    return "x-frame-options" not in found and "frame-ancestors" not in found.get("content-security-policy", "")


def inline_script_runs(world: World) -> bool:
    policy = world.client.get("/login").headers.get("content-security-policy", "script-src 'unsafe-inline'")
    return "'unsafe-inline'" in policy


def foreign_name_is_answered(world: World) -> bool:
    return world.client.get("/login", headers={"Host": "evil.example"}).status_code == 200


def planted_session_is_taken_over(world: World) -> bool:
    browser = Client(world.client.app)
    browser.cookies.update(browser.get("/login").cookies)
    browser.post_form("/login", "/login", {"name": "reader", "password": PHRASE})
    return Client(world.client.app, cookies={SESSION: "planted"}).get("/incidents").status_code == 200


def password_is_guessed(world: World) -> bool:
    browser = Client(world.client.app)
    browser.cookies.update(browser.get("/login").cookies)
    for guess in (*(f"guess number {number}" for number in range(8)), PHRASE):
        answer = browser.post_form("/login", "/login", {"name": "admin", "password": guess})
    return answer.status_code == 303


def guessing_leaves_no_trace(world: World) -> bool:
    log_in(world.client, "admin", "a guess that is wrong")
    return not [deed for _, deed in deeds(world.team) if deed.outcome == "refused"]


def login_leads_elsewhere(world: World) -> bool:
    browser = Client(world.client.app)
    browser.cookies.update(browser.get("/login").cookies)
    fields = {"name": "reader", "password": PHRASE, "go": "https://evil.example/"}
    return "evil" in browser.post_form("/login", "/login", fields).headers["location"]


def script_reads_the_cookie(world: World) -> bool:
    return "httponly" not in world.client.get("/login").headers["set-cookie"].lower()


def secret_is_kept(world: World) -> bool:
    secret = world.known(Role.READER).cookies[SESSION]
    with sqlite3.connect(world.folder / "people.db") as connection:
        return secret in "\n".join(connection.iterdump())


def token_opens_pages(world: World) -> bool:
    account = world.team.account("admin")
    assert account is not None
    secret = logins.issue(world.team, account, "a script", Role.ADMIN, 3, people.now())
    return world.client.get("/people", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def stored_script_runs(world: World) -> bool:
    return SCRIPT in world.known(Role.READER).get("/articles").text


def reflected_script_runs(world: World) -> bool:
    return SCRIPT in world.known(Role.READER).get("/search", params={"q": SCRIPT}).text


def link_runs_a_script(world: World) -> bool:
    reader = world.known(Role.READER)
    (article,) = reader.get("/api/v1/articles").json()["articles"]
    return 'href="javascript:' in reader.get(f"/articles/{article['article_id']}").text


def _uploaded(world: World, name: str, content: bytes) -> dict[str, Any]:
    editor = world.known(Role.EDITOR)
    answer = editor.post("/add", data={"token": editor.token("/add")}, files=[("files", (name, content))])
    assert answer.status_code in (303, 413, 422), answer.text
    return finished(editor, answer.headers["location"].rpartition("/")[2]) if answer.status_code == 303 else {}


def file_leaves_its_folder(world: World) -> bool:
    (world.folder / "scratch").mkdir(exist_ok=True)
    tempfile.tempdir = str(world.folder / "scratch")
    _uploaded(world, "../../escaped.txt", STORY.encode())
    return (world.folder / "scratch" / "escaped.txt").exists()


def bytes_become_an_article(world: World) -> bool:
    return bool(_uploaded(world, "picture.txt", b"story " + bytes(range(1, 9)) * 40).get("new"))


def large_request_is_taken(world: World) -> bool:
    return bool(_uploaded(world, "long.txt", STORY.encode() + b" " * 300_000))


# -- the guards, and how each is taken out --------------------------------------------------------------------------


class _Anything(frozenset[str]):
    def __contains__(self, _: object) -> bool:
        return True


def _everybody(_: Role) -> Callable[[Request], None]:
    def check(request: Request) -> None:
        request.state.person = Person("admin", Role.ADMIN)

    return check


def _unescaped(_: pytest.MonkeyPatch) -> None:
    rendering._environment.cache_clear()
    rendering._environment().autoescape = False


def _any_link(_: pytest.MonkeyPatch) -> None:
    rendering._environment.cache_clear()
    rendering._environment().filters["web"] = lambda url: url


def _token_for_everything(patch: pytest.MonkeyPatch) -> None:
    def login(self: TeamPeople, request: Request) -> Any:
        given = request.headers.get("authorization", "")
        return logins.token_login(self.team, given.partition(" ")[2], people.now())

    patch.setattr(TeamPeople, "login", login)


UNCHECKED = tuple(replace(route, checks=()) for route in routes.ROUTES)


def _swap(where: object, name: str, instead: Any) -> Callable[[pytest.MonkeyPatch], None]:
    return lambda patch: patch.setattr(where, name, instead, raising=False)


_GUARDS: dict[str, tuple[Callable[[World], bool], Callable[[pytest.MonkeyPatch], None]]] = {
    "nobody is let in": (nobody_reads, _swap(routes, "needs", _everybody)),
    "a role has its routes": (reader_makes_an_admin, _swap(routes, "needs", _everybody)),
    "forms carry a token": (form_without_token, _swap(access, "_check_token", lambda *_: None)),
    "other sites send nothing": (
        another_site_adds,
        _swap(routes, "ROUTES", UNCHECKED),
    ),
    "no page in a frame": (page_in_a_frame, _swap(headers.MutableHeaders, "setdefault", lambda *_: "")),
    "no inline script": (inline_script_runs, _swap(headers, "content_policy", lambda _: "script-src 'unsafe-inline'")),
    "foreign names": (foreign_name_is_answered, _swap(headers, "frozenset", _Anything)),
    "a new secret for each session": (
        planted_session_is_taken_over,
        _swap(logins.secrets, "token_urlsafe", lambda *_: "planted"),
    ),
    "guessing is slowed": (password_is_guessed, _swap(accounts.Team, "_wait", lambda *_: None)),
    "guessing is written down": (guessing_leaves_no_trace, _swap(team_pages, "note", lambda *_: None)),
    "logging in stays here": (login_leads_elsewhere, _swap(team_pages, "_inside", lambda path: path)),
    "cookies are no script's": (
        script_reads_the_cookie,
        _swap(team_pages, "set_cookie", lambda _, response, *pair: response.set_cookie(*pair)),
    ),
    "secrets are kept as hashes": (secret_is_kept, _swap(logins, "digest_of", lambda secret: secret)),
    "tokens open the API only": (token_opens_pages, _token_for_everything),
    "stored text is escaped": (stored_script_runs, _unescaped),
    "what was asked is escaped": (reflected_script_runs, _unescaped),
    "links lead to the web only": (link_runs_a_script, _any_link),
    "names of files": (file_leaves_its_folder, _swap(adding, "safe_name", lambda name: name)),
    "bytes are no text": (bytes_become_an_article, _swap(text, "_BINARY_SHARE", 1.0)),
    "requests have a size": (large_request_is_taken, _swap(app, "_MOST_BYTES", 1 << 30)),
}


@pytest.mark.parametrize(("attack", "take_out"), _GUARDS.values(), ids=_GUARDS.keys())
def test_a_guard_is_what_holds_the_attack_off(
    standing: World,
    make_world: Callable[[], World],
    monkeypatch: pytest.MonkeyPatch,
    attack: Callable[[World], bool],
    take_out: Callable[[pytest.MonkeyPatch], None],
) -> None:
    monkeypatch.setattr(app, "_MOST_BYTES", SMALL)
    assert not attack(make_world() if attack is password_is_guessed else standing), "it succeeds all the same"
    take_out(monkeypatch)
    assert attack(make_world()), "something else holds it off"
