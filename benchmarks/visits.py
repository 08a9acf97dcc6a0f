"""What people do in a workbench: which page each asks for next, as `load.py` and `pages.py` replay it.

A reader asks for lists under up to three conditions, the next page of a list, incidents, articles and searches (4 : 3 :
2 : 1), each chosen at random, so that hardly anything is asked for twice; a reviewer for the queue and an incident.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from argon2 import PasswordHasher
from sqlalchemy import select

from dateline.store import tables
from dateline.store.case import Case
from dateline.store.team import Team, open_team
from dateline.web.people import Role

__all__ = ["PHRASE", "Judging", "Known", "Reader", "known_of", "team_of_three", "token_in"]

PHRASE = "a phrase for measuring only"
_TOKEN, _SEEN = (re.compile(rf'name="{name}" value="([^"]+)"') for name in ("token", "seen"))
_NEXT = re.compile(r'href="(/incidents\?[^"]*after=[^"]+)"')
_TYPES = ("ASSAULT", "COERCE", "CONSULT", "PROTEST", "MOBILIZE")
_WORDS = ("attacked", "detained", "officials", "killing", "ministry", "deployed")
_ORDERS = ("latest", "deadliest", "most-reported", "most-doubtful")


@dataclass(frozen=True)
class Known:
    """What there is to ask for."""

    incidents: list[str]
    articles: list[str]
    places: list[str]


def known_of(case: Case) -> Known:
    table, names = tables.incidents.c, tables.names.c
    asked = (
        select(table.incident_id).order_by(table.incident_id).limit(20_000),
        select(tables.articles.c.article_id).limit(20_000),
        select(names.name).where(names.kind == "place").limit(4_000),
    )
    with case.reading() as connection:
        return Known(*(list(connection.execute(wanted).scalars()) for wanted in asked))


@contextmanager
def team_of_three(path: Path) -> Iterator[Team]:
    """A reader, a reviewer and an admin; their passwords are hashed at the least cost, since all log in at once."""
    team = open_team(str(path))
    team.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for role in (Role.READER, Role.REVIEWER, Role.ADMIN):
        team.add(role.name.lower(), role, PHRASE, datetime.now(UTC))
    yield team
    team.close()


def token_in(page: str) -> str:
    return _TOKEN.findall(page)[0]


@dataclass
class Reader:
    """Somebody who looks for things and reads them."""

    known: Known
    chosen: random.Random
    further: str | None = None  # the next page of the last list

    def next(self) -> tuple[str, str]:
        """A kind of page, and its address."""
        kind = self.chosen.choices(("list", "incident", "article", "search"), (4, 3, 2, 1))[0]
        if kind == "list":
            return kind, self.further or self._list()
        if kind == "search":
            words = f"{self.chosen.choice(self.known.places)} {self.chosen.choice(_WORDS)}"
            return kind, "/search?" + urlencode({"q": self.chosen.choice((words, self.chosen.choice(_WORDS)))})
        ids = self.known.incidents if kind == "incident" else self.known.articles
        return kind, f"/{kind}s/{self.chosen.choice(ids)}"

    def saw(self, kind: str, page: str) -> None:
        """The next page of a first page of a list is looked at, that of a second is not."""
        if kind == "list":
            more = None if self.further else _NEXT.search(page)
            self.further = more[1].replace("&amp;", "&") if more else None

    def _list(self) -> str:
        conditions = {
            "type": self.chosen.choice(_TYPES),
            "place": self.chosen.choice(self.known.places),
            "since": f"202{self.chosen.randrange(5)}-01-01",
        }
        given = dict(self.chosen.sample(sorted(conditions.items()), self.chosen.randrange(4)))
        return "/incidents?" + urlencode(given | {"order": self.chosen.choice(_ORDERS)})


@dataclass(frozen=True)
class Judging:
    """One incident that a reviewer opens from the queue and accepts."""

    incident_id: str
    queue: str = "/review?queue=accept"

    @property
    def page(self) -> str:
        return f"/incidents/{self.incident_id}?queue=accept"

    @property
    def target(self) -> str:
        return f"/incidents/{self.incident_id}/judgements"

    def fields(self, page: str) -> dict[str, str]:
        """What its form sends."""
        return {"action": "accept", "token": token_in(page), "seen": _SEEN.findall(page)[0]}
