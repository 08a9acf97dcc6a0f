"""Where incidents are told to have been: one mark a place, its area by their number.

A place without a point, and a country, are never drawn; how many incidents that leaves out is said below the map.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from dateline.knowledge.outlines import BORDER_NOTE, Outline, load_outlines
from dateline.picture.relations import Kind
from dateline.report.figures.drawn import GREY, INK, KIND_COLOURS, Drawn, new_figure, plain

__all__ = ["MapPoint", "draw_map"]

_LAND, _SEA = "#f4f1ea", "#e4ecf2"
_LABELLED = 10
_LEAST_DEGREES = 3.0  # of the map's height, so that one town has its country around it
_WIDE = 60.0  # degrees from which the coarse outlines will do


class MapPoint(NamedTuple):
    name: str
    lat: float
    lon: float
    number: int  # of incidents


class _Window(NamedTuple):
    west: float
    east: float
    south: float
    north: float


def draw_map(points: Sequence[MapPoint], undrawn: int) -> Drawn:
    """The points on their part of the world; `undrawn` incidents have none."""
    window = _window(points)
    with new_figure(8, 5.2) as figure:
        axes = figure.add_subplot()
        axes.set_facecolor(_SEA)
        detail = "110m" if window.east - window.west > _WIDE else "50m"
        for outline in load_outlines(detail):
            _draw_outline(axes, outline, window)
        _draw_points(axes, points, window)
        axes.set_xlim(window.west, window.east)
        axes.set_ylim(window.south, window.north)
        axes.set_aspect(1 / max(0.2, math.cos(math.radians((window.south + window.north) / 2))))
        axes.set_xticks([])
        axes.set_yticks([])
        left_out = f"{undrawn} without a point are not drawn. " if undrawn else ""
        axes.set_xlabel(f"{left_out}{BORDER_NOTE}", fontsize=7, color=GREY)
    total = sum(point.number for point in points)
    return Drawn(figure, "map", f"Map of {total} incidents at {len(points)} places. {left_out}".strip())


def _window(points: Sequence[MapPoint]) -> _Window:
    if not points:
        return _Window(-180, 180, -60, 85)
    lons, lats = [point.lon for point in points], [point.lat for point in points]
    width, height = max(lons) - min(lons), max(lats) - min(lats)
    height = max(height * 1.3, _LEAST_DEGREES, width * 0.6)
    width = max(width * 1.3, height * 1.5)
    x, y = (max(lons) + min(lons)) / 2, (max(lats) + min(lats)) / 2
    return _Window(max(-180, x - width / 2), min(180, x + width / 2), max(-90, y - height / 2), min(90, y + height / 2))


def _draw_outline(axes: Axes, outline: Outline, window: _Window) -> None:
    turned = (tuple((x + turn, y) for x, y in ring) for ring in outline.rings for turn in (0.0, -360.0, 360.0))
    rings = [ring for ring in turned if _meets(ring, window)]
    if not rings:
        return
    vertices = [point for ring in rings for point in ring]
    codes = [code for ring in rings for code in (Path.MOVETO, *[Path.LINETO] * (len(ring) - 2), Path.CLOSEPOLY)]
    patch = PathPatch(Path(vertices, codes), facecolor=_LAND, edgecolor=GREY, linewidth=0.6)
    axes.add_patch(patch)
    _name_country(axes, outline, rings, window)


def _meets(ring: Sequence[tuple[float, float]], window: _Window) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    across = min(xs) <= window.east and window.west <= max(xs)
    return across and min(ys) <= window.north and window.south <= max(ys)


def _name_country(
    axes: Axes, outline: Outline, rings: Sequence[Sequence[tuple[float, float]]], window: _Window
) -> None:
    """The name in the middle of the part that the map shows, where that part is wide enough to hold it."""
    largest = max(rings, key=len)
    xs = [x for x, y in largest if window.west < x < window.east and window.south < y < window.north]
    ys = [y for x, y in largest if window.west < x < window.east and window.south < y < window.north]
    if xs and max(xs) - min(xs) > (window.east - window.west) / 8:
        middle = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
        axes.annotate(outline.name.upper(), middle, ha="center", va="center", fontsize=7, color=GREY, clip_on=True)


def _draw_points(axes: Axes, points: Sequence[MapPoint], window: _Window) -> None:
    ordered = sorted(points, key=lambda point: -point.number)
    sizes = [30 * math.sqrt(point.number) for point in ordered]
    colour = KIND_COLOURS[Kind.MATERIAL_CONFLICT]
    xs, ys = [point.lon for point in ordered], [point.lat for point in ordered]
    axes.scatter(xs, ys, s=sizes, color=colour, alpha=0.65, edgecolors="white", linewidths=0.8, zorder=3)
    taken: list[_Window] = []
    for point in ordered[:_LABELLED]:
        label = f"{plain(point.name, 28)} ({point.number})" if point.number > 1 else plain(point.name, 28)
        _label(axes, point, label, window, taken)


def _label(axes: Axes, point: MapPoint, label: str, window: _Window, taken: list[_Window]) -> None:
    """The name on the first side of its mark where it covers no other; none where every side is taken."""
    wide, high = (window.east - window.west) * 0.0115 * len(label), (window.north - window.south) * 0.035
    aside, above = wide * 0.06 + (window.east - window.west) * 0.012, high * 0.9
    for side, lift in ((1, 0), (-1, 0), (1, 1), (1, -1), (-1, 1), (-1, -1)):
        x, y = point.lon + side * aside, point.lat + lift * above
        box = _Window(min(x, x + side * wide), max(x, x + side * wide), y - high / 2, y + high / 2)
        if not any(_overlap(box, other) for other in taken):
            taken.append(box)
            align = "left" if side > 0 else "right"
            axes.text(x, y, label, ha=align, va="center", fontsize=8, color=INK, zorder=4, clip_on=True)
            return


def _overlap(box: _Window, other: _Window) -> bool:
    across = box.west < other.east and other.west < box.east
    return across and box.south < other.north and other.south < box.north
