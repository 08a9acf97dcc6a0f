"""The gazetteer and the sites as one look-up: what recognition and resolution ask."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from dateline.knowledge.places import Gazetteer, Place, PlaceKind, distance_km
from dateline.knowledge.sites import Site, Sites

__all__ = ["Atlas"]

_HERITAGE = "heritage"
_SAME_PLACE_KM = 15.0


class Atlas:
    """`places.PlaceLookup` over both. A site is a spot that carries its `site_id`."""

    def __init__(self, gazetteer: Gazetteer, sites: Sites) -> None:
        self.gazetteer = gazetteer
        self.sites = sites
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def _candidates(self, name: str) -> tuple[Place, ...]:
        """Sites and places of this name. A heritage site and the town of its name are one place: the town's point is
        what news means, and the site is kept with it."""
        found = list(self.gazetteer.candidates(name))
        for site in self.sites.named(name):
            spot = self._spot(site)
            town = _town_of(spot, found) if spot is not None and site.kind == _HERITAGE else None
            if town is not None:
                found[found.index(town)] = town._replace(site_id=site.site_id)
            elif spot is not None:
                found.insert(0, spot)
        return tuple(found)

    def _spot(self, site: Site) -> Place | None:
        """The site as a place; one without a sure point stands, undrawn, in the middle of its country."""
        lat, lon, derived = site.lat, site.lon, False
        if lat is None or lon is None:
            country = self.gazetteer.country(site.country) if site.country else None
            if country is None:
                return None
            lat, lon, derived = country.lat, country.lon, True
        return Place(
            *(self.sites.number(site), site.name, PlaceKind.SPOT, lat, lon, site.country, None, None, 0),
            derived=derived,
            site_id=site.site_id,
        )

    def neighbours(self, country: str) -> frozenset[str]:
        return self.gazetteer.neighbours(country)

    def demonym(self, word: str) -> str | None:
        return self.gazetteer.demonym(word)

    def country(self, code: str) -> Place | None:
        return self.gazetteer.country(code)


def _town_of(spot: Place, places: Iterable[Place]) -> Place | None:
    """The largest town of the same name beside a site."""
    towns = [
        place
        for place in places
        if place.kind is PlaceKind.TOWN and distance_km(spot.lat, spot.lon, place.lat, place.lon) <= _SAME_PLACE_KM
    ]
    return max(towns, key=lambda town: town.population, default=None)
