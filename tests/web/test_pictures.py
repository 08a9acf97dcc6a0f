"""The list as a map, a timeline and a network."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from asking import Client
from dateline.store.overview import Day, Spot, Tie
from dateline.web.maps import draw, has_place, spots_geojson
from dateline.web.network import network_of
from dateline.web.timeline import timeline_of
from dateline.web.toll import TollPoint, chart_of


def spot(place: str, lat: float | None, lon: float | None, precision: str | None = "town", count: int = 1) -> Spot:
    return Spot(place, "SYR", precision, lat, lon, count, 0, None, "i-1")


def test_a_country_is_filled_and_never_a_point() -> None:
    drawn = draw([spot("Syria", None, None, "country", 4), spot("Homs", 34.7, 36.7)])
    assert [(shape.code, shape.count) for shape in drawn.shapes if shape.count] == [("SYR", 4)]
    assert [circle.places for circle in drawn.circles] == [("Homs",)]


def test_what_is_known_roughly_is_an_area() -> None:
    drawn = draw([spot("Homs province", 34.5, 38.0, "province"), spot("Homs", 34.7, 36.7)])
    areas = {circle.places[0]: circle.is_area for circle in drawn.circles}
    assert areas == {"Homs province": True, "Homs": False}
    wide, town = (next(c.radius for c in drawn.circles if c.is_area is is_area) for is_area in (True, False))
    assert wide > town


def test_spots_that_lie_on_each_other_are_one_circle_with_their_number() -> None:
    near = [spot("Darun", 35.0, 37.0, count=3), spot("Darun mill", 35.001, 37.001, count=2)]
    drawn = draw([*near, spot("Ostrel", 40.0, 45.0)])
    assert sorted(circle.count for circle in drawn.circles) == [1, 5]


def test_everything_lies_on_the_drawing() -> None:
    drawn = draw([spot("West", 10.0, -60.0), spot("East", 55.0, 120.0), spot("South", -30.0, 20.0)])
    for circle in drawn.circles:
        assert 0 < circle.x < drawn.width
        assert 0 < circle.y < drawn.height


def test_no_outline_runs_around_the_world() -> None:
    """Countries that cross the date line would otherwise draw lines across the whole map."""
    for shape in draw([spot("Homs", 34.7, 36.7), spot("Lima", -12.0, -77.0), spot("Osaka", 34.7, 135.5)]).shapes:
        for ring in shape.path.split("Z")[:-1]:
            xs = [float(point.split()[0]) for point in ring[1:].split("L")]
            longest = max(abs(here - there) for here, there in pairwise(xs))
            assert longest < 300 or shape.name == "Antarctica", shape.name


def test_nothing_to_show_is_the_world() -> None:
    assert len(draw([]).shapes) > 150


def test_a_spot_without_a_point_has_no_geometry() -> None:
    found = spots_geojson([spot("Syria", None, None, "country"), spot("Homs", 34.7, 36.7)])["features"]
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in found] == [None, [36.7, 34.7]]


@pytest.mark.parametrize(
    ("last", "unit"),
    [
        (date(2025, 1, 20), "day"),
        (date(2026, 1, 1), "week"),
        (date(2030, 1, 1), "month"),
        (date(2090, 1, 1), "year"),
        (date(2999, 1, 1), "decade"),
    ],
)
def test_bars_are_as_fine_as_there_is_room_for(last: date, unit: str) -> None:
    line = timeline_of([Day(date(2025, 1, 1), "ASSAULT", 2), Day(last, "CONSULT", 1)])
    assert line is not None
    assert line.unit == unit
    assert [bar.total for bar in line.bars] == [2, 1]
    assert line.bars[0].since <= date(2025, 1, 1) <= line.bars[0].until
    assert line.bars[-1].since <= last <= line.bars[-1].until


def test_a_bar_is_made_of_its_classes() -> None:
    line = timeline_of([Day(date(2025, 1, 1), "ASSAULT", 3), Day(date(2025, 1, 1), "CONSULT", 1)])
    assert line is not None
    assert [(part.quad, part.height) for part in line.bars[0].parts] == [(1, 60.0), (4, 180.0)]


def test_nothing_dated_is_no_timeline() -> None:
    assert timeline_of([]) is None


def test_ties_of_one_class_are_one_edge() -> None:
    net = network_of([Tie("A", "B", "ASSAULT", 2), Tie("A", "B", "COERCE", 1), Tie("B", "A", "CONSULT", 1)])
    assert [(edge.actor.name, edge.recipient.name, edge.quad, edge.count) for edge in net.edges] == [
        ("A", "B", 4, 3),
        ("B", "A", 1, 1),
    ]
    assert [node.name for node in net.nodes] == ["A", "B"]


@pytest.mark.parametrize("view", ["map", "timeline", "network"])
def test_views_follow_the_filters(client: Client, view: str) -> None:
    page = client.get(f"/incidents?view={view}&type=ASSAULT").text
    assert "1 incident</h1>" in page
    others = {"map", "timeline", "network"} - {view}
    assert all(f'href="/incidents?type=ASSAULT&amp;view={other}"' in page for other in others)


def test_a_place_that_no_map_shows_has_no_map() -> None:
    assert has_place(spot("Homs", 34.7, 36.7))
    assert has_place(spot("Syria", None, None, "country"))
    assert not has_place(replace(spot("Nowhere", None, None), country="XAA"))


def test_a_narrow_map_holds_the_near_countries_only() -> None:
    """Far rings are passed over by their bounds; a country that only touches the map is there."""
    codes = {shape.code for shape in draw([spot("Homs", 34.7, 36.7)]).shapes}
    assert {"SYR", "LBN", "TUR", "IRQ", "JOR"} <= codes
    assert not codes & {"FRA", "USA", "RUS"}


def test_the_map_without_script_leads_to_the_list_of_a_place(client: Client) -> None:
    page = client.get("/incidents?view=map").text
    href = re.search(r'<a href="(/incidents\?place=Velmak[^"]*)" aria-label="Velmak: 1', page)
    assert href
    assert "1 incident</h1>" in client.get(href[1].replace("&amp;", "&")).text
    assert "Borders near disputed lines" in page
    assert "Borders near disputed lines" in client.get(client.get("/review/next").headers["location"]).text


def test_the_same_as_data(client: Client) -> None:
    assert client.get("/api/v1/spots").json()["features"][0]["properties"]["place"] == "Velmak"
    assert client.get("/api/v1/days?type=ASSAULT").json() == {
        "days": [{"day": "2025-03-02", "event_type": "ASSAULT", "count": 1}]
    }
    assert client.get("/api/v1/ties").json() == {"ties": []}
    assert client.get("/outlines.geojson").json()["features"]


def toll(day: int, kind: str, figure: int, high: int | None = None) -> TollPoint:
    return TollPoint(date(2025, 3, day), kind, figure, figure, high or figure, "somebody", "c-1")


def test_the_toll_is_drawn_where_it_was_told_on_several_days() -> None:
    assert chart_of([toll(1, "killed", 4), toll(1, "wounded", 9)]) is None
    chart = chart_of([toll(1, "killed", 4), toll(3, "killed", 8, 16)])
    assert chart is not None
    first, last = chart.dots
    assert first.x < last.x
    assert last.top < last.y < first.y
    assert [level.figure for level in chart.levels] == [0, 8, 16]
