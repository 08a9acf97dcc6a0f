"""One article's mentions -> its main telling and what stands beside it, and what the main telling is compared by."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.fuse.profiles import profiles_of
from dateline.fuse.tellings import lead_of, tellings_of
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.model import ActorValue, Article, Basis, Certainty, EventMention, PlacePrecision, PlaceValue, Polarity

THORNBY = PlaceValue("Thornby", lat=54.0, lon=-1.0, country="GBR", precision=PlacePrecision.TOWN, geoname_id=1)
CALDERPORT = PlaceValue("Calderport", lat=50.2, lon=-4.0, country="GBR", precision=PlacePrecision.TOWN, geoname_id=2)
FAMILIES = load_weights().families

ARTICLE = make_article("Raiders killed four guards. The raid hit Thornby. A day before, raiders shot at Calderport.")


def inferred(mention: EventMention) -> EventMention:
    return replace(
        mention,
        places=tuple(replace(claim, basis=Basis.INFERRED, reason="as the sentence before") for claim in mention.places),
    )


def test_a_mention_elsewhere_than_what_has_been_told_is_told_apart() -> None:
    head = make_mention(ARTICLE, trigger="killed", killed=[4])  # says no place itself
    here = make_mention(ARTICLE, trigger="hit", places=[THORNBY])
    elsewhere = make_mention(ARTICLE, trigger="shot", places=[CALDERPORT])
    main, other = tellings_of(make_coded(ARTICLE, [head, here, elsewhere]), load_rarity(), FAMILIES)
    assert main.mentions == (head, here)
    assert other.mentions == (elsewhere,)


def test_a_place_from_another_sentence_tells_nothing_apart() -> None:
    head = make_mention(ARTICLE, trigger="killed", places=[THORNBY])
    read_in = inferred(make_mention(ARTICLE, trigger="shot", places=[CALDERPORT]))
    (telling,) = tellings_of(make_coded(ARTICLE, [head, read_in]), load_rarity(), FAMILIES)
    assert telling.mentions == (head, read_in)


def test_an_incident_is_known_by_the_places_that_are_told_where_there_are_any() -> None:
    head = make_mention(ARTICLE, trigger="killed", places=[THORNBY])
    read_in = inferred(make_mention(ARTICLE, trigger="shot", places=[CALDERPORT]))

    def places(*mentions: EventMention) -> set[str]:
        tellings = tellings_of(make_coded(ARTICLE, mentions), load_rarity(), FAMILIES)
        return {place for profile in profiles_of(ARTICLE, tellings, load_rarity()) for place in profile.places}

    assert places(head, read_in) == {"g1"}
    assert places(read_in) == {"g2"}


def heads(article: Article, *mentions: EventMention) -> list[str]:
    return [
        telling.head.trigger.quote for telling in tellings_of(make_coded(article, mentions), load_rarity(), FAMILIES)
    ]


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("THORNBY, May 4. /WIRE/. Raiders burnt the mill. Nobody was hurt.", "Raiders burnt the mill."),
        ("THORNBY (Wire). Raiders burnt the mill.", "Raiders burnt the mill."),
        ("Raiders burnt the mill. THORNBY.", "Raiders burnt the mill."),
        ("THORNBY. WIRE.", "THORNBY."),
    ],
)
def test_the_lead_is_the_first_sentence_that_says_something(text: str, lead: str) -> None:
    assert lead_of(make_article(text)) == lead


def test_of_one_sentence_the_weightier_event_is_the_main_one() -> None:
    article = make_article("Raiders (outlawed long ago) burnt the mill at Thornby. The guild was angry.")
    aside = make_mention(article, "COERCE", trigger="outlawed", salience=0.7)
    deed = make_mention(article, trigger="burnt", salience=1.3)
    assert heads(article, aside, deed)[0] == "burnt"


def test_a_denial_of_something_else_is_told_apart() -> None:
    article = make_article("Raiders took the castle at Thornby. The raiders denied killing patients of the infirmary.")
    denied = Certainty(polarity=Polarity.DENIED)
    head = make_mention(article, trigger="took", actors=["raiders"], recipients=["the castle"], salience=1.0)
    other = make_mention(article, trigger="killing", actors=["raiders"], recipients=["patients"], certainty=denied)
    same = make_mention(article, trigger="killing", actors=["raiders"], recipients=["castle guards"], certainty=denied)
    assert heads(article, head, other) == ["took", "killing"]
    assert heads(article, head, same) == ["took"]


def test_what_a_sentence_tells_of_another_event_is_told_apart_whole() -> None:
    article = make_article("Raiders burnt the mill at Thornby. A strike on Calderport in May left a toll of 25 killed.")
    head = make_mention(article, trigger="burnt", places=[THORNBY], salience=1.0)
    before = make_mention(article, trigger="strike", places=[CALDERPORT], salience=1.0)
    toll = make_mention(article, trigger="killed", killed=[25])
    assert heads(article, head, before, toll) == ["burnt", "strike"]


def test_what_police_do_to_a_crowd_belongs_to_the_protest() -> None:
    article = make_article("Weavers marched on the guild hall. Police used tear gas against the weavers.")
    protest = make_mention(article, "PROTEST", trigger="marched", actors=["weavers"], salience=1.0)
    answer = make_mention(article, trigger="used", actors=["police"], recipients=["weavers"])
    assert heads(article, protest, answer) == ["marched", "used"]
    assert heads(article, protest, replace(answer, mode="crowd-control")) == ["marched"]


def test_who_is_of_one_country_does_not_strike_back_for_that() -> None:
    article = make_article("Police are arresting weavers in Thornby. Five of the weavers were arrested on Sunday.")
    police, weavers = ActorValue("police", "GBR", "COP"), ActorValue("weavers", "GBR", "LAB")
    head = make_mention(article, "COERCE", trigger="arresting", actors=[police], salience=1.0)
    again = make_mention(article, "COERCE", trigger="arrested", recipients=[weavers])
    assert heads(article, head, again) == ["arresting"]


def test_that_the_attacker_was_killed_is_the_end_of_the_attack() -> None:
    article = make_article("A raider killed two guards in Thornby. Partner troops killed the raider. The raiders fled.")
    raider, guards = ActorValue("raider", "IRL", "REB"), ActorValue("guards", "GBR", "MIL")
    head = make_mention(article, trigger="killed", actors=[raider], recipients=[guards], salience=1.0)
    end = make_mention(article, trigger="Partner", actors=[ActorValue("troops", "GBR", "MIL")])
    for name, sector, told in (("the raider", "UAF", 1), ("Irish rebels", "REB", 2)):
        victim = make_mention(article, trigger="raider. The", recipients=[ActorValue(name, "IRL", sector)]).recipients
        killed = replace(end, recipients=tuple(replace(claim, as_written=name) for claim in victim))
        assert len(heads(article, head, killed)) == told


def test_what_names_no_party_is_told_by_those_who_do() -> None:
    article = make_article("The guilds spoke as talks began in Thornby. The weavers were ready to help the millers.")
    talks = make_mention(article, "CONSULT", trigger="talks", salience=1.0)
    offer = make_mention(article, "AGREE", trigger="ready", actors=["weavers"], recipients=["millers"])
    assert heads(article, talks, offer) == ["talks"]
    parties = replace(talks, actors=make_mention(article, "CONSULT", actors=["smiths"]).actors)
    assert heads(article, parties, offer) == ["talks", "ready"]
