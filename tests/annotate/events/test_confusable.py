"""The pairs that coders confuse: which of two types, or modes, a sentence tells, and which it does not."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article
from dateline.evaluate.tellings import main_telling, tellings


def types_and_modes(pipeline: Pipeline, text: str) -> list[str]:
    (doc,) = pipeline.annotate([make_article(text, "2026-05-04")])
    return [" ".join(filter(None, (row.event_type, row.mode))) for _, row in get(doc, EVENTS)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # cooperation to come is a promise, and its own type once it is done
        ("Norway will host the Kenyan president in May.", ["AGREE"]),
        ("Norway promised to send food aid to Chad.", ["AGREE"]),
        ("Norway sent food aid to Chad.", ["AID"]),
        ("Kenya and Chad will meet in Nairobi on Friday.", ["AGREE"]),
        # only talks, or talks with an outcome
        ("Kenya and Chad held talks in Nairobi.", ["CONSULT"]),
        ("Kenya and Chad held talks in Nairobi and signed a peace treaty.", ["CONSULT", "SUPPORT"]),
        # signed, recognised, praised; goods for both; goods for one
        ("Kenya recognised the independence of Kosovo.", ["SUPPORT"]),
        ("The Chadian president praised the Kenyan government.", ["SUPPORT"]),
        ("Kenya and Uganda resumed trade on Monday.", ["COOPERATE"]),
        ("Kenya and Uganda held joint military exercises near the border.", ["COOPERATE"]),
        ("Norway gave Chad 40 million dollars.", ["AID"]),
        # a penalty for those who refuse
        ("Kenya threatened to bomb Chad.", ["THREATEN violence"]),
        ("Kenya asked Chad to stop the raids.", ["REQUEST yield", "RETREAT ceasefire"]),
        # what was done, what should be done, praise
        ("The Kenyan foreign minister blamed Chad.", ["ACCUSE allege"]),
        ("The Kenyan foreign minister condemned Chad.", ["ACCUSE disapprove"]),
        ("Kenya backed Uganda against Chad.", ["SUPPORT", "ACCUSE disapprove"]),
        # a tie that is cut, refused, or at stake
        ("Kenya cut diplomatic ties with Chad.", ["SANCTION discontinue"]),
        ("Kenya refused to establish diplomatic ties with Chad.", ["REJECT assist"]),
        ("Kenya threatened to cut diplomatic ties with Chad.", ["THREATEN relations"]),
        ("Kenya suspended aid to Chad.", ["SANCTION discontinue"]),
        # harm, freedom, relations
        ("Soldiers shot three protesters in Nairobi.", ["ASSAULT firearms"]),
        ("Police beat opposition activists in Nairobi.", ["ASSAULT beat"]),
        ("Police arrested three opposition activists in Nairobi.", ["COERCE arrest"]),
        ("Kenya imposed sanctions on Chad.", ["SANCTION discontinue"]),
        # courts
        ("A court convicted the opposition leader of treason.", ["SANCTION convict"]),
        ("Prosecutors charged the opposition leader with treason.", ["ACCUSE allege"]),
        ("The opposition leader went on trial for treason.", ["ACCUSE allege"]),
        ("A court acquitted the opposition leader of treason.", ["CONCEDE"]),
        ("A Kenyan court issued an arrest warrant for the Chadian general.", ["THREATEN arrest"]),
        # civilians who dissent, peaceful or violent; organised fighters; work that stops
        ("Hundreds of students marched through Nairobi against the government.", ["PROTEST demo"]),
        ("Students threw stones and torched cars in Nairobi in a protest against the government.", ["PROTEST riot"]),
        ("Rebels attacked a police station in Nairobi.", ["ASSAULT"]),
        ("Teachers began a strike against the government on Monday.", ["PROTEST strike"]),
        ("The United States carried out strikes against militants in Somalia.", ["ASSAULT"]),
        # police and crowds
        ("Police pushed back protesters in Nairobi.", ["COERCE restrict"]),
        ("Police dispersed protesters with tear gas in Nairobi.", ["ASSAULT crowd-control"]),
        ("Police fired tear gas at protesters in Nairobi.", ["ASSAULT crowd-control"]),
        # yielded, promised, or freed by others
        ("The rebels released four hostages.", ["RETREAT release"]),
        ("The rebels agreed to release four hostages.", ["CONCEDE"]),
        ("The army declared a ceasefire with the rebels.", ["CONCEDE"]),
        ("The army and the rebels observed the ceasefire.", ["RETREAT ceasefire"]),
        # forces that move, words, force
        ("Chad sent 500 troops to its border with Sudan.", ["MOBILIZE troops"]),
        ("Chad threatened to send troops against Sudan.", ["THREATEN violence"]),
        ("Chad's army attacked a Sudanese border post.", ["ASSAULT"]),
        # who is kept out, who is put out
        ("Chad has barred UN observers from entering the country.", ["REJECT"]),
        ("Chad expelled a Kenyan aid agency from the country.", ["SANCTION expel"]),
        ("Chad deported a Kenyan journalist.", ["COERCE deport"]),
        ("Chad expelled the Kenyan ambassador.", ["SANCTION expel"]),
        # who leaves
        ("Kenyan troops left Somalia on Friday.", ["RETREAT withdraw"]),
        ("Kenya withdrew its diplomats from Chad.", ["SANCTION withdraw"]),
        ("The Kenyan minister resigned on Friday.", ["RETREAT resign"]),
        # what is called off, refused, lifted
        ("Kenya called for talks with Chad.", ["REQUEST meet", "CONSULT"]),
        ("Kenya lifted the ban on radio stations.", ["CONCEDE"]),
        ("The Kenyan president apologised to Uganda.", ["CONCEDE"]),
        ("Kenya extradited a rebel leader to Chad.", ["COOPERATE"]),
        ("Chad's army captured three rebel fighters near the border.", ["ASSAULT abduct"]),
        # no penalty, no force, no power used
        ("The Kenyan government warned of heavy rain in the north.", []),
        ("Chad declared a state of emergency after the floods.", []),
    ],
)
def test_confusable_pairs(pipeline: Pipeline, text: str, expected: list[str]) -> None:
    assert types_and_modes(pipeline, text) == expected


@pytest.mark.parametrize(
    ("text", "first", "other"),
    [
        ("Commandos freed four hostages held by rebels in Mali.", "AID", "RETREAT release"),
        ("Kenya left the peace talks with Chad.", "SANCTION withdraw", "RETREAT withdraw"),
        ("Kenya cancelled a meeting with Chad.", "REJECT meet", "SANCTION discontinue"),
        ("Chad declared a state of emergency after the coup.", "COERCE martial-law", "COERCE curfew"),
        ("Police broke up a demonstration in Nairobi.", "COERCE restrict", "ASSAULT crowd-control"),
    ],
)
def test_one_type_and_not_the_other(pipeline: Pipeline, text: str, first: str, other: str) -> None:
    told = types_and_modes(pipeline, text)
    assert first in told
    assert other not in told


@pytest.mark.parametrize(
    ("text", "faulted"),
    [
        ("Norway backs Chad against Sudan.", ["Sudan"]),
        ("Norway sided with Chad against Sudan.", ["Sudan"]),
        ("Norway's support for Chad against Sudan was welcome.", ["Sudan"]),
        ("Chad, backed by Norway against Sudan, held out.", ["Sudan"]),
        # against things, or nobody, nobody is faulted
        ("Norway backed Chad.", []),
        ("Norway backed Chad against the motion.", []),
        ("Norway voted with Chad against Sudan.", []),
    ],
)
def test_who_is_backed_against_somebody(pipeline: Pipeline, text: str, faulted: list[str]) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    found = {telling.event_type: telling for telling in tellings(doc)}
    accused = found.get("ACCUSE")
    assert ([party.name for party in accused.recipients] if accused else []) == faulted
    if accused is not None:
        assert [party.name for party in accused.actors] == ["Norway"]
        assert [party.name for party in found["SUPPORT"].recipients] == ["Chad"]
        assert main_telling(list(found.values())) == found["SUPPORT"]
