"""What a time expression is read with and what it is read as; the parts that all readers share.

Input: the words of a matched phrase and an `Anchor`. Output: a `Reading` with its TIMEX3 value (TimeML 1.2.1). What
neither words nor anchor give stays open ("XXXX-10-15"); a day that no calendar has gives no reading.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from dateline.annotate.dates.periods import Period
from dateline.knowledge.timewords import TimeWords
from dateline.model import DatePrecision

__all__ = ["Anchor", "Reading", "Words", "nearest", "of_period", "open_date"]


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known when an expression is read."""

    today: date | None = None  # the day of publication
    running: Period | None = None  # the last stretch of the calendar that the story named
    direction: int = -1  # the clause tells of what is past (-1), to come (1), or neither (0)

    @property
    def day(self) -> date | None:
        """The day that "Tuesday" and "15 October" are sought around."""
        named = self.running is not None and self.running.unit == "day"  # a year or month fixes no day of its own
        return self.today or (self.running.start if named and self.running else None)


@dataclass(frozen=True, slots=True)
class Reading:
    timex_type: str  # DATE, TIME, DURATION, SET
    value: str | None
    period: Period | None = None
    start: date | None = None
    end: date | None = None
    precision: DatePrecision = DatePrecision.UNKNOWN
    inferred: bool = False  # the anchor gave a part
    reason: str | None = None


class Words:
    """The named groups of one match, and what their words stand for."""

    def __init__(self, match: re.Match[str], table: TimeWords) -> None:
        self._groups = {name: text for name, text in match.groupdict().items() if text is not None}
        self._table = table

    def __contains__(self, name: str) -> bool:
        return name in self._groups

    def text(self, name: str) -> str:
        return " ".join(self._groups.get(name, "").lower().split())

    def word(self, name: str) -> str:
        """What the group's word stands for; empty where there is none."""
        return str(self._table.value(name, self._groups[name])) if name in self._groups else ""

    def step(self, name: str) -> int | None:
        """The same for words that stand for a whole number."""
        return int(self._table.value(name, self._groups[name])) if name in self._groups else None

    def digits(self, name: str) -> int | None:
        return int(re.sub(r"\D", "", self._groups[name])) if name in self._groups else None

    def number(self, name: str = "number") -> float | None:
        """How many; NaN for "several"; None where no number is told."""
        if name not in self._groups:
            return None
        written = self.text(name)
        if not written[0].isdigit():
            return float(self._table.value(name, written))
        whole, _, half = written.partition(" ")
        return float(whole) + (0.5 if half else 0.0)


def of_period(period: Period | None, inferred: bool = True, reason: str | None = None) -> Reading | None:
    """The reading that is one stretch of the calendar."""
    if period is None:
        return None
    return Reading("DATE", period.timex, period, period.start, period.end, period.precision, inferred, reason)


def open_date(value: str | None, precision: DatePrecision) -> Reading:
    """A date of which nothing gives the missing part."""
    return Reading("DATE", value, precision=precision, reason="nothing gives the missing part")


def nearest(candidates: list[date], day: date, direction: int) -> date:
    """The candidate nearest to `day`; one on the wrong side of a clause's tense counts as three times as far."""

    def distance(one: date) -> int:
        days = (one - day).days
        return abs(days) * (1 if days * direction >= 0 else 3)

    return min(candidates, key=distance)
