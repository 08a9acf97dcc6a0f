"""Which values agree, which refine, and which cannot both be true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dateline.fuse.values import Relation, compare_actors, compare_counts, compare_dates, compare_places, shown
from dateline.model import (
    ActorValue,
    CasualtyKind,
    CasualtyValue,
    DatePrecision,
    DateValue,
    PlacePrecision,
    PlaceRole,
    PlaceValue,
)


def killed(low: int | None, best: int | None, high: int | None, group: str | None = None) -> CasualtyValue:
    return CasualtyValue(CasualtyKind.KILLED, group=group, low=low, best=best, high=high)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (killed(20, 20, None), killed(26, 26, 26), Relation.REFINES),
        (killed(460, 460, 460), killed(0, 0, 0), Relation.CONTRADICTS),
        (killed(3, 3, 3, "guards"), killed(3, 3, 3, "the guards"), Relation.SAME),
        (killed(3, 3, 3, "guards"), killed(5, 5, 5, "guards"), Relation.CONTRADICTS),
        (killed(3, 3, 3, "guards"), killed(1, 1, 1, "the gunman"), Relation.APART),
        (killed(5, 5, 5, "people"), killed(2, 2, 2, "miners"), Relation.REFINES),
        (killed(5, 5, 5, "people"), killed(9, 9, 9, "miners"), Relation.CONTRADICTS),
        (killed(None, None, None), killed(9, 9, 9), Relation.REFINES),
        (killed(2, 2, 2, "two farmers"), killed(4, 4, 4, "nearly four farmers"), Relation.CONTRADICTS),
        (
            killed(1200, 1200, 1200, "1,200 farmers"),
            killed(1200, 1200, None, "at least 1200 farmers"),
            Relation.REFINES,
        ),
        (killed(12, 12, 12, "a dozen farmers"), killed(4, 4, 4, "four monks"), Relation.APART),
    ],
)
def test_counts(here: CasualtyValue, there: CasualtyValue, expected: Relation) -> None:
    assert compare_counts(here, there) is compare_counts(there, here) is expected


@pytest.mark.parametrize(
    ("timex", "expected"),
    [
        ("XXXX-WXX-1", "a Monday"),
        ("XXXX-10-15", "15 October of an unknown year"),
        ("PAST_REF", "PAST_REF"),
        (None, "unknown"),
    ],
)
def test_a_date_of_which_a_part_is_known_is_told_in_words(timex: str | None, expected: str) -> None:
    assert shown(DateValue(None, None, DatePrecision.UNKNOWN, timex)) == expected


def test_the_dead_and_the_wounded_are_counted_apart() -> None:
    wounded = CasualtyValue(CasualtyKind.WOUNDED, low=9, best=9, high=9)
    assert compare_counts(killed(3, 3, 3), wounded) is Relation.APART


def day(number: int) -> DateValue:
    return DateValue(date(2025, 3, number), date(2025, 3, number), DatePrecision.DAY)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (day(3), day(3), Relation.SAME),
        (day(3), day(4), Relation.CONTRADICTS),
        (day(3), replace(day(4), timex="2025-03-04TNI"), Relation.REFINES),
        (day(3), replace(day(5), timex="2025-03-05TNI"), Relation.CONTRADICTS),
        (day(3), DateValue(date(2025, 3, 1), date(2025, 3, 31), DatePrecision.MONTH), Relation.REFINES),
        (day(3), DateValue(None, None, DatePrecision.UNKNOWN), Relation.REFINES),
        (day(3), DateValue(date(2025, 4, 1), date(2025, 4, 30), DatePrecision.MONTH), Relation.APART),
    ],
)
def test_dates(here: DateValue, there: DateValue, expected: Relation) -> None:
    assert compare_dates(here, there) is compare_dates(there, here) is expected


def part(timex: str) -> DateValue:
    return DateValue(None, None, DatePrecision.DAY, timex)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (day(3), part("XXXX-03-03"), Relation.REFINES),
        (day(3), part("XXXX-03-04"), Relation.CONTRADICTS),
        (day(3), part("XXXX-WXX-1"), Relation.REFINES),  # 3 March 2025 was a Monday
        (day(3), part("XXXX-WXX-2"), Relation.CONTRADICTS),
        (part("XXXX-03-03"), part("XXXX-03-04"), Relation.CONTRADICTS),
        (part("XXXX-WXX-1"), part("XXXX-03-04"), Relation.REFINES),
        (DateValue(date(2025, 3, 1), date(2025, 3, 31), DatePrecision.MONTH), part("XXXX-04-02"), Relation.REFINES),
        (day(3), DateValue(None, None, DatePrecision.MONTH, "XXXX-04"), Relation.REFINES),
    ],
)
def test_days_of_an_unknown_year(here: DateValue, there: DateValue, expected: Relation) -> None:
    assert compare_dates(here, there) is compare_dates(there, here) is expected


TOWN = PlaceValue("Thornby", lat=54.0, lon=-1.0, country="GBR", precision=PlacePrecision.TOWN)
NEARBY = PlaceValue("Thornby Mill", lat=54.1, lon=-1.1, country="GBR", precision=PlacePrecision.SITE)
FAR = PlaceValue("Calderport", lat=50.2, lon=-4.0, country="GBR", precision=PlacePrecision.TOWN)
PROVINCE = PlaceValue("Yorkshire", lat=54.0, lon=-1.5, country="GBR", admin1="ENG", precision=PlacePrecision.PROVINCE)
ABROAD = PlaceValue("Thornsund", lat=60.0, lon=8.0, country="NOR", precision=PlacePrecision.TOWN)
NAMESAKE = PlaceValue("Thornby", lat=-37.0, lon=175.0, country="NZL", precision=PlacePrecision.TOWN)


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (TOWN, NAMESAKE, Relation.SAME),  # one name, read as two places
        (TOWN, TOWN, Relation.SAME),
        (TOWN, NEARBY, Relation.REFINES),
        (TOWN, FAR, Relation.CONTRADICTS),
        (TOWN, PROVINCE, Relation.REFINES),
        (TOWN, ABROAD, Relation.CONTRADICTS),
        (PROVINCE, replace(FAR, admin1="WLS"), Relation.CONTRADICTS),  # a town of another province
        (PROVINCE, replace(FAR, admin1="ENG"), Relation.REFINES),
        (TOWN, PlaceValue("Calderport", role=PlaceRole.FROM, country="GBR"), Relation.APART),
    ],
)
def test_places(here: PlaceValue, there: PlaceValue, expected: Relation) -> None:
    assert compare_places(here, there) is compare_places(there, here) is expected


@pytest.mark.parametrize(
    ("here", "there", "expected"),
    [
        (ActorValue("Red Brigade", "GBR", "REB"), ActorValue("Red Brigade scouts", "GBR", "REB"), Relation.REFINES),
        (ActorValue("Red Brigade", "GBR", "REB"), ActorValue("gunmen", None, "UAF"), Relation.REFINES),
        (ActorValue("Red Brigade", "GBR", "REB"), ActorValue("coastguards", "NOR", "MIL"), Relation.CONTRADICTS),
        (ActorValue("Red Brigade", "GBR", "REB"), ActorValue("the army", "GBR", "MIL"), Relation.CONTRADICTS),
        (ActorValue("Red Brigade", "GBR", "REB"), ActorValue("a farmer", "NOR", "CVL"), Relation.REFINES),
    ],
)
def test_actors(here: ActorValue, there: ActorValue, expected: Relation) -> None:
    assert compare_actors(here, there) is compare_actors(there, here) is expected
