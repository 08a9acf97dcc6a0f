"""How many incidents on which day, stacked by kind; bars stand for days, weeks or months, as the span allows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dateline.picture.relations import Kind
from dateline.report.figures.drawn import KIND_COLOURS, Drawn, new_figure

__all__ = ["draw_timeline", "month_of", "set_days", "step_of", "week_of"]

_LEAST_DAYS = 28
_DAYS, _WEEKS = 62, 540  # spans up to which bars stand for days, for weeks


def draw_timeline(incidents: Iterable[tuple[date, Kind]], undated: int) -> Drawn:
    """Each incident by its day and kind; `undated` ones are counted below."""
    told = list(incidents)
    days = [day for day, _ in told]
    unit, start_of, width = step_of(days)
    bars: dict[Kind, dict[date, int]] = {kind: {} for kind in KIND_COLOURS}
    for day, kind in told:
        start = start_of(day)
        bars[kind][start] = bars[kind].get(start, 0) + 1
    with new_figure(8, 2.8) as figure:
        axes = figure.add_subplot()
        _stack(axes, bars, width)
        axes.set_ylabel(f"incidents by {unit}")
        if undated:
            axes.set_xlabel(f"{undated} without a day are not drawn", fontsize=7)
    return Drawn(figure, "timeline", f"Timeline of {len(told)} incidents by {unit}, by kind.")


def _stack(axes: Axes, bars: Mapping[Kind, Mapping[date, int]], width: float) -> None:
    starts = sorted({start for counted in bars.values() for start in counted})
    positions = [mdates.date2num(start) for start in starts]
    below = [0] * len(starts)
    for kind, counted in bars.items():
        heights = [counted.get(start, 0) for start in starts]
        if any(heights):
            axes.bar(positions, heights, width, bottom=below, align="edge", color=KIND_COLOURS[kind], label=str(kind))
            below = [height + under for height, under in zip(heights, below, strict=True)]
    if starts:
        set_days(axes)
        axes.legend(frameon=False, fontsize=8, ncols=4, loc="lower left", bbox_to_anchor=(0, 1))
    else:
        axes.set_xticks([])
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))


def set_days(axes: Axes) -> None:
    """Days along the axis; a single bar stands in four weeks, so that it is seen to be one."""
    first, last = axes.get_xlim()
    if last - first < _LEAST_DAYS:
        axes.set_xlim((first + last - _LEAST_DAYS) / 2, (first + last + _LEAST_DAYS) / 2)
    locator = mdates.AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(mdates.ConciseDateFormatter(locator))


def step_of(days: list[date]) -> tuple[str, Callable[[date], date], float]:
    """The unit of the bars for these days, its first day, and its width in days."""
    span = (max(days) - min(days)).days if days else 0
    if span <= _DAYS:
        return "day", lambda day: day, 0.9
    return ("week", week_of, 6.3) if span <= _WEEKS else ("month", month_of, 26.0)


def week_of(day: date) -> date:
    return day - timedelta(days=day.weekday())


def month_of(day: date) -> date:
    return day.replace(day=1)
