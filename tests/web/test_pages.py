"""Pages that are read: what they show, and what bad input gets."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import insert, select

from asking import Client
from dateline.store import tables
from dateline.store.case import Case
from dateline.web.rendering import days


def test_the_list_shows_every_incident_with_counts(client: Client) -> None:
    page = client.get("/incidents").text
    assert "2 incidents" in page
    assert "Shells fall on Velmak" in page
    assert 'href="/incidents?type=ASSAULT"' in page
    assert '<a href="/incidents?country=SYR">Syria</a> <span class="count">1</span>' in page
    assert "<bdi>Velmak</bdi>, Syria" in page


@pytest.mark.parametrize(
    ("conditions", "count"),
    [
        ("type=ASSAULT", 1),
        ("type=", 2),
        ("place=velm", 1),
        ("actor=rebel", 1),
        ("source=official+2", 1),
        ("since=2025-03-03", 0),
        ("until=2025-03-02&country=SYR", 1),
        ("country=syria", 1),
        ("country=Chad", 0),
        ("state=disputed", 1),
        ("review=signed_off", 0),
    ],
)
def test_conditions(client: Client, conditions: str, count: int) -> None:
    page = client.get(f"/incidents?{conditions}").text
    assert f"{count} incident{'' if count == 1 else 's'}</h1>" in page
    assert page.count("data-row>") == count


@pytest.mark.parametrize(
    ("conditions", "said"),
    [
        ("type=PICNIC", "no event type"),
        ("country=ZZZ", "no country"),
        ("since=yesterday", "date"),
        ("since=2025-03-03&until=2025-03-01", "exchange the two"),
        ("state=true", "single-origin"),
        ("page=9999", "no page numbers"),
        ("most=1000000", "200"),
        ("colour=red", "colour"),
        ("after=not-a-cursor", "no such page"),
        ("place=%00", "NUL"),
    ],
)
def test_a_senseless_filter_is_told_with_its_remedy(client: Client, conditions: str, said: str) -> None:
    for path in ("/incidents", "/api/v1/incidents"):
        answer = client.get(f"{path}?{conditions}")
        assert answer.status_code == 422
        assert said in answer.text


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("2025-03-31", "31 Mar 2025"),
        ("2025-03-02 to 2025-03-04 (“this week”)", "2 Mar 2025 to 4 Mar 2025 (“this week”)"),
        ("2025-02-30", "2025-02-30"),
        ("flight 12025-03-02", "flight 12025-03-02"),
    ],
)
def test_days_are_shown_as_people_write_them(written: str, shown: str) -> None:
    assert days(written) == shown


def test_pages_go_on_by_cursor(client: Client) -> None:
    first = client.get("/incidents?most=1").text
    found = re.search(r'rel="next" href="([^"]+)"', first)
    assert found
    second = client.get(found[1].replace("&amp;", "&")).text
    assert "End of the list" in second
    seen = [re.search(r'row-link" href="([^"]+)"', page) for page in (first, second)]
    assert all(seen)
    assert seen[0][1] != seen[1][1]


def test_the_list_with_its_style_and_script_weighs_little(client: Client, case: Case) -> None:
    """Under 500 KB before anything is compressed, with fifty incidents of long names; nothing else is loaded for it."""
    with case.writing() as connection:
        known = connection.execute(select(tables.incidents)).first()
        assert known is not None
        rows = [
            {**known._mapping, "incident_id": f"i-{number:016x}", "label": "A long name of an incident " * 8}
            for number in range(60)
        ]
        connection.execute(insert(tables.incidents), rows)
    page = client.get("/incidents")
    assert page.text.count("data-row>") == 50
    assets = re.findall(r'(?:href|src)="(/static/[^"]+)"', page.text)
    assert len(assets) == 3
    assert sum(len(client.get(path).content) for path in assets) + len(page.content) < 500_000


def test_an_incident_shows_accounts_side_by_side_disputes_first(client: Client, shelled: str) -> None:
    page = client.get(f"/incidents/{shelled}").text
    attributes = re.findall(r'id="attribute-(\w+)"', page)
    states = re.findall(r'<span class="badge state-([\w-]+)">', page)
    assert attributes[0] == "killed"
    assert "disputed" in states
    for origin in ("official 1", "official 2", "official 3"):
        assert origin in page
    assert "The toll as it was reported" in page


def test_every_value_leads_to_its_words(client: Client, shelled: str) -> None:
    page = client.get(f"/incidents/{shelled}").text
    claims = set(re.findall(r'href="/claims/(c-[0-9a-f]+)"', page))
    assert claims
    for claim in claims:
        why = client.get(f"/claims/{claim}")
        assert why.status_code == 200
        assert "<mark>" in why.text
        article, anchor = re.findall(r'href="(/articles/a-[0-9a-f]+)#(w-c-[0-9a-f]+)"', why.text)[0]
        assert f'id="{anchor}"' in client.get(article).text


def test_what_an_article_says_is_never_markup(client: Client) -> None:
    listed = client.get("/incidents?type=CONSULT").text
    assert "Ministers &lt;i&gt;meet&lt;/i&gt;" in listed
    article = re.search(r'href="(/articles/a-[0-9a-f]+)" dir="auto">Ministers', client.get("/articles").text)
    assert article
    page = client.get(article[1]).text
    assert "&lt;b&gt;Nothing&lt;/b&gt;" in page
    assert "<b>Nothing" not in page


def test_search(client: Client) -> None:
    page = client.get("/search?q=market").text
    assert "Shells fall on Velmak" in page
    assert "<time>2 Mar 2025</time>" in page
    assert "No article holds all of these words" in client.get("/search?q=zeppelin").text
    assert client.get('/search?q="* OR NEAR(').status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/incidents/i-none", "/articles/a-none", "/claims/c-none", "/nowhere", "/incidents/%00", "/articles/..%2f.."],
)
def test_what_is_unknown_gets_a_plain_page_and_problem_json(client: Client, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 404
    assert page.headers["content-type"].startswith("text/html")
    assert "To the list of incidents" in page.text
    answer = client.get("/api/v1" + path)
    assert answer.status_code == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 404


def test_the_report_says_who_says_what(client: Client) -> None:
    page = client.get("/report").text
    assert "What sources dispute" in page
    assert "Velmak Herald</bdi> says" in page
    assert "2 incidents" in page
    assert "1 incident:" in client.get("/report?until=2025-03-31").text
    assert "No incident answers" in client.get("/report?country=FRA").text
    assert client.get("/report?since=2025-03-03&until=2025-03-01").status_code == 422


def test_the_whole_report_as_files(client: Client) -> None:
    markdown = client.get("/report.md?country=SYR")
    assert markdown.headers["content-disposition"] == 'attachment; filename="report.md"'
    assert "Velmak" in markdown.text
    html = client.get("/report.html?until=2025-03-31")
    assert html.headers["content-disposition"] == 'attachment; filename="report.html"'
    assert html.text.startswith("<!doctype html>")
    assert client.get("/report.md?review=signed_off").status_code == 422
