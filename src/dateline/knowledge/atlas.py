"""The gazetteer and the sites as one look-up: what recognition and resolution ask."""

from __future__ import annotations

from functools import lru_cache

from dateline.knowledge.places import Gazetteer, Place, PlaceKind
from dateline.knowledge.sites import Site, Sites

__all__ = ["Atlas"]


class Atlas:
    """`places.PlaceLookup` over both. A site is a spot that carries its `site_id`."""

    def __init__(self, gazetteer: Gazetteer, sites: Sites) -> None:
        self.gazetteer = gazetteer
        self.sites = sites
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def _candidates(self, name: str) -> tuple[Place, ...]:
        spots = (self._spot(site) for site in self.sites.named(name))
        return (*(spot for spot in spots if spot is not None), *self.gazetteer.candidates(name))

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
