"""One pair over time: cooperation above the line, conflict below it, verbal lighter than material."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import matplotlib.dates as mdates
from matplotlib.axes import Axes
from matplotlib.ticker import MaxNLocator

from dateline.picture.relations import Kind, PeriodScore, Relation
from dateline.report.figures.drawn import GREY, INK, KIND_COLOURS, Drawn, new_figure, plain
from dateline.report.figures.timeline import set_days

__all__ = ["draw_pair"]

_ABOVE = (Kind.MATERIAL_COOPERATION, Kind.VERBAL_COOPERATION)
_BELOW = (Kind.MATERIAL_CONFLICT, Kind.VERBAL_CONFLICT)
_WEEKS = 80  # up to which bars stand for weeks


def draw_pair(relation: Relation) -> Drawn:
    """Two rows, one for what each party did towards the other."""
    weeks = relation.by_week()
    starts = {score.start for score in weeks}
    by_week = not starts or (max(starts) - min(starts)).days <= 7 * _WEEKS
    scores = weeks if by_week else relation.by_month()
    unit = "week" if by_week else "month"
    with new_figure(8, 4.2) as figure:
        rows = figure.subplots(2, 1, sharex=True, sharey=True)
        for axes, (actor, other) in zip(
            rows, ((relation.first, relation.second), (relation.second, relation.first)), strict=True
        ):
            _draw_way(axes, [score for score in scores if score.actor == actor], 6.3 if by_week else 26.0)
            axes.set_title(f"{plain(actor.name)} → {plain(other.name)}", fontsize=10, loc="left", color=INK)
        if starts:
            set_days(rows[-1])
        rows[0].legend(*_key(), frameon=False, fontsize=8, ncols=2, loc="lower right", bbox_to_anchor=(1, 1))
        figure.supylabel(f"incidents by {unit}", fontsize=9)
    total = sum(score.count for score in scores)
    says = f"{relation.first.name} and {relation.second.name}: {total} dealings by {unit}, cooperation above conflict."
    return Drawn(figure, "pair", says)


def _draw_way(axes: Axes, scores: Sequence[PeriodScore], width: float) -> None:
    for kinds, sign in ((_ABOVE, 1), (_BELOW, -1)):
        below: dict[date, int] = {}
        for kind in kinds:
            counted = {score.start: score.count for score in scores if score.kind is kind}
            positions = [mdates.date2num(start) for start in counted]
            heights = [sign * count for count in counted.values()]
            bottoms = [sign * below.get(start, 0) for start in counted]
            if counted:
                axes.bar(positions, heights, width, bottom=bottoms, align="edge", color=KIND_COLOURS[kind])
            for start, count in counted.items():
                below[start] = below.get(start, 0) + count
    axes.axhline(0, color=GREY, linewidth=0.8)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: f"{abs(value):.0f}")


def _key() -> tuple[list[object], list[str]]:
    from matplotlib.patches import Patch

    kinds = (*_ABOVE, *reversed(_BELOW))
    return [Patch(color=KIND_COLOURS[kind]) for kind in kinds], [str(kind) for kind in kinds]
