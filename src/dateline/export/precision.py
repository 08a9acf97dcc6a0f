"""What a place or date stands for -> the precision codes of ACLED and UCDP GED. No code where the manual has none."""

from __future__ import annotations

from dateline.model import DatePrecision, DateValue, PlacePrecision, PlaceValue

__all__ = ["acled_geo", "acled_time", "ucdp_date", "ucdp_where"]

_ACLED_GEO = {
    PlacePrecision.SITE: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.AREA: 2,
    PlacePrecision.PROVINCE: 3,
}
_UCDP_WHERE = {
    PlacePrecision.SITE: 1,
    PlacePrecision.TOWN: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4,
    PlacePrecision.AREA: 5,
    PlacePrecision.COUNTRY: 6,
    PlacePrecision.WATER: 7,
}
_WEEK, _MONTH, _YEAR = 7, 31, 366


def acled_geo(place: PlaceValue | None) -> int | None:
    """1 town, 2 area, 3 province; none for a country, the sea, or a place that is not known."""
    return _ACLED_GEO.get(place.precision) if place and place.precision else None


def ucdp_where(place: PlaceValue | None) -> int | None:
    """1 exact, 2 near, 3 district, 4 province, 5 line or fuzzy, 6 country, 7 sea or air."""
    return _UCDP_WHERE.get(place.precision) if place and place.precision else None


def acled_time(when: DateValue | None) -> int | None:
    """1 day, 2 week, 3 month; none for anything longer."""
    days = _days(when)
    if days is None or days > _MONTH:
        return None
    return 1 if days == 1 else 2 if days <= _WEEK else 3


def ucdp_date(when: DateValue | None) -> int | None:
    """1 day, 2 two to six days, 3 week, 4 month, 5 up to a year; none for anything longer."""
    days = _days(when)
    if days is None or days > _YEAR:
        return None
    if days == 1:
        return 1
    return 2 if days < _WEEK else 3 if days == _WEEK else 4 if days <= _MONTH else 5


def _days(when: DateValue | None) -> int | None:
    """How many days the stretch has, both ends counted; none for one that is open."""
    if when is None or when.start is None or when.end is None or when.precision is DatePrecision.UNKNOWN:
        return None
    return (when.end - when.start).days + 1
