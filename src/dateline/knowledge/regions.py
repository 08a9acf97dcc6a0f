"""Reads `regions.yaml`: what the gazetteer's other sources lack. Every mistake is refused with its entry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

__all__ = ["Region", "RegionError", "Regions", "load_regions", "read_regions"]

_KINDS = frozenset({"area", "water", "spot", "town"})


class RegionError(ValueError):
    """An entry of `regions.yaml` that cannot be a place."""


@dataclass(frozen=True, slots=True)
class Region:
    name: str
    kind: str
    lat: float
    lon: float
    country: str | None = None
    geoname_id: int | None = None
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Regions:
    countries: dict[str, tuple[str, ...]]  # ISO alpha-3 -> further names
    short_forms: dict[str, tuple[str, ...]]  # ISO 3166-2 code -> short names
    middles: dict[str, tuple[float, float]]  # ISO 3166-2 code -> point
    regions: tuple[Region, ...]


@cache
def load_regions() -> Regions:
    """The shipped file."""
    return read_regions((files("dateline.knowledge") / "regions.yaml").read_text(encoding="utf-8"), "regions.yaml")


def read_regions(text: str, file_name: str) -> Regions:
    content = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506
    countries = {code: tuple(names) for code, names in content["countries"].items()}
    short_forms = {code: tuple(names) for code, names in content["short_forms"].items()}
    regions = tuple(_region(entry, file_name) for entry in content["regions"])
    middles = {code: (float(lat), float(lon)) for code, (lat, lon) in content["middles"].items()}
    return Regions(countries, short_forms, middles, regions)


def _region(entry: dict[str, Any], file_name: str) -> Region:
    try:
        region = Region(**{**entry, "names": tuple(entry.get("names", ()))})
    except TypeError as error:
        raise RegionError(f"{file_name}: {entry}: {error}") from error
    if region.kind not in _KINDS:
        raise RegionError(f"{file_name}: {region.name}: kind {region.kind!r} is none of {', '.join(sorted(_KINDS))}")
    if not (-90 <= region.lat <= 90 and -180 <= region.lon <= 180):
        raise RegionError(f"{file_name}: {region.name}: {region.lat}, {region.lon} lies outside the globe")
    return region
