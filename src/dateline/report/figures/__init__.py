"""Figures of a situation: map, timeline, network of parties, one pair over time; as SVG and PNG.

Drawn with matplotlib, since one drawing then gives both formats without a browser: SVG with its text as text (a
reader can search it, a browser sets right-to-left names), PNG for where SVG cannot go. Colours keep apart in print
and for the colour-blind. Text is never read as mathematics or markup.
"""

from dateline.report.figures.drawn import KIND_COLOURS, Drawn
from dateline.report.figures.network import draw_network
from dateline.report.figures.pair import draw_pair
from dateline.report.figures.timeline import draw_timeline
from dateline.report.figures.world_map import MapPoint, draw_map

__all__ = ["KIND_COLOURS", "Drawn", "MapPoint", "draw_map", "draw_network", "draw_pair", "draw_timeline"]
