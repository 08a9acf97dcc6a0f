"""Workbenches to attack, each with a case and a team of its own, made from one template."""

from __future__ import annotations

import shutil
import time
from contextlib import nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from argon2 import PasswordHasher

from asking import Client
from builders import make_article, make_coded, make_mention
from cases import PatternCoder, fill
from dateline.model import CodedArticle
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.store.fusing import fuse_case
from dateline.store.team import Team, open_team
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import Role
from dateline.web.team.people import TeamPeople
from teammates import PHRASE, log_in

__all__ = ["SCRIPT", "STORY", "World", "finished", "make_template", "open_world"]

SCRIPT = "<script>alert(1)</script>"
STORY = "Rebels shelled Kerun on 2024-05-06, killing 3 people, officials said."


@dataclass
class World:
    folder: Path
    case: Case
    team: Team
    client: Client

    def known(self, role: Role) -> Client:
        return log_in(self.client, role.name.lower())

    def close(self) -> None:
        self.case.close()
        self.team.close()


def _told() -> CodedArticle:
    plain = make_article("Rebels shelled the market of Velmak.", title=f"Shells {SCRIPT}", published="2025-03-02")
    article = replace(plain, url="javascript:alert(1)")
    return make_coded(article, [make_mention(article, trigger="shelled", actors=["Rebels"])])


def _cheap(team: Team) -> Team:
    team.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    return team


def make_template(folder: Path) -> None:
    """A case of one article, and a team of four, one in each role."""
    case = open_case(str(folder / "case.db"), create=True)
    fill(case, [_told()])
    fuse_case(case)
    case.close()
    team = _cheap(open_team(str(folder / "people.db")))
    for role in Role:
        team.add(role.name.lower(), role, PHRASE, datetime.now(UTC))
    team.close()


def open_world(template: Path, folder: Path) -> World:
    shutil.copytree(template, folder)
    case, team = open_case(str(folder / "case.db")), _cheap(open_team(str(folder / "people.db")))
    settings = Settings(data_folder=folder, max_original_bytes=50_000, max_fetch_seconds=5)
    app = create_app(Desk(case, settings, TeamPeople(team)), coding=lambda: nullcontext(PatternCoder()))
    return World(folder, case, team, Client(app))


def finished(client: Client, batch: str) -> dict[str, Any]:
    """What became of a batch of articles."""
    until = time.monotonic() + 20
    while True:
        told: dict[str, Any] = client.get(f"/api/v1/batches/{batch}").json()
        if told["state"] in ("done", "failed"):
            return told
        assert time.monotonic() < until
        time.sleep(0.01)
