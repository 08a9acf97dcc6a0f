"""Pages come only from the public web, bounded in size, time and redirects; robots.txt is honoured."""

from __future__ import annotations

import gzip
import ipaddress
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from dateline.model import Article
from dateline.read import Given, Unreadable, read_inputs
from dateline.read.fetch import Fetcher, PublicTransport, is_public
from dateline.read.original import Original
from dateline.settings import Settings

STORY = "The army withdrew from the border town on Monday after talks with the governor, two officials said. "
PAGE = f"<html><head><title>T</title></head><body><article><p>{STORY * 4}</p></article></body></html>".encode()
BOMB = gzip.compress(b"a" * 5_000_000)


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        match self.path:
            case "/robots.txt":
                self._answer(b"User-agent: *\nDisallow: /private/", "text/plain")
            case "/bomb":
                self._answer(BOMB, "text/html", ("Content-Encoding", "gzip"))
            case "/inside":
                self._redirect("http://169.254.169.254/latest/meta-data")
            case "/file":
                self._redirect("file:///etc/passwd")
            case "/round":
                self._redirect("/round")
            case "/gone":
                self.send_error(410)
            case _:
                self._answer(PAGE, "text/html; charset=utf-8")

    def _answer(self, body: bytes, kind: str, *headers: tuple[str, str]) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, target: str) -> None:
        self.send_response(302)
        self.send_header("Location", target)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Tests keep their output for themselves."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), _Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def fetcher() -> Iterator[Fetcher]:
    """A fetcher for which this machine's own loopback, and nothing else, counts as public."""
    transport = PublicTransport(allowed=lambda address: str(address) == "127.0.0.1")
    yield Fetcher(Settings(max_original_bytes=1_000_000, max_fetch_seconds=5), transport)
    transport.close()


def test_a_page_is_kept_as_it_came(site: str, fetcher: Fetcher) -> None:
    page = fetcher.fetch(f"{site}/story")
    assert isinstance(page, Original)
    assert page.raw == PAGE
    assert (page.url, page.media_type) == (f"{site}/story", "text/html")
    assert page.fetched_at is not None


@pytest.mark.parametrize(
    ("path", "problem"),
    [
        ("/bomb", "larger than 1,000,000 bytes"),
        ("/inside", "169.254.169.254 is not on the public internet"),
        ("/file", "it cannot be fetched"),
        ("/round", "it cannot be fetched"),
        ("/gone", "the server answers 410"),
        ("/private/a", "robots.txt does not allow it"),
    ],
)
def test_what_may_not_be_fetched_is_named(site: str, fetcher: Fetcher, path: str, problem: str) -> None:
    found = fetcher.fetch(f"{site}{path}")
    assert isinstance(found, Unreadable)
    assert problem in str(found)


def test_a_name_that_changes_its_answer_gains_nothing(
    site: str, fetcher: Fetcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter(["127.0.0.1", "127.0.0.1", "10.0.0.8"])
    resolve = socket.getaddrinfo

    def changing(host: str, *arguments: Any, **options: Any) -> Any:
        return resolve(next(answers) if host == "news.example" else host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", changing)
    address = site.replace("127.0.0.1", "news.example")
    assert isinstance(fetcher.fetch(f"{address}/story"), Original)
    assert "news.example is not on the public internet" in str(fetcher.fetch(f"{address}/story"))


def test_loopback_is_refused_by_default(site: str) -> None:
    ((_, found),) = read_inputs([f"{site}/story"], Given())
    assert not isinstance(found, Article)
    assert "127.0.0.1 is not on the public internet" in str(found)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1", False),
        ("fc00::1", False),
        ("::ffff:10.0.0.1", False),
        ("64:ff9b::10.0.0.1", False),
        ("64:ff9b::93.184.216.34", True),
        ("64:ff9b:1::93.184.216.34", False),
        ("2002:0a00:0001::", False),
        ("::ffff:93.184.216.34", True),
    ],
)
def test_only_global_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(ipaddress.ip_address(address)) is public
