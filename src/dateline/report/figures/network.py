"""Who deals with whom: parties on a circle, a line for each pair, as wide as their incidents are many."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence

from matplotlib.axes import Axes

from dateline.picture.parties import Party
from dateline.picture.relations import Kind, Relation
from dateline.report.figures.drawn import GREY, INK, KIND_COLOURS, Drawn, new_figure, plain

__all__ = ["draw_network"]

_PARTIES = 14
_WIDEST = 7.0


def draw_network(relations: Sequence[Relation]) -> Drawn:
    """The parties with most dealings; what is left out is counted below."""
    weights = Counter[Party]()
    for relation in relations:
        count = sum(relation.totals().values())
        weights.update({relation.first: count, relation.second: count})
    shown = [party for party, _ in sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_PARTIES]]
    pairs = [relation for relation in relations if relation.deeds and {relation.first, relation.second} <= set(shown)]
    with new_figure(8, 5.6) as figure:
        axes = figure.add_subplot()
        places = _circle(shown)
        _draw_pairs(axes, pairs, places)
        _draw_parties(axes, shown, places)
        axes.set_xlim(-1.7, 1.7)
        axes.set_ylim(-1.25, 1.25)
        axes.set_aspect("equal")
        axes.axis("off")
        left_out = len(weights) - len(shown)
        if left_out:
            axes.text(0, -1.24, f"{left_out} parties with fewer dealings are not drawn", ha="center", fontsize=7)
        _legend(axes)
    return Drawn(figure, "network", f"Network of {len(shown)} parties and {len(pairs)} pairs with dealings.")


def _circle(parties: Sequence[Party]) -> dict[Party, tuple[float, float]]:
    turn = 2 * math.pi / max(1, len(parties))
    return {party: (math.sin(number * turn), math.cos(number * turn)) for number, party in enumerate(parties)}


def _draw_pairs(axes: Axes, pairs: Sequence[Relation], places: dict[Party, tuple[float, float]]) -> None:
    most = max((sum(pair.totals().values()) for pair in pairs), default=1)
    for pair in pairs:
        kinds = Counter[Kind]()
        for (_, kind), count in pair.totals().items():
            kinds[kind] += count
        (x, y), (other_x, other_y) = places[pair.first], places[pair.second]
        width = 0.8 + (_WIDEST - 0.8) * math.sqrt(sum(kinds.values()) / most)
        colour = KIND_COLOURS[max(kinds, key=lambda kind: (kinds[kind], kind))]
        axes.plot([x, other_x], [y, other_y], color=colour, linewidth=width, alpha=0.75, zorder=1)


def _draw_parties(axes: Axes, shown: Sequence[Party], places: dict[Party, tuple[float, float]]) -> None:
    for party in shown:
        x, y = places[party]
        axes.plot([x], [y], "o", markersize=9, color=INK, markeredgecolor="white", zorder=2)
        side = "left" if x > 0.1 else "right" if x < -0.1 else "center"
        lift = 0.1 if side == "center" else 0.0
        axes.text(x * 1.09, y * 1.09 + math.copysign(lift, y), plain(party.name, 30), ha=side, va="center", zorder=3)


def _legend(axes: Axes) -> None:
    for kind, colour in KIND_COLOURS.items():
        axes.plot([], [], color=colour, linewidth=4, label=str(kind))
    axes.plot([], [], " ", label="width: incidents")
    axes.legend(frameon=False, fontsize=8, loc="upper left", bbox_to_anchor=(-0.02, 1.02), labelcolor=INK)
    axes.set_facecolor(GREY)
