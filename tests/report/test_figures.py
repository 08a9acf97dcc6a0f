"""Figures: SVG that is well-formed and escaped, PNG, the same each time; nothing is drawn for what has no point."""

from __future__ import annotations

import warnings
from datetime import date, timedelta

import pytest
from lxml import etree

from dateline.model import TextSpan
from dateline.picture.parties import Party
from dateline.picture.passages import Passage
from dateline.picture.relations import Deed, Kind, Relation
from dateline.report.figures import Drawn, MapPoint, draw_map, draw_network, draw_pair, draw_timeline
from dateline.report.figures.timeline import step_of

HOSTILE = '<b>$x^2$ & "Ko\u202eba"</b>'
KENYA, UGANDA = Party("KEN", "Kenya"), Party("UGA", HOSTILE)


def _relation(days: int = 20) -> Relation:
    passage = Passage("a-1", TextSpan(0, 3, "abc"), (), None, None, "m-1")
    deeds = [
        Deed(
            KENYA,
            UGANDA,
            "ASSAULT",
            kind,
            -9.0,
            date(2025, 1, 1) + timedelta(days=number),
            True,
            passage,
            f"i-{number}",
        )
        for number in range(days)
        for kind in Kind
    ]
    return Relation(KENYA, UGANDA, tuple(deeds))


def _figures() -> list[Drawn]:
    day = date(2025, 1, 1)
    return [
        draw_map([MapPoint("Baidoa", 3.1, 43.6, 4), MapPoint(HOSTILE, 2.0, 45.3, 1)], 3),
        draw_timeline([(day, Kind.VERBAL_CONFLICT), (day, Kind.MATERIAL_CONFLICT)], 1),
        draw_network([_relation()]),
        draw_pair(_relation()),
    ]


@pytest.mark.parametrize("drawn", _figures(), ids=lambda drawn: drawn.name)
def test_svg_is_well_formed_and_png_is_one(drawn: Drawn) -> None:
    tree = etree.fromstring(drawn.svg().encode())
    assert tree.tag == "{http://www.w3.org/2000/svg}svg"
    assert tree.attrib["aria-label"] == drawn.says
    names = {etree.QName(element).localname for element in tree.iter() if isinstance(element.tag, str)}
    assert not names & {"script", "b", "foreignObject", "image"}
    assert drawn.png().startswith(b"\x89PNG\r\n")


def test_the_same_figure_is_the_same_text() -> None:
    first, second = (draw_pair(_relation()).svg() for _ in range(2))
    assert first == second


def test_names_are_text_and_not_mathematics() -> None:
    words = "".join(etree.fromstring(draw_network([_relation()]).svg().encode()).itertext())
    assert "$x^2$ & " in words
    assert "\u202e" not in words


def test_what_has_no_point_is_counted() -> None:
    drawn = draw_map([], 7)
    assert "7 without a point are not drawn" in drawn.says


def test_nothing_to_draw_is_drawn_empty() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for drawn in (draw_map([], 0), draw_timeline([], 2), draw_network([]), draw_pair(Relation(KENYA, UGANDA, ()))):
            assert drawn.svg().endswith("</svg>\n")


@pytest.mark.parametrize(("span", "unit"), [(0, "day"), (62, "day"), (63, "week"), (540, "week"), (541, "month")])
def test_bars_follow_the_span(span: int, unit: str) -> None:
    first = date(2024, 1, 3)
    assert step_of([first, first + timedelta(days=span)])[0] == unit
