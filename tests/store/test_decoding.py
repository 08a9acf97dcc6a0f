"""Values come back from JSON as they were, and what no value can be is refused."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest

from builders import make_article, make_coded, make_mention
from dateline.model import (
    ActorValue,
    Attribution,
    Basis,
    Claim,
    CodedArticle,
    EventMention,
    GroupToll,
    Incident,
    IncidentAttribute,
    OriginClaims,
    PlacePrecision,
    PlaceValue,
    Reported,
    SideValue,
)
from dateline.model.incidents import AttributeState
from dateline.store.decoding import decoded, decoded_incident
from dateline.store.rows import to_json

ARTICLE = make_article(
    "Rebels of the Red Front shelled Kerun at dawn, killing 3, officials said.", published="2024-05-06"
)
MENTION = make_mention(
    ARTICLE,
    trigger="shelled",
    actors=[ActorValue("Red Front", "SDN", "REB", count=7)],
    places=[PlaceValue("Kerun", lat=15.5, lon=38.0, country="ERI", precision=PlacePrecision.TOWN)],
    days=["2024-05-06"],
    killed=[3],
)


def _side() -> Claim[SideValue]:
    attribution = Attribution(MENTION.attribution.sources[:1])
    value = SideValue("actor", "armed opposition", "SDN", armed=True)
    return Claim(
        MENTION.actors[0].claim_id,
        "side",
        value,
        "Rebels",
        (),
        attribution,
        basis=Basis.INFERRED,
        reason="as the table says",
    )


def _incident() -> Incident:
    claims: tuple[Reported, ...] = (*MENTION.claims(), _side())
    origin = OriginClaims("officials", claims, ("3",), date(2024, 5, 6), (ARTICLE.article_id,), denied=("4",))
    toll = (GroupToll("farmers", None, 3, None),)
    attribute = IncidentAttribute("killed", AttributeState.REVISED, (origin,), "3", "all say so", 3, 3, 3, toll)
    ids = (MENTION.mention_id,), (ARTICLE.article_id,)
    return Incident("i-1", "ASSAULT", *ids, (attribute,), origins=("officials",), label="in Kerun", unsettled=True)


@pytest.mark.parametrize("value", [ARTICLE, MENTION, make_coded(ARTICLE, [MENTION])])
def test_values_come_back_as_they_were(value: object) -> None:
    assert decoded(type(value), to_json(value)) == value


def test_an_incident_comes_back_with_claims_of_every_kind() -> None:
    told = _incident()
    assert {type(claim.value) for claim in told.attributes[0].origins[0].claims} > {ActorValue, PlaceValue, SideValue}
    assert decoded_incident(to_json(told)) == told


def test_claims_that_have_been_read_are_not_made_again() -> None:
    actor = replace(MENTION.actors[0])
    assert actor.claim_id == _side().claim_id  # the side that it is read as
    told = decoded_incident(to_json(_incident()), {actor.claim_id: actor})
    assert told == _incident()
    assert told.attributes[0].origins[0].claims[0] is actor


def _changed(value: object, old: str, new: str) -> bytes:
    text = to_json(value).decode()
    assert old in text
    return text.replace(old, new, 1).encode()


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (EventMention, b"{}"),
        (EventMention, b"[1"),
        (EventMention, _changed(MENTION, '"start_char":', '"start_char":9')),
        (EventMention, _changed(MENTION, '"lat":15.5', '"lat":95.5')),
        (CodedArticle, _changed(make_coded(ARTICLE, [MENTION]), "Rebels of", "Rebel of")),
        (CodedArticle, json.dumps({"article": None}).encode()),
    ],
)
def test_what_the_model_refuses_is_refused(kind: type[object], text: bytes) -> None:
    with pytest.raises(ValueError, match=r"."):
        decoded(kind, text)


def test_a_claim_about_nothing_that_is_known_is_refused() -> None:
    text = _changed(_incident(), '"field":"side"', '"field":"mood"')
    with pytest.raises(ValueError, match="is about 'mood', which is no field of a claim"):
        decoded_incident(text)
