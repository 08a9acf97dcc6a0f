"""How many incidents began when -> bars by day, week, month or year, the finest that a page has room for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.knowledge.codebook_file import load_codebook
from dateline.store.overview import Day

__all__ = ["QUADS", "Bar", "Part", "Tick", "Timeline", "timeline_of"]

QUADS = {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict", 4: "material conflict"}
"""PLOVER's classes of event types."""

_ROOM = 90  # bars
_LEFT, _WIDTH, _GROUND, _HEIGHT = 30.0, 900.0, 260.0, 240.0


@dataclass(frozen=True, slots=True)
class Part:
    """The share of one class in a bar, as it is drawn."""

    quad: int
    top: float
    height: float


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of time, both ends inclusive, in which something happened."""

    since: date
    until: date
    total: int
    left: float
    parts: Sequence[Part]  # from the ground up


@dataclass(frozen=True, slots=True)
class Tick:
    day: date
    x: float
    anchor: str


@dataclass(frozen=True, slots=True)
class Timeline:
    unit: str
    bars: Sequence[Bar]
    ticks: Sequence[Tick]
    step: float  # from bar to bar
    highest: int


@dataclass(frozen=True, slots=True)
class _Unit:
    name: str
    days: float
    start: Callable[[date], date]
    following: Callable[[date], date]


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


_UNITS = (
    _Unit("day", 1, lambda day: day, lambda day: day + timedelta(1)),
    _Unit("week", 7, lambda day: day - timedelta(day.weekday()), lambda day: day + timedelta(7)),
    _Unit("month", 30.4, lambda day: day.replace(day=1), _next_month),
    _Unit("year", 365.25, lambda day: date(day.year, 1, 1), lambda day: date(day.year + 1, 1, 1)),
    _Unit(
        "decade",
        3652.5,
        lambda day: date(max(1, day.year // 10 * 10), 1, 1),
        lambda day: date(day.year // 10 * 10 + 10, 1, 1),
    ),
)


def timeline_of(days: Iterable[Day]) -> Timeline | None:
    """None where nothing has a date."""
    known = list(days)
    if not known:
        return None
    first, last = known[0].day, known[-1].day
    unit = next((unit for unit in _UNITS if (last - first).days / unit.days < _ROOM), _UNITS[-1])
    quads = {name: event_type.quad for name, event_type in load_codebook().types.items()}
    counts: dict[date, dict[int, int]] = {}
    for item in known:
        stretch = counts.setdefault(unit.start(item.day), {})
        quad = quads.get(item.event_type, 4)
        stretch[quad] = stretch.get(quad, 0) + item.count
    starts = [unit.start(first)]
    while (following := unit.following(starts[-1])) <= last:
        starts.append(following)
    step = _WIDTH / len(starts)
    highest = max(sum(stretch.values()) for stretch in counts.values())
    bars = [
        Bar(
            start,
            unit.following(start) - timedelta(1),
            sum(counts[start].values()),
            round(_LEFT + number * step, 1),
            list(_parts(counts[start], highest)),
        )
        for number, start in enumerate(starts)
        if start in counts
    ]
    return Timeline(unit.name, bars, _ticks(starts, step), round(step, 1), highest)


def _parts(counts: Mapping[int, int], highest: int) -> Iterator[Part]:
    top = _GROUND
    for quad in sorted(counts):
        height = counts[quad] / highest * _HEIGHT
        top -= height
        yield Part(quad, round(top, 1), round(height, 1))


def _ticks(starts: Sequence[date], step: float) -> list[Tick]:
    """The first, the middle and the last."""
    ends = {0: "start", len(starts) - 1: "end"} if len(starts) > 1 else {0: "middle"}
    middle = {(len(starts) - 1) // 2: "middle"} if len(starts) > 2 else {}
    return [
        Tick(starts[number], round(_LEFT + (number + 0.5) * step, 1), anchor)
        for number, anchor in sorted({**middle, **ends}.items())
    ]
