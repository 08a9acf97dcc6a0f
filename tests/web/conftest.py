"""A case of the tests of the workbench: three articles about one shelling, who differ, and one about a meeting."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from asking import Client
from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.model import CodedArticle, PlacePrecision, PlaceValue
from dateline.settings import Settings
from dateline.store.case import Case, open_case
from dateline.store.fusing import fuse_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser

VELMAK = PlaceValue("Velmak", lat=35.1, lon=37.2, country="SYR", precision=PlacePrecision.TOWN)


def shelling(number: int, killed: int, publisher: str, published: str) -> CodedArticle:
    article = make_article(
        f"Rebels shelled the market of Velmak, killing {killed} people, officials said. Report {number}.",
        title=f"Shells fall on Velmak, report {number}",
        publisher=publisher,
        published=published,
    )
    mention = make_mention(
        article,
        trigger="shelled",
        actors=["Rebels"],
        places=[VELMAK],
        days=["2025-03-02"],
        killed=[killed],
        said_by=[f"official {number}"],
    )
    return make_coded(article, [mention])


def meeting() -> CodedArticle:
    article = make_article(
        "Ministers of Arland met in Darun. <b>Nothing</b> was signed.",
        title="Ministers <i>meet</i>",
        publisher="Darun Post",
        published="2025-05-01",
    )
    return make_coded(article, [make_mention(article, "CONSULT", trigger="met", actors=["وزير الخارجية"])])


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    opened = open_case(str(tmp_path / "case.db"), create=True)
    fill(
        opened,
        [
            shelling(1, 4, "Velmak Herald", "2025-03-02"),
            shelling(2, 9, "Coast Radio", "2025-03-03"),
            shelling(3, 9, "Northern Wire", "2025-03-04"),
            meeting(),
        ],
    )
    fuse_case(opened)
    yield opened
    opened.close()


@pytest.fixture
def app(case: Case, tmp_path: Path) -> FastAPI:
    return create_app(Desk(case, Settings(data_folder=tmp_path), OneUser("mira")))


@pytest.fixture
def client(app: FastAPI) -> Client:
    return Client(app)


@pytest.fixture
def shelled(client: Client) -> str:
    """The id of the incident that three articles tell."""
    found = client.get("/api/v1/incidents", params={"type": "ASSAULT", "order": "most-reported"}).json()["incidents"]
    assert found[0]["article_count"] == 3
    return str(found[0]["incident_id"])
