"""Sentences and the events that a coder should find in them; most important are those that hold none."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article


def types_of(pipeline: Pipeline, text: str) -> list[str]:
    (doc,) = pipeline.annotate([make_article(text)])
    return [row.event_type for _, row in get(doc, EVENTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels attacked an army base near the town on Monday.", ["ASSAULT"]),
        ("Kenyan soldiers arrested two opposition activists in Nairobi.", ["COERCE"]),
        ("The general told the troops to leave the city.", ["REQUEST"]),
        ("The president met his Ugandan counterpart in Kampala.", ["CONSULT"]),
        ("The foreign minister condemned the government of Chad.", ["ACCUSE"]),
        ("The government rejected the proposal of the rebels.", ["REJECT"]),
        ("Norway imposed sanctions on Belarus.", ["SANCTION"]),
        ("Thousands of protesters marched through the capital against the government.", ["PROTEST"]),
        ("The two countries signed a peace treaty on Friday.", ["SUPPORT"]),
        ("The army deployed hundreds of troops along the border with Chad.", ["MOBILIZE"]),
        ("The rebels released four hostages on Tuesday.", ["RETREAT"]),
        ("Sweden sent food aid to Chad.", ["AID"]),
    ],
)
def test_each_type(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert types_of(pipeline, text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked from the left and shot wide.",
        "A security source told a news agency that the gunman had worked as a guard.",
        "The general asked the council whether the war would end.",
        "Two men were killed when their car collided with a truck.",
        "The company attacked the market with a new phone.",
        "The team agreed to a new contract with its coach.",
        "A storm killed three people in the village.",
        "The chef met all expectations.",
        "My grandmother fought cancer for ten years.",
        "The film bombed at the box office.",
        "Heavy rain blocked roads in the valley.",
        "She protested that the soup was cold.",
        "A woman was arrested in connection with a stolen car.",
        "Kenya's foreign minister arrived in the room late.",
        "Floods tore through the southern districts of Kenya on Monday.",
    ],
)
def test_no_event(pipeline: Pipeline, text: str) -> None:
    assert types_of(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sweden suspended aid to Kenya.", "SANCTION"),  # the parser reads a participle
        ("Iranian and Russian officials exchanged views on the crisis.", "CONSULT"),
        ("Malian politicians voiced confidence in the new premier.", "SUPPORT"),
        ("Iraq resumed pumping oil to Turkey.", "COOPERATE"),
        ("UN peacekeepers were sent to the Congo.", "AID"),
        ("North Korea allowed inspectors to visit its reactor.", "RETREAT"),
        ("Workers at a Polish shipyard walked off the job.", "PROTEST"),
        ("Customs officials impounded a Cuban aircraft.", "COERCE"),
        ("Militants held two journalists hostage in Manila.", "ASSAULT"),
        ("Hungary protested to Romania over the treatment of its minority.", "ACCUSE"),
        ("Two men were arrested in Nairobi over the killing of a lawmaker.", "COERCE"),
        ("A woman was arrested in Kenya in connection with the bomb attack at the port.", "COERCE"),
        ("The US Treasury put blocking sanctions on Iran's two largest shipping firms.", "SANCTION"),
        ("President Paul Kagame has arrived in Kenya, a diplomat said.", "CONSULT"),
        ("The Chadian army inflicted heavy losses on the rebels.", "ASSAULT"),
        ("The rebels were driven back from the hills above the army base.", "ASSAULT"),
        ("The Kenyan opposition called the president a threat to the country.", "ACCUSE"),
        ("The Kenyan minister said Chad had violated the border treaty.", "ACCUSE"),
        ("Kenya put pressure on Chad to open the border.", "REQUEST"),
        ("Chad reneged on its promise to Kenya to free the sailors.", "REJECT"),
        ("The Kenyan president wants to attack Chad.", "THREATEN"),
        ("Students took part in a die-in outside the Kenyan embassy.", "PROTEST"),
    ],
)
def test_frames_of_the_wires(pipeline: Pipeline, text: str, expected: str) -> None:
    assert expected in types_of(pipeline, text)


@pytest.mark.parametrize(
    "text",
    [
        "The brothers decided to help their uncle with the harvest.",
        "The coach walked off the pitch after the match.",
        "The landlord allowed her to return for her books.",
        "The shop resumed selling bread on Monday.",
    ],
)
def test_frames_of_the_wires_need_public_parties(pipeline: Pipeline, text: str) -> None:
    assert types_of(pipeline, text) == []


def test_the_toll_of_a_war_is_no_event(pipeline: Pipeline) -> None:
    assert types_of(pipeline, "Some 9,000 villagers have been killed since 2003.") == []
    assert types_of(pipeline, "Some 90 villagers were killed by rebels near Ituri on Monday.") == ["ASSAULT"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Protests were held in Goma over the price of bread on 4 October.", ["PROTEST"]),
        ("Riot police stood by as ministers met in Goma.", ["CONSULT"]),
        ("The army put its attack helicopters on show in Goma.", []),
        ("The army shelled camps of the Red Front (banned in Chad).", ["ASSAULT"]),
        ("The army has left Goma to spare its people.", ["RETREAT"]),
        ("The blast left twenty soldiers dead in Goma.", ["ASSAULT"]),
    ],
)
def test_words_that_only_carry_or_name(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert types_of(pipeline, text) == expected
