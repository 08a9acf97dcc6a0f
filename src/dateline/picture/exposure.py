"""Violent events at or near heritage and other protected or dangerous sites, apart from claims of damage.

Input: coded articles, the sites with their points and how exact these are. Output: `Exposure`s by site: each event
with its distance and the precision of both ends, and the sentences that claim damage. A distance says where an event
is told to have been, never that the site was hurt. An event that is placed no better than in a province is near
nothing. Who lives there is told only in general terms: by the size of the settlement that is named.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from dateline.knowledge.places import distance_km
from dateline.knowledge.sites import Site, Sites
from dateline.model import Counting, EventMention, PlacePrecision, PlaceRole, PlaceValue
from dateline.picture.matching import ArticleReading, References
from dateline.picture.passages import Passage, passage_of

__all__ = ["Exposure", "ExposureTold", "Near", "NearbySites", "exposure_tellings", "gather_exposure", "settlement_size"]

_EXPOSED = frozenset({"heritage", "nuclear", "dam", "camp", "refinery"})
_VIOLENT = frozenset({"ASSAULT"})
_WITHIN_KM = 25.0
_POINT_KM = {PlacePrecision.SITE: 2.0, PlacePrecision.TOWN: 5.0, PlacePrecision.NEAR: 15.0}
_SITE_KM = 5.0  # where a row does not say how exact its point is
_SIZES = ((300_000, "a large city"), (50_000, "a city"), (5_000, "a town"), (1, "a small settlement"))


@dataclass(frozen=True, slots=True)
class Near:
    """One event near one site: 0 km where the article places it at the site by name."""

    site: Site
    event_type: str
    place: str
    distance_km: float
    event_precision_km: float
    site_precision_km: float
    named: bool
    passage: Passage
    settlement: str | None = None  # in general terms


@dataclass(frozen=True, slots=True)
class Exposure:
    site: Site
    events: tuple[Near, ...]  # nearest first
    damage: tuple[Passage, ...]  # claims that it was hurt, which no event implies


@dataclass(frozen=True, slots=True)
class ExposureTold:
    """What one article adds: an event near a site, or a claim of damage to it."""

    site: Site
    near: Near | None
    damage: Passage | None


@dataclass(frozen=True)
class NearbySites:
    """The exposed sites on a grid of whole degrees, so that a look-up does not go through all of them."""

    sites: Sites

    @cached_property
    def _grid(self) -> dict[tuple[int, int], list[Site]]:
        grid: dict[tuple[int, int], list[Site]] = {}
        for site in self.sites.all():
            if site.kind in _EXPOSED and site.lat is not None and site.lon is not None:
                grid.setdefault((int(site.lat // 1), int(site.lon // 1)), []).append(site)
        return grid

    def around(self, lat: float, lon: float) -> Iterator[tuple[Site, float]]:
        """Each site within reach and its distance. A degree of longitude is 28 km wide at 75 degrees north."""
        row, column = int(lat // 1), int(lon // 1)
        for y in (row - 1, row, row + 1):
            for x in (column - 1, column, column + 1):
                for site in self._grid.get((y, x), ()):
                    if site.lat is not None and site.lon is not None:
                        distance = distance_km(lat, lon, site.lat, site.lon)
                        if distance <= _WITHIN_KM:
                            yield site, distance


def exposure_tellings(reading: ArticleReading, nearby: NearbySites, counting: Counting) -> Iterator[ExposureTold]:
    for mention in reading.coded.mentions:
        if mention.event_type in _VIOLENT and counting.takes(mention):
            yield from _near(mention, reading, nearby)
    for telling in reading.tellings("damage"):
        for place in telling.places:
            site = reading.references.sites.site(place.key)
            if site is not None and site.kind in _EXPOSED:
                yield ExposureTold(site, None, telling.passage)


def _near(mention: EventMention, reading: ArticleReading, nearby: NearbySites) -> Iterator[ExposureTold]:
    refs = reading.references
    passage = passage_of(mention, reading.coded.article)
    seen: set[str] = set()
    for value in dict.fromkeys(claim.value for claim in mention.places):
        for site, distance in _sites_near(value, refs.sites, nearby):
            if site.site_id not in seen:
                seen.add(site.site_id)
                near = Near(
                    site,
                    mention.event_type,
                    value.name,
                    round(distance, 1),
                    _precision_km(value),
                    site.precision_km or _SITE_KM,
                    site.site_id == value.site_id,
                    passage,
                    settlement_size(value, refs),
                )
                yield ExposureTold(site, near, None)


def _sites_near(value: PlaceValue, sites: Sites, nearby: NearbySites) -> Iterator[tuple[Site, float]]:
    """The site that the place names, then those within reach of a place that is exact enough."""
    named = sites.site(value.site_id) if value.site_id else None
    if named is not None and named.kind in _EXPOSED:
        yield named, 0.0 if value.role is PlaceRole.AT else _distance(value, named)
    if value.lat is not None and value.lon is not None and value.precision in _POINT_KM:
        yield from nearby.around(value.lat, value.lon)


def _distance(value: PlaceValue, site: Site) -> float:
    if value.lat is None or value.lon is None or site.lat is None or site.lon is None:
        return 0.0
    return distance_km(value.lat, value.lon, site.lat, site.lon)


def _precision_km(value: PlaceValue) -> float:
    near = value.role is PlaceRole.NEAR or value.precision is None
    precision = PlacePrecision.NEAR if near else value.precision
    return _POINT_KM.get(precision or PlacePrecision.NEAR, _POINT_KM[PlacePrecision.NEAR])


def settlement_size(value: PlaceValue, refs: References) -> str | None:
    """ "a town", "a city": who may be at risk, in no finer terms; None where the gazetteer gives no size."""
    if refs.places is None or value.geoname_id is None:
        return None
    found = (place for place in refs.places.candidates(value.name) if place.geoname_id == value.geoname_id)
    people = next((place.population for place in found), 0)
    return next((size for least, size in _SIZES if people >= least), None)


def gather_exposure(told: Iterable[ExposureTold]) -> tuple[Exposure, ...]:
    """Put together by site; those with most events first."""
    events: dict[str, list[Near]] = {}
    damage: dict[str, list[Passage]] = {}
    sites: dict[str, Site] = {}
    for one in told:
        sites[one.site.site_id] = one.site
        if one.near is not None:
            events.setdefault(one.site.site_id, []).append(one.near)
        if one.damage is not None:
            damage.setdefault(one.site.site_id, []).append(one.damage)
    found = [
        Exposure(
            site,
            tuple(sorted(events.get(name, ()), key=lambda near: (near.distance_km, near.passage.article_id))),
            tuple(damage.get(name, ())),
        )
        for name, site in sites.items()
    ]
    return tuple(sorted(found, key=lambda item: (-len(item.events), -len(item.damage), item.site.site_id)))
