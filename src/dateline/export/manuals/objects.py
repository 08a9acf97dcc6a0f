"""What PLOVER and RFC 7946 ask of JSON: rules for one PLOVER record, and for one feature of a GeoJSON file."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dateline.export.manuals.tables import PLOVER_QUADS, PLOVER_SECTORS

__all__ = ["feature_problems", "plover_problems"]

_REQUIRED = ("id", "date", "actor", "event")
_COUNTRY = re.compile(r"[A-Z]{3}")
_FINEST, _COARSEST = 5, 1


def plover_problems(record: Any) -> Iterator[str]:
    if not isinstance(record, dict):
        yield "a record must be a JSON object"
        return
    yield from (f"{name} is missing" for name in _REQUIRED if name not in record)
    quad = PLOVER_QUADS.get(str(record.get("event")))
    if quad is None:
        yield f"PLOVER has no event type {record.get('event')!r}"
    elif str(record.get("quad_code", quad)) != quad:
        yield f"{record['event']} is of quad class {record['quad_code']}"
    for name in ("actor", "recipient"):
        entities = record.get(name, [])
        if not isinstance(entities, list) or not all(isinstance(entity, dict) for entity in entities):
            yield f"{name} is no list of entities"
        else:
            yield from (problem for entity in entities for problem in _entity_problems(name, entity))
    yield from _location_problems(record.get("event_loc") or {})


def _entity_problems(name: str, entity: dict[str, Any]) -> Iterator[str]:
    code = entity.get("code")
    if code is not None and not _COUNTRY.fullmatch(str(code)):
        yield f"{name} has the code {code!r}, no three capital letters"
    for sector in entity.get("sector") or ():
        if sector not in PLOVER_SECTORS:
            yield f"PLOVER has no sector {sector!r}"


def _location_problems(place: Any) -> Iterator[str]:
    if not isinstance(place, dict):
        yield "event_loc is no object"
        return
    yield from _point_problems(place.get("lon"), place.get("lat"))
    resolution = place.get("resolution")
    if resolution is not None and resolution not in range(_COARSEST, _FINEST + 1):
        yield f"resolution is {resolution!r}, not 1 to 5"
    if resolution == _COARSEST and place.get("lat") is not None:
        yield "a country is drawn as a point"


def _point_problems(lon: Any, lat: Any) -> Iterator[str]:
    if (lon is None) != (lat is None):
        yield "half a coordinate"
    elif lon is not None:
        numbers = all(isinstance(value, int | float) for value in (lon, lat))
        if not numbers or not (abs(lat) <= 90 and abs(lon) <= 180):
            yield f"{lat!r}, {lon!r} is not on the globe"


def feature_problems(feature: Any) -> Iterator[str]:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        yield "it is no Feature"
        return
    if not isinstance(feature.get("properties"), dict):
        yield "a feature needs properties"
    geometry = feature.get("geometry", "")
    if geometry is None:  # no place is known
        return
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        yield "the geometry must be a point, or null where none is known"
        return
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list) or len(coordinates) != 2:
        yield f"coordinates are {coordinates!r}, not longitude and latitude"
        return
    yield from _point_problems(*coordinates)
    if isinstance(feature.get("properties"), dict) and feature["properties"].get("place_precision") == "country":
        yield "a country is drawn as a point"
