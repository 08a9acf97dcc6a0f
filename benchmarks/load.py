"""Readers and reviewers of one workbench at once: how long each page takes, and whether any fails.

Starts `dateline serve --team` on a case (`large_case.py` fills one), logs everybody in, and lets each ask for one page
after the other, as a browser does, with a pause for reading in between: readers ask for lists under conditions, the
next page of a list, incidents, articles and searches, reviewers for their queue and an incident, which they accept.

    python benchmarks/load.py --case postgresql://... --readers 50 --reviewers 5 --seconds 600
    python benchmarks/load.py --case million.db --readers 5 --reviewers 0
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import httpx
from argon2 import PasswordHasher
from sqlalchemy import select

from dateline.store import tables
from dateline.store.case import open_case
from dateline.store.team import open_team
from dateline.web.people import Role

_PHRASE = "a phrase for measuring only"
_TOKEN, _SEEN = (re.compile(rf'name="{name}" value="([^"]+)"') for name in ("token", "seen"))
_NEXT = re.compile(r'href="(/incidents\?[^"]*after=[^"]+)"')
_TYPES = ("ASSAULT", "COERCE", "CONSULT", "PROTEST", "MOBILIZE")
_WORDS = ("attacked", "detained", "officials", "killing", "ministry", "deployed")
_ORDERS = ("latest", "deadliest", "most-reported", "most-doubtful")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", required=True, help="its file or URL")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=5, help="seconds between two pages of one person, on average")
    arguments = parser.parse_args()
    known = _known(arguments.case)
    with tempfile.TemporaryDirectory() as folder, _workbench(arguments.case, Path(folder)) as address:
        seen = asyncio.run(_all_at_once(address, known, arguments))
    print(json.dumps(_figures(seen) | {"load": round(os.getloadavg()[0], 1)}, indent=1))


@dataclass(frozen=True)
class _Known:
    """What there is to ask for."""

    incidents: list[str]
    articles: list[str]
    places: list[str]


def _known(name: str) -> _Known:
    case = open_case(name)
    table, names = tables.incidents.c, tables.names.c
    asked = (
        select(table.incident_id).order_by(table.incident_id).limit(20_000),
        select(tables.articles.c.article_id).limit(20_000),
        select(names.name).where(names.kind == "place").limit(4_000),
    )
    with case.reading() as connection:
        known = _Known(*(list(connection.execute(wanted).scalars()) for wanted in asked))
    case.close()
    return known


@contextmanager
def _workbench(case: str, folder: Path) -> Iterator[str]:
    people = str(folder / "people.db")
    team = open_team(people)
    team.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for role in (Role.READER, Role.REVIEWER, Role.ADMIN):
        team.add(role.name.lower(), role, _PHRASE, datetime.now(UTC))
    team.close()
    command = [
        sys.executable,
        "-m",
        "dateline",
        "serve",
        "--team",
        "--people",
        people,
        "--case",
        case,
        "--port",
        "8765",
    ]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=sys.stderr, text=True)
    try:
        assert server.stdout is not None
        address = server.stdout.readline().split()[0]
        while True:
            try:
                httpx.get(f"{address}/login")
                break
            except httpx.ConnectError:
                time.sleep(0.2)
        yield address
    finally:
        server.terminate()
        server.wait(30)


@dataclass
class _Seen:
    """What the pages were like."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    heaviest: Counter[str] = field(default_factory=Counter)  # bytes of a page before it is compressed
    failures: list[str] = field(default_factory=list)


@dataclass
class _Person:
    """Somebody with a browser."""

    client: httpx.AsyncClient
    known: _Known
    seen: _Seen
    chosen: random.Random
    further: str | None = None  # the next page of the last list

    async def log_in(self, name: str) -> None:
        token = _TOKEN.findall((await self.client.get("/login")).text)[0]
        answer = await self.client.post("/login", data={"token": token, "name": name, "password": _PHRASE})
        assert answer.status_code == 303, answer.text

    async def get(self, kind: str, path: str) -> str:
        return await self._ask(kind, lambda: self.client.get(path, follow_redirects=True))

    async def _ask(self, kind: str, ask: Callable[[], Awaitable[httpx.Response]]) -> str:
        start = time.perf_counter()
        try:
            answer = await ask()
        except httpx.HTTPError as error:
            self.seen.failures.append(f"{kind}: {error!r}")
            return ""
        self.seen.seconds[kind].append(time.perf_counter() - start)
        self.seen.heaviest[kind] = max(self.seen.heaviest[kind], len(answer.content))
        if answer.status_code >= 400 and answer.status_code != 409:
            self.seen.failures.append(f"{kind}: {answer.status_code} {answer.url}")
        return answer.text

    async def read(self) -> None:
        kind = self.chosen.choices(("list", "incident", "article", "search"), (4, 3, 2, 1))[0]
        if kind == "list":
            page = await self.get(kind, self.further or self._list())
            more = None if self.further else _NEXT.search(page)
            self.further = more[1].replace("&amp;", "&") if more else None
        elif kind == "search":
            words = f"{self.chosen.choice(self.known.places)} {self.chosen.choice(_WORDS)}"
            await self.get(kind, "/search?" + urlencode({"q": self.chosen.choice((words, self.chosen.choice(_WORDS)))}))
        else:
            ids = self.known.incidents if kind == "incident" else self.known.articles
            await self.get(kind, f"/{kind}s/{self.chosen.choice(ids)}")

    def _list(self) -> str:
        conditions = {
            "type": self.chosen.choice(_TYPES),
            "place": self.chosen.choice(self.known.places),
            "since": f"202{self.chosen.randrange(5)}-01-01",
        }
        given = dict(self.chosen.sample(sorted(conditions.items()), self.chosen.randrange(4)))
        return "/incidents?" + urlencode(given | {"order": self.chosen.choice(_ORDERS)})

    async def review(self) -> None:
        await self.get("queue", "/review?queue=accept")
        incident = self.chosen.choice(self.known.incidents)
        page = await self.get("incident", f"/incidents/{incident}?queue=accept")
        fields = {"action": "accept", "token": _TOKEN.findall(page)[0], "seen": _SEEN.findall(page)[0]}
        path = f"/incidents/{incident}/judgements"
        await self._ask("accept", lambda: self.client.post(path, data=fields, headers={"Origin": self._own()}))

    def _own(self) -> str:
        return str(self.client.base_url).rstrip("/")


async def _all_at_once(address: str, known: _Known, arguments: argparse.Namespace) -> _Seen:
    seen = _Seen()
    roles = ["reader"] * arguments.readers + ["reviewer"] * arguments.reviewers
    async with AsyncExitStack() as stack:
        people: list[_Person] = []
        for number, role in enumerate(roles):
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=60))
            people.append(_Person(client, known, seen, random.Random(number)))
            await people[-1].log_in(role)
        end = time.perf_counter() + arguments.seconds

        async def live(person: _Person, role: str) -> None:
            while time.perf_counter() < end:
                await asyncio.sleep(person.chosen.uniform(0.2, 1.8) * arguments.pause)
                await (person.read() if role == "reader" else person.review())

        await asyncio.gather(*map(live, people, roles))
    return seen


def _figures(seen: _Seen) -> dict[str, object]:
    figures: dict[str, object] = {
        kind: {
            "count": len(times),
            "median_ms": round(sorted(times)[len(times) // 2] * 1000),
            "p95_ms": round(sorted(times)[int(len(times) * 0.95)] * 1000),
            "worst_ms": round(max(times) * 1000),
            "heaviest_kb": round(seen.heaviest[kind] / 1000),
        }
        for kind, times in sorted(seen.seconds.items())
    }
    return figures | {"failed": len(seen.failures), "failures": seen.failures[:5]}


if __name__ == "__main__":
    main()
