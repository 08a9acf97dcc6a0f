"""Judgements are added, superseded and undone, never lost; incidents and review states follow from those that stand."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import pytest

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.model import CodedArticle, Judgement, JudgementKind, PlaceValue
from dateline.store import tables
from dateline.store.case import Case, open_case
from dateline.store.corrections import place_written
from dateline.store.fusing import fuse_all, fuse_case
from dateline.store.incidents import IncidentFilter, find_incidents, incident_of_id
from dateline.store.judgements import (
    JudgementError,
    Undoing,
    all_judgements,
    exchanged,
    judgement_of,
    mentions_of,
    receive,
    record,
    standing,
    undo,
)
from dateline.store.reviews import Reviews, ReviewState

NOON = datetime(2024, 5, 9, 12, tzinfo=UTC)


def _story(place: str, day: str, killed: int) -> CodedArticle:
    text = f"Rebels shelled {place} on Monday and {killed} people died there, the governor told reporters."
    article = make_article(text, published=day)
    mention = make_mention(article, trigger="shelled", actors=["rebels"], places=[place], days=[day], killed=[killed])
    return make_coded(article, [mention])


STORIES = [_story("Darun", "2024-05-06", 3), _story("Darun", "2024-05-06", 4), _story("Velmak", "2024-06-20", 9)]
FIRST, SECOND, THIRD = (story.mentions[0].mention_id for story in STORIES)


@pytest.fixture
def filled(case: Case) -> Case:
    fill(case, STORIES)
    fuse_case(case)
    return case


def _judge(case: Case, *judgements: Judgement) -> None:
    with case.writing() as connection:
        for judgement in judgements:
            record(connection, judgement)
        fuse_all(connection)


def _groups(case: Case) -> set[frozenset[str]]:
    with case.reading() as connection:
        rows = connection.execute(tables.incident_members.select()).all()
    return {
        frozenset(row.mention_id for row in rows if row.incident_id == name) for name in {r.incident_id for r in rows}
    }


def _same(*pair: str, by: str = "Mara", minutes: int = 0) -> Judgement:
    return judgement_of(JudgementKind.SAME_INCIDENT, pair, by, NOON + timedelta(minutes=minutes))


def _different(*pair: str, by: str = "Mara", minutes: int = 0) -> Judgement:
    return judgement_of(JudgementKind.DIFFERENT_INCIDENT, pair, by, NOON + timedelta(minutes=minutes))


def test_same_joins_and_undoing_restores(filled: Case) -> None:
    before = _groups(filled)
    assert frozenset({THIRD}) in before
    judgement = _same(FIRST, THIRD)
    _judge(filled, judgement)
    assert any({FIRST, THIRD} <= group for group in _groups(filled))
    with filled.writing() as connection:
        undo(connection, Undoing(judgement.judgement_id, "Mara", NOON, "I looked again"))
        fuse_all(connection)
    assert _groups(filled) == before
    with filled.reading() as connection:
        (kept,) = all_judgements(connection)
    assert kept.undone


def test_different_keeps_apart(filled: Case) -> None:
    assert frozenset({FIRST, SECOND}) in _groups(filled)
    _judge(filled, _different(FIRST, SECOND))
    assert {frozenset({FIRST}), frozenset({SECOND})} <= _groups(filled)


def test_the_later_opinion_of_a_person_supersedes_the_earlier(filled: Case) -> None:
    first, second = _different(FIRST, SECOND), _same(FIRST, SECOND, minutes=1)
    _judge(filled, first, second)
    with filled.reading() as connection:
        known = all_judgements(connection)
    assert [item.judgement_id for item in standing(known)] == [second.judgement_id]
    assert known[1].supersedes == first.judgement_id
    assert frozenset({FIRST, SECOND}) in _groups(filled)


def test_two_people_who_differ_leave_it_unsettled(filled: Case) -> None:
    _judge(filled, _different(FIRST, SECOND), _same(FIRST, SECOND, by="Ilan"))
    with filled.reading() as connection:
        assert len(standing(all_judgements(connection))) == 2
        assert any(row.unsettled for row in connection.execute(tables.incidents.select()))


def test_what_two_people_differ_on_is_settled_when_one_takes_it_back(filled: Case) -> None:
    apart, together = _different(FIRST, SECOND), _same(FIRST, SECOND, by="Ilan")
    _judge(filled, apart, together)
    with filled.writing() as connection:
        undo(connection, Undoing(together.judgement_id, "Ilan", NOON, "I looked again"))
        fuse_all(connection)
    assert {frozenset({FIRST}), frozenset({SECOND})} <= _groups(filled)
    with filled.reading() as connection:
        assert len(all_judgements(connection)) == 2  # what was taken back is kept
        assert not any(row.unsettled for row in connection.execute(tables.incidents.select()))


def test_wrong_type_changes_the_incident_and_not_the_mention(filled: Case) -> None:
    _judge(filled, judgement_of(JudgementKind.WRONG_TYPE, [THIRD], "Mara", NOON, value="PROTEST"))
    with filled.reading() as connection:
        (found,) = find_incidents(connection, IncidentFilter(event_type="protest"), 10)
        stored = connection.execute(tables.mentions.select().where(tables.mentions.c.mention_id == THIRD)).one()
    assert found.first_day.isoformat() == "2024-06-20"
    assert stored.event_type == "ASSAULT"


def test_right_place_is_a_claim_of_the_person(filled: Case) -> None:
    value = place_written(PlaceValue("Kerun", lat=34.5, lon=38.25, country="SYR"))
    _judge(filled, judgement_of(JudgementKind.RIGHT_PLACE, [THIRD], "Mara", NOON, value=value, why="I was there"))
    with filled.reading() as connection:
        (row,) = find_incidents(connection, IncidentFilter(place="kerun", country="syr"), 10)
        found = incident_of_id(connection, row.incident_id)
    assert (row.lat, row.lon) == (34.5, 38.25)
    assert found is not None
    attribute = found[0].attribute("place")
    assert attribute is not None
    (claim,) = attribute.origins[0].claims
    assert (claim.made_by.version, claim.reason, claim.basis) == ("Mara", "I was there", "human")
    assert claim.supersedes == STORIES[2].mentions[0].places[0].claim_id


def test_no_event_leaves_the_incidents_and_stays_in_the_case(filled: Case) -> None:
    _judge(filled, judgement_of(JudgementKind.NO_EVENT, [THIRD], "Mara", NOON))
    assert not any(THIRD in group for group in _groups(filled))
    with filled.reading() as connection:
        assert mentions_of(connection, THIRD) == [THIRD]


def test_an_incident_stands_for_its_mentions(filled: Case) -> None:
    with filled.reading() as connection:
        (row,) = find_incidents(connection, IncidentFilter(place="Darun"), 10)
        assert set(mentions_of(connection, row.incident_id)) == {FIRST, SECOND}


@pytest.mark.parametrize("thing", ["m-0", "i-0", "", "a' OR 1=1"])
def test_what_the_case_does_not_hold_cannot_be_judged(filled: Case, thing: str) -> None:
    with filled.reading() as connection, pytest.raises(JudgementError, match="see: dateline incidents"):
        mentions_of(connection, thing)


REVIEWED, SIGNED = JudgementKind.REVIEWED, JudgementKind.SIGNED_OFF
COMMENT = JudgementKind.COMMENT


@pytest.mark.parametrize(
    ("given", "state"),
    [
        ([], ReviewState.UNREVIEWED),
        ([(COMMENT, "Mara", "ab")], ReviewState.IN_REVIEW),
        ([(JudgementKind.COPY, "dateline", "ab")], ReviewState.UNREVIEWED),
        ([(REVIEWED, "dateline", "ab")], ReviewState.UNREVIEWED),
        ([(REVIEWED, "Mara", "ab")], ReviewState.REVIEWED),
        ([(REVIEWED, "Mara", "a")], ReviewState.IN_REVIEW),
        ([(REVIEWED, "Mara", "a"), (REVIEWED, "Mara", "b")], ReviewState.REVIEWED),
        ([(REVIEWED, "Mara", "a"), (REVIEWED, "Ilan", "b")], ReviewState.IN_REVIEW),
        ([(SIGNED, "Mara", "ab")], ReviewState.REVIEWED),
        ([(SIGNED, "Mara", "ab"), (SIGNED, "Mara", "ab")], ReviewState.REVIEWED),
        ([(SIGNED, "Mara", "ab"), (REVIEWED, "Ilan", "ab")], ReviewState.REVIEWED),
        ([(SIGNED, "Mara", "abc"), (SIGNED, "Ilan", "ab")], ReviewState.SIGNED_OFF),
        ([(REVIEWED, "Mara", "c")], ReviewState.UNREVIEWED),
    ],
)
def test_review_states(given: Sequence[tuple[JudgementKind, str, str]], state: ReviewState) -> None:
    judgements = [judgement_of(kind, members, person, NOON) for kind, person, members in given]
    assert Reviews(judgements).state("ab") is state


def test_an_incident_that_grows_is_in_review_again(filled: Case) -> None:
    _judge(
        filled, judgement_of(SIGNED, [FIRST, SECOND], "Mara", NOON), judgement_of(SIGNED, [FIRST, SECOND], "Ilan", NOON)
    )
    with filled.reading() as connection:
        assert [row.place for row in find_incidents(connection, IncidentFilter(review="signed_off"), 10)] == ["Darun"]
    _judge(filled, _same(FIRST, SECOND), _same(SECOND, THIRD))
    with filled.reading() as connection:
        assert find_incidents(connection, IncidentFilter(review="signed_off"), 10) == []
        assert len(find_incidents(connection, IncidentFilter(review="in_review"), 10)) == 1


def test_two_teams_that_exchange_end_with_the_same(filled: Case, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = open_case(str(tmp_path_factory.mktemp("other") / "case.db"), create=True)
    fill(other, STORIES)
    ours = [_same(FIRST, THIRD), _different(FIRST, THIRD, minutes=3)]
    theirs = [_different(FIRST, SECOND, by="Ilan"), judgement_of(REVIEWED, [THIRD], "Ilan", NOON)]
    _judge(filled, *ours)
    _judge(other, *theirs)
    with other.writing() as connection:
        undo(connection, Undoing(theirs[1].judgement_id, "Ilan", NOON))
    for here, there in ((filled, other), (other, filled), (filled, other)):
        with here.reading() as connection:
            given = list(exchanged(connection))
        with there.writing() as connection:
            receive(connection, given)
            fuse_all(connection)
    with filled.reading() as here_now, other.reading() as there_now:
        assert list(exchanged(here_now)) == list(exchanged(there_now))
        assert len(all_judgements(here_now)) == 4
    assert _groups(filled) == _groups(other)
    other.close()


def test_receiving_twice_changes_nothing(filled: Case) -> None:
    _judge(filled, _same(FIRST, THIRD))
    with filled.writing() as connection:
        given = list(exchanged(connection))
        assert receive(connection, given) == 0
        assert list(exchanged(connection)) == given


@pytest.mark.parametrize("item", [{}, {"judgement": {"kind": "same_incident"}}, {"judgement": 3}, {"undoing": {}}])
def test_what_is_no_judgement_is_told_by_its_line(filled: Case, item: dict[str, object]) -> None:
    with pytest.raises(JudgementError, match="line 1 is no judgement"), filled.writing() as connection:
        receive(connection, [item])


def test_undoing_every_judgement_restores_the_case(filled: Case) -> None:
    before = _groups(filled)
    chosen = random.Random(7)
    kinds = (_same, _different)
    judgements = [
        chosen.choice(kinds)(*chosen.sample([FIRST, SECOND, THIRD], 2), by=chosen.choice(["Mara", "Ilan"]), minutes=at)
        for at in range(6)
    ]
    _judge(filled, *judgements)
    with filled.writing() as connection:
        for judgement in chosen.sample(judgements, len(judgements)):
            undo(connection, Undoing(judgement.judgement_id, "Mara", NOON))
        fuse_all(connection)
    assert _groups(filled) == before
