"""Two places of the gazetteer -> whether one lies in the other, and how far apart they are."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from dateline.knowledge.places import Place, PlaceKind

__all__ = ["distances_km", "lies_in", "province_of"]

_EARTH_KM = 6371.0


def province_of(place: Place) -> tuple[str | None, str] | None:
    """The province that the place is or lies in."""
    name = place.name if place.kind is PlaceKind.ADMIN1 else place.admin1
    return (place.country, name) if name else None


def lies_in(place: Place, other: Place) -> bool:
    """Whether a place lies inside another, by the divisions that the gazetteer gives it."""
    if place.place_id == other.place_id or place.country != other.country:
        return False
    if other.kind is PlaceKind.COUNTRY:
        return place.kind is not PlaceKind.COUNTRY
    if other.kind is PlaceKind.ADMIN1:
        return place.admin1 == other.name
    return other.kind is PlaceKind.ADMIN2 and place.admin2 == other.name


def distances_km(places: Sequence[Place], others: Sequence[Place]) -> npt.NDArray[np.float64]:
    """Great-circle distances in km, each with each (haversine)."""
    lat, lon = np.radians([[p.lat, p.lon] for p in places]).T
    other_lat, other_lon = np.radians([[p.lat, p.lon] for p in others]).T
    half = np.sin((lat[:, None] - other_lat) / 2) ** 2
    half += np.cos(lat)[:, None] * np.cos(other_lat) * np.sin((lon[:, None] - other_lon) / 2) ** 2
    result: npt.NDArray[np.float64] = 2 * _EARTH_KM * np.arcsin(np.sqrt(np.minimum(1.0, half)))
    return result
