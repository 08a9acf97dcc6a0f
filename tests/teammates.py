"""Browsers of people who log in to a team's workbench."""

from __future__ import annotations

from collections.abc import Callable

from asking import Client
from dateline.web.people import Role

__all__ = ["PHRASE", "LoggedIn", "log_in"]

PHRASE = "seven green herons wade"

LoggedIn = Callable[[Role], Client]


def log_in(stranger: Client, name: str, password: str = PHRASE, **fields: str) -> Client:
    """A browser of its own that has sent the form; let in or not."""
    browser = Client(stranger.app, cookies={})
    shown = browser.get("/login")
    browser.cookies.update(shown.cookies)
    browser.cookies.update(
        browser.post_form("/login", "/login", {"name": name, "password": password, **fields}).cookies
    )
    return browser
