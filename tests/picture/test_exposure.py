"""Exposure: distance and precision of both ends, apart from claims of damage."""

from __future__ import annotations

import pytest

from builders import make_article, make_coded, make_mention
from dateline.model import AS_TOLD, CodedArticle, PlacePrecision, PlaceRole, PlaceValue
from dateline.picture.exposure import Exposure, NearbySites, exposure_tellings, gather_exposure
from dateline.picture.matching import ArticleReading, References

BAALBEK = {"lat": 34.0, "lon": 36.21, "country": "LBN"}


def _exposure(references: References, coded: CodedArticle) -> tuple[Exposure, ...]:
    reading = ArticleReading(coded, references)
    return gather_exposure(exposure_tellings(reading, NearbySites(references.sites), AS_TOLD))


def _shelled(place: PlaceValue, event_type: str = "ASSAULT") -> CodedArticle:
    article = make_article("Shells fell in the evening.", published="2025-06-02")
    return make_coded(article, [make_mention(article, event_type, places=[place])])


def test_a_distance_comes_with_the_precision_of_both_ends(references: References) -> None:
    found = _exposure(references, _shelled(PlaceValue("Baalbek", precision=PlacePrecision.TOWN, **BAALBEK)))
    site = next(item for item in found if item.site.name == "Baalbek")
    (near,) = site.events
    assert near.distance_km < 5
    assert (near.event_precision_km, near.site_precision_km) == (5.0, site.site.precision_km)
    assert not near.named
    assert site.damage == ()


@pytest.mark.parametrize("precision", [PlacePrecision.PROVINCE, PlacePrecision.DISTRICT, PlacePrecision.AREA])
def test_a_province_is_near_nothing(references: References, precision: PlacePrecision) -> None:
    assert _exposure(references, _shelled(PlaceValue("Baalbek", precision=precision, **BAALBEK))) == ()


def test_talks_expose_nothing(references: References) -> None:
    coded = _shelled(PlaceValue("Baalbek", precision=PlacePrecision.TOWN, **BAALBEK), "CONSULT")
    assert _exposure(references, coded) == ()


def test_a_place_without_a_point_is_near_nothing(references: References) -> None:
    assert _exposure(references, _shelled(PlaceValue("Nowhere in particular"))) == ()


def test_near_a_named_site_is_not_at_it(references: References) -> None:
    site = references.sites.named("Baalbek")[0]
    place = PlaceValue("Baalbek", PlaceRole.NEAR, 34.05, 36.3, precision=PlacePrecision.NEAR, site_id=site.site_id)
    (exposure,) = (item for item in _exposure(references, _shelled(place)) if item.site == site)
    assert exposure.events[0].distance_km > 5
    assert exposure.events[0].event_precision_km == 15.0


def test_a_claim_of_damage_stands_apart(references: References) -> None:
    article = make_article("Looters damaged the ruins of Baalbek, the ministry wrote.", published="2025-06-02")
    (exposure,) = _exposure(references, make_coded(article))
    assert exposure.events == ()
    assert [passage.span.quote for passage in exposure.damage] == [article.text]


def test_people_are_told_by_the_size_of_the_settlement_alone(references: References) -> None:
    assert references.places is not None
    town = next(place for place in references.places.candidates("Baalbek") if place.population > 10_000)
    named = PlaceValue("Baalbek", precision=PlacePrecision.TOWN, geoname_id=town.geoname_id, **BAALBEK)
    nameless = PlaceValue("a field", precision=PlacePrecision.TOWN, **BAALBEK)
    told = [
        {near.settlement for exposure in _exposure(references, _shelled(place)) for near in exposure.events}
        for place in (named, nameless)
    ]
    assert told == [{"a town"}, {None}]
