"""Stretches of the calendar: a year, a quarter, a month, a week, a day, and how to step from one to the next.

Input: a unit and a date. Output: a `Period`, its first and last day and its TIMEX3 value. The arithmetic is exact: a
step that leaves the calendar gives None, never a neighbouring date.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dateline.model import DatePrecision

__all__ = ["FIRST_YEAR", "LAST_YEAR", "Period", "calendar_day"]

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""The years that news can mean. A step outside them is refused, so that no step leaves Python's calendar."""

_MONTHS = {"month": 1, "quarter": 3, "season": 3, "year": 12, "decade": 120, "century": 1200}
_DAYS = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
_PRECISION = {
    "day": DatePrecision.DAY,
    "weekend": DatePrecision.DAYS,
    "week": DatePrecision.WEEK,
    "month": DatePrecision.MONTH,
    "quarter": DatePrecision.SEASON,
    "season": DatePrecision.SEASON,
    "year": DatePrecision.YEAR,
}
_SEASONS = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day or news can mean no such year."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class Period:
    """One unit of the calendar, by its first day."""

    unit: str
    start: date

    @classmethod
    def around(cls, unit: str, day: date) -> Period:
        """The unit that `day` lies in. A winter belongs to the year it begins in."""
        if unit in {"week", "weekend", "fortnight"}:
            monday = day - timedelta(days=day.weekday())
            return cls(unit, monday + timedelta(days=5) if unit == "weekend" else monday)
        if unit == "day":
            return cls(unit, day)
        if unit == "season":
            month = day.month - day.month % 3
            return cls(unit, date(day.year, month, 1) if month else date(day.year - 1, 12, 1))
        if unit in {"decade", "century"}:
            years = 10 if unit == "decade" else 100
            return cls(unit, date(day.year - day.year % years, 1, 1))
        width = _MONTHS[unit]
        return cls(unit, date(day.year, (day.month - 1) // width * width + 1, 1))

    def shifted(self, steps: int) -> Period | None:
        """The unit so many units later (earlier where negative); None outside the calendar."""
        if self.unit in _DAYS:
            return _days_later(self, _DAYS[self.unit] * steps)
        first = _months_later(self.start, _MONTHS[self.unit] * steps)
        return Period(self.unit, first) if first else None

    @property
    def end(self) -> date:
        """The last day."""
        if self.unit == "weekend":
            return self.start + timedelta(days=1)
        following = self.shifted(1)
        return following.start - timedelta(days=1) if following else date(LAST_YEAR, 12, 31)

    @property
    def precision(self) -> DatePrecision:
        return _PRECISION.get(self.unit, DatePrecision.SPAN)

    @property
    def timex(self) -> str:
        """The TIMEX3 value."""
        year, week, _ = self.start.isocalendar()
        values = {
            "year": f"{self.start:%Y}",
            "quarter": f"{self.start:%Y}-Q{(self.start.month + 2) // 3}",
            "season": f"{self.start:%Y}-{_SEASONS.get(self.start.month)}",
            "month": f"{self.start:%Y-%m}",
            "week": f"{year:04}-W{week:02}",
            "fortnight": f"{year:04}-W{week:02}",
            "weekend": f"{year:04}-W{week:02}-WE",
            "decade": f"{self.start:%Y}"[:3] + "X",
            "century": f"{self.start:%Y}"[:2],
        }
        return values.get(self.unit, self.start.isoformat())


def _days_later(period: Period, days: int) -> Period | None:
    ordinal = period.start.toordinal() + days
    if not date(FIRST_YEAR, 1, 1).toordinal() <= ordinal <= date(LAST_YEAR, 12, 31).toordinal():
        return None
    return Period(period.unit, date.fromordinal(ordinal))


def _months_later(first: date, months: int) -> date | None:
    total = first.year * 12 + first.month - 1 + months
    year, month = divmod(total, 12)
    return date(year, month + 1, 1) if FIRST_YEAR <= year <= LAST_YEAR else None
