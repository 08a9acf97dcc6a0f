"""Movements: who goes, what for, from where and to where."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders import make_article, make_coded, make_mention
from dateline.model import AS_TOLD, ActorValue, PlacePrecision, PlaceRole, PlaceValue
from dateline.picture.matching import ArticleReading, References
from dateline.picture.movements import gather_movements, movement_tellings

Read = Callable[..., ArticleReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("French helicopters flew the wounded to Dakar.", {("FRA", "evacuation", None, "Dakar")}),
        ("Helicopters carried the injured to Dakar.", {(None, "evacuation", None, "Dakar")}),
        ("Italian troops withdrew from Niger.", {("ITA", "withdrawal", "Niger", None)}),
        ("Turkey sent four warships to Libya.", {("TUR", "deployment", None, "Libya")}),
        ("Ghana evacuated civilians from Togo to Benin.", {("GHA", "evacuation", "Togo", "Benin")}),
        ("Turkey sent four letters to Libya.", set()),
        ("The minister flew to Dakar.", set()),
    ],
)
def test_what_a_sentence_tells(read: Read, text: str, expected: set[tuple[str | None, ...]]) -> None:
    found = gather_movements(movement_tellings(read(text), AS_TOLD))
    assert {
        (item.mover and item.mover.key, item.kind, item.start and item.start.name, item.end and item.end.name)
        for item in found
    } == expected


def test_a_coded_withdrawal_keeps_its_ends(references: References) -> None:
    article = make_article("The soldiers left at dawn.", published="2025-06-02")
    places = [
        PlaceValue("Agadez", PlaceRole.FROM, geoname_id=2448085, country="NER", precision=PlacePrecision.TOWN),
        PlaceValue("Niamey", PlaceRole.TO, geoname_id=2440485, country="NER", precision=PlacePrecision.TOWN),
    ]
    mention = make_mention(article, "RETREAT", actors=[ActorValue("the soldiers", "USA", "MIL")], places=places)
    reading = ArticleReading(make_coded(article, [replace(mention, mode="withdraw")]), references)
    (movement,) = gather_movements(movement_tellings(reading, AS_TOLD))
    assert movement.start is not None
    assert movement.end is not None
    assert (movement.start.name, movement.end.name) == ("Agadez", "Niamey")
    assert movement.passages[0].mention_id == mention.mention_id


def test_who_evacuates_does_not_withdraw(references: References) -> None:
    """What the coder takes for a retreat leads to a place that is not left."""
    article = make_article("Helicopters evacuated the wounded to Agadez.", published="2025-06-02")
    place = PlaceValue("Agadez", PlaceRole.AT, geoname_id=2448085, country="NER", precision=PlacePrecision.TOWN)
    helicopters = ActorValue("Helicopters", "USA", "MIL")
    mention = make_mention(article, "RETREAT", trigger="evacuated", actors=[helicopters], places=[place])
    reading = ArticleReading(make_coded(article, [replace(mention, mode="withdraw")]), references)
    found = gather_movements(movement_tellings(reading, AS_TOLD))
    assert {item.kind for item in found} == {"evacuation"}
    assert all(item.start is None for item in found)
