"""Place names in their context: found, resolved, and told from people, peoples and governments."""

from __future__ import annotations

import pytest

from dateline.annotate.pipeline import Pipeline
from dateline.annotate.slots import PLACES, PlaceRow, get
from dateline.model import Article


def places(pipeline: Pipeline, text: str, title: str | None = None) -> dict[str, PlaceRow]:
    doc = next(pipeline.annotate([Article("a-1", text, title=title)]))
    return {span.text: row for span, row in get(doc, PLACES)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Syrian troops entered Palmyra on Monday after leaving Homs.", "Palmyra", "SYR"),
        ("Congolese soldiers fled from Goma towards Bukavu.", "Goma", "COD"),
        ("Militias fought in Tripoli, and the port of Misrata was closed.", "Tripoli", "LBY"),
        ("Gunfire was heard in Tripoli, north of Beirut, the Lebanese army said.", "Tripoli", "LBN"),
        ("The bus left Paris, Texas, for Dallas.", "Paris", "USA"),
        ("The train left Paris for Lyon.", "Paris", "FRA"),
    ],
)
def test_resolved_by_context(pipeline: Pipeline, text: str, name: str, country: str) -> None:
    assert places(pipeline, text)[name].country == country


@pytest.mark.parametrize(
    ("text", "title", "name", "country"),
    [
        ("Two American soldiers were shot near Palmyra.", None, "Palmyra", "SYR"),  # a curated site, not its namesake
        ("American engineers are repairing a bridge in Palmyra.", "Flood in Australia", "Palmyra", "AUS"),
        ("Militias fought in Tripoli on Friday.", "Ceasefire in Lebanon breaks down", "Tripoli", "LBN"),
        ("Militias fought in Tripoli on Friday.", "Ceasefire breaks down", "Tripoli", "LBY"),
    ],
)
def test_resolved_by_title_and_renown(
    pipeline: Pipeline, text: str, title: str | None, name: str, country: str
) -> None:
    assert places(pipeline, text, title)[name].country == country


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Lincoln praised Ms. Washington for her work.",
        "Syrian and Turkish soldiers met.",
        "He had hoped that they would agree on Monday.",
    ],
)
def test_no_places(pipeline: Pipeline, text: str) -> None:
    assert places(pipeline, text) == {}


def test_a_country_is_never_a_point(pipeline: Pipeline) -> None:
    row = places(pipeline, "Fighting went on in Syria and in Aleppo.")["Syria"]
    assert (row.precision, row.country) == ("country", "SYR")
    assert row.lat is None
    assert row.lon is None


def test_governments_are_marked(pipeline: Pipeline) -> None:
    found = places(pipeline, "Damascus said the army had entered Aleppo.")
    assert found["Damascus"].as_government
    assert not found["Aleppo"].as_government


def test_every_choice_has_its_reason(pipeline: Pipeline) -> None:
    found = places(pipeline, "Shells fell on Homs and Hama, a Syrian official said.")
    assert all(row.reason for row in found.values())
