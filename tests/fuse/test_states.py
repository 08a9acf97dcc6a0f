"""Attribute by attribute: one account, agreement, dispute and revision."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.fuse.discrepancies import find_discrepancies
from dateline.fuse.fusing import fuse
from dateline.fuse.links import relation_of
from dateline.fuse.tellings import tellings_of
from dateline.fuse.tolls import RULE
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.model import (
    ActorValue,
    AttributeState,
    CasualtyKind,
    CasualtyValue,
    Certainty,
    CertaintyLevel,
    CodedArticle,
    GroupToll,
    JudgementKind,
    Polarity,
)
from reports import judge

TEXT = "Raiders attacked the mill at Thornby at dawn and killed {killed} guards, {speaker} said. Smoke rose."


def told(killed: int, speaker: str, published: str) -> CodedArticle:
    text = TEXT.format(killed=killed, speaker=speaker)
    article = make_article(text, publisher=f"Daily {published}", published=published)
    mention = make_mention(
        article, trigger="attacked", killed=[killed], places=["Thornby"], days=["2025-05-05"], said_by=[speaker]
    )
    return make_coded(article, [mention])


@pytest.mark.parametrize(
    ("accounts", "expected"),
    [
        ([told(3, "Ministry", "2025-05-05")], AttributeState.SINGLE_ORIGIN),
        ([told(3, "Ministry", "2025-05-05"), told(3, "Ministry", "2025-05-06")], AttributeState.SINGLE_ORIGIN),
        ([told(3, "Ministry", "2025-05-05"), told(3, "Gazette", "2025-05-05")], AttributeState.CORROBORATED),
        ([told(3, "Ministry", "2025-05-05"), told(5, "Gazette", "2025-05-05")], AttributeState.DISPUTED),
        ([told(3, "Ministry", "2025-05-05"), told(5, "Ministry", "2025-05-06")], AttributeState.REVISED),
        ([told(3, "Ministry", "2025-05-05"), told(5, "Ministry", "2025-05-05")], AttributeState.DISPUTED),
    ],
)
def test_states_of_a_toll(accounts: list[CodedArticle], expected: AttributeState) -> None:
    (incident,) = fuse(accounts).incidents()
    killed = incident.attribute("killed")
    assert killed is not None
    assert killed.state is expected
    assert bool(incident.discrepancies) is (expected in (AttributeState.DISPUTED, AttributeState.REVISED))


def test_a_dispute_is_told_once_with_every_camp() -> None:
    """Ten papers behind two figures are one discrepancy of two values, not a pair for each pair of papers."""
    accounts = [told(3 if number % 2 else 7, f"Paper {number}", "2025-05-05") for number in range(10)]
    (incident,) = fuse([*accounts, told(12, "Herald", "2025-05-05")]).incidents()
    (found,) = incident.discrepancies
    assert sorted(value.value for value in found.values) == ["12", "3", "7"]
    assert found.reason.endswith("not all of it can be true")


@pytest.mark.parametrize(
    ("sure", "expected"), [(None, AttributeState.DISPUTED), (CertaintyLevel.POSSIBLE, AttributeState.CORROBORATED)]
)
def test_whom_we_only_guess_contradicts_nobody(sure: CertaintyLevel | None, expected: AttributeState) -> None:
    named, described = ActorValue("Red Brigade", "GBR", "REB"), ActorValue("a soldier", "NOR", "MIL")
    accounts = [attack_by(named, "Ministry", Polarity.AFFIRMED), attack_by(described, "Herald", Polarity.AFFIRMED)]
    (mention,) = accounts[1].mentions
    linked = replace(mention, actors=tuple(replace(claim, sure=sure) for claim in mention.actors))
    (incident,) = fuse([accounts[0], replace(accounts[1], mentions=(linked,))]).incidents()
    actors = incident.attribute("actors")
    assert actors is not None
    assert actors.state is expected


def test_an_article_that_contradicts_itself() -> None:
    article = make_article("Raiders killed two guards. Later reports said that raiders killed four guards.")
    mentions = [
        make_mention(article, trigger="killed two", killed=[2]),
        make_mention(article, trigger="killed four", killed=[4]),
    ]
    (found,) = find_discrepancies(make_coded(article, mentions), load_rarity(), load_weights())
    assert found.kind == "count"
    assert {value.value for value in found.values} == {"2", "4"}
    assert find_discrepancies(make_coded(article, mentions[:1]), load_rarity(), load_weights()) == ()


def test_who_strikes_back_contradicts_nobody() -> None:
    article = make_article("A raider attacked the guards. Guards wounded the raider. The raider hit guards again.")
    attack = make_mention(article, trigger="attacked", actors=["raider"], recipients=["guards"])
    answer = make_mention(article, trigger="wounded", actors=["guards"], recipients=["raider"])
    again = make_mention(article, trigger="hit", actors=["raider"], recipients=["guards"])
    coded = make_coded(article, [attack, answer, again])
    main, other = tellings_of(coded, load_rarity(), load_weights().families)
    assert main.mentions == (attack, again)
    assert other.mentions == (answer,)
    assert find_discrepancies(coded, load_rarity(), load_weights()) == ()


def attack_by(actor: ActorValue | str, speaker: str, polarity: Polarity) -> CodedArticle:
    text = f"Raiders attacked the mill at Thornby at dawn and killed 3 guards, {speaker} said. Smoke rose."
    article = make_article(text, publisher=f"Daily {speaker}", published="2025-05-05")
    told_so = Certainty(polarity=polarity)
    mention = make_mention(article, trigger="attacked", actors=[actor], said_by=[speaker], certainty=told_so)
    return make_coded(article, [mention])


def test_a_denial_stands_beside_what_it_denies() -> None:
    accounts = [attack_by("Raiders", "Ministry", Polarity.AFFIRMED), attack_by("Raiders", "Spokesman", Polarity.DENIED)]
    (incident,) = fuse(accounts).incidents()
    actors, occurrence = incident.attribute("actors"), incident.attribute("occurrence")
    assert actors is not None
    assert occurrence is not None
    assert [(account.origin, account.values, account.denied) for account in actors.origins] == [
        ("Ministry", ("Raiders",), ()),
        ("Spokesman", (), ("Raiders",)),
    ]
    assert actors.state is occurrence.state is AttributeState.DISPUTED
    kinds = {discrepancy.kind: [value.value for value in discrepancy.values] for discrepancy in incident.discrepancies}
    assert sorted(kinds["perpetrator"]) == ["Raiders", "not Raiders"]
    assert kinds["occurrence"] == ["happened", "denied"]


def test_a_denial_is_heard_where_an_article_tells_it_beside_something_else() -> None:
    article = make_article(
        "Raiders attacked the mill at Thornby at dawn and killed 3 guards, Herald said. Raiders denied the attack.",
        publisher="Daily Herald",
        published="2025-05-05",
    )
    attack = make_mention(article, trigger="attacked", actors=["Raiders"], said_by=["Herald"])
    denial = make_mention(
        article,
        "ACCUSE",  # of another type than the incident's
        trigger="denied",
        actors=["Raiders"],
        said_by=["Spokesman"],
        certainty=Certainty(polarity=Polarity.DENIED),
    )
    same = judge(JudgementKind.SAME_INCIDENT, attack.mention_id, denial.mention_id)
    (incident,) = fuse([make_coded(article, [attack, denial])], [same]).incidents()
    actors = incident.attribute("actors")
    assert actors is not None
    assert actors.state is AttributeState.DISPUTED


def test_what_everybody_affirms_has_no_occurrence() -> None:
    (incident,) = fuse([attack_by("Raiders", "Ministry", Polarity.AFFIRMED)]).incidents()
    assert incident.attribute("occurrence") is None


def test_tolls_are_told_by_group_and_over_all() -> None:
    article = make_article("Raiders attacked the mill.", publisher="Daily", published="2025-05-05")
    killed = [
        CasualtyValue(CasualtyKind.KILLED, group="guards", low=2, best=2, high=2),
        CasualtyValue(CasualtyKind.KILLED, group="millers", low=1, best=1, high=None),
        CasualtyValue(CasualtyKind.KILLED, group="people", low=4, best=4, high=4),
    ]
    (incident,) = fuse([make_coded(article, [make_mention(article, trigger="attacked", killed=killed)])]).incidents()
    toll = incident.attribute("killed")
    assert toll is not None
    assert (toll.low, toll.best, toll.high) == (4, 4, 4)  # one origin: its largest figure
    assert toll.reason.endswith(RULE)
    assert toll.shown is not None
    assert toll.shown.startswith("4")  # where nothing else tells, what is shown is what is called best
    assert toll.groups == (GroupToll("guards", 2, 2, 2), GroupToll("millers", 1, 1, 1))


@pytest.mark.parametrize(
    ("event_type", "text", "expected"),
    [
        ("COERCE", "Police arrested two farmhands over it.", "arrest_for"),
        ("ASSAULT", "The army shelled the camp in retaliation.", "retaliation"),
        ("ACCUSE", "The council condemned it as murder.", "statement_on"),
        ("CONSULT", "Envoys met in Calderport.", None),
    ],
)
def test_how_an_incident_follows_on_the_one_behind_it(event_type: str, text: str, expected: str | None) -> None:
    article = make_article(f"{text} Raiders attacked the mill.")
    main, behind = make_mention(article, event_type), make_mention(article, trigger="attacked")
    assert relation_of([main], behind) == expected
