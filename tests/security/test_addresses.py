"""Addresses that the server is made to fetch, through the page and the API: nothing inside is reached.

Private ranges in every form, redirects, and names that change their answer; each is reached once the guard is taken
out, so that nothing else holds it off.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from asking import Client
from dateline.read import fetch
from dateline.web.people import Role
from worlds import STORY, finished, open_world


class _Inside(BaseHTTPRequestHandler):
    """A service of the machine that nobody outside may reach; the one on 127.0.0.1 also redirects."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"{self.server.server_address[0]}{self.path}")
        there = self.path.startswith("/to/")
        self.send_response(302 if there else 200)
        if there:
            self.send_header("Location", f"http://{self.path.removeprefix('/to/')}")
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        told = f"<html><body><article><p>{STORY} The key is 4711{self.path}.</p></article></body></html>"
        self.wfile.write(told.encode())

    def log_message(self, format: str, *args: object) -> None:
        """Tests keep their output for themselves."""


@pytest.fixture(scope="module")
def inside() -> Iterator[tuple[list[str], int]]:
    """What has been asked of it, and the port, the same on 127.0.0.1 and 127.0.0.2."""
    _Inside.asked = []
    first = ThreadingHTTPServer(("127.0.0.1", 0), _Inside)
    second = ThreadingHTTPServer(("127.0.0.2", first.server_port), _Inside)
    for server in (first, second):
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield _Inside.asked, first.server_port
    for server in (first, second):
        server.shutdown()
        server.server_close()


FORMS = (
    "127.0.0.1",
    "localhost",
    "127.1",
    "2130706433",
    "0x7f000001",
    str(ipaddress.IPv4Address(0)),
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "user:word@127.0.0.1",
)
PRIVATE = (
    "10.0.0.8",
    "172.16.3.4",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "224.0.0.1",
    "[::1]",
    "[fd00::1]",
    "[fe80::1]",
    "[::ffff:10.0.0.8]",
    "[2002:7f00:1::]",  # 6to4
    "[64:ff9b::7f00:1]",  # NAT64
    "[64:ff9b:1::a00:8]",
)
WAYS = ("page", "api")


@pytest.fixture(scope="module")
def editor(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    world = open_world(template, tmp_path_factory.mktemp("addresses") / "world")
    yield world.known(Role.EDITOR)
    world.close()


def _asks(editor: Client, way: str, address: str) -> dict[str, Any]:
    """The address given through the page or the API, and what became of it."""
    if way == "api":
        sent = editor.post("/api/v1/articles", json={"address": address})
        assert sent.status_code == 202, sent.text
        return finished(editor, sent.json()["batch"])
    answer = editor.post("/add", data={"token": editor.token("/add"), "address": address})
    assert answer.status_code == 303, answer.text
    return finished(editor, answer.headers["location"].rpartition("/")[2])


@pytest.mark.parametrize("way", WAYS)
def test_no_form_of_a_private_address_is_fetched(
    editor: Client, monkeypatch: pytest.MonkeyPatch, inside: tuple[list[str], int], way: str
) -> None:
    asked, port = inside
    for form in FORMS:
        asked.clear()
        told = _asks(editor, way, f"http://{form}:{port}/key")
        assert (asked, told["new"]) == ([], 0), form
        assert "not on the public internet" in told["failures"][0], form
    monkeypatch.setattr(fetch.PublicTransport.__init__, "__defaults__", (lambda _: True,))
    for form in FORMS:
        asked.clear()
        _asks(editor, way, f"http://{form}:{port}/key{FORMS.index(form)}")
        assert asked, f"{form} is held off by something else than the guard"


@pytest.mark.parametrize("way", WAYS)
def test_private_ranges_are_never_connected_to(editor: Client, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    connected: list[Any] = []

    def refuse(to: Any, *_: Any, **__: Any) -> Any:
        connected.append(to)
        raise OSError("nothing leaves this test")

    monkeypatch.setattr(socket, "create_connection", refuse)
    for address in PRIVATE:
        told = _asks(editor, way, f"http://{address}/")
        assert (connected, told["new"]) == ([], 0), address
        assert "not on the public internet" in told["failures"][0], address
    monkeypatch.setattr(fetch.PublicTransport.__init__, "__defaults__", (lambda _: True,))
    for address in PRIVATE:
        connected.clear()
        _asks(editor, way, f"http://{address}/again")
        assert connected, f"{address} is held off by something else than the guard"


@pytest.mark.parametrize("way", WAYS)
def test_a_redirect_leads_nowhere_inside(
    editor: Client, monkeypatch: pytest.MonkeyPatch, inside: tuple[list[str], int], way: str
) -> None:
    """127.0.0.1 stands for the public web here, and 127.0.0.2 for what lies inside."""
    asked, port = inside
    address = f"http://127.0.0.1:{port}/to/127.0.0.2:{port}/key-{way}"
    public = (lambda found: str(found) == "127.0.0.1",)
    monkeypatch.setattr(fetch.PublicTransport.__init__, "__defaults__", public)
    asked.clear()
    told = _asks(editor, way, address)
    assert told["new"] == 0
    assert not [one for one in asked if one.startswith("127.0.0.2")]
    monkeypatch.setattr(fetch.PublicTransport.__init__, "__defaults__", (lambda _: True,))
    assert _asks(editor, way, address)["new"] == 1
    assert [one for one in asked if one.startswith("127.0.0.2")]


@pytest.mark.parametrize("way", WAYS)
def test_a_name_that_changes_its_answer_leads_nowhere_inside(
    editor: Client, monkeypatch: pytest.MonkeyPatch, inside: tuple[list[str], int], way: str
) -> None:
    """The name is asked once for each connection, and what was checked is connected to."""
    asked, port = inside
    resolve, answers = socket.getaddrinfo, iter(["127.0.0.1", "127.0.0.2"] * 20)

    def changing(host: Any, *arguments: Any, **options: Any) -> Any:
        return resolve(next(answers) if host == "news.example" else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    public = (lambda found: str(found) == "127.0.0.1",)
    monkeypatch.setattr(fetch.PublicTransport.__init__, "__defaults__", public)
    asked.clear()
    _asks(editor, way, f"http://news.example:{port}/key")
    assert not [one for one in asked if one.startswith("127.0.0.2")]

    checked = fetch.PublicTransport._checked

    def checked_and_asked_again(self: fetch.PublicTransport, host: str) -> str:
        checked(self, host)
        return host

    monkeypatch.setattr(fetch.PublicTransport, "_checked", checked_and_asked_again)
    _asks(editor, way, f"http://news.example:{port}/key")
    assert [one for one in asked if one.startswith("127.0.0.2")]
