"""Fusing as a whole: which mentions become one incident, and the laws that hold whatever is fused."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import make_article, make_coded, make_mention
from dateline.fuse.fusing import Fusion, fuse
from dateline.fuse.weights import Weights, load_weights
from dateline.model import (
    Basis,
    CodedArticle,
    DatePrecision,
    DateValue,
    Incident,
    JudgementKind,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
    Status,
)
from reports import TOLD, article_of, coded_articles, judge

ATTACK = article_of("attack", "Morvale", 3, "Daily", 4)
SAME_ATTACK = article_of("attack", "Morvale", 3, "Courier", 4)
OTHER_ATTACK = article_of("attack", "Eastwick", 20, "Daily", 7)
ARREST = article_of("arrest", "Morvale", 4, "Daily", 5)


def members(fusion: Fusion) -> set[frozenset[str]]:
    return {frozenset(incident.mention_ids) for incident in fusion.incidents()}


def mention_of(coded: CodedArticle) -> str:
    return coded.mentions[0].mention_id


def test_two_reports_of_one_attack_are_one_incident() -> None:
    (incident,) = fuse([ATTACK, SAME_ATTACK]).incidents()
    assert len(incident.article_ids) == 2


@pytest.mark.parametrize("other", [OTHER_ATTACK, ARREST])
def test_another_day_and_place_or_a_follow_up_is_another_incident(other: CodedArticle) -> None:
    assert len(members(fuse([ATTACK, other]))) == 2


@pytest.mark.parametrize("status", [Status.HISTORICAL, Status.CALLED_FOR, Status.HYPOTHETICAL])
def test_what_is_past_supposed_or_called_for_is_in_no_incident(status: Status) -> None:
    idea = replace(SAME_ATTACK, mentions=tuple(replace(mention, status=status) for mention in SAME_ATTACK.mentions))
    fusion = fuse([ATTACK, idea])
    assert fusion.incident_of(mention_of(idea)) is None
    assert members(fusion) == {frozenset({mention_of(ATTACK)})}


def test_nothing_fuses_to_nothing() -> None:
    assert list(fuse([]).incidents()) == []


@given(coded_articles, st.randoms())
@settings(max_examples=30, deadline=None)
def test_the_order_of_arrival_changes_nothing(articles: list[CodedArticle], random: object) -> None:
    shuffled = list(articles)
    random.shuffle(shuffled)
    assert list(fuse(articles).incidents()) == list(fuse(shuffled).incidents())


NARROW = replace(load_weights(), neighbours=2)  # so that even a dozen articles part each other


def without_names(fusion: Fusion) -> set[Incident]:
    """The incidents as they are, each called after the first of its mentions: which name one keeps is history."""
    found = list(fusion.incidents())
    names = {incident.incident_id: min(incident.mention_ids) for incident in found}
    return {
        replace(
            incident,
            incident_id=names[incident.incident_id],
            links=tuple(
                sorted((replace(link, incident_id=names[link.incident_id]) for link in incident.links), key=repr)
            ),
        )
        for incident in found
    }


@given(coded_articles, st.lists(st.integers(1, 5)), st.randoms(), st.sampled_from([None, NARROW]))
@settings(max_examples=60, deadline=None)
def test_however_articles_are_split_into_additions_the_incidents_are_the_same(
    articles: list[CodedArticle], sizes: list[int], random: Random, weights: Weights | None
) -> None:
    at_once = Fusion(weights)
    at_once.add(articles)
    random.shuffle(articles)
    waiting = iter(articles)
    bit_by_bit = Fusion(weights)
    for size in sizes:
        bit_by_bit.add(islice(waiting, size))
    bit_by_bit.add(waiting)
    assert without_names(bit_by_bit) == without_names(at_once)
    assert bit_by_bit.copies() == at_once.copies()


@given(coded_articles, st.data(), st.sampled_from([None, NARROW]))
@settings(max_examples=40, deadline=None)
def test_what_is_forgotten_leaves_no_trace(articles: list[CodedArticle], data: st.DataObject, weights: Weights) -> None:
    gone = data.draw(st.sets(st.sampled_from([coded.article.article_id for coded in articles] or [""])))
    fusion, other = Fusion(weights), Fusion(weights)
    fusion.add(articles)
    fusion.forget(gone)
    other.add(coded for coded in articles if coded.article.article_id not in gone)
    assert without_names(fusion) == without_names(other)
    assert fusion.copies() == other.copies()


@given(coded_articles, coded_articles)
@settings(max_examples=40, deadline=None)
def test_all_that_says_something_else_is_told(first: list[CodedArticle], more: list[CodedArticle]) -> None:
    fusion = fuse(first)
    before = {incident.incident_id: incident for incident in fusion.incidents()}
    changed = fusion.add(more)
    after = {incident.incident_id: incident for incident in fusion.incidents()}
    assert {name for name, incident in after.items() if before.get(name) != incident} <= changed
    assert changed <= after.keys()


@given(coded_articles)
@settings(max_examples=25, deadline=None)
def test_fusing_twice_changes_nothing(articles: list[CodedArticle]) -> None:
    fusion = fuse(articles)
    before = list(fusion.incidents())
    assert fusion.add(articles) == set()
    assert list(fusion.incidents()) == before


@given(coded_articles)
@settings(max_examples=25, deadline=None)
def test_no_claim_is_lost(articles: list[CodedArticle]) -> None:
    given_claims = {claim.claim_id for coded in articles for mention in coded.mentions for claim in mention.claims()}
    kept = {
        claim.claim_id
        for incident in fuse(articles).incidents()
        for attribute in incident.attributes
        for origin in attribute.origins
        for claim in origin.claims
    }
    assert kept == given_claims


@given(coded_articles, coded_articles)
@settings(max_examples=25, deadline=None)
def test_names_of_incidents_stay_when_articles_are_added(first: list[CodedArticle], more: list[CodedArticle]) -> None:
    fusion = fuse(first)
    names = {incident.incident_id: set(incident.mention_ids) for incident in fusion.incidents()}
    fusion.add(more)
    after = {incident.incident_id: set(incident.mention_ids) for incident in fusion.incidents()}
    for name, mentions in names.items():
        assert name not in after or mentions & after[name]
        if name not in after:  # it has become part of an older incident
            assert any(mentions & others for others in after.values())


def test_an_earlier_report_that_arrives_late_does_not_rename_the_incident() -> None:
    fusion = fuse([SAME_ATTACK])
    (name,) = [incident.incident_id for incident in fusion.incidents()]
    fusion.add([ATTACK])
    assert [incident.incident_id for incident in fusion.incidents()] == [name]


def test_a_copy_changes_no_count_of_origins() -> None:
    text = (
        "Gunmen attacked a patrol near Morvale at dawn and killed four soldiers before fleeing across the river "
        "towards the hills, where drones searched for them all day without finding a trace of their trucks."
    )
    original = make_article(text, title="Patrol attacked", publisher="Daily", published="2025-03-03")
    copy = make_article(text + " More soon.", title="Patrol hit", publisher="Herald", published="2025-03-04")
    coded = [
        make_coded(article, [make_mention(article, killed=[4], trigger="attacked", places=["Morvale"])])
        for article in (original, copy)
    ]
    (alone,) = fuse(coded[:1]).incidents()
    (both,) = fuse(coded).incidents()
    assert alone.origins == both.origins == ("Daily",)
    killed = both.attribute("killed")
    assert killed is not None
    assert [len(origin.claims) for origin in killed.origins] == [2]


def test_a_judgement_joins_and_undoing_it_restores() -> None:
    same = judge(JudgementKind.SAME_INCIDENT, mention_of(ATTACK), mention_of(OTHER_ATTACK))
    fusion = fuse([ATTACK, OTHER_ATTACK])
    before = list(fusion.incidents())
    fusion.judge([same])
    assert len(members(fusion)) == 1
    fusion.judge([judge(JudgementKind.SAME_INCIDENT, *same.subjects, undone=True)])
    assert list(fusion.incidents()) == before


def test_a_judgement_parts_and_undoing_it_restores() -> None:
    apart = judge(JudgementKind.DIFFERENT_INCIDENT, mention_of(ATTACK), mention_of(SAME_ATTACK))
    fusion = fuse([ATTACK, SAME_ATTACK], [apart])
    assert len(members(fusion)) == 2
    fusion.judge([])
    assert members(fusion) == members(fuse([ATTACK, SAME_ATTACK]))


@pytest.mark.parametrize("other", [SAME_ATTACK, OTHER_ATTACK])
def test_people_who_contradict_each_other_leave_the_incident_unsettled(other: CodedArticle) -> None:
    pair = (mention_of(ATTACK), mention_of(other))
    both = [judge(JudgementKind.SAME_INCIDENT, *pair), judge(JudgementKind.DIFFERENT_INCIDENT, *pair, by="ben")]
    fusion = fuse([ATTACK, other], both)
    assert all(incident.unsettled for incident in fusion.incidents())
    assert members(fusion) == members(fuse([ATTACK, other]))


def test_a_score_tells_its_parts() -> None:
    fusion = fuse([ATTACK, SAME_ATTACK, ARREST])
    told = fusion.explain(mention_of(ATTACK), mention_of(SAME_ATTACK))
    assert told.total == pytest.approx(sum(part.points for part in told.parts))
    points = {part.name: part.points for part in told.parts}
    assert points["place"] > 0
    assert points["date"] > 0
    other = {part.name: part.points for part in fusion.explain(mention_of(ATTACK), mention_of(ARREST)).parts}
    assert other["type"] < 0
    assert "place" in str(told)


TOWN = PlaceValue("Morvale", country="PER", precision=PlacePrecision.TOWN)


def attack_in(place: PlaceValue, publisher: str, basis: Basis = Basis.STATED) -> CodedArticle:
    """Reports that are worded alike, placed by the article itself or only by inference."""
    article = replace(ATTACK.article, article_id=f"{publisher} {place.country}", publisher=publisher)
    mention = make_mention(article, "ASSAULT", places=[place], days=["2025-03-03"])
    places = tuple(replace(claim, basis=basis, reason="as the sentence before") for claim in mention.places)
    return make_coded(article, [replace(mention, places=places)])


@pytest.mark.parametrize(
    ("other", "basis", "incidents"),
    [
        (replace(TOWN, country="CHL"), Basis.STATED, 2),
        (replace(TOWN, country="CHL"), Basis.INFERRED, 1),  # what is only read into it rules nothing out
        (replace(TOWN, country="CHL", role=PlaceRole.TO), Basis.STATED, 1),  # where it went is not where it was
        (replace(TOWN, country=None), Basis.STATED, 1),
        (TOWN, Basis.STATED, 1),
    ],
)
def test_reports_worded_alike_from_two_countries_tell_two_incidents(
    other: PlaceValue, basis: Basis, incidents: int
) -> None:
    assert len(members(fuse([attack_in(TOWN, "Daily"), attack_in(other, "Courier", basis)]))) == incidents


def test_the_main_telling_is_what_an_article_is_about() -> None:
    article = make_article("Gunmen attacked a patrol. Envoys met in Eastwick.", title="Gunmen attacked a patrol")
    attack, talks = make_mention(article, trigger="attacked"), make_mention(article, "CONSULT", trigger="met")
    fusion = fuse([make_coded(article, [talks, attack])])
    assert fusion.main_telling(article.article_id) == (attack.mention_id,)
    assert fusion.main_telling("unknown") == ()


def test_articles_without_dates_are_fused_by_what_they_tell() -> None:
    undated = []
    for publisher, kind in product(("Daily", "Courier"), ("attack", "talks")):
        event_type, text = TOLD[kind]
        article = make_article(
            text.format(town="Morvale", day=3, number=4), title=f"{kind} in Morvale", publisher=publisher
        )
        undated.append(make_coded(article, [make_mention(article, event_type, places=["Morvale"])]))
    assert len(members(fuse(undated))) == 2


@pytest.mark.parametrize(
    ("day", "number"), [("XXXX-03-03", 1), ("XXXX-03-08", 1), ("XXXX-09-03", 2), ("XXXX-12-30", 2)]
)
def test_days_without_a_year_tell_apart_what_lies_weeks_apart(day: str, number: int) -> None:
    value = DateValue(None, None, DatePrecision.DAY, day)
    article = make_article(ATTACK.article.text, title=ATTACK.article.title, publisher="Herald")
    told = make_mention(article, "ASSAULT", places=["Morvale"], days=["2025-03-03"], killed=[4])
    undated = replace(told, dates=tuple(replace(claim, value=value) for claim in told.dates))
    assert len(members(fuse([ATTACK, SAME_ATTACK, make_coded(article, [undated])]))) == number
