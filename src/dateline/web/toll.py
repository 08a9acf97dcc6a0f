"""How many were killed and wounded, as it was told day after day -> a chart: each figure with its reach, by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

__all__ = ["Dot", "Level", "TollChart", "TollPoint", "TollTick", "chart_of"]

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _GROUND = 640, 190, 60.0, 610.0, 14.0, 160.0
_ASIDE = 7.0  # the kinds stand beside each other on a day


@dataclass(frozen=True, slots=True)
class TollPoint:
    """One figure that somebody gave, by the day on which it was reported."""

    reported_on: date
    kind: str
    figure: int
    low: int
    high: int
    origin: str
    claim_id: str


@dataclass(frozen=True, slots=True)
class Dot:
    kind: str
    x: float
    y: float
    top: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Level:
    figure: int
    y: float


@dataclass(frozen=True, slots=True)
class TollTick:
    day: date
    x: float


@dataclass(frozen=True, slots=True)
class TollChart:
    width: int
    height: int
    dots: Sequence[Dot]
    levels: Sequence[Level]
    ticks: Sequence[TollTick]


def chart_of(points: Sequence[TollPoint]) -> TollChart | None:
    """None where everything was reported on one day."""
    days = sorted({point.reported_on for point in points})
    if len(days) < 2:
        return None
    span = (days[-1] - days[0]).days
    highest = max(1, *(point.high for point in points))

    def across(day: date) -> float:
        return round(_LEFT + (day - days[0]).days / span * (_RIGHT - _LEFT), 1)

    def up(figure: int) -> float:
        return round(_GROUND - figure / highest * (_GROUND - _TOP), 1)

    dots = [
        Dot(
            point.kind,
            across(point.reported_on) + (-_ASIDE if point.kind == "killed" else _ASIDE),
            up(point.figure),
            up(point.high),
            up(point.low),
        )
        for point in points
    ]
    levels = [Level(figure, up(figure)) for figure in sorted({0, highest // 2, highest})]
    return TollChart(_WIDTH, _HEIGHT, dots, levels, [TollTick(day, across(day)) for day in (days[0], days[-1])])
