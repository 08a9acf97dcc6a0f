"""Readers of expressions that step from an anchor, and of those that only measure: "last week", "two days earlier",
"for three months", "daily".

Input and output as in `reading`. "Ago", "last" and "today" step from the day of publication; "earlier", "later" and
"the next day" from the story's running time.
"""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import date

from dateline.annotate.dates.periods import Period, calendar_day
from dateline.annotate.dates.reading import Anchor, Reading, Words, of_period, open_date
from dateline.model import DatePrecision

__all__ = ["READERS"]

_LETTERS = {
    "second": "TS",
    "minute": "TM",
    "hour": "TH",
    "day": "D",
    "week": "W",
    "weekend": "WE",
    "fortnight": "W",
    "month": "M",
    "quarter": "Q",
    "year": "Y",
    "decade": "DE",
    "century": "CE",
}
_CLOCK_UNITS = frozenset(("second", "minute", "hour"))


def _day_word(words: Words, anchor: Anchor) -> Reading | None:
    """ "today", "late yesterday", "last night", "this morning"."""
    if anchor.today is None:
        return open_date(None, DatePrecision.DAY)
    reading = of_period(Period("day", anchor.today).shifted(words.step("day_word") or 0))
    if reading and words.text("day_word") in {"tonight", "last night", "overnight"}:
        return replace(reading, timex_type="TIME", value=f"{reading.value}TNI")
    return reading


def _reference(words: Words, anchor: Anchor) -> Reading | None:
    value = words.word("reference")
    today = anchor.today if value == "PRESENT_REF" else None
    precision = DatePrecision.DAY if today else DatePrecision.UNKNOWN
    return Reading("DATE", value, start=today, end=today, precision=precision, inferred=today is not None)


def _which_unit(words: Words, anchor: Anchor) -> Reading | None:
    """ "last week", "this year", "the following month", "that day", "the same week"."""
    unit, which = words.word("calendar_unit"), words.step("which") or 0
    told = words.text("which")
    from_story = told in {"following", "previous", "preceding", "that", "the same", "same", "that same"}
    base = (anchor.running.start if anchor.running else None) if from_story else anchor.today
    if base is None:
        base = anchor.day
    if base is None:
        return open_date(None, Period.around(unit, date(2000, 1, 1)).precision)
    return of_period(Period.around(unit, base).shifted(which))


def _the_unit(words: Words, anchor: Anchor) -> Reading | None:
    """ "the end of the week", "the year", "the quarter": the one that the story speaks of, else the one that runs."""
    unit = words.word("long_unit") or words.word("calendar_unit")
    if unit == "quarter" and anchor.running and anchor.running.unit == unit:
        return of_period(anchor.running)
    if anchor.day is None:
        return open_date(None, DatePrecision.UNKNOWN)
    now = Period.around(unit, anchor.day)
    over = anchor.direction < 0 and unit in {"quarter", "weekend"} and now.end > anchor.day
    return of_period(now.shifted(-1) if over else now)


def _the_day(words: Words, anchor: Anchor) -> Reading | None:
    """ "the next morning", "that night": of the story's running day."""
    base = anchor.running if anchor.running and anchor.running.unit == "day" else None
    if base is None:
        return Reading("TIME", f"XXXX-XX-XXT{words.word('day_part')}", precision=DatePrecision.DAY)
    return of_period(base.shifted(words.step("which") or 0))


def _ago(words: Words, anchor: Anchor) -> Reading | None:
    """ "three days ago" from publication; "two days earlier", "a year later" from the running time."""
    unit, direction, number = words.word("unit"), words.step("ago") or 0, words.number()
    now = words.text("ago") in {"ago", "from now", "hence"}
    if number is None and "no_number" not in words:  # "year-earlier"
        number = 1.0
    if number is None or math.isnan(number):
        return Reading("DATE", "PAST_REF" if direction < 0 else "FUTURE_REF")
    base = Period("day", anchor.today) if now and anchor.today else anchor.running or _day_period(anchor)
    if base is None:
        return open_date(None, DatePrecision.UNKNOWN)
    if unit in _CLOCK_UNITS:
        return of_period(Period.around("day", base.start)) if number * direction > -12 else of_period(base)
    if not now and unit == "year" and base.unit in {"quarter", "month", "day", "season"}:
        return _years_from(base, round(number) * direction)
    whole = round(number * 12) if unit == "year" and number % 1 else round(number)
    return of_period(Period.around("month" if number % 1 else unit, base.start).shifted(whole * direction))


def _years_from(base: Period, years: int) -> Reading | None:
    """ "a year earlier" keeps the unit that the story speaks of: the same quarter of the year before."""
    if base.unit == "day":
        return of_period(Period.around("year", base.start).shifted(years))
    start = calendar_day(base.start.year + years, base.start.month, 1)
    return of_period(Period(base.unit, start)) if start else None


def _day_period(anchor: Anchor) -> Period | None:
    return Period("day", anchor.today) if anchor.today else None


def _duration(words: Words, anchor: Anchor) -> Reading | None:
    """ "three days", "the past two weeks", "2 1/2 years", "weeks". A stretch that touches today has its ends."""
    unit = words.word("unit") or words.word("plural_unit") or words.word("long_unit") or "day"
    number = 1.0 if "long_unit" in words else words.number()
    value = _length(unit, number)
    which = words.step("which")
    if which is None or which == 0 or anchor.today is None or number is None or math.isnan(number):
        return Reading("DURATION", value)
    if unit in _CLOCK_UNITS:
        return Reading("DURATION", value, start=anchor.today, end=anchor.today, precision=DatePrecision.DAY)
    other = Period("day", anchor.today) if unit in {"day", "week", "weekend", "fortnight"} else None
    days = {"day": 1, "week": 7, "weekend": 7, "fortnight": 14}
    far = other.shifted(round(number * days[unit]) * which) if other else _far(unit, number, which, anchor.today)
    if far is None:
        return Reading("DURATION", value)
    start, end = sorted((far.start, anchor.today))
    return Reading("DURATION", value, start=start, end=end, precision=DatePrecision.SPAN, inferred=True)


def _far(unit: str, number: float, which: int, today: date) -> Period | None:
    return Period.around(unit, today).shifted(round(number) * which)


def _length(unit: str, number: float | None) -> str:
    """The TIMEX3 value of a length: P3D, PXW, PT1H, P2Y6M."""
    letter = _LETTERS[unit]
    time, letter = ("T", letter[1:]) if letter.startswith("T") else ("", letter)
    if number is None or math.isnan(number):
        return f"P{time}X{letter}"
    if unit == "fortnight":
        number *= 2
    if unit == "quarter":
        return f"P{number * 3:g}M"
    if unit == "year" and number % 1:
        return f"P{int(number)}Y{round(number % 1 * 12)}M" if number > 1 else f"P{round(number * 12)}M"
    return f"P{time}{number:g}{letter}"


def _set(words: Words, _: Anchor) -> Reading | None:
    if "set" in words:
        return Reading("SET", words.word("set"))
    return Reading("SET", _length(words.word("unit"), words.number() or 1))


def _clock(_: Words, anchor: Anchor) -> Reading | None:
    """A time of day alone: of the running day."""
    base = anchor.running if anchor.running and anchor.running.unit == "day" else _day_period(anchor)
    return of_period(base) if base else Reading("DATE", "XXXX-XX-XX", precision=DatePrecision.DAY)


READERS = {
    "day_word": _day_word,
    "reference": _reference,
    "which_unit": _which_unit,
    "the_unit": _the_unit,
    "the_day": _the_day,
    "ago": _ago,
    "duration": _duration,
    "set": _set,
    "clock": _clock,
}
