"""What a page costs: processor time in the process of the workbench, without a network, as `load.py` asks for pages.

One process asks a team's workbench for the pages of fifty readers and five reviewers in turn, with nobody waiting for
anybody. Each request goes through the whole application: session, roles, database, template, ETag, compression, audit
log. What PostgreSQL does in its own processes is not in it; of a SQLite case everything is.

    python benchmarks/pages.py --case case.db --requests 500
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import json
import random
import tempfile
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from dateline.settings import Settings
from dateline.store.case import open_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.team.people import TeamPeople
from visits import PHRASE, Judging, Known, Reader, known_of, team_of_three, token_in

_HOST = "127.0.0.1"
_REVIEWS = 0.1  # of all that is done: five of 55 people review


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", required=True, help="its file or URL; it is changed: incidents are accepted")
    parser.add_argument("--requests", type=int, default=500)
    arguments = parser.parse_args()
    case = open_case(arguments.case)
    with tempfile.TemporaryDirectory() as folder, team_of_three(Path(folder) / "people.db") as team:
        desk = Desk(case, Settings(data_folder=Path(folder)), TeamPeople(team))
        measured = _Measured()
        asyncio.run(_ask_in_turn(create_app(desk), known_of(case), measured, arguments.requests))
    case.close()
    measured.tell()


@dataclass
class _Measured:
    """Processor time and weight of each page, by kind."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    heaviest: dict[str, tuple[int, int]] = field(default_factory=dict)

    def tell(self) -> None:
        figures: dict[str, Any] = {
            kind: {
                "count": len(times),
                "mean_ms": round(sum(times) / len(times) * 1000, 1),
                "median_ms": round(sorted(times)[len(times) // 2] * 1000, 1),
                "p95_ms": round(sorted(times)[int(len(times) * 0.95)] * 1000, 1),
                "heaviest_kb": [round(size / 1000, 1) for size in self.heaviest[kind]],
            }
            for kind, times in sorted(self.seconds.items())
        }
        every = [time for times in self.seconds.values() for time in times]
        print(json.dumps(figures | {"mean_ms": round(sum(every) / len(every) * 1000, 1)}))


@dataclass
class _Browser:
    """Asks the application itself, with the cookies that it was given."""

    app: Any
    measured: _Measured
    cookies: dict[str, str] = field(default_factory=dict)

    async def ask(self, kind: str, path: str, form: dict[str, str] | None = None) -> str:
        parts = urlsplit(path)
        content = urlencode(form or {}).encode()
        headers = {
            "host": _HOST,
            "accept-encoding": "gzip",
            "cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
        }
        if form is not None:
            headers |= {
                "origin": f"http://{_HOST}",
                "content-type": "application/x-www-form-urlencoded",
                "content-length": str(len(content)),
            }
        scope = {
            "type": "http",
            "asgi": {"version": "3.0"},
            "http_version": "1.1",
            "method": "GET" if form is None else "POST",
            "scheme": "http",
            "path": parts.path,
            "raw_path": parts.path.encode(),
            "query_string": parts.query.encode(),
            "headers": [(name.encode(), value.encode()) for name, value in headers.items()],
            "client": (_HOST, 50000),
            "server": (_HOST, 8000),
            "state": {},
        }
        return await self._answer(kind, scope, content)

    async def _answer(self, kind: str, scope: dict[str, Any], content: bytes) -> str:
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            return {"type": "http.request", "body": content, "more_body": False}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        begun = time.process_time()
        await self.app(scope, receive, send)
        self.measured.seconds[kind].append(time.process_time() - begun)
        assert sent[0]["status"] < 400 or sent[0]["status"] == 409, (sent[0]["status"], scope["path"])
        return self._read(kind, sent)

    def _read(self, kind: str, sent: list[dict[str, Any]]) -> str:
        packed = b"".join(message.get("body", b"") for message in sent)
        headers = sent[0]["headers"]
        body = gzip.decompress(packed) if (b"content-encoding", b"gzip") in headers else packed
        self.measured.heaviest[kind] = max(self.measured.heaviest.get(kind, (0, 0)), (len(body), len(packed)))
        for name, value in headers:
            if name == b"set-cookie":
                given, _, kept = value.decode().split(";")[0].partition("=")
                self.cookies[given] = kept
        return body.decode()

    async def log_in(self, name: str) -> None:
        token = token_in(await self.ask("login", "/login"))
        await self.ask("log in", "/login", {"token": token, "name": name, "password": PHRASE, "go": "/incidents"})


async def _ask_in_turn(app: Any, known: Known, measured: _Measured, requests: int) -> None:
    chosen = random.Random(0)
    reader, browser = Reader(known, chosen), _Browser(app, measured)
    reviewer = _Browser(app, measured)
    await browser.log_in("reader")
    await reviewer.log_in("reviewer")
    measured.seconds.clear()
    for _ in range(requests):
        if chosen.random() < _REVIEWS:
            judging = Judging(chosen.choice(known.incidents))
            await reviewer.ask("queue", judging.queue)
            page = await reviewer.ask("incident", judging.page)
            await reviewer.ask("accept", judging.target, judging.fields(page))
        else:
            kind, path = reader.next()
            reader.saw(kind, await browser.ask(kind, path))


if __name__ == "__main__":
    main()
