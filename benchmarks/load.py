"""Readers and reviewers of one workbench at once: how long each page takes, and whether any fails.

Starts `dateline serve --team` on a case (`large_case.py` fills one), logs everybody in, and lets each ask for one page
after the other, as a browser does, with a pause for reading in between (`visits.py` says what is asked for; a reviewer
opens the queue and an incident and accepts it in one go).

The pause is 1 to 9 seconds, 5 on average: 55 people ask for some 13 pages a second. That is busier than people are:
half of all visits to pages of the web last longer than ten seconds (Weinreich, Obendorf, Herder and Mayer, "Not quite
the average", ACM Transactions on the Web 2(1), 2008), and a page of accounts takes longer to read than most. The
workbench is one process of Python, which keeps one core busy at most; a PostgreSQL on the same machine has the other.

    python benchmarks/load.py --case postgresql://... --readers 50 --reviewers 5 --seconds 600
    python benchmarks/load.py --case million.db --readers 5 --reviewers 0
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx

from dateline.store.case import open_case
from visits import PHRASE, Judging, Known, Reader, known_of, team_of_three, token_in

_PORT = "8765"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--case", required=True, help="its file or URL")
    parser.add_argument("--readers", type=int, default=50)
    parser.add_argument("--reviewers", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=120)
    parser.add_argument("--pause", type=float, default=5, help="seconds between two pages of one person, on average")
    arguments = parser.parse_args()
    case = open_case(arguments.case)
    known = known_of(case)
    case.close()
    with tempfile.TemporaryDirectory() as folder, _workbench(arguments.case, Path(folder)) as address:
        seen = asyncio.run(_all_at_once(address, known, arguments))
    print(json.dumps(_figures(seen) | {"load": round(os.getloadavg()[0], 1)}, indent=1))


@contextmanager
def _workbench(case: str, folder: Path) -> Iterator[str]:
    people = folder / "people.db"
    with team_of_three(people):
        pass
    options = ["--team", "--people", str(people), "--case", case, "--port", _PORT]
    command = [sys.executable, "-m", "dateline", "serve", *options]
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
    reader: Reader
    seen: _Seen

    async def log_in(self, name: str) -> None:
        token = token_in((await self.client.get("/login")).text)
        answer = await self.client.post("/login", data={"token": token, "name": name, "password": PHRASE})
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
        kind, path = self.reader.next()
        self.reader.saw(kind, await self.get(kind, path))

    async def review(self) -> None:
        judging = Judging(self.reader.chosen.choice(self.reader.known.incidents))
        await self.get("queue", judging.queue)
        page = await self.get("incident", judging.page)
        if page:  # else it is among the failures
            fields, own = judging.fields(page), {"Origin": str(self.client.base_url).rstrip("/")}
            await self._ask("accept", lambda: self.client.post(judging.target, data=fields, headers=own))


async def _all_at_once(address: str, known: Known, arguments: argparse.Namespace) -> _Seen:
    seen = _Seen()
    roles = ["reader"] * arguments.readers + ["reviewer"] * arguments.reviewers
    async with AsyncExitStack() as stack:
        people: list[_Person] = []
        for number, role in enumerate(roles):
            client = await stack.enter_async_context(httpx.AsyncClient(base_url=address, timeout=60))
            people.append(_Person(client, Reader(known, random.Random(number)), seen))
            await people[-1].log_in(role)
        end = time.perf_counter() + arguments.seconds

        async def live(person: _Person, role: str) -> None:
            while time.perf_counter() < end:
                await asyncio.sleep(person.reader.chosen.uniform(0.2, 1.8) * arguments.pause)
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
