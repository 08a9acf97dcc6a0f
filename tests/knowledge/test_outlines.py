"""Outlines of countries: closed rings, in the right place."""

from itertools import pairwise

import pytest

from dateline.knowledge.outlines import DETAILS, load_outlines, world_file


def _holds(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Ray casting."""
    inside = False
    for (x1, y1), (x2, y2) in pairwise(ring):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            inside = not inside
    return inside


@pytest.mark.parametrize("detail", DETAILS)
def test_every_ring_is_closed(detail: str) -> None:
    for outline in load_outlines(detail):
        assert outline.rings
        for ring in outline.rings:
            assert ring[0] == ring[-1], outline.name


def test_no_ring_jumps_across_the_map() -> None:
    for outline in load_outlines("110m"):
        for ring in outline.rings:
            polar = any(abs(y) == 90 for _, y in ring)
            assert polar or all(abs(x - other) < 180 for (x, _), (other, _) in pairwise(ring)), outline.name


@pytest.mark.parametrize(
    ("code", "x", "y", "inside"),
    [
        ("SYR", 38.3, 34.6, True),  # the desert east of Homs
        ("SYR", 44.4, 33.3, False),  # Baghdad
        ("IRQ", 44.4, 33.3, True),
        ("ZAF", 28.2, -29.5, False),  # Lesotho is a hole in South Africa
        ("ZAF", 24.0, -29.5, True),
    ],
)
def test_a_country_holds_its_own_points(code: str, x: float, y: float, inside: bool) -> None:
    outline = next(outline for outline in load_outlines("50m") if outline.code == code)
    assert (sum(_holds(ring, x, y) for ring in outline.rings) % 2 == 1) is inside


def test_an_unknown_detail_is_refused() -> None:
    with pytest.raises(ValueError, match="there are 110m, 50m"):
        world_file("10m")
