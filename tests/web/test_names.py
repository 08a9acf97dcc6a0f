"""Pages of actors, sources, sites, relations and agreements, and the same as data."""

from __future__ import annotations

import pytest

from asking import Client
from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.model import ActorValue, PlaceValue
from dateline.settings import Settings
from dateline.store.case import Case
from dateline.store.fusing import fuse_case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser

PALMYRA = "site.site-of-palmyra"


@pytest.fixture
def client(case: Case) -> Client:
    """With a meeting of two states, and a strike beside a heritage site."""
    france, ghana = (ActorValue(name, code, "GOV") for name, code in (("France", "FRA"), ("Ghana", "GHA")))
    met = make_article(
        "France met Ghana in Accra, and a pact was signed.", publisher="Accra Mail", published="2025-06-01"
    )
    struck = make_article("Jets bombed the ruins of Palmyra at dawn.", publisher="Accra Mail", published="2025-06-02")
    place = PlaceValue("Site of Palmyra", lat=34.55, lon=38.27, country="SYR", site_id=PALMYRA)
    fill(
        case,
        [
            make_coded(
                met, [make_mention(met, "CONSULT", trigger="met", actors=[france, ghana], said_by=["a/b envoy"])]
            ),
            make_coded(struck, [make_mention(struck, trigger="bombed", places=[place], days=["2025-06-02"])]),
        ],
    )
    fuse_case(case)
    return Client(create_app(Desk(case, Settings(), OneUser("mira"))))


def test_actors_and_one_of_them(client: Client) -> None:
    listed = client.get("/actors").text
    assert "/actors/Rebels" in listed
    assert "/actors/Ghana" not in client.get("/actors?q=REB").text
    page = client.get("/actors/Rebels").text
    assert "Shells fall on Velmak" in page
    assert "GHA GOV" in client.get("/actors/Ghana").text


def test_a_name_in_another_script_and_one_with_a_slash(client: Client) -> None:
    assert client.get("/actors/وزير الخارجية").status_code == 200
    assert "a%2Fb%20envoy" in client.get("/sources").text
    assert "a/b envoy" in client.get("/sources/a%2Fb%20envoy").text


def test_sources_and_publishers(client: Client) -> None:
    page = client.get("/sources").text
    assert "official 1" in page
    assert "Velmak Herald" in page
    assert "this article" not in page
    assert "Shells fall on Velmak, report 2" in client.get("/sources/Coast%20Radio").text


def test_relations_and_one_pair(client: Client) -> None:
    assert "/relations/FRA/GHA" in client.get("/relations").text
    page = client.get("/relations/GHA/FRA").text
    assert "verbal cooperation" in page
    assert "France met Ghana in Accra" in page


def test_a_site_with_what_happened_there(client: Client) -> None:
    assert f"/sites/{PALMYRA}" in client.get("/sites").text
    page = client.get(f"/sites/{PALMYRA}").text
    assert "World Heritage" in page
    assert "Jets bombed the ruins" in page
    assert "never that the site was hurt" in page


@pytest.mark.parametrize(
    "path",
    ["/actors/nobody", "/sources/nobody", "/sites/none", "/relations/X/Y", "/agreements/none", "/actors/%00"],
)
def test_unknown_names(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("name", ["actors", "sources", "relations", "agreements", "presence", "movements", "exposure"])
def test_the_same_as_data(client: Client, name: str) -> None:
    body = client.get(f"/api/v1/{name}").json()
    assert isinstance(body[name], list)
    if name in ("actors", "sources", "relations", "exposure"):
        assert body[name]
