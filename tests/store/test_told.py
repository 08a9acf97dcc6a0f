"""Incidents with all that they were made of, on both databases."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

import pytest
from sqlalchemy import Connection

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.model import ActorValue, JudgementKind, ToldIncident
from dateline.store import told
from dateline.store.case import Case
from dateline.store.corrections import Corrections
from dateline.store.fusing import fuse_all
from dateline.store.incidents import IncidentFilter, count_matching
from dateline.store.judgements import judgement_of, record
from dateline.store.told import told_incidents

NOON = datetime(2024, 5, 12, 12, tzinfo=UTC)


STORIES = (
    ("Rebels shelled Darun before dawn; Amal Barudi fled from the burning bakery.", "Darun", ["2024-05-10"]),
    ("A warship of the Kerun navy bombarded Velmak harbour while Amal Barudi repaired nets.", "Velmak", ["2021-01-02"]),
    ("Gunmen shot at a wedding bus outside Sambor, and Amal Barudi lost her camera.", "Sambor", []),
)
VERBS = ("shelled", "bombarded", "shot")


def _fill(case: Case) -> list[str]:
    """Three incidents: late, early and undated; returns their mentions."""
    coded = []
    for (text, town, days), verb in zip(STORIES, VERBS, strict=True):
        article = make_article(text, publisher=f"{town} Gazette", published=days[0] if days else "2018-07-01")
        mention = make_mention(
            article,
            trigger=verb,
            actors=[text.split(verb, maxsplit=1)[0].strip()],
            recipients=[ActorValue("Amal Barudi", private_person=True), ActorValue("Tarek Nour", title="mayor")],
            places=[town],
            days=days,
        )
        coded.append(make_coded(article, [mention]))
    fill(case, coded)
    with case.writing() as connection:
        fuse_all(connection)
    return [item.mentions[0].mention_id for item in coded]


def test_they_come_by_day_those_without_one_last(case: Case) -> None:
    _fill(case)
    with case.reading() as connection:
        found = list(told_incidents(connection, IncidentFilter()))
    assert [item.mentions[0].places[0].value.name for item in found] == ["Velmak", "Darun", "Sambor"]
    for item in found:
        assert item.private_names == ("Amal Barudi",)
        assert item.articles[0].article_id == item.mentions[0].article_id
        assert item.incident.mention_ids == tuple(mention.mention_id for mention in item.mentions)


def test_conditions_hold_for_them(case: Case) -> None:
    _fill(case)
    with case.reading() as connection:
        undated = list(told_incidents(connection, IncidentFilter(undated=True)))
        assert count_matching(connection, IncidentFilter(undated=False)) == 2
    assert [item.mentions[0].places[0].value.name for item in undated] == ["Sambor"]


def test_what_people_corrected_is_told(case: Case) -> None:
    late, early, _ = _fill(case)
    with case.writing() as connection:
        record(connection, judgement_of(JudgementKind.WRONG_TYPE, [late], "Mara", NOON, value="PROTEST"))
        record(connection, judgement_of(JudgementKind.NO_EVENT, [early], "Mara", NOON))
        fuse_all(connection)
    with case.reading() as connection:
        found = list(told_incidents(connection, IncidentFilter()))
    assert [(item.incident.event_type, item.mentions[0].event_type) for item in found] == [
        ("PROTEST", "PROTEST"),
        ("ASSAULT", "ASSAULT"),
    ]
    assert [item.review for item in found] == ["in_review", "unreviewed"]


def test_a_batch_is_read_when_it_is_wanted(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    _fill(case)
    monkeypatch.setattr("dateline.store.told._BATCH", 1)
    read: list[int] = []
    whole = told._told

    def counted(connection: Connection, ids: Sequence[str], corrections: Corrections) -> Iterator[ToldIncident]:
        read.append(len(ids))
        yield from whole(connection, ids, corrections)

    monkeypatch.setattr("dateline.store.told._told", counted)
    with case.reading() as connection:
        incidents = told_incidents(connection, IncidentFilter())
        next(incidents)
        assert read == [1]
        assert len(list(incidents)) == 2
    assert read == [1, 1, 1]
