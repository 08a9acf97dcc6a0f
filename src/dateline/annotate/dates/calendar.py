"""Readers of expressions that name a place in the calendar: dates, years, days of the week, seasons, quarters.

Input and output as in `reading`. A missing year is that of the nearest such day to the anchor, with the tense of the
clause; a day of the week in a past-tense clause is the most recent one.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from dateline.annotate.dates.periods import Period, calendar_day
from dateline.annotate.dates.reading import Anchor, Reading, Words, nearest, of_period, open_date
from dateline.model import DatePrecision

__all__ = ["READERS"]


def _calendar(words: Words, anchor: Anchor) -> Reading | None:
    year = words.digits("year")
    if "which_year" in words and anchor.today:
        year = anchor.today.year + (words.step("which") or 0)
    if "month" in words:
        return _month_day(year, words.step("month") or 0, words.digits("day"), anchor)
    return of_period(Period("year", date(year, 1, 1)), inferred=False) if year else None


def _month_day(year: int | None, month: int, day: int | None, anchor: Anchor) -> Reading | None:
    if day is not None and calendar_day(year or 2000, month, day) is None:
        return None
    unit = "month" if day is None else "day"
    if year is not None:
        return of_period(Period(unit, date(year, month, day or 1)), inferred=False)
    if anchor.day is None:
        precision = DatePrecision.MONTH if day is None else DatePrecision.DAY
        return open_date(f"XXXX-{month:02}" + ("" if day is None else f"-{day:02}"), precision)
    found = [calendar_day(anchor.day.year + step, month, day or 1) for step in (-1, 0, 1)]
    today = Period.around(unit, anchor.day).start
    start = nearest([one for one in found if one], today, anchor.direction)
    return of_period(Period(unit, start), reason="the year is that of the nearest such day")


def _iso(words: Words, _: Anchor) -> Reading | None:
    found = calendar_day(words.digits("year") or 0, words.digits("month_number") or 0, words.digits("day") or 0)
    return of_period(Period("day", found), inferred=False) if found else None


def _numeric(words: Words, _: Anchor) -> Reading | None:
    """13/12/2025 and 12/13/2025 are clear; 10/12/2025 is not, and only its year is told."""
    first, then, year = (words.digits(name) or 0 for name in ("first", "then", "year"))
    if year < 100:
        year += 2000 if year < 50 else 1900
    found = {day for day in (calendar_day(year, first, then), calendar_day(year, then, first)) if day}
    if len(found) == 1:
        return of_period(Period("day", found.pop()), inferred=False)
    if not found:
        return None
    return replace(
        Reading("DATE", f"{year:04}-XX-XX", reason="which is the day and which the month is not clear"),
        start=date(year, 1, 1),
        end=date(year, 12, 31),
        precision=DatePrecision.YEAR,
    )


def _days(words: Words, anchor: Anchor) -> Reading | None:
    month, year = words.step("month") or 0, words.digits("year")
    first = _month_day(year, month, words.digits("day"), anchor)
    last = _month_day(year, month, words.digits("last_day"), anchor)
    return _from_to(first, last) if first and last else None


def _years(words: Words, _: Anchor) -> Reading | None:
    first, last = words.digits("year") or 0, words.digits("last_year") or 0
    if last < 100:
        last += first // 100 * 100
    if not first < last <= 2100:
        return None
    ends = (of_period(Period("year", date(year, 1, 1)), inferred=False) for year in (first, last))
    return _from_to(*[reading for reading in ends if reading])


def _from_to(first: Reading, last: Reading) -> Reading | None:
    value = f"{first.value}/{last.value}"
    if first.start is None or last.end is None:
        return replace(first, value=value, precision=DatePrecision.DAYS)
    length = (last.end - first.start).days + 1
    if length < 2:
        return None
    precision = DatePrecision.DAYS if length < 7 else DatePrecision.SPAN
    return replace(first, value=value, end=last.end, precision=precision)


def _holiday(words: Words, anchor: Anchor) -> Reading | None:
    month, *rule = (int(part) for part in words.word("holiday").split("/"))
    years = [words.digits("year")] if "year" in words else _years_around(anchor)
    found = [_feast(year, month, rule) for year in years if year]
    if not found:
        return open_date(f"XXXX-{month:02}-" + (f"{rule[0]:02}" if len(rule) == 1 else "XX"), DatePrecision.DAY)
    day = nearest(found, anchor.day or found[0], anchor.direction)
    return of_period(Period("day", day), inferred="year" not in words)


def _years_around(anchor: Anchor) -> list[int | None]:
    return [anchor.day.year + step for step in (-1, 0, 1)] if anchor.day else []


def _feast(year: int, month: int, rule: list[int]) -> date:
    """The day of a feast: a fixed one, or such a weekday of the month (-1: the last)."""
    if len(rule) == 1:
        return date(year, month, rule[0])
    which, weekday = rule
    if which < 0:
        last = Period("month", date(year, month, 1)).end
        return last - timedelta(days=(last.isoweekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (which - 1))


def _attacks(_: Words, __: Anchor) -> Reading | None:
    """ "9/11" names one day."""
    return of_period(Period("day", date(2001, 9, 11)), inferred=False)


def _weekday(words: Words, anchor: Anchor) -> Reading | None:
    weekday, which = words.step("weekday") or 0, words.step("which")
    if anchor.day is None:
        return open_date(f"XXXX-WXX-{weekday}", DatePrecision.DAY)
    today = anchor.day
    back = (today.isoweekday() - weekday) % 7
    ahead = (weekday - today.isoweekday()) % 7
    forward = which == 1 or (which in {None, 0} and anchor.direction > 0)
    if which is not None and which != 0:
        back, ahead = back or 7, ahead or 7
    day = today + timedelta(days=ahead) if forward else today - timedelta(days=back)
    if "before" in words:
        day -= timedelta(days=1)
    return of_period(Period("day", day), reason="the nearest such day that the tense allows")


def _weekdays(words: Words, _: Anchor) -> Reading | None:
    part = words.word("day_part")
    return Reading("SET", f"XXXX-WXX-{words.step('weekday')}" + (f"T{part}" if part else ""))


def _week_of(words: Words, anchor: Anchor) -> Reading | None:
    day = _month_day(None, words.step("month") or 0, words.digits("day"), anchor)
    return of_period(Period.around("week", day.start)) if day and day.start else day


_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}


def _season(words: Words, anchor: Anchor) -> Reading | None:
    """ "last fall", "this summer", "the spring of 1989", "the summer"."""
    name, which, year = words.word("season"), words.step("which"), words.digits("year")
    month = _SEASON_MONTHS[name]
    if year is not None:
        return of_period(Period("season", date(year, month, 1)), inferred=False)
    if anchor.day is None:
        return open_date(f"XXXX-{name}", DatePrecision.SEASON)
    return of_period(_such_a("season", month, which, anchor))


def _which_month(words: Words, anchor: Anchor) -> Reading | None:
    """ "last May", "this September"."""
    month = words.step("month") or 0
    if anchor.day is None:
        return open_date(f"XXXX-{month:02}", DatePrecision.MONTH)
    return of_period(_such_a("month", month, words.step("which"), anchor))


def _such_a(unit: str, month: int, which: int | None, anchor: Anchor) -> Period | None:
    """The season or month that begins in `month`: the last one, the next one, this year's, or the nearest."""
    if anchor.day is None:
        return None
    here = Period.around(unit, anchor.day)
    found = [Period(unit, date(anchor.day.year + step, month, 1)) for step in (-2, -1, 0, 1)]
    if which == -1:
        return [period for period in found if period.start < here.start][-1]
    if which == 1:
        return next((period for period in found if period.start > here.start), None)
    if which == 0:
        return Period(unit, date(anchor.day.year, month, 1))
    return Period(unit, nearest([period.start for period in found], here.start, anchor.direction))


def _quarter(words: Words, anchor: Anchor) -> Reading | None:
    number, year = words.step("ordinal") or 0, words.digits("year")
    if not 1 <= number <= 4:
        return None
    if year is not None:
        return of_period(Period("quarter", date(year, number * 3 - 2, 1)), inferred=False)
    if anchor.day is None:
        return open_date(f"XXXX-Q{number}", DatePrecision.SEASON)
    return of_period(_such_a("quarter", number * 3 - 2, None, anchor))


def _fiscal_year(words: Words, anchor: Anchor) -> Reading | None:
    year = words.digits("year")
    if year is not None:
        return of_period(Period("year", date(year, 1, 1)), inferred=False)
    if anchor.day is None:
        return open_date("XXXX", DatePrecision.YEAR)
    return of_period(Period.around("year", anchor.day).shifted(words.step("which") or 0))


def _decade(words: Words, _: Anchor) -> Reading | None:
    """ "the 1990s", "the '90s", "the nineties": of the 20th century where no century is told."""
    written = words.text("decade")
    tens = words.step("decade_name") or int(written if len(written) == 4 else f"19{written}") // 10
    return of_period(Period("decade", date(tens * 10, 1, 1)), inferred=len(written) != 4)


def _century(words: Words, _: Anchor) -> Reading | None:
    number = words.digits("century") or 0
    return of_period(Period("century", date((number - 1) * 100, 1, 1)), inferred=False) if 2 <= number <= 21 else None


READERS = {
    "calendar": _calendar,
    "iso": _iso,
    "numeric": _numeric,
    "days": _days,
    "years": _years,
    "holiday": _holiday,
    "attacks": _attacks,
    "weekday": _weekday,
    "weekdays": _weekdays,
    "week_of": _week_of,
    "season": _season,
    "which_month": _which_month,
    "quarter": _quarter,
    "fiscal_year": _fiscal_year,
    "decade": _decade,
    "century": _century,
}
