"""The Python client against a workbench on a port."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pytest

from cases import PatternCoder
from dateline.client import RefusedError, Workbench
from dateline.settings import Settings
from dateline.store.case import Case
from dateline.web.app import create_app
from dateline.web.desk import Desk
from dateline.web.people import OneUser
from serving import serve


@pytest.fixture
def workbench(case: Case, tmp_path: Path) -> Iterator[Workbench]:
    desk = Desk(case, Settings(data_folder=tmp_path), OneUser("mira"))
    served = serve(create_app(desk, coding=lambda: nullcontext(PatternCoder())))
    with Workbench(served.url) as client:
        yield client
    served.stop()


def test_reading(workbench: Workbench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dateline.client._PAGE", 1)
    found = list(workbench.incidents())
    assert {row["event_type"] for row in found} == {"ASSAULT", "CONSULT"}
    assert len(list(workbench.incidents(type="CONSULT"))) == 1
    article = workbench.search("market")[0]
    assert "market" in workbench.article(article["article_id"])["text"]


def test_judging_and_a_conflict(workbench: Workbench) -> None:
    incident = workbench.incident(next(workbench.incidents(type="ASSAULT"))["incident_id"])
    kept = workbench.judge(incident, "accept", why="read it")
    with pytest.raises(RefusedError, match="has changed since you saw it") as refused:
        workbench.judge(incident, "sign-off")
    assert refused.value.status == 409
    workbench.undo(kept)
    assert workbench.incident(incident["incident_id"])["review"] == "unreviewed"


def test_adding(workbench: Workbench) -> None:
    batch = workbench.add("Rebels shelled Kerun on 2024-05-06, killing 3 people, officials said.", title="Kerun")
    until = time.monotonic() + 20
    while workbench.batch(batch)["state"] != "done":
        assert time.monotonic() < until
        time.sleep(0.05)
    assert workbench.search("Kerun")


def test_what_is_refused_is_told_in_its_own_words(workbench: Workbench) -> None:
    with pytest.raises(RefusedError, match=r"There is no claim c-none"):
        workbench.claim("c-none")
    with pytest.raises(RefusedError, match="Correct the fields"):
        list(workbench.incidents(type="PICNIC"))
