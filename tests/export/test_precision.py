"""What a place or date stands for, in the codes of both manuals."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dateline.export.precision import acled_geo, acled_time, ucdp_date, ucdp_where
from dateline.export.ucdp import priogrid_cell
from dateline.model import DatePrecision, DateValue, PlacePrecision, PlaceValue

START = date(2024, 5, 6)


@pytest.mark.parametrize(
    ("precision", "acled", "ucdp"),
    [
        (PlacePrecision.SITE, 1, 1),
        (PlacePrecision.TOWN, 1, 1),
        (PlacePrecision.NEAR, 2, 2),
        (PlacePrecision.DISTRICT, 2, 3),
        (PlacePrecision.PROVINCE, 3, 4),
        (PlacePrecision.AREA, 2, 5),
        (PlacePrecision.COUNTRY, None, 6),
        (PlacePrecision.WATER, None, 7),
        (None, None, None),
    ],
)
def test_places(precision: PlacePrecision | None, acled: int | None, ucdp: int | None) -> None:
    place = PlaceValue("Darun", precision=precision)
    assert (acled_geo(place), ucdp_where(place)) == (acled, ucdp)


@pytest.mark.parametrize(
    ("days", "acled", "ucdp"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (6, 2, 2),
        (7, 2, 3),
        (8, 3, 4),
        (31, 3, 4),
        (32, None, 5),
        (366, None, 5),
        (367, None, None),
    ],
)
def test_dates(days: int, acled: int | None, ucdp: int | None) -> None:
    when = DateValue(START, START + timedelta(days - 1), DatePrecision.SPAN)
    assert (acled_time(when), ucdp_date(when)) == (acled, ucdp)


@pytest.mark.parametrize(
    "when",
    [
        None,
        DateValue(None, None, DatePrecision.UNKNOWN),
        DateValue(START, None, DatePrecision.SPAN),
        DateValue(None, START, DatePrecision.SPAN),
    ],
)
def test_no_date_and_an_open_one_have_no_precision(when: DateValue | None) -> None:
    assert (acled_time(when), ucdp_date(when)) == (None, None)


def test_nowhere_has_no_precision() -> None:
    assert (acled_geo(None), ucdp_where(None)) == (None, None)


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (-89.6, -179.4, 2), (-89.4, -180, 721), (90, 180, 259_200), (0.1, 0.1, 180 * 720 + 361)],
)
def test_cells_of_the_priogrid(lat: float, lon: float, cell: int) -> None:
    assert priogrid_cell(lat, lon) == cell
