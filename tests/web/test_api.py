"""The API: the same answers as the pages, as JSON."""

from __future__ import annotations

import json

from asking import Client


def test_lists_go_on_by_cursor(client: Client) -> None:
    first = client.get("/api/v1/incidents?most=1").json()
    second = client.get("/api/v1/incidents", params={"most": 1, "after": first["after"]}).json()
    assert second["after"] is None
    assert first["incidents"][0]["incident_id"] != second["incidents"][0]["incident_id"]


def test_a_cursor_of_another_order_is_refused(client: Client) -> None:
    after = client.get("/api/v1/incidents?most=1").json()["after"]
    assert client.get("/api/v1/incidents", params={"order": "deadliest", "after": after}).status_code == 422


def test_every_order_walks_through_everything_once(client: Client) -> None:
    for order in ("latest", "earliest", "deadliest", "most-reported", "most-doubtful"):
        after, seen = None, []
        while True:
            asked = {"order": order, "most": "1"} | ({"after": after} if after else {})
            answer = client.get("/api/v1/incidents", params=asked).json()
            seen += [row["incident_id"] for row in answer["incidents"]]
            after = answer["after"]
            if after is None:
                break
        assert len(seen) == len(set(seen)) == 2, order


def test_one_incident_whole(client: Client, shelled: str) -> None:
    answer = client.get(f"/api/v1/incidents/{shelled}")
    body = answer.json()
    killed = next(attribute for attribute in body["attributes"] if attribute["name"] == "killed")
    assert killed["state"] == "disputed"
    assert len(killed["origins"]) == 3
    assert body["version"]
    same = client.get(f"/api/v1/incidents/{shelled}", headers={"If-None-Match": answer.headers["etag"]})
    assert same.status_code == 304


def test_lines_stream_everything(client: Client) -> None:
    lines = client.get("/api/v1/incidents.jsonl").text.splitlines()
    assert {json.loads(line)["event_type"] for line in lines} == {"ASSAULT", "CONSULT"}
    assert len(client.get("/api/v1/incidents.jsonl?type=CONSULT").text.splitlines()) == 1
    articles = [json.loads(line) for line in client.get("/api/v1/articles.jsonl").text.splitlines()]
    assert len(articles) == 4
    assert all(item["mentions"] for item in articles)


def test_articles_claims_and_search(client: Client) -> None:
    listed = client.get("/api/v1/articles").json()["articles"]
    assert len(listed) == 4
    whole = client.get(f"/api/v1/articles/{listed[0]['article_id']}").json()
    assert whole["text"]
    assert client.get("/api/v1/search?q=market").json()["articles"]
    assert client.get("/api/v1/search").status_code == 422


def test_openapi_describes_every_route_of_the_api(client: Client) -> None:
    described = client.get("/api/v1/openapi.json").json()
    assert "/api/v1/incidents/{incident_id}" in described["paths"]
    assert not any(path.startswith("/incidents") for path in described["paths"])
    for operations in described["paths"].values():
        for operation in operations.values():
            assert operation["summary"]
