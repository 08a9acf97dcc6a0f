"""Values as the pages show them: no code where there is a word."""

from __future__ import annotations

from typing import Any

import pytest

from builders import CERTAIN, make_article, make_attribution, make_mention
from dateline.model import ActorValue, Claim, PlacePrecision, PlaceValue, SideValue
from dateline.web.spoken import SECTORS, spoken

TOWN = PlacePrecision.TOWN


def said_of(words: str, **told: Any) -> str:
    """Of the one claim that rests on these words."""
    article = make_article("Rebels shelled the market of Velmak in Syria on Sunday.", published="2025-03-02")
    (claim,) = make_mention(article, trigger=words, **told).claims()
    return spoken(claim)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (ActorValue("Rebels", country="SYR", sector="REB"), "Rebels, Syria, armed opposition"),
        (ActorValue("Rebels", sector="MIL"), "Rebels, military"),
        (ActorValue("Rebels", country="SYR"), "Rebels, Syria"),
        (ActorValue("Rebels"), "Rebels"),
    ],
)
def test_actors(value: ActorValue, said: str) -> None:
    assert said_of("Rebels", actors=[value]) == said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (PlaceValue("Velmak", country="SYR", precision=TOWN), "at Velmak, Syria (town)"),
        (PlaceValue("Syria", country="SYR", precision=PlacePrecision.COUNTRY), "at Syria (country)"),
        (PlaceValue("Velmak"), "at Velmak (not in the gazetteer)"),
    ],
)
def test_places(value: PlaceValue, said: str) -> None:
    assert said_of(value.name, places=[value]) == said


def test_dates() -> None:
    assert said_of("Sunday", days=["2025-03-02"]) == "2 Mar 2025 (“Sunday”, day)"


def test_sides() -> None:
    span = make_article("Soldiers were shelled.").span(0, 8)
    value = SideValue("recipient", "government", "SYR")
    claim = Claim("c-1", "side", value, "Soldiers", (span,), make_attribution(), CERTAIN)
    assert spoken(claim) == "recipient: government (Syria)"


def test_every_sector_has_words() -> None:
    assert all(len(code) == 3 and words.islower() for code, words in SECTORS.items())
