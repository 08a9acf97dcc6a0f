"""Whom words for several mean: "the two", "both sides", "some", and round numbers of people."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import ACTORS, ActorRow, get
from dateline.model import Article


def rows_of(pipeline: Pipeline, text: str, phrase: str) -> list[ActorRow]:
    (doc,) = pipeline.annotate([Article("x", text)])
    return [row for span, row in get(doc, ACTORS) if span.text == phrase]


@pytest.mark.parametrize(
    ("text", "phrase", "names"),
    [
        ("Ada Larsen met Jon Berg in Oslo. The two signed a letter.", "The two", ["Ada Larsen", "Jon Berg"]),
        ("Ada Larsen met Jon Berg in Oslo. Both signed a letter.", "Both", ["Ada Larsen", "Jon Berg"]),
        ("Ada Larsen met Jon Berg in Oslo. Both of the ministers left.", "Both", []),
        ("Kenya and Uganda discussed the border. Both blamed Rwanda.", "Both", ["Kenya", "Uganda"]),
        ("Kenyan police held three farmers. The three were freed.", "The three", ["three farmers"]),
        # where so many have not been named, nobody is meant that can be told
        ("Ada Larsen spoke in Oslo. The two signed a letter.", "The two", []),
        ("Ada Larsen met Jon Berg. The two ministers' cars broke down.", "The two", []),
        # sides are those of a war or of talks
        (
            "The Malian army met Tuareg rebels. Both sides signed a truce.",
            "Both sides",
            ["Malian Armed Forces", "Tuareg rebels"],
        ),
        # a part of a crowd that was named
        ("Farmers marched in Peru. Some threw stones.", "Some", ["Farmers"]),
        ("It rained in Peru. Some threw stones.", "Some", []),
    ],
)
def test_who_is_meant(pipeline: Pipeline, text: str, phrase: str, names: list[str]) -> None:
    assert [row.name for row in rows_of(pipeline, text, phrase)] == names


@pytest.mark.parametrize(
    ("text", "phrase", "country"),
    [
        ("Thousands marched through Lima on Monday.", "Thousands", "PER"),
        ("Police in Harare arrested dozens.", "dozens", "ZWE"),
        ("Hundreds rallied in the streets of Nairobi.", "Hundreds", "KEN"),
    ],
)
def test_a_round_number_is_a_crowd_of_the_place(pipeline: Pipeline, text: str, phrase: str, country: str) -> None:
    (row,) = rows_of(pipeline, text, phrase)
    assert (row.country, row.sector, row.basis) == (country, "CVL", "inferred")


@pytest.mark.parametrize(
    "text",
    [
        "Thousands of ballots were burned in Lima.",
        "The bank in Lima lost millions.",
        "It rained for dozens of days in Lima.",
    ],
)
def test_a_round_number_of_things_is_nobody(pipeline: Pipeline, text: str) -> None:
    (doc,) = pipeline.annotate([Article("x", text)])
    assert not [span.text for span, row in get(doc, ACTORS) if row.sector == "CVL"]
