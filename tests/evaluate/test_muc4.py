"""Roles and slots of incidents by hand-made cases with known answers, wrong ones included."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.evaluate.muc4 import (
    GoldSlot,
    Tally,
    count_pairs,
    gold_slots,
    normalise,
    score_entities,
    score_slots,
)
from dateline.evaluate.muc4_incidents import Slot, bare, entities_of, is_name, slots_of
from dateline.model import ActorValue, CasualtyKind, CasualtyValue, CodedArticle, Status

GOLD = {"Victim": [[["juana mora", 3], ["mora", 40]], [["her driver", 60]]], "Weapon": []}


@pytest.mark.parametrize(
    ("found", "right", "told"),
    [
        ([{"juana mora"}], 1, 1),
        ([{"juana mora", "mora"}, {"the driver"}], 1, 2),  # "driver" is not among the mentions of "her driver"
        ([{"juana mora", "ruiz"}], 0, 1),  # one wrong mention spoils the entity
        ([{"juana mora"}, {"mora"}], 1, 2),  # two halves of one entity: one of them is wrong
        ([{"The Mora"}, {"Her driver."}], 2, 2),
        ([], 0, 0),
    ],
)
def test_an_entity_fits_if_all_its_mentions_do(found: list[set[str]], right: int, told: int) -> None:
    tallies = {"Victim": Tally(), "Weapon": Tally()}
    score_entities(GOLD, {"Victim": [frozenset(names) for names in found]}, tallies)
    assert tallies == {"Victim": Tally(right, 2, told), "Weapon": Tally()}


def test_f1() -> None:
    assert Tally(right=1, asked=2, told=2).f1 == 0.5
    assert Tally(right=0, asked=3, told=0).f1 == 0.0


def test_pairs_are_as_many_as_can_be() -> None:
    fits = {(1, "a"), (1, "b"), (2, "a"), (3, "c")}
    assert count_pairs([1, 2, 3], ["a", "b"], lambda gold, found: (gold, found) in fits) == 2  # "a" must give 1 up
    assert count_pairs([1, 2], ["c"], lambda gold, found: (gold, found) in fits) == 0


TEMPLATES = [
    {"INCIDENT: TYPE": ["BOMBING"], "HUM TGT: NUMBER": ['2: "CLERKS"', '? 1 / PLURAL: "GUARD"']},
    {"INCIDENT: TYPE": ["BOMBING / ATTACK"], "INCIDENT: STAGE OF EXECUTION": ["ATTEMPTED"]},
]


def test_gold_slots() -> None:
    either = frozenset({"BOMBING", "ATTACK"})
    bombing = frozenset({"BOMBING"})
    assert list(gold_slots(TEMPLATES, "type")) == [GoldSlot(bombing, bombing), GoldSlot(either, either)]
    assert list(gold_slots(TEMPLATES, "stage")) == [GoldSlot(either, frozenset({"ATTEMPTED"}))]
    assert list(gold_slots(TEMPLATES, "victim_number")) == [
        GoldSlot(bombing, frozenset({"2"})),
        GoldSlot(bombing, frozenset({"1", "PLURAL"}), optional=True),
    ]


@pytest.mark.parametrize(
    ("found", "tally"),
    [
        ([Slot("BOMBING", "2")], Tally(1, 1, 1)),  # the optional one is not missed
        ([Slot("BOMBING", "2"), Slot("BOMBING", "PLURAL")], Tally(2, 2, 2)),
        ([Slot("ATTACK", "2")], Tally(0, 1, 1)),  # the number of another type
        ([Slot("BOMBING", "3")], Tally(0, 1, 1)),
        ([], Tally(0, 1, 0)),
    ],
)
def test_slots(found: list[Slot], tally: Tally) -> None:
    counted = Tally()
    score_slots(list(gold_slots(TEMPLATES, "victim_number")), found, counted)
    assert counted == tally


def test_normalise() -> None:
    assert normalise('The "Red  Star" bank') == "red star bank"


@pytest.mark.parametrize(
    ("written", "expected", "named"),
    [
        ("the mayor pablo quiroga", "pablo quiroga", True),
        ("44-year-old elena sanz", "elena sanz", True),
        ("two shop windows", "shop windows", False),
        ("the water tower", "water tower", False),
        ("peasants", "peasants", False),
        ("members of the army", "members of the army", False),
        ("rosa fonseca", "rosa fonseca", True),
    ],
)
def test_a_phrase_as_the_keys_have_it(written: str, expected: str, named: bool) -> None:
    assert bare(written) == expected
    assert is_name(written) is named


def coded(
    recipients: Sequence[ActorValue | str],
    killed: Sequence[CasualtyValue | int] = (),
    event_type: str = "ASSAULT",
    status: Status = Status.HAPPENED,
) -> CodedArticle:
    article = make_article("members of the army killed pablo quiroga on monday")
    return make_coded(
        article,
        [make_mention(article, event_type, trigger="killed", recipients=recipients, killed=killed, status=status)],
    )


def test_an_article_without_an_assault_tells_nothing() -> None:
    assert not any(entities_of(coded(event_type="AID", recipients=["pablo quiroga"])).values())
    assert not any(slots_of(coded(recipients=["pablo quiroga"], status=Status.HYPOTHETICAL)).values())


def test_fighting_between_armed_sides_is_no_incident() -> None:
    troops = ActorValue("troops", sector="MIL")
    assert not any(
        slots_of(coded(recipients=[troops], killed=[CasualtyValue(CasualtyKind.KILLED, sector="REB")])).values()
    )


def test_slots_of_a_killing() -> None:
    civilian = ActorValue("pablo quiroga", sector="CVL")
    assert slots_of(coded(recipients=[civilian], killed=[1])) == {
        "type": [Slot("ATTACK", "ATTACK")],
        "stage": [Slot("ATTACK", "ACCOMPLISHED")],
        "victim_number": [Slot("ATTACK", "1")],
        "victim_effect": [Slot("ATTACK", "DEATH")],
    }


def test_roles_of_a_killing() -> None:
    article = make_article("members of the army killed pablo quiroga on monday")
    mention = make_mention(article, trigger="killed", actors=["army"], recipients=["quiroga"])
    told = replace(
        mention,
        actors=(replace(mention.actors[0], as_written="members of the army"),),
        recipients=(replace(mention.recipients[0], as_written="mayor pablo quiroga"),),
    )
    assert entities_of(make_coded(article, [told])) == {
        "PerpInd": [frozenset({"members of the army"})],
        "PerpOrg": [frozenset({"army"})],
        "Target": [],
        "Victim": [frozenset({"pablo quiroga"})],
        "Weapon": [],
    }
