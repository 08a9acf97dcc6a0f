"""An address -> the original bytes of its page: bounded in size, time and redirects, and only from the public web.

Every connection, also after a redirect, goes through `PublicTransport`: it resolves the name once, refuses addresses
that are not global (private, loopback, link-local, IPv4 inside IPv6), and connects to the very address it has checked,
so that a name which changes its answer gains nothing.
"""

from __future__ import annotations

import ipaddress
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from dateline import __version__
from dateline.read.given import Unreadable, UnreadableError
from dateline.read.original import HTML, Original
from dateline.settings import Settings

__all__ = ["Fetcher", "PublicTransport", "is_public"]

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_AGENT = f"dateline/{__version__}"
_MOST_REDIRECTS = 5
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # RFC 6052
_LOCAL_NAT64 = ipaddress.IPv6Network("64:ff9b:1::/48")  # RFC 8215
_ROBOTS_BYTES = 512 << 10


def is_public(address: Address) -> bool:
    """Whether an address belongs to the public internet, in whichever form it is written."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = _inner(address)
        if inner is not None:
            return is_public(inner)
    return address.is_global and address not in _LOCAL_NAT64 and not address.is_multicast


def _inner(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that a gateway would go on to; the local NAT64 range is private as it stands."""
    if address in _NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


class PublicTransport(httpx.HTTPTransport):
    """Connects to the address that was checked, and to hosts only that `allowed` lets through."""

    def __init__(self, allowed: Callable[[Address], bool] = is_public) -> None:
        super().__init__(trust_env=False)
        self._allowed = allowed

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        pinned = httpx.Request(
            request.method,
            request.url.copy_with(host=self._checked(host)),
            headers=request.headers,  # the Host header still names the site
            stream=request.stream,
            extensions={**request.extensions, "sni_hostname": host},
        )
        return super().handle_request(pinned)

    def _checked(self, host: str) -> str:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise UnreadableError(f"the name {host} is not known", "check the address") from error
        addresses = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
        if not addresses or not all(self._allowed(address) for address in addresses):
            raise UnreadableError(f"{host} is not on the public internet", "save the page and give the file")
        return str(addresses[0])


@dataclass
class Fetcher:
    """Fetches pages with one agent, and remembers each host's robots.txt while it lives."""

    settings: Settings
    transport: httpx.BaseTransport = field(default_factory=PublicTransport)
    _robots: dict[str, RobotFileParser] = field(default_factory=dict)

    def fetch(self, address: str) -> Original | Unreadable:
        """The page at an address, or why it was not fetched."""
        try:
            client = self._client()
            self._respect_robots(client, address)
            return self._get(client, address)
        except UnreadableError as error:
            return Unreadable(address, error.problem, error.remedy)
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            return Unreadable(address, f"it cannot be fetched ({error})", "check the address, or save the page")

    def _client(self) -> httpx.Client:
        return httpx.Client(
            transport=self.transport,
            follow_redirects=True,
            max_redirects=_MOST_REDIRECTS,
            timeout=self.settings.max_fetch_seconds,
            headers={"User-Agent": _AGENT},
            trust_env=False,
        )

    def _get(self, client: httpx.Client, address: str) -> Original:
        with client.stream("GET", address) as response:
            if response.url.scheme not in ("http", "https"):
                raise UnreadableError("only http and https are fetched", "save the page and give the file")
            if response.status_code != httpx.codes.OK:
                raise UnreadableError(f"the server answers {response.status_code}", "check the address")
            raw = _bounded(response, self.settings.max_original_bytes, self.settings.max_fetch_seconds)
            kind = response.headers.get("content-type", HTML).partition(";")[0].strip().lower()
            return Original(address, raw, kind, url=str(response.url), fetched_at=datetime.now(UTC))

    def _respect_robots(self, client: httpx.Client, address: str) -> None:
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        if host not in self._robots:
            self._robots[host] = self._rules(client, f"{host}/robots.txt")
        if not self._robots[host].can_fetch(_AGENT, address):
            raise UnreadableError("the site's robots.txt does not allow it", "save the page by hand, and give the file")

    def _rules(self, client: httpx.Client, address: str) -> RobotFileParser:
        rules = RobotFileParser()
        with client.stream("GET", address) as response:
            text = (
                _bounded(response, _ROBOTS_BYTES, self.settings.max_fetch_seconds)
                if response.status_code == httpx.codes.OK
                else b""
            )
        rules.parse(text.decode("utf-8", "replace").splitlines())
        return rules


def _bounded(response: httpx.Response, limit: int, seconds: float) -> bytes:
    """The body, unpacked, within the limits: a small answer can unpack to a large one, or drip for hours."""
    body = bytearray()
    deadline = time.monotonic() + seconds
    for piece in response.iter_bytes(64 << 10):
        body += piece
        if len(body) > limit:
            raise UnreadableError(f"the page is larger than {limit:,} bytes", "save the part that matters")
        if time.monotonic() > deadline:
            raise UnreadableError(f"the page takes longer than {seconds:.0f} s", "try again, or save the page")
    return bytes(body)
