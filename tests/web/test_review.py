"""Judging: what each action does, taken back again, and two people at once."""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from asking import Client
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser


@pytest.fixture
def second(app: FastAPI) -> Client:
    """Somebody else at the same case."""
    desk: Desk = app.state.desk
    return Client(create_app(Desk(desk.case, desk.settings, OneUser("omar"))))


def seen(client: Client, incident: str) -> str:
    return str(client.get(f"/api/v1/incidents/{incident}/version").json()["version"])


def judge(client: Client, incident: str, action: str, version: str = "", **fields: Any) -> httpx.Response:
    sent = {"action": action, "seen": version or seen(client, incident), **fields}
    return client.post_form(f"/incidents/{incident}", f"/incidents/{incident}/judgements", sent)


def whole(client: Client, incident: str) -> dict[str, Any]:
    body: dict[str, Any] = client.get(f"/api/v1/incidents/{incident}").json()
    return body


def claims(client: Client, incident: str, attribute: str) -> list[dict[str, Any]]:
    found = next(item for item in whole(client, incident)["attributes"] if item["name"] == attribute)
    return [claim for account in found["origins"] for claim in account["claims"]]


def test_from_unreviewed_to_signed_off_by_two(client: Client, second: Client, shelled: str) -> None:
    states = [whole(client, shelled)["review"]]
    for who, action in ((client, "accept"), (client, "sign-off"), (second, "sign-off")):
        assert judge(who, shelled, action).status_code == 303
        states.append(whole(client, shelled)["review"])
    assert states == ["unreviewed", "reviewed", "reviewed", "signed_off"]


def test_accepting_in_the_queue_goes_on_to_the_next(client: Client, shelled: str) -> None:
    first = client.get("/review/next")
    assert first.headers["location"].startswith(f"/incidents/{shelled}")  # disputed, and told most
    answer = judge(client, shelled, "accept", next="accept")
    following = client.get(answer.headers["location"]).headers["location"]
    assert shelled not in following
    assert following.startswith("/incidents/i-")


def test_the_queue_ends(client: Client) -> None:
    for row in client.get("/api/v1/incidents").json()["incidents"]:
        judge(client, row["incident_id"], "accept")
    assert client.get("/review/next").headers["location"] == "/review?queue=accept"
    assert "Nothing waits here" in client.get("/review").text
    assert client.get("/review?queue=sign-off").text.count("data-row>") == 2


def test_a_form_of_an_earlier_state_is_refused_and_nothing_is_lost(
    client: Client, second: Client, shelled: str
) -> None:
    old = seen(client, shelled)
    judge(second, shelled, "accept", why="looks right")
    answer = judge(client, shelled, "sign-off", old, why="I rang the hospital")
    assert answer.status_code == 409
    assert "omar" in answer.text
    assert "looks right" in answer.text
    assert "I rang the hospital" in answer.text
    assert [item["made_by"] for item in whole(client, shelled)["judgements"]] == ["omar"]
    again = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', answer.text))
    assert client.post(f"/incidents/{shelled}/judgements", data=again).status_code == 303
    assert {item["made_by"] for item in whole(client, shelled)["judgements"]} == {"omar", "mira"}


def test_two_corrections_of_one_claim_at_once(client: Client, second: Client, shelled: str) -> None:
    claim = claims(client, shelled, "killed")[0]["claim_id"]
    old = seen(client, shelled)
    figures = {"low": "5", "best": "5", "high": "6", "group": "civilians"}
    assert judge(client, shelled, "claim", old, subject=claim, **figures).status_code == 303
    answer = judge(second, shelled, "claim", old, subject=claim, **{**figures, "best": "6"})
    assert answer.status_code == 409
    assert "Keep mine as well" in answer.text
    values = [item["value"]["best"] for item in claims(client, shelled, "killed")]
    assert 5 in values
    assert 6 not in values


@pytest.mark.parametrize(
    ("attribute", "fields", "part", "expected"),
    [
        ("actors", {"name": "A militia", "country": "syr", "sector": "reb"}, "sector", "REB"),
        ("place", {"name": "Ostrel", "country": "SYR", "lat": "", "lon": "", "precision": "town"}, "lat", None),
        ("date", {"start": "2025-03-01", "end": ""}, "end", "2025-03-01"),
        ("killed", {"low": "", "best": "11", "high": "", "group": ""}, "best", 11),
    ],
)
def test_a_correction_stands_in_the_place_of_the_claim(
    client: Client, shelled: str, attribute: str, fields: dict[str, str], part: str, expected: object
) -> None:
    claim = claims(client, shelled, attribute)[0]["claim_id"]
    assert client.get(f"/claims/{claim}/correct").status_code == 200
    assert judge(client, shelled, "claim", subject=claim, why="the photograph", **fields).status_code == 303
    corrected = [item for item in claims(client, shelled, attribute) if item["basis"] == "human"]
    assert [item["supersedes"] for item in corrected] == [claim]
    assert corrected[0]["value"][part] == expected
    assert corrected[0]["made_by"]["version"] == "mira"
    assert claim not in {item["claim_id"] for item in claims(client, shelled, attribute)}
    assert client.get(f"/api/v1/claims/{claim}").json()["superseded_by"] == corrected[0]["claim_id"]
    why = client.get(f"/claims/{corrected[0]['claim_id']}").text
    assert "the photograph" in why
    assert f"/claims/{claim}" in why


def test_a_claim_that_is_wrong_goes_and_comes_back(client: Client, shelled: str) -> None:
    before = {item["claim_id"] for item in claims(client, shelled, "killed")}
    wrong = min(before)
    judge(client, shelled, "claim", subject=wrong, wrong="1")
    assert {item["claim_id"] for item in claims(client, shelled, "killed")} == before - {wrong}
    take_back(client, shelled)
    assert {item["claim_id"] for item in claims(client, shelled, "killed")} == before


def take_back(client: Client, incident: str) -> None:
    page = client.get(f"/incidents/{incident}").text
    ids = re.findall(r'name="judgement" value="([^"]+)"', page)
    answer = client.post_form(f"/incidents/{incident}", "/judgements/undo", {"judgement": ids})
    assert answer.status_code == 303


@pytest.mark.parametrize(
    ("attribute", "fields", "said"),
    [
        ("killed", {"low": "many"}, "no count"),
        ("killed", {"low": "9", "best": "3"}, "low"),
        ("place", {"name": "", "lat": "", "lon": ""}, "needs a name"),
        ("place", {"name": "Ostrel", "lat": "91", "lon": "0"}, "outside the globe"),
        ("place", {"name": "Ostrel", "lat": "35", "lon": ""}, "half a coordinate"),
        ("place", {"name": "Ostrel", "lat": "nan", "lon": "1"}, "outside the globe"),
        ("actors", {"name": "A militia", "country": "ZZZ"}, "no country"),
        ("date", {"start": "2025-03-09", "end": "2025-03-01"}, "before it starts"),
        ("date", {"start": "soon"}, "no date"),
    ],
)
def test_a_correction_that_no_value_can_hold(
    client: Client, shelled: str, attribute: str, fields: dict[str, str], said: str
) -> None:
    claim = claims(client, shelled, attribute)[0]["claim_id"]
    answer = judge(client, shelled, "claim", subject=claim, **fields)
    assert answer.status_code == 422
    assert said in answer.text
    assert whole(client, shelled)["judgements"] == []


def test_split_merge_and_back(client: Client, shelled: str) -> None:
    members = whole(client, shelled)["mention_ids"]
    judge(client, shelled, "split", subject=members[-1], why="another market")
    assert members[-1] not in whole(client, shelled)["mention_ids"]
    apart = next(
        row["incident_id"]
        for row in client.get("/api/v1/incidents?type=ASSAULT").json()["incidents"]
        if row["incident_id"] != shelled
    )
    assert f'name="subject" value="{apart}" formnovalidate' in client.get(f"/incidents/{shelled}").text
    take_back(client, shelled)
    assert set(whole(client, shelled)["mention_ids"]) == set(members)
    assert client.get(f"/incidents/{apart}").status_code == 404
    other = client.get("/api/v1/incidents?type=CONSULT").json()["incidents"][0]["incident_id"]
    judge(client, shelled, "merge", subject=other)
    assert len(client.get("/api/v1/incidents").json()["incidents"]) == 1


def test_copies_are_one_account(client: Client, shelled: str) -> None:
    articles = whole(client, shelled)["article_ids"]
    answer = client.post(
        f"/api/v1/incidents/{shelled}/judgements",
        json={"action": "copies", "version": seen(client, shelled), "subjects": articles[:2]},
    )
    assert answer.status_code == 201
    killed = next(item for item in whole(client, shelled)["attributes"] if item["name"] == "killed")
    values = {account["origin"]: account["values"] for account in killed["origins"]}
    assert values == {"Velmak Herald": ["4", "9"], "Northern Wire": ["9"]}
    assert [item["made_by"] for item in whole(client, shelled)["judgements"]] == ["mira"]


def test_what_tells_of_no_event_leaves(client: Client, shelled: str) -> None:
    members = whole(client, shelled)["mention_ids"]
    answer = judge(client, shelled, "no-event", subject=members)
    assert answer.headers["location"] == "/incidents"
    assert client.get(f"/incidents/{shelled}").status_code == 404


def test_another_type(client: Client, shelled: str) -> None:
    judge(client, shelled, "type", event_type="PROTEST", subject=whole(client, shelled)["mention_ids"])
    assert {row["event_type"] for row in client.get("/api/v1/incidents").json()["incidents"]} == {"PROTEST", "CONSULT"}
    assert judge(client, shelled, "type", event_type="PICNIC").status_code == 422


@pytest.mark.parametrize(
    ("action", "fields", "status"),
    [
        ("merge", {"subject": ""}, 422),
        ("merge", {"subject": "i-0000000000000000"}, 404),
        ("split", {}, 422),
        ("split", {"subject": "m-0000000000000000"}, 422),
        ("copies", {}, 422),
        ("claim", {"subject": "c-0000000000000000"}, 404),
        ("comment", {"why": " "}, 422),
        ("comment", {"why": "x" * 5000}, 422),
        ("dance", {}, 422),
    ],
)
def test_a_decision_that_makes_no_sense(
    client: Client, shelled: str, action: str, fields: dict[str, str], status: int
) -> None:
    assert judge(client, shelled, action, **fields).status_code == status
    assert whole(client, shelled)["judgements"] == []


def test_a_comment_is_kept_whatever_happened_meanwhile(client: Client, second: Client, shelled: str) -> None:
    old = seen(client, shelled)
    judge(second, shelled, "accept")
    assert judge(client, shelled, "comment", old, why="see the second report").status_code == 303
    assert "see the second report" in client.get(f"/incidents/{shelled}").text


def test_a_form_without_our_token_or_from_another_site(client: Client, shelled: str) -> None:
    fields = {"action": "accept", "seen": seen(client, shelled)}
    path = f"/incidents/{shelled}/judgements"
    token = client.token(f"/incidents/{shelled}")
    assert client.post(path, data=fields).status_code == 403
    assert client.post(path, data={**fields, "token": "0" * 64}).status_code == 403
    for headers in ({"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}):
        assert client.post(path, data={**fields, "token": token}, headers=headers).status_code == 403
        sent = {"action": "accept", "version": fields["seen"]}
        assert client.post(f"/api/v1{path}", json=sent, headers=headers).status_code == 403
    assert whole(client, shelled)["judgements"] == []


def test_the_api_tells_of_a_conflict(client: Client, second: Client, shelled: str) -> None:
    path = f"/api/v1/incidents/{shelled}/judgements"
    sent = {"action": "accept", "version": seen(client, shelled)}
    assert second.post(path, json=sent).status_code == 201
    answer = client.post(path, json=sent)
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"


def test_taking_back_twice(client: Client, shelled: str) -> None:
    kept = client.post(
        f"/api/v1/incidents/{shelled}/judgements", json={"action": "accept", "version": seen(client, shelled)}
    ).json()["judgements"]
    assert client.post("/api/v1/judgements/undo", json={"judgements": kept}).status_code == 200
    assert whole(client, shelled)["review"] == "unreviewed"
    assert client.post("/api/v1/judgements/undo", json={"judgements": kept}).status_code == 409
    assert client.post("/api/v1/judgements/undo", json={"judgements": ["j-none"]}).status_code == 404
