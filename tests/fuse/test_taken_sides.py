"""The sides that the parties of an incident stand on, by origin and with their state."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.export.incident_contract import incident_to_contract
from dateline.fuse.fusing import fuse
from dateline.fuse.taken_sides import compare_sides, sides_taken
from dateline.fuse.values import Relation
from dateline.model import (
    ActorValue,
    AttributeState,
    CodedArticle,
    DiscrepancyKind,
    Incident,
    PlacePrecision,
    PlaceValue,
    SideValue,
)
from dateline.store.rows import from_plain, to_plain

MILL = PlaceValue("Thornby", geoname_id=7, country="GBR", precision=PlacePrecision.TOWN)
ARMY = ActorValue("the army", "GBR", "MIL", actor_id="gbr.mil")
RAIDERS = ActorValue("raiders", "GBR", "REB", actor_id="gbr.reb")
COASTGUARD = ActorValue("the coastguard", "NOR", "MIL")
NORWAY = ActorValue("Norway", "NOR")
MILLERS = ActorValue("millers", "GBR", "CVL")
GUNMEN = ActorValue("gunmen", None, "UAF")
PARTY = ActorValue("the Reform Party", "GBR", "PTY")
STRANGERS = ActorValue("strangers")


def told(actor: ActorValue, speaker: str, published: str = "2025-05-05") -> CodedArticle:
    text = f"They attacked the mill at Thornby at dawn and set it alight, {speaker} said. Smoke rose over the dale."
    article = make_article(text, publisher=f"Daily {speaker}", published=published)
    mention = make_mention(
        article, trigger="attacked", actors=[actor], recipients=[MILLERS], places=[MILL], said_by=[speaker]
    )
    return make_coded(article, [mention])


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (ARMY, "actor: government (GBR)"),
        (RAIDERS, "actor: armed opposition (GBR)"),
        (COASTGUARD, "actor: foreign state (NOR)"),
        (NORWAY, "actor: foreign state (NOR)"),
        (GUNMEN, "actor: unidentified"),
        (PARTY, None),
        (STRANGERS, None),
        (ActorValue("the relief agency", "NGO"), None),
    ],
)
def test_the_side_of_a_party(party: ActorValue, expected: str | None) -> None:
    (mention,) = told(party, "Ministry").mentions
    sides = [claim for claim in sides_taken(mention) if claim.value.role == "actor"]
    assert [str(claim.value) for claim in sides] == ([expected] if expected else [])
    assert all(claim.claim_id == mention.actors[0].claim_id for claim in sides)


def test_nobody_is_foreign_where_no_party_is_at_home() -> None:
    (mention,) = told(COASTGUARD, "Ministry").mentions
    (side,) = sides_taken(replace(mention, recipients=()))
    assert str(side.value) == "actor: government (NOR)"


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (("government", "GBR", True), ("government", "GBR", True), Relation.SAME),
        (("government", "GBR", True), ("armed opposition", "GBR", True), Relation.CONTRADICTS),
        (("government", "GBR", True), ("government", "NOR", True), Relation.CONTRADICTS),
        (("government", "GBR", True), ("government", None, True), Relation.REFINES),
        (("government", "GBR", True), ("unidentified", None, False), Relation.REFINES),
        (("armed opposition", "GBR", True), ("civilians", "GBR", False), Relation.REFINES),
    ],
)
def test_two_sides(here: tuple[str, str, bool], there: tuple[str, str, bool], expected: Relation) -> None:
    assert compare_sides(SideValue("actor", *here), SideValue("actor", *there)) is expected
    assert compare_sides(SideValue("actor", *there), SideValue("actor", *here)) is expected
    assert compare_sides(SideValue("recipient", *here), SideValue("actor", *there)) is Relation.APART
    assert compare_sides(SideValue("recipient", *here), SideValue("recipient", *there)) is not Relation.CONTRADICTS


@pytest.mark.parametrize(
    ("accounts", "state", "shown"),
    [
        (
            [told(ARMY, "Ministry")],
            AttributeState.SINGLE_ORIGIN,
            "actor: government (GBR); recipient: civilians (GBR)",
        ),
        (
            [told(RAIDERS, "Ministry"), told(RAIDERS, "Gazette")],
            AttributeState.CORROBORATED,
            "actor: armed opposition (GBR); recipient: civilians (GBR)",
        ),
        (
            [told(RAIDERS, "Ministry"), told(ARMY, "Gazette", "2025-05-06")],
            AttributeState.DISPUTED,
            "actor: government (GBR); recipient: civilians (GBR)",
        ),
    ],
)
def test_an_incident_tells_sides_by_origin(accounts: list[CodedArticle], state: AttributeState, shown: str) -> None:
    (incident,) = fuse(accounts).incidents()
    side = incident.attribute("side")
    assert side is not None
    assert (side.state, side.shown) == (state, shown)
    assert [account.origin for account in side.origins] == sorted(
        item.mentions[0].attribution.innermost.name for item in accounts
    )
    kinds = {discrepancy.kind for discrepancy in incident.discrepancies}
    assert (DiscrepancyKind.SIDE in kinds) is (state is AttributeState.DISPUTED)


def test_parties_of_no_known_side_tell_none() -> None:
    article = make_article("Strangers met in Thornby.")
    (incident,) = fuse([make_coded(article, [make_mention(article, "CONSULT", actors=[STRANGERS])])]).incidents()
    assert incident.attribute("side") is None


def test_sides_stay_with_the_incident_when_it_is_kept() -> None:
    (incident,) = fuse([told(COASTGUARD, "Ministry")]).incidents()
    kept = from_plain(Incident, json.loads(json.dumps(to_plain(incident))))
    assert kept == incident
    contract = {attribute["name"]: attribute for attribute in incident_to_contract(incident)["attributes"]}
    values = [claim["value"] for origin in contract["side"]["origins"] for claim in origin["claims"]]
    assert {
        "role": "actor",
        "side": "government",
        "country": "NOR",
        "armed": True,
        "shown_as": "foreign state",
    } in values
