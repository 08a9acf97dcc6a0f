"""Presence: who holds, builds, leaves or wants what, and what is no such thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from builders import make_article, make_coded
from dateline.model import AttributeState
from dateline.picture.matching import ArticleReading, References
from dateline.picture.presence import gather_presence, presence_tellings

Read = Callable[..., ArticleReading]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("France maintains a military base in Djibouti.", {("FRA", "hold", "DJI")}),
        ("Turkish troops are stationed in Somalia.", {("TUR", "hold", "SOM")}),
        ("Some 3,500 American soldiers are now in Kuwait.", {("USA", "hold", "KWT")}),
        ("Ankara is building a new airbase in Libya.", {("TUR", "build", "LBY")}),
        ("French forces withdrew from Niger in December.", {("FRA", "leave", "NER")}),
        ("France withdrew part of its equipment from Niger.", set()),
        ("France withdrew 300 of its soldiers from Niger.", set()),
        ("France withdrew its soldiers from Niger.", {("FRA", "leave", "NER")}),
        ("Belarus wants Russia's bases to stay.", {("RUS", "hold", "BLR"), ("RUS", "want", "BLR")}),
        (
            "The fate of the Chinese base in Djibouti is uncertain.",
            {("CHN", "hold", "DJI"), ("CHN", "in_question", "DJI")},
        ),
        ("Chad was visited by the French president.", set()),
        ("Tourists from Japan relaxed at a base camp.", set()),
        ("German soldiers trained at home.", set()),
    ],
)
def test_what_a_sentence_tells(read: Read, text: str, expected: set[tuple[str, str, str]]) -> None:
    found = gather_presence(presence_tellings(read(text)))
    assert {(item.holder.key, item.act, item.place.key) for item in found} == expected


def test_a_coordinated_place_is_held_too(read: Read) -> None:
    found = gather_presence(presence_tellings(read("Moscow runs a naval base in Tartus and an airbase at Hmeimim.")))
    assert {item.place.key for item in found if item.act == "hold"} >= {
        "site.hmeimim-air-base",
        "site.tartus-naval-base",
    }


@pytest.mark.parametrize(
    ("publisher", "state"), [("The Wren", AttributeState.DISPUTED), ("The Lark", AttributeState.SINGLE_ORIGIN)]
)
def test_what_one_says_and_another_denies_is_disputed(read: Read, publisher: str, state: AttributeState) -> None:
    """A paper that says both contradicts nobody but itself."""
    readings = [
        read("Rebels fled after the battle. Ethiopia controls Mekelle."),
        read("Ethiopia does not control the town of Mekelle.", published="2025-06-03", publisher=publisher),
    ]
    tellings = [telling for reading in readings for telling in presence_tellings(reading)]
    (presence,) = gather_presence(tellings)
    assert (len(presence.passages), len(presence.denials)) == (1, 1)
    assert presence.state is state


@pytest.mark.parametrize(("hearsay", "count"), [(True, 1), (False, 0)])
def test_hearsay_is_somebodys_word_and_a_guess_is_nobodys(references: References, hearsay: bool, count: int) -> None:
    article = make_article("Ethiopia reportedly controls Mekelle.")
    guessed = article.span(0, len(article.text))
    coded = replace(make_coded(article), speculation=(guessed,), hearsay=(guessed,) if hearsay else ())
    assert len(list(presence_tellings(ArticleReading(coded, references)))) == count


def test_years_are_only_those_that_a_passage_gives(read: Read) -> None:
    (presence,) = gather_presence(presence_tellings(read("Turkish troops are stationed in Somalia since 2017.")))
    assert (presence.since, presence.until) == (2017, None)


def test_every_line_opens_into_words_of_its_article(read: Read) -> None:
    reading = read("The minister smiled. France maintains a military base in Djibouti. Nobody asked.")
    (presence,) = gather_presence(presence_tellings(reading))
    (passage,) = presence.passages
    assert passage.span.quote == "France maintains a military base in Djibouti."
    assert passage.source == "The Lark"
