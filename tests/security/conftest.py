"""A team of four, one in each role, before a case; passwords are hashed at the least cost, for the tests' sake."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher

from asking import Client
from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.store.fusing import fuse_case
from dateline.store.team import Team, open_team
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import Role
from dateline.web.team.people import TeamPeople
from teammates import PHRASE, LoggedIn, log_in
from worlds import World, make_template, open_world


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    article = make_article("Rebels shelled the market of Velmak.", title="Shells fall", published="2025-03-02")
    opened = open_case(str(tmp_path / "case.db"), create=True)
    fill(opened, [make_coded(article, [make_mention(article, trigger="shelled", actors=["Rebels"])])])
    fuse_case(opened)
    yield opened
    opened.close()


@pytest.fixture
def team(tmp_path: Path) -> Iterator[Team]:
    opened = open_team(str(tmp_path / "people.db"))
    opened.hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    for role in Role:
        opened.add(role.name.lower(), role, PHRASE, datetime.now(UTC))
    yield opened
    opened.close()


@pytest.fixture
def stranger(case: Case, team: Team, tmp_path: Path) -> Client:
    return Client(create_app(Desk(case, Settings(data_folder=tmp_path), TeamPeople(team))))


@pytest.fixture
def logged_in(stranger: Client) -> LoggedIn:
    return lambda role: log_in(stranger, role.name.lower())


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("template")
    make_template(folder)
    return folder


@pytest.fixture
def make_world(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[], World]]:
    """Opens worlds, each untouched by what became of the others."""
    made: list[World] = []

    def make() -> World:
        world = open_world(template, tmp_path / f"world {len(made)}")
        scratch = world.folder / "scratch"
        scratch.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(scratch))
        made.append(world)
        return world

    yield make
    for world in made:
        world.close()
