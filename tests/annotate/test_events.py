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
        "Two men were killed when their car collided with a truck.",
        "The company attacked the market with a new phone.",
        "The team agreed to a new contract with its coach.",
        "A storm killed three people in the village.",
        "The chef met all expectations.",
        "My grandmother fought cancer for ten years.",
        "The film bombed at the box office.",
        "Heavy rain blocked roads in the valley.",
        "She protested that the soup was cold.",
    ],
)
def test_no_event(pipeline: Pipeline, text: str) -> None:
    assert types_of(pipeline, text) == []
