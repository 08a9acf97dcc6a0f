"""Sentences, their main event, and who did it to whom."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article
from dateline.evaluate.tellings import main_telling, tellings


@pytest.mark.parametrize(
    ("text", "event_type", "actors", "recipients"),
    [
        ("Kenya condemned Uganda.", "ACCUSE", {"KEN"}, {"UGA"}),
        ("Uganda was condemned by Kenya.", "ACCUSE", {"KEN"}, {"UGA"}),
        ("Kenya and Tanzania condemned Uganda.", "ACCUSE", {"KEN", "TZA"}, {"UGA"}),
        ("Kenyan troops who attacked a Ugandan convoy fled.", "ASSAULT", {"KEN"}, {"UGA"}),
        ("Kenyan forces launched an attack on a Ugandan military base.", "ASSAULT", {"KEN"}, {"UGA"}),
        ("Norway agreed to meet Chad.", "AGREE", {"NOR"}, {"TCD"}),
        ("Norway urged Chad to free the hostages.", "REQUEST", {"NOR"}, {"TCD"}),
        ("The president of Chad met the Norwegian foreign minister.", "CONSULT", {"TCD", "NOR"}, set()),
        ("Norway and Chad held talks.", "CONSULT", {"NOR", "TCD"}, set()),
        ("Norway hosted the president of Chad.", "CONSULT", {"TCD"}, {"NOR"}),
        ("Chad received food aid from Norway.", "AID", {"NOR"}, {"TCD"}),
        ("Norway sent food aid to Chad.", "AID", {"NOR"}, {"TCD"}),
        ("Chad threatened to attack Sudan.", "THREATEN", {"TCD"}, {"SDN"}),
        ("Chad refused to meet the Sudanese president.", "REJECT", {"TCD"}, {"SDN"}),
        ("Ugandan soldiers were killed in a raid by Kenyan troops.", "ASSAULT", {"KEN"}, {"UGA"}),
        ("Norway recalled its ambassador from Sudan.", "SANCTION", {"NOR"}, {"SDN"}),
        ("Kenya closed its border with Somalia.", "COERCE", {"KEN"}, {"SOM"}),
        ("Sudan massed troops on the border with Chad.", "MOBILIZE", {"SDN"}, {"TCD"}),
        ("Kenyan police fired tear gas at Somali protesters.", "ASSAULT", {"KEN"}, {"SOM"}),
        ("Cuba expressed its readiness to talk with Panama.", "AGREE", {"CUB"}, {"PAN"}),
        ("Sudanese and Chadian troops exchanged fire across the border.", "ASSAULT", {"SDN", "TCD"}, set()),
        ("Negotiators from Chad and Sudan resumed their discussions.", "CONSULT", {"SDN", "TCD"}, set()),
        ("Clashes between Kenyan troops and Somali rebels killed ten people.", "ASSAULT", {"KEN", "SOM"}, {"SOM"}),
        ("Joint forces of Kenya and Uganda attacked Somali rebels.", "ASSAULT", {"KEN", "UGA"}, {"SOM"}),
        ("Norway agreed to withdraw its troops from Mali.", "CONCEDE", {"NOR"}, {"MLI"}),
        ("Kenya's attack on Somalia was condemned by Uganda.", "ACCUSE", {"UGA"}, {"KEN"}),
        ("The Kenyan president paid a visit to Uganda.", "CONSULT", {"KEN"}, {"UGA"}),
        ("Uganda was visited by the Kenyan president.", "CONSULT", {"KEN"}, {"UGA"}),
        ("Having met the Kenyan president, the Ugandan president flew home.", "CONSULT", {"KEN", "UGA"}, set()),
        ("Kenya said it had been attacked by Somali rebels.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Kenyan helicopters took the wounded to a hospital.", "AID", {"KEN"}, {"KEN"}),
        ("Kenya insisted that Uganda halt its attacks on Somalia.", "REQUEST", {"KEN"}, {"UGA"}),
        # who only tells of an act, or has it done to him, does not do it
        ("The Kenyan army reported an attack on the Ugandan embassy.", "ASSAULT", set(), {"UGA"}),
        ("The Kenyan minister called it an attack on Uganda.", "ASSAULT", set(), {"UGA"}),
        ("Kenya suffered an attack by Somali rebels.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("The Kenyan army launched an attack on Somali rebels.", "ASSAULT", {"KEN"}, {"SOM"}),
        # who mediates is no party
        ("Algeria mediated talks between Mali and Chad.", "CONSULT", {"MLI", "TCD"}, {"DZA"}),
        ("Qatar hosted talks between Chad and Sudan.", "CONSULT", {"TCD", "SDN"}, {"QAT"}),
        ("Qatar brokered a deal between Chad and Sudan.", "AGREE", {"TCD", "SDN"}, set()),
        ("Qatar hosted the president of Chad.", "CONSULT", {"TCD"}, {"QAT"}),
        # what talks are about is no party either
        ("Kenya and Egypt discussed the war in Sudan.", "CONSULT", {"KEN", "EGY"}, set()),
        # those who are hit belong to where it happens
        ("Kenyan strikes killed four militants in Somalia.", "ASSAULT", {"KEN"}, {"SOM"}),
        ("The Ghanaian parliament ratified a defence pact with Nigeria.", "SUPPORT", {"GHA"}, {"NGA"}),
        # what hangs on the doers, and who belongs to a group
        ("The bombardment by Kenyan troops and their allies on Somali villagers went on.", "ASSAULT", {"KEN"}, {"SOM"}),
        ("Six states including Chad and Niger condemned Mali.", "ACCUSE", {"TCD", "NER"}, {"MLI"}),
        # a threat about one's own is one to somebody else
        ("Kenya said it will pull its force out of Chad unless the rebels disarm.", "THREATEN", {"KEN"}, {"TCD"}),
        # whoever is accused of an act did it, as the accuser has it
        ("Kenya accused Sudan of the shelling of villages.", "ACCUSE", {"KEN"}, {"SDN"}),
        ("Israeli tanks shelled Gaza.", "ASSAULT", {"ISR"}, {"PSE"}),
        # whose act a noun tells, by a clause behind it
        ("A raid led by Ugandan commandos killed two Kenyan farmers.", "ASSAULT", {"UGA"}, {"KEN"}),
        ("Talks held by Iranian and Iraqi officials ended without result.", "CONSULT", {"IRN", "IRQ"}, set()),
        ("The accusations made by Sudan angered Chad.", "ACCUSE", {"SDN"}, set()),
        ("The accusations read by Sudan angered Chad.", "ACCUSE", set(), set()),
        # or by the verb that governs it
        ("Somali militants orchestrated the attack on the Kenyan base.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Somali militants were near the attack on the Kenyan base.", "ASSAULT", set(), {"KEN"}),
        ("Somali militants were responsible for the attack on the Kenyan base.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Somali militants coordinated the attack on the Kenyan base.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Kenyan villagers suffered attacks at the hands of Somali militants.", "ASSAULT", {"SOM"}, {"KEN"}),
        ("Uganda placed a blockade on Rwanda.", "COERCE", {"UGA"}, {"RWA"}),
        # what happens "between" and "with"
        ("Clashes broke out between Kenyan soldiers and Somali rebels.", "ASSAULT", {"KEN", "SOM"}, set()),
        ("The expulsion of three Somali diplomats by Kenya came on Monday.", "SANCTION", {"KEN"}, {"SOM"}),
        # who is expelled from a state is expelled by it
        ("Three Somali diplomats were expelled from Kenya.", "SANCTION", {"KEN"}, {"SOM"}),
        ("Three Somali diplomats were ordered to leave Kenya.", "SANCTION", {"KEN"}, {"SOM"}),
        ("Uganda expelled three Somali diplomats from Kenya.", "SANCTION", {"UGA"}, {"SOM"}),
        # what hangs on the doers of an act that something else counts
        (
            "The resumption of attacks by Kenyan troops and their allies on Somali villagers is a crime.",
            "ASSAULT",
            {"KEN"},
            {"SOM"},
        ),
        # a protest at an embassy is against its state, one at a parliament says only where
        ("Hundreds of Iraqis protested outside the Pakistani embassy.", "PROTEST", {"IRQ"}, {"PAK"}),
        ("Hundreds of Iraqis protested outside the parliament.", "PROTEST", {"IRQ"}, set()),
        # criticism is of those who are criticised
        ("Criticism of the Kenyan president by Uganda grew.", "ACCUSE", {"UGA"}, {"KEN"}),
        ("Ugandan criticism of the Kenyan president grew.", "ACCUSE", {"UGA"}, {"KEN"}),
        ("Criticism of the Kenyan president grew.", "ACCUSE", set(), {"KEN"}),
        # a statement is its author's, also where it goes on
        ("Kenya issued a statement expressing regret and urging Uganda to leave.", "REQUEST", {"KEN"}, {"UGA"}),
        (
            "Chad has granted asylum to five Kenyan officers holed up in a house since last month, the embassy said.",
            "AID",
            {"TCD"},
            {"KEN"},
        ),
    ],
)
def test_who_did_what_to_whom(
    pipeline: Pipeline, text: str, event_type: str, actors: set[str], recipients: set[str]
) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    main = main_telling(tellings(doc))
    assert main is not None
    assert main.event_type == event_type
    assert {party.country for party in main.actors} == actors
    assert {party.country for party in main.recipients} == recipients


@pytest.mark.parametrize(
    ("text", "event_type"),
    [
        ("Norway will send food aid to Chad.", "AGREE"),
        ("The rebels will release the hostages, their leader said.", "CONCEDE"),
        ("Chad will attack Sudan, its president said.", "THREATEN"),
        ("Norway promised to withdraw its troops.", "CONCEDE"),
        ("Norway called for talks with Chad.", "REQUEST"),
    ],
)
def test_an_act_still_to_come_is_a_word(pipeline: Pipeline, text: str, event_type: str) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    main = main_telling(tellings(doc))
    assert main is not None
    assert main.event_type == event_type


def test_the_same_attack_told_twice_is_one_event(pipeline: Pipeline) -> None:
    text = "Rebels attacked an army base on Monday. The attack lasted an hour. Norway condemned the rebels."
    (doc,) = pipeline.annotate([make_article(text)])
    rows = [row for _, row in get(doc, EVENTS)]
    assert [(row.event_type, row.same_as) for row in rows] == [("ASSAULT", None), ("ASSAULT", 0), ("ACCUSE", None)]
