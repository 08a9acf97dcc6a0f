"""Spots -> a map as SVG, for browsers without WebGL or JavaScript, and the same spots and outlines as GeoJSON.

What is known only roughly is drawn as an area, never as a point: a country is filled, a province or a region is a wide
dashed circle. Spots that would lie on each other are one circle with their number. The projection is equirectangular,
true to scale along the middle of the map.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from dateline.knowledge.outlines import Outline, Ring, load_outlines
from dateline.model import PlacePrecision
from dateline.store.overview import Spot

__all__ = ["AREA_KM", "Circle", "Drawn", "Shape", "draw", "has_place", "outlines_geojson", "spots_geojson"]

AREA_KM = {
    PlacePrecision.DISTRICT: 20.0,
    PlacePrecision.PROVINCE: 60.0,
    PlacePrecision.AREA: 60.0,
    PlacePrecision.WATER: 60.0,
}
"""How far around its point an area of each kind is drawn: a sign that it is wide, not its border."""

_WIDTH, _HEIGHT = 960.0, 520.0
_KM_OF_DEGREE = 111.2
_APART = 22.0  # units of the drawing within which spots become one circle
_LEAST_DEGREES = 5.0  # of latitude that a map shows
_FINE_BELOW = 40.0  # degrees of longitude below which the finer outlines are used


@dataclass(frozen=True, slots=True)
class Shape:
    """A country's outline in the drawing, and how many incidents are placed no better than in it."""

    code: str | None
    name: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Circle:
    """A spot or several in the drawing; `is_area`: its place is known only roughly."""

    x: float
    y: float
    radius: float
    count: int
    disputed: int
    is_area: bool
    places: tuple[str, ...]  # the names, those with the most incidents first
    spot: Spot | None  # where it is one only


@dataclass(frozen=True, slots=True)
class Drawn:
    width: int
    height: int
    shapes: Sequence[Shape]
    circles: Sequence[Circle]
    unplaced: int  # incidents whose place has no point on the map


@dataclass(frozen=True, slots=True)
class _Frame:
    """Degrees -> the drawing."""

    west: float
    north: float
    scale: float  # units a degree of latitude
    squeeze: float  # a degree of longitude in degrees of latitude

    def at(self, lon: float, lat: float) -> tuple[float, float]:
        return (lon - self.west) * self.squeeze * self.scale, (self.north - lat) * self.scale

    def units(self, kilometres: float) -> float:
        return kilometres / _KM_OF_DEGREE * self.scale


@cache
def _drawn_codes() -> frozenset[str]:
    return frozenset(outline.code for outline in load_outlines() if outline.code)


def has_place(spot: Spot) -> bool:
    """Whether a map would show it: as a point or area, or as a country."""
    return spot.lat is not None or spot.country in _drawn_codes()


def draw(spots: Sequence[Spot]) -> Drawn:
    """The map that shows all the spots."""
    placed = [spot for spot in spots if spot.lat is not None and spot.precision != PlacePrecision.COUNTRY]
    countries: dict[str, int] = {}
    for spot in spots:
        if spot.lat is None and spot.country:
            countries[spot.country] = countries.get(spot.country, 0) + spot.count
    bounds = _bounds([(spot.lon or 0.0, spot.lat or 0.0) for spot in placed], countries)
    frame, degrees = _frame(bounds)
    shapes = list(_shapes("50m" if degrees < _FINE_BELOW else "110m", frame, countries))
    unplaced = sum(spot.count for spot in spots if not has_place(spot))
    return Drawn(int(_WIDTH), int(_HEIGHT), shapes, list(_circles(placed, frame)), unplaced)


def _bounds(points: Iterable[tuple[float, float]], countries: Iterable[str]) -> tuple[float, float, float, float]:
    """West, south, east, north of everything that is shown; the world where nothing is."""
    known = list(points)
    for outline in load_outlines():
        if outline.code in set(countries):
            known += sorted(outline.rings, key=len)[-1]
    if not known:
        return -170.0, -56.0, 180.0, 76.0
    lons, lats = [lon for lon, _ in known], [lat for _, lat in known]
    return min(lons), min(lats), max(lons), max(lats)


def _frame(bounds: tuple[float, float, float, float]) -> tuple[_Frame, float]:
    """The bounds with a margin, in the shape of the drawing; and how many degrees of longitude it shows."""
    west, south, east, north = bounds
    middle = (south + north) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    height = max((north - south) * 1.3, _LEAST_DEGREES)
    width = max((east - west) * squeeze * 1.2, height * _WIDTH / _HEIGHT)
    height = max(height, width * _HEIGHT / _WIDTH)
    scale = _HEIGHT / height
    left = (west + east) / 2 - width / squeeze / 2
    return _Frame(left, middle + height / 2, scale, squeeze), width / squeeze


@dataclass(frozen=True, slots=True)
class _Piece:
    """An unbroken ring, and the west, south, east and north that it lies in."""

    points: Ring
    bounds: tuple[float, float, float, float]

    def is_seen(self, frame: _Frame) -> bool:
        west, south, east, north = self.bounds
        (left, top), (right, bottom) = frame.at(west, north), frame.at(east, south)
        return right >= 0 and left <= _WIDTH and bottom >= 0 and top <= _HEIGHT


@cache
def _pieces(detail: str) -> tuple[tuple[Outline, tuple[_Piece, ...]], ...]:
    return tuple((outline, tuple(map(_piece, outline.rings))) for outline in load_outlines(detail))


def _piece(ring: Ring) -> _Piece:
    points = tuple(_unbroken(ring))
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    return _Piece(points, (min(lons), min(lats), max(lons), max(lats)))


def _shapes(detail: str, frame: _Frame, countries: dict[str, int]) -> Iterator[Shape]:
    for outline, pieces in _pieces(detail):
        path = "".join(_path(piece.points, frame) for piece in pieces if piece.is_seen(frame))
        if path:
            yield Shape(outline.code, outline.name, path, countries.get(outline.code or "", 0))


def _unbroken(ring: Ring) -> Iterator[tuple[float, float]]:
    """A ring that crosses the date line goes on beyond 180 degrees instead of around the world."""
    turns, before = 0, ring[0][0]
    for lon, lat in ring:
        turns += (lon - before < -180) - (lon - before > 180)
        before = lon
        yield lon + 360 * turns, lat


def _path(ring: Ring, frame: _Frame) -> str:
    """The ring as a path without the points that nobody would see."""
    kept: list[tuple[float, float]] = []
    for x, y in _clipped(frame.at(lon, lat) for lon, lat in ring):
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) > 1.5:
            kept.append((x, y))
    return "M" + "L".join(f"{x:.0f} {y:.0f}" for x, y in kept) + "Z" if len(kept) > 2 else ""


def _clipped(points: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Far points are drawn in to the margin, where the border of a country is not seen."""
    for x, y in points:
        yield min(max(x, -_WIDTH), 2 * _WIDTH), min(max(y, -_HEIGHT), 2 * _HEIGHT)


def _circles(spots: Sequence[Spot], frame: _Frame) -> Iterator[Circle]:
    """Areas first, so that points lie on them."""
    areas = [spot for spot in spots if spot.precision in AREA_KM]
    for spot in areas:
        x, y = frame.at(spot.lon or 0.0, spot.lat or 0.0)
        radius = max(14.0, frame.units(AREA_KM[PlacePrecision(spot.precision or "")]))
        yield Circle(x, y, radius, spot.count, spot.disputed, True, (spot.place or "",), spot)
    cells: dict[tuple[int, int], list[Spot]] = {}
    for spot in spots:
        if spot.precision not in AREA_KM:
            x, y = frame.at(spot.lon or 0.0, spot.lat or 0.0)
            cells.setdefault((int(x / _APART), int(y / _APART)), []).append(spot)
    for together in cells.values():
        yield _together(together, frame)


def _together(spots: list[Spot], frame: _Frame) -> Circle:
    ordered = sorted(spots, key=lambda spot: -spot.count)
    count = sum(spot.count for spot in spots)
    x, y = frame.at(ordered[0].lon or 0.0, ordered[0].lat or 0.0)
    names = tuple(dict.fromkeys(spot.place or "" for spot in ordered))
    radius = min(6.0 + 3.2 * math.log2(count), 30.0)
    disputed = sum(spot.disputed for spot in spots)
    return Circle(x, y, radius, count, disputed, False, names, ordered[0] if len(names) == 1 else None)


# -- GeoJSON ----------------------------------------------------------------------------------------------------


def spots_geojson(spots: Iterable[Spot]) -> dict[str, Any]:
    """RFC 7946; a spot without a point is a feature without geometry."""
    return {"type": "FeatureCollection", "features": [_feature(spot) for spot in spots]}


def _feature(spot: Spot) -> dict[str, Any]:
    is_placed = spot.lat is not None and spot.precision != PlacePrecision.COUNTRY
    area = AREA_KM.get(PlacePrecision(spot.precision)) if spot.precision else None
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [spot.lon, spot.lat]} if is_placed else None,
        "properties": {
            "place": spot.place,
            "country": spot.country,
            "precision": spot.precision,
            "area_km": area,
            "count": spot.count,
            "disputed": spot.disputed,
        },
    }


@cache
def outlines_geojson() -> dict[str, Any]:
    """The countries, as the map draws them."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "properties": {"code": outline.code, "name": outline.name},
                "geometry": {
                    "type": "MultiPolygon",
                    "coordinates": [[[[round(x, 3), round(y, 3)] for x, y in _unbroken(r)]] for r in outline.rings],
                },
            }
            for outline in load_outlines("50m")
        ],
    }
