"""One article's mentions -> its main telling and what stands beside it, and what the main telling is compared by."""

from __future__ import annotations

from dataclasses import replace

from builders import make_article, make_coded, make_mention
from dateline.fuse.profiles import profiles_of
from dateline.fuse.tellings import tellings_of
from dateline.fuse.weights import load_weights
from dateline.fuse.wording import load_rarity
from dateline.model import Basis, EventMention, PlacePrecision, PlaceValue

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
