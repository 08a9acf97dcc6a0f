"""Taking in what is new gives the same rows as fusing the whole case anew, whatever happened to it before."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection

from builders import make_article, make_coded, make_mention
from cases import fill
from dateline.fuse.packing import pack, unpack
from dateline.fuse.profiles import profiles_of
from dateline.fuse.tellings import tellings_of
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.model import ActorValue, CodedArticle, JudgementKind, PlaceValue
from dateline.store import fusing, tables
from dateline.store.case import Case, open_case
from dateline.store.check import problems
from dateline.store.corrections import correction_written, place_written
from dateline.store.dump import dump
from dateline.store.fusing import fuse_all, fuse_case, judging
from dateline.store.judgements import JudgementError, Undoing, judgement_of, record, undo

TOWNS = ("Darun", "Velmak")
SHELLED = "Rebels shelled {town} on day {day}, killing {killed} people in the market, witnesses said. {more}"
MET = "Envoys of both sides met in {town} on day {day} for talks on a truce that would hold {killed} weeks. {more}"
BACKGROUND = "The province saw its marchers arrested earlier, as thousands had gathered."
START = datetime(2025, 5, 1, tzinfo=UTC)


@pytest.fixture(autouse=True)
def always_bit_by_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    """However small the case is; but the first time, there is nothing to add to."""
    monkeypatch.setattr(fusing, "_MUCH", float("inf"))


def story(shelled: bool, town: str, day: int, killed: int, number: int) -> CodedArticle:
    told = (SHELLED if shelled else MET).format(town=town, day=day, killed=killed, more=BACKGROUND)
    article = make_article(
        told, title=f"News from {town}", publisher=f"Paper {number}", published=f"2025-03-{day + number % 2:02}"
    )
    main = make_mention(
        article,
        "ASSAULT" if shelled else "CONSULT",
        trigger="shelled" if shelled else "met",
        actors=[ActorValue("rebels", country="SYR", sector="REB")] if shelled else ["envoys"],
        places=[town],
        days=[f"2025-03-{day:02}"],
        killed=[killed] if shelled else [],
        salience=1.0,
    )
    return make_coded(article, [main, make_mention(article, "COERCE", trigger="arrested", places=[town])])


stories = st.builds(
    story, st.booleans(), st.sampled_from(TOWNS), st.integers(1, 4), st.integers(1, 3), st.integers(1, 6)
)


def derived(connection: Connection) -> list[dict[str, Any]]:
    return [row for row in dump(connection) if str(row.get("table", "")).startswith("incident")]


def kept(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    names = ("fusing_entries", "fusing_links", "fusing_profiles", "fusing_texts")
    found = (tables.metadata.tables[name] for name in names)
    return {table.name: sorted(map(tuple, connection.execute(table.select()))) for table in found}


def the_same_as_anew(case: Case) -> None:
    with case.writing() as connection:
        assert list(problems(connection)) == []
        incidents, shelf = derived(connection), kept(connection)
        fuse_all(connection)
        assert derived(connection) == incidents
        assert kept(connection) == shelf


class Desk:
    """What people and programs do to a case, one thing after another."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.known: list[CodedArticle] = []
        self.decided: list[str] = []
        self.clock = START

    def add(self, found: list[CodedArticle]) -> None:
        fill(self.case, found)
        self.known += found
        fuse_case(self.case)

    def recode(self, at: int, keep: bool) -> None:
        """A newer coder reads one mention less, or the same with another toll."""
        if not self.known:
            return
        old = self.known[at % len(self.known)]
        main = make_mention(old.article, "ASSAULT", trigger=old.mentions[0].trigger.quote, places=["Kerun"], killed=[9])
        mentions = (main, *old.mentions[1:]) if keep else old.mentions[1:]
        self.clock += timedelta(days=1)
        fill(self.case, [CodedArticle(old.article, tuple(mentions))], f"coder-{self.clock:%j}")
        fuse_case(self.case)

    def judge(self, kind: JudgementKind, at: int, other: int) -> None:
        if not self.known:
            return
        here, there = (self.known[number % len(self.known)] for number in (at, other))
        subjects, value = _decision(kind, here, there)
        if len(set(subjects)) < len(subjects):
            return
        self.clock += timedelta(minutes=1)
        judgement = judgement_of(kind, subjects, f"p{other % 2}", self.clock, value=value)
        with self.case.writing() as connection, judging(connection):
            self.decided.append(record(connection, judgement))

    def undo(self, at: int) -> None:
        if not self.decided:
            return
        self.clock += timedelta(minutes=1)
        with self.case.writing() as connection, judging(connection):
            undo(connection, Undoing(self.decided[at % len(self.decided)], "p0", self.clock))


def _decision(kind: JudgementKind, here: CodedArticle, there: CodedArticle) -> tuple[list[str], str | None]:
    """What a person decides, and its value."""
    mention, other = here.mentions[0], there.mentions[0]
    match kind:
        case JudgementKind.SAME_INCIDENT | JudgementKind.DIFFERENT_INCIDENT:
            return [mention.mention_id, other.mention_id], None
        case JudgementKind.COPY:
            return [here.article.article_id, there.article.article_id], None
        case JudgementKind.CORRECTION:
            claim = mention.places[0]
            written = correction_written("place", PlaceValue("Sambor", country="SYR"))
            return [claim.claim_id, mention.mention_id], written
        case JudgementKind.WRONG_TYPE:
            return [mention.mention_id], "PROTEST"
        case JudgementKind.RIGHT_PLACE:
            return [mention.mention_id], place_written(PlaceValue("Ostrel", country="SYR"))
        case _:
            return [mention.mention_id], None


steps = st.lists(
    st.one_of(
        st.builds(lambda found: lambda desk: desk.add(found), st.lists(stories, min_size=1, max_size=4)),
        st.builds(lambda at, keep: lambda desk: desk.recode(at, keep), st.integers(0, 9), st.booleans()),
        st.builds(
            lambda kind, at, other: lambda desk: desk.judge(kind, at, other),
            st.sampled_from(sorted(set(JudgementKind) - {JudgementKind.COMMENT})),
            st.integers(0, 9),
            st.integers(0, 9),
        ),
        st.builds(lambda at: lambda desk: desk.undo(at), st.integers(0, 5)),
    ),
    min_size=2,
    max_size=7,
)


@given(steps)
@settings(max_examples=25, deadline=None)
def test_whatever_happened_to_a_case_its_incidents_are_those_of_fusing_it_anew(
    empty_file: Path, happened: list[Callable[[Desk], None]]
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        case = open_case(shutil.copy(empty_file, folder))
        desk = Desk(case)
        for step in happened:
            step(desk)
        the_same_as_anew(case)
        case.close()


@pytest.fixture
def desk(case: Case) -> Iterator[Desk]:
    desk = Desk(case)
    desk.add([story(True, "Darun", 1, 3, 1), story(True, "Darun", 1, 3, 2), story(False, "Velmak", 4, 1, 3)])
    yield desk
    the_same_as_anew(case)


def names(case: Case) -> set[str]:
    with case.reading() as connection:
        return {row.incident_id for row in connection.execute(tables.incidents.select())}


def bakers(publisher: str, day: int = 20) -> CodedArticle:
    """An article that is like no other."""
    text = "Bakers marched through Ostrel against the price of flour, and blocked its old bridge until dusk."
    article = make_article(text, title="Bakers march", publisher=publisher, published=f"2019-08-{day}")
    marched = make_mention(article, "PROTEST", trigger="marched", places=["Ostrel"], days=["2019-08-19"])
    return make_coded(article, [marched])


def test_an_addition_touches_only_its_own_incidents(desk: Desk) -> None:
    desk.add([bakers("Paper 9")])
    with desk.case.writing() as connection:
        connection.execute(tables.incidents.update().values(label="as it was"))
    desk.add([story(True, "Darun", 1, 3, 5)])
    with desk.case.reading() as connection:
        labels = {row.event_type: row.label for row in connection.execute(tables.incidents.select())}
    assert labels["PROTEST"] == "as it was"
    assert labels["ASSAULT"] != "as it was"
    with desk.case.writing() as connection:
        fuse_all(connection)  # for the labels


def test_what_people_hold_to_be_a_copy_counts_once_until_they_take_it_back(desk: Desk) -> None:
    def origins() -> int:
        with desk.case.reading() as connection:
            wanted = tables.incidents.select().where(tables.incidents.c.event_type == "PROTEST")
            return connection.execute(wanted).one().origin_count

    desk.known = []
    text = "A march of bakers, over the price of flour, closed the bridge of Ostrel."
    article = make_article(text, title="Bakers march", publisher="Herald", published="2019-08-20")
    desk.add([bakers("Daily"), make_coded(article, [make_mention(article, "PROTEST", places=["Ostrel"])])])
    with desk.case.writing() as connection, judging(connection):
        pair = [coded.mentions[0].mention_id for coded in desk.known]
        record(connection, judgement_of(JudgementKind.SAME_INCIDENT, pair, "p0", START))
    assert origins() == 2
    desk.judge(JudgementKind.COPY, 0, 1)
    assert origins() == 1
    desk.undo(0)
    assert origins() == 2


def test_ids_stay_when_an_earlier_report_arrives(desk: Desk) -> None:
    before = names(desk.case)
    early = story(True, "Darun", 1, 3, 4)
    desk.add([early])
    assert names(desk.case) == before


def test_a_newer_coding_takes_the_place_of_the_older(desk: Desk) -> None:
    desk.recode(2, keep=True)
    with desk.case.reading() as connection:
        tolls = {row.killed for row in connection.execute(tables.incidents.select())}
    assert 9 in tolls


@pytest.mark.parametrize("kind", [JudgementKind.SAME_INCIDENT, JudgementKind.DIFFERENT_INCIDENT])
def test_what_was_judged_and_is_read_no_longer(desk: Desk, kind: JudgementKind) -> None:
    """A mention that a newer coder does not read leaves its incident, whatever people decided about it."""
    desk.judge(kind, 0, 2)
    gone = desk.known[2].mentions[0].mention_id
    desk.recode(2, keep=False)
    with desk.case.reading() as connection:
        members = {row.mention_id for row in connection.execute(tables.incident_members.select())}
    assert gone not in members
    assert desk.known[0].mentions[0].mention_id in members


@pytest.mark.parametrize("kind", [kind for kind in JudgementKind if kind is not JudgementKind.COMMENT])
def test_each_kind_of_judgement_and_its_undoing(desk: Desk, kind: JudgementKind) -> None:
    with desk.case.reading() as connection:
        before = derived(connection)
    desk.judge(kind, 0, 2)
    with desk.case.reading() as connection:
        assert derived(connection) != before or kind in (JudgementKind.DIFFERENT_INCIDENT, JudgementKind.COPY)
    desk.undo(0)
    with desk.case.reading() as connection:
        assert [row for row in derived(connection) if row["table"] != "incident_names"] == [
            row for row in before if row["table"] != "incident_names"
        ]


def test_what_fails_leaves_the_incidents_as_they_were(desk: Desk) -> None:
    with desk.case.reading() as connection:
        before = derived(connection)
    with pytest.raises(JudgementError), desk.case.writing() as connection, judging(connection):
        undo(connection, Undoing("j-none", "p0", START))
    with desk.case.reading() as connection:
        assert derived(connection) == before


def test_what_another_version_kept_is_made_anew(desk: Desk) -> None:
    with desk.case.writing() as connection:
        connection.execute(tables.case_info.update().values(value="0"))
        connection.execute(tables.fusing_entries.delete())
        connection.execute(tables.fusing_links.delete())
    desk.add([story(True, "Velmak", 3, 2, 5)])


def test_a_profile_can_be_packed() -> None:
    coded = story(True, "Darun", 2, 3, 1)
    tellings = tellings_of(coded, load_rarity(), load_weights().families)
    profiles = list(profiles_of(coded.article, tellings, load_rarity()))
    assert [unpack(pack(profile)) for profile in profiles] == profiles
