"""The toponym metrics by hand."""

from __future__ import annotations

from typing import Any

import pytest

from dateline.evaluate.toponyms import counts_as_toponym, is_right, overlap_pairs
from dateline.knowledge.places import Place, PlaceKind

HENTZAU = Place(7, "Hentzau", PlaceKind.TOWN, 50.0, 14.0, "RUR", None, None, 10, derived=False)
COUNTRY = Place(8, "Ruritania", PlaceKind.COUNTRY, 50.0, 14.0, "RUR", None, None, 10, derived=True)


class Lookup:
    def candidates(self, name: str) -> tuple[Place, ...]:
        return (COUNTRY,) if name == "Ruritania" else ()

    def neighbours(self, _country: str) -> frozenset[str]:
        return frozenset()

    def demonym(self, _word: str) -> str | None:
        return None


def gold(**fields: Any) -> dict[str, Any]:
    return {"text": "Hentzau", "lat": 0.0, "lon": 0.0, "geonameid": None} | fields


@pytest.mark.parametrize(
    ("place", "toponym", "right"),
    [
        (HENTZAU, gold(geonameid="7"), True),
        (HENTZAU, gold(geonameid="70"), False),
        (HENTZAU, gold(lat=51.44, lon=14.0), True),  # 160.1 km
        (HENTZAU, gold(lat=51.46, lon=14.0), False),  # 162.3 km
        (COUNTRY, gold(page="https://a.example/wiki/Ruritania"), True),
        (COUNTRY, gold(page="https://a.example/wiki/Ruritania_(country)"), True),
        (COUNTRY, gold(page="https://a.example/wiki/Ruritania_(state)"), False),
        (HENTZAU, gold(page="https://a.example/wiki/Hentzau"), False),
        (HENTZAU._replace(place_id=-3), gold(geonameid="-3"), False),
    ],
)
def test_is_right(place: Place, toponym: dict[str, Any], right: bool) -> None:
    assert is_right(place, toponym, Lookup()) is right


def test_pairs_are_one_to_one() -> None:
    assert overlap_pairs([(0, 5), (6, 9)], [(0, 9)]) == [(0, 0)]
    assert overlap_pairs([(0, 9)], [(0, 5), (6, 9)]) == [(0, 0)]
    assert overlap_pairs([(0, 5)], [(5, 9)]) == []
    assert overlap_pairs([(7, 9), (0, 4)], [(0, 4), (6, 8)]) == [(1, 0), (0, 1)]


@pytest.mark.parametrize(
    ("toponym", "counts"),
    [
        ({"type": "Literal", "modifier": None}, True),
        ({"type": "Literal_Modifier", "modifier": "Noun"}, True),
        ({"type": "Literal_Modifier", "modifier": "Adjective"}, False),
        ({"type": "Non_Toponym", "modifier": None}, False),
        ({"name": "Paris"}, True),
    ],
)
def test_what_counts(toponym: dict[str, Any], counts: bool) -> None:
    assert counts_as_toponym(toponym) is counts
