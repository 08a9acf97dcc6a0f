"""Weapons that served an event, and those that did not."""

from __future__ import annotations

import pytest

from dateline.annotate.events.instruments import find_instruments
from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import EVENTS, get
from dateline.evaluate.coder import make_article


def instruments(pipeline: Pipeline, text: str) -> list[str]:
    (doc,) = pipeline.annotate([make_article(text)])
    return [found.weapon.name for found in find_instruments(doc, get(doc, EVENTS))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Rebels fired rockets and mortar shells at the Kenyan embassy.", ["rocket", "mortar shell"]),
        ("Two Kenyan soldiers were killed by a landmine.", ["landmine"]),
        ("Gunmen armed with assault rifles attacked a Kenyan police post.", ["assault rifle"]),
        ("A car bomb killed four soldiers in Nairobi.", ["car bomb"]),
        ("Protesters hurled stones at the Kenyan police.", ["stone"]),
        ("two kenyan soldiers were killed by a car-bomb.", ["car bomb"]),
        ("Police fired tear gas at Kenyan protesters.", ["tear gas"]),
    ],
)
def test_what_an_attack_was_made_with(pipeline: Pipeline, text: str, names: list[str]) -> None:
    assert instruments(pipeline, text) == names


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan troops attacked a rebel tank near the border.",
        "The Kenyan tank commander was killed in an attack by rebels.",
        "Police seized rifles from the attackers who killed the Kenyan minister.",
        "The Kenyan minister visited a factory that makes rifles.",
        "Rebels attacked workers of the coal mine.",
        "Kenyan police found a bomb.",
    ],
)
def test_weapons_that_served_no_attack(pipeline: Pipeline, text: str) -> None:
    assert instruments(pipeline, text) == []


@pytest.mark.parametrize(
    ("text", "mode"),
    [
        ("Rebels attacked the Kenyan airport with rockets.", "heavy-weapons"),
        ("Rebels fired rockets at the Kenyan airport.", "heavy-weapons"),
        ("Militants threw a grenade into a Kenyan police station.", "explosives"),
        ("Troops fired on a Kenyan tank.", None),
        ("A Kenyan army helicopter was hit by gunfire from rebels.", "firearms"),
        ("Rebels attacked a Kenyan helicopter.", None),
    ],
)
def test_what_is_hit_is_no_means(pipeline: Pipeline, text: str, mode: str | None) -> None:
    (doc,) = pipeline.annotate([make_article(text)])
    assert [row.mode for _, row in get(doc, EVENTS)] == [mode]
